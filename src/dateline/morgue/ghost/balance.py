"""Counts the posts of an export without understanding it, so that an account can be balanced.

Nothing here is shared with what reads the posts but the opening of the file: the brackets and
quotation marks of the text are followed, and no JSON is parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dateline.morgue.ghost.source import read_text

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.S)
_POSTS = {'"posts"', '"pages"'}


@dataclass
class _Open:
    """A list or an object that is not closed yet."""

    mark: str
    name: str
    key: str = ""
    entries: int = 0


def count(path: Path) -> int:
    """Return how many entries the lists of posts in `path` have, broken and empty ones included.

    A list called ``posts`` or ``pages`` counts wherever it stands, though not inside another;
    where there is none, the entries of a file that is one list. Raises `UnreadableExport` for a
    file that cannot be opened as text.
    """
    opened: list[_Open] = []
    said = ""
    listed: int | None = None
    bare = 0
    for found in _TOKEN.finditer(read_text(path)):
        mark = found[0]
        above = opened[-1] if opened else None
        if mark in "]}":
            if not opened:
                break
            closed = opened.pop()
            if _is_posts(closed) and not any(map(_is_posts, opened)):
                listed = (listed or 0) + closed.entries
            elif closed.mark == "[" and not opened:
                bare = closed.entries
            continue
        if mark == ":" and above:
            above.key = said
        elif mark not in ",:":
            if above and above.mark == "[":
                above.entries += 1
            said = mark
            if mark in "[{":
                name = above.key if above and above.mark == "{" else ""
                opened.append(_Open(mark, name))
    return bare if listed is None else listed


def _is_posts(container: _Open) -> bool:
    return container.mark == "[" and container.name in _POSTS
