"""The desk checks on whole stories, stored and not."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from dateline.photodesk.models import Picture
from dateline.stories import desk
from dateline.stories.models import Byline, LiveEntry, Story
from tests.newsroom.conftest import edit_url

pytestmark = pytest.mark.django_db


def picture(tmp_path, settings, **words):
    """Return a small picture."""
    settings.MEDIA_ROOT = str(tmp_path)
    path = tmp_path / "wall.png"
    Image.new("RGB", (40, 30), "navy").save(path)
    file = SimpleUploadedFile("wall.png", path.read_bytes(), content_type="image/png")
    return Picture.objects.create(title="Harbour wall", file=file, width=40, height=30, **words)


def blocking(story):
    """Return (field, words) of what blocks."""
    return [(finding.where, finding.what) for finding in desk.examine(story) if finding.blocks]


def test_a_whole_story_passes(write):
    assert desk.examine(write()) == []


def test_a_story_that_was_never_stored_can_be_examined(cast):
    story = Story(title="Ferry sails", section=cast.city, standfirst="After a storm.")
    story.bylines = [Byline(name="Coastal Press")]
    assert desk.examine(story) == []
    assert {where for where, _ in blocking(Story(title=""))} == {
        "title",
        "section",
        "bylines",
        "standfirst",
    }


def test_sponsored_copy_names_who_paid(write):
    assert blocking(write(kind="sponsored")) == [
        ("sponsor", "It is sponsored and does not say who paid for it.")
    ]


def test_a_story_does_not_expire_before_it_may_be_out(write):
    story = write()
    story.embargo_until = timezone.now() + timezone.timedelta(days=2)
    story.expire_at = timezone.now() + timezone.timedelta(days=1)
    assert [where for where, _ in blocking(story)] == ["expire_at"]


@pytest.mark.parametrize("place", ["lead", "body", "gallery", "poster", "entry"])
def test_a_picture_without_words_blocks_wherever_it_stands(write, tmp_path, settings, place):
    bare = picture(tmp_path, settings)
    value = {"image": bare.pk, "caption": "", "alt": "", "credit": "", "licence": ""}
    bodies = {
        "body": [{"type": "picture", "value": value}],
        "gallery": [
            {
                "type": "gallery",
                "value": {"title": "", "pictures": [{"type": "item", "value": value, "id": "one"}]},
            }
        ],
        "poster": [
            {
                "type": "media",
                "value": {
                    "kind": "video",
                    "title": "Waves",
                    "document": None,
                    "address": "https://example.org/waves",
                    "poster": bare.pk,
                    "caption": "",
                    "credit": "",
                },
            }
        ],
    }
    fields = {"lead_picture": bare} if place == "lead" else {}
    if place in bodies:
        fields["body"] = bodies[place]
    story = write(**fields)
    if place == "entry":
        entry = LiveEntry(story=story, headline="Waves")
        entry.body = LiveEntry.body.field.stream_block.to_python(bodies["body"])
        entry.save()
    found = [words for _, words in blocking(story)]
    lacking = ["alt text", "caption", "credit", "licence"]
    if place == "poster":  # the title stands under it
        lacking.remove("caption")
    assert found == [f"The picture “Harbour wall” has no {what}." for what in lacking]


def test_words_given_in_the_story_stand_in_for_the_pictures_own(write, tmp_path, settings):
    bare = picture(tmp_path, settings)
    words = {"caption": "Waves.", "alt": "A wall", "credit": "Cleo", "licence": "CC BY 4.0"}
    value = {"image": bare.pk, **words}
    assert blocking(write(body=[{"type": "picture", "value": value}])) == []
    for name in words:
        story = write(body=[{"type": "picture", "value": {**value, name: "  "}}])
        assert len(blocking(story)) == 1, name


def test_each_placement_of_a_picture_is_looked_at_by_itself(write, tmp_path, settings):
    half = picture(tmp_path, settings, alt_text="A wall", credit="Cleo", licence="CC BY 4.0")
    value = {"image": half.pk, "caption": "", "alt": "", "credit": "", "licence": ""}
    body = [
        {"type": "picture", "value": {**value, "caption": "Before."}},
        {"type": "picture", "value": value},
    ]
    story = write(body=body, lead_picture=half, lead_caption="At noon.")
    assert blocking(story) == [("body", "The picture “Harbour wall” has no caption.")]
    story.lead_caption = ""
    assert [where for where, _ in blocking(story)] == ["lead_picture", "body"]


def test_a_long_headline_asks_for_a_short_one(write, settings):
    settings.DATELINE = {"HEADLINE_LENGTH": 20}
    story = write("Council approves the tunnel under the harbour")
    [finding] = desk.examine(story)
    assert not finding.blocks
    assert finding.what.startswith("The headline has 45 characters; the front has room for 20.")
    story.short_headline = "Tunnel approved"
    assert desk.examine(story) == []


def test_doubts_name_field_and_words_and_do_not_block(write):
    story = write(body=[{"type": "text", "value": "<p>It is 46 km (23 miles) <b>long</b>.</p>"}])
    [finding] = desk.examine(story)
    assert (finding.where, finding.words, finding.blocks) == ("body", "46 km (23 miles)", False)
    story.get_latest_revision().publish()


def test_the_desk_stands_beside_the_form(as_, write):
    story = write(standfirst="", body=[{"type": "text", "value": "<p>US$8m (£6m) million</p>"}])
    page = as_("editor").get(edit_url(story)).content.decode()
    assert 'data-side-panel="desk"' in page
    assert "It has no standfirst." in page
    assert "A unit is written twice: “US$8m (£6m) million”." in page


def test_a_whole_story_costs_few_queries(write, django_assert_max_num_queries):
    story = Story.objects.get(pk=write().pk)
    with django_assert_max_num_queries(8):
        desk.examine(story)
