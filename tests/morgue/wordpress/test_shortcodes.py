"""What stood in square brackets: what is printed as something else, and what is words."""

from __future__ import annotations

import re
import time

import pytest

from dateline.morgue.wordpress.shortcodes import Attributes, replaced


def gallery(given: Attributes) -> str:
    return f"<GALLERY {given.get('ids', '')}>"


def made(text: str) -> str:
    return replaced(text, gallery)


@pytest.mark.parametrize(
    "text",
    ["He said [sic] so", "[1] [2] [x]", "[see page 3]", "[John Smith]", "[]", "[ gallery ]",
     "a ] b [",
     "[link=http://a.example]", "[/end]", "[unended", "x[/box]", '<a href="[url id=1]">x</a>',
     '<img alt="[gallery]">', "[aa /]", "Größe [äöü]"],
)  # fmt: skip
def test_words_in_brackets_stay(text: str) -> None:
    assert made(text) == text


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("[[gallery]]", "[gallery]"),
        ('[[map a="b"]]', '[map a="b"]'),
        ("a [gallery ids='1,2'] b", "a <GALLERY 1,2> b"),
        ("[GALLERY IDS=3]", "<GALLERY 3>"),
        ("[gallery]]", "<GALLERY >]"),
        ("[caption id=x caption='Old']<img src=a>[/caption]",
         "<figure><img src=a><figcaption>Old</figcaption></figure>"),
        ("[caption]<a href=b><img src=a></a> New <i>x</i>[/caption]",
         "<figure><a href=b><img src=a></a><figcaption>New <i>x</i></figcaption></figure>"),
        ("[embed width=5]https://a.example/?b=1&c[/embed]",
         '<dateline-media src="https://a.example/?b=1&amp;c" title=""></dateline-media>'),
        ('[embed]<a href="https://a.example/">https://a.example/</a>[/embed]',
         '<dateline-media src="https://a.example/" title=""></dateline-media>'),
        ('[audio mp3="a.mp3"][/audio]',
         '<dateline-media kind="audio" src="a.mp3" title=""></dateline-media>'),
        ('[video src="a.mp4" title="T"]',
         '<dateline-media kind="video" src="a.mp4" title="T"></dateline-media>'),
        ("[youtube abc]", '<dateline-media kind="video" '
         'src="https://www.youtube.com/watch?v=abc" title=""></dateline-media>'),
        ("[video]", '<dateline-leftover what="shortcode video"></dateline-leftover>'),
        ("[map lat=1]", '<dateline-leftover what="shortcode map">[map lat=&quot;1&quot;]'
         "</dateline-leftover>"),
        ("[code]<b>[gallery]</b>[/code]", "<pre>&lt;b&gt;[gallery]&lt;/b&gt;</pre>"),
    ],
)  # fmt: skip
def test_shortcodes_become_what_they_were_printed_as(text: str, becomes: str) -> None:
    assert made(text) == becomes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[box]w1 [gallery ids=1] w2[/box]", "w1 <GALLERY 1> w2"),
        ("[note a=b]w1 [gallery ids=1] w2[/note]", "w1 <GALLERY 1> w2"),
        ("[quote]w1 [quote]w2[/quote] w3[/quote]", "w1 w2 w3"),
        ("[zz a=b]w1[zz c=d]w2[/zz]w3[/zz]", "w1 w2 w3"),
        ("[box]w1", "w1"),
        ("[caption]w1 [gallery ids=1][/caption]", "w1 <GALLERY 1>"),
        ("[caption width=5]<p><img></p>w1[/caption]", "<p><img></p>w1"),
        ("[caption caption='w1']<img> w2", "w1 <img> w2"),
    ],
)
def test_what_stands_inside_stays_and_is_read_too(text: str, words: str) -> None:
    left = re.sub(r"<dateline-leftover.*?</dateline-leftover>", " ", made(text))
    assert left.split() == words.split()


def test_a_value_with_markup_stays_a_value() -> None:
    told = made('[map title="<script>go()</script>" x=\'"><b>\']')
    assert "<script" not in told
    assert "<b>" not in told


@pytest.mark.parametrize(
    "text",
    [
        "[a" * 100_000, "[aa " * 50_000, "[" * 500_000, '[aa "' * 50_000, "[aa]" * 100_000,
        "".join(f"[n{n:06d}]" for n in range(50_000)), "[zz][yy]" * 30_000 + "[/yy][/zz]",
        "[zz]" * 50_000 + "[/zz]", "[zz a=b]" * 10_000 + "[/zz]" * 10_000,
        "[embed]" + "<" * 300_000 + "[/embed]", "[caption]<a " * 30_000 + "[/caption]",
        "[aa " + "x " * 300_000 + "]", "<a " * 200_000,
        "[caption]" * 10_000 + "[/caption]" * 10_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_no_brackets_take_long(text: str) -> None:
    begun = time.perf_counter()
    made(text)
    assert time.perf_counter() - begun < 3


def test_ten_thousand_unclosed_brackets_take_no_time() -> None:
    begun = time.perf_counter()
    made("[gallery ids=" * 10_000)
    assert time.perf_counter() - begun < 0.5
