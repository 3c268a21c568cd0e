"""Finds units that are written twice. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.newsroom.checks.figures import FIGURES
from dateline.newsroom.checks.measures import UNIT, unit_named

_NUMBER = rf"(?<![\w.,/])(?:{FIGURES})"
_ASIDE = r"(?:\s*\([^()]{1,40}\))?"
_PER_CENT = r"(?:%|per ?cent\b)"
#: Money: its sign before the figure and its name after it.
_MONEY = {
    r"(?:(?:US|A|C|NZ|HK|S)?\$)": r"(?:(?:US|Australian|Canadian)\s)?dollars",
    "£": r"pounds(?:\ssterling)?",
    "€": "euros?",
    "¥": "yen",
}
_SIGN = rf"(?:{'|'.join(_MONEY)})"
_SIZE = r"(?:million|billion|trillion|mn|mln|bn|tn|m)\b"
_SIZE_WORD = r"(?:million|billion|trillion|bn|tn|mn)\b"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # US$800m (£611m) million; 5bn billion
        rf"{_SIGN}?{_NUMBER}\s?{_SIZE}{_ASIDE}\s+{_SIZE_WORD}",
        # 12 % per cent
        rf"{_NUMBER}\s?{_PER_CENT}{_ASIDE}\s*{_PER_CENT}",
        # $5 million dollars
        *(
            rf"{sign}\s?(?:{FIGURES})\s?(?:{_SIZE})?{_ASIDE}\s+{name}\b"
            for sign, name in _MONEY.items()
        ),
    )
)
_MEASURE_TWICE = re.compile(
    rf"{_NUMBER}[\s-]?(?P<first>{UNIT}){_ASIDE}\s+(?P<second>{UNIT})", re.IGNORECASE
)
#: Ways of writing that are words of their own in running text.
_ORDINARY = frozenset({"m", "t", "g", "l", "in", "ins", "st", "ha", "mi", "foot", "bar"})


def doubled_units(text: str) -> Iterator[str]:
    """Yield each piece of `text` in which a unit is written twice, in the order of the text."""
    found: dict[int, str] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            found.setdefault(match.start(), match.group(0))
    for match in _MEASURE_TWICE.finditer(text):
        first, second = match["first"], match["second"]
        if second.lower() in _ORDINARY and second.lower() != first.lower():
            continue
        if unit_named(first) is unit_named(second):
            found.setdefault(match.start(), match.group(0))
    for start in sorted(found):
        yield found[start]
