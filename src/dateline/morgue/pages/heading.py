"""Finds the headline of a scrape, its section and its standfirst."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice, takewhile

from dateline.morgue.pages import sections
from dateline.morgue.pages.dates import day_in
from dateline.morgue.pages.lines import Line
from dateline.morgue.pages.text import key, words

#: Lines above the text among which the headline is looked for.
REACH = 45
_LABEL = re.compile(r"^\W*(?P<label>[^\W\d_][^.!?|:»]{1,28}?)\s*[|:»/–—-]?\s*$")
_STAMP = re.compile(r"\s*(?:기사입력|입력|published|updated|posted)\s*:?.*$", re.I)


@dataclass
class Top:
    """What stands above the text: the headline's place, its section, and lines used up."""

    headline: str = ""
    at: int = -1
    after: int = 0
    section: str = ""
    standfirst: Line | None = None
    used: list[Line] = field(default_factory=list)
    glued: dict[int, str] = field(default_factory=dict)


def top(found: list[Line], start: int) -> Top:
    """Return the headline above (or just inside) the text that starts at `start`."""
    glued = _glued(found, start)
    if glued is not None:
        return glued
    best, best_score = -1, 0.0
    low = max(0, start - REACH)
    for place in range(low, min(start + 2, len(found))):
        score = _score(found, place, start)
        if score > best_score:
            best, best_score = place, score
    if best < 0:
        return Top(after=start)
    result = Top(_bare(found[best].text), best, max(start, best + 1))
    result.used.append(found[best])
    _repeats(found, result)
    _section_above(found, result)
    _standfirst(found, result, start)
    return result


def _bare(text: str) -> str:
    """Return a headline without the date that some scrapes run on behind it."""
    cut = _STAMP.sub("", text)
    return cut if day_in(text) and len(cut) > 8 else text


def _glued(found: list[Line], start: int) -> Top | None:
    """Return a headline that the page repeats with a section's label glued to it, if any."""
    near = found[max(0, start - REACH) : start + 3]
    for line in near:
        if not line.title_like or line.count < 3:
            continue
        for other in near:
            if other is line or len(other.text) <= len(line.text):
                continue
            label = _label(other.text, line.text)
            if not label:
                continue
            at = max(i for i, each in enumerate(found[: start + 3]) if each is line)
            last = max(at, next(i for i, each in enumerate(found) if each is other))
            result = Top(line.text, at, last + 1, section=label, used=[line])
            result.glued[id(other)] = "section label glued to the headline"
            _repeats(found, result)
            _standfirst(found, result, start)
            return result
    return None


def _label(whole: str, headline: str) -> str:
    """Return the short label in front of (or behind) `headline` in `whole`, or ``""``."""
    if whole.endswith(headline):
        rest = whole[: -len(headline)]
    elif whole.startswith(headline):
        rest = whole[len(headline) :]
    else:
        return ""
    found = _LABEL.match(rest)
    return found["label"].strip() if found and words(found["label"]) <= 3 else ""


def _score(found: list[Line], place: int, start: int) -> float:
    line = found[place]
    text = _bare(line.text)
    if not (line.title_like or (line.looks == "date" and text != line.text)) or place > start:
        return 0
    between = found[place + 1 : start]
    count = words(text)
    score = 10.0 + min(count, 12) / 2
    score -= sum(2.0 if each.bullet else 1.0 for each in between if not each.looks) / 2
    # Prose between a line and the story means that the line heads something else.
    score -= sum(4 for each in between if each.prose and each.count > 30)
    if sum(1 for each in found if each.key == line.key) > 1:
        score += 5
    if any(each.looks in ("byline", "date") for each in found[place + 1 : place + 5]):
        score += 4
    if count <= 4:
        score -= 3
    if line.text.isupper() and count <= 3:
        score -= 4
    return score


def _repeats(found: list[Line], result: Top) -> None:
    bare = key(result.headline)
    used = {id(line) for line in result.used}
    for line in found:
        if id(line) not in used and line.key == bare:
            result.glued.setdefault(id(line), "the headline again")


def _section_above(found: list[Line], result: Top) -> None:
    for place in range(result.at - 1, max(-1, result.at - 3), -1):
        line = found[place]
        if _in_menu(found, place):
            return
        fit = re.match(r"[^\W\d_]", line.text) and not line.text.endswith((".", ":", "!"))
        if _short(line) and fit and sections.names(line.text):
            result.section = line.text.capitalize() if line.text.isupper() else line.text
            result.used.append(line)
            return


def _short(line: Line) -> bool:
    return line.count <= 3 and len(line.text) <= 30 and not line.looks and not line.bullet


def _in_menu(found: list[Line], place: int) -> bool:
    """Say whether a line is one of several short ones in a row: a menu, not the story's label."""
    row = takewhile(_short, reversed(found[: place + 1]))
    return len(list(islice(row, sections.MENU))) >= sections.MENU


def _standfirst(found: list[Line], result: Top, start: int) -> None:
    """Take the sentence between headline and byline, if a byline or date follows it."""
    for place in range(result.at + 1, min(result.at + 3, len(found))):
        line = found[place]
        # Behind running text, a line like a date or byline says nothing of what is above it.
        rest = takewhile(lambda each: not each.prose, found[place + 1 : place + 5])
        signed = any(each.looks in ("byline", "date") for each in rest)
        close = found[place + 1].looks if place + 1 < len(found) else ""
        if close == "caption or credit":
            continue
        if line.looks or line.bullet or not 5 <= line.count <= 60 or id(line) in result.glued:
            continue
        if signed or place < start - 1:
            result.standfirst = line
            result.after = max(result.after, place + 1)
            return
        if line.prose:
            return
