"""What the head of a page tells machines."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from dateline.masthead.contexts import LinkContext


@dataclass(frozen=True)
class HeadContext:
    """The head of a page.

    `canonical` is absolute, and empty where no page stands (404, 410, a draft). `json_ld` is a
    whole, escaped JSON document or empty. `graph` are OpenGraph pairs (property, content) in
    order, Twitter's card at their end. `feeds` are (title, path) of RSS, `atom_feeds` of Atom.
    """

    title: str
    description: str
    canonical: str
    robots: str
    graph: tuple[tuple[str, str], ...]
    json_ld: SafeString
    feeds: tuple[LinkContext, ...]
    atom_feeds: tuple[LinkContext, ...]
