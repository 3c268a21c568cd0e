"""Writing the plate store: a publication is one commit, so that no reader sees half of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dateline.press import forms
from dateline.press.store import COLUMNS, INSERT, THINNED, Filling, Plate, Store
from dateline.press.tables import FileTables

_PLACE = (
    f"{INSERT} ON CONFLICT (path) DO UPDATE"
    f" SET ({COLUMNS}) = ({', '.join(f'excluded.{each}' for each in COLUMNS.split(', '))})"
)
_OR_SOONER = (
    "ON CONFLICT (path) DO UPDATE"
    " SET at = CASE WHEN due.at < excluded.at THEN due.at ELSE excluded.at END"
)


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

    def take_ticket(self) -> int:
        """Return a number that is higher than all before. Take it before the newsroom is read."""
        with self._db.writing():
            ticket = int(self.note("ticket") or 0) + 1
            self._put("ticket", str(ticket))
        return ticket

    def commit(self, ticket: int, change: Change) -> int:
        """Make `change` at one instant; return how many rows of plates changed by it.

        A plate that says what stands there already is left as it is. Raises `Overtaken`, and
        changes nothing, where a later ticket has committed: what was read under this one may be
        older than what stands there.
        """
        with self._db.writing():
            if ticket < int(self.note("committed") or 0):
                raise Overtaken(f"ticket {ticket} comes after {self.note('committed')}")
            edition, changed = self.edition + 1, 0
            for path in change.removed:
                changed += self._remove(path)
            if changed:
                self._put(THINNED, str(edition))
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
        with self._db.writing():
            self._spoil(paths, at)

    def spoil_made_from(self, key: str, at: float) -> None:
        """Have all plates that were made from `key` printed from `at` on."""
        with self._db.writing():
            self._spoil_made_from(key, at)

    def jot(self, name: str, said: str) -> None:
        """Note `said` under `name`."""
        with self._db.writing():
            self._put(name, said)

    def squeeze(self, plate: Plate, squeezed: forms.Forms, quality: int) -> bool:
        """Put better compressed forms in place of those of `plate`, if it still stands there."""
        runs, pieces = forms.pack(squeezed)
        with self._db.writing():
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
            _PLACE,
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
                plate.story,
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
                " attempts = due.attempts + 1",
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
            f"INSERT INTO due (path, at) VALUES (?, ?) {_OR_SOONER}",  # noqa: S608
            [(path, at) for path in paths],
        )

    def _spoil_made_from(self, key: str, at: float) -> None:
        # The later a story, the later its address: the newest of each section come first.
        self._db.execute(
            "INSERT INTO due (path, at) SELECT path, ? FROM keys WHERE key = ? ORDER BY path DESC"  # noqa: S608
            f" {_OR_SOONER}",
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
        self._db.execute(
            "INSERT INTO notes VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET said = excluded.said",
            (name, said),
        )


@contextmanager
def opened(path: Path) -> Iterator[Writer]:
    """Open the SQLite file `path` to write for as long as this lasts; make it where it is
    missing."""
    with closing(Writer(FileTables(path, write=True))) as writer:
        yield writer
