"""Makes a story's blocks, in raw form, of the pieces of a page."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import Any

from dateline.morgue.copy import PictureCopy, block_id
from dateline.morgue.pages.lines import Line
from dateline.morgue.pages.pieces import Piece


def blocks(pieces: list[Piece], source_id: str) -> list[dict[str, Any]]:
    """Return the raw blocks of `pieces`; paragraphs that follow each other share a text block."""
    made: list[tuple[str, Any]] = []
    for kind, run in groupby(pieces, key=_block_of):
        if kind == "text":
            made.append(("text", _text(list(run))))
            continue
        for piece in run:
            if kind == "picture":
                made += [("picture", picture_value(one)) for one in piece.value]
            elif kind == "table":
                made.append(("table", {"title": "", "source": "", "cells": piece.value}))
            else:
                made.append(("subheading", piece.text.replace("\n", " ")))
    return [
        {"type": kind, "value": value, "id": block_id(source_id, str(place))}
        for place, (kind, value) in enumerate(made)
    ]


def picture_value(picture: PictureCopy) -> dict[str, Any]:
    """Return the value of a picture block that shows `picture`."""
    return {
        "image": picture,
        "caption": picture.caption,
        "alt": picture.alt,
        "credit": picture.credit,
        "licence": picture.licence,
    }


def _block_of(piece: Piece) -> str:
    return {"heading": "subheading", "picture": "picture", "table": "table"}.get(piece.kind, "text")


def _text(pieces: list[Piece]) -> str:
    out: list[str] = []
    for (kind, _), run in groupby(pieces, key=lambda p: (p.kind, id(p.group))):
        same = list(run)
        if kind == "item":
            ordered = same[0].group is not None and same[0].group.tag == "ol"
            tag = "ol" if ordered else "ul"
            out.append(f"<{tag}>" + "".join(f"<li>{p.html}</li>" for p in same) + f"</{tag}>")
        elif kind == "quote":
            inner = "<br>".join(p.html for p in same)
            out.append(f"<blockquote>{inner}</blockquote>")
        elif kind == "pre":
            lines = [escape(p.text, quote=False).replace("\n", "<br>") for p in same]
            out += [f"<p><code>{line}</code></p>" for line in lines]
        else:
            out += [f"<p>{p.html}</p>" for p in same]
    return "".join(out)


def blocks_of_lines(lines: list[Line], source_id: str) -> list[dict[str, Any]]:
    """Return the raw blocks of a scrape's `lines`; short ones between paragraphs head them."""
    made: list[tuple[str, str]] = []
    for place, line in enumerate(lines):
        if _is_subheading(lines, place):
            made.append(("subheading", line.text))
            continue
        tag = "li" if line.bullet else "p"
        part = f"<{tag}>{escape(line.text, quote=False)}</{tag}>"
        if made and made[-1][0] == "text":
            made[-1] = ("text", made[-1][1] + part)
        else:
            made.append(("text", part))
    return [
        {"type": kind, "value": _listed(value), "id": block_id(source_id, str(place))}
        for place, (kind, value) in enumerate(made)
    ]


def _is_subheading(lines: list[Line], place: int) -> bool:
    line = lines[place]
    if line.bullet or place == 0 or place + 1 == len(lines) or not 1 < line.count <= 14:
        return False
    open_end = not re.search(r"[.!…:,;\"”’'）)\]]$", line.text)
    starts = line.text[:1].isupper() and not line.text.startswith(("—", "–"))
    return open_end and starts and lines[place + 1].prose and lines[place - 1].prose


def _listed(html: str) -> str:
    return re.sub(r"((?:<li>(?:(?!</li>).)*</li>)+)", r"<ul>\1</ul>", html)
