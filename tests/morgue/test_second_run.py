"""What a second import does to stories that people have worked on meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dateline.masthead.models import Section
from dateline.morgue import places
from dateline.morgue.copy import Copy, CorrectionCopy, Furniture, block_id
from dateline.morgue.load import Loader
from dateline.press.models import Outbox
from dateline.record.models import Version
from dateline.stories.models import Story

pytestmark = pytest.mark.django_db

PRINTED = datetime(2020, 5, 4, 6, 0, tzinfo=UTC)


def copy(**changes):
    said = {
        "source_id": "pier",
        "headline": "The pier stands",
        "standfirst": "After the storm.",
        "section": "City",
        "source_line": "Courier staff",
        "published": PRINTED,
        "body": [
            {"type": "text", "value": "<p>It stands.</p>", "id": block_id("pier", "0")},
        ],
    }
    return Copy(**{**said, **changes})


@pytest.fixture
def loader(cast, monkeypatch):
    # Who signs is not what is looked at here.
    monkeypatch.setattr("dateline.stories.desk.refuse_unready", lambda story: None)
    return Loader("markdown", publish=True)


def the_story():
    return Story.objects.get()


def edited(text="The pier, edited"):
    story = the_story()
    story.title = text
    story.save_revision().publish()


def test_a_changed_source_never_replaces_an_editors_published_text(loader):
    loader.load(copy())
    edited()
    for headline in ("Second", "Third", "Fourth"):
        item = loader.load(copy(headline=headline))
        assert item.state == "proposed"
        assert the_story().title == "The pier, edited"
        draft = the_story().get_latest_revision().as_object()
        assert draft.title == "The pier, edited"
    assert "Fourth" in {r.as_object().title for r in the_story().revisions.all()}
    assert loader.load(copy(headline="Fourth")).state == "unchanged"


def test_an_editors_draft_stays_on_top_of_a_proposal(cast):
    loader = Loader("markdown")
    loader.load(copy())
    story = the_story()
    story.title = "My own words"
    story.save_revision(user=cast.reporter)
    assert loader.load(copy(headline="Second")).state == "proposed"
    top = the_story().get_latest_revision()
    assert top.as_object().title == "My own words"
    assert top.user == cast.reporter


def test_a_story_published_while_its_pictures_come_in_stays_in_print(loader, monkeypatch):
    drafts = Loader("markdown")
    drafts.load(copy())

    def slow(_):
        the_story().get_latest_revision().publish()
        return []

    monkeypatch.setattr(drafts.desk, "take_all", slow)
    drafts.load(copy(headline="Second"))
    assert Story.objects.in_print().filter(title="The pier stands").exists()
    assert list(Outbox.objects.values_list("action", flat=True)) == ["print"]


def test_drafts_are_imported_without_putting_corrections_into_print(loader):
    loader.load(copy())
    wrong = CorrectionCopy(at=PRINTED, text="<p>It did not stand.</p>")
    item = Loader("markdown").load(copy(corrections=[wrong]))
    assert item.state == "updated"
    assert the_story().corrections.count() == 0
    assert Version.objects.count() == 1
    assert any(inside.state == "proposed" for inside in item.inside)


def test_a_story_deleted_in_the_newsroom_stays_deleted(loader):
    loader.load(copy())
    the_story().delete()
    loader.reserve(copy())
    assert loader.load(copy()).state == "skipped"
    assert not Story.objects.exists()


def test_other_weather_around_a_story_is_no_change_of_it(loader):
    loader.load(copy(furniture=[Furniture("21 C", "weather")]))
    again = loader.load(copy(furniture=[Furniture("8 C", "weather")], doubts=["who knows"]))
    assert again.state == "unchanged"


def test_names_in_other_scripts_make_sections_of_their_own(cast):
    sport, made = places.section_for("Спорт")
    politics, also = places.section_for("Политика")
    assert made
    assert also
    assert sport != politics
    assert (sport.slug, sport.live) == ("sport", False)
    assert places.section_for("Спорт") == (sport, False)
    unsorted, _ = places.section_for("")
    assert not unsorted.live
    assert unsorted not in (sport, politics)


def test_names_that_share_a_slug_make_two_sections(cast):
    first, _ = places.section_for("C")
    second, _ = places.section_for("C++")
    assert first != second
    assert Section.objects.filter(slug__startswith="c").count() == 3  # City is the third


def test_headlines_in_other_scripts_give_readable_slugs(loader):
    loader.load(replace_headline("Паром снова ходит"))
    assert the_story().slug == "parom-snova-khodit"


def replace_headline(headline):
    return replace(copy(), headline=headline)
