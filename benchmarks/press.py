"""What printing costs: from Publish to what readers get, and a run of the whole paper.

``python benchmarks/press.py publish`` puts stories into print, one after the other, into a paper
whose plate store holds 10,000 and then 100,000 plates, while a press works in a process of its own.
A reader looks at story, front, section, topic, contributor, feed and sitemap together, in one read
transaction, until all of them have the story, and counts the looks at which only some had it.
Every second story is printed for the first time, the others are changed.

``python benchmarks/press.py run --stories 10000`` prints a whole paper, and tells pages a second,
memory and bytes.

The database is one of its own: SQLite in a temporary folder, or the server that
``DATELINE_TEST_DATABASE_URL`` names.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("DATELINE_LOG_LEVEL", "ERROR")
#: Real stories beside the plates that only fill the store.
STORIES = 300
#: What a filler holds: about what a common story takes.
FILLER_BYTES = 14_000
#: Seconds for which a publication is waited for.
PATIENCE = 60.0
_PRESS = (
    "from dateline.cli import loading; loading.set_up(); import threading;"
    "from dateline.press import loop; loop.run(threading.Event())"
)


#: Reads the front as a newsstand does, 200 times a second, until it is told to stop.
_READER = """
import select, sys, time
from pathlib import Path
import dateline
from dateline.press.store import in_file
while not Path(sys.argv[1]).is_file(): time.sleep(0.01)
time.sleep(1); store, took = in_file(Path(sys.argv[1])), []
while not select.select([sys.stdin], [], [], 0.005)[0]:
    began = time.perf_counter(); store.version; store.find('/')
    took.append((time.perf_counter() - began) * 1000)
took.sort()
print(f"{len(took):,} reads meanwhile: median {took[len(took) // 2]:.2f} ms, "
      f"p99 {took[int(len(took) * .99)]:.2f} ms, longest {took[-1]:.1f} ms")
"""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Let somebody read the front meanwhile; print how long that took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", _READER, str(path)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        yield
        print(f"  {reader.communicate('stop')[0].strip()}")


@contextmanager
def pressing() -> Iterator[int]:
    """Let a press work in a process of its own; yield its number."""
    from django.db import connection

    told = connection.settings_dict
    url = f"sqlite:///{told['NAME']}"
    if connection.vendor == "postgresql":
        login = told["USER"] + (f":{told['PASSWORD']}" if told["PASSWORD"] else "")
        url = f"postgres://{login}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"
    environment = {
        **os.environ,
        "DATELINE_DATABASE_URL": url,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    if connection.vendor == "postgresql":
        environment["DATELINE_TEST_DATABASE_URL"] = url
    process = subprocess.Popen(
        [sys.executable, "-c", _PRESS], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def cpu_of(pid: int) -> float:
    """Return the CPU seconds that a process has used."""
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def fill(store: Any, total: int) -> None:
    """Bring the store to `total` plates, with such as nobody renders."""
    from dateline.press.store import Plate
    from dateline.press.storing import Change

    made = _filler_forms()
    there = len(store.paths())
    for start in range(there, total, 2_000):
        plates = []
        for number in range(start, min(start + 2_000, total)):
            path = f"/filler/2020/01/01/{number}/"
            keys = frozenset({"masthead", "section:0", f"story:filler-{number}"})
            plates.append(
                Plate(path, "plate", "filler", 200, forms=made, quality=11, digest="0", keys=keys)
            )
        store.commit(store.take_ticket(), Change(time.time(), plates))


def _filler_forms() -> Any:
    from dateline.press import forms

    noise = os.urandom(FILLER_BYTES * 3 // 8).hex().encode()
    return forms.make([noise], [])


def wait(done: Any, patience: float = PATIENCE) -> None:
    """Wait until `done` says so."""
    until = time.monotonic() + patience
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("the press does not come to it")
        time.sleep(0.002)


def publish(sizes: list[int], rounds: int) -> None:
    """Print the table of publications."""
    from django.db import connection

    from benchmarks.archive import Archive
    from dateline.press import storing
    from dateline.press.run import Press, waiting
    from dateline.press.stores import plates_path

    archive = Archive()
    archive.fill(STORIES)
    _readdress()
    print(f"{connection.vendor}, {rounds} publications each")
    print(
        f"{'plates':>8} {'publish ms':>11} {'visible ms p50':>15} {'p99':>7} {'max':>7}"
        f" {'CPU s':>7} {'plates':>7} {'half':>5} {'WAL MB':>7} {'ratio':>6}"
    )
    baseline = 0.0
    with storing.opened(plates_path()) as store:
        press = Press(store)
        press.begin()
        while waiting() or store.due(time.time(), 1):
            press.turn()
        for size in sizes:
            fill(store, size)
            with pressing() as pid:
                time.sleep(5)
                shown = _rounds(archive, store, pid, rounds)
            cost = statistics.median(shown["cpu"])
            baseline = baseline or cost
            visible = sorted(shown["visible"])
            p99 = visible[min(len(visible) - 1, int(len(visible) * 0.99))]
            print(
                f"{size:>8,} {statistics.median(shown['publish']):>11.0f}"
                f" {statistics.median(visible):>15.0f} {p99:>7.0f} {visible[-1]:>7.0f}"
                f" {cost:>7.3f} {statistics.median(shown['plates']):>7.0f} {shown['half']:>5}"
                f" {shown['wal'] / 1e6:>7.1f} {cost / baseline:>6.2f}",
                flush=True,
            )


def _rounds(archive: Any, store: Any, pid: int, rounds: int) -> dict[str, Any]:
    from dateline.press.run import waiting
    from dateline.press.store import opened
    from dateline.press.stores import plates_path
    from tests.cast import make_story

    shown: dict[str, Any] = {
        "publish": [], "visible": [], "cpu": [], "plates": [], "half": 0, "wal": 0
    }  # fmt: skip
    story: Any = None
    with opened(plates_path()) as reader:
        for number in range(rounds):
            words = f"Publication {time.time_ns()}"
            if number % 2 == 0:
                story = make_story(archive.cast, words)
                story.topics = [archive.topics[1]]
                story.save_revision()
            else:
                story.title = words
                story.save_revision()
            before = cpu_of(pid)
            began = time.perf_counter()
            story.get_latest_revision().publish()
            told = time.perf_counter()
            story.refresh_from_db()
            paths = _paths(story, first=number % 2 == 0)
            while True:
                have = _have(reader, paths, words)
                if 0 < have < len(paths):
                    shown["half"] += 1
                if have == len(paths):
                    break
                if time.perf_counter() - told > PATIENCE:
                    raise TimeoutError(f"{have} of {len(paths)} pages have {words}")
                time.sleep(0.001)
            shown["visible"].append((time.perf_counter() - began) * 1000)
            shown["publish"].append((told - began) * 1000)
            wait(lambda: not waiting())
            shown["cpu"].append(cpu_of(pid) - before)
            query = "SELECT count(*) FROM plates WHERE edition = ?"
            shown["plates"].append(store._db.execute(query, (store.edition,)).fetchone()[0])
            shown["wal"] = max(shown["wal"], Path(f"{plates_path()}-wal").stat().st_size)
            time.sleep(0.3)
    return shown


def _paths(story: Any, *, first: bool) -> list[str]:
    """Return where the story is to stand; a sitemap tells of it only when it is `first` printed."""
    month = [f"/sitemaps/city/{story.printed_at:%Y-%m}.xml"] if first else []
    lists = ["/", "/city/", "/topics/topic-1/", "/by/ben-quay/", "/rss.xml", "/city/rss.xml"]
    return [story.address, *lists, *month]


def _have(reader: Any, paths: list[str], words: str) -> int:
    """Return how many of `paths` have the story, as of one instant."""
    reader._db.execute("BEGIN")
    try:
        have = 0
        for path in paths:
            plate = reader.find(path)
            if plate is None or plate.forms is None:
                continue
            text = b"".join(plate.forms.segments())
            have += (paths[0].encode() if path.startswith("/sitemaps/") else words.encode()) in text
        return have
    finally:
        reader._db.execute("COMMIT")


def _readdress() -> None:
    """Give the copies addresses at which stories stand."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE dateline_stories_story SET address = '/city/2026/01/01/copy-' || page_ptr_id"
            " || '/' WHERE address LIKE '/copies/%%'"
        )


