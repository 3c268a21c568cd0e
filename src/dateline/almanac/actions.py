"""Asks for the weather, outside any transaction, and keeps what was told."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

import dateline
from dateline.almanac.models import Station
from dateline.almanac.providers import Provider, provider_named
from dateline.almanac.queries import station
from dateline.almanac.weather import Told, Unusable
from dateline.conf.options import option
from dateline.lib.clock import parse_moment
from dateline.lib.fetch import PUBLIC, FetchFailed, Policy, fetch

log = structlog.get_logger(__name__)

#: Seconds between two looks whether it is time to ask.
EVERY = 30.0
#: Two questions are never closer than this, nor, without a fault, farther apart than that: what
#: a provider says of its own freshness counts in between.
SOONEST, LATEST = timedelta(minutes=10), timedelta(hours=1)
#: While one worker asks, no other does.
CLAIM = timedelta(minutes=2)
#: A forecast of MET Norway for nine days weighs 40,000.
MAX_BYTES = 1_000_000
TIMEOUT = 10.0


def ask_if_due(now: datetime | None = None, *, policy: Policy = PUBLIC) -> bool:
    """Ask for the weather if it is time, and keep it; return whether it is known now.

    A fault is noted with the station and tried again after 10, 20, 40, 60 minutes; what was
    told before stays. Never raises for what a provider does.
    """
    now = now or timezone.now()
    name = option("WEATHER_PROVIDER")
    provider = provider_named(name)
    row = station()
    if provider is None or (provider.base and row.place is None):
        return False
    if row.pk is None:
        row.save()
    if not _claimed(row, row.of(name), now):
        return False
    try:
        told, headers = _told(provider, row, name, now, policy)
    except (FetchFailed, Unusable) as error:
        _note(row, str(error), now)
        return False
    _keep(row, name, told, headers, now)
    return True


def agent() -> str:
    """Return who asks: MET Norway's terms want a name and a way to reach whoever runs it."""
    contact = option("WEATHER_CONTACT") or option("READERS_URL")
    return f"Dateline/{dateline.__version__} {contact}"


def _claimed(row: Station, asked_of: list[Any], now: datetime) -> bool:
    """Whether it is time, and this process that asks. Another place or provider is due at once."""
    if row.ask_after > now and row.asked_of == asked_of:
        return False
    rows = Station.objects.filter(pk=row.pk, ask_after=row.ask_after)
    return bool(rows.update(ask_after=now + CLAIM, asked_of=asked_of))


def _told(
    provider: Provider, row: Station, name: str, now: datetime, policy: Policy
) -> tuple[Told | None, Mapping[str, str]]:
    """Return what was told (None: nothing newer than what stands) and the answer's headers."""
    if not provider.base or row.place is None:
        return provider.read(b"", now), {}
    known = row.told_of == row.of(name)
    fetched = fetch(
        provider.url(row.place, option("WEATHER_URL")),
        accept=("application/json", "application/geo+json"),
        max_bytes=MAX_BYTES,
        timeout=TIMEOUT,
        policy=policy,
        agent=agent(),
        since=row.last_modified if known else "",
    )
    headers = {key.lower(): value for key, value in fetched.headers.items()}
    return (None if fetched.status == 304 else provider.read(fetched.body, now)), headers


@transaction.atomic
def _keep(
    row: Station, name: str, told: Told | None, headers: Mapping[str, str], now: datetime
) -> None:
    """Store what was told, if the station has not moved since; a 304 confirms what stands."""
    kept = Station.objects.select_for_update().get(pk=row.pk)
    if kept.of(name) != row.of(name):
        return
    if told is not None:
        kept.told = [each.as_json() for each in told.moments]
        kept.told_of, kept.read_at = row.of(name), told.as_of
    else:
        kept.read_at = now
    kept.last_modified = headers.get("last-modified", "")[:100]
    kept.ask_after = _again(parse_moment(headers.get("expires", "")), now)
    kept.faults, kept.fault = 0, ""
    kept.save()


def _again(expires: datetime | None, now: datetime) -> datetime:
    """Return when to ask again: once the answer has expired, within bounds, and not all at once."""
    wanted = (expires or now).astimezone(UTC)
    # Papers that started in the same minute shall not ask in the same second for ever.
    spread = timedelta(seconds=random.uniform(5, 60))  # noqa: S311  nothing secret
    return min(max(wanted, now + SOONEST), now + LATEST) + spread


def _note(row: Station, fault: str, now: datetime) -> None:
    faults = row.faults + 1
    pause = min(SOONEST * 2 ** min(faults - 1, 6), LATEST)
    Station.objects.filter(pk=row.pk).update(
        faults=faults, fault=fault[:500], ask_after=now + pause
    )
    log.warning("weather.failed", fault=fault, faults=faults, again_in=pause.total_seconds())
