"""The look is tested without a database, and without the rooms that fill its holes."""

from __future__ import annotations

import pytest

from dateline.press import holes


@pytest.fixture(autouse=True)
def holes_for_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages leave holes for today's date and the weather."""
    monkeypatch.setitem(holes._fillers, "today", lambda at: ())
    monkeypatch.setitem(holes._fillers, "weather", lambda at: ())
