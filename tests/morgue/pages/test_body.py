"""What becomes of a page's text, pictures and tables."""

from __future__ import annotations

import re

from dateline.morgue.copy import PictureCopy
from dateline.morgue.pages import texts
from tests.morgue.pages.page import PARAGRAPHS, article, read


def test_paragraphs_arrive_whole_and_in_order_with_brackets_and_unclosed_quotes() -> None:
    copy = read(
        article("<p>“They never asked us, said nobody in the end. It was (almost) over.</p>")
    )
    paragraphs = texts(copy)["paragraphs"]
    assert paragraphs[0] == PARAGRAPHS[0]
    assert paragraphs[1] == "“They never asked us, said nobody in the end. It was (almost) over."
    assert paragraphs[2:] == list(PARAGRAPHS[1:])


def test_the_headline_and_the_pages_frame_are_not_in_the_text() -> None:
    copy = read(article())
    assert copy.headline == "Swing bridge to close for good"
    assert texts(copy)["paragraphs"] == list(PARAGRAPHS)


def test_links_and_emphasis_are_kept_in_our_own_markup() -> None:
    copy = read(
        article(
            '<p>The <strong onclick="x()">final</strong> plan stands in <a class="q" '
            'href="/papers/7?a=1&amp;b=2" onmouseover="y()">paper 7 &lt;draft&gt;</a> of the '
            "<em>Harbour Gazette</em> & its annex.</p>"
        )
    )
    text = "".join(block["value"] for block in copy.body if block["type"] == "text")
    assert (
        '<p>The <b>final</b> plan stands in <a href="https://bell.example/papers/7?a=1&amp;b=2">'
        "paper 7 &lt;draft&gt;</a> of the <i>Harbour Gazette</i> &amp; its annex.</p>"
    ) in text


def test_a_link_that_runs_something_loses_its_address() -> None:
    links = ("javascript:alert(1)", " java\tscript:alert(1)", "data:text/html,x", "vbscript:x")
    for link in links:
        copy = read(article(f'<p>Read the whole of the plan <a href="{link}">here</a> today.</p>'))
        assert "href" not in str(copy.body), link
        assert "Read the whole of the plan here today." in texts(copy)["paragraphs"]


def test_headings_lists_and_quotations_stay_what_they_are() -> None:
    copy = read(
        article(
            "<h2>What was decided</h2>"
            "<ul><li>The bridge closes on the first day of March.</li>"
            "<li>The ferry runs every ten minutes until the new one opens.</li></ul>"
            "<blockquote><p>A town without its bridge is two towns, and both are poorer.</p>"
            "</blockquote>"
        )
    )
    assert [b["value"] for b in copy.body if b["type"] == "subheading"] == ["What was decided"]
    text = "".join(block["value"] for block in copy.body if block["type"] == "text")
    assert "<ul><li>The bridge closes on the first day of March.</li><li>The ferry" in text
    assert "<blockquote>A town without its bridge is two towns" in text


def test_a_figure_gives_picture_caption_credit_and_absolute_address() -> None:
    copy = read(
        article(
            '<figure><img src="/pictures/bridge.jpg" alt="The bridge at dusk"><figcaption>The '
            'bridge, seen from the quay. <span class="credit">Photo: Tomas Reyl</span>'
            "</figcaption></figure>"
        )
    )
    (picture,) = [b["value"]["image"] for b in copy.body if b["type"] == "picture"]
    assert picture == PictureCopy(
        "https://bell.example/pictures/bridge.jpg",
        "The bridge at dusk",
        "The bridge, seen from the quay.",
        "Tomas Reyl",
    )
    assert copy.body[1]["type"] == "picture"
    assert not any("quay" in text for text in texts(copy)["paragraphs"])


def test_a_figure_above_the_text_becomes_the_lead_picture() -> None:
    figure = '<figure><img src="b.jpg"><figcaption>The bridge (Bell/J. Oster)</figcaption></figure>'
    copy = read(figure + article())
    assert copy.lead == PictureCopy(
        "https://bell.example/news/b.jpg", "", "The bridge", "Bell/J. Oster"
    )
    assert not any(block["type"] == "picture" for block in copy.body)


def test_a_table_of_data_becomes_cells() -> None:
    copy = read(
        article(
            "<table><tr><th>Year</th><th>Crossings</th></tr><tr><td>1961</td><td>88,000</td></tr>"
            "<tr><td>2020</td><td>9,500</td></tr></table>"
        )
    )
    (table,) = [b["value"] for b in copy.body if b["type"] == "table"]
    assert table["cells"] == {
        "columns": [
            {"type": "text", "heading": "Year"},
            {"type": "text", "heading": "Crossings"},
        ],
        "rows": [{"values": ["1961", "88,000"]}, {"values": ["2020", "9,500"]}],
        "caption": "",
    }
    assert "1961\t88,000" in texts(copy)["paragraphs"]


def test_share_buttons_appeals_and_links_to_other_stories_are_listed_as_furniture() -> None:
    copy = read(
        article("<p>Share this story</p><p>Advertisement</p>")
        + '<h3>Related</h3><ul><li><a href="/n/1">The ferry is late again, and nobody says why</a>'
        '</li><li><a href="/n/2">Tram museum opens its doors to the public in May</a></li></ul>'
    )
    assert texts(copy)["paragraphs"] == list(PARAGRAPHS)
    listed = {piece.text: piece.taken_for for piece in copy.furniture}
    assert listed.get("Share this story", "a share button") == "a share button"


def test_what_a_reader_does_not_see_is_not_taken() -> None:
    hidden = "".join(
        f"<p {how}>This long paragraph is for machines alone and nobody ever sees any of it.</p>"
        for how in ("hidden", 'style="display:none"', 'style="visibility: hidden"')
    )
    assert texts(read(article(hidden)))["paragraphs"] == list(PARAGRAPHS)


def test_the_same_page_gives_the_same_blocks_with_the_same_ids() -> None:
    one, two = (
        read(article("<h2>What was decided</h2>")),
        read(article("<h2>What was decided</h2>")),
    )
    assert one.body == two.body
    ids = [block["id"] for block in one.body]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f-]{36}", each) for each in ids)


def test_the_canonical_address_is_the_source_id() -> None:
    head = '<link rel="canonical" href="https://bell.example/news/2026/swing-bridge">'
    assert read(article(), head).source_id == "https://bell.example/news/2026/swing-bridge"
    assert read(article()).source_id == "bridge.html"
