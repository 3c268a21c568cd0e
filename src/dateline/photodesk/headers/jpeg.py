"""JPEG: segments, each a marker and a length, up to the first scan."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.photodesk.headers.header import MOST_PIECES, Header
from dateline.photodesk.refusals import PictureRefused, broken, too_many_pieces

#: More passes over a picture than any program writes; each is a walk through all of it.
MOST_SCANS = 200
#: Markers that begin a frame, which tells the size.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: Markers without a length.
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})


def accepts(data: bytes) -> bool:
    """Whether `data` begins like a JPEG."""
    return data.startswith(b"\xff\xd8\xff")


def read(data: bytes) -> Header:
    """Return what the JPEG says. Raises `PictureRefused`."""
    size = None
    credentials = False
    for marker, at, length in _segments(data):
        if marker == 0xEB and b"c2pa" in data[at : at + min(length, 200)]:
            credentials = True
        elif marker in _FRAMES and size is None:
            size = int.from_bytes(data[at + 3 : at + 5]), int.from_bytes(data[at + 1 : at + 3])
    if size is None:
        raise broken("JPEG", _("it does not say how large it is"), len(data))
    if data.count(b"\xff\xda") > MOST_SCANS:  # inside a scan these bytes do not occur
        words = _("The JPEG is drawn in more than %(most)d passes. Save it anew and send that.")
        raise PictureRefused(words % {"most": MOST_SCANS})
    return Header("JPEG", *size, size[0] * size[1], credentials=credentials)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, where its content begins, how long that is). Readers pass over rubbish."""
    at = 2
    for _step in range(MOST_PIECES):
        at = data.find(b"\xff", at)
        if at < 0 or at + 4 > len(data) or data[at + 1] == 0xDA:
            return
        marker = data[at + 1]
        if marker in {0x00, 0xFF}:
            at += 1
        elif marker in _BARE:
            at += 2
        else:
            length = max(int.from_bytes(data[at + 2 : at + 4]), 2)
            yield marker, at + 4, length - 2
            at += 2 + length
    raise too_many_pieces("JPEG")
