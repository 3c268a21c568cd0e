"""What an item becomes: a story in print or a draft, its date, its section, its old addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.morgue.account import Item
from dateline.morgue.copy import OldStory
from dateline.morgue.mapping import Mapping
from dateline.morgue.wordpress import Export, Reader
from dateline.morgue.wordpress.posts import old_path

from .export import OLD, attachment, category, item, meta, one, read, term, whole, written

AT = datetime(2011, 5, 2, 8, tzinfo=UTC)


def post(tmp_path: Path, *items: str, head: str = "", mapping: Mapping | None = None) -> OldStory:
    return one(written(tmp_path, whole(*items, head=head)), mapping)


def skipped(tmp_path: Path, *items: str, mapping: Mapping | None = None) -> Item:
    found = read(written(tmp_path, whole(*items)), mapping)[-1]
    assert isinstance(found, Item)
    return found


# Whether it was in print.


def test_a_story_that_was_in_print_is_live(tmp_path: Path) -> None:
    found = post(tmp_path, item())
    assert (found.live, found.is_page) == (True, False)
    assert found.copy.published == AT
    assert (found.copy.headline, found.copy.slug) == ("A pier stands", "a-pier-stands")
    assert found.copy.source_id == f"{OLD}/?p=7"
    assert found.copy.doubts == []


@pytest.mark.parametrize(
    ("status", "live", "doubt"),
    [
        ("publish", True, ""),
        ("future", True, ""),
        ("private", False, "it was private there"),
        ("draft", False, "it was a draft there (draft)"),
        ("pending", False, "it was a draft there (pending)"),
        ("archived", False, "its status there was archived"),
    ],
)
def test_only_what_was_in_print_goes_live(
    status: str, live: bool, doubt: str, tmp_path: Path
) -> None:  # fmt: skip
    found = post(tmp_path, item(wp__status=status))
    assert found.live is live
    assert [each.startswith(doubt) for each in found.copy.doubts] == ([True] if doubt else [])


def test_a_story_behind_a_password_stays_a_draft(tmp_path: Path) -> None:
    found = post(tmp_path, item(wp__post_password="open"))
    assert not found.live
    assert "password" in found.copy.doubts[0]
    assert "open" not in str(found.copy.doubts)


@pytest.mark.parametrize("status", ["trash", "auto-draft", "inherit"])
def test_what_was_thrown_away_is_passed_over(status: str, tmp_path: Path) -> None:
    found = skipped(tmp_path, item(wp__status=status))
    assert (found.state, bool(found.reason)) == ("skipped", True)


@pytest.mark.parametrize(
    "kind", ["revision", "nav_menu_item", "wp_block", "wp_template", "custom_css", "feedback"]
)
def test_what_is_no_story_is_passed_over(kind: str, tmp_path: Path) -> None:
    found = skipped(tmp_path, item(wp__post_type=kind), mapping=Mapping(kinds={kind: "brief"}))
    assert (found.state, found.kind) == ("skipped", "other")


def test_a_type_of_its_own_becomes_a_story_where_the_mapping_says_so(tmp_path: Path) -> None:
    event = item(wp__post_type="event")
    assert "is of the type event" in skipped(tmp_path, event).reason
    assert post(tmp_path, event, mapping=Mapping(kinds={"event": "brief"})).copy.kind == "brief"
    assert skipped(tmp_path, event, mapping=Mapping(kinds={"event": ""})).state == "skipped"


def test_an_item_that_says_neither_type_nor_status_is_a_story(tmp_path: Path) -> None:
    assert post(tmp_path, item(wp__post_type="", wp__status="")).live


def test_an_item_that_comes_twice_is_one_story(tmp_path: Path) -> None:
    first, second = read(written(tmp_path, whole(item(), item(title="Again"))))
    assert isinstance(first, OldStory)
    assert isinstance(second, Item)
    assert (second.state, "came before it" in second.reason) == ("skipped", True)


def test_several_files_of_one_site_are_one_paper(tmp_path: Path) -> None:
    a = written(tmp_path, whole(item(7, "[gallery ids=11]")), "a.xml")
    b = written(tmp_path, whole(item(7), item(8), attachment(11, "a.jpg")), "b.xml")
    found = list(Reader([Export(a), Export(b)], Mapping(), ZoneInfo("UTC")).read())
    stories = [each for each in found if isinstance(each, OldStory)]
    assert [each.copy.source_id for each in stories] == [f"{OLD}/?p=7", f"{OLD}/?p=8"]
    assert stories[0].copy.body[0]["type"] == "picture"


# Dates.


@pytest.mark.parametrize(
    ("gmt", "local", "printed", "at"),
    [
        ("2011-05-02 08:00:00", "2011-05-02 03:00:00", "", AT),
        ("0000-00-00 00:00:00", "2011-05-02 10:00:00", "", AT),
        ("-0001-11-30 00:00:00", "2011-05-02 10:00:00", "", AT),
        ("", "2011-05-02T10:00:00+02:00", "", AT),
        ("", "0000-00-00 00:00:00", "Mon, 02 May 2011 08:00:00 +0000", AT),
        ("", "", "Mon, 02 May 2011 10:00:00 +0200", AT),
        ("", "", "2011-05-02T08:00:00Z", AT),
        ("", "", "2011-05-02 10:00:00", AT),
        ("2011-02-30 08:00:00", "", "", None),
        ("", "", "Mon, 30 Nov -0001 00:00:00 +0000", None),
        ("", "", "yesterday", None),
        ("", "", "Mon, 02 May 2011 08:00:00 +999999999999", None),
        ("", "", "Mon, 02 May 99999 08:00:00 +0000", None),
        ("", "", "", None),
    ],
)
def test_the_date_is_the_one_in_utc_else_of_the_paper_else_of_the_feed(
    gmt: str, local: str, printed: str, at: datetime | None, tmp_path: Path
) -> None:
    fields = {"wp__post_date_gmt": gmt, "wp__post_date": local, "pubDate": printed}
    found = post(tmp_path, item(**fields))
    assert found.copy.published == at
    assert found.live is (at is not None)
    if at is None:
        assert "no date" in found.copy.doubts[0]


# Names.


def author(login: str, name: str) -> str:
    return (
        f"<wp:author><wp:author_login>{login}</wp:author_login>"
        f"<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>"
    )


def test_the_name_that_is_signed_is_that_of_the_login(tmp_path: Path) -> None:
    found = post(tmp_path, item(), head=author("ada", "Ada Reed"))
    assert [each.name for each in found.copy.bylines] == ["Ada Reed"]


def test_a_login_without_a_name_signs_itself(tmp_path: Path) -> None:
    assert [each.name for each in post(tmp_path, item()).copy.bylines] == ["ada"]


def test_those_who_wrote_together_all_sign_in_order(tmp_path: Path) -> None:
    more = term("author", "cap-bo", "bo") + term("author", "cap-cy", "Cy Lund")
    found = post(tmp_path, item(more=more), head=author("bo", "Bo Lind"))
    assert [each.name for each in found.copy.bylines] == ["Bo Lind", "Cy Lund"]


def test_the_mapping_has_the_last_word_on_names(tmp_path: Path) -> None:
    mapping = Mapping(authors={"ada": "Ada R. Reed"})
    found = post(tmp_path, item(), head=author("Ada", "A"), mapping=mapping)
    assert [each.name for each in found.copy.bylines] == ["Ada R. Reed"]


# Sections and topics.


NEST = (
    category("news", "News") + category("city", "City", "news") + category("port", "Port", "city")
)


def test_a_category_is_the_section_at_its_top_and_a_topic(tmp_path: Path) -> None:
    copy = post(tmp_path, item(more=term("category", "port", "Port")), head=NEST).copy
    assert (copy.section, copy.topics) == ("News", ["Port"])


def test_the_main_category_decides_and_the_others_are_topics(tmp_path: Path) -> None:
    more = (
        term("category", "sport", "Sport") + term("category", "port", "Port")
        + meta("_yoast_wpseo_primary_category", "port") + term("post_tag", "rain", "Rain")
    )  # fmt: skip
    copy = post(tmp_path, item(more=more), head=NEST + category("sport", "Sport")).copy
    assert (copy.section, copy.topics) == ("News", ["Port", "Sport", "Rain"])


def test_the_mapping_has_the_last_word_on_sections_and_topics(tmp_path: Path) -> None:
    mapping = Mapping(sections={"city": "Metro"}, topics={"rain": "Weather", "misc": ""})
    more = "".join(
        [term("category", "city", "City"), term("post_tag", "rain", "Rain"),
         term("post_tag", "misc", "Misc")]
    )  # fmt: skip
    copy = post(tmp_path, item(more=more), head=NEST, mapping=mapping).copy
    assert (copy.section, copy.topics) == ("Metro", ["Weather"])


def test_categories_above_each_other_in_a_ring_end(tmp_path: Path) -> None:
    ring = category("a", "A", "b") + category("b", "B", "a")
    copy = post(tmp_path, item(more=term("category", "a", "A")), head=ring).copy
    assert copy.section in {"A", "B"}


def test_taxonomies_of_the_machinery_are_named_and_are_no_topics(tmp_path: Path) -> None:
    more = term("post_format", "post-format-aside", "Aside") + term("series", "old", "Old days")
    copy = post(tmp_path, item(more=more)).copy
    assert copy.topics == ["Old days"]
    assert [each.what for each in copy.inside] == ["post_format: Aside"]


def test_a_page_stands_with_the_pages(tmp_path: Path) -> None:
    found = post(tmp_path, item(wp__post_type="page"))
    assert (found.is_page, found.copy.section) == (True, "Pages")


# Words around the body.


def test_the_excerpt_is_the_standfirst_else_the_words_for_search_engines(tmp_path: Path) -> None:
    yoast = meta("_yoast_wpseo_metadesc", "For <b>machines</b> &amp; men")
    assert post(tmp_path, item(more=yoast)).copy.standfirst == "For machines & men"
    told = "<excerpt:encoded><![CDATA[<p>By hand</p>]]></excerpt:encoded>"
    assert post(tmp_path, item(more=yoast + told)).copy.standfirst == "By hand"


@pytest.mark.parametrize(
    ("content", "slug", "headline"),
    [
        ("<p>The pier stands.</p>", "x", "The pier stands."),
        ("<p>" + "pier " * 40 + "</p>", "x", "pier " * 15 + "pier"),
        ("", "a-pier-stands", "a pier stands"),
        ("", "", "Untitled 7"),
    ],
)
def test_a_story_without_a_headline_gets_one_and_a_doubt(
    content: str, slug: str, headline: str, tmp_path: Path
) -> None:
    copy = post(tmp_path, item(content=content, title="", wp__post_name=slug)).copy
    assert copy.headline == headline
    assert "it had no headline there" in copy.doubts


def test_the_picture_above_is_not_shown_twice(tmp_path: Path) -> None:
    picture = f'<img src="{OLD}/files/a.jpg">'
    copy = post(
        tmp_path, item(content=f"{picture}<p>a</p>{picture}", more=meta("_thumbnail_id", "11")),
        attachment(11, "a.jpg", caption="Pier", alt="A pier"),
    ).copy  # fmt: skip
    assert copy.lead is not None
    assert (copy.lead.file, copy.lead.alt, copy.lead.caption) == (
        f"{OLD}/files/a.jpg", "A pier", "Pier",
    )  # fmt: skip
    assert [block["type"] for block in copy.body] == ["text", "picture"]


def test_what_is_not_brought_over_is_named(tmp_path: Path) -> None:
    comment = "<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    copy = post(tmp_path, item(more=f"<wp:is_sticky>1</wp:is_sticky>{comment * 3}")).copy
    assert [each.what for each in copy.inside] == ["sticky", "3 comments"]


# Old addresses.


def test_every_address_that_led_to_it_is_kept(tmp_path: Path) -> None:
    more = meta("_wp_old_slug", "a-pier") + f"<guid>{OLD}/?p=7</guid>"
    assert post(tmp_path, item(more=more)).copy.addresses == [
        "/2011/05/a-pier-stands/", "/?p=7", "/2011/05/a-pier/",
    ]  # fmt: skip


def test_a_page_is_found_by_its_number_as_page_and_as_post(tmp_path: Path) -> None:
    found = post(tmp_path, item(wp__post_type="page", link=f"{OLD}/about/"))
    assert found.copy.addresses == ["/about/", "/?page_id=7", "/?p=7"]


def test_letters_in_addresses_are_letters(tmp_path: Path) -> None:
    slug = "%d0%bf%d0%b8%d1%80%d1%81"
    copy = post(tmp_path, item(link=f"{OLD}/{slug}/", wp__post_name=slug)).copy
    assert (copy.addresses[0], copy.slug) == ("/пирс/", "пирс")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"{OLD}/a/", "/a/"), (f"{OLD}/", ""), (OLD, ""), ("", ""),
        ("https://other.example/a/", ""), (f"{OLD}/?p=7", "/?p=7"), (f"{OLD}/a/?x=javascript", ""),
        (f"{OLD}/?p=7&q=1", ""), ("http://[bad/a/", ""), ("http://old.example/a/", "/a/"),
    ],
)  # fmt: skip
def test_an_old_path_is_on_the_old_host(address: str, path: str) -> None:
    assert old_path(address, "old.example") == path


@pytest.mark.parametrize("address", ["http://[bad", "", "javascript:go()", "https://", "words"])
def test_a_paper_without_an_address_that_can_be_read_is_read(address: str, tmp_path: Path) -> None:
    found = one(written(tmp_path, whole(item(), address=address)))
    assert found.copy.headline == "A pier stands"
    assert "javascript" not in str([*found.copy.addresses, found.copy.address])


def test_a_link_that_acts_is_no_address(tmp_path: Path) -> None:
    copy = post(tmp_path, item(link="javascript:go()")).copy
    assert copy.address == ""
    assert copy.addresses == ["/?p=7"]


def test_a_body_too_long_costs_its_own_story(tmp_path: Path) -> None:
    first, second = read(written(tmp_path, whole(item(7, "x" * 5_000_001), item(8))))
    assert isinstance(first, Item)
    assert (first.state, "5,000,001" in first.reason) == ("lost", True)
    assert isinstance(second, OldStory)
