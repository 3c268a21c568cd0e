"""Every page that readers can get to is listed, and a new story's keys name all that it brings."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html as lxml_html

from dateline.masthead.models import Policy
from dateline.press import pages
from dateline.press.standing import Page, look
from dateline.stories.plates import lists_of
from tests.cast import Cast
from tests.readers.paper import put_in_print, topic

NOON = datetime(2026, 7, 6, 12, tzinfo=UTC)


@pytest.fixture
def paper(cast: Cast) -> Cast:
    """Four stories in two sections and months, topics, names, a policy."""
    Policy.objects.create(subject=Policy.Subject.ABOUT, text="<p>A paper.</p>")
    quay = topic("The quay")
    topic("Nobody's topic")
    for number, section in enumerate((cast.city, cast.sea, cast.city, cast.sea)):
        put_in_print(
            cast, f"Story {number}", section=section, at=NOON + timedelta(days=20 * number),
            topics=[quay], signed_by=cast.ben,
        )  # fmt: skip
    return cast


def test_every_page_that_links_lead_to_is_listed(paper: Cast, reader: Client) -> None:
    listed = list(pages.all_pages(timezone.now()))
    assert len(listed) == len(set(listed))
    todo, seen = ["/", "/sitemap.xml"], {"/", "/sitemap.xml"}
    while todo:
        body = reader.get(todo.pop()).content.decode()
        links = re.findall(r'(?:href="|<loc>)(?:http://[^/"<]+)?(/[^"<#?]*)', body)
        new = {each for each in links if not each.startswith(("/static/", "/media/", "/search/"))}
        todo += new - seen
        seen |= new
    standing = {path for path in seen if reader.get(path).status_code == 200}
    assert len(standing) > 20
    assert standing <= set(listed)


def test_everything_that_is_listed_stands(paper: Cast) -> None:
    now = timezone.now()
    for path in pages.all_pages(now):
        found = look(path, now)
        assert isinstance(found, Page), path
        assert found.printed.status == (int(path) if path in {"404", "410", "503"} else 200), path


def test_the_keys_of_a_new_story_name_every_page_that_it_brings(paper: Cast) -> None:
    before = set(pages.all_pages(timezone.now()))
    story = put_in_print(
        paper,
        "New",
        at=NOON + timedelta(days=200),
        topics=[topic("New topic")],
        signed_by=paper.ben,
    )
    now = timezone.now()
    brought = set(pages.all_pages(now)) - before
    assert story.address in brought
    assert "/topics/new-topic/rss.xml" in brought
    named = pages.pages_of(lists_of(story) | {f"story:{story.uid}", "topics/latest"}, now)
    assert brought <= named
    assert {"/", "/rss.xml", "/city/", "/city/atom.xml", "/by/ben-quay/", "/sitemap.xml"} <= named


def test_a_key_that_nobody_knows_has_no_page(paper: Cast) -> None:
    now = timezone.now()
    assert pages.pages_of({"nonsense:7", "section:9999/latest", "topic:9999"}, now) == set()
    assert pages.pages_of({"path:/a/"}, now) == {"/a/"}


def test_a_picture_that_counts_stands_in_stories_only_where_that_is_asked_for(
    reader: Client, publish: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = publish()
    assert "/read/" not in reader.get(story.address).content.decode()
    monkeypatch.setenv("DATELINE_READS_COUNTED_BY", "beacon")
    page = lxml_html.fromstring(reader.get(story.address).content.decode())
    (dot,) = page.xpath("//img[starts-with(@src, '/read/')]")
    assert dict(dot.attrib) == {
        "class": "unseen", "src": f"/read/{story.uid}.gif", "alt": "", "width": "1", "height": "1",
    }  # fmt: skip
    assert "/read/" not in reader.get("/").content.decode()
