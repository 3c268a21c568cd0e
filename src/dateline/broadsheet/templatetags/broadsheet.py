"""Tags and filters of the default look: ``{% load broadsheet %}``. None asks a database."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
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
def briefly(at: datetime, paper: Any) -> SafeString:
    """``{{ at|briefly:paper }}``: 22 November, 06:30; for lists of what is new."""
    words = dates.short_moment_words(at, paper.language, paper.time_zone)
    return dates.time_element(at, paper.time_zone, words)


@register.filter
def clock(at: datetime, paper: Any) -> SafeString:
    """``{{ at|clock:paper }}``: 06:30; where the day stands beside it."""
    words = at.astimezone(ZoneInfo(paper.time_zone)).strftime("%H:%M")
    return dates.time_element(at, paper.time_zone, words)


@register.filter
def day(at: datetime, paper: Any) -> SafeString:
    """``{{ at|day:paper }}``: 22 November 2026, in the paper's zone and language."""
    local = at.astimezone(ZoneInfo(paper.time_zone))
    return dates.time_element(at, paper.time_zone, dates.day_words(local, paper.language))


@register.filter
def month(first: date, paper: Any) -> str:
    """``{{ month.first|month:paper }}``: November 2026."""
    return dates.month_words(first, paper.language)


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


@register.filter
def ems(name: str) -> str:
    """Return the class that lets the nameplate fill its line: "ems-11" for a name 10.4 ems long.

    The widths are those of Newsreader's display cut, rounded up.
    """
    wide = sum(
        0.26
        if c in " ilj'’.,:;!|I"
        else 0.36
        if c in "frt-()"
        else 0.78
        if c in "mwMW"
        else 0.66
        if c.isupper()
        else 1.0
        if ord(c) > 0x2E7F
        else 0.5
        for c in name
    )
    return f"ems-{min(40, max(4, -int(-wide // 1)))}"


@register.simple_tag
def house_stylesheet() -> SafeString:
    """Link the site's own ``static/house/paper.css``, where there is one."""
    if not _there("house/paper.css"):
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', static("house/paper.css"))


@register.simple_tag
def house_icon() -> str:
    """Return the address of the site's ``static/house/icon.svg``, else of the default icon."""
    return static("house/icon.svg" if _there("house/icon.svg") else "dateline/icon.svg")


def _there(name: str) -> bool:
    """Whether static file `name` exists: by the manifest, where files were collected into one."""
    manifest = getattr(staticfiles_storage, "hashed_files", None)
    return name in manifest if manifest else finders.find(name) is not None
