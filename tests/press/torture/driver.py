"""Does a deed and prints it, in processes that die, find the disk full, or lose their power.

``python -m tests.press.torture.driver BASE SHIM DEED MODE EVERY`` runs below ``DATELINE_SITE``,
with the database there made from the file `BASE` for every case anew. `SHIM` must be loaded with
``LD_PRELOAD``. It says what it found as one line of JSON. SQLite must not be carried over a fork:
this process opens the database only before the first child.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import shutil
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import django
import time_machine
from django.db import DatabaseError, connection, connections

KILL, FULL, LOG = 1, 2, 3
NOON, LATER = "2026-07-06T12:00:00+00:00", "2026-07-06T13:00:00+00:00"
#: What a child writes as soon as the deed is acknowledged.
TOLD = b"told"
_HEAD = struct.Struct("<c3Q")


def main(base: str, shim: str, deed: str, mode: str, every: str) -> None:
    """Do `deed` in `mode` at each `every`-th write; report to standard output."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.press.torture.deeds import DEEDS

    kind = StageOnPostgres if connection.vendor == "postgresql" else Stage
    stage = kind(Path(base), ctypes.CDLL(shim), DEEDS[deed])
    modes = {"kill": stage.kill, "full": stage.fill, "power": stage.cut}
    print(json.dumps(modes[mode](int(every))), flush=True)  # noqa: T201


