"""Reading the almanac. Each function says what it costs."""

from __future__ import annotations

from dateline.almanac.models import Station
from dateline.almanac.weather import Moment


def station() -> Station:
    """Return the station. One query; an unsaved one where none was set up."""
    return Station.objects.order_by("pk").first() or Station()


def shown(at_station: Station, provider: str) -> list[Moment]:
    """Return what `provider` told about the place where the station stands, oldest first.

    Nothing where the place or the provider is another one since. No query.
    """
    if at_station.read_at is None or at_station.told_of != at_station.of(provider):
        return []
    return [Moment.from_json(kept) for kept in at_station.told]
