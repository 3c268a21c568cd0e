"""What is taken for a picture and what is not: said at once, at no cost, whoever asks."""

from __future__ import annotations

import contextlib
import io
import json
import re
import resource
import struct
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html
from PIL import Image

from dateline.lib import capped
from dateline.photodesk import inspection
from dateline.photodesk.headers import TYPES
from dateline.photodesk.inspection import inspect
from dateline.photodesk.models import Picture
from dateline.photodesk.refusals import PictureRefused
from tests.cast import PASSWORD
from tests.readers.paper import drawn
from tests.shared import shared

IMAGES = "data/dev/images"
#: What is no picture that is taken, or broken, or a bomb; all else in the folder is a picture.
REFUSED = {
    "pil-apng-syntax_num_frames_zero.png": "IDAT is missing",
    "pil-broken.png": "byte 12",
    "pil-broken_data_stream.png": "byte 33",
    "pil-decompression_bomb.gif": "4364 million pixels",
    "pil-decompression_bomb.ico": "ICO",
    "pil-decompression_bomb_extents.gif": "4307 million pixels",
    "pil-png_decompression_dos.png": "too large",
    "pil-truncated_end_chunk.png": "cut short (at byte 30339)",
    "pngsuite-xcsn0g01.png": "checksum of its part IDAT",
    "pngsuite-xdtn0g01.png": "IDAT is missing",
    "pngsuite-xhdn0g08.png": "checksum of its part IHDR",
    **{f"pngsuite-{name}.png": "no such colours" for name in
       ("xc1n0g08", "xc9n2c08", "xd0n2c08", "xd3n2c08", "xd9n2c08")},
    **{f"pngsuite-{name}.png": "transfer as text" for name in
       ("xcrn0g04", "xlfn0g04", "xs1n0g01", "xs2n0g01", "xs4n0g01", "xs7n0g01")},
    **dict.fromkeys(("pil-g4_orientation_6.tif", "pil-tiff_strip_cmyk_jpeg.tif",
       "pil-oom-225817ca0f8c663be7ab4b9e717b02c661e66834.tif"), "kind TIFF"),
    **dict.fromkeys(("pil-invalid_header_length.jp2", "pil-unbound_variable.jp2"), "JPEG 2000"),
    **dict.fromkeys(("pil-16_bit_binary.pgm", "pil-rgba16.tga"), "does not begin like"),
}  # fmt: skip
#: Seconds and megabytes that a refusal may cost.
MOST_SECONDS, MOST_MEGABYTES = 0.5, 150


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    inspection._known.clear()


def pictures() -> list[str]:
    """The names of the pictures in the folder, all of them."""
    folder = Path(__file__).parents[3] / "shared" / IMAGES
    names = sorted(path.name for path in folder.glob("*") if path.suffix != ".json")
    return names or ["the folder is not there"]


@pytest.mark.parametrize("name", pictures())
def test_every_picture_of_others_is_taken_or_refused_in_words(name: str) -> None:
    data = shared(f"{IMAGES}/{name}").read_bytes()
    if name not in REFUSED:
        found = inspect(data)
        assert found.kind in TYPES
        assert min(found.width, found.height) > 0
        return
    with pytest.raises(PictureRefused) as refusal:
        inspect(data)
    said = str(refusal.value)
    assert REFUSED[name] in said
    assert "\n" not in said
    assert "send that" in said, "it says what to do"


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_costs_neither_time_nor_memory(name: str) -> None:
    data = shared(f"{IMAGES}/{name}").read_bytes()
    inspect(drawn())  # the darkroom is warm
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    with pytest.raises(PictureRefused):
        inspect(data)
    assert time.monotonic() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEGABYTES * 1024


