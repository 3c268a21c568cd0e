"""Old addresses lead to where their stories stand now, printed like everything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from dateline.morgue.checking import checked
from dateline.morgue.models import OldAddress
from dateline.press import pages
from dateline.press.run import Press
from dateline.record.models import Takedown
from dateline.record.takedowns import take_down
from dateline.stories.models import Story
from tests.cast import Cast
from tests.press.conftest import press
from tests.press.presses import settle, state
from tests.readers.conftest import publish, reader

__all__ = ["press", "publish", "reader"]
pytestmark = pytest.mark.django_db
Publish = Callable[..., Story]


def lead(path: str, story: Story) -> None:
    OldAddress.objects.create(path=path, uid=story.uid)


def test_readers_are_led_on_by_path_and_by_number(publish: Publish, reader: Client) -> None:
    story = publish("Ferry sails")
    for path in ("/2009/ferry/", "/?p=12", "/blog/?page_id=12", "/2009/ferry.html"):
        lead(path, story)
        answer = reader.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (301, story.address), path
    assert reader.get("/?p=13").status_code == 200  # the front page, as for any other query
    assert reader.get("/?p=12&utm_source=x").headers["Location"] == story.address
    assert reader.get("/?utm_source=x&p=12").status_code == 200


def test_a_draft_is_not_led_to_and_a_removed_story_is_gone(
    publish: Publish, write: Any, reader: Client
) -> None:
    draft = write("Not yet")
    lead("/2009/draft/", draft)
    assert reader.get("/2009/draft/").status_code == 404
    story = publish("Ferry sails")
    lead("/2009/ferry/", story)
    story.unpublish()
    assert reader.get("/2009/ferry/").status_code == 410
    story.save_revision().publish()
    assert reader.get("/2009/ferry/").status_code == 301


def test_it_leads_to_the_page_that_says_its_story_was_taken_down(
    press: Press, publish: Publish, reader: Client
) -> None:
    story = publish("Ferry sails")
    lead("/2009/ferry/", story)
    take_down(story, None, kind=Takedown.Kind.PRIVACY, reason="Somebody asked.")
    assert reader.get("/2009/ferry/").headers["Location"] == story.address
    assert reader.get(story.address).status_code == 451
    settle(press)
    assert state(press.store, "/2009/ferry/") == "moved"
    assert checked("/2009/ferry/").verdict == "leads on"


def test_it_leads_to_a_page_that_is_no_story(cast: Cast, reader: Client) -> None:
    OldAddress.objects.create(path="/category/stadt/", target="/city/")
    assert reader.get("/category/stadt/").headers["Location"] == "/city/"


@pytest.mark.parametrize("both", [True, False])
def test_it_leads_to_one_thing(publish: Publish, both: bool) -> None:
    story = publish("Ferry sails")
    with pytest.raises(IntegrityError), transaction.atomic():
        OldAddress.objects.create(
            path="/a/", uid=story.uid if both else None, target="/city/" if both else ""
        )


def test_the_press_prints_them_with_their_story(press: Press, publish: Publish) -> None:
    story = publish("Ferry sails")
    lead("/2009/ferry/", story)
    lead("/?p=12", story)
    settle(press)
    for path in ("/2009/ferry/", "/?p=12"):
        plate = press.store.find(path)
        assert plate is not None, path
        assert (plate.state, plate.status, plate.target) == ("moved", 301, story.address)
    assert {"/2009/ferry/", "/?p=12"} <= set(pages.all_pages(timezone.now()))
    story.unpublish()
    settle(press)
    assert state(press.store, "/2009/ferry/") == "gone"


def test_one_that_came_before_its_story_went_out_is_printed_with_it(
    press: Press, write: Any
) -> None:
    story = write("Ferry sails")
    lead("/2009/ferry/", story)
    settle(press)
    assert state(press.store, "/2009/ferry/") == "nothing"
    story.save_revision().publish()
    settle(press)
    assert state(press.store, "/2009/ferry/") == "moved"


def test_old_addresses_are_checked(publish: Publish, write: Any) -> None:
    story, removed = publish("Ferry sails"), publish("Fog")
    for path in ("/2009/ferry/", "/?p=12"):
        lead(path, story)
    lead("/2009/fog/", removed)
    lead("/2009/draft/", write("Not yet"))
    OldAddress.objects.create(path="/category/gone/", target="/nowhere/")
    removed.unpublish()
    verdicts = {
        "/": "answers",
        str(story.address): "answers",
        "https://old.example/2009/ferry/": "leads on",
        "https://old.example/?p=12": "leads on",
        "/city": "leads on",
        "/2009/fog/": "gone",
        "/2009/draft/": "missing",
        "/?p=99": "missing",
        "/?m=may": "missing",
        "/never/": "missing",
        "/category/gone/": "lost on the way",
        "https://[old/": "missing",
    }
    assert {address: checked(address).verdict for address in verdicts} == verdicts
    assert not checked("/category/gone/").good
    assert "nothing stands" in checked("/category/gone/").why
