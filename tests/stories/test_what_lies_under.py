"""What stands in print stays whole when something under it is changed, deleted or made."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from unittest import mock

import pytest
import time_machine
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from dateline.photodesk.models import Attachment, Picture
from dateline.photodesk.sizes import make_sizes
from dateline.press.models import Outbox, PrintedFile
from dateline.record.models import Version
from dateline.stories import releases
from dateline.stories.models import Correction, HeldRelease, Story
from dateline.stories.models.rows import AppendOnly
from dateline.stories.releases import release_due
from tests.stories.invariants import faults
from tests.stories.ways import client, draft, later, planned, published, unpublished, view

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def picture(cast):
    drawn = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(drawn, "PNG")
    return Picture.objects.create(
        title="Ferry",
        alt_text="A ferry.",
        caption="She sails.",
        credit="Cleo",
        licence="CC BY 4.0",
        file=ImageFile(drawn, name="ferry.png"),
    )


@pytest.fixture
def pictured(write, picture):
    write(lead_picture=picture).get_latest_revision().publish()
    return Story.objects.get()


def outbox() -> str:
    return " ".join(Outbox.objects.order_by("pk").values_list("action", flat=True))


def test_tidying_revisions_away_takes_nothing_out_of_print(cast):
    story = published(cast)
    for headline in ("One draft", "Another"):
        story.title = headline
        story.save_revision(user=cast.editor)
    call_command("purge_revisions")
    story = Story._base_manager.get()
    assert story.live_revision is None
    for headline in ("A third draft", "A fourth"):
        story.title = headline
        story.save_revision(user=cast.reporter)
        assert (outbox(), Story.objects.in_print().count(), faults()) == ("print", 1, [])
    Story._base_manager.get().save()
    assert (outbox(), faults()) == ("print", [])
    story.get_latest_revision().publish()
    assert (outbox(), faults()) == ("print print", [])
    assert Story.objects.in_print().get().title == "A fourth"


def test_other_words_under_a_picture_are_recorded_and_printed(pictured, picture):
    picture.credit = "Cleo Marsh"
    picture.save()
    assert (outbox(), Version.objects.count()) == ("print print", 2)
    picture.save()
    picture.tags.add("harbour")
    assert (outbox(), Version.objects.count()) == ("print print", 2)
    assert faults() == []


def test_a_picture_in_print_is_not_deleted(cast, pictured, picture):
    for url in (
        reverse("wagtailimages:delete", args=[picture.pk]),
        reverse("wagtail_bulk_action", args=["dateline_photodesk", "picture", "delete"])
        + f"?id={picture.pk}",
    ):
        answer = client(cast.picture_editor).post(url, follow=True)
        assert "“Ferry” is in print." in answer.content.decode()
    assert Story.objects.get().lead_picture == picture
    pictured.unpublish()
    client(cast.picture_editor).post(reverse("wagtailimages:delete", args=[picture.pk]))
    assert not Picture.objects.exists()


def test_a_document_in_print_is_not_deleted(write):
    paper = Attachment.objects.create(title="Plan", file="documents/plan.pdf")
    PrintedFile.objects.create(name=f"document:{paper.pk}", released_by="contributor:1")
    with pytest.raises(ProtectedError), transaction.atomic():
        paper.delete()
    PrintedFile.objects.all().delete()
    paper.delete()


def test_sizes_made_later_are_printed_once(pictured, picture):
    make_sizes(picture)
    assert outbox() == "print"  # the row that waits will do
    Outbox.objects.update(state=Outbox.State.DONE)
    picture.renditions.all().delete()
    make_sizes(picture)
    assert outbox() == "print print"
    assert Version.objects.count() == 1
    assert faults() == []


def test_sizes_made_anew_by_wagtails_own_command_are_handed_out(pictured, picture):
    make_sizes(picture)
    call_command("wagtail_update_image_renditions")
    names = set(picture.renditions.values_list("file", flat=True))
    assert len(names) >= 5
    assert names <= set(PrintedFile.objects.values_list("name", flat=True))


def test_a_new_file_and_the_task_to_size_it_stand_or_fall_together(picture):
    before = str(picture.file)
    picture.title = "Another"
    task = mock.Mock(enqueue=mock.Mock(side_effect=KeyError))
    with mock.patch("dateline.photodesk.sizes.make_sizes_task", task), pytest.raises(KeyError):
        picture.save()
    picture.refresh_from_db()
    assert (str(picture.file), picture.title) == (before, "Ferry")


@pytest.mark.parametrize("field", ["go_live_at", "embargo_until"])
def test_a_plan_whose_story_has_expired_meanwhile_prints_nothing(write, field):
    times = {field: later(hours=1), "expire_at": later(hours=2)}
    write(**times).get_latest_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        for _ in range(3):
            release_due()
            assert not Story.objects.in_print().exists()
        assert outbox() == ""
        assert faults() == []
        story = Story.objects.get()
        assert not story.live or field == "embargo_until"
        assert list(releases._due(timezone.now())) == []


def test_a_database_that_is_busy_for_a_moment_holds_nothing_up(cast):
    planned(cast)
    real, busy = Story.publish, [OperationalError("database is locked")]

    def publish(self, *args, **kwargs):
        if busy:
            raise busy.pop()
        return real(self, *args, **kwargs)

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        with mock.patch.object(Story, "publish", publish):
            assert release_due() == 1
        assert not HeldRelease.objects.exists()
        assert Story.objects.get().in_print


def test_one_that_fails_and_cannot_be_noted_delays_no_other(cast, write):
    first = planned(cast)
    write("Another", go_live_at=later(hours=1)).get_latest_revision().publish()
    real = Story.publish

    def publish(self, *args, **kwargs):
        if self.pk == first.pk:
            raise ValueError("broken")
        return real(self, *args, **kwargs)

    with (
        time_machine.travel(timezone.now() + timedelta(hours=2)),
        mock.patch.object(Story, "publish", publish),
        mock.patch.object(releases, "_hold", side_effect=OperationalError("locked")),
    ):
        assert release_due() == 1


def test_a_section_does_not_expire_under_its_stories(cast):
    story = published(cast)
    cast.city.expire_at = timezone.now() - timedelta(minutes=1)
    cast.city.save()
    assert release_due() == 0
    cast.city.refresh_from_db()
    assert cast.city.live
    assert "stories in “City” are in print" in HeldRelease.objects.get().fault
    story.unpublish()
    HeldRelease.objects.update(next_try=timezone.now())
    assert release_due() == 1


@pytest.mark.parametrize("prepare", [planned, unpublished, published])
def test_a_reporter_deletes_drafts_and_nothing_that_was_or_will_be_in_print(cast, prepare):
    story = prepare(cast)
    Story._base_manager.filter(pk=story.pk).update(owner=cast.reporter)
    answer = client(cast.reporter).post(view("delete", story.pk))
    assert answer.status_code == 302
    assert Story._base_manager.filter(pk=story.pk).exists()
    client(cast.publisher).post(view("delete", story.pk))
    assert not Story._base_manager.filter(pk=story.pk).exists()


def test_a_reporter_deletes_a_draft(cast):
    story = draft(cast)
    Story._base_manager.filter(pk=story.pk).update(owner=cast.reporter)
    client(cast.reporter).post(view("delete", story.pk))
    assert not Story._base_manager.exists()


def test_a_column_written_alone_is_recorded_too(cast):
    story = published(cast)
    story.title = "Ferry sails a third time"
    story.save(update_fields=["title"])
    assert (outbox(), Version.objects.count()) == ("print print", 2)
    story.save(update_fields=["locked"])
    assert (outbox(), faults()) == ("print print", [])


def test_what_was_declared_is_not_changed_in_bulk_either(cast):
    story = published(cast)
    Correction.objects.create(story=story, text="<p>It was one.</p>")
    with pytest.raises(AppendOnly):
        Correction.objects.update(text="")
    with pytest.raises(AppendOnly):
        Correction.objects.all().delete()
    story.delete()
    assert not Correction.objects.exists()


def test_a_link_of_a_medium_leads_to_the_web_or_nowhere(write):
    for address, kept in (
        ("javascript:alert(1)", ""),
        ("https://video.example/1", "https://video.example/1"),
    ):
        medium = {"kind": "video", "title": "Ferry", "document": None, "address": address}
        story = write(body=[{"type": "media", "value": medium}])
        story.save_revision()
        assert Story._base_manager.get(pk=story.pk).body[0].value["address"] == kept


def test_an_address_has_room_in_its_column(cast, write):
    type(cast.city).objects.filter(pk=cast.city.pk).update(slug="c" * 250)
    for headline in ("First", "Second"):
        story = write(headline)
        story.slug = "s" * 189 + headline[0]
        story.save_revision().publish()
    addresses = list(Story.objects.order_by("pk").values_list("address", flat=True))
    assert len(set(addresses)) == 2
    assert max(map(len, addresses)) <= 400
    assert addresses[1].endswith("-2/")
