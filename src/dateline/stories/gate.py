"""Sanitises the rich text inside a body's blocks when it is written, whoever wrote it.

Wagtail's editor filters what its form sends; code, imports and APIs write past it, and rich
text is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wagtail.blocks import StreamValue

from dateline.lib.htmltext import sanitise

#: Where rich text stands: (block type, name in its value). An empty name is the value itself.
RICH = frozenset(
    {
        ("text", ""),
        ("quote", "text"),
        ("factbox", "text"),
        ("note", "text"),
        ("qa", "answer"),
        ("timeline", "text"),
    }
)
#: Where the address of another site stands, to be linked to: none but the web's is kept.
ADDRESSES = frozenset({("media", "address")})


def clean_stream(value: StreamValue) -> StreamValue:
    """Return `value` with every piece of rich text sanitised; itself where nothing changed."""
    raw = list(value.get_prep_value())
    clean = [clean_block(block) for block in raw]
    return value if clean == raw else value.stream_block.to_python(clean)


def clean_block(block: dict[str, Any]) -> dict[str, Any]:
    """Return one raw block with its rich text sanitised."""
    return _changed(block, lambda text: sanitise(text, internal=True))


def rich_texts(block: dict[str, Any]) -> list[str]:
    """Return the pieces of rich text in one raw block, in order. Plain words are none."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    _changed(block, keep)
    return found


def _changed(block: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    return {**block, "value": _walked(block["type"], "", block["value"], change)}


def _walked(kind: str, name: str, value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        if (kind, name) in ADDRESSES:
            return value if re.match(r"https?://", value, re.IGNORECASE) else ""
        return change(value) if (kind, name) in RICH else value
    if isinstance(value, dict):
        if set(value) == {"type", "value", "id"}:  # an item of a list block
            return {**value, "value": _walked(kind, name, value["value"], change)}
        return {key: _walked(kind, key, inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walked(kind, name, inner, change) for inner in value]
    return value
