"""Desk checks: what a sub-editor would stop, or point at, before a story goes out.

What is missing blocks publishing; what looks wrong is pointed at and the writer decides.
"""

from __future__ import annotations

from dateline.newsroom.checks import arithmetic, fields, pictures
from dateline.stories import desk

CHECKS = (
    fields.headline,
    fields.section,
    fields.byline,
    fields.standfirst,
    fields.sponsor,
    fields.plan,
    pictures.words,
    fields.front,
    arithmetic.doubled,
    arithmetic.conversions,
    arithmetic.shares,
)


def register() -> None:
    """Let every check look at every story before it is published."""
    for check in CHECKS:
        desk.register(check)
