"""Finds the story in a whole-page text scrape: headline, section, paragraphs, and the rest.

A scrape has no markup, so the story is the stretch of the page where running text stands
together; what lies before and after is furniture, and is listed for what it seems to be.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.morgue.copy import Copy, Furniture
from dateline.morgue.pages import heading, scrapedates
from dateline.morgue.pages.blocks import blocks_of_lines
from dateline.morgue.pages.errors import NotAnArticle
from dateline.morgue.pages.heading import Top
from dateline.morgue.pages.lines import Line, lines
from dateline.morgue.pages.names import bylines

#: What a line that is no running text costs the stretch it stands in, in words.
COST = 9
COST_OF_BULLET = 12
FEW_WORDS = 40
#: Bullets up to which a run of them may be a list of the story.
MOST_BULLETS = 15
#: Words up to which a paragraph may be a teaser, and teasers from which on a text is a list.
TEASER = 45
MANY_TEASERS = 8


def scraped(text: str, source: str) -> Copy:
    """Return the story in the scrape `text`, or raise `NotAnArticle`."""
    found = lines(text)
    start, end = _stretch(found)
    prose = sum(line.count for line in found[start:end] if line.prose)
    if prose < FEW_WORDS:
        raise NotAnArticle(source, "has no stretch of running text that could be a story")
    top = heading.top(found, start)
    for line in found[top.at + 1 :]:
        # It is told above the headline; further down it is what the story speaks of.
        line.looks = "" if line.looks == "weather" and top.headline else line.looks
    start = _after_captions(found, max(start, top.after))
    body, aside = _body(found, start, end)
    if sum(line.count for line in body) < FEW_WORDS:
        raise NotAnArticle(source, "has no stretch of running text that could be a story")
    if _lists(body):
        raise NotAnArticle(source, "lists headlines; it looks like a front page, not a story")
    copy = Copy(source_id=source, headline=top.headline, section=top.section)
    if not top.headline:
        copy.headline = _first_words(body[0].text)
        copy.doubts.append("no headline stands above the text; its first words stand in for one")
    _head(copy, found, top, start)
    copy.body = blocks_of_lines(body, source)
    kept = {id(line) for line in body} | {id(line) for line in top.used}
    copy.furniture = _furniture(found, kept, top, aside, start, end)
    scrapedates.settle(copy, found, top, start, end)
    return copy


def _stretch(found: list[Line]) -> tuple[int, int]:
    """Return the places from which and up to which running text outweighs everything else."""
    best = (0, 0, 0)
    start = total = 0
    own = _lists_of(found)
    for place, line in enumerate(found):
        if total <= 0:
            start, total = place, 0
        if line.prose:
            total += line.count
        elif id(line) in own:
            total += line.count if total > 0 else -COST_OF_BULLET
        elif line.looks in ("an advertisement mark", "caption or credit", "ornament"):
            total -= 2
        elif not line.bullet and not line.looks and line.count >= 2 and _sentence(line.text):
            total += 1
        else:
            total -= COST_OF_BULLET if line.bullet else COST
        if total > best[0]:
            best = (total, start, place + 1)
    return best[1], best[2]


def _lists_of(found: list[Line]) -> set[int]:
    """Return the bullets that are lists of the story, by their ids.

    Those stand under a line that ends with a colon, or between two paragraphs.
    """
    own: set[int] = set()
    place = 0
    while place < len(found):
        first = place
        while place < len(found) and found[place].bullet:
            place += 1
        run = found[first:place]
        above = found[first - 1] if first else None
        below = found[place] if place < len(found) else None
        place += not run
        if not 2 <= len(run) <= MOST_BULLETS or above is None or any(line.looks for line in run):
            continue
        led = above.text.endswith((":", "：")) and above.count >= 4
        if led or (above.prose and below is not None and below.prose):
            own |= {id(line) for line in run}
    return own


def _sentence(text: str) -> bool:
    return bool(re.search(r"[.!?…。！？:]['’”\"»)]*$", text))


def _after_captions(found: list[Line], start: int) -> int:
    """Return where the story starts once captions, dates and bylines above it are passed."""
    while start < len(found) and (found[start].looks or found[start].bullet):
        start += 1
    return start


def _body(found: list[Line], start: int, end: int) -> tuple[list[Line], dict[int, str]]:
    """Return the story's lines, and what the lines between them were taken for."""
    aside: dict[int, str] = {}
    body: list[Line] = []
    modal = _indent(found[start:end])
    own = _lists_of(found)
    apart = _set_apart(found[start:end])
    for place in range(start, end):
        line = found[place]
        after = found[place + 1] if place + 1 < end else None
        if line.looks:
            aside[id(line)] = line.looks
        elif line.bullet and line.count < 5 and id(line) not in own:
            aside[id(line)] = "menu or list entry"
        elif after is not None and _credited(line, after, apart=apart):
            # A caption stands close above its credit; the paragraphs are set apart.
            aside[id(line)] = "a picture's caption"
            aside[id(after)] = "caption or credit"
            after.looks = "caption or credit"
        elif line.indent >= modal + 4 and line.count < 20 and _followed_by_credit(found, place):
            aside[id(line)] = "a picture's caption"
        else:
            body.append(line)
    return body, aside


