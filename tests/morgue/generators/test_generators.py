"""Papers that a site generator made: what becomes of each file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dateline.cli import site
from dateline.cli.main import main
from dateline.morgue.account import Item
from dateline.morgue.copy import OldStory
from dateline.morgue.elements import words_of
from dateline.morgue.generators import UnreadableFolder, count, stories
from dateline.morgue.generators.matter import BadMatter, split
from dateline.morgue.mapping import Mapping
from dateline.morgue.models import OldAddress
from dateline.photodesk.models import Picture
from dateline.stories.models import Story
from tests.cast import Cast
from tests.morgue.conftest import rows
from tests.readers.paper import drawn

LISBON = ZoneInfo("Europe/Lisbon")
BASE = "https://old.example/"


def read(folder: Path, style: str, **decided: Any) -> list[OldStory | Item]:
    found = list(stories(folder, style, LISBON, Mapping(**decided), BASE))
    assert len(found) == count(folder, style)
    return found


def one(tmp_path: Path, style: str, name: str, text: str, **decided: Any) -> OldStory:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    (found,) = read(tmp_path, style, **decided)
    assert isinstance(found, OldStory), found
    return found


HUGO = """+++
title = "Ferry & fog"
date = 2019-05-04T06:00:00+02:00
tags = ["Ferries"]
author = "Jane Doe"
description = "In short."
aliases = ["/old/ferry"]
featured_image = "/img/ferry.jpg"
+++
It *sails*
on.

