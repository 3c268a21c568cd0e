"""Which stories may be called the most read."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.readership.ledger import Ranked
from dateline.readership.lists import Method, Printed, choose, methods, most_read
from dateline.readership.windows import LAST_DAY, LAST_WEEK
from tests.readership.reading import DAY, HOUR, MONDAY, Desk

METHOD = Method(LAST_DAY, minimum=10, oldest=7 * DAY, fewest=3)
WEEK = Method(LAST_WEEK, minimum=10, oldest=7 * DAY, fewest=3)


def read(**counts: int) -> list[Ranked]:
    return [Ranked(uid, reads) for uid, reads in counts.items()]


def uids(stories: tuple[Ranked, ...]) -> str:
    return "".join(story.uid for story in stories)


def in_print(printed: dict[str, float], **places: str) -> Any:
    """Tell of uids when they were printed, and at which places, as the newsroom does."""
    told = {uid: Printed(at, ("paper", *places.get(uid, ""))) for uid, at in printed.items()}
    return lambda uids: {uid: told[uid] for uid in uids if uid in told}


def test_the_most_read_come_first_and_of_equals_the_newer() -> None:
    printed = {uid: MONDAY - age * HOUR for age, uid in enumerate("abcd")}
    stories = choose(read(d=20, b=30, c=20, a=15), printed, METHOD, MONDAY, 5)
    assert uids(stories) == "bcda"


def test_a_story_below_the_minimum_is_not_on_the_list() -> None:
    printed = dict.fromkeys("abcd", MONDAY)
    assert uids(choose(read(a=12, b=11, c=10, d=9), printed, METHOD, MONDAY, 5)) == "abc"


def test_a_story_above_the_age_limit_is_not_on_the_list() -> None:
    printed = dict.fromkeys("abcd", MONDAY - 7 * DAY) | {"a": MONDAY - 7 * DAY - 1}
    assert uids(choose(read(a=99, b=12, c=11, d=10), printed, METHOD, MONDAY, 5)) == "bcd"


def test_a_story_that_is_out_of_print_is_not_on_the_list() -> None:
    printed = dict.fromkeys("bcd", MONDAY)
    assert uids(choose(read(a=99, b=12, c=11, d=10), printed, METHOD, MONDAY, 5)) == "bcd"


def test_too_few_stories_are_no_list() -> None:
    printed = dict.fromkeys("ab", MONDAY)
    assert choose(read(a=99, b=98), printed, METHOD, MONDAY, 5) == ()


def test_the_list_is_as_long_as_it_may_be() -> None:
    printed = dict.fromkeys("abcd", MONDAY)
    assert uids(choose(read(a=40, b=30, c=20, d=10), printed, METHOD, MONDAY, 2)) == "ab"


def test_a_quiet_day_gives_way_to_the_week_and_a_quiet_week_to_the_latest(desk: Desk) -> None:
    printed = dict.fromkeys("abc", MONDAY - 3 * DAY)
    for uid in "abc":
        desk.read(uid, 10, at=MONDAY - 2 * DAY)
    found = most_read(desk.ledger, in_print(printed), [METHOD, WEEK], MONDAY, 5)["paper"]
    assert found.method == WEEK
    assert {story.reads for story in found.stories} == {10}
    for uid in "abc":
        desk.read(uid, 12, at=MONDAY)
    found = most_read(desk.ledger, in_print(printed), [METHOD, WEEK], MONDAY, 5)["paper"]
    assert found.method == METHOD
    assert most_read(desk.ledger, in_print(printed), [METHOD, WEEK], MONDAY + 9 * DAY, 5) == {}


def test_each_place_has_its_own_list_by_the_first_method_that_makes_one(desk: Desk) -> None:
    printed = dict.fromkeys("abcdefgh", MONDAY - 3 * DAY)
    places = {"a": "XY", "b": "X", "c": "X", "d": "Y", "e": "Y", "f": "Z", "g": "Z"}
    for times, uid in enumerate("cba", start=20):
        desk.read(uid, times, at=MONDAY)
    for uid in "defg":
        desk.read(uid, 15, at=MONDAY - 2 * DAY)
    asked: list[str] = []

    def look(uids: Any) -> Any:
        asked.extend(uids)
        return in_print(printed, **places)(uids)

    found = most_read(desk.ledger, look, [METHOD, WEEK], MONDAY, 5)
    told = {place: (uids(each.stories), each.method) for place, each in found.items()}
    # Of the two that Y has in the last day it is no list; of the week it is. Z has two at all.
    assert told == {"paper": ("abc", METHOD), "X": ("abc", METHOD), "Y": ("ade", WEEK)}
    assert sorted(asked) == sorted(set(asked))


def test_a_thousand_reads_from_one_address_do_not_make_a_list(desk: Desk) -> None:
    printed = dict.fromkeys("abcd", MONDAY)
    for uid in "abc":
        desk.read(uid, 11, at=MONDAY)
    desk.read("d", 1000, at=MONDAY, network=b"one")
    found = most_read(desk.ledger, in_print(printed), [METHOD], MONDAY, 5)["paper"]
    assert "d" not in {story.uid for story in found.stories}


def test_the_options_say_how_lists_are_made(settings: Any) -> None:
    (first, second) = methods()
    assert (first.hours, first.minimum, first.days, first.fewest) == (24, 10, 14, 3)
    assert second.window == LAST_WEEK
    settings.DATELINE = settings.DATELINE | {"MOST_READ_HOURS": 6, "MOST_READ_MINIMUM": 2}
    assert [(each.hours, each.minimum) for each in methods()] == [(6, 2), (168, 2)]


@pytest.mark.parametrize("hours", [168, 999])
def test_a_week_is_the_longest_window(settings: Any, hours: int) -> None:
    settings.DATELINE = settings.DATELINE | {"MOST_READ_HOURS": hours}
    assert [each.window for each in methods()] == [LAST_WEEK]
