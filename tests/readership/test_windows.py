"""The windows: what lies in them, to the minute or the hour, on every day of the week."""

from __future__ import annotations

import random
from collections import Counter as Sum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.readership.ledger import TooFine
from dateline.readership.store import Store
from dateline.readership.windows import LAST_DAY, LAST_HOUR, LAST_WEEK, Window, begins
from tests.readership.reading import DAY, HOUR, MINUTE, MONDAY, Desk, flush


def test_half_past_midnight_on_a_monday_includes_sunday(desk: Desk) -> None:
    desk.read("sermon", 7, at=MONDAY - 14 * HOUR)
    assert desk.top(LAST_DAY, at=MONDAY) == {"sermon": 7}
    assert desk.top(LAST_WEEK, at=MONDAY) == {"sermon": 7}
    assert desk.top(LAST_HOUR, at=MONDAY) == {}


@pytest.mark.parametrize("window", [LAST_HOUR, LAST_DAY, LAST_WEEK, Window(72 * HOUR)])
@pytest.mark.parametrize("weekday", range(7))
def test_an_hour_is_an_hour_and_72_hours_are_72_on_every_day_of_the_week(
    desk: Desk, window: Window, weekday: int
) -> None:
    now = MONDAY + weekday * DAY
    hours = window.seconds // HOUR
    for hour in reversed(range(hours + 2)):
        desk.read("tide", at=now - hour * HOUR)
    # The oldest step is over, the newest has begun: as many hours as it says, not one more.
    assert desk.top(window, at=now) == {"tide": hours}


def test_a_story_unread_for_24_hours_leaves_the_list_though_nothing_else_is_read(
    desk: Desk,
) -> None:
    desk.read("ferry", 5, at=MONDAY)
    assert desk.top(at=MONDAY + DAY - MINUTE) == {"ferry": 5}
    assert desk.top(at=MONDAY + DAY) == {}


def test_a_peak_of_yesterday_does_not_stay(desk: Desk) -> None:
    desk.read("ferry", 100, at=MONDAY)
    desk.read("ferry", 2, at=MONDAY + 20 * HOUR)
    desk.read("harbour", 3, at=MONDAY + 20 * HOUR)
    assert list(desk.top(at=MONDAY + 25 * HOUR).items()) == [("harbour", 3), ("ferry", 2)]


def test_a_window_without_all_its_steps_is_refused() -> None:
    for seconds in (0, -HOUR, 8 * DAY, 90, 25 * HOUR + MINUTE):
        with pytest.raises(ValueError, match="no window"):
            Window(seconds)


def test_what_nobody_read_for_a_month_costs_nothing_and_is_gone(desk: Desk) -> None:
    desk.read("ferry", 5, at=MONDAY)
    later = MONDAY + 31 * DAY
    desk.read("harbour", 1, at=later)
    for window in (LAST_HOUR, LAST_DAY, LAST_WEEK):
        assert desk.top(window, at=later) == {"harbour": 1}


def recount(reads: list[tuple[str, float]], window: Window, at: float) -> dict[str, int]:
    """Count by hand, from every single read."""
    since, last = window.reach(at)
    within = [uid for uid, when in reads if since <= begins(when, window.step) <= last]
    return dict(Sum(within))


def test_twenty_thousand_reads_are_what_a_recount_says_they_are(desk: Desk) -> None:
    dice = random.Random(20)
    at, reads = MONDAY, list[tuple[str, float]]()
    networks = iter(range(10**6))
    while len(reads) < 20_000:
        for _ in range(dice.randrange(40)):
            uid = f"story-{int(dice.paretovariate(0.7)) % 300}"
            reads.append((uid, at))
            desk.counter.read(uid, at, next(networks).to_bytes(4, "big"))
            at += dice.expovariate(1 / 20)
        flush(desk.counter, desk.ledger, at)
        desk.ledger.prune(at)
        if dice.random() < 0.02:
            for window in (LAST_HOUR, LAST_DAY, LAST_WEEK):
                assert desk.top(window, at=at) == recount(reads, window, at)
    for later in (0, HOUR, 5 * HOUR, DAY, 3 * DAY, 8 * DAY):
        for window in (LAST_HOUR, LAST_DAY, LAST_WEEK, Window(72 * HOUR)):
            assert desk.top(window, at=at + later) == recount(reads, window, at + later)
    assert sum(desk.ledger.total(f"story-{n}") for n in range(300)) == len(reads)


