"""What every page holds to: sound markup, no empty headings, nothing from elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from lxml import html

from dateline import broadsheet
from dateline.photodesk.contexts import SourceContext
from tests.broadsheet.paper import (
    AT,
    BARE,
    CARD,
    CITY,
    HOSTILE,
    KINDS,
    NOWHERE,
    ONWARD,
    PAPER,
    PICTURE,
    block,
    card,
    cards,
    every_block,
    pages,
    printed,
    set_page,
    story,
    text,
)
from tests.readers.paper import empty_headings

NAMES = list(pages())
VOID = set("area base br col embed hr img input link meta source track wbr".split())


class Strict(HTMLParser):
    """Notes every tag that is not closed where it should be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag == "p" and "p" in self.open:
            self.faults.append("a paragraph in a paragraph")
        if self.open[-1:] == ["p"] and tag in BLOCKS:
            self.faults.append(f"<{tag}> in a paragraph")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "svg" not in self.open:
            self.faults.append(f"<{tag}/> outside a drawing")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


BLOCKS = set("div ul ol dl p figure section article aside blockquote table h1 h2 h3 h4 nav".split())


@pytest.mark.parametrize("name", NAMES)
def test_every_tag_is_closed_where_it_was_opened(name: str) -> None:
    strict = Strict()
    strict.feed(printed(name))
    strict.close()
    assert strict.faults == []
    assert strict.open == []


@pytest.mark.parametrize("name", NAMES)
def test_no_id_stands_twice_and_every_reference_leads_to_one(name: str) -> None:
    page = html.document_fromstring(printed(name))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    referred = {one for value in page.xpath("//@aria-labelledby") for one in value.split()}
    anchors = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
    assert (referred | anchors) - set(ids) == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_first_heading_and_skips_no_level(name: str) -> None:
    page = html.document_fromstring(printed(name))
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels.count(1) == 1
    inside = [int(h.tag[1]) for h in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    steps = [after - before for before, after in pairwise(inside)]
    assert all(step <= 1 for step in steps)


@pytest.mark.parametrize("name", NAMES)
def test_no_heading_stands_over_nothing(name: str) -> None:
    page = html.document_fromstring(printed(name))
    for heading in page.xpath("//h1|//h2|//h3|//h4"):
        assert heading.text_content().strip()
    for held in page.xpath("//section|//nav|//aside|//ul|//ol|//dl|//p"):
        assert held.text_content().strip() or held.xpath(".//img"), html.tostring(held)
    for heading in page.xpath("//main//section/h2|//aside/h2|//nav/h2"):
        others = "".join(s.text_content() for s in heading.getparent() if s is not heading)
        assert others.strip(), heading.text_content()


@pytest.mark.parametrize("name", NAMES)
def test_a_strict_content_policy_holds(name: str) -> None:
    page = html.document_fromstring(printed(name))
    assert page.xpath("//@style") == []
    assert page.xpath("//style") == []
    assert [s.get("type") for s in page.xpath("//script")] == ["application/ld+json"]
    assert [a for a in page.xpath("//@*") if a.attrname.startswith("on")] == []
    loaded = page.xpath("//img/@src|//source/@src|//video/@src|//link[@rel='stylesheet']/@href")
    loaded += page.xpath("//link[@rel='preload']/@href|//video/@poster")
    (icon,) = page.xpath("//link[@rel='icon']/@href")
    assert icon.startswith("data:image/svg+xml,%3Csvg")
    assert [address for address in loaded if not address.startswith("/")] == []
    assert page.xpath("//iframe|//object|//embed") == []
    forms = {(form.get("action"), form.get("method", "get")) for form in page.xpath("//form")}
    assert forms <= {("/search/", "get")}


@pytest.mark.parametrize("name", NAMES)
def test_todays_date_stands_outside_main_and_article(name: str) -> None:
    page = html.document_fromstring(printed(name))
    assert len(page.xpath("//time[@class='today']")) == 1
    assert page.xpath("//main//time[@class='today']|//article//time[@class='today']") == []


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_keeps_its_room_and_has_alt_text(name: str) -> None:
    page = html.document_fromstring(printed(name))
    for image in page.xpath("//img"):
        assert int(image.get("width")) > 0
        assert int(image.get("height")) > 0
        assert image.get("alt") is not None
    for source in page.xpath("//picture/source"):
        assert source.get("type")
        assert source.get("sizes")
    assert len(page.xpath("//img[@fetchpriority='high']")) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_its_language_and_has_its_landmarks(name: str) -> None:
    page = html.document_fromstring(printed(name))
    assert (page.get("lang"), page.get("dir")) == ("en-GB", "ltr")
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]
    assert len(page.xpath("//main[@id='main']")) == 1
    assert len(page.xpath("//body/header")) == 1
    assert len(page.xpath("//body/footer")) == 1
    labels = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.xpath("//nav")]
    assert all(labels)
    assert len(labels) == len(set(labels))


