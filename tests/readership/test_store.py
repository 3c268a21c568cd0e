"""The file of reads: each batch once, whatever breaks off, and clear words where it is damaged."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
import structlog

from dateline.readership.counting import Batch, Counter
from dateline.readership.handing import Clerk, start
from dateline.readership.ledger import LedgerUnusable
from dateline.readership.opening import is_there, open_ledger
from dateline.readership.store import Store, opened
from dateline.readership.windows import LAST_DAY, LAST_HOUR, LAST_WEEK
from tests.readership.reading import DAY, HOUR, MINUTE, MONDAY, Desk

SOURCE = Path(__file__).parents[2] / "src"


def batch(sequence: int, *counts: tuple[str, int, int], newsstand: str = "north") -> Batch:
    return Batch(newsstand, sequence, counts)


def test_a_batch_that_is_brought_again_is_not_counted_again(store: Store) -> None:
    first = batch(1, ("ferry", int(MONDAY), 3))
    assert store.hand_over(first, MONDAY)
    assert not store.hand_over(first, MONDAY)
    assert not store.hand_over(first, MONDAY + DAY)
    assert store.total("ferry") == 3


def test_two_newsstands_number_their_batches_each_for_itself(store: Store) -> None:
    counts = ("ferry", int(MONDAY), 3)
    assert store.hand_over(batch(1, counts), MONDAY)
    assert store.hand_over(batch(1, counts, newsstand="south"), MONDAY)
    assert store.total("ferry") == 6


def test_a_story_that_stands_twice_in_a_batch_is_added_twice(store: Store) -> None:
    store.hand_over(batch(1, ("ferry", int(MONDAY), 3), ("ferry", int(MONDAY), 2)), MONDAY)
    assert store.total("ferry") == 5
    assert Desk(store).top(at=MONDAY) == {"ferry": 5}


def test_a_batch_that_was_kept_for_two_days_counts_where_it_belongs(store: Store) -> None:
    store.hand_over(batch(1, ("ferry", int(MONDAY), 3)), MONDAY + 2 * DAY)
    assert Desk(store).top(LAST_DAY, at=MONDAY + 2 * DAY) == {}
    assert Desk(store).top(LAST_WEEK, at=MONDAY + 2 * DAY) == {"ferry": 3}
    assert store.over_time("ferry", MONDAY, MONDAY + HOUR, HOUR)[0].reads == 3


def test_a_newsstand_whose_clock_is_ahead_counts_now(store: Store) -> None:
    store.hand_over(batch(1, ("ferry", int(MONDAY) + DAY, 3)), MONDAY)
    assert Desk(store).top(LAST_HOUR, at=MONDAY) == {"ferry": 3}
    assert Desk(store).top(LAST_HOUR, at=MONDAY + DAY) == {}


def test_a_clock_that_was_a_year_ahead_and_is_set_back_leaves_a_true_list(desk: Desk) -> None:
    desk.read("ferry", 3, at=MONDAY)
    desk.read("ghost", 9, at=MONDAY + 365 * DAY)
    desk.read("harbour", 2, at=MONDAY + MINUTE)
    for window in (LAST_HOUR, LAST_DAY, LAST_WEEK):
        assert desk.top(window, at=MONDAY + MINUTE) == {"ferry": 3, "harbour": 2}
    assert desk.top(LAST_DAY, at=MONDAY + 365 * DAY + HOUR) == {"ghost": 9}


def test_moments_out_of_order_change_no_total(desk: Desk) -> None:
    desk.read("ferry", 3, at=MONDAY - 1)
    desk.read("harbour", 2, at=MONDAY + 1)
    desk.read("ferry", 1, at=MONDAY - 0.5)
    assert desk.top(LAST_HOUR, at=MONDAY - 0.2) == {"ferry": 4, "harbour": 2}
    assert desk.top(LAST_HOUR, at=MONDAY + 1.5) == {"ferry": 4, "harbour": 2}


def test_a_list_may_be_of_the_first_few(desk: Desk) -> None:
    for times, uid in enumerate("abcdef", start=1):
        desk.read(uid, times, at=MONDAY)
    top = desk.ledger.top(LAST_DAY, MONDAY, minimum=2, most=2)
    assert [(each.uid, each.reads) for each in top] == [("f", 6), ("e", 5)]


_READER = """
import sys, time
from pathlib import Path
from dateline.readership.counting import Counter
from dateline.readership.handing import Clerk, start
from dateline.readership import handing
from dateline.readership.opening import open_ledger
handing.EVERY = 0.05
counter = Counter()
start(Clerk(counter, lambda: open_ledger(Path(sys.argv[1]))))
number = 0
while True:
    number += 1
    counter.read("ferry", time.time(), number.to_bytes(8, "big"))
    print(number, time.time(), flush=True)
    time.sleep(0.0005)
