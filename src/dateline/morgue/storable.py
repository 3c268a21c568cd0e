"""Makes what a source says fit to be stored: no database takes every character.

PostgreSQL refuses NUL, nothing can write half of a surrogate pair, and control characters in a
headline are nobody's words. Sources hold all of them: in JSON escapes, in broken encodings.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from dateline.morgue.copy import Copy, PictureCopy

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_HALF = re.compile(r"[\ud800-\udfff]")


def storable(copy: Copy) -> Copy:
    """Return `copy` with every text fit to be stored. Where its pictures lie stays as it is."""
    made: Copy = _of(copy)
    return made


def storable_text(text: str) -> str:
    """Return `text` without control characters; half a surrogate pair becomes U+FFFD."""
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub("", text))


def _of(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, list | tuple):
        return type(value)(_of(inner) for inner in value)
    if isinstance(value, dict):
        return {name: _of(inner) for name, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"file"} if isinstance(value, PictureCopy) else set()
        names = [field.name for field in fields(value) if field.name not in kept]
        return replace(value, **{name: _of(getattr(value, name)) for name in names})
    return value
