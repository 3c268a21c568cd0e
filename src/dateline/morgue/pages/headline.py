"""Finds a page's headline, and the kicker or section that sites glue to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dateline.morgue.pages import sections
from dateline.morgue.pages.metadata import Metadata
from dateline.morgue.pages.text import key, tidy, words

_BAR = re.compile(r"\s*(?:\s[|｜»•·]|::|\s[@/]\s|[_｜](?=[^_｜]{1,20}$))\s*")
_DASH = re.compile(r"\s+[-–—:：]\s+|\s*[：]\s*(?=[^：]{2,12}$)")

#: Letters of a title that are looked at; the longest headlines have some 200.
MOST_LETTERS = 500
#: Headings among which the headline is looked for.
MOST_HEADINGS = 200


@dataclass(frozen=True)
class Headline:
    """The headline, and the `tail` that was cut from it (a section, a site's name, a writer)."""

    text: str
    tail: str = ""


def find(root: HtmlElement, data: Metadata) -> Headline:
    """Return the headline of the page at `root`, empty where it has none.

    The page's own large heading is taken where metadata agrees with it, for metadata often
    carries the name of the site too; else metadata, then the window's title, then a heading.
    """
    claimed = [*data.titles, data.window_title]
    keys = [key(title) for title in claimed if title]
    headings = [h for h in (_shown(e) for e in islice(root.iter("h1"), MOST_HEADINGS)) if h]
    among = list(islice(root.iter("h1", "h2", "h3"), MOST_HEADINGS))
    marked = [_shown(e) for e in among if "headline" in _prop(e)]
    for shown in [*headings, *marked, *(_shown(e) for e in among if e.tag == "h2")]:
        bare = key(shown)
        if words(shown) >= 2 and len(bare) >= 8 and any(_agrees(bare, c) for c in keys):
            cut = without_tail(shown, data)
            longest = max((c for c in claimed if bare in key(c)), key=len)
            return Headline(cut.text, cut.tail or without_tail(longest, data).tail)
    for title in data.titles:
        return without_tail(title, data)
    window = without_tail(data.window_title, data)
    named = key(window.text) in {key(data.site), _host(data)}
    for shown in headings:
        if not window.text or named or (words(shown) > 2 and words(window.text) < 2):
            return without_tail(shown, data)
    return window


def _agrees(shown: str, claimed: str) -> bool:
    """Say whether a heading is what metadata claims, up to a site's name before or behind it."""
    return claimed.startswith(shown) or (shown in claimed and len(shown) > 0.5 * len(claimed))


def without_tail(title: str, data: Metadata) -> Headline:
    """Return `title` without the section, writer or site that stands behind a bar or a dash."""
    title = _without_front(title[:MOST_LETTERS], data)
    tails: list[str] = []
    for separator, sure in ((_BAR, True), (_DASH, False)):
        while True:
            places = list(separator.finditer(title))
            if not places:
                break
            head, tail = title[: places[-1].start()], title[places[-1].end() :]
            known = _known(tail, data)
            short = sure and words(tail) <= 6 and words(head) >= max(2, words(tail))
            if not head.strip() or not (known or short):
                break
            title = head
            tails.insert(0, tail.strip(" :"))
    return Headline(tidy(title).rstrip(" |").removesuffix(" :"), _section(tails, data))


def _section(tails: list[str], data: Metadata) -> str:
    """Return which of the `tails` cut from a title names a section, else the first, or ``""``."""
    fit = [tail for tail in tails if sections.names(tail) and not _known(tail, data)]
    return next(iter([*fit, *tails]), "")


def _without_front(title: str, data: Metadata) -> str:
    """Return `title` without the site's name, where that stands in front of it and a mark."""
    for separator in (_BAR, _DASH):
        found = separator.search(title)
        if found and words(title[found.end() :]) >= 2:
            name = key(title[: found.start()])
            if name and name in {key(data.site), _host(data)}:
                return title[found.end() :]
    return title


def _known(tail: str, data: Metadata) -> bool:
    bare = key(tail)
    names = {key(data.site), key(data.section), *map(key, data.authors)} - {""}
    host = _host(data)
    if len(bare) >= 4 and any(name.startswith(bare) for name in names):
        return True
    return not bare or bare in names or (len(bare) >= 3 and (bare in host or host in bare))


def _host(data: Metadata) -> str:
    host = urlsplit(data.canonical or data.base).hostname or ""
    parts = [p for p in host.split(".") if p not in ("www", "m", "amp", "en")]
    # The name before the last dot, or before “.co.uk”: never so short that it fits anywhere.
    name = key(max(parts[:-1], key=len)) if len(parts) > 1 else ""
    return name if len(name) >= 3 else "?"


def _shown(element: HtmlElement) -> str:
    return tidy(" ".join(element.itertext())) if element.tag in ("h1", "h2", "h3") else ""


def _prop(element: HtmlElement) -> str:
    return (element.get("itemprop") or "").lower()
