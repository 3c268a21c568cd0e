"""Read now: what the board shows, to whom, and what it says where nothing can be told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from dateline.conf.options import option
from dateline.masthead.queries import masthead
from dateline.newsroom.views import board
from tests.cast import Cast
from tests.newsroom.conftest import edit_url, read
from tests.readers.paper import put_in_print, words

As = Callable[[str], Client]


def url() -> str:
    return reverse("dateline_board")


def shown(answer: Any) -> list[tuple[str, int, int | None]]:
    """Return headline, reads now and reads before of each line."""
    return [(line.story["title"], line.reads, line.before) for line in answer.context["now"]]


def lists(answer: Any) -> dict[str, dict[str, int]]:
    """Return the reads of each story by the name of the list."""
    return {
        str(name): {line.story["title"]: line.reads for line in lines}
        for name, lines in answer.context["lists"]
    }


@pytest.mark.parametrize("who", ["reporter", "editor", "picture_editor", "publisher"])
def test_all_who_may_log_in_find_it_in_the_menu(cast: Cast, as_: As, var: Path, who: str) -> None:
    client = as_(who)
    assert url() in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(url()).status_code == 200


def test_who_is_not_logged_in_does_not_see_it(cast: Cast, client: Client, var: Path) -> None:
    put_in_print(cast, "Ferry sails")
    answer = client.get(url())
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_it_shows_reads_of_ten_minutes_and_of_the_ten_before(
    cast: Cast, as_: As, var: Path
) -> None:
    now = timezone.now()
    ferry, tide = put_in_print(cast, "Ferry sails"), put_in_print(cast, "Tide is high")
    read(now, (ferry, 3), (tide, 5))
    read(now - timedelta(minutes=12), (ferry, 7))
    read(now - timedelta(minutes=25), (tide, 90))
    assert shown(as_("editor").get(url())) == [("Tide is high", 5, 0), ("Ferry sails", 3, 7)]


def test_large_numbers_are_grouped(cast: Cast, as_: As, var: Path) -> None:
    read(timezone.now(), (put_in_print(cast, "Ferry sails"), 1200))
    page = as_("editor").get(url()).content.decode()
    assert "<td>1,200</td><td>0</td>" in page


def test_its_lists_are_those_of_an_hour_a_day_and_a_week(cast: Cast, as_: As, var: Path) -> None:
    now = timezone.now()
    story = put_in_print(cast, "Ferry sails")
    for hours, times in ((0, 1), (3, 20), (72, 300)):
        read(now - timedelta(hours=hours), (story, times))
    assert lists(as_("editor").get(url())) == {
        "The last hour": {"Ferry sails": 1},
        "The last 24 hours": {"Ferry sails": 21},
        "The last 7 days": {"Ferry sails": 321},
    }


def test_each_story_leads_to_its_form_and_to_what_readers_get(
    cast: Cast, as_: As, var: Path
) -> None:
    story = put_in_print(cast, "Ferry sails")
    read(timezone.now(), (story, 1))
    page = as_("editor").get(url()).content.decode()
    assert f'href="{edit_url(story)}"' in page
    assert f'href="{option("READERS_URL")}{story.address}"' in page


def test_who_may_not_write_gets_no_way_to_the_form(cast: Cast, as_: As, var: Path) -> None:
    story = put_in_print(cast, "Ferry sails")
    read(timezone.now(), (story, 1))
    page = as_("picture_editor").get(url()).content.decode()
    assert "Ferry sails" in page
    assert edit_url(story) not in page


def test_a_story_out_of_print_is_shown_without_an_address(cast: Cast, as_: As, var: Path) -> None:
    story = put_in_print(cast, "Ferry sails")
    read(timezone.now(), (story, 1))
    story.unpublish()
    page = as_("editor").get(url()).content.decode()
    assert "not in print any more" in page
    assert option("READERS_URL") + story.address not in page


def test_reads_of_a_story_that_no_longer_exists_are_not_shown(
    cast: Cast, as_: As, var: Path
) -> None:
    gone, ferry = put_in_print(cast, "Gone"), put_in_print(cast, "Ferry sails")
    read(timezone.now(), (gone, 9), (ferry, 2))
    gone.delete()
    answer = as_("editor").get(url())
    assert shown(answer) == [("Ferry sails", 2, 0)]
    assert set(lists(answer)["The last 7 days"]) == {"Ferry sails"}


def test_a_list_is_full_though_the_most_read_stories_are_gone(
    cast: Cast, as_: As, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "SHOWN", 2)
    gone = [put_in_print(cast, f"Gone {n}") for n in range(3)]
    there = [put_in_print(cast, f"Story {n}") for n in range(3)]
    read(timezone.now(), *((story, 9) for story in gone), *((story, 2) for story in there))
    for story in gone:
        story.delete()
    answer = as_("editor").get(url())
    assert len(shown(answer)) == 2
    assert {len(each) for each in lists(answer).values()} == {2}


def test_it_costs_one_query_for_headlines_whatever_was_read(
    cast: Cast, var: Path, django_assert_num_queries: Any
) -> None:
    read(timezone.now(), *((put_in_print(cast, f"Story {n}"), n + 1) for n in range(6)))
    with django_assert_num_queries(1):
        board.board(timezone.now())


@pytest.mark.parametrize("who", ["editor", "picture_editor"])
def test_a_headline_is_no_markup(cast: Cast, as_: As, var: Path, who: str) -> None:
    read(timezone.now(), (put_in_print(cast, "<script>alert(1)</script>"), 1))
    page = as_(who).get(url()).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_before_anybody_has_counted_it_says_so_and_makes_no_file(
    cast: Cast, as_: As, var: Path
) -> None:
    answer = as_("editor").get(url())
    assert answer.status_code == 200
    assert "Nothing was counted yet." in words(answer.content)
    assert not (var / "reads.db").exists()


def test_a_damaged_file_of_reads_is_told_in_a_sentence(cast: Cast, as_: As, var: Path) -> None:
    (var / "reads.db").write_bytes(b"damaged " * 1000)
    answer = as_("editor").get(url())
    assert answer.status_code == 200
    assert "cannot be used at the moment" in words(answer.content)
    assert str(var) not in answer.content.decode()


def test_when_nobody_reads_it_says_so(cast: Cast, as_: As, var: Path) -> None:
    read(timezone.now() - timedelta(days=1), (put_in_print(cast, "Ferry sails"), 1))
    said = words(as_("editor").get(url()).content)
    assert "Nobody is reading a story." in said
    assert "No story was read." in said


def test_it_tells_its_moment_in_the_papers_zone_and_offers_to_look_again(
    cast: Cast, as_: As, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = masthead()
    paper.time_zone = "Pacific/Auckland"
    paper.save()
    read(timezone.now(), (put_in_print(cast, "Ferry sails"), 1))
    answer = as_("editor").get(url())
    at: datetime = answer.context["at"]
    assert f"{at.astimezone(paper.zone):%H:%M:%S}" in words(answer.content)
    assert f'<a href="{url()}">Look again</a>' in answer.content.decode()
    assert "http-equiv" not in answer.content.decode()


def test_it_speaks_german_too(cast: Cast, as_: As, var: Path, settings: Any) -> None:
    settings.LANGUAGE_CODE = "de"
    profile = UserProfile.get_for_user(cast.editor)
    profile.preferred_language = "de"
    profile.save()
    assert "Noch wurde nichts gezählt." in words(as_("editor").get(url()).content)
    read(timezone.now(), (put_in_print(cast, "Fähre fährt"), 1))
    said = words(as_("editor").get(url()).content)
    for each in ("Jetzt gelesen", "Die letzten 10 Minuten", "Die letzten 24 Stunden",
                 "Noch einmal schauen", "Wie Leser es bekommen"):  # fmt: skip
        assert each in said
