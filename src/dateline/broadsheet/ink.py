"""What charts are drawn with: words, bars, lines, and the drawing that holds them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from dateline.broadsheet.figures import Figure

#: The narrowest chart in ems of its letters, on a phone of 320 px; what fits here fits anywhere.
NARROW = 19.0
#: The mean width of a letter, and of a figure in bold, in ems.
LETTER, BOLD = 0.56, 0.61
LEADING = 1.25
#: Values longer than this stand behind the label instead of beside the bar.
LONG_VALUE = 14
#: Rows told in words to those who cannot see a chart; the table has all of them.
TOLD = 12


@dataclass(frozen=True)
class Series:
    """One series: its name and a figure for each label, None where there is none."""

    name: str
    figures: tuple[Figure | None, ...]


def drawing(
    form: str,
    title: str,
    unit: str,
    labels: tuple[str, ...],
    series: tuple[Series, ...],
    drawn: Iterable[str],
    height: float,
) -> SafeString:
    name = ", ".join(part for part in (title, unit) if part) or form
    told = []
    for row, label in enumerate(labels[:TOLD]):
        values = (
            f"{one.name} {f.words if f else '–'}" if len(series) > 1 else f.words if f else "–"
            for one in series
            for f in [one.figures[row]]
        )
        told.append(f"{label}: {', '.join(values)}")
    words = f"{form}. {'; '.join(told)}."
    if (left := len(labels) - TOLD) > 0:
        words += " " + ngettext("%d more row.", "%d more rows.", left) % left
    return mark_safe(  # noqa: S308  every word is escaped
        f'<svg role="img" width="100%" height="{height:.2f}em">'
        f"<title>{escape(_clean(name))}</title><desc>{escape(_clean(words))}</desc>"
        f"{_clean(''.join(drawn))}</svg>"
    )


def letters(words: str, x: float, y: float, kind: str = "", anchor: str = "", dx: str = "") -> str:
    attributes = f'x="{x:.2f}%" y="{y:.2f}em"'
    attributes += f' class="{kind}"' if kind else ""
    attributes += f' text-anchor="{anchor}"' if anchor and anchor != "start" else ""
    attributes += f' dx="{dx}"' if dx else ""
    return f"<text {attributes}>{escape(words)}</text>"


def upended(words: str, x: float, y: float, line: float) -> str:
    """Set `words` upwards, ending at (x, y); `line` counts lines from the middle one."""
    down = LEADING * line + 0.35
    return (
        f'<svg x="{x:.2f}%" y="{y:.2f}em" overflow="visible"><text transform="rotate(-90)" '
        f'text-anchor="end" y="{down:.2f}em">{escape(words)}</text></svg>'
    )


def rect(x: float, y: float, width: float, height: float, number: int, *, single: bool) -> str:
    kind = "only" if single else f"s{number}"
    return (
        f'<rect class="bar {kind}" x="{x:.2f}%" y="{y:.2f}em" '
        f'width="{max(width, 0):.2f}%" height="{max(height, 0):.2f}em"/>'
    )


def stroke(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.2f}%" y1="{y1:.2f}em" x2="{x2:.2f}%" y2="{y2:.2f}em"/>'


def share(ems: float) -> float:
    """Return `ems` as per cent of the narrowest chart."""
    return ems / NARROW * 100


def room(words: Iterable[str]) -> float:
    longest = max((len(word) for word in words), default=0)
    return share(longest * BOLD + 0.6) if longest else 0.0


def wrap(words: str, width: float) -> list[str]:
    return textwrap.wrap(words, max(1, int(width)), break_on_hyphens=False) or [""]


def grouped(value: float, decimals: int, *, comma: bool) -> str:
    words = f"{abs(value):,.{decimals}f}"
    if comma:
        words = words.translate(str.maketrans(",.", ".,"))
    return f"−{words}" if round(value, decimals) < 0 else words


def _clean(words: str) -> str:
    """Drop characters that no HTML document may hold."""
    return "".join(c if c >= " " and not "\x7f" <= c <= "\x9f" else " " for c in words)
