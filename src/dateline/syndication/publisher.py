"""The paper itself in schema.org's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.masthead.models import Masthead, Policy
from dateline.onward.search.asked import ADDRESS as SEARCH
from dateline.syndication.addresses import absolute
from dateline.syndication.wording import line

#: schema.org's property for each policy. Only those with a page are named.
POLICY_PROPERTIES = {
    Policy.Subject.OWNERSHIP: "ownershipFundingInfo",
    Policy.Subject.FUNDING: "ownershipFundingInfo",
    Policy.Subject.ETHICS: "ethicsPolicy",
    Policy.Subject.CORRECTIONS: "correctionsPolicy",
    Policy.Subject.UNNAMED_SOURCES: "unnamedSourcesPolicy",
}
#: These are the principles by which the paper edits; they have no property of their own.
PRINCIPLES = (Policy.Subject.ETHICS, Policy.Subject.AI_USE)

#: What kind of page a policy's page is.
POLICY_PAGES = {Policy.Subject.ABOUT: "AboutPage", Policy.Subject.CONTACT: "ContactPage"}


def publisher_id() -> str:
    """Return the name by which every document means the same paper."""
    return absolute("/#publisher")


def brief_publisher(paper: Masthead) -> dict[str, Any]:
    """Return the paper as the publisher of something."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": publisher_id(),
        "name": line(paper.name),
        "url": absolute("/"),
    }


def full_publisher(paper: Masthead, policies: Iterable[Policy]) -> dict[str, Any]:
    """Return the paper with its motto, its place and the `policies` that say something."""
    node = brief_publisher(paper)
    if paper.motto:
        node["slogan"] = line(paper.motto)
    if paper.place:
        node["location"] = {"@type": "Place", "name": line(paper.place)}
    by_subject = {Policy.Subject(policy.subject): absolute(policy.address) for policy in policies}
    for subject, name in POLICY_PROPERTIES.items():
        if subject in by_subject:
            node.setdefault(name, []).append(by_subject[subject])
    principles = [by_subject[subject] for subject in PRINCIPLES if subject in by_subject]
    if principles:
        node["publishingPrinciples"] = principles
    if Policy.Subject.CONTACT in by_subject:
        node["contactPoint"] = {
            "@type": "ContactPoint",
            "contactType": "newsroom",
            "url": by_subject[Policy.Subject.CONTACT],
        }
    return node


def website(paper: Masthead) -> dict[str, Any]:
    """Return the paper's site: search engines take its name from here."""
    return {
        "@type": "WebSite",
        "@id": absolute("/#website"),
        "name": line(paper.name),
        "url": absolute("/"),
        "inLanguage": language_tag(paper.language),
        "publisher": {"@id": publisher_id()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(SEARCH) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def language_tag(language: str) -> str:
    """Return `language` as BCP 47 writes it: "en-GB", "zh-Hant"."""
    first, *rest = language.replace("_", "-").split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cased.get(len(part), str)(part) for part in rest)])
