"""A paper's folder says how its fronts are arranged."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dateline.cli.import_ import import_markdown
from dateline.fronts.models import Arrangement
from dateline.fronts.queries import in_force
from dateline.morgue.fronts import load_fronts
from tests.cast import Cast
from tests.fronts.paper import home_page

STORY = """---
slug: {slug}
section: city
kind: news
headline: "{headline}"
standfirst: It happened.
published: 2026-07-0{day}T12:00:00+01:00
topics: [The bridge]
bylines:
  - {{name: Ben Quay}}
---
It happened at noon.
"""
FRONTS = """
home:
  layout: big
  slots:
    - {slot: lead, stories: [old-story]}
    - {slot: seconds, stories: [no-such-story]}
    - {slot: strip, section: city, heading: Around the corner}
    - {slot: strip, section: nowhere}
    - {slot: topic, topic: the BRIDGE}
sea:
  slots: [{slot: lead}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stories = tmp_path / "stories" / "city"
    stories.mkdir(parents=True)
    for day, slug in enumerate(("old-story", "new-story", "newest-story"), 1):
        text = STORY.format(slug=slug, headline=slug.replace("-", " ").title(), day=day)
        (stories / f"{slug}.md").write_text(text)
    (tmp_path / "masthead").mkdir()
    (tmp_path / "masthead" / "fronts.yaml").write_text(FRONTS)
    return tmp_path


def fronts(account: object) -> dict[str, tuple[str, list[str]]]:
    return {
        item.source_id: (item.state, [inside.reason for inside in item.inside])
        for item in account.items  # type: ignore[attr-defined]
        if item.kind == "front"
    }


def test_fronts_are_arranged_once_the_stories_are_in(cast: Cast, folder: Path) -> None:
    account = import_markdown(folder, publish=True, say=lambda line: None)
    lost = ["no story no-such-story came in", "no section is called nowhere"]
    assert fronts(account) == {"home": ("imported", lost), "sea": ("imported", [])}
    home = home_page()
    assert home.lead is not None
    assert (home.lead.headline, home.layout) == ("Old Story", "big")
    assert [card.headline for card in home.seconds] == ["Newest Story", "New Story"]
    standing = in_force(cast.home, timezone.now())
    assert standing is not None
    assert [slot.heading for slot in standing.plan.slots] == ["", "", "Around the corner", ""]


def test_a_front_that_stands_is_not_arranged_again(cast: Cast, folder: Path) -> None:
    import_markdown(folder, publish=True, say=lambda line: None)
    again = import_markdown(folder, publish=True, say=lambda line: None)
    assert {state for state, _ in fronts(again).values()} == {"unchanged"}
    assert Arrangement.objects.count() == 2


def test_a_dry_run_says_what_would_become_of_fronts_and_stores_nothing(
    cast: Cast, folder: Path
) -> None:
    account = import_markdown(folder, dry_run=True, say=lambda line: None)
    assert fronts(account)["home"] == ("imported", ["no story no-such-story comes in"])
    assert not Arrangement.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- lead", "the fronts are no mapping"),
        ("home: big", "home has no slots"),
        ("home: {slots: [lead]}", "has no kind"),
        ("home: {slots: [{slot: lead, pinned: x}]}", "knows no pinned"),
        ("home: {slots: [{slot: lead, stories: x}]}", "are no list"),
        ("home: {slots: [{slot: carousel}]}", "none of lead"),
        ("home: {layout: wall, slots: [{slot: lead}]}", "day and big"),
        ("mars: {slots: [{slot: lead}]}", "no section is called mars"),
        ("home: &a {slots: *a}", "fronts.yaml"),
        ("home: [", "fronts.yaml"),
    ],
)
def test_what_cannot_be_arranged_is_lost_with_words(
    cast: Cast, tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "masthead").mkdir()
    (tmp_path / "masthead" / "fronts.yaml").write_text(text)
    (item,) = load_fronts(tmp_path)
    assert item.state == "lost"
    assert words in item.reason
    assert home_page(timezone.now() + timedelta(hours=1)).lead is None
