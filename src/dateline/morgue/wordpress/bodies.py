"""The body of an item as plain HTML: blocks, shortcodes, galleries, footnotes in their places."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape

from dateline.morgue.wordpress import shortcodes
from dateline.morgue.wordpress.entries import Entry
from dateline.morgue.wordpress.read import Attached

_BLOCK = re.compile(r"<!--\s+(/?)wp:([a-z][a-z0-9/_-]*)\s+(\{.*?\}\s+)?(/?)-->", re.DOTALL)
#: Blocks without words that stand for nothing of a story's.
_NOTHING = {
    "more", "nextpage", "separator", "spacer", "post-title", "post-content", "post-date",
    "post-featured-image", "post-author", "post-excerpt", "page-break",
}  # fmt: skip
#: How deep reusable blocks may lie within each other.
MOST_WITHIN = 5


@dataclass(frozen=True)
class Library:
    """What bodies name by number: files of the media library, blocks that several stories use."""

    files: dict[str, Attached]
    blocks: dict[str, str]

    def of(self, parent: str) -> list[str]:
        """Return the numbers of the pictures that hang on `parent`, in order."""
        return [
            number
            for number, file in self.files.items()
            if file.parent == parent and _is_picture(file.address)
        ]


def html_of(entry: Entry, library: Library) -> tuple[str, bool]:
    """Return the body of `entry` as HTML, and whether line breaks count in it."""
    text = entry.content
    in_blocks = "<!-- wp:" in text
    if in_blocks:
        text = _blocks(text, entry, library, 0)
    text = re.sub(r"<!--(?:more|nextpage).*?-->", "\n\n", text)
    text = shortcodes.replaced(text, lambda given: _gallery(given, entry, library))
    return text, not in_blocks


def _blocks(text: str, entry: Entry, library: Library, depth: int) -> str:
    """Return block markup with the marks of blocks taken away, and those that are marks alone
    replaced by what they stood for."""

    def made(found: re.Match[str]) -> str:
        closing, name, given, alone = found.groups()
        name = name.removeprefix("core/")
        if closing or not alone:
            return ""
        values = _values(given)
        if name == "block" and depth < MOST_WITHIN:
            again = library.blocks.get(str(values.get("ref", "")))
            if again is not None:
                return _blocks(again, entry, library, depth + 1)
        if name == "footnotes":
            return _footnotes(entry)
        if name in _NOTHING:
            return ""
        raw = f"{name} {json.dumps(values, ensure_ascii=False)}" if values else name
        left = escape(raw, quote=False)
        return f'<dateline-leftover what="block {escape(name)}">{left}</dateline-leftover>'

    return _BLOCK.sub(made, text)


def _values(given: str | None) -> dict[str, object]:
    try:
        values = json.loads(given or "{}")
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _footnotes(entry: Entry) -> str:
    try:
        notes = json.loads(entry.one("footnotes") or "[]")
    except (ValueError, RecursionError):
        return ""
    told = [str(note.get("content", "")) for note in notes if isinstance(note, dict)]
    return f"<ol>{''.join(f'<li>{text}</li>' for text in told)}</ol>" if told else ""


def _gallery(given: shortcodes.Attributes, entry: Entry, library: Library) -> str:
    named = given.get("ids") or given.get("include") or ""
    numbers = re.findall(r"\d+", named) or library.of(entry.number)
    kept = [number for number in numbers if number in library.files]
    missing = [number for number in numbers if number not in library.files]
    figures = "".join(figure(library.files[number]) for number in kept)
    gallery = f"<dateline-gallery>{figures}</dateline-gallery>" if figures else ""
    if missing or not numbers:
        raw = f"pictures {', '.join(missing)}" if missing else "no picture is named"
        gallery += f'<dateline-leftover what="gallery">{escape(raw)}</dateline-leftover>'
    return gallery


def figure(file: Attached) -> str:
    """Return a picture of the media library with its words."""
    caption = f"<figcaption>{file.caption}</figcaption>" if file.caption else ""
    return f'<figure><img src="{escape(file.address)}" alt="{escape(file.alt)}">{caption}</figure>'


def _is_picture(address: str) -> bool:
    return re.search(r"\.(?:jpe?g|png|gif|webp|avif|tiff?)$", address, re.I) is not None
