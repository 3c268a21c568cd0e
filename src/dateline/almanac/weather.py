"""What a weather provider may tell, and how its words are checked.

Nothing here trusts what came: each number is finite and within what was ever measured on earth,
each moment is near the clock, and what is not understood is left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dateline.lib.clock import parse_moment

#: No weather is shown longer than this after it was read (design, law 4).
HOLDS = timedelta(hours=3)
#: How far a provider's clock may be ahead of ours.
AHEAD = timedelta(minutes=20)
#: Degrees Celsius: a little beyond the records (Vostok −89.2, Death Valley 56.7).
COLDEST, HOTTEST = -95.0, 62.0
#: How many moments of a forecast are kept: all that can be shown before it is too old.
KEPT = 6

#: The sky in the words of a newspaper. A provider's finer shades are not for a dateline.
SKIES: dict[str, Promise] = {
    "clear": _("clear"),
    "fair": _("mostly clear"),
    "partly-cloudy": _("partly cloudy"),
    "cloudy": _("cloudy"),
    "fog": _("fog"),
    "drizzle": _("drizzle"),
    "light-rain": _("light rain"),
    "rain": _("rain"),
    "heavy-rain": _("heavy rain"),
    "showers": _("showers"),
    "freezing-rain": _("freezing rain"),
    "sleet": _("sleet"),
    "light-snow": _("light snow"),
    "snow": _("snow"),
    "heavy-snow": _("heavy snow"),
    "thunder": _("thunderstorms"),
}


class Unusable(ValueError):
    """What a provider answered cannot be shown; the message is one line that says why."""


@dataclass(frozen=True)
class Moment:
    """The weather from `at` (aware) on: degrees Celsius, and the sky or ``""``."""

    at: datetime
    celsius: float
    sky: str = ""

    def as_json(self) -> list[Any]:
        """Return it as a row keeps it."""
        return [self.at.isoformat(), self.celsius, self.sky]

    @classmethod
    def from_json(cls, kept: list[Any]) -> Moment:
        """Return it from what `as_json` gave."""
        at, celsius, sky = kept
        return cls(datetime.fromisoformat(at), float(celsius), str(sky))


@dataclass(frozen=True)
class Told:
    """What a provider said: moments in order, and `as_of`, from when its age is counted."""

    moments: tuple[Moment, ...]
    as_of: datetime


def parsed(body: bytes) -> Any:
    """Return the JSON in `body`. Raises `Unusable`, for NaN and for endless nesting too."""
    try:
        return json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Unusable(f"the answer is no JSON ({type(error).__name__})") from None


def within(document: Any, *path: str | int) -> Any:
    """Return what stands in `document` under `path`. Raises `Unusable` where nothing does."""
    found = document
    for step in path:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            raise Unusable(f"the answer has no {'.'.join(map(str, path))}") from None
    return found


def celsius(value: object) -> float:
    """Return `value` as degrees Celsius. Raises `Unusable` for what no thermometer ever showed."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unusable(f"the temperature is no number: {str(value)[:40]!r}")
    degrees = float(value) if abs(value) < 1e9 else math.inf
    if not math.isfinite(degrees) or not COLDEST <= degrees <= HOTTEST:
        raise Unusable(f"{str(value)[:40]} °C was never measured")
    return degrees


def moment(value: object) -> datetime:
    """Return `value` as a moment in UTC. One without an offset is none. Raises `Unusable`."""
    found = parse_moment(value) if isinstance(value, str) else None
    if found is None:
        raise Unusable(f"{str(value)[:40]!r} is no moment")
    return found.astimezone(UTC)


def current(moments: Iterable[Moment], now: datetime) -> tuple[Moment, ...]:
    """Return those that can be shown before the answer is too old: the one that holds `now`,
    and what follows. Raises `Unusable` where none holds now."""
    ordered = sorted(moments, key=lambda each: each.at)
    begun = [each for each in ordered if each.at <= now + AHEAD]
    if not begun or begun[-1].at < now - HOLDS:
        raise Unusable("the answer says nothing about now")
    following = [each for each in ordered if now + AHEAD < each.at < now + HOLDS]
    return (begun[-1], *following)[:KEPT]


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
