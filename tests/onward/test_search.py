"""The search: what is found, in what order, how it is shown, and what is never found."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from dateline.masthead.queries import masthead
from dateline.onward.models import IndexCard, IndexState
from dateline.onward.search import asked, cards, find, page, terms, wanted
from dateline.press.render import render
from dateline.stories.models import LiveEntry, Story
from tests.cast import Cast
from tests.readers.paper import empty_headings, put_in_print, topic, words

NOON = datetime(2026, 7, 6, 12, tzinfo=UTC)
Publish = Callable[..., Story]
NAMES = ["q", "section", "by", "topic", "from", "to", "before", "page"]


def text(*paragraphs: str) -> list[dict[str, Any]]:
    return [{"type": "text", "value": "".join(f"<p>{each}</p>" for each in paragraphs)}]


def found(query: str, at: datetime | None = None) -> list[str]:
    """The headlines that ``/search/?`` + `query` shows, in order."""
    moment = at or timezone.now()
    context = page.build_search(page.find_asked(query, moment), moment).context
    return [hit.card.headline for hit in context.hits]


def q(said: str, **others: str) -> str:
    return urlencode({"q": said, **others})


# What is found.


@pytest.fixture
def library(cast: Cast) -> Cast:
    """Five stories, from the oldest to the newest."""
    quay = topic("The Quay")
    for number, (headline, standfirst, body, section, topics) in enumerate(
        (
            (
                "Ferry sails again",
                "After two days.",
                "The ferry sailed at noon.",
                cast.city,
                [quay],
            ),
            ("Fishermen protest", "Cod is dear.", "They sailed past the ferries.", cast.sea, []),
            ("Élection at the café", "Votes.", "Naïve voters queued.", cast.city, []),
            ("A quiet day", "Nothing.", "No boat was to be seen.", cast.sea, [quay]),
            ("Budget passes", "By 12,000 euros.", "To be or not to be, she said.", cast.city, []),
        )
    ):
        put_in_print(
            cast, headline, standfirst=standfirst, body=text(body), section=section,
            topics=topics, at=NOON + timedelta(days=number), signed_by=cast.ben,
        )  # fmt: skip
    return cast


#: What is looked for, and what is found.
FOUND: dict[str, set[str]] = {
    "ferry": {"Ferry sails again", "Fishermen protest"},
    "FERRIES": {"Ferry sails again", "Fishermen protest"},
    "sailing ferry": {"Ferry sails again", "Fishermen protest"},
    "ferry -protest": {"Ferry sails again"},
    '"past the ferries"': {"Fishermen protest"},
    '"ferries the past"': set(),
    '"to be or not to be"': {"Budget passes"},
    '"to be"': {"A quiet day", "Budget passes"},
    "election cafe": {"Élection at the café"},
    "naive": {"Élection at the café"},
    "12000": {"Budget passes"},
    "12.000": {"Budget passes"},
    "cod": {"Fishermen protest"},
    "noon.": {"Ferry sails again"},
    "zeppelin": set(),
    "ferry zeppelin": set(),
    "ferry OR zeppelin": set(),
}


def test_stories_are_found_by_headline_standfirst_and_body(
    library: Cast, subtests: pytest.Subtests
) -> None:
    for said, headlines in FOUND.items():
        with subtests.test(said):
            assert set(found(q(said))) == headlines
            assert set(found(q(said, sort="newest"))) == headlines


FILTERED: dict[str, list[str]] = {
    "q=ferry&section=sea": ["Fishermen protest"],
    "topic=the-quay": ["A quiet day", "Ferry sails again"],
    "q=boat&topic=the-quay": ["A quiet day"],
    "by=ben-quay&section=city": ["Budget passes", "Élection at the café", "Ferry sails again"],
    "from=2026-07-09": ["Budget passes", "A quiet day"],
    "to=2026-07-06": ["Ferry sails again"],
    "from=2026-07-07&to=2026-07-08": ["Élection at the café", "Fishermen protest"],
}


def test_filters_narrow_what_is_found(library: Cast, subtests: pytest.Subtests) -> None:
    for query, headlines in FILTERED.items():
        with subtests.test(query):
            assert found(query) == headlines


def test_days_are_those_of_the_papers_zone(cast: Cast) -> None:
    paper = masthead()
    paper.time_zone = "Pacific/Auckland"
    paper.save()
    put_in_print(cast, "Late", at=datetime(2026, 7, 6, 13, tzinfo=UTC))
    assert found("from=2026-07-07&to=2026-07-07") == ["Late"]
    assert found("to=2026-07-06") == []


def test_a_headline_weighs_more_than_a_word_in_passing(cast: Cast) -> None:
    put_in_print(cast, "The harbour is dredged", at=NOON)
    put_in_print(cast, "Nothing new", body=text("A harbour, too."), at=NOON + timedelta(days=1))
    assert found(q("harbour")) == ["The harbour is dredged", "Nothing new"]
    assert found(q("harbour", sort="newest")) == ["Nothing new", "The harbour is dredged"]


def test_results_are_the_same_whatever_database_keeps_them(cast: Cast) -> None:
    """Against an oracle that reads every story and knows no index."""
    chance = random.Random(7)
    vocabulary = "ferry ferries quay to be or not Élan elan 12,000 co-op coop Straße sail".split()
    texts = {}
    for number in range(25):
        said = " ".join(chance.choices(vocabulary, k=chance.randrange(1, 12)))
        headline = f"Story {number}"
        put_in_print(
            cast, headline, standfirst="S.", body=text(said), at=NOON + timedelta(minutes=number)
        )
        texts[headline] = said
    analyser = terms.analyser("english")
    queries = [" ".join(chance.choices(vocabulary, k=k)) for k in (1, 1, 1, 2, 2, 3) for _ in "ab"]
    queries += [f'"{a} {b}"' for a, b in itertools.islice(itertools.permutations(vocabulary, 2), 9)]
    for query in queries:
        want = wanted.read(query, analyser)
        right = set()
        for headline, said in texts.items():
            line = terms.line(analyser, [headline, "S.", said])
            if set(want.every) <= set(line.split()) and want.stands_in(line):
                right.add(headline)
        assert set(found(q(query))) | set(found(q(query, sort="newest"))) == right, query


# Pages.


def test_pages_of_results_lead_to_all_and_to_none_twice(cast: Cast) -> None:
    for number in range(find.PAGE * 2 + 3):
        put_in_print(cast, f"Gull {number}", at=NOON + timedelta(minutes=number))
    for order in ("newest", "best"):
        query, seen = q("gull", sort=order), list[str]()
        for _ in range(5):
            now = timezone.now()
            context = page.build_search(page.find_asked(query, now), now).context
            seen += [hit.card.headline for hit in context.hits]
            if not context.next:
                break
            query = context.next.partition("?")[2]
        assert len(seen) == len(set(seen)) == find.PAGE * 2 + 3


# How it is shown.


def test_words_are_marked_and_everything_is_escaped(cast: Cast, reader: Client) -> None:
    put_in_print(
        cast, "Ferry & <b>quay</b>", body=text("First words.", "The ferries &lt;i&gt; at noon.")
    )
    answer = reader.get("/search/", {"q": 'ferry <script>"'})
    page_text = answer.content.decode()
    assert "<script>" not in page_text.replace('<script type="application/ld+json">', "")
    answer = reader.get("/search/", {"q": "ferry"})
    page_text = answer.content.decode()
    assert "<mark>Ferry</mark> &amp; &lt;b&gt;quay&lt;/b&gt;" in page_text
    assert "The <mark>ferries</mark> &lt;i&gt; at noon." in page_text


def test_the_page_is_kept_by_nobody_and_listed_nowhere(cast: Cast, reader: Client) -> None:
    answer = reader.get("/search/?q=ferry")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.has_header("ETag")
    assert 'name="robots" content="noindex' in answer.content.decode()
    assert reader.get("/search?q=ferry").headers["Location"] == "/search/?q=ferry"


def test_the_search_stands_in_the_furniture_of_every_page(cast: Cast, reader: Client) -> None:
    story = put_in_print(cast, "Ferry sails")
    for address in ("/", "/city/", story.address, "/nothing/here/"):
        assert b'href="/search/"' in reader.get(address).content, address


SAID: dict[str, str] = {
    "q=" + "x" * 300: "longer than 200 characters",
    "q=" + "+".join("abcdefghijklmnopqrstuvw"): "more than 16 words",
    "q=%22%22+--+%3F": "There is no word in",
    "q=boat&section=nowhere": "The paper has no section",
    "q=boat&topic=nothing": "No story in print has the topic",
    "q=boat&by=nobody": "Nobody who signs here",
    "q=boat&from=2026-13-45": "is no day",
    "q=boat&to=yesterday": "is no day",
    "from=2026-07-09&to=2026-07-01": "before the first",
    "q=zeppelin": "No story has all of",
}


def test_what_cannot_be_looked_for_is_said(
    library: Cast, reader: Client, subtests: pytest.Subtests
) -> None:
    for query, words_shown in SAID.items():
        with subtests.test(query[:40]):
            answer = reader.get(f"/search/?{query}")
            assert answer.status_code == 200
            assert words_shown in words(answer.content)
            assert empty_headings(answer.content) == []


def test_before_anything_is_asked_the_newest_stand_there(library: Cast, reader: Client) -> None:
    page_text = words(reader.get("/search/").content)
    assert "The newest stories" in page_text
    assert "Budget passes" in page_text


def test_an_empty_paper_has_a_search_without_headings_over_nothing(
    cast: Cast, reader: Client
) -> None:
    for query in ("", "?q=ferry", "?section=city"):
        answer = reader.get(f"/search/{query}")
        assert answer.status_code == 200
        assert empty_headings(answer.content) == []


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(max_size=80),
    st.sampled_from(["q", "section", "by", "topic", "from", "to", "before", "page"]),
)
def test_no_query_breaks_the_search(library: Cast, said: str, name: str) -> None:
    now = timezone.now()
    for value in (quote(said, errors="replace"), said):
        query = f"q=ferry&{name}={value}" if name != "q" else f"q={value}"
        printed = render("search", query, now)
        lxml_html.document_fromstring(printed.body(now).decode())


HOSTILE = [
        "q=%00", "q=%FF%FE", "q=%ED%A0%80", "q=" + "a" * 30_000, "q=' OR 1=1 --", "q=\"a\" NEAR b*",
        "q=^a:b(c)&before=99999999999999999999&page=999", "&".join(["q=a"] * 500), "=&&;=;", "q=%",
]  # fmt: skip


def test_hostile_queries_are_answered(
    library: Cast, reader: Client, subtests: pytest.Subtests
) -> None:
    for query in HOSTILE:
        with subtests.test(query[:40]):
            assert reader.get(f"/search/?{query}").status_code == 200


# What is never found.


def test_only_what_is_in_print_is_ever_found(cast: Cast, write: Any) -> None:
    now = timezone.now()
    write("Draft gannet")
    write("Planned gannet", go_live_at=now + timedelta(hours=2)).save_revision().publish()
    write("Held gannet", embargo_until=now + timedelta(hours=2)).save_revision().publish()
    gone = put_in_print(cast, "Gone gannet")
    gone.unpublish()
    put_in_print(cast, "Gannet in print")
    assert found(q("gannet")) == ["Gannet in print"]
    assert IndexCard.objects.count() == 1


def test_an_embargo_holds_even_where_a_card_is_there_too_early(cast: Cast) -> None:
    story = put_in_print(cast, "Gannet")
    Story.objects.filter(pk=story.pk).update(embargo_until=timezone.now() + timedelta(hours=1))
    assert found(q("gannet")) == []


def test_a_draft_changes_nothing_that_is_found(cast: Cast) -> None:
    story = put_in_print(cast, "Gannet")
    story.title = "Cormorant"
    story.save_revision()
    assert (found(q("gannet")), found(q("cormorant"))) == (["Gannet"], [])
    story.save_revision().publish()
    assert (found(q("gannet")), found(q("cormorant"))) == ([], ["Cormorant"])


def test_a_withdrawn_entry_is_found_no_more(cast: Cast) -> None:
    from dateline.stories.actions import add_entry, withdraw_entry

    story = put_in_print(cast, "Sitting", kind="live")
    add_entry(story, text("The albatross landed."), user=cast.editor)
    assert found(q("albatross")) == ["Sitting"]
    withdraw_entry(LiveEntry.objects.get(), user=cast.editor)
    assert found(q("albatross")) == []


def test_the_card_of_a_deleted_story_goes_with_it(cast: Cast) -> None:
    put_in_print(cast, "Gannet").delete()
    assert found(q("gannet")) == []
    assert not IndexCard.objects.exists()


# Keeping the index.


def test_the_index_is_made_where_it_is_wanting(cast: Cast) -> None:
    for number in range(3):
        put_in_print(cast, f"Gannet {number}")
    IndexCard.objects.all().delete()
    IndexState.objects.all().delete()
    assert found(q("gannet")) == []
    cards.catch_up()
    assert len(found(q("gannet"))) == 3
    assert cards.catch_up() == 0


def test_another_language_makes_the_index_anew(cast: Cast) -> None:
    put_in_print(cast, "Die Häuser am Kai")
    cards.catch_up()
    paper = masthead()
    paper.language = "de-DE"
    paper.save()
    cards.catch_up()
    assert cards.state().stems == "german"
    assert found(q("Haus")) == ["Die Häuser am Kai"]


# What it costs.


def test_a_search_asks_a_fixed_number_of_times(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            render("search", q("gull", section="city"), timezone.now())
        return len(made)

    for number in range(3):
        put_in_print(cast, f"Gull {number}", topics=[topic(f"T{number}")])
    few = cost()
    for number in range(3, 9):
        put_in_print(cast, f"Gull {number}", topics=[topic(f"T{number}")])
    assert cost() == few <= 30


def test_addresses_are_written_as_they_are_read() -> None:
    ask = asked.read("q=a+b&section=city&sort=newest&before=12&from=2026-01-01")
    assert asked.read(ask.address.partition("?")[2]) == ask
