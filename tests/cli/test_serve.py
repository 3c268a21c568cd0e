"""A paper that is served: from the first start to the last process gone."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from dateline.cli.start import write_site
from tests.cli.sites import dateline, make_site
from tests.ports import free_port, free_ports
from tests.press.presses import forget_plates

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ground")]

#: Seconds that a start may take on a busy machine with two cores.
PATIENCE = 120


@pytest.fixture
def served(
    tmp_path: Path, command: list[str], outside: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[str], Path, int, int]]:
    folder = make_site(tmp_path / "paper-served")
    readers, newsroom = free_ports(2)
    environment = {**outside, "DATELINE_FIRST_PASSWORD": "seven gulls on a bollard"}
    words = ["serve", "--site", str(folder), "--port", str(readers)]
    with subprocess.Popen(
        [*command, *words, "--newsroom-port", str(newsroom)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        yield process, folder, readers, newsroom
        process.kill()
    forget_plates()


def _status(port: int, path: str = "/") -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _eventually(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.2)
    return what()


def _children(parent: int) -> list[int]:
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in told.stdout.split()]


def _words(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def _read_until(process: subprocess.Popen[str], word: str) -> str:
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if word in line:
            return told
    pytest.fail(f"never said {word!r}: {told}")


def test_a_paper_is_served_mends_itself_and_stops(
    served: tuple[subprocess.Popen[str], Path, int, int],
    command: list[str],
    outside: dict[str, str],
) -> None:
    process, folder, readers, newsroom = served
    told = _read_until(process, "Stop with")
    assert f"http://127.0.0.1:{readers}/" in told
    assert f"http://127.0.0.1:{newsroom}/" in told
    assert _status(readers) == 200
    assert _status(newsroom, "/accounts/login/") == 200
    # The two are two origins: neither answers for the other.
    assert _status(readers, "/accounts/login/") == 404

    done = dateline(command, outside, "serve", "--site", folder)
    assert f"is being served by process {process.pid}" in done.stderr

    # What readers reach knows no secret, and needs nobody.
    stand = next(pid for pid in _children(process.pid) if "dateline.newsstand" in _words(pid))
    told = Path(f"/proc/{stand}/environ").read_text()
    assert "SECRET" not in told
    assert "DATELINE" not in told
    assert _status(readers, "/search/?q=ferry") == 200
    others = [pid for pid in _children(process.pid) if pid != stand]
    for pid in (each for other in others for each in (other, *_children(other))):
        os.kill(pid, signal.SIGSTOP)
    assert _status(readers) == 200
    assert _status(readers, "/robots.txt") == 200
    for pid in (each for other in others for each in (other, *_children(other))):
        os.kill(pid, signal.SIGCONT)

    # Whatever is killed, with whatever it had started, is there again.
    children = _children(process.pid)
    family = [pid for child in children for pid in (child, *_children(child))]
    # Newsstand, reader service, newsroom, worker, press, and with PostgreSQL a follower.
    count = 6 if connection.vendor == "postgresql" else 5
    assert len(children) == count
    assert len(family) >= 5
    for child in children:
        os.kill(child, signal.SIGKILL)
    assert _eventually(lambda: len(set(_children(process.pid)) - set(children)) == count)
    assert _eventually(lambda: _status(readers) == 200 and _status(newsroom, "/healthz") == 200)
    assert not any(Path(f"/proc/{pid}").exists() for pid in family)

    children = _children(process.pid)
    family = [pid for child in children for pid in (child, *_children(child))]
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert time.monotonic() - begun < 15
    assert not any(Path(f"/proc/{pid}").exists() for pid in family)


@pytest.mark.parametrize(
    ("key", "told"), [("", "no secret key: set DATELINE_SECRET_KEY"), ("secret", "short or simple")]
)
def test_a_paper_whose_logins_can_be_forged_is_not_served(
    key: str, told: str, tmp_path: Path, command: list[str], outside: dict[str, str]
) -> None:
    folder = write_site(tmp_path / "paper-open")
    (folder / ".env").write_text(f"DATELINE_SECRET_KEY={key}\n")
    done = dateline(command, outside, "serve", "--site", folder, "--port", str(free_port()))
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_nothing_outlives_a_supervisor_that_is_killed(
    served: tuple[subprocess.Popen[str], Path, int, int],
) -> None:
    process, _, readers, _ = served
    _read_until(process, "Stop with")
    children = _children(process.pid)
    family = [pid for child in children for pid in (child, *_children(child))]
    process.kill()
    process.wait()
    assert _eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
    assert _status(readers) == 0
