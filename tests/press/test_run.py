"""What is published stands on every page of it at one instant, and what fails delays nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from dateline.fronts import actions, compose
from dateline.fronts.models import Banner
from dateline.masthead.models import Masthead
from dateline.press import holes, outbox, pages, parts, run, standing
from dateline.press.models import Outbox, Spoil
from dateline.press.run import Press
from dateline.press.store import Store
from dateline.press.storing import Change, Overtaken
from dateline.stories import actions as story_actions
from dateline.stories.models import Story, TopicAlias
from tests.cast import Cast
from tests.press.presses import settle, state, text
from tests.readers.paper import topic

Publish = Callable[..., Story]


def test_every_path_of_the_paper_is_printed_as_readers_would_get_it(
    press: Press, publish: Publish
) -> None:
    publish("Ferry sails again", topics=[topic("The quay")])
    settle(press)
    at = timezone.now()
    assert set(press.store.paths()) == set(pages.all_pages(at))
    assert press.store.counts(at.timestamp())["fault"] == 0
    for path in press.store.paths():
        page = standing.look(path, at)
        assert isinstance(page, standing.Page)
        if page.kind == "search":  # made for whoever asks
            assert state(press.store, path) == "live"
            continue
        assert text(press.store, path) == b"".join(page.printed.segments).decode(), path


def test_a_publication_is_one_commit_of_all_its_pages(press: Press, publish: Publish) -> None:
    edition = press.store.edition
    story = publish("Ferry sails again", topics=[topic("The quay")])
    assert press.turn()
    assert press.store.edition == edition + 1
    assert story.address
    month = story.address.rsplit("/", 3)[0] + "/"
    lists = ["/", "/city/", month, "/topics/the-quay/", "/by/ben-quay/", "404", "410", "503"]
    feeds = ["/rss.xml", "/city/atom.xml", "/topics/the-quay/rss.xml", "/by/ben-quay/atom.xml"]
    for path in (story.address, *lists, *feeds):
        plate = press.store.find(path)
        assert plate is not None, path
        assert plate.edition == edition + 1, path
        assert "Ferry sails again" in text(press.store, path)
    assert story.address in text(press.store, f"/sitemaps/city/{story.printed_at:%Y-%m}.xml")
    assert b"Ferry sails again" in press.store.filling("most_read", timezone.now().timestamp())
    assert not Outbox.objects.exclude(state=Outbox.State.DONE).exists()
    settle(press)
    assert press.store.edition == edition + 1


def test_what_is_taken_out_of_print_is_gone_everywhere_at_once(
    press: Press, publish: Publish
) -> None:
    story = publish("Ferry sails again", topics=[topic("The quay")])
    publish("Another story")
    settle(press)
    story.unpublish()
    press.turn()
    assert story.address
    assert state(press.store, story.address) == "gone"
    left = [path for path in press.store.paths() if "Ferry sails" in _any(press.store, path)]
    assert left == []
    assert state(press.store, "/topics/the-quay/") == "nothing"
    assert b"Ferry" not in press.store.filling("most_read", timezone.now().timestamp())


def _any(store: Store, path: str) -> str:
    plate = store.find(path)
    return text(store, path) if plate is not None and plate.forms is not None else ""


def test_a_story_that_changes_its_topics_leaves_the_old_lists(
    press: Press, publish: Publish
) -> None:
    quay, pier = topic("The quay"), topic("The pier")
    publish("Another story", topics=[quay])
    story = publish("Ferry sails again", topics=[quay])
    settle(press)
    story.topics = [pier]
    story.save_revision().publish()
    press.turn()
    assert "Ferry sails again" not in text(press.store, "/topics/the-quay/")
    assert "Ferry sails again" in text(press.store, "/topics/the-pier/")
    assert "/topics/the-pier/" in text(press.store, "/sitemaps/topics/1.xml")


def test_a_corrected_story_is_printed_wherever_it_stands(press: Press, publish: Publish) -> None:
    story = publish("Ferry sails again")
    settle(press)
    story.title = "Ferry stays in port"
    story.save_revision().publish()
    press.turn()
    assert [path for path in press.store.paths() if "sails again" in _any(press.store, path)] == []
    assert "Ferry stays in port" in text(press.store, "/")


def test_a_page_that_cannot_be_made_delays_no_other_and_is_tried_again(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text(press.store, "/city/")
    build = parts._registry.parts[("section", "front")]

    def broken(subject: Any, at: Any) -> Any:
        raise ZeroDivisionError("no columns")

    monkeypatch.setitem(
        parts._registry.parts, ("section", "front"), parts.Part("section", "front", broken)
    )
    story = publish("Ferry sails again")
    press.turn()
    assert text(press.store, "/city/") == before
    assert "Ferry sails again" in text(press.store, "/")
    assert story.address
    assert state(press.store, story.address) == "plate"
    assert press.store.faults() == [("/city/", "ZeroDivisionError: no columns", 1)]
    now = timezone.now()
    assert press.store.due(now.timestamp()) == []
    monkeypatch.setitem(parts._registry.parts, ("section", "front"), build)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=1))
    press.turn()
    assert press.store.faults() == []
    assert "Ferry sails again" in text(press.store, "/city/")


def test_faults_are_tried_again_later_each_time() -> None:
    pauses = [run._pause(attempts).total_seconds() for attempts in (0, 1, 2, 11, 99)]
    assert pauses == [2, 4, 8, 3600, 3600]


def test_a_claim_of_another_press_is_respected_until_it_ends(
    press: Press, publish: Publish
) -> None:
    publish("Ferry sails again")
    assert outbox.claim(timezone.now()) == 1
    Spoil.objects.all().delete()
    assert not press.turn() or "sails again" not in text(press.store, "/")
    assert outbox.claim(timezone.now() + outbox.LEASE) == 1


def test_a_press_that_begins_takes_up_what_another_left(press: Press, publish: Publish) -> None:
    publish("Ferry sails again")
    assert outbox.claim(timezone.now()) == 1  # and was killed
    again = Press(press.store)
    again.begin()
    settle(again)
    assert "Ferry sails again" in text(press.store, "/")


def test_a_press_that_slept_prints_nothing_old(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Ferry sails again")
    committing, store = press.store.commit, press.store

    def slow(ticket: int, change: Change) -> int:
        monkeypatch.setattr(store, "commit", committing)
        store.commit(store.take_ticket(), Change(change.at))  # another one, meanwhile
        return committing(ticket, change)

    monkeypatch.setattr(store, "commit", slow)
    assert press.turn()
    assert Outbox.objects.filter(state=Outbox.State.CLAIMED).count() == 1
    with pytest.raises(Overtaken):
        store.commit(0, Change(0))
    Outbox.objects.update(due=timezone.now())
    settle(press)
    assert "Ferry sails again" in text(press.store, "/")


def test_what_is_told_while_the_press_looks_is_not_taken_for_done(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("First")
    looking = run._look

    def look(paths: Any, at: Any) -> Any:
        proof = looking(paths, at)
        publish("Second")
        return proof

    monkeypatch.setattr(run, "_look", look)
    press.turn()
    monkeypatch.setattr(run, "_look", looking)
    assert Outbox.objects.filter(state=Outbox.State.WAITING).count() == 1
    settle(press)
    assert "Second" in text(press.store, "/")


def test_another_name_of_the_paper_is_printed_on_all_pages(press: Press, publish: Publish) -> None:
    story = publish("Ferry sails again")
    settle(press)
    paper = Masthead.objects.get()
    paper.name = "The Evening Courier"
    paper.save()
    settle(press)
    paths = ["/", "/city/", story.address, "/by/ben-quay/", "/rss.xml", "404"]
    assert [p for p in paths if "The Evening Courier" not in text(press.store, str(p))] == []


def test_a_section_with_another_name_has_it_on_its_stories(
    press: Press, publish: Publish, cast: Cast
) -> None:
    story = publish("Ferry sails again")
    settle(press)
    cast.city.title = "Town"
    cast.city.save_revision()
    assert not Spoil.objects.exists()
    cast.city.save_revision().publish()
    settle(press)
    assert ">Town<" in text(press.store, str(story.address))


def test_a_section_that_is_deleted_is_named_nowhere(
    press: Press, publish: Publish, cast: Cast
) -> None:
    publish("Ferry sails again")
    actions.publish(cast.sea, compose.first_plan(cast.sea), user=cast.publisher, begun_from=None)
    PageViewRestriction.objects.create(page=cast.sea, restriction_type="login")
    settle(press)
    assert state(press.store, "/sea/") == "nothing"
    assert "/sea/" not in text(press.store, "/sitemaps/pages.xml")
    PageViewRestriction.objects.all().delete()
    settle(press)
    assert state(press.store, "/sea/") == "plate"
    PageViewRestriction.objects.create(page=cast.sea, restriction_type="login")
    PageViewRestriction.objects.all().delete()
    settle(press)
    cast.sea.delete()
    settle(press)
    assert state(press.store, "/sea/") == "gone"
    assert [path for path in press.store.paths() if 'href="/sea/"' in _any(press.store, path)] == []
    assert "/sea/" not in text(press.store, "/sitemaps/pages.xml")


def test_a_restricted_page_is_deleted_with_all_that_hangs_on_it(press: Press, cast: Cast) -> None:
    PageViewRestriction.objects.create(page=cast.sea, restriction_type="login")
    actions.publish(cast.sea, compose.first_plan(cast.sea), user=cast.publisher, begun_from=None)
    settle(press)
    cast.sea.delete()
    settle(press)
    assert state(press.store, "/sea/") == "nothing"


def test_a_topic_that_moves_leads_from_its_old_address(press: Press, publish: Publish) -> None:
    quay = topic("The quay")
    story = publish("Ferry sails again", topics=[quay])
    settle(press)
    quay.slug = "harbour"
    quay.save()
    settle(press)
    moved = press.store.find("/topics/the-quay/")
    assert moved is not None
    assert (moved.state, moved.status, moved.target) == ("moved", 301, "/topics/harbour/")
    assert "/topics/harbour/" in text(press.store, str(story.address))
    TopicAlias.objects.create(topic=quay, name="Docks", slug="docks")
    settle(press)
    assert state(press.store, "/topics/docks/") == "moved"
    TopicAlias.objects.all().delete()
    settle(press)
    assert state(press.store, "/topics/docks/") == "nothing"


def test_a_banner_comes_and_goes_by_the_clock(
    press: Press, publish: Publish, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Ferry sails again")
    settle(press)
    now = timezone.now()
    banner = Banner(
        label="Ferry",
        words="All ferries stay in port",
        stands_from=now + timedelta(hours=1),
        until=now + timedelta(hours=2),
    )
    actions.call_out(banner, user=cast.publisher)
    settle(press)
    assert "stay in port" not in text(press.store, "/")
    for hours, stands in ((1.01, True), (2.01, False)):
        monkeypatch.setattr(timezone, "now", lambda h=hours: now + timedelta(hours=h))
        settle(press)
        assert ("stay in port" in text(press.store, "/")) is stands
    assert press.store.due(timezone.now().timestamp() + 3600) == []


def test_a_banner_that_is_ended_goes_at_once(press: Press, publish: Publish, cast: Cast) -> None:
    now = timezone.now()
    banner = Banner(label="Ferry", words="All ferries stay", until=now + timedelta(hours=2))
    actions.call_out(banner, user=cast.publisher)
    settle(press)
    assert "All ferries stay" in text(press.store, "/")
    actions.end_banner(banner, user=cast.publisher)
    settle(press)
    assert "All ferries stay" not in text(press.store, "/")


def test_a_correction_is_printed(press: Press, publish: Publish, cast: Cast) -> None:
    story = publish("Ferry sails again")
    settle(press)
    story_actions.correct(story, text="<p>It was the early ferry.</p>", user=cast.editor)
    press.turn()
    assert "It was the early ferry." in text(press.store, str(story.address))


def test_more_pages_than_one_commit_bears_follow_it(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.press.changed.AT_ONCE", 3)
    stories = [publish(f"Story {number}") for number in range(5)]
    press.turn()
    states = [state(press.store, str(story.address)) for story in stories]
    assert states == ["stub", "stub", "plate", "plate", "plate"]
    settle(press)
    assert {state(press.store, str(story.address)) for story in stories} == {"plate"}
    assert "Story 4" in text(press.store, "/")


def test_a_key_of_very_many_pages_is_printed_in_portions(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.press.changed.MANY", 1)
    story = publish("Ferry sails again", topics=[topic("The quay")])
    settle(press)
    story.title = "Ferry stays in port"
    story.save_revision().publish()
    press.turn()
    assert "stays in port" in text(press.store, str(story.address))
    settle(press)
    assert [path for path in press.store.paths() if "sails again" in _any(press.store, path)] == []


def test_another_release_prints_everything_anew(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Ferry sails again")
    settle(press)
    assert Press(press.store).begin() is None
    assert press.store.due(timezone.now().timestamp()) == []
    monkeypatch.setattr("dateline.press.release.fingerprint", lambda: "another")
    press.begin()
    due = press.store.due(timezone.now().timestamp(), 1000)
    assert set(due) == set(press.store.paths())
    due.remove("/sitemaps/news.xml")  # its turn by the clock was noted before
    assert due[0] in ("404", "/")
    edition = press.store.edition
    settle(press)
    assert press.store.edition == edition  # the same words


def test_without_anything_to_do_pages_are_compressed_better(press: Press) -> None:
    rough = press.store.rough(1000)
    assert rough
    sizes = {
        path: len(
            press.store._db.execute("SELECT brotli FROM plates WHERE path = ?", (path,)).fetchone()[
                0
            ]
        )
        for path in rough
    }
    press.turn()
    for _ in rough:
        press.turn()
    assert press.store.rough(1) == []
    after = {
        path: len(
            press.store._db.execute("SELECT brotli FROM plates WHERE path = ?", (path,)).fetchone()[
                0
            ]
        )
        for path in rough
    }
    assert sum(after.values()) < sum(sizes.values())


def test_what_is_news_no_more_leaves_the_news_sitemap_by_the_clock(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish("Ferry sails again")
    settle(press)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=1))
    second = publish("Cod is back")
    settle(press)
    for hours, listed in ((47, {first, second}), (48, {second}), (49.1, set())):
        monkeypatch.setattr(timezone, "now", lambda h=hours: now + timedelta(hours=h))
        settle(press)
        stands = state(press.store, "/sitemaps/news.xml") == "plate"
        said = text(press.store, "/sitemaps/news.xml") if stands else ""
        assert {story for story in (first, second) if story.address in said} == listed
    assert state(press.store, "/sitemaps/news.xml") == "nothing"
    third = publish("Ferry in port")
    settle(press)
    assert third.address in text(press.store, "/sitemaps/news.xml")


def test_a_hole_of_a_family_is_filled_where_a_page_has_it_and_emptied_again(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: dict[str, tuple[holes.Value, ...]] = {}
    monkeypatch.setitem(holes._families, "most_read", lambda at: dict(listed))
    publish("Ferry sails again")
    settle(press)
    plate = press.store.find("/city/")
    assert plate is not None
    (name,) = (name for name in plate.holes if name.startswith("most_read:section:"))
    now = timezone.now()
    assert press.store.filling(name, now.timestamp()) == b""

    hour = timedelta(hours=1)
    member = name.partition(":")[2]
    listed[member] = (holes.Value(b"<p>Most read</p>", now - hour, now + hour),)
    press._holes_at = 0.0  # a minute later
    press.turn()
    assert press.store.filling(name, now.timestamp()) == b"<p>Most read</p>"
    assert int(press.store.note(f"room:{name}")) > len(b"<p>Most read</p>")
    standing_plate = press.store.find("/city/")
    assert standing_plate is not None
    assert standing_plate.edition == plate.edition

    del listed[member]
    press._holes_at = 0.0
    press.turn()
    assert press.store.filling(name, now.timestamp()) == b""
    assert name not in press.store.filled_holes()


def test_a_family_of_holes_that_fails_stops_no_other_hole(
    press: Press, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Ferry sails again")
    settle(press)

    def fail(at: object) -> dict[str, tuple[holes.Value, ...]]:
        raise ZeroDivisionError("no reads")

    monkeypatch.setitem(holes._families, "most_read", fail)
    press.store.jot("room:today", "0")
    press._holes_at = 0.0
    press.turn()
    assert press.store.note("room:today") != "0"
    assert press.store.filling("today", timezone.now().timestamp())
