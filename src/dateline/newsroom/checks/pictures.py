"""Checks of a story's pictures: each says what it shows, who made it, and by what right it is used.

None is there for decoration alone: what a newspaper shows, it shows to everybody, so that an alt
text is asked for without exception. Words given in the story count like the picture's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dateline.stories.desk import Finding

if TYPE_CHECKING:
    from dateline.photodesk.models import Picture
    from dateline.stories.models import Story


@dataclass(frozen=True)
class Placed:
    """A picture where it stands, with the words given to it there."""

    where: str
    picture: Picture
    alt: str = ""
    caption: str = ""
    credit: str = ""
    licence: str = ""


def words(story: Story) -> Iterator[Finding]:
    """Every picture has an alt text, a caption, a credit and a licence, wherever it stands: lead,
    text, galleries, posters, live entries.

    Queries: the pictures of each body, and one for live entries of a stored story.
    """
    for placed in _placed(story):
        yield from _missing(placed)


def _placed(story: Story) -> Iterator[Placed]:
    if story.lead_picture is not None:
        yield Placed("lead_picture", story.lead_picture, caption=story.lead_caption)
    yield from _of_blocks("body", story.body)
    if story.pk:
        for entry in story.coverage():
            yield from _of_blocks("entries", entry.body)


def _of_blocks(where: str, blocks: Iterable[Any]) -> Iterator[Placed]:
    for block in blocks:
        value = block.value
        if block.block_type == "picture":
            yield from _of_value(where, value)
        elif block.block_type == "gallery":
            for item in value["pictures"]:
                yield from _of_value(where, item)
        elif block.block_type == "media" and value["poster"] is not None:
            poster, caption = value["poster"], value["caption"] or value["title"]
            yield Placed(where, poster, caption=caption, credit=value["credit"])


def _of_value(where: str, value: Any) -> Iterator[Placed]:
    picture = value["image"]
    if picture is not None:
        given = (value[name] for name in ("alt", "caption", "credit", "licence"))
        yield Placed(where, picture, *given)


def _missing(placed: Placed) -> Iterator[Finding]:
    picture = placed.picture
    name = {"name": picture.title}
    for own, given, sentence in (
        (picture.alt_text, placed.alt, _("The picture “%(name)s” has no alt text.")),
        (picture.caption, placed.caption, _("The picture “%(name)s” has no caption.")),
        (picture.credit, placed.credit, _("The picture “%(name)s” has no credit.")),
        (picture.licence, placed.licence, _("The picture “%(name)s” has no licence.")),
    ):
        if not (given or own or "").strip():
            yield Finding(placed.where, sentence % name, blocks=True, words=picture.title)
