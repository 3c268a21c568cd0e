"""Cuts HTML into text and tags, in one pass whose cost grows with the length alone.

This is a reader, not a parser: it knows nothing of what may stand in what. It leaves out
comments, and everything in elements whose content is no text (scripts, styles, forms' choices,
drawings). Nothing here makes markup safe; `dateline.lib.htmltext` does.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Characters of markup taken at once; a long story has 50,000.
MAX_CHARACTERS = 5_000_000


class MarkupTooLarge(ValueError):
    """The markup is longer or deeper than any story; the message is one line for users."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag; names are lower case, of an attribute given twice the first counts."""

    name: str
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


#: Up to their end tag these hold no markup; without one they swallow the rest, as in a browser.
RAW = frozenset(
    "script style title textarea noscript iframe noembed noframes xmp plaintext".split()
)
#: These hold markup that is no text; without an end tag only the tag itself is left out.
NO_TEXT = frozenset(
    "svg math template object applet select datalist button audio video canvas map".split()
)

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?!["'])(?P<bare>[^\s>]*)))?"""
)
_TAG_END = re.compile(r"[\s/]*>")
_COMMENT_END = re.compile(r"--!?>")
# Control characters, lone surrogates and non-characters: no text, and not storable everywhere.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


def tokens(html: str) -> Iterator[str | Tag]:
    """Yield the text (entities decoded) and the tags of `html` in order.

    Raises `MarkupTooLarge` beyond `MAX_CHARACTERS`.
    """
    if len(html) > MAX_CHARACTERS:
        raise MarkupTooLarge(
            f"The markup has {len(html):,} characters; at most {MAX_CHARACTERS:,} are read."
        )
    at = 0
    unclosed: set[str] = set()  # looked for an end tag once and found none
    while at < len(html):
        begin = html.find("<", at)
        if begin < 0:
            begin = len(html)
        if begin > at:
            yield _text(html[at:begin])
        if begin == len(html):
            return
        name = _NAME.match(html, begin + 1) or (
            _NAME.match(html, begin + 2) if html.startswith("</", begin) else None
        )
        if name is None:
            at = _past_declaration(html, begin)
            if at == begin:
                yield "<"
                at += 1
            continue
        closing = html[begin + 1] == "/"
        attributes, at = _attributes(html, name.end())
        if at < 0:
            return  # the tag never ends; a browser drops it too
        word = name[0].lower()
        if not closing and (word in RAW or word in NO_TEXT):
            end = -1 if word in unclosed else _end_tag(html, word, at)
            if end >= 0:
                at = end
            elif word in RAW:
                return
            else:
                unclosed.add(word)
            continue
        if word not in RAW and word not in NO_TEXT:
            yield Tag(word, closing, attributes)


def _text(raw: str) -> str:
    text = entities.unescape(raw) if "&" in raw else raw
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _past_declaration(html: str, begin: int) -> int:
    """Return the place after a comment or declaration, or `begin` if ``<`` is a mere character."""
    if html.startswith("<!--", begin):
        if html.startswith((">", "->"), begin + 4):
            return html.index(">", begin) + 1
        end = _COMMENT_END.search(html, begin + 4)
        return end.end() if end else len(html)
    if html.startswith(("<!", "<?", "</"), begin):
        close = html.find(">", begin)
        return close + 1 if close >= 0 else len(html)
    return begin


def _attributes(html: str, at: int) -> tuple[dict[str, str], int]:
    """Return the attributes from `at` on and the place after the tag; -1 if it never ends."""
    found: dict[str, str] = {}
    while True:
        end = _TAG_END.match(html, at)
        if end:
            return found, end.end()
        one = _ATTRIBUTE.match(html, at)
        if one is None or one.end() == len(html):
            return found, -1
        value = one["double"] or one["single"] or one["bare"] or ""
        found.setdefault(one["name"].lower(), _text(value))
        at = one.end()


def _end_tag(html: str, word: str, at: int) -> int:
    """Return the place after the first end tag of `word` from `at` on, or -1."""
    end = re.compile(rf"</{word}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return html.find(">", end.end()) + 1 or -1 if end else -1
