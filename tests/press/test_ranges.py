"""Recordings are handed out in parts, as browsers that seek in them ask for."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from dateline.lib.ranges import part_of
from dateline.photodesk.models import Attachment
from dateline.press.models import PrintedFile

SOUND = bytes(range(256)) * 300


@pytest.fixture
def address(db: None) -> str:
    """Where a recording of 76,800 bytes stands, released."""
    sound = Attachment.objects.create(title="Sound", file=ContentFile(SOUND, name="sound.mp3"))
    PrintedFile.objects.create(name=sound.file.name, released_by="test")
    return f"/media/{sound.file.name}"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-", 0, 76_799),
        ("bytes=70000-99999999", 70_000, 76_799),
        ("bytes=-300", 76_500, 76_799),
        ("bytes=-99999999", 0, 76_799),
        ("Bytes=5-5", 5, 5),
    ],
)
def test_a_part_is_given_with_its_place_and_length(
    reader: Client, address: str, asked: str, first: int, last: int
) -> None:
    answer = reader.get(address, headers={"range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/76800"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer["Content-Type"] == "audio/mpeg"
    assert answer.getvalue() == SOUND[first : last + 1]


@pytest.mark.parametrize(
    "asked", ["", "bytes=0-1,5-9", "bytes=9-5", "bytes=-", "lines=0-1", "bytes=a-b", "bytes=٣-٤"]
)
def test_what_asks_for_no_single_part_gets_the_whole(
    reader: Client, address: str, asked: str
) -> None:
    answer = reader.get(address, headers={"range": asked} if asked else {})
    assert answer.status_code == 200
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Length"] == "76800"
    assert answer.getvalue() == SOUND


@pytest.mark.parametrize("asked", ["bytes=76800-", "bytes=999999999999-", "bytes=-0"])
def test_a_part_behind_the_end_is_none(reader: Client, address: str, asked: str) -> None:
    answer = reader.get(address, headers={"range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == "bytes */76800"
    assert answer.getvalue() == b""


def test_the_head_alone_is_that_of_the_whole(reader: Client, address: str) -> None:
    answer = reader.head(address, headers={"range": "bytes=0-1"})
    assert (answer.status_code, answer["Content-Length"]) == (200, "76800")
    answer.close()


def test_a_part_of_an_empty_file_is_none() -> None:
    assert not part_of("bytes=0-", 0)
    assert part_of("bytes=0-", 0) is not None
