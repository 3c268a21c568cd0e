"""The look is tested without a database, and without the rooms that fill its holes."""

from __future__ import annotations

import pytest

from dateline.press import holes


@pytest.fixture(autouse=True)
def hole_for_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages leave a hole for today's date."""
    monkeypatch.setitem(holes._fillers, "today", lambda at: ())
