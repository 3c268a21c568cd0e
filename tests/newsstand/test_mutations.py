"""Whatever comes in, nothing hangs, nothing breaks, and no request has two answers."""

from __future__ import annotations

import asyncio
import os
import random
from typing import Any

import pytest

from dateline.newsstand import figures
from dateline.newsstand.connection import Connection
from dateline.newsstand.figures import Row
from dateline.newsstand.server import Server
from tests.newsstand.papers import Paper
from tests.newsstand.table import ROWS

MANY = 1_000_000 if os.environ.get("DATELINE_TORTURE") else 100_000
#: What is put into requests, in places where it may hurt.
ODD = (
    b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b"\r\n\r\n", b"\n\n", b"GET / HTTP/1.1\r\n",
    b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n", b"Host: x\r\n", b"%",
    b"\xff", b"HTTP/1.0", b"?", b"#", b"//", b"A" * 300, b"Connection: close\r\n", b"\x0b", b";",
    b"Upgrade: x\r\nConnection: upgrade\r\n", b"POST ", b"\xc0\xaf", b"Range: bytes=0-0\r\n",
)  # fmt: skip


class Wire(asyncio.Transport):
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written, self.ended, self.reading = bytearray(), False, True

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return ("192.0.2.1", 1) if name == "peername" else default

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def write(self, data: Any) -> None:
        assert not self.ended, "written to after the end"
        self.written += data

    def writelines(self, pieces: Any) -> None:
        for piece in pieces:
            self.write(piece)

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.ended = True

    def close(self) -> None:
        self.ended = True

    abort = close

    def pause_reading(self) -> None:
        self.reading = False

    def resume_reading(self) -> None:
        self.reading = True


def mutated(dice: random.Random) -> bytes:
    data = bytearray(dice.choice(ROWS).data)
    if dice.random() < 0.2:
        data += dice.choice(ROWS).data
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        place = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0:
                data[place:place] = dice.choice(ODD)
            case 1:
                del data[place : place + dice.choice((1, 2, 5, 20))]
            case 2 if place < len(data):
                data[place] ^= 1 << dice.randrange(8)
            case 3:
                end = place + dice.randrange(30)
                data[place:place] = data[place:end]
            case _:
                del data[place:]
    return bytes(data)


async def answered(server: Server, data: bytes, dice: random.Random) -> bytes:
    """Return what is written when `data` comes in, in one piece or in several."""
    wire, connection = Wire(), Connection(server)
    connection.connection_made(wire)
    while data:
        cut = len(data) if dice.random() < 0.7 else dice.randrange(1, len(data) + 1)
        piece, data = data[:cut], data[cut:]
        connection.data_received(piece)
        for _ in range(400):
            if wire.reading or wire.ended:
                break
            await asyncio.sleep(0.001)
        assert wire.reading or wire.ended, "it hangs"
        if wire.ended:
            break
    else:
        if connection.eof_received() is not True and not wire.ended:
            wire.close()
    connection.connection_lost(None)
    return bytes(wire.written)


def whole(written: bytes, data: bytes) -> list[bytes]:
    """Return the first lines of the answers `written`: each whole, with nothing in between."""
    found = []
    while written:
        head, blank, written = written.partition(b"\r\n\r\n")
        assert blank, ("an answer without an end", data, head[-300:])
        first, _, fields = head.partition(b"\r\n")
        assert first.startswith(b"HTTP/1.1 "), first
        length = 0
        for line in fields.split(b"\r\n"):
            name, colon, value = line.partition(b": ")
            assert colon, line
            if name == b"content-length":
                length = int(value)
        found.append(first)
        if not written.startswith(b"HTTP/1.1 "):
            assert len(written) >= length or not written
            written = written[length:]
    return found


@pytest.fixture
def server(paper: Paper) -> Any:
    async def make() -> Server:
        made = Server(paper.setup(), Row(figures.memory(1), 0))
        made.start()
        return made

    return make


def test_mutated_requests_have_one_answer_each_at_most(server: Any) -> None:
    async def run() -> int:
        serving, dice, faults = await server(), random.Random(2026), 0
        for _ in range(MANY):
            data = mutated(dice)
            written = await answered(serving, data, dice)
            lines = whole(written, data)
            # As many requests as there are first lines at most; what is none has one answer.
            asked = data.count(b" HTTP/") + data.count(b" http/") + 1
            assert len(lines) <= asked, data
            # Only what cannot be had (503) and what speaks another version (505).
            faults += any(line[9:12] in {b"500", b"501", b"502"} for line in lines)
        return faults

    assert asyncio.run(run()) == 0
