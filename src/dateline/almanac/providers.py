"""Where the weather comes from: what is asked, and how the answer is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from dateline.almanac.weather import (
    Moment,
    Told,
    Unusable,
    celsius,
    current,
    moment,
    parsed,
    within,
)

#: MET Norway's models run several times a day: an older forecast means that something is stuck.
OLDEST_FORECAST = timedelta(hours=24)


@dataclass(frozen=True)
class Place:
    """A place on earth: degrees north and east, metres above the sea where they are known."""

    latitude: float
    longitude: float
    altitude: int | None = None


@dataclass(frozen=True)
class Provider:
    """One source of weather.

    `credit` is printed beside what it tells: the licences of all of them (CC BY) ask for that.
    `query` gives what is asked about a place; `read` the answer, and raises `Unusable`. A
    provider without a `base` address tells by itself and is never asked.
    """

    credit: Any
    read: Callable[[bytes, datetime], Told]
    base: str = ""
    query: Callable[[Place], dict[str, str]] = lambda place: {}

    def url(self, place: Place, base: str = "") -> str:
        """Return what to ask; `base` takes the place of the provider's own address."""
        return f"{base or self.base}?{urlencode(self.query(place))}"


def provider_named(name: str) -> Provider | None:
    """Return the provider of that name or dotted path, None for ``""``. Raises `LookupError`."""
    if not name:
        return None
    if name in PROVIDERS:
        return PROVIDERS[name]
    try:
        found = import_string(name)
    except ImportError as error:
        raise LookupError(
            f"there is no weather provider {name!r}: use {', '.join(PROVIDERS)}, or a dotted path"
        ) from error
    if not isinstance(found, Provider):
        raise LookupError(f"{name} is no weather provider")
    return found


def _degrees(value: float) -> str:
    # MET Norway refuses more than four decimals: its caches would keep every address apart.
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _ask_met_norway(place: Place) -> dict[str, str]:
    asked = {"lat": _degrees(place.latitude), "lon": _degrees(place.longitude)}
    return asked if place.altitude is None else asked | {"altitude": str(place.altitude)}


def read_met_norway(body: bytes, now: datetime) -> Told:
    """Read Locationforecast 2.0, compact (https://api.met.no, "Data model")."""
    properties = within(parsed(body), "properties")
    made = moment(within(properties, "meta", "updated_at"))
    if made < now - OLDEST_FORECAST:
        raise Unusable(f"the forecast is of {made:%Y-%m-%d %H:%M} UTC")
    unit = within(properties, "meta", "units", "air_temperature")
    if unit != "celsius":
        raise Unusable(f"the temperature is in {str(unit)[:40]!r}")
    series = within(properties, "timeseries")
    if not isinstance(series, list):
        raise Unusable("the answer has no list of times")
    told = []
    for entry in series[:24]:
        degrees = celsius(within(entry, "data", "instant", "details", "air_temperature"))
        told.append(Moment(moment(within(entry, "time")), degrees, _met_sky(entry)))
    return Told(current(told, now), as_of=now)


def _met_sky(entry: Any) -> str:
    try:
        symbol = within(entry, "data", "next_1_hours", "summary", "symbol_code")
    except Unusable:
        return ""
    name = str(symbol).partition("_")[0]
    return "thunder" if name.endswith("andthunder") else _MET_SKIES.get(name, "")


def _ask_open_meteo(place: Place) -> dict[str, str]:
    asked = {
        "latitude": _degrees(place.latitude),
        "longitude": _degrees(place.longitude),
        "current": "temperature_2m,weather_code",
        "timeformat": "unixtime",
    }
    return asked if place.altitude is None else asked | {"elevation": str(place.altitude)}


def read_open_meteo(body: bytes, now: datetime) -> Told:
    """Read the current weather of Open-Meteo's forecast (https://open-meteo.com/en/docs)."""
    document = parsed(body)
    unit = within(document, "current_units", "temperature_2m")
    if unit != "°C":
        raise Unusable(f"the temperature is in {str(unit)[:40]!r}")
    stamp = within(document, "current", "time")
    if isinstance(stamp, bool) or not isinstance(stamp, int) or not 0 < stamp < 1 << 36:
        raise Unusable(f"{str(stamp)[:40]!r} is no moment")
    at = datetime.fromtimestamp(stamp, now.tzinfo)
    code = within(document, "current", "weather_code")
    sky = _WMO_SKIES.get(code, "") if isinstance(code, int) else ""
    degrees = celsius(within(document, "current", "temperature_2m"))
    return Told(current([Moment(at, degrees, sky)], now), as_of=min(at, now))


def read_recorded(body: bytes, now: datetime) -> Told:
    """Return the one reading that the demonstration has, as if it had been read just now."""
    return Told((Moment(now, 8.6, "light-rain"),), as_of=now)


#: MET Norway's symbols without their day and night, and without those of thunder.
_MET_SKIES = {
    "clearsky": "clear",
    "fair": "fair",
    "partlycloudy": "partly-cloudy",
    "cloudy": "cloudy",
    "fog": "fog",
    "lightrain": "light-rain",
    "rain": "rain",
    "heavyrain": "heavy-rain",
    "lightrainshowers": "showers",
    "rainshowers": "showers",
    "heavyrainshowers": "heavy-rain",
    "lightsleet": "sleet",
    "sleet": "sleet",
    "heavysleet": "sleet",
    "lightsleetshowers": "sleet",
    "sleetshowers": "sleet",
    "heavysleetshowers": "sleet",
    "lightsnow": "light-snow",
    "snow": "snow",
    "heavysnow": "heavy-snow",
    "lightsnowshowers": "light-snow",
    "snowshowers": "snow",
    "heavysnowshowers": "heavy-snow",
}
#: Codes of WMO table 4677, as Open-Meteo uses them.
_WMO_SKIES = (
    {0: "clear", 1: "fair", 2: "partly-cloudy", 3: "cloudy", 45: "fog", 48: "fog"}
    | dict.fromkeys((51, 53, 55), "drizzle")
    | dict.fromkeys((56, 57, 66, 67), "freezing-rain")
    | {61: "light-rain", 63: "rain", 65: "heavy-rain", 71: "light-snow", 73: "snow"}
    | {75: "heavy-snow", 77: "snow", 80: "showers", 81: "showers", 82: "heavy-rain"}
    | {85: "light-snow", 86: "heavy-snow", 95: "thunder", 96: "thunder", 99: "thunder"}
)

PROVIDERS = {
    "met-norway": Provider(
        credit="MET Norway",
        base="https://api.met.no/weatherapi/locationforecast/2.0/compact",
        query=_ask_met_norway,
        read=read_met_norway,
    ),
    "open-meteo": Provider(
        credit="Open-Meteo",
        base="https://api.open-meteo.com/v1/forecast",
        query=_ask_open_meteo,
        read=read_open_meteo,
    ),
    "recorded": Provider(credit=_("recorded for this demonstration"), read=read_recorded),
}
