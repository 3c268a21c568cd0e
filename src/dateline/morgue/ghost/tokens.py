"""Parts HTML into tags and words in one pass, whatever is wrong with it.

The parser of the standard library takes time that grows with the square of a broken text, and
others stop at some depth without a word. This one loses no word: what is no whole tag is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

#: Elements whose content is not for readers.
CODE = {"script", "style"}

_START = re.compile(r"<([a-zA-Z][^\s/<>]*)")
_END = re.compile(r"</([a-zA-Z][^\s/<>]*)[^>]*>")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_STRAY = re.compile(r"[\s/=]+")
_CLOSE = re.compile(r"[\s/=]*>")
_CODE_ENDS = {name: re.compile(rf"</{name}[\s/>]", re.I) for name in CODE}


@dataclass(frozen=True)
class Token:
    """A piece of HTML: ``text`` (entities resolved), ``start``, ``end`` or ``code``.

    `value` is the text, the element's name in lower case, or for code its source.
    """

    kind: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)
    source: str = ""


def tokens(html: str) -> Iterator[Token]:
    """Yield the pieces of `html`. Comments and declarations are left out."""
    at = 0
    last = html.rfind(">")
    closing = True
    while at < len(html):
        mark = html.find("<", at)
        if mark < 0 or mark > last:
            break
        if mark > at:
            yield Token("text", unescape(html[at:mark]))
        if html.startswith("<!--", mark):
            stop = html.find("-->", mark + 2) if closing else -1
            closing = stop >= 0
            # One that is never closed would hide all that follows: its mark alone goes.
            at = stop + 3 if closing else mark + 4
        elif html.startswith(("<!", "<?"), mark):
            stop = html.find(">", mark)
            if html.startswith("<![CDATA[", mark):
                yield Token("text", html[mark + 9 : stop].removesuffix("]]"))
            at = stop + 1
        elif end := _END.match(html, mark):
            yield Token("end", end[1].lower())
            at = end.end()
        elif start := _START.match(html, mark):
            name = start[1].lower()
            attributes, stop = _attributes(html, start.end())
            if stop < 0:
                at = mark
                break
            if name in CODE:
                stop, whole = _code(html, mark, stop, name)
                yield Token("code", name, attributes, whole)
            else:
                yield Token("start", name, attributes, html[mark:stop])
            at = stop
        else:
            yield Token("text", "<")
            at = mark + 1
    if at < len(html):
        yield Token("text", unescape(html[at:]))


def _attributes(html: str, at: int) -> tuple[dict[str, str], int]:
    """Return the attributes from `at` on, and where their tag ends: -1 if it never does."""
    found: dict[str, str] = {}
    while not (close := _CLOSE.match(html, at)):
        each = _ATTRIBUTE.match(html, at)
        if each is None:
            stray = _STRAY.match(html, at)
            if stray is None or stray.end() >= len(html):
                return found, -1
            at = stray.end()
            continue
        value = each[2] or ""
        if value[:1] in {'"', "'"} and value[:1] == value[-1:] and len(value) > 1:
            value = value[1:-1]
        found.setdefault(each[1].lower(), unescape(value))
        at = each.end()
    return found, close.end()


def _code(html: str, start: int, at: int, name: str) -> tuple[int, str]:
    """Return where the script or style that began before `at` ends, and its source."""
    end = _CODE_ENDS[name].search(html, at)
    if end is None:
        return len(html), html[start:]
    closing = html.find(">", end.start())
    return (closing + 1 if closing >= 0 else len(html)), html[start : end.start()]
