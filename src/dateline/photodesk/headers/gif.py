"""GIF: a canvas, and pictures that lie on it one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.photodesk.headers.header import MOST_PIECES, Header
from dateline.photodesk.refusals import broken, too_many_pieces


def accepts(data: bytes) -> bool:
    """Whether `data` begins like a GIF."""
    return data.startswith((b"GIF87a", b"GIF89a"))


def read(data: bytes) -> Header:
    """Return what the GIF says. Raises `PictureRefused`."""
    if len(data) < 13:
        raise broken("GIF", _("it is cut short"), len(data))
    width, height = _pair(data, 6)
    pixels = count = 0
    for at in _frames(data):
        (left, top), (wide, high) = _pair(data, at), _pair(data, at + 4)
        # What lies beyond the canvas makes the canvas grow.
        pixels = max(pixels, max(width, left + wide) * max(height, top + high))
        count += 1
    if not count:
        raise broken("GIF", _("there is no picture in it"), len(data))
    return Header("GIF", width, height, pixels, moving=count > 1)


def _frames(data: bytes) -> Iterator[int]:
    """Yield where each picture tells its place and size."""
    at = 13 + _colours(data[10])
    steps = 0
    while at < len(data) and data[at] != 0x3B:
        steps += 1
        if data[at] == 0x2C and at + 10 <= len(data):
            yield at + 1
            at += 10 + _colours(data[at + 9]) + 1
        elif data[at] == 0x21:
            at += 2
        else:  # rubbish, which readers pass over
            at += 1
            continue
        while at < len(data) and data[at] and steps < MOST_PIECES:
            at += 1 + data[at]
            steps += 1
        at += 1
        if steps >= MOST_PIECES:
            raise too_many_pieces("GIF")


def _colours(flags: int) -> int:
    """The bytes of a table of colours, none where there is none."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _pair(data: bytes, at: int) -> tuple[int, int]:
    first, second = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (0, 2))
    return first, second
