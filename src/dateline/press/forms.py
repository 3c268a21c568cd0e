"""A page in the encodings that readers ask for, with holes filled without compressing again.

Brotli: one stream, in which each hole is an uncompressed meta-block of a fixed length (RFC 7932,
section 9.2). gzip: deflate runs that each end on a byte of their own (RFC 1951, section 3.2.4),
and the checksums of what lies between put together (RFC 1952, section 2.3.1). Handing a page out
with new values is copying bytes. Nothing here knows Django: newsstands use it, too.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import brotli

#: Brotli at once, and in idle time: 3 and 60 ms for a page of 45 KB.
SOON, IDLE = 5, 11
#: How often another noise is tried before a page goes without brotli.
TRIES = 4
#: Brotli's literal context looks two bytes back: each hole ends in two blanks, whatever fills it.
BLANKS = b"  "
#: The longest hole: the length of a meta-block in 16 bits.
LONGEST_ROOM = 1 << 16

_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_GZIP_LAST_BLOCK = b"\x03\x00"
#: Bytes that the text of a page hardly has, so that noise of them matches nothing in it.
_ODD = bytes(byte for byte in range(256) if byte < 9 or 14 <= byte < 32 or byte >= 127)
_LENGTH = struct.Struct("<I")
_RUN = struct.Struct("<III")


class TooLong(ValueError):
    """What shall fill a hole is longer than its room."""


class Damaged(ValueError):
    """What was stored is no page."""


@dataclass(frozen=True)
class Run:
    """A piece of a page as a deflate run, with the checksum and the length of what it says."""

    deflated: bytes
    crc: int
    length: int


@dataclass(frozen=True)
class Forms:
    """A page between its holes. `rooms` are the bytes that each hole takes in brotli.

    `brotli` is None where no form was found that holds for whatever stands in the holes.
    """

    rooms: tuple[int, ...]
    runs: tuple[Run, ...]
    brotli: tuple[bytes, ...] | None

    def segments(self) -> tuple[bytes, ...]:
        """Return what stands between the holes, as it was printed. Raises `Damaged`."""
        try:
            return tuple(zlib.decompressobj(-15).decompress(run.deflated) for run in self.runs)
        except zlib.error as error:
            raise Damaged(str(error)) from error

    def identity(self, fillings: Sequence[bytes]) -> bytes:
        """Return the page with its holes filled, uncompressed. Raises `Damaged`."""
        return b"".join(_woven(self.segments(), fillings))

    def gzipped(self, fillings: Sequence[Run]) -> bytes:
        """Return the page with its holes filled as one member of gzip."""
        crc = length = 0
        pieces = [_GZIP_HEAD]
        for run in _woven(self.runs, fillings):
            crc = _shifted(crc, run.length) ^ run.crc
            length += run.length
            pieces.append(run.deflated)
        return b"".join((*pieces, _GZIP_LAST_BLOCK, struct.pack("<II", crc, length & 0xFFFFFFFF)))

    def brotlied(self, fillings: Sequence[bytes]) -> bytes | None:
        """Return the page with its holes filled as a brotli stream; None where there is none.

        Raises `TooLong`.
        """
        if self.brotli is None:
            return None
        rooms = zip(fillings, self.rooms, strict=True)
        return b"".join(_woven(self.brotli, [padded(value, room) for value, room in rooms]))


def room_for(values: Iterable[bytes]) -> int:
    """Return the room of a hole that `values` fill: a fifth more than the longest, in steps of 32.

    A little longer value later on needs no page compressed again.
    """
    longest = max(map(len, values), default=0)
    wanted = longest + longest // 5 + len(BLANKS)
    return min(-(-wanted // 32) * 32, LONGEST_ROOM)


def padded(value: bytes, room: int) -> bytes:
    """Return `value` with blanks up to `room` bytes. Raises `TooLong`."""
    if len(value) + len(BLANKS) > room:
        raise TooLong(f"{len(value)} bytes do not fit into a hole of {room}")
    return value.ljust(room, b" ")


def run_of(piece: bytes) -> Run:
    """Return `piece` as a deflate run."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    deflated = squeezer.compress(piece) + squeezer.flush(zlib.Z_FULL_FLUSH)
    return Run(deflated, zlib.crc32(piece), len(piece))


def make(segments: Sequence[bytes], rooms: Sequence[int], quality: int = SOON) -> Forms:
    """Return the forms of a page: `segments` and between them holes of `rooms` bytes."""
    return Forms(
        rooms=tuple(rooms),
        runs=tuple(map(run_of, segments)),
        brotli=_proved(tuple(segments), tuple(rooms), quality),
    )


def squeezed(forms: Forms, quality: int = IDLE, rooms: Sequence[int] | None = None) -> Forms:
    """Return the same page with brotli of another quality, or with other rooms."""
    rooms = forms.rooms if rooms is None else tuple(rooms)
    return Forms(rooms, forms.runs, _proved(forms.segments(), tuple(rooms), quality))


