"""No way makes a story or its pictures public before its embargo ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Revision

from dateline.photodesk.models import Picture, Rendition
from dateline.press.models import Outbox, PrintedFile
from dateline.press.render import NothingThere, render
from dateline.record.models import Version
from dateline.stories.models import Story
from dateline.stories.releases import release_due
from tests.newsroom.conftest import edit_url, form
from tests.stories.invariants import faults

pytestmark = pytest.mark.django_db
TICK = timedelta(microseconds=1)


@pytest.fixture
def until():
    return (timezone.now() + timedelta(hours=2)).replace(microsecond=0)


def released():
    return set(Story.objects.in_print().values_list("title", flat=True))


def fresh(story):
    return Story.objects.get(pk=story.pk)


@pytest.mark.parametrize("plan", [None, -timedelta(hours=1), timedelta(hours=1)])
def test_of_plan_and_embargo_the_later_one_wins(write, until, plan):
    go_live_at = until + plan if plan else None
    release = max(until, go_live_at) if go_live_at else until
    story = write(embargo_until=until, go_live_at=go_live_at)
    story.get_latest_revision().publish()
    assert fresh(story).go_live_at == go_live_at  # the editor's plan stays what it was
    with time_machine.travel(release - TICK, tick=False):
        assert release_due() == 0
        assert released() == set()
        assert not Outbox.objects.exists()
        assert not Version.objects.exists()
    with time_machine.travel(release, tick=False):
        assert release_due() == 1
        assert released() == {"Ferry sails again"}
        assert faults() == []
    assert fresh(story).first_published_at == release


def test_a_moment_within_a_second_is_never_rounded_down(write, until):
    """Revisions are kept as JSON, which knows milliseconds at best."""
    story = write()
    story.get_latest_revision().publish()
    story = fresh(story)
    moment = until + timedelta(microseconds=1)
    story.title, story.embargo_until = "Ferry sails twice", moment
    story.save_revision()
    fresh(story).get_latest_revision().publish()
    with time_machine.travel(until, tick=False):
        release_due()
        assert released() == {"Ferry sails again"}
    with time_machine.travel(until + timedelta(seconds=1), tick=False):
        release_due()
        assert released() == {"Ferry sails twice"}


def test_an_embargo_on_an_update_keeps_the_old_version_in_print_until_then(write, until):
    story = write()
    story.get_latest_revision().publish()
    story = fresh(story)
    story.title, story.embargo_until = "Ferry sails twice", until
    story.save_revision().publish()
    assert fresh(story).embargo_until is None
    with time_machine.travel(until - TICK, tick=False):
        assert release_due() == 0
        assert released() == {"Ferry sails again"}
    with time_machine.travel(until, tick=False):
        assert release_due() == 1
        assert released() == {"Ferry sails twice"}
        assert faults() == []


def test_an_editor_may_lift_the_embargo_in_the_form_and_publish(write, cast, until):
    story = write(embargo_until=until)
    story.get_latest_revision().publish()
    Revision.page_revisions.filter(object_id=str(story.pk)).update(approved_go_live_at=None)
    editor = Client()
    editor.force_login(cast.editor)
    editor.post(edit_url(story), form(cast.ben, **{"action-publish": "1"}))
    assert released() == {"Ferry sails again"}
    assert fresh(story).embargo_until is None
    assert faults() == []


def test_an_older_draft_without_an_embargo_does_not_lift_it(write, until):
    story = write()
    older = story.get_latest_revision()
    story.embargo_until = until
    story.save()
    story.save_revision()
    older.publish()
    assert released() == set()
    with time_machine.travel(until, tick=False):
        release_due()
        assert released() == {"Ferry sails again"}


def test_an_older_revision_keeps_its_own_embargo(write, until):
    story = write(embargo_until=until)
    older = story.get_latest_revision()
    story.embargo_until = None
    story.save()
    story.save_revision()
    older.publish()
    assert released() == set()


def test_an_embargo_that_was_prolonged_after_the_plan_is_kept(write, until):
    story = write(embargo_until=until)
    story.get_latest_revision().publish()
    story = fresh(story)
    story.embargo_until = longer = until + timedelta(hours=1)
    story.save()
    with time_machine.travel(until, tick=False):
        assert release_due() == 0
        assert released() == set()
    with time_machine.travel(longer, tick=False):
        assert release_due() == 1
        assert released() == {"Ferry sails again"}


def test_an_embargo_put_on_a_story_in_print_takes_it_out(write, until):
    story = write()
    story.get_latest_revision().publish()
    story = fresh(story)
    story.embargo_until = until
    story.save()
    assert released() == set()
    assert faults() == []
    with time_machine.travel(until, tick=False):
        assert release_due() == 1
        assert released() == {"Ferry sails again"}
        assert faults() == []


def test_lists_ask_the_clock_whatever_the_column_says(write, until):
    story = write(embargo_until=until)
    Story.objects.filter(pk=story.pk).update(in_print=True, live=True)
    assert released() == set()
    with pytest.raises(NothingThere):
        render("story", str(story.uid), timezone.now())


def test_a_story_held_by_its_embargo_was_not_published_before_it_ends(write, until):
    """Wagtail's action knows no embargo and says that it published."""
    from wagtail.actions.publish_page_revision import PublishPageRevisionAction

    story = write(embargo_until=until)
    PublishPageRevisionAction(story.get_latest_revision()).execute()
    assert fresh(story).live
    assert released() == set()
    with time_machine.travel(until, tick=False):
        assert release_due() == 1
        row = fresh(story)
    assert row.printed_at == row.first_published_at == until
    assert f"/{until:%Y/%m/%d}/" in row.address


