"""What holds around every request to the newsroom: one transaction, and its own words."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
import wagtail
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import hooks

import dateline.newsroom
from dateline.newsroom import wagtail_hooks
from dateline.stories.models import Story, Topic
from tests.newsroom.conftest import add_url, edit_url, form

LOCALE = Path(dateline.newsroom.__file__).parent / "locale"


@pytest.mark.django_db
def test_looking_opens_no_transaction(as_, write):
    client = as_("editor")
    url = edit_url(write())
    seen = []

    def look(request, page):
        seen.append(len(connection.savepoint_ids))

    before = len(connection.savepoint_ids)
    with hooks.register_temporarily("before_edit_page", look):
        client.get(url)
        client.post(url, form(None))
    assert seen == [before, before + 1]


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["create", "edit"])
def test_a_refusal_half_way_takes_back_what_was_done(cast, as_, write, door):
    story = write("Before") if door == "edit" else None

    def refuse(request, page):
        raise PermissionDenied

    url = edit_url(story) if story else add_url(cast.city)
    data = form(cast.ben, "After", topics="Harbour", **{"action-publish": "1"})
    with hooks.register_temporarily("before_publish_page", refuse):
        as_("editor").post(url, data)
    assert not Topic.objects.exists()
    assert [row.title for row in Story.objects.all()] == (["Before"] if story else [])
    if story:
        assert story.get_latest_revision().as_object().title == "Before"


@pytest.mark.django_db
def test_a_section_that_stories_protect_is_refused_in_words(cast, as_, write, monkeypatch):
    story = write()
    story.get_latest_revision().publish()
    monkeypatch.setattr(wagtail_hooks, "_refusal", lambda *_: None)
    Story._base_manager.filter(pk=story.pk).update(path="0001000100029999")  # stands elsewhere
    url = reverse("wagtailadmin_pages:delete", args=[cast.city.pk])
    with transaction.atomic():
        answer = as_("publisher").post(url, follow=True)
    assert answer.status_code == 200
    assert type(cast.city).objects.filter(pk=cast.city.pk).exists()


@pytest.mark.django_db
def test_nothing_of_the_newsroom_is_stored(as_):
    answer = as_("editor").get(reverse("wagtailadmin_home"))
    assert "no-store" in answer["Cache-Control"]


def messages_of(path: Path) -> dict[str, str]:
    """Return msgid to msgstr of a catalogue, plurals by their singular."""
    text = path.read_text(encoding="utf-8")
    found = {}
    for entry in text.split("\n\n"):
        parts = {
            name: "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', block))
            for name, block in re.findall(
                r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\n?)+)', entry, re.M
            )
        }
        if parts.get("msgid"):
            found[parts["msgid"]] = parts.get("msgstr") or parts.get("msgstr[0]", "")
    return found


def test_every_word_that_is_replaced_is_one_of_wagtails():
    ours = messages_of(LOCALE / "en/LC_MESSAGES/django.po")
    root = Path(wagtail.__file__).parent
    theirs = set()
    for app in ("admin", "images", "."):
        theirs |= set(messages_of(root / app / "locale/en/LC_MESSAGES/django.po"))
    assert len(ours) > 100
    assert set(ours) <= theirs


def test_the_compiled_words_are_those_of_the_source():
    ours = messages_of(LOCALE / "en/LC_MESSAGES/django.po")
    with (LOCALE / "en/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    unescape = {'\\"': '"', "\\n": "\n"}

    def plain(text: str) -> str:
        return re.sub(r'\\["n]', lambda match: unescape[match[0]], text)

    catalogue = {
        (key[0] if isinstance(key, tuple) else key).split("\x04")[-1]: value
        for key, value in compiled._catalog.items()
        if not (isinstance(key, tuple) and key[1])
    }
    for msgid, msgstr in ours.items():
        assert catalogue[plain(msgid)] == plain(msgstr), msgid


@pytest.mark.django_db
def test_the_dashboard_costs_few_queries(as_, write):
    for number in range(5):
        write(f"Story {number}")
    client = as_("editor")
    client.get(reverse("wagtailadmin_home"))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("wagtailadmin_home"))
    assert len(queries) < 40
