"""Readers' pages go out compressed to browsers that take them so."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from dateline.press.middleware import CompressText

LONG = b"<p>The ferry sailed at noon.</p>" * 40


def answer(content_type: str, *, takes: str = "gzip, br", body: bytes = LONG) -> HttpResponse:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = takes
    response = HttpResponse(body, content_type=content_type, headers={"ETag": '"1"'})
    return CompressText(lambda _: response)(request)  # type: ignore[return-value,arg-type]


def test_text_is_compressed_and_says_so() -> None:
    for content_type in ("text/html; charset=utf-8", "text/css", "application/rss+xml"):
        sent = answer(content_type)
        assert sent["Content-Encoding"] == "gzip", content_type
        assert "Accept-Encoding" in sent["Vary"]
        assert gzip.decompress(sent.content) == LONG
        assert sent["ETag"] == 'W/"1"'


def test_pictures_and_fonts_go_out_as_they_are() -> None:
    for content_type in ("image/avif", "font/woff2", "application/pdf"):
        sent = answer(content_type)
        assert not sent.has_header("Content-Encoding"), content_type
        assert sent.content == LONG


def test_who_takes_nothing_compressed_gets_the_page_itself() -> None:
    assert answer("text/html", takes="identity").content == LONG


@pytest.mark.django_db  # a stream that is closed closes the connection to the database too
def test_a_stylesheet_arrives_in_one_piece() -> None:
    """Of several gzip members browsers read only the first."""
    request = HttpRequest()
    request.path, request.META["HTTP_ACCEPT_ENCODING"] = "/static/dateline/paper.css", "gzip"
    response = StreamingHttpResponse([LONG, LONG], content_type="text/css")
    sent: Any = CompressText(lambda _: response)(request)  # type: ignore[arg-type]
    assert sent["Content-Encoding"] == "gzip"
    unpacked = zlib.decompressobj(wbits=31)
    assert unpacked.decompress(sent.content) == LONG + LONG
    assert unpacked.unused_data == b""


def test_a_file_of_any_length_is_streamed_as_it_is() -> None:
    request = HttpRequest()
    request.path, request.META["HTTP_ACCEPT_ENCODING"] = "/media/documents/a.csv", "gzip"
    response = StreamingHttpResponse([LONG, LONG], content_type="text/csv")
    sent = CompressText(lambda _: response)(request)  # type: ignore[arg-type]
    assert not sent.has_header("Content-Encoding")  # type: ignore[union-attr]
