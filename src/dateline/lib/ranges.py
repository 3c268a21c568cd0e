"""Parts of a file that a browser asks for (``Range``: RFC 9110, section 14)."""

from __future__ import annotations

import re

#: A ``Range`` of one part; a number of more digits is of no file that there is.
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)


def content_range(part: range, size: int) -> str:
    """Return what ``Content-Range`` says of `part`, which may be none, of `size` bytes."""
    return f"bytes {f'{part.start}-{part.stop - 1}' if part else '*'}/{size}"


def part_of(asked: str, size: int) -> range | None:
    """Return the bytes of `size` that a ``Range`` header asks for, none where it can have none of
    them, or None where the whole is to be given: no range, several, or none that can be read."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:  # the last so many
        return range(max(size - int(last), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)
