"""The press is tested with the readers' browser and paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from dateline.press import run, stores
from dateline.press.run import Press
from dateline.press.storing import opened
from tests.cast import Cast
from tests.press.presses import settle
from tests.readers.conftest import _files_of_its_own, publish, reader

__all__ = ["_files_of_its_own", "publish", "reader"]


@pytest.fixture
def press(
    cast: Cast, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Press]:
    """A press at work on a paper that is printed; the tests' own transaction is its snapshot."""
    settings.VAR = tmp_path
    monkeypatch.setattr(run, "snapshot", nullcontext)
    # A database of plates has a connection of its own, which the tests' transaction cannot undo.
    monkeypatch.setattr(stores, "in_database", lambda: False)
    with opened(tmp_path / "plates.db") as store:
        press = Press(store)
        press.begin()
        settle(press)
        yield press
