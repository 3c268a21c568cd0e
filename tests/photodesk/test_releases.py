"""Which files readers may have, and when they may no longer."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file

from dateline.photodesk import releases
from dateline.photodesk.contexts import SPECS
from dateline.photodesk.models import Attachment, Picture, Rendition
from dateline.photodesk.sizes import make_sizes
from dateline.press.files import may_be_handed_out
from dateline.press.models import PrintedFile
from dateline.stories.models import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    words = {"caption": "She sails.", "credit": "Cleo", "licence": "CC BY 4.0"}
    return Picture.objects.create(title="Ferry", file=get_test_image_file(), **words)


@pytest.fixture
def document():
    return Attachment.objects.create(title="Report", file=ContentFile(b"%PDF-1.4", "report.pdf"))


def size(picture, spec="max-80x80|format-jpeg"):
    """Return the file's name of one size of `picture`, made where it is missing."""
    made = picture.renditions.filter(filter_spec=spec).first()
    return (made or make_size(picture, spec)).file.name


def make_size(picture, spec="max-80x80|format-jpeg"):
    return Rendition.objects.create(
        image=picture,
        filter_spec=spec,
        focal_point_key="",
        width=80,
        height=60,
        file=ContentFile(get_test_image_file().file.getvalue(), "ferry.png"),
    )


def may(name):
    return may_be_handed_out(name)


def test_sizes_and_documents_are_released_and_originals_never(picture, document):
    name = size(picture)
    assert not may(name)
    releases.release("one", pictures=[picture.pk], documents=[document.pk])
    assert may(name)
    assert may(document.file.name)
    assert not may(picture.file.name)
    assert picture.file.name.startswith("original_images/")


def test_a_marker_is_no_file(picture):
    releases.release("one", pictures=[picture.pk])
    assert PrintedFile.objects.filter(name=f"picture:{picture.pk}").exists()
    assert not may(f"picture:{picture.pk}")


def test_what_is_no_longer_shown_is_taken_back(picture, document):
    name = size(picture)
    releases.release("one", pictures=[picture.pk], documents=[document.pk])
    releases.release("one", pictures=[], documents=[document.pk])
    assert not may(name)
    assert may(document.file.name)


def test_a_file_that_two_show_stays_until_both_are_gone(picture):
    name = size(picture)
    releases.release("one", pictures=[picture.pk])
    releases.release("two", pictures=[picture.pk])
    releases.withdraw("one")
    assert may(name)
    releases.withdraw("two")
    assert not may(name)


def test_releasing_again_changes_no_row(picture):
    size(picture)
    releases.release("one", pictures=[picture.pk])
    before = set(PrintedFile.objects.values_list("pk", flat=True))
    releases.release("one", pictures=[picture.pk])
    assert set(PrintedFile.objects.values_list("pk", flat=True)) == before


def test_sizes_made_later_follow_for_everyone_who_released_the_picture(picture):
    releases.release("one", pictures=[picture.pk])
    releases.release("two", pictures=[picture.pk])
    name = size(picture)
    assert not may(name)
    releases.release_later_sizes(picture.pk)
    releases.release_later_sizes(picture.pk)
    assert may(name)
    releases.withdraw("one")
    assert may(name)
    releases.withdraw("two")
    assert not may(name)


def test_sizes_of_a_picture_in_no_story_stay_unreleased(picture):
    name = size(picture)
    releases.release_later_sizes(picture.pk)
    assert not may(name)


def test_the_worker_releases_the_sizes_it_makes_for_a_story_in_print(picture, write, monkeypatch):
    monkeypatch.setattr(Picture, "get_renditions", make_size)
    story = write(lead_picture=picture)
    Picture.objects.filter(pk=picture.pk).update(alt_text="A ferry.")
    story.get_latest_revision().publish()
    (spec,) = SPECS[:1]
    assert make_sizes(picture, (spec,)) == 1
    assert may(size(picture, spec))
    Story.objects.get().unpublish()
    assert not may(size(picture, spec))


def test_names_of_files_cannot_be_guessed(picture, document):
    for name in (picture.file.name, size(picture), document.file.name):
        stem = name.rpartition("/")[2].split(".")[0]
        assert len(stem) >= 32
        int(stem[:32], 16)


@pytest.mark.parametrize("depth", ["lead", "picture", "gallery", "poster", "document"])
def test_a_story_releases_its_files_at_whatever_depth(picture, document, write, depth):
    Picture.objects.filter(pk=picture.pk).update(alt_text="A ferry.")
    value = {"image": picture.pk, "credit": "Cleo", "alt": "A ferry"}
    blocks = {
        "lead": [],
        "picture": [{"type": "picture", "value": value}],
        "gallery": [
            {
                "type": "gallery",
                "value": {"title": "Day", "pictures": [{"type": "item", "value": value}]},
            }
        ],
        "poster": [
            {
                "type": "media",
                "value": {
                    "kind": "video",
                    "title": "Day",
                    "document": document.pk,
                    "poster": picture.pk,
                    "credit": "Cleo",
                },
            }
        ],
        "document": [{"type": "document", "value": {"document": document.pk, "title": "Day"}}],
    }[depth]
    name = size(picture)
    body = [{"type": "text", "value": "<p>Noon.</p>"}, *blocks]
    story = write(body=body, lead_picture=picture if depth == "lead" else None)
    assert not may(name)
    story.get_latest_revision().publish()
    assert may(name) is (depth != "document")
    assert may(document.file.name) is (depth in {"poster", "document"})
