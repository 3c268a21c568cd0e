"""Copies, stale instances, hidden and locked stories, slugs: ways that leave other traces."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page, PageViewRestriction

from dateline.masthead.models import Section
from dateline.press.models import Outbox, Signpost
from dateline.record.models import Version
from dateline.stories import desk, receivers
from dateline.stories.models import Correction, Story, Topic
from tests.newsroom.conftest import edit_url, form
from tests.stories import ways
from tests.stories.invariants import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast):
    return ways.published(cast)


def rows(story):
    return [row.action for row in Outbox.objects.filter(uid=story.uid).order_by("pk")]


def test_a_published_copy_is_a_story_of_its_own_printed_once_with_all_it_has(cast, write):
    topic = Topic.objects.create(name="Ferries", slug="ferries")
    original = write(topics=[topic])
    original.get_latest_revision().publish()
    original = Story.objects.get()
    attrs = {"title": "A copy", "slug": "a-copy"}
    CopyPageAction(original, to=cast.city, update_attrs=attrs, keep_live=True).execute()
    copy = Story.objects.get(slug="a-copy")
    assert copy.in_print
    assert copy.uid != original.uid
    assert copy.address != original.address
    assert copy.imported_from == ""
    assert copy.live_revision.object_id == str(copy.pk)
    assert rows(copy) == ["print"]
    assert '"Ferries"' in Version.objects.get(uid=copy.uid).content
    assert faults() == []


def test_a_copy_of_a_story_takes_no_corrections_along(cast, story):
    Correction.objects.create(story=story, text="<p>It was the Mercury.</p>")
    attrs = {"title": "A copy", "slug": "a-copy"}
    CopyPageAction(story, to=cast.city, update_attrs=attrs, keep_live=False).execute()
    copy = Story.objects.get(slug="a-copy")
    assert not copy.live
    assert copy.address is None
    assert copy.first_published_at is None
    assert not copy.corrections.exists()
    assert rows(copy) == []


def test_an_alias_is_refused_in_words(cast, story):
    with pytest.raises(desk.NotReady, match="one section"):
        story.create_alias(parent=cast.sea)
    data = {"new_title": "x", "new_slug": "x", "new_parent_page": cast.sea.pk, "alias": "on"}
    url = reverse("wagtailadmin_pages:copy", args=[story.pk])
    answer = ways.client(cast.publisher).post(url, data, follow=True)
    assert b"A story stands in one section." in answer.content
    assert Story.objects.count() == 1


def test_an_instance_from_before_the_publication_takes_nothing_back(write):
    stale = write()
    stale.get_latest_revision().publish()
    row = Story.objects.get()
    stale.live, stale.live_revision = row.live, row.live_revision
    stale.save()
    after = Story.objects.get()
    assert (after.address, after.printed_at, after.in_print) == (row.address, row.printed_at, True)
    assert after.first_published_at == row.first_published_at
    assert faults() == []


@pytest.mark.parametrize("name", ["address", "in_print", "section", "printed_at"])
def test_kept_columns_cannot_be_written_by_naming_them(story, name):
    before = Story.objects.values().get()
    setattr(story, name, None if name != "in_print" else False)
    story.save(update_fields=[name])
    assert Story.objects.values().get() == before


def test_a_hidden_story_that_is_deleted_does_not_appear_on_its_way_out(cast, write):
    story = write()
    restriction = PageViewRestriction.objects.create(page=story, restriction_type="login")
    story.get_latest_revision().publish()
    assert rows(story) == []
    # In whatever order the database's rows are deleted: here the restriction before the story.
    PageViewRestriction.objects.filter(pk=restriction.pk)._raw_delete("default")
    receivers.restriction_changed(restriction, origin=story)
    assert rows(story) == []
    Story.objects.get().delete()
    assert rows(story) == []
    assert not Version.objects.exists()
    assert not Signpost.objects.exists()


@pytest.mark.parametrize("where", ["home", "city"])
def test_stories_go_and_come_with_a_restriction_above_them(cast, story, where):
    page = getattr(cast, where)
    other = ways.make_story(cast, "Bridge opens", section=cast.sea)
    other.get_latest_revision().publish()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    hidden = {story.uid} if where == "city" else {story.uid, other.uid}
    public = set(Story.objects.in_print().values_list("uid", flat=True))
    assert public == {story.uid, other.uid} - hidden
    assert faults() == []
    restriction.delete()
    assert Story.objects.in_print().count() == 2
    assert Story.objects.get(pk=story.pk).address == story.address
    assert faults() == []


def test_a_story_moved_out_of_a_hidden_section_comes_into_print(cast, write):
    PageViewRestriction.objects.create(page=cast.city, restriction_type="login")
    story = write()
    story.get_latest_revision().publish()
    assert rows(story) == []
    Story.objects.get().move(cast.sea, pos="last-child")
    moved = Story.objects.get()
    assert moved.in_print
    assert moved.address.startswith("/sea/")
    assert faults() == []
    moved.move(Section.objects.get(slug="city"), pos="last-child")
    assert not Story.objects.get().in_print
    assert faults() == []


def test_a_locked_story_is_not_changed_from_its_form(cast, story):
    page = Page.objects.get(pk=story.pk)
    page.locked, page.locked_by = True, cast.publisher
    page.save()
    data = form(cast.ben, "Changed", **{"action-publish": "1"})
    ways.client(cast.editor).post(edit_url(story), data)
    assert Story.objects.get().title == ways.HEADLINE
    assert rows(story) == ["print"]


def test_a_section_keeps_its_slug_once_it_has_published_stories(cast, story):
    cast.sea.slug = "harbour"
    cast.sea.save()
    city = Section.objects.get(slug="city")
    city.slug = "town"
    with pytest.raises(ValidationError, match="keeps its slug"):
        city.save()


def test_an_address_that_was_removed_is_given_to_nobody_else(cast, story):
    address = story.address
    Story.objects.get().delete()
    again = ways.published(cast)
    assert again.slug == story.slug
    assert again.address == address.removesuffix("/") + "-2/"
    assert Signpost.objects.get().path == address


def test_publishing_the_same_revision_twice_records_it_twice_only_if_it_changed(story):
    story.save()
    assert rows(story) == ["print"]
    assert Version.objects.count() == 1


def test_words_written_straight_into_the_row_are_recorded(story):
    Page.objects.filter(pk=story.pk).get().save()
    row = Story.objects.get()
    row.standfirst = "Mended in code."
    row.save()
    assert rows(story) == ["print", "print"]
    assert "Mended in code." in Version.objects.get(version=2).content
    assert faults() == []
