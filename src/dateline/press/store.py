"""The plate store: every page as it was printed, in one SQLite file that readers are served from.

The press is its only writer. A publication is one commit, so that no reader sees half of it. What
this module needs is SQLite alone: a newsstand opens the file without Django.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.press import forms

#: The layout of the tables. A file of another layout is made anew: nothing in it is unique.
LAYOUT = 1
#: Seconds that a writer waits for another one.
PATIENCE = 30.0
#: Pages a commit takes at most outside a publication: readers' checkpoints go on in between.
BATCH = 200

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
    printed_at REAL NOT NULL,
    reprint_at REAL,
    fault TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX plates_due ON plates (reprint_at) WHERE reprint_at IS NOT NULL;
CREATE INDEX plates_rough ON plates (edition) WHERE quality BETWEEN 1 AND 10;
CREATE TABLE keys (
    key TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (key, path)
) WITHOUT ROWID;
CREATE INDEX keys_path ON keys (path);
CREATE TABLE holes (
    name TEXT NOT NULL,
    begins REAL NOT NULL,
    ends REAL NOT NULL,
    html BLOB NOT NULL,
    PRIMARY KEY (name, begins)
) WITHOUT ROWID;
CREATE TABLE notes (name TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID;
"""
_COLUMNS = (
    "path, state, kind, status, headers, target, holes, runs, brotli, quality, digest, edition,"
    " printed_at, reprint_at, fault, attempts"
)


class Overtaken(RuntimeError):
    """Another press has printed since the ticket was taken: what was rendered may be old."""


@dataclass(frozen=True)
class Plate:
    """What stands at a path. Moments are seconds since 1970.

    `state` is ``plate``, ``moved`` (to `target`), ``gone`` (a plate whose status says so) or
    ``stub``: it exists and is not printed yet. `reprint_at` is when it changes by the clock, or
    when a page that could not be made is tried again; then `fault` says why.
    """

    path: str
    state: str
    kind: str = ""
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    target: str = ""
    holes: tuple[str, ...] = ()
    forms: forms.Forms | None = None
    quality: int = 0
    digest: str = ""
    edition: int = 0
    printed_at: float = 0.0
    reprint_at: float | None = None
    fault: str = ""
    attempts: int = 0
    keys: frozenset[str] = frozenset()

    def counted(self) -> str:
        """Return the hash of what readers get: status, headers, target, text and its holes."""
        said = hashlib.sha256(
            json.dumps([self.status, self.headers, self.target, self.holes]).encode()
        )
        for segment in self.forms.segments() if self.forms else ():
            said.update(len(segment).to_bytes(8, "big") + segment)
        return said.hexdigest()


@dataclass(frozen=True)
class Filling:
    """What stands in a hole from `begins` up to, not including, `ends` (seconds since 1970)."""

    begins: float
    ends: float
    html: bytes


