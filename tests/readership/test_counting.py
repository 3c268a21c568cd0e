"""Counting in memory: cheap, bounded, and no network moves a list."""

from __future__ import annotations

import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest

from dateline.readership import counting
from dateline.readership.counting import Batch, Counter
from tests.readership.reading import HOUR, MINUTE, MONDAY

HOME = b"\xc0\x00\x02"


def counted(counter: Counter) -> dict[tuple[str, int], int]:
    """Take everything that was counted out of the counter."""
    found: dict[tuple[str, int], int] = {}
    while batch := counter.batch():
        for uid, minute, reads in batch.counts:
            found[uid, minute] = found.get((uid, minute), 0) + reads
        counter.settled(batch)
    return found


def test_a_read_is_counted_in_its_minute() -> None:
    counter = Counter()
    counter.read("ferry", MONDAY, HOME)
    counter.read("ferry", MONDAY + 59.9, HOME)
    counter.read("ferry", MONDAY + 60, HOME)
    assert counted(counter) == {("ferry", MONDAY): 2, ("ferry", MONDAY + 60): 1}
    assert counted(counter) == {}


def test_a_thousand_reads_from_one_network_in_a_minute_move_nothing() -> None:
    counter = Counter()
    for number in range(1000):
        counter.read("ferry", MONDAY + number * 0.05, HOME)
        if number % 100 == 0:
            counter.batch()
    assert counted(counter) == {("ferry", MONDAY): counting.PER_NETWORK}


def test_another_story_another_network_and_the_next_minute_count() -> None:
    counter = Counter(most=1)
    for uid, at, network in [("a", 0, HOME), ("b", 0, HOME), ("a", 0, b"x"), ("a", 60, HOME)]:
        counter.read(uid, MONDAY + at, network)
        counter.read(uid, MONDAY + at, network)
    assert counted(counter) == {("a", MONDAY): 2, ("b", MONDAY): 1, ("a", MONDAY + 60): 1}


def test_processes_that_share_the_readers_share_the_limit() -> None:
    counters = [Counter(most=5, sharers=2) for _ in range(2)]
    for counter in counters:
        for _ in range(1000):
            counter.read("ferry", MONDAY, HOME)
    assert sum(counted(counter)["ferry", MONDAY] for counter in counters) <= 5


def test_a_batch_is_the_same_until_it_is_settled_and_later_reads_wait_for_the_next() -> None:
    counter = Counter()
    counter.read("ferry", MONDAY, HOME)
    first = counter.batch()
    counter.read("ferry", MONDAY, HOME)
    assert first is not None
    assert counter.batch() == first
    counter.settled(first)
    second = counter.batch()
    assert second is not None
    assert second.counts == (("ferry", MONDAY, 1),)
    assert second.sequence > first.sequence
    counter.settled(first)
    assert counter.batch() == second


def test_a_newsstand_that_starts_again_has_another_name() -> None:
    assert Counter().newsstand != Counter().newsstand


def test_networks_are_forgotten_with_the_minute_and_on_a_quiet_night_soon_after() -> None:
    counter = Counter()
    counter.read("ferry", MONDAY, HOME)
    counter.read("ferry", MONDAY + 60, HOME)
    assert [dict(t) for m in counter._minutes[:-1] for t in m.stories.values()] == [{}]
    counter.forget_networks(MONDAY + 90)
    assert dict(counter._stories["ferry"]) == {HOME: 1}
    counter.forget_networks(MONDAY + 180)
    assert dict(counter._stories["ferry"]) == {}
    assert counted(counter) == {("ferry", MONDAY): 1, ("ferry", MONDAY + 60): 1}


def test_what_was_handed_over_is_let_go() -> None:
    counter = Counter()
    for minute in range(100):
        counter.read("ferry", MONDAY + minute * MINUTE, HOME)
    assert len(counted(counter)) == 100
    assert len(counter._minutes) == 1


