"""Charts: what is drawn, what is refused, and what a hostile table cannot do."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dateline.broadsheet.charts import MAX_ROWS, MAX_SERIES, Chart, draw
from dateline.broadsheet.ink import NARROW

HOSTILE = "</svg><script>alert(1)</script>\"'&\x00\x0b"
LONG = "A label that somebody typed without a thought for how it stands on a small telephone"


def rows(*pairs: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return pairs


def parsed(chart: Chart) -> etree._Element:
    return etree.fromstring(str(chart.svg))


def words(chart: Chart) -> list[str]:
    return [text.text for text in parsed(chart).iter("text")]


def widths(chart: Chart) -> list[float]:
    return [float(r.get("width").rstrip("%")) for r in parsed(chart).iter("rect")]


@pytest.mark.parametrize("form", ["bar", "column", "line"])
def test_each_form_is_drawn_for_one_and_for_several_series(form: str) -> None:
    one = draw(form, "T", "mm", ("Day", "Rain"), rows(("1", "22"), ("2", "31"), ("3", "18")))
    assert one.form == form
    assert one.series == ()
    assert parsed(one).get("role") == "img"
    two = draw(form, "T", "", ("Day", "A", "B"), rows(("1", "2", "3"), ("2", "3", "4")))
    assert two.form == form
    assert two.series == ("A", "B")
    assert {"s1", "s2"} <= set(re.findall(r"\bs\d\b", str(two.svg)))


def test_a_chart_names_itself_and_tells_its_figures_to_those_who_cannot_see_it() -> None:
    chart = draw("bar", "Homes", "number", ("Who", "Homes"), rows(("City", "1,140"), ("U", "3")))
    svg = parsed(chart)
    assert svg.findtext("title") == "Homes, number"
    assert svg.findtext("desc") == "Bar chart. City: 1,140; U: 3."


def test_bars_are_as_long_as_their_figures() -> None:
    chart = draw("bar", "", "", ("", "n"), rows(("a", "100"), ("b", "50"), ("c", "0")))
    full, half, none = widths(chart)
    assert half == pytest.approx(full / 2, abs=0.02)
    assert none == 0


def test_bars_below_zero_go_the_other_way() -> None:
    chart = draw("bar", "", "", ("", "n"), rows(("a", "−3.2"), ("b", "1.6")))
    below, above = (r for r in parsed(chart).iter("rect"))
    zero = float(above.get("x").rstrip("%"))
    end = float(below.get("x").rstrip("%")) + float(below.get("width").rstrip("%"))
    assert end == pytest.approx(zero, abs=0.02)
    assert "−3.2" in words(chart)


def test_columns_stand_on_zero_and_hang_from_it() -> None:
    chart = draw("column", "", "", ("", "n"), rows(("a", "4"), ("b", "-4")))
    up, down = parsed(chart).iter("rect")
    foot = float(up.get("y")[:-2]) + float(up.get("height")[:-2])
    assert foot == pytest.approx(float(down.get("y")[:-2]), abs=0.02)


def test_a_line_keeps_the_distances_of_its_numbers() -> None:
    chart = draw("line", "", "", ("h", "m"), rows(("0", "4"), ("1", "3"), ("4", "1")))
    x = [float(c.get("cx").rstrip("%")) for c in parsed(chart).iter("circle")]
    assert (x[2] - x[1]) == pytest.approx(3 * (x[1] - x[0]), abs=0.05)


def test_a_line_is_broken_where_there_is_no_figure() -> None:
    chart = draw("line", "", "", ("", "n"), rows(("a", "1"), ("b", ""), ("c", "2"), ("d", "3")))
    assert str(chart.svg).count('class="curve') == 1
    assert str(chart.svg).count("<circle") == 3


@pytest.mark.parametrize(
    "cells",
    [
        ("1,140", "2,300", "3,000"),
        ("9.4 %", "6.1 %", "0 %"),
        ("about 700", "over 412", "61"),
        ("−3.2", "-1", "– 4"),
        ("1 140", "22", "3"),
        ("€412", "€560", "€1,448.50"),
        ("14 (count)", "9*", "3"),
    ],
)
def test_figures_are_read_as_newspapers_write_them(cells: tuple[str, ...]) -> None:
    chart = draw("bar", "", "", ("", "n"), tuple((str(n), cell) for n, cell in enumerate(cells)))
    assert chart.svg


@pytest.mark.parametrize(
    "cell",
    ["60 to 90", "1–10", "04:12", "has not answered", "12/15", "1.2.3", "M25x", "800 m or 1 km"],
)
def test_an_unreadable_figure_leaves_the_table_alone(cell: str) -> None:
    chart = draw("bar", "T", "u", ("", "n"), rows(("a", "12"), ("b", cell)))
    assert chart == Chart(chart.svg, "T", "u", "bar")
    assert str(chart.svg) == ""


def test_sums_of_different_size_words_do_not_stand_on_one_scale() -> None:
    assert not draw("bar", "", "", ("", "€"), rows(("a", "800 million"), ("b", "1.2 billion"))).svg
    assert not draw("bar", "", "", ("", "€"), rows(("a", "800"), ("b", "1.2bn"))).svg


@pytest.mark.parametrize(
    ("language", "cells", "share"),
    [
        ("en-gb", ("1,140", "2,280"), 0.5),
        ("de", ("1.140", "2.280"), 0.5),
        ("de", ("9,5", "19"), 0.5),
        ("en-gb", ("9,5", "19"), 0.5),
        ("de", ("9.5", "19"), 0.5),
        ("de", ("1.140,5", "2.281"), 0.5),
    ],
)
def test_commas_and_points_are_read_by_what_they_show_and_then_by_the_language(
    language: str, cells: tuple[str, str], share: float
) -> None:
    with translation.override(language):
        chart = draw("bar", "", "", ("", "n"), rows(("a", cells[0]), ("b", cells[1])))
    short, long = widths(chart)
    assert short / long == pytest.approx(share, abs=0.002)


def test_a_hostile_table_cannot_leave_its_letters() -> None:
    for form in ("bar", "column", "line"):
        table = rows((HOSTILE, "1"), (HOSTILE, "2"))
        chart = draw(form, HOSTILE, HOSTILE, (HOSTILE, HOSTILE), table)
        svg = parsed(chart)
        assert {element.tag for element in svg.iter()} <= {
            "svg", "title", "desc", "text", "rect", "line", "circle"
        }  # fmt: skip
        assert not re.search(r"[\x00-\x1f]", str(chart.svg))


def test_a_chart_carries_no_style_and_no_script_of_its_own() -> None:
    for form in ("bar", "column", "line"):
        svg = str(draw(form, "T", "u", ("", "n"), rows(("a", "1"), ("b", "2"))).svg)
        assert "style" not in svg
        assert not re.search(r"\bon\w+=", svg)
        assert "http" not in svg


def test_long_labels_are_broken_into_lines_that_fit_a_telephone() -> None:
    chart = draw("bar", "", "", ("", "n"), rows((LONG, "1"), ("b", "2")))
    lines = [word for word in words(chart) if word in LONG]
    assert len(lines) >= 2
    assert max(map(len, lines)) * 0.5 <= NARROW


def test_columns_that_do_not_fit_side_by_side_are_drawn_as_bars() -> None:
    many = tuple((f"{LONG} {n}", "1") for n in range(8))
    assert draw("column", "", "", ("", "n"), many).form == "bar"
    narrow = tuple((str(n), "1") for n in range(40))
    assert draw("column", "", "", ("", "n"), narrow).form == "bar"


def test_months_under_columns_stand_upright() -> None:
    months = "January February March April May June July August September October November December"
    chart = draw("column", "", "", ("", "n"), tuple((m, "3") for m in months.split()))
    assert chart.form == "column"
    assert str(chart.svg).count("rotate(-90)") == 12


def test_labels_under_a_line_do_not_touch() -> None:
    days = tuple((f"{n} November", str(n % 7)) for n in range(1, 31))
    texts = list(parsed(draw("line", "", "", ("", "n"), days)).iter("text"))
    middles = sorted(
        {float(t.get("x").rstrip("%")) for t in texts if t.get("text-anchor") == "middle"}
    )
    room = len("November") * 0.5 / NARROW * 100
    assert all(b - a >= room for a, b in pairwise(middles))
    assert "30" in " ".join(t.text for t in texts), "the last label is the news"


@pytest.mark.parametrize(
    ("headings", "table"),
    [
        ((), ()),
        (("a",), (("x",),)),
        (("a", "b"), ()),
        (("a", "b"), (("x", ""), ("y", "–"))),
        (("a", *"b" * (MAX_SERIES + 1)), (("x", *"1" * (MAX_SERIES + 1)),)),
        (("a", "b"), tuple((str(n), "1") for n in range(MAX_ROWS + 1))),
    ],
)
def test_a_table_with_nothing_or_too_much_to_draw_is_left_alone(
    headings: tuple[str, ...], table: tuple[tuple[str, ...], ...]
) -> None:
    assert str(draw("bar", "", "", headings, table).svg) == ""


def test_rows_of_uneven_length_are_drawn() -> None:
    chart = draw("bar", "", "", ("", "a", "b"), rows(("x", "1"), ("y", "1", "2", "9")))
    assert len(widths(chart)) == 3


@settings(max_examples=150, deadline=None)
@given(
    form=st.sampled_from(["bar", "column", "line"]),
    table=st.lists(
        st.tuples(
            st.text(max_size=30),
            st.one_of(
                st.text(max_size=12),
                st.integers(-(10**9), 10**9).map(str),
                st.floats(-1e6, 1e6).map(lambda n: f"{n:,.2f}"),
            ),
        ),
        max_size=12,
    ),
)
def test_whatever_the_table_holds_the_chart_is_well_formed_or_absent(
    form: str, table: list[tuple[str, str]]
) -> None:
    chart = draw(form, "T", "u", ("label", "figure"), tuple(table))
    if chart.svg:
        svg = parsed(chart)
        assert "nan" not in str(chart.svg).partition("</desc>")[2].replace("nan<", "")
        assert all(width <= 100 for width in widths(chart))
        assert float(svg.get("height")[:-2]) > 0


def test_ranges_are_not_cut_down_to_their_first_number() -> None:
    assert not draw("bar", "", "", ("", "n"), rows(("a", "60 to 90"), ("b", "10 to 90"))).svg


def test_zero_is_marked_only_where_bars_go_both_ways() -> None:
    both = draw("bar", "", "", ("", "n"), rows(("a", "-1"), ("b", "1")))
    one = draw("bar", "", "", ("", "n"), rows(("a", "2"), ("b", "1")))
    assert 'class="zero"' in str(both.svg)
    assert 'class="zero"' not in str(one.svg)
