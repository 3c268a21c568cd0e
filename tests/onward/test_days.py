"""A month with very many stories is listed by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dateline.masthead.models import Masthead
from dateline.onward import archive
from dateline.stories.models import Story
from tests.cast import Cast
from tests.readers.paper import put_in_print, words

NOON = datetime(2026, 7, 6, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def short_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three stories are many in these tests."""
    monkeypatch.setattr(archive, "MONTH_LENGTH", 3)


@pytest.fixture
def full_month(cast: Cast) -> list[Story]:
    """Four stories in City: two on the 6th of July, one on the 8th, one on the 31st."""
    days = (0, 0, 2, 25)
    return [
        put_in_print(cast, f"Story {number}", at=NOON + timedelta(days=day, minutes=number))
        for number, day in enumerate(days)
    ]


def month() -> Any:
    found = archive.find_month("city/2026/07", timezone.now())
    assert found is not None
    return archive.build_month(found, timezone.now()).context


def test_a_month_with_few_stories_lists_them_and_has_no_days(cast: Cast, reader: Client) -> None:
    for number in range(3):
        put_in_print(cast, f"Story {number}", at=NOON)
    assert len(month().cards) == 3
    assert month().days == ()
    assert reader.get("/city/2026/07/06/").status_code == 404


def test_a_full_month_leads_to_its_days(full_month: list[Story], reader: Client) -> None:
    shown = month()
    assert shown.cards == ()
    assert [(link.day, link.address) for link in shown.days] == [
        (date(2026, 7, 31), "/city/2026/07/31/"),
        (date(2026, 7, 8), "/city/2026/07/08/"),
        (date(2026, 7, 6), "/city/2026/07/06/"),
    ]
    page = reader.get("/city/2026/07/").content
    assert b'href="/city/2026/07/08/"' in page
    assert "Wednesday 8 July 2026" in words(page)
    assert "Story 0" not in words(page)
    for link in shown.days:
        assert reader.get(link.address).status_code == 200


def test_a_day_lists_its_stories_and_leads_to_the_days_around_it(
    full_month: list[Story], reader: Client
) -> None:
    page = reader.get("/city/2026/07/06/")
    text = words(page.content)
    assert "Monday 6 July 2026" in text
    assert text.index("Story 1") < text.index("Story 0")
    assert "Story 2" not in text
    for address in ("/city/", "/city/2026/07/", "/city/2026/07/08/"):
        assert f'href="{address}"'.encode() in page.content
    assert b'rel="prev"' not in page.content
    assert b"<title>City, 6 July 2026" in page.content
    assert reader.get("/city/2026/07/06")["Location"] == "/city/2026/07/06/"
    assert reader.get(full_month[0].address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["city/2026/07/07", "city/2026/07/32", "city/2026/02/30", "sea/2026/07/06", "city/2026/7/6"],
)
def test_a_day_without_stories_has_no_page(
    full_month: list[Story], reader: Client, address: str
) -> None:
    assert reader.get(f"/{address}/").status_code == 404


def test_a_day_is_the_papers_own_day(cast: Cast, full_month: list[Story], reader: Client) -> None:
    put_in_print(cast, "Story 4", at=NOON + timedelta(days=2))
    Masthead.objects.update(time_zone="Pacific/Kiritimati")  # 14 hours before Greenwich
    assert [link.day.day for link in month().days] == [9, 7]  # the 31st is in August there
    assert reader.get("/city/2026/07/07/").status_code == 200
    assert reader.get("/city/2026/07/06/").status_code == 404


def test_neither_a_month_nor_a_day_counts_its_stories(
    full_month: list[Story], reader: Client
) -> None:
    with CaptureQueriesContext(connection) as queries:
        for address in ("/city/2026/07/", "/city/2026/07/06/"):
            assert reader.get(address).status_code == 200
    assert not any("count(" in query["sql"].lower() for query in queries)
    assert len(queries) < 45


def test_a_day_says_what_it_was_made_from(full_month: list[Story], cast: Cast) -> None:
    found = archive.find_day("city/2026/07/08", timezone.now())
    assert found is not None
    key = f"section:{cast.city.pk}"
    keys = archive.build_day(found, timezone.now()).keys
    assert keys == {key, f"{key}/2026-07-08", f"story:{full_month[2].uid}"}
