"""What becomes of the items of feeds, and that none is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dateline.morgue.account import Item
from dateline.morgue.copy import OldStory
from dateline.morgue.elements import words_of
from dateline.morgue.feeds import UnreadableFeed, count, posts
from dateline.morgue.mapping import Mapping
from tests.shared import shared

ZONE = ZoneInfo("Europe/Lisbon")
RSS = """<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Old</title><link>https://old.example/</link>{items}</channel></rss>"""
ITEM = """<item><title>Ferry &amp;amp; fog</title><link>https://old.example/2019/ferry/</link>
<guid>urn:1</guid><pubDate>Sat, 04 May 2019 06:00:00 +0200</pubDate>
<dc:creator>Jane Doe</dc:creator><category>Harbour</category><category>Ferries</category>
<description>In short.</description>
<content:encoded><![CDATA[<p>It <b>sails</b>. </item> <img src="/a.jpg" alt="A."></p>
<iframe src="https://player.example/7"></iframe><script>alert(1)</script>]]></content:encoded>
</item>"""


def told(data: str | bytes, **decided: Any) -> list[OldStory | Item]:
    raw = data.encode() if isinstance(data, str) else data
    return list(posts(raw, "feed.xml", ZONE, Mapping(**decided)))


def one(data: str | bytes, **decided: Any) -> OldStory:
    (found,) = told(data, **decided)
    assert isinstance(found, OldStory)
    return found


def test_an_item_of_rss_becomes_a_story() -> None:
    found = one(RSS.format(items=ITEM))
    copy = found.copy
    assert (copy.source_id, copy.headline) == ("urn:1", "Ferry & fog")
    assert (copy.address, copy.addresses) == ("https://old.example/2019/ferry/", ["/2019/ferry/"])
    assert (copy.section, copy.topics) == ("Harbour", ["Ferries"])
    assert (copy.standfirst, copy.published) == ("In short.", datetime(2019, 5, 4, 4, tzinfo=UTC))
    assert [byline.name for byline in copy.bylines] == ["Jane Doe"]
    assert [block["type"] for block in copy.body][:3] == ["text", "picture", "media"]
    assert copy.body[1]["value"]["image"].file == "https://old.example/a.jpg"
    assert copy.body[2]["value"]["address"] == "https://player.example/7"
    assert (found.is_page, found.live) == (False, True)


def test_what_a_newsroom_decided_holds() -> None:
    decided = {
        "sections": {"harbour": "City"}, "topics": {"ferries": ""},
        "authors": {"jane doe": "J. D."},
    }  # fmt: skip
    copy = one(RSS.format(items=ITEM), **decided).copy
    assert (copy.section, copy.topics, copy.bylines[0].name) == ("City", [], "J. D.")


def test_a_summary_alone_is_the_text_and_said_to_be_one() -> None:
    item = "<item><title>A</title><description>Only &lt;i&gt;this&lt;/i&gt;.</description></item>"
    copy = one(RSS.format(items=item)).copy
    assert copy.body[0]["value"] == "<p>Only <i>this</i>.</p>"
    assert copy.standfirst == ""
    assert "the feed gives a summary only" in copy.doubts
    assert "the feed gives no date that could be read" in copy.doubts
    assert not one(RSS.format(items=item)).live


def test_an_item_without_a_name_is_known_by_its_words_each_time() -> None:
    item = "<item><title>A</title><description>B</description></item>"
    first, again = (one(RSS.format(items=item)).copy.source_id for _ in range(2))
    assert first == again
    assert first.startswith("sha256:")


def test_files_that_hang_on_an_item_come_along() -> None:
    item = (
        "<item><title>Talk</title><description>Listen.</description>"
        '<enclosure url="https://old.example/talk.mp3" type="audio/mpeg" length="1"/>'
        '<enclosure url="https://old.example/talk.jpg" type="image/jpeg" length="1"/></item>'
    )
    copy = one(RSS.format(items=item)).copy
    assert copy.body[-1]["value"]["kind"] == "audio"
    assert copy.body[-1]["value"]["address"] == "https://old.example/talk.mp3"
    assert copy.lead is not None
    assert copy.lead.file == "https://old.example/talk.jpg"


