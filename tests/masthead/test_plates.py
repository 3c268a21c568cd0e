"""What the masthead prints: the paper on every page, and its policies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.models import PageViewRestriction

from dateline.masthead.contexts import paper_context, policy_context
from dateline.masthead.models import Masthead, NavigationEntry, Policy
from dateline.masthead.queries import live_sections, masthead
from tests.cast import Cast


def test_every_page_tells_the_day_once(cast: Cast, reader: Client) -> None:
    page = html.fromstring(reader.get("/").content.decode())
    (told,) = page.xpath("//time[@class='today']")
    zone = masthead().zone
    assert told.get("datetime") in {str(datetime.now(zone).date()), str(date.today())}  # noqa: DTZ011


# The paper.


def test_without_a_navigation_of_its_own_the_paper_shows_its_sections(cast: Cast) -> None:
    links = paper_context(masthead()).navigation
    assert [(link.label, link.address) for link in links] == [("City", "/city/"), ("Sea", "/sea/")]


def test_an_editors_navigation_takes_the_place_of_the_sections(cast: Cast) -> None:
    paper = masthead()
    entries = ({"section": cast.sea, "label": "The sea"}, {"label": "About", "address": "/about/"})
    for number, entry in enumerate(entries):
        NavigationEntry.objects.create(masthead=paper, sort_order=number, **entry)
    links = paper_context(masthead()).navigation
    assert [(link.label, link.address) for link in links] == [
        ("The sea", "/sea/"),
        ("About", "/about/"),
    ]


def test_a_section_that_readers_may_not_see_stands_in_no_navigation(cast: Cast) -> None:
    paper = masthead()
    for number, section in enumerate((cast.city, cast.sea)):
        NavigationEntry.objects.create(masthead=paper, sort_order=number, section=section)
    cast.city.unpublish()
    assert [link.label for link in paper_context(masthead()).navigation] == ["Sea"]
    PageViewRestriction.objects.create(page=cast.sea, restriction_type="login")
    assert paper_context(masthead()).navigation == ()


@pytest.mark.parametrize(
    ("language", "direction"), [("en-gb", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("tlh", "ltr")]
)
def test_the_paper_runs_in_the_direction_of_its_language(
    db: None, language: str, direction: str
) -> None:
    paper = Masthead.objects.create(name="The Courier", language=language)
    assert paper_context(paper).direction == direction


def test_only_written_policies_are_linked(cast: Cast, reader: Client) -> None:
    Policy.objects.create(subject="about", title="About us", text="<p>We print.</p>")
    Policy.objects.create(subject="ethics", title="Ethics", text="<p>We ask.</p>")
    Policy.objects.create(subject="funding", title="Funding", text="")
    links = paper_context(masthead()).policies
    assert [link.address for link in links] == ["/about/", "/about/ethics/"]
    for link in links:
        assert reader.get(link.address).status_code == 200
    for address in ("/about/funding/", "/about/weather/", "/about/about/x/"):
        assert reader.get(address).status_code == 404


def test_a_policy_stands_at_one_address_only(cast: Cast, reader: Client) -> None:
    Policy.objects.create(subject="about", title="About us", text="<p>We print.</p>")
    assert reader.get("/about/about/").status_code == 404


def test_a_policys_page_says_when_its_words_changed(cast: Cast, reader: Client) -> None:
    policy = Policy.objects.create(subject="ethics", title="Ethics", text="<p>We ask.</p>")
    Policy.objects.filter(pk=policy.pk).update(changed_at=datetime(2026, 7, 6, 12, tzinfo=UTC))
    page = reader.get("/about/ethics/").content.decode()
    assert "2026-07-06" in page
    assert "<p>We ask.</p>" in page


def test_what_the_paper_asks_the_database_does_not_grow(cast: Cast) -> None:
    def asked(build: Any) -> int:
        with CaptureQueriesContext(connection) as made:
            build()
        return len(made)

    policies = []
    counts = set()
    for subject in ("about", "ethics", "funding", "contact"):
        policies.append(Policy.objects.create(subject=subject, title=subject, text="<p>So.</p>"))
        paper = masthead()
        counts.add(asked(lambda paper=paper: paper_context(paper)))
    assert len(counts) == 1
    assert counts.pop() <= 4
    assert asked(lambda: policy_context(policies[0])) == 0


def test_no_section_is_found_by_reading_all_pages(cast: Cast) -> None:
    """SQLite begins a join of restrictions and pages with the pages: the whole archive."""
    sections = live_sections()
    with CaptureQueriesContext(connection) as queries:
        assert len(list(sections)) == 2
    assert len(queries) == 1
    assert "viewrestriction" in queries.captured_queries[0]["sql"]
    if connection.vendor == "sqlite":
        steps = sections.explain().splitlines()
        assert any("SEARCH wagtailcore_page" in step for step in steps), steps
        assert not any("SCAN wagtailcore_page" in step for step in steps), steps