@pytest.mark.parametrize("name", pictures())
def test_the_darkroom_needs_little_for_any_picture_of_others(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = shared(f"{IMAGES}/{name}").read_bytes()
    peaks = []

    def run(*args: Any) -> bytes:
        answer = run_capped(*args)
        peaks.append(json.loads(answer.partition(b"\n")[0])["peak"])
        return answer

    run_capped = capped.run
    monkeypatch.setattr(capped, "run", run)
    with contextlib.suppress(PictureRefused):
        inspect(data)
    assert all(peak < MOST_MEGABYTES * 1024 for peak in peaks)


# Files made to be refused.


def png(width: int, height: int, *, rows: int | None = None) -> bytes:
    """A PNG that says it has so many pixels, of which it holds `rows` rows, one colour."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + width * 3)
    packed = b"".join(packer.compress(row) for _ in range(height if rows is None else rows))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", packed + packer.flush())
        + chunk(b"IEND", b"")
    )


def chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def cut_short(**saving: Any) -> bytes:
    data = drawn(640, 480, **saving)
    return data[: len(data) // 2]


def hidden_bomb() -> bytes:
    """A GIF whose second picture is far larger than its canvas."""
    first = drawn(8, 8, format="GIF")[:-1]
    return first + b"," + struct.pack("<HHHHB", 0, 0, 60_000, 60_000, 0) + b"\x02\x01\0\0;"


def endless_gif() -> bytes:
    return drawn(8, 8, format="GIF")[:-1] + b"!\xfe" + b"\x01a" * 5_000_000


def avif_of(width: int, height: int) -> bytes:
    """An AVIF whose property lies about its size."""
    data = drawn(64, 48, format="AVIF")
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


HOSTILE: dict[str, tuple[Any, str]] = {
    "nothing": (lambda: b"", "is empty"),
    "a page": (lambda: b"<!doctype html><p>Hello", "does not begin like"),
    "a drawing": (lambda: b'<?xml version="1.0"?><svg onload="alert(1)"/>', "kind SVG"),
    "a drawing without a prologue": (lambda: b"\xef\xbb\xbf <svg></svg>", "kind SVG"),
    "a film": (lambda: b"\0\0\0\x18ftypmp42" + bytes(40), "kind MP4"),
    "a document": (lambda: b"%PDF-1.4", "kind PDF"),
    "a Photoshop file": (lambda: b"8BPS\0\1", "kind Photoshop"),
    "176 million pixels": (lambda: png(16_000, 11_000), "176 million pixels"),
    "more pixels than numbers": (lambda: png(2**31 - 1, 2**31 - 1, rows=0), "million pixels"),
    "no pixels": (lambda: png(0, 9, rows=0), "no width or no height"),
    "half a JPEG": (cut_short, "cut short"),
    "half a progressive JPEG": (lambda: cut_short(progressive=True), "cut short"),
    "half a PNG": (lambda: cut_short(format="PNG"), "cut short"),
    "half a WebP": (lambda: cut_short(format="WEBP"), "cut short"),
    "half an AVIF": (lambda: cut_short(format="AVIF"), "cut short"),
    "half a GIF": (lambda: cut_short(format="GIF"), "cut short"),
    "a JPEG that ends after its mark": (lambda: b"\xff\xd8\xff\xe0\0", "how large it is"),
    "a JPEG of countless passes": (lambda: drawn() + b"\xff\xda" * 300, "200 passes"),
    "a JPEG of countless parts": (
        lambda: b"\xff\xd8" + b"\xff\xe0\0\2" * 450_000,
        "more parts than any",
    ),
    "a GIF that grows": (hidden_bomb, "3600 million pixels"),
    "a GIF without end": (endless_gif, "more parts than any"),
    "a GIF of a canvas alone": (lambda: drawn(8, 8, format="GIF")[:13] + b";", "no picture"),
    "an AVIF that lies": (lambda: avif_of(100_000, 100_000), "10000 million pixels"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_was_made_to_do_harm_is_refused_in_words_at_no_cost(what: str) -> None:
    make, words = HOSTILE[what]
    data = make()
    inspect(drawn())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    with pytest.raises(PictureRefused, match=re.escape(words)) as refusal:
        inspect(data)
    assert time.monotonic() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEGABYTES * 1024
    assert "\n" not in str(refusal.value)


def test_a_file_cut_anywhere_is_refused_or_whole() -> None:
    for form in ("JPEG", "PNG", "WEBP", "AVIF"):
        data = drawn(64, 48, format=form)
        for end in range(0, len(data) - 12, max(len(data) // 40, 1)):
            with pytest.raises(PictureRefused):
                inspect(data[:end])


def test_the_darkroom_alone_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("a picture was unfolded in this process")

    data = drawn()
    monkeypatch.setattr(Image, "open", refuse)
    monkeypatch.setattr(Image.Image, "load", refuse)
    assert inspect(data).width == 320


def test_what_unfolds_to_more_than_the_darkroom_has_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = capped.Caps(memory=20_000_000, processor=10, clock=15, answer=1_000_000)
    monkeypatch.setattr(inspection, "CAPS", small)
    with pytest.raises(PictureRefused, match="memory"):
        inspect(png(4_000, 4_000))


def test_fifty_million_pixels_are_taken_and_have_sizes(db: None, settings: Any) -> None:
    from dateline.photodesk.sizes import make_sizes

    made = Picture(title="Panorama", file=ContentFile(png(10_000, 5_000), "wide.png"))
    made.save()
    make_sizes(made)
    assert (made.width, made.height) == (10_000, 5_000)
    assert made.renditions.exists()


def test_broken_notes_are_no_reason_to_refuse() -> None:
    for notes in (b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0", b"Exif\0\0II*\0\x08\0\0\0\x09"):
        assert inspect(drawn(exif=notes)).width == 320
    assert inspect(drawn(xmp=b"<x:xmpmeta")).width == 320


# Ways in.


@pytest.fixture
def bad() -> bytes:
    return cut_short()


def upload(data: bytes, name: str = "pier.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


@pytest.fixture
def desk(cast: Any, client: Client) -> Client:
    """A browser in which somebody of the picture desk is logged in."""
    assert client.login(username="cleo", password=PASSWORD)
    return client


def nothing_is_kept() -> bool:
    """Whether no picture and no file of one was stored."""
    folders, files = default_storage.listdir("") if default_storage.exists("") else ([], [])
    kept = [name for folder in folders for name in default_storage.listdir(folder)[1]]
    return not (Picture.objects.exists() or files or kept)


def test_an_upload_of_many_says_why_one_is_not_taken(desk: Client, bad: bytes) -> None:
    answer = desk.post(reverse("wagtailimages:add_multiple"), {"title": "", "files[]": upload(bad)})
    assert answer.status_code == 200
    assert answer.json()["success"] is False
    assert "cut short" in answer.json()["error_message"]
    assert nothing_is_kept()


def test_the_chooser_says_why_a_picture_is_not_taken(desk: Client, bad: bytes) -> None:
    answer = desk.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Pier",
            "image-chooser-upload-file": upload(bad),
            "image-chooser-upload-collection": 1,
        },
    )
    assert "cut short" in answer.content.decode()
    assert nothing_is_kept()


def test_another_file_for_a_picture_passes_the_gate_too(desk: Client, bad: bytes) -> None:
    made = Picture(title="Pier", file=ContentFile(drawn(), "pier.jpg"))
    made.save()
    page = reverse("wagtailimages:edit", args=[made.pk])
    answer = desk.post(page, {"title": "Pier", "collection": 1, "file": upload(bad), "tags": ""})
    assert "cut short" in answer.content.decode()
    kept = Picture.objects.get()
    assert kept.file.name == made.file.name
    assert default_storage.exists(kept.file.name)


def test_code_cannot_pass_the_gate_by(db: None, bad: bytes) -> None:
    def broken() -> ContentFile:
        return ContentFile(bad, "pier.jpg")

    with pytest.raises(PictureRefused), transaction.atomic():
        Picture.objects.create(title="Pier", file=broken())
    with pytest.raises(PictureRefused):
        Picture(title="Pier").file.save("pier.jpg", broken(), save=False)
    with pytest.raises(PictureRefused), transaction.atomic():
        Picture.objects.bulk_create([Picture(title="Pier", file=broken(), width=1, height=1)])
    assert nothing_is_kept()


def test_a_large_upload_on_the_disk_is_looked_at_as_well(settings: Any) -> None:
    from dateline.photodesk.fields import PictureFormField

    with TemporaryUploadedFile("pier.jpg", "image/jpeg", 0, None) as file:
        file.write(drawn())
        file.size = file.tell()
        assert PictureFormField().clean(file).inspection.width == 320
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
        with pytest.raises(PictureRefused, match="at most 1000\xa0bytes"):
            PictureFormField().clean(file)


def test_a_picture_is_kept_as_what_it_is_and_not_as_what_it_was_called(desk: Client) -> None:
    page = reverse("wagtailimages:add_multiple")
    data = drawn(format="PNG")
    answer = desk.post(page, {"title": "Pier", "files[]": upload(data, "evil.html.jpg")})
    assert answer.json()["success"] is True
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.png", Picture.objects.get().file.name)


def test_a_portrait_of_somebody_at_work_passes_the_gate(desk: Client, bad: bytes) -> None:
    from wagtail.users.models import UserProfile

    page = reverse("wagtailadmin_account")

    def send(data: bytes) -> str:
        tree = lxml_html.document_fromstring(desk.get(page).content.decode())
        form = next(form for form in tree.forms if "avatar-avatar" in form.fields)
        fields = dict(form.form_values()) | {"avatar-avatar": upload(data)}
        return desk.post(page, fields).content.decode()

    assert "cut short" in send(bad)
    exif = Image.Exif()
    exif[0x010F] = "Secretcam"
    send(drawn(1200, 900, exif=exif.tobytes()))
    with UserProfile.objects.get(user__username="cleo").avatar.open() as file:
        data = file.read()
    assert Image.open(io.BytesIO(data)).size == (400, 300)
    assert b"Secretcam" not in data


def test_the_preview_of_any_filter_is_closed(desk: Client) -> None:
    made = Picture(title="Pier", file=ContentFile(drawn(), "pier.jpg"))
    made.save()
    answer = desk.get(reverse("wagtailimages:preview", args=[made.pk, "original"]))
    assert answer.status_code == 404
    assert desk.get(f"/newsroom/images/{made.pk}/preview/original/").status_code == 404
    assert desk.get(f"/newsroom/images/{made.pk}/preview/fill-10x10/").status_code == 404


def test_the_newsroom_shows_a_picture_whose_file_is_gone(desk: Client) -> None:
    made = Picture(title="Pier", file=ContentFile(drawn(), "pier.jpg"))
    made.save()
    default_storage.delete(made.file.name)
    assert desk.get(reverse("wagtailimages:index")).status_code == 200
    assert desk.get(reverse("wagtailimages:edit", args=[made.pk])).status_code == 200
