"""How near a story comes to what was asked, told from its card alone: no count of the archive.

Three things, which add up: where the words stand and how often (the headline before the standfirst
before the text), whether they stand side by side as they were typed, and how new the story is.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from dateline.onward.search.cards import moment_of
from dateline.onward.search.terms import BAR, in_headline
from dateline.onward.search.wanted import Wanted, spaced

#: What a word is worth in the headline, in the standfirst, and in the text at most.
HEADLINE, STANDFIRST, TEXT = 3.0, 1.5, 1.5
#: How often a word stands in a text that is worth half of that.
OFTEN = 2.0
#: What all words side by side are worth in the headline, and elsewhere.
SIDE_BY_SIDE_ABOVE, SIDE_BY_SIDE = 2.0, 1.0
#: What being of today is worth, and after how long it is worth a third of that.
FRESH, FADES = 2.0, timedelta(days=180)


def score(line: str, place: int, wanted: Wanted, at: datetime) -> float:
    """Return how near the story with this card comes to `wanted` at `at`: more is nearer."""
    line = f"{line} "
    _, headline, standfirst, text = line.split(BAR, 3)
    nearness = 0.0
    for row in wanted.named:
        words = spaced(row)
        # Written in one, a word of two parts stands in no row.
        if words in headline or (len(row) == 1 and spaced([in_headline(row[0])]) in text):
            nearness += HEADLINE
        if words in standfirst:
            nearness += STANDFIRST
        often = text.count(words)
        nearness += TEXT * often / (often + OFTEN)
    nearness /= len(wanted.named) or 1
    if len(wanted.named) > 1:
        together = spaced([term for row in wanted.named for term in row])
        if together in headline:
            nearness += SIDE_BY_SIDE_ABOVE
        elif together in line:
            nearness += SIDE_BY_SIDE
    age = max(at - moment_of(place), timedelta())
    return nearness + FRESH * math.exp(-age / FADES)
