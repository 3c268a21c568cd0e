"""What was taken down for a legal reason stays out of print, and the record proves that it was."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction, Revision

from dateline.cli.show import stored
from dateline.morgue.copy import BylineCopy
from dateline.morgue.load import Loader
from dateline.press.models import Outbox, PrintedFile, Signpost
from dateline.record import chain, takedowns
from dateline.record.models import RecordIsKept, Takedown, Version
from dateline.record.takedowns import lift_takedown, take_down
from dateline.stories import desk, print_state
from dateline.stories.actions import MayNot, SaysNothing, correct
from dateline.stories.models import Story
from dateline.stories.releases import release_due
from tests.morgue.test_second_run import copy
from tests.readers.paper import picture
from tests.stories.invariants import faults

pytestmark = pytest.mark.django_db

REASON = "A court in Lisbon ordered it."


@pytest.fixture
def printed(write):
    """A story in print."""
    story = write("Ferry captain named")
    story.get_latest_revision().publish()
    return Story.objects.get()


def down(story, **said):
    return take_down(story, None, **{"kind": "court-order", "reason": REASON, **said})


def sql(statement, *values):
    """Change a table behind the model's back."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# It goes, and the record tells of it.


def test_a_story_that_is_taken_down_is_in_print_no_more(printed):
    takedown = down(printed)
    story = Story.objects.get()
    assert (story.in_print, story.live, story.live_revision_id) == (False, False, None)
    assert not Story.objects.in_print().exists()
    assert (takedown.address, takedown.lifted_at) == (story.address, None)
    told = Outbox.objects.filter(uid=story.uid).values_list("action", "record_version")
    assert list(told.order_by("pk")) == [("print", 1), ("remove", 2)]
    assert Signpost.objects.get(path=story.address).target == ""
    assert faults() == []


