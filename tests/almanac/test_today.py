"""Today's date in the dateline bar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from lxml import html

from dateline.almanac.plates import DAYS_AHEAD, today
from dateline.masthead.models import Masthead
from dateline.masthead.queries import masthead
from dateline.press.holes import Hole

#: Zones with clocks that change at two, at midnight forwards, at midnight backwards, never, and
#: by half an hour; and a day's neighbour on each side of the date line.
ZONES = [
    "Europe/Lisbon",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Havana",
    "America/Santiago",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "UTC",
]


def days(hole: Hole) -> list[str]:
    return [str(html.fromstring(value.html.decode()).get("datetime")) for value in hole.values]


@pytest.mark.parametrize("zone", ZONES)
def test_todays_date_changes_at_the_papers_midnight_on_every_day(db: None, zone: str) -> None:
    Masthead.objects.create(name="The Courier", time_zone=zone)
    at = datetime(2026, 7, 6, 12, 34, tzinfo=UTC)
    hole = Hole("today", today(at))
    first = at.astimezone(masthead().zone).date()
    assert days(hole) == [(first + timedelta(days=n)).isoformat() for n in range(DAYS_AHEAD)]
    for value, following in pairwise(hole.values):
        assert value.end.astimezone(UTC) == following.start.astimezone(UTC)
        hours = (value.end.astimezone(UTC) - value.start.astimezone(UTC)).total_seconds() / 3600
        assert 23 <= hours <= 25
    # Whatever the moment, the day in the hole is the day on the paper's own calendar.
    for hour in range(0, 24 * 390, 7):
        moment = at + timedelta(hours=hour)
        told = html.fromstring(hole.at(moment).decode()).get("datetime")
        assert told == moment.astimezone(masthead().zone).date().isoformat()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-28T23:59:59", "2026-03-28"),
        ("2026-03-29T00:00:00", "2026-03-29"),  # clocks go forward at one
        ("2026-03-29T22:59:59", "2026-03-29"),
        ("2026-03-29T23:00:00", "2026-03-30"),
        ("2026-10-24T22:59:59", "2026-10-24"),
        ("2026-10-24T23:00:00", "2026-10-25"),  # clocks go back at two
        ("2026-10-25T23:59:59", "2026-10-25"),
        ("2026-10-26T00:00:00", "2026-10-26"),
    ],
)
def test_in_lisbon_it_changes_at_midnight_on_the_days_the_clocks_do(
    db: None, moment: str, day: str
) -> None:
    Masthead.objects.create(name="The Courier", time_zone="Europe/Lisbon")
    at = datetime.fromisoformat(f"{moment}+00:00")
    for printed_at in (at, datetime(2026, 3, 1, tzinfo=UTC)):
        assert f'datetime="{day}"' in Hole("today", today(printed_at)).at(at).decode()


def test_todays_date_is_written_400_days_ahead_and_blank_after(db: None) -> None:
    at = datetime(2026, 7, 6, 12, tzinfo=UTC)
    hole = Hole("today", today(at))
    assert len(hole.values) == DAYS_AHEAD == 400
    last = at + timedelta(days=399)
    assert f'datetime="{last.date()}"'.encode() in hole.at(last)
    assert hole.at(at + timedelta(days=400)) == b""
    assert hole.at(at - timedelta(days=1)) == b""


def test_todays_date_is_told_in_the_papers_language(db: None) -> None:
    Masthead.objects.create(name="Der Bote", language="de", time_zone="Europe/Berlin")
    (value,) = today(datetime(2026, 7, 6, 12, tzinfo=UTC))[:1]
    assert "Montag" in value.html.decode()
    assert 'class="today"' in value.html.decode()
