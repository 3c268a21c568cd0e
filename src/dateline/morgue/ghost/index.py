"""Who wrote a post and what it is about: the rows that an export keeps in other tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.morgue.ghost.source import Tables
from dateline.morgue.ghost.values import number, rows, text

Row = dict[str, Any]


@dataclass(frozen=True)
class Tag:
    """A tag of a post. An internal one was never shown to readers."""

    name: str
    internal: bool = False


class Index:
    """The lookups of one database in an export."""

    def __init__(self, tables: Tables) -> None:
        self._users = _by_id(tables.rows.get("users"))
        self._tags = _by_id(tables.rows.get("tags"))
        self._meta = _by_id(tables.rows.get("posts_meta"), "post_id")
        self._of_tags = _by_post(tables.rows.get("posts_tags"))
        self._of_authors = _by_post(tables.rows.get("posts_authors"))

    def meta(self, post: Row) -> Row:
        """Return what `post` says in a table of its own since Ghost 3."""
        return self._meta.get(text(post.get("id")), {})

    def authors(self, post: Row) -> tuple[list[str], list[str]]:
        """Return the names of the authors, the first one first, and the ids nobody has."""
        inline = _inline(post, "authors", "primary_author", "author")
        names = [name for row in inline if (name := _name(row))]
        unknown: list[str] = []
        if not names:
            links = self._of_authors.get(text(post.get("id")), [])
            ids = [text(link.get("author_id")) for link in links]
            ids = ids or [text(post.get("author_id"))]
            for key in filter(None, ids):
                name = _name(self._users.get(key, {}))
                (names if name else unknown).append(name or key)
        return list(dict.fromkeys(names)), unknown

    def tags(self, post: Row) -> tuple[list[Tag], list[str]]:
        """Return the tags of `post`, the first one first, and the ids that no tag has."""
        inline = _inline(post, "tags", "primary_tag")
        unknown: list[str] = []
        if not inline:
            for link in self._of_tags.get(text(post.get("id")), []):
                key = text(link.get("tag_id"))
                if key in self._tags:
                    inline.append(self._tags[key])
                elif key:
                    unknown.append(key)
        found: dict[str, Tag] = {}
        for row in inline:
            name = _name(row)
            internal = name.startswith("#") or row.get("visibility") == "internal"
            if name:
                found.setdefault(name.casefold(), Tag(name, internal))
        return list(found.values()), unknown


def _inline(post: Row, many: str, *one: str) -> list[Row]:
    """Return the rows that a post brings itself, in lists of posts and from the API."""
    for value in (post.get(many), *([post.get(name)] for name in one)):
        given = [{"name": each} if isinstance(each, str) else each for each in _list(value)]
        found = [row["data"] if isinstance(row.get("data"), dict) else row for row in rows(given)]
        if found:
            return found
    return []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _name(row: Row) -> str:
    return " ".join((text(row.get("name")) or text(row.get("slug"))).split())


def _by_id(table: Any, key: str = "id") -> dict[str, Row]:
    """Return the rows by `key`; of two with one key, the first that has a name is meant."""
    found: dict[str, Row] = {}
    for row in rows(table):
        said = text(row.get(key))
        if said and (said not in found or not (_name(found[said]) or key != "id")):
            found[said] = row
    return found


def _by_post(table: Any) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _sorted(table):
        found[text(row.get("post_id"))].append(row)
    return found


def _sorted(table: Any) -> Iterator[Row]:
    yield from sorted(rows(table), key=lambda row: number(row.get("sort_order")))
