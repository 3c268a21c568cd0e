"""What the newsstand does when ten times as much is asked as it can hand out.

``python benchmarks/overload.py`` holds a newsstand to a tenth of a core (a cgroup), finds out what
it hands out at most, and has 2,000 connections ask for ten times that for 30 s, each at its own
pace (`h2load --rps`). Meanwhile a publication is printed, and a reader on a connection of its own
looks when it is to be seen. It needs root for the cgroup, and h2load (``apt-get install
nghttp2-client``).
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.newsstand import HTML, address, children, prepare  # noqa: E402
from dateline.newsstand.setup import Setup  # noqa: E402
from dateline.press import forms, storing  # noqa: E402
from dateline.press.store import Plate  # noqa: E402

PORT, CONNECTIONS, SHARE = 8_431, 2_000, 0.1
GROUPS = Path("/sys/fs/cgroup")


@contextlib.contextmanager
def held(processes: list[int], share: float) -> Iterator[None]:
    """Let `processes` have `share` of a core together."""
    first = GROUPS / "cpu" if (GROUPS / "cpu").is_dir() else GROUPS
    group = first / "dateline-overload"
    group.mkdir()
    try:
        if first.name == "cpu":
            (group / "cpu.cfs_period_us").write_text("100000")
            (group / "cpu.cfs_quota_us").write_text(str(int(share * 100_000)))
        else:
            (group / "cpu.max").write_text(f"{int(share * 100_000)} 100000")
        for process in processes:
            (group / "cgroup.procs").write_text(str(process))
        yield
    finally:
        for process in processes:
            with contextlib.suppress(OSError):
                (first / "cgroup.procs").write_text(str(process))
        group.rmdir()


def load(connections: int, seconds: int, rate: float, file: Path) -> tuple[float, int]:
    """Ask for what `file` names; return answers a second, and requests that had none."""
    pace = [f"--rps={rate / connections:.2f}"] if rate else []
    told = subprocess.run(
        ["h2load", "--h1", "-t1", f"-c{connections}", f"-D{seconds}", "-i", str(file), *pace,
         "-H", "accept-encoding: br", "-H", "user-agent: Mozilla/5.0 (X11) Firefox/140.0"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    done = int(re.search(r"(\d+) succeeded", told)[1])
    failed = int(re.search(r"(\d+) failed", told)[1])
    return done / seconds, failed


def seen(path: str, words: bytes, patience: float) -> float:
    """Return the seconds until a reader finds `words` at `path`."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=patience)
    while time.monotonic() < began + patience:
        connection.request("GET", path)
        if words in connection.getresponse().read():
            return time.monotonic() - began
    raise AssertionError(f"not seen within {patience} s")


def publish(store: Path, path: str, words: bytes) -> None:
    """Print a page."""
    bare = Plate(path, "plate", "page", 200, HTML, forms=forms.make((words,), ()), quality=5)
    with storing.opened(store) as writer:
        plates = [replace(bare, digest=bare.counted(), printed_at=time.time())]
        writer.commit(writer.take_ticket(), storing.Change(time.time(), plates=plates))


def main() -> int:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=30)
    seconds = parser.parse_args().seconds
    if not shutil.which("h2load") or os.geteuid() != 0:
        print("run it as root, with h2load: apt-get install nghttp2-client", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="overload-") as name:
        folder = Path(name)
        (folder / "var").mkdir()
        prepare(folder, 200)
        file = folder / "addresses"
        file.write_text("".join(f"http://127.0.0.1:{PORT}{address(n)}\n" for n in range(200)))
        setup = Setup(
            "127.0.0.1", PORT, str(folder / "var"), str(folder / "media"),
            f"http://127.0.0.1:{PORT}", ("127.0.0.1",), str(folder / "none"),
            access_log=str(folder / "log"),
        )  # fmt: skip
        (folder / "setup.json").write_text(setup.written())
        process = subprocess.Popen(
            [sys.executable, "-m", "dateline.newsstand", str(folder / "setup.json")],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )
        time.sleep(2)
        try:
            with held(children(process.pid), SHARE):
                measure(folder / "var" / "plates.db", file, seconds)
        finally:
            process.terminate()
            process.wait(15)
    return 0


def measure(store: Path, file: Path, seconds: int) -> None:
    """Print the figures of one newsstand that is held."""
    load(20, 3, 0, file)
    free, _ = load(100, 10, 0, file)
    most, _ = load(CONNECTIONS, 10, free, file)
    print(
        f"held to {SHARE:g} of a core: {free:,.0f} answers a second to 100 connections, {most:,.0f}"
        f" to {CONNECTIONS:,} that ask for as many"
    )
    visible: list[float] = []

    def meanwhile() -> None:
        time.sleep(seconds / 3)
        publish(store, "/published/", b"published meanwhile")
        visible.append(seen("/published/", b"published meanwhile", seconds))

    reader = threading.Thread(target=meanwhile)
    reader.start()
    good, failed = load(CONNECTIONS, seconds, 10 * most, file)
    reader.join()
    began = time.monotonic()
    while True:
        asked = time.monotonic()
        seen("/published/", b"published", 10)
        if time.monotonic() - asked < 0.05:
            break
    print(
        f"ten times as much asked by {CONNECTIONS:,} connections for {seconds} s: {good:,.0f}"
        f" answers a second, {good / most:.0%}; {failed} requests failed; a publication was seen"
        f" after {visible[0] * 1000:,.0f} ms; a request took less than 50 ms again after"
        f" {time.monotonic() - began:.2f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
