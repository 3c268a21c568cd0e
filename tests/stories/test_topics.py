"""A name makes one topic, however often and in whatever case and script it is written."""

from __future__ import annotations

import pytest

from dateline.stories.models import Topic
from dateline.stories.topics import topic_named

pytestmark = pytest.mark.django_db


def test_a_name_is_one_topic_whatever_its_case_and_spaces():
    topic = topic_named(" Ferry  line ")
    assert (topic.name, topic.slug) == ("Ferry line", "ferry-line")
    assert topic_named("FERRY line") == topic
    assert Topic.objects.count() == 1


def test_names_that_share_a_slug_are_numbered():
    names = ["Ferry line", "Ferry-line", "Ferry line!"]
    assert [topic_named(name).slug for name in names] == [
        "ferry-line",
        "ferry-line-2",
        "ferry-line-3",
    ]


@pytest.mark.parametrize(("name", "slug"), [("Αθήνα", "athina"), ("水", "shui"), ("!!", "topic")])
def test_a_name_in_any_script_has_a_slug(name, slug):
    assert topic_named(name).slug == slug


def test_a_long_name_is_cut():
    topic = topic_named("long " * 60)
    assert len(topic.name) <= 120
    assert len(topic.slug) <= 120
    assert topic_named("long " * 60) == topic


def test_a_known_topic_costs_one_query(django_assert_num_queries):
    topic_named("Ferry")
    with django_assert_num_queries(1):
        topic_named("ferry")
