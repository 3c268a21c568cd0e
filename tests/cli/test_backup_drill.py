"""The drill: a paper is backed up, lost, and brought back, and is the same paper."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import close_old_connections, connection, transaction

from dateline.cli import dumps, site
from dateline.press.models import Signpost
from dateline.readership.counting import Batch
from dateline.readership.store import Store
from tests.cli.sites import contents, dateline, empty_database, make_site
from tests.press.presses import forget_plates

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ground")]

ENOUGH = 40


@pytest.fixture
def paper(tmp_path: Path, write: Callable[..., Any]) -> Path:
    """A site with a story, a picture's file and a template of its own."""
    write("Ferry sails again after four-day strike")
    folder = make_site(tmp_path / "paper-one")
    picture = folder / "var" / "media" / "original_images" / "ferry.avif"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(bytes(range(256)) * 40)
    own = folder / "templates" / "dateline" / "stories"
    own.mkdir(parents=True)
    (own / "story.html").write_text("{# ours #}")
    return folder


@pytest.fixture
def elsewhere(outside: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of the machine on which the paper is restored."""
    if connection.vendor != "postgresql":
        yield outside
        return
    with empty_database() as address:
        yield {**outside, "DATELINE_DATABASE_URL": address}


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "sqlite3" not in path.name and "__pycache__" not in path.parts
    }


def test_a_paper_comes_back_as_it_was(
    paper: Path,
    tmp_path: Path,
    command: list[str],
    outside: dict[str, str],
    elsewhere: dict[str, str],
) -> None:
    backup, fresh = tmp_path / "backup.tar.gz", tmp_path / "fresh"
    uid = "11111111-1111-4111-8111-111111111111"
    with closing(Store(paper / "var" / "reads.db")) as reads:
        reads.hand_over(Batch("here", 1, ((uid, 1_790_000_000, 7),)), 1_790_000_060)
        done = dateline(command, outside, "backup", backup, "--site", paper)
    assert done.returncode == 0, done.stderr
    assert "keep it where only you can read" in done.stdout

    done = dateline(command, elsewhere, "restore", backup, "--site", fresh)
    assert done.returncode == 0, done.stderr
    before, after = contents(command, outside, paper), contents(command, elsewhere, fresh)
    assert len(before) > 100
    assert after == before
    found, wanted = _files(fresh), _files(paper)
    if connection.vendor == "postgresql":  # the drill's own database is named now
        assert f"={elsewhere['DATELINE_DATABASE_URL']}\n" in found.pop(".env").decode()
        assert b"DATELINE_SECRET_KEY" in wanted.pop(".env")
        assert contents(command, outside, fresh) == before
    with closing(Store(fresh / "var" / "reads.db")) as reads:
        assert reads.total(uid) == 7
    for files in (found, wanted):
        files.pop("var/reads.db")  # pages of a database may lie otherwise in a copy
    assert found == wanted
    assert (fresh / ".env").stat().st_mode & 0o777 == 0o600
    assert (fresh / "var").stat().st_mode & 0o777 == 0o700

    # A second time, over the paper that is now there: refused, then done with --force.
    done = dateline(command, elsewhere, "restore", backup, "--site", fresh)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    (fresh / "templates" / "late.html").write_text("written after the backup")
    done = dateline(command, elsewhere, "restore", backup, "--site", fresh, "--force")
    assert done.returncode == 0, done.stderr
    assert not (fresh / "templates" / "late.html").exists()
    (kept,) = fresh.glob(".replaced-*")
    assert (kept / "templates" / "late.html").read_text() == "written after the backup"
    assert contents(command, elsewhere, fresh) == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
@pytest.mark.postgres
def test_what_is_printed_is_in_no_backup_and_survives_no_restore(
    paper: Path,
    tmp_path: Path,
    command: list[str],
    outside: dict[str, str],
    elsewhere: dict[str, str],
) -> None:
    backup, fresh = tmp_path / "backup.tar.gz", tmp_path / "fresh"

    def run(environment: dict[str, str], *words: str | Path) -> str:
        done = dateline(command, environment, *words)
        return done.stdout + done.stderr

    assert "pages are printed" in run(outside, "press", "run", "--site", paper)
    run(outside, "backup", backup, "--site", paper)
    forget_plates()
    run(elsewhere, "restore", backup, "--site", fresh)
    assert "nothing was printed yet" in run(elsewhere, "press", "status", "--site", fresh)
    assert "pages are printed" in run(elsewhere, "press", "run", "--site", fresh)
    run(elsewhere, "restore", backup, "--site", fresh, "--force")
    assert "nothing was printed yet" in run(elsewhere, "press", "status", "--site", fresh)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
@pytest.mark.postgres
def test_a_database_that_refuses_the_backup_leaves_the_paper_as_it_was(
    paper: Path,
    tmp_path: Path,
    command: list[str],
    outside: dict[str, str],
    elsewhere: dict[str, str],
) -> None:
    backup, fresh = tmp_path / "backup.tar.gz", tmp_path / "fresh"
    assert dateline(command, outside, "backup", backup, "--site", paper).returncode == 0
    assert dateline(command, elsewhere, "restore", backup, "--site", fresh).returncode == 0
    (fresh / "templates" / "late.html").write_text("written after the backup")
    with psycopg.connect(elsewhere["DATELINE_DATABASE_URL"]) as database:
        # Somebody's own view keeps a table from being replaced.
        database.execute("CREATE VIEW people AS SELECT username FROM dateline_accounts_user")
    before = _files(fresh), contents(command, elsewhere, fresh)
    done = dateline(command, elsewhere, "restore", backup, "--site", fresh, "--force")
    assert done.returncode == 1
    assert "pg_restore failed" in done.stderr
    after = _files(fresh)
    after.pop("var/run/serve.lock")  # held meanwhile
    assert (after, contents(command, elsewhere, fresh)) == before
    assert not list(fresh.glob(".re*"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
@pytest.mark.postgres
def test_a_database_that_another_folder_serves_is_never_replaced(
    paper: Path,
    tmp_path: Path,
    command: list[str],
    outside: dict[str, str],
    elsewhere: dict[str, str],
) -> None:
    backup, fresh = tmp_path / "backup.tar.gz", tmp_path / "fresh"
    assert dateline(command, outside, "backup", backup, "--site", paper).returncode == 0
    assert dateline(command, elsewhere, "restore", backup, "--site", fresh).returncode == 0
    with psycopg.connect(elsewhere["DATELINE_DATABASE_URL"]) as database:
        database.execute(
            "INSERT INTO dateline_cli_heartbeat (worker, since, at) VALUES ('far', now(), now())"
        )
    other = tmp_path / "other"
    done = dateline(command, elsewhere, "restore", backup, "--site", other, "--force")
    assert done.returncode == 1
    assert "is being served: stop that paper first" in done.stderr
    assert done.stderr.count("\n") == 1
    with psycopg.connect(elsewhere["DATELINE_DATABASE_URL"]) as database:
        database.execute("UPDATE dateline_cli_heartbeat SET at = now() - interval '1 minute'")
    done = dateline(command, elsewhere, "restore", backup, "--site", other, "--force")
    assert done.returncode == 0, done.stderr


def test_a_damaged_backup_changes_nothing(
    paper: Path, tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    backup = tmp_path / "backup.tar"
    assert dateline(command, outside, "backup", backup, "--site", paper).returncode == 0
    data = bytearray(backup.read_bytes())
    data[len(data) // 3] ^= 1
    backup.write_bytes(bytes(data))
    before = _files(paper)
    done = dateline(command, outside, "restore", backup, "--site", paper, "--force")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert done.stderr.count("\n") == 1
    after = _files(paper)
    after.pop("var/run/serve.lock")  # held meanwhile, so that nobody serves the paper
    assert after == before
    assert not list(paper.glob(".re*"))


def test_a_paper_that_is_being_served_is_not_replaced(
    paper: Path, tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    backup = tmp_path / "backup.tar.gz"
    with site.held(paper):
        assert dateline(command, outside, "backup", backup, "--site", paper).returncode == 0
        done = dateline(command, outside, "restore", backup, "--site", paper, "--force")
    assert done.returncode == 1
    assert "is being served by process" in done.stderr


def test_a_backup_into_a_folder_that_is_not_there_gives_one_line(
    paper: Path, tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    done = dateline(command, outside, "backup", tmp_path / "no" / "b.tar.gz", "--site", paper)
    assert done.returncode == 1
    assert done.stderr == f"dateline: {tmp_path / 'no'} is not there: make that folder first\n"


def test_a_copy_taken_while_somebody_writes_is_of_one_moment(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("pg_dump reads one snapshot; nothing of ours to test")
    stop = threading.Event()
    written: list[int] = []

    def write_pairs() -> None:
        while not stop.is_set():
            number = len(written)
            with transaction.atomic():
                Signpost.objects.create(path=f"/left/{number}/")
                Signpost.objects.create(path=f"/right/{number}/")
            written.append(number)
        close_old_connections()
        connection.close()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    copies = []
    try:
        while len(written) < ENOUGH or len(copies) < 3:
            folder = tmp_path / str(len(copies))
            folder.mkdir()
            copies.append(dumps.dump(folder))
    finally:
        stop.set()
        writer.join()
    for copy in copies:
        with contextlib.closing(sqlite3.connect(copy)) as database:
            count = "SELECT count(*) FROM dateline_press_signpost WHERE path LIKE ?"
            left = database.execute(count, ["/left/%"]).fetchone()
            assert database.execute(count, ["/right/%"]).fetchone() == left
