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
    outbox.follow(Section, lambda section: section_keys(section.path), unseen=DRAFTED)
    outbox.follow(Page, lambda page: section_keys(page.path), unseen=DRAFTED)  # it was moved
    outbox.follow(PageViewRestriction, lambda row: section_keys(row.page.path))


def section_keys(path: str) -> set[str]:
    """Return what changes with the sections on or below the page at `path` of the tree: each is
    named on every page. One query, which looks at sections only."""
    sections = [
        pk for pk, each in Section.objects.values_list("pk", "path") if each.startswith(path)
    ]
    keys = {f"section:{pk}{word}" for pk in sections for word in ("", "/latest")}
    return {"masthead", *keys} if keys else set()


def _policy_paths(**those: str) -> list[str]:
    return [policy.address for policy in Policy.objects.written().filter(**those)]


def build_paper(subject: Any, at: datetime) -> Built:
    """The paper: name, navigation, policies."""
    return Built(paper_context(masthead()), frozenset({"masthead"}))


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
