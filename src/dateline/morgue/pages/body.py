"""Says which pieces of a page are its story.

Trafilatura decides what the body is; the page's own markup says how it reads. Each piece of
the page whose text trafilatura kept is kept with its links, lists and emphasis, and the
figures and tables that stand between kept pieces come back in their places.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import trafilatura
from lxml.html import HtmlElement

from dateline.morgue.pages.furniture import appeal
from dateline.morgue.pages.pieces import Piece, Taker
from dateline.morgue.pages.text import key, tidy, words
from dateline.morgue.pages.tree import marks

# It reports each page it finds no text in; we say so ourselves, once and by the page's name.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_APART = re.compile(r"pull-?quote|related|promo|teaser|newsletter|advert|sponsor")
#: Marks of what stands between headline and text.
STANDFIRST = re.compile(
    r"stand-?first|\bdek\b|subtitle|sub-?head|sub-?line|lede?\b|intro|summary|description|excerpt"
)

#: Letters below which a text may stand anywhere by chance.
CHANCE = 20
#: Pieces times letters up to which texts are looked for inside each other: about a second.
MOST_COMPARED = 4_000_000_000
#: Elements above which a page is read once only, and without trafilatura's second opinions, whose
#: work grows with the square of the page.
MANY_ELEMENTS = 7_000
#: Elements right inside one other above which the same holds.
MANY_BESIDE = 1_500
_NOT_TEXT = ("table", "picture")
#: Share of the story's letters that its own part of the page must hold.
MOST_OF_IT = 0.85


@dataclass
class Body:
    """The story's pieces in order, those above its text that were kept out, and all there are."""

    pieces: list[Piece]
    before: list[Piece]
    every: list[Piece]


def find(root: HtmlElement, base: str, claimed: str = "") -> Body:
    """Return the story's pieces of the stripped page at `root`.

    `claimed` is the body that the page's metadata gives, often shortened: it is never taken as
    text, it only decides between two readings of the page.
    """
    lines = _lines(root, claimed)
    body = root.find("body")
    pieces = Taker(base).take(body if body is not None else root)
    chosen = _chosen(pieces, lines)
    home = _home([p for i, p in enumerate(pieces) if i in chosen])
    if home is not None:
        inside = {i for i, p in enumerate(pieces) if _within(p.holder, home)}
        chosen = _once(pieces, chosen, inside)
        kept = (chosen & inside) | _beside(pieces, chosen, inside)
    else:
        inside, kept = set(range(len(pieces))), _once(pieces, chosen, set())
    _mend(pieces, kept, inside)
    _picture_and_table(pieces, kept, inside)
    long = [i for i in kept if pieces[i].kind in ("p", "quote") and words(pieces[i].text) >= 12]
    first = min(long or kept, default=0)
    before = [p for i, p in enumerate(pieces) if i not in kept and i < first]
    ordered = [pieces[i] for i in sorted(kept)]
    return Body(_with_missing(ordered, lines, pieces, root), before, pieces)


def _lines(root: HtmlElement, claimed: str) -> list[str]:
    """Return what trafilatura takes for the story, line by line."""
    widths = [len(element) for element in root.iter()]
    heavy = len(widths) > MANY_ELEMENTS or max(widths) > MANY_BESIDE
    wide = _extract(root, precise=False, fast=heavy)
    if heavy:
        return wide
    narrow = _extract(root, precise=True)
    much, less = sum(map(len, wide)), sum(map(len, narrow))
    if narrow == wide or less < 200:
        return wide
    if len(claimed) > 300:
        return max(wide, narrow, key=lambda lines: _agreement(lines, claimed))
    # Where the wide reading is much the longer, it has gone out of the story for more text.
    return narrow if much > 1.25 * less else wide


def _agreement(lines: list[str], claimed: str) -> float:
    mine = Counter(tidy(" ".join(lines)).casefold().split())
    theirs = Counter(claimed.casefold().split())
    return 2 * sum((mine & theirs).values()) / max(1, sum(mine.values()) + sum(theirs.values()))


def _extract(root: HtmlElement, *, precise: bool, fast: bool = False) -> list[str]:
    found = trafilatura.bare_extraction(
        deepcopy(root),
        output_format="xml",
        include_comments=False,
        include_tables=True,
        favor_precision=precise,
        fast=fast,
    )
    if found is None or not hasattr(found, "body") or found.body is None:
        return []
    lines: list[str] = []
    for element in found.body.iter():
        lines += [element.text or ""] if isinstance(element.tag, str) else []
        lines += [element.tail or ""]
    whole = [tidy(" ".join(map(str, block.itertext()))) for block in found.body]
    return [line for line in whole if line] or [t for t in map(tidy, lines) if t]


def _chosen(pieces: list[Piece], lines: list[str]) -> set[int]:
    """Return the places of the pieces whose text is in `lines`."""
    keys = [key(line) for line in lines]
    exact = set(keys)
    joined = "".join(keys)
    texts = [(i, p) for i, p in enumerate(pieces) if p.key and p.kind not in _NOT_TEXT]
    chosen = {place for place, piece in texts if piece.key in exact}
    rest = [(i, p) for i, p in texts if i not in chosen]
    if len(rest) * len(joined) > MOST_COMPARED:
        return chosen
    whole = "\n".join(pieces[place].key for place in chosen)
    for place, piece in rest:
        if len(piece.key) < CHANCE:
            continue
        # A sentence that another kept paragraph holds already is a pull quote from it.
        if piece.key not in whole and (piece.key in joined or _mostly(piece, keys)):
            chosen.add(place)
    for place, piece in rest:
        # Short pieces: in the story if the text runs on from the piece before, or to the next.
        if place in chosen or len(piece.key) >= CHANCE:
            continue
        prior = pieces[place - 1].key if place - 1 in chosen else ""
        after = pieces[place + 1].key if place + 1 in chosen else ""
        if (prior and prior[-30:] + piece.key in joined) or (
            after and piece.key + after[:30] in joined
        ):
            chosen.add(place)
    return chosen


