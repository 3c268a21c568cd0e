"""Lets the worker look for the weather without waiting for it."""

from __future__ import annotations

import threading

import structlog
from django.db import connections

from dateline.almanac.actions import ask_if_due
from dateline.lib import duties

log = structlog.get_logger(__name__)

#: Seconds between two looks whether it is time to ask.
EVERY = 30.0

_asking: list[threading.Thread] = []


def register() -> None:
    """Let the worker look for the weather."""
    duties.register("weather", EVERY, look)


def look() -> int:
    """Ask in a thread of its own, if none is asking: stories that are due do not wait for a
    provider that is slow. Returns how many questions were begun."""
    if any(thread.is_alive() for thread in _asking):
        return 0
    _asking[:] = [threading.Thread(target=_ask, name="weather", daemon=True)]
    _asking[0].start()
    return 1


def _ask() -> None:
    try:
        ask_if_due()
    except Exception:
        log.exception("weather.failed")
    finally:
        connections.close_all()