def test_a_paper_written_from_right_to_left_says_so() -> None:
    page = html.document_fromstring(printed("home", replace(PAPER, language="ar", direction="rtl")))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")


@pytest.mark.parametrize("name", NAMES)
def test_the_front_page_alone_has_the_name_as_its_heading(name: str) -> None:
    page = html.document_fromstring(printed(name))
    named = page.xpath("//h1[contains(@class, 'title')]")
    assert bool(named) == ("home" in name)


def test_the_section_of_a_page_is_marked_in_the_navigation() -> None:
    current = "//nav[@class='sections']//a[@aria-current]"
    section = html.document_fromstring(printed("section")).xpath(current)
    assert [(a.text, a.get("aria-current")) for a in section] == [("Sea", "page")]
    story_page = html.document_fromstring(printed("news")).xpath(current)
    assert [(a.text, a.get("aria-current")) for a in story_page] == [("Sea", "true")]
    home = html.document_fromstring(printed("home")).xpath(current)
    assert [(a.text, a.get("aria-current")) for a in home] == [("Front page", "page")]


def test_a_story_says_when_it_was_published_updated_and_corrected() -> None:
    page = html.document_fromstring(printed("news"))
    said = page.xpath("//article/div[@class='leaf']/header//dl")[0]
    words = " ".join(said.text_content().split())
    assert "Published 22 November 2026, 07:30" in words
    assert "Updated 22 November 2026, 07:30 The answer added." in words
    assert "Corrected 22 November 2026, 07:30 What was wrong" in words
    assert said.xpath(".//time/@datetime")[0] == "2026-11-22T07:30+01:00"
    assert said.xpath(".//a/@href") == ["#correction-1"]
    assert page.get_element_by_id("correction-1").text_content().count("31, not 33.") == 1


def test_a_story_without_dates_shows_none() -> None:
    undated = replace(BARE, card=replace(BARE.card, printed_at=None))
    page = html.document_fromstring(printed("bare story", story=undated))
    assert page.xpath("//main//time") == []
    assert "Published" not in page.text_content()


def test_bylines_lead_to_those_who_have_a_page() -> None:
    page = html.document_fromstring(printed("news"))
    assert page.xpath("//a[@rel='author']/@href") == ["/by/jonah-prideaux/"]
    assert page.xpath("//b[@class='byline']/text()") == ["Coastal Press"]


def test_the_place_opens_the_first_paragraph_and_is_escaped() -> None:
    page = html.document_fromstring(printed("news", story=story(place=HOSTILE)))
    first = page.get_element_by_id("b-text").text_content()
    assert first.startswith(HOSTILE)
    assert first.endswith(". The ferry sailed at noon.")


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_are_told_apart_by_a_word(kind: str) -> None:
    page = html.document_fromstring(printed(kind))
    assert page.xpath("//article/@data-kind")[0] == kind
    words = page.xpath("//main//header[@class='page-head']//p[@class='kicker']//span/text()")
    expected = kind.capitalize() if kind not in {"news", "feature", "brief"} else "·"
    assert words[0] == expected


def test_a_kicker_that_repeats_the_word_of_its_kind_is_left_out() -> None:
    review = story("review")
    twice = replace(review, card=replace(review.card, kicker="review", section=None))
    page = html.document_fromstring(printed("review", story=twice))
    assert page.xpath("//header[@class='page-head']/p")[0].text_content().strip() == "Review"


def test_a_paid_story_says_first_who_paid() -> None:
    page = html.document_fromstring(printed("sponsored"))
    words = page.xpath("//article")[0].text_content().split()
    assert words[:5] == ["Paid", "for", "by", "Port", "Authority"]
    paid = (card(1, sponsor="X"),)
    for place in ("chosen", "cards"):
        topic = replace(pages()["topic"][1]["list"], **{"chosen": (), "cards": (), place: paid})
        listed = html.document_fromstring(printed("topic", list=topic))
        words = listed.xpath("//article")[0].text_content().split()
        assert words[:4] == ["Paid", "for", "by", "X"], place


