"""Days, months and moments are told in a zone, and a moment without one is none."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.clock import UnknownZone, day_in, month_bounds, now, parse_moment, zone


def test_now_is_aware_and_can_be_stopped() -> None:
    moment = datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        assert now() == moment
        assert now().tzinfo is UTC


@pytest.mark.parametrize(
    "name", ["", "Lisbon", "Europe", "../../etc/passwd", "/etc/localtime", "a\x00b", "x" * 5_000]
)
def test_a_name_that_is_no_zone_is_said_in_one_line(name: str) -> None:
    with pytest.raises(UnknownZone, match="is no time zone") as caught:
        zone(name)
    assert "\n" not in str(caught.value)


def test_one_moment_is_two_days_in_two_places() -> None:
    at = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    assert day_in(zone("Europe/Lisbon"), at) == date(2026, 1, 1)
    assert day_in(zone("America/New_York"), at) == date(2025, 12, 31)


def test_a_month_ends_where_the_next_begins_also_over_a_change_of_clocks() -> None:
    lisbon = zone("Europe/Lisbon")
    start, end = month_bounds(2026, 3, lisbon)
    assert (start.isoformat(), end.isoformat()) == (
        "2026-03-01T00:00:00+00:00",
        "2026-04-01T00:00:00+01:00",
    )
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(days=31, hours=-1)
    assert month_bounds(2026, 12, lisbon)[1] == month_bounds(2027, 1, lisbon)[0]


@given(st.integers(1, 9998), st.integers(1, 12))
def test_every_month_follows_the_one_before(year: int, month: int) -> None:
    lisbon = zone("Europe/Lisbon")
    start, end = month_bounds(year, month, lisbon)
    assert start < end
    assert month_bounds(year + month // 12, month % 12 + 1, lisbon)[0] == end


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-07-05T08:09:10Z", "2026-07-05T08:09:10+00:00"),
        (" 2026-07-05 08:09:10+01:00 ", "2026-07-05T08:09:10+01:00"),
        ("20260705T080910+0100", "2026-07-05T08:09:10+01:00"),
        ("Sun, 05 Jul 2026 08:09:10 +0100", "2026-07-05T08:09:10+01:00"),
        ("Sun, 05 Jul 2026 08:09:10 GMT", "2026-07-05T08:09:10+00:00"),
        ("Sun, 05 Jul 2026 08:09:10 -0000", "2026-07-05T08:09:10+00:00"),
    ],
)
def test_a_moment_is_read_in_both_of_the_wire_s_forms(text: str, iso: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert moment.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-07-05",
        "2026-07-05T08:09:10",
        "Sun, 05 Jul 2026 08:09:10",
        "yesterday",
        "2026-13-05T08:09:10Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "Sun, 99 Jul 2026 08:09:10 GMT",
        "1" * 100_000,
    ],
)
def test_what_names_no_one_moment_is_none(text: str) -> None:
    assert parse_moment(text) is None


@given(st.text(max_size=120))
def test_reading_a_moment_never_fails(text: str) -> None:
    moment = parse_moment(text)
    assert moment is None or moment.tzinfo is not None


@given(st.integers(-60_000_000_000, 250_000_000_000), st.timezones())
def test_a_moment_written_in_iso_reads_back(seconds: int, where: ZoneInfo) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert parse_moment(moment.astimezone(where).isoformat()) == moment
