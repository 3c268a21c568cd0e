"""The cast of the tests: a paper with a newsroom, and who works in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast, make_cast, make_story


@pytest.fixture
def cast(db: None) -> Cast:
    """A paper with two sections and four people in its newsroom."""
    return make_cast()


@pytest.fixture
def write(cast: Cast) -> Callable[..., Any]:
    """Write a draft story that passes the desk checks: ``write("Headline", kind="news")``."""

    def write_story(headline: str = "Ferry sails again", **fields: Any) -> Any:
        return make_story(cast, headline, **fields)

    return write_story
