"""“Updated” moves when an editor declares an update, and at no other time, wherever it stands."""

from __future__ import annotations

from datetime import timedelta

import feedparser
import pytest
from lxml import etree

from dateline.stories import actions
from dateline.stories.models import Story
from tests.syndication.conftest import article, graph, page

pytestmark = pytest.mark.django_db


def moments(story):
    """Every moment of change that machines are told about `story`, by where they are told."""
    year, month = story.address.split("/")[2:4]
    sitemap = etree.fromstring(page(f"/sitemaps/city/{year}-{month}.xml"))
    rss = etree.fromstring(page("/rss.xml"))
    atom = feedparser.parse(page("/city/atom.xml"))
    return {
        "json-ld": article(story.address)["dateModified"],
        "open graph": graph(story.address).get("article:modified_time"),
        "rss item": rss.findtext(".//item/{http://www.w3.org/2005/Atom}updated"),
        "rss": rss.findtext("channel/lastBuildDate"),
        "atom entry": atom.entries[0].updated,
        "atom": atom.feed.updated,
        "sitemap": sitemap.findtext(".//{*}lastmod"),
    }


def mend_a_slip(story):
    story = Story.objects.get(pk=story.pk)
    story.title = "Ferry sails again."
    story.save()
    story.save_revision()
    story.save_revision().publish()
    return Story.objects.get(pk=story.pk)


def test_saving_and_mending_a_slip_move_nothing(publish):
    story = publish()
    before = moments(story)
    printed = story.printed_at
    mended = mend_a_slip(story)
    assert b"Ferry sails again." in page("/rss.xml")
    assert mended.last_published_at > printed
    assert moments(mended) == before
    assert mended.printed_at == printed


@pytest.mark.parametrize("declare", [actions.declare_update, actions.correct])
def test_a_declared_update_or_correction_moves_all(publish, declare):
    story = publish()
    before = moments(story)
    declare(story, "<p>A second ferry sails at two.</p>", at=story.printed_at + timedelta(hours=1))
    after = moments(story)
    assert [where for where in before if before[where] == after[where]] == []
    assert moments(mend_a_slip(story)) == after


def test_an_update_does_not_move_a_story_up_the_feed(publish):
    old, _ = publish("Old"), publish("New")
    actions.declare_update(old, "<p>More.</p>")
    assert [e.title for e in feedparser.parse(page("/rss.xml")).entries] == ["New", "Old"]
