"""The plate store: one commit a publication, nothing old over anything new, nothing half."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.press import forms
from dateline.press.store import Filling, Overtaken, Plate, Store, opened

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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "plates.db", writing=True) as store:
        yield store


def text(store: Store, path: str) -> bytes:
    found = store.find(path)
    assert found is not None
    assert found.forms is not None
    return found.forms.segments()[0]


def test_a_plate_is_read_as_it_was_put(store: Store) -> None:
    made = plate("/city/a/")
    edition = store.commit(store.take_ticket(), [made])
    found = store.find("/city/a/")
    assert found == replace(made, edition=edition, keys=frozenset())
    assert store.keys_of("/city/a/") == made.keys
    assert found.counted() == found.digest
    assert store.find("/city/b/") is None


def test_what_is_altered_in_the_file_shows(store: Store) -> None:
    store.commit(store.take_ticket(), [plate("/a/")])
    packed, pieces = forms.pack(forms.make((b"<p>Something else.</p>", b"</html>"), (32,)))
    store._db.execute("UPDATE plates SET runs = ?, brotli = ?", (packed, pieces))
    found = store.find("/a/")
    assert found is not None
    assert found.counted() != found.digest


def test_a_publication_is_seen_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    store.commit(store.take_ticket(), [plate(path, b"old") for path in ("/", "/a/")])
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
        store.commit(store.take_ticket(), [plate(path, said) for path in ("/", "/a/")])
    done.set()
    looking.join()
    assert len(seen) > 1
    assert [front for front, story in seen if front != story] == []


def test_a_commit_that_fails_leaves_all_as_it_was(store: Store) -> None:
    store.commit(store.take_ticket(), [plate("/a/", b"old")])
    edition = store.edition
    broken = replace(plate("/b/"), state="nowhere")
    with pytest.raises(Exception, match="CHECK"):
        store.commit(store.take_ticket(), [plate("/a/", b"new"), broken], ["/c/"])
    assert text(store, "/a/") == b"old"
    assert store.edition == edition


def test_a_press_that_slept_prints_nothing_over_a_later_one(store: Store) -> None:
    early, late = store.take_ticket(), store.take_ticket()
    store.commit(late, [plate("/a/", b"new")])
    with pytest.raises(Overtaken):
        store.commit(early, [plate("/a/", b"old"), plate("/b/")])
    assert text(store, "/a/") == b"new"
    assert store.find("/b/") is None
    store.commit(store.take_ticket(), [plate("/a/", b"newest")])
    assert text(store, "/a/") == b"newest"


def test_pages_are_found_by_what_they_were_made_from(store: Store) -> None:
    plates = [
        plate("/", keys=frozenset({"home/latest", "story:1"})),
        plate("/a/", keys=frozenset({"story:1"})),
        plate("/b/", keys=frozenset({"story:2"})),
    ]
    store.commit(store.take_ticket(), plates)
    assert store.made_from({"story:1"}) == {"/", "/a/"}
    assert store.made_from({"story:1", "story:2"}) == {"/", "/a/", "/b/"}
    assert store.made_from({"story:3"}) == set()
    store.commit(store.take_ticket(), [plate("/a/", keys=frozenset({"story:2"}))], ["/b/"])
    assert store.made_from({"story:2"}) == {"/a/"}


def test_a_page_that_cannot_be_made_keeps_what_stands_there(store: Store) -> None:
    store.commit(store.take_ticket(), [plate("/a/", b"old")])
    store.note_faults([("/a/", "no template", AT + 5), ("/new/", "no template", AT + 5)])
    store.note_faults([("/a/", "still none", AT + 10)])
    assert text(store, "/a/") == b"old"
    assert store.faults() == [("/a/", "still none", 2), ("/new/", "no template", 1)]
    new = store.find("/new/")
    assert new is not None
    assert new.state == "stub"
    assert store.due(AT) == []
    assert store.due(AT + 10) == ["/new/", "/a/"]
    store.commit(store.take_ticket(), [plate("/a/", b"new"), plate("/new/")])
    assert store.faults() == []


def test_pages_are_due_by_the_clock(store: Store) -> None:
    store.commit(store.take_ticket(), [plate("/", reprint_at=AT + 60), plate("/a/")])
    assert store.next_due() == AT + 60
    assert (store.due(AT), store.due(AT + 60)) == ([], ["/"])
    store.spoil(["/a/", "/stub/"], AT + 1)
    store.spoil(["/"], AT + 90)
    assert store.due(AT + 60) == ["/a/", "/stub/", "/"]
    assert store.counts() == {"plate": 2, "stub": 1, "fault": 0}


def test_holes_are_filled_by_the_clock(store: Store) -> None:
    days = [Filling(AT, AT + 10, b"Monday"), Filling(AT + 10, AT + 20, b"Tuesday")]
    assert store.fill("today", days)
    assert not store.fill("today", days)
    said = [store.filling("today", AT + after) for after in (-1, 0, 9.9, 10, 20)]
    assert said == [b"", b"Monday", b"Monday", b"Tuesday", b""]
    assert store.filling("weather", AT) == b""
    assert store.fill("today", [])
    assert store.filling("today", AT) == b""


def test_squeezing_never_replaces_a_newer_page(store: Store) -> None:
    store.commit(store.take_ticket(), [plate("/a/", b"old")])
    assert store.rough(9) == ["/a/"]
    old = store.find("/a/")
    assert old is not None
    assert old.forms is not None
    better = forms.squeezed(old.forms)
    store.commit(store.take_ticket(), [plate("/a/", b"new")])
    assert not store.squeeze(old, better, forms.IDLE)
    assert text(store, "/a/") == b"new"
    new = store.find("/a/")
    assert new is not None
    assert new.forms is not None
    assert store.squeeze(new, forms.squeezed(new.forms), forms.IDLE)
    assert store.rough(9) == []
    assert text(store, "/a/") == b"new"


def test_readers_see_that_something_changed_and_write_nothing(store: Store, tmp_path: Path) -> None:
    with opened(tmp_path / "plates.db") as reader:
        before = reader.version
        assert reader.version == before
        store.commit(store.take_ticket(), [plate("/a/")])
        assert reader.version != before
        with pytest.raises(Exception, match="readonly"):
            reader.take_ticket()


def test_a_reader_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Store(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_another_layout_is_made_anew(tmp_path: Path) -> None:
    with opened(tmp_path / "plates.db", writing=True) as store:
        store.commit(store.take_ticket(), [plate("/a/")])
        store._db.execute("PRAGMA user_version = 99")
    with opened(tmp_path / "plates.db", writing=True) as store:
        assert store.paths() == []
        store.commit(store.take_ticket(), [plate("/b/")])
    with opened(tmp_path / "plates.db", writing=True) as store:
        assert store.paths() == ["/b/"]