"""


@pytest.mark.parametrize("patience", [0.4, 0.73, 1.1])
def test_a_kill_loses_the_last_moments_and_counts_nothing_twice(
    tmp_path: Path, patience: float
) -> None:
    env = os.environ | {"PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", _READER, str(tmp_path)]
    totals = [0]
    for _ in range(2):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as reader:
            assert reader.stdout is not None
            said = [reader.stdout.readline().split()]
            until = time.monotonic() + patience
            while time.monotonic() < until:
                said.append(reader.stdout.readline().split())
            reader.send_signal(signal.SIGKILL)
            rest = reader.stdout.read().splitlines()
        said += [line.split() for line in rest if line.endswith(tuple("0123456789"))]
        with opened(tmp_path / "reads.db") as store:
            totals.append(store.total("ferry"))
        kept = totals[-1] - totals[-2]
        read = [(int(each[0]), float(each[1])) for each in said if len(each) == 2]
        # One more read may have been counted than its line could be written.
        assert kept <= read[-1][0] + 1
        lost = [at for number, at in read if number > kept]
        # 50 ms between two hand-overs here; the rest is what two busy cores need for one.
        assert not lost or read[-1][1] - lost[0] < 1.0


def test_killed_after_the_commit_and_before_the_answer_a_batch_is_not_counted_again(
    store: Store,
) -> None:
    counter = Counter()
    counter.read("ferry", MONDAY, b"net")
    lost_answer = counter.batch()
    assert lost_answer is not None
    store.hand_over(lost_answer, MONDAY)
    counter.read("ferry", MONDAY, b"other")
    again = counter.batch()
    assert again is not None
    store.hand_over(again, MONDAY)
    counter.settled(again)
    last = counter.batch()
    assert last is not None
    store.hand_over(last, MONDAY)
    assert store.total("ferry") == 2


def test_broken_off_inside_a_hand_over_nothing_of_it_stands(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = batch(1, ("ferry", int(MONDAY), 3))

    def fail() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(store._standing, "add", fail)
        with pytest.raises(LedgerUnusable, match="disk is full"):
            store.hand_over(first, MONDAY)
    assert store.total("ferry") == 0
    assert store.hand_over(first, MONDAY)
    assert store.total("ferry") == 3
    assert Desk(store).top(at=MONDAY) == {"ferry": 3}


def test_two_newsstands_hand_over_at_once(path: Path) -> None:
    def work(name: str) -> None:
        store = Store(path)
        for number in range(1, 51):
            store.hand_over(batch(number, ("ferry", int(MONDAY), 1), newsstand=name), MONDAY)
        store.close()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with opened(path) as store:
        assert store.total("ferry") == 150
        assert Desk(store).top(at=MONDAY) == {"ferry": 150}


def test_a_file_that_is_no_database_is_named_with_what_to_do(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to look at it" * 100)
    with pytest.raises(LedgerUnusable, match=r"reads\.db cannot be used .*move it away"):
        Store(path)


def test_a_damaged_file_is_named_whatever_is_asked(path: Path) -> None:
    with opened_new(path) as store:
        for number in range(200):
            Desk(store).read(f"story-{number}", at=MONDAY)
    for extra in ("-wal", "-shm"):
        Path(f"{path}{extra}").unlink(missing_ok=True)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    store = Store(path)
    for ask in (
        lambda: store.top(LAST_DAY, MONDAY),
        lambda: store.total("story-1"),
        lambda: store.now(MONDAY),
        lambda: store.hand_over(batch(1, ("ferry", int(MONDAY), 1)), MONDAY),
    ):
        with pytest.raises(LedgerUnusable, match=r"reads\.db"):
            ask()
    store.close()


def opened_new(path: Path) -> Store:
    """Return a store that closes itself."""
    from contextlib import closing

    return closing(Store(path))  # type: ignore[return-value]


def test_a_file_of_another_release_is_left_alone(path: Path) -> None:
    Store(path).close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(LedgerUnusable, match="another release"):
        Store(path)


def test_reading_lists_makes_no_file(tmp_path: Path) -> None:
    assert not is_there(tmp_path)
    with pytest.raises(FileNotFoundError), opened(tmp_path / "reads.db"):
        pass
    assert list(tmp_path.iterdir()) == []
    assert is_there(tmp_path, "redis://127.0.0.1/0")


class Clock:
    """A clock for a clerk."""

    at = MONDAY

    def __call__(self) -> float:
        return self.at


def test_while_the_file_is_damaged_counting_goes_on_and_afterwards_nothing_is_missing(
    tmp_path: Path,
) -> None:
    (tmp_path / "reads.db").write_bytes(b"damaged " * 1000)
    counter = Counter()
    clerk = Clerk(counter, lambda: open_ledger(tmp_path), Clock())
    with structlog.testing.capture_logs() as lines:
        for number in range(50):
            counter.read("ferry", MONDAY, number.to_bytes(2, "big"))
            assert not clerk.turn()
        # Said once, not every few seconds.
        assert [line["event"] for line in lines] == ["reads.kept_in_memory"]
        (tmp_path / "reads.db").unlink()
        assert clerk.turn()
        assert lines[-1]["event"] == "reads.handed_over_again"
    clerk.close()
    with opened(tmp_path / "reads.db") as store:
        assert store.total("ferry") == 50


def test_a_folder_that_vanishes_and_comes_back_costs_nothing_that_was_committed(
    tmp_path: Path,
) -> None:
    var = tmp_path / "var"
    counter = Counter()
    clerk = Clerk(counter, lambda: open_ledger(var), Clock())
    counter.read("ferry", MONDAY, b"a")
    assert clerk.turn()
    clerk.close()
    shutil.move(var, tmp_path / "away")
    var.write_text("a file where the folder was")
    counter.read("ferry", MONDAY, b"b")
    assert not clerk.turn()
    var.unlink()
    shutil.move(tmp_path / "away", var)
    assert clerk.turn()
    clerk.close()
    with opened(var / "reads.db") as store:
        assert store.total("ferry") == 2


def test_a_newsstand_that_stops_hands_over_the_rest(tmp_path: Path) -> None:
    counter = Counter()
    end = start(Clerk(counter, lambda: open_ledger(tmp_path)))
    counter.read("ferry", time.time(), b"net")
    end()
    with opened(tmp_path / "reads.db") as store:
        assert store.total("ferry") == 1


def test_nothing_that_tells_who_read_is_in_the_file(tmp_path: Path) -> None:
    counter = Counter()
    for _ in range(3):
        counter.read("ferry", MONDAY, b"\xcb\x00\x71")
        counter.read("ferry", MONDAY, b"NETWORK")
    clerk = Clerk(counter, lambda: open_ledger(tmp_path), Clock())
    assert clerk.turn()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    clerk.close()
    assert b"ferry" in stored
    assert b"\xcb\x00\x71" not in stored
    assert b"NETWORK" not in stored
    with sqlite3.connect(tmp_path / "reads.db") as database:
        columns = {
            column[1]
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for column in database.execute(f"PRAGMA table_info({table})")
        }
    database.close()
    assert columns == {
        "number", "uid", "begins", "story", "reads", "seconds", "since", "last", "at", "newsstand",
        "sequence", "step",
    }  # fmt: skip


def test_a_hand_over_forgets_a_little_at_a_time(store: Store) -> None:
    desk = Desk(store)
    for minute in range(100):
        desk.read("ferry", at=MONDAY + minute * MINUTE)
    later = MONDAY + 3 * DAY
    counts = []
    for _ in range(12):
        query = "SELECT count(*) FROM minutes"
        counts.append(store._db.execute(query).fetchone()[0])
        store.prune(later)
    assert all(0 <= before - after <= 10 for before, after in pairwise(counts))
    assert counts[-1] == 0
