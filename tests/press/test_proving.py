"""What is damaged in the store, missing, left over or out of date is told, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.masthead.models import Masthead
from dateline.press import forms, proving
from dateline.press.run import Press
from dateline.press.storing import Change
from dateline.stories.models import Story
from tests.cast import Cast
from tests.press.presses import settle
from tests.readers.paper import topic


@pytest.fixture
def told(press: Press, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, str]]:
    monkeypatch.setattr(proving, "snapshot", nullcontext)
    return lambda: {
        each.path: each.what for each in proving.verify(press.store) if not each.expected
    }


def damage(press: Press, path: str, **columns: Any) -> None:
    for name, value in columns.items():
        statement = f"UPDATE plates SET {name} = ? WHERE path = ?"  # noqa: S608  our own words
        press.store._db.execute(statement, (value, path))


def test_a_whole_paper_is_proved(
    press: Press,
    told: Callable[[], dict[str, str]],
    publish: Callable[..., Story],
) -> None:
    publish("Ferry sails again", topics=[topic("The quay")])
    settle(press)
    assert told() == {}


def test_one_altered_byte_is_found(press: Press, told: Callable[[], dict[str, str]]) -> None:
    plate = press.store.find("/")
    assert plate is not None
    assert plate.forms is not None
    runs, pieces = forms.pack(plate.forms)
    assert pieces is not None
    for column, bytes_ in (("runs", runs), ("brotli", pieces)):
        for place in range(len(bytes_) // 40, len(bytes_), len(bytes_) // 40):
            altered = bytearray(bytes_)
            altered[place] ^= 0x10
            damage(press, "/", **{column: bytes(altered)})
            assert list(told()) == ["/"], (column, place)
        damage(press, "/", **{column: bytes_})
    damage(press, "/", headers="[]")
    assert "by its hash" in told()["/"]


def test_what_is_missing_left_over_and_out_of_date_is_told(
    press: Press,
    told: Callable[[], dict[str, str]],
    publish: Callable[..., Story],
) -> None:
    story = publish("Ferry sails again")
    settle(press)
    plate = press.store.find("/city/")
    assert plate is not None
    strange = replace(plate, path="/strange/")
    change = Change(timezone.now().timestamp(), [strange], removed=[str(story.address)])
    press.store.commit(press.store.take_ticket(), change)
    Masthead.objects.update(name="The Evening Courier")
    found = told()
    assert "no row tells of it" in found[str(story.address)]
    assert "no page stands there" in found["/strange/"]
    assert "printed otherwise now: line" in found["/"]
    assert "The Evening Courier" in found["/"]


def test_the_desk_is_told_which_pages_could_not_be_printed(
    press: Press,
    cast: Cast,
    client: Client,
) -> None:
    client.force_login(cast.editor)
    assert "Could not be printed" not in client.get(reverse("wagtailadmin_home")).content.decode()
    fault = ("/city/", "ZeroDivisionError: no columns", timezone.now().timestamp() + 60)
    change = Change(timezone.now().timestamp(), faults=[fault])
    press.store.commit(press.store.take_ticket(), change)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Could not be printed" in page
    assert "ZeroDivisionError: no columns" in page
