"""What feed readers get."""

from __future__ import annotations

from datetime import timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree, html

from dateline.masthead.models import Contributor, Masthead
from dateline.photodesk.models import Attachment
from dateline.press import routes
from dateline.press.render import NothingThere, render
from dateline.stories import actions
from dateline.stories.models import Byline, Story, Topic
from tests.syndication.conftest import NUL, READERS, every_block, make_picture, page

pytestmark = pytest.mark.django_db

FORMATS = ["rss.xml", "atom.xml"]


def read(address):
    """The feed at `address`, well-formed, as feedparser reads it."""
    body = page(address)
    etree.fromstring(body)
    found = feedparser.parse(body)
    assert not found.bozo, found.get("bozo_exception")
    return found


def content(entry):
    (value,) = [part.value for part in entry.content]
    return value


@pytest.fixture
def document(db):
    """A PDF of 2,048 bytes, as a row."""
    (made,) = Attachment.objects.bulk_create(
        [Attachment(title="Plan", file="documents/abc.pdf", file_size=2048)]
    )
    return made


@pytest.mark.parametrize("form", FORMATS)
def test_paper_section_topic_and_contributor_each_have_a_feed(publish, cast, form):
    story = publish()
    story.topics = [Topic.objects.create(name="Ferries", slug="ferries")]
    story.save_revision().publish()
    publish("Cod is back", section=cast.sea)
    titles = {
        "/": (["Cod is back", "Ferry sails again"], "The Test Courier"),
        "/city/": (["Ferry sails again"], "City – The Test Courier"),
        "/topics/ferries/": (["Ferry sails again"], "Ferries – The Test Courier"),
        "/by/ben-quay/": (["Cod is back", "Ferry sails again"], "Ben Quay – The Test Courier"),
    }
    for address, (headlines, title) in titles.items():
        found = read(address + form)
        assert [entry.title for entry in found.entries] == headlines
        assert found.feed.title == title
        assert found.feed.link == READERS + address
        links = {link.rel: link.href for link in found.feed.links}
        assert links["self"] == READERS + address + form


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "address", ["/nowhere/", "/topics/nothing/", "/by/nobody/", "/city/sea/", "/city//", "//"]
)
def test_where_no_list_stands_there_is_no_feed(publish, address, form):
    publish()
    route = routes.find(address + form)
    with pytest.raises(NothingThere):
        render(route.kind, route.id, timezone.now())


def test_readers_get_a_404_for_the_feed_of_no_section(publish, reader):
    publish()
    assert reader.get("/nowhere/rss.xml").status_code == 404
    answer = reader.get("/city/rss.xml")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert reader.get("/atom.xml")["Content-Type"] == "application/atom+xml; charset=utf-8"


@pytest.mark.parametrize("form", FORMATS)
def test_an_entry_says_who_wrote_it_when_and_about_what(publish, picture, form):
    story = publish(lead_picture=picture)
    story.bylines = [
        Byline(contributor=story.bylines.get().contributor),
        Byline(name="Coastal Press"),
    ]
    story.topics = [Topic.objects.create(name="Ferries", slug="ferries")]
    story.save_revision().publish()
    (entry,) = read(f"/{form}").entries
    assert entry.id == f"urn:uuid:{story.uid}"
    assert entry.link == READERS + story.address
    assert entry.published_parsed[:6] == story.printed_at.utctimetuple()[:6]
    names = [author.get("name", "") for author in entry.authors]
    assert {"Ben Quay", "Coastal Press"} <= set(names)
    assert [tag.term for tag in entry.tags] == ["City", "Ferries"]
    assert entry.summary == "After two days of storm."
    assert "The ferry sailed at noon." in content(entry)
    pictures = [
        *entry.get("media_content", []),
        *[link for link in entry.links if link.rel == "enclosure"],
    ]
    (shown,) = pictures
    assert shown.get("url", shown.get("href")).startswith(f"{READERS}/media/pictures/")
    assert shown["type"] == "image/jpeg"


