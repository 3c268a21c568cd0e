"""Mobiledoc, the form of bodies in Ghost 1 to 5, as HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from dateline.morgue.ghost.cards import card
from dateline.morgue.ghost.errors import UnreadableBody
from dateline.morgue.ghost.markup import figure, image, leftover, tag
from dateline.morgue.ghost.values import text

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pull-quote", "aside"}
_MARKS = set("a b code del em i ins mark s strike strong sub sup u".split())
_MARKUP, _IMAGE, _LIST, _CARD = 1, 2, 3, 10


def to_html(document: Any) -> str:
    """Return the mobiledoc `document` as HTML, or raise `UnreadableBody`."""
    if not isinstance(document, dict) or not isinstance(document.get("sections"), list):
        raise UnreadableBody("is not mobiledoc")
    if text(document.get("version")).startswith("0.2"):
        raise UnreadableBody("is mobiledoc of version 0.2, from before Ghost 1.0")
    reader = _Reader(document)
    return "\n".join(filter(None, map(reader.section, document["sections"])))


class _Reader:
    """The parts that the sections of one document point into by number."""

    def __init__(self, document: dict[str, Any]) -> None:
        parts = {key: document.get(key) for key in ("markups", "atoms", "cards")}
        self._parts = {key: p if isinstance(p, list) else [] for key, p in parts.items()}

    def _part(self, kind: str, at: Any) -> list[Any]:
        """Return entry `at` of the parts of `kind`: empty where there is none."""
        parts = self._parts[kind]
        known = isinstance(at, int) and 0 <= at < len(parts)
        part = parts[at] if known else None
        return part if isinstance(part, list) and part else []

    def section(self, section: Any) -> str:
        if not isinstance(section, list) or not section:
            return leftover("section", section) if section else ""
        kind, rest = section[0], section[1:]
        if kind == _MARKUP and len(rest) >= 2:
            return self._block(text(rest[0]).lower(), self._markers(rest[1]))
        if kind == _LIST and len(rest) >= 2 and isinstance(rest[1], list):
            items = "".join(tag("li", self._markers(each)) for each in rest[1])
            return tag("ol" if rest[0] == "ol" else "ul", items)
        if kind == _IMAGE and rest:
            return figure(image(text(rest[0])))
        if kind == _CARD and rest and (found := self._part("cards", rest[0])):
            return card(text(found[0]), found[1] if len(found) > 1 else {})
        return leftover("section", section)

    def _block(self, name: str, inner: str) -> str:
        if not inner.strip():
            return ""
        if name in {"pull-quote", "aside"}:
            name = "blockquote"
        return tag(name if name in _BLOCKS else "p", inner)

    def _markers(self, markers: Any) -> str:
        """Return the runs of a section; what one opens, a later one may close."""
        out: list[str] = []
        opened: list[str] = []
        for marker in markers if isinstance(markers, list) else []:
            if not isinstance(marker, list) or len(marker) < 4:
                out.append(leftover("marker", marker))
                continue
            kind, opens, closes, value = marker[:4]
            for at in opens if isinstance(opens, list) else []:
                name, start = self._mark(at)
                opened.append(name)
                out.append(start)
            out.append(self._atom(value) if kind == 1 else escape(str(value or ""), quote=False))
            for _ in range(min(closes if isinstance(closes, int) else 0, len(opened))):
                name = opened.pop()
                out.append(f"</{name}>" if name else "")
        out += [f"</{name}>" for name in reversed(opened) if name]
        return "".join(out)

    def _mark(self, at: Any) -> tuple[str, str]:
        """Return the name of markup `at` and its tag; both are empty for one not known."""
        found = self._part("markups", at)
        name = text(found[0]).lower() if found else ""
        if name not in _MARKS:
            return "", ""
        given = found[1] if len(found) > 1 and isinstance(found[1], list) else []
        pairs = zip(map(str, given[::2]), given[1::2], strict=False)
        href = next((text(value) for key, value in pairs if key == "href"), "")
        return name, f'<a href="{escape(href)}">' if name == "a" and href else f"<{name}>"

    def _atom(self, at: Any) -> str:
        found = self._part("atoms", at)
        if found and found[0] == "soft-return":
            return "<br>"
        said = text(found[1]) if len(found) > 1 else ""
        return escape(said, quote=False) if said else leftover("atom", found or at)
