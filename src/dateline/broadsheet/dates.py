"""Days and moments in words, as a newspaper of some language prints them. 24-hour clock."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import dateformat, translation
from django.utils.formats import get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

#: A language, or its first part: the pattern of a day with its year, and of one without.
_DAYS = {
    "en": ("j F Y", "j F"),
    "en-us": ("F j, Y", "F j"),
    "de": ("j. F Y", "j. F"),
    "nl": ("j F Y", "j F"),
    "fr": ("j F Y", "j F"),
}
#: What stands before a day when its weekday does.
_WEEKDAYS = {"en": "l ", "en-us": "l, ", "nl": "l ", "fr": "l "}


def long_date(day: date, language: str) -> str:
    """Return `day` with its weekday: "Sunday 22 November 2026", "Sonntag, 22. November 2026"."""
    code = language.lower()
    before = _WEEKDAYS.get(code) or _WEEKDAYS.get(_first(code)) or "l, "
    return _words(day, before + _pattern(language)[0], language)


def day_words(day: date, language: str) -> str:
    """Return `day` with its year: "22 November 2026"."""
    return _words(day, _pattern(language)[0], language)


def month_words(day: date, language: str) -> str:
    """Return the month of `day` with its year: "November 2026"."""
    return _words(day, "F Y", language)


def moment_words(at: datetime, language: str, zone: str) -> str:
    """Return `at` in `zone`: "22 November 2026, 06:30". `at` must know its own zone."""
    return _words(at.astimezone(ZoneInfo(zone)), f"{_pattern(language)[0]}, H:i", language)


def short_moment_words(at: datetime, language: str, zone: str) -> str:
    """Return `at` in `zone` without its year, for the day's paper: "22 November, 06:30"."""
    return _words(at.astimezone(ZoneInfo(zone)), f"{_pattern(language)[1]}, H:i", language)


def time_element(at: datetime, zone: str, words: str) -> SafeString:
    """Return a ``<time>`` that says `at` to machines, to the minute, and `words` to readers."""
    stamp = at.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', stamp, words)


def _pattern(language: str) -> tuple[str, str]:
    code = language.lower()
    known = _DAYS.get(code) or _DAYS.get(_first(code))
    if known is not None:
        return known
    return (
        str(get_format("DATE_FORMAT", lang=code, use_l10n=True)),
        str(get_format("MONTH_DAY_FORMAT", lang=code, use_l10n=True)),
    )


def _first(code: str) -> str:
    return code.partition("-")[0]


def _words(day: date, pattern: str, language: str) -> str:
    with translation.override(language):
        return dateformat.format(day, pattern)
