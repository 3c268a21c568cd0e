"""Markdown as Ghost took it: with tables, footnotes and raw HTML, and a newline a new line."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dateline.morgue.ghost.errors import UnreadableBody
from dateline.morgue.ghost.markup import balanced, figure, image

#: How deep lists and quotations may stand in each other.
MOST_NESTED = 20
#: The longest run of lines without a blank one.
LONGEST_RUN = 50_000

# The parser stops without a word at maxNesting; it lies beyond MOST_NESTED, which is refused.
_SET = {"html": True, "breaks": True, "maxNesting": 4 * MOST_NESTED}
_MARKDOWN = MarkdownIt("commonmark", _SET).enable(["table", "strikethrough"])
_FLOWING = MarkdownIt("commonmark", {**_SET, "breaks": False}).enable(["table", "strikethrough"])
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TIGHT_HEADING = re.compile(r"^( {0,3}#{1,6})(?=[^#\s])")
_NOTE = re.compile(r"^\[\^([^\]\s]{1,60})\]:[ \t]*", re.M)
_MARK = re.compile(r"\[\^([^\]\s]{1,60})\]")


def to_html(markdown: str, *, breaks: bool = True) -> str:
    """Return `markdown` as HTML, or raise `UnreadableBody` when it is nested without measure. With
    `breaks` the end of a line is one, as Ghost has it; else lines flow on."""
    parser = _MARKDOWN if breaks else _FLOWING
    text = markdown.replace("\r\n", "\n").replace("\r", "\n")
    if max(map(len, re.split(r"\n[ \t]*\n", text))) > LONGEST_RUN:
        # Some patterns of marks take time that grows with the square of the paragraph's length.
        raise UnreadableBody(f"has more than {LONGEST_RUN:,} characters without a blank line")
    try:
        tokens = parser.parse(_as_commonmark(text))
        if any(token.level > 2 * MOST_NESTED for token in tokens):
            raise UnreadableBody(f"nests lists or quotations more than {MOST_NESTED} deep")
        html = parser.renderer.render(list(_figures(tokens)), parser.options, {})
    except RecursionError:
        raise UnreadableBody("nests its marks too deep") from None
    return balanced(html)


def _as_commonmark(text: str) -> str:
    """Return `text` with what Ghost's own parsers took and CommonMark does not put right."""
    lines: list[str] = []
    notes: dict[str, list[str]] = {}
    fence = note = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        if fence or mark:
            note = ""
            lines.append(line)
        elif (found := _NOTE.match(line)) and found[1] not in notes:
            note = found[1]
            notes[note] = [line[found.end() :]]
        elif note and (line[:1] in {" ", "\t"} or not line.strip()):
            notes[note].append(line.strip())
        else:
            note = ""
            lines.append(_TIGHT_HEADING.sub(r"\1 ", line))
    return _with_notes("\n".join(lines), notes) if notes else "\n".join(lines)


def _with_notes(text: str, notes: dict[str, list[str]]) -> str:
    """Return `text` with its notes in a list at the end, in the order of their marks."""
    numbers: dict[str, int] = {}

    # In backslashes: the post may have links of such names.
    def number(found: re.Match[str]) -> str:
        name = found[1]
        return (
            rf"<sup>\[{numbers.setdefault(name, len(numbers) + 1)}\]</sup>"
            if name in notes
            else found[0]
        )

    text = _MARK.sub(number, text)
    for name in notes:
        numbers.setdefault(name, len(numbers) + 1)
    told = [f"{at}. " + "\n    ".join(notes[name]).strip() for name, at in numbers.items()]
    return "\n".join([text, "", "---", "", *told])


def _figures(tokens: list[Token]) -> Any:
    """Yield `tokens` with each paragraph of nothing but pictures made figures."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        inside = (tokens[at + 1].children or []) if token.type == "paragraph_open" else []
        shown = [each for each in inside if not _is_space(each)]
        if shown and all(each.type == "image" for each in shown):
            made = Token("html_block", "", 0)
            made.content = "".join(map(_figure, shown))
            yield made
            at += 3
            continue
        yield token
        at += 1


def _is_space(token: Token) -> bool:
    return token.type in {"softbreak", "hardbreak"} or (
        token.type == "text" and not token.content.strip()
    )


def _figure(token: Token) -> str:
    src, title = token.attrGet("src"), token.attrGet("title")
    return figure(image(str(src or ""), token.content), escape(str(title or "")))
