"""Parts a story's Markdown into prose and fenced blocks, line by line.

    ::: name {key="quoted, with \\" inside" key=bare}
    Markdown, or further blocks, each closed by its own
    :::

A line of colons alone closes the block opened last. Fences inside a code block are text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.morgue.markdown.errors import Notes, shown

#: How deep blocks may stand in each other.
DEEPEST = 6
#: How many blocks one story may have.
MOST = 5_000

_FENCE = re.compile(r" {0,3}:{3,}[ \t]*(?P<rest>[^\n]*)")
_NAME = re.compile(r"(?P<name>[A-Za-z][\w-]*)[ \t]*(?P<tail>.*)")
_CODE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_ATTRIBUTE = re.compile(r'\s*([A-Za-z][\w-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s"{}]+))')


@dataclass(frozen=True)
class Prose:
    """A run of Markdown lines; `line` is the number of its first."""

    text: str
    line: int


@dataclass
class Directive:
    """A fenced block: its name, attributes, what stands in it, and the line that opens it."""

    name: str
    tail: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Prose | Directive] = field(default_factory=list)


def part(text: str, first_line: int, notes: Notes) -> list[Prose | Directive]:
    """Return what `text` consists of, in order; raise `MarkdownError` for a broken fence."""
    top: list[Prose | Directive] = []
    open_blocks: list[Directive] = []
    run: list[str] = []
    run_line = first_line
    code = ""
    count = 0

    def close_run(next_line: int) -> None:
        nonlocal run, run_line
        if any(line.strip() for line in run):
            (open_blocks[-1].children if open_blocks else top).append(
                Prose("\n".join(run), run_line)
            )
        run, run_line = [], next_line

    for number, line in enumerate(text.split("\n"), first_line):
        if code:
            # A code block ends with at least as many of the marks that opened it, alone.
            if line.strip().startswith(code) and not line.strip().strip(code[0]):
                code = ""
            run.append(line)
            continue
        if (found := _CODE.fullmatch(line)) and not (
            found["fence"][0] == "`" and "`" in found["info"]
        ):
            code = found["fence"]
            run.append(line)
            continue
        fence = _FENCE.fullmatch(line)
        if fence is None:
            run.append(line)
            continue
        rest = fence["rest"].strip()
        close_run(number + 1)
        if not rest:
            if not open_blocks:
                raise notes.error(number, "::: closes nothing", "remove it or open its block")
            open_blocks.pop()
            continue
        named = _NAME.fullmatch(rest)
        if named is None:
            raise notes.error(
                number,
                f"::: is followed by {shown(rest)}, which names no block",
                "write ::: name, or three colons alone to close one",
            )
        count += 1
        if count > MOST:
            raise notes.error(number, f"more than {MOST:,} blocks", "split the story")
        if len(open_blocks) >= DEEPEST:
            raise notes.error(
                number, f"blocks nested more than {DEEPEST} deep", "close blocks with ::: first"
            )
        block = Directive(named["name"], named["tail"].strip(), number)
        (open_blocks[-1].children if open_blocks else top).append(block)
        open_blocks.append(block)
    if open_blocks:
        block = open_blocks[-1]
        raise notes.error(
            block.line, f"::: {shown(block.name)} is never closed", "close it with a line of :::"
        )
    close_run(0)
    return top


def read_attributes(block: Directive, notes: Notes) -> dict[str, str]:
    """Return the attributes in `block.tail`; raise `MarkdownError` when they are broken."""
    tail = block.tail
    remedy = 'write {key="value" key=word}'
    if not tail:
        return {}
    if not (tail.startswith("{") and tail.endswith("}")):
        raise notes.error(block.line, f"{shown(tail)} is not an attribute list", remedy)
    inner = tail[1:-1]
    found: dict[str, str] = {}
    at = 0
    while inner[at:].strip():
        match = _ATTRIBUTE.match(inner, at)
        if match is None:
            raise notes.error(
                block.line, f"cannot read the attribute at {shown(inner[at:])}", remedy
            )
        key, quoted, bare = match.groups()
        if key in found:
            raise notes.error(block.line, f"{shown(key)} is given twice", "keep one of them")
        found[key] = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else bare
        at = match.end()
    return found
