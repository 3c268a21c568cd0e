"""The running words of a story, passage by passage, for the checks that read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dateline.lib.htmltext import paragraphs
from dateline.stories.gate import RICH

if TYPE_CHECKING:
    from dateline.stories.models import Story

#: Names in block values that hold plain words; rich text is listed in `stories.gate.RICH`.
PLAIN = frozenset({"", "title", "caption", "text", "question", "time"})


def passages(story: Story) -> Iterator[tuple[str, str]]:
    """Yield (field name, words) for headline, standfirst and every paragraph of `story`.

    Tables are left out: a column's unit stands in its heading. One query for live entries of
    a stored story.
    """
    yield "title", story.title
    yield "short_headline", story.short_headline
    yield "standfirst", story.standfirst
    yield "lead_caption", story.lead_caption
    for text in _of_stream(story.body):
        yield "body", text
    if story.pk:
        for entry in story.entries.filter(withdrawn=False):
            yield "entries", entry.headline
            for text in _of_stream(entry.body):
                yield "entries", text


def _of_stream(stream: Any) -> Iterator[str]:
    for block in stream.get_prep_value():
        yield from _of_value(block["type"], "", block["value"])


def _of_value(kind: str, name: str, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if (kind, name) in RICH:
            yield from paragraphs(value)
        elif name in PLAIN:
            yield value
    elif isinstance(value, dict):
        if set(value) == {"type", "value", "id"}:  # an item of a list block
            yield from _of_value(kind, name, value["value"])
        else:
            for key, inner in value.items():
                if key != "cells":
                    yield from _of_value(kind, key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _of_value(kind, name, inner)
