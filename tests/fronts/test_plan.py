"""What a plan of a front may say, and the words for what it may not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from dateline.fronts import plan as plans
from dateline.fronts.plan import BadPlan, Kind, Layout, Pin, Plan, Slot

UID = uuid4()


def test_a_plan_is_read_as_it_was_written() -> None:
    plan = Plan(
        (
            Slot(Kind.LEAD, (Pin(UID, 0, datetime(2026, 7, 6, 12, tzinfo=UTC)),)),
            Slot(Kind.STRIP, (Pin(uuid4(), 2),), section=7, heading="The sound"),
            Slot(Kind.TOPIC, topic=3),
        ),
        Layout.BIG,
    )
    assert plans.read(plan.as_json()) == plan


def test_the_top_of_a_front_comes_first() -> None:
    given = {"slots": [{"kind": "opinion"}, {"kind": "seconds"}, {"kind": "lead"}]}
    assert [slot.kind for slot in plans.read(given).slots] == ["lead", "seconds", "opinion"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "a layout and a list of slots"),
        ([], "a layout and a list of slots"),
        ({"slots": {}}, "a layout and a list of slots"),
        ({"slots": [], "layout": "wall"}, "day and big"),
        ({"slots": [{"kind": "opinion"}] * 25}, "24 slots"),
        ({"slots": [7]}, "Slot 1: it is no slot"),
        ({"slots": [{"kind": "lead"}, {"kind": "carousel"}]}, "Slot 2: its kind is none of lead"),
        ({"slots": [{"kind": "lead"}, {"kind": "lead"}]}, "Slot 2: there is one “lead” already"),
        ({"slots": [{"kind": "strip"}]}, "of which section"),
        ({"slots": [{"kind": "strip", "section": True}]}, "of which section"),
        ({"slots": [{"kind": "strip", "section": -1}]}, "of which section"),
        ({"slots": [{"kind": "strip", "section": 2**40}]}, "of which section"),
        ({"slots": [{"kind": "topic", "topic": "3"}]}, "of which topic"),
        ({"slots": [{"kind": "strip", "section": 1}] * 2}, "stands on the front already"),
        ({"slots": [{"kind": "lead", "pins": [{"story": str(UID)}] * 2}]}, "1 stories at the most"),
        ({"slots": [{"kind": "lead", "pins": {}}]}, "1 stories at the most"),
        ({"slots": [{"kind": "lead", "pins": ["x"]}]}, "a pin is no pin"),
        ({"slots": [{"kind": "lead", "pins": [{"story": "x"}]}]}, "names no story"),
        ({"slots": [{"kind": "lead", "pins": [{"story": str(UID), "place": -1}]}]}, "no place"),
        ({"slots": [{"kind": "lead", "pins": [{"story": str(UID), "place": "0"}]}]}, "no place"),
        ({"slots": [{"kind": "lead", "pins": [{"story": str(UID), "until": "noon"}]}]}, "moment"),
        ({"slots": [{"kind": "lead", "pins": [{"story": str(UID), "until": 5}]}]}, "moment"),
        ({"slots": [{"kind": "opinion", "heading": "x" * 81}]}, "80 characters"),
        ({"slots": [{"kind": "opinion", "heading": "a\0"}]}, "no page can show"),
        ({"slots": [{"kind": "opinion", "heading": "a\ud800"}]}, "no page can show"),
        ({"slots": [{"kind": "lead", "pins": [{"story": str(UID), "place": 0.0}]}]}, "no place"),
        (
            {"slots": [{"kind": "seconds", "pins": [{"story": str(UID), "place": True}]}]},
            "no place",
        ),
        (
            {
                "slots": [
                    {
                        "kind": "lead",
                        "pins": [{"story": str(UID), "until": "9999-12-31T23:59:00+00:00"}],
                    }
                ]
            },
            "no moment of these years",
        ),
        ({"slots": [{"kind": "opinion", "heading": 5}]}, "80 characters"),
        (
            {
                "slots": [
                    {"kind": "lead", "pins": [{"story": str(UID)}]},
                    {"kind": "seconds", "pins": [{"story": str(UID)}]},
                ]
            },
            "Slot 2: a story is pinned twice",
        ),
        (
            {
                "slots": [
                    {
                        "kind": "seconds",
                        "pins": [
                            {"story": str(UID), "place": 1},
                            {"story": str(uuid4()), "place": 1},
                        ],
                    }
                ]
            },
            "pinned to one place",
        ),
    ],
)
def test_what_no_front_can_be_printed_from_is_refused_with_words(given: Any, words: str) -> None:
    with pytest.raises(BadPlan, match=words):
        plans.read(given)


def test_a_front_that_nobody_arranged_never_asks_for_too_much() -> None:
    plan = plans.default(range(1, 100))
    assert len(plan.slots) <= plans.MOST_SLOTS
    assert plans.read(plan.as_json()) == plan


def test_what_was_kept_goes_on_counting_though_it_would_be_refused_today() -> None:
    pin = {"story": str(UID), "until": "2999-01-01T00:00:00+00:00"}
    kept = {"slots": [{"kind": "lead", "pins": [pin]}]}
    assert plans.stored(kept).slots[0].pins[0].story == UID
    with pytest.raises(BadPlan, match="no moment of these years"):
        plans.read(kept)
