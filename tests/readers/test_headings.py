"""No heading stands over nothing: on no kind of page, however little the paper holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from dateline.masthead.models import Masthead, Policy
from dateline.press.models import Signpost
from dateline.stories.models import Story
from tests.cast import Cast
from tests.readers.paper import empty_headings, picture, put_in_print, topic

JULY = datetime(2026, 7, 6, 12, tzinfo=UTC)


def look(reader: Client, address: str, status: int = 200) -> bytes:
    """The page at `address`, looked at for headings over nothing."""
    answer = reader.get(address)
    assert answer.status_code == status, address
    assert empty_headings(answer.content) == [], address
    return answer.content


def look_at_feeds(reader: Client, address: str) -> None:
    for name in ("rss.xml", "atom.xml"):
        answer = reader.get(f"{address}{name}")
        assert answer.status_code == 200
        tree = etree.fromstring(answer.content)
        for held in tree.iter("{*}content", "{*}encoded", "{*}title"):
            assert (held.text or "").strip() or len(held), name


def look_everywhere(reader: Client) -> None:
    """Look at the pages that every paper has."""
    for address in ("/", "/city/", "/sea/", "/by/ben-quay/"):
        look(reader, address)
    look(reader, "/nowhere/", 404)
    for address in ("/", "/city/", "/sea/", "/by/ben-quay/"):
        look_at_feeds(reader, address)
    index = etree.fromstring(reader.get("/sitemap.xml").content)
    for place in index.iter("{*}loc"):
        etree.fromstring(reader.get("/" + place.text.split("/", 3)[3]).content)


def test_the_check_sees_a_heading_over_nothing() -> None:
    page = b"<body><main><section><h2>Most read</h2><ul> </ul></section>%s</main></body>"
    assert empty_headings(page % b"") == ["h2 'Most read'"]
    assert empty_headings(page % b"<p>Elsewhere</p>") == ["h2 'Most read'"]
    assert empty_headings(b"<body><h2>A</h2><h3>B</h3><p>c</p><h2>D</h2></body>") == ["h2 'D'"]
    assert empty_headings(b"<body><h2>A</h2><h2>D</h2><img></body>") == ["h2 'A'"]
    assert empty_headings(b"<body><header><h2>A</h2></header><p>c</p></body>") == []


def test_in_an_empty_paper(cast: Cast, reader: Client) -> None:
    look_everywhere(reader)


def test_in_a_paper_that_has_nothing_but_a_home_page(db: None, reader: Client) -> None:
    look(reader, "/")
    look(reader, "/nowhere/", 404)


def test_in_a_paper_with_one_bare_story(publish: Callable[..., Story], reader: Client) -> None:
    story = publish(at=JULY, body=[{"type": "text", "value": "<p>It sailed.</p>"}])
    look_everywhere(reader)
    look(reader, story.address)
    look(reader, "/city/2026/07/")


def test_in_a_paper_whose_section_page_is_a_draft(
    publish: Callable[..., Story], reader: Client, cast: Cast
) -> None:
    story = publish(at=JULY, section=cast.sea)
    cast.sea.unpublish()
    for address in ("/", story.address, "/by/ben-quay/"):
        look(reader, address)
    look(reader, "/sea/", 404)


@pytest.mark.parametrize("count", [2, 5, 9, 25])
def test_in_a_paper_with_some_stories(
    publish: Callable[..., Story], reader: Client, cast: Cast, count: int
) -> None:
    quay = topic("The quay")
    for number in range(count):
        story = publish(
            f"Ferry {number} sails",
            at=datetime(2026, 1 + number % 7, 6, 12, number, tzinfo=UTC),
            section=(cast.city, cast.sea)[number % 2],
            topics=[quay] if number % 2 else [],
        )
    look_everywhere(reader)
    for address in (story.address, "/topics/the-quay/", "/city/2026/01/"):
        look(reader, address)


@pytest.mark.parametrize("kind", Story.Kind.values)
def test_on_a_story_of_any_kind_bare_and_full(
    publish: Callable[..., Story], reader: Client, cast: Cast, kind: str
) -> None:
    paid = {"sponsor": "Harbour Board"} if kind == "sponsored" else {}
    bare = publish("Bare", kind=kind, **paid)
    look(reader, bare.address)
    pier = picture("A pier.")
    full = publish(
        "Full",
        kind=kind,
        topics=[topic("Ferries")],
        lead_picture=pier,
        kicker="Sea",
        place="Larkhaven",
        source_line="With Coastal Press.",
        body=[
            {"type": "text", "value": "<p>It sailed.</p>"},
            {"type": "subheading", "value": "At noon"},
            {"type": "picture", "value": {"image": pier.pk}},
            {"type": "factbox", "value": {"title": "Facts", "text": "<p>Two.</p>"}},
            {"type": "factbox", "value": {"title": "", "text": "<p>Three.</p>"}},
        ],
        **paid,
    )
    declared(full, kind)
    look(reader, full.address)
    look(reader, bare.address)


def declared(story: Story, kind: str) -> None:
    from dateline.stories.actions import add_entry, correct, declare_update

    declare_update(story, "<p>More boats.</p>")
    correct(story, "<p>It was noon.</p>")
    if kind == "live":
        add_entry(story, [], headline="Under way", key=True)
        add_entry(story, [{"type": "text", "value": "<p>Out.</p>"}])


def test_on_policy_pages(cast: Cast, reader: Client) -> None:
    Policy.objects.create(subject="ethics", title="Ethics", text="<p>We ask twice.</p>")
    Policy.objects.create(subject="funding", title="Funding", text="")
    page = look(reader, "/about/ethics/")
    assert b"Funding" not in page
    look(reader, "/about/funding/", 404)
    look(reader, "/")


def test_where_a_story_was_taken_out_of_print(
    publish: Callable[..., Story], reader: Client
) -> None:
    story = publish()
    story.unpublish()
    look(reader, story.address, 410)
    publish("Another")
    look(reader, story.address, 410)


def test_on_a_contributors_page_with_and_without_words(
    publish: Callable[..., Story], reader: Client, cast: Cast
) -> None:
    look(reader, "/by/ben-quay/")
    cast.ben.biography, cast.ben.expertise = "He walks.", "Boats\n\nTides"
    cast.ben.contact, cast.ben.portrait = "ben@courier.example", picture("Ben.")
    cast.ben.save()
    look(reader, "/by/ben-quay/")
    publish()
    look(reader, "/by/ben-quay/")


def test_in_a_paper_without_a_name_place_or_motto(cast: Cast, reader: Client) -> None:
    Masthead.objects.update(name="", place="", motto="")
    look(reader, "/")


def test_at_a_signpost_to_nothing(cast: Cast, reader: Client) -> None:
    Signpost.objects.create(path="/old/")
    look(reader, "/old/", 410)


def test_in_the_same_paper_with_everything_in_its_language(
    cast: Cast, reader: Client, settings: Any
) -> None:
    Masthead.objects.update(language="de")
    put_in_print(cast, "Fähre fährt wieder", at=JULY)
    look_everywhere(reader)
