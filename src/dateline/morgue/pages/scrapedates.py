"""Says what the dates in a scrape are, and takes none that may be the day it was scraped."""

from __future__ import annotations

import re

from dateline.morgue.copy import Copy
from dateline.morgue.pages.dates import MONTHS, Stated, day_in, day_only, two_ways
from dateline.morgue.pages.heading import Top
from dateline.morgue.pages.lines import Line

_MONTHS = "|".join(name.capitalize() for name in MONTHS)
_SPEAKS = re.compile(
    rf"\b(?P<phrase>(?:at |in |since |by |until )?(?:the )?(?P<part>beginning|start|early|"
    rf"middle|mid|end|late)(?:\s+of|\s+in|-|\s)\s*(?P<month>{_MONTHS})|"
    rf"\b(?:in|on|since|last|this) (?P<bare>{_MONTHS})(?:\s+\d{{1,2}})?)\b",
    re.I,
)
_PART = {"beginning": "early", "start": "early", "end": "late", "middle": "mid", "mid": "mid"}
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.I)
_FIRST = re.compile(r"\b(?:first )?(?:published|posted)\b", re.I)


def settle(copy: Copy, found: list[Line], top: Top, start: int, end: int) -> None:
    """Set the dates of `copy` from lines beside the headline, or say why there are none.

    A date above the headline is today's date of the day of the scrape for all one can know,
    and is never taken; one between headline and text, or right under the text, is the story's.
    """
    above = [line for line in found[: max(0, top.at)] if line.looks == "date"]
    beside = [line for line in found[top.at + 1 : start] if line.looks in ("date", "byline")]
    if _has_day(found, top.at):
        beside.insert(0, found[top.at])
    under = [line for line in found[end : end + 3] if _FIRST.search(line.text)]
    under += [
        line for line in found[start:end] if line.looks == "date" and _FIRST.search(line.text)
    ]
    for line in [*under, *beside]:
        date = day_only(line.text)
        if date is None:
            continue
        if _CHANGED.search(line.text) and not _FIRST.search(line.text):
            copy.updated = copy.updated or date.at
            _doubt(copy, "updated", date)
        elif copy.published is None:
            copy.published = date.at
            _doubt(copy, "published", date)
    for line in [*under, *beside]:
        either = two_ways(line.text)
        if either and copy.published is None:
            copy.doubts.append(
                f"the date {either} may be read day first or month first; no date was taken"
            )
            return
    if copy.published is None:
        _say_none(copy, [line for line in above if day_in(line.text)], found[start:end])


def _has_day(found: list[Line], at: int) -> bool:
    return 0 <= at < len(found) and day_in(found[at].text) is not None


def _doubt(copy: Copy, what: str, date: Stated) -> None:
    text = f"{what}: {date.doubt}"
    if text not in copy.doubts:
        copy.doubts.append(text)


def _say_none(copy: Copy, above: list[Line], body: list[Line]) -> None:
    if above and not copy.updated:
        only = "the page's only date" if len(above) == 1 else "the date above the headline"
        clock = re.search(r"\d:\d\d", above[0].text)
        whose = "may be today's date" if clock else "is today's date"
        copy.doubts.append(
            f"{only}, {above[0].text}, {whose} of the day the page was scraped, "
            "not the story's; no date was taken"
        )
    else:
        copy.doubts.append("the page states no date of publication; none was taken")
    spoken = _spoken(" ".join(line.text for line in body))
    if spoken:
        copy.doubts.append(spoken)


def _spoken(text: str) -> str:
    """Return what the text says of its own time, as a doubt, or ``""``."""
    found = _SPEAKS.search(text)
    if not found:
        return ""
    month = (found["month"] or found["bare"]).capitalize()
    part = _PART.get((found["part"] or "").lower(), (found["part"] or "").lower())
    when = f"{part} {month}".strip()
    return f"the text itself speaks of {when} (“{found['phrase'].strip()}”)"