class Store:
    """The plate store in a file. One object serves one thread."""

    def __init__(self, path: Path, *, writing: bool = False) -> None:
        """Open the store; who is `writing` makes it where it is missing.

        Raises `FileNotFoundError` for a reader where there is none.
        """
        if not writing and not path.is_file():
            raise FileNotFoundError(path)
        if writing:
            path.parent.mkdir(parents=True, exist_ok=True)
        # A read-only connection cannot open a file in WAL mode whose writer is gone.
        self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        if writing:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA journal_size_limit = 16777216")
            self._lay_out()
        else:
            self._db.execute("PRAGMA query_only = ON")

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

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
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # Reading.

    def find(self, path: str) -> Plate | None:
        """Return what stands at `path`, without its keys. One look into an index."""
        query = f"SELECT {_COLUMNS} FROM plates WHERE path = ?"  # noqa: S608  names of ours
        row = self._db.execute(query, (path,)).fetchone()
        return _plate(row) if row else None

    def keys_of(self, path: str) -> frozenset[str]:
        """Return what the plate at `path` was made from."""
        rows = self._db.execute("SELECT key FROM keys WHERE path = ?", (path,))
        return frozenset(key for (key,) in rows)

    def made_from(self, keys: Iterable[str]) -> set[str]:
        """Return the paths of plates that were made from any of `keys`."""
        query, paths = "SELECT path FROM keys WHERE key = ?", set[str]()
        for key in keys:
            paths.update(path for (path,) in self._db.execute(query, (key,)))
        return paths

    def due(self, at: float, most: int = BATCH) -> list[str]:
        """Return the paths that are to be printed at `at` for the clock's or a fault's sake."""
        query = "SELECT path FROM plates WHERE reprint_at <= ? ORDER BY reprint_at LIMIT ?"
        return [path for (path,) in self._db.execute(query, (at, most))]

    def next_due(self) -> float | None:
        """Return the moment of the next page that is due, or None."""
        (moment,) = self._db.execute("SELECT min(reprint_at) FROM plates").fetchone()
        return None if moment is None else float(moment)

    def paths(self) -> list[str]:
        """Return every path that there is, in order."""
        return [path for (path,) in self._db.execute("SELECT path FROM plates ORDER BY path")]

    def counts(self) -> dict[str, int]:
        """Return how many rows are in each state, and how many have a ``fault``."""
        rows = self._db.execute("SELECT state, count(*) FROM plates GROUP BY state").fetchall()
        faults = self._db.execute("SELECT count(*) FROM plates WHERE fault != ''").fetchone()
        return {**dict(rows), "fault": faults[0]}

    def faults(self) -> list[tuple[str, str, int]]:
        """Return path, fault and attempts of the pages that could not be made."""
        query = "SELECT path, fault, attempts FROM plates WHERE fault != '' ORDER BY path"
        return list(self._db.execute(query))

    def fillings(self, name: str) -> tuple[Filling, ...]:
        """Return what stands in hole `name`, in the order of time."""
        query = "SELECT begins, ends, html FROM holes WHERE name = ? ORDER BY begins"
        return tuple(Filling(*row) for row in self._db.execute(query, (name,)))

    def filling(self, name: str, at: float) -> bytes:
        """Return what stands in hole `name` at `at`; nothing outside its values."""
        query = "SELECT ends, html FROM holes WHERE name = ? AND begins <= ? ORDER BY begins DESC"
        row = self._db.execute(f"{query} LIMIT 1", (name, at)).fetchone()
        return bytes(row[1]) if row and at < row[0] else b""

    def note(self, name: str) -> str:
        """Return what was noted under `name`, or ``""``."""
        row = self._db.execute("SELECT said FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    @property
    def version(self) -> int:
        """A number that changes when another connection has written."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(version)

    @property
    def edition(self) -> int:
        """The number of the newest commit of plates."""
        return int(self.note("edition") or 0)

    # Writing.

    def take_ticket(self) -> int:
        """Return a number that is higher than all before. Take it before the newsroom is read."""
        with self._writing():
            ticket = int(self.note("ticket") or 0) + 1
            self._put("ticket", str(ticket))
        return ticket

    def commit(
        self,
        ticket: int,
        plates: Sequence[Plate],
        removed: Iterable[str] = (),
        notes: dict[str, str] | None = None,
    ) -> int:
        """Put `plates` in place and take `removed` paths away, all at one instant.

        Returns the number of this edition. Raises `Overtaken`, and changes nothing, where a later
        ticket has committed: what was read under this one may be older than what stands there.
        """
        with self._writing():
            if ticket < int(self.note("committed") or 0):
                raise Overtaken(f"ticket {ticket} comes after {self.note('committed')}")
            edition = self.edition + 1
            for path in removed:
                self._db.execute("DELETE FROM plates WHERE path = ?", (path,))
                self._db.execute("DELETE FROM keys WHERE path = ?", (path,))
            for plate in plates:
                self._place(plate, edition)
            told = {"committed": str(ticket), "edition": str(edition), **(notes or {})}
            for name, said in told.items():
                self._put(name, said)
        return edition

    def _place(self, plate: Plate, edition: int) -> None:
        runs, pieces = forms.pack(plate.forms) if plate.forms is not None else (None, None)
        self._db.execute(
            f"INSERT OR REPLACE INTO plates ({_COLUMNS})"  # noqa: S608  names of ours
            f" VALUES ({', '.join('?' * 16)})",
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
                plate.reprint_at,
                plate.fault,
                plate.attempts,
            ),
        )
        self._db.execute("DELETE FROM keys WHERE path = ?", (plate.path,))
        self._db.executemany(
            "INSERT INTO keys VALUES (?, ?)", [(key, plate.path) for key in plate.keys]
        )

    def note_faults(self, faults: Iterable[tuple[str, str, float]]) -> None:
        """Keep what stands at each path, note why it could not be printed, and when to try again.

        A path at which nothing stood exists from now on, as a stub.
        """
        with self._writing():
            for path, fault, again in faults:
                self._db.execute(
                    "INSERT INTO plates (path, state, edition, printed_at, reprint_at, fault,"
                    " attempts) VALUES (?, 'stub', 0, 0, ?, ?, 1) ON CONFLICT (path) DO UPDATE SET"
                    " reprint_at = excluded.reprint_at, fault = excluded.fault,"
                    " attempts = attempts + 1",
                    (path, again, fault),
                )

    def spoil(self, paths: Iterable[str], at: float) -> None:
        """Have `paths` printed from `at` on; a path without a row exists from now on, as a stub."""
        with self._writing():
            self._db.executemany(
                "INSERT INTO plates (path, state, edition, printed_at, reprint_at) VALUES"
                " (?, 'stub', 0, 0, ?) ON CONFLICT (path) DO UPDATE SET"
                " reprint_at = min(ifnull(reprint_at, excluded.reprint_at), excluded.reprint_at)",
                [(path, at) for path in paths],
            )

    def fill(self, name: str, fillings: Sequence[Filling]) -> bool:
        """Have `fillings` stand in hole `name`; return whether that is anything new."""
        if tuple(fillings) == self.fillings(name):
            return False
        with self._writing():
            self._db.execute("DELETE FROM holes WHERE name = ?", (name,))
            self._db.executemany(
                "INSERT INTO holes VALUES (?, ?, ?, ?)",
                [(name, each.begins, each.ends, each.html) for each in fillings],
            )
        return True

    def rough(self, most: int) -> list[str]:
        """Return paths whose brotli was made in haste, the newest first."""
        query = "SELECT path FROM plates WHERE quality BETWEEN 1 AND 10 ORDER BY edition DESC"
        return [path for (path,) in self._db.execute(f"{query} LIMIT ?", (most,))]

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

    def _put(self, name: str, said: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, said))


@contextmanager
def opened(path: Path, *, writing: bool = False) -> Iterator[Store]:
    """Open the store for as long as this lasts."""
    with closing(Store(path, writing=writing)) as store:
        yield store


def _plate(row: Sequence[Any]) -> Plate:
    (path, state, kind, status, headers, target, holes, runs, pieces, *rest) = row
    return Plate(
        path,
        state,
        kind,
        status,
        tuple((name, said) for name, said in json.loads(headers)),
        target,
        tuple(json.loads(holes)),
        forms.unpack(runs, pieces) if runs is not None else None,
        *rest,
    )
