"""A whole paper for the browser: its own site, served as ``dateline serve`` serves it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.ports import free_ports
from tests.shared import ROOT

PASSWORDS = {
    "reporter": "gull on the seventh bollard",
    "editor": "red pencil behind the ear",
}
#: Makes the cast of the browser tests in a site, with passwords the tests know.
CAST = f"""
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from dateline.masthead.models import Contributor, Masthead
from dateline.newsroom import roles
for name, group in (("reporter", roles.REPORTERS), ("editor", roles.EDITORS)):
    user = get_user_model().objects.create_user(
        name, name + "@courier.example", {PASSWORDS!r}[name], first_name=name.title()
    )
    user.groups.add(Group.objects.get(name=group))
Contributor.objects.create(name="Robin Quay", slug="robin-quay", role="Reporter")
Masthead.objects.update(name="The Browser Courier", place="Larkhaven")
"""


@dataclass(frozen=True)
class ServedPaper:
    """A running paper: its folder and where it is reached."""

    folder: Path
    readers: str
    newsroom: str

    def printed(self, path: str, words: str) -> str:
        """Return the address of `path` once what readers get there says `words`: what was published
        is handed out when it is printed, a moment later."""
        address, deadline, said = f"{self.readers}{path}", time.monotonic() + 30, ""
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own
                    said = answer.read().decode()
            except OSError as error:
                said = str(error)
            if words in said:
                return address
            time.sleep(0.2)
        pytest.fail(f"{address} never says {words!r}: {said[-2000:]}")

    def dateline(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``dateline`` with `words` on this site."""
        return _dateline(*words, "--site", str(self.folder))

    def python(self, code: str) -> str:
        """Run `code` in this site's shell and return what it prints."""
        command = ["manage", "--site", str(self.folder), "shell", "-v", "0", "-c", code]
        return _dateline(*command).stdout


@pytest.fixture(scope="session")
def served_paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPaper]:
    """A new paper, served until the tests end."""
    folder = tmp_path_factory.mktemp("site") / "browser-courier"
    started = _dateline("start", str(folder))
    assert started.returncode == 0, started.stderr
    ports = free_ports(2)
    log = (folder.parent / "serve.log").open("w")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "dateline.cli", "serve", "--site", str(folder)),
            *("--port", str(ports[0]), "--newsroom-port", str(ports[1])),
        ],
        env=_environment(),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    paper = ServedPaper(folder, *(f"http://127.0.0.1:{port}" for port in ports))
    try:
        for address in (f"{paper.readers}/readyz", f"{paper.newsroom}/healthz"):
            _await(address, process, Path(log.name))
        paper.python(CAST)
        yield paper
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        log.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def _dateline(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dateline.cli", *words],
        env=_environment(),
        capture_output=True,
        text=True,
        timeout=180,
    )


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATELINE_", "DJANGO_"))
    }
    return kept | {"PYTHONPATH": str(ROOT / "src"), "DATELINE_FIRST_PASSWORD": "x" * 20 + "y7k"}


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the paper did not start:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"{address} did not answer:\n{log.read_text()}")