class Stage:
    """A paper as it was before the deed, and children that do it."""

    def __init__(self, base: Path, shim: Any, deed: Any) -> None:
        from django.conf import settings

        self.var, self.shim, self.deed = Path(settings.VAR), shim, deed
        self.prepared = self.var.parent / "prepared"
        self.files = [self.var / "plates.db", Path(str(settings.DATABASES["default"]["NAME"]))]
        self.database = Path(str(settings.DATABASES["default"]["NAME"])).name
        self.shim.torture_arm.argtypes = [
            ctypes.c_int,
            ctypes.c_long,
            ctypes.c_char_p,
            ctypes.c_int,
        ]
        shutil.rmtree(self.var, ignore_errors=True)
        self.var.mkdir()
        self._lay(base)
        self._warm()
        self._clear()
        self._lay(base)
        prepared = self.child(self._prepare)
        assert prepared["said"], "the paper could not be prepared"
        self._keep()
        self.before = prepared["said"]
        unbroken = self.child(self._do)
        self.after = unbroken["said"]
        self.writes = self.after.pop("writes")
        self.before.pop("writes", None)
        assert self.before["plates"] != self.after["plates"], "the deed changes nothing"

    def _lay(self, base: Path) -> None:
        shutil.copyfile(base, self.var / self.database)

    def _warm(self) -> None:
        """Do all once in this process, so that its children find everything loaded."""
        self.pipe = self._null()
        try:
            self._prepare()
            self._do()
        finally:
            connections.close_all()

    def _clear(self) -> None:
        for file in self.var.iterdir():
            if file.is_file():
                file.unlink()

    def _keep(self) -> None:
        """Keep the paper as it is now, to begin with in every case."""
        self.prepared.mkdir()
        for file in self.var.iterdir():
            if file.is_file() and not file.name.endswith(("-wal", "-shm")):
                shutil.copyfile(file, self.prepared / file.name)

    def kill(self, every: int) -> dict[str, Any]:
        """Kill the process at each `every`-th write."""
        found: list[str] = []
        for number in range(1, self.writes + 1, every):
            self.set_up()
            died = self.child(lambda n=number: self._do(KILL, n))
            if died["said"] is not None:
                found.append(f"write {number}: it was not killed")
            found += self._judged(f"killed at write {number}", told=died["told"])
        return {"deed": self.deed.name, "writes": self.writes, "every": every, "faults": found}

    def fill(self, every: int) -> dict[str, Any]:
        """Have the disk full from each `every`-th write on, until the process noticed."""
        found: list[str] = []
        for number in range(1, self.writes + 1, every):
            self.set_up()
            left = self.child(lambda n=number: self._fill(n))["said"]
            where = f"full from write {number}"
            if left is None:
                found.append(f"{where}: the process ended")
                continue
            found += [f"{where}: {fault}" for fault in left["told"]]
            if left["plates"] != self.after["plates"]:
                found.append(f"{where}: with space again, not all came to stand")
        return {"deed": self.deed.name, "writes": self.writes, "every": every, "faults": found}

    def cut(self, every: int) -> dict[str, Any]:
        """Cut the power after each `every`-th write: what was not synced is lost, or only half."""
        self.set_up()
        log = self.var.parent / "writes.log"
        self.child(lambda: self._do(LOG, 0, log))
        moments = list(_read(log))
        found: list[str] = []
        cases = 0
        for number in range(0, len(moments) + 1, every):
            for half in (False, True):
                self._rebuild(moments[:number], number, half)
                told = any(what == "told" for what, *_ in moments[:number])
                where = f"power cut after {number}{', half written' if half else ''}"
                found += self._judged(where, told=told)
                cases += 1
        return {"deed": self.deed.name, "writes": len(moments), "cases": cases, "faults": found}

    def set_up(self) -> None:
        """Make the paper what it was before the deed."""
        self._clear()
        for file in self.prepared.iterdir():
            shutil.copyfile(file, self.var / file.name)

    def child(self, do: Callable[[], Any], killed_after: float | None = None) -> dict[str, Any]:
        """Run `do` in a child; return what it said, if it lived, and whether it was told that the
        deed is done."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            self.pipe = writing
            with suppress(BaseException):
                try:
                    said = json.dumps(do())
                    connections.close_all()  # the last to leave writes the log back
                    os.write(writing, b"\n")
                    with os.fdopen(writing, "w") as pipe:
                        pipe.write(said)
                    os._exit(0)
                except BaseException:  # noqa: BLE001  whatever it was, its parent must hear of it
                    traceback.print_exc()
            os._exit(3)
        os.close(writing)
        if killed_after is not None:
            time.sleep(killed_after)
            os.kill(pid, signal.SIGKILL)
        with os.fdopen(reading, "rb") as pipe:
            told, _, said = pipe.read().partition(b"\n")
        _, status = os.waitpid(pid, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise RuntimeError("a child failed: see what it said")
        return {"told": told == TOLD, "said": json.loads(said) if said else None}

    # What children do.

    def _prepare(self) -> dict[str, Any]:
        from tests.cast import make_cast

        with time_machine.travel(NOON, tick=False):
            self.deed.prepare(make_cast())
            printed()
            return self._come_to()

    def _do(self, mode: int = 0, number: int = 0, log: Path | None = None) -> dict[str, Any]:
        """Do the deed, tell that it is done, print it."""
        from tests.stories.ways import find_cast

        keeping = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if log else -1
        with time_machine.travel(LATER, tick=False):
            cast = find_cast()
            self.shim.torture_arm(
                mode or LOG, number, str(self.var).encode(), keeping if log else self._null()
            )
            self.deed.do(cast)
            os.write(self.pipe, TOLD)
            if log:
                os.write(keeping, _HEAD.pack(b"a", 0, 0, 0))
            printed()
            connections.close_all()
            writes = self.shim.torture_done()
            self.shim.torture_arm(0, 0, b"", -1)
            return {**self._come_to(), "writes": writes}

    def _null(self) -> int:
        return os.open(os.devnull, os.O_WRONLY)

    def _fill(self, number: int) -> dict[str, Any]:
        """Do the deed on a full disk, look that readers read, then make space and do it again."""
        import sqlite3

        from dateline.press.store import opened
        from dateline.press.stores import plates_path
        from tests.stories.ways import find_cast

        faults: list[str] = []
        with time_machine.travel(LATER, tick=False), opened(plates_path()) as reader:
            cast = find_cast()
            reader.edition  # noqa: B018  readers have the store open before the disk fills up
            self.shim.torture_arm(FULL, number, str(self.var).encode(), -1)
            done = False
            try:
                self.deed.do(cast)
                done = True
                printed()
            except (DatabaseError, sqlite3.Error) as error:
                if "full" not in str(error) and "disk I/O" not in str(error):
                    faults.append(f"it said {error!r}")
            if _plates(reader) not in (self.before["plates"], self.after["plates"]):
                faults.append("readers saw half a publication")
            self.shim.torture_arm(0, 0, b"", -1)
            if not done:
                connections.close_all()
                if self._newsroom() != self.before["newsroom"]:
                    faults.append("what was refused was done by half")
                self.deed.do(find_cast())
            printed()
            return {**self._come_to(), "told": faults}

    def _judge(self, told: bool) -> dict[str, Any]:
        """Look at what is left, as a reader and as the newsroom, then let a press begin anew."""
        import sqlite3
        from contextlib import closing

        from dateline.press.store import opened
        from dateline.press.stores import plates_path
        from tests.stories.invariants import faults

        said: list[str] = []
        with time_machine.travel(LATER, tick=False):
            for path in self.files:
                with closing(sqlite3.connect(path)) as database:
                    (checked,) = database.execute("PRAGMA integrity_check").fetchone()
                    if checked != "ok":
                        said.append(f"{path.name}: {checked}")
            with opened(plates_path()) as store:
                if _plates(store) not in (self.before["plates"], self.after["plates"]):
                    said.append("readers see half a publication")
            said += faults()
            newsroom = self._newsroom()
            if newsroom not in (self.before["newsroom"], self.after["newsroom"]):
                said.append(f"the newsroom holds half: {newsroom}")
            if told and newsroom != self.after["newsroom"]:
                said.append("an acknowledged deed is lost")
            printed()
            with opened(plates_path()) as store:
                wanted = self.after if newsroom == self.after["newsroom"] else self.before
                if _plates(store) != wanted["plates"]:
                    said.append("the press does not come to what is in print")
        return {"faults": said}

    def _judged(self, where: str, *, told: bool) -> Iterator[str]:
        found = self.child(lambda: self._judge(told))["said"]
        return (f"{where}: {fault}" for fault in found["faults"])

    def _come_to(self) -> dict[str, Any]:
        from dateline.press.store import opened
        from dateline.press.stores import plates_path

        with opened(plates_path()) as store:
            return {"plates": _plates(store), "newsroom": self._newsroom()}

    def _newsroom(self) -> Any:
        """Return what the newsroom decided, without what the press makes of it."""
        from dateline.fronts.models import Arrangement
        from dateline.press.models import Outbox, Signpost
        from dateline.stories.models import Topic
        from tests.stories.invariants import state

        rows = [
            state(),
            list(Outbox.objects.order_by("pk").values_list("action", "new_address", "keys")),
            sorted(Signpost.objects.values_list("path", "target")),
            sorted(Topic.objects.values_list("slug", flat=True)),
            Arrangement.objects.count(),
        ]
        return json.loads(json.dumps(rows, default=str))

    # Power.

    def _rebuild(self, moments: list[tuple[Any, ...]], seed: int, half: bool) -> None:
        """Make the files what a disk may hold after `moments`: all that was synced, and of the rest
        nothing, or each write with even chances, the last one torn in a sector."""
        self.set_up()
        chance = random.Random(seed)
        waiting: dict[str, list[tuple[Any, ...]]] = {}
        for what, path, at, data in moments:
            if what == "s":
                for moment in waiting.pop(path, []):
                    _apply(*moment)
            elif what == "u":  # the folder's own entries are written through at once
                waiting.pop(path, None)
                Path(path).unlink(missing_ok=True)
            elif what != "told":
                waiting.setdefault(path, []).append((what, path, at, data))
        for path, writes in waiting.items():
            for number, (what, _, at, data) in enumerate(writes, 1):
                if half and chance.random() < 0.5:
                    torn = data[: 512 * chance.randrange(9)] if number == len(writes) else data
                    _apply(what, path, at, torn if what == "w" else data)


class StageOnPostgres(Stage):
    """The same with database and plates on a server; what readers are handed out is a file."""

    def _lay(self, base: Path) -> None:
        self.files = [self.var / "plates.db"]
        self._copy(str(base), self.database)

    def _keep(self) -> None:
        super()._keep()
        self._copy(self.database, f"{self.database}_prepared")

    def set_up(self) -> None:
        """Make the paper what it was before the deed."""
        super().set_up()
        self._copy(f"{self.database}_prepared", self.database)

    def _copy(self, source: str, target: str) -> None:
        import psycopg
        from django.conf import settings

        given = settings.DATABASES["default"]
        with psycopg.connect(
            host=given["HOST"], port=given["PORT"] or 5432, user=given["USER"], dbname="postgres",
            password=given["PASSWORD"] or None, autocommit=True,
        ) as server:  # fmt: skip
            server.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def kill(self, every: int) -> dict[str, Any]:
        """Kill the process at as many random moments as `every` says."""
        found: list[str] = []
        self.set_up()
        began = time.monotonic()
        self.child(self._do)
        longest, chance = time.monotonic() - began, random.Random(every)
        died = 0
        for number in range(every):
            self.set_up()
            moment = chance.uniform(0, longest)
            ended = self.child(self._do, killed_after=moment)
            died += ended["said"] is None
            found += self._judged(f"killed after {moment:.3f} s ({number})", told=ended["told"])
        return {"deed": self.deed.name, "writes": every, "died": died, "faults": found}


def printed() -> None:
    """Let a press begin and work until nothing waits and nothing is due, and readers have it."""
    from django.utils import timezone

    from dateline.press import loop, stores
    from dateline.press.run import Press, waiting

    with stores.printing() as store:
        press = Press(store)
        press.begin()
        while waiting() or store.due(timezone.now().timestamp(), 1):
            press.turn()
    if stores.in_database():
        with loop.following() as turn:
            turn()


def _plates(store: Any) -> dict[str, Any]:
    """Return what a reader gets at each path, and of what is read most."""
    store._db.execute("BEGIN")
    rows = store._db.execute("SELECT path, state, digest FROM plates").fetchall()
    filled = store._db.execute("SELECT html FROM holes WHERE name = 'most_read'").fetchall()
    store._db.execute("COMMIT")
    return {path: [state, digest] for path, state, digest in rows} | {
        "most_read": [html.decode() for (html,) in filled]
    }


def _apply(what: str, path: str, at: int, data: bytes) -> None:
    with Path(path).open("r+b" if Path(path).exists() else "w+b") as file:
        if what == "w":
            file.seek(at)
            file.write(data)
        else:
            file.truncate(at)


def _read(log: Path) -> Iterator[tuple[Any, ...]]:
    """Yield what was written, in order: kind, path, place, bytes."""
    said, at = log.read_bytes(), 0
    while at < len(said):
        kind, named, length, place = _HEAD.unpack_from(said, at)
        at += _HEAD.size
        path = said[at : at + named].decode()
        at += named
        data = said[at : at + length] if kind == b"w" else b""
        at += len(data)
        yield ("told" if kind == b"a" else kind.decode(), path, place, data)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    main(*sys.argv[1:])
