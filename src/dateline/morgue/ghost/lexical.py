"""Lexical, the form of bodies since Ghost 5, as HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from dateline.morgue.ghost.cards import card
from dateline.morgue.ghost.errors import UnreadableBody
from dateline.morgue.ghost.markup import leftover, link, tag
from dateline.morgue.ghost.values import rows, text

#: The bits of a text's format, the outermost element last.
FORMATS = (
    (16, "code"),
    (32, "sub"),
    (64, "sup"),
    (128, "mark"),
    (4, "s"),
    (8, "u"),
    (2, "em"),
    (1, "strong"),
)

_TEXTS = {"text", "extended-text", "hashtag", "tk", "emoji", "code-highlight"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_QUOTES = {"quote", "extended-quote", "aside"}
_LINKS = {"link", "autolink"}
# They hold nothing but where the cursor may stand.
_NOTHING = {"zwnj", "at-link-search"}


def to_html(document: Any) -> str:
    """Return the lexical `document` as HTML, or raise `UnreadableBody`."""
    root = document.get("root") if isinstance(document, dict) else None
    if not isinstance(root, dict) or not isinstance(root.get("children"), list):
        raise UnreadableBody("is not lexical")
    return "\n".join(filter(None, (_node(child) for child in root["children"])))


def _node(node: Any) -> str:
    if not isinstance(node, dict):
        return leftover("node", node) if node else ""
    kind = text(node.get("type"))
    if kind in _TEXTS:
        return _text(node)
    if kind in {"linebreak", "extended-linebreak"}:
        return "<br>"
    if kind == "tab":
        return "\t"
    if kind in _NOTHING:
        return ""
    if kind == "at-link":
        return link(text(node.get("url")), escape(text(node.get("title"))))
    if kind == "list":
        return _list(node)
    if "children" not in node:
        return card(kind or "unknown", {key: node[key] for key in node if key != "type"})
    return _holder(kind, node)


def _holder(kind: str, node: dict[str, Any]) -> str:
    """Return a node that holds others."""
    inner = _inner(node)
    if kind in _LINKS:
        href = text(node.get("url"))
        return tag("a", inner, href=href) if href else inner
    if kind in {"heading", "extended-heading"}:
        level = text(node.get("tag"))
        return tag(level if level in _HEADINGS else "h2", inner) if inner.strip() else ""
    if kind in _QUOTES:
        return tag("blockquote", inner) if inner.strip() else ""
    if kind in {"paragraph", "extended-paragraph"}:
        return tag("p", inner) if inner.strip() else ""
    if kind in {"code", "pre"}:
        return tag("pre", tag("code", inner))
    if kind == "listitem":
        return tag("ul", tag("li", inner))
    if kind == "root":
        return inner
    told = {key: value for key, value in node.items() if key not in {"children", "type"}}
    return leftover(f"card {kind}", told) + inner


def _inner(node: dict[str, Any]) -> str:
    children = node.get("children")
    return (
        "".join(_node(child) for child in children or ())
        if (isinstance(children, list))
        else leftover("node", children)
    )


def _text(node: dict[str, Any]) -> str:
    said = node.get("text")
    html = escape(said if isinstance(said, str) else text(said), quote=False)
    bits = node.get("format")
    if html and isinstance(bits, int):
        for bit, name in FORMATS:
            html = tag(name, html) if bits & bit else html
    return html


def _list(node: dict[str, Any]) -> str:
    """Return a list; one that stands in a list belongs to the item before it."""
    items: list[str] = []
    children = node.get("children")
    for item in children if isinstance(children, list) else []:
        if not isinstance(item, dict) or item.get("type") != "listitem":
            items.append(_node(item))
            continue
        inner = _inner(item)
        kinds = {child.get("type") for child in rows(item.get("children"))}
        if kinds == {"list"} and items:
            items[-1] += inner
        else:
            items.append(inner)
    ordered = node.get("listType") == "number" or node.get("tag") == "ol"
    start = text(node.get("start")) if ordered else ""
    inside = "".join(tag("li", item) for item in items)
    return tag("ol" if ordered else "ul", inside, start="" if start == "1" else start)
