"""Topics by other names, and what an editor put to the top of their pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.newsroom.topics_field import TopicsField
from dateline.onward import plates
from dateline.stories.models import TopicAlias, TopStory
from dateline.stories.topics import topic_named
from tests.cast import Cast
from tests.readers.paper import empty_headings, put_in_print, topic, words

NOON = datetime(2026, 7, 6, 12, tzinfo=UTC)


def test_another_name_leads_to_the_topics_page_and_its_feeds(cast: Cast, reader: Client) -> None:
    bridge = topic("Tern Crossing")
    TopicAlias.objects.create(topic=bridge, name="The bridge", slug="the-bridge")
    # Before anything about it is in print, nothing tells that the paper plans it.
    assert reader.get("/topics/the-bridge/").status_code == 404
    put_in_print(cast, "Piers stand", topics=[bridge])
    for rest in ("", "rss.xml", "atom.xml"):
        answer = reader.get(f"/topics/the-bridge/{rest}")
        assert answer.status_code == 301
        assert answer["Location"] == f"/topics/tern-crossing/{rest}"
        assert reader.get(answer["Location"]).status_code == 200
    assert reader.get("/topics/no-such-bridge/").status_code == 404


def test_editors_find_a_topic_by_its_other_names(cast: Cast, as_: Callable[[str], Client]) -> None:
    bridge = topic("Tern Crossing")
    TopicAlias.objects.create(topic=bridge, name="The bridge", slug="the-bridge")
    assert topic_named("the BRIDGE") == bridge
    assert TopicsField().clean("The bridge, Tern Crossing") == [bridge]
    offered = as_("editor").get(reverse("dateline_topic_names"), {"term": "the"}).json()
    assert offered == ["Tern Crossing"]


def test_readers_find_a_topic_by_its_other_names(cast: Cast, reader: Client) -> None:
    bridge = topic("Tern Crossing")
    TopicAlias.objects.create(topic=bridge, name="The bridge", slug="the-bridge")
    put_in_print(cast, "Piers stand by the bridge", topics=[bridge])
    page = reader.get("/search/?q=bridge").content.decode()
    assert 'href="/topics/tern-crossing/"' in page


def test_a_name_belongs_to_one_topic(cast: Cast) -> None:
    bridge, tunnel = topic("Tern Crossing"), topic("The tunnel")
    TopicAlias.objects.create(topic=bridge, name="The bridge", slug="the-bridge")
    with pytest.raises(ValidationError, match="A topic is called so"):
        TopicAlias(topic=bridge, name="the TUNNEL", slug="x").full_clean()
    with pytest.raises(ValidationError, match="own page"):
        TopicAlias(topic=bridge, name="Tube", slug="the-tunnel").full_clean()
    tunnel.name = "The Bridge"
    with pytest.raises(ValidationError, match="another name of another topic"):
        tunnel.full_clean()


def test_what_an_editor_chose_stands_at_the_top_and_nowhere_else(
    cast: Cast, reader: Client, write: Any
) -> None:
    bridge = topic("Tern Crossing")
    stories = [
        put_in_print(cast, f"Pier {n}", topics=[bridge], at=NOON + timedelta(days=n))
        for n in range(4)
    ]
    hidden = write("Hidden pier")
    for place, story in enumerate((stories[1], hidden, stories[0])):
        TopStory.objects.create(topic=bridge, story=story, sort_order=place)
    listed = plates.build_topic(bridge, timezone.now()).context
    assert [card.headline for card in listed.chosen] == ["Pier 1", "Pier 0"]
    assert [card.headline for card in listed.cards] == ["Pier 3", "Pier 2"]
    page = reader.get(bridge.address).content
    assert words(page).count("Pier 1") == 1
    assert b"Hidden" not in page
    assert empty_headings(page) == []


def test_an_editor_gives_a_topic_names_and_a_top_in_its_form(
    cast: Cast, as_: Callable[[str], Client]
) -> None:
    from wagtail.test.utils.form_data import inline_formset, nested_form_data

    bridge = topic("Tern Crossing")
    story = put_in_print(cast, "Piers stand", topics=[bridge])
    data = nested_form_data(
        {
            "name": bridge.name, "slug": bridge.slug, "kind": "place", "description": "A bridge.",
            "aliases": inline_formset([{"name": "The bridge", "slug": "the-bridge"}]),
            "top": inline_formset([{"story": story.pk}]),
        }
    )  # fmt: skip
    where = reverse("wagtailsnippets_dateline_stories_topic:edit", args=[bridge.pk])
    answer = as_("editor").post(where, data)
    assert answer.status_code == 302
    assert [alias.name for alias in bridge.aliases.all()] == ["The bridge"]
    assert [row.story_id for row in TopStory.objects.filter(topic=bridge)] == [story.pk]
