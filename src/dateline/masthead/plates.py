"""What the masthead prints: the paper's name on every page, and its policies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.models import Page, PageViewRestriction

from dateline.masthead.contexts import paper_context, policy_context
from dateline.masthead.models import Home, Masthead, NavigationEntry, Policy, Section
from dateline.masthead.queries import masthead
from dateline.press import outbox, pages, parts, routes
from dateline.press.parts import Built

#: What Wagtail writes to a page's row when a draft of it is kept.
DRAFTED = frozenset(
    "latest_revision latest_revision_created_at draft_title has_unpublished_changes"
    " go_live_at expire_at".split()
)


def register() -> None:
    """Declare the paper's furniture and its policy pages, and what a change spoils."""
    parts.part(parts.EVERY_PAGE, "paper", build_paper)
    parts.page_kind("policy", find=find_policy, templates="dateline/masthead/policy.html")
    parts.part(
        "policy",
        "policy",
        lambda policy, at: Built(policy_context(policy), frozenset({f"policy:{policy.subject}"})),
    )
    routes.register(route)
    pages.page_of("policy:(.+)", lambda key, at: _policy_paths(subject=key[1]))
    pages.list_pages(lambda at: _policy_paths())
    for model in (Masthead, NavigationEntry):
        outbox.follow(model, lambda row: {"masthead"})
    outbox.follow(Policy, lambda policy: {"masthead", f"policy:{policy.subject}"})
    outbox.follow(Home, lambda home: {"home"}, unseen=DRAFTED)
    outbox.follow(Section, lambda section: _section_keys(section.pk), unseen=DRAFTED)
    outbox.follow(Page, lambda page: keys_below(page.pk), unseen=DRAFTED)  # it was moved
    outbox.follow(PageViewRestriction, lambda row: keys_below(row.page_id))


def keys_below(page: int) -> set[str]:
    """Return what changes with the sections on or below a `page`, by its number; nothing where it
    is gone, with what hung on it. Two queries, the second of which looks at sections only."""
    path = Page.objects.filter(pk=page).values_list("path", flat=True).first()
    if path is None:
        return set()
    sections = Section.objects.values_list("pk", "path")
    return {key for pk, each in sections if each.startswith(path) for key in _section_keys(pk)}


def _section_keys(pk: int) -> set[str]:
    """A section is named on every page."""
    return {"masthead", f"section:{pk}", f"section:{pk}/latest"}


def _policy_paths(**those: str) -> list[str]:
    return [policy.address for policy in Policy.objects.written().filter(**those)]


def build_paper(subject: Any, at: datetime) -> Built:
    """The paper: name, navigation, policies."""
    return Built(paper_context(masthead(), at), frozenset({"masthead"}))


def route(path: str) -> routes.Route | None:
    """``/about/`` and ``/about/<subject>/``."""
    if path == "/about/":
        return routes.Route("policy", Policy.Subject.ABOUT)
    if path.startswith("/about/") and path.endswith("/") and path.count("/") == 3:
        subject = path.split("/")[2]
        return routes.Route("policy", subject) if subject != Policy.Subject.ABOUT else None
    return None


def find_policy(subject: str, at: datetime) -> Policy | None:
    """Return the policy on `subject`, if it says anything."""
    return Policy.objects.written().filter(subject=subject).first()
