"""The static files of readers' pages have a release in their address."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from dateline.press import release as look
from dateline.press import statics


@pytest.fixture
def house(settings: Any, tmp_path: Path) -> Any:
    """A site's own static files, and where releases are made: ``house("paper.css", "…")``."""
    own = tmp_path / "own"
    (own / "house").mkdir(parents=True)
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "static", [own]
    finders.get_finder.cache_clear()
    statics._current.cache_clear()
    statics._is_inside.cache_clear()
    yield lambda name, text: (own / "house" / name).write_text(text)
    finders.get_finder.cache_clear()
    statics._current.cache_clear()


def test_what_readers_pages_name_is_in_a_release_and_what_the_newsroom_needs_is_not(
    house: Any, tmp_path: Path
) -> None:
    house("paper.css", "p { color: red }")
    made = statics.release()
    folder = tmp_path / "static" / made
    assert (folder / "house" / "paper.css").read_text() == "p { color: red }"
    assert (folder / "dateline" / "paper.css").is_file()
    assert (folder / "dateline" / "fonts" / "newsreader-text-core.woff2").is_file()
    for name in ("wagtailadmin", "dateline/newsroom", "dateline/accounts", "account"):
        assert not (folder / name).exists()
    assert statics.current() == made
    assert staticfiles_storage.url("house/paper.css") == f"/static/{made}/house/paper.css"
    assert staticfiles_storage.url("dateline/newsroom/newsroom.css").startswith("/static/dateline/")


def test_without_a_release_addresses_are_as_they_were(house: Any) -> None:
    assert statics.current() == ""
    assert staticfiles_storage.url("dateline/paper.css") == "/static/dateline/paper.css"


def test_the_same_files_are_the_same_release_and_others_another_look(
    house: Any, tmp_path: Path
) -> None:
    house("paper.css", "p { color: red }")
    first = statics.release()
    look.fingerprint.cache_clear()
    before = look.fingerprint()
    assert statics.release() == first
    house("paper.css", "p { color: blue }")
    second = statics.release()
    look.fingerprint.cache_clear()
    assert second != first
    assert look.fingerprint() != before
    look.fingerprint.cache_clear()
    # What an older page names is still there.
    assert (tmp_path / "static" / first / "house" / "paper.css").read_text() == "p { color: red }"


def test_a_release_that_nothing_names_any_more_is_let_go(house: Any, tmp_path: Path) -> None:
    house("paper.css", "1")
    first = statics.release()
    house("paper.css", "2")
    second = statics.release()
    house("paper.css", "3")
    third = statics.release()
    old = time.time() - statics.KEPT - 60
    for name in (first, third):
        os.utime(tmp_path / "static" / name, (old, old))
    (tmp_path / "static" / "collected").mkdir()
    os.utime(tmp_path / "static" / "collected", (old, old))
    statics.release()
    there = {path.name for path in (tmp_path / "static").iterdir()}
    assert there == {second, third, "current", "collected"}


def test_a_release_that_was_cut_short_is_made_again(
    house: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    house("paper.css", "1")
    with monkeypatch.context() as broken:
        broken.setattr(statics.shutil, "copyfile", full)
        with pytest.raises(OSError, match="No space"):
            statics.release()
    assert statics.current() == ""
    made = statics.release()
    assert (tmp_path / "static" / made / "house" / "paper.css").is_file()
