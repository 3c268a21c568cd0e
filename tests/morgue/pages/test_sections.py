"""The section a page gives its story: never a word of the menu, never its writer."""

from __future__ import annotations

import pytest

from dateline.morgue.pages import read_page, read_scrape
from dateline.morgue.pages.sections import names
from tests.morgue.pages.page import PARAGRAPHS, article, page

HEADLINE = "Swing bridge to close for good"


def section(*above: str) -> str:
    text = "\n\n".join([*above, HEADLINE, "By Ines Okafor", *PARAGRAPHS])
    return read_scrape(text.encode(), source="b.txt").section


def test_the_label_over_the_headline_of_a_scrape_is_its_section() -> None:
    assert section("Harbour") == "Harbour"
    assert section("Home", "Harbour") == "Harbour"


def test_a_line_in_a_run_of_menu_lines_is_no_section() -> None:
    assert section("News", "Sport", "Harbour", "Culture") == ""


@pytest.mark.parametrize("word", ["Weather", "Abo", "Log in", "E-Paper", "Newsletter"])
def test_a_word_that_only_menus_hold_is_no_section(word: str) -> None:
    assert section(word) == ""


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("{} | Opinion", "Opinion"),
        ("{} | Ines Okafor | Opinion", "Opinion"),
        ("{} | Opinion | Ines Okafor", "Opinion"),
        ("{} | Ines Okafor", ""),
        ("{} | World News", "World News"),
    ],
)
def test_the_section_in_a_title_is_not_the_writer(title: str, said: str) -> None:
    html = page(article()).replace(f"<h1>{HEADLINE}</h1>", "")
    meta = f'<meta property="og:title" content="{title.format(HEADLINE)}"></head>'
    copy = read_page(html.replace("</head>", meta).encode(), source="bridge.html")
    assert (copy.headline, copy.section) == (HEADLINE, said)


def test_sections_of_two_words_are_no_persons() -> None:
    assert names("Middle East")
    assert not names("Ines Okafor")
