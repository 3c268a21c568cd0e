"""One test a directive, then what happens to what a directive cannot take."""

from datetime import datetime
from pathlib import Path

import pytest

from dateline.morgue.copy import Copy, Inside, PictureCopy, block_id
from dateline.morgue.markdown import MarkdownError

from .conftest import ZONE, Reader

CELLS = {
    "columns": [
        {"type": "text", "heading": "Who says so"},
        {"type": "text", "heading": "Cost"},
    ],
    "rows": [{"values": ["Contract", "412"]}, {"values": ["Audit | draft", "560"]}],
    "caption": "",
}
TABLE = "| Who says so | Cost |\n|---|---|\n| Contract | 412 |\n| Audit \\| draft | 560 |\n"


def only(copy: Copy, kind: str) -> object:
    assert [block["type"] for block in copy.body] == [kind]
    assert copy.inside == []
    assert copy.doubts == []
    return copy.body[0]["value"]


def lost(copy: Copy) -> list[Inside]:
    return [inside for inside in copy.inside if inside.state == "lost"]


def test_a_quotation_keeps_its_speaker_and_its_lines(read: Reader) -> None:
    copy = read('::: quote {speaker="Ines \\"Ina\\" Hallorand" role=mayor}\nOne,\\\n*two*.\n:::\n')
    assert only(copy, "quote") == {
        "text": "<p>One,<br><i>two</i>.</p>",
        "speaker": 'Ines "Ina" Hallorand',
        "role": "mayor",
    }


def test_a_picture_is_the_next_of_the_story_s_numbered_files(read: Reader, folder: Path) -> None:
    copy = read(
        '::: picture {alt="A pier" caption="C" credit="D" licence="CC BY 4.0" focus="9% 8%"}\n:::\n'
    )
    file = str(folder / "pictures" / "a-pier-stands-2.avif")
    assert only(copy, "picture") == {
        "image": PictureCopy(file, "A pier", "C", "D", "CC BY 4.0", (9, 8)),
        "alt": "A pier",
        "caption": "C",
        "credit": "D",
        "licence": "CC BY 4.0",
    }


def test_a_gallery_holds_pictures_and_the_count_goes_on_after_it(
    read: Reader, folder: Path
) -> None:
    gallery = '::: gallery {title="Piers"}\n::: picture {alt=one}\n:::\n:::\n'
    copy = read(gallery + "\n::: picture {alt=two}\n:::\n")
    assert [block["type"] for block in copy.body] == ["gallery", "picture"]
    value = copy.body[0]["value"]
    assert value["title"] == "Piers"
    (item,) = value["pictures"]
    assert item["type"] == "item"
    assert item["id"] == block_id("a-pier-stands", "0.0")
    assert item["value"]["image"].file.endswith("a-pier-stands-2.avif")
    assert copy.body[1]["value"]["image"].file.endswith("a-pier-stands-3.avif")


def test_a_chart_takes_its_figures_from_a_table(read: Reader) -> None:
    copy = read(f'::: chart {{type=line title="T" unit="€ million" source="S"}}\n{TABLE}:::\n')
    assert only(copy, "chart") == {
        "form": "line",
        "title": "T",
        "unit": "€ million",
        "source": "S",
        "cells": CELLS,
    }


def test_a_table_s_caption_is_its_title(read: Reader) -> None:
    copy = read(f'::: table {{caption="C" source="S"}}\n{TABLE}:::\n')
    assert only(copy, "table") == {"title": "C", "source": "S", "cells": CELLS}


def test_a_table_without_a_directive_is_a_table_too(read: Reader) -> None:
    assert only(read(TABLE), "table") == {"title": "", "source": "", "cells": CELLS}


def test_a_fact_box_holds_rich_text(read: Reader) -> None:
    copy = read('::: factbox {title="Facts"}\n- **One**\n- two\n:::\n')
    text = "<ul><li><b>One</b></li><li>two</li></ul>"
    assert only(copy, "factbox") == {"title": "Facts", "text": text}


