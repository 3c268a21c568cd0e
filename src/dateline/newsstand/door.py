"""The one way from the newsstand to the reader service, which makes what is live.

A door has a budget: so many at once, so many who wait, so many seconds. Whatever happens behind
it, who asks has an answer or `Closed` within them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import httptools

#: Seconds from a question to its whole answer.
PATIENCE = 10.0
#: Questions at once, and that wait.
AT_ONCE, MOST_WAITING = 8, 64
#: Bytes of an answer.
LONGEST_ANSWER = 8_000_000
#: Fields that are passed on from an answer.
PASSED = frozenset(
    {"content-type", "cache-control", "location", "allow", "content-language", "x-robots-tag"}
)


class Closed(RuntimeError):
    """There is no answer to be had now. Says why."""


@dataclass
class Said:
    """What the reader service answered."""

    status: int = 0
    fields: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


class Door:
    """A door to the reader service at the Unix socket `socket`."""

    def __init__(
        self,
        socket: str,
        host: str,
        *,
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
        patience: float = PATIENCE,
    ) -> None:
        self._socket, self._host, self._patience = socket, host, patience
        self._free = asyncio.Semaphore(at_once)
        self._most = at_once + most_waiting
        #: Questions that are under way or wait, and how many there were in all.
        self.inside = self.asked = 0
        self._shared: dict[bytes, asyncio.Task[Said]] = {}

    async def ask_once(self, target: bytes) -> Said:
        """Ask for `target`; however many ask meanwhile, they share one answer. Raises `Closed`."""
        task = self._shared.get(target)
        if task is None:
            task = self._shared[target] = asyncio.create_task(self.ask(b"GET", target))
            task.add_done_callback(lambda _: self._shared.pop(target, None))
        return await asyncio.shield(task)

    async def ask(
        self,
        method: bytes,
        target: bytes,
        fields: Sequence[tuple[str, bytes]] = (),
        body: bytes = b"",
    ) -> Said:
        """Ask for `target`. Raises `Closed`."""
        if self.inside >= self._most:
            raise Closed("too many wait for the reader service")
        self.inside += 1
        self.asked += 1
        try:
            async with asyncio.timeout(self._patience), self._free:
                return await self._ask(method, target, fields, body)
        except TimeoutError:
            raise Closed(f"no answer within {self._patience:g} s") from None
        except OSError as error:
            raise Closed(f"the reader service is away ({error})") from error
        except httptools.HttpParserError as error:
            raise Closed(f"the reader service answered something else ({error})") from error
        finally:
            self.inside -= 1

    async def _ask(
        self, method: bytes, target: bytes, fields: Sequence[tuple[str, bytes]], body: bytes
    ) -> Said:
        reader, writer = await asyncio.open_unix_connection(self._socket)
        try:
            head = [b"%b %b HTTP/1.1" % (method, target), b"host: " + self._host.encode()]
            head += [name.encode() + b": " + value for name, value in fields]
            if body:
                head.append(b"content-length: %d" % len(body))
            writer.write(b"\r\n".join([*head, b"connection: close", b"", body]))
            await writer.drain()
            return await _answer(reader, method)
        finally:
            writer.transport.abort()


async def _answer(reader: asyncio.StreamReader, method: bytes) -> Said:
    listener = _Listener()
    parser = httptools.HttpResponseParser(listener)
    while not listener.complete:
        piece = await reader.read(65_536)
        if not piece:
            # An answer without a length ends with the connection.
            if listener.has_head and (method == b"HEAD" or not listener.has_length):
                break
            raise Closed("the reader service broke off")
        parser.feed_data(piece)
        if method == b"HEAD" and listener.has_head:
            break
        if listener.size > LONGEST_ANSWER:
            raise Closed(f"the answer is longer than {LONGEST_ANSWER} bytes")
    said = listener.said
    said.status = parser.get_status_code()
    said.body = b"".join(listener.pieces)
    return said


class _Listener:
    """What the parser calls."""

    def __init__(self) -> None:
        self.said, self.pieces, self.size = Said(), list[bytes](), 0
        self.complete = self.has_head = self.has_length = False

    def on_header(self, name: bytes, value: bytes) -> None:
        low = name.decode("latin-1").lower()
        if low in {"content-length", "transfer-encoding"}:
            self.has_length = True
        if low in PASSED:
            self.said.fields.append((low, value.decode("latin-1")))

    def on_headers_complete(self) -> None:
        self.has_head = True

    def on_body(self, piece: bytes) -> None:
        self.size += len(piece)
        self.pieces.append(piece)

    def on_message_complete(self) -> None:
        self.complete = True
