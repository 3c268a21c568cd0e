"""The pages that list stories: what stands on them, in what order, at what cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dateline.fronts.plates import build_front
from dateline.masthead.models import Contributor, Home, Masthead, Section
from dateline.onward import archive, plates, queries
from dateline.stories.models import Story
from tests.cast import Cast
from tests.readers.paper import picture, put_in_print, topic, words

NOON = datetime(2026, 7, 6, 12, tzinfo=UTC)
Publish = Callable[..., Story]


def headlines(cards: Any) -> list[str]:
    return [card.headline for card in cards]


def some(cast: Cast, count: int, **fields: Any) -> list[Story]:
    """Stories of City and Sea in turn, each newer than the one before."""
    return [
        put_in_print(
            cast,
            f"Story {number}",
            at=NOON + timedelta(minutes=number),
            section=fields.get("section", (cast.city, cast.sea)[number % 2]),
            **{name: value for name, value in fields.items() if name != "section"},
        )
        for number in range(count)
    ]


# Sections and months.


def test_a_section_lists_its_newest_thirty_and_no_other_sections(cast: Cast, settings: Any) -> None:
    settings.DATELINE = {"LIST_LENGTH": 3}
    some(cast, 12, section=cast.city)
    put_in_print(cast, "At sea", section=cast.sea)
    listed = build_front(cast.city, timezone.now()).context
    assert headlines([listed.lead, *listed.seconds]) == [
        f"Story {number}" for number in range(11, 4, -1)
    ]
    assert headlines(listed.river) == ["Story 4", "Story 3", "Story 2"]
    assert (listed.title, listed.address) == ("City", "/city/")
    assert [link.address for link in listed.feeds] == ["/city/rss.xml", "/city/atom.xml"]


def test_thirty_is_what_a_section_lists_unless_told_otherwise(cast: Cast, settings: Any) -> None:
    from dateline.conf.options import option

    settings.DATELINE = {}
    assert option("LIST_LENGTH") == 30


@pytest.mark.parametrize(
    ("zone", "moment", "address"),
    [
        ("Europe/Lisbon", datetime(2026, 7, 31, 23, 30, tzinfo=UTC), "/city/2026/08/"),
        ("Europe/Lisbon", datetime(2026, 7, 31, 22, 30, tzinfo=UTC), "/city/2026/07/"),
        ("Europe/Lisbon", datetime(2026, 1, 31, 23, 30, tzinfo=UTC), "/city/2026/01/"),
        ("Pacific/Auckland", datetime(2026, 7, 31, 11, 30, tzinfo=UTC), "/city/2026/07/"),
        ("Pacific/Auckland", datetime(2026, 7, 31, 12, 0, tzinfo=UTC), "/city/2026/08/"),
        ("Pacific/Auckland", datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "/city/2026/01/"),
        ("America/Los_Angeles", datetime(2026, 8, 1, 6, 59, tzinfo=UTC), "/city/2026/07/"),
    ],
)
def test_a_month_is_the_papers_own_month(
    cast: Cast, reader: Client, zone: str, moment: datetime, address: str
) -> None:
    Masthead.objects.update(time_zone=zone)
    story = put_in_print(cast, "At the month's end", at=moment)
    assert story.address.startswith(address)
    assert "At the month's end" in words(reader.get(address).content)
    section = build_front(cast.city, timezone.now()).context
    assert [month.address for month in section.months] == [address]
    for other in {"/city/2026/07/", "/city/2026/08/", "/city/2026/01/"} - {address}:
        assert reader.get(other).status_code == 404


def test_months_lead_to_the_nearest_ones_that_have_stories(cast: Cast) -> None:
    for month in (1, 3, 6):
        put_in_print(cast, f"Month {month}", at=datetime(2026, month, 15, tzinfo=UTC))
    middle = archive.Month(cast.city, date(2026, 3, 1))
    context = archive.build_month(middle, timezone.now()).context
    assert (context.first, context.section.address) == (date(2026, 3, 1), "/city/")
    assert headlines(context.cards) == ["Month 3"]
    assert (context.earlier.address, context.later.address) == ("/city/2026/01/", "/city/2026/06/")
    first = archive.build_month(archive.Month(cast.city, date(2026, 1, 1)), timezone.now()).context
    last = archive.build_month(archive.Month(cast.city, date(2026, 6, 1)), timezone.now()).context
    assert (first.earlier, last.later) == (None, None)
    zone = ZoneInfo("Europe/Lisbon")
    assert queries.months_of(cast.city, zone, timezone.now()) == [
        date(2026, month, 1) for month in (6, 3, 1)
    ]


def test_a_month_lists_all_its_stories_however_many(cast: Cast, settings: Any) -> None:
    settings.DATELINE = {"LIST_LENGTH": 2}
    some(cast, 5, section=cast.city)
    context = archive.build_month(
        archive.Month(cast.city, date(2026, 7, 1)), timezone.now()
    ).context
    assert len(context.cards) == 5


def test_a_month_has_one_address_only(cast: Cast, reader: Client) -> None:
    put_in_print(cast, "In July", at=NOON)
    assert reader.get("/city/2026/07/").status_code == 200
    for other in ("/city/2026/7/", "/city/٢٠٢٦/07/", "/city/02026/07/", "/City/2026/07/"):
        assert reader.get(other).status_code == 404


def test_a_section_that_is_no_longer_public_has_no_pages(cast: Cast, reader: Client) -> None:
    put_in_print(cast, "In July", at=NOON)
    cast.city.unpublish()
    for address in ("/city/", "/city/2026/07/", "/city/rss.xml"):
        assert reader.get(address).status_code == 404


# Topics and contributors.


def test_a_topic_has_a_page_only_while_a_story_in_print_is_about_it(
    cast: Cast, reader: Client
) -> None:
    quay = topic("The quay")
    assert reader.get("/topics/the-quay/").status_code == 404
    story = put_in_print(cast, "On the quay", topics=[quay])
    put_in_print(cast, "Elsewhere")
    page = reader.get("/topics/the-quay/")
    assert page.status_code == 200
    assert "On the quay" in words(page.content)
    assert "Elsewhere" not in words(page.content)
    story.unpublish()
    assert reader.get("/topics/the-quay/").status_code == 404


def test_a_contributors_page_lists_what_the_contributor_signed(cast: Cast, reader: Client) -> None:
    ines = Contributor.objects.create(name="Ines Mole", slug="ines-mole", role="Photographer")
    put_in_print(cast, "By Ines", signed_by=ines)
    put_in_print(cast, "By Ben")
    page = words(reader.get("/by/ines-mole/").content)
    assert "Ines Mole" in page
    assert "By Ines" in page
    assert "By Ben" not in page


def test_a_story_signed_twice_by_one_contributor_is_listed_once(cast: Cast) -> None:
    from dateline.stories.models import Byline

    story = put_in_print(cast, "Twice signed")
    story.bylines = [Byline(contributor=cast.ben), Byline(contributor=cast.ben, role="Pictures")]
    story.save_revision().publish()
    listed = plates.build_signed(cast.ben, timezone.now()).context
    assert headlines(listed.cards) == ["Twice signed"]


# Nothing but what is in print.


def test_nothing_that_is_not_in_print_stands_in_any_list(cast: Cast, reader: Client) -> None:
    quay = topic("The quay")
    put_in_print(cast, "Public", topics=[quay], at=NOON)
    hour = timezone.now() + timedelta(hours=1)
    put_in_print(cast, "Hidden embargo", topics=[quay], at=NOON, embargo_until=hour)
    put_in_print(cast, "Hidden plan", topics=[quay], go_live_at=hour)
    put_in_print(cast, "Hidden again", topics=[quay], at=NOON).unpublish()
    from tests.cast import make_story

    draft = make_story(cast, "Hidden draft")
    draft.topics = [quay]
    draft.save_revision()
    changed = put_in_print(cast, "Public before", topics=[quay], at=NOON)
    changed.title = "Hidden change"
    changed.save_revision()
    addresses = ["/", "/city/", "/city/2026/07/", "/topics/the-quay/", "/by/ben-quay/"]
    feeds = ["/rss.xml", "/city/atom.xml", "/topics/the-quay/rss.xml", "/by/ben-quay/rss.xml"]
    for address in [*addresses, *feeds]:
        page = reader.get(address).content
        assert b"Public" in page, address
        assert b"Hidden" not in page, address
    assert b"Hidden" not in reader.get("/nowhere/").content
    for place in ("/sitemap.xml", "/sitemaps/2026-07.xml"):
        assert b"hidden" not in reader.get(place).content


def test_an_address_without_a_page_offers_the_newest_stories(cast: Cast, reader: Client) -> None:
    some(cast, 7)
    page = words(reader.get("/nowhere/").content)
    shown = [f"Story {number}" for number in range(7) if f"Story {number} " in page + " "]
    assert shown == [f"Story {number}" for number in range(2, 7)]


# What it costs.


def builders(cast: Cast) -> dict[str, Callable[[], Any]]:
    at = timezone.now()
    return {
        "home": lambda: build_front(Home.objects.first(), at),
        "section": lambda: build_front(Section.objects.get(pk=cast.city.pk), at),
        "month": lambda: archive.build_month(archive.Month(cast.city, date(2026, 7, 1)), at),
        "topic": lambda: plates.build_topic(plates.find_topic("the-quay", at), at),
        "contributor": lambda: plates.build_contributor(
            plates.find_contributor("ben-quay", at), at
        ),
        "signed": lambda: plates.build_signed(cast.ben, at),
        "missing": lambda: plates.build_missing("/nowhere/", at),
    }


#: The most queries of each builder, looking its subject up included. However many sections the
#: paper has, the home page asks for all of their stories at once.
MOST = {
    "home": 14,
    "section": 13,
    "month": 8,
    "topic": 7,
    "contributor": 2,
    "signed": 4,
    "missing": 4,
}


def test_what_a_page_asks_the_database_does_not_grow_with_the_stories(cast: Cast) -> None:
    quay, pier = topic("The quay"), picture()

    def asked() -> dict[str, int]:
        counts = {}
        for name, build in builders(cast).items():
            with CaptureQueriesContext(connection) as made:
                build()
            counts[name] = len(made)
        return counts

    for number in range(25):
        section = (cast.city, cast.sea)[number % 2]
        moment = NOON + timedelta(minutes=number)
        put_in_print(
            cast, f"S {number}", at=moment, section=section, topics=[quay], lead_picture=pier
        )
        if number == 9:
            few = asked()
    many = asked()
    assert many == few
    assert {name: count for name, count in many.items() if count > MOST[name]} == {}


def test_no_list_page_counts(cast: Cast, reader: Client) -> None:
    some(cast, 3)
    with CaptureQueriesContext(connection) as made:
        for address in ("/", "/city/", "/city/2026/07/", "/by/ben-quay/", "/nowhere/"):
            reader.get(address)
    assert [query["sql"] for query in made if "count(" in query["sql"].lower()] == []


def test_every_list_says_what_it_was_made_from(cast: Cast) -> None:
    story = put_in_print(cast, "On the quay", topics=[topic("The quay")], at=NOON)
    keys = {name: build().keys for name, build in builders(cast).items()}
    uid = f"story:{story.uid}"
    city, sea = f"section:{cast.city.pk}", f"section:{cast.sea.pk}"
    strips = {city, f"{city}/latest", sea, f"{sea}/latest"}
    assert keys["home"] == {"front:home", "home/latest", "banner", uid, *strips}
    assert keys["section"] == {f"front:{city}", city, f"{city}/latest", "banner", uid}
    assert keys["month"] == {f"section:{cast.city.pk}", f"section:{cast.city.pk}/2026-07", uid}
    (number,) = {key for key in keys["topic"] if key.endswith("/latest")}
    assert keys["topic"] == {number, number.removesuffix("/latest"), uid}
    assert keys["contributor"] == {f"contributor:{cast.ben.pk}"}
    assert keys["signed"] == {f"contributor:{cast.ben.pk}/latest", uid}
