"""Whole-page text scrapes: what the story is, and what everything else is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dateline.morgue.copy import Furniture
from dateline.morgue.pages import NotAnArticle, read_scrape, read_source, texts
from tests.morgue.pages.page import PARAGRAPHS
from tests.shared import shared


def scrape(*lines: str) -> str:
    return "\n\n".join([*lines, *PARAGRAPHS])


def test_the_first_page_of_all_arrives_whole_and_its_furniture_does_not() -> None:
    data = shared("data/dev/seed/article.txt").read_bytes()
    lines = [line for line in data.decode().split("\n") if line.strip()]
    copy = read_source(data, "article.txt")
    said = texts(copy)
    assert copy.headline == lines[3]
    assert copy.section == "News"
    assert said["paragraphs"] == lines[5:-3]
    assert copy.furniture == [
        Furniture(lines[0], "weather"),
        Furniture(lines[1], "place of the weather"),
        Furniture(lines[2], "today's date"),
        Furniture(lines[4], "section label glued to the headline"),
        *(Furniture(line, "heading over nothing") for line in lines[-3:]),
    ]


def test_no_date_and_no_byline_are_made_up_for_the_first_page() -> None:
    copy = read_source(shared("data/dev/seed/article.txt").read_bytes(), "article.txt")
    assert copy.published is None
    assert copy.updated is None
    assert copy.bylines == []
    assert copy.doubts == [
        "the page's only date, Sunday, September 24, 2023, is today's date of the day the page "
        "was scraped, not the story's; no date was taken",
        "the text itself speaks of early July (“At the beginning of July”)",
    ]


def test_byline_date_and_standfirst_between_headline_and_text_are_taken() -> None:
    text = scrape(
        "  * Home\n  * News\n  * Sport",
        "Harbour",
        "Swing bridge to close for good",
        "After nine years of argument the council votes eleven to four.",
        "By Ines Okafor",
        "March 3, 2026",
    )
    copy = read_scrape(text.encode(), source="bridge.txt")
    assert copy.headline == "Swing bridge to close for good"
    assert copy.section == "Harbour"
    assert copy.standfirst == "After nine years of argument the council votes eleven to four."
    assert [byline.name for byline in copy.bylines] == ["Ines Okafor"]
    assert copy.published == datetime(2026, 3, 3, 12, tzinfo=UTC)
    assert texts(copy)["paragraphs"] == list(PARAGRAPHS)


def test_a_date_above_the_headline_is_never_the_storys() -> None:
    for date in ("Sunday, November 22, 2026", "22 November 2026, 10:15 AM"):
        copy = read_scrape(scrape(date, "Swing bridge to close for good").encode(), source="b.txt")
        assert copy.published is None
        assert Furniture(date, "today's date") in copy.furniture


def test_menus_and_other_stories_round_the_text_are_left_out() -> None:
    menu = "\n".join(f"   * {name}" for name in ("Home", "News", "Sport", "Weather", "Opinion"))
    tail = "Most read\n\n  * The ferry is late again and nobody says why\n  * Tram museum opens"
    text = f"{menu}\n\nSwing bridge to close for good\n\n" + "\n\n".join(PARAGRAPHS) + f"\n\n{tail}"
    copy = read_scrape(text.encode(), source="bridge.txt")
    assert texts(copy)["paragraphs"] == list(PARAGRAPHS)
    assert any("Weather" in piece.text for piece in copy.furniture)
    assert Furniture("Most read", "heading over other stories") in copy.furniture


def test_text_wrapped_at_a_column_is_joined_to_paragraphs() -> None:
    wrapped = (
        "Swing bridge to close for good\n\n"
        "The harbour council of Larkhaven voted on Tuesday evening to close the\n"
        "old swing bridge for good after an argument that had lasted for nine\n"
        "years and had cost two mayors their office.\n\n" + "\n\n".join(PARAGRAPHS[1:])
    )
    first = texts(read_scrape(wrapped.encode(), source="b.txt"))["paragraphs"][0]
    assert first.startswith("The harbour council")
    assert first.endswith("two mayors their office.")


def test_a_scrape_without_a_headline_says_so() -> None:
    copy = read_scrape("\n\n".join(PARAGRAPHS).encode(), source="b.txt")
    assert texts(copy)["paragraphs"] == list(PARAGRAPHS)
    assert any("no headline" in doubt for doubt in copy.doubts)


def test_a_list_of_words_is_no_story() -> None:
    with pytest.raises(NotAnArticle, match="no stretch of running text"):
        read_scrape("\n".join(["Home", "News", "Sport"] * 200).encode(), source="menu.txt")


def test_what_looks_like_markup_in_a_scrape_is_shown_and_not_run() -> None:
    text = scrape("Swing bridge to close for good").replace("nine years", "<b onclick=x>nine</b>")
    body = str(read_scrape(text.encode(), source="b.txt").body)
    assert "<b" not in body
    assert "&lt;b onclick=x&gt;nine&lt;/b&gt;" in body


def bulleted(*items: str) -> str:
    return "\n".join(f"* {item}" for item in items)


def test_a_list_of_short_items_inside_a_story_stays() -> None:
    first, second, *rest = PARAGRAPHS
    led = "The council named three ways across the river:"
    items = ["the tram", "a ferry", "the new bridge"]
    for lines in ([first, led, bulleted(*items), second, *rest], [first, bulleted(*items), *rest]):
        text = "\n\n".join(["Swing bridge to close for good", *lines])
        said = texts(read_scrape(text.encode(), source="b.txt"))["paragraphs"]
        assert [line for line in said if line in items] == items
        assert said[-1] == rest[-1]


def test_sentences_after_a_list_near_the_end_stay() -> None:
    led = "The council named these ways across the river:"
    items = [f"way number {n}" for n in range(10)]
    last = "The vote is on Monday."
    lines = ["Swing bridge to close for good", *PARAGRAPHS, led, bulleted(*items), last]
    said = texts(read_scrape("\n\n".join(lines).encode(), source="b.txt"))["paragraphs"]
    assert said == [*PARAGRAPHS, led, *items, last]


@pytest.mark.parametrize("line", ["What Was Decided", "Tram/ferry", "The Old Harbour"])
def test_without_empty_lines_a_short_line_is_no_credit(line: str) -> None:
    lines = ["Swing bridge to close for good", "", *PARAGRAPHS[:2], line, *PARAGRAPHS[2:]]
    said = texts(read_scrape("\n".join(lines).encode(), source="b.txt"))["paragraphs"]
    assert said == [*PARAGRAPHS[:2], line, *PARAGRAPHS[2:]]


def test_a_date_line_behind_the_first_paragraphs_makes_no_standfirst_of_them() -> None:
    first, second, *rest = PARAGRAPHS
    text = "\n\n".join(
        ["Swing bridge to close for good", first, second, "March 3, 2026, 5:10 p.m.", *rest]
    )
    copy = read_scrape(text.encode(), source="b.txt")
    assert copy.standfirst == ""
    assert texts(copy)["paragraphs"] == list(PARAGRAPHS)
