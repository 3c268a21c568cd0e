"""The tags of the look: the house's own sheet, the width of a name, cells and cards in order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import override_settings
from django.utils.safestring import mark_safe

from dateline.broadsheet.templatetags import broadsheet
from dateline.stories.body import BlockContext, Table
from tests.broadsheet.paper import card, text


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Path]:
    """A site's own static folder."""
    with override_settings(STATICFILES_DIRS=[tmp_path]):
        finders.get_finder.cache_clear()
        yield tmp_path
    finders.get_finder.cache_clear()


def test_a_house_without_its_own_sheet_links_none(house: Path) -> None:
    assert broadsheet.house_stylesheet() == ""
    assert broadsheet.house_icon().startswith("data:image/svg+xml,%3Csvg%20xmlns=%22http://")


def test_the_houses_own_sheet_and_icon_are_linked(house: Path) -> None:
    (house / "house").mkdir()
    (house / "house/paper.css").write_text(":root { --brand: navy }")
    (house / "house/icon.svg").write_text("<svg/>")
    assert broadsheet.house_stylesheet() == (
        '<link rel="stylesheet" href="/static/house/paper.css">'
    )
    assert broadsheet.house_icon() == "data:image/svg+xml,%3Csvg/%3E"
    (house / "house/icon.svg").write_text(f"<svg><!--{'a drawing' * 200}--></svg>")
    assert broadsheet.house_icon() == "/static/house/icon.svg"


def test_a_house_sheet_of_hints_alone_costs_readers_no_request(house: Path) -> None:
    (house / "house").mkdir()
    sheet = house / "house/paper.css"
    sheet.write_text("/* Write here:\n :root { --brand: navy } */\n")
    assert broadsheet.house_stylesheet() == ""
    sheet.write_text("/* ours */ :root { --brand: navy }")
    os.utime(sheet, ns=(1, 1))  # whatever the clock's grain
    assert "house/paper.css" in broadsheet.house_stylesheet()


def test_every_file_of_the_sheet_is_there() -> None:
    sheet = Path(finders.find("dateline/paper.css"))
    named = set(re.findall(r"url\(([^)]+)\)", sheet.read_text()))
    assert named
    assert all((sheet.parent / name).is_file() for name in named)
    licences = {path.name for path in (sheet.parent / "fonts").glob("OFL-*.txt")}
    assert licences == {"OFL-libre-franklin.txt", "OFL-newsreader.txt"}


def test_the_sheet_asks_no_other_site_and_knows_every_length_of_a_name() -> None:
    sheet = Path(finders.find("dateline/paper.css")).read_text()
    assert "http" not in sheet
    assert "@import" not in sheet
    for name in ("I", "The Larkhaven Courier", "W" * 90):
        assert f".{broadsheet.ems(name)} {{" in sheet


@pytest.mark.parametrize(
    ("name", "words"), [("The Larkhaven Courier", "ems-11"), ("Die Zeit", "ems-4"), ("", "ems-4")]
)
def test_the_length_of_a_name_is_told_in_ems(name: str, words: str) -> None:
    assert broadsheet.ems(name) == words


def test_cards_with_pictures_lead_and_the_rest_keep_their_order() -> None:
    plain = [card(n, picture=None) for n in (1, 2, 3)]
    drawn = card(4)
    assert broadsheet.pictured_first([*plain, drawn]) == (drawn, *plain)
    assert broadsheet.pictured_first(plain, 2) == tuple(plain)


def test_the_place_stands_once_and_only_in_text() -> None:
    heading = BlockContext("subheading", "h", "What", 0)
    body = (heading, text("One.", "a"), text("Two.", "b"))
    placed = broadsheet.placed(body, "Pell")
    assert placed[0] is heading
    assert placed[1].value == '<p><span class="placeline">Pell.</span> One.</p>'
    assert placed[2] is body[2]
    assert broadsheet.placed((heading,), "Pell") == (heading,)
    listed = BlockContext("text", "l", mark_safe("<ul><li>One</li></ul>"), 0)
    assert broadsheet.placed((listed,), "Pell") == (listed,)


def test_a_table_of_uneven_rows_is_set_square() -> None:
    table = Table("", ("Who", "Sum"), (("City",), ("Union", "3", "more"), ()), "")
    square = broadsheet.ledger(table)
    assert {len(row) for row in square.rows} == {3}
    assert [cell.figure for cell in square.headings] == [False, True, False]
    assert broadsheet.ledger(Table("", (), (), "")).rows == ()
