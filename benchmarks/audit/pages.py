"""Which pages are looked at: one of every kind that the demo paper has, and some it seldom has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Looked:
    """A page to look at. `body` is None where the running paper answers with it."""

    name: str
    path: str
    body: bytes | None = None


def every_kind(site: Path) -> list[Looked]:
    """Return the pages of the site in `site`: found in its database, not by hand."""
    from dateline.cli.site import open_site

    open_site(site)
    from django.utils import timezone

    from dateline.masthead.models import Contributor, Section
    from dateline.press import routes
    from dateline.stories.models import Story, Topic

    stories = Story.objects.in_print().newest_first()
    section = Section.objects.live().first()
    newest = stories.of_section(section).values_list("printed_at", flat=True).first()
    pages = [
        Looked("home", "/"),
        Looked("section", section.address),
        Looked("month", f"{section.address}{newest:%Y/%m}/"),
        Looked("topic", Topic.objects.filter(stories__in_print=True).first().address),
        Looked("contributor", Contributor.objects.filter(active=True).first().address),
        Looked("policy", "/about/"),
        Looked("not found", "/nothing/stands/here/"),
    ]
    for path, name in (("/search/", "search"), ("/search/?q=harbour", "search results")):
        if routes.find("/search/") is not None:
            pages.append(Looked(name, path))
    for kind in Story.Kind.values:
        address = stories.filter(kind=kind).values_list("address", flat=True).first()
        if address:
            pages.append(Looked(f"story: {kind}", address))
    return [*pages, *_seldom(timezone.now())]


def story_without_pictures() -> str:
    """Return the address of the longest story that shows no picture. The site is open."""
    from dateline.stories.body import pictures_in
    from dateline.stories.models import Story

    stories = Story.objects.in_print().filter(lead_picture=None).newest_first()
    plain = [story for story in stories if not pictures_in(story.body.raw_data)]
    return str(max(plain, key=lambda story: len(str(story.body))).address)


def _seldom(now: object) -> list[Looked]:
    """Pages that the demo seldom shows, made here: a page that is gone, one big story."""
    from dateline.fronts.outlook import NOTHING
    from dateline.fronts.plan import Kind, Layout, Plan, Slot
    from dateline.fronts.plates import Draft
    from dateline.masthead.models import Home
    from dateline.press.render import render, render_subject

    slots = tuple(Slot(kind) for kind in (Kind.LEAD, Kind.LIVE, Kind.SECONDS, Kind.OPINION))
    draft = Draft(Home.objects.get(), Plan(slots, Layout.BIG), NOTHING)
    return [
        Looked("gone", "/gone/", render("gone", "/gone/", now).body(now)),
        Looked("one big story", "/big/", render_subject("front-draft", draft, now).body(now)),
    ]
