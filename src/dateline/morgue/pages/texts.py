"""A story's texts alone, for measuring what was understood."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from dateline.morgue.copy import Copy

_BLOCK = re.compile(r"</(?:p|li|blockquote)>|<(?:p|li|ul|ol|blockquote)>", re.I)
_TAG = re.compile(r"<[^>]*>")


def texts(copy: Copy) -> dict[str, Any]:
    """Return what `copy` says, ready for JSON.

    ``paragraphs`` are the body in reading order: paragraphs, subheadings, list items, quotations
    and table rows (cells apart by a tab), each a plain string. Captions and credits are not in it.
    Dates are ISO 8601 strings or None.
    """
    return {
        "source": copy.source_id,
        "headline": copy.headline,
        "kicker": copy.kicker,
        "standfirst": copy.standfirst,
        "section": copy.section,
        "bylines": [byline.name for byline in copy.bylines],
        "published": copy.published.isoformat() if copy.published else None,
        "updated": copy.updated.isoformat() if copy.updated else None,
        "topics": list(copy.topics),
        "paragraphs": [text for block in copy.body for text in _paragraphs(block)],
    }


def _paragraphs(block: dict[str, Any]) -> list[str]:
    value = block["value"]
    kind = block["type"]
    if kind == "text":
        return _plain(value)
    if kind == "subheading":
        return [value]
    if kind == "quote":
        speaker = [value["speaker"]] if value["speaker"] else []
        return _plain(value["text"]) + speaker
    if kind == "table":
        cells = value["cells"]
        rows = [[column["heading"] for column in cells["columns"]]]
        rows += [row["values"] for row in cells["rows"]]
        return ["\t".join(row) for row in rows if any(row)]
    return []


def _plain(html: str) -> list[str]:
    marked = _BLOCK.sub("\x1e", re.sub(r"<br\s*/?>", "\n", html))
    return [
        text for text in (unescape(_TAG.sub("", p)).strip() for p in marked.split("\x1e")) if text
    ]
