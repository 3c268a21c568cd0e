"""A story goes into print in a section that readers can open, and nowhere else."""

from __future__ import annotations

import pytest

from dateline.newsroom.checks import fields
from dateline.stories import desk
from dateline.stories.models import Story

pytestmark = pytest.mark.django_db


def test_a_story_in_a_section_that_is_not_live_cannot_be_published(write, cast):
    story = write()
    cast.city.unpublish()
    with pytest.raises(desk.NotReady, match="“City” is not published"):
        story.get_latest_revision().publish()
    assert not Story.objects.get().in_print
    cast.city.save_revision().publish()
    story.get_latest_revision().publish()
    assert Story.objects.get().in_print


def test_the_same_is_said_of_a_story_that_was_never_saved(cast):
    story = Story(title="Ferry sails again", section=cast.city)
    assert list(fields.section(story)) == []
    cast.city.live = False
    (finding,) = fields.section(story)
    assert finding.blocks
    assert finding.where == "section"


def test_the_check_asks_once(write, django_assert_num_queries):
    story = write()
    with django_assert_num_queries(1):
        assert list(fields.section(story)) == []
