"""What search engines are told to read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from dateline.masthead.models import Policy
from dateline.press import routes
from dateline.press.render import NothingThere, render
from dateline.stories import actions
from dateline.stories.models import Story, Topic
from dateline.syndication import sitemaps
from tests.syndication.conftest import READERS, page

pytestmark = pytest.mark.django_db


def locations(address):
    """Path and lastmod of everything in the sitemap at `address`."""
    root = etree.fromstring(page(address))
    return {
        child.findtext("{*}loc").removeprefix(READERS): child.findtext("{*}lastmod")
        for child in root
    }


def moment(at):
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def month_of(story):
    _, section, year, month, *_ = story.address.split("/")
    return f"/sitemaps/{section}/{year}-{month}.xml"


def printed(story, at):
    Story.objects.filter(pk=story.pk).update(printed_at=at)


def test_the_index_names_a_sitemap_for_each_month_and_list_that_has_stories(publish, cast):
    story = publish()
    story.topics = [Topic.objects.create(name="Ferries", slug="ferries")]
    story.save_revision().publish()
    old = publish("Cod is back", section=cast.sea)
    printed(old, datetime(2019, 3, 31, 23, 30, tzinfo=UTC))
    assert list(locations("/sitemap.xml")) == [
        "/sitemaps/pages.xml",
        "/sitemaps/topics/1.xml",
        "/sitemaps/by/1.xml",
        month_of(story),
        "/sitemaps/sea/2019-04.xml",  # it was April in Lisbon
    ]
    for address in locations("/sitemap.xml"):
        assert locations(address)


def test_a_month_gives_each_story_with_its_last_declared_change(publish):
    plain, updated, corrected = publish("One"), publish("Two"), publish("Three")
    later = timezone.now() + timedelta(minutes=5)
    actions.declare_update(updated, "<p>More.</p>", at=later)
    actions.correct(corrected, "<p>Less.</p>", at=later)
    assert locations(month_of(plain)) == {
        plain.address: moment(plain.printed_at),
        updated.address: moment(later),
        corrected.address: moment(later),
    }


def test_drafts_and_embargoed_stories_are_in_no_sitemap(publish, write):
    story, held = publish("Out"), publish("Held")
    held.topics = [Topic.objects.create(name="Secret", slug="secret")]
    held.save_revision().publish()
    write("Draft")
    Story.objects.filter(pk=held.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    assert list(locations(month_of(story))) == [story.address]
    assert "/sitemaps/topics/1.xml" not in locations("/sitemap.xml")


def test_the_papers_own_pages_are_listed(cast):
    Policy.objects.create(subject="ethics", title="Ethics", text="<p>So.</p>")
    Policy.objects.create(subject="funding", title="Funding", text="")
    found = locations("/sitemaps/pages.xml")
    assert list(found) == ["/", "/city/", "/sea/", "/about/ethics/"]
    assert found["/about/ethics/"] == moment(Policy.objects.get(subject="ethics").changed_at)


def test_topics_and_contributors_come_in_ranges_of_row_numbers(publish, monkeypatch):
    monkeypatch.setattr(sitemaps, "LIMIT", 2)
    story = publish()
    story.topics = [
        Topic.objects.create(pk=number, name=f"Topic {number}", slug=f"t{number}")
        for number in (1001, 1002, 1003, 1009)
    ]
    story.save_revision().publish()
    Topic.objects.create(pk=1004, name="About nothing", slug="nothing")
    named = [name for name in locations("/sitemap.xml") if "/topics/" in name]
    assert named == [f"/sitemaps/topics/{number}.xml" for number in (501, 502, 505)]
    assert [list(locations(name)) for name in named] == [
        ["/topics/t1001/", "/topics/t1002/"],
        ["/topics/t1003/"],
        ["/topics/t1009/"],
    ]


def test_a_full_month_keeps_to_the_limit(publish, monkeypatch):
    first, second = publish("One"), publish("Two")
    monkeypatch.setattr(sitemaps, "LIMIT", 1)
    assert list(locations(month_of(first))) == [second.address]


@pytest.mark.parametrize(
    "name",
    ["city/2001-01", "nowhere/2026-11", "city/2026-13", "topics/7", "by/0", "x", "city/0000-01"],
)
def test_where_nothing_is_listed_there_is_no_sitemap(publish, name):
    publish()
    route = routes.find(f"/sitemaps/{name}.xml")
    with pytest.raises(NothingThere):
        render(route.kind, route.id, timezone.now())


def test_a_month_costs_the_same_for_many_stories(publish, django_assert_max_num_queries):
    stories = [publish(f"Story {number}") for number in range(4)]
    with django_assert_max_num_queries(6):
        assert len(locations(month_of(stories[0]))) == 4


def test_robots_are_shown_the_sitemap(cast, reader):
    answer = reader.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert f"Sitemap: {READERS}/sitemap.xml\n" in answer.content.decode()
    assert "Disallow: /search/?\n" in answer.content.decode()