def _lists(body: list[Line]) -> bool:
    """Say whether the text is headlines with one short teaser under each, eight or more."""
    heads = [place for place, line in enumerate(body) if line.title_like]
    blocks = 0
    for one, two in pairwise([*heads, len(body)]):
        under = body[one + 1 : two]
        blocks += len(under) == 1 and under[0].count <= TEASER
    return blocks >= MANY_TEASERS and 2 * blocks >= 0.8 * len(body)


def _credited(line: Line, after: Line, *, apart: bool) -> bool:
    """Say whether `line` is a caption by the credit close below it.

    Where paragraphs are not set apart by empty lines, closeness says nothing.
    """
    close = not after.gap and line.count <= 45
    return close and (_is_credit(after) if apart else after.looks == "caption or credit")


def _set_apart(found: list[Line]) -> bool:
    """Say whether most paragraphs have an empty line above them."""
    prose = [line for line in found[1:] if line.prose]
    return 2 * sum(1 for line in prose if line.gap) >= len(prose)


def _is_credit(line: Line) -> bool:
    slashed = "/" in line.text and line.count <= 8
    name = 1 < line.count <= 5 and line.text == line.text.title() and not _sentence(line.text)
    return line.looks == "caption or credit" or slashed or (name and not line.bullet)


def _followed_by_credit(found: list[Line], place: int) -> bool:
    return place + 1 < len(found) and found[place + 1].looks == "caption or credit"


def _indent(found: list[Line]) -> int:
    weights: dict[int, int] = {}
    for line in found:
        weights[line.indent] = weights.get(line.indent, 0) + (line.count if line.prose else 0)
    return max(weights, key=lambda indent: weights[indent], default=0)


def _first_words(text: str) -> str:
    if len(text) <= 90:
        return text
    return text[:90].rsplit(" ", 1)[0] + " …"


def _head(copy: Copy, found: list[Line], top: Top, start: int) -> None:
    """Take byline and standfirst from between the headline and the text."""
    if not top.headline:
        return
    for line in found[top.at + 1 : start]:
        if line.looks == "byline" and not copy.bylines:
            copy.bylines = bylines([line.text])
            top.used.append(line)
    if top.standfirst is not None:
        copy.standfirst = top.standfirst.text
        top.used.append(top.standfirst)


def _furniture(
    found: list[Line], kept: set[int], top: Top, aside: dict[int, str], start: int, end: int
) -> list[Furniture]:
    listed: list[Furniture] = []
    for place, line in enumerate(found):
        if id(line) in kept:
            continue
        taken_for = _taken_for(found, place, top, aside, start, end)
        if listed and taken_for == listed[-1].taken_for == "menu or list entry":
            joined = f"{listed[-1].text} · {line.text}"
            if len(joined) <= 500:
                listed[-1] = Furniture(joined, taken_for)
                continue
        listed.append(Furniture(line.text[:500], taken_for))
    return listed


def _taken_for(
    found: list[Line], place: int, top: Top, aside: dict[int, str], start: int, end: int
) -> str:
    line = found[place]
    if id(line) in aside:
        return aside[id(line)]
    if id(line) in top.glued:
        return top.glued[id(line)]
    if line.looks == "date":
        return "today's date" if place < top.at else "a date line"
    if line.looks:
        return line.looks
    near = [found[i].looks for i in (place - 1, place - 2, place + 1) if 0 <= i < len(found)]
    if place < start and "weather" in near and line.count <= 4 and not re.search(r"\d", line.text):
        return "place of the weather"
    if line.bullet:
        return "menu or list entry"
    if line.prose:
        return "text outside the story"
    if place >= end and line.count <= 10:
        over = place + 1 == len(found) or not (found[place + 1].bullet or found[place + 1].prose)
        return "heading over nothing" if over else "heading over other stories"
    return "menu or list entry" if line.count <= 3 else "text outside the story"
