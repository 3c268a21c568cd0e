"""Goes ways in processes of its own that die, or whose database fails, at every point.

``python -m tests.stories.driver BASE [-k WAY]… [-f WAY]…`` is started by the tests with the
database at ``DATELINE_DATABASE_URL``, made from `BASE` for every case anew: a file for SQLite,
the name of a template database for PostgreSQL. Ways after ``-k`` are killed, those after ``-f``
fail as well, and all races are run. It says what it found as one line of JSON each. The
database is opened in children only: SQLite must not be carried over a fork.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import django

CHANGES = ("INSERT", "UPDATE", "DELETE")
#: More commits or statements than any way makes.
ENDLESS = 400


def main(base: str, killed: list[str], failed: list[str]) -> None:
    """Go the ways of these names, and the races; report to standard output."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.conf import settings
    from django.contrib.auth.signals import user_logged_in

    # Logging in is not what is looked at here: it leaves nothing in the database.
    settings.ALLOWED_HOSTS = ["*"]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    user_logged_in.disconnect(dispatch_uid="update_last_login")
    from tests.stories.races import RACES
    from tests.stories.ways import BY_NAME

    stage = Stage(base)
    stage.warm(BY_NAME[name] for name in killed)
    for name in killed:
        _say({"way": name, **stage.try_way(BY_NAME[name], fail=name in failed)})
    for race in RACES:
        _say({"way": race.name, **stage.run(race)})


def _say(report: dict[str, Any]) -> None:
    print(json.dumps(report), flush=True)  # noqa: T201