@pytest.fixture
def picture(db):
    words = {"alt_text": "A ferry.", "caption": "She sails.", "licence": "CC BY 4.0"}
    made = Picture.objects.create(title="Ferry", file=get_test_image_file(), **words)
    Rendition.objects.create(
        image=made,
        filter_spec="max-80x80",
        focal_point_key="",
        width=80,
        height=60,
        file=ContentFile(get_test_image_file().file.getvalue(), "ferry.png"),
    )
    return made


@pytest.fixture
def asked(settings):
    """Return the status a reader gets for a file, by its name."""
    settings.ROOT_URLCONF = "dateline.conf.urls_readers"

    def ask(name):
        answer = Client().get(f"/media/{name}")
        if answer.streaming:
            assert b"".join(answer.streaming_content)
        return answer.status_code

    return ask


def test_pictures_are_handed_out_with_their_story_and_not_before(write, until, picture, asked):
    size = picture.renditions.get().file.name
    block = {"type": "picture", "value": {"image": picture.pk, "credit": "Cleo", "alt": "A ferry"}}
    story = write(embargo_until=until, body=[block])
    story.get_latest_revision().publish()
    assert asked(size) == 404
    with time_machine.travel(until - TICK, tick=False):
        release_due()
        assert asked(size) == 404
    with time_machine.travel(until, tick=False):
        release_due()
        assert asked(size) == 200
        assert asked(picture.file.name) == 404
        assert asked(f"picture:{picture.pk}") == 404
    fresh(story).unpublish()
    assert asked(size) == 404
    assert not PrintedFile.objects.exists()


def test_a_picture_of_an_embargoed_update_waits_with_it(write, until, picture, asked):
    story = write()
    story.get_latest_revision().publish()
    story = fresh(story)
    story.embargo_until, story.lead_picture, story.lead_caption = until, picture, "Ferry"
    Picture.objects.filter(pk=picture.pk).update(credit="Cleo")
    story.save_revision().publish()
    size = picture.renditions.get().file.name
    assert asked(size) == 404
    with time_machine.travel(until, tick=False):
        release_due()
        assert asked(size) == 200
