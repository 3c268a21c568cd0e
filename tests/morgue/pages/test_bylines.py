"""Who signed a story: every person, and nobody else."""

from __future__ import annotations

import pytest

from dateline.morgue.pages.names import bylines
from tests.morgue.pages.page import article, read
from tests.morgue.pages.test_metadata import ld


def names(*given: str) -> list[str]:
    return [byline.name for byline in bylines(list(given), "The Larkhaven Bell")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Editorial Staff", []),
        ("Bell Web Desk", []),
        ("Newsroom", []),
        ("Staff Reporter", []),
        ("Agencies", []),
        ("News Agencies", []),
        ("Ines Okafor, Ph.D", ["Ines Okafor"]),
        ("Ines Okafor, M.D., and Tomas Reyl, MBA", ["Ines Okafor", "Tomas Reyl"]),
        ("Tomas Reyl, Jr.", ["Tomas Reyl, Jr."]),
        ("Okafor, Ines", ["Ines Okafor"]),
        ("Okafor, Ines; Reyl, Tomas", ["Ines Okafor", "Tomas Reyl"]),
        ("Ines Okafor, Tomas Reyl", ["Ines Okafor", "Tomas Reyl"]),
        ("Ines Okafor - July 2", ["Ines Okafor"]),
        ("Ines Okafor, July 2, 2023", ["Ines Okafor"]),
        ("Written by: Ines Okafor", ["Ines Okafor"]),
        ("Reuters", ["Reuters"]),
        ("The Editorial Board", ["The Editorial Board"]),
    ],
)
def test_a_byline_is_people_and_houses_but_no_desk_degree_or_date(
    given: str, said: list[str]
) -> None:
    assert names(given) == said


def test_a_role_behind_a_name_stays_a_role() -> None:
    (byline,) = bylines(["Ines Okafor, Staff Reporter"])
    assert (byline.name, byline.role) == ("Ines Okafor", "Staff Reporter")


def test_a_house_beside_persons_does_not_sign() -> None:
    house = {"@type": "Organization", "name": "Harbour Media Group"}
    person = {"@type": "Person", "name": "Ines Okafor"}
    both = read(article(), ld(author=[person, house])).bylines
    assert [byline.name for byline in both] == ["Ines Okafor"]
    alone = read(article(), ld(author=[house])).bylines
    assert [byline.name for byline in alone] == ["Harbour Media Group"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Ines Okafor</p>",
        "<p>Written by: Ines Okafor</p>",
        '<div class="pb-byline"><a href="/people/7">Ines Okafor</a></div>',
        '<p><span class="author-name">Ines Okafor</span></p>',
    ],
)
def test_a_byline_over_the_text_is_taken_where_metadata_names_nobody(line: str) -> None:
    assert [byline.name for byline in read(line + article()).bylines] == ["Ines Okafor"]


def test_a_byline_under_the_text_is_taken_too() -> None:
    copy = read(article() + "<p>By Ines Okafor</p>")
    assert [byline.name for byline in copy.bylines] == ["Ines Okafor"]
    assert any(piece.taken_for == "the byline" for piece in copy.furniture)


def test_the_sites_own_name_over_the_text_is_no_byline() -> None:
    assert read('<div class="byline">The Larkhaven Bell</div>' + article()).bylines == []
