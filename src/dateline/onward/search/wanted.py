"""The words of a search: what a story must have, what it must not, and in what row.

A phrase stands between quotation marks of any kind, a word behind a hyphen must not be there.
Nothing else has a meaning: ``AND``, ``*``, ``:`` and brackets are words or no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dateline.lib.words import Analyser, Word
from dateline.onward.search import terms

#: How many words a search may have, those of phrases and those left out among them.
MOST_WORDS = 16
# One kind of quotation mark for all.
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
# A phrase, with or without the mark that should end it, or what stands between blanks.
_PIECE = re.compile(r'(?P<not>(?<!\S)-(?=["\w]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|")')


class TooManyWords(ValueError):
    """A search of more than `MOST_WORDS` words."""


@dataclass(frozen=True)
class Wanted:
    """The terms of a search.

    A story is found if its card has all of `every` and none of `never`, and if in its row stand
    all of `rows` and none of `never_rows`: terms side by side.
    """

    every: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    never_rows: tuple[tuple[str, ...], ...] = ()
    #: What the reader named, in order: one term or a row each. It is what is marked and weighed.
    named: tuple[tuple[str, ...], ...] = ()

    @property
    def in_rows(self) -> bool:
        """Whether terms do not tell yet if a story is found."""
        return bool(self.rows or self.never_rows)

    def stands_in(self, line: str) -> bool:
        """Whether the rows are as they should be in a card's line; its terms are known to be."""
        if not self.in_rows:
            return True
        words = terms.rows_of(line)
        return all(spaced(row) in words for row in self.rows) and not any(
            spaced(row) in words for row in self.never_rows
        )


def read(text: str, analyser: Analyser) -> Wanted:
    """Return what `text` asks for. Raises `TooManyWords`."""
    every: list[str] = []
    never: list[str] = []
    rows: list[tuple[str, ...]] = []
    never_rows: list[tuple[str, ...]] = []
    named: list[tuple[str, ...]] = []
    many = 0
    for unwanted, row in _rows(text, analyser):
        many += len(row)
        if many > MOST_WORDS:
            raise TooManyWords
        if unwanted:
            if len(row) == 1:
                never.append(row[0])
            else:
                never_rows.append(row)
            continue
        named.append(row)
        every += [*row, *terms.pairs(row)]
        if len(row) > 1:
            rows.append(row)
    return Wanted(
        every=tuple(dict.fromkeys(every)),
        never=tuple(dict.fromkeys(never)),
        rows=tuple(dict.fromkeys(rows)),
        never_rows=tuple(dict.fromkeys(never_rows)),
        named=tuple(dict.fromkeys(named)),
    )


def plain_marks(text: str) -> str:
    """Return `text` with one kind of quotation mark for all."""
    return text.translate(_MARKS)


def spaced(row: Sequence[str]) -> str:
    """Return `row` as it stands in the line of a card."""
    return f" {' '.join(row)} "


def _rows(text: str, analyser: Analyser) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Yield what is named, in order: whether it must not be there, and its terms in a row."""
    for piece in _PIECE.finditer(plain_marks(text)):
        unwanted = piece["not"] is not None
        if (phrase := piece["phrase"]) is not None:
            row = tuple(term for word in analyser.words(phrase) for term in word.terms)
            if row:
                yield unwanted, row
            continue
        for row in _words(tuple(analyser.words(piece["word"] or ""))):
            yield unwanted, row


def _words(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """Yield the words between two blanks: a run of letters without blanks is a row of its own."""
    row: list[str] = []
    for word, following in zip_longest(words, words[1:]):
        row += word.terms
        if following is not None and following.start < word.end:
            continue  # pairs that overlap
        # "co-op" is looked for written in one: so is "coop" in the text, and "co-op" besides.
        yield word.also[:1] if len(word.terms) > 1 and word.also else tuple(row)
        row = []
