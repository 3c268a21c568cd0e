"""Finds conversions between units of measure whose arithmetic is off. Pure functions.

Both sides may be rounded as far as their digits show. Money is not converted: its rate is
not in the text, and nothing is claimed about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.newsroom.checks.figures import (
    HEDGE,
    MAGNITUDE,
    NUMBER,
    Figure,
    in_words,
    read_figure,
)
from dateline.newsroom.checks.measures import UNIT, Unit, convert, unit_named

_SIGN = r"(?:[-−–](?=\d)|minus\s)?"
_FIGURE = rf"{_SIGN}{NUMBER}(?:[\s-]?{MAGNITUDE})?"
_BETWEEN = r"\s?(?:–|—|-|to|and)\s?"
_JOINT = r"[\s\u00a0\u202f-]?"


def _quantity_pattern(n: int) -> str:
    """The pattern of a quantity, its groups numbered `n`."""
    return (
        rf"(?:(?P<hedge{n}>{HEDGE})\s)?"
        rf"(?P<low{n}>{_FIGURE})(?:{_BETWEEN}(?P<high{n}>{_FIGURE}))?{_JOINT}(?P<unit{n}>{UNIT})"
        rf"(?:,?\s?(?P<rest{n}>{NUMBER}){_JOINT}(?P<small{n}>in(?:s|ch|ches)?|lbs?|pounds?|oz)\b)?"
    )


_CONVERSION = re.compile(
    rf"(?<![\w.,/$£€¥]){_quantity_pattern(1)}"
    rf"(?:\s?\((?:or\s|i\.e\.\s)?{_quantity_pattern(2)}\)|,?\sor\s{_quantity_pattern(3)})",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf"(?P<sign>[-−–]|minus\s)?(?P<number>{NUMBER})[\s-]?(?P<magnitude>{MAGNITUDE})?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quantity:
    """Figures of one unit: one, or the two ends of a range."""

    figures: tuple[Figure, ...]
    unit: Unit
    hedged: bool


def wrong_conversions(text: str) -> Iterator[tuple[str, str]]:
    """Yield (words, what would be right) for each conversion in `text` that does not add up."""
    for match in _CONVERSION.finditer(text):
        left = _quantity(match, 1)
        right = _quantity(match, 2 if match["unit2"] else 3)
        if left is None or right is None or not _comparable(left, right):
            continue
        if _hold(left, right) or (match["unit1"] == "m" and _hold(_in_miles(left), right)):
            continue
        source = " to ".join(in_words(figure.value) for figure in left.figures)
        target = " to ".join(
            in_words(convert(figure.value, left.unit, right.unit)[0]) for figure in left.figures
        )
        yield match.group(0), f"{source} {left.unit.name} = {target} {right.unit.name}"


def _hold(left: Quantity, right: Quantity) -> bool:
    pairs = zip(left.figures, right.figures, strict=True)
    hedged = left.hedged or right.hedged
    return all(_agree(a, left.unit, b, right.unit, hedged) for a, b in pairs)


def _in_miles(quantity: Quantity) -> Quantity:
    """Sports pages write ``26.2m`` for miles."""
    return replace(quantity, unit=unit_named("miles"))


def _comparable(left: Quantity, right: Quantity) -> bool:
    return (
        left.unit.dimension == right.unit.dimension
        and left.unit is not right.unit
        and len(left.figures) == len(right.figures)
    )


def _agree(a: Figure, unit_a: Unit, b: Figure, unit_b: Unit, hedged: bool) -> bool:
    """Whether either figure, taken as exact, gives the other as it is rounded."""
    for difference in (False, True) if unit_a.dimension == "temperature" else (False,):
        there = convert(a.value, unit_a, unit_b, difference=difference)
        back = convert(b.value, unit_b, unit_a, difference=difference)
        if any(b.holds(v, hedged) for v in there) or any(a.holds(v, hedged) for v in back):
            return True
    return False


def _quantity(match: re.Match[str], n: int) -> Quantity | None:
    unit = unit_named(match[f"unit{n}"])
    figures = [_figure(match[f"low{n}"])]
    if match[f"high{n}"]:
        figures.append(_figure(match[f"high{n}"]))
        if any(low.value >= high.value for low, high in pairwise(figures)):
            return None  # not a range: "on day 3 - 46 km"
    if match[f"rest{n}"]:
        if len(figures) != 1:
            return None
        figures = [_with_rest(figures[0], unit, match[f"rest{n}"], match[f"small{n}"])]
    return Quantity(tuple(figures), unit, hedged=bool(match[f"hedge{n}"]))


def _figure(words: str) -> Figure:
    parts = _PARTS.match(words)
    if parts is None:
        raise ValueError(words)
    sign = "-" if parts["sign"] else ""
    return read_figure(parts["number"], parts["magnitude"] or "", sign)


def _with_rest(figure: Figure, unit: Unit, number: str, small: str) -> Figure:
    """Five feet ten inches, twelve stone four pounds: as one figure of the larger unit."""
    rest = read_figure(number)
    share = convert(1.0, unit_named(small), unit)[0]
    return Figure(figure.value + rest.value * share, 0.5 * share)
