"""What is shown of a story that was found: headline and a passage, what was asked for marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dateline.lib.words import Analyser, Word
from dateline.onward.search.terms import BAR
from dateline.onward.search.wanted import spaced

#: About how many characters a passage has.
LENGTH = 240
#: Characters of a paragraph that are looked through for it.
MOST_READ = 20_000
#: How many characters of it stand before the first mark, where the paragraph does not begin sooner.
BEFORE = 60

Named = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class _Hit:
    """Something that was named, from the word `first` to the word `last` of a text."""

    first: int
    last: int
    named: int


def marked(text: str, named: Named, analyser: Analyser) -> SafeString:
    """Return `text` escaped, with ``<mark>`` around what was named."""
    words = tuple(analyser.words(text))
    return _set(text, words, _hits(words, named), 0, len(text))


def passage(texts: Sequence[str], line: str, named: Named, analyser: Analyser) -> SafeString:
    """Return the passage of `texts` that has the most of what was named, marked as in `marked`.

    `texts` are standfirst and paragraphs of a story, `line` is what its card says: it tells which
    of them has most, and only that one is cut into words. The passage is cut at their borders.
    """
    text = _most(texts, line, named)
    if text is None:
        texts = [text for text in texts if text]
        text = next((text for text in texts if named and _has(text, named, analyser)), None)
    if text is None:
        text = next(iter(texts), "")
    text = text[:MOST_READ]
    words = tuple(analyser.words(text))
    hits = _hits(words, named)
    begin = -max(_windows(words, hits), default=(0, 0, 0))[2]
    return _set(text, words, hits, *_cut(text, words, begin))


def _most(texts: Sequence[str], line: str, named: Named) -> str | None:
    """Return the first of `texts` with the most of what was named, None where none has any."""
    rows = [spaced(row) for row in named]
    parts = line.split(BAR)[2:-1]  # behind the headline, before what stands in no row
    told = [sum(row in part for row in rows) for part in parts[: len(texts)]]
    return texts[told.index(max(told))] if any(told) else None


def _has(text: str, named: Named, analyser: Analyser) -> bool:
    """Whether something named stands in `text`: a word written in one stands in no row."""
    return bool(_hits(tuple(analyser.words(text[:MOST_READ])), named))


def _hits(words: Sequence[Word], named: Named) -> list[_Hit]:
    """Return where what was named stands, in order."""
    begins: dict[str, list[int]] = {}
    for number, row in enumerate(named):
        begins.setdefault(row[0], []).append(number)
    terms = [(term, at) for at, word in enumerate(words) for term in word.terms]
    found = []
    for place, (term, at) in enumerate(terms):
        for number in begins.get(term, ()):
            side_by_side = terms[place : place + len(named[number])]
            if tuple(term for term, _ in side_by_side) == named[number]:
                found.append(_Hit(at, side_by_side[-1][1], number))
    for at, word in enumerate(words):
        for term in word.also:
            found += [_Hit(at, at, n) for n in begins.get(term, ()) if len(named[n]) == 1]
    return sorted(found, key=lambda hit: (hit.first, hit.last))


def _windows(words: Sequence[Word], hits: Sequence[_Hit]) -> Iterator[tuple[int, int, int]]:
    """Yield for each hit what a passage from there on has: how many different ones, how many, and
    where it begins, the later the less."""
    for number, hit in enumerate(hits):
        begin, named, many = words[hit.first].start, set[int](), 0
        for other in hits[number:]:
            if many and words[other.last].end - begin > LENGTH - BEFORE:
                break
            named.add(other.named)
            many += 1
        yield len(named), many, -begin


def _cut(text: str, words: Sequence[Word], first: int) -> tuple[int, int]:
    """Return from where to where `text` is shown, so that what begins at `first` is in it."""
    begin = 0
    if first > BEFORE:
        begin = next(word.start for word in words if word.start >= first - BEFORE)
    end = len(text)
    if end - begin > LENGTH:
        ends = [word.end for word in words if begin < word.end <= begin + LENGTH]
        end = ends[-1] if ends else begin + LENGTH
    return begin, end


def _set(
    text: str, words: Sequence[Word], hits: Sequence[_Hit], begin: int, end: int
) -> SafeString:
    """Return `text` from `begin` to `end`, escaped and marked, with dots where it was cut."""
    pieces, at = ["… " if begin else ""], begin
    spans = sorted((words[hit.first].start, words[hit.last].end) for hit in hits)
    for start, stop in spans:
        start, stop = max(start, at), min(stop, end)
        if start < stop:
            pieces += [escape(text[at:start]), "<mark>", escape(text[start:stop]), "</mark>"]
            at = stop
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(pieces).replace("</mark><mark>", ""))  # noqa: S308  escaped above
