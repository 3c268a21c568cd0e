"""What readers get in the place of a story that was taken down for a legal reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dateline.masthead.models import Masthead
from dateline.press import copying, outbox, proving
from dateline.press.models import Outbox, Spoil
from dateline.press.run import Press
from dateline.record.models import Takedown
from dateline.record.takedowns import lift_takedown, take_down
from dateline.stories.models import Story
from tests.press.presses import settle, state, text
from tests.readers.paper import picture, topic, words

Publish = Callable[..., Story]
REASON = "A court in Lisbon ordered it.\n\nWe have appealed. <b>So</b>"


@pytest.fixture
def printed(press: Press, publish: Publish) -> Story:
    """A story with a picture that stands on every kind of list, beside another."""
    quay = topic("The quay")
    publish("Another story", topics=[quay])
    story = publish("Ferry captain named", topics=[quay], lead_picture=picture())
    settle(press)
    return story


@pytest.fixture
def down(press: Press, printed: Story) -> Takedown:
    """That story, taken down and printed so."""
    takedown = take_down(printed, None, kind="court-order", reason=REASON)
    settle(press)
    return takedown


def naming(press: Press, story: Story) -> Iterator[str]:
    """The paths of pages that tell of `story`."""
    for path in press.store.paths():
        plate = press.store.find(path)
        said = text(press.store, path) if plate is not None and plate.forms is not None else ""
        if story.title in said or f'"{story.address}"' in said or f">{story.address}<" in said:
            yield path


def status(reader: Client, address: str) -> int:
    """What a reader is told at `address`; a file is closed again."""
    answer = reader.get(address)
    for close in answer._resource_closers if answer.streaming else ():  # type: ignore[attr-defined]
        close()
    return answer.status_code


def test_it_leaves_every_list_in_one_publication(press: Press, printed: Story) -> None:
    before, edition = set(naming(press, printed)), press.store.edition
    assert {"/", "/city/", "/rss.xml", "/city/atom.xml", "/topics/the-quay/", "/by/ben-quay/",
            "/topics/the-quay/rss.xml", "404", printed.address} <= before  # fmt: skip
    take_down(printed, None, kind="court-order", reason=REASON)
    assert press.turn()
    assert press.store.edition == edition + 1
    assert list(naming(press, printed)) == []
    sitemaps = [path for path in press.store.paths() if path.startswith("/sitemap")]
    assert sitemaps
    assert not any(printed.address in text(press.store, path) for path in sitemaps)
    assert b"captain" not in press.store.filling("most_read", 2e9)
    assert not Outbox.objects.exclude(state=Outbox.State.DONE).exists()
    assert not Spoil.objects.exists()
    settle(press)
    assert press.store.edition == edition + 1


def test_a_page_stands_in_its_place_that_says_why_and_nothing_of_the_story(
    press: Press, printed: Story, down: Takedown, reader: Client
) -> None:
    answer = reader.get(down.address)
    assert answer.status_code == 451
    assert answer["Link"].startswith('</>; rel="blocked-by", <')
    assert "s-maxage=5" in answer["Cache-Control"]
    page = answer.content.decode()
    said = words(answer.content)
    for told in ("The Test Courier", "This story has been taken down", "Court order", "The record",
                 "A court in Lisbon ordered it.", "We have appealed. <b>So</b>"):  # fmt: skip
        assert told in said
    assert f'datetime="{down.taken_down_at.date().isoformat()}' in page
    for hidden in ("captain", "two days of storm", "sailed at noon", "Ben Quay", "/media/",
                   "canonical", "ld+json", "article:"):  # fmt: skip
        assert hidden not in page, hidden
    assert '<meta name="robots" content="noindex">' in page


def test_its_pictures_are_handed_out_no_more(press: Press, printed: Story, reader: Client) -> None:
    files = set(re.findall(r'/media/[^"\s]+', text(press.store, printed.address or "")))
    assert files
    assert {status(reader, file) for file in files} == {200}
    assert press.store.files()
    take_down(printed, None, kind="copyright", reason=REASON)
    settle(press)
    assert {status(reader, file) for file in files} == {404}
    assert press.store.files() == []


def test_without_plates_the_same_is_said(publish: Publish, reader: Client) -> None:
    story = publish("Ferry captain named")
    take_down(story, None, kind="safety", reason=REASON)
    answer = reader.get(story.address)
    assert answer.status_code == 451
    assert answer["Link"].startswith('</>; rel="blocked-by", <')
    assert b"captain" not in answer.content
    assert reader.get((story.address or "").rstrip("/")).status_code == 301


def test_old_addresses_lead_to_it(press: Press, printed: Story, reader: Client) -> None:
    outbox.lead_on("/old/ferry.html", printed.address or "")
    settle(press)
    take_down(printed, None, kind="privacy", reason=REASON)
    settle(press)
    answer = reader.get("/old/ferry.html")
    assert (answer.status_code, answer["Location"]) == (301, printed.address)
    assert reader.get(answer["Location"]).status_code == 451


def test_it_stays_when_the_whole_paper_is_printed_anew(
    press: Press, down: Takedown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "snapshot", nullcontext)  # the tests' own transaction is one
    press.list_all("release")
    settle(press)
    plate = press.store.find(down.address)
    assert plate is not None
    assert (plate.state, plate.status) == ("plate", 451)
    wrong = [each for each in proving.verify(press.store) if not each.expected]
    assert wrong == []


def test_a_story_that_was_out_of_print_says_so_from_then_on(press: Press, printed: Story) -> None:
    printed.unpublish()
    settle(press)
    assert state(press.store, printed.address or "") == "gone"
    take_down(printed, None, kind="privacy", reason=REASON)
    settle(press)
    assert "taken down" in text(press.store, printed.address or "")


def test_lifted_it_is_gone_until_it_is_published_again(
    press: Press, printed: Story, down: Takedown, reader: Client
) -> None:
    lift_takedown(down, None)
    settle(press)
    assert reader.get(down.address).status_code == 410
    assert list(naming(press, printed)) == []
    story = Story.objects.get(pk=printed.pk)
    story.save_revision().publish()
    settle(press)
    assert reader.get(down.address).status_code == 200
    assert {"/", "/rss.xml", down.address} <= set(naming(press, printed))
    assert press.store.files()


def test_it_speaks_the_language_of_the_paper(press: Press, down: Takedown) -> None:
    paper = Masthead.objects.get()
    paper.language = "de"
    paper.save()
    settle(press)
    said = text(press.store, down.address)
    for told in ("Dieser Artikel wurde entfernt", "Gerichtsbeschluss", "<title>Entfernt"):
        assert told in said


def test_in_a_copy_of_files_the_same_page_stands(
    press: Press, down: Takedown, tmp_path: Path, settings: Any
) -> None:
    copying.copy(
        press.store, tmp_path / "copy", 2e9, media=Path(settings.MEDIA_ROOT), static=lambda _: None
    )
    page = (tmp_path / "copy" / down.address.strip("/") / "index.html").read_text()
    assert "This story has been taken down" in page
    assert 'content="noindex"' in page
    told = [path for path in (tmp_path / "copy").rglob("*") if "captain" in path.name]
    assert told == [tmp_path / "copy" / down.address.strip("/")]
    everything = "".join(
        path.read_text(errors="ignore") for path in (tmp_path / "copy").rglob("*.html")
    )
    assert "captain" not in everything
