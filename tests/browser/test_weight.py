"""What a reader's browser is asked to carry: little, from nobody else, and nothing moves."""

from __future__ import annotations

import sys

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ServedPaper
from tests.shared import ROOT

sys.path.append(str(ROOT / "benchmarks" / "audit"))

from weight import STORY_BYTES, STORY_REQUESTS, weigh

pytestmark = pytest.mark.browser

#: A long story without a picture, with subheadings, a topic and a correction.
STORY = """
from dateline.masthead.models import Contributor, Home, Section
from dateline.stories import actions
from dateline.stories.models import Byline, Story, Topic
section = Section(title="Weights", slug="weights")
Home.objects.get().add_child(instance=section)
section.save_revision().publish()
words = "The harbour master weighed the catch twice and wrote both figures down. " * 8
body = []
for number in range(12):
    body.append(
        {"type": "text", "value": f"<h2>Part {number}</h2><p>{words}</p><p>{words}</p>"}
    )
story = Story(title="What the catch weighs", live=False, standfirst="A long story.", body=body)
story.bylines = [Byline(contributor=Contributor.objects.first())]
section.add_child(instance=story)
story.topics = [Topic.objects.create(name="Cod", slug="cod")]
story.save_revision().publish()
actions.correct(story, "<p>It was weighed twice.</p>")
print(Story.objects.get(pk=story.pk).address)
"""


@pytest.fixture(scope="module")
def address(served_paper: ServedPaper) -> str:
    path = served_paper.python(STORY).split()[-1]
    return served_paper.printed(path, "It was weighed twice.")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_story_without_pictures_is_light_and_stands_still(
    browser: Browser, address: str, width: int
) -> None:
    weighed = weigh(browser, address, width=width)
    assert "What the catch weighs" in weighed.words
    assert "Part 11" in weighed.words
    assert 10_000 < weighed.bytes <= STORY_BYTES
    assert 2 <= weighed.requests <= STORY_REQUESTS
    assert weighed.strangers == ()
    assert weighed.cookies == 0
    assert weighed.shift == 0


def test_a_story_says_the_same_with_scripts_off(browser: Browser, address: str) -> None:
    with_scripts, without = (weigh(browser, address, scripts=scripts) for scripts in (True, False))
    assert with_scripts.words == without.words
    assert without.requests <= with_scripts.requests
