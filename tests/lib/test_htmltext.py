"""The gate for markup from outside lets text through and nothing that acts."""

import re
import time
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.lib import tags, tidy
from dateline.lib.htmltext import (
    MarkupTooLarge,
    escape_paragraphs,
    paragraphs,
    plain,
    sanitise,
    sanitise_wide,
)
from tests.shared import shared

GATES: list[Callable[[str], str]] = [
    sanitise,
    sanitise_wide,
    lambda html: sanitise(html, internal=True),
    lambda html: sanitise_wide(html, internal=True),
]


class Inspector(HTMLParser):
    """Names whatever in markup could act; it shares no code with the gate."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in tidy.WIDE:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in {"href", "src", "title", "alt", "width", "height"} | {
                "scope", "colspan", "rowspan", "linktype", "id"
            }:  # fmt: skip
                self.faults.append(f"{tag} {name}=")
            if name in {"href", "src"} and value:
                address = re.sub(r"[\x00-\x1f]", "", value).strip().lower()
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)
                if scheme and scheme[1] not in {"http", "https", "mailto", "tel", "story"}:
                    self.faults.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.faults.append("processing instruction")


def faults(html: str) -> list[str]:
    inspector = Inspector()
    try:
        inspector.feed(html)
        inspector.close()
    except AssertionError as error:  # Python 3.11 stumbles over "<![>"
        inspector.faults.append(str(error))
    return inspector.faults


def hostile_texts() -> Iterator[tuple[str, str]]:
    """Every hostile file whole, its lines, its fenced examples, and what its entities hide."""
    for path in sorted(shared("data/dev/hostile").rglob("*")):
        if path.is_file():
            yield from _vectors(path)


def _vectors(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_bytes().decode("utf-8", "replace")
    yield path.name, text
    yield f"{path.name} unescaped", unescape(text)
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) + text.split("\n\n")
    for piece in {*text.splitlines(), *blocks}:
        yield path.name, piece
        if "\\u" in piece or "&lt;" in piece:
            yield path.name, unescape(piece.replace("\\u003c", "<").replace("\\u003e", ">"))


def test_every_hostile_vector_comes_out_harmless_and_settled() -> None:
    seen = 0
    for name, text in hostile_texts():
        for gate in (sanitise, sanitise_wide):
            clean = gate(text)
            assert faults(clean) == [], f"{name}: {text[:200]!r}"
            assert gate(clean) == clean, f"{name}: {text[:200]!r}"
            assert "linktype" not in clean
        seen += 1
    assert seen > 2_000


def test_the_inspector_finds_what_the_gate_must_stop() -> None:
    fired = sum(bool(faults(text)) for _, text in hostile_texts())
    assert fired > 300


TAGS = st.sampled_from(
    "<p> </p> <b> </b> <i> <strong> </strong> <em> </em> <a> <a href='/x'> </a> <div> </div> <ul> "
    "<ol> <li> </li> </ul> <blockquote> </blockquote> <br> <table> <tr> <td> <th> </td> </tr> "
    "</table> <caption> <figure> </figure> <figcaption> <img> <h2> </h2> <sub> <sup> <s> <code> "
    "<script> </script> <style> </style> <svg> </svg> <math> <mi> <title> <textarea> <template> "
    "<select> <option> <form> <noscript> <iframe> <!-- --> --!> <![CDATA[ ]]> <? &lt; &amp; &nbsp; "
    "&#0; < > \" ' = / a x \x00 \x0c \ufffe \u00a0 <embed> <p/title='<b>'> onerror=1 <plaintext> "
    "<a~href=javascript:x> <a~linktype=page~id=3> <img~src=a~onerror=x> "
    "<td~colspan=2> "
    "<dl> <dt> <dd> <center> <tbody> <thead> <tfoot> <hr> <pre> </pre> <button> <object> "
    "</sup> </code> </ol> </dd>".split(" ")
).map(lambda fragment: fragment.replace("~", " "))  # fmt: skip
FRAGMENTS = TAGS | st.sampled_from([" ", "\n", "\u00a0", "word"])
SOUP = st.lists(FRAGMENTS | st.text(max_size=4), max_size=40).map("".join)


@given(SOUP)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_sanitising_twice_changes_nothing(html: str) -> None:
    for gate in GATES:
        clean = gate(html)
        assert gate(clean) == clean
        assert faults(clean) == []


@given(SOUP)
@settings(max_examples=200, deadline=None)
def test_the_words_of_a_text_survive_the_gate(html: str) -> None:
    words = "".join(paragraphs(html)).split()
    assert "".join("".join(paragraphs(sanitise(html))).split()) == "".join(words)


@given(SOUP)
@settings(max_examples=100, deadline=None)
def test_markup_that_never_settles_is_kept_as_its_text(html: str) -> None:
    clean = escape_paragraphs(paragraphs(html))
    assert sanitise(clean) == clean


@given(st.lists(st.text(min_size=1, max_size=30), max_size=6))
@settings(max_examples=100, deadline=None)
def test_escaped_paragraphs_read_back_as_the_same_paragraphs(texts: list[str]) -> None:
    once = paragraphs(escape_paragraphs(texts))
    assert paragraphs(escape_paragraphs(once)) == once


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<strong>a</strong> <em>b</em>", "<b>a</b> <i>b</i>"),
        ("<h2>Head</h2><div>one<div>two</div>three</div>",
         "<p>Head</p><p>one</p><p>two</p><p>three</p>"),
        ("<b><p>x</p><p>y</p></b>", "<p><b>x</b></p><p><b>y</b></p>"),
        ("<b>a<b>b</b>c</b>d", "<b>abc</b>d"),
        ("<ul><li><p>a</p></li><li><div>b</div></li><li> </li></ul>",
         "<ul><li>a</li><li>b</li></ul>"),
        ("<p>1 < 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ('<a href="/x?a=1&b=2" title="T" onclick="x" target="_blank">l</a>',
         '<a href="/x?a=1&amp;b=2" title="T">l</a>'),
        ('<a href="mailto:a@b.example">m</a><a href="tel:+44">t</a>',
         '<a href="mailto:a@b.example">m</a><a href="tel:+44">t</a>'),
        ('<a href="java&#10;script:alert(1)">x</a><a href="data:text/html,x">y</a>', "xy"),
        ("<p>a<script>alert(1)</script><style>p{}</style><!-- c --></p>", "<p>a</p>"),
        ("<p>H<sub>2</sub>O m<sup>2</sup> <s>no</s> <code>x</code></p>",
         "<p>H<sub>2</sub>O m<sup>2</sup> <s>no</s> <code>x</code></p>"),
        ('<p class="lead" style="color:red" id="x">a</p>', "<p>a</p>"),
        ("a\x00b\x07c\ud800d", "abcd"),
    ],
)  # fmt: skip
def test_rich_text_keeps_its_plain_form(given_html: str, kept: str) -> None:
    assert sanitise(given_html) == kept


def test_markup_that_takes_more_than_one_round_settles_too() -> None:
    clean = sanitise_wide("<ul><li><table><li><div></caption><ol>x<figure>")
    assert sanitise_wide(clean) == clean
    assert plain(clean) == "x"


def test_links_by_number_from_outside_are_dropped_and_our_own_are_kept() -> None:
    html = (
        '<a linktype="page" id="3">our</a> <embed embedtype="image" id="9">'
        '<a href="story:fire">s</a>'
    )
    assert sanitise(html) == "our s"
    assert sanitise(html, internal=True) == (
        '<a id="3" linktype="page">our</a> <a href="story:fire">s</a>'
    )


@pytest.mark.parametrize("number", ["x", "3x", "", "-1", "3 or 1=1", "१"])
def test_a_link_by_number_takes_digits_only(number: str) -> None:
    assert sanitise(f'<a linktype="page" id="{number}">x</a>', internal=True) == "x"


def test_tables_and_figures_are_kept_by_the_wide_gate() -> None:
    html = (
        '<table class="x"><caption>C</caption><thead><tr><th scope="col" colspan="2">H</th></tr>'
        '</thead><tbody><tr><td rowspan="2">a</td><td>b</td></tr></tbody></table>'
        '<figure><img src="/p.jpg" alt="A dog" width="30" height="20" onerror="x">'
        "<figcaption>Dog</figcaption></figure>"
    )
    kept = sanitise_wide(html)
    assert kept == html.replace(' class="x"', "").replace(' onerror="x"', "").replace(
        '<img src="/p.jpg" alt="A dog" width="30" height="20">',
        '<img alt="A dog" height="20" src="/p.jpg" width="30">',
    ).replace('scope="col" colspan="2"', 'colspan="2" scope="col"')
    assert sanitise(html) == "<p>C</p><p>H</p><p>a</p><p>b</p><p>Dog</p>"


@pytest.mark.parametrize("src", ["data:image/png;base64,x", "mailto:a@b", "javascript:x", ""])
def test_a_picture_without_a_plain_address_is_dropped(src: str) -> None:
    assert sanitise_wide(f'<p>x<img src="{src}"></p>') == "<p>x</p>"


@pytest.mark.parametrize("unit", ["<div>", "<blockquote>", "<ul><li>", "<table><tr><td>",
                                  "<div><!--</div>-->", "<div x='</div>'>"])  # fmt: skip
def test_deep_nesting_is_refused_at_once(unit: str) -> None:
    begin = time.monotonic()
    for gate in GATES:
        with pytest.raises(MarkupTooLarge, match="nested more than 256 deep"):
            gate(unit * 100_000)
    assert time.monotonic() - begin < 2


@pytest.mark.parametrize(
    "bomb",
    [
        "<b>" * 100_000 + "x",
        "<a href=x>" * 20_000 + "x",
        "<script" * 100_000,
        "<script>" * 50_000 + "</script " * 50_000,
        "<svg>" * 50_000 + "</svg " * 50_000,
        "<a '" * 50_000,
        "<p " + " a=1" * 100_000 + ">x",
        "<!--" * 100_000,
        "<b></b>" * 30_000,
        "<a" + "/" * 500_000,
        "<p><a b" + " " * 500_000,
        "<a href=x><b><i><s><code>" + "<p>x" * 5_000,
        "&nbsp;" * 60_000,
    ],
    ids=range(13),
)
def test_markup_made_to_be_slow_is_not(bomb: str) -> None:
    begin = time.monotonic()
    sanitise_wide(bomb)
    assert time.monotonic() - begin < 5


def test_markup_beyond_any_story_is_refused_by_its_length() -> None:
    with pytest.raises(MarkupTooLarge, match="5,000,000 are read"):
        sanitise("x" * (tags.MAX_CHARACTERS + 1))
    with pytest.raises(MarkupTooLarge, match="more than 2,000,000 characters"):
        sanitise("x" * 2_000_001)
    with pytest.raises(MarkupTooLarge):
        plain("x" * (tags.MAX_CHARACTERS + 1))


def test_plain_text_has_an_empty_line_between_paragraphs() -> None:
    html = "<h2>Head</h2><p>One\n two<br>three</p><ul><li>a</li><li>b</li></ul>x<br><br>y &amp; z"
    assert paragraphs(html) == ["Head", "One two\nthree", "a", "b", "x", "y & z"]
    assert plain("<p>a</p><script>b</script><p>c</p>") == "a\n\nc"


def test_paragraphs_are_escaped_on_their_way_to_markup() -> None:
    assert escape_paragraphs(["a <b> & c", "d\ne"]) == "<p>a &lt;b&gt; &amp; c</p><p>d<br>e</p>"
