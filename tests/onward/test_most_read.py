"""The place of the most read: where too little is known to call it that, it is the latest."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dateline.lib import once
from dateline.masthead.queries import masthead
from dateline.onward import most_read
from dateline.press import forms, holes
from dateline.readership.opening import open_ledger
from dateline.stories.models import Topic
from tests.cast import Cast
from tests.readers.paper import empty_headings, put_in_print, words
from tests.readership.reading import Desk

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    """A folder of this test, in which nobody has counted yet."""
    settings.VAR = tmp_path
    return tmp_path


def read(var: Path, at: datetime, *stories: tuple[Any, int]) -> None:
    """Let each story be read so many times at `at`, from as many networks."""
    with closing(open_ledger(var)) as ledger:
        desk = Desk(ledger)
        for story, times in stories:
            desk.read(str(story.uid), times, at=at.timestamp())


def shown(at: datetime, later: timedelta = timedelta()) -> str:
    """Return what stands in the hole `later`, as it was filled at `at`."""
    return holes.Hole("most_read", most_read.most_read(at)).at(at + later).decode()


def test_an_empty_paper_has_no_such_list(cast: Cast) -> None:
    assert most_read.most_read(timezone.now()) == ()


def test_the_list_is_called_latest_and_leads_to_what_is_in_print(cast: Cast, write: Any) -> None:
    now = timezone.now()
    stories = [put_in_print(cast, f"Story {n}", at=now - timedelta(hours=n)) for n in range(7)]
    write("Hidden draft")
    html = holes.Hole("most_read", most_read.most_read(now)).at(now).decode()
    assert ">Latest</h2>" in html
    assert html.count("<li>") == most_read.LENGTH
    assert [html.index(story.address) for story in stories[:5]] == sorted(
        html.index(story.address) for story in stories[:5]
    )
    assert "Hidden" not in html


def test_it_speaks_the_papers_language(cast: Cast) -> None:
    put_in_print(cast, "Fähre fährt")
    paper = masthead()
    paper.language = "de-DE"
    paper.save()
    now = timezone.now()
    assert "Das Neueste" in holes.Hole("most_read", most_read.most_read(now)).at(now).decode()


def test_it_stands_beside_a_story(cast: Cast, reader: Client) -> None:
    stories = [put_in_print(cast, f"Story {n}") for n in range(3)]
    page = reader.get(stories[0].address).content
    assert "Latest Story 2 Story 1 Story 0" in words(page)
    assert empty_headings(page) == []


def test_what_was_read_enough_is_called_the_most_read_and_says_how_that_was_found(
    cast: Cast, var: Path
) -> None:
    now = timezone.now()
    quiet, ferry, harbour, tide = (put_in_print(cast, f"Story {n}") for n in range(4))
    read(var, now, (ferry, 30), (harbour, 50), (tide, 10), (quiet, 9))
    html = shown(now)
    assert ">Most read</h2>" in html
    places = [html.index(story.address) for story in (harbour, ferry, tide)]
    assert places == sorted(places)
    assert quiet.address not in html
    said = words(html.encode())
    assert "in the last 24 hours" in said
    assert "read at least 10 times" in said
    assert "at most 5 reads of a story a minute" in said


def test_too_few_stories_that_were_read_enough_are_the_latest(cast: Cast, var: Path) -> None:
    now = timezone.now()
    stories = [put_in_print(cast, f"Story {n}") for n in range(3)]
    read(var, now, (stories[0], 500), (stories[1], 400), (stories[2], 9))
    assert ">Latest</h2>" in shown(now)
    assert "<details>" not in shown(now)


def test_a_quiet_paper_tells_of_seven_days(cast: Cast, var: Path) -> None:
    now = timezone.now()
    old = now - timedelta(days=3)
    stories = [put_in_print(cast, f"Story {n}", at=old) for n in range(3)]
    read(var, old, *((story, 10) for story in stories))
    assert "in the last 7 days" in shown(now)
    assert ">Latest</h2>" in shown(now + timedelta(days=7))


def test_a_story_that_went_out_of_print_is_not_among_the_most_read(cast: Cast, var: Path) -> None:
    now = timezone.now()
    stories = [put_in_print(cast, f"Story {n}") for n in range(4)]
    read(var, now, *((story, 20) for story in stories))
    stories[3].unpublish()
    assert ">Most read</h2>" in shown(timezone.now())
    assert stories[3].address not in shown(timezone.now())


def test_an_old_story_is_not_among_the_most_read(cast: Cast, var: Path) -> None:
    now = timezone.now()
    old = put_in_print(cast, "Old", at=now - timedelta(days=15))
    stories = [put_in_print(cast, f"Story {n}") for n in range(3)]
    read(var, now, (old, 999), *((story, 20) for story in stories))
    assert old.address not in shown(now)


def test_while_no_press_makes_another_list_it_becomes_the_latest(cast: Cast, var: Path) -> None:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    stories = [put_in_print(cast, f"Story {n}", at=now - HOUR) for n in range(3)]
    read(var, now, *((story, 20) for story in stories))
    assert ">Most read</h2>" in shown(now, HOUR)
    assert ">Latest</h2>" in shown(now, 2 * HOUR)
    assert ">Latest</h2>" in shown(now, 23 * HOUR)
    assert shown(now, 24 * HOUR) == ""


def test_a_damaged_file_of_reads_is_the_latest_and_no_fault_of_the_page(
    cast: Cast, var: Path
) -> None:
    put_in_print(cast, "Ferry sails")
    (var / "reads.db").write_bytes(b"damaged " * 1000)
    assert ">Latest</h2>" in shown(timezone.now())


def test_no_page_is_compressed_again_on_the_day_of_the_first_true_list(
    cast: Cast, var: Path
) -> None:
    now = timezone.now()
    stories = [put_in_print(cast, f"Story {n}") for n in range(5)]
    before = most_read.most_read(now)
    read(var, now, *((story, 20) for story in stories))
    after = most_read.most_read(now)
    assert b"Most read" in after[0].html
    assert forms.room_for(each.html for each in after) <= forms.room_for(
        each.html for each in before
    )


def test_the_method_speaks_the_papers_language(cast: Cast, var: Path) -> None:
    now = timezone.now()
    stories = [put_in_print(cast, f"Fähre {n}") for n in range(3)]
    read(var, now, *((story, 20) for story in stories))
    paper = masthead()
    paper.language = "de-DE"
    paper.save()
    said = words(shown(now).encode())
    assert "Meistgelesen" in said
    assert "in den letzten 24 Stunden" in said


def test_all_lists_cost_six_queries_whatever_was_read(
    cast: Cast, var: Path, django_assert_num_queries: Any
) -> None:
    now = timezone.now()
    stories = [put_in_print(cast, f"Story {n}", topics=[bridge()]) for n in range(6)]
    read(var, now, *((story, 20) for story in stories))
    # The masthead, the newest; of those that were read the rows and their topics; names of both.
    with once.printing(), django_assert_num_queries(6):
        most_read.most_read(now)
        assert len(most_read.most_read_in(now)) == 3


def bridge() -> Topic:
    return Topic.objects.get_or_create(slug="bridge", defaults={"name": "Bridge & quay"})[0]


def shown_in(name: str, at: datetime, later: timedelta = timedelta()) -> str:
    """Return what stands in hole `name` of the family `later`, as it was filled at `at`."""
    return holes.fill(name, at).at(at + later).decode()


def test_section_and_topic_have_lists_of_their_own(cast: Cast, var: Path) -> None:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    city = [put_in_print(cast, f"City {n}", at=now, topics=[bridge()]) for n in range(3)]
    sport = [put_in_print(cast, f"Sport {n}", at=now, section=cast.sea) for n in range(4)]
    read(var, now, *((story, 30 + n) for n, story in enumerate(city)))
    read(var, now, *((story, 60) for story in sport[:3]), (sport[3], 9))
    told = shown_in(most_read.of_section(cast.city.pk), now)
    assert ">Most read in City</h2>" in told
    places = [told.index(story.address) for story in reversed(city)]
    assert places == sorted(places)
    assert "Sport" not in told
    assert "at most 5 reads of a story a minute" in words(told.encode())
    told = shown_in(most_read.of_section(cast.sea.pk), now)
    assert ">Most read in Sea</h2>" in told
    assert sport[3].address not in told
    told = shown_in(most_read.of_topic(bridge().pk), now)
    assert ">Most read on Bridge &amp; quay</h2>" in told
    assert told.count("<li>") == 3
    told = shown_in(most_read.of_paper(), now)
    assert ">Most read</h2>" in told
    assert told.index("Sport") < told.index("City")


def test_a_place_without_a_true_list_shows_nothing(cast: Cast, var: Path) -> None:
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    city = [put_in_print(cast, f"City {n}", at=now) for n in range(3)]
    sport = [put_in_print(cast, f"Sport {n}", at=now, section=cast.sea) for n in range(2)]
    names = [most_read.of_paper(), most_read.of_section(cast.city.pk)]
    assert {shown_in(name, now) for name in names} == {""}
    read(var, now, *((story, 20) for story in [*city, *sport]))
    assert shown_in(most_read.of_section(cast.sea.pk), now) == ""
    assert shown_in(most_read.of_topic(bridge().pk), now) == ""
    for name in names:
        assert "Most read" in shown_in(name, now, most_read.TRUE_FOR - timedelta(seconds=1))
        assert shown_in(name, now, most_read.TRUE_FOR) == ""


def test_the_list_of_a_section_speaks_the_papers_language(cast: Cast, var: Path) -> None:
    now = timezone.now()
    stories = [put_in_print(cast, f"Fähre {n}") for n in range(3)]
    read(var, now, *((story, 20) for story in stories))
    paper = masthead()
    paper.language = "de-DE"
    paper.save()
    assert "Meistgelesen in „City“" in shown_in(most_read.of_section(cast.city.pk), now)


def test_fronts_and_topics_have_a_place_for_their_list(
    cast: Cast, var: Path, reader: Client
) -> None:
    stories = [put_in_print(cast, f"Story {n}", topics=[bridge()]) for n in range(3)]
    for address in ("/", "/city/", "/topics/bridge/"):
        page = reader.get(address).content
        assert "Most read" not in words(page)
        assert empty_headings(page) == []
    read(var, timezone.now(), *((story, 20) for story in stories))
    told = [words(reader.get(address).content) for address in ("/", "/city/", "/topics/bridge/")]
    assert "Most read Story" in told[0]
    assert "Most read in City Story" in told[1]
    assert "Most read on Bridge & quay Story" in told[2]
