"""What becomes of a post's fields."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dateline.morgue.copy import BylineCopy, Copy, PictureCopy

from .exports import Exporter, posts, row, tables


def copy(export: Exporter, others: dict[str, Any] | None = None, **fields: Any) -> Copy:
    (post,) = posts(export(tables(row(**fields), **(others or {}))))
    return post.copy


def left(copy: Copy) -> dict[str, str]:
    return {inside.what: inside.state for inside in copy.inside}


@pytest.mark.parametrize(
    "said",
    [1709281800000, "1709281800000", 1709281800, "2024-03-01T08:30:00.000Z", "2024-03-01 08:30:00",
     "2024-03-01T09:30:00+01:00"],
)  # fmt: skip
def test_times_are_read_in_every_form_ghost_wrote(export: Exporter, said: Any) -> None:
    assert copy(export, published_at=said).published == datetime(2024, 3, 1, 8, 30, tzinfo=UTC)


def test_a_date_alone_is_midnight_at_the_paper(export: Exporter) -> None:
    said = copy(export, published_at="2024-03-01").published
    assert said == datetime(2024, 2, 29, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("said", ["0000-00-00 00:00:00", None, "", "soon", 10**30, True, [], "nan"])
def test_no_time_is_no_time(export: Exporter, said: Any) -> None:
    made = copy(export, published_at=said)
    assert made.published is None
    assert "it was published, and the export does not say when" in made.doubts


def test_a_change_counts_when_it_came_after(export: Exporter) -> None:
    assert copy(export, updated_at="2024-02-01 00:00:00").updated is None
    later = copy(export, updated_at="2024-04-01 00:00:00").updated
    assert later == datetime(2024, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"status": "draft"}, "published"),
        ({"status": None}, "published"),
        ({"status": "sent"}, "published"),
        ({"email_only": True}, "published"),
        ({"status": "scheduled"}, "published"),
        ({"visibility": "members"}, "visibility"),
        ({"visibility": "paid"}, "visibility"),
        ({"visibility": "tiers"}, "visibility"),
    ],
)
def test_what_not_everybody_could_read_is_not_published(
    export: Exporter, fields: dict[str, Any], what: str
) -> None:
    made = copy(export, **fields)
    assert made.published is None
    assert left(made)[what] == "skipped"
    assert made.doubts or fields["status"] in {"draft", None}


def test_a_scheduled_post_says_for_when(export: Exporter) -> None:
    assert "2024-03-01 09:30" in copy(export, status="scheduled").doubts[0]


def test_the_first_tag_is_the_section_and_internal_ones_stay_behind(export: Exporter) -> None:
    names = ["Harbour", "#column", "Town", "Secret", "harbour"]
    tags = [{"id": n, "name": name} for n, name in enumerate(names)]
    tags[3]["visibility"] = "internal"
    order = [(2, 3), (0, 1), (1, 0), (3, 2), (4, 4), (9, 5)]
    links = [{"post_id": "id1", "tag_id": t, "sort_order": at} for t, at in order]
    made = copy(export, {"tags": [None, *tags, {"id": 0, "name": ""}], "posts_tags": links})
    assert (made.section, made.topics) == ("Harbour", ["Town"])
    assert left(made) == {"tag #column": "skipped", "tag Secret": "skipped", "tag 9": "lost"}


def test_authors_stand_in_their_order(export: Exporter) -> None:
    users = [{"id": n, "name": name, "email": "x@example.org"} for n, name in enumerate("AB")]
    links = [
        {"post_id": "id1", "author_id": 0, "sort_order": 1},
        {"post_id": "id1", "author_id": 1, "sort_order": 0},
    ]
    made = copy(export, {"users": users, "posts_authors": links}, author_id=0)
    assert made.bylines == [BylineCopy("B"), BylineCopy("A")]
    assert copy(export, {"users": users}, author_id=1).bylines == [BylineCopy("B")]


def test_an_author_nobody_knows_is_a_doubt(export: Exporter) -> None:
    made = copy(export, {"users": [None, {"id": 2, "name": None, "slug": "jo"}]}, author_id=7)
    assert made.bylines == []
    assert made.doubts == ["its author 7 is not in the export"]


def test_a_list_of_posts_brings_its_authors_and_tags_itself(export: Exporter) -> None:
    fields: dict[str, Any] = {
        "author": {"url": "/author/jo", "data": {"name": "Jo", "email": "x@example.org"}},
        "tags": [{"url": "/tag/town", "data": {"name": "Town"}}, {"data": {"name": "#old"}}],
    }
    (post,) = posts(export([{"url": "https://pier.example/2024/pier", "data": row(**fields)}]))
    assert (post.copy.bylines, post.copy.section) == ([BylineCopy("Jo")], "Town")
    assert post.copy.address == "https://pier.example/2024/pier"
    assert post.addresses == ("/2024/pier", "/pier-1/")


def test_the_picture_has_its_words_from_either_place(export: Exporter) -> None:
    words: dict[str, Any] = {
        "feature_image_alt": "A pier",
        "feature_image_caption": "<b>Pier</b> &amp; sea",
    }
    file = "/content/images/pier.jpg"
    there = copy(
        export,
        {"posts_meta": [{"post_id": "id1", **words}]},
        feature_image=f"__GHOST_URL__{file}",
    )
    old = copy(export, image=file, **words)
    assert there.lead == old.lead == PictureCopy(file, alt="A pier", caption="Pier & sea")


def test_the_standfirst_is_the_excerpt_else_the_description(export: Exporter) -> None:
    assert copy(export, meta_description="D").standfirst == "D"
    both = copy(export, custom_excerpt="E", meta_description="D")
    assert (both.standfirst, left(both)) == ("E", {"meta_description": "skipped"})
    assert copy(export).standfirst == ""


def test_what_a_story_has_no_place_for_is_told_of(export: Exporter) -> None:
    made = copy(
        export,
        {"posts_meta": [{"post_id": "id1", "og_title": "Look"}]},
        featured=1,
        canonical_url="https://other.example/pier/",
        codeinjection_head="<script>",
    )
    assert set(left(made)) == {"codeinjection_head", "og_title", "featured", "canonical_url"}
    assert made.doubts == ["it names https://other.example/pier/ as the original; see whose it is"]


def test_pages_are_told_from_posts(export: Exporter) -> None:
    kinds = [row(1), row(2, type="page"), row(3, type=None, page=1), row(4, type=None, page=True)]
    assert [post.is_page for post in posts(export(tables(*kinds)))] == [False, True, True, True]
    assert posts(export({"pages": [row()]}))[0].is_page


def test_a_post_without_a_title_comes_in_with_a_doubt(export: Exporter) -> None:
    made = copy(export, title=None)
    assert (made.headline, made.doubts) == ("(untitled)", ["the post has no title"])


@pytest.mark.parametrize("value", [1, True, [], {}, "x", -1.5, [None], {"a": None}])
def test_a_field_of_another_type_stops_nothing(export: Exporter, value: Any) -> None:
    for name in (*row(), "tags", "authors", "author", "feature_image", "mobiledoc", "lexical"):
        posts(export(tables(row(**{name: value}))))
    for name in ("users", "tags", "posts_tags", "posts_authors", "posts_meta", "settings"):
        posts(export(tables(row(), **{name: value})))
        posts(export(tables(row(), **{name: [value, {"id": value, "post_id": value}]})))
