"""Where desk checks are registered, and where those that block do so.

The newsroom writes the checks; a story refuses to be published past them, whichever way
publishing was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def register(check: Check) -> Check:
    """Let `check` look at every story before it is published. Usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def examine(story: Story) -> list[Finding]:
    """Return what all checks find in `story` as it stands in memory, blocking ones first."""
    found = [finding for check in _checks for finding in check(story)]
    return sorted(found, key=lambda finding: not finding.blocks)


def refuse_unready(story: Story) -> None:
    """Raise `NotReady` if a finding blocks."""
    blocking = [finding for finding in examine(story) if finding.blocks]
    if blocking:
        raise NotReady(story, blocking)