def test_a_timeline_parts_the_time_from_the_text(read: Reader) -> None:
    value = only(read('::: timeline {title="T"}\n- **1884** A *bank*.\n- **1907** A wall.\n:::\n'),
                 "timeline")  # fmt: skip
    assert isinstance(value, dict)
    assert [item["value"] for item in value["items"]] == [
        {"time": "1884", "text": "<p>A <i>bank</i>.</p>"},
        {"time": "1907", "text": "<p>A wall.</p>"},
    ]


def test_questions_are_the_paragraphs_wholly_in_bold(read: Reader) -> None:
    copy = read("::: qa\n**Why?**\n\nBecause.\n\n**Not** this.\n\n**And?**\n\n- A\n:::\n")
    value = only(copy, "qa")
    assert isinstance(value, dict)
    assert [item["value"] for item in value["items"]] == [
        {"question": "Why?", "answer": "<p>Because.</p><p><b>Not</b> this.</p>"},
        {"question": "And?", "answer": "<ul><li>A</li></ul>"},
    ]


def test_a_pull_quote_is_plain_words(read: Reader) -> None:
    copy = read('::: pullquote {speaker="Orla"}\nA *small* thing & more.\n:::\n')
    assert only(copy, "pullquote") == {"text": "A small thing & more.", "speaker": "Orla"}


def test_a_related_story_is_named_by_its_slug(read: Reader) -> None:
    assert only(read('::: related {slug="a-crack"}\n:::\n'), "related") == {"story": "a-crack"}


@pytest.mark.parametrize("about", ["unnamed-source", "no-answer", "right-of-reply",
                                   "declared-interest", "method", "editor"])  # fmt: skip
def test_a_note_says_what_it_is_about(read: Reader, about: str) -> None:
    copy = read(f'::: note {{about="{about}"}}\nWords.\n:::\n')
    assert only(copy, "note") == {"about": about, "text": "<p>Words.</p>"}


def test_an_update_is_a_row_and_not_a_block(read: Reader) -> None:
    copy = read('Text.\n\n::: update {at="-1d 17:45"}\nAdded **this**.\n:::\n')
    assert [block["type"] for block in copy.body] == ["text"]
    at = datetime(2026, 3, 29, 17, 45, tzinfo=ZONE)
    assert [(u.at, u.text) for u in copy.updates] == [(at, "<p>Added <b>this</b>.</p>")]
    assert copy.updated == at


def test_a_correction_is_a_row_and_not_a_block(read: Reader) -> None:
    copy = read('Text.\n\n::: correction {at="-3d 09:20"}\nTwo, not three.\n:::\n')
    assert [block["type"] for block in copy.body] == ["text"]
    (correction,) = copy.corrections
    assert correction.at == datetime(2026, 3, 27, 9, 20, tzinfo=ZONE)
    assert correction.text == "<p>Two, not three.</p>"
    assert copy.updated is None


def test_an_entry_holds_blocks_of_its_own(read: Reader) -> None:
    copy = read(
        '::: entry {at="-1d 02:25" headline="Pump fails" by="Jonah" key=yes}\nText.\n\n'
        "::: picture {alt=A}\n:::\n\nMore.\n:::\n\n"
        '::: entry {at="-1d 01:10" headline="Rain"}\nWet.\n:::\n'
    )
    assert copy.body == []
    first, second = copy.entries
    assert (first.headline, first.by, first.key) == ("Pump fails", "Jonah", True)
    assert [block["type"] for block in first.body] == ["text", "picture", "text"]
    assert (second.headline, second.by, second.key) == ("Rain", "", False)
    assert lost(copy) == []


def test_a_new_entry_leaves_the_ids_of_the_older_ones_alone(read: Reader) -> None:
    old = '::: entry {at="-1d 01:10" headline="Rain"}\nWet.\n:::\n'
    before = read(old).entries[-1].body
    after = read('::: entry {at="-1d 02:00" headline="New"}\nNew.\n:::\n\n' + old).entries
    assert after[-1].body == before
    assert after[0].body[0]["id"] != after[1].body[0]["id"]


