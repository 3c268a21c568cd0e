"""Updates, corrections and live entries: rows that are added to a story, each printed at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dateline.press.models import Outbox
from dateline.record.models import Version
from dateline.stories.actions import (
    MayNot,
    NotLive,
    SaysNothing,
    add_entry,
    correct,
    declare_update,
    withdraw_entry,
)
from dateline.stories.models import Correction, LiveEntry, Story, Update
from dateline.stories.models.rows import AppendOnly
from tests.stories.invariants import faults

pytestmark = pytest.mark.django_db
TEXT = [{"type": "text", "value": "<p>The pier is closed.</p>"}]


@pytest.fixture
def story(write):
    written = write()
    written.get_latest_revision().publish()
    return Story.objects.get()


@pytest.fixture
def live(write):
    written = write("Storm", kind="live")
    written.get_latest_revision().publish()
    return Story.objects.get()


def prints():
    return Outbox.objects.filter(action="print").count()


def columns(story):
    return Story.objects.filter(pk=story.pk).values().get()


def test_a_declared_update_moves_updated_and_nothing_else(story, cast):
    before = columns(story)
    at = timezone.now()
    declare_update(story, "<p>With the harbour master's answer.</p>", user=cast.editor, at=at)
    after = columns(story)
    assert after.pop("updated_at") == story.updated_at == at
    before.pop("updated_at")
    assert after == before
    assert Update.objects.get().declared_by == "Ada Editor"


def test_saving_and_mending_a_typo_move_no_date(story):
    first = story.first_published_at
    story.save()
    story.standfirst = "After two days of storms."
    story.save_revision().publish()
    row = Story.objects.get()
    assert row.updated_at is None
    assert row.first_published_at == row.printed_at == first
    assert row.standfirst == "After two days of storms."


def test_an_update_of_long_ago_does_not_move_updated_back(story):
    now = timezone.now()
    declare_update(story, "<p>New.</p>", at=now)
    declare_update(story, "<p>Brought over.</p>", at=now - timedelta(days=9))
    assert Story.objects.get().updated_at == now


def test_a_correction_moves_no_date(story, cast):
    correct(story, "<p>It was the Mercury.</p>", user=cast.editor)
    assert Story.objects.get().updated_at is None


@pytest.mark.parametrize("declare", [declare_update, correct])
def test_each_declaration_is_a_version_and_a_print(story, cast, declare):
    declare(story, "<p>Something new.</p>", user=cast.editor)
    assert Version.objects.count() == prints() == 2
    assert "Something new." in Version.objects.last().content
    assert faults() == []


def test_rows_added_to_a_draft_go_out_with_it(write):
    story = write()
    correct(story, "<p>Before anybody read it.</p>")
    assert not Version.objects.exists()
    assert not Outbox.objects.exists()
    story.get_latest_revision().publish()
    assert "Before anybody read it." in Version.objects.get().content


def test_a_correction_outlives_the_publication_of_an_older_revision(story):
    older = story.get_latest_revision()
    correct(story, "<p>It was the Mercury.</p>")
    declare_update(story, "<p>More.</p>", at=timezone.now())
    updated = Story.objects.get().updated_at
    older.publish()
    row = Story.objects.get()
    assert row.corrections.count() == row.updates.count() == 1
    assert row.updated_at == updated
    assert "Mercury" in Version.objects.last().content


@pytest.mark.parametrize(("model", "declare"), [(Update, declare_update), (Correction, correct)])
def test_what_was_declared_is_not_changed_or_deleted(story, model, declare):
    row = declare(story, "<p>It was the Mercury.</p>")
    row.text = "<p>It was not.</p>"
    with pytest.raises(AppendOnly):
        row.save()
    with pytest.raises(AppendOnly):
        row.delete()
    assert model.objects.get().text == "<p>It was the Mercury.</p>"


@pytest.mark.parametrize("text", ["", "<p> </p>", "<p></p><p><br></p>", "<script>x()</script>"])
@pytest.mark.parametrize("declare", [declare_update, correct])
def test_a_declaration_without_words_is_refused(story, declare, text):
    with pytest.raises(SaysNothing):
        declare(story, text)
    assert Version.objects.count() == prints() == 1


def test_what_is_declared_is_sanitised(story):
    row = correct(story, '<p onclick="x()">It was <script>y()</script>the Mercury.</p>')
    assert "onclick" not in row.text
    assert "script" not in row.text


@pytest.mark.parametrize(
    "do",
    [
        lambda story, user: declare_update(story, "<p>New.</p>", user=user),
        lambda story, user: correct(story, "<p>New.</p>", user=user),
        lambda story, user: add_entry(story, TEXT, user=user),
    ],
)
def test_a_reporter_may_not_change_what_is_in_print(live, cast, do):
    with pytest.raises(MayNot):
        do(live, cast.reporter)
    assert Version.objects.count() == prints() == 1


def test_entries_are_printed_one_by_one(live, cast):
    first = add_entry(live, TEXT, headline="Pier closed", user=cast.editor)
    second = add_entry(live, [], headline="Ferry back", by="Cleo", key=True, user=cast.editor)
    assert Version.objects.count() == prints() == 3
    assert (first.by, second.by, second.key) == ("Ada Editor", "Cleo", True)
    assert "Ferry back" not in Version.objects.get(version=2).content
    assert "Ferry back" in Version.objects.get(version=3).content
    assert faults() == []


def test_a_withdrawn_entry_is_out_of_print_and_stays_in_the_record(live, cast):
    entry = add_entry(live, TEXT, headline="Pier closed", user=cast.editor)
    with pytest.raises(MayNot):
        withdraw_entry(entry, user=cast.reporter)
    withdraw_entry(entry, user=cast.editor)
    assert "Pier closed" in Version.objects.get(version=2).content
    assert "Pier closed" not in Version.objects.get(version=3).content
    assert LiveEntry.objects.get().withdrawn
    assert faults() == []


def test_only_live_coverage_has_entries(story, cast):
    with pytest.raises(NotLive):
        add_entry(story, TEXT, user=cast.editor)


def test_an_entry_needs_a_headline_or_text(live, cast):
    with pytest.raises(SaysNothing):
        add_entry(live, [], headline="  ", user=cast.editor)


def test_an_entry_that_does_not_fit_leaves_nothing(live, cast):
    with pytest.raises(ValidationError):
        add_entry(live, TEXT, headline="x" * 201, user=cast.editor)
    assert not LiveEntry.objects.exists()
    assert Version.objects.count() == prints() == 1


def test_entries_outlive_the_publication_of_an_older_revision(live, cast):
    older = live.get_latest_revision()
    add_entry(live, TEXT, headline="Pier closed", user=cast.editor)
    older.publish()
    assert live.entries.count() == 1
    assert "Pier closed" in Version.objects.last().content
