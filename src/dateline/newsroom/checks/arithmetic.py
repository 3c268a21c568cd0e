"""Checks that read a story's figures. They point at words; the writer decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from dateline.newsroom.checks.conversions import wrong_conversions
from dateline.newsroom.checks.doubles import doubled_units
from dateline.newsroom.checks.percentages import wrong_percentages
from dateline.stories.desk import Finding
from dateline.stories.passages import running_passages

if TYPE_CHECKING:
    from dateline.stories.models import Story

Found = TypeVar("Found")


def doubled(story: Story) -> Iterator[Finding]:
    """A unit written twice: ``US$800m (£611m) million``."""
    sentence = _("A unit is written twice: “%(words)s”.")
    for where, words in _each(story, doubled_units):
        yield Finding(where, sentence % {"words": words}, words=words)


def conversions(story: Story) -> Iterator[Finding]:
    """A conversion whose arithmetic is off: ``46 km (23 miles)``."""
    sentence = _("“%(words)s” does not add up: %(right)s.")
    for where, (words, right) in _each(story, wrong_conversions):
        yield Finding(where, sentence % {"words": words, "right": right}, words=words)


def shares(story: Story) -> Iterator[Finding]:
    """A percentage or difference that its own figures deny: ``12 of 48 (30 per cent)``."""
    sentence = _("“%(words)s” does not add up: %(right)s.")
    for where, (words, right) in _each(story, wrong_percentages):
        yield Finding(where, sentence % {"words": words, "right": right}, words=words)


def _each(story: Story, find: Callable[[str], Iterable[Found]]) -> Iterator[tuple[str, Found]]:
    for where, text in running_passages(story):
        for found in find(text):
            yield where, found