def test_an_unknown_directive_is_lost_and_its_words_are_kept(read: Reader) -> None:
    copy = read("Before.\n\n::: poll Which?\nWords.\n:::\n")
    assert [b["value"] for b in copy.body] == ["<p>Before.</p><p>Words.</p>"]
    (gone,) = lost(copy)
    assert gone.what == "::: poll"
    assert gone.reason.startswith("line 7:")


def test_an_unknown_attribute_is_lost(read: Reader) -> None:
    (gone,) = lost(read('::: quote {speaker="A" colour=red}\nWords.\n:::\n'))
    assert gone.what == "attribute colour"


def test_a_picture_whose_file_is_missing_is_lost_and_the_story_is_not(read: Reader) -> None:
    three = "::: picture {alt=A}\n:::\n" * 3
    copy = read(f"Text.\n\n{three}")
    assert [block["type"] for block in copy.body] == ["text", "picture", "picture"]
    (gone,) = lost(copy)
    assert gone.what == "picture a-pier-stands-4"
    assert gone.reason == "line 11: pictures/a-pier-stands-4.avif is not there"


def test_a_block_set_in_one_that_holds_none_follows_it(read: Reader) -> None:
    copy = read("::: factbox {title=T}\nWords.\n::: picture {alt=A}\n:::\n:::\n")
    assert [block["type"] for block in copy.body] == ["factbox", "picture"]
    assert copy.doubts == ["line 7: ::: factbox holds no blocks; what stood in it follows it"]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("::: chart {title=T}\nNo table.\n:::\n", "::: chart"),
        ("::: timeline\n:::\n", "::: timeline"),
        ("::: qa\n:::\n", "::: qa"),
        ("::: related\n:::\n", "::: related"),
        ("::: gallery\nWords.\n:::\n", "::: gallery"),
        ("::: note {about=gossip}\nWords.\n:::\n", "note about gossip"),
        ('::: update {at="-1d 08:00"}\n::: quote\nWords.\n:::\n:::\n', "::: quote"),
        ("::: qa\n**Is it [so](story:a-b)?**\n\nNo.\n:::\n", "link to story:a-b"),
        ("| A |\n|---|\n| b | c |\n", "1 cells"),
    ],
)
def test_what_a_block_cannot_hold_is_accounted_for(read: Reader, body: str, what: str) -> None:
    assert what in [inside.what for inside in lost(read(body))]


def test_fences_inside_a_code_block_are_text(read: Reader) -> None:
    copy = read("```\n::: quote\n```\n\nAfter.\n")
    assert only(copy, "text") == "<p><code>::: quote</code></p><p>After.</p>"


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Text.\n\n::: quote {speaker=A}\nWords.\n", 7, "::: quote is never closed"),
        (":::\n", 5, "::: closes nothing"),
        ('::: quote {speaker="A}\nWords.\n:::\n', 5, "cannot read the attribute"),
        ("::: quote speaker=A\nWords.\n:::\n", 5, "is not an attribute list"),
        ("::: quote {role=a role=b}\nWords.\n:::\n", 5, "role is given twice"),
        ("::: {.class}\n:::\n", 5, "names no block"),
        ("::: update {at=soon}\nWords.\n:::\n", 5, "soon is not a time"),
        ("::: entry\nWords.\n:::\n", 5, "nothing is not a time"),
        (
            '::: entry {at="-1d 01:00"}\n::: entry {at="-1d 00:30"}\n:::\n:::\n',
            6,
            "within an entry",
        ),
        ("::: factbox\n" * 9 + ":::\n" * 9, 11, "nested more than 6 deep"),
        ("::: picture\n:::\n\n" * 5001, 15005, "more than 5,000 blocks"),
    ],
)
def test_a_broken_fence_stops_the_file(read: Reader, body: str, line: int, words: str) -> None:
    with pytest.raises(MarkdownError) as stopped:
        read(body)
    assert stopped.value.line == line
    assert words in str(stopped.value)
    assert "\n" not in str(stopped.value)
