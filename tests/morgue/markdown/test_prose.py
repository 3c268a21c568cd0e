"""What becomes of Markdown between the blocks."""

from pathlib import Path

import pytest

from dateline.morgue.copy import block_id
from dateline.morgue.markdown import MarkdownError

from .conftest import Reader


def text(read: Reader, body: str) -> str:
    copy = read(body)
    assert [block["type"] for block in copy.body] == ["text"]
    return str(copy.body[0]["value"])


def test_paragraphs_between_blocks_are_one_text(read: Reader) -> None:
    copy = read("One.\n\n- Two\n\nThree.\n\n## Four\n\nFive.\n")
    assert [(block["type"], block["value"]) for block in copy.body] == [
        ("text", "<p>One.</p><ul><li>Two</li></ul><p>Three.</p>"),
        ("subheading", "Four"),
        ("text", "<p>Five.</p>"),
    ]
    assert [b["id"] for b in copy.body] == [block_id("a-pier-stands", str(n)) for n in range(3)]


def test_marks_are_those_of_the_newsroom(read: Reader) -> None:
    assert text(read, "**a** *b* ~~c~~ `d<e`") == (
        "<p><b>a</b> <i>b</i> <s>c</s> <code>d&lt;e</code></p>"
    )


def test_links_to_stories_stay_links_to_slugs(read: Reader) -> None:
    assert text(read, '[x](story:a-crack) [y](https://a.example/?b=1&c="2")') == (
        '<p><a href="story:a-crack">x</a> <a href="https://a.example/?b=1&amp;c=%222%22">y</a></p>'
    )


def test_a_link_s_address_may_stand_at_the_end_of_the_story(read: Reader) -> None:
    copy = read("[x][1]\n\n::: quote\n[y][1]\n:::\n\n[1]: https://a.example/\n")
    assert copy.body[0]["value"] == '<p><a href="https://a.example/">x</a></p>'
    assert copy.body[1]["value"]["text"] == '<p><a href="https://a.example/">y</a></p>'


def test_html_in_the_source_is_text(read: Reader) -> None:
    html = text(read, "<script>alert(1)</script>\n\n<b onclick=x>y</b>")
    assert html == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>&lt;b onclick=x&gt;y&lt;/b&gt;</p>"
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://a/b",
     "&#106;avascript:alert(1)", "story:../x"],
)  # fmt: skip
def test_no_link_leads_to_anything_active(read: Reader, address: str) -> None:
    assert "<a" not in text(read, f"[words]({address}) <{address}>")


def test_typography_is_kept_as_written(read: Reader) -> None:
    assert text(read, "“A” – 5\u00a0km… -- 'b' (c)") == "<p>“A” – 5\u00a0km… -- 'b' (c)</p>"


def test_nested_lists_and_their_paragraphs_are_kept(read: Reader) -> None:
    assert text(read, "1. One\n\n   More\n   - Two\n2. Three\n") == (
        "<ol><li>One<br>More<ul><li>Two</li></ul></li><li>Three</li></ol>"
    )


def test_a_quotation_is_one_block_of_lines(read: Reader) -> None:
    assert text(read, "> One.\n>\n> Two.") == "<blockquote>One.<br>Two.</blockquote>"


def test_headings_of_every_level_become_subheadings(read: Reader) -> None:
    copy = read("# A\n\n#### B *c*\n")
    assert [(block["type"], block["value"]) for block in copy.body] == [
        ("subheading", "A"),
        ("subheading", "B c"),
    ]
    assert [inside.what for inside in copy.inside] == ["heading levels"]


def test_a_picture_in_the_text_becomes_a_block(read: Reader) -> None:
    copy = read('Before ![a pier](/pictures/a-pier-stands.avif "Cap") after.\n')
    assert [block["type"] for block in copy.body] == ["text", "picture"]
    image = copy.body[1]["value"]["image"]
    assert (image.alt, image.caption) == ("a pier", "Cap")
    assert image.file.endswith("pictures/a-pier-stands.avif")


def test_a_picture_on_the_web_keeps_its_address(read: Reader) -> None:
    copy = read("![a](https://a.example/b.jpg)\n")
    assert copy.body[0]["value"]["image"].file == "https://a.example/b.jpg"


@pytest.mark.parametrize(
    "source",
    [
        "../../../secret.png",
        "%2e%2e/%2e%2e/%2e%2e/secret.png",
        "/../secret.png",
        "/etc/passwd",
        "link.png",
        "a" * 5000,
    ],
)
def test_no_picture_is_taken_from_outside_the_folder(
    read: Reader, folder: Path, source: str
) -> None:
    secret = folder.parent / "secret.png"
    secret.write_bytes(b"secret")
    (folder / "stories" / "city" / "link.png").symlink_to(secret)
    copy = read(f"Text ![a]({source})\n")
    assert [block["type"] for block in copy.body] == ["text"]
    assert [inside.state for inside in copy.inside] == ["lost"]


def test_words_that_are_no_text_at_all_leave_no_block(read: Reader) -> None:
    copy = read("---\n\n***\n")
    assert copy.body == []
    assert copy.doubts == ["the story has no text"]


@pytest.mark.parametrize(
    "body", [">" * 40_000 + " a", "\n".join("  " * n + "- a" for n in range(99))]
)
def test_endless_nesting_stops_the_file(read: Reader, body: str) -> None:
    with pytest.raises(MarkdownError, match="nested more than 12 deep"):
        read(body)


def test_marks_in_marks_cannot_grow_without_end(read: Reader) -> None:
    html = text(read, "*" * 20_000 + "a" + "*" * 20_000)
    assert html.count("<b>") + html.count("<i>") <= 8


def test_an_endless_paragraph_stops_the_file(read: Reader) -> None:
    with pytest.raises(MarkdownError, match="without a blank line"):
        read("[" * 60_000)


def test_a_long_table_is_no_endless_paragraph(read: Reader) -> None:
    rows = "| some words | and more |\n" * 3_000
    copy = read(f"| a | b |\n|---|---|\n{rows}")
    assert len(copy.body[0]["value"]["cells"]["rows"]) == 3_000
