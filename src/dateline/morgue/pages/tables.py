"""Reads tables: those that hold data become a story's table, those that hold layout do not."""

from __future__ import annotations

from typing import Any

from lxml.html import HtmlElement

from dateline.morgue.pages.text import tidy

MOST_ROWS = 300
MOST_COLUMNS = 20
_LAYOUT = {"table", "form", "ul", "ol", "iframe", "h1", "h2", "blockquote", "article", "section"}


def is_data(table: HtmlElement) -> bool:
    """Say whether `table` holds data: at least two rows and columns of short cells."""
    if table.get("role") in ("presentation", "none"):
        return False
    if any(e.tag in _LAYOUT for e in table.iter() if e is not table):
        return False
    rows = _rows(table)
    if len(rows) < 2 or max(map(len, rows)) < 2 or len(rows) > MOST_ROWS:
        return False
    filled = [text for row in rows for text in row if text]
    return len(filled) >= 4 and max(map(len, filled)) <= 500 and max(map(len, rows)) <= MOST_COLUMNS


def cells(table: HtmlElement) -> dict[str, Any]:
    """Return `table` in the raw form of a story's table, its first row as headings if marked so."""
    rows = [row for row in _rows(table) if any(row)]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    first = next(table.iter("tr"))
    headed = table.find(".//thead") is not None or all(c.tag == "th" for c in first) or _bold(first)
    headings = rows.pop(0) if headed and len(rows) > 1 else [""] * width
    caption = next((tidy(c.text_content()) for c in table.iter("caption")), "")
    return {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": row} for row in rows],
        "caption": caption,
    }


def _rows(table: HtmlElement) -> list[list[str]]:
    rows = []
    for tr in table.iter("tr"):
        row: list[str] = []
        for cell in tr:
            if cell.tag not in ("td", "th"):
                continue
            row.append(tidy(" ".join(cell.itertext())))
            span = cell.get("colspan") or "1"
            row += [""] * (min(int(span), MOST_COLUMNS) - 1 if span.isdecimal() else 0)
        if row:
            rows.append(row)
    return rows


def _bold(row: HtmlElement) -> bool:
    filled = [cell for cell in row if tidy(cell.text_content())]
    return bool(filled) and all(
        cell.find(".//b") is not None or cell.find(".//strong") is not None for cell in filled
    )
