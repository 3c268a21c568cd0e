"""Dates written out on pages, in the ways papers write them."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.morgue.pages import read_scrape
from dateline.morgue.pages.dates import day_in, two_ways
from tests.morgue.pages.page import PARAGRAPHS


@pytest.mark.parametrize(
    "text",
    [
        "3 July 2023",
        "July 3rd, 2023",
        "Publié le lundi 3 juillet 2023 à 10h15",
        "Montag, 3. Juli 2023",
        "3 de julio de 2023",
        "lunedì 3 luglio 2023",
        "3 de julho de 2023",
        "maandag 3 juli 2023",
        "03.07.2023",
        "2023/7/3",
    ],
)
def test_a_day_is_read_in_the_languages_and_figures_of_papers(text: str) -> None:
    assert day_in(text) == date(2023, 7, 3)


def test_figures_with_slashes_are_read_only_where_one_can_be_no_month() -> None:
    assert day_in("24/09/2023") == day_in("09/24/2023") == date(2023, 9, 24)
    assert day_in("03/07/2023") is None
    assert two_ways("Posted 03/07/2023") == "03/07/2023"
    assert two_ways("24/09/2023") == two_ways("41/07/2023") == ""


def test_a_date_that_can_be_read_two_ways_is_a_doubt_and_no_date() -> None:
    text = "\n\n".join(["Swing bridge to close for good", "03/07/2023", *PARAGRAPHS])
    copy = read_scrape(text.encode(), source="b.txt")
    assert copy.published is None
    assert any("day first or month first" in doubt for doubt in copy.doubts)


@pytest.mark.parametrize("line", ["3 juillet 2023", "24/09/2023", "Stand: 03.07.2023, 10:15 Uhr"])
def test_such_a_date_beside_the_headline_is_the_storys(line: str) -> None:
    text = "\n\n".join(["Swing bridge to close for good", line, *PARAGRAPHS])
    copy = read_scrape(text.encode(), source="b.txt")
    assert copy.published is not None
    assert copy.published.year == 2023
