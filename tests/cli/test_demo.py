"""The demo: made once, taken up where it was cut short, and checked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from dateline.cli import demo, import_
from dateline.cli.errors import Refused
from dateline.cli.main import main
from dateline.cli.ports import Ports
from dateline.cli.site import is_site
from dateline.cli.start import write_site
from dateline.masthead.models import Masthead
from tests.cli.sites import dateline


def test_the_site_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    demo.write(folder)
    secret = (folder / ".env").read_text()
    assert is_site(folder)
    assert "DATELINE_DEMONSTRATION=true" in secret
    assert not list(folder.glob(".demo-*"))
    demo.write(folder)
    assert (folder / ".env").read_text() == secret


def test_a_site_half_written_by_a_start_that_was_killed_is_written_anew(tmp_path: Path) -> None:
    half = tmp_path / "demo" / ".demo-unfinished"
    half.mkdir(parents=True)
    (half / "manage.py").write_text("half of")
    demo.write(tmp_path / "demo")
    assert is_site(tmp_path / "demo")
    assert not half.exists()
    assert "half of" not in (tmp_path / "demo" / "manage.py").read_text()


def test_wherever_the_making_of_the_site_is_killed_the_next_start_makes_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo.write(tmp_path / "wanted")
    wanted = {path.relative_to(tmp_path / "wanted") for path in (tmp_path / "wanted").rglob("*")}
    rename = Path.rename
    for last in range(len(list((tmp_path / "wanted").iterdir())) + 1):
        folder = tmp_path / f"demo{last}"
        done: list[Path] = []

        def killed(self: Path, target: Path, last: int = last, done: list[Path] = done) -> Path:
            if len(done) == last:
                raise KeyboardInterrupt
            done.append(self)
            return rename(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", killed)
            with pytest.raises(KeyboardInterrupt):
                demo.write(folder)
        demo.write(folder)
        assert {path.relative_to(folder) for path in folder.rglob("*")} == wanted


def test_the_site_is_made_in_an_empty_disk_and_nothing_beside_it_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    (disk / "lost+found").mkdir(parents=True)
    (tmp_path / "demo-unfinished").mkdir()
    (tmp_path / "demo-unfinished" / "diary.txt").write_text("mine")
    rename = Path.rename

    def on_one_disk(self: Path, target: Path) -> Path:
        assert disk not in (self, target)  # a mount point cannot be renamed
        assert self.is_relative_to(disk) == target.is_relative_to(disk)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", on_one_disk)
    demo.write(disk)
    assert is_site(disk)
    assert (tmp_path / "demo-unfinished" / "diary.txt").read_text() == "mine"


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "diary.txt").write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        demo.write(tmp_path / "demo")


def test_a_bad_port_is_refused_before_a_site_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--site", str(tmp_path / "demo"), "--port", "http"]) == 1
    assert "PORT is 'http'" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()


def test_a_real_paper_is_never_made_a_demonstration(
    tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    folder = write_site(tmp_path / "harbour-post")
    done = dateline(command, outside, "demo", "--site", folder, "--check", "--port", "18765")
    assert done.returncode == 1
    assert "is no demonstration" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list((folder / "var").glob("*.sqlite3"))
    assert not (folder / "var" / "cast.json").exists()


@pytest.fixture
def loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Stand in for the importer, and note the day 0 of each import."""
    days: list[date] = []
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "story.md").write_text("one")
    (tmp_path / "var").mkdir()
    monkeypatch.setattr(demo, "PAPERS", (tmp_path / "paper",))
    monkeypatch.setattr(import_, "import_markdown", lambda paper, *, day, **_: days.append(day))
    return days


def test_the_paper_is_brought_in_once_and_again_when_it_has_changed(
    tmp_path: Path, loads: list[date]
) -> None:
    demo._load(tmp_path)
    demo._load(tmp_path)
    assert len(loads) == 1
    (tmp_path / "paper" / "story.md").write_text("two")
    demo._load(tmp_path)
    assert len(loads) == 2


def test_an_import_cut_short_goes_on_with_the_same_day(
    tmp_path: Path, loads: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(import_, "import_markdown", killed)
        with pytest.raises(KeyboardInterrupt):
            demo._load(tmp_path)
    note = tmp_path / "var" / "demo.json"
    note.write_text(json.dumps({"day": "2026-03-29"}))  # as if that had been the day
    demo._load(tmp_path)
    assert loads == [date(2026, 3, 29)]
    assert "loaded" in json.loads(note.read_text())


@contextmanager
def _readers(status: int, body: str) -> Iterator[Ports]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Ports("127.0.0.1", server.server_port, 1)
        server.shutdown()
        thread.join()


@pytest.mark.django_db
def test_the_check_finds_a_home_page_that_does_not_hold(write: Callable[..., Any]) -> None:
    story = write("Ferry sails again after four-day strike")
    story.get_latest_revision().publish()
    story.refresh_from_db()
    name = Masthead.objects.get().name
    link = f'<a href="{story.address}">'
    with _readers(200, f"{name} {link}") as ports:
        assert demo.home_page_faults(ports) == []
    with _readers(500, f"{name} {link}") as ports:
        assert demo.home_page_faults(ports) == ["the home page answers 500"]
    with _readers(200, link) as ports:
        assert demo.home_page_faults(ports) == [f"the home page does not name {name}"]
    with _readers(200, name) as ports:
        assert demo.home_page_faults(ports) == ["the home page links to no story"]
    assert "does not answer" in demo.home_page_faults(ports)[0]
