"""From a path to the page that stands there: the first room that knows it says so."""

from __future__ import annotations

import pytest

from dateline.press import routes
from dateline.press.routes import Route


@pytest.fixture(autouse=True)
def _of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "_finders", [])


def test_the_first_room_that_knows_a_path_says_what_stands_there() -> None:
    asked = []

    def first(path: str) -> Route | None:
        asked.append("first")
        return Route("leaf", path) if path == "/leaf/" else None

    def second(path: str) -> Route | None:
        asked.append("second")
        return Route("any", path)

    routes.register(first)
    routes.register(second)
    assert routes.find("/leaf/") == Route("leaf", "/leaf/")
    assert asked == ["first"]
    assert routes.find("/bough/") == Route("any", "/bough/")


def test_a_path_that_no_room_knows_leads_nowhere() -> None:
    routes.register(lambda path: None)
    assert routes.find("/leaf/") is None


def test_a_room_that_registers_twice_is_asked_once() -> None:
    asked = []

    @routes.register
    def finder(path: str) -> None:
        asked.append(path)

    routes.register(finder)
    assert routes.find("/leaf/") is None
    assert asked == ["/leaf/"]
