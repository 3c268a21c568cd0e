"""The pages that a newsstand has at hand: composed as they go out, until a hole moves or the press
prints them anew. Memory is bounded; what is not at hand is looked up in the plate store."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import structlog

from dateline.lib.caching import KEPT_IN_FRONT, KEPT_MISSING, freshness
from dateline.newsstand import answers
from dateline.newsstand.answers import Answer, lines
from dateline.newsstand.fillings import NEVER, Fillings
from dateline.newsstand.negotiation import BROTLI, GZIP, ORDERS
from dateline.press import forms
from dateline.press.store import THINNED, Plate, Store, in_file

log = structlog.get_logger(__name__)

#: Seconds between two looks whether the press has printed.
LOOK_EVERY = 0.02
#: Seconds after which a page at hand is composed anew: the press compresses better in idle time.
LONGEST_KEPT = 600.0
#: In the last minute before a hole moves, seconds for which a composed page holds.
CLOSE = 5.0
#: What a page at hand takes beside its body, in bytes.
BESIDE = 2_000
#: Characters of a path that stand in a request as they are (RFC 3986, section 3.3).
_PLAIN = "/:@!$&'()*+,;=-._~"


class Away(RuntimeError):
    """The plates cannot be read. Says why."""


class Shelf:
    """The plates of one file. One object serves one thread."""

    def __init__(
        self,
        path: Path,
        most: int,
        headers: Sequence[tuple[str, str]] = (),
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Hold up to `most` bytes of the plates in `path`; `headers` go with every answer."""
        self._path, self._most, self._clock = path, most, clock
        self.common = lines(headers)
        #: How the word begins that a browser has a page already; the page's `short` follows.
        self.unchanged = answers.status_line(304) + self.common
        self._store: Store | None = None
        self._number: tuple[int, int] | None = None
        self._version = self._edition = 0
        self._thinned = ""
        self._fillings = Fillings({})
        #: When the last look was, and when the next one is due.
        self.looked = self.look_at = 0.0
        #: Why the plates cannot be read, or nothing.
        self.fault = "not opened yet"
        #: The moment at which what stands in holes was stopped, or None.
        self.frozen: float | None = None
        #: When the newest plate was printed.
        self.newest = 0.0
        #: By the order of encodings, answers by the first line of their request; those that were
        #: asked for since the last turn, and those before.
        self.young: list[dict[bytes, Answer]] = []
        self._old: list[dict[bytes, Answer]] = []
        self.held = self._held_old = 0
        self.composed = 0
        self.clear()

    def close(self) -> None:
        """Give the file back."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def clear(self) -> None:
        """Have nothing at hand."""
        self.young = [{} for _ in ORDERS]
        self._old = [{} for _ in ORDERS]
        self.held = self._held_old = 0

    def freeze(self, moment: float | None) -> None:
        """Leave in the holes what stands there at `moment`, whatever is printed; None: let them
        move again."""
        if (moment is None) != (self.frozen is None):
            self.frozen = moment
            self._version = -1
            self.clear()

    # What the press has done since.

    def look(self, now: float) -> None:
        """Take note of what the press has printed since the last look."""
        self.looked, self.look_at = now, now + LOOK_EVERY
        try:
            store = self._opened()
            if store.version != self._version:
                with store.instant():
                    self._take_note(store)
        except FileNotFoundError:
            self._lose("there is no such file: nothing was printed yet")
        except sqlite3.Error as error:
            self._lose(str(error))
        else:
            self.fault = ""

    def _lose(self, fault: str) -> None:
        """Go on with what is at hand; the file is opened anew at the next look."""
        if self.fault != fault:
            self.fault = fault
            log.warning("plates.away", file=str(self._path), fault=fault)
        self._number = None
        with suppress(sqlite3.Error):
            self.close()

    def _opened(self) -> Store:
        """Return the store, opened anew where another file stands there now."""
        there = self._path.stat()
        number = (there.st_dev, there.st_ino)
        if self._store is None or number != self._number:
            self.close()
            self._store, self._number, self._version = in_file(self._path), number, -1
            self.clear()
        return self._store

    def _take_note(self, store: Store) -> None:
        """Let go of what is printed anew. What is read is of one instant."""
        version, thinned = store.version, store.note(THINNED)
        edition, self.newest = store.newest()
        if self._version < 0 or thinned != self._thinned or edition < self._edition:
            self.clear()
        elif edition != self._edition:
            for path in store.printed_since(self._edition):
                self._drop(path)
        if self.frozen is None:
            holes = store.all_fillings()
            if holes != self._fillings.holes:
                self._fillings = Fillings(holes)
                self.clear()
        self._version, self._edition, self._thinned = version, edition, thinned

    def _drop(self, path: str) -> None:
        line = line_of(path)
        for order in range(len(ORDERS)):
            if answer := self.young[order].pop(line, None):
                self.held -= answer.size + BESIDE
            if answer := self._old[order].pop(line, None):
                self._held_old -= answer.size + BESIDE

    # Handing out.

    def at_hand(self, line: bytes, order: int, now: float) -> Answer | None:
        """Return what the request that begins with `line` is answered with, if it is at hand."""
        if not self.looked <= now < self.look_at:
            self.look(now)
        answer = self.young[order].get(line)
        if answer is None:
            answer = self._old[order].get(line)
            if answer is not None:
                self._keep(line, order, answer)
        return answer if answer is not None and answer.begins <= now < answer.until else None

    def find(self, path: str, now: float) -> Plate | None:
        """Return the plate at `path` as it stands now. Raises `Away`."""
        try:
            store = self._opened()
            with store.instant():
                # Whatever is at hand is of this instant, too, from here on.
                if store.version != self._version:
                    self._take_note(store)
                return store.find(path)
        except (FileNotFoundError, sqlite3.Error) as error:
            self.look(now)
            raise Away(self.fault or str(error)) from error

    def hands_out(self, name: str) -> bool:
        """Whether readers may have the file `name`. Raises `Away`."""
        with self._reading() as store:
            return store.hands_out(name)

    def tells_of(self, story: str) -> bool:
        """Whether the page of the story `story` is printed. Raises `Away`."""
        with self._reading() as store:
            return store.tells_of(story)

    @contextmanager
    def _reading(self) -> Iterator[Store]:
        try:
            yield self._opened()
        except (FileNotFoundError, sqlite3.Error) as error:
            raise Away(str(error)) from error

    def answer(self, plate: Plate, path: str, order: int, now: float) -> Answer:
        """Return `plate` as it goes out at `now` to who asked for `path`; it stays at hand."""
        answer = self._compose(plate, path, order, now)
        if plate.path == path:
            self._keep(line_of(path), order, answer)
        return answer

    def _keep(self, line: bytes, order: int, answer: Answer) -> None:
        size = answer.size + BESIDE
        if before := self.young[order].pop(line, None):
            self.held -= before.size + BESIDE
        if self.held + size > self._most // 2:
            self._old, self._held_old = self.young, self.held
            self.young, self.held = [{} for _ in ORDERS], 0
        self.young[order][line] = answer
        self.held += size

    @property
    def size(self) -> int:
        """Bytes that the pages at hand take."""
        return self.held + self._held_old

    def _compose(self, plate: Plate, path: str, order: int, now: float) -> Answer:
        assert plate.forms is not None  # noqa: S101  the caller looked
        self.composed += 1
        moment = now if self.frozen is None else self.frozen
        filled = self._fillings.at(plate.holes, moment)
        begins, until, fresh = _lasting(filled.begins, filled.until, now)
        if self.frozen is not None:
            begins, until, fresh = -NEVER, NEVER, KEPT_IN_FRONT
        coding, body = _encoded(plate.forms, filled.values, order)
        tag = hashlib.sha256(b"\0".join([plate.digest.encode(), coding.encode(), *filled.values]))
        etag = f'"{tag.hexdigest()[:32]}"'
        fields = list(plate.headers)
        short = [("vary", "accept-encoding")]
        if not any(name.lower() == "cache-control" for name, _ in fields):
            seconds = fresh if plate.status == 200 else KEPT_MISSING
            short.append(("cache-control", freshness(seconds)))
        if plate.status == 200:
            short.append(("etag", etag))
        if coding:
            fields.append(("content-encoding", coding))
        fields.append(("content-length", str(len(body))))
        shorter = lines(short)
        head = answers.status_line(plate.status) + lines(fields) + self.common + shorter
        asked = line_of(path).split(b" ")[1].decode()
        answer = Answer(plate.status, head, body, asked)
        answer.short = shorter
        answer.begins, answer.until = begins, until
        answer.etag = etag.encode() if plate.status == 200 else b""
        answer.story = plate.story
        return answer


def line_of(path: str) -> bytes:
    """Return the line with which a browser asks for `path`."""
    return f"GET {quote(path, safe=_PLAIN)} HTTP/1.1".encode()


def _lasting(begins: float, until: float, now: float) -> tuple[float, float, int]:
    """Return from when to when a page composed now holds, and for how many seconds a proxy in
    front may keep it: not beyond the moment at which one of its holes moves."""
    if until - now > KEPT_IN_FRONT + CLOSE:
        return begins, min(until - KEPT_IN_FRONT, now + LONGEST_KEPT), KEPT_IN_FRONT
    ends = min(until, now + CLOSE)
    return max(begins, now - CLOSE), ends, int(until - ends)


def _encoded(page: forms.Forms, fillings: Sequence[bytes], order: int) -> tuple[str, bytes]:
    for coding in ORDERS[order]:
        if coding == BROTLI:
            with suppress(forms.TooLong):  # until the page is printed again, with more room
                body = page.brotlied(fillings)
                if body is not None:
                    return coding, body
        elif coding == GZIP:
            return coding, page.gzipped([forms.run_of(filling) for filling in fillings])
    return "", page.identity(fillings)
