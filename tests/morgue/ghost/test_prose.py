"""Markdown as Ghost 0.x took it, and foreign HTML."""

from __future__ import annotations

import time

import pytest

from dateline.morgue.ghost.errors import UnreadableBody
from dateline.morgue.ghost.markup import balanced, plain
from dateline.morgue.ghost.prose import to_html


def test_a_heading_needs_no_space_and_a_newline_is_one() -> None:
    assert to_html("##Pier\none\ntwo\n") == "<h2>Pier</h2>\n<p>one<br>\ntwo</p>\n"
    assert "#Pier" in to_html("```\n#Pier\n```\n")


def test_tables_and_raw_html_are_kept() -> None:
    made = to_html("|a|b|\n|-|-|\n|1|2|\n\n<div class='x'>It *stands*</div>\n")
    assert "<td>2</td>" in made
    assert '<div class="x">It *stands*</div>' in made


def test_a_paragraph_of_pictures_is_figures() -> None:
    assert to_html('![A pier](/a.jpg "Caption")\n![](/b.jpg)\n') == (
        '<figure><img src="/a.jpg" alt="A pier"><figcaption>Caption</figcaption></figure>'
        '<figure><img src="/b.jpg" alt=""></figure>'
    )


def test_notes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    made = to_html("One[^b] two[^a] [^none].\n\n[^a]: First\n  more\n[^b]: Second\n[^c]: Third\n")
    assert plain(made) == "One[1] two[2] [^none]. Second First more Third"


@pytest.mark.parametrize("text", ["> " * 5_000 + "x", "* " * 5_000 + "x", "a" * 200_000])
def test_markdown_without_measure_is_refused(text: str) -> None:
    with pytest.raises(UnreadableBody):
        to_html(text)


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("a &lt; b &amp; &eacute; &nosuch;", "a &lt; b &amp; é &amp;nosuch;"),
        ("<p>one<p>two", "<p>one</p><p>two</p>"),
        ("</div><i>x</b></i>", "<i>x</i>"),
        ("<!-- off -->on<!-- words<br>", "on words<br>"),
        ("<a href=/x/ title='a\"b'>x</a>", '<a href="/x/" title="a&quot;b">x</a>'),
        ("<textarea>x</textarea>y", "xy"),
        ("<iframe src=/x/>fallback</iframe>y", '<iframe src="/x/"></iframe>fallbacky'),
        ("a<img src='never closed", "a&lt;img src='never closed"),
        ("<plaintext>x<p>y</p>", "x<p>y</p>"),
    ],
)
def test_foreign_html_cannot_swallow_what_follows(html: str, made: str) -> None:
    assert balanced(html) == made


def test_a_script_is_told_of_and_stays_inert() -> None:
    made = balanced("<script>alert('<p>1</p>')</script>after<script>never closed")
    assert made == (
        '<dateline-leftover what="script">&lt;script&gt;alert(&#x27;&lt;p&gt;1&lt;/p&gt;&#x27;)'
        '</dateline-leftover>after<dateline-leftover what="script">&lt;script&gt;never closed'
        "</dateline-leftover>"
    )


def test_an_old_player_is_told_of() -> None:
    made = balanced('<object data="/v.swf"><param name="movie" value="/v.swf">words</object>')
    assert made.count("/v.swf") == 2
    assert made.endswith("words")
    assert "<object" not in made


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<a", "<a ", "&", "&#", "<![", "<?", "<div>", "</div", "</", "<script", "<script>",
     "<a b='", "<![CDATA[", "<a b=c ", "<!", "--", "<a b=\"'>"],
)  # fmt: skip
def test_broken_html_of_any_length_takes_little_time(piece: str) -> None:
    started = time.monotonic()
    balanced(piece * 50_000)
    balanced(piece * 50_000 + ">")
    plain(piece * 50_000 + "-->")
    assert time.monotonic() - started < 5


def test_elements_in_each_other_without_end_keep_their_words() -> None:
    made = balanced("<div>" * 10_000 + "words")
    assert made.count("<div>") == made.count("</div>") == 100
    assert "words" in made
