"""Markdown between blocks, as the few kinds of piece that a story's body is made of.

CommonMark with tables and strike-through. Raw HTML in the source is text. The parser's tokens
are walked flat, never by recursion, so that no nesting in a source can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dateline.morgue.markdown.errors import Notes
from dateline.morgue.markdown.inline import Image, Inline

#: How deep lists and quotations may stand in each other.
DEEPEST = 12
#: The longest run of lines without a blank one: no paragraph of a newspaper comes near it.
LONGEST_RUN = 50_000

# The parser stops without a word at maxNesting; it lies beyond DEEPEST, which is refused aloud.
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 60}).enable(
    ["table", "strikethrough"]
)

#: The link definitions of a story, shared by all its runs of prose.
References = dict[str, Any]


@dataclass(frozen=True)
class Html:
    """One block of rich text. `tokens` are the inline tokens of a paragraph, else empty."""

    html: str
    line: int
    tokens: Sequence[Token] = ()


@dataclass(frozen=True)
class Heading:
    """A heading's plain text."""

    text: str
    level: int
    line: int


@dataclass(frozen=True)
class Listing:
    """A list as HTML, and each item's inline tokens for the blocks that are written as lists."""

    html: str
    line: int
    items: tuple[tuple[int, Sequence[Token]], ...]


@dataclass(frozen=True)
class Table:
    """A table in the raw form of the story's table block."""

    cells: dict[str, Any]
    line: int


Piece = Html | Heading | Listing | Table | Image


def references(runs: Sequence[str]) -> References:
    """Return the link definitions (``[name]: address``) in `runs`."""
    env: References = {}
    for run in runs:
        if re.search(r"^ {0,3}\[[^\]\n]+\]:", run, re.M):
            _MARKDOWN.parse(run, env)
    return env


def refuse_endless(text: str, first_line: int, notes: Notes) -> None:
    """Raise `MarkdownError` where a run of lines is too long to be a paragraph.

    Some patterns of marks take time that grows with the square of the paragraph's length.
    """
    run = 0
    for number, line in enumerate(text.split("\n"), first_line):
        # A table has no blank lines, however long it is; its rows are read one by one.
        run = len(line) + (run if line.strip() and not line.startswith("|") else 0)
        if run > LONGEST_RUN:
            raise notes.error(
                number,
                f"more than {LONGEST_RUN:,} characters without a blank line",
                "part the paragraphs by blank lines",
            )


def pieces(text: str, first_line: int, env: References, notes: Notes) -> Iterator[Piece]:
    """Yield what the Markdown `text` consists of; raise `MarkdownError` if nested too deep."""
    tokens = _MARKDOWN.parse(text, env)
    for token in tokens:
        if token.level > 2 * DEEPEST:
            raise notes.error(
                first_line + (token.map[0] if token.map else 0),
                f"lists or quotations nested more than {DEEPEST} deep",
                "write flatter lists",
            )
    lines = text.split("\n")
    for group in _groups(tokens):
        line = first_line + (group[0].map[0] if group[0].map else 0)
        inline = Inline(notes, line)
        if piece := _piece(group, lines, first_line, inline):
            yield piece
        yield from inline.images


def words(text: str, first_line: int, env: References, notes: Notes) -> str:
    """Return `text` as plain words, its paragraphs joined by spaces."""
    inline = Inline(notes, first_line)
    said = [
        inline.plain(token.children or ())
        for token in _MARKDOWN.parse(text, env)
        if token.type == "inline"
    ]
    for image in inline.images:
        notes.lost(f"picture {image.source}", image.line, "this place takes plain words")
    return " ".join(filter(None, said))


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def _piece(group: list[Token], lines: list[str], first_line: int, inline: Inline) -> Piece | None:
    kind, line, notes = group[0].type, inline.line, inline.notes
    if kind == "paragraph_open":
        tokens = group[1].children or ()
        html = inline.html(tokens)
        return Html(f"<p>{html}</p>", line, tokens) if html else None
    if kind == "heading_open":
        level = int(group[0].tag[1])
        if level != 2:
            notes.skipped("heading levels", "every heading becomes a subheading of one level")
        text = inline.plain(group[1].children or ())
        return Heading(text, level, line) if text else None
    if kind in {"bullet_list_open", "ordered_list_open"}:
        return Listing(_listing(group, inline), line, tuple(_items(group, first_line)))
    if kind == "blockquote_open":
        said = "<br>".join(_leaves(group, inline))
        return Html(f"<blockquote>{said}</blockquote>", line) if said else None
    if kind == "table_open":
        return Table(_cells(group, lines, inline), line)
    if kind in {"fence", "code_block"}:
        return Html(f"<p>{_code(group[0])}</p>", line)
    if kind == "hr":
        notes.skipped("rule", "a line across the column is not part of the words")
    else:
        notes.lost(kind, line, "this kind of Markdown is not read")
    return None


