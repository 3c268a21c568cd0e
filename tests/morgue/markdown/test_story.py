"""Front matter, times, folders, and files that are no story."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.morgue.copy import BylineCopy, Copy
from dateline.morgue.markdown import MarkdownError, read_folder

from .conftest import DAY0, ZONE, Reader

WHOLE = """\
---
slug: a-pier-stands
section: politics
kind: analysis
kicker: Tern Crossing
headline: "A pier stands: a\u00a0test"
short_headline: A pier
standfirst: It stands.
place: Larkhaven
bylines:
  - {name: Tomas Vreeland, role: Chief reporter}
  - Coastal Press
topics: [Tern Crossing, No, 2026]
published: -5d 06:10
updated: -1d 17:45
pin: lead
picture: {motif: bridge, seed: 17, light: dawn, alt: A, caption: B, credit: C, licence: CC BY 4.0}
related: [crossing-pier-crack]
check: [disputed-figures]
sponsor: Someone
source: CP
language: en-GB
---
Text.

::: update {at="-1d 17:45"}
More.
:::
"""


def front(**fields: str) -> str:
    lines = "\n".join(f"{key}: {value}" for key, value in fields.items())
    return f"---\n{lines}\n---\nText.\n"


def test_every_field_of_the_front_matter_arrives(read: Reader, folder: Path) -> None:
    copy = read(WHOLE, raw=True)
    assert (copy.source_id, copy.slug) == ("a-pier-stands", "a-pier-stands")
    assert (copy.section, copy.kind, copy.kicker) == ("politics", "analysis", "Tern Crossing")
    assert copy.headline == "A pier stands: a\u00a0test"
    assert (copy.short_headline, copy.standfirst, copy.place) == (
        "A pier",
        "It stands.",
        "Larkhaven",
    )
    assert copy.bylines == [
        BylineCopy("Tomas Vreeland", "Chief reporter"),
        BylineCopy("Coastal Press"),
    ]
    assert copy.topics == ["Tern Crossing", "No", "2026"]
    assert copy.published == datetime(2026, 3, 25, 6, 10, tzinfo=ZONE)
    assert copy.updated == datetime(2026, 3, 29, 17, 45, tzinfo=ZONE)
    assert copy.related == ["crossing-pier-crack"]
    assert (copy.sponsor, copy.source_line, copy.language) == ("Someone", "CP", "en-GB")
    assert copy.lead is not None
    assert copy.lead.file == str(folder / "pictures" / "a-pier-stands.avif")
    assert (copy.lead.alt, copy.lead.caption, copy.lead.credit) == ("A", "B", "C")
    assert copy.lead.licence == "CC BY 4.0"
    assert {(i.what, i.state) for i in copy.inside} == {
        ("check", "skipped"),
        ("pin", "skipped"),
        ("motif, seed, light", "skipped"),
    }
    assert copy.doubts == []


def test_two_readings_are_equal(read: Reader) -> None:
    assert read(WHOLE, raw=True) == read(WHOLE, raw=True)


def test_the_fields_of_other_systems_are_understood(read: Reader) -> None:
    copy = read(
        front(
            layout="post",
            title="An old story",
            date="2024-01-02 9:00:00 +0100",
            author="Ada Reed",
            tags="[a, b]",
            categories="[b, c]",
            description="It is old.",
            permalink="/2024/old/",
            lastmod="2024-05-01",
        ),
        raw=True,
        name="2024-01-02-an-old-story.md",
    )
    assert (copy.headline, copy.slug, copy.standfirst) == (
        "An old story",
        "an-old-story",
        "It is old.",
    )
    assert copy.published == datetime(2024, 1, 2, 8, 0, tzinfo=UTC)
    assert copy.bylines == [BylineCopy("Ada Reed")]
    assert sorted(copy.topics) == ["a", "b", "c"]
    assert (copy.address, copy.kind, copy.section) == ("/2024/old/", "news", "city")
    assert {(i.what, i.state) for i in copy.inside} == {
        ("layout", "skipped"),
        ("lastmod", "skipped"),
    }
    assert copy.updated is None


def test_a_date_in_the_file_s_name_is_taken_with_a_doubt(read: Reader) -> None:
    copy = read(front(title="A"), raw=True, name="2024-01-02-old-name.md")
    assert copy.published == datetime(2024, 1, 2, tzinfo=ZONE)
    assert "published is the date in the file's name" in copy.doubts


@pytest.mark.parametrize("mark", [{"published": "false"}, {"draft": "true"}])
def test_a_draft_keeps_no_date_of_publication(read: Reader, mark: dict[str, str]) -> None:
    copy = read(front(title="A", date="2024-01-02 08:00", **mark), raw=True)
    assert copy.published is None
    assert ("published", "skipped") in [(i.what, i.state) for i in copy.inside]


def test_an_unknown_field_is_lost_and_its_line_is_named(read: Reader) -> None:
    (gone,) = read(front(headline="A", rating="4"), raw=True).inside
    assert (gone.what, gone.state, gone.reason) == ("rating", "lost", "line 3: no such field")


@pytest.mark.parametrize("value", ["[[a]]", "{a: {b: c}}", "[{name: [a]}]", "a, b", "''", "~"])
@pytest.mark.parametrize(
    "field",
    ["section", "place", "bylines", "authors", "topics", "tags", "related", "picture", "image",
     "published", "updated", "draft", "address", "pin"],
)  # fmt: skip
def test_no_value_of_a_field_breaks_the_reader(read: Reader, field: str, value: str) -> None:
    raw = front(headline="A", categories="x", **{field: value})
    if field in {"published", "updated"} and value == "a, b":
        with pytest.raises(MarkdownError, match="is not a time"):
            read(raw, raw=True)
    else:
        assert read(raw, raw=True).headline == "A"


@pytest.mark.parametrize(
    ("told", "focus"),
    [("40% 25%", (40, 25)), ("100% 0%", (100, 0)), ("101% 0%", None), ("middle", None)],
)
def test_a_focal_point_is_told_in_per_cent(
    read: Reader, folder: Path, told: str, focus: tuple[int, int] | None
) -> None:
    copy = read(front(headline="A", slug="a-pier-stands", picture=f"{{focus: {told}}}"), raw=True)
    assert copy.lead is not None
    assert copy.lead.focus == focus
    lost = [item.what for item in copy.inside if item.state == "lost"]
    assert lost == ([] if focus else [f"focus {told}"])


def test_a_lead_picture_that_is_missing_is_lost(read: Reader) -> None:
    copy = read(front(headline="A", slug="no-such", picture="{alt: A}"), raw=True)
    assert copy.lead is None
    assert [(i.what, i.state) for i in copy.inside] == [("picture no-such", "lost")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-0d 07:15", datetime(2026, 3, 30, 5, 15, tzinfo=UTC)),
        ("+1d 05:00", datetime(2026, 3, 31, 3, 0, tzinfo=UTC)),
        ("-2d 05:00", datetime(2026, 3, 28, 4, 0, tzinfo=UTC)),
        ("2026-03-30T07:15", datetime(2026, 3, 30, 5, 15, tzinfo=UTC)),
        ("2026-03-30 07:15:30Z", datetime(2026, 3, 30, 7, 15, 30, tzinfo=UTC)),
        ("2025-10-26 02:30", datetime(2025, 10, 26, 0, 30, tzinfo=UTC)),
    ],
)
def test_times_are_of_the_paper_s_zone(read: Reader, text: str, expected: datetime) -> None:
    copy = read(front(headline="A", published=text), raw=True)
    assert copy.published == expected
    assert copy.doubts == []


def test_a_time_that_the_clocks_skipped_is_moved_forward_and_said(read: Reader) -> None:
    copy = read(front(headline="A", published="-1d 02:30"), raw=True)
    assert copy.published == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert copy.doubts == [
        "line 3: published: 02:30 was skipped by the clocks that day, moved forward to 03:30"
    ]


def test_updated_without_a_declared_update_is_doubted(read: Reader) -> None:
    copy = read(front(headline="A", updated="-1d 08:00"), raw=True)
    assert copy.doubts == ["updated is given, and no ::: update says what was added"]


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        (b"", 0, "the file is empty"),
        (b" \n\n", 0, "the file is empty"),
        (b"Hello.\n", 1, "there is no front matter"),
        (b"+++\ntitle = 'a'\n+++\n", 1, "the front matter is TOML"),
        (b"---\nheadline: a\n", 1, "the front matter has no end"),
        (b"---\nheadline: a\n---\n\0", 4, "this is not text"),
        (b"---\nheadline: a\n---\ncaf\xe9\n", 4, "this is not UTF-8"),
        (b"---\nheadline: a: b\n---\n", 2, "broken YAML"),
        (b"---\nheadline: a\nq: [\n---\n", 3, "broken YAML"),
        (b"---\n- a\n---\n", 2, "the front matter is not fields"),
        (b"---\nslug: a\n---\n", 1, "there is no headline"),
        (b"---\nheadline: [a]\n---\n", 2, "there is no headline"),
        (b"---\nheadline: " + b"a" * 256 + b"\n---\n", 2, "256 characters"),
        (b"---\nheadline: a\nslug: ../b\n---\n", 3, "../b is no slug"),
        (b"---\nheadline: a\nkind: gossip\n---\n", 3, "gossip is no kind of story"),
        (b"---\nheadline: a\npublished: soon\n---\n", 3, "soon is not a time"),
        (b"---\nheadline: a\npublished: 2026-02-30\n---\n", 3, "is not a time"),
        (b"---\nheadline: a\npublished: -0d 25:00\n---\n", 3, "is not a time"),
        (b"---\nheadline: a\npublished: -99999999d 05:00\n---\n", 3, "is not a time"),
        (b"---\nheadline: a\nheadline: b\n---\n", 3, "headline is given twice"),
        (b"---\na: &a [x]\nb: [*a, *a]\n---\n", 2, "YAML anchors"),
        (b"---\nheadline: " + b"[" * 20_000 + b"\n---\n", 2, "nested more than 8 deep"),
        (b"---\nheadline: a\n" + b"# a\n" * 20_000 + b"---\n", 1, "80,0"),
        (b"x" * 50_000_000, 0, "50,000,000 bytes"),
    ],
)
def test_a_file_that_is_no_story_is_refused_in_one_line(
    read: Reader, raw: bytes, line: int, words: str
) -> None:
    with pytest.raises(MarkdownError) as stopped:
        read(raw, raw=True)
    assert stopped.value.line == line
    assert words in str(stopped.value)
    assert "\n" not in str(stopped.value)
    assert "; " in str(stopped.value)
    assert len(stopped.value.what) < 150


def test_a_file_s_name_without_letters_gives_no_slug(read: Reader) -> None:
    with pytest.raises(MarkdownError, match="there is no slug"):
        read(front(headline="A"), raw=True, name="日本.md")


def test_a_folder_is_read_whole_and_one_bad_file_stops_no_other(read: Reader, folder: Path) -> None:
    read(WHOLE, raw=True)
    (folder / "stories" / "city" / "bad.md").write_text("no story")
    (folder / "stories" / "city" / "second.md").write_text(
        front(headline="B", slug="a-pier-stands")
    )
    (folder / "FORMAT.md").write_text("not a story")
    found = {path.name: copy for path, copy in read_folder(folder, day0=DAY0, zone=ZONE)}
    assert list(found) == ["a-pier-stands.md", "bad.md", "second.md"]
    assert isinstance(found["a-pier-stands.md"], Copy)
    assert "no front matter" in str(found["bad.md"])
    assert "the slug a-pier-stands is that of a-pier-stands.md too" in str(found["second.md"])


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text(front(headline="Secret"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.md").symlink_to(tmp_path / "outside.md")
    ((_, error),) = read_folder(tmp_path / "in", day0=DAY0, zone=ZONE)
    assert "leads out of the folder" in str(error)


@pytest.mark.parametrize("name", ["nothing-here", "empty"])
def test_a_folder_without_stories_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(MarkdownError):
        list(read_folder(tmp_path / name, day0=DAY0, zone=ZONE))


def test_what_is_no_plain_file_in_a_folder_is_lost_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nheadline: The pier stands\n---\nIt stands.\n")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "circle.md").symlink_to("circle.md")
    found = {path.name: copy for path, copy in read_folder(tmp_path, day0=DAY0, zone=ZONE)}
    assert set(found) == {"a.md", "circle.md", "pipe.md"}
    assert not isinstance(found["a.md"], MarkdownError)
    for name in ("circle.md", "pipe.md"):
        assert isinstance(found[name], MarkdownError)
        assert name in str(found[name])
