"""Finds percentages and differences that the figures beside them deny. Pure functions.

Only where both sides stand in one sentence: ``12 of 48 (30 per cent)``, ``from 412 to 560, a
rise of 40 per cent``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.newsroom.checks.figures import FIGURES, HEDGE, MAGNITUDE, in_words, read_figure

_PER_CENT = r"(?:\s?%|\sper\s?cent\b)"
_SHARE = rf"(?:(?P<hedge>{HEDGE})\s)?(?P<share>{FIGURES}){_PER_CENT}(?!\s?points?)"
_MONTHS = "january february march april may june july august september october november december"
#: Up to four words between a figure and what follows, none of them a figure or a month.
_WORDS = rf"(?:\s(?!(?:{'|'.join(_MONTHS.split())})\b)[^\W\d]+(?:[-’'][^\W\d]+)*){{0,4}}?"
_PLAIN = rf"(?<![\w.,/$£€¥-])(?:{FIGURES})"
_PART_OF_WHOLE = (
    rf"(?P<part>{_PLAIN})\s(?:of|out\sof)\s(?:(?:the|its|their|all|a\stotal\sof)\s)?"
    rf"(?P<whole>{FIGURES})(?![\w.,]*\d){_WORDS}"
)
_SHARES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_PART_OF_WHOLE}(?:\s\((?:or\s)?{_SHARE}\)|,\sor\s{_SHARE.replace('?P<', '?P<or_')})",
        rf"(?<![\w.,]){_SHARE}\s\({_PART_OF_WHOLE}\)",
    )
)

_MONEY = r"(?:(?:US|A|C|NZ|HK|S)?\$|£|€|¥)"


def _amount_pattern(name: str) -> str:
    """The pattern of an amount, its groups marked with `name`."""
    return (
        rf"(?P<money_{name}>{_MONEY})?(?P<number_{name}>{FIGURES})"
        rf"(?:\s?(?P<size_{name}>{MAGNITUDE}))?(?P<share_{name}>{_PER_CENT})?"
    )


_FROM_TO = rf"from\s{_amount_pattern('a')}{_WORDS}\sto\s{_amount_pattern('b')}(?![\d:/])"
_UP = "rise|increase|jump|gain|growth|climb|surge|leap"
_DOWN = "fall|drop|decline|decrease|cut|reduction|loss|slump|dip"
_ROSE = "rose|risen|increased|grew|grown|climbed|jumped|gained|surged|up"
_FELL = "fell|fallen|dropped|declined|decreased|shrank|shrunk|slumped|dipped|down|cut"
_CHANGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # from 412 to 560, a rise of 36 per cent
        rf"{_FROM_TO}{_WORDS}\s?[,:–—(-]\s?an?(?:\s[^\W\d]+)?\s(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
        rf"\sof\s(?:(?P<hedge>{HEDGE})\s)?{_amount_pattern('n')}(?P<points>\spercentage\spoints?)?",
        # rose by 36 per cent, from 412 to 560
        rf"\b(?:(?P<up>{_ROSE})|(?P<down>{_FELL}))(?:\sby)?\s(?:(?P<hedge>{HEDGE})\s)?"
        rf"{_amount_pattern('n')}(?P<points>\spercentage\spoints?)?,?\s{_FROM_TO}",
    )
)


@dataclass(frozen=True)
class Amount:
    """A figure with what it counts: money, a share, or things."""

    value: float
    slack: float
    money: str
    share: bool


def wrong_percentages(text: str) -> Iterator[tuple[str, str]]:
    """Yield (words, what would be right) for each share or change that does not add up."""
    for pattern in _SHARES:
        for match in pattern.finditer(text):
            wrong = _wrong_share(match)
            if wrong:
                yield match.group(0), wrong
    for pattern in _CHANGES:
        for match in pattern.finditer(text):
            wrong = _wrong_change(match)
            if wrong:
                yield match.group(0), wrong


def _wrong_share(match: re.Match[str]) -> str:
    groups = match.groupdict()
    part, whole = read_figure(groups["part"]), read_figure(groups["whole"])
    shown = groups["share"] or groups.get("or_share") or ""
    hedged = bool(groups["hedge"] or groups.get("or_hedge"))
    if not whole.value or part.value > whole.value:
        return ""
    share = 100 * part.value / whole.value
    if _fits(shown, share, share, hedged):
        return ""
    return f"{groups['part']} of {groups['whole']} is {in_words(share)} per cent"


def _wrong_change(match: re.Match[str]) -> str:
    a, b, change = (_amount(match, name) for name in "abn")
    if _are_years(match) or a.money != b.money or a.share != b.share or not a.value:
        return ""
    rising = b.value > a.value
    if a.value == b.value or bool(match["up"]) != rising:
        return "" if a.value == b.value else _says(match, a, b)
    hedged = bool(match["hedge"])
    if change.share and not match["points"]:
        low = 100 * (abs(b.value - a.value) - a.slack - b.slack) / (a.value + a.slack)
        high = 100 * (abs(b.value - a.value) + a.slack + b.slack) / max(a.value - a.slack, 1e-9)
        return "" if _fits(match["number_n"], low, high, hedged) else _says(match, a, b)
    if change.money != a.money or (a.share and not match["points"]):
        return ""
    slack = change.slack + a.slack + b.slack + (0.1 * change.value if hedged else 0)
    off = abs(abs(b.value - a.value) - change.value)
    return "" if off <= slack + 1e-9 else _says(match, a, b)


def _says(match: re.Match[str], a: Amount, b: Amount) -> str:
    word = "rise" if b.value > a.value else "fall"
    difference, share = abs(b.value - a.value), 100 * abs(b.value - a.value) / a.value
    unit = " percentage points" if a.share else ""
    return (
        f"from {in_words(a.value)} to {in_words(b.value)} is a {word} of "
        f"{in_words(difference)}{unit}, or {in_words(share)} per cent"
    )


def _amount(match: re.Match[str], name: str) -> Amount:
    number, size = match[f"number_{name}"], match[f"size_{name}"] or ""
    if name == "a" and not size and match["size_b"] and "," not in number:
        size = match["size_b"]  # "from 4.1 to 5.6 million"
    figure = read_figure(number, size)
    money = match[f"money_{name}"] or ("" if name != "b" else match["money_a"] or "")
    share = bool(match[f"share_{name}"]) or (name == "a" and bool(match["share_b"]))
    slack = figure.slack if size else _slack(number, figure.slack)
    return Amount(figure.value, slack, money, share)


def _slack(number: str, slack: float) -> float:
    """A whole number is counted, not rounded, unless it is large and ends in zeros."""
    whole = number.replace(",", "").isdigit()
    return 0.0 if whole and not number.endswith("000") else slack


def _are_years(match: re.Match[str]) -> bool:
    years = (match["number_a"], match["number_b"])
    bare = not (match["money_a"] or match["size_a"] or match["size_b"] or match["share_b"])
    return bare and all(re.fullmatch(r"1[5-9]\d\d|20\d\d|21\d\d", year) for year in years)


def _fits(shown: str, low: float, high: float, hedged: bool) -> bool:
    """Whether a share between `low` and `high` per cent may be printed as `shown`."""
    figure = read_figure(shown)
    slack = figure.slack if "." in shown else 0.5
    if hedged:
        slack = max(figure.slack, 1.5)
    return low - slack - 1e-9 <= figure.value <= high + slack + 1e-9
