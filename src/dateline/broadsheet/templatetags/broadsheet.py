"""Tags and filters of the default look: ``{% load broadsheet %}``. None asks a database."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from dateline.broadsheet import dates
from dateline.broadsheet.figures import is_figure

register = template.Library()


@register.filter
def moment(at: datetime, paper: Any) -> SafeString:
    """``{{ at|moment:paper }}``: 22 November 2026, 06:30, in the paper's zone and language."""
    words = dates.moment_words(at, paper.language, paper.time_zone)
    return dates.time_element(at, paper.time_zone, words)


@register.filter
def cut(picture: Any, shape: str) -> Any:
    """``{{ card.picture|cut:"card" }}``: a PictureContext as it is cut to a shape."""
    return picture.cut(shape)


@register.filter
def briefly(at: datetime, paper: Any) -> SafeString:
    """``{{ at|briefly:paper }}``: 22 November, 06:30; for lists of what is new. What is of another
    year than the page says so: an archive stands on fronts, too."""
    of_this_year = at.astimezone(ZoneInfo(paper.time_zone)).year == paper.year
    tell = dates.short_moment_words if of_this_year else dates.moment_words
    words = tell(at, paper.language, paper.time_zone)
    return dates.time_element(at, paper.time_zone, words)


@register.filter
def clock(at: datetime, paper: Any) -> SafeString:
    """``{{ at|clock:paper }}``: 06:30; where the day stands beside it."""
    words = at.astimezone(ZoneInfo(paper.time_zone)).strftime("%H:%M")
    return dates.time_element(at, paper.time_zone, words)


@register.filter
def day(at: datetime, paper: Any) -> SafeString:
    """``{{ at|day:paper }}``: 22 November 2026, in the paper's zone and language."""
    local = at.astimezone(ZoneInfo(paper.time_zone)).date()
    words = dates.day_words(local, paper.language)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


@register.filter
def month(first: date, paper: Any) -> str:
    """``{{ month.first|month:paper }}``: November 2026."""
    return dates.month_words(first, paper.language)


@register.filter
def weekday(day: date, paper: Any) -> str:
    """``{{ link.day|weekday:paper }}``: Sunday 22 November 2026."""
    return dates.long_date(day, paper.language)


@register.filter
def placed(body: Iterable[Any], place: str) -> tuple[Any, ...]:
    """``{% for block in story.body|placed:story.place %}``: the place opens the first text.

    Returns the blocks, the first text among them with the dateline's place in front.
    """
    blocks = tuple(body)
    if not place:
        return blocks
    for number, block in enumerate(blocks):
        opening = re.match(r"\s*<p\b[^>]*>", str(block.value)) if block.kind == "text" else None
        if opening:
            line = f'<span class="placeline">{escape(place)}.</span> '
            text = f"{block.value[: opening.end()]}{line}{block.value[opening.end() :]}"
            opened = replace(block, value=mark_safe(text))  # noqa: S308  escaped above
            return (*blocks[:number], opened, *blocks[number + 1 :])
    return blocks


@register.filter
def pictured_first(cards: Sequence[Any], many: int = 1) -> tuple[Any, ...]:
    """``{% for card in cards|pictured_first:2 %}``: two cards with pictures lead the rest."""
    leading = [card for card in cards if card.picture is not None][:many]
    return (*leading, *(card for card in cards if card not in leading))


@dataclass(frozen=True)
class Cell:
    """One cell of a table: its words, and whether its whole column holds figures."""

    text: str
    figure: bool


@dataclass(frozen=True)
class Ledger:
    """A table ready to set: figures stand at the end of their columns, words at the start."""

    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@register.filter
def ledger(table: Any) -> Ledger:
    """``{% with value|ledger as set %}``: a table's cells, each knowing how its column aligns."""
    width = max([len(table.headings), *(len(row) for row in table.rows)])
    headings = (*table.headings, *[""] * (width - len(table.headings)))
    rows = [(*row, *[""] * (width - len(row))) for row in table.rows]
    figures = [
        number > 0
        and any(row[number].strip() for row in rows)
        and all(is_figure(row[number]) for row in rows if row[number].strip())
        for number in range(width)
    ]
    return Ledger(
        tuple(map(Cell, headings, figures)),
        tuple(tuple(map(Cell, row, figures)) for row in rows),
    )


#: Widths of Newsreader's display cut in ems, for the letters that are not 0.6.
_WIDTHS = {
    letter: width
    for letters, width in (
        (" ", 0.2), (".,:;'’", 0.25), ("ijl-", 0.3), ("ftI()", 0.4), ("rsJ", 0.45), ("cez", 0.5),
        ("ag", 0.55), ("nFL0123456789", 0.65), ("BCEPZ", 0.7), ("ARTVXY", 0.75),
        ("DGKNOQU&w", 0.8), ("Hm", 0.88), ("MW", 1.05),
    )
    for letter in letters
}  # fmt: skip


@register.filter
def ems(name: str) -> str:
    """Return the class that lets the nameplate fill its line: "ems-11" for a name 10.4 ems long."""
    wide = sum(_WIDTHS.get(c, 0.6 if ord(c) < 0x2E80 else 1.0) - 0.028 for c in name)
    return f"ems-{min(40, max(4, math.ceil(wide)))}"


@register.simple_tag
def house_stylesheet() -> SafeString:
    """Link the site's own ``static/house/paper.css``, where that says something: a new site has
    nothing in it but hints, and readers need not ask for those."""
    if not _there("house/paper.css") or not _says_something():
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', static("house/paper.css"))


#: Bytes of the largest icon that pages carry themselves: one request less for every new reader.
_LARGEST_ICON = 1_000
#: What may stand in an attribute as it is.
_ICON_SAFE = "/:=;,.()!"


@register.simple_tag
def house_icon() -> str:
    """Return what an icon's ``href`` takes: the site's ``static/house/icon.svg``, else the default
    icon; a small one as it is, a large one as its address."""
    name = "house/icon.svg" if _there("house/icon.svg") else "dateline/icon.svg"
    place = finders.find(name)
    if place is None:  # collected, and its source is gone
        return static(name)
    path = Path(place)
    drawing = path.stat()
    if drawing.st_size > _LARGEST_ICON:
        return static(name)
    return _drawn(path, drawing.st_mtime_ns)


@lru_cache(maxsize=8)
def _drawn(path: Path, changed: int) -> str:
    return f"data:image/svg+xml,{quote(path.read_bytes().strip(), safe=_ICON_SAFE)}"


def _says_something() -> bool:
    """Whether the house's stylesheet has more in it than comments."""
    place = finders.find("house/paper.css")
    if place is None:  # collected, and its source is gone
        return True
    path = Path(place)
    return _has_rules(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _has_rules(path: Path, changed: int) -> bool:
    return bool(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).strip())


def _there(name: str) -> bool:
    """Whether static file `name` exists: by the manifest, where files were collected into one."""
    manifest = getattr(staticfiles_storage, "hashed_files", None)
    return name in manifest if manifest else finders.find(name) is not None
