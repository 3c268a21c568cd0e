"""A request in, an answer out: what readers get, whoever parses and writes.

The decisions for odd requests stand in a table in ``docs/reference/requests.md``; each is tested.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import structlog

from dateline.lib.caching import KEPT_IN_FRONT, NEVER_KEPT, freshness
from dateline.newsstand import requests
from dateline.newsstand.answers import Answer, is_among, lines, status_line
from dateline.newsstand.door import Closed, Door, Said
from dateline.newsstand.files import Statics, stored
from dateline.newsstand.negotiation import GZIP, ORDERS, PLAIN
from dateline.newsstand.requests import Refused, Request
from dateline.newsstand.setup import Setup
from dateline.newsstand.shelf import Away, Shelf, line_of
from dateline.press import routes
from dateline.press.store import AWAY, GONE, MISSING, Plate

log = structlog.get_logger(__name__)

#: Methods that pages are asked for by, and those that a live page takes.
_SAFE, _LIVE = (b"GET", b"HEAD"), (b"GET", b"HEAD", b"POST")
_FORM = b"application/x-www-form-urlencoded"
#: Characters of a query that goes along with a live page, or to another address.
LONGEST_QUERY = 2_000
#: The picture that counts where pages are kept in front (`dateline.stories.plates.beacon`), and
#: what is seen of it: one transparent dot.
_BEACON = re.compile("/read/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[.]gif", re.ASCII)
_DOT = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
#: Characters that stand in an address as they are (RFC 3986), among them those that tell its parts.
_WHOLE = "/:@!$&'()*+,;=-._~%?#[]"
#: Seconds between two lines of the log about the reader service.
WARN_EVERY = 10.0


class Counts(Protocol):
    """Counts reads (`dateline.readership.counting.Counter`)."""

    def read(self, uid: str, at: float, prefix: bytes) -> None:
        """Count a read of story `uid` at `at` from the network `prefix`."""


class Stand:
    """The newsstand of one process, whatever hands it requests."""

    def __init__(
        self,
        setup: Setup,
        counter: Counts,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.setup, self.counter, self.clock = setup, counter, clock
        var = Path(setup.var)
        self.shelf = Shelf(var / "plates.db", setup.memory * 1_000_000, setup.headers, clock)
        self._media = Path(setup.media)
        self.statics = Statics(var / "static", self.shelf.common)
        host = setup.origin.partition("://")[2]
        self._stubs = Door(setup.service, host)
        self._live = Door(setup.service, host)
        self._hosts: dict[bytes, bool] = {}
        self.counts_pages = setup.counted_by == "pages"
        self._switch = var / "lite"
        self._warned = 0.0
        #: Whether the switch to lite is thrown.
        self.lite = False

    @property
    def asked(self) -> int:
        """Questions that were put to the reader service."""
        return self._stubs.asked + self._live.asked

    def look_at_switch(self) -> None:
        """Take note whether the switch to lite is thrown: live addresses are closed and what stands
        in holes stops."""
        lite = self._switch.exists()
        if lite != self.lite:
            self.lite = lite
            self.shelf.freeze(self.clock() if lite else None)
            log.warning("lite.on" if lite else "lite.off", switch=str(self._switch))

    def answer(self, request: Request) -> Answer | Awaitable[Answer]:
        """Return what `request` is answered with. Raises nothing."""
        now = self.clock()
        try:
            answer = self._answer(request, now)
        except Refused as refused:
            request.close |= refused.close
            return self.refusal(refused.status, refused.why)
        except Away:
            return self._away()
        except Exception:  # a plate that is damaged costs its own page only
            log.exception("stand.failed", target=request.target[:200].decode("latin-1"))
            return self.refusal(500, "this page is out of order; the fault is ours")
        if not isinstance(answer, Answer):
            return answer
        self.count(answer, request, now)
        if answer.etag and is_among(answer.etag, request.head.none_match):
            return self.unchanged(answer)
        return answer

    def count(self, answer: Answer, request: Request, now: float) -> None:
        """Count a read, if it is one (`dateline.readership.readers.is_read`)."""
        if (
            answer.story
            and self.counts_pages
            and answer.status == 200
            and request.method == b"GET"
            and request.head.by_reader
        ):
            self.counter.read(answer.story, now, request.network)

    def _beacon(self, uid: str, request: Request, now: float) -> Answer | None:
        """Count a read of the story `uid` for the picture that stands in its page, not in another
        site's; None where there is no such story."""
        if not self.shelf.tells_of(uid):
            return None
        of_ours = request.head.fetch_site in {b"", b"same-origin"}
        if of_ours and request.method == b"GET" and request.head.by_reader:
            self.counter.read(uid, now, request.network)
        fields = [("content-type", "image/gif"), ("cache-control", NEVER_KEPT)]
        fields.append(("content-length", str(len(_DOT))))
        return Answer(200, status_line(200) + lines(fields) + self.shelf.common, _DOT)

    def unchanged(self, answer: Answer) -> Answer:
        """Return the word that who asks has `answer` already."""
        return Answer(304, self.shelf.unchanged + answer.short)

    def _answer(self, request: Request, now: float) -> Answer | Awaitable[Answer]:
        host, target = requests.split(request.target)
        if target == b"/healthz":
            return self._plain(200, "ok newsstand\n")
        if target == b"/readyz":
            return self._readiness(now)
        self._require_ours(request, host)
        order = request.head.order
        if request.method in _SAFE:
            at_hand = self.shelf.at_hand(b"GET " + target + b" HTTP/1.1", order, now)
            if at_hand is not None:
                return at_hand
        found = requests.path_of(target)
        if found is None:
            return self._missing(order, now)
        path, query = found
        if path.startswith("/static/"):
            self._require_safe(request)
            answer = self.statics.answer(path.removeprefix("/static/"), order, request.head.range)
            return answer or self._missing(order, now)
        if path.startswith("/media/"):
            self._require_safe(request)
            return self._file(path.removeprefix("/media/"), request) or self._missing(order, now)
        if not self.counts_pages and (uid := _BEACON.fullmatch(path)):
            self._require_safe(request)
            return self._beacon(uid[1], request, now) or self._missing(order, now)
        if not self.shelf.looked <= now < self.shelf.look_at:
            self.shelf.look(now)
        old = routes.numbered(path, query.decode("latin-1")) if query else None
        plate = self.shelf.find(old, now) if old else None
        if plate is None or plate.state not in {"moved", "gone"}:
            plate = self.shelf.find(path, now)
        if plate is None:
            self._require_safe(request)
            return self._elsewhere(path, query, now) or self._missing(order, now)
        if plate.state == "live":
            return self._ask_live(request, path, query)
        self._require_safe(request)
        if plate.state == "stub":
            return self._ask_stub(request, path)
        return self._printed(plate, path, order, now)

    def _printed(self, plate: Plate, path: str, order: int, now: float) -> Answer:
        if plate.state == "moved":
            return self._moved(plate.target)
        if plate.state == "gone":
            gone = "410: what stood here was taken out of print\n"
            return self._words(GONE, order, now) or self._plain(410, gone)
        if plate.forms is None:
            raise Away(f"the plate of {path} is damaged")
        return self.shelf.answer(plate, path, order, now)

    def _elsewhere(self, path: str, query: bytes, now: float) -> Answer | None:
        """Return the way to the same path with a slash at its end, if a page stands there."""
        if path.endswith("/") or "." in path.rpartition("/")[2]:
            return None
        plate = self.shelf.find(f"{path}/", now)
        if plate is None:
            return None
        target = line_of(f"{path}/").split(b" ")[1].decode()
        if plate.state != "live" or not query or len(query) > LONGEST_QUERY:
            return self._moved(target)
        return self._moved(f"{target}?{query.decode('latin-1')}", NEVER_KEPT)

    def _file(self, name: str, request: Request) -> Answer | None:
        # A name with a colon is a marker, which names a row and no file.
        if ":" in name or not self.shelf.hands_out(name):
            return None
        asked = request.head.range if request.method == b"GET" else b""
        return stored(self._media / name, name, asked, self.shelf.common)

    # What is asked of the reader service.

    def _ask_stub(self, request: Request, path: str) -> Awaitable[Answer]:
        if self.lite:
            raise Away("the paper is in lite mode")
        return self._from_door(request, self._stubs.ask_once(line_of(path).split(b" ")[1]))

    def _ask_live(self, request: Request, path: str, query: bytes) -> Awaitable[Answer]:
        if request.method not in _LIVE:
            raise Refused(405, "this method is not allowed here")
        if self.lite:
            raise Away("the paper is in lite mode")
        if len(query) > LONGEST_QUERY:
            raise Refused(414, "the address is too long")
        target = line_of(path).split(b" ")[1] + (b"?" + query if query else b"")
        fields = []
        if request.method == b"POST":
            self._require_same_origin(request)
            if request.head.content_type.partition(b";")[0].strip().lower() != _FORM:
                raise Refused(415, "a form is sent as application/x-www-form-urlencoded")
            fields = [("content-type", _FORM), ("origin", self.setup.origin.encode())]
        asking = self._live.ask(request.method, target, fields, request.body)
        return self._from_door(request, asking)

    def _require_same_origin(self, request: Request) -> None:
        """Take a form only from a page of ours. Raises `Refused`."""
        if site := request.head.fetch_site:
            ours = site == b"same-origin"
        else:
            ours = request.head.origin == self.setup.origin.encode()
        if not ours:
            raise Refused(403, "a form is taken from pages of this paper only")

    async def _from_door(self, request: Request, asking: Awaitable[Said]) -> Answer:
        try:
            said = await asking
        except Closed as error:
            self._warn(str(error))
            return self._away()
        try:
            return self._passed_on(said, request.head.order)
        except ValueError as error:  # a status that there is not
            self._warn(str(error))
            return self._away()

    def _passed_on(self, said: Said, order: int) -> Answer:
        fields, body = list(said.fields), said.body
        if not any(name == "cache-control" for name, _ in fields):
            fields.append(("cache-control", NEVER_KEPT))
        fields.append(("vary", "accept-encoding"))
        if GZIP in ORDERS[order] and len(body) > 500:
            squeezer = zlib.compressobj(6, zlib.DEFLATED, 31)
            body = squeezer.compress(body) + squeezer.flush()
            fields.append(("content-encoding", GZIP))
        fields.append(("content-length", str(len(body))))
        head = status_line(said.status) + lines(fields) + self.shelf.common
        return Answer(said.status, head, body)

    # What is not a page.

    def _require_ours(self, request: Request, host: bytes | None) -> None:
        """Raise `Refused` where another host than ours is asked for."""
        named = request.head.host if host is None else host
        if not named:
            return  # HTTP/1.0 knows no hosts
        if not self.is_ours(named):
            raise Refused(421, "this paper is not at that host")

    def is_ours(self, host: bytes) -> bool:
        """Whether the field `host` names this paper."""
        ours = self._hosts.get(host)
        if ours is None:
            name = requests.name_of(host)
            ours = name is not None and requests.is_ours(name, self.setup.hosts)
            if len(self._hosts) < 1_000:
                self._hosts[host] = ours
        return ours

    def _require_safe(self, request: Request) -> None:
        if request.method not in _SAFE:
            raise Refused(405, "this method is not allowed here")

    def _missing(self, order: int, now: float) -> Answer:
        missing = "404: no page stands here\n"
        return self._words(MISSING, order, now) or self._plain(404, missing)

    def _words(self, status: str, order: int, now: float) -> Answer | None:
        """Return the page that is printed for all paths that are answered with `status`."""
        answer = self.shelf.at_hand(line_of(status), order, now)
        if answer is not None:
            return answer
        words = self.shelf.find(status, now)
        if words is None or words.forms is None:
            return None
        return self.shelf.answer(words, status, order, now)

    def _moved(self, target: str, keeping: str = "") -> Answer:
        fields = [
            ("location", quote(target, safe=_WHOLE)),
            ("cache-control", keeping or freshness(KEPT_IN_FRONT)),
            ("content-length", "0"),
        ]
        return Answer(301, status_line(301) + lines(fields) + self.shelf.common)

    def _warn(self, fault: str) -> None:
        """Say in the log what is wrong with the reader service: a flood of questions is no flood of
        lines."""
        now = self.clock()
        if not self._warned <= now < self._warned + WARN_EVERY:
            self._warned = now
            log.warning("service.away", fault=fault)

    def _away(self) -> Answer:
        """Return the page that says that what is asked for cannot be had at the moment."""
        try:
            answer = self._words(AWAY, PLAIN, self.clock())
        except Away:
            answer = None
        away = "503: this cannot be had at the moment. Please try again.\n"
        said = answer or self._plain(503, away)
        return Answer(503, said.head + b"retry-after: 10\r\n", said.body)

    def _readiness(self, now: float) -> Answer:
        """Say whether readers get the paper."""
        self.shelf.look(now)
        if self.shelf.fault:
            return self._plain(503, f"the plates cannot be read: {self.shelf.fault}\n")
        front = self.shelf.find("/", now)
        if front is None or front.state != "plate":
            return self._plain(503, "the front page is not printed yet\n")
        return self._plain(200, "ready\n")

    def refusal(self, status: int, why: str) -> Answer:
        """Return the answer that says `why` a request is not answered with a page."""
        answer = self._plain(status, f"{status}: {why}\n")
        if status == 405:
            answer.head += b"allow: GET, HEAD\r\n"
        return answer

    def _plain(self, status: int, words: str) -> Answer:
        body = words.encode()
        fields = [
            ("content-type", "text/plain; charset=utf-8"),
            ("cache-control", NEVER_KEPT),
            ("content-length", str(len(body))),
        ]
        return Answer(status, status_line(status) + lines(fields) + self.shelf.common, body)
