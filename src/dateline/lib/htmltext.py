"""The one gate for markup from outside.

Every string of HTML that somebody else wrote passes `sanitise` (rich text) or `sanitise_wide`
(rich text with tables and figures) before it is stored. The gate works in two steps:

1. `_tidy` reads the tags in one pass whose cost grows with the length alone, maps what has a
   plainer name (``strong`` to ``b``, headings and ``div`` to paragraphs), drops the rest and
   bounds the nesting, for nh3 takes minutes on 100,000 nested tags.
2. nh3, a real HTML5 parser with an allow-list, decides what stays. Safety rests on it alone.

What comes out is a fixed point: sanitising it again changes nothing, so no second parser can
read it in another way than the first did.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterable
from functools import cache

import nh3

from dateline.lib.svg import UnsafeSVG, sanitise_svg
from dateline.lib.tags import MAX_CHARACTERS, MarkupTooLarge, Tag, tokens

__all__ = [
    "MAX_CHARACTERS",
    "MarkupTooLarge",
    "UnsafeSVG",
    "escape_paragraphs",
    "paragraphs",
    "plain",
    "sanitise",
    "sanitise_svg",
    "sanitise_wide",
]

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

_EMPTY_BLOCK = re.compile(
    r"<(p|li|ul|ol|blockquote|figure|figcaption|table|caption|thead|tbody|tr)>"
    r"(?:\s|&nbsp;|<br>)*</\1>"
)
_EMPTY_INLINE = re.compile(r"<(a|b|i|sup|sub|s|code)(?: [^<>]*)?>((?:\s|&nbsp;)*)</\1>")
_LONE_PARAGRAPH_IN_ITEM = re.compile(
    r"<li>\s*<p>((?:[^<]|</?(?:a|b|i|sup|sub|s|code|br)\b[^<>]*>)*+)</p>\s*</li>"
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x1f\\]")  # browsers strip some of these, others not
_STORY = re.compile(r"story:[\w-]{1,255}")


def sanitise(html: str, *, internal: bool = False) -> str:
    """Return `html` as safe rich text: paragraphs, lists, quotations, links, plain emphasis.

    With ``internal=True``, for text that this paper's own loader made, links by number
    (``<a linktype="page" id="3">``) and ``story:slug`` addresses stay; from anywhere else they
    could name a private document and are dropped. Raises `MarkupTooLarge`.
    """
    return _settle(html, wide=False, internal=internal)


def sanitise_wide(html: str, *, internal: bool = False) -> str:
    """As `sanitise`, with tables, figures and their pictures kept. Raises `MarkupTooLarge`."""
    return _settle(html, wide=True, internal=internal)


def plain(html: str) -> str:
    """Return the text of `html`, an empty line between paragraphs. Raises `MarkupTooLarge`."""
    return "\n\n".join(paragraphs(html))


def paragraphs(html: str) -> list[str]:
    """Return the paragraphs of `html` as plain text, none empty; one list item is one paragraph.

    A single ``br`` is a line break, two or more begin a paragraph. Raises `MarkupTooLarge`.
    """
    found: list[str] = []
    line: list[str] = []
    for token in tokens(html):
        if isinstance(token, str):
            line.append(_SPACE.sub(" ", token))
        elif token.name == "br":
            line.append("\n")
        elif token.name in DIVISIONS or (token.name in WIDE and token.name not in INLINE):
            found.append("".join(line))
            line = []
    found.append("".join(line))
    kept: list[str] = []
    for run in found:
        for piece in re.split(r"\n(?:[^\S\n]*\n)+", run):
            text = "\n".join(_SPACE.sub(" ", row).strip() for row in piece.strip().split("\n"))
            if text.strip():
                kept.append(text)
    return kept


def escape_paragraphs(texts: Iterable[str]) -> str:
    """Return plain texts as HTML paragraphs, a line break in a text as ``br``; empty ones go."""
    return "".join(
        f"<p>{_escaped(text).replace(chr(10), '<br>')}</p>" for text in texts if text.strip()
    )


def _escaped(text: str) -> str:
    """Write entities as nh3 does: what it keeps stays equal, and its size is known beforehand."""
    return entities.escape(text, quote=False).replace("\xa0", "&nbsp;")


def _settle(html: str, *, wide: bool, internal: bool) -> str:
    """Clean until nothing changes; markup that never settles is kept as its text alone."""
    allowed = WIDE if wide else RICH
    cleaner = _cleaner(wide, internal)
    before = html
    for _ in range(6):
        after = _without_empties(cleaner.clean(_tidy(before, allowed, internal=internal)))
        if after == before:
            return after
        before = after
    return escape_paragraphs(paragraphs(before))


@cache
def _cleaner(wide: bool, internal: bool) -> nh3.Cleaner:
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    if internal:
        attributes["a"] |= INTERNAL_LINK
    return nh3.Cleaner(
        tags=set(WIDE if wide else RICH),
        attributes=attributes,
        attribute_filter=_filter(internal),
        url_schemes=set(SCHEMES | {"story"} if internal else SCHEMES),
        link_rel=None,  # links here are the paper's own judgement, and none opens a window
    )


def _filter(internal: bool) -> Callable[[str, str, str], str | None]:
    def allow(tag: str, name: str, value: str) -> str | None:
        return value if _value_allowed(tag, name, value, internal=internal) else None

    return allow


def _value_allowed(tag: str, name: str, value: str, *, internal: bool) -> bool:
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


def _without_empties(html: str) -> str:
    while True:
        after = _EMPTY_INLINE.sub(r"\2", html)
        after = _EMPTY_BLOCK.sub("", after)
        after = _LONE_PARAGRAPH_IN_ITEM.sub(r"<li>\1</li>", after)
        if after == html:
            return after.strip()
        html = after


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
        self.write(_escaped(text))

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
            if key in names and _value_allowed(name, key, value.strip(), internal=self.internal)
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


def _tidy(html: str, allowed: frozenset[str], *, internal: bool) -> str:
    tidy = _Tidy(allowed, internal=internal)
    for token in tokens(html):
        if isinstance(token, str):
            tidy.text(token)
        else:
            tidy.tag(token)
    return "".join(tidy.out)
