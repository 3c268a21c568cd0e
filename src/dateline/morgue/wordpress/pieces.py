"""Cuts a file of XML into its items, a piece at a time, whether or not it is well formed.

A parser that meets one fault in a file of twenty years gives up what follows, or takes the next
items for parts of the broken one. Here each item stands alone: a fault costs its own item at the
most. Only what lies between the marks of XML counts: an item that a story quotes (in CDATA, in a
comment) is none.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Characters of one item above which it is not read.
MOST_OF_ONE = 40_000_000
#: What is kept of such an item, to say which it is.
HEAD_OF_ONE = 20_000
CHUNK = 1 << 20

_MARK = re.compile(r"<!\[CDATA\[|<!--|<item(?=[\s/>])|</item\s*>")
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = rb"""<?xml?><!--<![CDATA[ <item a="b" c='d'>&amp;+/=~{}\n\u0041</item> ]]>-->"""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A piece of the file: an item, or what lies around items. `whole` is False for an item that
    the file ends within; `large` is True for one that is too large, of which `text` is a part."""

    text: str
    is_item: bool
    whole: bool = True
    large: bool = False


def encoding_of(head: bytes) -> str:
    """Return the encoding of a file that begins with `head`; UTF-8 where it names none that is
    known."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    found = _DECLARED.match(head)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else "utf-8"
    except LookupError:
        return "utf-8"
    # The line that names it was read as ASCII: one that writes that otherwise (or is no encoding
    # of text, or needs a mark of order, and has none) is not what the file is in.
    try:
        told = _MARKS.decode(name)
        again = codecs.getincrementaldecoder(name)("replace").decode(_MARKS, True)
        fits = told == again == _MARKS.decode("ascii")
    except (LookupError, ValueError):
        fits = False
    return name if fits else "utf-8"


def pieces(path: Path) -> Iterator[Piece]:
    """Yield the pieces of the file at `path`, in order. Bytes that its encoding does not know
    become U+FFFD. Raises `OSError`."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
        decoder = codecs.getincrementaldecoder(encoding_of(head))("replace")
        cutter = _Cutter()
        chunk = head
        while chunk:
            yield from cutter.cut(decoder.decode(chunk), end=False)
            chunk = file.read(CHUNK)
        yield from cutter.cut(decoder.decode(b"", True), end=True)


class _Cutter:
    def __init__(self) -> None:
        self._text = ""
        #: Where the piece in hand begins.
        self._begin = 0
        #: Where the piece in hand goes on being looked at.
        self._at = 0
        self._in_item = False
        self._dropped = False
        #: Marks that never end from here on.
        self._endless: set[str] = set()

    def cut(self, more: str, *, end: bool) -> Iterator[Piece]:
        self._text += more
        self._begin = 0
        while True:
            found = _MARK.search(self._text, self._at)
            if found is None:
                # A mark may be cut in two by the end of what is here.
                self._at = max(self._at, self._begin, len(self._text) - 20)
                break
            mark = found[0]
            if mark in _ENDS:
                ends = mark not in self._endless
                close = self._text.find(_ENDS[mark], found.end()) if ends else -1
                if close < 0 and not end:
                    self._at = found.start()
                    break
                # One that never closes hides nothing: the file was cut off, or is broken.
                if close < 0:
                    self._endless.add(mark)
                self._at = close + 3 if close >= 0 else found.end()
            elif mark == "<item":
                yield from self._take(found.start())
                self._in_item, self._at = True, found.end()
            else:
                at = found.end()
                if self._in_item:
                    yield from self._take(at)
                    self._in_item = False
                self._at = at
        self._text, self._at = self._text[self._begin :], self._at - self._begin
        self._begin = 0
        if self._in_item and len(self._text) > MOST_OF_ONE:
            kept = self._text[:HEAD_OF_ONE]
            self._text, self._at = kept + self._text[self._at :], len(kept)
            self._dropped = True
        if end:
            yield from self._take(len(self._text), ended=True)

    def _take(self, end: int, *, ended: bool = False) -> Iterator[Piece]:
        text, self._begin = self._text[self._begin : end], end
        large, self._dropped = self._dropped, False
        if text.strip():
            yield Piece(text, self._in_item, not (ended and self._in_item), large)
