"""What news search is told: what was first published in the last two days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree

from dateline.masthead.queries import masthead
from dateline.press import routes
from dateline.press.render import NothingThere, render
from dateline.stories.models import Story
from dateline.syndication import news
from tests.syndication.conftest import READERS, page

pytestmark = pytest.mark.django_db

NEWS = "/sitemaps/news.xml"


def told():
    """Headline by address."""
    root = etree.fromstring(page(NEWS))
    return {
        url.findtext("{*}loc").removeprefix(READERS): url.findtext("{*}news/{*}title")
        for url in root
    }


def aged(story, **age):
    Story.objects.filter(pk=story.pk).update(printed_at=timezone.now() - timedelta(**age))


def test_a_story_is_news_for_two_days(publish):
    new, old = publish("Ferry sails"), publish("Cod is back")
    aged(new, hours=47, minutes=59)
    aged(old, hours=48)
    assert told() == {new.address: "Ferry sails"}


def test_it_names_paper_language_and_first_publication(publish):
    story = publish("Tea & <em>toast</em> at 5\u200b")
    (url,) = etree.fromstring(page(NEWS))
    paper = masthead()
    said = url.find("{*}news")
    assert said.findtext("{*}publication/{*}name") == paper.name
    assert said.findtext("{*}publication/{*}language") == paper.language[:2]
    assert said.findtext("{*}publication_date") == f"{story.printed_at:%Y-%m-%dT%H:%M:%SZ}"
    assert said.findtext("{*}title").startswith("Tea & <em>toast</em> at 5")
    assert said.tag.startswith("{http://www.google.com/schemas/sitemap-news/0.9}")


@pytest.mark.parametrize(
    ("tag", "named"),
    [("en-gb", "en"), ("de", "de"), ("zh-hans", "zh-cn"), ("zh-Hant", "zh-tw"), ("gsw-ch", "gsw")],
)
def test_languages_are_named_as_the_format_has_them(tag, named):
    assert news._language(tag) == named


def test_what_somebody_paid_for_is_no_news(publish, write):
    publish("Ferry sails")
    paid = write("The best ferry")
    paid.kind, paid.sponsor = Story.Kind.SPONSORED, "Ferry Ltd"
    paid.save_revision().publish()
    assert list(told().values()) == ["Ferry sails"]


def test_drafts_and_embargoed_stories_are_no_news_yet(publish, write):
    publish("Out")
    held = publish("Held")
    Story.objects.filter(pk=held.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    write("Draft")
    assert list(told().values()) == ["Out"]


def test_where_nothing_is_news_there_is_no_sitemap(publish):
    aged(publish(), days=3)
    route = routes.find(NEWS)
    with pytest.raises(NothingThere):
        render(route.kind, route.id, timezone.now())


def test_it_keeps_to_the_limit_with_the_newest(publish, monkeypatch):
    publish("One"), publish("Two")
    monkeypatch.setattr(news, "LIMIT", 1)
    assert list(told().values()) == ["Two"]


def test_it_costs_the_same_for_many_stories(publish, django_assert_max_num_queries):
    for number in range(4):
        publish(f"Story {number}")
    with django_assert_max_num_queries(3):
        assert len(told()) == 4


def test_robots_are_shown_it(cast, reader):
    assert f"Sitemap: {READERS}{NEWS}\n" in reader.get("/robots.txt").content.decode()
