"""The weather: asked of a real server that answers well, slowly, hugely, wrongly or not at all."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from django.test import Client
from lxml import html

from dateline.almanac import actions
from dateline.almanac.checks import weather_provider
from dateline.almanac.models import BEGINNING, Station
from dateline.almanac.plates import degrees, told_now, weather
from dateline.almanac.providers import _MET_SKIES, _WMO_SKIES, PROVIDERS
from dateline.almanac.weather import SKIES
from dateline.masthead.models import Masthead
from tests.cast import Cast
from tests.webserver import WebServer, running

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
PATH = "/weather?lat=53.3512&lon=-6.2489"
METEO_PATH = (
    "/weather?latitude=53.3512&longitude=-6.2489"
    "&current=temperature_2m%2Cweather_code&timeformat=unixtime"
)


def met(*hours: tuple[float, str], first: datetime | None = None, **changes: Any) -> Any:
    """Return an answer of MET Norway: the hours from `first` on, temperature and symbol."""
    first = first or NOW.replace(minute=0)
    series = [
        {
            "time": (first + timedelta(hours=n)).isoformat().replace("+00:00", "Z"),
            "data": {
                "instant": {"details": {"air_temperature": celsius}},
                "next_1_hours": {"summary": {"symbol_code": symbol}},
            },
        }
        for n, (celsius, symbol) in enumerate(hours)
    ]
    return {"type": "Feature", "properties": {"meta": meta(), "timeseries": series} | changes}


def meta(made: str = "2026-11-25T12:31:00Z", unit: str = "celsius") -> Any:
    """Return what MET Norway says of a forecast."""
    return {"updated_at": made, "units": {"air_temperature": unit}}


def meteo(celsius: Any = 8.4, code: Any = 61, at: datetime = NOW, unit: str = "°C") -> Any:
    """Return an answer of Open-Meteo."""
    current = {"time": int(at.timestamp()), "temperature_2m": celsius, "weather_code": code}
    return {"current_units": {"temperature_2m": unit}, "current": current}


@pytest.fixture
def server() -> Iterator[WebServer]:
    yield from running()


@pytest.fixture
def paper(settings: Any, server: WebServer) -> Masthead:
    """A paper in Dublin that asks MET Norway, which the server stands for."""
    settings.DATELINE = {
        "WEATHER_URL": f"{server.address}/weather",
        "WEATHER_CONTACT": "desk@courier.example",
    }
    Masthead.objects.all().delete()
    Station.objects.create(latitude=53.35119, longitude=-6.24891)
    return Masthead.objects.create(name="Courier", time_zone="Europe/Dublin")


@pytest.fixture
def ask(paper: Masthead, server: WebServer) -> Callable[..., bool]:
    """Ask the server, as it answers: ``ask(document, at=…, Expires=…)``."""

    def ask_for(answer: Any = None, at: datetime = NOW, path: str = PATH, **headers: str) -> bool:
        if answer is not None:
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            server.page(path, body, **{"Content_Type": "application/json"} | headers)
        return actions.ask_if_due(at, policy=server.policy)

    return ask_for


def http_date(at: datetime) -> str:
    return format_datetime(at, usegmt=True)


def test_the_weather_stands_in_the_bar_with_its_time_and_its_source(ask, server, reader_at):
    assert ask(met((8.4, "lightrain"), (9.6, "fair_day")))
    assert server.asked == [PATH]
    assert server.heard[0]["User-Agent"].startswith("Dateline/")
    assert server.heard[0]["User-Agent"].endswith(" desk@courier.example")
    assert told_now(NOW) == "8\u00a0°C, light rain · MET Norway, 13:05"
    bar = reader_at(NOW).xpath("//div[@class='almanac']//li[@class='weather']")
    assert [item.text_content() for item in bar] == [told_now(NOW)]


@pytest.fixture
def reader_at(cast: Cast, monkeypatch: Any, settings: Any, paper: Masthead) -> Any:
    """The home page as a reader gets it at a moment."""
    settings.ROOT_URLCONF = "dateline.conf.urls_readers"

    def read(at: datetime) -> Any:
        monkeypatch.setattr("dateline.press.views.timezone.now", lambda: at)
        return html.fromstring(Client().get("/").content.decode())

    return read


def test_a_forecast_goes_on_by_the_clock_until_it_is_three_hours_old(ask):
    hours = [(8, "rain"), (9, "fair_day"), (-0.3, "cloudy"), (3.2, "fog"), (4, "snow"), (5, "")]
    ask(met(*hours))
    values = weather(NOW)
    assert [value.start for value in values] == [
        NOW,
        NOW + timedelta(minutes=55),
        NOW + timedelta(minutes=115),
        NOW + timedelta(minutes=175),
    ]
    assert [value.end for value in values] == [
        *(value.start for value in values[1:]),
        NOW + timedelta(hours=3),
    ]
    assert told_now(NOW + timedelta(minutes=120)).startswith("0\u00a0°C, cloudy")
    assert told_now(NOW + timedelta(hours=3)) == ""
    assert told_now(NOW - timedelta(minutes=1)) == ""


def test_old_weather_leaves_nothing_behind(ask, reader_at):
    ask(met((8.4, "rain")))
    page = reader_at(NOW + timedelta(hours=3, seconds=1))
    assert page.xpath("//li[@class='weather']") == []
    classes = page.xpath("//div[@class='almanac']//li/@class")
    assert classes == ["place", "today"]


def test_it_is_told_in_the_papers_language_and_units(ask, paper):
    ask(met((-3.6, "heavysnowshowersandthunder_night")))
    paper.language, paper.units = "de", Masthead.Units.IMPERIAL
    paper.save()
    assert told_now(NOW).startswith("26\u00a0°F, Gewitter")
    assert degrees(-3.6, "metric") == "−4\u00a0°C"
    assert degrees(-0.4, "metric") == "0\u00a0°C"


def test_it_is_asked_again_when_the_answer_has_expired_and_only_for_what_is_newer(ask, server):
    written = http_date(NOW - timedelta(minutes=30))
    expires = http_date(NOW + timedelta(minutes=31))
    ask(met((8.4, "rain")), Expires=expires, Last_Modified=written)
    assert not ask(at=NOW + timedelta(minutes=30))

    def same(handler: Any) -> None:
        handler.send_response(304)
        handler.send_header("Expires", http_date(NOW + timedelta(hours=2)))
        handler.end_headers()

    server.answers[PATH] = same
    later = NOW + timedelta(minutes=33)
    assert ask(at=later)
    assert [heard["If-Modified-Since"] for heard in server.heard] == [None, written]
    assert told_now(later).endswith("13:38")
    assert Station.objects.get().read_at == later


@pytest.mark.parametrize(
    ("expires", "soonest", "latest"),
    [
        ("", 10, 11),
        ("yesterday", 10, 11),
        (http_date(NOW - timedelta(days=9)), 10, 11),
        (http_date(NOW + timedelta(minutes=25)), 25, 26.1),
        (http_date(NOW + timedelta(days=9000)), 60, 61),
    ],
)
def test_what_a_provider_says_of_its_freshness_counts_within_bounds(ask, expires, soonest, latest):
    ask(met((8.4, "rain")), Expires=expires)
    pause = Station.objects.get().ask_after - NOW
    assert timedelta(minutes=soonest) <= pause <= timedelta(minutes=latest)


def test_open_meteo_tells_it_too(ask, settings):
    settings.DATELINE["WEATHER_PROVIDER"] = "open-meteo"
    assert ask(meteo(8.4, 61, NOW - timedelta(minutes=5)), path=METEO_PATH)
    assert told_now(NOW) == "8\u00a0°C, light rain · Open-Meteo, 13:00"
    assert told_now(NOW + timedelta(minutes=174)) != ""
    assert told_now(NOW + timedelta(minutes=176)) == ""


def test_an_unknown_sky_is_left_out(ask, settings):
    ask(met((8.4, "<script>rain</script>")))
    assert told_now(NOW) == "8\u00a0°C · MET Norway, 13:05"


HUGE = b'{"properties": "' + b"a" * 2_000_000 + b'"}'
WRONG = {
    "nothing": b"",
    "no JSON": b"<html>Sorry</html>",
    "NaN": json.dumps(met((8, "rain"))).replace("8", "NaN").encode(),
    "infinity": json.dumps(met((8.5, "rain"))).replace("8.5", "1e999").encode(),
    "an endless number": json.dumps(met((8.5, "rain"))).replace("8.5", "9" * 5000).encode(),
    "too hot": met((9999, "rain")),
    "too cold": met((-300, "rain")),
    "a word for a number": met(("8", "rain")),  # type: ignore[arg-type]
    "true for a number": met((True, "rain")),
    "Fahrenheit": met((48, "rain"), meta=meta(unit="F")),
    "no times": met(),
    "a list": [],
    "null": b"null",
    "an object for the list": met((8, "rain"), timeseries={"0": 1}),
    "old times": met((8, "rain"), first=NOW - timedelta(hours=9)),
    "times to come": met((8, "rain"), first=NOW + timedelta(hours=2)),
    "times without an offset": json.dumps(met((8, "rain"))).replace('Z", "d', '", "d').encode(),
    "an old forecast": met((8, "rain"), meta=meta("2026-11-23T12:31:00Z")),
    "a deep nest": b"[" * 100_000,
    "a huge answer": HUGE,
    "a packed bomb": gzip.compress(b" " * 50_000_000),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_noted_and_the_last_good_value_stays(ask, what):
    before = NOW - timedelta(hours=2)
    ask(met((7.1, "fog"), first=before.replace(minute=0)), at=before)
    headers = {"Content_Encoding": "gzip"} if what == "a packed bomb" else {}
    started = time.monotonic()
    assert not ask(WRONG[what], **headers)
    assert time.monotonic() - started < 5
    row = Station.objects.get()
    assert row.faults == 1
    assert row.fault
    assert "\n" not in row.fault
    assert row.ask_after == NOW + timedelta(minutes=10)
    assert told_now(NOW) == "7\u00a0°C, fog · MET Norway, 11:05"
    assert told_now(before + timedelta(hours=3)) == ""


@pytest.mark.parametrize("code", [400, 403, 404, 429, 500, 503])
def test_a_refusal_is_tried_again_ever_later(ask, server, code):
    def refuse(handler: Any) -> None:
        handler.send_response(code)
        handler.end_headers()

    server.answers[PATH] = refuse
    at, pauses = NOW, []
    for _ in range(5):
        assert not ask(at=at)
        row = Station.objects.get()
        assert str(code) in row.fault
        pauses.append((row.ask_after - at).total_seconds() / 60)
        at = row.ask_after
    assert pauses == [10, 20, 40, 60, 60]
    assert ask(met((8, "rain"), first=at.replace(minute=0)), at=at)
    row = Station.objects.get()
    assert (row.faults, row.fault) == (0, "")


def test_a_slow_provider_is_cut_off(ask, server, monkeypatch):
    monkeypatch.setattr(actions, "TIMEOUT", 0.4)
    head = ("HTTP/1.0 200 OK", "Content-Type: application/json", "")
    server.endless(PATH, b" ", 0.05, *head)
    started = time.monotonic()
    assert not ask()
    assert time.monotonic() - started < 3
    assert "0.4 seconds" in Station.objects.get().fault


def test_a_redirect_into_the_house_is_refused(ask, server):
    server.redirect(PATH, "http://127.0.0.1:1/")
    assert not ask()
    assert Station.objects.get().faults == 1


def test_nobody_is_asked_without_a_place_or_a_provider(ask, server, settings):
    Station.objects.update(latitude=None, longitude=None)
    assert not ask(met((8, "rain")))
    Station.objects.update(latitude=1, longitude=1)
    settings.DATELINE["WEATHER_PROVIDER"] = ""
    assert not ask(met((8, "rain")))
    assert server.asked == []
    assert weather(NOW) == ()


def test_another_place_is_asked_for_at_once_and_the_old_one_told_no_more(ask, server):
    ask(met((8, "rain")))
    Station.objects.update(latitude=60, longitude=5, altitude=12)
    assert told_now(NOW) == ""
    path = "/weather?lat=60&lon=5&altitude=12"
    assert ask(met((3, "snow")), at=NOW + timedelta(seconds=1), path=path)
    assert server.asked == [PATH, path]
    assert told_now(NOW + timedelta(minutes=1)).startswith("3\u00a0°C")


def test_two_workers_ask_once(ask, server):
    row = Station.objects.get()
    asked_of = row.of("met-norway")
    assert actions._claimed(row, asked_of, NOW)
    assert not actions._claimed(row, asked_of, NOW)
    assert not actions._claimed(Station.objects.get(), asked_of, NOW)
    assert actions._claimed(Station.objects.get(), asked_of, NOW + actions.CLAIM)


def test_an_answer_about_where_the_station_stood_before_is_not_kept(ask):
    row = Station.objects.get()
    told = PROVIDERS["met-norway"].read(json.dumps(met((8, "rain"))).encode(), NOW)
    Station.objects.update(latitude=60)
    actions._keep(row, "met-norway", told, {}, NOW)
    assert Station.objects.get().told == []
    assert Station.objects.get().ask_after == BEGINNING


def test_the_demonstration_tells_a_recorded_reading_and_says_so(paper, settings):
    settings.DATELINE = {"WEATHER_PROVIDER": "recorded"}
    Station.objects.all().delete()
    assert actions.ask_if_due(NOW)
    assert told_now(NOW).endswith("recorded for this demonstration, 13:05")


def test_every_word_for_the_sky_is_known():
    assert {*_MET_SKIES.values(), *_WMO_SKIES.values()} <= {*SKIES}


@pytest.mark.parametrize(
    "name", ["met-norwey", "nowhere.provider", "dateline.almanac.plates.today"]
)
def test_a_provider_that_is_none_takes_no_page_down_and_is_told(ask, reader_at, settings, name):
    ask(met((8.4, "rain")))
    settings.DATELINE["WEATHER_PROVIDER"] = name
    Station.objects.update(told_of=Station.objects.get().of(name))  # as if its code had gone since
    assert reader_at(NOW).xpath("//li[@class='today']")
    [error] = weather_provider(None)
    assert name in error.msg
    settings.DATELINE["WEATHER_PROVIDER"] = ""
    assert weather_provider(None) == []