class Stage:
    """Databases, one a case, and the children that work on them."""

    def __init__(self, base: str) -> None:
        from django.conf import settings

        self.kind = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
        self.name = str(settings.DATABASES["default"]["NAME"])
        self.base, self.prepared = f"{self.name}_base", f"{self.name}_prepared"
        self.set_up(base, self.name)
        self.child(_enter_cast)
        self.set_up(self.name, self.base)

    def set_up(self, source: str, target: str) -> None:
        """Make `target` a copy of `source`."""
        if self.kind == "sqlite3":
            for ending in ("-wal", "-shm"):
                Path(target + ending).unlink(missing_ok=True)
            shutil.copyfile(source, target)
            return
        import psycopg
        from django.conf import settings

        given = settings.DATABASES["default"]
        with psycopg.connect(
            host=given["HOST"], port=given["PORT"] or 5432, user=given["USER"], dbname="postgres",
            password=given["PASSWORD"] or None, autocommit=True,
        ) as server:  # fmt: skip
            server.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def warm(self, ways: Any) -> None:
        """Go all ways once in this process, so that its children find everything loaded."""
        from django.db import connections

        for way in ways:
            self.set_up(self.base, self.name)
            try:
                _prepare(way)
                _go(way)
            finally:
                connections.close_all()

    def try_way(self, way: Any, *, fail: bool) -> dict[str, Any]:
        """Kill the way after each of its commits, then perhaps fail at each of its changes."""
        self.set_up(self.base, self.name)
        before = self.child(lambda: _prepare(way))
        self.set_up(self.name, self.prepared)
        after = self.child(lambda: _go(way))
        found: list[str] = [*before["faults"], *after["faults"]]
        states = before["state"], after["state"]
        kills = self.kill(way, *states, found)
        if not fail:
            return {"faults": found, "kills": kills}
        fails = self.child(lambda: self.fail(way, *states))["done"]
        return {"faults": found + fails["found"], "kills": kills, "fails": fails["number"]}

    def run(self, race: Any) -> dict[str, Any]:
        """Let all run at once; return what is wrong then, and how many versions there are."""
        self.set_up(self.base, self.name)
        found = self.child(lambda: _prepare(race))["faults"]
        runners = [self.start(lambda go=go: _run(race, go)) for go in race.runners]
        for runner in runners:
            self.finish(*runner)
        left = self.child(lambda: _count_versions(race))
        return {"faults": found + left["faults"], "versions": left["done"]["versions"]}

    def kill(self, way: Any, before: Any, after: Any, found: list[str]) -> int:
        """Kill `way` after each commit; return how many there were."""
        for number in range(1, ENDLESS):
            self.set_up(self.prepared, self.name)
            ended = self.child(lambda n=number: _die_after_commit(n, lambda: _go(way)))
            left = ended if ended["lived"] else self.child(lambda: _clock(way))
            where = f"killed after commit {number}"
            found += _judged(way, where, left, before, after)
            if ended["lived"]:
                return number - 1
            if left["state"] == before:
                again = self.child(lambda: _go(way))
                if again["state"] != after:
                    found.append(f"{where}: gone again, it came to something else")
        raise RuntimeError(f"{way} does not come to an end")

    def fail(self, way: Any, before: Any, after: Any) -> dict[str, Any]:
        """Fail `way` at each change, all in this process; return what was found and how often."""
        from django.db import connections

        found: list[str] = []
        for number in range(1, ENDLESS):
            connections.close_all()
            self.set_up(self.prepared, self.name)
            with way.clock():
                lived = _fail_at_change(number, lambda: _go(way))
                left = _holds()
            found += _judged(way, f"failed at change {number}", left, before, after)
            if lived:
                return {"found": found, "number": number - 1}
        raise RuntimeError(f"{way} does not come to an end")

    def child(self, do: Callable[[], Any]) -> dict[str, Any]:
        """Run `do` in a child; return what it returned and what the database holds after it."""
        return self.finish(*self.start(do))

    def start(self, do: Callable[[], Any]) -> tuple[int, int]:
        """Run `do` in a child, and do not wait for it."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _live(do, writing)
        os.close(writing)
        return pid, reading

    def finish(self, pid: int, reading: int) -> dict[str, Any]:
        """Wait for a child; return what it said."""
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        _, status = os.waitpid(pid, 0)
        if not said:
            if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
                raise RuntimeError(f"a child ended with {status}")
            return {"lived": False}
        report: dict[str, Any] = json.loads(said)
        return report


def _live(do: Callable[[], Any], writing: int) -> None:
    """Do it, tell what the database holds then, and be gone."""
    from django.db import connections

    try:
        done = do()
        report = {"lived": True, "done": done if isinstance(done, dict) else None, **_holds()}
        connections.close_all()
        with os.fdopen(writing, "w") as pipe:
            json.dump(report, pipe)
    except BaseException:  # noqa: BLE001  whatever it was, the parent must hear of it
        traceback.print_exc()
        os._exit(3)
    os._exit(0)


def _holds() -> dict[str, Any]:
    """Return what the database holds, and what is wrong with it."""
    from tests.stories.invariants import faults, state

    return {"faults": faults(), "state": json.loads(json.dumps(state()))}


def _judged(way: Any, where: str, left: Any, before: Any, after: Any) -> list[str]:
    found = [f"{where}: {fault}" for fault in left["faults"]]
    if way.whole and left["state"] not in (before, after):
        found.append(f"{where}: left neither what was nor what is to be: {left['state']}")
    return found


def _enter_cast() -> None:
    from tests.cast import make_cast

    make_cast()


def _prepare(way: Any) -> None:
    from tests.stories.ways import find_cast

    way.prepare(find_cast())


def _go(way: Any) -> None:
    from tests.stories.ways import find_cast

    cast = find_cast()
    _clock(way)
    way.go(cast)


def _run(race: Any, go: Callable[[Any], Any]) -> None:
    from tests.stories.ways import find_cast

    cast = find_cast()
    _clock(race)
    go(cast)


def _count_versions(race: Any) -> dict[str, Any]:
    from dateline.record.models import Version

    _clock(race)
    return {"versions": Version.objects.count()}


def _clock(way: Any) -> None:
    """Let the way's own time come, for the rest of this process."""
    way.clock().start()


class Broken(Exception):
    """The database failed, as it was asked to."""


def _die_after_commit(number: int, go: Callable[[], Any]) -> None:
    """Kill this process right after its commit of that `number`."""
    from django.db import connection

    left = number
    commit = connection._commit

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def committing() -> Any:
        done = commit()
        count()
        return done

    def changing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if not connection.in_atomic_block and sql.lstrip().upper().startswith(CHANGES):
            count()
        return done

    connection._commit = committing  # type: ignore[method-assign]
    with connection.execute_wrapper(changing):
        go()


def _fail_at_change(number: int, go: Callable[[], Any]) -> bool:
    """Let the change of that `number` fail; return whether there was none."""
    from django.db import connection

    left = number

    def changing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        if sql.lstrip().upper().startswith(CHANGES):
            left -= 1
            if left == 0:
                raise Broken(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(changing), suppress(Broken):
        go()
    return left > 0


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("base")
    given.add_argument("-k", dest="killed", action="append", default=[])
    given.add_argument("-f", dest="failed", action="append", default=[])
    main(**vars(given.parse_args()))