def run(stories: int) -> None:
    """Print the table of a run of the whole paper."""
    from django.db import connection

    from benchmarks.archive import Archive
    from dateline.press import storing
    from dateline.press.run import Press, waiting
    from dateline.press.stores import plates_path

    archive = Archive()
    archive.fill(stories)
    _readdress()
    wal, count = 0, 0
    with storing.opened(plates_path()) as store, reading(plates_path()):
        press = Press(store)
        began, cpu = time.perf_counter(), time.process_time()
        press.begin()
        listed = time.perf_counter() - began
        while waiting() or store.due(time.time(), 1):
            press.turn()
            wal = max(wal, Path(f"{plates_path()}-wal").stat().st_size)
            count += 1
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        paths = len(store.paths())
        sizes = [
            size
            for (size,) in store._db.execute(
                "SELECT length(runs) + ifnull(length(brotli), 0) FROM plates WHERE kind = 'story'"
            )
        ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = plates_path().stat().st_size
    print(f"{connection.vendor}, {stories:,} stories: {paths:,} pages")
    print(
        f"  listed in {listed:.1f} s, printed in {took:.0f} s: {paths / took:.1f} pages a second,"
    )
    print(
        f"  {paths / cpu:.1f} pages a CPU second; peak memory {peak:.0f} MB, WAL {wal / 1e6:.1f} MB"
    )
    print(
        f"  a story's plate has {statistics.median(sizes) / 1024:.1f} KB (median, brotli 5 and"
        f" gzip), the file {size / paths / 1024:.1f} KB a page"
    )


def main() -> None:
    """Print one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    publishing = verbs.add_parser("publish")
    publishing.add_argument("--plates", nargs="*", type=int, default=[10_000, 100_000])
    publishing.add_argument("--rounds", type=int, default=100)
    running = verbs.add_parser("run")
    running.add_argument("--stories", type=int, default=10_000)
    args = parser.parse_args()
    import django

    django.setup()
    import structlog
    from django.db import connection

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        if args.verb == "publish":
            publish(args.plates, args.rounds)
        else:
            run(args.stories)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
