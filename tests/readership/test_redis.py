"""Reads in Redis: what the file does, on several machines."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dateline.readership.counting import Batch
from dateline.readership.ledger import LedgerUnusable, TooFine
from dateline.readership.opening import open_ledger
from dateline.readership.redis_store import RedisStore
from dateline.readership.store import Store
from dateline.readership.windows import LAST_DAY, LAST_HOUR, LAST_WEEK, Window
from tests.readership.reading import DAY, HOUR, MINUTE, MONDAY, Desk, flush

SERVER = shutil.which("redis-server") or shutil.which("valkey-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="no Redis on this machine")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Redis for these tests."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = [str(SERVER), "--port", str(port), "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    for _ in range(100):
        try:
            RedisStore(f"redis://127.0.0.1:{port}/0").close()
            break
        except LedgerUnusable:
            time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait()


@pytest.fixture
def redis(url: str) -> Iterator[RedisStore]:
    """An empty Redis."""
    with closing(RedisStore(url)) as store:
        store._db.flushall()
        yield store


def test_a_batch_that_is_brought_again_is_not_counted_again(redis: RedisStore) -> None:
    batch = Batch("north", 1, (("ferry", int(MONDAY), 3),))
    assert redis.hand_over(batch, MONDAY)
    assert not redis.hand_over(batch, MONDAY)
    assert redis.hand_over(Batch("south", 1, batch.counts), MONDAY)
    assert redis.total("ferry") == 6
    assert Desk(redis).top(at=MONDAY) == {"ferry": 6}


def test_file_and_redis_tell_the_same_of_the_same_reads(redis: RedisStore, path: Path) -> None:
    dice = random.Random(7)
    with closing(Store(path)) as file:
        at = MONDAY
        desks = [Desk(file), Desk(redis)]
        windows = [LAST_HOUR, LAST_DAY, LAST_WEEK, Window(72 * HOUR)]
        for _ in range(60):
            at += dice.choice([1, 59, 60, 600, HOUR, 7 * HOUR, -30])
            uid = f"story-{dice.randrange(8)}"
            for desk in desks:
                desk.counter.read(uid, at, b"a")
                desk.counter.read(uid, at, b"b")
                flush(desk.counter, desk.ledger, at)
            if dice.random() < 0.3:
                for window in windows:
                    assert desks[0].top(window, at=at) == desks[1].top(window, at=at)
        for later in (0, HOUR, DAY, 3 * DAY, 9 * DAY):
            for window in windows:
                assert desks[0].top(window, at=at + later) == desks[1].top(window, at=at + later)
        for uid in ("story-1", "story-2", "nobody"):
            assert file.total(uid) == redis.total(uid)
            days = (uid, MONDAY, at + 1, DAY)
            assert file.over_time(*days) == redis.over_time(*days)


def test_board_and_chart_are_of_now(redis: RedisStore, path: Path) -> None:
    now = time.time() // MINUTE * MINUTE + 1
    with closing(Store(path)) as file:
        for ledger in (file, redis):
            desk = Desk(ledger)
            desk.read("ferry", 3, at=now - 15 * MINUTE)
            desk.read("harbour", 2, at=now)
            desk.read("ferry", 1, at=now)
        assert redis.now(now) == file.now(now)
        chart = ("ferry", now - HOUR, now + 1, 5 * MINUTE)
        assert redis.over_time(*chart) == file.over_time(*chart)
    with pytest.raises(TooFine):
        redis.over_time("ferry", now - 3 * DAY, now - 3 * DAY + HOUR, MINUTE)


def test_steps_are_forgotten_when_they_are_kept_no_longer(redis: RedisStore) -> None:
    Desk(redis).read("ferry", at=MONDAY)
    left = {key.split(":")[2]: redis._db.ttl(key) for key in redis._db.scan_iter("*")}  # type: ignore
    assert 25 * HOUR < left["60"] <= 26 * HOUR
    assert 7 * DAY < left["3600"] <= 8 * DAY
    assert 7 * DAY < left["handed"] <= 8 * DAY
    assert left["days"] == -1


def test_a_clock_that_is_set_back_leaves_a_true_list(redis: RedisStore) -> None:
    desk = Desk(redis)
    desk.read("ferry", 3, at=MONDAY)
    desk.read("ghost", 9, at=MONDAY + 365 * DAY)
    desk.read("harbour", 2, at=MONDAY + MINUTE)
    for window in (LAST_HOUR, LAST_DAY, LAST_WEEK):
        assert desk.top(window, at=MONDAY + MINUTE) == {"ferry": 3, "harbour": 2}


def test_a_list_may_be_of_the_first_few(redis: RedisStore) -> None:
    desk = Desk(redis)
    for times, uid in enumerate("abcdef", start=1):
        desk.read(uid, times, at=MONDAY)
    top = redis.top(LAST_DAY, MONDAY, minimum=2, most=2)
    assert [(each.uid, each.reads) for each in top] == [("f", 6), ("e", 5)]
    assert [each.uid for each in redis.top(LAST_DAY, MONDAY, most=1)] == ["f"]


def test_a_redis_that_is_away_is_said_so_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnusable, match="Redis cannot be used") as found:
        open_ledger(tmp_path, "redis://:secret@127.0.0.1:1/0")
    assert "secret" not in str(found.value)