def test_the_same_item_twice_is_one_story() -> None:
    found = told(RSS.format(items=ITEM + ITEM))
    assert isinstance(found[1], Item)
    assert (found[1].state, found[1].kind) == ("skipped", "story")
    assert "came before it" in found[1].reason


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#">
<title>Old</title>{entries}</feed>"""
ENTRY = """<entry><id>tag:old,1:{n}</id><title type="html">Entry {n}</title>
<category scheme="http://schemas.google.com/g/2005#kind"
 term="http://schemas.google.com/blogger/2008/kind#{kind}"/>
<published>2010-11-27T08:21:00-08:00</published><author><name>Jane</name></author>
<content type="html">&lt;p&gt;Words {n}.&lt;/p&gt;</content>{more}</entry>"""


def test_an_export_of_blogger_keeps_posts_pages_and_drafts_apart() -> None:
    kinds = ["post", "page", "post", "comment", "settings", "template"]
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    entries = "".join(
        ENTRY.format(n=n, kind=kind, more=draft if n == 2 else "") for n, kind in enumerate(kinds)
    )
    found = told(ATOM.format(entries=entries))
    assert [isinstance(each, OldStory) for each in found] == [True] * 3 + [False] * 3
    stories = [each for each in found if isinstance(each, OldStory)]
    assert [(each.is_page, each.live) for each in stories] == [
        (False, True), (True, True), (False, False),
    ]  # fmt: skip
    assert stories[1].copy.section == "Pages"
    assert [each.reason for each in found if isinstance(each, Item)] == [
        "is a comment of a reader; those are not brought over",
        "is a setting of the old site",
        "is a template of the old site",
    ]


def test_a_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://old.example/",
        "items": [
            {
                "id": 7, "url": "https://old.example/7", "title": "Seven", "tags": ["City", "Fog"],
                "content_html": "<p>Seven.</p>", "date_published": "2020-01-02T03:04:05Z",
                "authors": [{"name": "Jane"}],
                "attachments": [{"url": "https://old.example/7.mp3", "mime_type": "audio/mpeg"}],
            },
            {"id": "8", "content_text": "One < two.\n\nThree."}, "no item",
        ],
    }  # fmt: skip
    data = json.dumps(feed).encode()
    seven, eight, nothing = told(data)
    assert isinstance(seven, OldStory)
    assert (seven.copy.source_id, seven.copy.section, seven.copy.topics) == ("7", "City", ["Fog"])
    assert seven.copy.body[1]["type"] == "media"
    assert isinstance(eight, OldStory)
    assert eight.copy.body[0]["value"] == "<p>One &lt; two.</p><p>Three.</p>"
    assert isinstance(nothing, Item)
    assert nothing.state == "skipped"
    assert count(data) == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no feed"),
        (b"Nothing of a feed.", "is no feed"),
        (b"<html><body><p>A page.</p></body></html>", "is no feed"),
        (b'{"version": 1', "is no JSON"),
        (b'{"items": 7}', "no list of items"),
        (b"{" * 100_000, "JSON"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFeed, match=said):
        told(data)


def test_entities_are_neither_fetched_nor_multiplied() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">' + "".join(
        f'<!ENTITY c{n} "{f"&c{n - 1};" * 10 if n else "&b;" * 10}">' for n in range(12)
    )
    outside = '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    item = "<item><title>A</title><description>&c11; &file; words</description></item>"
    for found in told(f"{bomb}{outside}{RSS.format(items=item).partition('?>')[2]}"):
        said = " ".join(words_of(found.copy.body)) if isinstance(found, OldStory) else found.reason
        assert "root:" not in said
        assert len(said) < 10_000


def feeds() -> Iterator[Any]:
    folder = shared("data/dev/feeds")
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def test_every_item_of_every_real_feed_is_accounted_for() -> None:
    items = unreadable = 0
    for path in feeds():
        data = path.read_bytes()
        try:
            found = list(posts(data, path.name, ZONE, Mapping()))
        except UnreadableFeed:
            unreadable += 1
            assert count(data) == 0, path
            continue
        assert len(found) == count(data), path
        assert all(each.reason for each in found if isinstance(each, Item)), path
        items += len(found)
    assert items > 800
    assert unreadable < 30  # files of the collection that are no feeds
