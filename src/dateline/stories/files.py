"""Which files a story releases when it is printed, and takes back when it is removed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from dateline.photodesk import releases

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
    """The documents that a story offers or plays."""
    for name, value in _values(story):
        if name == "document" and isinstance(value, int):
            yield value


def _values(story: Story) -> Iterator[tuple[str, Any]]:
    yield from _walk(story.body.get_prep_value())
    for entry in story.entries.filter(withdrawn=False):
        yield from _walk(entry.body.get_prep_value())


def _walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Every (name, value) pair at any depth of a raw block value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)
