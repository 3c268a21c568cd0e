"""The one gate for markup from outside.

Every string of HTML that somebody else wrote passes `sanitise` (rich text) or `sanitise_wide`
(rich text with tables and figures) before it is stored. The gate works in two steps:

1. `dateline.lib.tidy` reads the tags in one pass whose cost grows with the length alone, maps
   what has a plainer name (``strong`` to ``b``, headings and ``div`` to paragraphs), drops the
   rest and bounds the nesting, for nh3 takes minutes on 100,000 nested tags.
2. nh3, a real HTML5 parser with an allow-list, decides what stays. Safety rests on it alone.

What comes out is a fixed point: sanitising it again changes nothing, so no second parser can
read it in another way than the first did.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

import nh3

from dateline.lib.svg import UnsafeSVG, sanitise_svg
from dateline.lib.tags import MAX_CHARACTERS, MarkupTooLarge, tokens
from dateline.lib.tidy import (
    ATTRIBUTES,
    DIVISIONS,
    INLINE,
    INTERNAL_LINK,
    RICH,
    SCHEMES,
    WIDE,
    escaped,
    tidy,
    value_allowed,
)

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

_EMPTY_BLOCK = re.compile(
    r"<(p|li|ul|ol|blockquote|figure|figcaption|table|caption|thead|tbody|tr)>"
    r"(?:\s|&nbsp;|<br>)*</\1>"
)
_EMPTY_INLINE = re.compile(r"<(a|b|i|sup|sub|s|code)(?: [^<>]*)?>((?:\s|&nbsp;)*)</\1>")
_LONE_PARAGRAPH_IN_ITEM = re.compile(
    r"<li>\s*<p>((?:[^<]|</?(?:a|b|i|sup|sub|s|code|br)\b[^<>]*>)*+)</p>\s*</li>"
)
_SPACE = re.compile(r"[ \t\n\r\f]+")


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
        f"<p>{escaped(text).replace(chr(10), '<br>')}</p>" for text in texts if text.strip()
    )


def _settle(html: str, *, wide: bool, internal: bool) -> str:
    """Clean until nothing changes; markup that never settles is kept as its text alone."""
    allowed = WIDE if wide else RICH
    cleaner = _cleaner(wide, internal)
    before = html
    for _ in range(6):
        after = _without_empties(cleaner.clean(tidy(before, allowed, internal=internal)))
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
        return value if value_allowed(tag, name, value, internal=internal) else None

    return allow


def _without_empties(html: str) -> str:
    while True:
        after = _EMPTY_INLINE.sub(r"\2", html)
        after = _EMPTY_BLOCK.sub("", after)
        after = _LONE_PARAGRAPH_IN_ITEM.sub(r"<li>\1</li>", after)
        if after == html:
            return after.strip()
        html = after
