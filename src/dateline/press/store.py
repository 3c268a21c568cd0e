"""The plate store: every page as it was printed, in one SQLite file that readers are served from.

The press alone writes it (`dateline.press.storing`). What this module needs is SQLite alone: a
newsstand opens the file without Django.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.press import forms
from dateline.press.tables import FileTables, Tables

#: As many as there are, where a number is asked for.
ALL = 2**63 - 1
#: Pages a commit takes at most outside a publication: readers' checkpoints go on in between.
BATCH = 200

COLUMNS = (
    "path, state, kind, status, headers, target, holes, runs, brotli, quality, digest, edition,"
    " printed_at, story"
)

#: Where the words stand for all paths at which nothing stands, nothing any more, and for what
#: cannot be had at the moment. No request has such a path.
MISSING, GONE, AWAY = "404", "410", "503"
#: The note of the newest edition that took rows away.
THINNED = "thinned"
#: Puts a row of plates where none stands.
INSERT = f"INSERT INTO plates ({COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS.split(',')))})"  # noqa: S608


@dataclass(frozen=True)
class Plate:
    """What stands at a path. Moments are seconds since 1970.

    `state` is ``plate``, ``moved`` (to `target`), ``gone`` (a plate whose status says so),
    ``stub``: it exists and is not printed yet, or ``live``: it is made for whoever asks. `story` is
    the uid of the story whose page it is. `reprint_at` is when it changes by the clock; that and
    its `keys` are written with it and not read back by `Store.find`.
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
    story: str = ""
    reprint_at: float | None = None
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
    """The plate store. One object serves one thread."""

    def __init__(self, tables: Tables) -> None:
        self._db = tables

    def close(self) -> None:
        """Give the connection back."""
        self._db.close()

    def find(self, path: str) -> Plate | None:
        """Return what stands at `path`, without its keys. One look into an index."""
        query = f"SELECT {COLUMNS} FROM plates WHERE path = ?"  # noqa: S608  names of ours
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

    def has_more(self, key: str, most: int) -> bool:
        """Whether more than `most` plates were made from `key`. Walks no further than that."""
        query = "SELECT 1 FROM keys WHERE key = ? LIMIT 1 OFFSET ?"
        return self._db.execute(query, (key, most)).fetchone() is not None

    def due(self, at: float, most: int = BATCH) -> list[str]:
        """Return the paths that are to be printed at `at`, what came due last first: a run of
        the whole paper keeps no front waiting. Of one moment, in the order in which they were told.
        """
        query = "SELECT path FROM due WHERE at <= ? ORDER BY at DESC, number LIMIT ?"
        return [path for (path,) in self._db.execute(query, (at, most))]

    def next_due(self) -> float | None:
        """Return the moment of the next page that is due, or None."""
        (moment,) = self._db.execute("SELECT min(at) FROM due").fetchone()
        return None if moment is None else float(moment)

    def paths(self, after: str = "", most: int = ALL) -> list[str]:
        """Return the paths after `after` that there are, in order, `most` of them."""
        query = "SELECT path FROM plates WHERE path > ? ORDER BY path LIMIT ?"
        return [path for (path,) in self._db.execute(query, (after, most))]

    def counts(self, at: float) -> dict[str, int]:
        """Return how many rows are in each state, how many are ``due`` at `at`, and how many have
        a ``fault``. Walks all rows."""
        rows = self._db.execute("SELECT state, count(*) FROM plates GROUP BY state").fetchall()
        query = "SELECT count(*) FROM due WHERE at <= ? AND fault = ''"
        (due,) = self._db.execute(query, (at,)).fetchone()
        return {**dict(rows), "due": due, "fault": len(self.faults())}

    def faults(self) -> list[tuple[str, str, int]]:
        """Return path, fault and attempts of the pages that could not be made."""
        query = "SELECT path, fault, attempts FROM due WHERE fault != '' ORDER BY path"
        return list(self._db.execute(query))

    def hands_out(self, name: str) -> bool:
        """Whether readers may have the file `name` (relative to the media folder)."""
        query = "SELECT 1 FROM files WHERE name = ? LIMIT 1"
        return self._db.execute(query, (name,)).fetchone() is not None

    def files(self) -> list[str]:
        """Return the names of all files that readers may have (relative to the media folder), in
        order. One with a colon is a marker (``picture:7``), which names a row and no file."""
        query = "SELECT DISTINCT name FROM files ORDER BY name"
        return [name for (name,) in self._db.execute(query)]

    def tells_of(self, story: str) -> bool:
        """Whether the page of the story `story` (its uid) is printed."""
        query = "SELECT 1 FROM plates WHERE story = ? AND story != '' LIMIT 1"
        return self._db.execute(query, (story,)).fetchone() is not None

    def newest(self) -> tuple[int, float]:
        """Return the highest edition of a row, and when that was printed."""
        query = "SELECT edition, printed_at FROM plates ORDER BY edition DESC LIMIT 1"
        row = self._db.execute(query).fetchone()
        return (int(row[0]), float(row[1])) if row else (0, 0.0)

    def printed_since(self, edition: int) -> list[str]:
        """Return the paths of the rows that are of a later edition."""
        query = "SELECT path FROM plates WHERE edition > ?"
        return [path for (path,) in self._db.execute(query, (edition,))]

    @contextmanager
    def instant(self) -> Iterator[None]:
        """Let all that is read while this lasts be of one instant, whatever the press commits."""
        with self._db.instant():
            yield

    def fillings(self, name: str) -> tuple[Filling, ...]:
        """Return what stands in hole `name`, in the order of time."""
        query = "SELECT begins, ends, html FROM holes WHERE name = ? ORDER BY begins"
        return tuple(Filling(*row) for row in self._db.execute(query, (name,)))

    def all_fillings(self) -> dict[str, tuple[Filling, ...]]:
        """Return what stands in each hole, in the order of time."""
        return {name: self.fillings(name) for name in self.filled_holes()}

    def filled_holes(self) -> list[str]:
        """Return the names of the holes that have values."""
        return [name for (name,) in self._db.execute("SELECT DISTINCT name FROM holes").fetchall()]

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
        """A number that changes when another connection has written. Of a file only."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(version)

    @property
    def edition(self) -> int:
        """The number of the newest commit of plates."""
        return int(self.note("edition") or 0)


def in_file(path: Path) -> Store:
    """Return the store in the SQLite file `path`. Raises `FileNotFoundError`."""
    return Store(FileTables(path))


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open the file to read for as long as this lasts. Raises `FileNotFoundError`."""
    with closing(in_file(path)) as store:
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
