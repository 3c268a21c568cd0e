"""What the masthead prints: the paper's name on every page, and its policies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateline.masthead.contexts import paper_context, policy_context
from dateline.masthead.models import Policy
from dateline.masthead.queries import masthead
from dateline.press import pages, parts, routes
from dateline.press.parts import Built


def register() -> None:
    """Declare the paper's furniture and its policy pages."""
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
