"""Days and moments in words, in the paper's zone and language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from dateline.broadsheet.dates import day_words, long_date, moment_words, month_words
from dateline.broadsheet.templatetags import broadsheet
from tests.broadsheet.paper import PAPER

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-GB", "Sunday 22 November 2026"),
        ("en", "Sunday 22 November 2026"),
        ("en-us", "Sunday, November 22, 2026"),
        ("de", "Sonntag, 22. November 2026"),
        ("de-AT", "Sonntag, 22. November 2026"),
        ("fr", "dimanche 22 novembre 2026"),
    ],
)
def test_the_day_is_written_as_its_language_writes_it(language: str, words: str) -> None:
    assert long_date(DAY, language) == words


@pytest.mark.parametrize("language", ["pl", "ja", "ar", "hu", "pt-BR", "xx"])
def test_languages_without_a_pattern_of_ours_still_get_their_own(language: str) -> None:
    assert "2026" in long_date(DAY, language)
    assert "22" in long_date(DAY, language)


def test_the_language_of_the_day_does_not_leak() -> None:
    with translation.override("en-gb"):
        assert day_words(DAY, "de") == "22. November 2026"
        assert month_words(date(2026, 3, 1), "de") == "März 2026"
        assert month_words(date(2026, 3, 1), "en-GB") == "March 2026"


def test_a_moment_is_told_in_the_papers_zone_on_a_24_hour_clock() -> None:
    at = datetime(2026, 7, 1, 22, 5, tzinfo=UTC)
    assert moment_words(at, "en-GB", "Europe/Berlin") == "2 July 2026, 00:05"
    assert moment_words(at, "en-GB", "America/New_York") == "1 July 2026, 18:05"


def test_a_moment_says_its_offset_to_machines() -> None:
    at = datetime(2026, 7, 1, 22, 5, 59, tzinfo=UTC)
    assert broadsheet.moment(at, PAPER) == (
        '<time datetime="2026-07-02T00:05+02:00">2 July 2026, 00:05</time>'
    )
    assert broadsheet.day(at, PAPER) == '<time datetime="2026-07-02">2 July 2026</time>'
    assert broadsheet.clock(at, PAPER) == '<time datetime="2026-07-02T00:05+02:00">00:05</time>'
    german = replace(PAPER, language="de")
    assert "2. Juli, 00:05" in broadsheet.briefly(at, german)
    assert "2. Juli 2026, 00:05" in broadsheet.briefly(at, replace(german, year=2027))
