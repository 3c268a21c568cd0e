"""A Ghost export as its tables, whatever it is wrapped in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.lib.files import NoPlainFile, TooLarge, read_plain
from dateline.morgue.ghost.errors import UnreadableExport, shown
from dateline.morgue.ghost.values import TooDeep, parse, text

#: The largest export that is read, in bytes: some 20,000 posts.
MOST_BYTES = 300_000_000

_POSTS = ("posts", "pages")
_TABLES = (*_POSTS, "users", "tags", "settings")
_OF_A_POST = {"title", "slug", "html", "markdown", "mobiledoc", "lexical"}
# db, its entry, data: no wrapper met has more.
_MOST_WRAPPERS = 5


@dataclass(frozen=True)
class Tables:
    """The tables of one database in an export, each a list of rows, and its Ghost's version."""

    rows: dict[str, Any]
    version: str = ""

    def entries(self) -> Iterator[tuple[Any, bool]]:
        """Yield each post as it stands there, and whether it is known to be a page."""
        for name in _POSTS:
            for row in self.rows.get(name) or ():
                yield row, name == "pages"


def read_text(path: Path) -> str:
    """Return the text of the file at `path`, or raise `UnreadableExport`."""
    try:
        raw = read_plain(path, most=MOST_BYTES)
    except NoPlainFile:
        raise UnreadableExport(path, "is not a file; name the JSON file of the export") from None
    except TooLarge as error:
        raise UnreadableExport(
            path, f"has {error.size:,} bytes, and at most {MOST_BYTES:,} are read"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise UnreadableExport(path, f"cannot be read ({reason})") from None
    if not raw.strip():
        raise UnreadableExport(path, "is empty")
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableExport(
            path, f"line {line} is not UTF-8; export it from Ghost again"
        ) from None


def load(path: Path) -> list[Tables]:
    """Return the databases in the export at `path`, or raise `UnreadableExport`."""
    said = read_text(path)
    try:
        value = parse(said)
    except TooDeep as error:
        raise UnreadableExport(path, str(error)) from None
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        where = f", at line {line}" if line else ""
        raise UnreadableExport(path, f"is not JSON{where}; export it from Ghost again") from None
    found = list(_databases(value))
    for tables in found:
        for name in _POSTS:
            if not isinstance(tables.rows.get(name), list | None):
                raise UnreadableExport(path, f"its {name} are not a list")
    if not found:
        raise UnreadableExport(
            path, "is not a Ghost export: it holds no posts where Ghost has them"
        )
    return found


def _databases(value: Any, version: str = "", depth: int = 0) -> Iterator[Tables]:
    if depth > _MOST_WRAPPERS:
        return
    if isinstance(value, list):
        wrapped = [entry for entry in value if _is_wrapper(entry)]
        if not wrapped and any(_is_post(entry) for entry in value):
            yield Tables({"posts": value}, version)
        for entry in wrapped:
            yield from _databases(entry, version, depth + 1)
        return
    if not isinstance(value, dict):
        return
    meta = value.get("meta")
    version = text(meta.get("version")) if isinstance(meta, dict) else version
    if any(isinstance(value.get(name), list) for name in (_TABLES if depth else _POSTS)):
        yield Tables(value, shown(version))
        return
    for key, inner in value.items():
        # Exports that were repaired by hand have other names for "db".
        wrappers = isinstance(inner, list) and any(_is_wrapper(entry) for entry in inner)
        if key in {"db", "data"} or wrappers:
            yield from _databases(inner, version, depth + 1)


def _is_wrapper(value: Any) -> bool:
    inner = value.get("data") if isinstance(value, dict) else None
    if not isinstance(inner, dict) or inner.keys() & _OF_A_POST:
        return False
    return any(isinstance(inner.get(name), list) for name in _TABLES)


def _is_post(value: Any) -> bool:
    return isinstance(value, dict) and bool(
        value.keys() & _OF_A_POST
        or (isinstance(value.get("data"), dict) and _is_post(value["data"]))
    )
