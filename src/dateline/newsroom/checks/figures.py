"""Numbers as they stand in text, with the rounding that they show. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
#: A number in figures: ``1,250``, ``3.5``, ``2½``.
FIGURES = r"(?:\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)[½¼¾⅓⅔]?|[½¼¾⅓⅔]"
#: The same, or one to twenty in words.
NUMBER = rf"(?:{FIGURES}|\b(?:{'|'.join(_WORDS)})\b)"
#: Words and letters that multiply a number.
MAGNITUDE = r"(?:hundred|thousand|million|billion|trillion|mn|bn|tn|m)\b"
#: Words by which a writer says that a figure is rounded.
HEDGE = (
    r"(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|just (?:over|under)|"
    r"more than|less than|over|under|up to|at least|close to|well over|circa|c\.|~|≈)"
)


@dataclass(frozen=True)
class Figure:
    """A number with the slack that its rounding leaves: ``46`` is 46 ± 0.5, ``600`` 600 ± 50."""

    value: float
    slack: float

    def holds(self, other: float, hedged: bool = False) -> bool:
        """Whether `other`, rounded as this figure is, could be printed as it."""
        slack = max(self.slack, abs(self.value) * 0.1) if hedged else self.slack
        return abs(other - self.value) <= slack * 1.000001 + 1e-9


def read_figure(number: str, magnitude: str = "", sign: str = "") -> Figure:
    """Return the figure that `number` shows, times `magnitude` (``million``, ``bn`` or empty).

    Zeros at the end count as rounding, but for no more than a tenth of the value. Raises
    ValueError for what is no number.
    """
    text = number.strip().lower()
    if text in _WORDS:
        value, slack = float(_WORDS.index(text) + 1), 0.5
    else:
        value, slack = _read_digits(text)
    factor = _MAGNITUDES[magnitude.strip().lower()] if magnitude.strip() else 1.0
    direction = -1.0 if sign in {"-", "−", "–"} else 1.0
    return Figure(direction * value * factor, slack * factor)


def _read_digits(text: str) -> tuple[float, float]:
    digits = re.sub(r"[,\u00a0\u202f]", "", text)
    if digits[-1] in _FRACTIONS:
        whole = float(digits[:-1]) if digits[:-1] else 0.0
        return whole + _FRACTIONS[digits[-1]], 0.125
    value = float(digits)
    if "." in digits:
        return value, 0.5 * 10 ** -len(digits.partition(".")[2])
    zeros = len(digits) - len(digits.rstrip("0")) if value else 0
    if not zeros:
        return value, 0.5
    return value, max(0.5, min(0.5 * 10**zeros, value * 0.1))


def in_words(value: float) -> str:
    """Return `value` as a figure of three digits for a reader: ``28.6``, ``1,240``."""
    size = abs(value)
    if size >= 1e9:
        return f"{value / 1e9:,.3g} billion"
    if size >= 1e6:
        return f"{value / 1e6:,.3g} million"
    if size >= 100:
        return f"{value:,.0f}"
    text = f"{value:.3g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text
