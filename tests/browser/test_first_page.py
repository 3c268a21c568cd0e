"""The page this project began with: from a scrape to a published story, as people do it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PASSWORDS, ServedPaper
from tests.shared import shared

pytestmark = pytest.mark.browser

HEADLINE = (
    "Panicking Putin threatens to end US ties over cluster bombs after Ukraine makes major gain"
)


def log_in(browser: Browser, paper: ServedPaper, user: str) -> Page:
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.goto(f"{paper.newsroom}/")
    page.get_by_label("Login").fill(user)
    page.get_by_label("Password").fill(PASSWORDS[user])
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(re.compile("/newsroom/"))
    return page


def act(page: Page, action: str) -> None:
    """Press one of the actions at the foot of the story form."""
    button = page.get_by_role("button", name=action, exact=True)
    if not button.first.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    button.first.click()


def opened(page: Page, address: str) -> int:
    """Go to `address` and return the status of its answer."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def imported(paper: ServedPaper, tmp_path: Path) -> tuple[dict[str, Any], int, int, str]:
    """Import the scrape; return its entry in the account, the story's page id, and its section's
    page id and slug."""
    account = tmp_path / "account.json"
    source = shared("data/dev/seed/article.txt")
    done = paper.dateline("import", "page", str(source), "--account", str(account))
    assert done.returncode == 0, done.stderr
    (item,) = json.loads(account.read_text())["items"]
    code = (
        "from dateline.stories.models import Story; "
        f"story = Story.objects.get(uid='{item['story']}'); "
        "print(story.pk, story.section.pk, story.section.slug)"
    )
    number, section, slug = paper.python(code).split()[-3:]
    return item, int(number), int(section), slug


def test_the_scraped_page_becomes_a_published_story(
    served_paper: ServedPaper, browser: Browser, tmp_path: Path
) -> None:
    paper = served_paper
    item, number, section, slug = imported(paper, tmp_path)
    assert item["state"] == "imported"
    form = f"{paper.newsroom}/newsroom/pages/{number}/edit/"

    # The reporter gives it what the scrape lacked, and hands it in.
    reporter = log_in(browser, paper, "reporter")
    reporter.goto(form)
    reporter.get_by_role("button", name="Toggle desk checks").click()
    expect(reporter.get_by_text("A unit is written twice")).to_be_visible()
    reporter.get_by_role("button", name="Toggle desk checks").click()
    reporter.get_by_role("textbox", name="Standfirst").fill(
        "Moscow’s ambassador says the ties hardly exist."
    )
    reporter.get_by_role("textbox", name="Short headline").fill("Putin threatens US ties")
    reporter.get_by_role("button", name="Add Byline").click()
    reporter.get_by_role("textbox", name="Name", exact=True).fill("Robin Quay")
    act(reporter, "Submit to Edit and publish")
    reporter.wait_for_url(re.compile(r"/newsroom/pages/\d+/$"))

    # Not a word of it is public yet.
    reader = browser.new_context(java_script_enabled=False).new_page()
    reader.goto(f"{paper.readers}/")
    expect(reader.get_by_text("Putin")).to_have_count(0)

    # The editor publishes the section that the import made, as a desk check asks.
    editor = log_in(browser, paper, "editor")
    assert opened(reader, f"{paper.readers}/{slug}/") == 404
    editor.goto(f"{paper.newsroom}/newsroom/pages/{section}/edit/")
    act(editor, "Publish")
    editor.wait_for_url(re.compile(r"/newsroom/pages/\d+/$"))
    assert opened(reader, paper.printed(f"/{slug}/", "</html>")) == 200

    # Then reads the story, approves the edit and then the publication.
    for step in ("Approve", "Approve and Publish"):
        editor.goto(form)
        act(editor, step)
        editor.wait_for_url(re.compile(r"/newsroom/pages/\d+/$"))

    # A reader without scripts finds it on the front and reads every paragraph.
    reader.goto(paper.printed("/", "Putin"))
    reader.get_by_role("link", name=re.compile("Putin")).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    article = reader.get_by_role("article").first.inner_text()
    for paragraph in paragraphs_of_the_scrape():
        assert paragraph in article, paragraph
    for furniture in ("21.6 C", "Los Angeles", "September 24, 2023", "Check out", "Most Popular"):
        assert furniture not in reader.content()
    assert reader.context.cookies() == []


def paragraphs_of_the_scrape() -> list[str]:
    """The paragraphs between the offsets that the hand annotation gives for the body."""
    body = json.loads(shared("data/dev/seed/article.gold.json").read_text())["body"]
    text = shared("data/dev/seed/article.txt").read_text()[body["start"] : body["end"]]
    paragraphs = [" ".join(piece.split()) for piece in text.split("\n\n") if piece.strip()]
    assert len(paragraphs) > 20
    return paragraphs
