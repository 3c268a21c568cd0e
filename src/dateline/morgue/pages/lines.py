"""Takes a whole-page text scrape apart into its lines and says what each one looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.morgue.pages import stamps
from dateline.morgue.pages.furniture import appeal
from dateline.morgue.pages.text import WIDE, ends, key, tidy, words

_BULLET = re.compile(r"^(?:[*+•●▪◦‣·o-]|\d{1,2}[.)])(?:\s+|$)")
_WEATHER = re.compile(r"^-?\d{1,3}(?:[.,]\d)?\s*°?\s*[CFc](?:\s|$)|°\s*[CF]?\b", re.I)
_CLOCK = re.compile(r"^\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?$", re.I)
_CREDIT = re.compile(
    r"^(?:image |photo )?credits?\s*(?::|/|…|\.\.\.|by\b|$)|"
    r"^\(?(?:photo|image|picture|foto|bild)s?\s*(?:(?:by|credits?|courtesy|source)\b|[:/|©])|"
    r"\((?:[^()]*(?:/|photo|getty|press|reuters|\bAP\b|afp|inc\.|\bco\.|times)[^()]*)\)\s*$|"
    r"credit\s*(?:\.\.\.|…|:)|/\s*getty images|getty images\s*$|^\[(?:사진|photo)|^above:\s|"
    r"/(?:AP|AFP|Reuters|EPA|TNS|NASA)\b.{0,20}$",
    re.I,
)
_SENTENCE = re.compile(r"[.!?…。！？।]['’”\"»）)\]]*$|[,;:—–-]$")
_TWEET = re.compile(r"^[—–-]\s.{2,60}\(@\w{1,20}\)")


@dataclass
class Line:
    """One line of the scrape: `looks` is what it looks like by itself, ``""`` for nothing."""

    text: str
    indent: int
    bullet: bool
    gap: bool
    looks: str = ""
    count: int = 0

    @property
    def key(self) -> str:
        """The letters and figures of the line, for comparing."""
        return key(self.text)

    @property
    def prose(self) -> bool:
        """Whether the line reads as a sentence or more of running text."""
        if self.bullet or self.looks:
            return False
        ends = bool(_SENTENCE.search(self.text))
        return self.count >= 25 or (self.count >= 10 and ends)

    @property
    def title_like(self) -> bool:
        """Whether the line could be a headline: some words, no full stop, no list mark."""
        if self.bullet or self.looks or _SENTENCE.search(self.text.rstrip("?!…")):
            return False
        few = 2 if WIDE.search(self.text) else 3
        return few <= self.count <= 30 and len(self.text) <= 220


def lines(text: str) -> list[Line]:
    """Return the lines of the scrape `text` that hold anything, hard-wrapped ones joined."""
    found: list[Line] = []
    gap = True
    for raw in text.split("\n"):
        bare = tidy(raw)
        if not bare:
            gap = True
            continue
        indent = len(raw) - len(raw.lstrip(" \t"))
        mark = _BULLET.match(bare)
        content = tidy(bare[mark.end() :]) if mark else bare
        line = Line(content, indent, bool(mark), gap)
        if not gap and found and _wrapped(found[-1], line):
            found[-1].text = f"{found[-1].text} {line.text}"
        else:
            found.append(line)
        gap = False
    found = [line for line in found if line.text]
    for line in found:
        line.count = words(line.text)
        line.looks = looks(line.text)
    return found


def looks(text: str) -> str:
    """Return what a line is by its wording: weather, a date, a byline, a credit … or ``""``."""
    count = words(text)
    if not key(text):
        return "ornament"
    if count <= 6 and _WEATHER.search(text) and not ends(text):
        return "weather"
    if _TWEET.match(text):
        return ""
    named = appeal(text)
    if named:
        return named
    if stamps.signs(text):
        return "byline"
    if stamps.dates(text):
        return "date"
    if _CLOCK.match(text):
        return "date"
    if count <= 60 and _CREDIT.search(text):
        return "caption or credit"
    return ""


def _wrapped(before: Line, line: Line) -> bool:
    """Say whether `line` continues `before`, as in texts wrapped at some 70 letters."""
    if line.bullet or before.bullet or line.indent != before.indent:
        return False
    last = len(before.text) % 1000 if len(before.text) < 110 else len(before.text) % 79
    joined = len(before.text) >= 110 and " " in before.text
    full = 60 <= last <= 100 or joined
    return (
        full
        and not re.search(r"[.!?…:]['’”\"»)]*$", before.text)
        and bool(re.match(r"[a-zà-ÿ“\"(\d]", line.text))
    )
