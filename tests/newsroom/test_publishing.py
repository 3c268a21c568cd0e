"""Publishing through the newsroom's own pages, and what stands in print then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from dateline.press.models import Outbox
from dateline.record.models import Version
from dateline.stories.models import HeldRelease, Story
from dateline.stories.releases import release_due
from tests.newsroom.conftest import add_url, edit_url, form, said

pytestmark = pytest.mark.django_db


def test_an_editor_publishes_a_new_story_from_its_form(cast, as_):
    data = form(cast.ben, **{"action-publish": "1"})
    answer = as_("editor").post(add_url(cast.city), data, follow=True)
    assert answer.status_code == 200
    story = Story.objects.get()
    assert story.in_print
    assert story.address.startswith("/city/")
    assert story.address.endswith("/ferry-sails-again/")
    assert Version.objects.filter(uid=story.uid).count() == 1
    assert Outbox.objects.get(uid=story.uid).action == Outbox.Action.PRINT


def test_a_story_without_a_byline_is_kept_as_a_draft_and_the_editor_told_why(cast, as_):
    data = form(None, standfirst="", **{"action-publish": "1"})
    answer = as_("editor").post(add_url(cast.city), data, follow=True)
    story = Story.objects.get()
    assert answer.redirect_chain[-1][0] == edit_url(story)
    assert "It has no byline." in said(answer)
    assert "It has no standfirst." in said(answer)
    assert not story.live
    assert not story.in_print
    assert not Outbox.objects.exists()
    assert not Version.objects.exists()
    latest = story.get_latest_revision().as_object()
    assert "The ferry sailed at noon." in str(latest.body)


def test_publishing_an_edited_story_past_the_checks_is_refused_and_keeps_the_words(
    cast, as_, write
):
    story = write()
    data = form(cast.ben, "Ferry sails at last", standfirst="", **{"action-publish": "1"})
    answer = as_("editor").post(edit_url(story), data, follow=True)
    assert "did not go out" in said(answer)
    assert not Story.objects.get().in_print
    assert Story.objects.get().get_latest_revision().as_object().title == "Ferry sails at last"


def test_a_refused_story_leaves_the_live_one_as_it_was(cast, as_, write):
    story = write()
    story.get_latest_revision().publish()
    story.refresh_from_db()
    before = story.live_revision_id
    data = form(cast.ben, "Changed", standfirst="", **{"action-publish": "1"})
    as_("editor").post(edit_url(story), data)
    story.refresh_from_db()
    assert story.live_revision_id == before
    assert story.title == "Ferry sails again"
    assert Version.objects.count() == 1


@pytest.mark.parametrize("door", ["create", "edit"])
def test_an_embargo_in_the_form_holds_whatever_the_button(cast, as_, write, door):
    until = timezone.now() + timedelta(hours=3)
    data = form(
        cast.ben,
        embargo_until=until.strftime("%Y-%m-%d %H:%M"),
        **{"action-publish": "1"},
    )
    url = add_url(cast.city) if door == "create" else edit_url(write())
    answer = as_("editor").post(url, data, follow=True)
    story = Story.objects.get()
    assert "goes out on" in said(answer)
    assert not story.live
    assert not story.in_print
    assert not Outbox.objects.exists()
    assert story.go_live_at is None
    release_due(until - timedelta(minutes=2))
    assert not Story.objects.get().in_print


def test_a_plan_before_the_embargo_goes_out_with_the_embargo(cast, as_, write):
    story = write()
    now = timezone.now()
    data = form(
        cast.ben,
        embargo_until=(now + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M"),
        go_live_at=(now + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M"),
        **{"action-publish": "1"},
    )
    as_("editor").post(edit_url(story), data)
    scheduled = Revision.page_revisions.get(approved_go_live_at__isnull=False)
    assert scheduled.approved_go_live_at > now + timedelta(hours=2)
    assert not Story.objects.get().in_print


def test_a_plan_in_the_form_schedules_and_shows_nothing(cast, as_):
    later = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    data = form(cast.ben, go_live_at=later, **{"action-publish": "1"})
    as_("editor").post(add_url(cast.city), data)
    story = Story.objects.get()
    assert not story.live
    assert not story.in_print
    assert story.scheduled_revision is not None
    assert not Outbox.objects.exists()


def test_bulk_publishing_stops_at_a_story_that_is_not_ready_and_publishes_none(cast, as_, write):
    ready, bare = write("Ready"), write("Bare", standfirst="")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = f"?id={ready.pk}&id={bare.pk}&next=/newsroom/"
    answer = as_("editor").post(url + query, {"include_descendants": ""}, follow=True)
    assert "“Bare” did not go out." in said(answer)
    assert not Story.objects.filter(in_print=True).exists()
    assert not Outbox.objects.exists()


def test_autosave_of_a_published_story_changes_nothing_in_print(cast, as_, write):
    story = write()
    story.get_latest_revision().publish()
    answer = as_("editor").post(
        edit_url(story), form(cast.ben, "Half a head"), headers={"accept": "application/json"}
    )
    assert answer.json()["success"]
    story.refresh_from_db()
    assert story.title == "Ferry sails again"
    assert story.live_revision.as_object().title == "Ferry sails again"
    assert Outbox.objects.count() == 1


def test_a_reporter_who_sends_the_publish_button_only_saves(cast, as_, write):
    story = write()
    as_("reporter").post(edit_url(story), form(cast.ben, "Mine", **{"action-publish": "1"}))
    story.refresh_from_db()
    assert not story.in_print
    assert story.get_latest_revision().as_object().title == "Mine"


def test_a_reporter_works_on_what_another_began(cast, as_, write):
    story = write(owner=cast.editor)
    answer = as_("reporter").get(edit_url(story))
    assert answer.status_code == 200
    assert "action-publish" not in answer.content.decode()


def test_the_slug_follows_the_headline_until_the_story_has_an_address(cast, as_):
    client = as_("editor")
    client.post(add_url(cast.city), form(cast.ben, "Fe"), headers={"accept": "application/json"})
    story = Story.objects.get()
    client.post(edit_url(story), form(cast.ben, "Ferry sails", **{"action-publish": "1"}))
    story.refresh_from_db()
    assert story.address.endswith("/ferry-sails/")
    client.post(edit_url(story), form(cast.ben, "Ferry sinks", **{"action-publish": "1"}))
    story.refresh_from_db()
    assert story.title == "Ferry sinks"
    assert story.address.endswith("/ferry-sails/")


def test_two_stories_may_bear_the_same_headline(cast, as_):
    for _ in range(2):
        as_("editor").post(add_url(cast.city), form(cast.ben, **{"action-publish": "1"}))
    addresses = Story.objects.in_print().values_list("address", flat=True)
    assert len(set(addresses)) == 2


def test_held_releases_stand_on_the_dashboard_of_editors(cast, as_, write):
    story = write()
    HeldRelease.objects.create(
        action="publish", page_id=story.pk, title=story.title, due=timezone.now(), fault="No byline"
    )
    assert b"No byline" in as_("editor").get(reverse("wagtailadmin_home")).content
    assert b"No byline" not in as_("reporter").get(reverse("wagtailadmin_home")).content
