"""Bodies of Ghost 5 and 6 as HTML."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.morgue.ghost.body import body
from dateline.morgue.ghost.markup import plain


def words(text: str, format: int = 0) -> dict[str, Any]:
    return {"type": "extended-text", "text": text, "format": format}


def node(kind: str, *children: Any, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "children": list(children), **fields}


def html(*nodes: Any) -> str:
    document = {"root": {"type": "root", "children": list(nodes)}}
    return body({"lexical": json.dumps(document)}).html


@pytest.mark.parametrize(
    ("bits", "made"),
    [
        (1, "<strong>x</strong>"),
        (2, "<em>x</em>"),
        (3, "<strong><em>x</em></strong>"),
        (4, "<s>x</s>"),
        (8, "<u>x</u>"),
        (16, "<code>x</code>"),
        (32, "<sub>x</sub>"),
        (64, "<sup>x</sup>"),
        (128, "<mark>x</mark>"),
        (1 | 16, "<strong><code>x</code></strong>"),
    ],
)
def test_the_bits_of_a_format_are_marks(bits: int, made: str) -> None:
    assert html(node("paragraph", words("x", bits))) == f"<p>{made}</p>"


def test_words_and_addresses_are_escaped() -> None:
    link = node("link", words("<b> & c"), url='https://a.example/?b="><script>')
    assert html(node("paragraph", link, {"type": "linebreak"}, words("x"))) == (
        '<p><a href="https://a.example/?b=&quot;&gt;&lt;script&gt;">&lt;b&gt; &amp; c</a><br>x</p>'
    )


def test_headings_quotations_and_rules() -> None:
    assert html(
        node("extended-heading", words("H"), tag="h3"),
        node("heading", words("I"), tag="script"),
        node("extended-quote", words("Q")),
        node("aside", words("A")),
        {"type": "horizontalrule"},
        node("paragraph"),
    ).split("\n") == [
        "<h3>H</h3>",
        "<h2>I</h2>",
        "<blockquote>Q</blockquote>",
        "<blockquote>A</blockquote>",
        "<hr>",
    ]


def test_a_list_in_a_list_belongs_to_the_item_before_it() -> None:
    inner = node("list", node("listitem", words("c")), listType="bullet")
    outer = node(
        "list",
        node("listitem", words("a")),
        node("listitem", inner),
        node("listitem", words("b")),
        listType="number",
        start=3,
    )
    assert html(outer) == '<ol start="3"><li>a<ul><li>c</li></ul></li><li>b</li></ol>'


def test_what_is_not_known_keeps_its_words() -> None:
    made = html(node("novelty", words("inside"), note="<said>"), {"type": "poll", "q": "Who & me?"})
    assert '<dateline-leftover what="card novelty">' in made
    assert '<dateline-leftover what="card poll">' in made
    assert "<said>" in plain(made)
    assert "inside" in plain(made)
    assert "Who & me?" in plain(made)


@pytest.mark.parametrize("bad", ["{", "[]", '{"root": 1}', "[" * 10_000, '{"a":' * 5_000])
def test_what_cannot_be_read_gives_way_to_the_html(bad: str) -> None:
    made = body({"lexical": bad, "html": "<p>It stands.</p>"})
    assert (made.html, made.made_from) == ("<p>It stands.</p>", "html")
    assert made.doubts[0].startswith("its lexical ")


def test_what_cannot_be_read_is_kept_where_there_is_nothing_else() -> None:
    made = body({"lexical": "{broken <words>"})
    assert made.html == (
        '<dateline-leftover what="lexical">{broken &lt;words&gt;</dateline-leftover>'
    )


def test_lists_without_end_are_refused() -> None:
    deep: dict[str, Any] = words("x")
    for _ in range(100):
        deep = node("list", node("listitem", deep))
    made = body({"lexical": json.dumps({"root": {"children": [deep]}})})
    assert "levels deep" in made.doubts[0]
    assert "x" in made.html


@pytest.mark.parametrize("child", [None, 1, "words", [], {}, {"type": None}, {"children": 3}])
def test_a_node_of_another_type_stops_nothing(child: Any) -> None:
    for kind in ("root", "paragraph", "list", "listitem", "link", "image", "gallery", "code"):
        html(node(kind, child), child, {"type": kind, "children": child, "images": child})
    assert "words" in html("words")


def test_the_placeholder_of_the_old_site_is_its_root() -> None:
    image = {"type": "image", "src": "__GHOST_URL__/content/images/pier.jpg"}
    assert html(image) == '<figure><img src="/content/images/pier.jpg" alt=""></figure>'
