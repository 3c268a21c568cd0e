"""Nothing of a story that is not in print stands anywhere that readers reach.

Generated: every text field of the models gets a word of its own (a canary), in every state in
which a story is hidden; then every kind of page that any room prints is read, and every address
that can be guessed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from typing import Any
from urllib.parse import quote

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from dateline.fronts import actions
from dateline.fronts.models import Banner
from dateline.fronts.plan import SIZES, Kind, Pin, Plan, Slot
from dateline.masthead.models import Contributor
from dateline.photodesk.models import Picture
from dateline.press import parts
from dateline.record.takedowns import take_down
from dateline.stories import print_state
from dateline.stories.models import (
    Byline,
    Correction,
    LiveEntry,
    RelatedStory,
    Story,
    Topic,
    Update,
)
from dateline.stories.releases import release_due
from tests.cast import Cast, make_story
from tests.readers.paper import drawn, picture

#: Text fields of a story that hold no words of its own: names of choices, keys, derived addresses.
NO_WORDS = frozenset(
    "kind address imported_from path url_path slug draft_title translation_key comments_enabled"
    " content_type uid".split()
)
#: States in which a story is hidden.
STATES = ("draft", "scheduled", "embargoed", "private", "expired", "withdrawn", "takendown")


@dataclass
class Hidden:
    """A story with a canary in every field, and what hangs on it."""

    state: str
    story: Story
    words: dict[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)


def canary(state: str, where: str) -> str:
    return f"canary{state}{where.replace('_', '')}"


def text_fields(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """The fields of `model` that people write words into."""
    for each in model._meta.get_fields():
        if not isinstance(each, models.CharField | models.TextField) or each.choices:
            continue
        if each.name not in NO_WORDS and getattr(each, "editable", True):
            yield each


def fill(row: Any, state: str, words: dict[str, str]) -> None:
    """Put a canary into every text field of `row`."""
    name = type(row).__name__.lower()
    for each in text_fields(type(row)):
        word = canary(state, f"{name}{each.name}")
        value = f"{word}@courier.example" if isinstance(each, models.EmailField) else word
        setattr(row, each.name, value)
        words[f"{name}.{each.name}"] = word


def hide(cast: Cast, state: str, now: datetime) -> Hidden:
    """Write a story of `state` with a canary in every field, and everything that hangs on it."""
    words: dict[str, str] = {}

    def word(where: str) -> str:
        return words.setdefault(where, canary(state, where))

    shown = picture(data=drawn(colour=f"#{STATES.index(state) + 1}35"))
    fill(shown, state, words)
    shown.save()
    subject = Topic(slug=f"topic-{state}")
    fill(subject, state, words)
    subject.slug = f"topic-{state}"
    subject.save()
    person = Contributor(active=False, portrait=shown)
    fill(person, state, words)
    person.slug = f"person-{state}"
    person.save()
    body = [
        {"type": "text", "value": f"<p>{word('text')}</p>"},
        {"type": "subheading", "value": word("subheading")},
        {"type": "pullquote", "value": {"text": word("pull"), "speaker": word("speaker")}},
        {"type": "factbox", "value": {"title": word("box"), "text": f"<p>{word('facts')}</p>"}},
        {"type": "note", "value": {"about": "method", "text": f"<p>{word('note')}</p>"}},
    ]
    story = make_story(cast, "x", body=body, kind="live", lead_picture=shown)
    fill(story, state, words)
    story.sponsor = ""  # a live story has none
    words.pop("story.sponsor", None)
    story.slug = f"story-{state}"
    story.topics = [subject]
    story.bylines = [Byline(contributor=person, role=word("byline"))]
    story.save()
    LiveEntry.objects.create(
        story=story, at=now, headline=word("entry"), by=word("entryby"),
        body=[{"type": "text", "value": f"<p>{word('entrytext')}</p>"}],
    )  # fmt: skip
    Update.objects.create(story=story, text=f"<p>{word('update')}</p>")
    Correction.objects.create(story=story, text=f"<p>{word('correction')}</p>")
    STATE[state](story, now)
    story = Story.objects.get(pk=story.pk)
    addresses = [f"/topics/topic-{state}/", f"/by/person-{state}/", f"/search/?q={words['text']}"]
    addresses += [f"{place}{feed}" for place in addresses[:2] for feed in ("rss.xml", "atom.xml")]
    addresses += [f"/search/?topic=topic-{state}", f"/search/?by=person-{state}"]
    for day in (now, now - timedelta(days=1), now + timedelta(days=1)):
        addresses.append(f"/city/{day:%Y/%m/%d}/story-{state}/")
    addresses += [story.address] if story.address else []
    sizes = Picture.objects.get(pk=shown.pk).renditions.all()
    addresses += [size.file.url for size in sizes] + [shown.file.url]
    return Hidden(state, story, words, addresses)


def _published(story: Story) -> Story:
    story.save_revision().publish()
    return Story.objects.get(pk=story.pk)


def _scheduled(story: Story, now: datetime) -> None:
    story.go_live_at = now + timedelta(hours=2)
    story.save_revision().publish()


def _embargoed(story: Story, now: datetime) -> None:
    story.embargo_until = now + timedelta(hours=2)
    story.save_revision().publish()


def _private(story: Story, now: datetime) -> None:
    PageViewRestriction.objects.create(page=_published(story), restriction_type="login")
    print_state.settle(story.pk)


def _expired(story: Story, now: datetime) -> None:
    story = _published(story)
    Story._base_manager.filter(pk=story.pk).update(
        expire_at=now - timedelta(minutes=1), expires_at=now - timedelta(minutes=1)
    )
    release_due(now)


def _taken_down(story: Story, now: datetime) -> None:
    take_down(_published(story), None, kind="privacy", reason="A person asked for it.")


STATE: dict[str, Callable[[Story, datetime], None]] = {
    "draft": lambda story, now: story.save_revision() and None,
    "scheduled": _scheduled,
    "embargoed": _embargoed,
    "private": _private,
    "expired": _expired,
    "withdrawn": lambda story, now: _published(story).unpublish() and None,
    "takendown": _taken_down,
}


def refer(cast: Cast, hidden: list[Hidden]) -> Story:
    """Put a story into print that refers to all that is hidden, with a newer draft of its own."""
    links = "".join(f'<a linktype="page" id="{each.story.pk}">a link</a> ' for each in hidden)
    story = make_story(cast, "In print", body=[{"type": "text", "value": f"<p>{links}</p>"}])
    story.chosen = [RelatedStory(other=each.story) for each in hidden]
    story.topics = [Topic.objects.create(name="Shown", slug="shown")]
    story.save_revision().publish()
    story = Story.objects.get(pk=story.pk)
    pins = tuple(Pin(each.story.uid, place) for place, each in enumerate(hidden))
    plan = Plan((Slot(Kind.LEAD), Slot(Kind.SECONDS, pins[: SIZES[Kind.SECONDS]])))
    actions.publish(cast.home, plan, user=cast.editor, begun_from=None)
    actions.publish(cast.city, plan, user=cast.editor, begun_from=None)
    banner = Banner(label="Now", words="Something", story=hidden[2].story)
    banner.until = timezone.now() + timedelta(hours=3)
    actions.call_out(banner, user=cast.editor)
    return story


def surfaces(story: Story) -> dict[str, list[str]]:
    """Addresses of each kind of page that any room prints, besides those that can be guessed."""
    printed = story.printed_at
    assert printed is not None
    month, day = f"{printed:%Y/%m}", f"{printed:%Y/%m/%d}"
    return {
        "home": ["/"],
        "front-draft": [],  # stands nowhere: the newsroom renders what it holds in hand
        "section": ["/city/", "/sea/"],
        "month": [f"/city/{month}/"],
        "day": [f"/city/{day}/"],
        "story": [story.address or ""],
        "topic": ["/topics/shown/"],
        "contributor": ["/by/ben-quay/"],
        "policy": ["/about/"],
        "not-found": ["/nothing/"],
        "gone": ["/gone/"],
        "away": [],  # the newsstand says it of what it cannot have: its words are among the plates
        "takedown": [],  # stands at the story's own address, which is among the guessed ones
        "search": ["/search/", "/search/?q=canary", "/search/?section=city"],
        "rss": ["/rss.xml", "/city/rss.xml", "/topics/shown/rss.xml", "/by/ben-quay/rss.xml"],
        "atom": ["/atom.xml", "/city/atom.xml"],
        "sitemap-index": ["/sitemap.xml"],
        "news-sitemap": ["/sitemaps/news.xml"],
        "sitemap": [f"/sitemaps/{printed:%Y-%m}.xml", "/sitemaps/pages.xml"],
        "robots": ["/robots.txt"],
    }


def told(answer: Any) -> str:
    """Everything that an answer says, in one string."""
    assert answer.status_code < 500  # what is broken tells nothing, which proves nothing
    body = b"".join(answer) if answer.streaming else answer.content
    for close in answer._resource_closers if answer.streaming else ():
        close()
    return f"{answer.status_code}\n{answer.headers!r}\n{body.decode(errors='replace')}"


def forms(word: str) -> set[str]:
    """A canary as it may be written."""
    return {word, escape(word), quote(word), json.dumps(word)[1:-1]}


@pytest.fixture
def paper(cast: Cast) -> tuple[Story, list[Hidden]]:
    now = timezone.now()
    hidden = [hide(cast, state, now) for state in STATES]
    return refer(cast, hidden), hidden


def leaks(reader: Client, story: Story, hidden: list[Hidden]) -> dict[str, set[str]]:
    """What is told of the hidden stories, by address."""
    known = surfaces(story)
    unknown = {kind.name for kind in parts.kinds()} - set(known)
    assert not unknown, f"say in surfaces() where pages of these kinds stand: {unknown}"
    found: dict[str, set[str]] = {}
    guessed = [address for each in hidden for address in each.addresses]
    for address in [*(a for each in known.values() for a in each), *guessed]:
        said = told(reader.get(address))
        for each in hidden:
            for where, word in each.words.items():
                # What a reader typed comes back to that reader: it tells nothing.
                typed = any(form in address for form in forms(word))
                if not typed and any(form in said for form in forms(word)):
                    found.setdefault(address, set()).add(f"{each.state}: {where}")
            if each.story.address and each.story.address in said and address != each.story.address:
                found.setdefault(address, set()).add(f"{each.state}: its address")
    return found


def test_every_text_field_of_a_story_has_its_canary(paper: tuple[Story, list[Hidden]]) -> None:
    _, hidden = paper
    wanted = {f"story.{each.name}" for each in text_fields(Story)} - {"story.sponsor"}
    for each in hidden:
        assert wanted <= set(each.words)
        assert {"picture.credit", "topic.name", "contributor.biography"} <= set(each.words)


def test_nothing_of_a_hidden_story_is_told_anywhere(
    paper: tuple[Story, list[Hidden]], reader: Client
) -> None:
    story, hidden = paper
    assert leaks(reader, story, hidden) == {}


def test_files_of_hidden_stories_are_not_handed_out(
    paper: tuple[Story, list[Hidden]], reader: Client
) -> None:
    _, hidden = paper
    for each in hidden:
        files = [address for address in each.addresses if address.startswith("/media/")]
        assert len(files) > 2
        assert {reader.get(address).status_code for address in files} == {404}, each.state


def test_the_canaries_would_be_seen(paper: tuple[Story, list[Hidden]], reader: Client) -> None:
    """After its embargo the same story stands on every surface: the test above is not blind."""
    story, hidden = paper
    (held,) = (each for each in hidden if each.state == "embargoed")
    held.story.embargo_until = held.story.go_live_at = None
    held.story.save()
    held.story.save_revision().publish()
    held.story.refresh_from_db()
    seen = leaks(reader, story, [held])
    address = held.story.address or ""
    said = told(reader.get(address))
    for where in ("story.title", "story.standfirst", "text", "pull", "facts", "entry", "update",
                  "correction", "story.lead_caption", "picture.credit", "contributor.name",
                  "topic.name", "byline"):  # fmt: skip
        assert held.words[where] in said, where
    for surface in ("/", "/city/", "/rss.xml", "/city/atom.xml", "/topics/topic-embargoed/",
                    "/by/person-embargoed/", "/search/?section=city"):  # fmt: skip
        assert surface in seen, surface
    month = f"/sitemaps/{held.story.printed_at:%Y-%m}.xml"
    assert address in told(reader.get(month))
