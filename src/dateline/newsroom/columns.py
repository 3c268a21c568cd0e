"""Draws reads over time: a column for each step, from zero, on whole numbers.

Lengths as in the charts of stories (`dateline.broadsheet.charts`): across in per cent, down in ems.
Those would lay two dozen columns on their side, as long as a page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dateline.broadsheet.figures import Figure
from dateline.broadsheet.ink import (
    BOLD,
    LETTER,
    Series,
    drawing,
    letters,
    rect,
    share,
    stroke,
)

#: Where the scale begins and ends, in ems from the top.
TOP, FOOT = 0.8, 11.0
#: Lines of the scale at most, beside that of zero.
LINES = 4


def words_of(reads: int) -> str:
    """Return a number as the reader of the newsroom's language writes it."""
    return str(number_format(reads, use_l10n=True, force_grouping=True))


def step_of_scale(most: int) -> int:
    """Return the round step, 1, 2 or 5 with noughts, of a scale of `LINES` that reaches `most`."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * LINES >= most:
                return step
        power *= 10


def draw(title: str, labels: Sequence[str], reads: Sequence[int]) -> SafeString:
    """Draw `reads` over `labels`. Labels there is no room for are left out, never the last."""
    step = step_of_scale(max(reads))
    high = max(step, math.ceil(max(reads) / step) * step)
    ticks = range(0, high + 1, step)
    left = share(max(len(words_of(tick)) for tick in ticks) * BOLD + 0.8)
    cell = (100 - left) / len(labels)

    def y(value: int) -> float:
        return FOOT - value / high * (FOOT - TOP)

    drawn = []
    for tick in ticks:
        drawn.append(stroke(left, y(tick), 100, y(tick), "grid" if tick else "zero"))
        drawn.append(letters(words_of(tick), left - share(0.5), y(tick) + 0.35, "tick", "end"))
    for number, value in enumerate(reads):
        start = left + cell * (number + 0.12)
        drawn.append(rect(start, y(value), cell * 0.76, FOOT - y(value), 1, single=True))
    wide = share(max(map(len, labels)) * LETTER + 0.6)
    every = math.ceil(wide / cell)
    for number in range(len(labels) - 1, -1, -every):
        end = left + cell * (number + 1)
        if end >= wide:
            drawn.append(letters(labels[number], end, FOOT + 1.3, "", "end"))
    figures = tuple(Figure(float(value), words_of(value)) for value in reads)
    series = (Series(title, figures),)
    return drawing(_("Column chart"), title, "", tuple(labels), series, drawn, FOOT + 1.9)
