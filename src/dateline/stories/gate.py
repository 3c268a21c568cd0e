"""Sanitises the rich text inside a body's blocks when it is written, whoever wrote it.

Wagtail's editor filters what its form sends; code, imports and APIs write past it, and rich
text is printed as it stands.
"""

from __future__ import annotations

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


def clean_stream(value: StreamValue) -> StreamValue:
    """Return `value` with every piece of rich text sanitised; itself where nothing changed."""
    raw = list(value.get_prep_value())
    clean = [clean_block(block) for block in raw]
    return value if clean == raw else value.stream_block.to_python(clean)


def clean_block(block: dict[str, Any]) -> dict[str, Any]:
    """Return one raw block with its rich text sanitised."""
    return {**block, "value": _clean(block["type"], "", block["value"])}


def _clean(kind: str, name: str, value: Any) -> Any:
    if isinstance(value, str):
        return sanitise(value, internal=True) if (kind, name) in RICH else value
    if isinstance(value, dict):
        if set(value) == {"type", "value", "id"}:  # an item of a list block
            return {**value, "value": _clean(kind, name, value["value"])}
        return {key: _clean(kind, key, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(kind, name, inner) for inner in value]
    return value
