"""PNG: chunks, each with a checksum."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.photodesk.headers.header import MOST_PIECES, Header
from dateline.photodesk.refusals import broken, too_many_pieces

_NEEDED = (b"IHDR", b"IDAT", b"IEND")
#: Bits that a value may have, by the kind of colours.
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


_START = b"\x89PNG\r\n\x1a\n"


def accepts(data: bytes) -> bool:
    """Whether `data` is meant for a PNG, though its first bytes may be spoilt."""
    return data.startswith(_START) or b"IHDR" in data[:20]


def read(data: bytes) -> Header:
    """Return what the PNG says. Raises `PictureRefused`."""
    if not data.startswith(_START):
        what = _("its first bytes are not those of a PNG, as after a transfer as text")
        raise broken("PNG", what, 0)
    size = (0, 0)
    seen: set[bytes] = set()
    moving = credentials = False
    for name, at, length in _chunks(data):
        if not seen and name != b"IHDR":
            raise broken("PNG", _("it does not begin with its header"), at - 8)
        seen.add(name)
        if name == b"IHDR":
            if length != 13:
                raise broken("PNG", _("its header has a wrong length"), at - 8)
            if data[at + 8] not in _DEPTHS.get(data[at + 9], ()):
                raise broken("PNG", _("there are no such colours"), at + 8)
            size = int.from_bytes(data[at : at + 4]), int.from_bytes(data[at + 4 : at + 8])
        elif name == b"acTL":
            moving = int.from_bytes(data[at : at + 4]) > 1
        elif name == b"caBX":
            credentials = True
    for name in _NEEDED:
        if name not in seen:
            raise broken("PNG", _("its part %(part)s is missing") % {"part": name.decode()})
    return Header("PNG", *size, size[0] * size[1], moving=moving, credentials=credentials)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, where its content begins, how long that is), checksums compared."""
    at = 8
    view = memoryview(data)
    for _step in range(MOST_PIECES):
        if at + 12 > len(data):
            raise broken("PNG", _("it is cut short"), len(data))
        length, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 8 + length
        if not (name.isalpha() and name.isascii()):
            raise broken("PNG", _("no part of a PNG has such a name"), at + 4)
        if end + 4 > len(data):
            raise broken("PNG", _("it is cut short"), len(data))
        needed = name[:1].isupper()  # others may be wrong: readers do without
        if needed and zlib.crc32(view[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            what = _("the checksum of its part %(part)s is wrong") % {"part": name.decode()}
            raise broken("PNG", what, at)
        yield name, at + 8, length
        if name == b"IEND":
            return
        at = end + 4
    raise too_many_pieces("PNG")
