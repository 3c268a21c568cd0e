"""WebP: chunks of RIFF, with a canvas where there is more than one plain picture."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.photodesk.headers.header import MOST_PIECES, Header
from dateline.photodesk.refusals import broken, too_many_pieces

Size = tuple[int, int]


def accepts(data: bytes) -> bool:
    """Whether `data` begins like a WebP."""
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


def read(data: bytes) -> Header:
    """Return what the WebP says. Raises `PictureRefused`."""
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:  # the last byte may be missing: it only makes the length even
        raise broken("WebP", _("it is cut short"), len(data))
    sizes: list[Size] = []
    frames = 0
    credentials = False
    for name, at, length in _chunks(data, 12, end):
        sizes += _told(data, name, at)
        if name == b"ANMF":
            frames += 1
            sizes.append((_three(data, at + 6) + 1, _three(data, at + 9) + 1))
            for inner, place, _length in _chunks(data, at + 16, at + length):
                sizes += _told(data, inner, place)
        elif name == b"C2PA":
            credentials = True
    if not sizes:
        raise broken("WebP", _("it does not say how large it is"), len(data))
    pixels = max(wide * high for wide, high in sizes)
    return Header("WEBP", *sizes[0], pixels, moving=frames > 1, credentials=credentials)


def _chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, where its content begins, how long that is)."""
    end = min(end, len(data))
    for _step in range(MOST_PIECES):
        if at + 8 > end:
            return
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], at + 8, length
        at += 8 + length + length % 2
    raise too_many_pieces("WebP")


def _told(data: bytes, name: bytes, at: int) -> list[Size]:
    """The size that a chunk tells, if it is of those that do."""
    if name == b"VP8X":
        return [(_three(data, at + 4) + 1, _three(data, at + 7) + 1)]
    if name == b"VP8 ":
        bits = int.from_bytes(data[at + 6 : at + 10], "little")
        return [(bits & 0x3FFF, bits >> 16 & 0x3FFF)]
    if name == b"VP8L":
        bits = int.from_bytes(data[at + 1 : at + 5], "little")
        return [((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)]
    return []


def _three(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 3], "little")
