"""The HTML that bodies are written in: every word and attribute escaped, every tag closed."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from dateline.morgue.ghost.tokens import Token, tokens

#: How many elements may stand open in each other; beyond it tags are dropped, never words.
MOST_OPEN = 100

_VOID = set("area base br col embed hr img input link meta source track wbr".split())
# Parsers of HTML read what follows these as bare text: they could swallow a post's rest.
_SWALLOWING = set("noembed noframes noscript option plaintext select template".split())
_SWALLOWING |= set("textarea title xmp html head body frameset object applet".split())
# Players of another time, which no browser shows: what they played is told.
_PLAYERS = {"object", "embed", "applet", "param"}
# What only dresses an embed whose words stand beside it.
_WIDGET = re.compile(
    r"""<script\b[^>]*\bsrc=["']?(?:https?:)?//(?:[\w-]+\.)*"""
    r"""(?:twitter|x|instagram|tiktok|facebook|flickr|imgur)\.(?:com|net)/[^>]*>\s*""",
    re.I,
)
_P_ENDS = set("address article aside blockquote div dl figure footer h1 h2 h3 h4 h5 h6".split())
_P_ENDS |= set("header hr ol p pre section table ul".split())

_PARTING = _P_ENDS | {"br", "dd", "dt", "figcaption", "li", "td", "th", "tr"}
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_ATTRIBUTE_NAME = re.compile(r"[a-z_][\w:.-]*", re.ASCII)


def tag(name: str, inner: str, **attributes: str) -> str:
    """Return an element; `inner` is HTML, the attributes are plain; empty ones are left out."""
    return f"{_open(name, attributes)}{inner}</{name}>"


def image(src: str, alt: str = "") -> str:
    """Return an ``<img>``; its ``alt`` is there even when it is empty."""
    return f'<img src="{escape(src)}" alt="{escape(alt)}">'


def figure(inner: str, caption: str = "") -> str:
    """Return a ``<figure>`` of the HTML `inner` with `caption`, HTML from the source."""
    said = balanced(caption)
    return tag("figure", inner + (tag("figcaption", said) if said.strip() else ""))


def link(href: str, words: str) -> str:
    """Return a paragraph that is one link, its `words` HTML from the source."""
    return tag("p", tag("a", balanced(words) or escape(href), href=href)) if href or words else ""


def leftover(what: str, content: Any) -> str:
    """Return what has no equivalent in HTML: text as it is, anything else as JSON."""
    said = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return tag("dateline-leftover", escape(said), what=what)


def balanced(html: str) -> str:
    """Return foreign `html` so that whatever follows it keeps its place.

    Elements are closed, comments are dropped, and scripts and styles become leftovers.
    """
    if "<" not in html and "&" not in html:
        return escape(html, quote=False)
    writer = _Writer()
    for token in tokens(html):
        writer.write(token)
    return writer.html()


def plain(html: str) -> str:
    """Return the words of `html`, in one line: those a reader would see."""
    said = []
    for token in tokens(html):
        if token.kind == "text":
            said.append(token.value)
        elif token.value in _PARTING:
            said.append(" ")
    return " ".join("".join(said).split())


def _open(name: str, attributes: dict[str, str]) -> str:
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{said}>"


class _Writer:
    """Writes HTML anew, every tag in its place."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._opened: list[str] = []

    def write(self, token: Token) -> None:
        """Write `token`."""
        if token.kind == "text":
            self._out.append(escape(token.value, quote=False))
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token.value)
        elif not _WIDGET.fullmatch(token.source):
            self._out.append(leftover(token.value, token.source))

    def html(self) -> str:
        """Return what was written, with all that is open closed."""
        return "".join(self._out) + "".join(f"</{name}>" for name in reversed(self._opened))

    def _start(self, token: Token) -> None:
        name = token.value
        if name in _PLAYERS:
            self._out.append(leftover(name, token.source))
        if not _NAME.fullmatch(name) or name in _PLAYERS or name in _SWALLOWING:
            return
        above = self._opened[-1:]
        if ("p" in above and name in _P_ENDS) or ("li" in above and name == "li"):
            self._end(above[0])
        said = "".join(
            f' {key}="{escape(value)}"'
            for key, value in token.attributes.items()
            if _ATTRIBUTE_NAME.fullmatch(key)
        )
        if name == "iframe":
            self._out.append(f"<iframe{said}></iframe>")
        elif name in _VOID:
            self._out.append(f"<{name}{said}>")
        elif len(self._opened) < MOST_OPEN:
            self._opened.append(name)
            self._out.append(f"<{name}{said}>")

    def _end(self, name: str) -> None:
        if name not in self._opened:
            return
        while (inner := self._opened.pop()) != name:
            self._out.append(f"</{inner}>")
        self._out.append(f"</{name}>")
