"""Running totals of the windows, beside the reads in SQLite: a list is one look into an index.

A total is the sum of the kept steps between the window's first and last one: what comes in is
added, and when time moves on, what has become too old is taken out. `Standing.fill` adds up anew.
"""

from __future__ import annotations

import sqlite3

from dateline.readership.windows import (
    DAY,
    HOUR,
    LAST_DAY,
    LAST_HOUR,
    LAST_WEEK,
    MINUTE,
    SWAY,
    Window,
)

#: Where reads stand in steps of so many seconds.
TABLE = {MINUTE: "minutes", HOUR: "hours", DAY: "days"}
TABLES = """
CREATE TABLE windows (
    seconds INTEGER PRIMARY KEY, since INTEGER NOT NULL, last INTEGER NOT NULL, at REAL NOT NULL
);
CREATE TABLE standing (
    seconds INTEGER NOT NULL, story INTEGER NOT NULL, reads INTEGER NOT NULL,
    PRIMARY KEY (seconds, story)
) WITHOUT ROWID;
CREATE INDEX standing_reads ON standing (seconds, reads DESC);
"""


class Standing:
    """The totals in an open database. What changes them is called within a transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """`database` has all tables of the store."""
        self._db = database

    def is_behind(self, window: Window, at: float) -> bool:
        """Whether `window` does not end at `at` yet."""
        query = "SELECT last, at FROM windows WHERE seconds = ?"
        row = self._db.execute(query, (window.seconds,)).fetchone()
        return row is None or window.reach(at)[1] > row[0] or at < row[1] - SWAY

    def move(self, at: float, *more: Window) -> None:
        """Let all windows end at `at`: the three that are always there, `more`, and those that
        somebody asked for before.

        Processes come with moments in a slightly other order than they took them: a moment that is
        a little older changes nothing. After a clock was set back all is added up anew.
        """
        query = "SELECT seconds, since, last, at FROM windows"
        there = self._db.execute(query).fetchall()
        for window in {LAST_HOUR, LAST_DAY, LAST_WEEK, *more} - {Window(row[0]) for row in there}:
            self.fill(window, at)
        for seconds, since, last, moved in there:
            if at < moved - SWAY:
                self.fill(Window(seconds), at)
            elif at > moved:
                self._shift(Window(seconds), since, last, at)

    def fill(self, window: Window, at: float) -> None:
        """Add up `window` at `at` from what is kept. Reads all its steps."""
        since, last = window.reach(at)
        self._db.execute("DELETE FROM standing WHERE seconds = ?", (window.seconds,))
        self._db.execute(
            "INSERT INTO standing SELECT ?, story, sum(reads)"  # noqa: S608  names of ours
            f" FROM {TABLE[window.step]} WHERE begins BETWEEN ? AND ? GROUP BY story",
            (window.seconds, since, last),
        )
        self._put(window, since, last, at)

    def _shift(self, window: Window, old_since: int, old_last: int, at: float) -> None:
        """Take out what has become too old; put in what was ahead of a clock that was set back."""
        since, last = window.reach(at)
        if last > old_last:
            table = TABLE[window.step]
            self._db.execute(
                "INSERT INTO standing SELECT :seconds, story, sum(change) FROM ("  # noqa: S608
                f" SELECT story, -reads AS change FROM {table}"
                "  WHERE begins BETWEEN :old_since AND min(:since - 1, :old_last)"
                f" UNION ALL SELECT story, reads FROM {table}"
                "  WHERE begins BETWEEN max(:old_last + 1, :since) AND :last"
                ") WHERE true GROUP BY story"
                " ON CONFLICT DO UPDATE SET reads = reads + excluded.reads",
                {
                    "seconds": window.seconds,
                    "old_since": old_since,
                    "old_last": old_last,
                    "since": since,
                    "last": last,
                },
            )
            query = "DELETE FROM standing WHERE seconds = ? AND reads <= 0"
            self._db.execute(query, (window.seconds,))
            self._put(window, since, last, at)
        else:
            query = "UPDATE windows SET at = ? WHERE seconds = ?"
            self._db.execute(query, (at, window.seconds))

    def _put(self, window: Window, since: int, last: int, at: float) -> None:
        query = "INSERT OR REPLACE INTO windows VALUES (?, ?, ?, ?)"
        self._db.execute(query, (window.seconds, since, last, at))

    def add(self) -> None:
        """Add what the table ``batch`` holds, as far as it lies in the windows."""
        query = "SELECT seconds, since, last FROM windows"
        for seconds, since, last in self._db.execute(query).fetchall():
            self._db.execute(
                "INSERT INTO standing (seconds, story, reads)"
                " SELECT :seconds, number, sum(reads) FROM batch JOIN stories USING (uid)"
                " WHERE begins / :step * :step BETWEEN :since AND :last GROUP BY number"
                " ON CONFLICT DO UPDATE SET reads = reads + excluded.reads",
                {"seconds": seconds, "step": Window(seconds).step, "since": since, "last": last},
            )
