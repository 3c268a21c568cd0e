"""What is due goes out, never early, each on its own, and one that fails delays none."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Revision

from dateline.lib import duties
from dateline.masthead.models import Section
from dateline.press.models import Outbox
from dateline.stories import print_state
from dateline.stories.models import HeldRelease, Story
from dateline.stories.releases import register, release_due
from tests.stories.invariants import faults

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


@pytest.fixture
def due():
    return (timezone.now() + timedelta(hours=1)).replace(microsecond=0)


@pytest.fixture
def plan(write, due):
    """Write a story and plan it for `due`."""

    def planned(headline="Ferry sails again", at=due, **fields):
        story = write(headline, go_live_at=at, **fields)
        story.get_latest_revision().publish()
        return Story.objects.get(pk=story.pk)

    return planned


def spoil(story):
    """Take what the desk asks for out of the planned revision."""
    revision = Revision.page_revisions.get(object_id=str(story.pk))
    revision.content["standfirst"] = ""
    revision.save(update_fields=["content"])


def mend(story):
    revision = Revision.page_revisions.get(object_id=str(story.pk))
    revision.content["standfirst"] = "Now it has one."
    revision.save(update_fields=["content"])


def released():
    return set(Story.objects.in_print().values_list("title", flat=True))


def test_a_planned_story_goes_out_at_its_moment_and_not_a_microsecond_before(plan, due):
    plan()
    with time_machine.travel(due - TICK, tick=False):
        assert release_due() == 0
        assert released() == set()
    with time_machine.travel(due, tick=False):
        assert release_due() == 1
        assert released() == {"Ferry sails again"}
        story = Story.objects.get()
        assert story.printed_at == story.first_published_at == due
    assert faults() == []


def test_what_went_out_does_not_go_out_again(plan, due):
    plan()
    with time_machine.travel(due):
        assert release_due() == 1
        assert release_due() == 0
    assert Outbox.objects.count() == 1


def test_an_update_that_was_planned_replaces_the_story_at_its_moment(write, due):
    story = write()
    story.get_latest_revision().publish()
    story = Story.objects.get()
    story.title, story.go_live_at = "Ferry sails twice", due
    story.save_revision().publish()
    with time_machine.travel(due - TICK, tick=False):
        release_due()
        assert released() == {"Ferry sails again"}
    with time_machine.travel(due, tick=False):
        release_due()
        assert released() == {"Ferry sails twice"}
    assert faults() == []


def test_a_story_expires_at_its_moment_and_not_before(write, due):
    write(expire_at=due).get_latest_revision().publish()
    with time_machine.travel(due - TICK, tick=False):
        assert release_due() == 0
        assert released() == {"Ferry sails again"}
    with time_machine.travel(due, tick=False):
        assert release_due() == 1
    assert released() == set()
    assert Story.objects.get().expired
    assert faults() == []


def test_of_twenty_with_one_that_fails_nineteen_go_out(plan, due):
    stories = [plan(f"Story {number}", due - timedelta(minutes=number)) for number in range(20)]
    spoil(stories[19])  # the first one due
    with time_machine.travel(due, tick=False):
        assert release_due() == 19
        held = HeldRelease.objects.get()
        assert held.next_try == due + timedelta(minutes=1)
    assert "Story 19" not in released()
    assert len(released()) == 19
    assert (held.action, held.page_id, held.attempts) == ("publish", stories[19].pk, 1)
    assert "standfirst" in held.fault
    assert held.title == "Story 19"
    assert faults() == []


def test_a_release_that_fails_half_way_leaves_nothing_and_the_others_stand(plan, due, monkeypatch):
    for number in range(3):
        plan(f"Story {number}", due - timedelta(minutes=number))
    (recorder,) = print_state._recorders

    def record(story, may_be_same):
        if story.title == "Story 1":
            raise OSError("the record cannot be written")
        return recorder(story, may_be_same)

    monkeypatch.setattr(print_state, "_recorders", [record])
    with time_machine.travel(due, tick=False):
        assert release_due() == 2
    assert released() == {"Story 0", "Story 2"}
    assert not Story.objects.get(title="Story 1").live
    assert HeldRelease.objects.get().fault == "OSError: the record cannot be written"
    assert faults() == []


def test_a_release_that_fails_waits_longer_each_time_and_an_hour_at_most(plan, due):
    spoil(plan())
    at, pauses = due, []
    for _ in range(8):
        with time_machine.travel(at, tick=False):
            release_due()
            release_due()  # not due yet: counts for nothing
            at = HeldRelease.objects.get().next_try
            pauses.append((at - timezone.now()).total_seconds() / 60)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_release_that_was_mended_goes_out_at_its_next_try(plan, due):
    story = plan()
    spoil(story)
    with time_machine.travel(due):
        release_due()
    mend(story)
    with time_machine.travel(due + timedelta(minutes=2)):
        assert release_due() == 1
    assert released() == {"Ferry sails again"}
    assert not HeldRelease.objects.exists()


def test_a_note_on_a_release_goes_when_an_editor_publishes_the_story_by_hand(plan, due):
    story = plan()
    spoil(story)
    with time_machine.travel(due):
        release_due()
        story = Story.objects.get()
        story.standfirst, story.go_live_at = "By hand.", None
        story.save_revision().publish()
        release_due()
    assert not HeldRelease.objects.exists()


def test_a_note_on_a_release_goes_with_its_story(plan, due):
    story = plan()
    spoil(story)
    with time_machine.travel(due):
        release_due()
        Story.objects.get().delete()
        release_due()
    assert not HeldRelease.objects.exists()


def test_many_that_fail_do_not_keep_others_from_being_looked_at(plan, due, monkeypatch):
    for number in range(5):
        spoil(plan(f"Bad {number}", due - timedelta(minutes=9)))
    plan("Good")
    with time_machine.travel(due):
        assert release_due() == 1
    assert released() == {"Good"}


def test_a_planned_section_is_released_too(cast, due):
    section = Section(title="Sport", slug="sport", live=False, go_live_at=due)
    cast.home.add_child(instance=section)
    section.save_revision().publish()
    with time_machine.travel(due - TICK, tick=False):
        release_due()
        assert not Section.objects.get(slug="sport").live
    with time_machine.travel(due, tick=False):
        assert release_due() == 1
    assert Section.objects.get(slug="sport").live


def test_a_plan_that_was_taken_back_releases_nothing(plan, due):
    story = plan()
    revision = Revision.page_revisions.get(object_id=str(story.pk))
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    with time_machine.travel(due):
        assert release_due() == 0
    assert released() == set()


def test_the_worker_looks_for_what_is_due():
    register()
    (duty,) = [duty for duty in duties.duties() if duty.name == "releases"]
    assert duty.run is release_due
    assert duty.every == 5
