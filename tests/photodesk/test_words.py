"""What a file says about its picture: read, cleaned, and laid before an editor."""

from __future__ import annotations

import io
import struct
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import ExifTags, Image, PngImagePlugin

from dateline.photodesk.inspection import inspect
from dateline.photodesk.models import Picture
from dateline.photodesk.words import Words, clean, words_of
from tests.photodesk.test_gate import desk, upload
from tests.readers.paper import drawn
from tests.shared import shared

__all__ = ["desk"]

IMAGES = "data/dev/images"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
<rdf:Description rdf:about="" {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>"""


def xmp(elements: str = "", attributes: str = "") -> bytes:
    return XMP.format(elements=elements, attributes=attributes).encode()


def alt(name: str, *said: str) -> str:
    items = "".join(said)
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def li(text: str, language: str = "x-default") -> str:
    return f'<rdf:li xml:lang="{language}">{text}</rdf:li>'


def iim(*datasets: tuple[int, int, bytes]) -> bytes:
    """IPTC-IIM as it stands in a JPEG: a resource of Photoshop's in APP13."""
    records = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in datasets
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records
    segment = b"Photoshop 3.0\0" + resource + b"\0" * (len(records) % 2)
    return b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment


def with_iim(data: bytes, *datasets: tuple[int, int, bytes]) -> bytes:
    return data[:2] + iim(*datasets) + data[2:]


def exif(**said: str) -> bytes:
    tags = Image.Exif()
    for name, value in said.items():
        tags[getattr(ExifTags.Base, name)] = value
    return tags.tobytes()


def read(data: bytes) -> Words:
    return inspect(data).words


# Real files.


def test_the_reference_picture_of_the_standard_gives_every_value() -> None:
    words = read(shared(f"{IMAGES}/iptc-ref-std2017.1.jpg").read_bytes())
    assert words == Words(
        title="The Title (ref2017.1)",
        alt_text="",  # the standard has had it since 2021
        caption="The description aka caption (ref2017.1)",
        credit="Creator1 (ref2017.1), Creator2 (ref2017.1) / Credit Line (ref2017.1)",
        licence="Copyright (Notice) 2017.1 IPTC - www.iptc.org (ref2017.1)",
        usage_terms=(
            "Rights Usage Termns (ref2017.1)\nAn Instruction (ref2017.1)\n"
            "http://www.WebStatementOfRights.org/2017.1"
        ),
        taken_on=date(2017, 7, 13),
    )


def test_an_agencys_picture_comes_with_its_words() -> None:
    words = read(shared(f"{IMAGES}/superdesk-cp.jpg").read_bytes())
    assert words.title == "MORT PIÉTONNE MONTRÉAL 20201014"
    assert words.caption.startswith("The Montreal Police logo is seen on a police car")
    assert words.credit == "Paul Chiasson / The Canadian Press"
    assert words.usage_terms == "EDS NOTE:A FILE PHOTO"
    assert words.taken_on == date(2020, 7, 8)


@pytest.mark.parametrize(
    ("name", "carries"), [("A", False), ("I", False), ("C", True), ("CACA", True), ("XCA", True)]
)
def test_content_credentials_are_noted_and_not_verified(name: str, carries: bool) -> None:
    data = shared(f"{IMAGES}/c2pa-{name}.jpg").read_bytes()
    assert inspect(data).credentials is carries


@pytest.mark.parametrize(
    "name",
    [
        "payload_in_all_known_metadata.jpg",
        "payload_in_all_known_metadata.png",
        "payload_in_all_known_exif_corrupted.jpg",
        "payload_in_all_known_exif_corrupted.png",
        "xss_comment_exif_metadata_double_quote.png",
    ],
)
def test_no_script_in_any_field_comes_through(name: str) -> None:
    words = read(shared(f"{IMAGES}/xss-{name}").read_bytes())
    assert "<" not in repr(words)


@pytest.mark.parametrize("name", ["hopper_bad_exif", "invalid-exif", "exif_typeerror"])
def test_notes_that_cannot_be_read_say_nothing(name: str) -> None:
    words = read(shared(f"{IMAGES}/pil-{name}.jpg").read_bytes())
    assert (words.caption, words.credit) == ("", "")


def test_what_a_camera_writes_by_itself_is_no_caption() -> None:
    assert read(drawn(exif=exif(ImageDescription="OLYMPUS DIGITAL CAMERA         "))) == Words()


# Where each value comes from.


def test_xmp_goes_before_iim_and_iim_before_exif() -> None:
    data = drawn(
        exif=exif(ImageDescription="by EXIF", Artist="Exif", Copyright="Copyright Exif"),
        xmp=xmp(alt("dc:description", li("by XMP"))),
    )
    data = with_iim(data, (2, 120, b"by IIM"), (2, 80, b"Iim"))
    words = read(data)
    assert words.caption == "by XMP"
    assert words.credit == "Iim"
    assert words.licence == "Copyright Exif"


def test_values_stand_in_attributes_of_xmp_as_well() -> None:
    said = 'photoshop:Credit="Agency" photoshop:DateCreated="2026-07-06T12:00:00+01:00"'
    words = read(drawn(xmp=xmp(attributes=said)))
    assert (words.credit, words.taken_on) == ("Agency", date(2026, 7, 6))


def test_of_several_languages_the_default_one_is_taken() -> None:
    both = alt("dc:description", li("Hafen", "de"), li("Harbour"))
    assert read(drawn(xmp=xmp(both))).caption == "Harbour"
    assert read(drawn(xmp=xmp(alt("dc:description", li("Hafen", "de"))))).caption == "Hafen"


def test_the_alt_text_is_the_one_written_for_it() -> None:
    said = alt("Iptc4xmpCore:AltTextAccessibility", li("A quay with two boats."))
    assert read(drawn(xmp=xmp(said))).alt_text == "A quay with two boats."


@pytest.mark.parametrize(
    ("raw", "stated", "text"),
    [
        ("Zoë Müller".encode("latin-1"), False, "Zoë Müller"),
        ("Zoë Müller".encode(), False, "Zoë Müller"),
        ("Zoë Müller".encode(), True, "Zoë Müller"),
        ("“Quay” – 5 €".encode("cp1252"), False, "“Quay” – 5 €"),
    ],
)
def test_iim_is_read_in_the_encoding_it_is_in(raw: bytes, stated: bool, text: str) -> None:
    told = [(1, 90, b"\x1b%G")] if stated else []
    assert read(with_iim(drawn(), *told, (2, 120, raw))).caption == text


def test_words_are_read_from_every_kind_of_file() -> None:
    notes = xmp(alt("dc:description", li("The pier.")))
    in_png = PngImagePlugin.PngInfo()
    in_png.add_itxt("XML:com.adobe.xmp", notes.decode())
    for form in ("JPEG", "PNG", "WEBP", "AVIF"):
        saving = {"pnginfo": in_png} if form == "PNG" else {"xmp": notes}
        assert read(drawn(format=form, **saving)).caption == "The pier.", form


@pytest.mark.parametrize(
    ("notes", "credit"),
    [
        ({"creators": ["Cleo Quay"], "credit": ["Courier"]}, "Cleo Quay / Courier"),
        ({"creators": ["Cleo Quay"], "credit": ["Cleo Quay/Courier"]}, "Cleo Quay/Courier"),
        ({"creators": ["Cleo Quay", "Ben Bay"]}, "Cleo Quay, Ben Bay"),
        ({"credit": ["Courier"], "source": ["Agency"]}, "Courier"),
        ({"source": ["Agency"]}, "Agency"),
        ({}, ""),
    ],
)
def test_the_credit_names_photographer_and_supplier_each_once(notes: Any, credit: str) -> None:
    assert words_of(notes).credit == credit


@pytest.mark.parametrize(
    ("notes", "licence"),
    [
        ({"licence": ["https://creativecommons.org/licenses/by-sa/4.0/"]}, "CC BY-SA 4.0"),
        ({"statement": ["http://creativecommons.org/publicdomain/zero/1.0/"]}, "CC0"),
        ({"terms": ["See https://creativecommons.org/licenses/by/3.0/de/"]}, "CC BY 3.0"),
        ({"copyright": ["© 2026 Courier"], "statement": ["https://x.example/"]}, "© 2026 Courier"),
        ({"copyright": ["Cleo Quay"]}, "© Cleo Quay"),
        ({"statement": ["https://courier.example/rights"]}, ""),
    ],
)
def test_the_licence_is_one_of_creative_commons_or_the_copyright_notice(
    notes: Any, licence: str
) -> None:
    assert words_of(notes).licence == licence


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-07-06", date(2026, 7, 6)),
        ("2026:07:06 12:00:00", date(2026, 7, 6)),
        ("20260706", date(2026, 7, 6)),
        ("2026-07-06T23:59:59-11:00", date(2026, 7, 6)),
        ("2026-07", None),
        ("0000:00:00 00:00:00", None),
        ("2026-02-31", None),
        ("yesterday", None),
    ],
)
def test_a_day_is_told_only_where_one_is_known(said: str, day: date | None) -> None:
    assert words_of({"created": [said]}).taken_on == day


