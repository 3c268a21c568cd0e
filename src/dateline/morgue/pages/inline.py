"""Writes the running text of a page as the little HTML a story's text may hold.

Nothing of the page's own markup is copied: every tag here is written by us round escaped
text, so no script, handler or style can come through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from dateline.morgue.pages.metadata import web_address
from dateline.morgue.pages.text import tidy

#: The page's tag and ours.
MARKS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i",
    "sub": "sub", "sup": "sup", "s": "s", "strike": "s", "del": "s",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "bdi", "bdo", "big", "data", "font", "ins", "label", "mark", "nobr",
    "q", "rp", "rt", "ruby", "small", "span", "time", "u", "wbr", *MARKS,
}  # fmt: skip
_ORDER = ("b", "i", "s", "code", "sub", "sup")
_MAIL = re.compile(r"^mailto:[^\s<>\"'?&]+@[^\s<>\"'?&]+$", re.I)


@dataclass
class Run:
    """Running text being gathered: pieces with the marks and the link they stand under."""

    base: str
    pieces: list[tuple[str, frozenset[str], str]] = field(default_factory=list)

    def add(self, text: str | None, marks: frozenset[str], link: str) -> None:
        """Add `text` under `marks` (our tags) and `link` (an absolute address or empty)."""
        if text:
            self.pieces.append((text, marks, link))

    def text(self) -> str:
        """Return the plain text gathered, on one line per line break."""
        raw = "".join(piece for piece, _, _ in self.pieces)
        return "\n".join(filter(None, (tidy(line) for line in raw.split("\x1e"))))

    def last_line(self) -> str:
        """Return the plain text gathered since the last line break."""
        parts: list[str] = []
        for piece, _, _ in reversed(self.pieces):
            if "\x1e" in piece:
                break
            parts.append(piece)
        return tidy("".join(reversed(parts)))

    def linked(self) -> int:
        """Return how many characters of the text stand in links."""
        return sum(len(tidy(piece)) for piece, _, link in self.pieces if link)

    def href(self) -> str:
        """Return the first address that the text links to, or an empty one."""
        return next((link for piece, _, link in self.pieces if link and piece.strip()), "")

    def bold(self) -> bool:
        """Say whether the text is bold from end to end."""
        told = [marks for text, marks, _ in self.pieces if text.strip("\x1e \n\t\r\u00a0")]
        return bool(told) and all("b" in marks for marks in told)

    def html(self) -> str:
        """Return the text as HTML of `a`, `b`, `i`, `s`, `code`, `sub`, `sup` and `br`."""
        pieces = _spaced(self.pieces)
        # Bold from end to end says nothing about any word of it.
        common = frozenset.intersection(*(m for _, m, _ in pieces)) if pieces else frozenset()
        whole = common & {"b", "i"}
        out: list[str] = []
        for link, linked in groupby(pieces, key=lambda piece: piece[2]):
            inner: list[str] = []
            for marks, same in groupby(linked, key=lambda piece: piece[1]):
                text = escape("".join(piece for piece, _, _ in same), quote=False)
                for mark in _ORDER:
                    if mark in marks - whole and text.strip():
                        text = f"<{mark}>{text}</{mark}>"
                inner.append(text)
            text = "".join(inner)
            if link and text.strip():
                text = f'<a href="{escape(link)}">{text}</a>'
            out.append(text)
        return "<br>".join(line.strip() for line in "".join(out).split("\x1e"))


def _spaced(
    pieces: list[tuple[str, frozenset[str], str]],
) -> list[tuple[str, frozenset[str], str]]:
    """Return `pieces` with white space collapsed across them and trimmed at both ends."""
    done: list[tuple[str, frozenset[str], str]] = []
    after_space = True
    for raw, marks, link in pieces:
        text = re.sub(r"[ \t\n\r\f\v]+", " ", raw.replace("\u00ad", ""))
        text = text.replace(" \x1e", "\x1e").replace("\x1e ", "\x1e")
        if after_space:
            text = text.lstrip(" \u00a0")
        if text:
            after_space = text[-1] in " \u00a0\x1e"
            done.append((text, marks, link))
    while done:
        text, marks, link = done[-1]
        text = text.rstrip(" \u00a0\x1e\u200b")
        if text:
            done[-1] = (text, marks, link)
            break
        done.pop()
    while done and not done[0][0].lstrip("\x1e\u200b"):
        done.pop(0)
    if done:
        done[0] = (done[0][0].lstrip("\x1e\u200b "), done[0][1], done[0][2])
    # Two breaks in a row, and a break at the very start, are layout.
    return [(re.sub("\x1e+", "\x1e", text), marks, link) for text, marks, link in done]


def link_of(href: str | None, base: str) -> str:
    """Return the address of a link that a story may keep: http, https or a plain mail address."""
    raw = re.sub(r"[\x00-\x20\x7f]+", "", href or "")
    if _MAIL.match(raw):
        return raw
    if not raw or raw.startswith("#"):
        return ""
    return web_address(base, raw)
