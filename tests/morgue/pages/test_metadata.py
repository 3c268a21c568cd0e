"""What a page says of itself, and which of it is believed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from dateline.morgue.copy import BylineCopy
from dateline.morgue.pages import read_page
from tests.morgue.pages.page import article, page, read


def ld(**fields: object) -> str:
    """Return a JSON-LD script of a news article with `fields`."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_json_ld_gives_writer_section_topics_and_dates() -> None:
    copy = read(
        article(),
        ld(
            headline="Swing bridge to close for good",
            author=[{"@type": "Person", "name": "By Ines Okafor"}, {"name": "Tomas Reyl"}],
            articleSection="Harbour",
            keywords=["Bridges", "Council"],
            datePublished="2026-03-03T18:20:00+01:00",
            dateModified="2026-03-04T07:00:00+01:00",
        ),
    )
    assert copy.bylines == [BylineCopy("Ines Okafor"), BylineCopy("Tomas Reyl")]
    assert copy.section == "Harbour"
    assert copy.topics == ["Bridges", "Council"]
    zone = timezone(timedelta(hours=1))
    assert copy.published == datetime(2026, 3, 3, 18, 20, tzinfo=zone)
    assert copy.published is not None
    assert copy.published.utcoffset() == timedelta(hours=1)
    assert copy.updated == datetime(2026, 3, 4, 7, 0, tzinfo=zone)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"Swing bridge","articleSection":"Harbour",}',
        '/* made by hand */ {"@type":"NewsArticle", // ours\n"articleSection":"Harbour"}',
        '<!-- {"@type":"NewsArticle","articleSection":"Harbour"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","articleSection":"Harbour"}\n//]]>',
        '{"@graph":[{"@type":["Thing","schema:NewsArticle"],"articleSection":"Harbour"}]}',
        '{"@type":"NewsArticle","description":"two\nlines","articleSection":"Harbour"}',
    ],
)
def test_json_ld_with_the_usual_faults_is_read(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert read(article(), head).section == "Harbour"


@pytest.mark.parametrize("script", ["", "{", "null", "[[[[", '"text"', "[" * 50_000])
def test_json_ld_that_is_none_is_passed_over(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert read(article(), head).headline == "Swing bridge to close for good"


def test_a_page_without_a_date_gets_none_and_says_so() -> None:
    today = '<div class="clock">Sunday, November 22, 2026</div><time>22 November 2026</time>'
    html = page(article()).replace("<nav>", f"{today}<nav>")
    copy = read_page(html.encode(), source="bridge.html")
    assert copy.published is None
    assert "the page states no date of publication; none was taken" in copy.doubts


def test_the_date_of_another_story_in_the_margin_is_not_taken() -> None:
    margin = (
        '<aside class="sidebar"><time itemprop="datePublished" datetime="2026-11-20T08:00:00Z">'
        "20 November</time></aside>"
    )
    assert read(margin + article()).published is None


def test_the_time_in_the_storys_own_head_is_taken() -> None:
    copy = read(
        '<p class="byline"><time datetime="2026-03-03T18:20:00Z">3 March</time></p>' + article()
    )
    assert copy.published == datetime(2026, 3, 3, 18, 20, tzinfo=UTC)


def test_a_date_of_publication_after_the_last_change_is_the_day_the_page_was_made() -> None:
    dates = {"datePublished": "2026-11-20T09:00:00Z", "dateModified": "2026-03-04T07:00:00Z"}
    copy = read(article(), ld(**dates))
    assert copy.published is None
    assert any("the day the page was made" in doubt for doubt in copy.doubts)


def test_of_two_dates_far_apart_the_earlier_is_taken_and_the_doubt_kept() -> None:
    meta = '<meta property="article:published_time" content="2026-03-03T18:20:00Z">'
    copy = read(article(), ld(datePublished="2026-11-20T09:00:00Z") + meta)
    assert copy.published == datetime(2026, 3, 3, 18, 20, tzinfo=UTC)
    assert any("two dates" in doubt for doubt in copy.doubts)


def test_a_date_to_come_is_not_believed() -> None:
    copy = read(article(), ld(datePublished="2199-01-01T00:00:00Z"))
    assert copy.published is None
    assert any("cannot be one" in doubt for doubt in copy.doubts)


def test_a_day_alone_stands_at_noon_and_is_marked_as_a_day() -> None:
    copy = read(article(), ld(datePublished="2026-03-03"))
    assert copy.published == datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
    assert any("only the day" in doubt for doubt in copy.doubts)


def test_a_time_without_a_zone_is_marked_as_such() -> None:
    copy = read(article(), ld(datePublished="2026-03-03T18:20:00"))
    assert copy.published == datetime(2026, 3, 3, 18, 20, tzinfo=UTC)
    assert any("without a time zone" in doubt for doubt in copy.doubts)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Swing bridge to close for good | The Larkhaven Bell", "Swing bridge to close for good"),
        ("Swing bridge to close for good | Opinion", "Swing bridge to close for good"),
        ("Swing bridge - a history in ten pictures", "Swing bridge - a history in ten pictures"),
        ("Fish &amp;amp; chips &#8211; &quot;the end&quot;", 'Fish & chips – "the end"'),
    ],
)
def test_a_headline_stands_without_the_sites_name(title: str, headline: str) -> None:
    html = page(article()).replace("<h1>Swing bridge to close for good</h1>", "")
    html = html.replace("</head>", f'<meta property="og:title" content="{title}"></head>')
    assert read_page(html.encode(), source="bridge.html").headline == headline


