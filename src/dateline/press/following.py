"""Brings what the press printed into PostgreSQL to the file that readers are handed out here.

A follower needs a role that may read the tables of the plate store, and no other. What one
commit of the press changed appears here in one commit. One that is new, or was away for long,
compares all there is, and brings stories before the lists that name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import structlog

from dateline.press.store import COLUMNS, INSERT
from dateline.press.tables import Tables

log = structlog.get_logger(__name__)

#: Plates that are brought in one commit: more are brought in portions.
AT_ONCE = 2_000
#: Plates that are held in memory at a time.
FETCHED = 100
#: The note of the file: the store that it follows and how far, as ``store number``.
FOLLOWED = "followed"


@dataclass
class Behind:
    """What differs between the press's store and the file."""

    upto: str
    plates: list[str] = field(default_factory=list)
    holes: set[str] = field(default_factory=set)
    releasers: set[str] = field(default_factory=set)


class Follower:
    """Brings changes from `press`, the tables in the database, to `file`, those of readers."""

    def __init__(self, press: Tables, file: Tables) -> None:
        self.press, self.file = press, file

    def turn(self) -> int:
        """Bring what changed since the last turn; return how many plates that were."""
        followed = self._followed()
        if self._upto() == followed:
            return 0
        with self.press.instant():
            behind = self._behind(followed)
            portions = [
                behind.plates[start : start + AT_ONCE]
                for start in range(0, len(behind.plates), AT_ONCE)
            ]
            for portion in portions[:-1]:
                with self.file.writing():
                    self._bring(portion)
            with self.file.writing():
                self._bring(portions[-1] if portions else [])
                self._copy("holes", "name", behind.holes)
                self._copy("files", "released_by", behind.releasers)
                self._bring_notes(behind.upto)
        if len(portions) > 1:
            log.info("follower.caught_up", plates=len(behind.plates))
        return len(behind.plates)

    def _upto(self) -> str:
        query = (
            "SELECT (SELECT said FROM notes WHERE name = 'store'),"
            " (SELECT max(number) FROM changes)"
        )
        store, number = self.press.execute(query).fetchone()
        return f"{store} {number or 0}"

    def _followed(self) -> str:
        row = self.file.execute("SELECT said FROM notes WHERE name = ?", (FOLLOWED,)).fetchone()
        return str(row[0]) if row else ""

    def _behind(self, followed: str) -> Behind:
        """Return what changed: by the changes noted, where they reach back far enough."""
        upto = self._upto()
        store, _, number = followed.partition(" ")
        (first,) = self.press.execute("SELECT min(number) FROM changes").fetchone()
        if store != upto.partition(" ")[0] or first is None or int(number) + 1 < first:
            return self._compared(upto)
        query = "SELECT what, name FROM changes WHERE number > ? GROUP BY what, name"
        names: dict[str, set[str]] = {"plates": set(), "holes": set(), "files": set()}
        for what, name in self.press.execute(query, (int(number),)):
            names[what].add(name)
        return Behind(upto, _in_order(names["plates"]), names["holes"], names["files"])

    def _compared(self, upto: str) -> Behind:
        """Return in what the two stores differ."""
        query = "SELECT path, edition, quality, digest FROM plates"
        there, here = (
            {path: tuple(rest) for path, *rest in tables.execute(query)}
            for tables in (self.press, self.file)
        )
        paths = {path for path in there.keys() | here.keys() if there.get(path) != here.get(path)}
        names = (
            {
                name
                for tables in (self.press, self.file)
                for (name,) in tables.execute(f"SELECT DISTINCT {column} FROM {table}")  # noqa: S608
            }
            for table, column in (("holes", "name"), ("files", "released_by"))
        )
        return Behind(upto, _in_order(paths), *names)

    def _bring(self, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), FETCHED):
            portion = paths[start : start + FETCHED]
            marks = ", ".join("?" * len(portion))
            query = f"SELECT {COLUMNS} FROM plates WHERE path IN ({marks})"  # noqa: S608
            self.file.execute(f"DELETE FROM plates WHERE path IN ({marks})", portion)  # noqa: S608
            self.file.executemany(INSERT, self.press.execute(query, portion).fetchall())

    def _copy(self, table: str, column: str, names: Iterable[str]) -> None:
        for name in names:
            query = f"SELECT * FROM {table} WHERE {column} = ?"  # noqa: S608
            rows = self.press.execute(query, (name,)).fetchall()
            self.file.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))  # noqa: S608
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self.file.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608

    def _bring_notes(self, upto: str) -> None:
        notes = self.press.execute("SELECT name, said FROM notes").fetchall()
        self.file.execute("DELETE FROM notes")
        self.file.executemany("INSERT INTO notes VALUES (?, ?)", [*notes, (FOLLOWED, upto)])


def _in_order(paths: Iterable[str]) -> list[str]:
    """Return `paths` so that stories come before the lists that name them."""
    return sorted(paths, key=lambda path: (-path.count("/"), path))
