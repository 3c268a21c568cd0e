"""Takes a page apart: every paragraph, heading, list item, table and picture, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from dateline.morgue.pages.figures import is_figure, pictures
from dateline.morgue.pages.inline import INLINE, MARKS, Run, link_of
from dateline.morgue.pages.tables import cells, is_data
from dateline.morgue.pages.text import key, words

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_OPEN = re.compile(r"[.!…:,;。！”»\"’)\]]\s*$|^[—–@#]")
_SENTENCE_END = re.compile(r"[.!?…。！？”»\"]\s*$")


@dataclass
class Piece:
    """One piece of a page as it was found.

    `kind` is "p", "heading", "item", "quote", "pre", "table" or "picture". `html` holds our own
    markup, `text` the plain text, `linked` how much of it stands in links, `holder` the element
    it stands in, `href` where its first link leads, `group` the list or quotation it belongs
    to, `value` a table's cells or a picture's `PictureCopy` list, `bold` whether all of it is bold.
    """

    kind: str
    html: str
    text: str
    holder: HtmlElement
    linked: int = 0
    group: HtmlElement | None = None
    value: Any = None
    href: str = ""
    bold: bool = False
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = key(self.text)

    @property
    def heads(self) -> bool:
        """Whether the piece could head paragraphs: a heading, or a short bold line, no sentence."""
        if self.kind == "heading":
            return True
        short = "\n" not in self.text and 1 <= words(self.text) <= 12
        return self.kind == "p" and self.bold and short and not _OPEN.search(self.text)


class Taker:
    """Walks one page and gathers its pieces. The tree's depth is bounded by the parser."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.pieces: list[Piece] = []
        self.run = Run(base)

    def take(self, root: HtmlElement) -> list[Piece]:
        """Return the pieces of the page below `root`, in reading order."""
        self._walk(root, frozenset(), "", "p", None)
        self._flush(root, "p", None)
        return self.pieces

    def _walk(
        self,
        element: HtmlElement,
        marks: frozenset[str],
        link: str,
        kind: str,
        group: HtmlElement | None,
    ) -> None:
        self.run.add(element.text, marks, link)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or tag in ("head", "noscript", "title"):
                pass
            elif tag in ("br", "hr"):
                self._break(child, element, kind, group)
            elif tag == "wbr":
                pass
            elif is_figure(child):
                self._flush(element, kind, group)
                found = pictures(child, self.base)
                text = " ".join(f"{p.caption} {p.credit}" for p in found)
                self.pieces.append(Piece("picture", "", text, child, group=group, value=found))
            elif tag in INLINE:
                under = link_of(child.get("href"), self.base) if tag == "a" else link
                within = marks | {MARKS[tag]} if tag in MARKS else marks
                self.run.add("“" if tag == "q" else "", marks, link)
                self._walk(child, within, under or link, kind, group)
                self.run.add("”" if tag == "q" else "", marks, link)
            else:
                self._flush(element, kind, group)
                self._block(child, tag, kind, group)
            self.run.add(child.tail, marks, link)

    def _block(self, child: HtmlElement, tag: str, kind: str, group: HtmlElement | None) -> None:
        if tag == "table" and is_data(child):
            value = cells(child)
            text = " ".join(cell for row in _all_rows(value) for cell in row)
            self.pieces.append(Piece("table", "", text, child, group=group, value=value))
            return
        if tag in _HEADINGS:
            kind, group = "heading", None
        elif tag in ("ul", "ol", "dl"):
            group = child if kind != "quote" else group
        elif tag in ("li", "dd", "dt"):
            kind = kind if kind == "quote" else "item"
        elif tag == "blockquote":
            kind, group = "quote", child
        elif tag == "pre":
            kind = "pre"
        self._walk(child, frozenset(), "", kind, group)
        self._flush(child, kind, group)

    def _break(
        self, child: HtmlElement, element: HtmlElement, kind: str, group: HtmlElement | None
    ) -> None:
        """End the paragraph at a rule, at two breaks, or at one after a whole long sentence."""
        if child.tag == "hr":
            self._flush(element, kind, group)
            return
        last_line = self.run.last_line()
        doubled = bool(self.run.pieces) and not last_line
        if doubled or (len(last_line) > 120 and _SENTENCE_END.search(last_line)):
            self._flush(element, kind, group)
        else:
            self.run.add("\x1e", frozenset(), "")

    def _flush(self, holder: HtmlElement, kind: str, group: HtmlElement | None) -> None:
        run, self.run = self.run, Run(self.base)
        text = run.text()
        if not text:
            return
        if kind == "pre":
            raw = "".join(piece for piece, _, _ in run.pieces).replace("\x1e", "\n")
            text = raw.strip("\n")
        self.pieces.append(Piece(kind, run.html(), text, holder, run.linked(), group))
        self.pieces[-1].href = run.href()
        self.pieces[-1].bold = run.bold()


def _all_rows(value: dict[str, Any]) -> list[list[str]]:
    return [[c["heading"] for c in value["columns"]], *(row["values"] for row in value["rows"])]
