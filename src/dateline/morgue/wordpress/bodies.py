"""The body of an item as plain HTML: blocks, shortcodes, galleries, footnotes in their places."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape

from dateline.lib.tags import MAX_CHARACTERS, MarkupTooLarge
from dateline.morgue.wordpress import shortcodes
from dateline.morgue.wordpress.entries import Entry
from dateline.morgue.wordpress.read import Attached

#: What a comment holds that is the mark of a block.
_BLOCK = re.compile(r"\s+(/?)wp:([a-z][a-z0-9/_-]*)(?:\s+(\{.*\}))?\s+(/?)", re.DOTALL)
#: The button beside the name of a file, which the look set apart from it.
_BUTTON = re.compile(r"(</a>)(?=<a\b[^<>]*wp-block-file__button)")
_BREAK = re.compile(r"(?:more|nextpage)")
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
        return self._hung.get(parent, [])

    @cached_property
    def _hung(self) -> dict[str, list[str]]:
        hung: dict[str, list[str]] = {}
        for number, file in self.files.items():
            if _is_picture(file.address):
                hung.setdefault(file.parent, []).append(number)
        return hung


def html_of(entry: Entry, library: Library) -> tuple[str, bool]:
    """Return the body of `entry` as HTML, and whether line breaks count in it."""
    text = entry.content
    in_blocks = "<!-- wp:" in text
    budget = _Budget()
    if in_blocks:
        text = _BUTTON.sub(r"\1 ", _blocks(text, entry, library, (), budget))
    text = _without_marks(text, lambda inner: "\n\n" if _BREAK.match(inner) else None)
    text = shortcodes.replaced(text, lambda given: budget.take(_gallery(given, entry, library)))
    return text, not in_blocks


@dataclass
class _Budget:
    """What may be put into one body that is not in its own text, in letters."""

    left: int = MAX_CHARACTERS

    def take(self, text: str) -> str:
        self.left -= len(text)
        if self.left < 0:
            told = f"The blocks and galleries in it hold more than {MAX_CHARACTERS:,} characters."
            raise MarkupTooLarge(told)
        return text


def _without_marks(text: str, made: Callable[[str], str | None]) -> str:
    """Return `text`, each comment replaced by what `made` makes of its inside, if anything."""
    done: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        instead = made(text[begin + 4 : end])
        done.append(text[at:begin])
        at = end + len("-->")
        done.append(text[begin:at] if instead is None else instead)
    return "".join(done) + text[at:]


def _blocks(
    text: str, entry: Entry, library: Library, within: tuple[str, ...], budget: _Budget
) -> str:
    """Return block markup with the marks of blocks taken away, and those that are marks alone
    replaced by what they stood for. Reusable blocks are `within` others, none within itself."""

    def made(inner: str) -> str | None:
        found = _BLOCK.fullmatch(inner)
        if found is None:
            return None
        closing, name, given, alone = found.groups()
        name = name.removeprefix("core/")
        if closing or not alone:
            return ""
        values = _values(given)
        number = str(values.get("ref", ""))
        if name == "block" and number not in within and len(within) < MOST_WITHIN:
            again = library.blocks.get(number)
            if again is not None:
                return _blocks(budget.take(again), entry, library, (*within, number), budget)
        if name == "footnotes":
            return _footnotes(entry)
        if name in _NOTHING:
            return ""
        raw = f"{name} {json.dumps(values, ensure_ascii=False)}" if values else name
        left = escape(raw, quote=False)
        return f'<dateline-leftover what="block {escape(name)}">{left}</dateline-leftover>'

    return _without_marks(text, made)


def _values(given: str | None) -> dict[str, object]:
    try:
        values = json.loads(given or "{}")
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _footnotes(entry: Entry) -> str:
    raw = entry.one("footnotes")
    try:
        notes = json.loads(raw or "[]")
    except (ValueError, RecursionError):
        notes = None
    if not isinstance(notes, list):
        return f'<dateline-leftover what="footnotes">{escape(raw)}</dateline-leftover>'
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