# What is not believed.


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("A\0 quay\x07 at\x1b[31m noon", "A quay at[31m noon"),
        ("‮evil‬ ⁦hidden⁩", "evil hidden"),
        ("<b>Quay</b><script src='x'>", "Quay"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("A quay.\r\n\r\n\r\n  At noon.\t ", "A quay.\nAt noon."),
        ("Zoe\u0308", "Zoë"),
        ("half \ud800 a pair", "half a pair"),
        ("مرحبا\u200f بالعالم", "مرحبا\u200f بالعالم"),
    ],
)
def test_words_are_cleaned(said: str, kept: str) -> None:
    assert clean(said, 100) == kept


def test_no_value_is_longer_than_its_field() -> None:
    long = "quay " * 5_000
    names = ("title", "description", "alt", "credit", "copyright", "terms")
    words = words_of({name: [long] for name in names})
    for name in ("title", "alt_text", "caption", "credit", "licence", "usage_terms"):
        most = Picture._meta.get_field(name).max_length or 2_000
        assert 200 < len(getattr(words, name)) <= most
    assert words.title.endswith("quay…")


def test_endless_or_entangled_notes_cost_nothing() -> None:
    bomb = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>]><x>&a;</x>"
    assert read(drawn(xmp=bomb)) == Words()
    many = with_iim(drawn(), *[(2, 80, b"Cleo")] * 5_000)
    assert read(many).credit.count("Cleo") == 20


