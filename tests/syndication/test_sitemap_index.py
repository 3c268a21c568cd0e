"""What the sitemap of sitemaps costs: it names every month of every section."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dateline.stories.models import Story, Topic
from dateline.syndication import sitemaps

pytestmark = pytest.mark.django_db


def named():
    """The names in the index, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        index = sitemaps.find_index("index", timezone.now())
    names = [name.removeprefix("/sitemaps/").removesuffix(".xml") for name, _ in index.entries]
    return names, len(queries)


def printed(story, *when):
    Story.objects.filter(pk=story.pk).update(printed_at=datetime(*when, tzinfo=UTC))


def test_the_index_costs_the_same_for_any_number_of_months_and_sections(publish, cast):
    stories = [publish(f"Story {number}") for number in range(4)]
    stories += [publish(f"Sea {number}", section=cast.sea) for number in range(4)]
    for number, story in enumerate(stories):
        printed(story, 2024, 3, 1 + number)
    names, few = named()
    assert names[-2:] == ["city/2024-03", "sea/2024-03"]
    for number, story in enumerate(stories):
        printed(story, 2024 + number % 2, 3 + number, 1)
    names, many = named()
    assert names[-8:] == [
        *("city/2025-06", "city/2025-04", "city/2024-05", "city/2024-03"),
        *("sea/2025-10", "sea/2025-08", "sea/2024-09", "sea/2024-07"),
    ]
    assert many == few


def test_years_without_a_story_are_passed_over(publish):
    old, new = publish("Old"), publish("New")
    printed(old, 1851, 1, 10)
    printed(new, 2026, 2, 10)
    names, queries = named()
    assert names[-2:] == ["city/2026-02", "city/1851-01"]
    assert queries < 20


def test_ranges_of_topics_are_found_without_looking_at_each(publish, monkeypatch):
    monkeypatch.setattr(sitemaps, "LIMIT", 10)
    story = publish()
    Topic.objects.bulk_create(
        Topic(pk=number, name=f"Topic {number}", slug=f"t{number}") for number in range(1001, 1041)
    )
    story.topics = Topic.objects.filter(pk__in=range(1001, 1020))
    story.save_revision().publish()
    with CaptureQueriesContext(connection) as queries:
        names, _ = named()
    assert [name for name in names if name.startswith("topics/")] == ["topics/101", "topics/102"]
    assert not any("DISTINCT" in query["sql"] for query in queries)
