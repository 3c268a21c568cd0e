"""With everything behind it stopped, the newsstand hands out the whole printed paper."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from dateline.masthead.queries import masthead
from dateline.newsstand.setup import Setup
from dateline.newsstand.shelf import line_of
from dateline.press import holes, standing
from dateline.press.run import Press
from dateline.readership.counting import PER_NETWORK
from tests.newsstand.papers import BROWSER, Standing
from tests.press.conftest import _files_of_its_own, press, publish, reader
from tests.press.presses import settle
from tests.readers.paper import picture, topic

__all__ = ["_files_of_its_own", "press", "publish", "reader"]
pytestmark = pytest.mark.django_db

WEATHER = b"<b>8 \xc2\xb0C</b>"


def setup() -> Setup:
    """A newsstand of the tests' paper; nobody answers at its door, nobody counts."""
    return Setup(
        "127.0.0.1", 0, str(settings.VAR), str(settings.MEDIA_ROOT), "http://paper.example",
        ("paper.example",), str(Path(settings.VAR) / "nobody"), reads_per_network=PER_NETWORK,
    )  # fmt: skip


def get(stand: Standing, path: str) -> Any:
    fields = "".join(f"{name}: {value}\r\n" for name, value in BROWSER.items())
    (got,) = stand.raw(line_of(path) + f"\r\n{fields}\r\n".encode())
    return got


@pytest.fixture
def paper(press: Press, publish: Any, monkeypatch: pytest.MonkeyPatch) -> Press:
    """A paper of several pages, a picture, an old address, and today's weather."""

    def weather(at: Any) -> tuple[holes.Value, ...]:
        return (holes.Value(WEATHER, at, at + timedelta(hours=3)),)

    monkeypatch.setitem(holes._fillers, "weather", weather)
    publish("Ferry sails again", topics=[topic("The quay")], lead_picture=picture())
    gone = publish("Rain for six weeks")
    settle(press)
    gone.unpublish()
    press._holes_at = 0.0
    settle(press)
    press.turn()
    return press


def test_every_page_feed_and_picture_is_as_it_was_printed(paper: Press) -> None:
    at = timezone.now()
    with closing(Standing(setup())) as stand:
        kinds = set()
        for path in paper.store.paths():
            plate = paper.store.find(path)
            assert plate is not None
            kinds.add(plate.state)
            if not path.startswith("/"):
                continue
            got = get(stand, path)
            match plate.state:
                case "live":
                    assert got.status == 503, path
                case "gone":
                    assert got.status == 410, path
                case _:
                    assert got.status == plate.status, path
                    found = standing.look(path, at)
                    assert isinstance(found, standing.Page)
                    fillings = [hole.at(at).decode() for hole in found.printed.holes]
                    pieces = [piece.decode() for piece in found.printed.segments]
                    rest = got.text
                    for piece in pieces:
                        before, there, rest = rest.partition(piece)
                        assert there, f"{path}: {piece[:80]}"
                        if piece is not pieces[0]:
                            assert before.rstrip() == fillings.pop(0).rstrip(), path
        assert kinds == {"plate", "gone", "live"}
        pictures = [name for name in paper.store.files() if ":" not in name]
        assert pictures
        for name in pictures:
            assert get(stand, f"/media/{name}").body == (settings.MEDIA_ROOT / name).read_bytes()
        # Nobody was asked for any of it but the search.
        assert stand.server.stand.asked == 1


def test_three_days_later_the_date_is_right_and_the_weather_is_not_told(paper: Press) -> None:
    with closing(Standing(setup())) as stand:
        now = get(stand, "/").text
    later = timezone.now() + timedelta(hours=72)
    with closing(Standing(setup(), lambda: time.time() + 72 * 3_600)) as stand:
        then = get(stand, "/").text
    zone = masthead().zone
    days = [moment.astimezone(zone).date().isoformat() for moment in (timezone.now(), later)]
    assert days[0] in now
    assert WEATHER.decode() in now
    assert f'datetime="{days[1]}"' in then
    assert f'<time class="today" datetime="{days[0]}"' not in then
    assert WEATHER.decode() not in then
    assert escape("Ferry sails again") in then
