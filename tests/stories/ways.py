"""Every way by which a story becomes public, changes or goes, and what it leaves behind.

A way is prepared and then gone. Both look everything up by name, so that they can run in
different processes, one of which may be killed half-way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, PageViewRestriction, Revision, TaskState

from dateline.masthead.models import Contributor, Home, Section
from dateline.stories import actions
from dateline.stories.models import Story
from dateline.stories.releases import release_due
from tests.cast import Cast, make_story
from tests.newsroom.conftest import add_url, edit_url, form

HEADLINE = "Ferry sails again"
CHANGED = "Ferry sails twice"


@dataclass(frozen=True)
class Way:
    """One way, and what the story of the headline must have come to at its end."""

    name: str
    prepare: Callable[[Cast], Any]
    go: Callable[[Cast], Any]
    #: The actions of its outbox rows, in order.
    outbox: str
    versions: int
    in_print: bool
    #: Where readers do not see the headline of `HEADLINE`.
    headline: str = HEADLINE
    gone: bool = False
    #: How many stories there are at the end.
    stories: int = 1
    #: Whether a process killed on the way leaves either what was or what is to be.
    whole: bool = True
    #: How many hours after its preparation it is gone.
    hours: int = 0

    def clock(self) -> Any:
        """Return a context in which the way's own time has come."""
        return time_machine.travel(timezone.now() + timedelta(hours=self.hours))

    def __str__(self) -> str:
        return self.name


WAYS: list[Way] = []


def find_cast() -> Cast:
    """Return the cast of a database that was prepared by another process."""
    users = {user.username: user for user in get_user_model().objects.all()}
    return Cast(
        home=Home.objects.get(),
        city=Section.objects.get(slug="city"),
        sea=Section.objects.get(slug="sea"),
        reporter=users["ben"],
        editor=users["ada"],
        picture_editor=users["cleo"],
        publisher=users["paula"],
        ben=Contributor.objects.get(),
    )


def story() -> Any:
    """Return the story the way is about, fresh from the database."""
    return Story._base_manager.order_by("pk").first()


def client(user: Any) -> Client:
    """Return a browser in which `user` is logged in."""
    browser = Client()
    browser.force_login(user)
    return browser


def later(**delta: float) -> datetime:
    """Return a moment from now, to the minute as forms have it."""
    return (timezone.now() + timedelta(**delta)).replace(second=0, microsecond=0)


def field(at: datetime) -> str:
    """Return `at` as a form sends it."""
    return at.strftime("%Y-%m-%d %H:%M")


def post(user: Any, url: str, data: Any = None, **extra: Any) -> Any:
    """Send a form; anything but a success or a redirect is a fault of the test."""
    answer = client(user).post(url, data or {}, **extra)
    assert answer.status_code in {200, 302}, answer.status_code
    return answer


