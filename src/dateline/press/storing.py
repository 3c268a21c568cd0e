"""Writing the plate store: a publication is one commit, so that no reader sees half of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dateline.press import forms
from dateline.press.store import COLUMNS, PATIENCE, Filling, Plate, Store

#: The layout of the tables. A file of another layout is made anew: nothing in it is unique.
LAYOUT = 1
_TABLES = """
CREATE TABLE plates (
    path TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('plate', 'stub', 'moved', 'gone')),
    kind TEXT NOT NULL DEFAULT '',
    status INTEGER NOT NULL DEFAULT 0,
    headers TEXT NOT NULL DEFAULT '[]',
    target TEXT NOT NULL DEFAULT '',
    holes TEXT NOT NULL DEFAULT '[]',
    runs BLOB,
    brotli BLOB,
    quality INTEGER NOT NULL DEFAULT 0,
    digest TEXT NOT NULL DEFAULT '',
    edition INTEGER NOT NULL,
    printed_at REAL NOT NULL
);
CREATE INDEX plates_rough ON plates (edition) WHERE quality BETWEEN 1 AND 10;
CREATE TABLE keys (
    key TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (key, path)
) WITHOUT ROWID;
CREATE INDEX keys_path ON keys (path);
CREATE TABLE due (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    at REAL NOT NULL,
    fault TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX due_at ON due (at DESC, number);
CREATE TABLE files (
    name TEXT NOT NULL,
    released_by TEXT NOT NULL,
    PRIMARY KEY (name, released_by)
) WITHOUT ROWID;
CREATE INDEX files_released_by ON files (released_by);
CREATE TABLE holes (
    name TEXT NOT NULL,
    begins REAL NOT NULL,
    ends REAL NOT NULL,
    html BLOB NOT NULL,
    PRIMARY KEY (name, begins)
) WITHOUT ROWID;
CREATE TABLE notes (name TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID;
"""


class Overtaken(RuntimeError):
    """Another press has printed since the ticket was taken: what was rendered may be old."""


@dataclass(frozen=True)
class Change:
    """What changes in the store at one instant. Moments are seconds since 1970."""

    #: When what follows was read.
    at: float
    plates: Sequence[Plate] = ()
    removed: Collection[str] = ()
    #: Paths that are printed from now on; those where nothing stands yet exist as stubs.
    later: Collection[str] = ()
    #: Keys all of whose plates are printed from now on.
    spoiled: Collection[str] = ()
    #: Path, what went wrong there, and when to try again.
    faults: Collection[tuple[str, str, float]] = ()
    holes: Mapping[str, Sequence[Filling]] = field(default_factory=dict)
    #: By what releases them: the files that it releases.
    files: Mapping[str, Collection[str]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


class Writer(Store):
    """The plate store, for the press. One object serves one thread."""

    def __init__(self, path: Path) -> None:
        """Open the store; make it where it is missing, and anew where it has another layout."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA journal_size_limit = 16777216")
        self._lay_out()

    def _lay_out(self) -> None:
        with self._writing():
            (layout,) = self._db.execute("PRAGMA user_version").fetchone()
            if layout == LAYOUT:
                return
            tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sql%'"
            for (name,) in self._db.execute(tables).fetchall():
                self._db.execute(f'DROP TABLE "{name}"')
            for statement in _TABLES.split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {LAYOUT}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def take_ticket(self) -> int:
        """Return a number that is higher than all before. Take it before the newsroom is read."""
        with self._writing():
            ticket = int(self.note("ticket") or 0) + 1
            self._put("ticket", str(ticket))
        return ticket

    def commit(self, ticket: int, change: Change) -> int:
        """Make `change` at one instant; return how many rows of plates changed by it.

        A plate that says what stands there already is left as it is. Raises `Overtaken`, and
        changes nothing, where a later ticket has committed: what was read under this one may be
        older than what stands there.
        """
        with self._writing():
            if ticket < int(self.note("committed") or 0):
                raise Overtaken(f"ticket {ticket} comes after {self.note('committed')}")
            edition, changed = self.edition + 1, 0
            for path in change.removed:
                changed += self._remove(path)
            for plate in change.plates:
                changed += self._place(plate, edition)
            self._note_faults(change.faults)
            self._spoil(change.later, change.at)
            for key in change.spoiled:
                self._spoil_made_from(key, change.at)
            for name, fillings in change.holes.items():
                self._fill(name, fillings)
            for released_by, names in change.files.items():
                self._release(released_by, names)
            for name, said in {"committed": str(ticket), **change.notes}.items():
                self._put(name, said)
            if changed:
                self._put("edition", str(edition))
        return changed

    def spoil(self, paths: Collection[str], at: float) -> None:
        """Have `paths` printed from `at` on; a path without a row exists from now on, as a stub."""
        with self._writing():
            self._spoil(paths, at)

    def spoil_made_from(self, key: str, at: float) -> None:
        """Have all plates that were made from `key` printed from `at` on."""
        with self._writing():
            self._spoil_made_from(key, at)

    def jot(self, name: str, said: str) -> None:
        """Note `said` under `name`."""
        with self._writing():
            self._put(name, said)

    def squeeze(self, plate: Plate, squeezed: forms.Forms, quality: int) -> bool:
        """Put better compressed forms in place of those of `plate`, if it still stands there."""
        runs, pieces = forms.pack(squeezed)
        with self._writing():
            changed = self._db.execute(
                "UPDATE plates SET runs = ?, brotli = ?, quality = ?"
                " WHERE path = ? AND edition = ?",
                (runs, pieces, quality, plate.path, plate.edition),
            )
        return changed.rowcount == 1

    def rough(self, most: int) -> list[str]:
        """Return paths whose brotli was made in haste, the newest first."""
        query = "SELECT path FROM plates WHERE quality BETWEEN 1 AND 10 ORDER BY edition DESC"
        return [path for (path,) in self._db.execute(f"{query} LIMIT ?", (most,))]

    def _place(self, plate: Plate, edition: int) -> int:
        self._db.execute(
            "DELETE FROM due WHERE path = ? AND (at <= ? OR fault != '')",
            (plate.path, plate.printed_at),
        )
        if plate.reprint_at is not None:
            self._spoil([plate.path], plate.reprint_at)
        query = "SELECT state, digest FROM plates WHERE path = ?"
        standing = self._db.execute(query, (plate.path,)).fetchone()
        if standing == (plate.state, plate.digest) and self.keys_of(plate.path) == plate.keys:
            return 0
        runs, pieces = forms.pack(plate.forms) if plate.forms is not None else (None, None)
        self._db.execute(
            f"INSERT OR REPLACE INTO plates ({COLUMNS})"  # noqa: S608  names of ours
            f" VALUES ({', '.join('?' * 13)})",
            (
                plate.path,
                plate.state,
                plate.kind,
                plate.status,
                json.dumps(plate.headers),
                plate.target,
                json.dumps(plate.holes),
                runs,
                pieces,
                plate.quality,
                plate.digest,
                edition,
                plate.printed_at,
            ),
        )
        self._db.execute("DELETE FROM keys WHERE path = ?", (plate.path,))
        self._db.executemany(
            "INSERT INTO keys VALUES (?, ?)", [(key, plate.path) for key in plate.keys]
        )
        return 1

    def _remove(self, path: str) -> int:
        for table in ("due", "keys"):
            self._db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608
        return self._db.execute("DELETE FROM plates WHERE path = ?", (path,)).rowcount

    def _note_faults(self, faults: Iterable[tuple[str, str, float]]) -> None:
        """Keep what stands at each path. A path at which nothing stood exists as a stub."""
        for path, fault, again in faults:
            self._stub([path])
            self._db.execute(
                "INSERT INTO due (path, at, fault, attempts) VALUES (?, ?, ?, 1)"
                " ON CONFLICT (path) DO UPDATE SET at = excluded.at, fault = excluded.fault,"
                " attempts = attempts + 1",
                (path, again, fault),
            )

    def _stub(self, paths: Iterable[str]) -> None:
        self._db.executemany(
            "INSERT INTO plates (path, state, edition, printed_at) VALUES (?, 'stub', 0, 0)"
            " ON CONFLICT DO NOTHING",
            [(path,) for path in paths],
        )

    def _spoil(self, paths: Collection[str], at: float) -> None:
        self._stub(paths)
        self._db.executemany(
            "INSERT INTO due (path, at) VALUES (?, ?)"
            " ON CONFLICT (path) DO UPDATE SET at = min(at, excluded.at)",
            [(path, at) for path in paths],
        )

    def _spoil_made_from(self, key: str, at: float) -> None:
        # The later a story, the later its address: the newest of each section come first.
        self._db.execute(
            "INSERT INTO due (path, at) SELECT path, ? FROM keys WHERE key = ? ORDER BY path DESC"
            " ON CONFLICT (path) DO UPDATE SET at = min(at, excluded.at)",
            (at, key),
        )

    def _fill(self, name: str, fillings: Sequence[Filling]) -> None:
        if tuple(fillings) == self.fillings(name):
            return
        self._db.execute("DELETE FROM holes WHERE name = ?", (name,))
        self._db.executemany(
            "INSERT INTO holes VALUES (?, ?, ?, ?)",
            [(name, each.begins, each.ends, each.html) for each in fillings],
        )

    def _release(self, released_by: str, names: Collection[str]) -> None:
        self._db.execute("DELETE FROM files WHERE released_by = ?", (released_by,))
        self._db.executemany(
            "INSERT INTO files VALUES (?, ?)", [(name, released_by) for name in set(names)]
        )

    def _put(self, name: str, said: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, said))


@contextmanager
def opened(path: Path) -> Iterator[Writer]:
    """Open the store to write for as long as this lasts."""
    with closing(Writer(path)) as writer:
        yield writer
