"""What becomes of the body of an old story, a piece of HTML: blocks, and every word of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dateline.lib.htmltext import MAX_CHARACTERS, MarkupTooLarge
from dateline.morgue.copy import block_id
from dateline.morgue.elements import words_of
from dateline.morgue.fragments import MOST_KEPT, Body, body_of

BASE = "https://old.example/2011/pier/"
IMG = '<img src="/a.jpg" alt="A pier">'


def read(html: str, *, autop: bool = False) -> Body:
    return body_of(html, "old/?p=7", BASE, autop=autop)


def blocks(html: str, *, autop: bool = False) -> list[tuple[str, Any]]:
    """The blocks in short: pictures and players by address, with their caption if they have one."""
    return [short(block) for block in read(html, autop=autop).blocks]


def short(block: dict[str, Any]) -> tuple[str, Any]:
    kind, value = block["type"], block["value"]
    if kind == "picture":
        return kind, picture(value)
    if kind == "gallery":
        return kind, (value["title"], [picture(item["value"]) for item in value["pictures"]])
    if kind == "media":
        return kind, value["address"]
    if kind == "table":
        return kind, [row["values"] for row in value["cells"]["rows"]]
    return kind, value


def picture(value: dict[str, Any]) -> tuple[str, str]:
    return value["image"].file.removeprefix("https://old.example"), value["caption"]


def text(html: str, *, autop: bool = False) -> str:
    found = blocks(html, autop=autop)
    assert [kind for kind, _ in found] == ["text"]
    return str(found[0][1])


def said(body: Body) -> list[str]:
    """The numbered words of a body, in order."""
    return re.findall(r"w\d+", " ".join(words_of(body.blocks)))


# Elements.


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("<p>One.</p><p>Two.</p>", "<p>One.</p><p>Two.</p>"),
        ("One <strong>two</strong> <em>three</em>", "<p>One <b>two</b> <i>three</i></p>"),
        ("H<sub>2</sub>O <del>x</del>", "<p>H<sub>2</sub>O <s>x</s></p>"),
        ("run <code>a &lt; b</code>", "<p>run <code>a &lt; b</code></p>"),
        ("<q>Yes</q>, she said", "<p>“Yes”, she said</p>"),
        ('<a href="/x">here</a> now', '<p><a href="https://old.example/x">here</a> now</p>'),
        ("one<br>two", "<p>one<br>two</p>"),
        ("one<br><br>two", "<p>one</p><p>two</p>"),
        ("<div>one<div>two</div>three</div>", "<p>one</p><p>two</p><p>three</p>"),
        ("<ul><li>one<li>two</ul>", "<ul><li>one</li><li>two</li></ul>"),
        ("<ol><li>one<ul><li>two</ul>x</ol>", "<ol><li>one<ul><li>two</li></ul>x</li></ol>"),
        ("<ul>stray<li>one</li>late</ul>", "<ul><li>stray</li><li>one</li><li>late</li></ul>"),
        ("<ul><ol><li>in</ol></ul>", "<ul><li><ol><li>in</li></ol></li></ul>"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "<blockquote>a<br><br>b</blockquote>"),
        ("<pre>a\n  b\n</pre>", "<p><code>a<br>\u00a0\u00a0b</code></p>"),
        ("<dl><dt>Ada<dd>Reed</dl>", "<p><b>Ada</b></p><p>Reed</p>"),
        ("<details><summary>More</summary>x</details>", "<p><b>More</b></p><p>x</p>"),
        ("<p>one</p><hr><p>two</p>", "<p>one</p><p>two</p>"),
        ("<font color=red>red</font> <u>line</u>", "<p>red line</p>"),
        ("<o:p>from an office</o:p>", "<p>from an office</p>"),
        ("<custom-thing>kept</custom-thing>", "<p>kept</p>"),
        ("<center>mid</center>", "<p>mid</p>"),
        ("a &lt;b&gt; &amp; c", "<p>a &lt;b&gt; &amp; c</p>"),
        ("<style>p{}</style><p>a</p><!-- no -->", "<p>a</p>"),
    ],
)  # fmt: skip
def test_text_keeps_the_form_that_the_paper_has(html: str, becomes: str) -> None:
    assert text(html) == becomes


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4", "h5", "h6"])
def test_headings_become_subheadings(tag: str) -> None:
    assert blocks(f"<p>a</p><{tag}>The <b>pier</b></{tag}><p>b</p>") == [
        ("text", "<p>a</p>"), ("subheading", "The pier"), ("text", "<p>b</p>"),
    ]  # fmt: skip


def test_a_table_of_data_becomes_a_table() -> None:
    html = "<table><tr><th>Y<th>N</tr><tr><td>1<td>2</tr><tr><td>3<td>4</tr></table>"
    assert blocks(html) == [("table", [["1", "2"], ["3", "4"]])]


def test_a_table_of_layout_becomes_what_stands_in_it() -> None:
    html = f"<table><tr><td>{IMG}</td><td>Words</td></tr></table>"
    assert blocks(html) == [("picture", ("/a.jpg", "")), ("text", "<p>Words</p>")]


def test_words_in_a_table_outside_of_its_cells_stay() -> None:
    html = "<table>w1<tr><td>w2<td>w3</tr>w4<tr><td>w5<td>w6</tr></table>"
    assert said(read(html)) == ["w1", "w2", "w3", "w4", "w5", "w6"]


def test_a_table_with_a_program_in_it_shows_no_program() -> None:
    body = read("<table><tr><td>1<script>go()</script><td>2<tr><td>3<td>4</table>")
    assert "go()" not in str(body.blocks)
    assert [inside.what for inside in body.inside] == ["script"]


def test_a_link_around_paragraphs_stays_a_link() -> None:
    assert text('<a href="/x"><div>one</div></a>') == (
        '<p><a href="https://old.example/x">one</a></p>'
    )


# Lines.


@pytest.mark.parametrize(
    ("html", "becomes"),
    [
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("one\r\ntwo\r\n\r\nthree", "<p>one<br>two</p><p>three</p>"),
        ("one \t\n \t\n\n two", "<p>one</p><p>two</p>"),
        ("one <b>two\nthree</b> four", "<p>one <b>two<br>three</b> four</p>"),
        ("one <b>two\n\nthree</b>", "<p>one <b>two</b></p><p>three</p>"),
        ("<p>one</p>\n<p>two</p>\n", "<p>one</p><p>two</p>"),
        ("<ul>\n<li>one\ntwo</li>\n<li>a\n\nb</li>\n</ul>",
         "<ul><li>one<br>two</li><li>a<br>b</li></ul>"),
        ("<blockquote>one\n\ntwo\nthree</blockquote>",
         "<blockquote>one<br><br>two<br>three</blockquote>"),
        ("<pre>one\n\ntwo</pre>", "<p><code>one<br><br>two</code></p>"),
        ("one<br>\ntwo", "<p>one<br>two</p>"),
    ],
)  # fmt: skip
def test_where_lines_count_an_empty_one_parts_paragraphs(html: str, becomes: str) -> None:
    assert text(html, autop=True) == becomes


def test_where_lines_do_not_count_they_are_spaces() -> None:
    assert text("one\ntwo\n\nthree") == "<p>one two three</p>"


def test_an_address_alone_on_its_line_plays_or_links() -> None:
    assert blocks("a\n\nhttps://youtu.be/xyz\n\nhttps://old.example/b", autop=True) == [
        ("text", "<p>a</p>"),
        ("media", "https://youtu.be/xyz"),
        ("text", '<p><a href="https://old.example/b">https://old.example/b</a></p>'),
    ]


@pytest.mark.parametrize("address", ["https://[x", "http://[::1", "https://youtube.com]/x"])
def test_an_address_that_is_none_is_words(address: str) -> None:
    assert text(f"<p>{address}</p>") == f"<p>{address}</p>"


# Pictures.


def test_a_picture_in_running_text_parts_it() -> None:
    assert blocks(f"<p>one {IMG} two</p>") == [
        ("text", "<p>one</p>"), ("picture", ("/a.jpg", "")), ("text", "<p>two</p>"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        (f"<h2>One {IMG} two</h2>", [("subheading", "One"), ("subheading", "two")]),
        (f"<blockquote>One {IMG} two</blockquote>",
         [("text", "<blockquote>One</blockquote>"), ("text", "<blockquote>two</blockquote>")]),
    ],
)  # fmt: skip
def test_words_before_a_picture_keep_their_form(html: str, kinds: list[Any]) -> None:
    assert [block for block in blocks(html) if block[0] != "picture"] == kinds


def test_pictures_in_lists_stand_behind_the_list_and_the_words_stay() -> None:
    html = (
        f"<ul><li>one {IMG} two</li><li><figure>{IMG}<figcaption>C</figcaption></figure></li></ul>"
    )
    assert blocks(html) == [
        ("text", "<ul><li>one<br>two</li></ul>"),
        ("picture", ("/a.jpg", "")),
        ("picture", ("/a.jpg", "C")),
    ]


def test_a_list_may_hold_what_is_no_item() -> None:
    html = f'<ul>{IMG}<li>one</li><a href="/x">two</a><script>go()</script><p>three</p></ul>'
    assert blocks(html) == [
        ("text", '<ul><li>one</li><li><a href="https://old.example/x">two</a></li>'
                 "<li>three</li></ul>"),
        ("picture", ("/a.jpg", "")),
    ]  # fmt: skip
    assert [inside.what for inside in read(html).inside] == ["script"]


def test_hidden_items_are_named_and_not_shown() -> None:
    body = read("<ul><li hidden>secret</li><li>open</li></ul><p style='display: none'>dark</p>")
    assert [short(block) for block in body.blocks] == [("text", "<ul><li>open</li></ul>")]
    assert [inside.state for inside in body.inside] == ["skipped", "skipped"]
    assert "secret" in body.inside[0].reason


def test_a_figure_has_its_caption_and_words_beside_it_stay() -> None:
    html = f"<figure>{IMG}<figcaption>The <i>old</i> pier</figcaption> beside</figure>"
    assert blocks(html) == [("picture", ("/a.jpg", "The old pier")), ("text", "<p>beside</p>")]


def test_figures_in_a_figure_are_a_gallery_with_own_captions_and_one_for_all() -> None:
    one = f"<figure>{IMG}<figcaption>First</figcaption></figure>"
    two = '<figure><img src="/b.jpg"></figure>'
    html = f"<figure><ul><li>{one}</li><li>{two}</li></ul><figcaption>All</figcaption></figure>"
    assert blocks(html) == [("gallery", ("All", [("/a.jpg", "First"), ("/b.jpg", "")]))]


def test_two_captions_of_one_picture_are_both_kept() -> None:
    html = f"<figure>{IMG}<figcaption>w1</figcaption><figcaption>w2</figcaption></figure>"
    assert said(read(html)) == ["w1", "w2"]


def test_a_player_beside_a_picture_in_a_figure_is_kept() -> None:
    html = f'<figure>{IMG}<iframe src="https://play.example/1">x</iframe></figure>'
    assert blocks(html) == [("picture", ("/a.jpg", "")), ("media", "https://play.example/1")]


def test_what_was_left_over_in_a_figure_is_not_shown_to_readers() -> None:
    html = f'<figure>{IMG}<dateline-leftover what="block map">map 1</dateline-leftover></figure>'
    assert [kind for kind, _ in blocks(html)] == ["picture", "leftover"]


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("/a.jpg", "/a.jpg"),
        ("/pier/", "/a-300x200.jpg"),
        ("/other.jpg", "/a-300x200.jpg"),
        ("javascript:x.jpg", "/a-300x200.jpg"),
    ],
)
def test_the_larger_picture_behind_a_link_is_taken(link: str, file: str) -> None:
    html = f'<a href="{link}"><img src="/a-300x200.jpg"></a>'
    assert blocks(html) == [("picture", (file, ""))]


def test_pictures_that_load_late_are_found_by_where_they_lie() -> None:
    html = '<img src="data:image/gif;base64,R0" data-src="/late.jpg">'
    assert blocks(html) == [("picture", ("/late.jpg", ""))]


def test_what_has_no_end_swallows_nothing() -> None:
    html = (
        '<picture><source srcset="/x.webp"><img src="/a.jpg"></picture>w1<embed src="/e">w2<wbr>w3'
    )
    assert [kind for kind, _ in blocks(html)] == ["picture", "text", "media", "text"]
    assert said(read(f"{html}<track>w4<p>w5<source>w6")) == [f"w{n}" for n in range(1, 7)]


def test_a_smiley_is_its_letters_and_a_dot_that_counts_is_nothing() -> None:
    html = (
        'so <img src="https://s.w.org/images/core/emoji/x.png" alt="☺">'
        '<img src="/count.gif" width="1" height="1"> it is'
    )
    assert text(html) == "<p>so ☺ it is</p>"
    assert [inside.state for inside in read(html).inside] == ["skipped"]


# Players, programs, and what is neither.


@pytest.mark.parametrize(
    ("html", "kind", "address"),
    [
        ('<iframe src="//play.example/1"></iframe>', "video", "https://play.example/1"),
        ('<video><source src="/v.mp4"></video>', "video", "https://old.example/v.mp4"),
        ('<audio src="/a.mp3">old browser</audio>', "audio", "https://old.example/a.mp3"),
        ('<object><param name="movie" value="https://a.example/f.swf"></object>', "video",
         "https://a.example/f.swf"),
        ('<embed src="https://soundcloud.com/x">', "audio", "https://soundcloud.com/x"),
        ('<figure><iframe src="https://p.example/"></iframe><figcaption>C</figcaption></figure>',
         "video", "https://p.example/"),
        ('<dateline-media kind="audio" src="https://p.example/1"></dateline-media>', "audio",
         "https://p.example/1"),
    ],
)  # fmt: skip
def test_players_become_links_that_play_elsewhere(html: str, kind: str, address: str) -> None:
    body = read(f"<p>a</p>{html}<p>b</p>")
    assert [block["type"] for block in body.blocks] == ["text", "media", "text"]
    value = body.blocks[1]["value"]
    assert (value["kind"], value["address"]) == (kind, address)
    assert value["title"]
    assert [(inside.what, inside.state) for inside in body.inside] == [
        (f"player {address}", "imported")
    ]


@pytest.mark.parametrize(
    "html",
    ["<form>Name <input name=n></form>", "<svg><text>w</text></svg>", "<button>Buy</button>",
     "<select><option>a</select>", "<canvas>c</canvas>", "<textarea>t</textarea>",
     "<iframe src='javascript:go()'></iframe>", "<img src='data:image/png;base64,AA' alt=x>",
     "<dateline-leftover what='shortcode map'>[map]</dateline-leftover>"],
)  # fmt: skip
def test_what_no_block_holds_is_left_in_its_place_and_named(html: str) -> None:
    body = read(f"<p>a</p>{html}<p>b</p>")
    assert [block["type"] for block in body.blocks] == ["text", "leftover", "text"]
    assert [inside.state for inside in body.inside] == ["lost"]
    assert body.blocks[1]["value"]["what"] == body.inside[0].what


def test_what_is_left_over_is_kept_up_to_a_length() -> None:
    body = read(f"<form>{'x' * 50_000}</form>")
    assert MOST_KEPT < len(body.blocks[0]["value"]["markup"]) < MOST_KEPT + 10


def test_a_script_is_named_and_never_shown() -> None:
    body = read('a <script src="/x.js">go()</script> b')
    assert [short(block) for block in body.blocks] == [("text", "<p>a b</p>")]
    assert body.inside[0].what == "script https://old.example/x.js"


@pytest.mark.parametrize(
    "address",
    ["javascript:go()", "JaVa\nScript:go()", " javascript:go()", "&#106;avascript:go()",
     "data:text/html,go()", "vbscript:go()", "java&Tab;script:go()", "\x01javascript:go()"],
)  # fmt: skip
def test_no_address_that_acts_gets_into_a_block(address: str) -> None:
    html = (
        f'<a href="{address}">w1</a><a href="{address}">{IMG}</a><img src="{address}" alt=w2>'
        f'<iframe src="{address}" title=w3></iframe><video src="{address}"></video>'
        f'<dateline-media src="{address}"></dateline-media><form action="{address}">w4</form>'
        f'<ul><li><a href="{address}">w5</a></ul><object data="{address}"></object>'
        f'<figure><a href="{address}"><img src="{address}"></a><figcaption>w6</figcaption></figure>'
    )
    body = read(html)
    shown = [block for block in body.blocks if block["type"] != "leftover"]
    assert re.search(r"script\s*:|data:", str(shown), re.I) is None
    assert {f"w{n}" for n in range(1, 7)} <= set(said(body))
    for block in body.blocks:  # what is left over is words for editors: no reader gets them
        if block["type"] == "leftover":
            assert set(block["value"]) == {"what", "markup"}


# Whole bodies.


@pytest.mark.parametrize(
    "html",
    ["w1</div></body></html> w2<p>w3", "w1</body>w2</html>w3", "</p></div>w1</b>w2</li></ul>w3",
     "<html><head><p>w1</p></head><body onload='go()'>w2<html>w3", "<b>w1<p>w2</b>w3",
     "<tr><td>w1</td></tr><li>w2<option>w3", "<p>w1<p>w2<p>w3</p", "w1\x00w2<b>w3",
     "<frameset><frame>w1</frameset>w2<noframes>w3</noframes>",
     "<plaintext>w1 w2 w3", "<fieldset><legend>w1</legend>w2</fieldset><label>w3</label>"],
)  # fmt: skip
def test_broken_markup_keeps_its_words(html: str) -> None:
    assert said(read(html)) == ["w1", "w2", "w3"]


def test_the_end_of_the_page_around_it_is_no_word_of_a_body() -> None:
    assert text("<plaintext>a") == "<p>a</p>"


@pytest.mark.parametrize(
    "tag", ["div", "b", "ul><li", "blockquote", "table><tr><td", "figure", "x-y"]
)
def test_what_nests_three_hundred_deep_keeps_its_words(tag: str) -> None:
    body = read("".join(f"<{tag}>w{n} " for n in range(300)))
    assert said(body) == [f"w{n}" for n in range(300)]
    assert body.inside[-1].state == "skipped"


@pytest.mark.parametrize(
    "tag", ["div", "b", "ul><li", "ul><div", "blockquote", "table><tr><td", "figure"]
)
def test_what_nests_as_deep_as_is_read_is_read(tag: str) -> None:
    times = 190 // (tag.count("<") + 1)
    body = read("".join(f"<{tag}>w{n} " for n in range(times)))
    assert said(body) == [f"w{n}" for n in range(times)]
    assert body.inside == []


def test_the_ids_of_blocks_are_the_same_each_time_and_none_comes_twice() -> None:
    html = f"<p>a</p><figure>{IMG}{IMG}</figure><h2>b</h2>{IMG}<form>c</form><p>d</p>"
    first, again = read(html).blocks, read(html).blocks
    assert first == again
    ids = [block["id"] for block in first]
    ids += [i["id"] for b in first if b["type"] == "gallery" for i in b["value"]["pictures"]]
    assert len(set(ids)) == len(ids) == 8
    assert ids[0] == block_id("old/?p=7", "0")
    assert not set(ids) & {block["id"] for block in body_of(html, "old/?p=8", BASE).blocks}


def test_an_empty_body_has_no_blocks() -> None:
    for html in ("", " \n ", "<p></p>", "<!-- a -->", "<p>&nbsp;</p>", "<ul></ul><b></b>"):
        assert read(html).blocks == [], html
        assert read(html, autop=True).blocks == [], html


def test_more_than_any_story_is_refused() -> None:
    with pytest.raises(MarkupTooLarge):
        read("x" * (MAX_CHARACTERS + 1))
