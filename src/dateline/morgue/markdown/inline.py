"""What stands inside a paragraph: marks, links, breaks and pictures, as the paper's HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from markdown_it.token import Token

from dateline.morgue.markdown.errors import Notes, shown

#: How deep bold, italic and struck-out words may stand in each other; marks beyond are dropped.
DEEPEST_MARKS = 8

_MARKS = {"strong": "b", "em": "i", "s": "s"}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = re.compile(r"(?:https?|mailto|tel):", re.I)
_STORY = re.compile(r"story:[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Image:
    """A picture set in the Markdown itself: ``![alt](source "title")``."""

    source: str
    alt: str
    title: str
    line: int


@dataclass
class Inline:
    """Renders inline tokens of one block; collects the pictures it meets in `images`."""

    notes: Notes
    line: int
    images: list[Image] = field(default_factory=list)

    def html(self, tokens: Sequence[Token]) -> str:
        """Return `tokens` as HTML of b, i, s, code, a and br."""
        out: list[str] = []
        ends: list[str] = []
        for token in tokens:
            kind = token.type
            if kind == "text":
                out.append(escape(token.content, quote=False))
            elif kind == "softbreak":
                out.append(" ")
            elif kind == "hardbreak":
                out.append("<br>")
            elif kind == "code_inline":
                out.append(f"<code>{escape(token.content, quote=False)}</code>")
            elif kind == "image":
                self._image(token)
            elif kind == "link_open":
                start = self._link(str(token.attrs.get("href", "")))
                ends.append("</a>" if start else "")
                out.append(start)
            elif kind.endswith("_open") and kind[:-5] in _MARKS:
                mark = _MARKS[kind[:-5]]
                # The same mark within itself says nothing more.
                shut = f"</{mark}>"
                keep = len(ends) < DEEPEST_MARKS and shut not in ends
                ends.append(shut if keep else "")
                out.append(f"<{mark}>" if keep else "")
            elif kind.endswith("_close") and ends:
                out.append(ends.pop())
            else:
                self.notes.lost(kind, self.line, "this kind of Markdown is not read")
        return "".join(out).strip(" ")

    def plain(self, tokens: Sequence[Token]) -> str:
        """Return the words of `tokens` without any mark; say so where a link goes with it."""
        words: list[str] = []
        for token in tokens:
            if token.type in {"text", "code_inline"}:
                words.append(token.content)
            elif token.type in {"softbreak", "hardbreak"}:
                words.append(" ")
            elif token.type == "image":
                self._image(token)
            elif token.type == "link_open":
                address = shown(token.attrs.get("href", ""))
                self.notes.lost(
                    f"link to {address}", self.line, "this place takes plain words; they are kept"
                )
        return "".join(words).strip(" ")

    def _image(self, token: Token) -> None:
        title = str(token.attrs.get("title", "") or "")
        alt = "".join(child.content for child in token.children or ())
        self.images.append(Image(str(token.attrs.get("src", "")), alt, title, self.line))

    def _link(self, href: str) -> str:
        if _STORY.fullmatch(href) or _WEB.match(href) or (href and not _SCHEME.match(href)):
            return f'<a href="{escape(href)}">'
        self.notes.lost(
            f"link to {shown(href) or 'nowhere'}",
            self.line,
            "links lead to http, https, mailto, tel or story:slug; its words are kept",
        )
        return ""


def bold_beginning(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return the tokens of the bold words that `tokens` begin with, and those after them.

    The first is empty when the words do not begin in bold.
    """
    tokens = [token for token in tokens if token.type != "text" or token.content]
    if not tokens or tokens[0].type != "strong_open":
        return (), tokens
    # Bold can stand in bold: the closing mark is the one on the opening mark's level.
    level = tokens[0].level
    for n, token in enumerate(tokens):
        if token.type == "strong_close" and token.level == level:
            return tokens[1:n], tokens[n + 1 :]
    return (), tokens
