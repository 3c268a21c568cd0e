"""Sources that are no story: one plain line each, in bounded time, and nothing active."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from typing import Any

import pytest

from dateline.morgue.copy import Copy
from dateline.morgue.pages import (
    NotAnArticle,
    UnreadablePage,
    read_page,
    read_scrape,
    read_source,
    texts,
)
from tests.morgue.pages.page import PARAGRAPHS, article, page
from tests.shared import shared

ALLOWED = {"p", "ul", "ol", "li", "blockquote", "a", "b", "i", "sup", "sub", "s", "code", "br"}


class Checker(HTMLParser):
    """Fails at the first tag or attribute that a story's text may not hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert (tag, name) == ("a", "href")
            assert (value or "").startswith(("http://", "https://", "mailto:"))


def markup(value: Any) -> list[str]:
    """Return every string in a block's value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in markup(each)]
    if isinstance(value, list):
        return [text for each in value for text in markup(each)]
    return []


def assert_inert(copy: Copy) -> None:
    for block in copy.body:
        if block["type"] in ("text", "quote"):
            for text in markup(block["value"]):
                checker = Checker()
                checker.feed(text)
                checker.close()
                assert "<script" not in text.lower()
        if block["type"] == "picture":
            assert block["value"]["image"].file.startswith(("http://", "https://"))


def assert_refused_or_inert(reading: Callable[[], Copy]) -> None:
    try:
        copy = reading()
    except UnreadablePage as refused:
        line = str(refused)
    else:
        assert_inert(copy)
        return
    assert "\n" not in line


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
        (b"PK\x03\x04rest", "is a zip archive"),
        (b"\0" * 5000, "is a binary file"),
        (bytes(range(256)) * 40, "is a binary file"),
        (b"a" * (10 * 1024 * 1024 + 1), "more than 10 MB"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", r"is XML \(rss\)"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", r"is XML \(svg\)"),
        (b"<html><body>" + b"<div>" * 100_000, "nests its markup"),
        (b"<html><body><p>x" + b"<b>" * 100_000 + b"y", "nests its markup"),
        (b"<html><body>" + b"<blockquote>x" * 50_000, "nests its markup"),
        (b"<p>" + b"<a href=/x>word word</a>" * 70_000, "more than 20,000 elements"),
        (b"<html><p>" + b"a few words here. " * 40_000, "more than 600,000 letters"),
    ],
)
def test_what_is_no_page_is_refused_in_one_line(data: bytes, reason: str) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadablePage, match=reason) as refused:
        read_source(data, "some\nfile.html")
    assert time.monotonic() - started < 10
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("some file.html: ")


def test_fifty_megabytes_are_refused_before_anything_reads_them() -> None:
    started = time.monotonic()
    with pytest.raises(UnreadablePage, match="is 50 MB"):
        read_source(b"<p>" * (50 * 1024 * 1024 // 3 + 1), "big.html")
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><title>404 Not Found</title><body><h1>Not Found</h1><p>The page is gone.", "error"),
        (
            "<html><title>Log in - Bell</title><body><h1>Log in to the Bell</h1><form>"
            "<input type=password></form>",
            "log in",
        ),
        ("<html><title>The Larkhaven Bell</title><body><h1>A few words here</h1>", "no text"),
        (
            "<html><title>The Larkhaven Bell</title><body>"
            + "".join(f"<h2><a href=/{n}>The ferry is late again {n}</a></h2>" for n in range(12)),
            "front page",
        ),
        (
            '<html><title>The Bell</title><script type="application/ld+json">{"@type":'
            '"CollectionPage"}</script><body>' + article(),
            "list of stories",
        ),
    ],
)
def test_a_page_that_is_no_story_is_refused(html: str, reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason):
        read_page(html.encode(), source="page.html")


ENCODED = {
    "latin-1 under the name of utf-8": ("Der Bürgermeister überlegt. " * 30, "latin-1", "utf-8"),
    "windows-1252 without a name": ("“Zürich” — naïve café… " * 30, "cp1252", ""),
    "gbk under its name": ("市议会周二投票决定永久关闭旧桥。" * 30, "gbk", "gb2312"),
    "gbk under the name of utf-8": ("市议会周二投票决定永久关闭旧桥。" * 30, "gbk", "utf-8"),
    "utf-8 under the name of latin-1": ("Der Bürgermeister überlegt. " * 30, "utf-8", "iso-8859-1"),
    "utf-16 with a mark": ("Der Bürgermeister überlegt. " * 30, "utf-16", "utf-8"),
    "utf-16 without a mark": ("Der Bürgermeister überlegt. " * 30, "utf-16-le", ""),
    "utf-8 with a mark": ("Der Bürgermeister überlegt. " * 30, "utf-8-sig", ""),
    "windows-1251 under its name": (
        "Совет проголосовал за закрытие моста. " * 30,
        "cp1251",
        "windows-1251",
    ),
    "shift-jis under its name": ("市議会は火曜日に橋の閉鎖を決めた。" * 30, "cp932", "Shift_JIS"),
    "a name nobody knows": ("Der Bürgermeister überlegt. " * 30, "utf-8", "x-no-such-thing"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_the_encoding_is_found_whatever_the_page_says(name: str) -> None:
    text, codec, declared = ENCODED[name]
    html = page(f"<p>{text}</p>").replace('<meta charset="utf-8">', f'<meta charset="{declared}">')
    copy = read_page(html.encode(codec, "replace"), source="page.html")
    assert texts(copy)["paragraphs"] == [text.strip()]


def test_one_broken_byte_does_not_change_the_encoding_of_all() -> None:
    data = page(article("<p>Straße und Brücke über die Förde.</p>" * 3)).encode()
    copy = read_page(data.replace(b"F\xc3\xb6rde", b"F\xf6rde", 1), source="page.html")
    assert "Straße und Brücke" in str(copy.body)


READERS: list[Callable[[bytes, str], Copy]] = [
    read_source,
    lambda data, source: read_page(data, source=source),
    lambda data, source: read_scrape(data, source=source),
]


def test_every_hostile_file_is_refused_in_one_line_or_comes_out_inert() -> None:
    for file in sorted(shared("data/dev/hostile").rglob("*")):
        if not file.is_file():
            continue
        for reader in READERS:
            started = time.monotonic()
            assert_refused_or_inert(partial(reader, file.read_bytes(), file.name))
            assert time.monotonic() - started < 10, file


def test_every_hostile_file_inside_a_story_comes_out_inert() -> None:
    for file in sorted(shared("data/dev/hostile").rglob("*")):
        if not file.is_file():
            continue
        html = page(article(file.read_text("utf-8", "replace")))
        data = html.encode("utf-8", "replace")
        assert_refused_or_inert(partial(read_page, data, source=file.name))


@pytest.mark.parametrize(
    "bad",
    [
        '<img src="javascript:alert(1)" width="600">',
        '<figure><img src="data:image/svg+xml,<svg onload=alert(1)>"></figure>',
        '<a href="https://ok.example/&quot; onclick=&quot;alert(1)">x</a>',
        '<a href="//[">x</a>',
        "<svg><script>alert(1)</script></svg><math><mi xlink:href='javascript:x'>y</mi></math>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; is how the attack is written in the manual.</p>",
        "<base href='javascript:alert(1)//'>",
    ],
)
def test_nothing_active_survives_in_a_story(bad: str) -> None:
    copy = read_page(page(article(bad)).encode(), source="page.html", address="https://b.example/x")
    assert_inert(copy)
    assert set(PARAGRAPHS) <= set(texts(copy)["paragraphs"])
