"""The plate store: one commit a publication, nothing old over anything new, nothing half."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.press import forms, storing
from dateline.press.store import Filling, Plate, Store, in_file, opened
from dateline.press.storing import Change, Overtaken, Writer
from tests.press.presses import printing_into_the_database

AT = 1_782_000_000.0


def plate(path: str, text: bytes = b"<p>The ferry sails.</p>", **fields: object) -> Plate:
    made = forms.make((text, b"</html>"), (32,))
    keys = frozenset({"masthead", f"path:{path}"})
    bare = Plate(
        path, "plate", "story", 200, (("Content-Type", "text/html"),), holes=("today",), forms=made,
        quality=forms.SOON, printed_at=AT, keys=keys,
    )  # fmt: skip
    whole = replace(bare, **fields)  # type: ignore[arg-type]
    return replace(whole, digest=whole.counted())


def put(store: Writer, plates: list[Plate], **more: Any) -> int:
    store.commit(store.take_ticket(), Change(AT, plates, **more))
    return store.edition


@pytest.fixture
def in_a_file(tmp_path: Path) -> Iterator[Writer]:
    with storing.opened(tmp_path / "plates.db") as store:
        yield store


@pytest.fixture(params=["a file", pytest.param("the database", marks=pytest.mark.django_db)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Writer]:
    """The store in a file, and in PostgreSQL."""
    if request.param == "a file":
        yield request.getfixturevalue("in_a_file")
        return
    request.getfixturevalue("db")
    with printing_into_the_database() as store:
        yield store


def text(store: Store, path: str) -> bytes:
    found = store.find(path)
    assert found is not None
    assert found.forms is not None
    return found.forms.segments()[0]


def test_a_plate_is_read_as_it_was_put(store: Writer) -> None:
    made = plate("/city/a/")
    edition = put(store, [made])
    found = store.find("/city/a/")
    assert found == replace(made, edition=edition, keys=frozenset())
    assert store.keys_of("/city/a/") == made.keys
    assert found.counted() == found.digest
    assert store.find("/city/b/") is None


def test_what_is_altered_in_the_file_shows(store: Writer) -> None:
    put(store, [plate("/a/")])
    packed, pieces = forms.pack(forms.make((b"<p>Something else.</p>", b"</html>"), (32,)))
    store._db.execute("UPDATE plates SET runs = ?, brotli = ?", (packed, pieces))
    found = store.find("/a/")
    assert found is not None
    assert found.counted() != found.digest


def test_a_publication_is_seen_whole_or_not_at_all(in_a_file: Writer, tmp_path: Path) -> None:
    put(in_a_file, [plate(path, b"old") for path in ("/", "/a/")])
    seen, done = set[tuple[bytes, bytes]](), threading.Event()

    def look() -> None:
        with opened(tmp_path / "plates.db") as reader:
            while not done.is_set():
                reader._db.execute("BEGIN")
                seen.add((text(reader, "/"), text(reader, "/a/")))
                reader._db.execute("COMMIT")

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(30):
        said = str(number).encode()
        put(in_a_file, [plate(path, said) for path in ("/", "/a/")])
    done.set()
    looking.join()
    assert len(seen) > 1
    assert [front for front, story in seen if front != story] == []


def test_a_commit_that_fails_leaves_all_as_it_was(store: Writer) -> None:
    put(store, [plate("/a/", b"old")])
    edition = store.edition
    broken = replace(plate("/b/"), state="nowhere")
    with pytest.raises(Exception, match=r"(?i)check"):
        put(store, [plate("/a/", b"new"), broken], removed=["/c/"])
    assert text(store, "/a/") == b"old"
    assert store.edition == edition


def test_a_press_that_slept_prints_nothing_over_a_later_one(store: Writer) -> None:
    early, late = store.take_ticket(), store.take_ticket()
    store.commit(late, Change(AT, [plate("/a/", b"new")]))
    with pytest.raises(Overtaken):
        store.commit(early, Change(AT, [plate("/a/", b"old"), plate("/b/")]))
    assert text(store, "/a/") == b"new"
    assert store.find("/b/") is None
    put(store, [plate("/a/", b"newest")])
    assert text(store, "/a/") == b"newest"


def test_pages_are_found_by_what_they_were_made_from(store: Writer) -> None:
    plates = [
        plate("/", keys=frozenset({"home/latest", "story:1"})),
        plate("/a/", keys=frozenset({"story:1"})),
        plate("/b/", keys=frozenset({"story:2"})),
    ]
    put(store, plates)
    assert store.made_from({"story:1"}) == {"/", "/a/"}
    assert store.made_from({"story:1", "story:2"}) == {"/", "/a/", "/b/"}
    assert store.made_from({"story:3"}) == set()
    put(store, [plate("/a/", keys=frozenset({"story:2"}))], removed=["/b/"])
    assert store.made_from({"story:2"}) == {"/a/"}


def test_a_page_that_cannot_be_made_keeps_what_stands_there(store: Writer) -> None:
    put(store, [plate("/a/", b"old")])
    put(store, [], faults=[("/a/", "no template", AT + 5), ("/new/", "no template", AT + 5)])
    put(store, [], faults=[("/a/", "still none", AT + 10)])
    assert text(store, "/a/") == b"old"
    assert store.faults() == [("/a/", "still none", 2), ("/new/", "no template", 1)]
    new = store.find("/new/")
    assert new is not None
    assert new.state == "stub"
    assert store.due(AT) == []
    assert store.due(AT + 10) == ["/a/", "/new/"]
    put(store, [plate("/a/", b"new"), plate("/new/")])
    assert store.faults() == []


def test_pages_are_due_by_the_clock(store: Writer) -> None:
    put(store, [plate("/", reprint_at=AT + 60), plate("/a/")])
    assert store.next_due() == AT + 60
    assert (store.due(AT), store.due(AT + 60)) == ([], ["/"])
    store.spoil(["/a/", "/stub/"], AT + 1)
    store.spoil(["/"], AT + 90)
    assert store.counts(AT + 2) == {"plate": 2, "stub": 1, "due": 2, "fault": 0}
    assert store.due(AT + 60) == ["/", "/a/", "/stub/"]


def test_a_page_spoiled_after_it_was_read_stays_due(store: Writer) -> None:
    store.spoil(["/a/"], AT)
    store.spoil(["/b/"], AT + 1)
    put(store, [plate("/a/"), plate("/b/")])
    assert store.due(AT + 1) == ["/b/"]


def test_all_that_was_made_from_a_key_comes_due_and_the_newest_first(store: Writer) -> None:
    paths = [f"/a/2026/07/0{day}/x/" for day in (1, 3, 2)]
    put(store, [*map(plate, paths), plate("/b/", keys=frozenset({"other"}))])
    put(store, [], spoiled=["masthead"])
    assert store.due(AT) == sorted(paths, reverse=True)
    assert store.has_more("masthead", 2)
    assert not store.has_more("masthead", 3)


def test_a_plate_that_says_the_same_is_left_as_it_is(store: Writer) -> None:
    edition = put(store, [plate("/a/")])
    assert put(store, [plate("/a/", printed_at=AT + 5)]) == edition
    assert put(store, [plate("/a/", keys=frozenset({"more"}))]) == edition + 1
    assert put(store, [plate("/a/", b"new", keys=frozenset({"more"}))]) == edition + 2


def test_a_path_to_be_printed_later_exists_from_the_commit_on(store: Writer) -> None:
    put(store, [plate("/a/", b"old")], later=["/a/", "/new/"])
    states = [found.state for path in ("/a/", "/new/") if (found := store.find(path))]
    assert states == ["plate", "stub"]
    assert store.due(AT) == ["/a/", "/new/"]
    assert text(store, "/a/") == b"old"


def test_files_are_handed_out_as_long_as_somebody_releases_them(store: Writer) -> None:
    put(store, [], files={"1": ["a.jpg", "b.jpg"], "2": ["b.jpg"]})
    assert store.hands_out("b.jpg")
    put(store, [], files={"1": []})
    assert [store.hands_out(name) for name in ("a.jpg", "b.jpg")] == [False, True]


def test_holes_are_filled_by_the_clock(store: Writer) -> None:
    days = [Filling(AT, AT + 10, b"Monday"), Filling(AT + 10, AT + 20, b"Tuesday")]
    put(store, [], holes={"today": days})
    said = [store.filling("today", AT + after) for after in (-1, 0, 9.9, 10, 20)]
    assert said == [b"", b"Monday", b"Monday", b"Tuesday", b""]
    assert store.filling("weather", AT) == b""
    put(store, [], holes={"today": []})
    assert store.filling("today", AT) == b""


def test_squeezing_never_replaces_a_newer_page(store: Writer) -> None:
    put(store, [plate("/a/", b"old")])
    assert store.rough(9) == ["/a/"]
    old = store.find("/a/")
    assert old is not None
    assert old.forms is not None
    better = forms.squeezed(old.forms)
    put(store, [plate("/a/", b"new")])
    assert not store.squeeze(old, better, forms.IDLE)
    assert text(store, "/a/") == b"new"
    new = store.find("/a/")
    assert new is not None
    assert new.forms is not None
    assert store.squeeze(new, forms.squeezed(new.forms), forms.IDLE)
    assert store.rough(9) == []
    assert text(store, "/a/") == b"new"


def test_readers_see_that_something_changed_and_write_nothing(
    in_a_file: Writer, tmp_path: Path
) -> None:
    with opened(tmp_path / "plates.db") as reader:
        before = reader.version
        assert reader.version == before
        put(in_a_file, [plate("/a/")])
        assert reader.version != before
        with pytest.raises(Exception, match="readonly"):
            reader._db.execute("DELETE FROM plates")


def test_a_reader_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        in_file(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_another_layout_is_made_anew(tmp_path: Path) -> None:
    with storing.opened(tmp_path / "plates.db") as store:
        put(store, [plate("/a/")])
        store._db.execute("PRAGMA user_version = 99")
    with storing.opened(tmp_path / "plates.db") as store:
        assert store.paths() == []
        put(store, [plate("/b/")])
    with storing.opened(tmp_path / "plates.db") as store:
        assert store.paths() == ["/b/"]
