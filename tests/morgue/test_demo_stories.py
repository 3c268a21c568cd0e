"""Stories of the demo paper that together use every directive: what they become as rows."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.import_ import import_markdown
from dateline.masthead.models import Contributor, Masthead, Policy, Section
from dateline.morgue.account import Account
from dateline.morgue.load import Loader
from dateline.photodesk.models import Picture
from dateline.stories.models import Story
from tests.cast import Cast
from tests.morgue.conftest import rows
from tests.shared import ROOT

pytestmark = pytest.mark.django_db

PAPER = ROOT / "demo" / "paper"
DAY0 = date(2026, 1, 12)
STORIES = [
    "politics/mill-island-permits-investigation.md",
    "city/storm-odette-live.md",
    "city/holiday-lets-register-gap.md",
    "city/maternity-move-plan.md",
    "business/harbour-market-traders-sponsored.md",
    "culture/milo-renn-alma-interview.md",
]


def copy_of_the_paper(
    folder: Path, stories: list[str] = STORIES, *, masthead: bool = False
) -> Path:
    """A folder with `stories` of the demo paper, its pictures, its sections, or all its masthead.

    Without the sections its stories would stay drafts.
    """
    for story in stories:
        (folder / "stories" / story).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PAPER / "stories" / story, folder / "stories" / story)
    shutil.copytree(PAPER / "pictures", folder / "pictures")  # links out of it are not followed
    if masthead:
        shutil.copytree(PAPER / "masthead", folder / "masthead")
    else:
        (folder / "masthead").mkdir()
        shutil.copy(PAPER / "masthead" / "paper.yaml", folder / "masthead")
    return folder


def imported(folder: Path, **how: Any) -> Account:
    return import_markdown(folder, day=DAY0, publish=True, say=lambda line: None, **how)


def test_directives_become_blocks_and_rows(cast: Cast, tmp_path: Path) -> None:
    Masthead.objects.all().delete()  # the demo's own is to be read
    folder = copy_of_the_paper(tmp_path / "paper", masthead=True)
    account = imported(folder)
    stories = {item.source_id: item for item in account.items if item.kind == "story"}
    assert {item.state for item in stories.values()} == {"imported"}
    assert set(stories) == {Path(name).stem for name in STORIES}
    # Nothing is lost but links to the stories that were left out.
    lost = [i for item in stories.values() for i in item.inside if i.state == "lost"]
    assert {inside.reason for inside in lost} == {"no story has this slug"}

    assert Masthead.objects.get().name == "The Larkhaven Courier"
    assert Policy.objects.written().count() == 8
    assert Contributor.objects.filter(portrait__isnull=False).count() == 11
    assert {"City", "Politics", "Business", "Culture"} <= {s.title for s in Section.objects.live()}

    def story(slug: str) -> Story:
        found: Story = Story.objects.get(uid=stories[slug].story)
        return found

    assert all(story(slug).in_print for slug in stories)
    kinds = {block.block_type for slug in stories for block in story(slug).body}
    assert kinds == {
        "text", "subheading", "quote", "picture", "gallery", "table", "chart", "factbox", "qa",
        "timeline", "pullquote", "related", "note",
    }  - ({"related"} - kinds)  # fmt: skip

    live = story("storm-odette-live")
    assert live.kind == "live"
    assert live.entries.count() > 5
    assert live.entries.filter(key=True).exists()
    assert live.updates.exists()
    assert live.corrections.exists()
    assert live.updated_at == max(row.at for row in live.updates.all())
    assert story("harbour-market-traders-sponsored").sponsor

    for picture in Picture.objects.all():
        assert picture.alt_text, picture.title
        assert picture.renditions.count() >= 2
    for slug in stories:
        lead = story(slug).lead_picture
        assert lead is not None
        assert (bool(lead.caption), bool(lead.credit), bool(lead.licence)) == (True, True, True)

    before = rows()
    again = imported(folder)
    assert {item.state for item in again.items} <= {"unchanged", "skipped"}
    assert rows() == before


def test_a_dry_run_of_a_folder_writes_no_row(cast: Cast, tmp_path: Path) -> None:
    folder = copy_of_the_paper(tmp_path / "paper", STORIES[4:])
    before = rows()
    account = imported(folder, dry_run=True)
    assert [item.state for item in account.items if item.kind == "story"] == ["imported"] * 2
    assert rows() == before


def test_a_dry_run_accounts_for_every_item_that_the_import_then_brings(
    cast: Cast, tmp_path: Path
) -> None:
    Masthead.objects.all().delete()  # the demo's own is to be read
    folder = copy_of_the_paper(tmp_path / "paper", STORIES[4:], masthead=True)
    (folder / "masthead" / "weather.md").write_text("no front matter")

    def told(account: Account) -> list[tuple[Any, ...]]:
        return [(i.kind, i.source_id, i.state, i.reason, i.doubts) for i in account.items]

    before = rows()
    dry = told(imported(folder, dry_run=True))
    assert rows() == before
    assert told(imported(folder)) == dry
    kinds = {"masthead", "section", "policy", "contributor", "story", "front"}
    assert {kind for kind, *_ in dry} == kinds
    assert ("policy", "weather", "lost") in [item[:3] for item in dry]


def test_a_broken_staff_is_lost_with_its_reason_and_the_rest_comes_in(
    cast: Cast, tmp_path: Path
) -> None:
    folder = copy_of_the_paper(tmp_path / "paper", STORIES[4:5])
    (folder / "masthead" / "staff.yaml").write_text("- name: [Ada\n")
    account = imported(folder)
    (staff,) = [item for item in account.items if item.kind == "contributor"]
    assert (staff.source_id, staff.state) == ("staff.yaml", "lost")
    assert "staff.yaml, line" in staff.reason
    assert [item.state for item in account.items if item.kind == "story"] == ["imported"]


def test_a_masthead_that_cannot_be_stored_is_lost_alone(cast: Cast, tmp_path: Path) -> None:
    Masthead.objects.all().delete()
    folder = copy_of_the_paper(tmp_path / "paper", STORIES[4:5])
    paper = folder / "masthead" / "paper.yaml"
    paper.write_text(paper.read_text().replace("Europe/Dublin", "Nowhere/Nothing"))
    account = imported(folder)
    (masthead,) = [item for item in account.items if item.kind == "masthead"]
    assert masthead.state == "lost"
    assert "Nowhere/Nothing" in masthead.reason
    assert [item.state for item in account.items if item.kind == "story"] == ["imported"]


def test_a_story_that_cannot_be_read_is_lost_alone(cast: Cast, tmp_path: Path) -> None:
    folder = copy_of_the_paper(tmp_path / "paper", STORIES[4:5])
    (folder / "stories" / "city").mkdir()
    (folder / "stories" / "city" / "broken.md").write_text("no front matter")
    account = imported(folder)
    states = {item.source_id: item.state for item in account.items if item.kind == "story"}
    assert states == {"broken": "lost", "harbour-market-traders-sponsored": "imported"}


class Killed(BaseException):
    """The process is gone: nothing of the import runs any more."""


@pytest.mark.parametrize("where", ["reserve", "_fill", "_rows"])
@pytest.mark.parametrize("number", [1, 2])
def test_an_import_that_was_cut_off_goes_on_where_it_stopped(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, number: int
) -> None:
    """Each story is one transaction: what was committed stands, the rest is as never begun."""
    folder = copy_of_the_paper(tmp_path / "paper", STORIES[3:])
    calls = 0
    doing = getattr(Loader, where)

    def cut(self: Loader, *args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        done = doing(self, *args, **kwargs)
        if calls == number:
            raise Killed
        return done

    with monkeypatch.context() as patched:
        patched.setattr(Loader, where, cut)
        with pytest.raises(Killed):
            imported(folder)
    account = imported(folder)
    states = [item.state for item in account.items if item.kind == "story"]
    committed = 0 if where == "reserve" else number - 1
    assert states == ["unchanged"] * committed + ["imported"] * (3 - committed)
    assert Story.objects.count() == 3
    assert all(story.in_print for story in Story.objects.all())
    assert {item.state for item in imported(folder).items} <= {"unchanged", "skipped"}
