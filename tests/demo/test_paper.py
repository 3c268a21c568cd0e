"""The demo paper keeps its own rules: every story obeys ``demo/paper/FORMAT.md``."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from dateline.morgue.copy import Copy, PictureCopy
from dateline.morgue.markdown import MastheadCopy, read_folder, read_masthead
from dateline.morgue.markdown.fronts import FrontCopy, read_fronts

PAPER = Path(__file__).resolve().parents[2] / "demo" / "paper"
DAY0 = date(2026, 10, 5)
ZONE = ZoneInfo("Europe/Dublin")
SECTIONS = ["city", "politics", "business", "sea", "science", "culture", "sport", "opinion"]


@cache
def stories() -> dict[str, Copy]:
    read = list(read_folder(PAPER, day0=DAY0, zone=ZONE))
    errors = [str(copy) for _, copy in read if not isinstance(copy, Copy)]
    assert errors == []
    return {copy.slug: copy for _, copy in read if isinstance(copy, Copy)}


@cache
def masthead() -> MastheadCopy:
    return read_masthead(PAPER)


SLUGS = sorted(path.stem for path in PAPER.glob("stories/*/*.md"))


@pytest.fixture(params=SLUGS)
def story(request: pytest.FixtureRequest) -> Copy:
    return stories()[request.param]


def blocks(copy: Copy) -> list[dict[str, Any]]:
    return [*copy.body, *(block for entry in copy.entries for block in entry.body)]


def pictures(copy: Copy) -> list[PictureCopy]:
    found = [copy.lead] if copy.lead else []
    for block in blocks(copy):
        if block["type"] == "picture":
            found.append(block["value"]["image"])
        elif block["type"] == "gallery":
            found += [item["value"]["image"] for item in block["value"]["pictures"]]
    return found


def test_the_first_edition_has_its_78_stories() -> None:
    assert len(stories()) == len(SLUGS) == 78


def test_two_readings_of_the_paper_are_equal() -> None:
    assert dict.fromkeys(stories()) == dict.fromkeys(SLUGS)
    again = {copy.slug: copy for _, copy in read_folder(PAPER, day0=DAY0, zone=ZONE)
             if isinstance(copy, Copy)}  # fmt: skip
    assert again == stories()


def test_nothing_of_a_story_is_lost_and_nothing_doubted(story: Copy) -> None:
    assert [inside for inside in story.inside if inside.state == "lost"] == []
    assert story.doubts == []


def test_a_story_has_the_fields_the_format_asks_for(story: Copy) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", story.slug)
    assert 2 <= len(story.slug.split("-")) <= 7
    assert story.section in SECTIONS
    assert story.headline
    assert story.kicker
    assert story.short_headline
    assert 0 < len(story.standfirst) <= 220
    assert story.bylines
    assert 2 <= len(story.topics) <= 6
    assert story.body or story.entries
    assert bool(story.sponsor) == (story.kind == "sponsored")
    assert bool(story.entries) == (story.kind == "live")


def test_a_story_lies_in_the_folder_of_its_section_under_its_slug(story: Copy) -> None:
    assert (PAPER / "stories" / story.section / f"{story.slug}.md").is_file()


def test_the_times_of_a_story_follow_each_other(story: Copy) -> None:
    assert story.published is not None
    days = (story.published.astimezone(ZONE).date() - DAY0).days
    assert -60 <= days <= 1
    assert all(update.at > story.published for update in story.updates)
    # A story may itself be the correction of another.
    assert all(correction.at >= story.published for correction in story.corrections)
    later = [row.at for row in (*story.updates, *story.corrections, *story.entries)]
    assert all(at.astimezone(ZONE).date() <= DAY0 for at in later)
    assert story.updated == max((update.at for update in story.updates), default=None)
    coverage = [entry.at for entry in story.entries]
    assert coverage == sorted(coverage, reverse=True)
    assert all(at >= story.published for at in coverage)


def test_every_story_that_a_story_points_to_exists(story: Copy) -> None:
    named = {*story.related}
    named |= {b["value"]["story"] for b in blocks(story) if b["type"] == "related"}
    rows = [row.text for row in (*story.updates, *story.corrections)]
    named |= set(re.findall(r'href="story:([^"]+)"', f"{blocks(story)!r} {rows!r}"))
    assert named <= set(SLUGS) - {story.slug}


def test_every_picture_is_there_with_its_words(story: Copy) -> None:
    for picture in pictures(story):
        assert Path(picture.file).is_file()
        assert picture.alt
        assert picture.caption
        assert picture.credit
        assert picture.licence


def test_a_story_marks_what_it_shows_off(story: Copy) -> None:
    path = PAPER / "stories" / story.section / f"{story.slug}.md"
    fields = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    assert fields["check"]
    assert "pin" not in fields  # masthead/fronts.yaml arranges the fronts


def test_no_picture_lies_about_unused() -> None:
    used = {Path(p.file).name for copy in stories().values() for p in pictures(copy)}
    used |= {Path(person.portrait).name for person in masthead().staff}
    assert {path.name for path in PAPER.glob("pictures/*.avif")} == used


def test_the_fronts_are_arranged_with_stories_that_are_there_none_twice() -> None:
    fronts = {each.name: each for each in read_fronts(PAPER) if isinstance(each, FrontCopy)}
    assert "home" in fronts
    for front in fronts.values():
        pinned = [slug for slot in front.slots for slug in slot.stories]
        assert pinned
        assert len(pinned) == len(set(pinned))
        assert set(pinned) <= set(SLUGS)


def test_every_directive_of_the_format_occurs_in_the_paper() -> None:
    kinds = {block["type"] for copy in stories().values() for block in copy.body}
    assert kinds >= {"quote", "picture", "gallery", "chart", "table", "factbox", "timeline", "qa",
                     "pullquote", "related", "note", "subheading", "text"}  # fmt: skip
    assert any(copy.updates for copy in stories().values())
    assert any(copy.corrections for copy in stories().values())


def test_the_masthead_is_whole() -> None:
    read = masthead()
    assert read.inside == ()
    assert {policy.slug for policy in read.policies} == {
        "about", "ai-use", "contact", "corrections", "ethics", "funding", "ownership",
        "unnamed-sources",
    }  # fmt: skip
    assert len(read.staff) == 11
    for person in read.staff:
        assert person.role
        assert person.bio
        assert person.expertise
        assert Path(person.portrait).is_file()
    assert read.paper is not None
    assert [section.slug for section in read.paper.sections] == SECTIONS


def test_every_signed_journalist_is_on_the_staff_or_a_guest() -> None:
    staff = {person.name for person in masthead().staff}
    entries = {entry.by for copy in stories().values() for entry in copy.entries}
    assert entries - {""} <= staff | {"Courier staff", "Coastal Press"}
