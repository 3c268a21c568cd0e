"""What lists and releases ask of the database, however large the archive is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dateline.photodesk.models import Picture
from dateline.stories.contexts import story_context
from dateline.stories.models import Byline, Story
from dateline.stories.releases import release_due

pytestmark = pytest.mark.django_db


def plans(queries: CaptureQueriesContext) -> list[str]:
    """How SQLite goes about each of `queries`."""
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's plans")
    found = []
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                found += [row[-1] for row in cursor.fetchall()]
    return found


def test_what_somebody_signed_is_each_listed_once_and_costs_no_walk_through_the_archive(
    write, cast
):
    story = write()
    story.bylines.add(Byline(contributor=cast.ben, role="Pictures"))
    story.save_revision().publish()
    signed = Story.objects.in_print().signed_by(cast.ben).newest_first()
    assert [one.pk for one in signed] == [story.pk]
    assert "DISTINCT" not in str(signed.query)
    with CaptureQueriesContext(connection) as queries:
        list(signed[:30])
    assert not any(plan.startswith("SCAN dateline_stories_story") for plan in plans(queries))


def test_lists_walk_their_index_and_sort_nothing(write, cast):
    """On a file of any size: Django's way of asking for what is true fits no plain index."""
    write().get_latest_revision().publish()
    newest = Story.objects.in_print().newest_first()
    now = timezone.now()
    lists = {
        "story_list": (newest, newest.printed_between(now - timedelta(days=9), now)),
        "story_section_list": (
            newest.of_section(cast.city),
            newest.of_section(cast.city).printed_between(now - timedelta(days=9), now),
        ),
    }
    for index, queries_ in lists.items():
        for asked in queries_:
            with CaptureQueriesContext(connection) as queries:
                list(asked[:30])
            found = plans(queries)
            assert any(index in plan for plan in found), found
            assert not any("TEMP B-TREE" in plan for plan in found), found


def test_looking_for_what_is_due_reads_no_table_from_end_to_end(write):
    write().get_latest_revision().publish()
    with CaptureQueriesContext(connection) as queries:
        assert release_due() == 0
    wide = ("wagtailcore_page", "dateline_stories_story", "wagtailcore_revision")
    scans = [
        plan
        for plan in plans(queries)
        if plan.startswith("SCAN") and plan.split()[1] in wide and "INDEX" not in plan
    ]
    assert scans == []


def test_an_embargo_that_ends_is_found_by_an_index_of_those_that_wait(write):
    with CaptureQueriesContext(connection) as queries:
        release_due()
    assert any("story_embargoes" in plan for plan in plans(queries))
    assert any("story_expiries" in plan for plan in plans(queries))


@pytest.mark.parametrize("way", ["publish", "unpublish", "later", "never", "old draft"])
def test_the_expiry_that_is_looked_for_is_that_of_the_story(write, way):
    at = timezone.now().replace(microsecond=0) + timedelta(days=1)
    story = write(expire_at=at)
    assert Story.objects.get().expires_at is None  # nobody reads a draft
    first = story.get_latest_revision()
    first.publish()
    story = Story.objects.get()
    assert story.expires_at == at
    expected = at
    if way == "unpublish":
        story.unpublish()
        expected = None
    elif way in {"later", "never"}:
        expected = story.expire_at = at + timedelta(days=1) if way == "later" else None
        story.save_revision().publish()
    elif way == "old draft":
        story.expire_at = None
        story.save_revision().publish()
        first.publish()
    assert Story.objects.get().expires_at == expected


def test_a_section_may_expire_too(cast):
    cast.sea.expire_at = timezone.now() - timedelta(minutes=1)
    cast.sea.save()
    assert release_due() == 1
    cast.sea.refresh_from_db()
    assert not cast.sea.live


@pytest.mark.parametrize("pictures", [1, 30])
def test_the_pictures_of_a_text_cost_the_same_however_many_they_are(write, pictures):
    made = Picture.objects.bulk_create(
        Picture(title=f"{number}", file=f"{number}.jpg", width=9, height=9)
        for number in range(pictures)
    )
    shown = [{"image": one.pk, "alt": "A ferry", "credit": "Cleo"} for one in made]
    items = [{"type": "item", "value": value} for value in shown]
    gallery = {"type": "gallery", "value": {"title": "", "pictures": items}}
    story = write(body=[gallery, *({"type": "picture", "value": value} for value in shown)])
    story = Story._base_manager.get(pk=story.pk)
    with CaptureQueriesContext(connection) as queries:
        story_context(story)
    assert len(queries) <= 15
