"""Takes from a page's text what is not the story: the headline again, buttons, appeals."""

from __future__ import annotations

import re

from dateline.morgue.copy import Copy, Furniture
from dateline.morgue.pages.body import Body
from dateline.morgue.pages.dates import day_in
from dateline.morgue.pages.furniture import appeal
from dateline.morgue.pages.metadata import Metadata
from dateline.morgue.pages.pieces import Piece
from dateline.morgue.pages.text import key, words

_BY = re.compile(r"^(?:by|von|par|por|di|text|words)\b[:\s]", re.I)
_RELATED = re.compile(
    r"^(?:related|read (?:more|also|next)|see also|more (?:on|from|stories)|recommended|"
    r"you may also like|don.t miss|also read|trending|most (?:read|popular)|latest|"
    r"lesen sie auch|mehr zum thema|auch interessant|weiterlesen|das k[oö]nnte sie|"
    r"lea tambi[eé]n|te puede interesar|m[aá]s (?:noticias|en)|relacionad|"
    r"lire aussi|à lire|sur le même sujet|เรื่องที่เกี่ยวข้อง|関連記事|相关阅读|관련기사)",
    re.I,
)


def trim(found: Body, copy: Copy, data: Metadata) -> list[Piece]:
    """Return the story's pieces of `found`; each one left out is noted in `copy.furniture`."""
    pieces = list(found.pieces)
    captions = {
        key(text) for p in pieces if p.kind == "picture" and p.value
        for text in (p.text, *(one.caption for one in p.value)) if text
    }  # fmt: skip
    kept: list[Piece] = []
    for piece in pieces:
        taken_for = _opening(piece, kept, copy, data) or _anywhere(piece, captions)
        if taken_for:
            copy.furniture.append(Furniture(piece.text[:500], taken_for))
        else:
            kept.append(piece)
    return _ending(kept, copy)


def _opening(piece: Piece, kept: list[Piece], copy: Copy, data: Metadata) -> str:
    """Say what a piece is that stands above the first real paragraph, or return ``""``."""
    if sum(1 for p in kept if p.kind == "p") > 1 or piece.kind in ("picture", "table"):
        return ""
    headline = key(copy.headline)
    if piece.key and (piece.key == headline or (len(piece.key) > 15 and piece.key in headline)):
        return "the headline again"
    if any(piece.key == key(title) for title in [*data.titles, data.window_title]):
        return "the headline again"
    few = words(piece.text) <= 14
    names = [key(byline.name) for byline in copy.bylines]
    if few and any(name and name in piece.key for name in names):
        rest = piece.key
        for name in names:
            rest = rest.replace(name, "")
        if len(rest) < 40 and not piece.text.rstrip().endswith("."):
            return "the byline"
    if few and day_in(piece.text) and words(piece.text) <= 9:
        return "a date line"
    if few and _BY.match(piece.text) and not piece.text.rstrip().endswith("."):
        return "the byline"
    return ""


def _anywhere(piece: Piece, captions: set[str]) -> str:
    if piece.kind in ("picture", "table"):
        return ""
    if piece.key in captions and len(piece.key) >= 12:
        return "a picture's caption"
    if not piece.key and piece.kind != "pre":
        return "a rule or ornament"
    return appeal(piece.text)


def _ending(kept: list[Piece], copy: Copy) -> list[Piece]:
    """Cut from the end lists of links with their heading, and headings over nothing."""
    while kept:
        last = kept[-1]
        linked = last.kind in ("item", "p") and last.linked >= 0.9 * max(1, len(last.text))
        heading = last.kind == "heading" or bool(_RELATED.match(last.text) and words(last.text) < 9)
        prose = sum(1 for p in kept if p.kind in ("p", "quote") and p.linked < 0.5 * len(p.text))
        if not (heading or (linked and prose > 1)) or len(kept) == 1:
            break
        taken_for = "a heading over nothing" if heading else "a link to another story"
        copy.furniture.append(Furniture(last.text[:500], taken_for))
        kept.pop()
    return _without_related(kept, copy)


def _without_related(kept: list[Piece], copy: Copy) -> list[Piece]:
    """Take out headings like “Related” with the links that follow them, wherever they stand."""
    done: list[Piece] = []
    after = False
    for piece in kept:
        links = piece.linked >= 0.8 * max(1, len(piece.text)) and piece.kind in ("item", "p")
        opens = _RELATED.match(piece.text) and (words(piece.text) <= 5 or links)
        if piece.kind not in ("picture", "table") and (opens or (after and links)):
            copy.furniture.append(Furniture(piece.text[:500], "a link to another story"))
            after = True
            continue
        after = False
        done.append(piece)
    return done
