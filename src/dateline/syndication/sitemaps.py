"""Sitemaps (https://www.sitemaps.org/protocol.html) and robots.txt.

``/sitemap.xml`` names the others: ``/sitemaps/pages.xml`` (front page, sections, policies),
``/sitemaps/topics/<n>.xml`` and ``/sitemaps/by/<n>.xml`` (by ranges of row numbers, so that a
new topic changes one file), and ``/sitemaps/<section>/<yyyy>-<mm>.xml``, a month of a section's
stories each: a publication changes one of them, however large the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from lxml import etree

from dateline.masthead.models import SLUG, Contributor, Policy
from dateline.masthead.queries import live_sections, masthead
from dateline.onward import archive, queries
from dateline.onward.search.asked import ADDRESS as SEARCH
from dateline.press.parts import Built
from dateline.stories.models import Correction, Story
from dateline.syndication.addresses import absolute
from dateline.syndication.changes import changed_at
from dateline.syndication.rss import moment

log = structlog.get_logger(__name__)

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: Where the sitemap of the news stands.
NEWS = "/sitemaps/news.xml"
#: How many addresses a sitemap may hold (sitemaps.org).
LIMIT = 50_000

_MONTH = re.compile(rf"({SLUG})/([0-9]{{4}})-(0[1-9]|1[0-2])")
_NUMBERED = re.compile(r"(topics|by)/([1-9][0-9]{0,8})")


@dataclass(frozen=True)
class Sitemap:
    """Addresses with the moment each last changed, where that is known."""

    entries: tuple[tuple[str, datetime | None], ...]
    keys: frozenset[str]


def find_index(_: str, at: datetime) -> Sitemap:
    """Return the sitemap of sitemaps.

    Two queries for five years of the paper and for 50,000 topics or contributors, and four.
    """
    zone = masthead().zone
    names, keys = ["pages"], {"masthead", "topics/latest", "contributors/latest"}
    for word in ("topics", "by"):
        names += [f"{word}/{number}" for number in _numbers(_listed(word, at))]
    months = queries.months_of_all(live_sections(), zone, at)
    for section in live_sections():
        keys |= {f"section:{section.pk}", f"section:{section.pk}/latest"}
        names += [f"{section.slug}/{first:%Y-%m}" for first in months.get(section.pk, [])]
    return Sitemap(tuple((f"/sitemaps/{name}.xml", None) for name in names), frozenset(keys))


def find(name: str, at: datetime) -> Sitemap | None:
    """Return the sitemap called `name`, or None where it would be empty."""
    if name == "pages":
        return _pages()
    if numbered := _NUMBERED.fullmatch(name):
        return _numbered(numbered[1], int(numbered[2]), at)
    if month := _MONTH.fullmatch(name):
        return _month("/".join(month.groups()), at)
    return None


def write_index(sitemap: Sitemap, at: datetime) -> Built:
    """Return `sitemap` as a sitemap index."""
    return Built(_written("sitemapindex", "sitemap", sitemap.entries), sitemap.keys)


def write(sitemap: Sitemap, at: datetime) -> Built:
    """Return `sitemap` as a set of URLs."""
    return Built(_written("urlset", "url", sitemap.entries), sitemap.keys)


def write_robots(_: Any, at: datetime) -> Built:
    """Return robots.txt: everything in print may be read, and the sitemap says what that is.

    What was searched for is no page of the paper: there are as many of these as there are words.
    """
    lines = (
        "User-agent: *",
        f"Disallow: {SEARCH}?",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        f"Sitemap: {absolute(NEWS)}",
        "",
    )
    return Built("\n".join(lines).encode())


def month_of(key: re.Match[str], at: datetime) -> list[str]:
    """Return the paths of the index and of the sitemap of a month, by ``section:3/2026-11``."""
    slugs = live_sections().filter(pk=key[1]).values_list("slug", flat=True)
    return ["/sitemap.xml", *(f"/sitemaps/{slug}/{key[2]}.xml" for slug in slugs)]


def numbered_of(key: re.Match[str], at: datetime) -> list[str]:
    """Return the paths of the index and of the sitemaps of all topics or contributors."""
    word = "topics" if key[1] == "topics" else "by"
    numbers = _numbers(_listed(word, at))
    return ["/sitemap.xml", *(f"/sitemaps/{word}/{number}.xml" for number in numbers)]


def _pages() -> Sitemap:
    entries: list[tuple[str, datetime | None]] = [("/", None)]
    keys = {"masthead"}
    for section in live_sections():
        entries.append((section.address, None))
        keys.add(f"section:{section.pk}")
    for policy in Policy.objects.written():
        entries.append((policy.address, policy.changed_at))
        keys.add(f"policy:{policy.subject}")
    return Sitemap(tuple(entries), frozenset(keys))


def _month(id: str, at: datetime) -> Sitemap | None:
    """Six queries, one of them for all stories of the month; their bodies stay where they are."""
    month = archive.find_month(id, at)
    if month is None:
        return None
    corrected = Correction.objects.filter(story=OuterRef("pk")).order_by("-at").values("at")[:1]
    rows = list(
        queries.of_month(month.section, month.first, masthead().zone, at)
        .annotate(corrected_at=Subquery(corrected))
        .values_list("uid", "address", "printed_at", "updated_at", "corrected_at")[: LIMIT + 1]
    )
    if len(rows) > LIMIT:
        log.warning("sitemap.full", month=id, limit=LIMIT)
    key = f"section:{month.section.pk}"
    return Sitemap(
        tuple(
            (address, changed_at(printed, updated, [corrected] if corrected else []))
            for _, address, printed, updated, corrected in rows[:LIMIT]
        ),
        frozenset({key, f"{key}/{month.first:%Y-%m}"} | {f"story:{row[0]}" for row in rows}),
    )


def _numbered(word: str, number: int, at: datetime) -> Sitemap | None:
    """The topics or contributors whose row numbers lie in range `number` of `LIMIT` each."""
    first = (number - 1) * LIMIT
    rows = _listed(word, at).filter(pk__gt=first, pk__lte=first + LIMIT).order_by("pk")
    entries = tuple((row.address, None) for row in rows.only("slug"))
    membership = "topics/latest" if word == "topics" else "contributors/latest"
    return Sitemap(entries, frozenset({membership})) if entries else None


def _listed(word: str, at: datetime) -> QuerySet[Any]:
    """Topics that a story in print is about; contributors who signed one."""
    if word == "topics":
        return queries.topics(at)
    stories = Story.objects.in_print(at)
    return Contributor.objects.filter(Exists(stories.filter(bylines__contributor=OuterRef("pk"))))


def _numbers(rows: QuerySet[Any]) -> list[int]:
    """Return the ranges that have rows: one look for the first row of each."""
    numbers: list[int] = []
    in_order = rows.order_by("pk").values_list("pk", flat=True)
    pk = in_order.first()
    while pk is not None:
        numbers.append((pk - 1) // LIMIT + 1)
        pk = in_order.filter(pk__gt=numbers[-1] * LIMIT).first()
    return numbers


def _written(root: str, child: str, entries: Iterable[tuple[str, datetime | None]]) -> bytes:
    prefixes: Any = {None: NAMESPACE}
    top = etree.Element(f"{{{NAMESPACE}}}{root}", nsmap=prefixes)
    for address, at in entries:
        element = etree.SubElement(top, f"{{{NAMESPACE}}}{child}")
        etree.SubElement(element, f"{{{NAMESPACE}}}loc").text = absolute(address)
        if at is not None:
            etree.SubElement(element, f"{{{NAMESPACE}}}lastmod").text = moment(at)
    return bytes(etree.tostring(top, encoding="utf-8", xml_declaration=True))
