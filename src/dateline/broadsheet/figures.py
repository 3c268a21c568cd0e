"""Figures read out of a table's cells, as a newspaper writes them: "1,140", "9.4 %", "about 700".

A cell counts only if it holds one number that cannot be taken for anything else; a range, a time
or a date does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Cells that say there is no figure, without being words.
_BLANKS = frozenset({"", "-", "–", "—", "…", "..", "n/a", "k. A."})
_SPACE = " '’"  # all other spaces have become plain ones
_NUMBER = re.compile(
    rf"(?P<sign>[-−–+±]\s?)?(?P<digits>\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?:[.,]\d+)?|\d[\d.,]*)"
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|[*†‡§¹²³]+$")
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\.\d{3},\d|\d,\d{4,}")
_DECIMAL_POINT = re.compile(r"\d\.\d{1,2}(?!\d)|,\d{3}\.\d|\d\.\d{4,}")


@dataclass(frozen=True)
class Figure:
    """A cell that was read: its value and its words as printed."""

    value: float
    words: str


def decimal_comma(cells: Sequence[str], *, by_default: bool = False) -> bool:
    """Say whether the comma is the decimal sign in `cells`; `by_default` where nothing shows it."""
    for cell in cells:
        if _DECIMAL_POINT.search(cell):
            return False
        if _DECIMAL_COMMA.search(cell):
            return True
    return by_default


def read_column(cells: Sequence[str], *, comma: bool = False) -> tuple[Figure | None, ...] | None:
    """Return the figures of one column, None where a cell is blank; or None if one is unreadable.

    Every figure must carry the same unit behind it, or a unit and nothing in turn: 800 m and
    1.2 bn do not stand on one scale. `comma`: the decimal sign is a comma.
    """
    figures: list[Figure | None] = []
    units = set()
    for cell in cells:
        words = " ".join(cell.split())
        if words in _BLANKS:
            figures.append(None)
            continue
        found = _read(words, comma=comma)
        if found is None:
            return None
        figure, unit = found
        figures.append(figure)
        units.add(unit)
    if len(units - {""}) > 1 or ("" in units and units - {"", "%"}):
        return None
    return tuple(figures) if any(figure is not None for figure in figures) else None


def is_figure(cell: str) -> bool:
    """Say whether `cell` holds one number, for setting it in a column of figures."""
    words = " ".join(cell.split())
    return words in _BLANKS or _read(words, comma=False) is not None


def _read(words: str, *, comma: bool) -> tuple[Figure, str] | None:
    """Return the one figure in `words` and the unit behind it, or None."""
    bare = _ASIDE.sub(" ", words)
    numbers = list(_NUMBER.finditer(bare))
    if len(numbers) != 1:
        return None
    number = numbers[0]
    before, after = bare[: number.start()].strip(), bare[number.end() :].strip()
    if after[:1] in {":", "/", "–", "-", "′"} or before[-1:] in {":", "/", "."}:
        return None
    if before[-1:].isalpha() and bare[number.start() - 1 : number.start()].isalpha():
        return None  # part of a name: A4, M25
    value = _value(number["digits"].rstrip(".,"), comma=comma)
    if value is None:
        return None
    sign = (number["sign"] or "").strip()
    if sign == "±":
        return None
    words = re.sub(r"[-–]\s?(?=\d)", "−", words, count=1) if sign in {"-", "–"} else words
    return Figure(-value if sign in {"-", "−", "–"} else value, words), after.rstrip(".").lower()


def _value(digits: str, *, comma: bool) -> float | None:
    if len(digits) > 18:
        return None
    thousands, decimal = (".", ",") if comma else (",", ".")
    whole, _, part = digits.partition(decimal)
    if decimal in part or thousands in part:
        return None
    groups = re.split(f"[{re.escape(thousands)}{_SPACE}]", whole)
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    joined = "".join(groups)
    return float(f"{joined}.{part or 0}") if joined.isdecimal() else None
