"""From draft to print: what was approved goes out, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dateline.mailroom.models import Letter
from dateline.press.models import Outbox
from dateline.record.models import Version
from dateline.stories.models import Story
from tests.newsroom.conftest import add_url, edit_url, form, said

pytestmark = pytest.mark.django_db


def submit(cast, as_, headline="Ferry sails again", **fields):
    """Write and submit a story as the reporter, and return it."""
    as_("reporter").post(
        add_url(cast.city), form(cast.ben, headline, **fields, **{"action-submit": "1"})
    )
    return Story.objects.get()


def approve(client, story):
    """Approve the step at which `story` waits, from the list on the dashboard."""
    state = Story.objects.get(pk=story.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", state.pk])
    return client.post(url, {"comment": ""}, follow=True)


def test_a_reporter_submits_and_an_editor_lets_it_pass_twice(cast, as_):
    story = submit(cast, as_)
    assert story.current_workflow_task.name == "Edit"
    approve(as_("editor"), story)
    assert Story.objects.get().current_workflow_task.name == "Publish"
    assert not Story.objects.get().in_print
    approve(as_("editor"), story)
    story = Story.objects.get()
    assert story.in_print
    assert Version.objects.filter(uid=story.uid).count() == 1


def test_a_reporter_cannot_approve(cast, as_):
    story = submit(cast, as_)
    approve(as_("reporter"), story)
    assert Story.objects.get().current_workflow_task.name == "Edit"


def test_what_somebody_saved_after_the_approval_does_not_go_out(cast, as_):
    story = submit(cast, as_)
    approve(as_("editor"), story)
    as_("publisher").post(
        edit_url(story),
        form(cast.ben, "Slipped in"),
        headers={"accept": "application/json"},
    )
    assert Story.objects.get().get_latest_revision().as_object().title == "Slipped in"
    approve(as_("editor"), story)
    story = Story.objects.get()
    assert story.in_print
    assert story.title == "Ferry sails again"
    assert story.live_revision.as_object().title == "Ferry sails again"


def test_approving_from_the_form_approves_what_the_form_shows(cast, as_):
    story = submit(cast, as_)
    approve(as_("editor"), story)
    data = form(
        cast.ben,
        "Ferry sails at last",
        **{"action-workflow-action": "1", "workflow-action-name": "approve"},
    )
    as_("editor").post(edit_url(story), data)
    story = Story.objects.get()
    assert story.in_print
    assert story.title == "Ferry sails at last"


def test_approving_a_story_that_is_not_ready_approves_nothing(cast, as_):
    story = submit(cast, as_, standfirst="")
    approve(as_("editor"), story)
    answer = approve(as_("editor"), story)
    assert "It has no standfirst." in said(answer)
    story = Story.objects.get()
    assert story.current_workflow_task.name == "Publish"
    assert story.current_workflow_task_state.status == "in_progress"
    assert not story.live
    assert not Outbox.objects.exists()


def test_an_approved_story_under_embargo_waits_for_its_end(cast, as_):
    until = (timezone.now() + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    story = submit(cast, as_, embargo_until=until)
    approve(as_("editor"), story)
    approve(as_("editor"), story)
    story = Story.objects.get()
    assert not story.live
    assert not story.in_print
    assert story.scheduled_revision is not None


def test_notices_are_written_as_rows_without_errors(cast, as_, settings):
    settings.EMAIL_BACKEND = "dateline.mailroom.backend.RowBackend"
    story = submit(cast, as_)
    notices = Letter.objects.filter(subject__contains="Ferry sails again")
    assert notices.exists()
    approve(as_("editor"), story)
    approve(as_("editor"), story)
    assert "page" not in " ".join(Letter.objects.values_list("subject", flat=True)).lower()


def test_sending_back_returns_the_story_to_its_writer(cast, as_):
    story = submit(cast, as_)
    state = story.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "reject", state.pk])
    as_("editor").post(url, {"comment": "Who says so?"})
    story = Story.objects.get()
    assert story.current_workflow_state.status == "needs_changes"
    assert as_("reporter").get(edit_url(story)).status_code == 200
