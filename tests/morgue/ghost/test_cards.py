"""The cards of Ghost's editors."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.morgue.ghost.cards import card
from dateline.morgue.ghost.markup import plain

PIER = "https://a.example/pier.jpg"
CARDS: list[tuple[str, dict[str, Any], str]] = [
    (
        "image",
        {"src": PIER, "alt": 'a "pier"', "caption": "<b>The</b> pier"},
        f'<figure><img src="{PIER}" alt="a &quot;pier&quot;">'
        "<figcaption><b>The</b> pier</figcaption></figure>",
    ),
    (
        "image",
        {"src": PIER, "href": "/sea/"},
        f'<figure><a href="/sea/"><img src="{PIER}" alt=""></a></figure>',
    ),
    (
        "gallery",
        {"images": [{"src": "/a.jpg", "caption": "A"}, {"src": "/b.jpg"}], "caption": "Both"},
        '<dateline-gallery><figure><img src="/a.jpg" alt=""><figcaption>A</figcaption></figure>'
        '<figure><img src="/b.jpg" alt=""></figure></dateline-gallery><p>Both</p>',
    ),
    ("html", {"html": "<div>open <b>words"}, "<div>open <b>words</b></div>"),
    (
        "embed",
        {"url": "http://v.example/1", "caption": "C"},
        '<figure><iframe src="https://v.example/1"></iframe><figcaption>C</figcaption></figure>',
    ),
    (
        "embed",
        {"url": "https://x.example/1", "html": "<blockquote>Said</blockquote><script>x</script>"},
        "<figure><blockquote>Said</blockquote></figure>",
    ),
    (
        "bookmark",
        {"url": "https://a.example/", "metadata": {"title": "T", "description": "D & E"}},
        '<p><a href="https://a.example/">T</a> D &amp; E</p>',
    ),
    ("horizontalrule", {}, "<hr>"),
    ("codeblock", {"code": "a < b\n", "language": "c"}, "<pre><code>a &lt; b\n</code></pre>"),
    ("button", {"buttonText": "Go", "buttonUrl": "/go/"}, '<p><a href="/go/">Go</a></p>'),
    (
        "callout",
        {"calloutEmoji": "!", "calloutText": "Mind <i>it</i>"},
        "<aside><p>! Mind <i>it</i></p></aside>",
    ),
    ("toggle", {"heading": "Why", "content": "<p>So.</p>"}, "<h3>Why</h3><p>So.</p>"),
    (
        "video",
        {"src": "/v.mp4", "caption": "V"},
        '<figure><video src="/v.mp4"></video><figcaption>V</figcaption></figure>',
    ),
    (
        "audio",
        {"src": "/a.mp3", "title": "A&B"},
        '<figure><audio src="/a.mp3"></audio><figcaption>A&amp;B</figcaption></figure>',
    ),
    (
        "file",
        {"src": "/f.pdf", "fileName": "f.pdf", "fileTitle": "F", "fileCaption": "all of it"},
        '<p><a href="/f.pdf">F</a> all of it</p>',
    ),
    (
        "header",
        {"header": "H", "subheader": "S", "buttonText": "B", "buttonUrl": "/b/"},
        '<h2>H</h2><p>S</p><p><a href="/b/">B</a></p>',
    ),
    (
        "product",
        {
            "productImageSrc": "/p.jpg",
            "productTitle": "P",
            "productDescription": "<p>D</p>",
            "productRatingEnabled": True,
            "productStarRating": 4,
            "productButton": "Buy",
            "productUrl": "/buy/",
        },
        '<figure><img src="/p.jpg" alt=""></figure><h3>P</h3><p>D</p><p>4/5</p>'
        '<p><a href="/buy/">Buy</a></p>',
    ),
    (
        "call-to-action",
        {"textValue": "<p>T</p>", "buttonText": "B", "buttonUrl": "/b/", "showButton": True},
        '<p>T</p><p><a href="/b/">B</a></p>',
    ),
]


@pytest.mark.parametrize(("name", "payload", "made"), CARDS)
def test_a_card_is_plain_html(name: str, payload: dict[str, Any], made: str) -> None:
    assert card(name, payload) == made


@pytest.mark.parametrize("name", ["signup", "paywall", "email", "email-cta", "transistor", "new"])
def test_a_card_without_html_is_left_over_with_its_words(name: str) -> None:
    made = card(name, {"header": "<Join>", "version": 2})
    assert made == (
        f'<dateline-leftover what="card {name}">'
        "{&quot;header&quot;: &quot;&lt;Join&gt;&quot;}</dateline-leftover>"
    )


def test_a_card_that_the_web_never_showed_is_left_over() -> None:
    for seen in ({"web": {"nonMember": False}}, {"showOnWeb": False}):
        made = card("html", {"html": "<p>Members</p>", "visibility": seen})
        assert made.startswith('<dateline-leftover what="card html hidden">')
        assert "Members" in plain(made)


def test_a_picture_that_is_nowhere_leaves_its_words() -> None:
    assert "The pier" in plain(card("image", {"src": "", "caption": "The pier"}))


@pytest.mark.parametrize("value", [None, 1, True, "x", [], [1], {}, {"title": 3}, [{"src": 1}]])
def test_a_field_of_another_type_stops_no_card(value: Any) -> None:
    for name, payload, _ in CARDS:
        card(name, dict.fromkeys(payload, value))
        card(name, value)


def test_no_attribute_can_be_left() -> None:
    hostile = "\"'><img src=x onerror=alert(1)>"
    for name, payload, _ in CARDS:
        plain_fields = {key: hostile for key in payload if key in {"src", "alt", "url", "href"}}
        assert "<img src=x" not in card(name, plain_fields)
