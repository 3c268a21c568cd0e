"""Plates in PostgreSQL reach the file that readers are handed out, a commit at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections

from dateline.press import database, following, forms
from dateline.press.database import DatabaseTables
from dateline.press.following import Follower
from dateline.press.store import Filling, Store, in_file
from dateline.press.storing import Change, Writer
from dateline.press.tables import SCHEMA, FileTables
from tests.press.presses import printing_into_the_database
from tests.press.test_store import AT, plate, put, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def store() -> Iterator[Writer]:
    """The press's store in the database."""
    with printing_into_the_database() as store:
        yield store


@pytest.fixture
def follower(store: Writer, tmp_path: Path) -> Iterator[Follower]:
    with (
        closing(DatabaseTables()) as press,
        closing(FileTables(tmp_path / "plates.db", write=True)) as file,
    ):
        yield Follower(press, file)


@pytest.fixture
def readers(follower: Follower, tmp_path: Path) -> Iterator[Store]:
    """The file that readers are handed out."""
    with closing(in_file(tmp_path / "plates.db")) as file:
        yield file


def same(store: Store, readers: Store) -> bool:
    there, here = store.paths(), readers.paths()
    plates = [(store.find(path), readers.find(path)) for path in there]
    return (
        there == here
        and all(one == other for one, other in plates)
        and store.files() == readers.files()
        and store.edition == readers.edition
    )


def test_what_is_printed_comes_to_readers(
    store: Writer, follower: Follower, readers: Store
) -> None:
    later = (Filling(AT, AT + 60, b"Monday"),)
    put(store, [plate("/"), plate("/a/")], later=["/b/"], holes={"today": later},
        files={"story": ["a.jpg", "b.jpg"]})  # fmt: skip
    assert follower.turn() == 3
    assert same(store, readers)
    assert readers.filling("today", AT) == b"Monday"
    assert readers.files() == ["a.jpg", "b.jpg"]
    assert follower.turn() == 0


def test_every_change_comes_and_only_what_changed(
    store: Writer, follower: Follower, readers: Store
) -> None:
    put(store, [plate("/"), plate("/a/"), plate("/b/")], files={"story": ["a.jpg"]})
    follower.turn()
    put(store, [plate("/", b"new")], removed=["/b/"], files={"story": []})
    assert follower.turn() == 2
    assert same(store, readers)
    assert text(readers, "/") == b"new"
    assert readers.files() == []
    store.spoil(["/c/"], AT)
    assert follower.turn() == 1
    front = store.find("/")
    assert front is not None
    assert front.forms is not None
    assert store.squeeze(front, forms.squeezed(front.forms), forms.IDLE)
    assert follower.turn() == 1
    assert same(store, readers)


def test_readers_see_a_publication_whole_or_not_at_all(
    store: Writer, follower: Follower, readers: Store, tmp_path: Path
) -> None:
    paths = ["/", *(f"/a/{number}/" for number in range(20))]
    put(store, [plate(path, b"0") for path in paths])
    follower.turn()
    seen, done = set[frozenset[bytes]](), threading.Event()

    def look() -> None:
        with closing(in_file(tmp_path / "plates.db")) as file:
            while not done.is_set():
                with file.instant():
                    seen.add(frozenset(text(file, path) for path in paths))

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(1, 16):
        put(store, [plate(path, str(number).encode()) for path in paths])
        follower.turn()
    done.set()
    looking.join()
    assert len(seen) > 1
    assert {len(found) for found in seen} == {1}


@pytest.mark.parametrize("gone", ["the file", "the changes", "the store"])
def test_one_that_lost_its_place_compares_all(
    gone: str, store: Writer, follower: Follower, readers: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, [plate("/"), plate("/a/"), plate("/b/")], files={"story": ["a.jpg"]})
    follower.turn()
    if gone == "the file":
        follower.file.execute("DELETE FROM notes")
    if gone == "the store":  # as after a restore: the same paths and editions, other words
        store._db.execute("DELETE FROM plates")
        store._db.execute("UPDATE notes SET said = 'another' WHERE name = 'store'")
        store._db.execute("UPDATE notes SET said = '0' WHERE name = 'edition'")
        put(store, [plate("/", b"other"), plate("/a/", b"other")])
    if gone == "the changes":
        monkeypatch.setattr(database, "KEPT", 1)
    put(store, [plate("/c/"), plate("/d/")], removed=["/b/"], files={"story": ["b.jpg"]})
    assert follower.turn() > 2
    assert same(store, readers)


