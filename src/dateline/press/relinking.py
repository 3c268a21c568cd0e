"""Changes where the links of a page or of a stylesheet lead, and not a byte of anything else.

Markup is cut into tags as a browser cuts it, and only the values of attributes that hold
addresses are looked at. What stands in comments and scripts (JSON-LD, too) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

#: From the path of a link, percent-encoded as it is there, and what stands behind it
#: (``?query#part``, to be kept as it is written) to the link that takes its place, without
#: anything that markup would have to escape; None where it stays.
Way = Callable[[str, str], str | None]

_ADDRESSES = frozenset("href src poster action formaction data xlink:href".split())
_SETS = frozenset(("srcset", "imagesrcset"))
#: Up to their end tag these hold no markup.
_RAW = frozenset("script style title textarea iframe noembed noframes xmp".split())

# Possessive throughout, and a tag that is cut off ends with the page: each byte is looked at once.
_ATTRIBUTE = rb"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+"""
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
_TAG = re.compile(
    rb"<!--.*?(?:--!?>|\Z)|<([a-zA-Z][^\s/>]*+)((?:" + _ATTRIBUTE + rb")*+)[\s/]*+(?:>|\Z)",
    re.DOTALL,
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/?\\")
#: A path ends at the first ``?`` or ``#`` that is none of a character reference.
_PATH = re.compile(r"(?:&#\w+;|[^?#])*")
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])((?:\s+[^\s,][^,]*)?)")
_IN_CSS = re.compile(
    r"""/\*.*?(?:\*/|\Z)"""
    r"""|(?P<before>\burl\(\s*|@import\s*(?=["']))(?P<mark>["']?)(?P<link>[^"'()\\\n]*?)(?P=mark)"""
    r"""(?P<after>\s*\)|(?<=["']))"""
    r"""|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'""",
    re.DOTALL | re.IGNORECASE,
)


def page(html: bytes, way: Way) -> bytes:
    """Return `html` (UTF-8) with its links as `way` has them.

    A link is one of the paper's own: no scheme, no host. Whatever is no UTF-8 stays as it is.
    """
    pieces, at, looked = list[bytes](), 0, 0
    while (tag := _TAG.search(html, looked)) is not None:
        looked = tag.end()
        if tag[1] is None:  # a comment
            continue
        if not tag[0].endswith(b">"):  # cut off: browsers drop it
            break
        begin, end = tag.span(2)
        pieces += (html[at:begin], _EACH_ATTRIBUTE.sub(lambda each: _attribute(each, way), tag[2]))
        at = end
        name = tag[1].lower().decode("latin-1")
        if name in _RAW:
            ending = re.compile(rb"</" + tag[1] + rb"[\s/>]", re.IGNORECASE).search(html, looked)
            content, looked = looked, ending.start() if ending else len(html)
            if name == "style":
                pieces += (html[at:content], stylesheet(html[content:looked], way))
                at = looked
    return b"".join((*pieces, html[at:]))


def stylesheet(css: bytes, way: Way) -> bytes:
    """Return `css` (UTF-8) with what it refers to (``url()``, ``@import``) as `way` has it."""
    try:
        return _styles(css.decode(), way).encode()
    except UnicodeDecodeError:
        return css


def _styles(css: str, way: Way) -> str:
    def replaced(found: re.Match[str]) -> str:
        if not found["link"]:
            return found[0]
        led = link(found["link"], way, plain=True)
        return f"{found['before']}{found['mark']}{led}{found['mark']}{found['after']}"

    return _IN_CSS.sub(replaced, css)


def _attribute(found: re.Match[bytes], way: Way) -> bytes:
    name, written = found[1].lower().decode("latin-1"), found[2]
    if not written or (name not in _ADDRESSES and name not in _SETS and name != "style"):
        return found[0]
    mark = written[:1] if written[:1] in (b'"', b"'") else b""
    try:
        value = (written[1:-1] if mark else written).decode()
    except UnicodeDecodeError:
        return found[0]
    if name in _SETS:
        said = _CANDIDATE.sub(lambda each: link(each[1], way) + each[2], value)
    elif name == "style":
        plain = unescape(value)
        changed = _styles(plain, way)
        said = value if changed == plain else escape(changed)
    else:
        said = link(value, way)
    if said == value:
        return found[0]
    head = found[0][: found.start(2) - found.start()]
    if not mark:
        mark, said = b'"', said.replace('"', "&quot;")
    return head + mark + said.encode() + mark


def link(written: str, way: Way, *, plain: bool = False) -> str:
    """Return what takes the place of a link as it is `written`: `plain`, or in markup. One with a
    scheme or a host, or to a part of the same page, stays."""
    bare = written.strip()
    path = _PATH.match(bare)
    said = path[0] if path else ""
    behind = bare[len(said) :]
    said = said if plain else unescape(said)
    if not said or _SCHEME.match(said):
        return written
    led = way(said, behind)
    return written if led is None else led
