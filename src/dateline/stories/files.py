"""Which files a story releases when it is printed, and takes back when it is removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from dateline.photodesk import releases
from dateline.stories import gate
from dateline.stories.blocks import walk

if TYPE_CHECKING:
    from dateline.stories.models import Story


def release(story: Story) -> None:
    """Release the files that `story` shows now, and only these."""
    pictures = set(picture_ids(story))
    documents = set(document_ids(story))
    releases.release(str(story.uid), pictures=pictures, documents=documents)


def withdraw(uid: UUID) -> None:
    """Take back what the story `uid` released."""
    releases.withdraw(str(uid))


def picture_ids(story: Story) -> Iterator[int]:
    """The pictures of a story: lead, body, live entries."""
    if story.lead_picture_id:
        yield story.lead_picture_id
    for name, value in _values(story):
        if name in {"image", "poster"} and isinstance(value, int):
            yield value


def document_ids(story: Story) -> Iterator[int]:
    """The documents that a story offers, plays, or links to in its text and its rows."""
    for name, value in _values(story):
        if name == "document" and isinstance(value, int):
            yield value
    for block in _blocks(story):
        for text in gate.rich_texts(block):
            yield from _linked(text)
    for rows in (story.updates, story.corrections):
        for text in rows.values_list("text", flat=True):
            yield from _linked(text)


def _linked(text: str) -> Iterator[int]:
    """The documents that a piece of rich text links to, as Wagtail reads it for printing."""
    for tag in FIND_A_TAG.findall(text):
        attributes = extract_attrs(tag)
        if attributes.get("linktype") == "document" and attributes.get("id", "").isdecimal():
            yield int(attributes["id"])


def _blocks(story: Story) -> Iterator[dict[str, Any]]:
    """Every raw block of a story: body, live entries."""
    yield from story.body.get_prep_value()
    for entry in story.entries.filter(withdrawn=False):
        yield from entry.body.get_prep_value()


def _values(story: Story) -> Iterator[tuple[str, Any]]:
    for block in _blocks(story):
        yield from walk(block)
