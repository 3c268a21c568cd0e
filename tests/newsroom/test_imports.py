"""The accounts of imports are a report: with filters, and a link to each story."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dateline.morgue import books
from dateline.morgue.account import Account, Item
from dateline.morgue.copy import Inside
from dateline.morgue.models import ImportItem, ImportRun
from tests.cast import Cast

#: What stands before the name of an item that has no story.
CELL = 'title">\n                        '

pytestmark = pytest.mark.django_db


def account(*items: Item, importer: str = "wordpress") -> Account:
    return Account("export.xml", importer, list(items), counted=len(items))


@pytest.fixture
def desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.publisher)
    return client


def shown(client: Client, **asked: Any) -> str:
    answer = client.get(reverse("dateline_imports"), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_every_item_is_there_with_its_reason_and_a_link(desk: Client, write: Any) -> None:
    story = write("Ferry sails")
    books.keep(
        account(
            Item(
                "story", "https://old.example/?p=1", "https://old.example/ferry/", "imported",
                str(story.uid),
                inside=[Inside("form", "lost", "no block"), Inside("a", "imported")],
                doubts=["it had no headline there"],
            ),
            Item("other", "menu 7", state="skipped", reason="is an entry of a menu"),
            Item("story", "bad", "javascript:alert(1)", "lost", reason="<b>broken</b>"),
        )
    )  # fmt: skip
    page = shown(desk)
    assert reverse("wagtailadmin_pages:edit", args=[story.pk]) in page
    assert "Ferry sails" in page
    assert 'href="https://old.example/ferry/"' in page
    assert "lost: form (no block)" in page
    assert "imported: a" not in page
    assert "it had no headline there" in page
    assert "is an entry of a menu" in page
    assert "&lt;b&gt;broken" in page
    assert "javascript:" not in page


def test_it_can_be_narrowed(desk: Client) -> None:
    books.keep(
        account(Item("story", "one", state="imported"), Item("file", "two", state="skipped"))
    )
    books.keep(account(Item("story", "three", state="lost", reason="too large"), importer="ghost"))
    assert all(name in shown(desk) for name in ("one", "two", "three"))
    for asked, left in (
        ({"state": "skipped"}, {"two"}),
        ({"kind": "story"}, {"one", "three"}),
        ({"reason": "LARGE"}, {"three"}),
        ({"run": ImportRun.objects.get(importer="ghost").pk}, {"three"}),
        ({"source_id": "nothing"}, set()),
    ):
        page = shown(desk, **asked)
        found = {
            name
            for name in ("one", "two", "three")
            if f'title">\n                        {name}' in page
        }
        assert found == left, asked
    assert "No item is like that." in shown(desk, source_id="nothing")


def test_before_the_first_import_it_says_so(desk: Client) -> None:
    assert "Nothing was imported yet." in shown(desk)


def test_it_can_be_taken_as_a_spreadsheet(desk: Client) -> None:
    books.keep(account(Item("story", "one", state="imported")))
    answer = desk.get(reverse("dateline_imports"), {"export": "csv"})
    told = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "one" in told
    assert "imported" in told


def test_only_who_may_publish_sees_it(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.reporter)
    answer = client.get(reverse("dateline_imports"))
    assert answer.status_code == 302
    assert "Imports" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_last_five_runs_of_an_importer_are_kept(cast: Cast) -> None:
    books.keep(account(Item("story", "page", state="imported"), importer="page"))
    for number in range(7):
        books.keep(account(Item("story", str(number), state="imported")))
    kept = ImportItem.objects.order_by("pk").values_list("source_id", flat=True)
    assert list(kept) == ["page", "2", "3", "4", "5", "6"]