def _mostly(piece: Piece, keys: list[str]) -> bool:
    held = sum(len(k) for k in keys if len(k) >= CHANCE and k in piece.key)
    return held >= 0.6 * len(piece.key)


def _home(chosen: list[Piece]) -> HtmlElement | None:
    """Return the innermost element that holds nearly all of the chosen text."""
    weights: Counter[HtmlElement] = Counter()
    total = 0
    seen: set[str] = set()
    for piece in chosen:
        if piece.key in seen:
            continue
        seen.add(piece.key)
        size = len(piece.key) if piece.kind in ("p", "quote", "pre") else len(piece.key) // 3
        total += size
        for holder in [piece.holder, *piece.holder.iterancestors()]:
            weights[holder] += size
    fit = [e for e, size in weights.items() if size >= MOST_OF_IT * total]
    return max(fit, key=lambda e: sum(1 for _ in e.iterancestors()), default=None)


def _within(element: HtmlElement, home: HtmlElement) -> bool:
    return element is home or any(a is home for a in element.iterancestors())


def _once(pieces: list[Piece], chosen: set[int], inside: set[int]) -> set[int]:
    """Return `chosen` with each longer text once, rather in the story's part of the page."""
    first: dict[str, int] = {}
    for place in sorted(chosen, key=lambda p: (p not in inside, p)):
        text = pieces[place].key
        if len(text) >= CHANCE:
            first.setdefault(text, place)
    return {p for p in chosen if len(pieces[p].key) < CHANCE or first[pieces[p].key] == p}


def _beside(pieces: list[Piece], chosen: set[int], inside: set[int]) -> set[int]:
    """Return chosen paragraphs that stand outside the story's main part and belong to it still.

    Those are an opening set above it, unless it is marked as the standfirst, and parts of a
    body that was cut in several, which stand in elements marked alike.
    """
    first = min(chosen & inside, default=0)
    alike = {_mark(pieces[place]) for place in chosen & inside} - {""}
    found = set()
    for place in chosen - inside:
        piece = pieces[place]
        long = piece.kind in ("p", "quote") and words(piece.text) >= 15
        if not long or piece.linked > 0.3 * len(piece.text):
            continue
        around = [piece.holder, *list(piece.holder.iterancestors())[:2]]
        set_apart = any(STANDFIRST.search(marks(e)) or e.tag == "h2" for e in around)
        if _mark(piece) in alike or (place < first and not set_apart):
            found.add(place)
    return found


def _mark(piece: Piece) -> str:
    parent = piece.holder.getparent()
    return (parent.get("class") or "").strip() if parent is not None else ""


def _mend(pieces: list[Piece], kept: set[int], inside: set[int]) -> None:
    """Put back long unlinked paragraphs that stand, as siblings, between two that were kept."""
    order = sorted(kept)
    for one, two in pairwise(order):
        if two - one > 6:
            continue
        for place in range(one + 1, two):
            piece = pieces[place]
            if _subheads(pieces, place, one, two) and place in inside:
                kept.add(place)
            sibling = piece.holder.getparent() is pieces[one].holder.getparent()
            if (
                piece.kind == "p"
                and piece.holder.tag != "aside"
                and not _APART.search(marks(piece.holder))
                and place in inside
                and sibling
                and pieces[one].kind == "p"
                and piece.holder.get("class") == pieces[one].holder.get("class")
                and words(piece.text) >= 12
                and piece.linked < 0.3 * len(piece.text)
            ):
                kept.add(place)


def _subheads(pieces: list[Piece], place: int, one: int, two: int) -> bool:
    """Say whether the piece at `place` heads the kept paragraph after it: a heading or bold."""
    piece, above, below = pieces[place], pieces[one], pieces[two]
    own = piece.holder.getparent() is below.holder.getparent() is above.holder.getparent()
    alone = two - one == 2 and above.kind == below.kind == "p" and words(below.text) >= 12
    apart = _APART.search(marks(piece.holder)) or appeal(piece.text)
    return own and alone and piece.heads and words(piece.text) <= 14 and not apart


def _picture_and_table(pieces: list[Piece], kept: set[int], inside: set[int]) -> None:
    """Add pictures and tables of the story's part of the page, up to its last paragraph."""
    if not kept:
        return
    first, last = min(kept), max(kept)
    for place in inside:
        piece = pieces[place]
        shown = piece.kind == "picture" and piece.value and first - 8 <= place <= last + 1
        if shown or (piece.kind == "table" and first <= place <= last + 2):
            kept.add(place)


def _with_missing(
    kept: list[Piece], lines: list[str], pieces: list[Piece], root: HtmlElement
) -> list[Piece]:
    """Return `kept` with the lines that no piece of the page answers to, after their forerunner."""
    if len(lines) * len(pieces) > MOST_COMPARED // 200:
        return kept
    known = "".join(piece.key for piece in pieces)
    done = list(kept)
    at = 0
    for line in lines:
        bare = key(line)
        place = next((i for i, p in enumerate(done) if bare and p.key and p.key in bare), None)
        if len(bare) >= CHANCE and bare not in known and place is None:
            covered = sum(len(p.key) for p in pieces if len(p.key) >= 8 and p.key in bare)
            if covered < 0.5 * len(bare):
                done.insert(at, Piece("p", escape(line, quote=False), line, root))
                at += 1
        elif place is not None:
            at = place + 1
    return done
