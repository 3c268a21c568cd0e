"""Charts drawn on the server, as SVG without styles or scripts of its own.

Lengths across are percentages and lengths down are ems, so that a chart keeps its letters at
their size at any width and grows with them where a reader enlarges the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dateline.broadsheet.figures import decimal_comma, read_column
from dateline.broadsheet.ink import Series
from dateline.broadsheet.plot import bars, columns, lines

#: Beyond these a chart says less than its table.
MAX_SERIES = 6
MAX_ROWS = 60
MAX_POINTS = 400


@dataclass(frozen=True)
class Chart:
    """A drawn chart. `svg` is empty where a figure could not be read: then the table stands alone.

    `form` is the form in which it was drawn; `series` names what the legend must tell apart and
    is empty for one series.
    """

    #: The drawing, ready to print.
    svg: SafeString
    #: Its heading.
    title: str
    #: What the figures count, or empty.
    unit: str
    #: ``bar``, ``column`` or ``line``.
    form: str
    #: Names of the series, where there are several.
    series: tuple[str, ...] = ()


def draw(
    form: str,
    title: str,
    unit: str,
    headings: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
) -> Chart:
    """Draw a chart in `form` ("bar", "column", "line") from a table's words.

    The first column holds labels, every other one a series of figures. `headings` name the
    columns. Columns too many or too wordy to stand side by side on a phone are drawn as bars.
    """
    none = Chart(SafeString(""), title, unit, form)
    width = len(headings)
    if not 2 <= width <= MAX_SERIES + 1 or not rows:
        return none
    if len(rows) > (MAX_POINTS if form == "line" else MAX_ROWS):
        return none
    full = [(*row, *[""] * (width - len(row)))[:width] for row in rows]
    labels = tuple(" ".join(row[0].split()) for row in full)
    cells = [cell for row in full for cell in row[1:]]
    comma = decimal_comma(cells, by_default=_language() in _COMMA_LANGUAGES)
    series = []
    for number in range(1, width):
        figures = read_column([row[number] for row in full], comma=comma)
        if figures is None:
            return none
        series.append(Series(" ".join(headings[number].split()), figures))
    drawn, svg = form, SafeString("")
    if form == "line" and len(rows) > 1:
        svg = lines(title, unit, labels, tuple(series), comma=comma)
    elif form == "column":
        svg = columns(title, unit, labels, tuple(series), comma=comma)
    if not svg:
        drawn, svg = "bar", bars(title, unit, labels, tuple(series))
    names = tuple(one.name for one in series) if len(series) > 1 else ()
    return Chart(svg, title, unit, drawn, names)


_COMMA_LANGUAGES = frozenset(
    "de fr nl es it pt da nb nn sv fi pl cs sk sl hr hu ro bg el tr ru uk sr lt lv et id is".split()
)


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
