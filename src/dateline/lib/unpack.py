"""Unpacks what came packed with gzip or deflate, and knows whether all of it came.

A download cut short unpacks well as far as it goes: only the packing's own end says that it is
whole. What is unpacked comes in bounded pieces, so that a bomb can be stopped between two.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

#: The most bytes of one unpacked piece.
PIECE = 64 * 1024
_GZIP = b"\x1f\x8b"


class Damaged(ValueError):
    """The packed bytes are damaged, or end before their packing does."""


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the bytes in `pieces`, packed as `encoding` says, at most `PIECE` at a time.

    `encoding` is ``gzip``, ``x-gzip``, ``deflate``, or ``identity`` or ``""`` for not packed.
    Members of gzip one after the other are read, whatever else follows the end is passed over.
    Raises `Damaged`.
    """
    if encoding in {"", "identity"}:
        yield from pieces
        return
    unpacker = None
    ended = over = False
    rest = b""
    for piece in pieces:
        rest = b"" if over else rest + piece
        while unpacker is not None or len(rest) >= 2:
            if unpacker is None:
                over = ended and (encoding == "deflate" or not rest.startswith(_GZIP))
                if over:
                    break
                unpacker, ended = zlib.decompressobj(_window(rest, encoding)), False
            try:
                out = unpacker.decompress(rest, PIECE)
            except zlib.error as error:
                raise Damaged(str(error)) from error
            rest = unpacker.unconsumed_tail
            if out:
                yield out
            if unpacker.eof:
                rest, unpacker, ended = unpacker.unused_data, None, True
            elif len(out) < PIECE:
                break  # all that came is unpacked
    if not ended:
        raise Damaged("it ends before its packing does")


def _window(head: bytes, encoding: str) -> int:
    """Return zlib's number for the packing that `head` begins."""
    if encoding != "deflate":
        return 16 + zlib.MAX_WBITS
    # What HTTP calls deflate has zlib's head; many servers leave it out.
    with_head = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if with_head else -zlib.MAX_WBITS
