"""AVIF and HEIC: boxes in boxes (ISO/IEC 14496-12), in which properties tell sizes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from dateline.photodesk.headers.header import MOST_PIECES, Header
from dateline.photodesk.refusals import broken, too_many_pieces

_AVIF = frozenset({b"avif", b"avis"})
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
#: Boxes that hold others, and how many bytes stand before those.
_HOLD = {b"meta": 4, b"iprp": 0, b"ipco": 0, b"moov": 0, b"trak": 0}
#: The extended type of a box of content credentials.
_CREDENTIALS = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


def accepts(data: bytes) -> bool:
    """Whether `data` begins like an AVIF or a HEIC."""
    return bool(_kind(data))


def read(data: bytes) -> Header:
    """Return what the file says. Raises `PictureRefused`."""
    kind = _kind(data)
    sizes: list[tuple[int, int]] = []
    moving = credentials = False
    for name, at, end in _boxes(data, 0, len(data), kind):
        if name == b"ispe" and end - at >= 12:
            sizes.append((_four(data, at + 4), _four(data, at + 8)))
        elif name == b"tkhd" and end - at >= 8:
            moving = True
            sizes.append((_four(data, end - 8) >> 16, _four(data, end - 4) >> 16))
        elif name == b"uuid" and data[at : at + 16] == _CREDENTIALS:
            credentials = True
    sizes.sort(key=lambda size: size[0] * size[1])
    if not sizes:
        raise broken(kind, _("it does not say how large it is"), len(data))
    width, height = sizes[-1]
    return Header(kind, width, height, width * height, moving=moving, credentials=credentials)


def _kind(data: bytes) -> str:
    """``AVIF``, ``HEIC``, or nothing for films and all else."""
    if data[4:8] != b"ftyp":
        return ""
    end = min(_four(data, 0), 1024)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, end, 4))}
    return "AVIF" if brands & _AVIF else "HEIC" if brands & _HEIC else ""


def _boxes(data: bytes, at: int, end: int, kind: str) -> Iterator[tuple[bytes, int, int]]:
    """Yield (name, where its content begins, where it ends) of every box, at any depth."""
    open_until = [(at, end)]
    for _step in range(MOST_PIECES):
        if not open_until:
            return
        at, end = open_until.pop()
        if at + 8 > end:
            continue
        length, name, start = _four(data, at), data[at + 4 : at + 8], at + 8
        if length == 1:
            length, start = int.from_bytes(data[at + 8 : at + 16]), at + 16
        stop = end if length == 0 else at + length
        if stop < start or stop > end:
            raise broken(kind, _("it is cut short"), len(data))
        yield name, start, stop
        open_until.append((stop, end))
        if name in _HOLD:
            open_until.append((start + _HOLD[name], stop))
    raise too_many_pieces(kind)


def _four(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4])