def test_a_clock_that_goes_back_a_little_gives_no_network_a_second_minute() -> None:
    counter = Counter()
    for at in (MONDAY + 0.5, MONDAY - 0.5, MONDAY + 0.2, MONDAY - 30, MONDAY + 1):
        for _ in range(1000):
            counter.read("ferry", at, HOME)
    assert counted(counter) == {("ferry", MONDAY): counting.PER_NETWORK}


def test_a_clock_that_is_set_back_is_believed() -> None:
    counter = Counter()
    counter.read("ferry", MONDAY + 1000 * HOUR, HOME)
    counter.read("ferry", MONDAY, HOME)
    counter.read("ferry", MONDAY + 60, HOME)
    assert list(counted(counter)) == [
        ("ferry", MONDAY + 1000 * HOUR),
        ("ferry", MONDAY),
        ("ferry", MONDAY + 60),
    ]


def test_a_flood_of_networks_adds_nothing_above_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_PAIRS", 1000)
    counter = Counter()
    counter.read("harbour", MONDAY, HOME)
    for number in range(20_000):
        counter.read("ferry", MONDAY, number.to_bytes(3, "big"))
    counter.read("harbour", MONDAY, HOME)
    assert counted(counter) == {("harbour", MONDAY): 2, ("ferry", MONDAY): 999}
    assert counter.refused == 20_000 - 999
    counter.read("ferry", MONDAY + 60, HOME)
    assert counted(counter) == {("ferry", MONDAY + 60): 1}


def test_a_crawl_through_the_archive_adds_no_stories_above_the_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "MOST_STORIES", 100)
    counter = Counter()
    for number in range(1000):
        counter.read(f"story-{number}", MONDAY, HOME)
    assert len(counted(counter)) == 100
    assert counter.refused == 900


def test_while_no_store_takes_them_counts_wait_up_to_a_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "MOST_WAITING", 1000)
    counter = Counter()
    for minute in range(100):
        for number in range(30):
            counter.read(f"story-{number}", MONDAY + minute * MINUTE, HOME)
    assert counter.refused == 2000
    found = counted(counter)
    assert sum(found.values()) == 1000
    counter.read("ferry", MONDAY + 200 * MINUTE, HOME)
    assert counted(counter) == {("ferry", MONDAY + 200 * MINUTE): 1}


def test_batches_are_short_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_IN_BATCH", 10)
    counter, sizes = Counter(), []
    for number in range(25):
        counter.read(f"story-{number}", MONDAY, HOME)
    while batch := counter.batch():
        sizes.append(len(batch.counts))
        counter.settled(batch)
    assert sizes == [10, 10, 5]


def test_the_worst_minute_stays_below_a_hundred_megabytes() -> None:
    tracemalloc.start()
    try:
        counter = Counter()
        for number in range(400_000):
            story = f"{number % 30_000:036}"
            counter.read(story, MONDAY, number.to_bytes(6, "big"))
        (_, peak) = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert counter.refused > 0
    assert peak < 100_000_000


def test_one_thread_reads_while_another_hands_over_and_nothing_is_lost_or_doubled() -> None:
    counter, taken, done = Counter(), list[Batch](), threading.Event()

    def hand_over() -> None:
        while not done.is_set():
            if batch := counter.batch():
                taken.append(batch)
                counter.settled(batch)

    thread = threading.Thread(target=hand_over)
    thread.start()
    for number in range(60_000):
        counter.read(f"story-{number % 50}", MONDAY + number / 200, number.to_bytes(3, "big"))
    done.set()
    thread.join()
    handed = sum(reads for batch in taken for _, _, reads in batch.counts)
    assert handed + sum(counted(counter).values()) == 60_000


def test_the_newsstand_counts_without_django() -> None:
    code = (
        "import sys; import dateline.readership.counting, dateline.readership.handing,"
        " dateline.readership.opening, dateline.readership.readers;"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    source = Path(counting.__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(source)},
    )
    assert "dateline" in run.stdout.split()
    assert not {"django", "wagtail", "redis"} & set(run.stdout.split())
