"""What the tests of the command line leave as they found it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.shared import ROOT


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def command() -> list[str]:
    """The words that start ``dateline`` in a process of its own."""
    return [sys.executable, "-m", "dateline.cli"]


@pytest.fixture(scope="session")
def outside() -> dict[str, str]:
    """The environment of such a process: none of Dateline's own names, and the package found."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("DATELINE_", "DJANGO_")) and key not in {"PORT", "NEWSROOM_PORT"}
    }
    return {**kept, "PYTHONPATH": str(Path(ROOT) / "src")}
