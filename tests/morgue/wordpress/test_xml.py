"""What is read of one item: entities, characters that may not be there, prefixes of any name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.morgue.wordpress.entries import Entry

from .export import END, SPACES, begin, entries, item, one, whole, written


def only(path: Path) -> Entry:
    found = entries(path)
    assert len(found) == 1
    assert isinstance(found[0], Entry)
    return found[0]


def title(tmp_path: Path, raw: str) -> str:
    return only(written(tmp_path, whole(item(title="", more=f"<title>{raw}</title>")))).title


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("A &amp; B &lt;i&gt;", "A & B <i>"),
        ("A&nbsp;B&hellip;", "A\u00a0B…"),
        ("A & B", "A & B"),
        ("A &unknown; B", "A &unknown; B"),
        ("A &amp B", "A &amp B"),
        ("R&D; &mdash; &#8211; &#x2014;", "R&D; — – —"),
        ("A\x01B\x08C", "ABC"),
        ("A&#1;B&#x1F;C&#0;D&#xb;E", "ABCDE"),
        ("A&#9;B&#10;C", "A\tB\nC"),
        ("A &#55357; B & C", "A B & C"),
        ("A &#55357;&#56832; B", "A 😀 B"),
        ("A &#xD83D;&#xDE00;&#38;&#60; B", "A 😀&< B"),
        ("A &#99999999999999999999; &#x110000; B", "A B"),
        ("<![CDATA[A &nbsp; B]]>", "A &nbsp; B"),
        ("<![CDATA[A]]> & <![CDATA[B]]>", "A & B"),
        ("A <b>bold</b> title", "A <b>bold</b> title"),
        ("A <!-- no --> B", "A <!-- no --> B"),
    ],
)  # fmt: skip
def test_what_no_xml_may_hold_costs_no_word_of_a_title(raw: str, told: str, tmp_path: Path) -> None:
    assert re.sub(" +", " ", title(tmp_path, raw)) == told


def test_entities_that_a_file_defines_are_never_resolved(tmp_path: Path) -> None:
    secret = written(tmp_path, "SECRET", "secret.txt")
    lol = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    kind = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lol}<!ENTITY x SYSTEM "file://{secret}">]>'
    text = whole(item(title="", more="<title>A &l12; B &x; C</title>"))
    entry = only(written(tmp_path, text.replace("\n<rss", f"\n{kind}<rss", 1)))
    assert entry.title == "A &l12; B &x; C"


def test_entities_that_an_item_defines_are_never_resolved(tmp_path: Path) -> None:
    secret = written(tmp_path, "SECRET", "secret.txt")
    kind = f'<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY x SYSTEM "file://{secret}">]>'
    for text in (
        begin() + kind + item(title="", more="<title>A &x; &l;</title>") + END,
        begin() + item(title="", more=f"{kind}<title>A &x; &l;</title>") + END,
    ):
        told = str(entries(written(tmp_path, text)))
        assert "SECRET" not in told
        assert "lol" not in told.replace("lol&quot;", "").replace('"lol"', "")


def test_a_body_that_nobody_escaped_is_a_body(tmp_path: Path) -> None:
    raw = "<content:encoded><p>One <b>two</b></p> three</content:encoded>"
    text = whole(
        item().replace("<content:encoded><![CDATA[<p>Words.</p>]]></content:encoded>", raw)
    )
    assert only(written(tmp_path, text)).content == "<p>One <b>two</b></p> three"


def test_two_sections_of_cdata_are_one_text(tmp_path: Path) -> None:
    entry = only(written(tmp_path, whole(item(content="a ]]]]><![CDATA[> b"))))
    assert (entry.content, entry.fault) == ("a ]]> b", "")


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "9.9"])
def test_prefixes_are_what_they_stand_for(version: str, tmp_path: Path) -> None:
    text = whole(item(meta_="")).replace("wp:", "w:").replace("xmlns:wp=", "xmlns:w=")
    entry = only(written(tmp_path, text.replace("export/1.2/", f"export/{version}/")))
    assert (entry.number, entry.slug, entry.content) == ("7", "a-pier-stands", "<p>Words.</p>")


def test_a_prefix_that_stands_for_something_else_says_nothing(tmp_path: Path) -> None:
    spaces = SPACES.replace('xmlns:wp="http://wordpress.org', 'xmlns:wp="http://evil.example')
    entry = only(written(tmp_path, begin(spaces=spaces) + item() + END))
    assert (entry.number, entry.title) == ("", "A pier stands")


def test_prefixes_that_nobody_declares_are_those_of_wordpress(tmp_path: Path) -> None:
    entry = only(written(tmp_path, item()))
    assert (entry.number, entry.slug, entry.fault) == ("7", "a-pier-stands", "")


def test_an_item_with_tags_that_do_not_match_keeps_its_fields_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, whole(item(more="<b><i></b>")))
    assert only(path).content == "<p>Words.</p>"
    assert any("its XML is broken" in doubt for doubt in one(path).copy.doubts)


def test_deep_xml_is_read_or_named(tmp_path: Path) -> None:
    deep = "<title>" + "<a>" * 20_000 + "x" + "</a>" * 20_000 + "</title>"
    assert len(entries(written(tmp_path, whole(item(more=deep), item(8))))) == 2


def test_an_item_may_hold_nothing(tmp_path: Path) -> None:
    for raw in ("<item/>", "<item></item>", "<item>words</item>"):
        (found,) = entries(written(tmp_path, whole(raw)))
        assert not isinstance(found, Entry)
        assert "holds nothing that could be read" in found.reason


def test_prefixes_that_xml_keeps_for_itself_break_nothing(tmp_path: Path) -> None:
    spaces = f'{SPACES} xmlns:xml="http://a.example" xmlns:xmlns="http://b.example" xmlns:q=""'
    entry = only(written(tmp_path, begin(spaces=spaces) + item() + END))
    assert (entry.number, entry.fault) == ("7", "")
