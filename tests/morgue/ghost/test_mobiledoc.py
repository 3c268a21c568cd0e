"""Bodies of Ghost 1 to 5 as HTML."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.morgue.ghost.body import body
from dateline.morgue.ghost.markup import plain


def html(*sections: Any, **parts: Any) -> str:
    document = {"version": "0.3.1", "atoms": [], "cards": [], "markups": [], **parts}
    return body({"mobiledoc": json.dumps({**document, "sections": list(sections)})}).html


def test_marks_open_and_close_across_runs() -> None:
    made = html(
        [1, "p", [[0, [0], 0, "a "], [0, [1], 2, "<b>"], [0, [], 0, " c"]]],
        markups=[["strong"], ["a", ["href", "https://a.example/?x&y", "rel", "nofollow"]]],
    )
    assert made == (
        '<p><strong>a <a href="https://a.example/?x&amp;y">&lt;b&gt;</a></strong> c</p>'
    )


def test_atoms_are_line_breaks_or_their_words() -> None:
    run = [[0, [], 0, "a"], [1, [], 0, 0], [1, [], 0, 1]]
    assert html([1, "h2", run], atoms=[["soft-return", "", {}], ["mention", "@jo", {}]]) == (
        "<h2>a<br>@jo</h2>"
    )


def test_lists_pictures_and_cards_keep_their_order() -> None:
    made = html(
        [3, "ol", [[[0, [], 0, "one"]], [[0, [], 0, "two"]]]],
        [10, 0],
        [2, "https://a.example/pier.jpg"],
        [10, 1],
        cards=[["hr", {}], ["card-markdown", {"markdown": "It **stands**."}]],
    )
    assert made.split("\n")[:4] == [
        "<ol><li>one</li><li>two</li></ol>",
        "<hr>",
        '<figure><img src="https://a.example/pier.jpg" alt=""></figure>',
        "<p>It <strong>stands</strong>.</p>",
    ]


def test_what_points_nowhere_is_told_of() -> None:
    made = html([10, 7], [99, "odd"], "words", [1, "p", [[0, [5], 3, "a"], ["b"]]])
    assert made.count("dateline-leftover what=") == 4
    assert "odd" in plain(made)
    assert "<p>a" in made


@pytest.mark.parametrize("part", [None, 1, "x", [], {}, [None], [[]], [1, 2, 3, 4], [1, "p", 3]])
def test_a_part_of_another_type_stops_nothing(part: Any) -> None:
    html(part, [1, "p", part], [1, "p", [part]], [3, "ul", part], [3, "ul", [part]], [10, part])
    for name in ("markups", "atoms", "cards"):
        html([1, "p", [[0, [0], 1, "x"], [1, [], 0, 0]]], [10, 0], **{name: part})
        html([1, "p", [[0, [0], 1, "x"], [1, [], 0, 0]]], [10, 0], **{name: [part]})


def test_the_first_mobiledoc_gives_way_to_the_html() -> None:
    old = json.dumps({"version": "0.2.0", "sections": [[], []]})
    assert body({"mobiledoc": old, "html": "<p>x</p>"}).made_from == "html"


def test_lexical_comes_before_mobiledoc_and_an_empty_one_gives_way() -> None:
    empty = json.dumps({"root": {"children": [{"type": "paragraph", "children": []}]}})
    post = {"mobiledoc": json.dumps({"sections": [[1, "p", [[0, [], 0, "m"]]]]}), "html": "h"}
    assert body({**post, "lexical": empty}).html == "<p>m</p>"
    assert body({**post, "mobiledoc": "", "markdown": "x"}).html == "h"
    assert body({"markdown": "x"}).html == "<p>x</p>\n"
