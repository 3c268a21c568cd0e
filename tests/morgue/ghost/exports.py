"""Small invented exports, and what is read from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.morgue.account import Item
from dateline.morgue.ghost import Post, count, read

ZONE = ZoneInfo("Europe/Berlin")
Exporter = Callable[[Any], Path]
UUID = "0b4ab8d5-7a4f-4f0c-9d7b-6d5f1f0f0{:03d}"


def row(number: int = 1, **fields: Any) -> dict[str, Any]:
    """Return a post of today's Ghost about pier `number`."""
    return {
        "id": f"id{number}",
        "uuid": UUID.format(number),
        "title": f"Pier {number} stands",
        "slug": f"pier-{number}",
        "html": f"<p>It stands, says report {number}.</p>",
        "type": "post",
        "status": "published",
        "visibility": "public",
        "published_at": "2024-03-01T08:30:00.000Z",
        **fields,
    }


def tables(*posts: Any, **others: Any) -> dict[str, Any]:
    """Return a whole export with `posts`, and the tables `others`."""
    return {"db": [{"meta": {"version": "6.1.0"}, "data": {"posts": list(posts), **others}}]}


def everything(path: Path) -> list[Post | Item]:
    """Return all that is read from `path`, made sure that it balances."""
    found = list(read(path, ZONE))
    stories = [each for each in found if isinstance(each, Post) or each.kind == "story"]
    assert len(stories) == count(path)
    return found


def posts(path: Path) -> list[Post]:
    """Return the posts in `path`."""
    return [each for each in everything(path) if isinstance(each, Post)]


def items(path: Path, kind: str = "story") -> list[Item]:
    """Return what is not brought in from `path`."""
    return [each for each in everything(path) if isinstance(each, Item) and each.kind == kind]


def write(path: Path, value: Any) -> Path:
    """Write `value` to `path`, text and bytes as they are and all else as JSON."""
    if not isinstance(value, bytes | str):
        value = json.dumps(value)
    path.write_bytes(value if isinstance(value, bytes) else value.encode())
    return path
