"""The HTML that bodies are written in: every word and attribute escaped, every tag closed."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

#: How many elements may stand open in each other; beyond it tags are dropped, never words.
MOST_OPEN = 100

_VOID = set("area base br col embed hr img input link meta source track wbr".split())
# Parsers of HTML read what follows these as bare text: they could swallow a post's rest.
_SWALLOWING = set("iframe noembed noframes noscript option plaintext select template".split())
_SWALLOWING |= set("textarea title xmp html head body frameset object applet".split())
_CODE = {"script", "style"}
_CODE_ENDS = {name: re.compile(rf"</{name}[\s/>]", re.I) for name in _CODE}
# What only dresses an embed whose words stand beside it.
_WIDGET = re.compile(
    r"""<script\b[^>]*\bsrc=["']?(?:https?:)?//(?:[\w-]+\.)*"""
    r"""(?:twitter|x|instagram|tiktok|facebook|flickr|imgur)\.(?:com|net)/[^>]*>\s*""",
    re.I,
)
_P_ENDS = set("address article aside blockquote div dl figure footer h1 h2 h3 h4 h5 h6".split())
_P_ENDS |= set("header hr ol p pre section table ul".split())


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
    writer.write(html)
    return writer.html()


def plain(html: str) -> str:
    """Return the words of `html`, in one line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.words).split())


def _open(name: str, attributes: dict[str, str]) -> str:
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{said}>"


class _Writer(HTMLParser):
    """Writes HTML anew, every tag in its place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._out: list[str] = []
        self._opened: list[str] = []

    def write(self, html: str) -> None:
        # The parser of each Python release treats scripts in its own way: they are cut out first.
        at = 0
        for found in re.finditer(r"<(script|style)\b[^>]*>", html, re.I):
            if found.start() < at:
                continue
            self.feed(html[at : found.start()])
            end = _CODE_ENDS[found[1].lower()].search(html, found.end())
            stop = end.start() if end else len(html)
            closing = html.find(">", stop) if end else -1
            at = closing + 1 if closing >= 0 else len(html)
            code = html[found.start() : stop]
            if not _WIDGET.fullmatch(code):
                self._out.append(leftover(found[1].lower(), code))
        self.feed(html[at:])
        self.close()

    def html(self) -> str:
        """Return what was written, with all that is open closed."""
        return "".join(self._out) + "".join(f"</{name}>" for name in reversed(self._opened))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CODE or not re.fullmatch(r"[a-z][a-z0-9-]*", tag):
            return
        if tag in _P_ENDS and "p" in self._opened[-1:]:
            self.handle_endtag("p")
        if tag == "li" and "li" in self._opened[-1:]:
            self.handle_endtag("li")
        if tag in _SWALLOWING and tag != "iframe":
            return
        named = [(key, value or "") for key, value in attrs if re.fullmatch(r"[\w:-]+", key)]
        if tag in _VOID or tag == "iframe":
            said = "".join(f' {key}="{escape(value)}"' for key, value in named)
            self._out.append(f"<{tag}{said}>" + ("</iframe>" if tag == "iframe" else ""))
        elif len(self._opened) < MOST_OPEN:
            self._opened.append(tag)
            self._out.append(_open(tag, dict(reversed(named))))

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self._out.append("<br>")
        if tag not in self._opened:
            return
        while (name := self._opened.pop()) != tag:
            self._out.append(f"</{name}>")
        self._out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._out.append(escape(data, quote=False))

    def handle_entityref(self, name: str) -> None:
        self._out.append(f"&{name};" if _is_entity(f"&{name};") else f"&amp;{name}")

    def handle_charref(self, name: str) -> None:
        self._out.append(f"&#{name};")

    def unknown_decl(self, data: str) -> None:
        # CDATA, which HTML does not know: its words are words.
        self._out.append(escape(data.removeprefix("CDATA["), quote=False))


def _is_entity(reference: str) -> bool:
    return not unescape(reference).startswith("&") or reference == "&amp;"


class _Words(HTMLParser):
    """Gathers what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code = tag in _CODE
        if tag in _P_ENDS or tag in {"br", "li", "td", "th", "figcaption", "tr"}:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag("" if tag in _CODE else tag, [])

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.words.append(data)