moves = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(1, 3),
        st.sampled_from([0, 1, 59, 60, 61, HOUR - 1, HOUR, 5 * HOUR, DAY - 1, DAY, DAY + 60]),
        st.booleans(),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(moves)
def test_totals_are_the_same_with_cold_and_with_warm_memory(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int, int, bool]]
) -> None:
    path = tmp_path_factory.mktemp("reads") / "reads.db"
    warm = Store(path)
    desk, at, reads = Desk(warm), MONDAY, list[tuple[str, float]]()
    for uid, times, pause, again in moves:
        at += pause
        desk.read(uid, times, at=at)
        reads += [(uid, at)] * times
        if again:
            desk.top(at=at)
    cold = Store(path)
    for window in (LAST_HOUR, LAST_DAY, LAST_WEEK):
        expected = recount(reads, window, at)
        assert desk.top(window, at=at) == expected
        assert Desk(cold).top(window, at=at) == expected
    warm.close()
    cold.close()


def test_reads_over_time_add_up_in_minutes_hours_and_days(desk: Desk) -> None:
    for minute in range(0, 180, 7):
        desk.read("ferry", at=MONDAY + minute * MINUTE)
    until = MONDAY + 3 * HOUR
    for step in (MINUTE, 10 * MINUTE, HOUR, DAY):
        chart = desk.ledger.over_time("ferry", MONDAY, until, step)
        assert sum(each.reads for each in chart) == 26
        assert [each.begins for each in chart] == list(
            range(begins(MONDAY, step), int(until), step)
        )
    assert desk.ledger.over_time("harbour", MONDAY, MONDAY + HOUR, HOUR)[0].reads == 0


def test_a_chart_never_shows_nothing_where_it_is_only_not_known_any_more(desk: Desk) -> None:
    desk.read("ferry", 4, at=MONDAY)
    later = MONDAY + 9 * DAY
    for _ in range(3):
        desk.ledger.prune(later)
    for step in (MINUTE, HOUR):
        with pytest.raises(TooFine):
            desk.ledger.over_time("ferry", MONDAY, MONDAY + HOUR, step)
    assert desk.ledger.over_time("ferry", MONDAY, MONDAY + HOUR, DAY)[0].reads == 4
    assert desk.ledger.total("ferry") == 4


@pytest.mark.parametrize(("until", "step"), [(HOUR, 90), (HOUR, 0), (HOUR, -60), (9 * DAY, 60)])
def test_a_chart_has_whole_steps_and_not_too_many(desk: Desk, until: float, step: int) -> None:
    with pytest.raises(ValueError, match="step"):
        desk.ledger.over_time("ferry", MONDAY, MONDAY + until, step)


def test_the_board_tells_what_is_read_now_and_what_was_before(desk: Desk) -> None:
    desk.read("ferry", 8, at=MONDAY - 15 * MINUTE)
    desk.read("ferry", 2, at=MONDAY - 5 * MINUTE)
    desk.read("harbour", 4, at=MONDAY)
    desk.read("old", 9, at=MONDAY - 12 * MINUTE)
    board = [(row.uid, row.reads, row.before) for row in desk.ledger.now(MONDAY)]
    assert board == [("harbour", 4, 0), ("ferry", 2, 8)]


def test_minutes_and_hours_are_let_go_and_the_file_stays_small(desk: Desk, store: Store) -> None:
    for hour in range(0, 20 * 24, 2):
        at = MONDAY + hour * HOUR
        desk.read("ferry", at=at)
        for _ in range(20):
            store.prune(at)
    rows = {
        table: store._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in ("minutes", "hours", "days", "standing")
    }
    assert rows["minutes"] <= 14
    assert rows["hours"] <= 8 * 12 + 1
    assert rows["days"] == 20
    assert rows["standing"] <= 3
    assert store.total("ferry") == 240