def bulk(cast: Cast, action: str, pages: list[Any], **data: Any) -> None:
    """Do `action` to many pages at once, as the publisher."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    ids = "&".join(f"id={page.pk}" for page in pages)
    answer = post(cast.publisher, f"{url}?{ids}&next=/newsroom/", data)
    assert answer.status_code == 302, answer.content[-2000:]


def view(name: str, *args: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


# What a way begins with.


def nothing(cast: Cast) -> None:
    """An empty paper."""


def draft(cast: Cast) -> Any:
    make_story(cast, HEADLINE)
    return story()


def published(cast: Cast) -> Any:
    draft(cast).get_latest_revision().publish()
    return story()


def changed(cast: Cast) -> Any:
    """A story in print with a newer draft."""
    row = published(cast)
    row.title = CHANGED
    row.save_revision(user=cast.editor)
    return story()


def republished(cast: Cast) -> Any:
    row = changed(cast)
    row.get_latest_revision().publish()
    return story()


def planned(cast: Cast) -> Any:
    row = make_story(cast, HEADLINE, go_live_at=later(hours=1))
    row.get_latest_revision().publish()
    return story()


def planned_update(cast: Cast) -> Any:
    row = published(cast)
    row.title, row.go_live_at = CHANGED, later(hours=1)
    row.save_revision(user=cast.editor).publish()
    return story()


def embargoed(cast: Cast) -> Any:
    row = make_story(cast, HEADLINE, embargo_until=later(hours=1))
    row.get_latest_revision().publish()
    return story()


def past_the_plan(cast: Cast) -> Any:
    """Live for Wagtail, held by its embargo: published by an action that knows none."""
    row = make_story(cast, HEADLINE, embargo_until=later(hours=1))
    PublishPageRevisionAction(row.get_latest_revision()).execute()
    return story()


def expiring(cast: Cast) -> Any:
    make_story(cast, HEADLINE, expire_at=later(hours=1)).get_latest_revision().publish()
    return story()


def under_review(cast: Cast) -> Any:
    """A draft at the last step of its workflow."""
    row = draft(cast)
    row.get_workflow().start(row, cast.reporter)
    _approve(cast)
    return story()


def reviewed_and_changed(cast: Cast) -> Any:
    """Under review, with an autosave by somebody else on top."""
    row = under_review(cast)
    row.title = CHANGED
    row.save_revision(user=cast.publisher)
    return story()


def hidden(cast: Cast) -> Any:
    """In print, then shown to people with a login only."""
    row = published(cast)
    PageViewRestriction.objects.create(page=cast.city, restriction_type="login")
    return row


def live_coverage(cast: Cast) -> Any:
    make_story(cast, HEADLINE, kind="live").get_latest_revision().publish()
    row = story()
    actions.add_entry(row, [], headline="First", user=cast.editor)
    return row


def unpublished(cast: Cast) -> Any:
    published(cast).unpublish()
    return story()


# What is done.


def _form(cast: Cast, headline: str = HEADLINE, **fields: Any) -> Any:
    return form(cast.ben, headline, **fields)


def _publishes(cast: Cast, headline: str = HEADLINE, **fields: Any) -> Any:
    return _form(cast, headline, **{"action-publish": "1"}, **fields)


def _approve(cast: Cast) -> None:
    state = TaskState.objects.get(status="in_progress")
    post(cast.editor, view("workflow_action", story().pk, "approve", state.pk))


def _approve_in_form(cast: Cast) -> None:
    data = _form(cast, CHANGED)
    data |= {"action-workflow-action": "1", "workflow-action-name": "approve"}
    post(cast.editor, edit_url(story()), data)


def _autosave(cast: Cast, revision: Any = None) -> Any:
    over = revision or story().get_latest_revision()
    Revision.objects.filter(pk=over.pk).update(user=cast.editor)
    data = _form(cast, "Half a head", overwrite_revision_id=str(over.pk))
    answer = post(cast.editor, edit_url(story()), data, headers={"accept": "application/json"})
    assert answer.json()["success"], answer.content
    return answer.json()


def _autosave_in_code(cast: Cast) -> None:
    """As an autosave does; the form itself is locked once a story is planned."""
    row = story().get_latest_revision_as_object()
    row.title = "Half a head"
    row.save_revision(overwrite_revision=row.get_latest_revision(), user=cast.reporter)


def _copy(cast: Cast, **fields: Any) -> None:
    data = {
        "new_title": "A copy",
        "new_slug": "a-copy",
        "new_parent_page": cast.city.pk,
        **fields,
    }
    post(cast.publisher, view("copy", story().pk), data)


def _revision(number: int) -> Any:
    return Revision.objects.filter(object_id=str(story().pk)).order_by("pk")[number]


def _write_code(cast: Cast) -> None:
    row = story()
    row.title = CHANGED
    row.save_revision(user=cast.editor).publish(user=cast.editor)


def _rewrite_row(cast: Cast) -> None:
    row = story()
    row.title = CHANGED
    row.save()


def _rewrite_page(cast: Cast) -> None:
    row = Page.objects.get(pk=story().pk)
    row.title = CHANGED
    row.save()


def _save_page(cast: Cast) -> None:
    Page.objects.get(pk=story().pk).save()


def _privacy(cast: Cast, page: Any, kind: str) -> None:
    data = {"restriction_type": kind, "password": "", "groups": []}
    post(cast.publisher, view("set_privacy", page.pk), data)


def _way(name: str, prepare: Any, go: Any, outbox: str, versions: int, in_print: bool, **more: Any):
    WAYS.append(Way(name, prepare, go, outbox, versions, in_print, **more))


_way(
    "create and publish",
    nothing,
    lambda cast: post(cast.editor, add_url(cast.city), _publishes(cast)),
    "print", 1, True,
)  # fmt: skip
_way(
    "create with a plan",
    nothing,
    lambda cast: post(
        cast.editor, add_url(cast.city), _publishes(cast, go_live_at=field(later(hours=3)))
    ),
    "", 0, False,
)  # fmt: skip
_way(
    "create under embargo",
    nothing,
    lambda cast: post(
        cast.editor, add_url(cast.city), _publishes(cast, embargo_until=field(later(hours=3)))
    ),
    "", 0, False,
)  # fmt: skip
_way(
    "publish a draft from its form",
    draft,
    lambda cast: post(cast.editor, edit_url(story()), _publishes(cast)),
    "print", 1, True,
)  # fmt: skip
_way(
    "publish new words over a live story",
    published,
    lambda cast: post(cast.editor, edit_url(story()), _publishes(cast, CHANGED)),
    "print print", 2, True, headline=CHANGED,
)  # fmt: skip
_way(
    "save a draft over a live story",
    published,
    lambda cast: post(cast.editor, edit_url(story()), _form(cast, CHANGED)),
    "print", 1, True,
)  # fmt: skip
_way(
    "plan a draft in its form",
    draft,
    lambda cast: post(
        cast.editor, edit_url(story()), _publishes(cast, go_live_at=field(later(hours=3)))
    ),
    "", 0, False,
)  # fmt: skip
_way(
    "plan an update of a live story",
    published,
    lambda cast: post(
        cast.editor, edit_url(story()), _publishes(cast, CHANGED, go_live_at=field(later(hours=3)))
    ),
    "print", 1, True,
)  # fmt: skip
_way(
    "an embargo on an update of a live story",
    published,
    lambda cast: post(
        cast.editor,
        edit_url(story()),
        _publishes(cast, CHANGED, embargo_until=field(later(hours=3))),
    ),
    "print", 1, True,
)  # fmt: skip
_way("autosave over a live revision", published, _autosave, "print", 1, True)
_way("autosave over a planned revision", planned, _autosave_in_code, "", 0, False)
_way("autosave over a revision under review", under_review, _autosave, "", 0, False)
_way("approve at the last step", under_review, _approve, "print", 1, True)
_way(
    "approve with an edit in the form",
    under_review, _approve_in_form, "print", 1, True, headline=CHANGED,
)  # fmt: skip
_way("approve while a newer draft exists", reviewed_and_changed, _approve, "print", 1, True)
_way("bulk publish", draft, lambda cast: bulk(cast, "publish", [story()]), "print", 1, True)
_way(
    "bulk publish a section with its stories",
    draft,
    lambda cast: bulk(cast, "publish", [cast.city], include_descendants="on"),
    "print", 1, True,
)  # fmt: skip
_way(
    "bulk unpublish",
    published, lambda cast: bulk(cast, "unpublish", [story()]), "print remove", 1, False,
)  # fmt: skip
_way(
    "bulk delete",
    published,
    lambda cast: bulk(cast, "delete", [story()]),
    "print remove", 1, False, gone=True, stories=0,
)  # fmt: skip
_way(
    "bulk move",
    published,
    lambda cast: bulk(cast, "move", [story()], chooser=str(cast.sea.pk)),
    "print print", 1, True,
)  # fmt: skip
_way(
    "unpublish",
    published,
    lambda cast: post(cast.editor, view("unpublish", story().pk)),
    "print remove", 1, False,
)  # fmt: skip
_way(
    "delete",
    published,
    lambda cast: post(cast.publisher, view("delete", story().pk)),
    "print remove", 1, False, gone=True, stories=0,
)  # fmt: skip
_way(
    "move",
    published,
    lambda cast: post(cast.publisher, view("move_confirm", story().pk, cast.sea.pk)),
    "print print", 1, True,
)  # fmt: skip
_way("copy as a draft", published, _copy, "print", 1, True, stories=2)
_way(
    "copy and publish the copy",
    published, lambda cast: _copy(cast, publish_copies="on"), "print", 1, True, stories=2,
)  # fmt: skip
_way("ask for an alias", published, lambda cast: _copy(cast, alias="on"), "print", 1, True)
_way(
    "publish an older revision from the form",
    republished,
    lambda cast: post(
        cast.editor,
        view("revisions_revert", story().pk, _revision(0).pk),
        _publishes(cast, revision=str(_revision(0).pk)),
    ),
    "print print print", 3, True,
)  # fmt: skip
_way(
    "publish an older revision in code",
    republished,
    lambda cast: _revision(0).publish(user=cast.editor),
    "print print print", 3, True,
)  # fmt: skip
_way(
    "save_revision().publish() in code",
    published, _write_code, "print print", 2, True, headline=CHANGED, whole=False,
)  # fmt: skip
_way(
    "Wagtail's publishing action in code",
    draft,
    lambda cast: PublishPageRevisionAction(story().get_latest_revision()).execute(),
    "print", 1, True, whole=False,
)  # fmt: skip
_way(
    "Wagtail's publishing action on an embargoed story",
    lambda cast: make_story(cast, HEADLINE, embargo_until=later(hours=1)),
    lambda cast: PublishPageRevisionAction(story().get_latest_revision()).execute(),
    "", 0, False, whole=False,
)  # fmt: skip
_way(
    "the plan comes due",
    planned, lambda cast: release_due(), "print", 1, True, hours=2,
)  # fmt: skip
_way(
    "a planned update comes due",
    planned_update, lambda cast: release_due(), "print print", 2, True, headline=CHANGED, hours=2,
)  # fmt: skip
_way(
    "the embargo ends",
    embargoed, lambda cast: release_due(), "print", 1, True, hours=2,
)  # fmt: skip
_way(
    "the embargo of a live story ends",
    past_the_plan, lambda cast: release_due(), "print", 1, True, hours=2,
)  # fmt: skip
_way(
    "it expires",
    expiring, lambda cast: release_due(), "print remove", 1, False, hours=2,
)  # fmt: skip
_way(
    "Wagtail's own command publishes",
    planned, lambda cast: call_command("publish_scheduled"), "print", 1, True, hours=2,
)  # fmt: skip
_way(
    "Wagtail's own command on an embargoed story",
    embargoed, lambda cast: call_command("publish_scheduled"), "", 0, False,
)  # fmt: skip
_way(
    "Wagtail's own command lets it expire",
    expiring,
    lambda cast: call_command("publish_scheduled"),
    "print remove", 1, False, whole=False, hours=2,
)  # fmt: skip
_way(
    "unschedule",
    planned,
    lambda cast: post(cast.editor, view("revisions_unschedule", story().pk, _revision(0).pk)),
    "", 0, False,
)  # fmt: skip
_way(
    "restrict the section",
    published, lambda cast: _privacy(cast, cast.city, "login"), "print remove", 1, False,
)  # fmt: skip
_way(
    "open the section again",
    hidden, lambda cast: _privacy(cast, cast.city, "none"), "print remove print", 2, True,
)  # fmt: skip
_way(
    "restrict the story",
    published, lambda cast: _privacy(cast, story(), "login"), "print remove", 1, False,
)  # fmt: skip
_way("save it as a plain page", published, _save_page, "print", 1, True)
_way("write its row anew", published, _rewrite_row, "print print", 2, True, headline=CHANGED)
_way(
    "write its row anew as a plain page",
    published, _rewrite_page, "print print", 2, True, headline=CHANGED,
)  # fmt: skip
_way(
    "lock it",
    published, lambda cast: post(cast.editor, view("lock", story().pk)), "print", 1, True,
)  # fmt: skip
_way(
    "unpublish its section alone",
    published, lambda cast: post(cast.publisher, view("unpublish", cast.city.pk)), "print", 1, True,
)  # fmt: skip
_way(
    "unpublish its section with its stories",
    published,
    lambda cast: post(cast.publisher, view("unpublish", cast.city.pk), {"include_descendants": 1}),
    "print", 1, True,
)  # fmt: skip
_way(
    "delete its section",
    published, lambda cast: post(cast.publisher, view("delete", cast.city.pk)), "print", 1, True,
)  # fmt: skip
_way(
    "publish it again",
    unpublished,
    lambda cast: post(cast.editor, edit_url(story()), _publishes(cast)),
    "print remove print", 2, True,
)  # fmt: skip
_way(
    "declare an update",
    published,
    lambda cast: actions.declare_update(story(), "<p>More ferries.</p>", user=cast.editor),
    "print print", 2, True,
)  # fmt: skip
_way(
    "add a correction",
    published,
    lambda cast: actions.correct(story(), "<p>It was one.</p>", user=cast.editor),
    "print print", 2, True,
)  # fmt: skip
_way(
    "publish a live entry",
    live_coverage,
    lambda cast: actions.add_entry(story(), [], headline="Second", user=cast.editor),
    "print print print", 3, True,
)  # fmt: skip
_way(
    "withdraw a live entry",
    live_coverage,
    lambda cast: actions.withdraw_entry(story().entries.get(), user=cast.editor),
    "print print print", 3, True,
)  # fmt: skip

BY_NAME = {way.name: way for way in WAYS}
