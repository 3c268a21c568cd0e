"""Reads in Redis (7 or later, or Valkey), where newsstands on several machines count together.

Steps are hashes of story to reads that expire by themselves; a window's running totals are a sorted
set. All that belongs together is one script, which Redis runs at once or not at all; how much a
crash of Redis loses is for its ``appendfsync`` to say. It is one server, not a cluster.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import redis

from dateline.readership.counting import Batch
from dateline.readership.ledger import (
    NOW,
    LedgerUnusable,
    Ranked,
    ReadNow,
    Step,
    TooFine,
    chart_steps,
    table_step,
)
from dateline.readership.windows import (
    DAY,
    KEPT,
    LAST_DAY,
    LAST_HOUR,
    LAST_WEEK,
    MINUTE,
    SWAY,
    Window,
    begins,
)

#: What all keys begin with.
PREFIX = "dateline:reads:"
#: Seconds that anybody waits for an answer.
PATIENCE = 10.0

# As `Standing.move`. ARGV: prefix, at, sway, then (seconds, step) of windows that are to be there.
_MOVE = """
local P, at, sway = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local function add(window, step, from, to, sign)
  for begun = from, to, step do
    local rows = redis.call('HGETALL', P .. step .. ':' .. string.format('%d', begun))
    for i = 1, #rows, 2 do
      redis.call('ZINCRBY', P .. 'top:' .. window, sign * tonumber(rows[i + 1]), rows[i])
    end
  end
end
local function move(window, step)
  local last = math.floor(at / step) * step
  local since = last - window + step
  local key = P .. 'window:' .. window
  local was = redis.call('HMGET', key, 'since', 'last', 'at')
  local old_since, old_last, moved = tonumber(was[1]), tonumber(was[2]), tonumber(was[3])
  if not moved or at < moved - sway or (last > old_last and since > old_last) then
    redis.call('DEL', P .. 'top:' .. window)
    add(window, step, since, last, 1)
  elseif at <= moved then
    return
  elseif last > old_last then
    add(window, step, old_since, since - step, -1)
    add(window, step, old_last + step, last, 1)
    redis.call('ZREMRANGEBYSCORE', P .. 'top:' .. window, '-inf', 0)
  end
  redis.call('HSET', key, 'since', string.format('%d', since), 'last', string.format('%d', last),
    'at', ARGV[2])
  redis.call('HSET', P .. 'windows', window, step)
end
local function move_all(first, to)
  for i = first, to, 2 do redis.call('HSETNX', P .. 'windows', ARGV[i], ARGV[i + 1]) end
  local windows = redis.call('HGETALL', P .. 'windows')
  for i = 1, #windows, 2 do move(tonumber(windows[i]), tonumber(windows[i + 1])) end
  return windows
end
"""
# ARGV goes on: newsstand, sequence, then uid, minute and reads of each count.
_HAND_OVER = (
    _MOVE
    + """
local handed = P .. 'handed:' .. ARGV[10]
if tonumber(redis.call('GET', handed) or '-1') >= tonumber(ARGV[11]) then return 0 end
redis.call('SET', handed, ARGV[11], 'EX', 691200)
local windows = move_all(4, 9)
for i = 12, #ARGV, 3 do
  local uid, minute, reads = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  for _, kept in ipairs({{60, 93600}, {3600, 691200}}) do
    local begun = math.floor(minute / kept[1]) * kept[1]
    local key = P .. kept[1] .. ':' .. string.format('%d', begun)
    redis.call('HINCRBY', key, uid, reads)
    redis.call('EXPIRE', key, kept[2])
  end
  local day = math.floor(minute / 86400) * 86400
  redis.call('HINCRBY', P .. 'days:' .. uid, string.format('%d', day), reads)
  for w = 1, #windows, 2 do
    local step = tonumber(windows[w + 1])
    local begun = math.floor(minute / step) * step
    local reach = redis.call('HMGET', P .. 'window:' .. windows[w], 'since', 'last')
    if begun >= tonumber(reach[1]) and begun <= tonumber(reach[2]) then
      redis.call('ZINCRBY', P .. 'top:' .. windows[w], reads, uid)
    end
  end
