"""Sentences that begin like furniture and are none: they stay in the story."""

from __future__ import annotations

import pytest

from dateline.morgue.pages import read_scrape, texts
from dateline.morgue.pages.stamps import dates, signs
from tests.morgue.pages.page import PARAGRAPHS, article, read

FIRST, *REST = PARAGRAPHS

LIKE_FURNITURE = [
    "Updated figures from the harbour show 12 dead.",
    "Posted to Larkhaven in 2009, he never left it again.",
    "Published in 1998, her first book sold forty copies.",
    "Photos of the wreck showed one thing: fear.",
    "It was 40° in Larkhaven.",
    "By Christmas all was well, said the keeper of the lock.",
    "Copyright law is about to change, and the archive with it …",
    "Share the road, police told cyclists.",
    "Sign up for the army, his mother had told him.",
    "Credit is drying up, the banks said.",
    "Follow the money, she told the reporters.",
    "Register of ships and crews burned in 1911.",
    "Latest polls close Friday.",
    "Related deaths rose.",
    "More on the quay were hurt than first thought.",
]
APART = [
    "Share this story on Facebook.",
    "Sign up for our free newsletter, delivered every morning.",
    "Copyright 2023 The Larkhaven Bell.",
    "Subscribe to the Larkhaven Bell for full access.",
    "Follow the Larkhaven Bell on Instagram.",
]


def scrape(line: str) -> list[str]:
    text = "\n\n".join(["Swing bridge to close for good", FIRST, line, *REST])
    said: list[str] = texts(read_scrape(text.encode(), source="b.txt"))["paragraphs"]
    return said


@pytest.mark.parametrize("line", LIKE_FURNITURE)
def test_a_sentence_of_a_scrape_is_kept_whatever_its_first_word(line: str) -> None:
    assert scrape(line) == [FIRST, line, *REST]


@pytest.mark.parametrize("line", LIKE_FURNITURE)
def test_a_sentence_of_a_page_is_kept_whatever_its_first_word(line: str) -> None:
    assert texts(read(article(f"<p>{line}</p>")))["paragraphs"] == [FIRST, line, *REST]


@pytest.mark.parametrize("line", APART)
def test_a_sentence_that_speaks_of_the_site_is_furniture_still(line: str) -> None:
    assert scrape(line) == list(PARAGRAPHS)
    assert texts(read(article(f"<p>{line}</p>")))["paragraphs"] == list(PARAGRAPHS)


def test_a_sentence_with_a_date_may_open_a_story() -> None:
    opening = "He died on July 3, 2023."
    assert texts(read(f"<p>{opening}</p>" + article()))["paragraphs"] == [opening, *PARAGRAPHS]


def test_a_heading_with_a_date_is_kept() -> None:
    heading = "What happened on July 3, 2023"
    assert scrape(heading) == [FIRST, heading, *REST]


@pytest.mark.parametrize(
    "line",
    [
        "March 3, 2026",
        "Updated March 3, 2026 at 5:10 p.m.",
        "Published 3 hours ago",
        "Posted: Tue, 3 Mar 2026 10:15",
        "Sept. 23, 2023 5 AM PT",
        "Last updated on 3 March 2026, 6 min read",
    ],
)
def test_a_line_that_only_dates_is_a_date_line(line: str) -> None:
    assert dates(line)


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("By Ines Okafor", True),
        ("By INES OKAFOR, staff writer", True),
        ("By Ines de la Cruz and Tomas Reyl", True),
        ("Written by: Ines Okafor", True),
        ("By Reuters", True),
        ("By Ines Okafor Updated Mar 3, 2026, 10:28am EST", True),
        ("By Friday", False),
        ("By Christmas all was well", False),
        ("By Monday, the water had gone", False),
    ],
)
def test_a_byline_holds_names(line: str, signed: bool) -> None:
    assert signs(line) is signed
