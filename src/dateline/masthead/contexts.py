"""The publication as templates get it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from wagtail.rich_text import expand_db_html

from dateline.conf.options import option
from dateline.masthead.models import Masthead, Policy
from dateline.masthead.queries import sections_for_readers


@dataclass(frozen=True)
class LinkContext:
    """A link: its words and the path it leads to."""

    #: The words of the link.
    label: str
    #: A path of the paper, or an address elsewhere that an editor gave.
    address: str


@dataclass(frozen=True)
class PaperContext:
    """The paper itself, on every page."""

    #: The paper's name in plain words.
    name: str
    #: Its name as a drawing (SVG), or empty: then the name is set in type.
    nameplate: SafeString
    #: The line under the name, or empty.
    motto: str
    #: Where the paper is made; the dateline bar names it.
    place: str
    #: Language tag of the paper, such as ``en-gb``.
    language: str
    #: ``ltr`` or ``rtl``.
    direction: str
    #: Name of the zone in which the paper tells the time.
    time_zone: str
    #: Where readers reach the paper, without a slash at the end.
    url: str
    #: What an editor put into the navigation, else all sections.
    navigation: tuple[LinkContext, ...]
    #: The policies that say something.
    policies: tuple[LinkContext, ...]
    #: Whether the foot of the page says that everything is invented.
    demonstration: bool
    #: The year in which the page is printed: lists of what is new leave it out of their dates.
    year: int = 0


@dataclass(frozen=True)
class PolicyContext:
    """One policy on its page. `changed_at` is when its words last changed."""

    #: Its heading.
    title: str
    #: Its path.
    address: str
    #: Its text, ready to print.
    text: SafeString
    #: A moment, with its zone, or None.
    changed_at: Any


def paper_context(paper: Masthead, at: datetime | None = None) -> PaperContext:
    """Return the paper for a template of a page printed `at` (now). Three queries: navigation,
    sections, policies."""
    return PaperContext(
        name=paper.name,
        nameplate=mark_safe(paper.nameplate),  # noqa: S308  sanitised when written
        motto=paper.motto,
        place=paper.place,
        language=paper.language,
        direction="rtl" if get_language_info(_known(paper.language))["bidi"] else "ltr",
        time_zone=paper.time_zone,
        url=option("READERS_URL"),
        navigation=_navigation(paper),
        policies=tuple(
            LinkContext(policy.title, policy.address) for policy in Policy.objects.written()
        ),
        demonstration=option("DEMONSTRATION"),
        year=(at or timezone.now()).astimezone(paper.zone).year,
    )


def policy_context(policy: Policy) -> PolicyContext:
    """Return a policy for its page. One query for each link to a page in its text."""
    return PolicyContext(
        title=policy.title,
        address=policy.address,
        text=mark_safe(expand_db_html(policy.text)),  # noqa: S308  sanitised when written
        changed_at=policy.changed_at,
    )


def _navigation(paper: Masthead) -> tuple[LinkContext, ...]:
    sections = {
        section.pk: LinkContext(section.title, section.address)
        for section in sections_for_readers()
    }
    entries = list(paper.navigation.all()) if paper.pk else []
    chosen = []
    for entry in entries:
        if entry.section_id is None:
            chosen.append(LinkContext(entry.label, entry.address))
        elif (section := sections.get(entry.section_id)) is not None:
            chosen.append(LinkContext(entry.label or section.label, section.address))
    return tuple(chosen if entries else sections.values())


def _known(language: str) -> str:
    """Return `language`, or its first part, or English: whichever Django knows about."""
    for code in (language.lower(), language.lower().partition("-")[0]):
        try:
            get_language_info(code)
        except KeyError:
            continue
        return code
    return "en"