end
return 1
"""
)
_BRING_UP = _MOVE + "move_all(4, #ARGV) return 1"


class RedisStore:
    """The reads of a paper in Redis. Does what `Ledger` says."""

    def __init__(self, url: str, prefix: str = PREFIX) -> None:
        """Connect to ``redis://host:port/number``. Raises `LedgerUnusable`."""
        self._prefix = prefix
        with self._named():
            self._db = redis.Redis.from_url(
                url, decode_responses=True, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
            )
            self._hand_over = self._db.register_script(_HAND_OVER)
            self._bring_up = self._db.register_script(_BRING_UP)
            self._db.ping()

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except (redis.RedisError, ValueError, OSError) as error:
            # Without the address: it may hold a password.
            raise LedgerUnusable(f"the reads in Redis cannot be used ({error})") from error

    def _head(self, at: float, *windows: Window) -> list[str | int | float]:
        steps = [number for each in windows for number in (each.seconds, each.step)]
        return [self._prefix, at, SWAY, *steps]

    def hand_over(self, batch: Batch, at: float) -> bool:
        """Add `batch`, at `at`, all of it or nothing; False where it was added before."""
        latest = begins(at, MINUTE)
        counts = [
            field
            for uid, minute, reads in batch.counts
            for field in (uid, min(minute, latest), reads)
        ]
        head = self._head(at, LAST_HOUR, LAST_DAY, LAST_WEEK)
        with self._named():
            return bool(self._hand_over(args=[*head, batch.newsstand, batch.sequence, *counts]))

    def prune(self, at: float) -> None:
        """Nothing: Redis forgets by itself what is kept no longer."""

    def top(
        self,
        window: Window,
        at: float,
        *,
        minimum: int = 1,
        most: int | None = None,
    ) -> tuple[Ranked, ...]:
        """Return the stories with at least `minimum` reads in `window`, the most read first; at
        most `most` of them."""
        key = f"{self._prefix}top:{window.seconds}"
        with self._named():
            self._bring_up(args=self._head(at, window))
            found = self._db.zrange(
                key, cast(Any, "+inf"), minimum, desc=True, byscore=True, withscores=True,
                offset=0, num=-1 if most is None else most,
            )  # fmt: skip
        rows = cast("list[tuple[str, float]]", found)
        return tuple(Ranked(uid, int(reads)) for uid, reads in rows)

    def now(self, at: float, most: int = 20) -> tuple[ReadNow, ...]:
        """Return the stories that are read at `at`, the most read first."""
        last = begins(at, MINUTE)
        latest, before = dict[str, int](), dict[str, int]()
        minutes = range(last - 2 * NOW + MINUTE, last + MINUTE, MINUTE)
        for minute, row in zip(minutes, self._rows(MINUTE, minutes), strict=True):
            sums = latest if minute > last - NOW else before
            for uid, reads in row.items():
                sums[uid] = sums.get(uid, 0) + int(reads)
        order = sorted(latest, key=lambda uid: (-latest[uid], uid))
        return tuple(ReadNow(uid, latest[uid], before.get(uid, 0)) for uid in order[:most])

    def _rows(self, step: int, begun: range) -> list[dict[str, str]]:
        with self._named():
            asked = self._db.pipeline(transaction=False)
            for each in begun:
                asked.hgetall(f"{self._prefix}{step}:{each}")
            return list(asked.execute())

    def over_time(self, uid: str, since: float, until: float, step: int) -> tuple[Step, ...]:
        """Return the reads of a story in steps of `step` seconds. See `Ledger.over_time`."""
        steps = chart_steps(since, until, step)
        kept = table_step(step)
        parts = [part for begun in steps for part in range(begun, begun + step, kept)]
        with self._named():
            if kept == DAY:
                row = cast("list[str | None]", self._days(uid, parts))
            else:
                (now, _) = cast("tuple[int, int]", self._db.time())
                if parts and parts[0] < now - KEPT[kept]:
                    raise TooFine(f"reads in steps of {kept} s are kept no longer of that time")
                asked = self._db.pipeline(transaction=False)
                for part in parts:
                    asked.hget(f"{self._prefix}{kept}:{part}", uid)
                row = asked.execute()
        reads = dict(zip(parts, (int(each or 0) for each in row), strict=True))
        size = range(0, step, kept)
        return tuple(Step(each, sum(reads[each + part] for part in size)) for each in steps)

    def _days(self, uid: str, days: list[int]) -> list[Any]:
        key = f"{self._prefix}days:{uid}"
        return list(cast(Any, self._db.hmget(key, list(map(str, days))))) if days else []

    def total(self, uid: str) -> int:
        """Return all reads of a story."""
        with self._named():
            return sum(
                int(reads) for reads in cast(Any, self._db.hvals(f"{self._prefix}days:{uid}"))
            )

    def close(self) -> None:
        """Give the connection back."""
        self._db.close()
