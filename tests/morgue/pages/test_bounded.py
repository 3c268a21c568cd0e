"""Small pages made to keep the reader busy: each is read or refused within seconds."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from dateline.morgue.pages import UnreadablePage, read_source
from dateline.morgue.pages.text import tidy
from tests.morgue.pages.page import PARAGRAPHS, article, page, read


def ld(script: str) -> str:
    return page(article(), f'<script type="application/ld+json">{script}</script>')


BUSY = {
    "attributes": page("<p " + " ".join(f"a{n}=x" for n in range(25_000)) + ">x</p>" + article()),
    "escaped quotes in JSON-LD": ld('{"a":"' + '\\"' * 100_000),
    "open strings in JSON-LD": ld('{"@type"' + '" ' * 100_001),
    "open comments in JSON-LD": ld("{" + "/*" * 100_000),
    "commas and space in JSON-LD": ld("{" + "," + "\n" * 200_000 + "x"),
    "comments above the page": "<!--x-->" * 2_400 + "words",
    "paragraphs": page("".join(f"<p>{PARAGRAPHS[n % 5]} {n}</p>" for n in range(3_000))),
    "short paragraphs": page("".join(f"<p>word {n}</p>" for n in range(15_000))),
    "bold words": page(article("<p>" + "<b>word</b> " * 15_000)),
    "rows": page(("<table>" + "<tr><td>a</td><td>b</td></tr>" * 1_500 + "</table>") * 4),
    "a writer of one long word": page(article(), f'<meta name="author" content="{"a" * 150}, b1">'),
    "a title of bars": page(article(), title="a | " * 20_000),
    "a title of spaces that do not break": page(article(), title="a" + "\u00a0" * 200_000 + "b"),
}


@pytest.mark.parametrize("name", BUSY)
def test_a_page_made_to_keep_the_reader_busy_does_not(name: str) -> None:
    data = BUSY[name].encode()
    started = time.monotonic()
    with suppress(UnreadablePage):
        read_source(data, "busy.html")
    assert time.monotonic() - started < 8


@pytest.mark.parametrize(
    ("tag", "count"),
    [("<p {}>", 1_001), ("<img {}/>", 5_000), ("<!-- a -->\n<body {}", 2_000)],
)
def test_a_tag_of_a_thousand_attributes_is_refused_before_it_is_parsed(
    tag: str, count: int
) -> None:
    html = page(tag.format(" ".join(f'a{n}="x > y"' for n in range(count))) + article())
    with pytest.raises(UnreadablePage, match="a tag of more than 1,000 attributes"):
        read_source(html.encode(), "busy.html")


@pytest.mark.parametrize(
    "other",
    [
        "<p " + " ".join(f"a{n}=x" for n in range(900)) + ">x</p>",
        "<script>if (a<b) { " + "x y z; " * 2_000 + "}</script>",
        "<style>a<b " + "x y z; " * 2_000 + "</style>",
        "<!-- <p " + "x " * 2_000 + "-->",
    ],
)
def test_scripts_comments_and_many_attributes_alone_are_no_reason_to_refuse(other: str) -> None:
    assert read(other + article()).headline == "Swing bridge to close for good"


def test_runs_of_space_become_one_and_spaces_that_do_not_break_stay() -> None:
    assert tidy(" a \t\u00a0\n b\u00a0c\u00a0\u00a0d\u00ad ") == "a b\u00a0c\u00a0\u00a0d"


def test_a_book_of_three_thousand_paragraphs_comes_in_whole() -> None:
    copy = read("".join(f"<p>{PARAGRAPHS[n % 5]} ({n})</p>" for n in range(3_000)))
    assert str(copy.body).count("<p>") == 3_000
