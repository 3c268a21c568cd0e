"""A roster runs what is due; what fails is tried again later and stops nothing."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from structlog.testing import capture_logs

from dateline.lib import duties
from dateline.lib.duties import Duty, Roster, register, wake


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(duties, "_duties", {})
    monkeypatch.setattr(duties, "_wanted", set())
    duties._woken.clear()
    yield
    duties._woken.clear()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def noted(done: list[str], word: str) -> Callable[[], None]:
    return lambda: done.append(word)


def test_duties_are_registered_once_and_kept_in_order() -> None:
    done: list[str] = []
    mail, press = noted(done, "mail"), noted(done, "press")
    register("mail", 60, mail)
    register("press", 5, press)
    register("mail", 30, mail)
    assert duties.duties() == (Duty("mail", 30.0, mail), Duty("press", 5.0, press))


def test_a_name_is_taken_once() -> None:
    register("mail", 60, lambda: 0)
    with pytest.raises(ValueError, match="'mail' is taken"):
        register("mail", 60, lambda: 1)


@pytest.mark.parametrize("every", [0, -1])
def test_a_duty_without_a_pause_is_refused(every: float) -> None:
    with pytest.raises(ValueError, match="no pause"):
        register("busy", every, lambda: 0)


def test_each_duty_runs_at_once_and_then_at_its_own_pace(clock: Clock) -> None:
    done: list[str] = []
    roster = Roster((Duty("a", 10, noted(done, "a")), Duty("b", 25, noted(done, "b"))))
    for _ in range(6):
        roster.run_due(clock)
        clock.at += 10
    assert done == ["a", "b", "a", "a", "a", "b", "a", "a"]


def test_run_due_says_how_many_ran(clock: Clock) -> None:
    roster = Roster((Duty("a", 10, lambda: 7), Duty("b", 25, lambda: None)))
    assert roster.run_due(clock) == 2
    assert roster.run_due(clock) == 0


def test_a_duty_that_fails_stops_no_other_and_is_logged(clock: Clock) -> None:
    done: list[str] = []

    def fail() -> None:
        raise RuntimeError("the post office is closed")

    roster = Roster((Duty("bad", 10, fail), Duty("good", 10, noted(done, "good"))))
    with capture_logs() as lines:
        roster.run_due(clock)
    assert done == ["good"]
    assert [(line["event"], line["duty"], line["faults"]) for line in lines] == [
        ("duty.failed", "bad", 1)
    ]


def test_a_duty_that_fails_is_tried_later_each_time_up_to_five_minutes(clock: Clock) -> None:
    tries: list[float] = []
    broken = True

    def sometimes() -> None:
        tries.append(clock.at)
        if broken:
            raise RuntimeError

    roster = Roster((Duty("bad", 10, sometimes),))
    with capture_logs():
        for _ in range(2_000):
            roster.run_due(clock)
            clock.at += 1
    pauses = [later - earlier for earlier, later in itertools.pairwise(tries)]
    assert pauses[:6] == [20, 40, 80, 160, 300, 300]
    broken = False
    while roster.run_due(clock) == 0:
        clock.at += 1
    clock.at += 10
    assert roster.run_due(clock) == 1, "after it went well the old pace holds again"
    broken = True
    clock.at += 10
    with capture_logs() as lines:
        roster.run_due(clock)
    assert [line["again_in"] for line in lines] == [20], "and the next fault is a first one"


def test_a_duty_may_fail_for_years(clock: Clock) -> None:
    def fail() -> None:
        raise RuntimeError

    roster = Roster((Duty("bad", 10.0, fail),))
    roster._faults["bad"] = 5_000
    with capture_logs():
        roster.run_due(clock)
    clock.at += duties.LONGEST_PAUSE
    assert [duty.name for duty in roster.due(clock())] == ["bad"]


def test_a_woken_duty_runs_at_once_and_only_once(clock: Clock) -> None:
    done: list[str] = []
    roster = Roster((Duty("a", 100, noted(done, "a")), Duty("b", 100, noted(done, "b"))))
    roster.run_due(clock)
    wake("b")
    roster.run_due(clock)
    roster.run_due(clock)
    assert done == ["a", "b", "b"]


def test_a_duty_woken_while_it_runs_runs_once_more(clock: Clock) -> None:
    done: list[str] = []

    def work() -> None:
        done.append("a")
        if len(done) == 1:
            wake("a")

    roster = Roster((Duty("a", 100, work),))
    roster.run_due(clock)
    roster.run_due(clock)
    roster.run_due(clock)
    assert done == ["a", "a"]


def test_waking_what_nobody_does_is_no_fault(clock: Clock) -> None:
    wake("nobody")
    assert Roster(()).run_due(clock) == 0


def test_rest_ends_when_a_duty_is_due_and_at_a_wake(clock: Clock) -> None:
    roster = Roster((Duty("a", 0.05, lambda: None),))
    roster.run_due(clock)
    begin = time.monotonic()
    roster.rest(clock(), longest=5)
    assert 0.03 < time.monotonic() - begin < 1

    slow = Roster((Duty("a", 100, lambda: None),))
    slow.run_due(clock)
    timer = threading.Timer(0.05, wake, ["a"])
    timer.start()
    begin = time.monotonic()
    slow.rest(clock(), longest=5)
    assert time.monotonic() - begin < 1
    timer.join()
    assert slow.run_due(clock) == 1


def test_what_waits_for_others_is_done_aside_and_never_twice_at_once(clock: Clock) -> None:
    """A mail server that is slow holds up no story."""
    done: list[str] = []
    answered, left = threading.Event(), threading.Event()

    def slow() -> None:
        done.append("asked")
        answered.wait(10)
        done.append("answered")

    duties_ = (Duty("slow", 10, slow, aside=True), Duty("own", 1, noted(done, "own")))
    roster = Roster(duties_, leave=left.set)
    assert roster.run_due(clock) == 2
    for _ in range(2):
        clock.at += 20
        wake("slow")
        assert roster.run_due(clock) == 1
    started = time.monotonic()
    roster.rest(clock.at, 0.2)  # and nothing spins while it is under way
    assert time.monotonic() - started >= 0.15
    answered.set()
    roster.finish(5)
    assert sorted(done) == ["answered", "asked", "own", "own", "own"]
    assert left.wait(5)
    roster.run_due(clock)  # it was wanted meanwhile
    roster.finish(5)
    assert done.count("asked") == 2


def test_a_fault_of_what_is_done_aside_is_logged_and_tried_later(clock: Clock) -> None:
    def fail() -> None:
        raise OSError("no mail server")

    roster = Roster((Duty("mail", 10, fail, aside=True),))
    with capture_logs() as logs:
        roster.run_due(clock)
        roster.finish(5)
    assert [entry["event"] for entry in logs] == ["duty.failed"]
    assert roster.due(clock.at + 19) == []
    assert len(roster.due(clock.at + 20)) == 1
