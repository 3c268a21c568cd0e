"""A small printed paper, and a newsstand that hands it out."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httptools
import uvloop

from dateline.newsstand import figures, server, workers
from dateline.newsstand.figures import Row
from dateline.newsstand.setup import Setup
from dateline.press import forms, storing
from dateline.press.store import Filling, Plate

HTML = (("Content-Type", "text/html; charset=utf-8"),)
UID = "11111111-1111-4111-8111-111111111111"
STORY = "/city/2026/11/27/ferry/"
#: A browser's fields.
BROWSER = {
    "Host": "paper.example",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0",
    "Accept-Encoding": "gzip, deflate, br",
}
#: A picture of 100,000 bytes that was released, and one that was not.
PICTURE, SECRET = "pictures/0123.jpg", "pictures/4567.jpg"
BYTES = bytes(range(250)) * 400


def plate(path: str, status: int = 200, *, holes: Iterable[str] = ("date",), **more: Any) -> Plate:
    """A printed page that names its path, with its holes."""
    names = tuple(holes)
    text = f"<h1>{path} {more.pop('words', '')}</h1><p>{'Ferries sail. ' * 200}</p><p>".encode()
    pieces = [text, *[b"</p>and<p>"] * (len(names) - 1)][: max(1, len(names))]
    segments = [*pieces, b"</p>"] if names else [text + b"</p>"]
    bare = Plate(
        path, "plate", "page", status, HTML, holes=names,
        forms=forms.make(segments, [64] * len(names)), quality=5, printed_at=time.time(), **more,
    )  # fmt: skip
    return replace(bare, digest=bare.counted())


def without_text(path: str, state: str, status: int = 0, target: str = "") -> Plate:
    bare = Plate(path, state, state, status, target=target, printed_at=time.time())
    return replace(bare, digest=bare.counted())


@dataclass
class Paper:
    """The folder of a paper: what is printed there can be changed."""

    folder: Path
    holes: dict[str, list[Filling]] = field(default_factory=dict)

    def print(self, *plates: Plate, **more: Any) -> None:
        """Put `plates` there in one commit."""
        with storing.opened(self.folder / "plates.db") as store:
            change = storing.Change(time.time(), plates=plates, **more)
            store.commit(store.take_ticket(), change)

    def setup(self, **more: Any) -> Setup:
        """Return a setup for it."""
        given = {
            "host": "127.0.0.1",
            "port": 0,
            "var": str(self.folder),
            "media": str(self.folder / "media"),
            "origin": "http://paper.example",
            "hosts": ("paper.example", "127.0.0.1", "localhost"),
            "service": str(self.folder / "s"),
            "headers": (("X-Content-Type-Options", "nosniff"),),
        }
        return Setup(**(given | more))


def printed(folder: Path) -> Paper:
    """Return a paper with a page of each kind."""
    paper, now = Paper(folder), time.time()
    for name in (PICTURE, SECRET):
        (folder / "media" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "media" / name).write_bytes(BYTES)
    release = folder / "static" / ("0" * 16) / "dateline"
    release.mkdir(parents=True)
    (release / "paper.css").write_text("p { color: black }\n" * 100)
    (release / "font.woff2").write_bytes(BYTES)
    (folder / "static" / "current").write_text("0" * 16)
    (folder / "static" / "secret.txt").write_text("of another release")
    paper.print(
        plate("/"), plate("/city/"), plate(STORY, story=UID), plate("/über/"),
        plate("/plain/", holes=()), plate("/city/feed.xml", holes=()),
        plate("404", 404), plate("410", 410), plate("503", 503), plate("/taken/", 451),
        without_text("/old/", "moved", 301, STORY), without_text("/ueber/", "moved", 301, "/über/"),
        without_text("/?p=12", "moved", 301, STORY), without_text("/?p=13", "gone", 410),
        without_text("/gone/", "gone", 410), without_text("/search/", "live"),
        later=["/stub/"],
        holes={"date": [Filling(0, now + 9e6, b"<b>Friday</b>")]},
        files={"story": [PICTURE, "picture:7"]},
    )  # fmt: skip
    return paper


class Service:
    """A reader service that answers as it is told to."""

    def __init__(self, path: str) -> None:
        self.path, self.asked = path, list[bytes]()
        self.answer = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\nmade"
        self.pause = 0.0
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(path)
        self._socket.listen(100)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                asking, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(asking,), daemon=True).start()

    def _answer(self, asking: socket.socket) -> None:
        said = b""
        with asking:
            while b"\r\n\r\n" not in said and (piece := asking.recv(65_536)):
                said += piece
            head, _, body = said.partition(b"\r\n\r\n")
            length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n")
                           if line.lower().startswith(b"content-length")), 0)  # fmt: skip
            while len(body) < length and (piece := asking.recv(65_536)):
                body += piece
            self.asked.append(head + b"\r\n\r\n" + body)
            time.sleep(self.pause)
            with suppress(OSError):  # who asked may have gone
                asking.sendall(self.answer)

    def close(self) -> None:
        self._socket.close()
        Path(self.path).unlink(missing_ok=True)


class Standing:
    """A newsstand at work in a thread of its own."""

    def __init__(self, setup: Setup, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._ready, self._stop = threading.Event(), None
        self._listener = workers.listener(setup)
        self.port = self._listener.getsockname()[1]
        self.memory = figures.memory(1)
        self._thread = threading.Thread(target=self._run, args=(setup,), daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def _run(self, setup: Setup) -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(self._serve(setup))

    async def _serve(self, setup: Setup) -> None:
        self.loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self.server = server.Server(setup, Row(self.memory, 0), self._clock)
        self.server.start()
        self.server.accept_from(self._listener)
        self._ready.set()
        await self._stop.wait()
        self.server.close(self._listener)
        await self.server.finish()

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(15)

    def call(self, verb: Any, *given: Any) -> Any:
        """Have `verb` done in the newsstand's own thread."""

        async def do() -> Any:
            return verb(*given)

        return asyncio.run_coroutine_threadsafe(do(), self.loop).result(10)

    def connect(self) -> socket.socket:
        found = socket.create_connection(("127.0.0.1", self.port), timeout=8)
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return found

    def raw(self, data: bytes, *, end: bool = False) -> list[Got]:
        """Send `data` on a connection of its own; return all that is answered."""
        with self.connect() as connection:
            connection.sendall(data)
            if end:
                connection.shutdown(socket.SHUT_WR)
            return answers(connection, data)

    def get(self, path: str, method: str = "GET", body: bytes = b"", **fields: str) -> Got:
        """Ask for `path` as a browser does; `fields` by their names with ``_`` for ``-``."""
        told = BROWSER | {name.replace("_", "-"): value for name, value in fields.items()}
        if body:
            told["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value != "-")
        request = f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body
        (got, *more) = self.raw(request)
        assert not more
        return got


@dataclass
class Got:
    """An answer as a client parses it."""

    status: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = False
    names: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The page, decoded."""
        import gzip

        import brotli

        match self.fields.get("content-encoding"):
            case "br":
                return brotli.decompress(self.body).decode()
            case "gzip":
                return gzip.decompress(self.body).decode()
        return self.body.decode()


def answers(connection: socket.socket, asked: bytes = b"", most: int = 10_000) -> list[Got]:
    """Return the answers that come on `connection` until it is closed, or, where it stays open,
    until as many have come as whole requests were `asked`."""
    found, wanted = list[Got](), min(most, max(1, asked.count(b" HTTP/1.1\r\n")))
    heads = [piece.startswith(b"HEAD ") for piece in _requests(asked)]
    rest = b""
    connection.settimeout(8)
    while True:
        while rest and (parsed := _parsed(rest, len(found) < len(heads) and heads[len(found)])):
            got, rest = parsed
            found.append(got)
        if len(found) >= wanted:
            return found
        try:
            piece = connection.recv(1 << 20)
        except ConnectionResetError:
            return found
        if not piece:
            return found
        rest += piece


def _requests(asked: bytes) -> list[bytes]:
    return [piece for piece in asked.split(b"\r\n\r\n") if b" HTTP/" in piece]


def _parsed(data: bytes, head: bool) -> tuple[Got, bytes] | None:
    if b"\r\n\r\n" not in data:
        return None
    before, _, rest = data.partition(b"\r\n\r\n")
    got = Got()
    parser = httptools.HttpResponseParser(_Into(got))
    parser.feed_data(before + b"\r\n\r\n")
    got.status = parser.get_status_code()
    length = 0 if head or got.status == 304 else int(got.fields.get("content-length", 0))
    if len(rest) < length:
        return None
    got.body, got.whole = rest[:length], True
    return got, rest[length:]


class _Into:
    def __init__(self, got: Got) -> None:
        self._got = got

    def on_header(self, name: bytes, value: bytes) -> None:
        self._got.fields[name.decode().lower()] = value.decode("latin-1")
        self._got.names.append(name.decode().lower())