def _proved(
    segments: tuple[bytes, ...], rooms: tuple[int, ...], quality: int
) -> tuple[bytes, ...] | None:
    """Return the brotli pieces of a page, or None where none stood the check.

    The check is a proof: the decoder is deterministic, and whatever refers into a hole, or
    depends on it, comes out wrong when every byte of every hole is another one.
    """
    for number in range(TRIES):
        # Not for secrets: the same page comes to the same bytes wherever it is pressed.
        chance = random.Random(f"{zlib.crc32(segments[0])} {number}")  # noqa: S311
        noises = [bytes(chance.choices(_ODD, k=room - 2)) + BLANKS for room in rooms]
        pieces = _brotli(segments, noises, quality if number < TRIES - 1 else min(quality, 9))
        others = [bytes(byte ^ 0x55 for byte in noise[:-2]) + BLANKS for noise in noises]
        try:
            said = brotli.decompress(b"".join(_woven(pieces, others)))
        except brotli.error:
            continue
        if said == b"".join(_woven(segments, others)):
            return pieces
    return None


def _brotli(segments: Sequence[bytes], noises: Sequence[bytes], quality: int) -> tuple[bytes, ...]:
    squeezer = brotli.Compressor(quality=quality, lgwin=18, mode=brotli.MODE_TEXT)
    pieces = []
    for segment, noise in zip(segments, noises, strict=False):
        piece = squeezer.process(segment) + squeezer.flush()
        squeezer.process(noise)
        squeezer.flush()  # what came out stands for the noise and is dropped
        pieces.append(piece + _stored(len(noise)))
    pieces.append(squeezer.process(segments[-1]) + squeezer.finish())
    return tuple(pieces)


def _stored(length: int) -> bytes:
    """Return the head of an uncompressed meta-block of `length` bytes, on a byte boundary."""
    # ISLAST 0, MNIBBLES 0 (four nibbles), MLEN - 1, ISUNCOMPRESSED 1: 20 bits, padded to 24.
    return ((length - 1) << 3 | 1 << 19).to_bytes(3, "little")


def _woven(segments: Sequence[Any], fillings: Sequence[Any]) -> list[Any]:
    if len(segments) != len(fillings) + 1:
        raise ValueError(f"{len(segments) - 1} holes are filled with {len(fillings)} values")
    woven = [segments[0]]
    for filling, segment in zip(fillings, segments[1:], strict=True):
        woven += (filling, segment)
    return woven


# Checksums put together (RFC 1952, section 8): the checksum of two pieces one after the other is
# that of the first, moved on by the length of the second, and that of the second. Polynomials
# over two elements, lowest power in the highest bit, as zlib has them.

_POLYNOMIAL = 0xEDB88320


def _product(first: int, second: int) -> int:
    product, bit = 0, 1 << 31
    while bit:
        if first & bit:
            product ^= second
        second = (second >> 1) ^ (_POLYNOMIAL if second & 1 else 0)
        bit >>= 1
    return product


@lru_cache(maxsize=64)
def _power(doublings: int) -> int:
    """Return x to the power of 2 to the power of `doublings`."""
    return 1 << 30 if doublings == 0 else _product(*(_power(doublings - 1),) * 2)


@lru_cache(maxsize=16_384)
def _moving(length: int) -> int:
    """Return what a checksum is multiplied with to be moved on by `length` bytes."""
    moving, doublings = 1 << 31, 3
    while length:
        if length & 1:
            moving = _product(_power(doublings), moving)
        length >>= 1
        doublings += 1
    return moving


def _shifted(crc: int, length: int) -> int:
    return _product(_moving(length), crc)


# How forms are stored: the length of each piece before it, little-endian.


def pack(forms: Forms) -> tuple[bytes, bytes | None]:
    """Return the runs of `forms`, with the rooms, and its brotli pieces as bytes to store."""
    head = struct.pack("<H", len(forms.rooms)) + struct.pack(f"<{len(forms.rooms)}I", *forms.rooms)
    runs = [_RUN.pack(len(run.deflated), run.crc, run.length) + run.deflated for run in forms.runs]
    pieces = None
    if forms.brotli is not None:
        pieces = b"".join(_LENGTH.pack(len(piece)) + piece for piece in forms.brotli)
    return head + b"".join(runs), pieces


def unpack(packed: bytes, pieces: bytes | None) -> Forms:
    """Return what `pack` was given. Raises `Damaged`."""
    try:
        (count,) = struct.unpack_from("<H", packed)
        rooms = struct.unpack_from(f"<{count}I", packed, 2)
        at, runs = 2 + 4 * count, []
        for _ in range(count + 1):
            size, crc, length = _RUN.unpack_from(packed, at)
            at += _RUN.size + size
            runs.append(Run(packed[at - size : at], crc, length))
        brotlied = None if pieces is None else _pieces(pieces)
    except struct.error as error:
        raise Damaged(str(error)) from error
    if at != len(packed) or (brotlied is not None and len(brotlied) != count + 1):
        raise Damaged("the pieces are of other lengths than was noted")
    return Forms(rooms, tuple(runs), brotlied)


def _pieces(packed: bytes) -> tuple[bytes, ...]:
    at, pieces = 0, []
    while at < len(packed):
        (size,) = _LENGTH.unpack_from(packed, at)
        at += _LENGTH.size + size
        pieces.append(packed[at - size : at])
    if at != len(packed):
        raise Damaged("the last piece is shorter than was noted")
    return tuple(pieces)
