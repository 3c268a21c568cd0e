"""Checks of a story's pictures: each says what it shows and who made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dateline.stories.desk import Finding

if TYPE_CHECKING:
    from dateline.photodesk.models import Picture
    from dateline.stories.models import Story


def words(story: Story) -> Iterator[Finding]:
    """Every picture has an alt text and a credit: lead, text, galleries, posters, live entries.

    Queries: the pictures of each body, and one for live entries of a stored story.
    """
    if story.lead_picture is not None:
        yield from _missing("lead_picture", story.lead_picture)
    yield from _of_blocks("body", story.body)
    if story.pk:
        for entry in story.entries.filter(withdrawn=False):
            yield from _of_blocks("entries", entry.body)


def _of_blocks(where: str, blocks: Iterable[Any]) -> Iterator[Finding]:
    for block in blocks:
        value = block.value
        if block.block_type == "picture":
            yield from _of_value(where, value)
        elif block.block_type == "gallery":
            for item in value["pictures"]:
                yield from _of_value(where, item)
        elif block.block_type == "media" and value["poster"] is not None:
            yield from _missing(where, value["poster"], credit=value["credit"])


def _of_value(where: str, value: Any) -> Iterator[Finding]:
    if value["image"] is not None:
        yield from _missing(where, value["image"], alt=value["alt"], credit=value["credit"])


def _missing(where: str, picture: Picture, alt: str = "", credit: str = "") -> Iterator[Finding]:
    name = {"name": picture.title}
    if not (alt or picture.alt_text or "").strip():
        what = _("The picture “%(name)s” has no alt text.") % name
        yield Finding(where, what, blocks=True, words=picture.title)
    if not (credit or picture.credit or "").strip():
        what = _("The picture “%(name)s” has no credit.") % name
        yield Finding(where, what, blocks=True, words=picture.title)
