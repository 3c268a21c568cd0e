"""Finds who signed a story in the text of the page, where its metadata names nobody."""

from __future__ import annotations

import re
from itertools import islice

from dateline.morgue.copy import Copy, Furniture
from dateline.morgue.pages import names, stamps
from dateline.morgue.pages.metadata import Metadata
from dateline.morgue.pages.pieces import Piece
from dateline.morgue.pages.text import key, words
from dateline.morgue.pages.tree import marks

#: Pieces above the text among which a byline is looked for, where the headline is not one of them.
NEAR = 4
_MARKED = re.compile(r"by-?line|author[-_]?name|\bauthors?\b")
_NAME = re.compile(
    r"^(?:[^\W\d_a-z][\w.’'-]*|de|la|van|von|der|bin|al|and|y|und|et)"
    r"(?:,? (?:[^\W\d_a-z][\w.’'-]*|de|la|van|von|der|bin|al|and|y|und|et)){1,7}$"
)


def above(before: list[Piece], copy: Copy, data: Metadata) -> None:
    """Take the byline that stands in `before`, between the headline and the text."""
    headline = key(copy.headline)
    places = [place for place, piece in enumerate(before) if piece.key and piece.key == headline]
    near = before[places[-1] + 1 :] if places else before[-NEAR:]
    for piece in near:
        take(piece, copy, data)


def take(piece: Piece, copy: Copy, data: Metadata) -> bool:
    """Take the names in `piece` where it is a byline, unless there are some; say whether it is."""
    signed = piece.kind not in ("picture", "table") and _signs(piece)
    if signed and not copy.bylines:
        found = names.bylines([piece.text])
        copy.bylines = [one for one in found if key(one.name) != key(data.site)]
    return signed


def below(kept: list[Piece], copy: Copy, data: Metadata) -> None:
    """Cut a byline from the end of the story's pieces, in place, and take its names."""
    if len(kept) > 2 and stamps.signs(kept[-1].text) and words(kept[-1].text) <= 8:
        last = kept.pop()
        take(last, copy, data)
        copy.furniture.append(Furniture(last.text[:500], "the byline"))


def _signs(piece: Piece) -> bool:
    if stamps.signs(piece.text):
        return True
    if words(piece.text) > 8 or not _NAME.match(piece.text):
        return False
    inner = [e for e in islice(piece.holder.iter(), 6) if isinstance(e.tag, str)]
    around = [*inner, *list(piece.holder.iterancestors())[:2]]
    return any(_MARKED.search(marks(element)) for element in around)
