"""A front arranged by keyboard alone, and by drag, in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORDS, ServedPaper

pytestmark = pytest.mark.browser

#: Four stories in print in a section, from the oldest to the newest; newer than what other tests
#: have published in the same paper.
STORIES = """
from datetime import timedelta
from django.utils import timezone
from dateline.masthead.models import Contributor, Home, Section
from dateline.stories.models import Byline, Story
home = Home.objects.get()
section = Section.objects.filter(slug="harbour").first()
if section is None:
    section = Section(title="Harbour", slug="harbour")
    home.add_child(instance=section)
    section.save_revision().publish()
    for number, word in enumerate(("Oyster", "Pilot", "Quay", "Rudder")):
        at = timezone.now() - timedelta(milliseconds=500 * (4 - number))
        story = Story(
            title=f"{word} story", live=False, standfirst="It happened.", first_published_at=at,
            body=[{"type": "text", "value": "<p>It happened at noon.</p>"}],
        )
        story.bylines = [Byline(contributor=Contributor.objects.first())]
        section.add_child(instance=story)
        story.save_revision().publish()
print(home.pk)
"""

COUNT = """
from dateline.fronts.models import Arrangement
print(Arrangement.objects.count())
"""


@pytest.fixture
def desk(served_paper: ServedPaper, browser: Browser) -> Iterator[Page]:
    """The front page's desk, an editor logged in."""
    home = served_paper.python(STORIES).split()[-1]
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.goto(f"{served_paper.newsroom}/newsroom/fronts/{home}/")
    page.fill("input[name=login]", "editor")
    page.fill("input[name=password]", PASSWORDS["editor"])
    page.press("input[name=password]", "Enter")
    expect(page.locator("[data-pool] [data-lift]").first).to_be_visible()
    expect(row(page, "lead").first).to_contain_text("story")
    yield page
    page.close()


def row(page: Page, kind: str) -> Any:
    return page.locator(f".front-desk__slot.is-{kind} [data-place]")


def focus_by_tab(page: Page, words: str, *, within: str = "") -> None:
    """Press Tab until what has the focus says `words`; nothing else is used."""
    script = """([words, within]) => {
        const e = document.activeElement;
        const says = e !== document.body && (e.textContent || e.value || "").includes(words);
        return says && (!within || !!e.closest(within));
    }"""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(script, [words, within]):
            return
    pytest.fail(f"the keyboard never reaches {words!r}")


def said(page: Page) -> Any:
    return page.locator("#front-desk-said")


def test_a_front_is_arranged_and_published_by_keyboard_alone(
    desk: Page, served_paper: ServedPaper
) -> None:
    focus_by_tab(desk, "Oyster story", within="[data-pool]")
    desk.keyboard.press("Enter")
    expect(said(desk)).to_contain_text("Lifted: Oyster story")
    desk.keyboard.press("Enter")  # it aims at the lead from the start
    expect(row(desk, "lead").first).to_contain_text("Oyster story")
    expect(row(desk, "lead").first).to_contain_text("by hand")
    expect(said(desk)).to_contain_text("Oyster story stands in Lead, place 1")

    # The focus is on what was put down: lifted again, moved, and left with Escape.
    desk.keyboard.press("Enter")
    desk.keyboard.press("PageDown")
    desk.keyboard.press("ArrowDown")
    expect(said(desk)).to_contain_text("Seconds, place 1 of 6")
    desk.keyboard.press("Escape")
    expect(row(desk, "lead").first).to_contain_text("Oyster story")

    # Pilot goes to the third place of the seconds.
    focus_by_tab(desk, "Pilot story", within="[data-pool]")
    desk.keyboard.press("Enter")
    desk.keyboard.press("PageDown")
    desk.keyboard.press("PageDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    expect(said(desk)).to_contain_text("Seconds, place 3 of 6")
    desk.keyboard.press("Enter")
    expect(row(desk, "seconds").nth(2)).to_contain_text("Pilot story")

    preview = desk.frame_locator("iframe[name=front-preview]")
    expect(preview.locator(".lead .headline")).to_have_text("Oyster story")
    focus_by_tab(desk, "Publish now")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("The front is out.")).to_be_visible()

    with desk.context.browser.new_page() as reader:  # type: ignore[union-attr]
        for _ in range(100):  # until it is printed
            reader.goto(f"{served_paper.readers}/")
            if reader.locator(".lead .headline").inner_text() == "Oyster story":
                break
            time.sleep(0.2)
        expect(reader.locator(".lead .headline")).to_have_text("Oyster story")

    # Enter in a field publishes nothing.
    for field in ("[data-seen-at]", "[name=at]", "[data-search]", "[data-topic]", "[data-add]"):
        desk.locator(field).focus()
        desk.keyboard.press("Enter")
    expect(row(desk, "lead").first).to_contain_text("by hand")
    assert desk.get_by_text("The front is out.").count() <= 1
    assert served_paper.python(COUNT).split()[-1] == "1"

    # Delete gives the place back.
    expect(row(desk, "lead").first).to_contain_text("by hand")
    focus_by_tab(desk, "Oyster story", within=".front-desk__slot.is-lead")
    desk.keyboard.press("Delete")
    expect(row(desk, "lead").first).to_contain_text("fills itself")
    expect(row(desk, "lead").first).to_contain_text("Rudder story")


def test_a_story_is_dragged_to_its_place(desk: Page) -> None:
    story = desk.locator("[data-pool] [data-lift]", has_text="Quay story")
    story.drag_to(row(desk, "lead").first)
    expect(row(desk, "lead").first).to_contain_text("Quay story")
    expect(row(desk, "lead").first).to_contain_text("by hand")
    desk.get_by_role("button", name=re.compile("Let it fill itself: Quay story")).click()
    expect(row(desk, "lead").first).to_contain_text("fills itself")


def test_strips_are_added_moved_named_and_removed(desk: Page) -> None:
    desk.get_by_role("button", name="Remove: Opinion").click()
    expect(row(desk, "opinion")).to_have_count(0)
    desk.get_by_label("Add a strip").select_option("opinion")
    desk.get_by_role("button", name="Add", exact=True).click()
    expect(row(desk, "opinion")).to_have_count(4)
    heading = desk.get_by_label("Own heading: Opinion")
    heading.fill("Said in public")
    heading.press("Tab")
    expect(desk.locator(".front-desk__slot h3").last).to_have_text("Said in public")
    desk.get_by_role("button", name="Up: Said in public").click()
    expect(desk.locator(".front-desk__slot h3").last).not_to_have_text("Said in public")


def test_a_strip_that_is_chosen_stays_chosen_when_an_answer_arrives(desk: Page) -> None:
    choice = desk.get_by_label("Add a strip")
    desk.get_by_role("button", name="Remove: Opinion").click()
    desk.wait_for_load_state("networkidle")
    choice.select_option("opinion")
    with desk.expect_response(lambda answer: "filled" in answer.url):
        desk.locator("[data-now]").click()
    desk.wait_for_load_state("networkidle")
    expect(choice).to_have_value("opinion")
