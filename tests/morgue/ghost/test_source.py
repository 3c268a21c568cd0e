"""What is taken for an export of Ghost, and that everything in it is accounted for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.morgue.ghost import UnreadableExport, count, read

from .exports import UUID, ZONE, Exporter, items, posts, row, tables

DATA = {"posts": [row(1), row(2)]}


@pytest.mark.parametrize(
    "wrapped",
    [
        {"db": [{"meta": {"version": "5.0"}, "data": DATA}]},
        {"meta": {"version": "003"}, "data": DATA},
        {"data": DATA},
        DATA,
        DATA["posts"],
        {"posts": DATA["posts"], "meta": {"pagination": {"page": 1}}},
        {"images": [], "data": {"meta": {}, "data": DATA}},
        {"renamed": [{"meta": {}, "data": DATA}]},
        [{"url": f"https://pier.example/{n}", "data": row(n, tags=[], users=[])} for n in (1, 2)],
    ],
)
def test_posts_are_found_in_every_wrapper(export: Exporter, wrapped: Any) -> None:
    assert [post.copy.headline for post in posts(export(wrapped))] == [
        "Pier 1 stands",
        "Pier 2 stands",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ('{"db": [', "is not JSON, at line 1"),
        (b'{"db": "\xff\xfe\xfd"}', "line 1 is not UTF-8"),
        ("<rss></rss>", "is not JSON"),
        ("null", "is not a Ghost export"),
        ("[]", "is not a Ghost export"),
        ("[1, 2]", "is not a Ghost export"),
        ({"name": "x", "scripts": {}}, "is not a Ghost export"),
        ({"db": [{"data": {"posts": {}, "users": []}}]}, "its posts are not a list"),
        ("[" * 10_000, "levels deep"),
        ("[" * 10_000 + "]" * 10_000, "levels deep"),
        ('{"data":' * 300 + "1" + "}" * 300, "levels deep"),
    ],
)
def test_what_is_no_export_is_refused_in_one_line(
    export: Exporter, content: Any, reason: str
) -> None:
    path = export(content)
    with pytest.raises(UnreadableExport) as refused:
        read(path, ZONE)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.path == str(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(UnreadableExport):
            read(path, ZONE)
        with pytest.raises(UnreadableExport):
            count(path)


def test_an_export_saved_by_an_editor_is_read(export: Exporter) -> None:
    text = json.dumps(tables(row(title="Brücke")), ensure_ascii=False)
    for data in (text.encode("utf-8-sig"), text.encode("utf-16")):
        assert posts(export(data))[0].copy.headline == "Brücke"


def test_what_is_no_post_is_told_of(export: Exporter) -> None:
    nothing = dict.fromkeys(row(), None)
    told = items(export(tables(None, nothing, 7, "words", [], row())))
    assert [item.state for item in told] == ["skipped", "skipped", "lost", "lost", "lost"]
    assert all(item.reason for item in told)
    assert len({item.source_id for item in told}) == 5


def test_a_post_that_is_there_twice_comes_in_once(export: Exporter) -> None:
    path = export(tables(row(), row()))
    assert [post.copy.source_id for post in posts(path)] == [f"ghost:{UUID.format(1)}"]
    assert items(path)[0].reason == "this post is in the export twice"


def test_two_posts_with_one_address_both_come_in(export: Exporter) -> None:
    first, second = posts(export(tables(row(1), row(2, slug="pier-1"))))
    assert (first.addresses, second.addresses) == (("/pier-1/",), ())
    assert (second.copy.slug, second.copy.address) == ("", "")
    assert "address" in second.copy.doubts[0]


def test_two_posts_with_one_uuid_have_ids_of_their_own(export: Exporter) -> None:
    path = export(tables(row(1), row(2, uuid=UUID.format(1))))
    assert [post.copy.source_id for post in posts(path)] == ["ghost:id1", "ghost:id2"]


def test_an_id_does_not_hang_on_the_order_of_the_export(export: Exporter) -> None:
    there = {p.copy.slug: p.copy.source_id for p in posts(export(tables(row(1), row(2))))}
    back = {p.copy.slug: p.copy.source_id for p in posts(export(tables(row(2), row(1))))}
    assert there == back


def test_a_uuid_that_is_none_is_no_id(export: Exporter) -> None:
    assert posts(export(tables(row(uuid="528258181e668"))))[0].copy.source_id == "ghost:id1"
    plain = {"title": "Pier", "slug": "pier", "markdown": "It stands."}
    assert posts(export([plain]))[0].copy.source_id == "ghost:pier"


def test_other_tables_are_left_with_a_reason_and_no_address_of_a_reader(export: Exporter) -> None:
    members = [{"email": "reader@example.org"}, {"email": "other@example.org"}]
    path = export(tables(row(), members=members, settings=[{"key": "x"}], migrations=[{}]))
    told = items(path, "table")
    assert [item.source_id for item in told] == [
        "ghost:members",
        "ghost:settings",
        "ghost:workings",
    ]
    assert "2 in the export" in told[0].reason
    assert "migrations" in told[2].reason
    assert "@" not in str(told)


def test_an_export_without_posts_has_none(export: Exporter) -> None:
    assert posts(export({"meta": {}, "data": {"users": [{"id": 1}]}})) == []


def test_the_count_follows_brackets_and_not_words(export: Exporter) -> None:
    trap = row(title='"posts": [1, 2, 3]', html='<p>\\"posts\\":[{},{}]</p>')
    assert count(export(tables(trap, None, tags=[{"count": {"posts": 3}}]))) == 2
