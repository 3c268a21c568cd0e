"""A story's reads over time: the chart, the table beside it, and where the story was pinned."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from dateline.fronts.models import Arrangement
from dateline.fronts.plan import Kind, Pin, Plan, Slot
from dateline.masthead.queries import masthead
from dateline.newsroom import columns, pinned
from dateline.newsroom.views.reads_chart import SPANS, figures
from dateline.readership.opening import open_ledger
from tests.cast import Cast
from tests.newsroom.conftest import edit_url, read
from tests.readers.paper import put_in_print, words

As = Callable[[str], Client]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: A moment within an hour and a day, in summer.
NOON = datetime(2026, 7, 6, 12, 20, tzinfo=UTC)


@pytest.fixture
def ferry(cast: Cast, var: Path) -> Any:
    """A story that came out three days before `NOON`."""
    return put_in_print(cast, "Ferry sails", at=NOON - 3 * DAY)


def url(story: Any, over: str = "") -> str:
    return reverse("dateline_reads_chart", args=[story.pk]) + (f"?over={over}" if over else "")


def rows(story: Any, over: str, at: datetime = NOON) -> dict[str, str]:
    """Return the steps in which there were reads, as the table names them."""
    told = figures(story, SPANS[over], at, masthead().zone)
    return {name: reads for name, reads in told["rows"] if reads != "0"}


def in_zone(name: str) -> None:
    paper = masthead()
    paper.time_zone = name
    paper.save()


def arrange(cast: Cast, at: datetime, *slots: Slot) -> None:
    content = Plan(slots).as_json()
    Arrangement.objects.create(front=cast.home, stands_from=at, content=content)


def lead(story: Any, until: datetime | None = None) -> Slot:
    return Slot(Kind.LEAD, (Pin(story.uid, 0, until),))


def test_the_menu_of_a_story_that_was_in_print_leads_to_it(
    cast: Cast, as_: As, ferry: Any, write: Any
) -> None:
    draft = write("A draft")
    client = as_("reporter")
    assert url(ferry) in client.get(edit_url(ferry)).content.decode()
    assert url(draft) not in client.get(edit_url(draft)).content.decode()


def test_the_board_leads_to_it(cast: Cast, as_: As, ferry: Any) -> None:
    read(timezone.now(), (ferry, 1))
    page = as_("picture_editor").get(reverse("dateline_board")).content.decode()
    assert f'href="{url(ferry)}"' in page
    assert as_("picture_editor").get(url(ferry)).status_code == 200


def test_a_story_that_was_never_in_print_has_none(as_: As, var: Path, write: Any) -> None:
    client = as_("editor")
    assert client.get(url(write("A draft"))).status_code == 404


def test_the_last_day_is_told_by_hours_of_the_papers_zone(cast: Cast, ferry: Any) -> None:
    in_zone("Asia/Kolkata")
    for ago, times in ((0, 1), (1, 4), (23, 7), (24, 100)):
        read(NOON - ago * HOUR, (ferry, times))
    assert rows(ferry, "hours") == {
        "6 Jul, 17:30 IST": "1",
        "6 Jul, 16:30 IST": "4",
        "5 Jul, 18:30 IST": "7",
    }


def test_two_weeks_are_told_by_days_of_utc_under_their_own_names(cast: Cast, ferry: Any) -> None:
    in_zone("America/Los_Angeles")
    for ago, times in ((0, 1), (1, 4), (13, 7), (14, 100)):
        read(NOON - ago * DAY, (ferry, times))
    assert rows(ferry, "days") == {"Mon, 6 Jul": "1", "Sun, 5 Jul": "4", "Tue, 23 Jun": "7"}


def test_it_says_when_a_counted_day_begins_where_that_is_not_midnight(
    cast: Cast, as_: As, ferry: Any
) -> None:
    with time_machine.travel(NOON, tick=False):
        client = as_("editor")
        read(NOON, (ferry, 1))
        in_zone("America/Los_Angeles")
        assert "begins at 17:00 in America/Los_Angeles" in words(
            client.get(url(ferry, "days")).content
        )
        in_zone("Etc/UTC")
        assert "days of UTC" not in words(client.get(url(ferry, "days")).content)


def test_the_hour_that_comes_twice_is_told_apart(cast: Cast, ferry: Any) -> None:
    in_zone("Europe/Berlin")
    back = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    read(back, (ferry, 2))
    read(back + HOUR, (ferry, 3))
    assert rows(ferry, "hours", back + 5 * HOUR) == {
        "25 Oct, 02:00 CEST": "2",
        "25 Oct, 02:00 CET": "3",
    }


def test_a_table_tells_every_step_of_the_chart_and_the_sums(
    cast: Cast, as_: As, ferry: Any
) -> None:
    now = timezone.now()
    read(now, (ferry, 1200))
    read(now - 3 * DAY, (ferry, 34))
    for over, sum_, steps in (("hours", "1,200", 24), ("days", "1,234", 14)):
        answer = as_("editor").get(url(ferry, over))
        page = answer.content.decode()
        assert f"<strong>{sum_}</strong> reads in this time" in page
        assert "<strong>1,234</strong> since the story is out" in page
        assert len(answer.context["rows"]) == steps
        for name, reads in answer.context["rows"]:
            assert f'<tr><th scope="row">{name}</th><td>{reads}</td></tr>' in page
        assert page.count('<rect class="bar') == steps
        assert 'role="img"' in page


def test_hours_and_days_are_chosen_by_links_and_anything_else_is_hours(
    cast: Cast, as_: As, ferry: Any
) -> None:
    client = as_("editor")
    for over, chosen in (("", "hours"), ("hours", "hours"), ("days", "days"), ("x", "hours")):
        page = client.get(url(ferry, over)).content.decode()
        assert re.findall(r'href="\?over=(\w+)"', page) == ["hours", "days"]
        assert re.findall(r'href="\?over=(\w+)" aria-current', page) == [chosen]


def test_a_column_is_as_high_as_its_reads(cast: Cast, ferry: Any) -> None:
    svg = columns.draw("Reads", ["a", "b", "c"], [0, 5, 10])
    heights = [float(each) for each in re.findall(r'height="([\d.]+)em"/>', svg)]
    assert heights[0] == 0
    assert heights[2] == pytest.approx(2 * heights[1])


@pytest.mark.parametrize("most", [1, 3, 99, 2001, 1_000_000])
def test_it_has_few_lines_and_nothing_stands_above_them(most: int) -> None:
    svg = columns.draw("Reads", ["a", "b"], [0, most])
    assert 1 <= svg.count('class="grid"') <= columns.LINES
    assert min(float(each) for each in re.findall(r' y="([\d.]+)em" width', svg)) >= columns.TOP


@pytest.mark.parametrize(
    ("most", "step"), [(1, 1), (4, 1), (5, 2), (9, 5), (20, 5), (21, 10), (4001, 2000)]
)
def test_its_scale_has_whole_round_steps(most: int, step: int) -> None:
    assert columns.step_of_scale(most) == step


def test_labels_without_room_are_left_out_but_never_the_last() -> None:
    labels = [f"{hour:02}:00" for hour in range(24)]
    svg = columns.draw("Reads", labels, [1000] * 24)
    kept = re.findall(r">(\d\d:00)</text>", svg)
    assert kept[0] == "23:00"
    assert 2 <= len(kept) <= 6


def test_without_reads_there_is_a_sentence_in_the_place_of_the_chart(
    cast: Cast, as_: As, ferry: Any
) -> None:
    read(timezone.now() - 3 * DAY, (ferry, 34))
    page = as_("editor").get(url(ferry)).content
    assert "Nobody read it in this time." in words(page)
    assert b'<rect class="bar' not in page


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "Nothing was counted yet."), (b"damaged " * 1000, "cannot be used at the moment")],
)
def test_what_cannot_be_told_is_said_and_the_front_page_is_told_all_the_same(
    cast: Cast, as_: As, ferry: Any, var: Path, content: bytes | None, said: str
) -> None:
    if content:
        (var / "reads.db").write_bytes(content)
    arrange(cast, timezone.now() - 2 * HOUR, lead(ferry))
    answer = as_("editor").get(url(ferry))
    assert answer.status_code == 200
    assert said in words(answer.content)
    assert "Lead, place 1: since" in words(answer.content)


def test_steps_that_are_kept_no_longer_are_told_in_words(
    cast: Cast, as_: As, ferry: Any, var: Path
) -> None:
    now = timezone.now()
    read(now - 22 * HOUR, (ferry, 1))
    with closing(open_ledger(var)) as ledger:
        ledger.prune((now + 9 * DAY).timestamp())  # by a clock that was far ahead
    said = words(as_("editor").get(url(ferry)).content)
    assert "not kept in steps this small" in said


def test_the_front_page_is_told_by_its_arrangements(cast: Cast, ferry: Any) -> None:
    other = uuid4()
    seconds = Slot(Kind.SECONDS, (Pin(other, 0), Pin(ferry.uid, 2)))
    arrange(cast, NOON - 30 * HOUR, lead(ferry))
    arrange(cast, NOON - 20 * HOUR, seconds)
    arrange(cast, NOON - 10 * HOUR, Slot(Kind.LEAD))
    arrange(cast, NOON - 5 * HOUR, lead(ferry, until=NOON - 3 * HOUR))
    arrange(cast, NOON + 1 * HOUR, lead(ferry))
    found = pinned.history(ferry.uid, cast.home, NOON - 24 * HOUR, NOON)
    assert [(each.slot.kind, each.place, each.since, each.until) for each in found.stood] == [
        (Kind.LEAD, 1, NOON - 5 * HOUR, NOON - 3 * HOUR),
        (Kind.SECONDS, 3, NOON - 20 * HOUR, NOON - 10 * HOUR),
        (Kind.LEAD, 1, NOON - 24 * HOUR, NOON - 20 * HOUR),
    ]


def test_a_place_that_goes_on_is_told_once(cast: Cast, ferry: Any) -> None:
    arrange(cast, NOON - 5 * HOUR, lead(ferry))
    arrange(cast, NOON - 3 * HOUR, lead(ferry), Slot(Kind.OPINION))
    arrange(cast, NOON + 1 * HOUR, Slot(Kind.LEAD))
    (found,) = pinned.history(ferry.uid, cast.home, NOON - DAY, NOON).stood
    assert (found.since, found.until) == (NOON - 5 * HOUR, NOON)


def test_drafts_and_what_was_taken_back_never_stood(cast: Cast, ferry: Any) -> None:
    content = Plan((lead(ferry),)).as_json()
    Arrangement.objects.create(front=cast.home, stands_from=None, content=content)
    Arrangement.objects.create(
        front=cast.home, stands_from=NOON - HOUR, content=content, taken_back_at=NOON - 2 * HOUR
    )
    assert pinned.history(ferry.uid, cast.home, NOON - DAY, NOON).stood == ()


def test_a_pin_counts_from_when_the_story_came_out(cast: Cast, as_: As, var: Path) -> None:
    now = timezone.now()
    story = put_in_print(cast, "Ferry sails", at=now - 2 * HOUR)
    arrange(cast, now - 5 * HOUR, lead(story))
    ((found, _slot, still),) = as_("editor").get(url(story)).context["places"]
    assert found.since == story.printed_at
    assert still


def test_it_says_that_places_of_its_own_are_not_told(cast: Cast, as_: As, ferry: Any) -> None:
    said = words(as_("editor").get(url(ferry)).content)
    assert "Nobody pinned it there in this time." in said
    assert "Where the front page fills itself, no place is kept" in said


def test_of_very_many_arrangements_the_newest_are_looked_at_and_that_is_said(
    cast: Cast, as_: As, ferry: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pinned, "MOST", 3)
    now = timezone.now()
    for hours in (9, 8, 7, 6):
        arrange(cast, now - hours * HOUR, lead(ferry))
    answer = as_("editor").get(url(ferry))
    ((found, *_),) = answer.context["places"]
    assert found.since == now - 8 * HOUR
    assert "was arranged so often" in words(answer.content)


def test_it_costs_few_queries_however_often_the_front_was_arranged(
    cast: Cast, as_: As, ferry: Any, django_assert_max_num_queries: Any
) -> None:
    client = as_("editor")
    client.get(url(ferry))
    for hours in range(1, 20):
        arrange(cast, timezone.now() - hours * HOUR, lead(ferry))
    with django_assert_max_num_queries(16):
        client.get(url(ferry))


def test_it_speaks_german_too(cast: Cast, as_: As, ferry: Any, settings: Any) -> None:
    settings.LANGUAGE_CODE = "de"
    profile = UserProfile.get_for_user(cast.editor)
    profile.preferred_language = "de"
    profile.save()
    now = timezone.now()
    read(now, (ferry, 1200))
    arrange(cast, now - HOUR, lead(ferry))
    said = words(as_("editor").get(url(ferry)).content)
    for each in ("Aufrufe im Verlauf", "1.200 Aufrufe in dieser Zeit", "24 Stunden", "Stunde ab",
                 "Von Hand auf der Titelseite", "Platz 1: seit"):  # fmt: skip
        assert each in said
