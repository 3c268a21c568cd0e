"""What the loader does with stories that were in print in an older system."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import ReferenceIndex

from dateline.masthead.models import Section
from dateline.morgue.account import Account, Item
from dateline.morgue.archive import Run
from dateline.morgue.copy import Copy, PictureCopy, block_id, story_uid
from dateline.morgue.load import Loader
from dateline.morgue.mapping import Mapping
from dateline.morgue.models import OldAddress
from dateline.photodesk.models import Picture
from dateline.press.render import render
from dateline.record.models import Takedown, Version
from dateline.record.takedowns import take_down
from dateline.stories.desk import NotReady
from dateline.stories.models import Story
from dateline.stories.passages import running_passages
from tests.cast import Cast
from tests.morgue.test_load import copy, text
from tests.readers.paper import drawn

pytestmark = pytest.mark.django_db
PRINTED = datetime(2009, 5, 4, 6, 0, tzinfo=UTC)


def old(**changes: Any) -> Copy:
    """A story as an archive has it: no standfirst, nobody who signed it."""
    said = {"standfirst": "", "bylines": [], "published": PRINTED, "addresses": ["/2009/pier/"]}
    return copy(**{**said, **changes})


def loader(**changes: Any) -> Loader:
    return Loader("wordpress", archive=True, **changes)


def story_of(made: Copy) -> Story:
    return Story.objects.get(uid=story_uid("wordpress", made.source_id))


def shown(picture: PictureCopy, position: str = "1") -> dict[str, Any]:
    words = {"caption": picture.caption, "alt": picture.alt, "credit": "", "licence": ""}
    value = {"image": picture, **words}
    return {"type": "picture", "value": value, "id": block_id("pier", position)}


def test_what_was_in_print_goes_out_as_it_was_with_its_old_date(cast: Cast) -> None:
    item = loader().load(old(), live=True)
    assert (item.state, item.reason) == ("imported", "")
    story = story_of(old())
    assert story.in_print
    assert story.first_published_at == PRINTED
    assert "/city/2009/05/04/" in str(story.address)


def test_an_editor_who_opens_it_later_is_asked_what_a_desk_asks(cast: Cast) -> None:
    loader().load(old(), live=True)
    story = story_of(old())
    with pytest.raises(NotReady, match="no byline"):
        story.publish(story.save_revision())


def test_a_new_section_is_one_that_readers_see(cast: Cast) -> None:
    loader().load(old(section="Harbour"), live=True)
    assert Section.objects.get(title="Harbour").live
    assert story_of(old()).in_print


def test_without_a_section_it_waits_and_the_account_says_how_to_give_it_one(cast: Cast) -> None:
    item = loader().load(old(section=""), live=True)
    assert not story_of(old()).in_print
    assert any('[sections] "" = "…"' in inside.reason for inside in item.inside)


def test_drafts_go_out_when_the_newsroom_decides_so_and_then_no_more_changes(cast: Cast) -> None:
    assert loader().load(old(section=""), live=False).state == "imported"
    assert loader().load(old(section=""), live=True).state == "unchanged"
    assert loader().load(old(section="Harbour"), live=True).state == "updated"
    story = story_of(old())
    assert story.in_print
    assert story.section is not None
    assert story.section.title == "Harbour"
    assert loader().load(old(section="Harbour"), live=True).state == "unchanged"


def test_a_draft_that_moves_finds_a_free_name_in_its_new_section(cast: Cast) -> None:
    loader().load(old(section="Sea"), live=False)
    loader().load(old(source_id="other", addresses=[]), live=True)
    item = loader().load(old(section="City"), live=True)
    assert (item.state, item.reason) == ("updated", "")
    assert story_of(old()).slug == "the-pier-stands-1"


def test_an_unchanged_draft_goes_out_once_that_is_wanted(cast: Cast) -> None:
    loader().load(old(), live=False)
    assert loader().load(old(), live=True).state == "updated"
    assert story_of(old()).in_print
    assert loader().load(old(), live=True).state == "unchanged"


def test_a_draft_that_an_editor_touched_stays_a_draft(cast: Cast) -> None:
    loader().load(old(), live=False)
    story = story_of(old())
    story.title = "The pier, edited"
    story.save_revision()
    assert loader().load(old(), live=True).state == "unchanged"
    assert not story_of(old()).in_print
    changed = old(headline="The pier stood")
    assert loader().load(changed, live=True).state == "proposed"
    assert story_of(old()).get_latest_revision_as_object().title == "The pier, edited"


def test_one_in_print_stays_where_it_is(cast: Cast) -> None:
    loader().load(old(), live=True)
    address = story_of(old()).address
    loader().load(old(section="Harbour", headline="The pier stood"), live=True)
    assert story_of(old()).address == address
    assert story_of(old()).title == "The pier stood"


def test_what_was_taken_down_is_not_brought_back(cast: Cast) -> None:
    loader().load(old(), live=True)
    take_down(story_of(old()), None, kind=Takedown.Kind.COURT_ORDER, reason="A court order.")
    item = loader().load(old(headline="Again"), live=True)
    assert (item.state, item.reason) == ("skipped", "was taken down for a legal reason")
    assert not story_of(old()).in_print


def test_old_addresses_lead_to_the_story_and_the_first_keeps_its_own(cast: Cast) -> None:
    loader().load(old(addresses=["/2009/pier/", "/?p=7"]), live=True)
    second = old(source_id="quay", headline="Quay", addresses=["/2009/pier/", "/?p=8"])
    item = loader().load(second, live=True)
    uids = dict(OldAddress.objects.values_list("path", "uid"))
    pier, quay = story_uid("wordpress", "pier"), story_uid("wordpress", "quay")
    assert uids == {"/2009/pier/": pier, "/?p=7": pier, "/?p=8": quay}
    (told,) = (inside for inside in item.inside if inside.what.startswith("address"))
    assert (told.what, told.state) == ("address /2009/pier/", "skipped")


def test_an_address_that_no_column_holds_is_in_the_account(cast: Cast) -> None:
    item = loader().load(old(addresses=["/" + "a" * 400]), live=False)
    assert not OldAddress.objects.exists()
    assert any(inside.state == "lost" and "too long" in inside.reason for inside in item.inside)


def test_a_picture_that_is_missing_leaves_a_mark_in_its_place(cast: Cast) -> None:
    gone = PictureCopy("https://old.example/uploads/gone.jpg", "A pier.", "The pier in May.")
    made = old(body=[text("<p>Before.</p>"), shown(gone), text("<p>After.</p>", "2")])
    item = loader().load(made, live=True)
    blocks = story_of(made).body.get_prep_value()
    assert [block["type"] for block in blocks] == ["text", "leftover", "text"]
    assert blocks[1]["value"]["what"] == "picture"
    for words in (gone.file, gone.alt, gone.caption):
        assert words in blocks[1]["value"]["markup"]
    assert any(inside.state == "lost" and gone.file in inside.what for inside in item.inside)


def test_a_gallery_keeps_the_pictures_there_are(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "here.jpg").write_bytes(drawn())
    pictures = [
        PictureCopy(str(tmp_path / "here.jpg"), "Here."),
        PictureCopy("https://o.example/b.jpg"),
    ]
    items = [
        {"type": "item", "value": shown(picture)["value"], "id": block_id("pier", f"0.{n}")}
        for n, picture in enumerate(pictures)
    ]
    gallery = {
        "type": "gallery",
        "value": {"title": "", "pictures": items},
        "id": block_id("pier", "0"),
    }
    loader().load(old(body=[gallery]), live=False)
    blocks = story_of(old()).body.get_prep_value()
    assert [block["type"] for block in blocks] == ["gallery", "leftover"]
    assert len(blocks[0]["value"]["pictures"]) == 1
    assert "b.jpg" in blocks[1]["value"]["markup"]


@pytest.mark.parametrize(
    ("lies", "address"),
    [
        (
            "wp-content/uploads/2009/05/pier.jpg",
            "https://old.example/wp-content/uploads/2009/05/pier.jpg",
        ),
        ("2009/05/pier.jpg", "https://old.example/blog/wp-content/uploads/2009/05/pier.jpg"),
        ("pier a.jpg", "https://old.example/files/pier%20a.jpg"),
    ],
)
def test_pictures_are_found_in_the_media_folder_by_the_end_of_their_path(
    cast: Cast, tmp_path: Path, lies: str, address: str
) -> None:
    media = tmp_path / "uploads"
    (media / lies).parent.mkdir(parents=True)
    (media / lies).write_bytes(drawn())
    made = old(body=[shown(PictureCopy(address, "A pier."))])
    item = loader(media=(media,)).load(made, live=False)
    assert [inside.state for inside in item.inside if "picture" in inside.what] == ["imported"]
    assert Picture.objects.count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://old.example/../secret.jpg",
        "https://old.example/a/..%2f..%2fsecret.jpg",
        "https://old.example/link/secret.jpg",
        "https://old.example/" + "x" * 300 + ".jpg",
        "https://old.example/a%00b.jpg",
    ],
)
def test_no_address_leads_out_of_the_media_folder(cast: Cast, tmp_path: Path, address: str) -> None:
    media = tmp_path / "site" / "uploads"
    media.mkdir(parents=True)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.jpg").write_bytes(drawn())
    (media.parent / "secret.jpg").write_bytes(drawn())
    (tmp_path / "secret.jpg").write_bytes(drawn())
    (media / "link").symlink_to(outside)
    made = old(body=[shown(PictureCopy(address))])
    item = loader(media=(media,)).load(made, live=False)
    assert [inside.state for inside in item.inside if "picture" in inside.what] == ["lost"]
    assert not Picture.objects.exists()


def test_readers_and_the_record_never_get_what_was_left_over(cast: Cast) -> None:
    left = {"what": "form", "markup": "<form>secret</form>"}
    block = {"type": "leftover", "value": left, "id": block_id("pier", "1")}
    made = old(body=[text("<p>Before.</p>"), block])
    loader().load(made, live=True)
    story = story_of(made)
    printed = render("story", str(story.uid), timezone.now())
    assert b"secret" not in printed.body(timezone.now())
    assert "secret" not in str(Version.objects.filter(uid=story.uid).values_list("content"))
    assert "secret" not in str(list(running_passages(story)))


def test_references_are_indexed_once_and_wholly(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "here.jpg").write_bytes(drawn())
    made = old(body=[shown(PictureCopy(str(tmp_path / "here.jpg"), "Here."))])
    loader().load(made, live=True)
    story, picture = story_of(made), Picture.objects.get()
    found = ReferenceIndex.get_references_for_object(story)
    assert str(picture.pk) in set(found.values_list("to_object_id", flat=True))


def run(*found: Any, mapping: Mapping | None = None, **changes: Any) -> Account:
    account = Account("export.xml", "wordpress")
    decided = mapping or Mapping(stories_live=True)
    Run(loader(**changes), decided, account).bring_over(found, len(found))
    return account


class Post:
    def __init__(self, made: Copy, *, is_page: bool = False, live: bool = True) -> None:
        self.copy, self.is_page, self.live = made, is_page, live


def test_only_what_readers_could_read_and_the_newsroom_wants_goes_live(cast: Cast) -> None:
    names = ("story", "private", "page")
    made = {name: replace(old(), source_id=name, addresses=[]) for name in names}
    posts = [
        Post(made["story"]), Post(made["private"], live=False), Post(made["page"], is_page=True),
    ]  # fmt: skip
    assert run(*posts).totals()["imported"] == 3
    assert {name: story_of(each).in_print for name, each in made.items()} == {
        "story": True, "private": False, "page": False,
    }  # fmt: skip
    run(posts[2], mapping=Mapping(pages_live=True))
    assert story_of(made["page"]).in_print


def test_a_file_of_the_library_is_imported_where_a_story_shows_it(
    cast: Cast, tmp_path: Path
) -> None:
    (tmp_path / "a.jpg").write_bytes(drawn())
    picture = PictureCopy("https://old.example/uploads/a.jpg", "A.")
    files = [
        Item("file", f"?p={name}", f"https://old.example/uploads/{name}.jpg", "skipped", reason="r")
        for name in "ab"
    ]
    account = run(*files, Post(old(body=[shown(picture)])), media=(tmp_path,))
    assert [item.state for item in account.items] == ["imported", "skipped", "imported"]