def test_the_pages_own_heading_wins_over_a_longer_title() -> None:
    head = '<meta property="og:title" content="Swing bridge to close for good, by Ines Okafor">'
    assert read(article(), head).headline == "Swing bridge to close for good"


def test_an_account_or_an_address_is_no_name() -> None:
    names = [{"name": "admin"}, {"name": "https://facebook.com/bell"}, {"name": "Ines Okafor"}]
    assert read(article(), ld(author=names)).bylines == [BylineCopy("Ines Okafor")]


@pytest.mark.parametrize(
    ("given", "section"),
    [
        ("Harbour", "Harbour"),
        ("/news/harbour-and-bridges", "Harbour and bridges"),
        ("Harbour, News, Front page", "Harbour"),
    ],
)
def test_a_section_is_named_whether_given_as_name_path_or_list(given: str, section: str) -> None:
    assert read(article(), ld(articleSection=given)).section == section


def test_a_date_as_mail_writes_it_keeps_its_zone() -> None:
    copy = read(article(), ld(datePublished="Tue, 03 Mar 2026 18:20:00 -0300"))
    assert copy.published is not None
    assert copy.published.isoformat() == "2026-03-03T18:20:00-03:00"


TODAY = "2026-11-22"


@pytest.mark.parametrize(
    "above",
    [
        f'<time datetime="{TODAY}">Sunday, 22 November 2026</time>',
        f'<div class="public clock"><time datetime="{TODAY}">22 November 2026</time></div>',
    ],
)
def test_a_time_above_the_headline_is_not_the_storys_though_it_stands_in_it(above: str) -> None:
    html = page(article()).replace("<h1>", f"{above}<h1>")
    copy = read_page(html.encode(), source="bridge.html")
    assert copy.published is None
    assert "the page states no date of publication; none was taken" in copy.doubts


def test_a_marked_time_above_the_headline_and_a_plain_one_below_are_the_storys() -> None:
    mark = '<time class="entry-date" datetime="2026-03-03T18:20:00Z">3 March</time>'
    html = page(article()).replace("<h1>", f"{mark}<h1>")
    assert read_page(html.encode(), source="bridge.html").published is not None
    plain = '<time datetime="2026-03-03T18:20:00Z">3 March</time>'
    assert read(plain + article()).published == datetime(2026, 3, 3, 18, 20, tzinfo=UTC)


def test_a_date_that_may_be_the_day_the_page_was_made_is_taken_only_if_borne_out() -> None:
    meta = f'<meta name="date" content="{TODAY}T06:00:00Z">'
    copy = read(article(), meta)
    assert copy.published is None
    assert any("shows it nowhere" in doubt for doubt in copy.doubts)
    shown = f'<p class="byline"><time datetime="{TODAY}">22 November</time></p>'
    assert read(shown + article(), meta).published is not None
    address = '<link rel="canonical" href="https://bell.example/2026/11/22/bridge">'
    assert read(article(), meta + address).published is not None