def test_lists_show_pictures_cut_and_say_in_what_proportion() -> None:
    cuts = {
        "card": SourceContext("image/avif", "/media/card.avif 480w", 480, 320),
        "square": SourceContext("image/avif", "/media/square.avif 240w", 240, 240),
    }
    shown = replace(card(1), picture=replace(PICTURE, cuts=cuts))
    for form, first in (("", ("/media/card.avif 480w", "480", "320")),
                        ("brief", ("/media/square.avif 240w", "240", "240")),
                        ("lead", (PICTURE.sources[0].srcset, None, None))):  # fmt: skip
        context = {"card": shown, "paper": PAPER, "form": form, "level": 2, "sizes": "46vw"}
        printed_card = render_to_string("dateline/broadsheet/card.html", context)
        source = html.fromstring(printed_card).xpath("//picture/source")[0]
        assert (source.get("srcset"), source.get("width"), source.get("height")) == first, form


def test_live_coverage_prints_key_points_and_then_the_newest_entry_first() -> None:
    page = html.document_fromstring(printed("live"))
    assert page.xpath("//section[@class='keypoints']//a/@href") == ["#entry-2"]
    assert page.xpath("//ol[@class='entries']//article/@id") == ["entry-3", "entry-2", "entry-1"]
    times = page.xpath("//ol[@class='entries']//p[@class='at']/a/time/text()")
    assert times == ["10:30", "09:30", "08:30"]
    days = page.xpath("//ol[@class='entries']//small/time/@datetime")
    assert days == ["2026-11-22"], "a day is said once, over its newest entry"


@pytest.mark.parametrize("one", every_block(), ids=lambda one: one.kind)
def test_every_block_is_set_under_its_anchor(one: object) -> None:
    page = html.document_fromstring(printed("news", story=replace(BARE, body=(one,))))
    assert len(page.xpath(f"//div[@class='copy']/*[@id='b-{one.kind}']")) == 1


def test_nothing_plays_before_a_click_and_other_sites_are_named() -> None:
    page = html.document_fromstring(printed("news"))
    assert page.xpath("//details//video/@preload") == ["none"]
    assert page.xpath("//video/@autoplay") == []
    from dateline.stories.body import Media

    there = Media(
        "video", "The debate", "", "https://video.example/x", "video.example", None, "", ""
    )
    page = html.document_fromstring(
        printed("news", story=replace(BARE, body=(block("media", there),)))
    )
    assert page.xpath("//video|//iframe|//details") == []
    shown = page.get_element_by_id("b-media")
    assert shown.xpath(".//a/@href") == ["https://video.example/x"]
    assert "video.example" in shown.text_content()


def test_a_chart_that_cannot_be_drawn_leaves_its_table() -> None:
    from dateline.broadsheet.charts import draw
    from dateline.stories.body import ChartBlock, Table

    table = Table("Opening", ("Who", "When"), (("Contract", "in spring"),), "Us")
    chart = ChartBlock(draw("bar", "Opening", "", table.headings, table.rows), table)
    page = html.document_fromstring(
        printed("news", story=replace(BARE, body=(block("chart", chart),)))
    )
    shown = page.get_element_by_id("b-chart")
    assert shown.xpath(".//svg|.//details") == []
    assert shown.xpath(".//td/text()") == ["in spring"]


def test_columns_of_figures_are_set_as_figures() -> None:
    page = html.document_fromstring(printed("news"))
    table = page.get_element_by_id("b-table")
    assert table.xpath(".//td[@class='figure']/text()") == ["1,140", "3,000"]
    assert table.xpath(".//th[@scope='row']/text()") == ["City", "Union"]


def test_where_a_reader_goes_next_is_headed_by_what_it_is() -> None:
    page = html.document_fromstring(printed("news"))
    for anchor, heading in (
        ("more", "More from Sea"),
        ("other-stories", "Other stories"),
        ("other-topics", "Other topics"),
    ):
        assert page.get_element_by_id(anchor).text_content().strip() == heading
    assert page.xpath("//aside//nav//a/@href") == ["/topics/harbour/"]


def test_no_heading_stands_over_nothing_to_read_next() -> None:
    assert not empty_headings(printed("bare story").encode())
    page = html.document_fromstring(printed("bare story"))
    assert page.xpath("//aside|//*[@id='more' or @id='other-stories' or @id='other-topics']") == []
    for part in ("stories", "section", "topics"):
        only = replace(NOWHERE, **{part: getattr(ONWARD, part)})
        assert not empty_headings(printed("bare story", onward=only).encode())


def test_only_a_demonstration_says_that_it_is_invented() -> None:
    assert "are invented" not in printed("home")
    assert "are invented" in printed("home", replace(PAPER, demonstration=True))


