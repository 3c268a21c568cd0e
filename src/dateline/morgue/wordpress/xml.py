"""Parses one item of an export, by the names that its prefixes stand for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

#: What the prefixes of an export stand for where it does not say.
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "wp": "http://wordpress.org/export/1.2/",
}
_EXPORT = re.compile(r"https?://(?:www\.)?wordpress\.org/export/[\d.]+/(excerpt/)?")
_NAMED = re.compile(r"""\bxmlns:([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#x?[0-9A-Fa-f]+;|([A-Za-z][A-Za-z0-9]*);)?")
_ASKED = ("domain", "nicename")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}
#: What no XML may hold (XML 1.0, section 2.2).
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBERS = re.compile(r"(?:&#(?:x[0-9A-Fa-f]+|[0-9]+);)+")


@dataclass
class Node:
    """An element: its name by what its prefix stands for (``wp:post_id``), text, children, and
    those of its attributes that say something here."""

    name: str
    text: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)

    def first(self, name: str) -> str:
        """Return the text of the first child called `name`, trimmed; empty where there is none."""
        return next((child.text.strip() for child in self.children if child.name == name), "")

    def all(self, name: str) -> list[Node]:
        """Return the children called `name`."""
        return [child for child in self.children if child.name == name]


def prefixes_of(head: str) -> dict[str, str]:
    """Return what the prefixes in the head of an export stand for."""
    named = {name: one or two for name, one, two in _NAMED.findall(head[:20_000])}
    return _PREFIXES | {name: uri for name, uri in named.items() if uri and name[:3] != "xml"}


def parse(text: str, prefixes: dict[str, str]) -> tuple[Node | None, str]:
    """Return the elements in `text` below one node, and what was broken of it, or ``""``.

    Entities are never resolved but those of XML and HTML. The node is None where nothing could be
    read.
    """
    named = " ".join(f'xmlns:{name}="{html.escape(uri)}"' for name, uri in prefixes.items())
    head, foot = f"<export {named}>", "</export>"
    try:
        return _node(etree.fromstring(head + text + foot, _parser(recover=False))), ""
    except etree.XMLSyntaxError as error:
        fault = str(error.msg or "is no XML")
    except ValueError:  # a character that no XML may hold
        fault = "holds characters that no XML may hold"
    mended = "".join(
        part if part.startswith("<![CDATA[") else _REFERENCE.sub(_resolved, _numbered(part))
        for part in _parts(_CONTROL.sub("", text))
    )
    try:
        root = etree.fromstring(head + mended + foot, _parser(recover=True))
        return (_node(root) if root is not None else None), fault
    except (etree.XMLSyntaxError, ValueError):
        return None, fault


def _numbered(text: str) -> str:
    """Return `text` with only those letters given by number that XML may hold. Old databases wrote
    what does not fit in 16 bits as two halves."""

    def letters(found: re.Match[str]) -> str:
        numbers = [
            int(each[1:], 16) if each[0] == "x" else int(each)
            for each in found[0][2:-1].split(";&#")
            if len(each) < 10
        ]
        raw = "".join(chr(number) for number in numbers if number < 0x110000)
        joined = raw.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        return html.escape(_CONTROL.sub("", joined))

    return _NUMBERS.sub(letters, text)


def _parts(text: str) -> Iterator[str]:
    """Yield `text` in parts: each CDATA section, and what lies between them."""
    at = 0
    while (begin := text.find("<![CDATA[", at)) >= 0:
        end = text.find("]]>", begin)
        yield text[at:begin]
        if end < 0:  # the file was cut off within it: its words are there
            yield f"{text[begin:]}]]>"
            return
        at = end + len("]]>")
        yield text[begin:at]
    yield text[at:]


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_comments=False,
        remove_pis=True,
    )


def _resolved(found: re.Match[str]) -> str:
    """Return a reference that XML knows, one of HTML as its letter, any other as words."""
    name = found[1]
    if found[0].endswith(";") and (name is None or name in _OF_XML):
        return found[0]
    letter = html.unescape(f"&{name};") if name else "&"
    return letter if name and not letter.startswith("&") else f"&amp;{found[0][1:]}"


def _node(element: etree._Element) -> Node:
    """Return `element` with two levels below it: deeper ones are somebody's text."""
    return _read(element, 3)


def _read(element: etree._Element, levels: int) -> Node:
    name = _name(element)
    # Asked for by name: lxml takes minutes to list 100,000.
    attributes = {key: given for key in _ASKED if (given := element.get(key)) is not None}
    children = [child for child in element if isinstance(child.tag, str)]
    if not levels or name in ("content:encoded", "excerpt:encoded", "title", "description"):
        return Node(name, _inner(element), attributes)
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    return Node(name, text, attributes, [_read(child, levels - 1) for child in children])


def _inner(element: etree._Element) -> str:
    """Return what stands in `element`: text, or markup that nobody escaped."""
    said = element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            said += re.sub(
                r'\sxmlns(?::\w+)?="[^"]*"', "", etree.tostring(child, encoding="unicode")
            )
        elif child.tag is etree.Comment:
            said += f"<!--{child.text}-->{child.tail or ''}"
        else:
            said += child.tail or ""
    return said


def _name(element: etree._Element) -> str:
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].partition("}")
    if found := _EXPORT.match(uri):
        return f"excerpt:{local}" if found[1] else f"wp:{local}"
    prefix = next((name for name, known in _PREFIXES.items() if known == uri), "")
    return f"{prefix}:{local}" if prefix else f"{{{uri}}}{local}"
