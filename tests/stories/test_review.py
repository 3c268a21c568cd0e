"""What is live, planned or was judged is never overwritten; what was approved goes out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Revision, TaskState

from dateline.stories.models import Story

pytestmark = pytest.mark.django_db


def published(story, cast):
    story.get_latest_revision().publish()


def planned(story, cast):
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision(user=cast.reporter).publish()


def submitted(story, cast):
    story.get_workflow().start(story, cast.reporter)


def approved(story, cast):
    submitted(story, cast)
    state = TaskState.objects.get()
    state.task.specific.on_action(state, user=cast.editor, action_name="approve")


def rejected(story, cast):
    submitted(story, cast)
    state = TaskState.objects.get()
    state.task.specific.on_action(state, user=cast.editor, action_name="reject")


def autosave(story, user, over=None):
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.title = "Half a head"
    return draft.save_revision(
        user=user, overwrite_revision=over or Revision.objects.get(pk=draft.latest_revision_id)
    )


@pytest.mark.parametrize("settle", [published, planned, submitted, approved, rejected])
def test_autosave_over_a_settled_revision_writes_a_new_one(write, cast, settle):
    story = write()
    settle(story, cast)
    settled = Story.objects.get().get_latest_revision()
    before = settled.content
    new = autosave(story, cast.reporter)
    assert new.pk != settled.pk
    assert new.content["title"] == "Half a head"
    settled.refresh_from_db()
    assert settled.content == before
    assert Story.objects.get().latest_revision == new


def test_autosave_over_a_mere_draft_takes_its_place(write, cast):
    story = write()
    draft = story.get_latest_revision()
    assert autosave(story, cast.reporter).pk == draft.pk
    assert Revision.page_revisions.filter(object_id=str(story.pk)).count() == 1


def test_an_instance_from_before_the_plan_does_not_undo_it(write, cast):
    story = write()
    stale = Revision.objects.get(pk=story.get_latest_revision().pk)
    planned_for = timezone.now() + timedelta(hours=1)
    Revision.objects.filter(pk=stale.pk).update(approved_go_live_at=planned_for)
    autosave(story, cast.reporter, over=stale)
    stale.refresh_from_db()
    assert stale.approved_go_live_at == planned_for
    assert stale.content["title"] == "Ferry sails again"


def test_autosave_over_a_revision_that_is_not_the_latest_is_refused(write, cast):
    story = write()
    story.get_latest_revision().publish()
    live = Story.objects.get().live_revision
    story = Story.objects.get()
    story.title = "Somebody else's"
    story.save_revision(user=cast.editor)
    with pytest.raises(PermissionDenied):
        autosave(story, cast.reporter, over=live)
    assert Story.objects.get().get_latest_revision().content["title"] == "Somebody else's"


def test_autosave_over_another_persons_draft_is_refused(write, cast):
    with pytest.raises(PermissionDenied):
        autosave(write(), cast.editor)


def test_what_is_published_is_what_its_revision_says_by_then(write, cast):
    story = write()
    stale = Revision.objects.get(pk=story.get_latest_revision().pk)
    autosave(story, cast.reporter)
    stale.publish()
    row = Story.objects.get()
    assert row.title == row.live_revision.content["title"] == "Half a head"


def test_approval_publishes_what_was_approved_and_keeps_the_newer_draft(write, cast):
    story = write()
    approved(story, cast)
    autosave(story, cast.reporter)
    state = TaskState.objects.get(status="in_progress")
    state.task.specific.on_action(state, user=cast.editor, action_name="approve")
    row = Story.objects.get()
    assert row.in_print
    assert row.title == "Ferry sails again"
    assert row.has_unpublished_changes
    assert row.get_latest_revision().content["title"] == "Half a head"


def test_approving_a_planned_story_plans_it(write, cast):
    story = write(go_live_at=timezone.now() + timedelta(hours=1))
    approved(story, cast)
    state = TaskState.objects.get(status="in_progress")
    state.task.specific.on_action(state, user=cast.editor, action_name="approve")
    row = Story.objects.get()
    assert not row.live
    assert not row.in_print
    assert row.scheduled_revision is not None
