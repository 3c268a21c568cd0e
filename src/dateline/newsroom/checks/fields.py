"""Checks of a story's fields: who, where, what, when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dateline.conf.options import option
from dateline.masthead.models import Section
from dateline.stories.desk import Finding

if TYPE_CHECKING:
    from dateline.stories.models import Story

#: What Wagtail calls a page that nobody has named.
UNNAMED = frozenset({"", "untitled"})


def headline(story: Story) -> Iterator[Finding]:
    """A story has a headline."""
    if story.title.strip().lower() in UNNAMED:
        yield Finding("title", _("It has no headline."), blocks=True)


def section(story: Story) -> Iterator[Finding]:
    """A story stands in a section, and readers can open that section. One query at most."""
    if story.path:
        parents = Section.objects.filter(path=story.path[: -Section.steplen])
        stands = parents.only("title", "live").first()
    else:
        stands = story.section
    if stands is None:
        yield Finding("section", _("It stands in no section."), blocks=True)
    elif not stands.live:
        what = _(
            "Its section “%(name)s” is not published, so readers could not open the story there. "
            "Open the section under Sections and publish it, or move the story to another."
        )
        yield Finding("section", what % {"name": stands.title}, blocks=True)


def byline(story: Story) -> Iterator[Finding]:
    """Somebody signs every story."""
    if not any(row.signed.strip() for row in story.bylines.all()):
        yield Finding("bylines", _("It has no byline."), blocks=True)


def standfirst(story: Story) -> Iterator[Finding]:
    """Every story says in a sentence what it is."""
    if not story.standfirst.strip():
        yield Finding("standfirst", _("It has no standfirst."), blocks=True)


def sponsor(story: Story) -> Iterator[Finding]:
    """A sponsored story says who paid for it."""
    if story.kind == story.Kind.SPONSORED and not story.sponsor.strip():
        what = _("It is sponsored and does not say who paid for it.")
        yield Finding("sponsor", what, blocks=True)


def plan(story: Story) -> Iterator[Finding]:
    """A story does not expire before it may be published."""
    if story.expire_at and story.release_at and story.expire_at <= story.release_at:
        what = _("It would expire before it may be published.")
        yield Finding("expire_at", what, blocks=True)


def front(story: Story) -> Iterator[Finding]:
    """What stands on the front fits there."""
    room = int(option("HEADLINE_LENGTH"))
    short = story.short_headline.strip()
    if len(short) > room:
        yield Finding("short_headline", _too_long(_("The short headline"), short, room))
    elif not short and len(story.title) > room:
        what = _too_long(_("The headline"), story.title, room)
        yield Finding("title", f"{what} {_('Write a short headline.')}")


def _too_long(name: str, words: str, room: int) -> str:
    sentence = _("%(name)s has %(length)d characters; the front has room for %(room)d.")
    return sentence % {"name": name, "length": len(words), "room": room}
