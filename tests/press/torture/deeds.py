"""What is done to a paper while the process that does it, or the press, may die at any write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.fronts import actions as fronts
from dateline.fronts.compose import first_plan
from dateline.fronts.plan import Layout
from dateline.masthead.models import Home
from dateline.stories.models import Story, Topic
from tests.cast import Cast, make_story

HEADLINE, OTHER, QUAY = "Ferry sails again", "Lock keeper retires", "quay"


@dataclass(frozen=True)
class Deed:
    """Something that is prepared, printed, and then done. Both look everything up by name."""

    name: str
    prepare: Callable[[Cast], object]
    do: Callable[[Cast], object]


def _published(cast: Cast, headline: str) -> Story:
    story = make_story(cast, headline)
    story.topics.add(Topic.objects.get_or_create(name="The quay", slug=QUAY)[0])
    story.save_revision().publish()
    return story


def _draft(cast: Cast) -> None:
    _published(cast, OTHER)
    story = make_story(cast, HEADLINE)
    story.topics.add(Topic.objects.get(slug=QUAY))
    story.save_revision()


def _publish(cast: Cast) -> None:
    Story.objects.get(draft_title=HEADLINE).get_latest_revision().publish()


def _two(cast: Cast) -> None:
    _published(cast, OTHER)
    _published(cast, HEADLINE)


def _unpublish(cast: Cast) -> None:
    Story.objects.get(title=HEADLINE).unpublish()


def _move(cast: Cast) -> None:
    topic = Topic.objects.get(slug=QUAY)
    topic.slug = "harbour"
    topic.save()


def _arrange(cast: Cast) -> None:
    home = Home.objects.get()
    plan = replace(first_plan(home), layout=Layout.BIG)
    fronts.publish(home, plan, user=cast.publisher, begun_from=None)


DEEDS = {
    deed.name: deed
    for deed in (
        Deed("publish", _draft, _publish),
        Deed("unpublish", _two, _unpublish),
        Deed("move", _two, _move),
        Deed("arrange", _two, _arrange),
    )
}