def test_what_the_darkroom_says_is_not_believed_either() -> None:
    assert words_of({"title": "text", "credit": [None, 7], "alt": {"a": 1}}).credit == "None"


# Before an editor.


@pytest.fixture
def worded() -> bytes:
    said = (
        alt("dc:title", li("Pier at noon"))
        + alt("dc:description", li("The pier after the storm."))
        + alt("Iptc4xmpCore:AltTextAccessibility", li("A pier."))
        + alt("dc:rights", li("© Courier"))
    )
    return drawn(xmp=xmp(said, 'photoshop:Credit="Cleo / Courier"'))


def test_an_upload_shows_the_words_of_its_file_in_the_form(desk: Client, worded: bytes) -> None:
    files = {"title": "DSCN 0010", "files[]": upload(worded, "DSCN_0010.JPG")}
    answer = desk.post(reverse("wagtailimages:add_multiple"), files)
    form = answer.json()["form"]
    for words in ("Pier at noon", "The pier after the storm.", "A pier.", "© Courier", "Cleo / C"):
        assert words in form
    made = Picture.objects.get()
    assert (made.title, made.caption) == ("Pier at noon", "The pier after the storm.")
    assert (made.file_size, len(made.file_hash)) == (len(worded), 40)


def test_what_an_editor_wrote_is_never_overwritten(db: None, worded: bytes) -> None:
    made = Picture(title="The old pier", credit="Ben Bay", file=ContentFile(worded, "pier.jpg"))
    made.save()
    assert (made.title, made.credit, made.alt_text) == ("The old pier", "Ben Bay", "A pier.")
    made.caption = ""
    made.save()
    assert made.caption == ""


def test_an_import_keeps_the_words_of_the_story_and_takes_the_rest_from_the_file(
    cast: Any, worded: bytes, tmp_path: Any, settings: Any
) -> None:
    from dateline.morgue.copy import PictureCopy
    from dateline.morgue.pictures import PictureDesk

    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "pier.jpg").write_bytes(worded)
    taken = PictureDesk(fetching=False).take(
        PictureCopy(str(tmp_path / "pier.jpg"), alt="Boats.", credit="Ben Bay")
    )
    assert (taken.alt_text, taken.credit) == ("Boats.", "Ben Bay")
    assert (taken.caption, taken.licence) == ("The pier after the storm.", "© Courier")


def test_a_paper_may_say_what_licence_its_own_pictures_have(
    db: None, settings: Any, worded: bytes
) -> None:
    settings.DATELINE = {"PICTURE_LICENCE": "© The Courier"}
    own = Picture.objects.create(title="Own", file=ContentFile(drawn(), "own.jpg"))
    theirs = Picture.objects.create(title="Theirs", file=ContentFile(worded, "theirs.jpg"))
    assert (own.licence, theirs.licence) == ("© The Courier", "© Courier")


def test_the_form_says_what_is_special_about_the_file(desk: Client) -> None:
    frames = [Image.new("RGB", (32, 24), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    made = Picture(title="Waves", file=ContentFile(file.getvalue(), "waves.gif"))
    made.credentials = True
    made.save()
    assert made.moving
    Picture.objects.update(credentials=True)
    page = desk.get(reverse("wagtailimages:edit", args=[made.pk])).content.decode()
    assert "readers get its first picture" in page
    assert "which nobody has verified here" in page


def test_another_file_has_another_focal_point(db: None, worded: bytes) -> None:
    made = Picture(title="Pier", file=ContentFile(drawn(), "pier.jpg"))
    made.focal_point_x = made.focal_point_y = 9
    made.focal_point_width = made.focal_point_height = 9
    made.save()
    assert made.has_focal_point()
    made.file = ContentFile(worded, "pier.jpg")
    made.save()
    assert not made.has_focal_point()
