"""Takes from a page's text what is not the story: the headline again, buttons, appeals."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from dateline.morgue.copy import Copy, Furniture
from dateline.morgue.pages import closing, signatures, stamps
from dateline.morgue.pages.body import STANDFIRST, Body
from dateline.morgue.pages.furniture import appeal
from dateline.morgue.pages.metadata import Metadata
from dateline.morgue.pages.pieces import Piece
from dateline.morgue.pages.text import ends, key, words
from dateline.morgue.pages.tree import marks

_BY = re.compile(r"^(?:by|von|par|por|di|text|words)(?:[:\s]|$)", re.I)
_RELATED = re.compile(
    r"^(?:related|read (?:more|also|next)|see also|more (?:on|from|stories)|recommended|"
    r"you may also like|don.t miss|also read|trending|most (?:read|popular)|latest|"
    r"lesen sie auch|mehr zum thema|auch interessant|weiterlesen|das k[oö]nnte sie|"
    r"lea tambi[eé]n|te puede interesar|m[aá]s (?:noticias|en)|relacionad|"
    r"lire aussi|à lire|sur le même sujet|เรื่องที่เกี่ยวข้อง|関連記事|相关阅读|관련기사)",
    re.I,
)
_LABEL = re.compile(
    r"^[^\W\d_]+(?: [^\W\d_]+){0,3}\s*[:|»>›]|"
    r"^(?:related|recommended|trending|most|read|more|see|also|latest|next|like|stories|story|articles?|posts?|news|content|links?|topics?|coverage|reading|"
    r"popular|you|may|don.t|miss|auch|lesen|sie|mehr|zum|thema|weiterlesen|interessant|lea|también|"
    r"lire|aussi|à|relacionad\w*|noticias|from|author|videos?|\W)+$",
    re.I,
)  #: Words from which a heading over the text is a standfirst.
LEAST_STANDFIRST = 6


def trim(found: Body, copy: Copy, data: Metadata) -> list[Piece]:
    """Return the story's pieces of `found`; each one left out is noted in `copy.furniture`."""
    pieces = list(found.pieces)
    captions = {
        key(text) for p in pieces if p.kind == "picture" and p.value
        for text in (p.text, *(one.caption for one in p.value)) if text
    }  # fmt: skip
    kept: list[Piece] = []
    begun = False
    signatures.above(found.before, copy, data)
    for piece in pieces:
        taken_for = "" if begun else _opening(piece, copy, data)
        taken_for = taken_for or _anywhere(piece, captions)
        if taken_for:
            copy.furniture.append(Furniture(piece.text[:500], taken_for))
        else:
            kept.append(piece)
            begun = begun or (piece.kind in ("p", "quote") and words(piece.text) >= 20)
    closing.cut(kept, copy)
    signatures.below(kept, copy, data)
    kept = _ending(kept, copy)
    closing.cut(kept, copy)
    for piece, after in pairwise(kept):
        if piece.heads and after.kind in ("p", "quote", "item", "picture", "table"):
            piece.kind = "heading"
    _open(kept, copy, data)
    return kept


def _open(kept: list[Piece], copy: Copy, data: Metadata) -> None:
    """Make a lone heading that opens the text the standfirst, where the page marks it as such.

    It does by a class or by giving the same words as its description; others head a part.
    """
    texts = [piece for piece in kept if piece.kind not in ("picture", "table")]
    if len(texts) < 3 or texts[0].kind != "heading" or texts[1].kind != "p" or copy.standfirst:
        return
    around = [texts[0].holder, *list(texts[0].holder.iterancestors())[:1]]
    said = key(data.description)
    told = texts[0].key == said or (len(texts[0].key) >= 40 and said[:40] == texts[0].key[:40])
    marked = told or any(STANDFIRST.search(marks(element)) for element in around)
    if marked and LEAST_STANDFIRST <= words(texts[0].text) <= 60:
        copy.standfirst = texts[0].text.replace("\n", " ")
        kept.remove(texts[0])


