"""Bodies as plain HTML: blocks, galleries, footnotes and reusable blocks in their places."""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path
from typing import Any

import pytest

from dateline.morgue.account import Item
from dateline.morgue.elements import words_of
from dateline.morgue.fragments import body_of
from dateline.morgue.wordpress.bodies import Library, html_of
from dateline.morgue.wordpress.entries import entry_of
from dateline.morgue.wordpress.xml import Node

from .export import OLD, attachment, item, meta, read, whole, written
from .export import one as post_in


def blocks(tmp_path: Path, *items: str) -> list[tuple[str, Any]]:
    post = post_in(written(tmp_path, whole(*items)))
    found = []
    for block in post.copy.body:
        value = block["value"]
        if block["type"] == "gallery":
            value = [(i["value"]["image"].file, i["value"]["caption"]) for i in value["pictures"]]
        elif block["type"] == "picture":
            value = value["image"].file
        found.append((block["type"], value))
    return found


def shared_block(number: int, content: str) -> str:
    return item(number, content, wp__post_type="wp_block", title="Shared")


def use(number: int) -> str:
    return f'<!-- wp:block {{"ref":{number}}} /-->'


# Blocks.


def test_the_marks_of_blocks_are_no_part_of_the_body(tmp_path: Path) -> None:
    html = (
        "<!-- wp:paragraph -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:heading {"level":3} --><h3>Head</h3><!-- /wp:heading -->\n'
        "<!-- wp:core/list --><ul><li>a</li></ul><!-- /wp:core/list --><!-- wp:more -->\n"
        "<!--more--><!-- /wp:more --><!-- wp:separator --><hr/><!-- /wp:separator -->"
    )
    assert blocks(tmp_path, item(content=html)) == [
        ("text", "<p>One two</p>"), ("subheading", "Head"), ("text", "<ul><li>a</li></ul>"),
    ]  # fmt: skip


def test_a_block_whose_values_are_broken_swallows_nothing(tmp_path: Path) -> None:
    html = (
        '<!-- wp:paragraph {"align":"x" --><p>One</p><!-- /wp:paragraph -->'
        '<!-- wp:image {"id":1} --><p>Two</p><!-- /wp:image -->'
    )
    assert blocks(tmp_path, item(content=html)) == [("text", "<p>One</p><p>Two</p>")]


def test_what_was_made_for_each_reader_is_left_over(tmp_path: Path) -> None:
    html = '<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:latest-posts {"n":5} /-->'
    found = blocks(tmp_path, item(content=html))
    assert found[1] == (
        "leftover", {"what": "block latest-posts", "markup": 'latest-posts {"n": 5}'}
    )  # fmt: skip


def test_more_and_next_page_part_paragraphs(tmp_path: Path) -> None:
    found = blocks(tmp_path, item(content="One<!--more Read on-->two<!--nextpage-->three"))
    assert found == [("text", "<p>One</p><p>two</p><p>three</p>")]


def test_a_file_and_its_button_are_two_things(tmp_path: Path) -> None:
    html = (
        '<!-- wp:file --><div><a href="/f.pdf">The plan</a>'
        '<a href="/f.pdf" class="wp-block-file__button">Download</a></div><!-- /wp:file -->'
    )
    told = f'<p><a href="{OLD}/f.pdf">The plan</a> <a href="{OLD}/f.pdf">Download</a></p>'
    assert blocks(tmp_path, item(content=html)) == [("text", told)]


def test_a_reusable_block_stands_in_each_story_that_uses_it(tmp_path: Path) -> None:
    found = blocks(
        tmp_path, item(content=f"<p>a</p>{use(9)}"), shared_block(9, f"<p>b</p>{use(10)}"),
        shared_block(10, "<p>c</p>"),
    )  # fmt: skip
    assert found == [("text", "<p>a</p><p>b</p><p>c</p>")]


def test_a_reusable_block_that_is_not_there_is_left_over(tmp_path: Path) -> None:
    assert blocks(tmp_path, item(content=use(9)))[0][1]["what"] == "block block"


@pytest.mark.parametrize("times", [1, 100])
def test_a_block_within_itself_ends(times: int, tmp_path: Path) -> None:
    begun = time.perf_counter()
    found = blocks(tmp_path, item(content=use(9)), shared_block(9, "<p>b</p>" + use(9) * times))
    assert found[0] == ("text", "<p>b</p>")
    assert [kind for kind, _ in found[1:]] == ["leftover"] * times
    assert time.perf_counter() - begun < 2


def test_blocks_that_grow_with_each_other_are_refused(tmp_path: Path) -> None:
    items = [shared_block(n, "<p>w</p>" + use(n + 1) * 100) for n in range(10, 20)]
    begun = time.perf_counter()
    (story,) = [
        found
        for found in read(written(tmp_path, whole(item(content=use(10)), *items)))
        if not isinstance(found, Item) or found.kind == "story"
    ]
    assert isinstance(story, Item)
    assert (story.state, "more than 5,000,000" in story.reason) == ("lost", True)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("notes", "becomes"),
    [
        (json.dumps([{"id": "a", "content": "First"}, {"content": "Second"}]),
         [("text", "<p>a</p><ol><li>First</li><li>Second</li></ol>")]),
        ('[null, 7, {"id": 1}]', [("text", "<p>a</p>")]),
        ("", [("text", "<p>a</p>")]),
    ],
)  # fmt: skip
def test_footnotes_stand_at_their_place(
    notes: str, becomes: list[tuple[str, Any]], tmp_path: Path
) -> None:
    html = "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:footnotes /-->"
    assert blocks(tmp_path, item(content=html, more=meta("footnotes", notes))) == becomes