@pytest.mark.parametrize("form", FORMATS)
def test_every_kind_of_block_is_there_as_plain_html_with_whole_addresses(
    publish, picture, document, form
):
    other = publish("An earlier story")
    publish("Everything", place="Oster", body=every_block(picture, document, other))
    entry = read(f"/{form}").entries[0]
    text = content(entry)
    tree = html.fragment_fromstring(text, create_parent=True)
    words = " ".join(tree.text_content().split())
    for said in (
        "Oster. As told and so.",
        "What now",
        "We wait.— Ines Hallorand, mayor",
        "The quay at noon. Picture: Pieter Sandoval, CC BY 4.0",
        "Video: The launch (video.example). Twice.",
        "Costs (million)",
        "Source: City",
        "The plan (PDF, 2.0",
        "Three sheds.",
        "Why? Because.",
        "09:00 Horn.",
        "Nobody asked— Petra Lund",
        "Note: method We counted twice.",
    ):
        assert said.replace(" ", "") in words.replace(" ", "").replace("\xa0", ""), said
    assert len(tree.xpath("//table")) == 2
    assert len(tree.xpath("//img")) == 3
    assert not tree.xpath("//svg | //script | //style | //iframe | //@class[. != 'placeline']")
    for image in tree.xpath("//img"):
        assert image.get("src").startswith(f"{READERS}/media/pictures/")
        assert (image.get("width"), image.get("height")) == ("1440", "1080")
        assert image.get("alt") == "Quay & mole"
    targets = tree.xpath("//a/@href")
    assert all(target.startswith("https://") for target in targets)
    assert READERS + other.address in targets
    assert f"{READERS}/about/" in targets


@pytest.mark.parametrize("form", FORMATS)
def test_updates_and_corrections_stand_at_the_end_with_their_dates(publish, form):
    story = publish()
    later = story.printed_at + timedelta(minutes=5)
    actions.declare_update(story, "<p>A second ferry.</p>", at=later)
    actions.correct(story, "<p>Noon, not one.</p>", at=later + timedelta(minutes=1))
    (entry,) = read(f"/{form}").entries
    text = content(entry)
    assert text.index("sailed at noon") < text.index("Updated") < text.index("A second ferry.")
    assert text.index("A second ferry.") < text.index("Correction") < text.index("Noon, not one.")
    assert text.count("<time ") == 2


def test_live_coverage_comes_with_its_entries_newest_first(publish):
    story = publish(kind="live")
    start = story.printed_at
    for minute in range(3):
        actions.add_entry(
            story,
            [{"type": "text", "value": f"<p>Minute {minute}.</p>"}],
            at=start + timedelta(minutes=minute),
        )
    wrong = actions.add_entry(story, [], headline="Wrong", at=start)
    actions.withdraw_entry(wrong)
    text = content(read("/rss.xml").entries[0])
    assert text.index("Minute 2.") < text.index("Minute 1.") < text.index("Minute 0.")
    assert "Wrong" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_a_sponsored_story_is_marked_in_title_category_and_text(publish, form):
    publish("Buy fish", kind="sponsored", sponsor="Market Traders")
    (entry,) = read(f"/{form}").entries
    assert entry.title == "Sponsored: Buy fish"
    assert entry.tags[0].term == "Sponsored"
    assert content(entry).startswith("<p><b>Paid for by Market Traders.</b></p>")


HOSTILE = (
    f"a ]]> b {NUL}\x08\x0b\ufffe & <i>c</i> \u202eright\u202c שלום 🗞️ </title><script>x</script>"
)


