"""Where a reader goes next from a story: near, in print, never the story itself, each with why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from dateline.onward import related
from dateline.press.render import render
from dateline.stories.models import Listing, RelatedStory, Story, Topic
from tests.newsroom.conftest import edit_url
from tests.readers.paper import empty_headings, put_in_print, topic
from tests.stories.ways import client

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(cast):
    """Put a story into print so many days ago: ``printed("Headline", days=3, topics=[…])``."""

    def put(headline, days=0, **fields):
        return put_in_print(cast, headline, at=timezone.now() - timedelta(days=days), **fields)

    return put


def near(story, **more):
    return related.near(story, timezone.now(), **more)


def titles(found):
    return [each.story.title for each in found]


def test_a_rare_topic_in_common_counts_more_than_a_common_one(cast, printed):
    daily, rare = topic("City council"), topic("Skerry Ness")
    for day in range(8):
        printed(f"Council sits {day}", days=day, topics=[daily])
    printed("The island, last winter", days=300, topics=[rare])
    story = printed("Ferry sails again", topics=[daily, rare])
    first, second, *_ = near(story)
    assert titles([first]) == ["The island, last winter"]
    assert [one.name for one in first.topics] == ["Skerry Ness"]
    assert [one.name for one in second.topics] == ["City council"]
    assert first.score > second.score
    assert first.age.days == 300


def test_the_same_section_words_in_common_and_freshness_count(cast, printed):
    near_by = printed("Ferry strike over night shifts", days=3)
    printed("Choir gives everything", days=2, section=cast.sea)
    printed("Council passes budget", days=2)
    story = printed("Ferry strike ends", section=cast.city)
    found = near(story)
    assert titles(found)[0] == near_by.title
    assert found[0].section
    assert found[0].words > 0
    assert "Choir gives everything" not in titles(found)


def test_the_story_itself_and_what_is_not_in_print_stand_nowhere(cast, printed, write):
    quay = topic("Quay")
    story = printed("On the quay", topics=[quay])
    gone = printed("Gone", topics=[quay])
    draft = write("Draft")
    draft.topics = [quay]
    draft.save_revision()
    held = printed("Held", topics=[quay])
    Story.objects.filter(pk=held.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    gone.unpublish()
    assert near(story) == []
    keys = render("story", str(story.uid), timezone.now()).keys
    assert keys & {f"story:{one.uid}" for one in (gone, draft, held)} == set()


def test_those_chosen_by_hand_come_first_and_nothing_comes_twice(cast, printed):
    quay = topic("Quay")
    others = [printed(f"Quay {n}", days=n, topics=[quay]) for n in range(9)]
    chosen = printed("Far away", days=400, section=cast.sea)
    story = printed("On the quay", topics=[quay])
    story.chosen = [RelatedStory(other=chosen), RelatedStory(other=others[7])]
    story.save_revision().publish()
    page = html.fromstring(render("story", str(story.uid), timezone.now()).body(timezone.now()))
    rail = page.xpath("//aside[@class='rail']//h3/a/@href")
    assert rail[:2] == [chosen.address, others[7].address]
    assert len(rail) == related.STORIES
    strip = page.xpath("//section[@class='strip']//h3/a/@href")
    assert len({*rail, *strip}) == len(rail) + len(strip)
    assert story.address not in {*rail, *strip}


def test_other_topics_are_those_of_the_other_stories(cast, printed):
    quay, storm, choir = topic("Quay"), topic("Storm"), topic("Choir")
    printed("First", days=1, topics=[quay, storm])
    printed("Second", days=2, topics=[quay, storm, choir])
    story = printed("On the quay", topics=[quay])
    found = related.other_topics(story, near(story))
    assert found == [storm, choir]


@pytest.mark.parametrize("stories", [0, 1, 2])
def test_a_small_paper_has_no_heading_over_nothing(cast, printed, stories):
    others = [printed(f"Other {n}") for n in range(stories)]
    story = printed("Alone")
    page = render("story", str(story.uid), timezone.now()).body(timezone.now())
    assert empty_headings(page) == []
    assert (b"Other stories" in page) is bool(others)
    assert b"Other topics" not in page


@pytest.mark.parametrize("archive", [3, 120])
def test_what_is_near_costs_the_same_in_any_archive(cast, printed, archive):
    quay = topic("Quay")
    story = printed("On the quay", topics=[quay])
    other = printed("Other", topics=[quay])
    rows = [
        Listing(story=other, topic=one, printed_at=timezone.now() - timedelta(hours=number))
        for number, one in enumerate(
            Topic.objects.bulk_create(Topic(name=f"T{n}", slug=f"t{n}") for n in range(archive))
        )
    ]
    Listing.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as queries:
        found = related.near(Story.objects.get(pk=story.pk), timezone.now())
        related.other_topics(story, found)
    assert len(queries) <= 9


def test_a_list_reads_an_index_of_its_own(cast, printed):
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's plans")
    quay = topic("Quay")
    printed("On the quay", topics=[quay])
    for asked in (
        Story.objects.in_print().newest_first().about(quay),
        Story.objects.in_print().newest_first().signed_by(cast.ben),
    ):
        plan = asked[:30].explain()
        assert "listing_of_" in plan
        assert "TEMP B-TREE" not in plan


def listed(story):
    rows = Listing.objects.filter(story=story.pk).select_related("topic", "contributor")
    return sorted(str(row.topic or row.contributor) for row in rows)


def test_a_story_is_listed_while_it_is_in_print_and_only_as_it_is_printed(cast, printed):
    quay, storm = topic("Quay"), topic("Storm")
    story = printed("On the quay", topics=[quay], signed_by=cast.ben)
    assert listed(story) == ["Ben Quay", "Quay"]
    story.topics = [storm]
    revision = story.save_revision()
    assert listed(story) == ["Ben Quay", "Quay"]
    revision.publish()
    assert listed(story) == ["Ben Quay", "Storm"]
    storm.delete()
    assert listed(story) == ["Ben Quay"]
    Story.objects.get(pk=story.pk).unpublish()
    assert listed(story) == []


def test_the_desk_says_what_stands_beside_a_story_and_why(cast, printed):
    quay = topic("Quay")
    printed("Crane falls into harbour", days=2, topics=[quay])
    story = printed("Crane lifted from harbour", topics=[quay])
    page = client(cast.editor).get(edit_url(story)).content.decode()
    panel = " ".join(
        html.fromstring(page).xpath("string(//*[@class='dateline-desk__near'])").split()
    )
    assert panel.startswith("Crane falls into harbour")
    assert "shares “Quay”; same section; words in common 0." in panel
    assert panel.endswith("2 days old")
