"""Pictures, recordings and the paper's look."""

from __future__ import annotations

import pytest

from tests.newsstand.papers import BYTES, PICTURE, Paper, Standing, answers
from tests.newsstand.table import ask

RELEASE = "0" * 16


def test_a_released_file_goes_out_as_it_is_and_for_good(stand: Standing) -> None:
    got = stand.get(f"/media/{PICTURE}")
    assert got.body == BYTES
    assert got.fields["content-type"] == "image/jpeg"
    assert got.fields["cache-control"] == "public, max-age=31536000, immutable"
    assert got.fields["content-disposition"].startswith("inline")
    assert "content-encoding" not in got.fields
    again = stand.get(f"/media/{PICTURE}", If_None_Match=got.fields["etag"])
    assert (again.status, again.body) == (304, b"")


def test_what_a_browser_might_run_is_only_offered_for_saving(stand: Standing, paper: Paper) -> None:
    for name in ("x.svg", "x.html", "x", "x.js"):
        (paper.folder / "media" / name).write_bytes(b"<script>")
    paper.print(files={"more": ["x.svg", "x.html", "x", "x.js"]})
    for name in ("x.svg", "x.html", "x", "x.js"):
        got = stand.get(f"/media/{name}")
        assert got.fields["content-disposition"].startswith("attachment"), name
        assert got.fields["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=-10", 99_990, 99_999), ("bytes=99990-200000", 99_990, 99_999)],
)
def test_a_part_of_a_file_is_had(stand: Standing, asked: str, first: int, last: int) -> None:
    got = stand.get(f"/media/{PICTURE}", Range=asked)
    assert got.status == 206
    assert got.body == BYTES[first : last + 1]
    assert got.fields["content-range"] == f"bytes {first}-{last}/100000"


def test_a_file_that_is_not_there_any_more_is_missing(stand: Standing, paper: Paper) -> None:
    (paper.folder / "media" / PICTURE).unlink()
    assert stand.get(f"/media/{PICTURE}").status == 404


def test_a_long_file_is_read_as_it_is_taken_and_the_next_request_waits(
    stand: Standing, paper: Paper
) -> None:
    long = bytes(range(256)) * 40_000
    (paper.folder / "media" / "long.mp3").write_bytes(long)
    paper.print(files={"more": ["long.mp3"]})
    with stand.connect() as connection:
        asked = ask("/media/long.mp3") + ask("/city/", "Accept-Encoding: br")
        connection.sendall(asked)
        file, page = answers(connection, asked)
    assert file.body == long
    assert "/city/" in page.text


def test_files_of_a_release_are_the_same_for_good_and_text_goes_out_compressed(
    stand: Standing,
) -> None:
    css = "p { color: black }\n" * 100
    for coding in ("br", "gzip", ""):
        got = stand.get(f"/static/{RELEASE}/dateline/paper.css", Accept_Encoding=coding)
        assert got.fields.get("content-encoding", "") == coding
        assert got.text == css
        assert got.fields["content-type"] == "text/css; charset=utf-8"
        assert "immutable" in got.fields["cache-control"]
        assert stand.get(
            f"/static/{RELEASE}/dateline/paper.css",
            Accept_Encoding=coding,
            If_None_Match=got.fields["etag"],
        ).status == 304  # fmt: skip
    font = stand.get(f"/static/{RELEASE}/dateline/font.woff2")
    assert font.body == BYTES
    assert font.fields["content-type"] == "font/woff2"


def test_a_name_without_a_release_is_of_the_current_one_and_not_kept(
    stand: Standing, paper: Paper
) -> None:
    got = stand.get("/static/dateline/paper.css")
    assert got.fields["cache-control"] == "public, max-age=60"
    newer = paper.folder / "static" / ("1" * 16) / "dateline"
    newer.mkdir(parents=True)
    (newer / "paper.css").write_text("p { color: red }")
    (paper.folder / "static" / "current").write_text("1" * 16)
    assert stand.get("/static/dateline/paper.css").text == "p { color: red }"
    assert "black" in stand.get(f"/static/{RELEASE}/dateline/paper.css").text
