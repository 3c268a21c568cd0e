"""What is in print, in the outbox and in the record after each thing done to a story."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dateline.press.models import Outbox, Signpost
from dateline.record import chain
from dateline.record.models import Version
from dateline.stories.models import Story

pytestmark = pytest.mark.django_db


def outbox(story):
    return list(
        Outbox.objects.filter(uid=story.uid).order_by("pk").values_list("action", flat=True)
    )


def in_print(story):
    return Story.objects.in_print().filter(pk=story.pk).exists()


def test_a_draft_is_not_in_print(write):
    story = write()
    assert not in_print(story)
    assert outbox(story) == []
    assert Version.objects.count() == 0


def test_publishing_prints_records_and_fixes_the_address(write):
    story = write()
    story.get_latest_revision().publish()
    story = Story.objects.get(pk=story.pk)
    day = story.printed_at.astimezone(__import__("zoneinfo").ZoneInfo("Europe/Lisbon"))
    assert story.address == f"/city/{day:%Y/%m/%d}/ferry-sails-again/"
    assert in_print(story)
    assert outbox(story) == ["print"]
    (version,) = Version.objects.all()
    assert version.version == 1
    assert "The ferry sailed at noon" in version.content
    assert '"Ben Quay"' in version.content
    assert list(chain.breaks()) == []


def test_an_older_revision_keeps_uid_address_and_listing_columns(write):
    story = write()
    old = story.get_latest_revision()
    uid = story.uid
    old.publish()
    story = Story.objects.get(pk=story.pk)
    address, printed = story.address, story.printed_at
    story.title = "Ferry sails twice"
    story.save_revision().publish()
    old.publish()
    story = Story.objects.get(pk=story.pk)
    assert (story.uid, story.address, story.printed_at) == (uid, address, printed)
    assert story.title == "Ferry sails again"
    assert story.section.slug == "city"
    assert in_print(story)
    assert outbox(story) == ["print", "print", "print"]
    assert list(Version.objects.values_list("version", flat=True)) == [1, 2, 3]


def test_a_planned_story_is_not_in_print_before_its_time(write):
    story = write(go_live_at=timezone.now() + timedelta(hours=1))
    story.get_latest_revision().publish()
    assert not in_print(story)
    assert outbox(story) == []


def test_an_embargo_holds_a_story_that_is_published_at_once(write):
    until = (timezone.now() + timedelta(hours=1)).replace(microsecond=0)
    story = write(embargo_until=until)
    story.get_latest_revision().publish()
    row = Story.objects.get(pk=story.pk)
    assert not row.live
    assert row.go_live_at is None
    assert row.get_latest_revision().approved_go_live_at == until
    assert outbox(story) == []


def test_unpublishing_removes_and_says_gone(write):
    story = write()
    story.get_latest_revision().publish()
    story = Story.objects.get(pk=story.pk)
    story.unpublish()
    assert outbox(story) == ["print", "remove"]
    assert Signpost.objects.get(path=story.address).target == ""
    Story.objects.get(pk=story.pk).get_latest_revision().publish()
    assert not Signpost.objects.exists()
    assert Story.objects.get(pk=story.pk).address == story.address


def test_a_move_keeps_the_address_and_changes_the_section(write, cast):
    story = write()
    story.get_latest_revision().publish()
    story = Story.objects.get(pk=story.pk)
    story.move(cast.sea, pos="last-child")
    moved = Story.objects.get(pk=story.pk)
    assert moved.address == story.address
    assert moved.section == cast.sea
    assert outbox(story) == ["print", "print"]
    assert Version.objects.count() == 1


def test_deleting_removes_and_keeps_the_record(write):
    story = write()
    story.get_latest_revision().publish()
    story = Story.objects.get(pk=story.pk)
    uid, address = story.uid, story.address
    story.delete()
    assert outbox(story) == ["print", "remove"]
    assert Signpost.objects.filter(path=address, target="").exists()
    assert Version.objects.filter(uid=uid).count() == 1
