"""Two people at the same stories in the same moment, on the database that lets both in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, close_old_connections, connection, connections
from django.test import Client
from django.urls import reverse
from psycopg import errors
from wagtail.models import PageViewRestriction
from wagtail.search import index

from dateline.newsroom import middleware
from dateline.newsroom.hand import pages_in_hand
from dateline.newsroom.story_form import StoryForm
from dateline.press.models import Outbox
from dateline.record import chain, takedowns
from dateline.record.models import Version
from dateline.stories import actions, print_state
from dateline.stories.models import Story
from tests.cast import Cast, make_cast, make_story
from tests.newsroom.conftest import add_url, edit_url, form

#: How long the first waits for the second, who may himself be waiting for the first.
PATIENCE = 1.5
#: How long nobody takes.
ENDLESS = 30
ON_POSTGRES = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one write at a time"
)


@pytest.fixture
def paper(ground: None) -> Cast:
    """A paper of which every transaction stands, on a database that others may write to."""
    return make_cast()


class Meeting:
    """The first stops half-way until the second is through, or has to wait for the first."""

    def __init__(self) -> None:
        self.half_way, self.through = threading.Event(), threading.Event()
        self.faults: list[BaseException] = []

    def stop(self) -> None:
        """Stand half-way, once."""
        if not self.half_way.is_set():
            self.half_way.set()
            self.through.wait(PATIENCE)

    def hold(self, first: Callable[[], Any], second: Callable[[], Any]) -> None:
        """Let both run; raise what went wrong in either."""

        def follow() -> None:
            assert self.half_way.wait(ENDLESS)
            second()
            self.through.set()

        runners = [threading.Thread(target=self._run, args=[do]) for do in (first, follow)]
        for runner in runners:
            runner.start()
        for runner in runners:
            runner.join(ENDLESS)
            assert not runner.is_alive()
        if self.faults:
            raise self.faults[0]

    def _run(self, do: Callable[[], Any]) -> None:
        try:
            do()
        except BaseException as fault:  # noqa: BLE001  told by the thread that asked
            self.faults.append(fault)
            self.half_way.set()
        finally:
            close_old_connections()
            connections.close_all()


@contextmanager
def stopping(
    monkeypatch: Any, owner: Any, name: str, meeting: Meeting, *, after: bool = False
) -> Iterator[None]:
    """Let whoever calls `name` of `owner` first stop there, before or after it is done."""
    real = getattr(owner, name)

    def stop(*args: Any, **kwargs: Any) -> Any:
        if after:
            done = real(*args, **kwargs)
            meeting.stop()
            return done
        meeting.stop()
        return real(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, stop)
        yield


def in_turn(who: Any) -> Client:
    """Return a browser in which `who` is logged in."""
    client = Client()
    client.force_login(who)
    return client


def bulk(cast: Cast, action: str, *stories: Any) -> Callable[[], Any]:
    """Return what does `action` to many at once."""
    client = in_turn(cast.publisher)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = "&".join(f"id={story.pk}" for story in stories)
    return lambda: client.post(f"{url}?{ids}&next=/newsroom/", {"include_descendants": ""})


def sound(number: int, versions: int | None = None) -> None:
    """The chain holds, so many stories are in print, and each version (one a story) was told."""
    versions = versions or number
    assert list(chain.breaks()) == []
    assert Story.objects.in_print().filter(live=True, live_revision__isnull=False).count() == number
    assert Version.objects.count() == versions
    assert Outbox.objects.filter(action=Outbox.Action.PRINT).count() == versions


@pytest.mark.postgres
@ON_POSTGRES
def test_an_autosave_that_meets_a_publication_leaves_the_story_in_print(paper, monkeypatch):
    story = make_story(paper, "Ferry sails again")
    reporter, editor = in_turn(paper.reporter), in_turn(paper.editor)
    typed, sent = form(paper.ben), form(paper.ben, **{"action-publish": "1"})
    meeting = Meeting()
    with stopping(monkeypatch, StoryForm, "save", meeting):
        meeting.hold(
            lambda: reporter.post(edit_url(story), typed, headers={"accept": "application/json"}),
            lambda: editor.post(edit_url(story), sent),
        )
    sound(1)


@pytest.mark.postgres
@ON_POSTGRES
def test_an_autosave_that_meets_a_release_leaves_the_story_in_print(paper, monkeypatch):
    story = make_story(paper, "Ferry sails again")
    reporter, typed = in_turn(paper.reporter), form(paper.ben, "Half a head")
    meeting = Meeting()
    with stopping(monkeypatch, StoryForm, "save", meeting):
        meeting.hold(
            lambda: reporter.post(edit_url(story), typed, headers={"accept": "application/json"}),
            lambda: Story.objects.get(pk=story.pk).get_latest_revision().publish(),
        )
    sound(1)


@pytest.mark.postgres
@ON_POSTGRES
def test_a_publication_that_waited_for_an_autosave_keeps_its_draft(paper, monkeypatch):
    story = make_story(paper, "Ferry sails again")
    revision = story.get_latest_revision()
    reporter, typed = in_turn(paper.reporter), form(paper.ben, "Half a head")
    revision.as_object()  # read before the autosave, as a worker may have
    meeting = Meeting()
    with stopping(monkeypatch, StoryForm, "save", meeting):
        meeting.hold(
            lambda: reporter.post(edit_url(story), typed),
            revision.publish,
        )
    sound(1)
    kept = Story.objects.get()
    assert kept.get_latest_revision() == kept.latest_revision
    assert kept.latest_revision.as_object().title == "Half a head"


@pytest.mark.postgres
@ON_POSTGRES
def test_a_bulk_publication_and_a_single_one_do_not_wait_for_each_other(paper, monkeypatch):
    first, second = make_story(paper, "First"), make_story(paper, "Second")
    editor, sent = in_turn(paper.editor), form(paper.ben, "Second", **{"action-publish": "1"})
    meeting = Meeting()
    monkeypatch.setattr(middleware, "CROSSED", frozenset())  # nothing is tried again
    with stopping(monkeypatch, print_state, "_record", meeting, after=True):
        meeting.hold(
            bulk(paper, "publish", first, second), lambda: editor.post(edit_url(second), sent)
        )
    sound(2, versions=3)


@pytest.mark.postgres
@ON_POSTGRES
def test_a_restriction_taken_away_and_a_publication_do_not_wait_for_each_other(paper, monkeypatch):
    rows = [make_story(paper, "First"), make_story(paper, "Second")]
    other = make_story(paper, "Third", section=paper.sea)
    monkeypatch.setattr(middleware, "CROSSED", frozenset())
    restriction = PageViewRestriction.objects.create(page=paper.city, restriction_type="login")
    for row in rows:
        row.get_latest_revision().publish()
    meeting = Meeting()
    with stopping(monkeypatch, print_state, "_record", meeting, after=True):
        meeting.hold(
            lambda: PageViewRestriction.objects.get(pk=restriction.pk).delete(),
            bulk(paper, "publish", rows[1], other),
        )
    sound(3)


@pytest.mark.postgres
@ON_POSTGRES
def test_a_correction_and_a_bulk_publication_do_not_wait_for_each_other(paper, monkeypatch):
    rows = [make_story(paper, "First"), make_story(paper, "Second")]
    rows[1].get_latest_revision().publish()
    meeting = Meeting()
    monkeypatch.setattr(middleware, "CROSSED", frozenset())
    with stopping(monkeypatch, print_state, "_record", meeting, after=True):
        meeting.hold(
            bulk(paper, "publish", *rows),
            lambda: actions.correct(Story.objects.get(pk=rows[1].pk), "<p>Noon, not one.</p>"),
        )
    assert list(chain.breaks()) == []
    assert Story.objects.in_print().count() == 2


@pytest.mark.postgres
@ON_POSTGRES
def test_two_who_begin_a_story_in_one_section_both_have_theirs(paper, monkeypatch):
    clients = [in_turn(paper.reporter), in_turn(paper.editor)]
    meeting = Meeting()
    with stopping(monkeypatch, StoryForm, "save", meeting):
        meeting.hold(
            *(
                lambda client=client, name=name: client.post(
                    add_url(paper.city), form(paper.ben, name)
                )
                for client, name in zip(clients, ("Mine", "Yours"), strict=True)
            )
        )
    assert set(Story.objects.values_list("title", flat=True)) == {"Mine", "Yours"}


def crossing_once(monkeypatch: Any, fault: Exception) -> list[str]:
    """Let the database give up the first save of a request; return the tries."""
    tried: list[str] = []
    real = StoryForm.save

    def save(form: Any, commit: bool = True) -> Any:
        done = real(form, commit)
        tried.append(done.title)
        if len(tried) == 1:
            raise OperationalError("deadlock detected") from fault
        return done

    monkeypatch.setattr(StoryForm, "save", save)
    return tried


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [errors.DeadlockDetected(), errors.SerializationFailure()])
def test_a_request_that_the_database_gave_up_is_tried_once_more(cast, as_, monkeypatch, fault):
    tried = crossing_once(monkeypatch, fault)
    answer = as_("reporter").post(add_url(cast.city), form(cast.ben), follow=True)
    assert len(tried) == 2
    assert Story.objects.count() == 1
    assert len(list(answer.context["messages"])) == 1


@pytest.mark.django_db
def test_another_fault_of_the_database_is_not_tried_again(cast, as_, monkeypatch):
    tried = crossing_once(monkeypatch, errors.DiskFull())
    with pytest.raises(OperationalError):
        as_("reporter").post(add_url(cast.city), form(cast.ben))
    assert len(tried) == 1
    assert not Story.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["id=all", "id=all&childOf={city}", "id=all&childOf={city}&q=ferry"]
)
def test_all_of_a_list_are_taken_in_hand(cast, write, rf, query):
    story = write()
    index.insert_or_update_object(story)  # which a worker does, a moment later
    request = rf.post(f"/bulk/?{query.format(city=cast.city.pk)}")
    assert story.pk in pages_in_hand(request, {"model_name": "page", "action": "publish"})


@pytest.mark.django_db
def test_what_stands_below_is_taken_in_hand_where_the_form_says_so(cast, write, rf):
    story = write()
    kwargs = {"page_id": cast.city.pk}
    assert pages_in_hand(rf.post("/", {"include_descendants": "on"}), kwargs) == {
        cast.city.pk,
        story.pk,
    }
    assert pages_in_hand(rf.post("/"), kwargs) == {cast.city.pk}


@pytest.mark.postgres
@ON_POSTGRES
@pytest.mark.parametrize("first", ["takedown", "publication"])
def test_a_takedown_wins_over_a_publication_at_the_same_moment(paper, monkeypatch, first):
    story = make_story(paper, "Ferry sails again")
    story.get_latest_revision().publish()
    editor, sent = in_turn(paper.editor), form(paper.ben, "Changed", **{"action-publish": "1"})
    both = {
        "takedown": lambda: takedowns.take_down(story, None, kind="safety", reason="So"),
        "publication": lambda: editor.post(edit_url(story), sent),
    }
    meeting = Meeting()
    owner, name = (print_state, "take_out") if first == "takedown" else (StoryForm, "save")
    with stopping(monkeypatch, owner, name, meeting):
        meeting.hold(both.pop(first), *both.values())
    kept = Story.objects.get()
    assert (kept.in_print, kept.live) == (False, False)
    assert kept.title == "Changed"  # published for a moment, or kept as the draft it then is
    assert Outbox.objects.order_by("pk").last().action == Outbox.Action.REMOVE
    assert list(chain.breaks()) == []
