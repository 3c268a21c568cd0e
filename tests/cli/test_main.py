"""The command line as a whole: one line for what goes wrong, never a traceback."""

from __future__ import annotations

import argparse
import errno
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError

from dateline.cli import commands, doctor, start
from dateline.cli.errors import Refused, explain, writing
from dateline.cli.main import main
from dateline.conf.options import BadOption
from tests.cli.sites import dateline


def test_every_command_says_what_it_does() -> None:
    for command in commands.commands():
        assert command.HELP.endswith(".")
        assert command.__doc__
        command.add_arguments(argparse.ArgumentParser())
        assert callable(command.run)


def test_the_command_line_starts_without_django() -> None:
    code = "import sys, dateline.cli.main as m; m.parser(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_folder_that_is_no_site_gives_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["serve"], ["doctor"], ["backup", str(tmp_path / "b.tar.gz")]):
        assert main([*words, "--site", str(tmp_path)]) == 1
        told = capsys.readouterr().err
        assert "is no Dateline site" in told
        assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("the port is taken"), "the port is taken"),
        (OSError(errno.ENOSPC, "No space left on device", "/a/b"), "no space left to write /a/b"),
        (OSError(errno.EDQUOT, "Quota exceeded", "/a/b"), "no space left to write /a/b"),
        (OSError(errno.EACCES, "Permission denied", "/a/b"), "no permission to write or read /a/b"),
        (OSError(errno.EROFS, "Read-only file system"), "no permission to write or read /site"),
        (FileNotFoundError(errno.ENOENT, "No such file", "/a/b"), "/a/b: no such file"),
        (sqlite3.OperationalError("database or disk is full"), "cannot grow in /site"),
        (OperationalError("attempt to write a readonly database"), "cannot be written"),
        (OperationalError("no such table: x"), "has not been set up"),
        (OperationalError("connection refused\nIs it on?"), "does not answer: connection refused"),
        (ImproperlyConfigured("The SECRET_KEY setting must not be empty."), "no secret key"),
        (BadOption("no such option"), "no such option"),
    ],
)
def test_what_a_machine_does_is_told_in_one_line(error: Exception, words: str) -> None:
    line = explain(error, Path("/site"))
    assert line is not None
    assert words in line
    assert "\n" not in line


@pytest.mark.parametrize("kind", [sqlite3.DatabaseError, DatabaseError])
def test_a_damaged_database_is_no_fault_in_dateline(kind: type[Exception]) -> None:
    line = explain(kind("database disk image is malformed"), Path("/site"))
    assert line is not None
    assert "the database in /site is damaged" in line
    assert explain(kind("something of ours"), Path("/site")) is None


def test_a_full_disk_is_named_by_what_was_written_to_it() -> None:
    for error in (
        OSError(errno.ENOSPC, "No space left on device"),
        sqlite3.OperationalError("database or disk is full"),
    ):
        with pytest.raises(OSError, match="No space") as full, writing(Path("/backups/b.tar")):
            raise error
        assert "no space left to write /backups/b.tar:" in str(explain(full.value, Path("/site")))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("DATELINE = ", "SyntaxError in paper/settings.py, line 1: "),
        ("\nimport nothing_of_the_kind", "ModuleNotFoundError in paper/settings.py, line 2: "),
        (
            "from dateline.conf.site import *\nTIME_ZONE = 'Mars'",
            "ValueError: Incorrect timezone setting: Mars",
        ),
        (
            "from dateline.conf.site import *\nINSTALLED_APPS = ['no_such_app', *INSTALLED_APPS]",
            "ModuleNotFoundError: No module named 'no_such_app'",
        ),
    ],
)
def test_a_fault_in_the_sites_own_settings_is_located(
    settings: str, words: str, tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    folder = start.write_site(tmp_path / "mypaper")
    (folder / "paper" / "settings.py").write_text(settings)
    for call in (["serve"], ["manage"], ["backup", str(tmp_path / "b.tar")]):
        rest = ["check"] if call == ["manage"] else []
        done = dateline(command, outside, *call, "--site", folder, *rest)
        assert done.returncode == 1
        assert done.stderr.startswith(f"dateline: the settings cannot be loaded: {words}")
        assert done.stderr.count("\n") == 1
    own = [sys.executable, folder / "manage.py", "check"]
    by_itself = subprocess.run(own, env=outside, capture_output=True, text=True, check=False)
    assert by_itself.returncode == 1
    assert by_itself.stderr == done.stderr


def test_an_error_nobody_foresaw_is_noted_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = start.write_site(tmp_path / "mypaper")

    def broken(folder: Path) -> list[object]:
        raise ZeroDivisionError("twelve by none")

    monkeypatch.setattr(doctor, "examine", broken)
    assert main(["doctor", "--site", str(folder)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "ZeroDivisionError: twelve by none" in told
    (note,) = (folder / "var" / "log").iterdir()
    assert str(note) in told
    assert "Traceback" in note.read_text()


def test_an_interrupt_ends_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "write_site", interrupted)
    assert main(["start", str(tmp_path / "x")]) == 130
    assert capsys.readouterr().err == "dateline: stopped\n"