def test_only_a_preview_says_that_it_is_one() -> None:
    assert "not in print" not in printed("bare story")
    assert "not in print" in printed("preview")


def test_a_drawn_nameplate_still_has_a_name() -> None:
    drawn = replace(PAPER, nameplate=mark_safe('<svg viewBox="0 0 9 9"><path d="M0 0"/></svg>'))
    page = html.document_fromstring(printed("home", drawn))
    assert page.xpath("//h1/a/@aria-label") == ["The Test Courier"]
    assert len(page.xpath("//h1/a/svg")) == 1


def test_words_from_outside_are_escaped_everywhere() -> None:
    said = replace(
        CARD,
        headline=HOSTILE,
        short_headline=HOSTILE,
        kicker=HOSTILE,
        standfirst=HOSTILE,
        picture=replace(PICTURE, alt=HOSTILE, caption=HOSTILE, credit=HOSTILE),
    )
    for name, given in {
        "news": {"story": story(card=said, lead=said.picture, source_line=HOSTILE)},
        "section": {"front": replace(pages()["section"][1]["front"], title=HOSTILE, river=(said,))},
        "not-found": {"missing": replace(pages()["not-found"][1]["missing"], path=f"/{HOSTILE}/")},
    }.items():
        page = printed(name, replace(PAPER, name=HOSTILE, motto=HOSTILE, place=HOSTILE), **given)
        assert "<script>alert" not in page
        assert len(html.document_fromstring(page).xpath("//script")) == 1


def test_a_story_in_german_speaks_german_and_counts_days_so() -> None:
    page = html.document_fromstring(printed("news", replace(PAPER, language="de")))
    words = " ".join(page.text_content().split())
    assert "22. November 2026, 07:30" in words
    assert "Veröffentlicht" in words
    assert "Published" not in words
    assert "Was falsch war" in words
    assert "Mehr aus Sea" in words


def test_the_german_words_are_complete_and_as_fresh_as_their_source() -> None:
    import gettext

    folder = Path(broadsheet.__file__).parent / "locale/de/LC_MESSAGES"
    source = (folder / "django.po").read_text()
    assert 'msgstr ""' not in source.partition('msgid "%d more row."')[2]
    with (folder / "django.mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    for msgid, msgstr in re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.MULTILINE):
        assert words.gettext(msgid) == msgstr
    for template in (Path(broadsheet.__file__).parent / "templates").rglob("*.html"):
        for said in re.findall(r"""{% translate (?:"([^"]+)"|'([^']+)')""", template.read_text()):
            assert f'msgid "{"".join(said)}"' in source, template


def test_a_newsroom_overrides_one_block_and_keeps_the_rest() -> None:
    from django.template import engines

    own = engines["django"].from_string(
        '{% extends "dateline/stories/story.html" %}'
        "{% block standfirst %}<p>Our own</p>{% endblock %}"
    )
    from dateline.press.holes import Marks
    from tests.broadsheet.paper import HEAD

    page = own.render(
        {
            "paper": PAPER,
            "head": HEAD,
            "hole_marks": Marks(),
            "story": story(),
            "onward": NOWHERE,
            "draft": False,
        }
    )
    assert "Our own" in page
    assert CARD.standfirst not in page
    assert "The ferry sailed at noon." in page


def test_every_block_of_the_page_is_named_where_it_can_be_read() -> None:
    from django.template.loader import get_template

    source = get_template("dateline/page.html").template.source
    described = source.partition("{% endcomment %}")[0]
    for name in re.findall(r"{% block (\w+) %}", source):
        assert re.search(rf"\b{name}\b", described), name


def test_the_front_prints_each_story_once() -> None:
    seconds = cards(6)
    page = html.document_fromstring(printed("home"))
    front = page.xpath("//section[@class='front']//h2/a/text()")
    assert sorted(front) == sorted([CARD.short_headline, *(c.short_headline for c in seconds)])


def test_every_moment_of_the_page_is_told_in_the_papers_zone() -> None:
    html_page = set_page(
        ["stories/story"],
        replace(PAPER, time_zone="Pacific/Auckland"),
        story=replace(BARE, card=replace(BARE.card, printed_at=AT, section=CITY)),
        onward=NOWHERE,
        draft=False,
    )
    assert "22 November 2026, 19:30" in html_page


def test_adjacent_texts_keep_their_own_anchors() -> None:
    two = replace(BARE, body=(text("One.", "b-1"), text("Two.", "b-2")))
    page = html.document_fromstring(printed("bare story", story=two))
    assert page.xpath("//div[@class='copy']/div/@id") == ["b-1", "b-2"]