{{< figure src="a.jpg" caption="A quay." >}} {{< youtube x1 >}} {{< tweet 7 >}}
"""


def test_a_post_of_hugo_becomes_a_story(tmp_path: Path) -> None:
    found = one(tmp_path, "hugo", "content/harbour/ferry.md", HUGO)
    copy = found.copy
    assert (copy.source_id, copy.headline) == ("content/harbour/ferry.md", "Ferry & fog")
    assert (copy.section, copy.topics) == ("harbour", ["Ferries"])
    assert copy.published == datetime(2019, 5, 4, 4, tzinfo=UTC)
    assert copy.address == "https://old.example/harbour/ferry/"
    assert copy.addresses == ["/harbour/ferry/", "/old/ferry"]
    assert (copy.standfirst, copy.bylines[0].name) == ("In short.", "Jane Doe")
    assert copy.lead is not None
    assert copy.lead.file == "https://old.example/img/ferry.jpg"
    assert [block["type"] for block in copy.body] == ["text", "picture", "media", "leftover"]
    assert copy.body[0]["value"] == "<p>It <i>sails</i> on.</p>"
    picture = copy.body[1]["value"]["image"]
    assert picture.file == "https://old.example/content/harbour/a.jpg"
    assert picture.caption == "A quay."
    assert copy.body[3]["value"] == {"what": "shortcode tweet", "markup": "tweet 7"}
    assert (found.is_page, found.live) == (False, True)


def test_a_post_of_jekyll_has_its_day_in_its_name(tmp_path: Path) -> None:
    text = (
        "---\nlayout: post\ntitle: Ferry\ncategories: [sea, news]\n---\nIt sails.\n\n"
        "{% highlight python %}\nprint(1)\n{% endhighlight %}\n{% include x.html %}\n"
    )
    copy = one(tmp_path, "jekyll", "_posts/2014-01-05-ferry-sails.md", text).copy
    assert copy.published == datetime(2014, 1, 5, tzinfo=LISBON)
    assert (copy.section, copy.topics, copy.slug) == ("sea", ["news"], "ferry-sails")
    assert copy.addresses == ["/sea/news/2014/01/05/ferry-sails.html"]
    assert "print(1)" in " ".join(words_of(copy.body))
    assert copy.body[-1]["value"]["what"] == "tag include"


def test_drafts_stay_drafts(tmp_path: Path) -> None:
    head = "---\ntitle: Ferry\ndate: 2014-01-05\n{}\n---\nIt sails.\n"
    for number, said in enumerate(
        ("draft: true", "published: false", "status: draft", "tags: draft")
    ):
        folder = tmp_path / str(number)
        assert not one(folder, "hugo", "content/a.md", head.format(said)).live
    assert not one(tmp_path / "j", "jekyll", "_drafts/a.md", head.format("x: y")).live
    assert one(tmp_path / "k", "hugo", "content/a.md", head.format("draft: false")).live
    undated = one(tmp_path / "l", "hugo", "content/a.md", "---\ntitle: Ferry\n---\nIt sails.\n")
    assert not undated.live
    assert "no date" in undated.copy.doubts[0]


def test_a_post_of_pelican_has_lines_above_it(tmp_path: Path) -> None:
    text = (
        "Title: Ferry\nDate: 2010-12-3 10:20\nCategory: Sea\nTags: fog, boats\nSlug: the-ferry\n"
        "Authors: Jane Doe, Ann Other\n\nSee ![A quay]({static}/images/q.png).\n"
    )
    copy = one(tmp_path, "pelican", "content/ferry.md", text).copy
    assert copy.published == datetime(2010, 12, 3, 10, 20, tzinfo=LISBON)
    assert (copy.section, copy.topics) == ("Sea", ["fog", "boats"])
    assert [byline.name for byline in copy.bylines] == ["Jane Doe", "Ann Other"]
    assert copy.addresses == ["/the-ferry.html"]
    assert copy.body[1]["value"]["image"].file == "https://old.example/images/q.png"


def test_a_post_of_nikola_has_them_in_a_comment(tmp_path: Path) -> None:
    text = (
        "<!--\n.. title: Ferry\n.. slug: ferry\n.. date: 2012-03-30 23:00:00 UTC-03:00\n"
        ".. tags: fog\n.. category: sea\n-->\n\nIt sails.\n"
    )
    copy = one(tmp_path, "nikola", "posts/ferry.md", text).copy
    assert (copy.headline, copy.section, copy.topics) == ("Ferry", "sea", ["fog"])
    assert copy.addresses == ["/posts/ferry/"]
    assert copy.body[0]["value"] == "<p>It sails.</p>"


def test_a_page_is_no_story_and_a_mapping_decides(tmp_path: Path) -> None:
    text = (
        "---\ntitle: About\ndate: 2014-01-05\nlayout: page\ncategories: misc\ntags: [x]\n---\nUs.\n"
    )
    found = one(tmp_path, "hugo", "content/about.md", text)
    assert (found.is_page, found.copy.section) == (True, "Pages")
    text = text.replace("layout: page", "x: y")
    decided = {"sections": {"misc": "City"}, "topics": {"x": ""}}
    copy = one(tmp_path / "b", "hugo", "content/about.md", text, **decided).copy
    assert (copy.section, copy.topics) == ("City", [])


def test_what_is_not_read_is_in_the_account(tmp_path: Path) -> None:
    for name, text in {
        "content/_index.md": "---\ntitle: List\n---\n",
        "content/a.rst": "A\n=\n",
        "content/b.md": "---\ntitle: [\n---\nx\n",
        "content/c.md": "+++\ntitle = \n+++\nx\n",
        "content/d.md": "---\n- a\n---\nx\n",
        "content/e.md": "> " * 5_000 + "x\n",
        "content/f.txt": "no Markdown",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    found = {item.source_id: item for item in read(tmp_path, "hugo") if isinstance(item, Item)}
    assert len(found) == 6
    assert found["content/_index.md"].state == "skipped"
    assert {item.state for name, item in found.items() if name != "content/_index.md"} == {"lost"}
    assert found["content/a.rst"].reason == "is reStructuredText, which is not read"
    assert "no YAML" in found["content/b.md"].reason
    assert "no TOML" in found["content/c.md"].reason
    assert "names and values" in found["content/d.md"].reason
    assert "nests" in found["content/e.md"].reason


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFolder):
        stories(tmp_path / name, "hugo", LISBON, Mapping(), BASE)


def test_no_head_can_run_anything_or_grow_without_end() -> None:
    with pytest.raises(BadMatter):
        split("---\na: !!python/object/apply:os.system [id]\n---\nx")
    laughs = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 40)}]\n" for n in range(1, 40)
    )
    with pytest.raises(BadMatter, match="larger"):
        split(f"---\n{laughs}---\nx")
    assert split("No head.\n\nText: here.") == ({}, "No head.\n\nText: here.")
    assert split("---\n---\nx") == ({}, "---\n---\nx")


@pytest.mark.django_db
def test_a_folder_comes_over_with_its_pictures_and_twice_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(site, "open_site", lambda given=".": tmp_path)
    paper = tmp_path / "paper"
    for name in ("static/img/ferry.jpg", "content/harbour/a.jpg"):
        (paper / name).parent.mkdir(parents=True, exist_ok=True)
        (paper / name).write_bytes(drawn(colour="#246" if "ferry" in name else "#642"))
    (paper / "content/harbour/ferry.md").write_text(HUGO)
    words = ["import", "markdown", str(paper), "--style", "hugo", "--publish"]
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 items: 1 imported"
    story = Story.objects.in_print().get()
    assert story.address == "/harbour/2019/05/04/ferry/"
    assert Picture.objects.count() == 2
    assert OldAddress.objects.filter(uid=story.uid).count() == 2
    before = rows()
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 items: 1 unchanged"
    assert rows() == before
    assert main(["import", "markdown", str(paper), "--media", str(paper)]) == 1
    assert "--style" in capsys.readouterr().err
