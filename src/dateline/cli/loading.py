"""Loads Django and all rooms: the longest part of every start."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Have nothing looked through for garbage meanwhile: what modules define is there to stay.

    It saves a sixth of the time. Afterwards what was loaded is left out of collections.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if before:
            gc.enable()


def set_up() -> None:
    """Set Django up, in the site that the environment names."""
    import django

    with uncollected():
        django.setup()