def test_its_pictures_and_documents_are_released_no_more(write, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    story = write(lead_picture=picture())
    story.get_latest_revision().publish()
    assert PrintedFile.objects.filter(released_by=str(story.uid)).exists()
    down(story)
    assert not PrintedFile.objects.exists()


def test_the_chain_tells_of_it_and_holds(printed, cast):
    take_down(printed, cast.publisher, kind="privacy", reason=f" {REASON}\n", reference="File 7/26")
    row = Version.objects.last()
    told = json.loads(row.content)
    assert told["takedown"]["kind"] == "privacy"
    assert told["takedown"]["reason"] == REASON
    assert told["takedown"]["address"] == printed.address
    assert list(chain.breaks()) == []
    for hidden in ("Ferry captain", "File 7/26", "Paula"):
        assert hidden not in row.content
    assert Takedown.objects.get().taken_down_by == "Paula Publisher"
    assert Takedown.objects.get().reference == "File 7/26"


@pytest.mark.parametrize(
    ("column", "value"),
    [("reason", "Nothing happened."), ("kind", "safety"), ("address", "/elsewhere/"),
     ("taken_down_at", "2020-01-01 00:00:00+00"), ("recorded_as", 1),
     ("lifted_at", "2026-01-01 00:00:00+00")],
)  # fmt: skip
def test_a_takedown_that_was_altered_is_found(printed, column, value):
    down(printed)
    sql(f"UPDATE dateline_record_takedown SET {column} = %s", value)  # noqa: S608
    assert list(chain.breaks()) != []


def test_a_takedown_that_was_deleted_is_found(printed):
    down(printed)
    sql("DELETE FROM dateline_record_takedown")
    (found,) = chain.breaks()
    assert str(printed.uid) in found.what
    assert found.what.endswith("is gone")


def test_the_row_of_a_takedown_that_was_cut_off_the_chain_is_missed(printed):
    down(printed)
    sql("DELETE FROM dateline_record_version WHERE id = %s", Version.objects.last().pk)
    assert any("is gone from the record" in each.what for each in chain.breaks())


def test_a_takedown_is_not_deleted(printed):
    takedown = down(printed)
    with pytest.raises(RecordIsKept):
        takedown.delete()
    with pytest.raises(RecordIsKept):
        Takedown.objects.all().delete()


def test_all_of_it_stands_or_nothing(printed, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(print_state, "remove", fail)
    with pytest.raises(ZeroDivisionError):
        down(printed)
    assert Story.objects.get().in_print
    assert not Takedown.objects.exists()
    assert Version.objects.count() == 1
    assert faults() == []


def test_the_history_of_the_story_tells_who_did_it(printed, cast):
    takedown = take_down(printed, cast.publisher, kind="safety", reason=REASON)
    lift_takedown(takedown, cast.publisher)
    actions = PageLogEntry.objects.filter(action__startswith="dateline.takedown")
    assert [(each.action, each.user) for each in actions.order_by("pk")] == [
        ("dateline.takedown", cast.publisher),
        ("dateline.takedown.lift", cast.publisher),
    ]


def test_a_story_is_shown_as_taken_down_with_its_printed_versions_only(printed):
    down(printed)
    told = stored(Story.objects.get())
    assert told["taken_down"]["reason"] == REASON
    assert told["published_versions"] == [1]


# Nothing publishes it.


def by_publishing(story):
    story.save_revision().publish()


def by_an_older_revision(story):
    story.revisions.order_by("pk").first().publish()


def by_a_plan(story):
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()


def by_a_plan_that_is_due(story):
    revision = story.save_revision()
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=timezone.now() - timedelta(minutes=1)
    )
    release_due()


def by_saving_it_as_live(story):
    story.live, story.live_revision = True, story.get_latest_revision()
    story.save()


def by_lifting_a_restriction(story):
    by_saving_it_as_live(story)
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    PageViewRestriction.objects.get().delete()


def by_an_embargo_that_ends(story):
    until = timezone.now() + timedelta(hours=1)
    story.embargo_until = until
    by_saving_it_as_live(story)
    release_due(until + timedelta(minutes=1))


def by_moving_it(story):
    by_saving_it_as_live(story)
    sea = story.get_parent().get_siblings().exclude(pk=story.get_parent().pk).get()
    Story.objects.get().move(sea, pos="last-child")


def by_correcting_it(story):
    correct(story, "<p>It was noon.</p>")


WAYS = [by_publishing, by_an_older_revision, by_a_plan, by_a_plan_that_is_due,
        by_saving_it_as_live, by_lifting_a_restriction, by_an_embargo_that_ends, by_moving_it,
        by_correcting_it]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_into_print_while_it_stands(printed, way):
    down(printed)
    try:
        with transaction.atomic():
            way(Story.objects.get())
    except desk.NotReady as refusal:
        assert "It was taken down on" in str(refusal)  # noqa: PT017  most ways raise nothing
    assert not Story.objects.get().in_print
    assert not Story.objects.in_print().exists()
    assert not PrintedFile.objects.exists()
    assert Outbox.objects.filter(action=Outbox.Action.PRINT).count() == 1
    assert not Revision.objects.filter(
        approved_go_live_at__gt=timezone.now() - timedelta(seconds=9)
    ).exists()
    assert list(chain.breaks()) == []


def test_publishing_it_is_refused_in_words(printed):
    down(printed, kind="copyright")
    with pytest.raises(desk.NotReady, match=r"It was taken down on .* \(Copyright\)"):
        by_publishing(Story.objects.get())


@pytest.mark.parametrize("live", [True, False])
def test_a_plan_made_before_is_dropped(printed, live):
    if not live:
        printed.unpublish()
    by_a_plan(Story.objects.get())
    assert Story.objects.get().scheduled_revision is not None
    down(printed)
    assert Story.objects.get().scheduled_revision is None
    release_due(timezone.now() + timedelta(hours=2))
    assert not Story.objects.get().in_print


def test_an_import_leaves_it_alone(cast):
    loader = Loader("markdown", publish=True)
    signed = [BylineCopy(name="Ben Quay")]
    assert loader.load(copy(bylines=signed)).state == "imported"
    assert Story.objects.get().in_print
    down(Story.objects.get())
    item = loader.load(copy(bylines=signed, headline="The pier stands again"))
    assert (item.state, item.reason) == ("skipped", "was taken down for a legal reason")
    assert not Story.objects.get().in_print


def test_a_story_that_is_deleted_stays_taken_down(printed):
    takedown = down(printed)
    Story.objects.get().delete()
    assert takedowns.is_down(takedown.uid)
    assert list(chain.breaks()) == []
    lift_takedown(takedown, None)
    assert not takedowns.is_down(takedown.uid)
    assert list(chain.breaks()) == []


# Who may, and what is refused.


@pytest.mark.parametrize("who", ["reporter", "editor", "picture_editor"])
def test_only_publishers_take_down_and_lift(printed, cast, who):
    with pytest.raises(MayNot, match="Ask a publisher"):
        take_down(printed, getattr(cast, who), kind="safety", reason=REASON)
    assert Story.objects.get().in_print
    takedown = take_down(printed, cast.publisher, kind="safety", reason=REASON)
    with pytest.raises(MayNot, match="Ask a publisher"):
        lift_takedown(takedown, getattr(cast, who))
    assert takedowns.is_down(printed.uid)


def test_a_story_that_never_was_in_print_cannot_be_taken_down(write):
    with pytest.raises(takedowns.NeverInPrint, match="was never in print"):
        down(write())
    assert not Version.objects.exists()


def test_a_story_is_taken_down_once(printed):
    down(printed)
    with pytest.raises(takedowns.AlreadyDown, match="taken down already"):
        down(printed)
    row = Takedown.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_takedown_says_why(printed, reason):
    with pytest.raises(SaysNothing):
        down(printed, reason=reason)
    assert Story.objects.get().in_print


def test_a_kind_of_reason_is_one_of_the_list(printed):
    with pytest.raises(ValueError, match="boredom"):
        down(printed, kind="boredom")
    assert Story.objects.get().in_print


def test_a_story_that_went_out_of_print_before_can_be_kept_out(printed):
    printed.unpublish()
    down(printed)
    with pytest.raises(desk.NotReady):
        by_publishing(Story.objects.get())
    assert faults() == []


# Lifting it.


def test_lifting_publishes_nothing_and_lets_an_editor_do_it(printed):
    takedown = down(printed)
    lift_takedown(takedown, None)
    story = Story.objects.get()
    assert not story.in_print
    assert faults() == []
    by_publishing(story)
    again = Story.objects.get()
    assert again.in_print
    assert again.address == printed.address
    assert list(Version.objects.values_list("version", flat=True).order_by("pk")) == [1, 2, 3, 4]
    assert list(Version.objects.printed().values_list("version", flat=True)) == [1, 4]
    assert faults() == []


def test_a_takedown_is_lifted_once(printed, cast):
    takedown = down(printed)
    lift_takedown(takedown, cast.publisher)
    with pytest.raises(takedowns.NoTakedown):
        lift_takedown(takedown, cast.publisher)
    assert Takedown.objects.get().lifted_by == "Paula Publisher"
    assert Version.objects.count() == 3


def test_a_lifting_that_was_altered_is_found(printed):
    lift_takedown(down(printed), None)
    assert list(chain.breaks()) == []
    sql("UPDATE dateline_record_takedown SET lifted_at = NULL, lifting_recorded_as = NULL")
    assert list(chain.breaks()) != []


def test_a_story_can_be_taken_down_again(printed):
    lift_takedown(down(printed), None)
    by_publishing(Story.objects.get())
    down(printed, kind="privacy")
    assert Takedown.objects.count() == 2
    assert not Story.objects.get().in_print
    assert faults() == []