def _opening(piece: Piece, copy: Copy, data: Metadata) -> str:
    """Say what a piece is that stands above the first real paragraph, or return ``""``."""
    if piece.kind in ("picture", "table"):
        return ""
    headline = key(copy.headline)
    if piece.key and (piece.key == headline or (len(piece.key) > 15 and piece.key in headline)):
        return "the headline again"
    if any(piece.key == key(title) for title in [*data.titles, data.window_title]):
        return "the headline again"
    little = words(piece.text) <= words(copy.headline) + 6
    if headline in piece.key and little and not ends(piece.text):
        return "the way to the page, with the headline again"
    rest = piece.key.removeprefix(headline)
    if rest != piece.key and rest[:60] in key(data.description):
        return "the headline again, with the page's description"
    if piece.key in {key(copy.section), key(data.site)} - {""}:
        return "the section's label"
    few = words(piece.text) <= 14
    names = [key(byline.name) for byline in copy.bylines]
    if few and any(name and name in piece.key for name in names):
        rest = piece.key
        for name in names:
            rest = rest.replace(name, "")
        if len(rest) < 40 and not piece.text.rstrip().endswith("."):
            return "the byline"
    if stamps.dates(piece.text):
        return "a date line"
    if signatures.take(piece, copy, data):
        return "the byline"
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
        heading = last.heads or (_related(last) and words(last.text) < 9)
        prose = sum(1 for p in kept if p.kind in ("p", "quote") and p.linked < 0.5 * len(p.text))
        if not (heading or (linked and prose > 1)) or len(kept) == 1:
            break
        taken_for = "a heading over nothing" if heading else "a link to another story"
        copy.furniture.append(Furniture(last.text[:500], taken_for))
        kept.pop()
    return _without_related(_without_teasers(kept, copy), copy)


def _without_teasers(kept: list[Piece], copy: Copy) -> list[Piece]:
    """Cut from the end the other stories of the site that a page goes on with.

    A teaser is a heading that links within the site, with at most two short paragraphs under
    it; three of them in a row at the end are a list of other stories. Stories made of such
    parts link elsewhere, or say more in each.
    """
    place, teasers, under = len(kept), 0, 0
    for at in range(len(kept) - 1, -1, -1):
        piece = kept[at]
        if piece.kind == "heading":
            if not (_own_link(piece, copy.address) and under <= 2):
                break
            place, teasers, under = at, teasers + 1, 0
        elif piece.kind == "picture":
            continue
        elif piece.kind == "p" and words(piece.text) <= 60:
            under += 1
        else:
            break
    prose = sum(1 for piece in kept[:place] if piece.kind == "p")
    if teasers < 3 or prose < (3 if teasers == 3 else 1):
        return kept
    if kept[place - 1].kind == "heading":
        place -= 1
    for piece in kept[place:]:
        if piece.kind != "picture":
            copy.furniture.append(Furniture(piece.text[:500], "a teaser of another story"))
    return kept[:place]


def _own_link(piece: Piece, address: str) -> bool:
    if piece.linked < 0.5 * len(piece.text) or not piece.href:
        return False
    host, own = urlsplit(piece.href).hostname or "", urlsplit(address).hostname or ""
    return not own or host.split(".")[-2:] == own.split(".")[-2:]


def _without_related(kept: list[Piece], copy: Copy) -> list[Piece]:
    """Take out headings like “Related” with the links that follow them, wherever they stand."""
    done: list[Piece] = []
    after = False
    for place, piece in enumerate(kept):
        links = _link(piece)
        label = _related(piece) and (links or (words(piece.text) <= 5 and _leads(kept, place)))
        if piece.kind not in ("picture", "table") and (label or (after and links)):
            copy.furniture.append(Furniture(piece.text[:500], "a link to another story"))
            after = True
            continue
        after = False
        done.append(piece)
    return done


def _link(piece: Piece) -> bool:
    return piece.linked >= 0.8 * max(1, len(piece.text)) and piece.kind in ("item", "p")


def _related(piece: Piece) -> bool:
    """Say whether a piece begins like a pointer to other stories and is no sentence of this one."""
    whole = ends(piece.text) and not piece.linked
    return bool(_RELATED.match(piece.text)) and not whole


def _leads(kept: list[Piece], place: int) -> bool:
    """Say whether a short pointer at `place` stands over links, over nothing, or as a label."""
    if place + 1 == len(kept) or _LABEL.match(kept[place].text):
        return True
    after = kept[place + 1]
    return _link(after) or (_related(after) and words(after.text) <= 5)
