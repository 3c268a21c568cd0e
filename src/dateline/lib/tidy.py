"""Reads markup of any kind and writes a balanced stream of the few tags a story is made of.

The first step of `dateline.lib.htmltext`, whose allow-lists stand here. It makes markup small,
shallow and plain; it does not make it safe, nh3 does.
"""

from __future__ import annotations

import html as entities
import re

from dateline.lib.tags import MarkupTooLarge, Tag, tokens

#: Characters of markup kept of one text; the longest serial has a quarter of it.
MAX_KEPT = 2_000_000
#: Open lists, quotations, tables and divisions, one inside the other.
MAX_DEPTH = 256

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LONGEST_ADDRESS = 4_000

INLINE = frozenset({"a", "b", "i", "sup", "sub", "s", "code"})
RICH = INLINE | {"p", "ul", "ol", "li", "blockquote", "br"}
TABLE = frozenset({"table", "caption", "thead", "tbody", "tr", "th", "td"})
FIGURE = frozenset({"figure", "figcaption", "img"})
WIDE = RICH | TABLE | FIGURE

ATTRIBUTES = {
    "a": frozenset({"href", "title"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
    "img": frozenset({"src", "alt", "width", "height"}),
}
#: How Wagtail keeps a link to something of its own: by number, never by address.
INTERNAL_LINK = frozenset({"linktype", "id"})

PLAINER = {
    "strong": "b",
    "em": "i",
    "cite": "i",
    "dfn": "i",
    "var": "i",
    "del": "s",
    "strike": "s",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "tfoot": "tbody",
}
#: Read as "here a paragraph begins, there it ends".
DIVISIONS = frozenset(
    "address article aside center dd details div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup hr legend main nav pre section summary".split()
)
NESTING = DIVISIONS | {"ul", "ol", "blockquote", "table", "figure"}

_NOT_IN_ADDRESS = re.compile(r"[\x00-\x1f\\]")  # browsers strip some of these, others not
_STORY = re.compile(r"story:[\w-]{1,255}")


def tidy(html: str, allowed: frozenset[str], *, internal: bool) -> str:
    """Return `html` with the tags of `allowed` or their plainer names, balanced and escaped.

    Raises `MarkupTooLarge` past `MAX_KEPT` or `MAX_DEPTH`.
    """
    writer = _Tidy(allowed, internal=internal)
    for token in tokens(html):
        if isinstance(token, str):
            writer.text(token)
        else:
            writer.tag(token)
    return "".join(writer.out)


def escaped(text: str) -> str:
    """Write entities as nh3 does: what it keeps stays equal, and its size is known beforehand."""
    return entities.escape(text, quote=False).replace("\xa0", "&nbsp;")


def value_allowed(tag: str, name: str, value: str, *, internal: bool) -> bool:
    """Return whether an attribute of an allowed tag may hold `value`."""
    if name in {"href", "src"}:
        scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):", value)
        if len(value) > LONGEST_ADDRESS or not value.strip() or _NOT_IN_ADDRESS.search(value):
            return False
        if scheme is None:
            return True
        if tag == "img":
            return scheme[1].lower() in {"http", "https"}
        if scheme[1].lower() == "story":
            return internal and _STORY.fullmatch(value) is not None
        return scheme[1].lower() in SCHEMES
    if name == "linktype":
        return internal and value in {"page", "document"}
    if name == "id":
        return internal and re.fullmatch(r"[0-9]{1,12}", value) is not None
    if name in {"colspan", "rowspan"}:
        return re.fullmatch(r"[1-9][0-9]{0,2}", value) is not None
    if name in {"width", "height"}:
        return re.fullmatch(r"[1-9][0-9]{0,4}", value) is not None
    if name == "scope":
        return value in {"row", "col", "rowgroup", "colgroup"}
    return name in {"title", "alt"}


class _Tidy:
    """Writes a balanced stream of allowed tags; emphasis is closed and reopened at each block."""

    def __init__(self, allowed: frozenset[str], *, internal: bool) -> None:
        self.allowed = allowed
        self.internal = internal
        self.out: list[str] = []
        self.size = 0
        self.emphasis: list[tuple[str, str]] = []  # (name, start tag) of what is open
        self.nested: dict[str, int] = {}  # the same emphasis again inside itself
        self.open: dict[str, int] = {}
        self.depth = 0

    def write(self, piece: str) -> None:
        self.size += len(piece)
        if self.size > MAX_KEPT:
            raise MarkupTooLarge(f"The markup holds more than {MAX_KEPT:,} characters of text.")
        self.out.append(piece)

    def text(self, text: str) -> None:
        self.write(escaped(text))

    def tag(self, tag: Tag) -> None:
        self.measure(tag)
        name = PLAINER.get(tag.name, tag.name)
        if name in INLINE:
            (self.end_emphasis if tag.closing else self.begin_emphasis)(name, tag)
        elif name == "br":
            self.write("<br>")
        elif name in self.allowed:
            if name == "img":
                self.picture(tag)
            else:
                self.block(f"</{name}>" if tag.closing else self.start(name, tag))
        elif name in DIVISIONS or name in WIDE:
            self.block("</p><p>" if tag.closing or name == "hr" else "<p>")

    def measure(self, tag: Tag) -> None:
        """Raise `MarkupTooLarge` past `MAX_DEPTH`; an end tag counts only for an open tag."""
        if tag.name not in NESTING or tag.name == "hr":
            return
        if not tag.closing:
            self.open[tag.name] = self.open.get(tag.name, 0) + 1
            self.depth += 1
        elif self.open.get(tag.name):
            self.open[tag.name] -= 1
            self.depth -= 1
        if self.depth > MAX_DEPTH:
            raise MarkupTooLarge(f"The markup is nested more than {MAX_DEPTH} deep.")

    def start(self, name: str, tag: Tag) -> str:
        names = ATTRIBUTES.get(name, frozenset())
        if name == "a" and self.internal:
            names = names | INTERNAL_LINK
        kept = "".join(
            f' {key}="{entities.escape(value.strip())}"'
            for key, value in sorted(tag.attributes.items())
            if key in names and value_allowed(name, key, value.strip(), internal=self.internal)
        )
        return f"<{name}{kept}>"

    def picture(self, tag: Tag) -> None:
        start = self.start("img", tag)
        if ' src="' in start and not tag.closing:
            self.write(start)

    def begin_emphasis(self, name: str, tag: Tag) -> None:
        if name == "a":
            start = self.start(name, tag)
            self.end_emphasis("a", tag)  # HTML has no link inside a link
            if ' href="' not in start and not (' id="' in start and ' linktype="' in start):
                return
        else:
            start = f"<{name}>"
            if any(name == each for each, _ in self.emphasis):
                self.nested[name] = self.nested.get(name, 0) + 1
                return
        self.emphasis.append((name, start))
        self.write(start)

    def end_emphasis(self, name: str, tag: Tag) -> None:
        if self.nested.get(name):
            self.nested[name] -= 1
            return
        at = next((n for n, (each, _) in enumerate(self.emphasis) if each == name), None)
        if at is None:
            return
        inner = self.emphasis[at + 1 :]
        for each, _ in reversed(self.emphasis[at:]):
            self.write(f"</{each}>")
        for _, start in inner:
            self.write(start)
        del self.emphasis[at]

    def block(self, piece: str) -> None:
        for name, _ in reversed(self.emphasis):
            self.write(f"</{name}>")
        self.write(piece)
        for _, start in self.emphasis:
            self.write(start)
