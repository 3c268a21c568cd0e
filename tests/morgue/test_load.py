"""What the loader makes of a copy, and what it says about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from dateline.masthead.models import Section
from dateline.masthead.queries import live_sections
from dateline.morgue.copy import (
    BylineCopy,
    Copy,
    CorrectionCopy,
    EntryCopy,
    PictureCopy,
    UpdateCopy,
    block_id,
    story_uid,
)
from dateline.morgue.load import Loader
from dateline.morgue.models import Provenance
from dateline.photodesk.models import Picture
from dateline.stories.models import Story, Topic
from tests.cast import Cast
from tests.morgue.conftest import rows
from tests.readers.paper import drawn

pytestmark = pytest.mark.django_db
PRINTED = datetime(2020, 5, 4, 6, 0, tzinfo=UTC)


def text(html: str, position: str = "0", source: str = "pier") -> dict[str, Any]:
    return {"type": "text", "value": html, "id": block_id(source, position)}


def copy(**changes: Any) -> Copy:
    said: dict[str, Any] = {
        "source_id": "pier",
        "headline": "The pier stands",
        "standfirst": "After the storm.",
        "section": "City",
        "bylines": [BylineCopy("Ben Quay")],
        "body": [text("<p>It stands.</p>")],
    }
    return Copy(**{**said, **changes})


@pytest.fixture
def pier(tmp_path: Path) -> PictureCopy:
    (tmp_path / "pier.jpg").write_bytes(drawn())
    return PictureCopy(
        str(tmp_path / "pier.jpg"), "A pier.", "The pier.", "Cleo Picture", "CC BY 4.0"
    )


def draft(item: Any) -> Story:
    story: Story = Story._base_manager.get(uid=item.story).get_latest_revision_as_object()
    return story


def lost_inside(item: Any) -> dict[str, str]:
    return {inside.what: inside.reason for inside in item.inside if inside.state == "lost"}


# What a copy becomes.


def test_a_copy_becomes_a_draft_with_all_it_says(cast: Cast) -> None:
    item = Loader("page").load(
        copy(
            address="https://old.example/pier",
            kind="feature",
            kicker="Storm",
            short_headline="Pier stands",
            place="Larkhaven",
            bylines=[BylineCopy("ben quay", "Reporter"), BylineCopy("Ann Other", "Pictures")],
            topics=["Storms", "storms", "The sea"],
            source_line="With Coastal Press",
            published=PRINTED,
        )
    )
    assert (item.state, item.reason, item.address) == ("imported", "", "https://old.example/pier")
    story = draft(item)
    assert (story.live, story.in_print, story.address) == (False, False, None)
    assert (story.kind, story.kicker, story.place) == ("feature", "Storm", "Larkhaven")
    assert [byline.signed for byline in story.bylines.all()] == ["Ben Quay", "Ann Other"]
    assert story.bylines.first().contributor == cast.ben
    assert {topic.name for topic in story.topics.all()} == {"Storms", "The sea"}
    assert story.first_published_at == PRINTED
    assert story.imported_from == "https://old.example/pier"
    assert story.get_parent().specific == cast.city
    assert str(story.uid) == item.story == str(story_uid("page", "pier"))
    assert lost_inside(item) == {}


def test_a_second_run_changes_nothing_at_all(cast: Cast, pier: PictureCopy) -> None:
    def run() -> list[str]:
        loader = Loader("markdown", publish=True)
        gale = EntryCopy(PRINTED, "Wind", [text("<p>Gale.</p>", "e.0", "night")])
        copies = [
            copy(lead=pier, topics=["Storms"], updates=[UpdateCopy(PRINTED, "<p>More.</p>")]),
            copy(source_id="buoy", headline="Adrift", section="Sea", related=["pier"]),
            copy(source_id="night", headline="A night", kind="live", entries=[gale]),
        ]
        for each in copies:
            each.published = PRINTED
            loader.reserve(each)
        return [loader.load(each).state for each in copies]

    assert run() == ["imported"] * 3
    before = rows()
    assert run() == ["unchanged"] * 3
    assert rows() == before


def test_a_dry_run_writes_no_row_and_no_file(cast: Cast, pier: PictureCopy, tmp_path: Path) -> None:
    loader = Loader("markdown", publish=True, dry_run=True)
    before = rows()
    wanted = copy(section="Weather", topics=["Storms"], lead=pier, published=PRINTED)
    loader.reserve(wanted)
    assert loader.load(wanted).state == "imported"
    assert rows() == before
    assert not (tmp_path / "media").exists()


def test_a_dry_run_tells_the_same_states(cast: Cast) -> None:
    first, second = copy(), copy(headline="The pier fell")
    assert Loader("page").load(first).state == "imported"
    for wanted, state in ((first, "unchanged"), (second, "updated")):
        assert Loader("page", dry_run=True).load(wanted).state == state
    story = Story.objects.get()
    story.title = "Edited"
    story.save_revision(user=cast.editor)
    assert Loader("page", dry_run=True).load(second).state == "proposed"
    story.delete()
    assert Loader("page", dry_run=True).load(second).state == "skipped"


def test_a_changed_source_updates_its_draft(cast: Cast) -> None:
    first = Loader("page").load(copy())
    second = Loader("page").load(copy(headline="The pier fell", body=[text("<p>It fell.</p>")]))
    assert (second.state, second.story) == ("updated", first.story)
    assert draft(second).title == "The pier fell"
    assert Story.objects.count() == Provenance.objects.count() == 1


def test_a_source_that_names_another_section_does_not_move_its_story(cast: Cast) -> None:
    Loader("page").load(copy())
    item = Loader("page").load(copy(section="Sea"))
    assert item.state == "updated"
    assert draft(item).get_parent().specific == cast.city
    (inside,) = item.inside
    assert (inside.what, inside.state) == ("section", "skipped")
    assert "Sea" in inside.reason


# Links between stories.


def test_links_lead_both_ways_round(cast: Cast) -> None:
    loader = Loader("markdown")
    link = '<p>See <a href="story:{0}">it</a>.</p>'.format
    copies = [
        copy(body=[text(link("buoy"))], related=["buoy"]),
        copy(source_id="buoy", headline="Adrift", body=[
            text(link("pier"), "0", "buoy"),
            {"type": "related", "value": {"story": "pier"}, "id": block_id("buoy", "1")},
        ]),
    ]  # fmt: skip
    for each in copies:
        loader.reserve(each)
    items = [loader.load(each) for each in copies]
    pier, buoy = (Story.objects.get(uid=item.story) for item in items)
    assert f'id="{buoy.pk}"' in draft(items[0]).body[0].value.source
    assert f'id="{pier.pk}"' in draft(items[1]).body[0].value.source
    assert draft(items[1]).body[1].value["story"].pk == pier.pk
    assert [row.other_id for row in draft(items[0]).chosen.all()] == [buoy.pk]
    assert [lost_inside(item) for item in items] == [{}, {}]


def test_a_link_to_no_story_leaves_its_words_and_is_accounted_for(cast: Cast) -> None:
    related = {"type": "related", "value": {"story": "gone"}, "id": block_id("pier", "1")}
    body = [text('<p>See <a href="story:gone">that</a>.</p>'), related]
    item = Loader("page").load(copy(body=body, related=["gone"]))
    story = draft(item)
    assert [block.block_type for block in story.body] == ["text"]
    assert story.body[0].value.source == "<p>See that.</p>"
    assert lost_inside(item) == {"link to gone": "no story has this slug"}


# Pictures.


def test_a_picture_comes_with_its_words_and_is_stored_once(
    cast: Cast, pier: PictureCopy, tmp_path: Path
) -> None:
    (tmp_path / "same.jpg").write_bytes(Path(pier.file).read_bytes())
    same = PictureCopy(str(tmp_path / "same.jpg"), "Again.")
    value = {"image": pier, "caption": "", "alt": "", "credit": "", "licence": ""}
    body = [{"type": "picture", "value": value, "id": block_id("pier", "0")}]
    first = Loader("page").load(copy(lead=pier, body=body))
    Loader("page").load(copy(source_id="buoy", lead=same))
    picture = Picture.objects.get()
    assert (picture.alt_text, picture.caption) == ("A pier.", "The pier.")
    assert (picture.credit, picture.licence) == ("Cleo Picture", "CC BY 4.0")
    assert draft(first).lead_picture == draft(first).body[0].value["image"] == picture
    assert draft(first).lead_caption == ""
    assert [(each.what, each.state) for each in first.inside] == [("picture pier.jpg", "imported")]


def test_a_picture_brings_its_focal_point_along(cast: Cast, pier: PictureCopy) -> None:
    Loader("page").load(copy(lead=replace(pier, focus=(75, 25))))
    picture = Picture.objects.get()
    assert picture.focal_point_x == round(picture.width * 0.75)
    assert picture.focal_point_y == round(picture.height * 0.25)


def bad_pictures() -> dict[str, bytes]:
    whole = drawn(640, 480)
    return {
        "cut.jpg": whole[: len(whole) // 2],
        "cut.png": drawn(640, 480, format="PNG")[:400],
        "text.jpg": b"no picture at all",
        "empty.jpg": b"",
        "page.jpg": b"<html><script>alert(1)</script></html>",
        "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    }


@pytest.mark.parametrize("name", [*bad_pictures(), "missing.jpg", "folder", "nul\0.jpg"])
def test_a_lost_picture_is_accounted_for_and_its_story_comes_in(
    cast: Cast, tmp_path: Path, name: str
) -> None:
    if name in bad_pictures():
        (tmp_path / name).write_bytes(bad_pictures()[name])
    (tmp_path / "folder").mkdir()
    lost = PictureCopy(str(tmp_path / name))
    gallery = {
        "title": "Views",
        "pictures": [{"type": "item", "value": {"image": lost}, "id": "x"}],
    }
    body = [
        text("<p>It stands.</p>"),
        {"type": "picture", "value": {"image": lost}, "id": block_id("pier", "1")},
        {"type": "gallery", "value": gallery, "id": block_id("pier", "2")},
    ]
    item = Loader("page").load(copy(lead=lost, body=body))
    assert item.state == "imported"
    (reason,) = lost_inside(item).values()
    assert reason
    assert "\n" not in reason
    assert [block.block_type for block in draft(item).body] == ["text"]
    assert not Picture.objects.exists()
    assert not (tmp_path / "media").exists() or not any((tmp_path / "media").rglob("*.*"))


def test_a_picture_that_unfolds_endlessly_is_lost_before_it_unfolds(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 320 * 240 - 1
    (tmp_path / "large.jpg").write_bytes(drawn())
    item = Loader("page").load(copy(lead=PictureCopy(str(tmp_path / "large.jpg"))))
    assert "pixels" in lost_inside(item)["picture large.jpg"]
    assert not Picture.objects.exists()


def test_pictures_on_the_web_are_not_fetched_unless_that_was_asked_for(cast: Cast) -> None:
    item = Loader("page").load(copy(lead=PictureCopy("https://old.example/pier.jpg")))
    assert "--pictures" in lost_inside(item)["picture https://old.example/pier.jpg"]
    item = Loader("page", fetching=True).load(
        copy(source_id="buoy", lead=PictureCopy("http://127.0.0.1:1/pier.jpg"))
    )
    assert item.state == "imported"
    assert "127.0.0.1" in lost_inside(item)["picture http://127.0.0.1:1/pier.jpg"]


# What is lost.


LOSSES: dict[str, dict[str, Any]] = {
    "a text too large": {"body": [text("<p>" + "a" * 11_000_000 + "</p>")]},
    "no headline": {"headline": "  "},
    "entries without live coverage": {"entries": [EntryCopy(PRINTED, "Wind", [])]},
    "an update without words": {"updates": [UpdateCopy(PRINTED, "<p> </p>")]},
    "a correction without words": {"corrections": [CorrectionCopy(PRINTED, "")]},
    "an entry without words": {"kind": "live", "entries": [EntryCopy(PRINTED, " ", [])]},
}


@pytest.mark.parametrize("what", LOSSES)
def test_a_story_that_cannot_be_stored_leaves_nothing_behind(
    cast: Cast, pier: PictureCopy, tmp_path: Path, what: str
) -> None:
    loader = Loader("markdown")
    wanted = copy(section="Weather", topics=["Storms"], lead=pier, **LOSSES[what])
    loader.reserve(wanted)
    item = loader.load(wanted)
    assert (item.state, item.story) == ("lost", None)
    assert item.reason
    assert "\n" not in item.reason
    assert not Story._base_manager.exists()
    assert not Provenance.objects.exists()
    assert not Topic.objects.exists()
    assert not Picture.objects.exists()


def test_a_loss_delays_no_other_story_and_takes_no_picture_of_theirs(
    cast: Cast, pier: PictureCopy
) -> None:
    loader = Loader("markdown")
    states = [
        loader.load(copy(lead=pier)).state,
        loader.load(copy(source_id="b", lead=pier, updates=[UpdateCopy(PRINTED, "")])).state,
        loader.load(copy(source_id="c", lead=pier)).state,
    ]
    assert states == ["imported", "lost", "imported"]
    assert Story.objects.count() == 2
    assert Picture.objects.count() == 1


def test_a_story_that_stands_already_survives_a_loss(cast: Cast) -> None:
    Loader("page").load(copy())
    item = Loader("page").load(copy(updates=[UpdateCopy(PRINTED, "")]))
    assert item.state == "lost"
    assert Story.objects.get().title == "The pier stands"
    assert Loader("page").load(copy()).state == "unchanged"


# When.


def test_a_date_to_come_is_a_plan_and_nothing_public(cast: Cast) -> None:
    to_come = timezone.now().replace(microsecond=0) + timedelta(days=2)
    item = Loader("markdown", publish=True).load(copy(published=to_come))
    story = Story.objects.get(uid=item.story)
    assert (item.state, story.live, story.in_print, story.address) == (
        "imported",
        False,
        False,
        None,
    )
    assert story.go_live_at == to_come
    assert story.get_latest_revision().approved_go_live_at == to_come
    from dateline.stories.releases import release_due

    assert release_due(to_come - timedelta(seconds=1)) == 0


def test_a_date_that_has_passed_is_when_it_was_first_published(cast: Cast) -> None:
    item = Loader("markdown", publish=True).load(copy(published=PRINTED))
    story = Story.objects.get(uid=item.story)
    assert (story.in_print, story.printed_at) == (True, PRINTED)
    assert story.address == "/city/2020/05/04/the-pier-stands/"


def test_without_a_date_nothing_is_published_and_none_is_invented(cast: Cast) -> None:
    item = Loader("markdown", publish=True).load(copy())
    story = Story.objects.get(uid=item.story)
    assert (story.live, story.first_published_at, story.go_live_at) == (False, None, None)


def test_updates_corrections_and_entries_become_rows(cast: Cast) -> None:
    hours = [PRINTED + timedelta(hours=hour) for hour in range(4)]
    item = Loader("markdown", publish=True).load(
        copy(
            kind="live",
            published=PRINTED,
            updates=[UpdateCopy(hours[1], "<p>More.</p>")],
            corrections=[CorrectionCopy(hours[2], "<p>It was <b>noon</b>.</p>")],
            entries=[
                EntryCopy(hours[3], "Calm", [text("<p>Calm.</p>", "e.1")], "Ben Quay", True),
                EntryCopy(hours[0], "", [text("<p>Gale.</p>", "e.0")]),
            ],
        )
    )
    story = Story.objects.get(uid=item.story)
    assert [(row.at, row.text) for row in story.updates.all()] == [(hours[1], "<p>More.</p>")]
    assert story.updated_at == hours[1]
    assert [row.text for row in story.corrections.all()] == ["<p>It was <b>noon</b>.</p>"]
    entries = list(story.entries.all())
    assert [(entry.at, entry.headline, entry.by, entry.key) for entry in entries] == [
        (hours[3], "Calm", "Ben Quay", True),
        (hours[0], "", "", False),
    ]


# Sections.


@pytest.mark.parametrize("importer", ["page", "markdown"])
def test_a_section_that_the_paper_lacks_is_made_as_a_draft_and_said(
    cast: Cast, importer: str
) -> None:
    item = Loader(importer).load(copy(section="Weather"))
    section = Section.objects.get(slug="weather")
    assert (section.live, section.first_published_at) == (False, None)
    assert section not in list(live_sections())
    (doubt,) = [doubt for doubt in item.doubts if "section" in doubt]
    assert "Weather" in doubt
    # Once an editor has published it, there is nothing left to doubt.
    section.get_latest_revision().publish()
    later = Loader(importer).load(copy(source_id="buoy", section="Weather"))
    assert not [doubt for doubt in later.doubts if "section" in doubt]


def test_a_story_whose_section_readers_do_not_see_stays_a_draft_also_where_it_is_to_be_printed(
    cast: Cast,
) -> None:
    item = Loader("markdown", publish=True).load(copy(section="Weather", published=PRINTED))
    assert item.state == "imported"
    story = Story.objects.get(uid=item.story)
    assert (story.in_print, story.first_published_at) == (False, PRINTED)
    (told,) = [inside for inside in item.inside if inside.what == "publication"]
    assert told.state == "skipped"
    assert "Weather" in told.reason
    # What an editor then does: the section first, and the story with its own date.
    section = Section.objects.get(slug="weather")
    section.get_latest_revision().publish()
    story.get_latest_revision().publish()
    story.refresh_from_db()
    assert (story.in_print, story.first_published_at) == (True, PRINTED)


def test_a_name_that_no_contributor_has_is_said_of_a_kept_paper_and_not_of_a_page(
    cast: Cast,
) -> None:
    signed = copy(bylines=[BylineCopy("Ben Quay"), BylineCopy("Ann Other")])
    (doubt,) = Loader("markdown").load(signed).doubts
    assert "Ann Other" in doubt
    announced = frozenset({"ann other", "weather"})
    dry = Loader("markdown", dry_run=True, announced=announced)
    assert dry.load(copy(source_id="x", section="Weather", bylines=signed.bylines)).doubts == []
    assert Loader("page").load(signed).doubts == []


def test_a_story_without_a_section_is_unsorted_and_unseen(cast: Cast) -> None:
    unsorted = Loader("page").load(copy(source_id="buoy", section=""))
    section = Section.objects.get(slug="unsorted")
    assert not section.live
    assert Story.objects.get(uid=unsorted.story).get_parent().specific == section


# Words too long, and words nobody meant.


def test_what_is_too_long_is_cut_between_words_and_accounted_for(cast: Cast) -> None:
    long = "word " * 100
    item = Loader("page").load(
        copy(
            headline=long,
            kicker=long,
            short_headline=long,
            place=long,
            source_line=long,
            kind="live",
            topics=[long],
            bylines=[BylineCopy(long, long)],
            entries=[EntryCopy(PRINTED, long, [], long)],
        )
    )
    assert item.state == "imported"
    assert set(lost_inside(item)) == {
        "headline", "kicker", "short headline", "place", "source line", "topic", "byline", "role",
        "headline of an entry", "byline of an entry",
    }  # fmt: skip
    assert all("cut to" in reason for reason in lost_inside(item).values())
    story = draft(item)
    assert story.title.endswith("word…")
    assert len(story.title) <= 255
    assert len(story.topics.first().name) <= 120


def test_a_kind_there_is_not_becomes_news_and_is_accounted_for(cast: Cast) -> None:
    item = Loader("page").load(copy(kind="listicle"))
    assert draft(item).kind == "news"
    assert "listicle" in lost_inside(item)["kind"]


def test_an_address_of_any_length_is_known_again(cast: Cast) -> None:
    far = copy(source_id="https://old.example/" + "a" * 2_000)
    assert [Loader("page").load(far).state for _ in range(2)] == ["imported", "unchanged"]


@pytest.mark.parametrize("bad", ["\0", "\x1b", "\ud83d", "\x85"])
def test_characters_that_nobody_can_read_or_store_are_left_out(cast: Cast, bad: str) -> None:
    item = Loader("page").load(
        copy(
            source_id=f"pier{bad}",
            headline=f"The pier{bad} stands",
            standfirst=f"After{bad}.",
            topics=[f"Storm{bad}s"],
            bylines=[BylineCopy(f"Ann{bad} Other")],
            body=[text(f"<p>It {bad}stands.</p>")],
            kind="live",
            entries=[EntryCopy(PRINTED, f"Wi{bad}nd", [text(f"<p>{bad}Gale.</p>", "e.0")])],
            updates=[UpdateCopy(PRINTED, f"<p>Mo{bad}re.</p>")],
        )
    )
    assert item.state == "imported"
    assert bad not in "".join(rows().values()).encode("utf-8", "surrogatepass").decode(
        "utf-8", "surrogatepass"
    )
    assert draft(item).title.replace("\ufffd", "") == "The pier stands"
    assert "stands." in draft(item).body[0].value.source


HOSTILE = (
    '<p onclick="x()">A<script>alert(1)</script><img src=x onerror=alert(2)>'
    '<a href="javascript:alert(3)">b</a><iframe src="//evil.example"></iframe>'
    "<svg onload=alert(4)></svg><style>p{}</style><b>c</b></p>"
)


def test_hostile_markup_is_sanitised_when_it_is_stored(cast: Cast) -> None:
    item_of = {"type": "item", "id": "i"}
    body = [
        text(HOSTILE),
        {"type": "quote", "value": {"text": HOSTILE, "speaker": "x", "role": ""}, "id": "1"},
        {"type": "factbox", "value": {"title": "x", "text": HOSTILE}, "id": "2"},
        {"type": "note", "value": {"about": "editor", "text": HOSTILE}, "id": "3"},
        {"type": "qa", "value": {"title": "", "items": [
            {**item_of, "value": {"question": "q", "answer": HOSTILE}}]}, "id": "4"},
        {"type": "timeline", "value": {"title": "", "items": [
            {**item_of, "value": {"time": "t", "text": HOSTILE}}]}, "id": "5"},
    ]  # fmt: skip
    item = Loader("page").load(
        copy(
            kind="live",
            body=body,
            updates=[UpdateCopy(PRINTED, HOSTILE)],
            corrections=[CorrectionCopy(PRINTED, HOSTILE)],
            entries=[EntryCopy(PRINTED, "Wind", [text(HOSTILE, "e.0")])],
        )
    )
    assert item.state == "imported"
    stored = "".join(rows().values()).lower()
    for active in ("<script", "onclick", "onerror", "onload", "javascript:", "<iframe", "<svg",
                   "<style", "evil.example"):  # fmt: skip
        assert active not in stored, active
    assert len(draft(item).body) == 6


def test_an_original_lies_where_no_reader_comes(cast: Cast, pier: PictureCopy) -> None:
    Loader("page").load(copy(lead=pier))
    picture = Picture.objects.get()
    assert picture.file.name.startswith("original_images/")
    assert default_storage.exists(picture.file.name)
    assert "pier" not in picture.file.name
