"""Reads in an SQLite file of their own. Needs SQLite alone.

Every read stands by the minute, the hour and the day, written in one transaction with the number of
its batch; rolling up is then only forgetting the finer steps. The windows have running totals
beside them (`dateline.readership.standing`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dateline.lib import wal
from dateline.readership.counting import Batch
from dateline.readership.ledger import (
    NOW,
    LedgerUnusable,
    Ranked,
    ReadNow,
    Step,
    TooFine,
    chart_steps,
    table_step,
)
from dateline.readership.standing import TABLE, TABLES, Standing
from dateline.readership.windows import HOUR, KEPT, MINUTE, Window, begins

#: Seconds that anybody waits for a writer.
PATIENCE = 10.0
#: The layout of the tables.
LAYOUT = 1
#: Steps that one call of `Store.prune` forgets of each kind at most.
PRUNED = 10
_TABLES = """
CREATE TABLE stories (number INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE);
CREATE TABLE minutes (
    begins INTEGER NOT NULL, story INTEGER NOT NULL, reads INTEGER NOT NULL,
    PRIMARY KEY (begins, story)
) WITHOUT ROWID;
CREATE TABLE hours (
    begins INTEGER NOT NULL, story INTEGER NOT NULL, reads INTEGER NOT NULL,
    PRIMARY KEY (begins, story)
) WITHOUT ROWID;
CREATE TABLE days (
    begins INTEGER NOT NULL, story INTEGER NOT NULL, reads INTEGER NOT NULL,
    PRIMARY KEY (story, begins)
) WITHOUT ROWID;
CREATE TABLE handed (newsstand TEXT PRIMARY KEY, sequence INTEGER NOT NULL, at REAL NOT NULL)
    WITHOUT ROWID;
