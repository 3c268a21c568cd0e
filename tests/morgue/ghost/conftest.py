"""A place for invented exports."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from .exports import Exporter, write


@pytest.fixture
def export(tmp_path: Path) -> Exporter:
    """Return what writes an export and gives its path."""
    return partial(write, tmp_path / "paper.ghost.json")