def test_stories_come_before_the_lists_that_name_them(
    store: Writer, follower: Follower, readers: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 2)
    put(store, [plate("/"), plate("/city/"), plate("/city/2026/11/27/a/"), plate("/b/c/d/e/f/")])
    brought: list[list[str]] = []
    bring = follower._bring
    monkeypatch.setattr(
        follower, "_bring", lambda paths: (brought.append(list(paths)), bring(paths))
    )
    follower.turn()
    assert brought == [["/b/c/d/e/f/", "/city/2026/11/27/a/"], ["/city/", "/"]]
    assert same(store, readers)


def test_a_follower_that_dies_between_two_portions_comes_to_the_same(
    store: Writer, follower: Follower, readers: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, [plate(f"/{number}/") for number in range(7)])
    monkeypatch.setattr(following, "AT_ONCE", 2)
    bring = follower._bring
    monkeypatch.setattr(follower, "_bring", lambda paths: bring(paths) if "/0/" in paths else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        follower.turn()
    assert readers.paths() == ["/0/", "/1/"]
    monkeypatch.setattr(follower, "_bring", bring)
    assert follower.turn() == 5
    assert same(store, readers)


def test_a_role_that_may_read_the_plates_and_nothing_else_can_follow(
    store: Writer, follower: Follower, readers: Store
) -> None:
    put(store, [plate("/")])
    press = follower.press
    assert isinstance(press, DatabaseTables)
    name = connection.settings_dict["NAME"]
    role = f"follower_of_{name}"
    for statement in (
        f"CREATE ROLE {role}",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {role}",
    ):
        store._db.execute(statement)
    try:
        press.execute(f"SET ROLE {role}")
        assert follower.turn() == 1
        assert same(store, readers)
        for refused in (
            "SELECT * FROM public.dateline_stories_story",
            "SELECT * FROM public.dateline_accounts_user",
            "DELETE FROM plates",
        ):
            with pytest.raises(DatabaseError, match="permission denied"):
                press.execute(refused)
    finally:
        press.execute("RESET ROLE")
        store._db.execute(f"DROP OWNED BY {role}")
        store._db.execute(f"DROP ROLE {role}")


def test_there_is_nothing_to_follow_before_the_press_began() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the press prints into a file of its own, which nobody follows")
    with pytest.raises(FileNotFoundError):
        DatabaseTables()
    assert "plates" not in connections


def test_two_presses_on_two_machines_print_nothing_old_over_anything_new(store: Writer) -> None:
    with closing(DatabaseTables(write=True)) as tables:
        other = Writer(tables)
        early, late = store.take_ticket(), other.take_ticket()
        other.commit(late, Change(AT, [plate("/a/", b"new")]))
        with pytest.raises(Exception, match="comes after"):
            store.commit(early, Change(AT, [replace(plate("/a/", b"old"))]))
        assert text(store, "/a/") == b"new"


def test_commits_come_one_after_the_other_so_that_no_change_is_overlooked(
    store: Writer, follower: Follower, readers: Store
) -> None:
    # Without the lock the other press could commit a higher number first, and the lower one would
    # come behind the back of a follower that has gone on.
    def print_beside() -> None:
        with closing(DatabaseTables(write=True)) as tables:
            put(Writer(tables), [plate("/b/")])

    at_work = threading.Thread(target=print_beside)
    with store._db.writing():
        store._place(plate("/a/"), 1)
        at_work.start()
        at_work.join(1)
        assert at_work.is_alive()
        assert follower.turn() == 0
    at_work.join(10)
    assert not at_work.is_alive()
    assert follower.turn() == 2
    assert same(store, readers)
