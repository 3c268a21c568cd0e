"""What this room prints: the head of every page."""

from __future__ import annotations

from dateline.press import parts
from dateline.syndication import head

#: The head of each kind of page; any other kind gets `head.other_head`.
HEADS: dict[str, head.Builder] = {
    "home": head.home_head,
    "section": head.section_head,
    "month": head.month_head,
    "story": head.story_head,
    "topic": head.topic_head,
    "contributor": head.contributor_head,
    "policy": head.policy_head,
    "not-found": head.missing_head,
    "gone": head.gone_head,
}


def register() -> None:
    """Declare the heads."""
    parts.part(parts.EVERY_PAGE, "head", head.other_head)
    for kind, build in HEADS.items():
        parts.part(kind, "head", build)
