"""A file of reads, and a moment: Monday, 22 June 2026, 00:30 in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.readership.store import Store
from tests.readership.reading import Desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the reads lie."""
    return tmp_path / "reads.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The reads, open."""
    store = Store(path)
    yield store
    store.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    """Readers with a counter and a store."""
    return Desk(store)
