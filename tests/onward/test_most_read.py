"""The place of the most read: until reads are counted it is called what it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from dateline.masthead.queries import masthead
from dateline.onward import plates
from dateline.press import holes
from tests.cast import Cast
from tests.readers.paper import empty_headings, put_in_print, words

Publish = Any


def test_an_empty_paper_has_no_such_list(cast: Cast) -> None:
    assert plates.most_read(timezone.now()) == ()


def test_the_list_is_called_latest_and_leads_to_what_is_in_print(cast: Cast, write: Any) -> None:
    now = timezone.now()
    stories = [put_in_print(cast, f"Story {n}", at=now - timedelta(hours=n)) for n in range(7)]
    write("Hidden draft")
    html = holes.Hole("most_read", plates.most_read(now)).at(now).decode()
    assert ">Latest</h2>" in html
    assert html.count("<li>") == plates.MOST_READ
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
    assert "Das Neueste" in holes.Hole("most_read", plates.most_read(now)).at(now).decode()


def test_it_stands_beside_a_story(cast: Cast, reader: Client) -> None:
    stories = [put_in_print(cast, f"Story {n}") for n in range(3)]
    page = reader.get(stories[0].address).content
    assert "Latest Story 2 Story 1 Story 0" in words(page)
    assert empty_headings(page) == []
