"""Restoring: what is in the way stays whole, whatever happens."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from dateline.cli import archive, dumps, restore
from dateline.cli.errors import Refused
from dateline.cli.main import main
from dateline.cli.start import write_site


def _backup(tmp_path: Path, env: dict[str, str] | None = None, **about: Any) -> Path:
    """Write a small backup by hand: a site and a database of one table."""
    folder = write_site(tmp_path / "origin", env)
    database = tmp_path / "newsroom.sqlite3"
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE story (headline)")
        connection.execute("INSERT INTO story VALUES ('Ferry sails again')")
        connection.commit()
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    members = [(f"site/{path.relative_to(folder)}", path) for path in files]
    told = {
        "made_at": "2026-11-22T10:00:00+00:00",
        "versions": {"dateline": "0.1.0"},
        "database": {"vendor": "sqlite", "member": "database/n", "place": "var/n.sqlite3"},
        "media": "var/media",
    }
    target = tmp_path / "backup.tar.gz"
    archive.write(target, [*members, ("database/n", database)], {**told, **about})
    return target


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_backup_of_a_later_dateline_is_refused(tmp_path: Path) -> None:
    backup = _backup(tmp_path, versions={"dateline": "9.0.0"})
    with pytest.raises(Refused, match=r"made by Dateline 9\.0\.0, this is"):
        restore.stage(backup, tmp_path / "work")


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"versions": {}}, "no version"),
        ({"made_at": None}, "no made_at"),
        ({"database": {"vendor": "oracle"}}, "of no kind"),
        ({"database": {"vendor": "sqlite", "member": "database/other"}}, "is not in it"),
        (
            {"database": {"vendor": "sqlite", "member": "database/n", "place": 7}},
            "database has no place",
        ),
        ({"media": 7}, "no place for media"),
    ],
)
def test_a_sealed_backup_that_lacks_something_is_refused_and_leaves_no_folder(
    about: dict[str, Any], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = _backup(tmp_path, **about)
    assert main(["restore", str(backup), "--site", str(tmp_path / "new" / "paper")]) == 1
    told = capsys.readouterr().err
    assert words in told
    assert "nothing was changed" in told
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("place", ["/etc/n.sqlite3", "../n.sqlite3", "paper/settings.py"])
def test_a_backup_whose_manifest_names_a_place_elsewhere_is_refused(
    tmp_path: Path, place: str
) -> None:
    database = {"vendor": "sqlite", "member": "database/n", "place": place}
    with pytest.raises(Refused, match="would write"):
        restore.stage(_backup(tmp_path, database=database), tmp_path / "work")


def test_a_database_that_is_not_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite3"
    path.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    with pytest.raises(Refused, match="not sound"):
        dumps.check_sqlite(path)


def test_a_row_that_hangs_loose_is_found(tmp_path: Path) -> None:
    path = tmp_path / "n.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE section (id INTEGER PRIMARY KEY)")
        database.execute("CREATE TABLE story (section REFERENCES section (id))")
        database.execute("INSERT INTO story VALUES (7)")
        database.commit()
    with pytest.raises(Refused, match="a row of story hangs loose"):
        dumps.check_sqlite(path)


def test_a_fault_while_files_are_put_in_place_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = _backup(tmp_path)
    folder = write_site(tmp_path / "paper")
    before = _tree(folder)
    rename = Path.rename

    def fails_at_the_static_files(self: Path, target: Path) -> Path:
        if self.name == "static" and target.parent == folder:
            monkeypatch.setattr(Path, "rename", rename)
            raise OSError(28, "No space left on device", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails_at_the_static_files)
    assert main(["restore", str(backup), "--site", str(folder), "--force"]) == 1
    assert "no space left" in capsys.readouterr().err
    after = _tree(folder)
    after.pop("var/run/serve.lock")
    assert after == before


def test_the_settings_of_a_restored_paper_name_what_was_restored_into(tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    folder.mkdir()
    env = folder / ".env"
    env.write_text("DATELINE_SECRET_KEY=k\nDATELINE_DATABASE_URL=postgres://real/paper\n")
    assert restore.name_database(folder, "postgres://drill/paper")
    assert env.read_text() == (
        "DATELINE_SECRET_KEY=k\nDATELINE_DATABASE_URL=postgres://drill/paper\n"
    )
    assert not restore.name_database(folder, "postgres://drill/paper")
    assert not restore.name_database(folder, "")


def test_a_drill_does_not_serve_the_sqlite_file_of_the_paper_it_was_made_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{tmp_path / 'origin' / 'var' / 'n.sqlite3'}"
    backup = _backup(tmp_path, env={"DATELINE_DATABASE_URL": address})
    folder = tmp_path / "drill"
    assert main(["restore", str(backup), "--site", str(folder)]) == 0
    assert "names another database than before" in capsys.readouterr().out
    told = (folder / ".env").read_text()
    assert f"DATELINE_DATABASE_URL=sqlite:///{folder / 'var' / 'n.sqlite3'}\n" in told
    assert address not in told


POSTGRES = {"vendor": "postgresql", "member": "database/n"}


def test_a_database_that_cannot_be_loaded_puts_all_files_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = _backup(tmp_path, database=POSTGRES)
    folder = write_site(tmp_path / "paper")
    (folder / "diary.txt").write_text("mine")
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "own.html").write_text("mine")
    before = _tree(folder)

    def fails(source: Path, settings: dict[str, Any]) -> None:
        assert source.is_file()
        assert not (folder / "templates" / "own.html").exists()  # the files are there already
        raise Refused("pg_restore failed: no reason given")

    monkeypatch.setattr(restore, "_empty_postgres", lambda *_: {})
    monkeypatch.setattr(dumps, "load_postgres", fails)
    assert main(["restore", str(backup), "--site", str(folder), "--force"]) == 1
    assert "pg_restore failed" in capsys.readouterr().err
    after = _tree(folder)
    after.pop("var/run/serve.lock")
    assert after == before
    assert not list(folder.glob(".re*"))


def test_a_fault_while_files_are_put_in_place_leaves_the_database_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = _backup(tmp_path, database=POSTGRES)
    folder = write_site(tmp_path / "paper")
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self.name == "static" and target.parent == folder:
            monkeypatch.setattr(Path, "rename", rename)
            raise OSError(28, "No space left on device", str(target))
        return rename(self, target)

    def never(*_: Any) -> None:
        pytest.fail("the database was loaded")

    monkeypatch.setattr(restore, "_empty_postgres", lambda *_: {})
    monkeypatch.setattr(dumps, "load_postgres", never)
    monkeypatch.setattr(Path, "rename", fails)
    assert main(["restore", str(backup), "--site", str(folder), "--force"]) == 1


def test_a_folder_that_is_no_empty_one_needs_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = _backup(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("x")
    assert main(["restore", str(backup), "--site", str(tmp_path / "mine")]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert main(["restore", str(backup), "--site", str(tmp_path / "mine"), "--force"]) == 0
    assert (tmp_path / "mine" / "diary.txt").read_text() == "x"
    assert (tmp_path / "mine" / "var" / "n.sqlite3").is_file()
