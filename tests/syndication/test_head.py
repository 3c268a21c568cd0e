"""The head of each kind of page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from lxml import html

from dateline.masthead.models import Masthead, Policy
from dateline.press import parts
from dateline.press.render import render
from dateline.stories import actions
from dateline.stories.models import Topic
from dateline.syndication.wording import shortened
from tests.syndication.conftest import READERS, graph, page

pytestmark = pytest.mark.django_db


def head_of(kind, id):
    at = timezone.now()
    subject = parts.kind_named(kind).find(id, at)
    (part,) = [part for part in parts.parts_of(kind) if part.slot == "head"]
    return part.build(subject, at).context


def test_every_page_has_a_title_a_canonical_address_and_the_papers_feeds(publish, cast):
    story = publish()
    story.topics = [Topic.objects.create(name="Ferries", slug="ferries")]
    story.save_revision().publish()
    Policy.objects.create(subject="ethics", title="How we work", text="<p>Plainly.</p>")
    month = f"city/{story.address[6:13]}"
    titles = {
        ("home", "home"): ("The Test Courier", "/"),
        ("section", "city"): ("City – The Test Courier", "/city/"),
        ("story", str(story.uid)): ("Ferry sails again – The Test Courier", story.address),
        ("topic", "ferries"): ("Ferries – The Test Courier", "/topics/ferries/"),
        ("contributor", "ben-quay"): ("Ben Quay – The Test Courier", "/by/ben-quay/"),
        ("policy", "ethics"): ("How we work – The Test Courier", "/about/ethics/"),
        ("month", month): (None, f"/{month}/"),
    }
    for (kind, id), (title, address) in titles.items():
        head = head_of(kind, id)
        assert head.canonical == READERS + address
        assert title is None or head.title == title
        assert head.robots.startswith("index")
        assert head.feeds[0].address == "/rss.xml"
        assert head.atom_feeds[0].address == "/atom.xml"
        assert ("og:url", head.canonical) in head.graph


def test_a_month_is_named_in_the_papers_language(publish):
    story = publish()
    Masthead.objects.update(language="de")
    head = head_of("month", f"city/{story.address[6:13]}")
    assert head.title.startswith("City, ")
    assert head.title.endswith(" – The Test Courier")


def test_lists_offer_their_own_feed_after_the_papers(publish):
    publish()
    head = head_of("section", "city")
    assert [(feed.label, feed.address) for feed in head.feeds] == [
        ("The Test Courier", "/rss.xml"),
        ("City – The Test Courier", "/city/rss.xml"),
    ]


@pytest.mark.parametrize("kind", ["not-found", "gone", "away"])
def test_a_missing_page_is_not_listed_and_has_no_canonical_address(cast, kind):
    head = head_of(kind, "/nowhere/</title>")
    assert head.robots == "noindex"
    assert head.canonical == ""
    assert head.json_ld == ""
    assert "nowhere" not in str(head)


def test_open_graph_tells_of_an_article(publish, picture):
    story = publish(lead_picture=picture)
    found = graph(story.address)
    assert found["og:type"] == ["article"]
    assert found["og:title"] == ["Ferry sails again"]
    assert found["og:site_name"] == ["The Test Courier"]
    assert found["og:locale"] == ["en_GB"]
    assert found["og:image"][0].startswith(f"{READERS}/media/pictures/")
    assert found["og:image:width"] == ["1440"]
    assert found["og:image:alt"] == ["Quay & mole"]
    assert found["twitter:card"] == ["summary_large_image"]
    assert found["article:section"] == ["City"]
    assert "article:modified_time" not in found


def test_open_graph_names_a_modification_only_where_one_was_declared(publish):
    story = publish()
    row = actions.declare_update(story, "<p>More.</p>", at=story.printed_at + timedelta(hours=1))
    found = graph(story.address)
    (modified,) = found["article:modified_time"]
    assert datetime.fromisoformat(modified) == row.at.replace(microsecond=0)


def test_a_hostile_headline_stays_words(publish):
    story = publish('"><script>alert(1)</script>')
    tree = html.fromstring(page(story.address).decode())
    assert tree.findtext(".//title").startswith('"><script>alert(1)</script>')
    assert len(tree.xpath("//head//script")) == 1


def test_a_page_of_another_kind_gets_a_plain_head(cast):
    from dateline.syndication.head import other_head

    assert other_head("anything", timezone.now()).context.title == "The Test Courier"
    assert any(part.slot == "head" for part in parts.parts_of("a kind of the site's own"))


def test_the_head_of_a_story_costs_no_more_with_more_to_say(publish, django_assert_max_num_queries):
    story = publish(
        body=[{"type": "text", "value": f"<p>Paragraph {number}.</p>"} for number in range(40)]
    )
    with django_assert_max_num_queries(12):
        head_of("story", str(story.uid))


def test_words_are_cut_between_words():
    assert shortened("one two three", 9) == "one two…"
    assert shortened("x" * 300).startswith("x" * 100)
    assert len(shortened("x" * 300)) == 200
    assert shortened("tidy\n\n words ") == "tidy words"


def test_a_page_is_rendered_with_its_head(publish):
    story = publish()
    body = render("story", str(story.uid), timezone.now()).segments[0].decode()
    assert f'<link rel="canonical" href="{READERS}{story.address}">' in body
