"""The pages that are edited as slots: the front page and each section's first page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from wagtail.models import Page

from dateline.fronts.compose import compose, plan_of
from dateline.fronts.models import Arrangement, Banner
from dateline.fronts.outlook import Outlook
from dateline.fronts.plan import Plan
from dateline.fronts.queries import changes_after
from dateline.masthead.models import Home, Section
from dateline.masthead.queries import live_sections
from dateline.onward import queries
from dateline.press import outbox, pages, parts, routes
from dateline.press.parts import Built

HOME, SECTION = "dateline/fronts/home.html", "dateline/fronts/section.html"


@dataclass(frozen=True)
class Draft:
    """A front as an editor arranges it, to be looked at as it stands at a moment to come."""

    front: Page
    plan: Plan
    outlook: Outlook


def register() -> None:
    """Declare the fronts, and a front as it is arranged."""
    parts.page_kind("home", find=find_home, templates=HOME)
    parts.page_kind("section", find=queries.section_at, templates=SECTION)
    for kind in ("home", "section"):
        parts.part(kind, "front", build_front)
    parts.page_kind(
        "front-draft",
        find=lambda id, at: None,  # stands nowhere: the newsroom renders what it holds in hand
        templates=lambda draft: (SECTION if isinstance(draft.front, Section) else HOME,),
    )
    parts.part("front-draft", "front", build_draft)
    routes.register(route)
    pages.page_of("(home|front:home)(/latest)?", lambda key, at: ["/"])
    pages.page_of(r"(?:front:)?section:(\d+)(?:/latest)?", lambda key, at: _paths(pk=key[1]))
    pages.page_of("banner", lambda key, at: ["/", *_paths()])
    pages.list_pages(lambda at: ["/", *_paths()])
    outbox.follow(Arrangement, lambda row: {front_key(row.front_id)})
    outbox.follow(Banner, lambda banner: {"banner"})


def front_key(front: int) -> str:
    """Return the key of how the home page or a section is arranged, by its number. One query."""
    is_section = Section.objects.filter(pk=front).exists()
    return f"front:section:{front}" if is_section else "front:home"


def _paths(**those: Any) -> list[str]:
    return [section.address for section in live_sections().filter(**those)]


def route(path: str) -> routes.Route | None:
    """``/`` and ``/<section>/``."""
    if path == "/":
        return routes.Route("home", "home")
    pieces = path.split("/")
    if len(pieces) == 3 and pieces[1] and not pieces[2]:
        known = live_sections().filter(slug=pieces[1]).exists()
        return routes.Route("section", pieces[1]) if known else None
    return None


def find_home(_: str, at: datetime) -> Home | str:
    """The home page is there from the first day, with or without stories."""
    return Home.objects.live().first() or "home"


def build_front(front: Any, at: datetime) -> Built:
    """The front as it counts at `at`, and until when. Three queries beside those of `compose`."""
    built = compose(front, plan_of(front, at), at)
    changes = changes_after(front, at) if isinstance(front, Page) else []
    return replace(built, until=changes[0] if changes else None)


def build_draft(draft: Draft, at: datetime) -> Built:
    """A front in hand, with what is planned to be in print at `at`."""
    return compose(draft.front, draft.plan, at, draft.outlook)
