"""Where desk checks are registered, and where those that block do so.

The newsroom writes the checks; a story refuses to be published past them, whichever way
publishing was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.stories.models import Story


@dataclass(frozen=True)
class Finding:
    """What a check found: where (a field's name), what, and whether it blocks publishing."""

    where: str
    what: str
    blocks: bool = False
    #: The words of the story it is about, where there are such.
    words: str = ""


class NotReady(Exception):
    """The story cannot be published yet; `findings` says why.

    It is no `PermissionDenied`: Wagtail's admin answers those with a page of its own, and the
    transaction around the request would stand half done.
    """

    def __init__(self, story: Story, findings: list[Finding]) -> None:
        self.story = story
        self.findings = findings
        reasons = " ".join(finding.what for finding in findings)
        super().__init__(f"“{story.title}” is not ready to be published. {reasons}")


Check = Callable[["Story"], Iterable[Finding]]
_checks: list[Check] = []
_of_law: list[Check] = []
_printed_before: ContextVar[bool] = ContextVar("printed_before", default=False)


def register(check: Check, *, of_law: bool = False) -> Check:
    """Let `check` look at every story before it is published. Usable as a decorator. One that is
    `of_law` blocks what comes out of an archive, too."""
    if check not in _checks:
        _checks.append(check)
    if of_law and check not in _of_law:
        _of_law.append(check)
    return check


@contextmanager
def printed_before() -> Iterator[None]:
    """Let stories go out, inside, whose form a desk would send back: they were in print elsewhere
    for years, and nobody can give them a standfirst or a credit now."""
    token = _printed_before.set(True)
    try:
        yield
    finally:
        _printed_before.reset(token)


def examine(story: Story) -> list[Finding]:
    """Return what all checks find in `story` as it stands in memory, blocking ones first."""
    found = [finding for check in _checks for finding in check(story)]
    return sorted(found, key=lambda finding: not finding.blocks)


def refuse_unready(story: Story) -> None:
    """Raise `NotReady` if a finding blocks."""
    checks = _of_law if _printed_before.get() else _checks
    blocking = [found for check in checks for found in check(story) if found.blocks]
    if blocking:
        raise NotReady(story, blocking)