@pytest.mark.parametrize("form", FORMATS)
def test_a_hostile_story_leaves_the_feed_well_formed(publish, cast, form):
    Contributor.objects.filter(pk=cast.ben.pk).update(name=HOSTILE)
    Masthead.objects.update(name=HOSTILE[:100])
    story = publish(
        "Plain",
        place=HOSTILE,
        source_line=HOSTILE,
        body=[
            {"type": "subheading", "value": HOSTILE},
            {"type": "text", "value": "<p>]]&gt; \x0b 🗞️ שלום</p>"},
        ],
    )
    Story.objects.filter(pk=story.pk).update(title=HOSTILE, standfirst=HOSTILE)
    root = etree.fromstring(page(f"/{form}"))
    names = {"{*}title", "{*}description", "{*}summary"}
    texts = [e.text for name in names for e in root.findall(f".//{{*}}item/{name}")]
    texts += [e.text for name in names for e in root.findall(f".//{{*}}entry/{name}")]
    said = "a ]]> b & <i>c</i> \u202eright\u202c שלום 🗞️ </title><script>x</script>"
    assert texts == [said, said]
    (full,) = [*root.iter("{*}encoded"), *root.iter("{*}content")][-1:]
    assert "<script" not in full.text
    assert "שלום" in full.text


def test_only_what_is_in_print_is_in_a_feed(publish, write):
    publish("Out")
    write("Still a draft")
    held = publish("Under embargo")
    Story.objects.filter(pk=held.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    gone = publish("Taken down")
    gone.unpublish()
    later = write("Due tomorrow", go_live_at=timezone.now() + timedelta(days=1))
    later.save_revision().publish()
    for address in ("/", "/city/", "/by/ben-quay/"):
        for form in FORMATS:
            assert [e.title for e in read(address + form).entries] == ["Out"]


@pytest.mark.parametrize("state", ["draft", "taken down"])
def test_a_link_to_a_story_not_in_print_keeps_its_words_alone(publish, write, state):
    if state == "draft":
        other = write("Secret")
    else:
        other = publish("Secret")
        other.unpublish()
    body = [{"type": "text", "value": f'<p>See <a linktype="page" id="{other.pk}">that</a>.</p>'}]
    publish("Public", body=body)
    assert content(read("/atom.xml").entries[0]).endswith("<p>See <a>that</a>.</p>")


def test_a_feed_is_the_same_to_the_byte_until_something_appears(publish):
    publish()
    before = page("/rss.xml"), page("/atom.xml")
    assert (page("/rss.xml"), page("/atom.xml")) == before
    publish("Cod is back")
    assert page("/rss.xml") != before[0]


@pytest.mark.parametrize("form", FORMATS)
def test_the_date_of_a_feed_is_that_of_its_newest_story(publish, form):
    story = publish()
    found = read(f"/{form}").feed
    assert found.updated_parsed[:6] == story.printed_at.utctimetuple()[:6]


@pytest.mark.parametrize("form", FORMATS)
def test_a_paper_without_stories_has_an_empty_feed(cast, form):
    found = read(f"/{form}")
    assert found.entries == []
    assert found.feed.title == "The Test Courier"


def test_a_feed_carries_as_many_stories_as_the_option_says(publish, settings):
    settings.DATELINE = {**settings.DATELINE, "FEED_LENGTH": 2}
    for number in range(3):
        publish(f"Story {number}")
    assert [e.title for e in read("/rss.xml").entries] == ["Story 2", "Story 1"]


def test_the_keys_are_those_of_the_list_and_of_its_stories(publish, cast):
    story = publish()
    route = routes.find("/city/rss.xml")
    keys = render(route.kind, route.id, timezone.now()).keys
    section = f"section:{cast.city.pk}"
    assert keys == {"masthead", section, f"{section}/latest", f"story:{story.uid}"}


def test_a_feed_asks_no_more_of_the_database_with_more_stories(publish, document):
    other = publish("Earlier")

    def fill(number):
        for _ in range(number):
            body = every_block(make_picture("Quay"), document, other)
            story = publish("Everything", body=body * 2, lead_picture=make_picture("Mole"))
            actions.correct(story, f'<p>Not <a linktype="page" id="{other.pk}">so</a>.</p>')
            live = publish("Live", kind="live")
            actions.add_entry(live, [block for block in body if block["type"] == "picture"])

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page("/city/atom.xml")
        return len(captured)

    fill(1)
    few = queries()
    fill(3)
    assert queries() == few <= 35
