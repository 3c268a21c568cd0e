"""Pictures: sizes under names nobody guesses, words that say something, no secrets inside."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import ExifTags, Image
from wagtail.images.rect import Rect

from dateline.photodesk.contexts import FIRST_SPECS, SHAPES, SPECS, WIDTHS, picture_context
from dateline.photodesk.models import Attachment, Picture, Rendition
from dateline.photodesk.sizes import make_sizes, make_sizes_task
from dateline.press.models import PrintedFile
from dateline.stories.models import Story
from tests.readers.paper import drawn, picture
from tests.shared import shared

NAME = re.compile(r"pictures/[0-9a-f]{32}\.(avif|webp|jpg)")


@pytest.fixture
def located() -> bytes:
    """A JPEG that says where, when and with what it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Secretcam"
    exif[ExifTags.Base.Artist] = "A. Source"
    exif[ExifTags.Base.DateTime] = "2026:07:06 12:00:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (43.0, 28.0, 2.8)
    gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", (11.0, 53.0, 6.4)
    data = drawn(exif=exif.tobytes(), xmp=b"<x:xmpmeta>A. Source</x:xmpmeta>", comment=b"A. Source")
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    return data


def assert_tells_nothing(made: Picture) -> None:
    """No size of the picture carries metadata beyond its colours."""
    assert made.renditions.count() == len(SPECS)
    for rendition in made.renditions.all():
        with default_storage.open(rendition.file.name) as file:
            data = file.read()
        with Image.open(io.BytesIO(data)) as size:
            assert not size.getexif().get_ifd(ExifTags.IFD.GPSInfo), rendition.filter_spec
            assert dict(size.getexif()) == {}, rendition.filter_spec
            kept = set(size.info) & {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"}
            assert not any(size.info[name] for name in kept), rendition.filter_spec
        for secret in (b"Secretcam", b"A. Source", b"GPSLatitude", b"xmpmeta"):
            assert secret not in data


def test_no_size_says_where_or_by_whom_a_picture_was_taken(db: None, located: bytes) -> None:
    made = picture(data=located)
    make_sizes(made)
    assert_tells_nothing(made)


@pytest.mark.parametrize("name", ["DSCN0010", "DSCN0021", "image01088"])
def test_no_size_of_a_real_camera_file_carries_its_metadata(db: None, name: str) -> None:
    made = picture(data=shared(f"data/dev/images/exifsamples-{name}.jpg").read_bytes())
    make_sizes(made)
    assert_tells_nothing(made)


def test_a_picture_taken_sideways_stands_upright(db: None) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    made = picture(data=drawn(320, 200, exif=exif.tobytes()))
    for rendition in made.renditions.all():
        assert (rendition.width, rendition.height) == (200, 320)


def test_every_size_has_a_name_of_128_random_bits(db: None) -> None:
    made = picture()
    make_sizes(made)
    names = [rendition.file.name for rendition in made.renditions.all()]
    assert len(set(names)) == len(SPECS) == 10
    assert all(NAME.fullmatch(name) for name in names)
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.jpg", made.file.name)
    stems = {Path(name).stem for name in [*names, made.file.name]}
    assert len(stems) == 11
    assert not any("DSCN" in name for name in names)


def test_sizes_are_made_once(db: None) -> None:
    made = picture()
    assert set(made.renditions.values_list("filter_spec", flat=True)) == set(FIRST_SPECS)
    assert make_sizes(made) == len(SPECS) - len(FIRST_SPECS)
    names = set(made.renditions.values_list("file", flat=True))
    assert make_sizes(made) == 0
    assert set(made.renditions.values_list("file", flat=True)) == names
    assert len(default_storage.listdir("pictures")[1]) == len(SPECS)


def test_sizes_that_were_deleted_are_made_anew(db: None) -> None:
    made = picture()
    made.renditions.all().delete()
    assert make_sizes(made, FIRST_SPECS) == 2
    assert made.renditions.count() == 2


def test_a_picture_leaves_the_worker_a_task_for_its_sizes(db: None) -> None:
    from django_tasks_db.models import DBTaskResult

    made = picture()
    tasks = DBTaskResult.objects.filter(task_path__endswith="make_sizes_task")
    assert [task.args_kwargs["args"] for task in tasks] == [[made.pk]]
    assert make_sizes_task.func(made.pk) == len(SPECS) - len(FIRST_SPECS)
    assert make_sizes_task.func(made.pk) == 0


def test_the_sizes_of_a_deleted_picture_are_not_missed(db: None) -> None:
    assert make_sizes_task.func(12345) == 0


def test_a_small_picture_is_not_blown_up(db: None) -> None:
    made = picture(data=drawn(200, 100))
    make_sizes(made)
    whole = made.renditions.filter(filter_spec__startswith="max-")
    assert {(size.width, size.height) for size in whole} == {(200, 100)}
    cuts = made.renditions.filter(filter_spec__startswith="fill-")
    assert {(size.width, size.height) for size in cuts} == {(150, 100), (100, 100)}
    context = picture_context(made)
    assert context is not None
    assert all(source.srcset.count("200w") == 1 for source in context.sources)


@pytest.mark.parametrize(
    "saving",
    [{"format": "PNG"}, {"format": "WEBP"}, {"format": "GIF"}, {"format": "AVIF"}],
    ids=lambda saving: saving["format"],
)
def test_pictures_of_every_format_become_the_same_sizes(db: None, saving: Any) -> None:
    made = picture(data=drawn(**saving))
    kinds = {size.filter_spec: size.file.name.rpartition(".")[2] for size in made.renditions.all()}
    assert set(kinds.values()) == {"webp", "jpg"}


# Words.


def test_the_alt_text_is_never_the_file_name(db: None) -> None:
    made = picture(alt="")
    assert made.title == "DSCN0010.jpg"
    assert made.default_alt_text == ""
    context = picture_context(made)
    assert context is not None
    assert context.alt == ""
    assert picture(alt="A quay.").default_alt_text == "A quay."


def test_words_given_in_a_story_take_the_place_of_the_pictures_own(db: None) -> None:
    made = picture("Own alt.", caption="Own caption.", credit="Own credit", licence="CC BY 4.0")
    own = picture_context(made)
    given = picture_context(made, alt="Given.", caption="Said.", credit="Whose", licence="None")
    assert own is not None
    assert given is not None
    assert (own.alt, own.caption, own.credit) == ("Own alt.", "Own caption.", "Own credit")
    assert (given.alt, given.caption, given.credit) == ("Given.", "Said.", "Whose")
    assert (own.licence, given.licence) == ("CC BY 4.0", "None")


def test_a_picture_is_offered_in_the_best_format_first(db: None) -> None:
    made = picture(data=drawn(1600, 1200))
    make_sizes(made)
    context = picture_context(made)
    assert context is not None
    assert [source.type for source in context.sources] == ["image/avif", "image/webp"]
    assert re.findall(r" (\d+)w", context.sources[0].srcset) == [str(width) for width in WIDTHS]
    assert context.src.endswith(".jpg")
    assert (context.width, context.height) == (1440, 1080)


# Cuts.


def banded(size: tuple[int, int], bands: dict[str, tuple[int, int, int, int]]) -> bytes:
    """A grey picture with bands of other colours."""
    image = Image.new("RGB", size, "#808080")
    for colour, box in bands.items():
        image.paste(colour, box)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


def cut_of(made: Picture, shape: str) -> Image.Image:
    """The smallest size of what layouts show in `shape`."""
    context = picture_context(Picture.objects.get(pk=made.pk))
    assert context is not None
    source = context.cut(shape).sources[0]
    name = source.srcset.split()[0].removeprefix("/media/")
    with default_storage.open(name) as file:
        image = Image.open(io.BytesIO(file.read())).convert("L")
    assert (source.width, source.height) == image.size
    return image


def test_a_picture_is_cut_to_the_shapes_of_layouts(db: None) -> None:
    made = picture(data=drawn(1600, 900))
    make_sizes(made)
    context = picture_context(made)
    assert context is not None
    for shape, wanted in SHAPES.items():
        first, *others = context.cut(shape).sources
        assert re.findall(r" (\d+)w", first.srcset) == [str(min(w, 1350)) for w, _ in wanted]
        assert (first.width, first.height) == wanted[0]
        assert tuple(others) == context.sources
    assert context.cut("no such shape") == context


def test_a_cut_is_the_whole_picture_until_it_is_made(db: None) -> None:
    context = picture_context(picture(data=drawn(1600, 900)))
    assert context is not None
    assert context.cut("card") == context


def test_cuts_keep_what_an_editor_pointed_to(db: None) -> None:
    made = picture(
        data=banded((1600, 400), {"black": (0, 0, 400, 400), "white": (1200, 0, 1600, 400)})
    )
    make_sizes(made)
    assert cut_of(made, "square").getpixel((120, 120)) == pytest.approx(128, abs=6)
    for x, shade in ((100, 0), (1500, 255)):
        made.set_focal_point(Rect.from_point(x, 200, 40, 40))
        made.save()
        made.refresh_from_db()  # a focal point is whole pixels
        whole = set(made.renditions.filter(focal_point_key="").values_list("file", flat=True))
        assert make_sizes(made) == sum(len(sizes) for sizes in SHAPES.values())
        assert cut_of(made, "square").getpixel((120, 120)) == pytest.approx(shade, abs=6)
        assert whole == set(
            made.renditions.filter(focal_point_key="").values_list("file", flat=True)
        )


def test_of_an_upright_picture_cuts_show_where_faces_are(db: None) -> None:
    made = picture(data=banded((400, 1600), {"white": (0, 320, 400, 620)}))
    assert not made.has_focal_point()
    make_sizes(made)
    darkest, _ = cut_of(made, "card").getextrema()
    assert darkest > 240


def test_a_new_focal_point_leaves_the_worker_a_task(db: None) -> None:
    from django_tasks_db.models import DBTaskResult

    made = picture()
    make_sizes(made)
    tasks = DBTaskResult.objects.filter(task_path__endswith="make_sizes_task")
    assert tasks.count() == 1
    made.set_focal_point(Rect.from_point(40, 40, 10, 10))
    made.save()
    assert tasks.count() == 2


def test_a_picture_without_sizes_is_not_shown_and_none_are_made(db: None) -> None:
    made = picture()
    made.renditions.all().delete()
    assert picture_context(made) is None
    assert picture_context(None) is None
    assert not Rendition.objects.exists()


def test_looking_a_picture_up_costs_one_query_and_none_where_prefetched(db: None) -> None:
    made = Picture.objects.get(pk=picture().pk)
    with CaptureQueriesContext(connection) as asked:
        picture_context(made)
    assert len(asked) == 1
    made = Picture.objects.prefetch_related("renditions").get(pk=made.pk)
    with CaptureQueriesContext(connection) as asked:
        picture_context(made)
    assert len(asked) == 0


# What is in print.


def test_sizes_made_after_publication_are_released_with_the_picture(
    publish: Callable[..., Story],
) -> None:
    shown, other = picture(), picture("Another.", drawn(colour="#400"))
    story = publish(lead_picture=shown)
    before = set(PrintedFile.objects.values_list("name", flat=True))
    for each in (shown, other):
        make_sizes(each)
    after = PrintedFile.objects.filter(released_by=str(story.uid)).values_list("name", flat=True)
    assert set(after) - {f"picture:{shown.pk}"} == set(
        shown.renditions.values_list("file", flat=True)
    )
    assert len(after) > len(before)
    story.unpublish()
    assert not PrintedFile.objects.exists()


def test_a_documents_name_is_random_and_keeps_its_ending(db: None) -> None:
    names = set()
    for _ in range(2):
        document = Attachment(title="Minutes", file=ContentFile(b"%PDF", name="Leaked minutes.PDF"))
        document.save()
        assert re.fullmatch(r"documents/[0-9a-f]{32}\.pdf", document.file.name)
        names.add(document.file.name)
        document.title = "Minutes of July"
        document.save()
        assert document.file.name in names
    assert len(names) == 2
