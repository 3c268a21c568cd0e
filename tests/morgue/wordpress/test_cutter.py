"""How a file is cut into items, whole or broken, and that it is counted as it is cut."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from dateline.morgue.wordpress import Export, UnreadableExport, count, pieces
from dateline.morgue.wordpress.entries import Entry
from dateline.morgue.wordpress.read import Unread

from .export import END, begin, entries, item, whole, written
from .export import read as stories

BROKEN = {
    "end of an item in CDATA": whole(item(1, "a </item> b"), item(2)),
    "whole item in CDATA": whole(item(1, "a <item><title>x</title></item> b"), item(2)),
    "item in a comment": whole(item(1), "<!-- <item>no</item> -->", item(2)),
    "end of an item in a comment": whole(item(1, more="<!-- </item> -->"), item(2)),
    "item without an end": begin() + item(1).replace("</item>", "") + item(2) + END,
    "file cut off": whole(item(1), item(2))[:-200],
    "file cut off in CDATA": begin() + item(1) + "<item><title><![CDATA[A",
    "file cut off in a comment": begin() + item(1) + item(2) + "<!-- A",
    "CDATA that never ends": begin() + item(1) + item(2).replace("]]>", "") + END,
    "comment that never ends": begin() + "<!--" + item(1).replace("-->", "") + item(2) + END,
    "end within CDATA written out": whole(item(1, "a ]]]]><![CDATA[> b"), item(2)),
    "end of CDATA too many": whole(item(1, "a ]]> b"), item(2)),
    "end without an item": begin() + "</item>" + item(1) + "</item>" + item(2) + END,
    "tags that do not match": whole(item(1, more="<b><i></b>"), item(2)),
    "other elements called item-like": whole("<items/><itemset>x</itemset>", item(1), item(2)),
    "item with attributes": whole(item(1).replace("<item>", "<item\n a='b'>"), item(2)),
    "spaces in the end": whole(item(1).replace("</item>", f"</item{' ' * 40}>"), item(2)),
    "no head": item(1) + item(2),
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("chunk", [7, 1 << 20])
def test_a_fault_costs_its_own_item_at_the_most(
    name: str, chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "CHUNK", chunk)
    path = written(tmp_path, BROKEN[name])
    found = entries(path)
    assert [entry.number for entry in found if isinstance(entry, Entry)][:1] == ["1"]
    assert len(found) == count(path) == 2


@pytest.mark.parametrize("name", BROKEN)
def test_where_the_file_is_read_in_parts_nothing_changes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, BROKEN[name])
    at_once = entries(path)
    for chunk in (1, 2, 7, 64, 333):
        monkeypatch.setattr(pieces, "CHUNK", chunk)
        assert entries(path) == at_once


def test_a_quoted_item_is_a_part_of_the_story(tmp_path: Path) -> None:
    found = entries(written(tmp_path, BROKEN["whole item in CDATA"]))
    assert isinstance(found[0], Entry)
    assert found[0].content == "a <item><title>x</title></item> b"
    assert found[0].fault == ""


def test_what_stands_before_the_end_of_the_file_is_kept(tmp_path: Path) -> None:
    text = whole(item(1, "<p>One.</p><p>Two.</p>"))
    found = entries(written(tmp_path, text[: text.index("Two.") + 4]))
    assert isinstance(found[0], Entry)
    assert found[0].content == "<p>One.</p><p>Two."
    assert "ends within" in found[0].fault


def test_an_item_of_which_only_the_beginning_is_there_is_named(tmp_path: Path) -> None:
    found = entries(written(tmp_path, begin() + item(1) + "<item>"))
    assert isinstance(found[1], Unread)
    assert (found[1].place, found[1].reason) == (2, "the file ends within it")


@pytest.mark.parametrize("size", [600, 5_000, 50_000])
def test_an_item_too_large_is_named_and_the_next_is_read(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "CHUNK", 100)
    monkeypatch.setattr(pieces, "MOST_OF_ONE", 1_000)
    monkeypatch.setattr(pieces, "HEAD_OF_ONE", 500)
    path = written(tmp_path, whole(item(1), item(2, "<p>" + "x " * size), item(3)))
    found = entries(path)
    assert len(found) == count(path) == 3
    assert isinstance(found[1], Unread)
    assert "is larger than" in found[1].reason
    assert found[1].name == "2"
    assert [each.number for each in found if isinstance(each, Entry)] == ["1", "3"]


# Encodings.


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "utf-8"])
def test_the_mark_of_an_encoding_is_believed(encoding: str, tmp_path: Path) -> None:
    path = written(tmp_path, whole(item(1, "Größe 🙂"), item(2)).encode(encoding))
    found = entries(path)
    assert isinstance(found[0], Entry)
    assert (found[0].content, len(found), count(path)) == ("Größe 🙂", 2, 2)


def test_an_encoding_that_is_named_is_believed(tmp_path: Path) -> None:
    text = (begin(declared="windows-1252") + item(1, "Größe “x”") + END).encode("cp1252")
    found = entries(written(tmp_path, text))
    assert isinstance(found[0], Entry)
    assert found[0].content == "Größe “x”"


@pytest.mark.parametrize(
    "declared",
    ["UTF-16", "utf-16-le", "UTF-32", "no-such", "utf-7", "idna", "punycode", "rot13", "base64",
     "zlib", "bz2", "hex", "undefined", "unicode_escape", "raw_unicode_escape", "cp037", "hz",
     "utf-8"],
)  # fmt: skip
def test_an_encoding_that_the_file_is_not_in_is_not_believed(declared: str, tmp_path: Path) -> None:
    path = written(tmp_path, begin(declared=declared) + item(1, "Größe \\u0041 +AGE-") + END)
    found = entries(path)
    assert isinstance(found[0], Entry)
    assert found[0].content == "Größe \\u0041 +AGE-"
    assert count(path) == 1


def test_bytes_that_are_no_letters_cost_those_letters(tmp_path: Path) -> None:
    path = written(tmp_path, whole(item(1, "a@b")).encode().replace(b"@", b"\xff\xfe\xc3"))
    found = entries(path)
    assert isinstance(found[0], Entry)
    assert found[0].content.strip("ab") == "\ufffd" * 3


# What is no export.


@pytest.mark.parametrize("text", ["", "words", "<html><p>x</p></html>", "{}", "\x00" * 100])
def test_what_is_no_export_is_refused_with_a_reason(text: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UnreadableExport, match="is no WordPress export"):
        Export(path)
    assert count(path) == 0


def test_a_folder_and_nothing_are_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExport, match="is a folder"):
        Export(tmp_path)
    with pytest.raises(UnreadableExport, match="cannot be read: No such file"):
        Export(tmp_path / "none.xml")


def test_an_export_without_items_is_an_export(tmp_path: Path) -> None:
    path = written(tmp_path, whole())
    assert entries(path) == []
    assert count(path) == 0


# Time.


@pytest.mark.parametrize(
    "text",
    [
        begin() + "<item><title>x</title></item>" * 40_000 + END,
        begin() + "<item/><!-- x -->" * 40_000 + END,
        begin() + "<item>" * 40_000,
        begin() + "<![CDATA[" * 100_000,
        begin() + "<!--" * 200_000,
        begin() + "<item><![CDATA[" * 30_000,
        begin() + "</item" + " " * 500_000,
        begin() + "<item><title>" + "&" * 500_000,
        begin() + "<item " + " ".join(f'a{n}="b"' for n in range(50_000)) + "><title>x</title>",
        begin() + "<item>&#1;" + "<![CDATA[" * 60_000,
    ],
    ids=range(10),
)  # fmt: skip
def test_no_file_takes_long(text: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    begun = time.perf_counter()
    assert len(entries(path)) == count(path)
    assert time.perf_counter() - begun < 6


_STUFF = (
    "<item>", "</item>", "<![CDATA[", "]]>", "<!--", "-->", "\x00", "&", "&#55357;", "<", ">", '"',
    "&nbsp;", "</content:encoded>", "<wp:status>", "[gallery]", '<!-- wp:block {"ref":1} /-->',
    "<!DOCTYPE a>", "<?pi", "\ufeff", "</channel>", "https://[x", "<wp:post_type>attachment",
)  # fmt: skip


def test_whatever_is_broken_each_item_is_told_of(tmp_path: Path) -> None:
    for seed in range(800):
        dice = random.Random(seed)
        text = whole(item(1, "<p>One</p>[caption]x[/caption]"), item(2, more="<b/>"), item(3))
        for _ in range(dice.randint(1, 12)):
            at = dice.randrange(len(text))
            if dice.random() < 0.6:
                text = text[:at] + dice.choice(_STUFF) + text[at:]
            else:
                text = text[:at] + text[at + dice.randint(1, 60) :]
        path = written(tmp_path, text)
        try:
            told = stories(path)
        except UnreadableExport:
            assert count(path) == 0, seed
        else:
            assert len(told) == count(path), seed
