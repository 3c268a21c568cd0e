"""The words of a story, passage by passage, as plain text: for whoever reads them and prints none.

Raw blocks are read as they are stored, so that nothing is asked for pictures and documents.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from dateline.lib.htmltext import paragraphs, plain
from dateline.photodesk.models import Picture
from dateline.stories import files
from dateline.stories.gate import RICH

if TYPE_CHECKING:
    from dateline.stories.models import Story

#: Names in block values that hold running words; rich text is listed in `stories.gate.RICH`.
RUNNING = frozenset({"", "title", "caption", "text", "question", "time"})
#: The same, with who is quoted.
READ = RUNNING | {"speaker", "role"}


def running_passages(story: Story) -> Iterator[tuple[str, str]]:
    """Yield (field name, words) for headline, standfirst and every paragraph of `story`.

    Tables are left out: a column's unit stands in its heading. One query for live entries of
    a stored story.
    """
    yield "title", story.title
    yield "short_headline", story.short_headline
    yield "standfirst", story.standfirst
    yield "lead_caption", story.lead_caption
    for text in _of_stream(story.body, RUNNING):
        yield "body", text
    if story.pk:
        for entry in story.coverage():
            yield "entries", entry.headline
            for text in _of_stream(entry.body, RUNNING):
                yield "entries", text


def body_passages(story: Story) -> list[str]:
    """Return all that readers read below the standfirst of a stored `story`, in its order.

    Tables row by row, the captions of its pictures, live entries that were not withdrawn,
    corrections and updates. None is empty. Five queries at most.
    """
    found = [story.lead_caption, *_of_stream(story.body, READ, tables=True)]
    for entry in story.coverage():
        found += [entry.headline, *_of_stream(entry.body, READ, tables=True)]
    for said in (*story.corrections.all(), *story.updates.all()):
        found.append(plain(said.text))
    shown = set(files.picture_ids(story))
    if shown:  # words that a picture brings along, where the story gives it no others
        own = Picture.objects.filter(pk__in=shown).exclude(caption="").order_by("pk")
        found += own.values_list("caption", flat=True)
    return [text for text in found if text.strip()]


def _of_stream(stream: Any, names: Collection[str], *, tables: bool = False) -> Iterator[str]:
    for block in stream.get_prep_value():
        yield from _of_value(block["type"], "", block["value"], names, tables)


def _of_value(
    kind: str, name: str, value: Any, names: Collection[str], tables: bool
) -> Iterator[str]:
    if isinstance(value, str):
        if (kind, name) in RICH:
            yield from paragraphs(value)
        elif name in names:
            yield value
    elif isinstance(value, dict):
        if name == "cells":
            if tables:
                yield from _rows(value)
        elif set(value) == {"type", "value", "id"}:  # an item of a list block
            yield from _of_value(kind, name, value["value"], names, tables)
        else:
            for key, inner in value.items():
                yield from _of_value(kind, key, inner, names, tables)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_value(kind, name, inner, names, tables)


def _rows(cells: dict[str, Any]) -> Iterator[str]:
    """Yield the rows of a table, its headings first."""
    yield "; ".join(column["heading"] or "" for column in cells["columns"])
    for row in cells["rows"]:
        yield "; ".join(str(value) for value in row["values"] if value)
