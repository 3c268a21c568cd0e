"""Pages are put together from parts, and holes in them are filled by the clock alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import get_language

from dateline.lib import once
from dateline.press import holes, parts
from dateline.press.holes import Hole, UnknownHole, Value
from dateline.press.parts import Built, UnknownKind
from dateline.press.render import NothingThere, Printed, render, render_subject

NOON = datetime(2026, 7, 6, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """No kinds, parts and holes but those of the test."""
    monkeypatch.setattr(parts, "_registry", parts._Registry())
    monkeypatch.setattr(holes, "_fillers", {})
    monkeypatch.setattr(holes, "_families", {})


@pytest.fixture
def template(tmp_path: Path, settings: Any) -> Iterator[Any]:
    """Write a template: ``template("page.html", "…")``."""
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [tmp_path],
            "APP_DIRS": True,
        }
    ]

    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def hours(*pieces: tuple[str, int, int]) -> tuple[Value, ...]:
    """Values that stand from one hour after noon to another."""
    return tuple(
        Value(html.encode(), NOON + timedelta(hours=start), NOON + timedelta(hours=end))
        for html, start, end in pieces
    )


def one(id: str, at: datetime) -> str | None:
    return f"<{id}>" if id in {"here", "there"} else None


def test_a_page_is_what_its_template_makes_of_its_parts(template: Any) -> None:
    parts.page_kind("leaf", find=one, templates=template("leaf.html", "{{ words }} at {{ hour }}"))
    parts.part("leaf", "words", lambda subject, at: Built(subject, frozenset({"words:1"})))
    parts.part("leaf", "hour", lambda subject, at: Built(at.hour, frozenset({"clock"})))
    printed = render("leaf", "here", NOON)
    assert printed == Printed(
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        segments=(b"&lt;here&gt; at 12",),
        holes=(),
        keys=frozenset({"words:1", "clock"}),
    )
    assert printed.body(NOON) == b"&lt;here&gt; at 12"


def test_a_page_names_the_papers_own_stylesheets_ahead(template: Any) -> None:
    text = (
        '<link rel="stylesheet" href="/static/a/paper.css">'
        '<link rel="stylesheet" href="/static/a/house.css">'
        '<link rel="stylesheet" href="//else.example/b.css"><link rel="icon" href="/i.svg">'
    )
    blocked = (("Link", '</>; rel="blocked-by"'),)
    page = template("leaf.html", text)
    ahead = (
        "</static/a/paper.css>; rel=preload; as=style, </static/a/house.css>; rel=preload; as=style"
    )
    parts.page_kind("leaf", find=one, templates=page)
    assert dict(render("leaf", "here", NOON).headers)["Link"] == ahead
    parts.page_kind("leaf", find=one, templates=page, headers=blocked)
    said = dict(render("leaf", "here", NOON).headers)["Link"]
    assert said == f'</>; rel="blocked-by", {ahead}'


def test_a_kind_that_no_room_prints_is_unknown() -> None:
    with pytest.raises(UnknownKind, match="'leaf'"):
        render("leaf", "here", NOON)


def test_what_is_not_in_print_is_not_rendered(template: Any) -> None:
    parts.page_kind("leaf", find=one, templates=template("leaf.html", "x"))
    with pytest.raises(NothingThere, match="leaf elsewhere"):
        render("leaf", "elsewhere", NOON)


def test_a_preview_renders_a_subject_that_nothing_finds(template: Any) -> None:
    parts.page_kind("leaf", find=lambda id, at: None, templates=template("leaf.html", "{{ it }}"))
    parts.part("leaf", "it", lambda subject, at: Built(subject))
    assert render_subject("leaf", "draft", NOON).body(NOON) == b"draft"


def test_a_page_has_one_segment_more_than_holes(template: Any) -> None:
    holes.register("today", lambda at: hours(("Monday", -12, 12)))
    holes.register("wind", lambda at: hours(("gale", 0, 3)))
    text = '{% load press %}a{% hole "today" %}b{% hole "wind" %}{% hole "today" %}ü'
    parts.page_kind("leaf", find=one, templates=template("leaf.html", text))
    printed = render("leaf", "here", NOON)
    assert printed.segments == (b"a", b"b", b"", "ü".encode())
    assert [hole.name for hole in printed.holes] == ["today", "wind", "today"]
    assert printed.body(NOON) == "aMondaybgaleMondayü".encode()


@pytest.mark.parametrize(
    ("after", "stands"),
    [(-1, b""), (0, b"first"), (59, b"first"), (60, b"second"), (119, b"second"), (120, b"")],
)
def test_a_hole_is_filled_by_the_clock_and_blank_after_its_last_value(
    after: int, stands: bytes
) -> None:
    hole = Hole("wind", hours(("first", 0, 1), ("second", 1, 2)))
    assert hole.at(NOON + timedelta(minutes=after)) == stands


def test_a_hole_without_values_is_blank() -> None:
    assert Hole("wind", ()).at(NOON) == b""


def test_a_printed_page_changes_with_its_hole_and_so_does_its_tag(template: Any) -> None:
    holes.register("wind", lambda at: hours(("<b>gale</b>", 0, 1), ("<b>calm</b>", 1, 2)))
    text = '{% load press %}<p>{% hole "wind" %}</p>'
    parts.page_kind("leaf", find=one, templates=template("leaf.html", text))
    printed = render("leaf", "here", NOON)
    bodies = [printed.body(NOON + timedelta(hours=hour)) for hour in range(3)]
    assert bodies == [b"<p><b>gale</b></p>", b"<p><b>calm</b></p>", b"<p></p>"]
    tags = [printed.etag(NOON + timedelta(hours=hour)) for hour in range(3)]
    assert len(set(tags)) == 3
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)
    assert printed.etag(NOON) == render("leaf", "here", NOON).etag(NOON)


def test_a_hole_that_no_room_fills_is_an_error_of_the_template(template: Any) -> None:
    text = '{% load press %}{% hole "tides" %}'
    parts.page_kind("leaf", find=one, templates=template("leaf.html", text))
    with pytest.raises(UnknownHole, match="'tides'"):
        render("leaf", "here", NOON)
    with pytest.raises(UnknownHole, match="'tides'"):
        holes.fill("tides", NOON)


def test_no_text_of_a_story_can_pass_for_a_hole(
    template: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    holes.register("wind", lambda at: hours(("gale", 0, 1)))
    seen = []
    marking = holes.Marks.mark
    monkeypatch.setattr(
        holes.Marks, "mark", lambda self, name: seen.append(marking(self, name)) or seen[-1]
    )
    text = '{% load press %}{{ words|safe }}{% hole "wind" %}'
    parts.page_kind("leaf", find=one, templates=template("leaf.html", text))
    for words in ("<!--hole  0-->", "<!--hole 00000000000000000000000000000000 0-->"):
        parts.part("leaf", "words", lambda subject, at, words=words: Built(words))
        assert render("leaf", "here", NOON).body(NOON) == f"{words}gale".encode()
    # Not even the mark of an earlier rendering.
    parts.part("leaf", "words", lambda subject, at: Built(seen[0]))
    assert render("leaf", "here", NOON).segments == (seen[0].encode(), b"")
    assert len(set(seen)) == 3
    assert all(len(mark.split()[1]) == 32 for mark in seen)


def test_a_part_of_every_page_stands_on_every_kind_and_a_kinds_own_wins(template: Any) -> None:
    name = template("leaf.html", "{{ head }}/{{ paper }}")
    parts.page_kind("leaf", find=one, templates=name)
    parts.page_kind("bough", find=one, templates=name)
    parts.part("leaf", "head", lambda subject, at: Built("own", frozenset({"own"})))
    parts.part(parts.EVERY_PAGE, "head", lambda subject, at: Built("any", frozenset({"any"})))
    parts.part(parts.EVERY_PAGE, "paper", lambda subject, at: Built("paper"))
    leaf, bough = render("leaf", "here", NOON), render("bough", "here", NOON)
    assert (leaf.body(NOON), leaf.keys) == (b"own/paper", {"own"})
    assert (bough.body(NOON), bough.keys) == (b"any/paper", {"any"})
    assert [part.slot for part in parts.parts_of("leaf")] == ["head", "paper"]


def test_a_later_registration_takes_the_place_of_an_earlier_one(template: Any) -> None:
    parts.page_kind("leaf", find=one, templates=template("old.html", "old {{ word }}"))
    parts.page_kind("leaf", find=one, templates=template("new.html", "new {{ word }}"))
    parts.part("leaf", "word", lambda subject, at: Built("earlier"))
    parts.part("leaf", "word", lambda subject, at: Built("later"))
    assert render("leaf", "here", NOON).body(NOON) == b"new later"
    assert [kind.name for kind in parts.kinds()] == ["leaf"]


def test_the_first_template_there_is_prints_the_page(template: Any) -> None:
    template("leaf.html", "plain")
    template("leaf--live.html", "live")
    parts.page_kind(
        "leaf", find=one, templates=lambda subject: (f"leaf--{subject}.html", "leaf.html")
    )
    assert render_subject("leaf", "news", NOON).body(NOON) == b"plain"
    assert render_subject("leaf", "live", NOON).body(NOON) == b"live"


def test_a_kind_may_write_its_whole_body_itself() -> None:
    parts.part(parts.EVERY_PAGE, "paper", lambda subject, at: pytest.fail("no part is asked"))
    parts.page_kind(
        "feed",
        find=one,
        write=lambda subject, at: Built(subject.encode(), frozenset({"feed"}), NOON),
        status=200,
        content_type="application/rss+xml",
    )
    printed = render("feed", "here", NOON)
    assert (printed.segments, printed.holes, printed.keys) == ((b"<here>",), (), {"feed"})
    assert dict(printed.headers) == {"Content-Type": "application/rss+xml"}
    assert printed.until == NOON


def test_a_page_is_printed_in_the_papers_language(template: Any) -> None:
    parts.page_kind("leaf", find=one, templates=template("leaf.html", "{{ it }}"))
    parts.part("leaf", "paper", lambda subject, at: Built(SimpleNamespace(language="de")))
    before = get_language()

    class Tongue:
        def __str__(self) -> str:
            return str(get_language())

    parts.part("leaf", "it", lambda subject, at: Built(Tongue()))
    assert render("leaf", "here", NOON).body(NOON) == b"de"
    assert get_language() == before


def test_a_hole_is_filled_once_for_all_pages_of_a_printing(template: Any) -> None:
    filled: list[datetime] = []
    holes.register("wind", lambda at: filled.append(at) or hours(("gale", 0, 3)))
    name = template("leaf.html", '{% load press %}{% hole "wind" %}')
    parts.page_kind("leaf", find=one, templates=name)
    with once.printing():
        pages = [render("leaf", "here", NOON) for _ in range(3)]
        assert filled == [NOON]
    assert [page.body(NOON) for page in pages] == [b"gale"] * 3
    render("leaf", "here", NOON)
    assert filled == [NOON, NOON]


def test_a_family_of_holes_is_filled_at_once_for_all_pages_of_a_printing(template: Any) -> None:
    asked = []

    def fill(at: datetime) -> dict[str, tuple[Value, ...]]:
        asked.append(at)
        return {"north": hours(("gale", 0, 1))}

    holes.register_family("winds", fill)
    text = '{% load press %}{% hole "winds:north" %}|{% hole "winds:south" %}'
    parts.page_kind("leaf", find=one, templates=template("leaf.html", text))
    with once.printing():
        assert render("leaf", "here", NOON).body(NOON) == b"gale|"
        assert render("leaf", "there", NOON).body(NOON) == b"gale|"
        assert holes.members("winds", NOON) == ("winds:north",)
    assert asked == [NOON]
    with pytest.raises(UnknownHole, match="'winds'"):
        holes.fill("winds", NOON)
