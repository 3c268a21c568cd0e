"""What stories print: their page, and what stands on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dateline.conf.options import option
from dateline.masthead.queries import masthead
from dateline.press import pages, parts, routes
from dateline.press.parts import Built
from dateline.stories.contexts import look_up, story_context
from dateline.stories.models import Story


def register() -> None:
    """Declare the story page."""
    parts.page_kind("story", find=find, templates=templates, read=True)
    parts.part("story", "story", build_story)
    parts.part("story", "draft", lambda story, at: Built(not story.in_print))
    parts.part("story", "beacon", lambda story, at: Built(beacon(story)))
    routes.register(route)
    pages.page_of("story:([-0-9a-f]+)", lambda key, at: _addresses(uid=key[1]))
    pages.list_pages(lambda at: _addresses())


def _addresses(**those: Any) -> Iterable[str]:
    stories = Story.objects.in_print().filter(**those).newest_first()
    return stories.values_list("address", flat=True).iterator()


def lists_of(story: Story) -> frozenset[str]:
    """Return the keys of the lists that `story` stands on while it is in print. Three queries."""
    if story.printed_at is None:
        return frozenset()
    section, day = f"section:{story.section_id}", story.printed_at.astimezone(masthead().zone)
    keys = {
        "home/latest",
        f"{section}/latest",
        f"{section}/{day:%Y-%m}",
        f"{section}/{day:%Y-%m-%d}",
    }
    keys |= {f"topic:{topic.pk}/latest" for topic in story.topics.all()}
    signed = (byline.contributor_id for byline in story.bylines.all())
    return frozenset(keys | {f"contributor:{pk}/latest" for pk in signed if pk})


def route(path: str) -> routes.Route | None:
    """A story stands at its address. One indexed query for paths that look like one."""
    if path.count("/") != 6:
        return None
    uid = Story.objects.in_print().filter(address=path).values_list("uid", flat=True).first()
    return routes.Route("story", str(uid)) if uid else None


def find(uid: str, at: datetime) -> Story | None:
    """Return the story `uid` if it is in print at `at`."""
    story: Story | None = (
        Story.objects.in_print(at)
        .filter(uid=uid)
        .select_related("section")
        .with_names()
        .prefetch_related(
            "topics",  # asked for by every part of the page
            "corrections",
            "entries",
        )
        .first()
    )
    if story is not None:
        look_up(story)
    return story


def templates(story: Story) -> Iterable[str]:
    """Specific before general: a newsroom may give one kind a template of its own."""
    return (f"dateline/stories/story--{story.kind}.html", "dateline/stories/story.html")


def beacon(story: Story) -> str:
    """Return the address of the picture that counts a read, where pages are kept by a CDN and the
    option says so; else nothing."""
    counted = option("READS_COUNTED_BY") == "beacon" and story.in_print
    return f"/read/{story.uid}.gif" if counted else ""


def build_story(story: Story, at: datetime) -> Built:
    """The story itself."""
    context = story_context(story)
    keys = {f"story:{story.uid}"}
    if story.section_id:
        keys.add(f"section:{story.section_id}")
    keys |= {f"topic:{topic.pk}" for topic in story.topics.all()}
    keys |= {f"contributor:{b.contributor_id}" for b in story.bylines.all() if b.contributor_id}
    return Built(context, frozenset(keys))
