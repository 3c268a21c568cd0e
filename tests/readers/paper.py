"""A paper as its readers get it: stories put into print, pictures drawn, pages looked at."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.files.images import ImageFile
from lxml import html as lxml_html
from PIL import Image, ImageDraw

from dateline.masthead.models import Contributor
from dateline.photodesk.contexts import FIRST_SPECS
from dateline.photodesk.models import Picture
from dateline.photodesk.sizes import make_sizes
from dateline.stories.models import Byline, Story, Topic
from tests.cast import Cast, make_story

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: What can stand under a heading and fill it without words.
FILLING = {"img", "picture", "svg", "video", "audio", "table", "form", "input"}


def put_in_print(
    cast: Cast,
    headline: str,
    *,
    at: datetime | None = None,
    topics: Iterable[Topic] = (),
    signed_by: Contributor | None = None,
    **fields: Any,
) -> Story:
    """Write a story and publish it, first published `at` (default: now)."""
    story = make_story(cast, headline, first_published_at=at, **fields)
    story.topics = list(topics)
    if signed_by is not None:
        story.bylines = [Byline(contributor=signed_by)]
    story.save_revision().publish()
    return Story.objects.get(pk=story.pk)


def topic(name: str) -> Topic:
    """A topic called `name`."""
    return Topic.objects.create(name=name, slug=name.lower().replace(" ", "-"))


def drawn(width: int = 320, height: int = 240, colour: str = "#246", **saving: Any) -> bytes:
    """A drawn picture as a file, JPEG unless `saving` names another ``format``."""
    image = Image.new("RGB", (width, height), colour)
    pen = ImageDraw.Draw(image)
    for step in range(0, width, 16):
        pen.line([(step, 0), (width - step, height)], fill="#fa3", width=3)
    file = io.BytesIO()
    image.save(file, **{"format": "JPEG", **saving})
    return file.getvalue()


def picture(alt: str = "A quay at noon.", data: bytes | None = None, **fields: Any) -> Picture:
    """A stored picture with the sizes an import makes at once."""
    words = {"title": "DSCN0010.jpg", "caption": "The quay.", "credit": "Cleo Picture"}
    fields = {"licence": "CC BY 4.0"} | words | fields
    made = Picture(alt_text=alt, **fields)
    made.file = ImageFile(io.BytesIO(data or drawn()), name="DSCN0010.jpg")
    made.save()
    make_sizes(made, FIRST_SPECS)
    return made


def empty_headings(page: bytes) -> list[str]:
    """The headings of `page` (h2 to h6) over nothing.

    What a heading stands over follows it, before the next heading of the same or a higher level
    and before the section that holds both ends. A headline stands for a story by itself.
    """
    tree = lxml_html.document_fromstring(page.decode())
    return [
        f"{heading.tag} {heading.text_content().strip()!r}"
        for heading in tree.iter(*HEADINGS[1:])
        if "headline" not in heading.get("class", "") and not _stands_over_something(heading)
    ]


def words(page: bytes) -> str:
    """What a reader reads on `page`, spaces run together."""
    tree = lxml_html.document_fromstring(page.decode())
    return " ".join(" ".join(tree.body.itertext()).split())


def _stands_over_something(heading: Any) -> bool:
    holder = heading.getparent()
    while holder.tag in {"header", "hgroup", "summary"}:
        holder = holder.getparent()
    flow = iter(_flow(holder))
    while next(flow) is not heading:
        pass
    for piece in flow:
        if isinstance(piece, str):
            if piece.strip():
                return True
        elif piece.tag in HEADINGS[: int(heading.tag[1])]:
            return False
        elif piece.tag in FILLING:
            return True
    return False


def _flow(element: Any) -> Iterator[Any]:
    """Elements and texts in `element`, in order; the words of headings are left out."""
    for child in element:
        if isinstance(child.tag, str):
            yield child
            if child.tag not in HEADINGS:
                yield child.text or ""
                yield from _flow(child)
        yield child.tail or ""
