"""`dateline start`: the folder of a new paper."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import start
from dateline.cli.errors import Refused
from dateline.cli.main import main


def test_start_writes_a_site_with_a_fresh_secret(tmp_path: Path) -> None:
    first, second = start.write_site(tmp_path / "one"), start.write_site(tmp_path / "two")
    for name in ("manage.py", "paper/settings.py", "paper/urls_readers.py", "pyproject.toml"):
        assert (first / name).is_file()
    for name in (".gitignore", ".env.example", "templates/dateline", "static/house/paper.css"):
        assert (first / name).exists()
    assert (first / ".env").stat().st_mode & 0o777 == 0o600
    secret = (first / ".env").read_text()
    assert secret.startswith("DATELINE_SECRET_KEY=")
    assert len(secret) > 70
    assert secret != (second / ".env").read_text()
    assert not list(first.rglob("*-tpl"))


def test_the_settings_of_a_site_have_at_most_twenty_lines(tmp_path: Path) -> None:
    text = (start.write_site(tmp_path / "paper") / "paper" / "settings.py").read_text()
    assert len(text.splitlines()) <= 20
    assert "@" not in text
    assert "from dateline.conf.site import *" in text


def test_a_site_pins_the_dateline_that_wrote_it(tmp_path: Path) -> None:
    text = (start.write_site(tmp_path / "mypaper") / "pyproject.toml").read_text()
    assert 'name = "mypaper"' in text
    assert "dateline==0.1.*" in text


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mypaper").mkdir()
    (tmp_path / "mypaper" / "notes.txt").write_text("keep me")
    assert main(["start", str(tmp_path / "mypaper")]) == 1
    told = capsys.readouterr().err
    assert "is not empty" in told
    assert told.count("\n") == 1
    assert [p.name for p in (tmp_path / "mypaper").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["My Paper", "9lives", "a/../B", "päper", "-x", "a" * 100])
def test_a_bad_name_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"cannot name a site.* 63 at most"):
        start.write_site(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mypaper").write_text("")
    with pytest.raises(Refused, match="is a file"):
        start.write_site(tmp_path / "mypaper")


def test_a_disk_that_fills_up_leaves_no_half_of_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(start, "_write_private", full)
    assert main(["start", str(tmp_path / "mypaper")]) == 1
    told = capsys.readouterr().err
    assert "no space left to write" in told
    assert told.count("\n") == 1
    assert not (tmp_path / "mypaper").exists()


def test_a_disk_that_fills_up_unnamed_is_named_and_a_folder_that_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(start, "_write_private", full)
    (tmp_path / "mypaper").mkdir()
    assert main(["start", str(tmp_path / "mypaper")]) == 1
    assert f"no space left to write {tmp_path / 'mypaper'}:" in capsys.readouterr().err
    assert not list((tmp_path / "mypaper").iterdir())
    assert main(["start", str(tmp_path / "new" / "mypaper")]) == 1
    assert not (tmp_path / "new").exists()


def test_the_folder_that_a_service_may_write_to_is_there_from_the_start(tmp_path: Path) -> None:
    folder = start.write_site(tmp_path / "paper")
    assert (folder / "var").stat().st_mode & 0o777 == 0o700


def test_a_really_full_disk_gives_one_line(tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dateline.cli", "start", str(disk / "mypaper")],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": "src"},
        )
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert done.returncode == 1
    assert "no space left to write" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_without_write_permission_gives_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Root may write anywhere, so the refusal of the system is played here.
    def forbidden(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", forbidden)
    assert main(["start", str(tmp_path / "mypaper")]) == 1
    told = capsys.readouterr().err
    assert "no permission to write or read" in told
    assert str(tmp_path / "mypaper") in told
    assert told.count("\n") == 1
