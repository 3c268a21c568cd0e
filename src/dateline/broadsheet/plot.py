"""The three forms of a chart as SVG: lengths across in per cent, lengths down in ems."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dateline.broadsheet.figures import Figure
from dateline.broadsheet.ink import (
    BOLD,
    LEADING,
    LETTER,
    LONG_VALUE,
    NARROW,
    Series,
    drawing,
    grouped,
    letters,
    rect,
    room,
    share,
    stroke,
    upended,
    wrap,
)


def bars(title: str, unit: str, labels: tuple[str, ...], series: tuple[Series, ...]) -> SafeString:
    """Draw horizontal bars from zero, each under its label and with its value beside it."""
    every = [f for one in series for f in one.figures if f is not None]
    low, high = min(0.0, *(f.value for f in every)), max(0.0, *(f.value for f in every))
    beside = max(len(f.words) for f in every) <= LONG_VALUE
    room_left = room(f.words for f in every if f.value < 0) if beside else 0.0
    room_right = room(f.words for f in every if f.value >= 0) if beside else 2.0
    scale = (100 - room_left - room_right) / ((high - low) or 1)
    zero = room_left - low * scale
    drawn, y = [], 0.0
    for row, label in enumerate(labels):
        words = label
        if not beside:
            values = [f.words if (f := one.figures[row]) else "–" for one in series]
            words = f"{label}: {', '.join(values)}"
        for line in wrap(words, NARROW / LETTER):
            y += LEADING
            drawn.append(letters(line, 0, y - 0.3))
        for number, one in enumerate(series, 1):
            figure = one.figures[row]
            y += 0.25
            if figure is not None:
                length = abs(figure.value) * scale
                start = zero - (length if figure.value < 0 else 0)
                drawn.append(rect(start, y, length, 1.05, number, single=len(series) == 1))
            if beside:
                back = figure is not None and figure.value < 0
                end = zero + (figure.value * scale if figure else 0)
                shown = figure.words if figure else "–"
                shift = "-.4em" if back else ".4em"
                drawn.append(letters(shown, end, y + 0.9, "value", "end" if back else "", shift))
            y += 1.05
        y += 0.6
    if low < 0:
        drawn.append(stroke(zero, 0, zero, y, "zero"))
    return drawing(_("Bar chart"), title, unit, labels, series, drawn, y)


def columns(
    title: str, unit: str, labels: tuple[str, ...], series: tuple[Series, ...], *, comma: bool
) -> SafeString:
    """Draw columns over their labels; nothing where those do not fit side by side on a phone."""
    every = [f for one in series for f in one.figures if f is not None]
    frame = _Frame([*(f.value for f in every), 0.0], comma=comma)
    cell = (100 - frame.left) / len(labels)
    ems = cell * NARROW / 100
    if ems < 0.8 * len(series) + 0.2:
        return SafeString("")
    names, upright = [wrap(label, ems / 0.5 - 0.4) for label in labels], True
    if not _fit(names, labels, ems / 0.5 - 0.4):
        names, upright = [wrap(label, 18) for label in labels], False
        if any(len(lines) * LEADING > max(ems, LEADING) for lines in names):
            return SafeString("")
    drawn = frame.grid()
    valued = len(series) == 1 and all(len(f.words) * BOLD <= ems for f in every)
    broad = cell * 0.72 / len(series)
    for row, lines in enumerate(names):
        start = frame.left + cell * row
        for number, one in enumerate(series, 1):
            figure = one.figures[row]
            if figure is None:
                continue
            top, foot = sorted((frame.y(figure.value), frame.y(0.0)))
            x = start + cell * 0.14 + broad * (number - 1)
            drawn.append(rect(x, top, broad, foot - top, number, single=len(series) == 1))
            if valued:
                y = top - 0.35 if figure.value >= 0 else foot + 1.05
                drawn.append(letters(figure.words, x + broad / 2, y, "value", "middle"))
        middle = start + cell / 2
        if upright:
            drawn += [
                letters(line, middle, frame.foot + 1.2 + LEADING * n, "", "middle")
                for n, line in enumerate(lines)
            ]
        else:
            drawn += [
                upended(line, middle, frame.foot + 0.5, n - (len(lines) - 1) / 2)
                for n, line in enumerate(lines)
            ]
    deep = LEADING * max(map(len, names)) if upright else _longest(names) * BOLD
    drawn.append(stroke(frame.left, frame.y(0.0), 100, frame.y(0.0), "zero"))
    return drawing(_("Column chart"), title, unit, labels, series, drawn, frame.foot + deep + 0.8)


def lines(
    title: str, unit: str, labels: tuple[str, ...], series: tuple[Series, ...], *, comma: bool
) -> SafeString:
    """Draw a line for each series. Labels that are rising numbers stand at their distances."""
    every = [f for one in series for f in one.figures if f is not None]
    values = [f.value for f in every]
    from_zero = min(values) < 0 or min(values) < max(values) / 2
    frame = _Frame([*values, 0.0] if from_zero else values, comma=comma)
    places = _places(labels)
    xs = [frame.left + 1.5 + (98 - frame.left - 1.5) * place for place in places]
    drawn = frame.grid()
    if from_zero:
        drawn.append(stroke(frame.left, frame.y(0.0), 100, frame.y(0.0), "zero"))
    named = _named(labels, xs, frame.left)
    for label in named:
        drawn += [
            letters(line, label.at, frame.foot + 1.2 + LEADING * n, "", label.anchor)
            for n, line in enumerate(label.lines)
        ]
    for number, one in enumerate(series, 1):
        kind = "only" if len(series) == 1 else f"s{number}"
        points = [
            (x, frame.y(f.value)) if f is not None else None
            for x, f in zip(xs, one.figures, strict=True)
        ]
        for a, b in pairwise(points):
            if a is not None and b is not None:
                drawn.append(stroke(a[0], a[1], b[0], b[1], f"curve {kind}"))
        few = len(points) <= 24
        drawn += [
            f'<circle class="point {kind}" cx="{point[0]:.2f}%" cy="{point[1]:.2f}em" r=".26em"/>'
            for n, point in enumerate(points)
            if point is not None and (few or _alone(points, n))
        ]
    if len(series) == 1 and few:
        drawn += _ends(xs, series[0].figures, frame)
    deep = LEADING * max(len(label.lines) for label in named)
    return drawing(_("Line chart"), title, unit, labels, series, drawn, frame.foot + deep + 0.8)


class _Frame:
    """The scale of upright charts: round steps, and a line with its figure for each."""

    top, foot = 1.6, 13.6

    def __init__(self, values: Sequence[float], *, comma: bool) -> None:
        low, high = min(values), max(values)
        span = (high - low) or abs(high) or 1.0
        rough = span / 4
        power = 10.0 ** math.floor(math.log10(rough))
        self.step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
        self.low = math.floor(low / self.step + 1e-9) * self.step
        self.high = math.ceil(high / self.step - 1e-9) * self.step
        if self.high <= self.low:
            self.high = self.low + self.step
        count = round((self.high - self.low) / self.step)
        self.ticks = [self.low + self.step * n for n in range(count + 1)]
        decimals = max(0, -math.floor(math.log10(self.step))) if self.step < 10 else 0
        if decimals == 0 and self.step != int(self.step):
            decimals = 1
        if round(self.step, decimals) != round(self.step, decimals + 1):
            decimals += 1
        self.words = [grouped(tick, decimals, comma=comma) for tick in self.ticks]
        self.left = share(max(map(len, self.words)) * BOLD + 0.8)

    def y(self, value: float) -> float:
        """Return where `value` stands, in ems from the top."""
        share = (value - self.low) / (self.high - self.low)
        return self.foot - share * (self.foot - self.top)

    def grid(self) -> list[str]:
        """Draw a line with its figure for each step."""
        drawn = []
        for tick, words in zip(self.ticks, self.words, strict=True):
            y = self.y(tick)
            drawn.append(stroke(self.left, y, 100, y, "grid"))
            at = self.left - share(0.5)
            drawn.append(letters(words, at, y + 0.35, "tick", "end"))
        return drawn


def _longest(names: Iterable[Sequence[str]]) -> int:
    return max(len(line) for lines in names for line in lines)


def _fit(names: Sequence[Sequence[str]], labels: Sequence[str], width: float) -> bool:
    """Whether labels wrapped to `width` stay readable: no word broken, three lines at most."""
    return max(map(len, names)) <= 3 and all(
        len(word) <= width for label in labels for word in label.split()
    )


@dataclass(frozen=True)
class _Name:
    """A label under a line: its lines, and where and how it stands."""

    lines: list[str]
    at: float
    anchor: str


def _named(labels: Sequence[str], xs: Sequence[float], left: float) -> list[_Name]:
    """Return the labels there is room for, counted from the last, which is the news.

    Of several ways to break them into lines the one that shows most labels is taken.
    """
    best: list[_Name] = []
    for width in (18, 12, 8, 6, 4):
        names = [wrap(label, width) for label in labels]
        if not _fit(names, labels, width) and best:
            break
        chosen, free = [], 100.0
        for row in range(len(labels) - 1, -1, -1):
            wide = share(max(map(len, names[row])) * LETTER)
            if row == len(labels) - 1:
                name, start, end = _Name(names[row], 100, "end"), 100 - wide, 100.0
            elif row == 0:
                name, start, end = _Name(names[row], left, "start"), left, left + wide
            else:
                start, end = xs[row] - wide / 2, xs[row] + wide / 2
                name = _Name(names[row], xs[row], "middle")
            if end <= free and start >= 0:
                chosen.append(name)
                free = start - share(0.6)
        if len(chosen) > len(best):
            best = chosen
    return best


def _places(labels: Sequence[str]) -> list[float]:
    """Return where each label stands, from 0 to 1: by its number, or one after the other."""
    try:
        numbers = [float(label) for label in labels]
    except ValueError:
        numbers = []
    rising = all(math.isfinite(b) and a < b for a, b in pairwise(numbers))
    if len(numbers) > 1 and rising and math.isfinite(numbers[0]):
        return [(n - numbers[0]) / (numbers[-1] - numbers[0]) for n in numbers]
    return [n / (len(labels) - 1) for n in range(len(labels))]


def _alone(points: Sequence[tuple[float, float] | None], n: int) -> bool:
    before = points[n - 1] if n else None
    after = points[n + 1] if n + 1 < len(points) else None
    return before is None and after is None


def _ends(xs: Sequence[float], figures: Sequence[Figure | None], frame: _Frame) -> list[str]:
    """Print the first and the last value of a single line at its ends."""
    there = [(x, f) for x, f in zip(xs, figures, strict=True) if f is not None]
    ends = [(there[0], "start"), (there[-1], "end")] if len(there) > 1 else []
    return [
        letters(f.words, x, frame.y(f.value) - 0.7, "value", anchor)
        for (x, f), anchor in ends
        if len(f.words) <= LONG_VALUE
    ]
