"""What the card of a story says: every word in a row, and what else it is found by.

A line of terms between blanks::

    | ferri sail again | after two day of storm | the ferri sail at noon | = =s3 =t7 ^ferri to_be

First the headline, the standfirst and each paragraph, with bars around them: a phrase is found
where its terms stand side by side in that row, and none reaches over a bar. Then what only the
inverted index is asked for. No term of a word has a sign in it that these begin with or hold:

- ``=`` on every card, ``=s3``, ``=t7``, ``=c4``: the section, topics and contributors by number, so
  that filters are terms as others and a new name for a topic changes nothing here;
- ``^ferri``: a term of the headline;
- ``to_be``: short words side by side. Nearly every story has both; few have them in this order,
  so a phrase such as "to be or not to be" need not be looked for in all of them;
- words written in one that have a hyphen in the text, and letters of scripts without blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from dateline.lib import words
from dateline.lib.words import Analyser

#: Another number where cards have to be made anew.
FORM = 1 * 100 + words.FORM
BAR = "|"
#: On every card.
EVERY = "="
# What `line` puts right behind the last bar.
_OTHERS = re.compile(r"=(?: =\w+)*")
#: Terms of up to so many letters are short.
SHORT = 3
#: Bytes of the words of a card, and of all that it says; PostgreSQL takes no more than a million.
#: It is the text of a whole book: what comes after is not found.
MOST_IN_ROW, MOST_BYTES = 500_000, 900_000


@cache
def analyser(stems: str) -> Analyser:
    """Return the analyser with these stems. It is shared: making one costs a while."""
    return Analyser(stems)


def of_section(pk: int) -> str:
    """The term that every story of a section has."""
    return f"=s{pk}"


def of_topic(pk: int) -> str:
    """The term that every story about a topic has."""
    return f"=t{pk}"


def of_contributor(pk: int) -> str:
    """The term that every story has that a contributor signed."""
    return f"=c{pk}"


def in_headline(term: str) -> str:
    """The term that a story has with `term` in its headline."""
    return f"^{term}"


def pairs(row: Sequence[str]) -> Iterator[str]:
    """Yield a term for each two short terms side by side in `row`."""
    for one, other in pairwise(row):
        if len(one) <= SHORT and len(other) <= SHORT and BAR not in (one, other):
            yield f"{one}_{other}"


def line(analyser: Analyser, parts: Sequence[str], others: Iterable[str] = ()) -> str:
    """Return what the card of a story says whose headline, standfirst and paragraphs are `parts`.

    `others` are its section, topics and contributors.
    """
    row, besides, room = [BAR], set[str](), MOST_IN_ROW
    for number, part in enumerate(parts):
        for word in analyser.words(part):
            room -= _bytes(word.terms)
            if room < 0:
                break
            row += word.terms
            besides.update(word.also)
            if number == 0:
                besides.update(map(in_headline, (*word.terms, *word.also)))
        row.append(BAR)
    besides.update(pairs(row))
    said, room = [*row, EVERY, *sorted({*others})], MOST_BYTES - _bytes(row)
    for term in sorted(besides):
        room -= _bytes([term])
        if room < 0:
            break
        said.append(term)
    return " ".join(said)


def _bytes(terms: Iterable[str]) -> int:
    return sum(len(term.encode()) + 1 for term in terms)


def numbers_of(line: str) -> tuple[list[int], list[int]]:
    """Return the numbers of the topics on a card, and of those who signed the story."""
    said = _OTHERS.match(line, line.rindex(BAR) + 2)
    others = said[0].split() if said else []
    topics = [int(term[2:]) for term in others if term.startswith("=t")]
    return topics, [int(term[2:]) for term in others if term.startswith("=c")]


def rows_of(line: str) -> str:
    """Return the words of a card's line in their row, with the bars around them."""
    return line[: line.rindex(BAR) + 1]