def _listing(group: list[Token], inline: Inline) -> str:
    """Return a list, with lists in it; what else stands in an item becomes its lines."""
    out: list[str] = []
    for n, token in enumerate(group):
        if token.type in {"bullet_list_open", "ordered_list_open", "list_item_open"}:
            out.append(f"<{token.tag}>")
            if token.attrs.get("start", 1) != 1:
                inline.notes.doubt(
                    f"line {inline.line}: the list counts from {token.attrs['start']} "
                    "in the source and from 1 here"
                )
        elif token.type in {"bullet_list_close", "ordered_list_close", "list_item_close"}:
            out.append(f"</{token.tag}>")
        elif token.type == "table_open":
            inline.notes.doubt(f"line {inline.line}: a table in a list became lines of the list")
        elif leaf := _leaf(group, n, inline):
            if out[-1] != "<li>":
                out.append("<br>")
            out.append(leaf)
    return "".join(out)


def _leaves(group: list[Token], inline: Inline) -> Iterator[str]:
    for n, token in enumerate(group):
        if token.type in {"bullet_list_open", "ordered_list_open", "table_open"}:
            inline.notes.doubt(f"line {inline.line}: a list in a quotation became lines of it")
        if leaf := _leaf(group, n, inline):
            yield leaf


def _leaf(group: list[Token], n: int, inline: Inline) -> str:
    token = group[n]
    if token.type in {"fence", "code_block"}:
        return _code(token)
    if token.type != "inline":
        return ""
    html = inline.html(token.children or ())
    return f"<b>{html}</b>" if html and group[n - 1].type == "heading_open" else html


def _items(group: list[Token], first_line: int) -> Iterator[tuple[int, Sequence[Token]]]:
    for token in group:
        if token.type == "inline":
            yield first_line + (token.map[0] if token.map else 0), token.children or ()


def _code(token: Token) -> str:
    rows = (escape(row, quote=False) for row in token.content.rstrip("\n").split("\n"))
    return f"<code>{'<br>'.join(rows)}</code>"


def _cells(group: list[Token], lines: list[str], inline: Inline) -> dict[str, Any]:
    head: list[str] = []
    rows: list[list[str]] = []
    first_line = inline.line - (group[0].map[0] if group[0].map else 0)
    for n, token in enumerate(group):
        if token.type == "tr_open":
            rows.append([])
            row_at = token.map[0] if token.map else 0
            inline.line = first_line + row_at
            extra = _width(lines[row_at]) - (len(head) or _width(lines[row_at]))
            if extra > 0:
                inline.notes.lost(
                    f"{extra} cells", inline.line, "the table has no columns for them"
                )
        elif token.type == "inline":
            marks = any(child.type in {"strong_open", "em_open"} for child in token.children or ())
            if marks:
                inline.notes.skipped("bold or italic in a table", "a table's cells are plain words")
            rows[-1].append(inline.plain(token.children or ()))
            if group[n - 1].type == "th_open":
                head = rows[-1]
    return {
        "columns": [{"type": "text", "heading": heading} for heading in head],
        "rows": [{"values": row} for row in rows[1:]],
        "caption": "",
    }


def _width(row: str) -> int:
    inner = row.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return len(re.findall(r"(?<!\\)\|", inner)) + 1