CREATE TABLE known (step INTEGER PRIMARY KEY, since INTEGER NOT NULL);
"""


class Store:
    """The reads of a paper in a file. One object serves one thread."""

    def __init__(self, path: Path) -> None:
        """Open the file, and make it where it is missing. Raises `LedgerUnusable`."""
        self._path = path
        with self._named():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = wal.connect(path, PATIENCE)
            self._standing = Standing(self._db)
            try:
                wal.keep(self._db)
                self._db.execute("PRAGMA temp_store = MEMORY")
                self._lay_out()
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def _lay_out(self) -> None:
        if self._db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
            self._make_tables()
        self._db.execute("CREATE TEMP TABLE batch (uid TEXT, begins INTEGER, reads INTEGER)")

    def _make_tables(self) -> None:
        with self._writing():
            (layout,) = self._db.execute("PRAGMA user_version").fetchone()
            if layout not in {0, LAYOUT}:
                # Counts exist nowhere else: a file of another release is never made anew.
                raise LedgerUnusable(f"{self._path} is of another release (layout {layout})")
            if layout == 0:
                for statement in wal.statements(_TABLES + TABLES):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {LAYOUT}")

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Name the file, and what to do, in what goes wrong with it."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise LedgerUnusable(
                f"the reads in {self._path} cannot be used ({error}): if the file is damaged, move"
                " it away with its -wal and -shm; counting begins anew without it"
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._named(), wal.writing(self._db):
            yield

    # Writing.

    def hand_over(self, batch: Batch, at: float) -> bool:
        """Add `batch`, at `at`, all of it or nothing; False where it was added before.

        No read was later than its hand-over: a minute ahead of `at` is taken for that of `at`.
        """
        latest = begins(at, MINUTE)
        with self._writing():
            query = "SELECT sequence FROM handed WHERE newsstand = ?"
            row = self._db.execute(query, (batch.newsstand,)).fetchone()
            if row is not None and row[0] >= batch.sequence:
                return False
            self._db.execute(
                "INSERT OR REPLACE INTO handed VALUES (?, ?, ?)",
                (batch.newsstand, batch.sequence, at),
            )
            self._standing.move(at)
            self._db.executemany(
                "INSERT INTO batch VALUES (?, ?, ?)",
                [(uid, min(minute, latest), reads) for uid, minute, reads in batch.counts],
            )
            self._add_batch()
            self._db.execute("DELETE FROM batch")
        return True

    def _add_batch(self) -> None:
        self._db.execute("INSERT OR IGNORE INTO stories (uid) SELECT DISTINCT uid FROM batch")
        for step, table in TABLE.items():
            self._db.execute(
                f"INSERT INTO {table} (begins, story, reads)"  # noqa: S608  names of ours
                " SELECT begins / :step * :step AS begun, number, sum(reads)"
                " FROM batch JOIN stories USING (uid) WHERE true GROUP BY begun, number"
                " ON CONFLICT DO UPDATE SET reads = reads + excluded.reads",
                {"step": step},
            )
        self._standing.add()

    def prune(self, at: float) -> None:
        """Forget minutes and hours that are kept no longer at `at`: a few of the oldest, so that
        nobody waits. Whoever hands over calls it each time."""
        with self._writing():
            self._standing.move(at)
            for step, kept in KEPT.items():
                self._prune(step, begins(at - kept, step))
            self._db.execute("DELETE FROM handed WHERE at < ?", (at - KEPT[HOUR],))

    def _prune(self, step: int, before: int) -> None:
        table = TABLE[step]
        query = f"SELECT min(begins) FROM {table}"  # noqa: S608  names of ours
        (oldest,) = self._db.execute(query).fetchone()
        if oldest is None or oldest >= before:
            return
        before = min(before, oldest + PRUNED * step)
        self._db.execute(f"DELETE FROM {table} WHERE begins < ?", (before,))  # noqa: S608
        self._db.execute(
            "INSERT INTO known VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET since = max(since, excluded.since)",
            (step, before),
        )

    # Reading.

    def top(
        self,
        window: Window,
        at: float,
        *,
        minimum: int = 1,
        most: int | None = None,
    ) -> tuple[Ranked, ...]:
        """Return the stories with at least `minimum` reads in `window`, the most read first; at
        most `most` of them."""
        with self._named():
            behind = self._standing.is_behind(window, at)
        if behind:
            with self._writing():
                self._standing.move(at, window)
        query = (
            "SELECT uid, reads FROM standing JOIN stories ON number = story"
            " WHERE seconds = ? AND reads >= ? ORDER BY reads DESC LIMIT ?"
        )
        limits = (window.seconds, minimum, -1 if most is None else most)
        with self._named(), closing(self._db.execute(query, limits)) as rows:
            return tuple(Ranked(uid, reads) for uid, reads in rows)

    def now(self, at: float, most: int = 20) -> tuple[ReadNow, ...]:
        """Return the stories that are read at `at`, the most read first."""
        last = begins(at, MINUTE)
        middle = last - NOW + MINUTE
        query = (
            "SELECT uid, sum(iif(begins >= :middle, reads, 0)) AS latest,"
            " sum(iif(begins < :middle, reads, 0)) FROM minutes JOIN stories ON number = story"
            " WHERE begins BETWEEN :since AND :last GROUP BY story HAVING latest > 0"
            " ORDER BY latest DESC, uid LIMIT :most"
        )
        given = {"middle": middle, "since": middle - NOW, "last": last, "most": most}
        with self._named():
            return tuple(ReadNow(*row) for row in self._db.execute(query, given))

    def over_time(self, uid: str, since: float, until: float, step: int) -> tuple[Step, ...]:
        """Return the reads of a story in steps of `step` seconds. At most `LONGEST_CHART` looks
        into an index for each kept step. See `Ledger.over_time`."""
        steps = chart_steps(since, until, step)
        kept = table_step(step)
        query = (
            f"SELECT reads FROM {TABLE[kept]} WHERE begins = ? AND story ="  # noqa: S608
            " (SELECT number FROM stories WHERE uid = ?)"
        )
        with self._named():
            known = self._db.execute("SELECT since FROM known WHERE step = ?", (kept,)).fetchone()
            if known and steps and steps[0] < known[0]:
                raise TooFine(f"reads in steps of {kept} s are kept no longer of that time")
            found = []
            for begun in steps:
                parts = range(begun, begun + step, kept)
                rows = (self._db.execute(query, (part, uid)).fetchone() for part in parts)
                found.append(Step(begun, sum(row[0] for row in rows if row)))
        return tuple(found)

    def total(self, uid: str) -> int:
        """Return all reads of a story."""
        query = "SELECT sum(reads) FROM days JOIN stories ON number = story WHERE uid = ?"
        with self._named():
            (reads,) = self._db.execute(query, (uid,)).fetchone()
        return int(reads or 0)


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open the reads for as long as this lasts. Raises `FileNotFoundError` where nobody has counted
    yet, and `LedgerUnusable`."""
    if not path.is_file():
        raise FileNotFoundError(path)
    with closing(Store(path)) as store:
        yield store
