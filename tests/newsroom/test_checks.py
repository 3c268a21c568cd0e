"""What the desk checks find in figures, and what they leave alone."""

from __future__ import annotations

import time

import pytest

from dateline.newsroom.checks.conversions import wrong_conversions
from dateline.newsroom.checks.doubles import doubled_units
from dateline.newsroom.checks.figures import read_figure
from dateline.newsroom.checks.percentages import wrong_percentages
from tests.shared import shared


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a US$800m (£611m) million package", "US$800m (£611m) million"),
        ("it cost $5 million dollars", "$5 million dollars"),
        ("some 5 km kilometres off", "5 km kilometres"),
        ("fell by 12 % per cent", "12 % per cent"),
        ("a 3bn billion hole", "3bn billion"),
        ("it was 12 °C degrees Celsius", "12 °C degrees Celsius"),
    ],
)
def test_a_unit_written_twice_is_found(text, words):
    assert list(doubled_units(text)) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "a US$800m (£611m) package",
        "46 km (29 miles) from here",
        "he walked 5 m in the rain",
        "$5 million (£4 million)",
        "12 per cent, or a percentage point less",
        "5 million people, a million more than before",
    ],
)
def test_a_unit_written_once_is_left_alone(text):
    assert list(doubled_units(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "46 km (23 miles)",
        "10 °C (60 °F)",
        "five miles (12km)",
        "100 km (90 miles)",
        "6ft 2in (168cm)",
        "30-40 km (29-35 miles)",
        "2 million hectares (9.9 million acres)",
        "80 kg (200lb)",
        "1,013 hPa (20 psi)",
        "50 litres (50 gallons)",
    ],
)
def test_a_conversion_that_is_off_is_found(text):
    assert [words for words, _ in wrong_conversions(f"It was {text}, they said.")] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "46 km (29 miles)",
        "about 50 miles (80 km)",
        "30 miles (50 km)",
        "20 miles (30 km)",
        "100 km (60 miles)",
        "five miles (8 km)",
        "1½ miles (2.4 km)",
        "10 °C (50 °F)",
        "-10 °C (14 °F)",
        "a rise of 2 °C (3.6 °F)",
        "6ft 2in (188cm)",
        "12st 4lb (78kg)",
        "30–40 km (19–25 miles)",
        "2 million hectares (4.9 million acres)",
        "50 litres (11 gallons)",
        "50 litres (13 gallons)",
        "a 26.2m (42km) race",
        "38 million euros (US$45m)",
        "£5m (10 miles from here)",
        "1,200 sq ft (111 sq m)",
    ],
)
def test_a_conversion_that_holds_or_cannot_be_checked_is_left_alone(text):
    assert list(wrong_conversions(f"It was {text}, they said.")) == []


def test_a_finding_says_what_would_be_right():
    [(_, right)] = wrong_conversions("46 km (23 miles)")
    assert right == "46 kilometres = 28.6 miles"


@pytest.mark.parametrize(
    "text",
    [
        "12 of the 48 councillors (30 per cent)",
        "3 of 10, or 40 per cent",
        "40 per cent (3 of 10)",
        "from 412 to 560, a rise of 30 per cent",
        "fell by 12 per cent, from 100 to 80",
        "from 12 per cent to 18 per cent, a rise of 6 per cent",
        "from £1.2m to £1.8m, an increase of 70%",
        "from 560 to 412, a rise of 36 per cent",
        "from 412 to 560, a rise of 140",
    ],
)
def test_a_share_or_change_that_its_figures_deny_is_found(text):
    assert [words for words, _ in wrong_percentages(f"It went {text}.")] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "12 of 48 councillors (25 per cent)",
        "about a third, 16 of 48 (33 per cent)",
        "from 412 to 560, a rise of 36 per cent",
        "from 2019 to 2023, a rise of 12 per cent",
        "from 12 per cent to 18 per cent, a rise of 6 percentage points",
        "from 4.1 million to 5.6 million, a rise of 37 per cent",
        "from £1.2m to £1.8m, an increase of 50%",
        "from 9 to 5, five days a week",
        "from 412 to 560, a rise of 148",
        "one of 12 (a 50 per cent share is held by the town)",
    ],
)
def test_a_share_or_change_that_holds_is_left_alone(text):
    assert list(wrong_percentages(f"It went {text}.")) == []


@pytest.mark.parametrize(
    ("number", "value", "slack"),
    [("46", 46, 0.5), ("600", 600, 50), ("1,250", 1250, 5), ("3.5", 3.5, 0.05), ("2½", 2.5, 0.125)],
)
def test_a_figure_carries_the_rounding_it_shows(number, value, slack):
    figure = read_figure(number)
    assert figure.value == value
    assert figure.slack == pytest.approx(slack)


def test_the_seed_page_has_one_doubled_unit_and_nothing_else():
    text = shared("data/dev/seed/article.txt").read_text(encoding="utf-8")
    found = [
        finding
        for line in text.splitlines()
        for check in (doubled_units, wrong_conversions, wrong_percentages)
        for finding in check(line)
    ]
    assert found == ["US$800m (£611m) million"]


@pytest.mark.parametrize("folder", ["data/dev/pages/plaintext", "demo-paper/stories"])
def test_whole_papers_raise_no_false_alarm(folder):
    for path in sorted(shared(folder).rglob("*.[tm][xd]*")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            for check in (doubled_units, wrong_conversions, wrong_percentages):
                assert list(check(line)) == [], path.name


@pytest.mark.parametrize("check", [doubled_units, wrong_conversions, wrong_percentages])
@pytest.mark.parametrize("unit", ["1 of ", "from 1 to ", "1,111,", "1 km (", "$5m ", "one ten "])
def test_hostile_text_is_read_in_time(check, unit):
    began = time.perf_counter()
    list(check(unit * 4000))
    assert time.perf_counter() - began < 5
