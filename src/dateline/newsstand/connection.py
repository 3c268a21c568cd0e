"""One connection of a reader: bytes in, requests out; answers in, bytes out (RFC 9112).

llhttp parses. What it has parsed once is not parsed again: a request whose first line and whose
fields, byte by byte, were both seen before on their own, is answered at once.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import httptools
import structlog

from dateline.newsstand import answers, proxies, requests
from dateline.newsstand.answers import Answer, Part
from dateline.newsstand.requests import (
    LONGEST_FORM,
    LONGEST_HEAD,
    LONGEST_TARGET,
    MOST_FIELDS,
    Head,
    Refused,
    Request,
)
from dateline.readership.readers import prefix_of

if TYPE_CHECKING:
    from dateline.newsstand.server import Server

log = structlog.get_logger(__name__)

#: Seconds: for a request to come in whole, between two requests, for what was written to be taken,
#: and for the other side to see that we have closed.
HEAD_PATIENCE, IDLE_PATIENCE, WRITE_PATIENCE, LAST_PATIENCE = 10, 60, 30, 2
#: Bytes of an answer that wait to be taken before nothing more is written.
MOST_UNTAKEN = 262_144
#: Bytes that are read of a file at a time.
PIECE = 65_536
#: Bytes of fields that are remembered.
LONGEST_REMEMBERED = 2_048


def without_personal(fields: bytes) -> tuple[bytes, bytes, bytes]:
    """Return `fields` without ``If-None-Match`` and ``X-Forwarded-For``, and what these say, as far
    as they are there once and written as browsers and proxies write them."""
    fields, none_match = _without(fields, b"If-None-Match: ")
    fields, forwarded = _without(fields, b"X-Forwarded-For: ")
    return fields, none_match, forwarded


def _without(fields: bytes, name: bytes) -> tuple[bytes, bytes]:
    begin = fields.find(name)
    if begin < 0 or (begin and fields[begin - 2 : begin] != b"\r\n"):
        return fields, b""
    end = fields.find(b"\r\n", begin)
    said = fields[begin + len(name) : end]
    # The parser, which sees the other lines only, would refuse anything else in it.
    if end < 0 or not (said.isascii() and said.decode().isprintable()):
        return fields, b""
    return fields[:begin] + fields[end + 2 :], said


class Connection(asyncio.Protocol):
    """The protocol of one connection."""

    __slots__ = (
        "_answering",
        "_body",
        "_broken",
        "_chunk",
        "_drained",
        "_fields",
        "_head_size",
        "_method",
        "_network",
        "_parser",
        "_refused",
        "_requests",
        "_size",
        "_target",
        "_transport",
        "_unproxied",
        "closing",
        "idle",
        "patience",
        "plain",
        "server",
    )

    def __init__(self, server: Server) -> None:
        self.server = server
        self._parser: httptools.HttpRequestParser | None = None
        self._requests: deque[Request] = deque()
        self._answering: asyncio.Task[None] | None = None
        self._drained: asyncio.Future[None] | None = None
        self._refused: Refused | None = None
        self._chunk = b""
        self._unproxied: bytearray | None = None
        self._network = b""
        #: Whether nothing is under way: no half request, no answer that is still made or taken.
        self.plain = True
        self.closing = False
        #: Seconds for which nothing has happened, and may not happen.
        self.idle, self.patience = 0, HEAD_PATIENCE

    # What the event loop calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's are none by their class
        transport = self._transport
        transport.set_write_buffer_limits(high=MOST_UNTAKEN)
        setup = self.server.stand.setup
        if setup.proxy_protocol:
            self._unproxied, self.plain = bytearray(), False
        elif not setup.proxies:
            peer = transport.get_extra_info("peername")
            self._network = prefix_of(peer[0]) if peer else b""
        self.server.opened(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self.closing = True
        self.server.closed(self)
        if self._answering is not None:
            self._answering.cancel()
        if self._drained is not None and not self._drained.done():
            self._drained.cancel()
        self._parser = None

    def data_received(self, data: bytes) -> None:
        """Take what came in."""
        if self.plain:
            line, _, fields = data.partition(b"\r\n")
            server = self.server
            head, none_match, network = server.heads.get(fields), b"", self._network
            if head is None:
                fields, none_match, forwarded = without_personal(fields)
                head = server.heads.get(fields)
                if head is not None and server.stand.setup.proxies:
                    network = requests.network_of(forwarded, server.stand.setup.proxies)
            if head is not None:
                stand = server.stand
                now = stand.clock()
                answer = stand.shelf.at_hand(line, head.order, now)
                if answer is not None and (not none_match or none_match == answer.etag):
                    if not none_match:
                        self._transport.writelines((answer.head, server.date, answer.body))
                        server.quick += 1
                        server.sent += answer.size
                    else:
                        unchanged = stand.shelf.unchanged
                        self._transport.writelines((unchanged, answer.short, server.date))
                        server.quick_unchanged += 1
                    self.idle = 0
                    if answer.story and head.by_reader and stand.counts_pages:
                        stand.counter.read(answer.story, now, network)
                    if server.journal.on:
                        server.journal.note(
                            answer.said_unchanged if none_match else answer.said, now
                        )
                    if now > server.late:
                        self._rest()
                    return
        self._take(data)

    def eof_received(self) -> bool:
        """The other side sends no more: what it asked for before is still answered."""
        if self.plain or self.closing or not (self._requests or self._answering):
            return False
        self._broken = True
        return True

    def pause_writing(self) -> None:
        """The other side does not take what was written."""
        self._drained = self.server.loop.create_future()
        self.idle, self.patience = 0, WRITE_PATIENCE
        self._busy()

    def resume_writing(self) -> None:
        """The other side has taken what was written."""
        drained, self._drained = self._drained, None
        if drained is not None and not drained.done():
            drained.set_result(None)
        self.idle = 0
        self._work()

    # From bytes to requests.

    def _take(self, data: bytes) -> None:
        if self.closing:
            return
        if self._unproxied is not None:
            data = self._without_proxy(data)
            if not data:
                return
        if self._parser is None:
            self._parser = httptools.HttpRequestParser(self)
            self._begin()
        # Whole requests need nothing remembered of other pieces.
        self._chunk = data if self.plain else b""
        if self.plain:
            self.idle, self.patience = 0, HEAD_PATIENCE
        elif self._head_size >= 0:
            self._head_size += len(data)
        self.plain = False
        try:
            self._parser.feed_data(data)
            if self._head_size > LONGEST_HEAD + PIECE:
                raise Refused(431, "the head of the request is too long", close=True)
        except httptools.HttpParserUpgrade:
            # No other protocol is spoken here: the request is answered as it is, and that is all.
            if self._requests:
                self._requests[-1].close = True
            self._broken = True
        except Refused as refused:
            self._refused = refused
        except httptools.HttpParserCallbackError as error:
            # The parser wraps what is raised in its calls.
            cause = error.__context__
            self._refused = cause if isinstance(cause, Refused) else Refused(400, "bad request")
        except httptools.HttpParserError as error:
            self._refused = Refused(400, f"this is no request ({str(error)[:80]})")
        self._work()

    def _without_proxy(self, data: bytes) -> bytes:
        """Return `data` behind the line or block in which a proxy says who asks."""
        assert self._unproxied is not None  # noqa: S101  the caller looked
        self._unproxied += data
        try:
            found = proxies.read(bytes(self._unproxied))
        except proxies.NotProxied as error:
            log.warning("connection.not_proxied", why=str(error))
            self.abort()
            return b""
        if found is None:
            return b""
        self._network = prefix_of(found.address)
        rest = bytes(self._unproxied[found.length :])
        self._unproxied, self.plain = None, True
        return rest

    def _begin(self) -> None:
        """Be ready for the next request."""
        self._target, self._fields = b"", list[tuple[bytes, bytes]]()
        self._body, self._head_size, self._method, self._size = b"", 0, b"", 0
        self._broken = False

    def on_url(self, piece: bytes) -> None:
        """Take (a piece of) the target."""
        self._target += piece
        if len(self._target) > LONGEST_TARGET:
            raise Refused(414, "the address is too long", close=True)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a field."""
        self._fields.append((name.lower(), value))
        self._size += len(name) + len(value)
        if self._size > LONGEST_HEAD or len(self._fields) > MOST_FIELDS:
            raise Refused(431, "the head of the request is too long", close=True)

    def on_headers_complete(self) -> None:
        """Look whether a body is to follow, and may."""
        assert self._parser is not None  # noqa: S101  it calls
        self._head_size = -1
        self._method = self._parser.get_method()
        said = dict(self._fields)
        length = int(said.get(b"content-length", b"0"))  # one number: the parser has looked
        if (length or b"transfer-encoding" in said) and self._method != b"POST":
            raise Refused(400, "this request has a body, and none is taken", close=True)
        if length > LONGEST_FORM:
            raise Refused(413, f"a form of more than {LONGEST_FORM} bytes", close=True)
        if b"expect" in said:
            raise Refused(417, "nothing is promised ahead", close=True)

    def on_body(self, piece: bytes) -> None:
        """Take a piece of a form."""
        self._body += piece
        if len(self._body) > LONGEST_FORM:
            raise Refused(413, f"a form of more than {LONGEST_FORM} bytes", close=True)

    def on_message_complete(self) -> None:
        """Have the request answered, in its turn."""
        assert self._parser is not None  # noqa: S101  it calls
        version = self._parser.get_http_version()
        if version not in {"1.1", "1.0"}:
            raise Refused(505, "HTTP/1.1 is spoken here", close=True)
        head = requests.read_head(self._fields)
        if version == "1.1" and not head.host:
            raise Refused(400, "no field Host", close=True)
        network = self._network
        if self.server.stand.setup.proxies:
            network = requests.network_of(head.forwarded, self.server.stand.setup.proxies)
        keep = version == "1.1" and self._parser.should_keep_alive()
        request = Request(self._method, self._target, head, network, self._body, not keep)
        self._requests.append(request)
        if keep and self._chunk:
            self._remember(request)
        self._begin()

    def _remember(self, request: Request) -> None:
        """Remember what the fields say, where the piece that came in is this one request."""
        line, _, fields = self._chunk.partition(b"\r\n")
        names = [name for name, _ in self._fields]
        fields, none_match, forwarded = without_personal(fields)
        for name, said in ((b"if-none-match", none_match), (b"x-forwarded-for", forwarded)):
            if said:
                names.remove(name)
        head = replace(request.head, none_match=b"", forwarded=b"")
        if (
            line == b"GET %b HTTP/1.1" % request.target
            and len(fields) <= LONGEST_REMEMBERED
            and fields.find(b"\r\n\r\n") == len(fields) - 4
            and not requests.PERSONAL.intersection(names)
            and self.server.stand.is_ours(head.host)
        ):
            self.server.remember(fields, head)

    # From requests to answers.

    def _busy(self) -> None:
        self.plain = False
        self._transport.pause_reading()

    def _work(self) -> None:
        """Answer what was asked, one after the other, as fast as it is taken."""
        while self._requests and self._answering is None and self._drained is None:
            if self.closing:
                return
            request = self._requests.popleft()
            answer = self.server.stand.answer(request)
            if isinstance(answer, Answer) and answer.file is None:
                self._send(request, answer)
            else:
                self._busy()
                self._answering = self.server.loop.create_task(self._later(request, answer))
        if self._answering is not None or self._drained is not None:
            return
        if self._refused is not None and not self.closing:
            refused, self._refused = self._refused, None
            self._refuse(refused)
        elif not self.closing:
            if self._broken:
                self.close()
                return
            if self._head_size == 0 and not self._target and not self._fields:
                self.plain = True
                self.patience = IDLE_PATIENCE
            else:
                self.patience = HEAD_PATIENCE
            if self.server.stand.clock() > self.server.late:
                self._rest()
            else:
                self._transport.resume_reading()

    def _rest(self) -> None:
        """Let others have their turn. While more than a thousand have something to say, libuv goes
        on with those for seconds before it looks at timers and at who is new."""
        self._transport.pause_reading()
        self.server.resting.append(self)

    def wake(self) -> None:
        """Go on after a rest."""
        if not self.closing and self._answering is None and self._drained is None:
            self._transport.resume_reading()

    async def _later(self, request: Request, answer: Answer | Awaitable[Answer]) -> None:
        self.patience = 60
        try:
            if not isinstance(answer, Answer):
                answer = await answer
            if answer.file is not None and request.method != b"HEAD":
                await self._send_file(request, answer, answer.file)
            else:
                self._send(request, answer)
        except Exception:
            log.exception("connection.failed")
            self.abort()
        finally:
            self._answering = None
        if not self.closing:
            self._work()

    def _send(self, request: Request, answer: Answer) -> None:
        head = answer.head
        if request.close:
            head += b"connection: close\r\n"
        date = self.server.date
        if request.method == b"HEAD" or not answer.body:
            self._transport.write(head + date)
        else:
            self._transport.writelines((head, date, answer.body))
        self._note(request, answer)
        if request.close:
            self.close()

    async def _send_file(self, request: Request, answer: Answer, part: Part) -> None:
        head = answer.head + (b"connection: close\r\n" if request.close else b"")
        self._transport.write(head + self.server.date)
        left = part.length
        with part.path.open("rb") as file:
            file.seek(part.start)
            while left:
                piece = file.read(min(PIECE, left))
                if not piece:
                    self.abort()  # the file became shorter: what was promised cannot be kept
                    return
                left -= len(piece)
                self._transport.write(piece)
                self.idle = 0
                if self._drained is not None:
                    await self._drained
                else:
                    await asyncio.sleep(0)
                if self.closing:
                    return
        self._note(request, answer)
        if request.close:
            self.close()

    def _note(self, request: Request, answer: Answer) -> None:
        server = self.server
        self.idle = 0
        server.noted(answer, request.method == b"HEAD")
        if server.journal.on:
            path = request.target.partition(b"?")[0].decode("latin-1")
            method = request.method.decode("latin-1")
            said = answers.said(path, answer.status, answer.size, method)
            server.journal.note(said, server.stand.clock())

    def _refuse(self, refused: Refused) -> None:
        request = Request(self._method or b"GET", self._target, Head(0), close=True)
        answer = self.server.stand.refusal(refused.status, refused.why)
        if self._method == b"HEAD":
            request.method = b"HEAD"
        self._send(request, answer)

    # The end.

    def close(self) -> None:
        """Write what is to be written, and end. What still comes in is not looked at: closed at
        once, the other side might never see what was written."""
        if self.closing:
            return
        self.closing, self.plain = True, False
        self.idle, self.patience = 0, LAST_PATIENCE
        with suppress(OSError, RuntimeError):
            self._transport.resume_reading()
            if self._transport.can_write_eof():
                self._transport.write_eof()
            else:
                self._transport.close()

    def abort(self) -> None:
        """End at once."""
        self.closing, self.plain = True, False
        self._transport.abort()

    def second(self) -> None:
        """A second has passed: end where nothing happens for too long."""
        self.idle += 1
        if self.idle <= self.patience:
            return
        half = self._parser is not None and not self.plain and not self._requests
        if half and self._answering is None and self._drained is None and not self.closing:
            self._refuse(Refused(408, "the request did not come in whole", close=True))
        elif self.plain and not self.closing:
            self._transport.close()
        else:
            self.abort()

    def finish(self) -> None:
        """End once what was asked is answered."""
        if self.plain:
            self._transport.close()
        elif self._requests:
            self._requests[-1].close = True
        else:
            self._broken = True