@pytest.mark.parametrize("notes", ["[", "[" * 100_000, '{"content": "x"}', "7", "null"])
def test_footnotes_that_cannot_be_read_are_left_over(notes: str, tmp_path: Path) -> None:
    html = "<!-- wp:footnotes /-->"
    ((kind, value),) = blocks(tmp_path, item(content=html, more=meta("footnotes", notes)))
    assert (kind, value["what"]) == ("leftover", "footnotes")
    assert value["markup"].startswith(notes[:100])


# Galleries.


def test_a_gallery_shows_the_files_it_names(tmp_path: Path) -> None:
    found = blocks(
        tmp_path, item(content='a\n\n[gallery ids="12,11"]'), attachment(11, "a.jpg"),
        attachment(12, "b.jpg", caption="Boats"),
    )  # fmt: skip
    assert found == [
        ("text", "<p>a</p>"),
        ("gallery", [(f"{OLD}/files/b.jpg", "Boats"), (f"{OLD}/files/a.jpg", "")]),
    ]


def test_a_gallery_that_names_none_shows_the_pictures_of_its_story(tmp_path: Path) -> None:
    found = blocks(
        tmp_path, item(7, "[gallery]"), attachment(11, "a.jpg", parent=7),
        attachment(12, "b.pdf", parent=7), attachment(13, "c.png", parent=7),
        attachment(14, "other.jpg", parent=8),
    )  # fmt: skip
    assert found == [("gallery", [(f"{OLD}/files/a.jpg", ""), (f"{OLD}/files/c.png", "")])]


def test_pictures_of_a_gallery_that_are_not_there_are_named(tmp_path: Path) -> None:
    path = written(
        tmp_path, whole(item(content='[gallery ids="11,98,99"]'), attachment(11, "a.jpg"))
    )
    post = post_in(path)
    assert [block["type"] for block in post.copy.body] == ["picture", "leftover"]
    assert post.copy.body[1]["value"] == {"what": "gallery", "markup": "pictures 98, 99"}
    assert ("gallery", "lost") in [(each.what, each.state) for each in post.copy.inside]


def test_a_gallery_without_any_picture_is_named(tmp_path: Path) -> None:
    assert blocks(tmp_path, item(content="[gallery]"))[0][0] == "leftover"


def test_a_story_that_speaks_of_attachments_is_none(tmp_path: Path) -> None:
    talk = "Set <wp:post_type>attachment</wp:post_type> in [gallery ids=7]"
    found = blocks(tmp_path, item(7, talk))
    assert [kind for kind, _ in found] == ["text", "leftover"]


def test_a_file_that_speaks_of_posts_is_a_file(tmp_path: Path) -> None:
    file = attachment(11, "a.jpg").replace(
        "<item>", "<item><description>post_type>post</description>"
    )
    assert blocks(tmp_path, item(7, "[gallery ids=11]"), file) == [
        ("picture", f"{OLD}/files/a.jpg")
    ]


@pytest.mark.parametrize(
    "html",
    ["<!-- wp:a {" * 50_000, "<!--more" * 50_000, "<!-- wp:a" * 50_000, "<!-- wp:a {} " * 50_000,
     "<!-- wp:a {" + "} " * 200_000, "<!-- wp:x --></a><a " * 30_000],
    ids=range(6),
)  # fmt: skip
def test_no_marks_take_long(html: str, tmp_path: Path) -> None:
    begun = time.perf_counter()
    read(written(tmp_path, whole(item(content=html))))
    assert time.perf_counter() - begun < 5


_MARKS = (
    "[gallery]", "[box]", "[/box]", "[note a=b]", "[/note]", "[quote]", "[/quote]", "[sic]",
    "[[x]]",
    "[code]", "[/code]", "[map x='1']", "<p>", "</p>", "<b>", "<ul><li>", "</ul>", "\n\n", "\n",
    "<!--more-->", "[caption]", "[/caption]", '[caption]<img src="/a.jpg">', "[/]", "[", "]", '"',
    "<figure>", "</figure>", "<table><tr><td>", "</table>", "[col x=1]", "[/col]",
    "[video src='/x']",
    "[/video]", "<!-- wp:paragraph -->", "<!-- /wp:paragraph -->", "[embed]",
    '<div class="a">',
)  # fmt: skip


def test_every_word_between_marks_of_any_kind_comes_through() -> None:
    library = Library({}, {})
    for seed in range(3_000):
        dice = random.Random(seed)
        parts, words = [], 0
        for _ in range(dice.randint(2, 14)):
            words += (word := dice.random() < 0.5)
            parts.append(f" w{words}e " if word else dice.choice(_MARKS))
        text = "".join(parts).replace("[embed]", "[embed]https://play.example/[/embed]")
        entry = entry_of(Node("item", "", {}, [Node("content:encoded", text, {})]))
        html, autop = html_of(entry, library)
        told = " ".join(words_of(body_of(html, "x", autop=autop).blocks))
        assert {f"w{n + 1}e" for n in range(words)} <= set(re.findall(r"w\d+e", told)), text


def test_many_galleries_of_one_library_take_no_time(tmp_path: Path) -> None:
    files = [attachment(100 + n, f"{n}.jpg", parent=8) for n in range(2_000)]
    path = written(tmp_path, whole(item(7, "[gallery]" * 1_900), *files))
    begun = time.perf_counter()
    read(path)
    assert time.perf_counter() - begun < 3
