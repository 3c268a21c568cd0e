"""Two presses at once, one of which sleeps in the middle of its work and wakes up much later."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dateline.press import stores
from dateline.press.store import Store
from tests.cast import Cast, make_story
from tests.cli.sites import make_site
from tests.press.presses import forget_plates

#: Seconds that the first press sleeps: long after its claim has ended.
ASLEEP = 60 if os.environ.get("DATELINE_TORTURE") else 12
PRESS = [sys.executable, "-m", "dateline.cli.child", "press"]
PUBLISH = """
import django; django.setup()
from dateline.stories.models import Story
story = Story.objects.get()
story.title = "{headline}"
story.save_revision().publish()
"""


@pytest.fixture
def environment(
    ground: None, cast: Cast, tmp_path: Path, settings: Any
) -> Iterator[dict[str, str]]:
    """The environment of processes that work on a site with one story in print."""
    make_story(cast, "Ferry sails again").save_revision().publish()
    site = make_site(tmp_path / "paper")
    settings.VAR = site / "var"
    told = {**os.environ, "DATELINE_SITE": str(site), "DATELINE_LOG_LEVEL": "ERROR"}
    told.pop("DATELINE_TEST_DATABASE_URL", None)
    yield {**told, "DJANGO_SETTINGS_MODULE": "paper.settings", "PYTHONPATH": str(site)}
    forget_plates()


@contextmanager
def pressing(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(PRESS, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def publishing(environment: dict[str, str], headline: str) -> Iterator[None]:
    """Give the story another headline, in a process of its own."""
    code = PUBLISH.format(headline=headline)
    command = [sys.executable, "-c", code]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    yield
    assert process.wait(60) == 0


def front(store: Store) -> str:
    plate = store.find("/")
    return b"".join(plate.forms.segments()).decode() if plate and plate.forms else ""


def begun() -> bool:
    """Whether a press has made its tables; their file is there a moment before."""
    try:
        with stores.printed() as store:
            return store.note("ticket") != ""
    except (FileNotFoundError, sqlite3.OperationalError):
        return False


def eventually(holds: Callable[[], bool], patience: float = 60) -> None:
    until = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.django_db(transaction=True)
def test_a_press_that_wakes_up_late_prints_nothing_old_and_nothing_twice(
    environment: dict[str, str],
) -> None:
    with pressing(environment) as first:
        eventually(begun)
        with stores.printed() as store:
            eventually(lambda: "Ferry sails again" in front(store) and not store.due(time.time()))
            tickets = int(store.note("ticket"))
            with publishing(environment, "Ferry stays in port"):
                # It takes its ticket, and reads and renders after that.
                eventually(lambda: int(store.note("ticket")) > tickets)
                time.sleep(0.05)
                first.send_signal(signal.SIGSTOP)
                caught = "Ferry stays in port" not in front(store)
            with pressing(environment):
                eventually(lambda: "Ferry stays in port" in front(store))
                with publishing(environment, "Ferry sails at noon"):
                    pass
                eventually(lambda: "Ferry sails at noon" in front(store))
                time.sleep(ASLEEP)
                edition = store.edition
                first.send_signal(signal.SIGCONT)
                time.sleep(5)
                assert "Ferry sails at noon" in front(store)
                assert store.edition == edition
    assert caught, "the first press was done before it fell asleep"
