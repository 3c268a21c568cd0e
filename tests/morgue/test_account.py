"""The account of an import: the same shape for every importer, and written whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.morgue.account import STATES, Account, Item
from dateline.morgue.copy import Furniture, Inside


def account() -> Account:
    made = Account(source="old.html", importer="page")
    made.add(
        Item(
            kind="story",
            source_id="old.html",
            address="https://old.example/",
            state="imported",
            story="0b0e6f0a-0000-5000-8000-000000000000",
            furniture=[Furniture("11°C", "temperature")],
            inside=[Inside("picture a.jpg", "lost", "not fetched")],
            doubts=["No date."],
        )
    )
    made.add(Item(kind="story", source_id="bad.html", reason="bad.html: is empty"))
    return made


def test_an_account_has_exactly_the_keys_that_are_documented() -> None:
    data = account().as_data()
    assert list(data) == ["source", "importer", "totals", "items"]
    for item in data["items"]:
        assert list(item) == [
            "kind", "source_id", "address", "state", "story", "reason", "furniture", "inside",
            "doubts",
        ]  # fmt: skip
    assert data["items"][0]["furniture"] == [{"text": "11°C", "taken_for": "temperature"}]
    assert data["items"][0]["inside"] == [
        {"what": "picture a.jpg", "state": "lost", "reason": "not fetched"}
    ]


def test_every_state_is_counted_also_where_nothing_is_in_it() -> None:
    assert set(STATES) == {
        "imported", "updated", "unchanged", "proposed", "redirected", "skipped", "lost",
    }  # fmt: skip
    totals = account().totals()
    assert list(totals) == list(STATES)
    assert {state: count for state, count in totals.items() if count} == {"imported": 1, "lost": 1}


def test_every_line_names_its_item_and_is_one_line() -> None:
    made = Account(source="paper", importer="markdown")
    made.add(Item(kind="story", source_id="pier", reason="The correction has no words."))
    made.add(Item(kind="story", source_id="/in/b.md", reason="/in/b.md, line 1: the file is empty"))
    made.add(Item(kind="contributor", source_id="ada", reason="slug: too long"))
    made.add(Item(kind="story", source_id="/in/a\nb", state="imported", story="u", doubts=["x\ny"]))
    made.add(Item(kind="section", source_id="sea", state="unchanged", doubts=["nobody sees it"]))
    made.add(Item(kind="policy", source_id="ads", state="unchanged"))
    made.add(Item(kind="story", source_id="/in/c.html", reason="c.html: is empty"))
    assert list(made.lines()) == [
        "lost: pier: The correction has no words.",
        "lost: /in/b.md, line 1: the file is empty",
        "lost: contributor ada: slug: too long",
        "imported: /in/a?b -> story u",
        "  doubt: x?y",
        "doubt: section sea: nobody sees it",
        "lost: c.html: is empty",
    ]


def test_a_state_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be 'fine'"):
        account().add(Item(kind="story", source_id="x", state="fine"))


def test_an_account_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "account.json"
    account().write(target)
    assert json.loads(target.read_text()) == account().as_data()
    assert "11°C" in target.read_text()

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Exception, match="the disk is full"):
        Account(source="new", importer="page").write(target)
    assert json.loads(target.read_text())["source"] == "old.html"
    assert list(tmp_path.iterdir()) == [target]
