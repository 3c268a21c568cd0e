"""The newsstand as processes: no Django, no secret, several on a port, stopped and reloaded."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dateline.newsstand import setup
from dateline.newsstand.setup import BadSetup
from tests.newsstand.papers import STORY, Paper, Service, answers, plate
from tests.newsstand.table import ask
from tests.ports import free_port


class Processes:
    """A newsstand that was started as a program."""

    def __init__(self, paper: Paper, **more: object) -> None:
        self.paper, self.port = paper, free_port()
        self.file = paper.folder / "newsstand.json"
        self.write(**more)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dateline.newsstand", str(self.file)],
            env={"PATH": os.environ["PATH"]},
            stderr=subprocess.PIPE,
        )
        self.until(lambda: self.get("/").startswith(b"HTTP/1.1 200"))

    def write(self, **more: object) -> None:
        self.file.write_text(self.paper.setup(port=self.port, **more).written())

    def get(self, path: str) -> bytes:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as asking:
                asking.sendall(ask(path, "Connection: close", "Accept-Encoding: identity"))
                said = b""
                while piece := asking.recv(65_536):
                    said += piece
                return said
        except OSError:
            return b""

    def until(self, holds: Callable[[], object], seconds: float = 10) -> None:
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until
            assert self.process.poll() is None, self.process.stderr.read()
            time.sleep(0.05)

    def children(self) -> set[int]:
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(each) for each in task.read_text().split()}

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(15)
        self.process.stderr.close()


@pytest.fixture
def two(paper: Paper) -> Iterator[Processes]:
    with closing(Processes(paper, workers=2)) as processes:
        processes.until(lambda: len(processes.children()) == 2)
        yield processes


def test_no_django_no_wagtail_and_no_secret_are_in_it() -> None:
    code = (
        "import sys, dateline.newsstand.__main__\n"
        "found = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(found & {'django', 'wagtail', 'granian', 'psycopg', 'environ'}))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_processes_share_a_port_and_one_that_is_killed_is_replaced(two: Processes) -> None:
    before = two.children()
    os.kill(min(before), signal.SIGKILL)
    two.until(lambda: len(two.children()) == 2 and two.children() != before)
    for _ in range(40):
        assert two.get("/").startswith(b"HTTP/1.1 200")


def test_processes_end_when_the_one_that_looks_after_them_is_killed(paper: Paper) -> None:
    processes = Processes(paper, workers=2)
    children = processes.children()
    processes.process.kill()
    processes.process.wait()
    processes.process.stderr.close()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_what_was_asked_is_answered_before_it_stops(paper: Paper) -> None:
    with closing(Service(paper.setup().service)) as service:
        service.pause = 1.0
        processes = Processes(paper)
        with socket.create_connection(("127.0.0.1", processes.port), timeout=8) as asking:
            asking.sendall(ask("/search/"))
            time.sleep(0.3)
            processes.process.terminate()
            (got,) = answers(asking, b"", 1)
            assert (got.status, got.body) == (200, b"made")
        assert processes.process.wait(10) == 0
        processes.process.stderr.close()


def test_a_hang_up_reads_the_setup_anew_and_turns_nobody_away(two: Processes) -> None:
    before = two.children()
    two.write(workers=1, headers=(("X-New", "yes"),))
    two.process.send_signal(signal.SIGHUP)
    until = time.monotonic() + 10
    while b"x-new: yes" not in two.get("/") and time.monotonic() < until:
        assert two.get("/").startswith(b"HTTP/1.1 200")
    two.until(lambda: len(two.children()) == 1 and not two.children() & before)
    for _ in range(20):
        assert b"x-new: yes" in two.get("/")


def test_a_setup_that_is_broken_meanwhile_is_not_taken(two: Processes) -> None:
    two.file.write_text("{")
    two.process.send_signal(signal.SIGHUP)
    time.sleep(1)
    assert two.get("/").startswith(b"HTTP/1.1 200")


def test_figures_of_all_processes_are_told_to_prometheus(paper: Paper) -> None:
    metrics = free_port()
    with closing(Processes(paper, workers=2, metrics=f"127.0.0.1:{metrics}")) as processes:
        for _ in range(30):
            processes.get(STORY)
        processes.get("/nothing/")

        def told() -> dict[str, float]:
            asking = http.client.HTTPConnection("127.0.0.1", metrics, timeout=5)
            asking.request("GET", "/metrics")
            lines = asking.getresponse().read().decode().splitlines()
            asking.close()
            pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
            return {name: float(value) for name, value in pairs}

        ok, missing = (
            f'dateline_newsstand_answers_total{{status="{status}"}}' for status in (200, 404)
        )
        processes.until(lambda: told().get(missing) == 1 and told().get(ok, 0) >= 31)
        found = told()
        assert 0 <= found["dateline_newsstand_content_age_seconds"] < 60
        assert found["dateline_newsstand_lite"] == found["dateline_newsstand_away"] == 0
        # A process that takes the place of another goes on from its figures.
        for child in processes.children():
            os.kill(child, signal.SIGKILL)
        time.sleep(2)
        processes.get("/")
        processes.until(lambda: told()[ok] > found[ok])


def test_the_access_log_tells_of_answers_and_of_no_reader(paper: Paper) -> None:
    log = paper.folder / "log" / "access.log"
    with closing(Processes(paper, access_log=str(log))) as processes:
        for path in (STORY, "/search/?q=private", "/nothing/"):
            processes.get(path)
        fast = ask(STORY, "User-Agent: Canary", "Accept-Encoding: br")
        with socket.create_connection(("127.0.0.1", processes.port)) as asking:
            for _ in range(3):
                asking.sendall(fast)
                answers(asking, b"", 1)
        processes.until(lambda: log.is_file() and log.read_text().count("\n") >= 7)
        log.rename(log.with_suffix(".1"))
        processes.get("/plain/")
        processes.until(lambda: log.is_file() and "/plain/" in log.read_text())
    lines = [json.loads(line) for line in log.with_suffix(".1").read_text().splitlines()]
    told = [(line["method"], line["path"], line["status"]) for line in lines]
    assert told.count(("GET", STORY, 200)) == 4
    assert ("GET", "/search/", 503) in told
    assert ("GET", "/nothing/", 404) in told
    assert {name for line in lines for name in line} == {"at", "method", "path", "status", "bytes"}
    said = log.with_suffix(".1").read_text()
    assert "127.0.0.1" not in said
    assert "Canary" not in said
    assert "private" not in said


def test_a_port_that_is_taken_is_told_in_one_line(paper: Paper) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        file = paper.folder / "newsstand.json"
        file.write_text(paper.setup(port=taken.getsockname()[1]).written())
        told = subprocess.run(
            [sys.executable, "-m", "dateline.newsstand", str(file)],
            capture_output=True, text=True, timeout=20, check=False,
        )  # fmt: skip
    assert told.returncode == 1
    assert "Address already in use" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"), ("[]", "no object"), ('{"colour": 1}', "there is no 'colour'"),
        ("{}", "missing"), ('{"port": "8000"}', "must be of type int"),
        ('{"hosts": "a"}', "list of names"), ('{"metrics": "9464"}', "an address such as"),
        ('{"headers": [["a"]]}', "list of pairs"),
    ],
)  # fmt: skip
def test_a_setup_that_cannot_be_used_says_what_is_wrong(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "newsstand.json"
    file.write_text(text)
    with pytest.raises(BadSetup, match=said):
        setup.read(file)
    with pytest.raises(BadSetup, match="cannot be read"):
        setup.read(tmp_path / "none.json")


def test_a_setup_is_read_as_it_was_written(paper: Paper) -> None:
    given = paper.setup(port=8000, workers=3, proxies=1, access_log="-")
    file = paper.folder / "newsstand.json"
    file.write_text(given.written())
    assert setup.read(file) == given
    assert plate("/").state == "plate"
