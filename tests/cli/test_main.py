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
from django.db import OperationalError

from dateline.cli import commands, doctor, start
from dateline.cli.errors import Refused, explain
from dateline.cli.main import main
from dateline.conf.options import BadOption


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
