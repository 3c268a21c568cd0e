"""YAML as a newspaper needs it: words stay words, and nothing in it can grow.

Every scalar is read as the text that stands there, so that a topic called No is not taken for
false and a date is read by the paper's own rules. Anchors and aliases, with which a few
lines can unfold into gigabytes, are refused, and so are deep nesting and a key given twice.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from dateline.morgue.markdown.errors import Notes, shown

#: How deep lists and mappings may stand in each other.
DEEPEST = 8
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_EMPTY = {"", "~", "null", "Null", "NULL"}


def load(text: str, first_line: int, notes: Notes) -> tuple[Any, dict[str, int]]:
    """Return the data in `text` and, for a mapping, the line of each of its keys.

    Scalars come as `str`, empty ones as ``""``. Raises `MarkdownError` naming the line.
    """
    try:
        _refuse_growth(text, first_line, notes)
        loader = yaml.BaseLoader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                return {}, {}
            lines = _key_lines(node, first_line, notes)
            data = loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = first_line + mark.line if mark else first_line
        what = getattr(error, "problem", None) or "it cannot be read"
        raise notes.error(
            line,
            f"broken YAML: {shown(what)}",
            "put values with a colon, a quotation mark or a bracket in quotation marks",
        ) from None
    return _clean(data), lines


def _refuse_growth(text: str, first_line: int, notes: Notes) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise notes.error(line, "YAML anchors (& and *) are not read", "write the value out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise notes.error(
                    line, f"YAML nested more than {DEEPEST} deep", "write flatter lists"
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _key_lines(node: yaml.Node, first_line: int, notes: Notes) -> dict[str, int]:
    lines: dict[str, int] = {}
    for child in _mappings(node):
        seen: set[str] = set()
        for key, _ in child.value:
            line = first_line + key.start_mark.line
            if not isinstance(key, yaml.ScalarNode):
                raise notes.error(line, "a key must be a word", "write key: value")
            if key.value in seen:
                raise notes.error(line, f"{shown(key.value)} is given twice", "keep one of them")
            seen.add(key.value)
            if child is node:
                lines[key.value] = line
    return lines


def _mappings(node: yaml.Node) -> list[yaml.MappingNode]:
    found: list[yaml.MappingNode] = []
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, yaml.MappingNode):
            found.append(here)
            waiting.extend(value for _, value in here.value)
        elif isinstance(here, yaml.SequenceNode):
            waiting.extend(here.value)
    return found


def _clean(data: Any) -> Any:
    if isinstance(data, dict):
        return {_clean(key): _clean(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_clean(value) for value in data]
    text = _UNFIT.sub("", str(data))
    # Only ordinary white space is folded: a no-break space in a headline was meant.
    text = re.sub(r"[ \t\n]+", " ", text).strip(" ")
    return "" if text in _EMPTY else text
