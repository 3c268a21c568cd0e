"""A web server on this machine that answers as a test says: slowly, hugely, wrongly."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from email.message import Message

from dateline.lib.fetch import Fetched, Policy, fetch

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


class WebServer:
    """A real web server on this machine whose answers a test writes."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.heard: list[Message] = []
        self.sent = 0
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.heard.append(self.headers)
                try:
                    server.answers[self.path](self)
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing on the test's screen."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = int(self.server.server_address[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.policy = Policy(exceptions=frozenset({("127.0.0.1", self.port)}))

    def page(self, path: str, body: bytes, **headers: str) -> str:
        def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            sent = {"Content-Type": "text/html; charset=ISO-8859-1"} | {
                key.replace("_", "-"): value for key, value in headers.items()
            }
            for key, value in sent.items():
                if value:
                    handler.send_header(key, value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer
        return self.address + path

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Location", target)
            handler.end_headers()

        self.answers[path] = answer
        return self.address + path

    def endless(self, path: str, piece: bytes, pause: float, *head: str) -> str:
        """Answer with `head`, then `piece` again and again until the other side hangs up."""

        def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
            handler.wfile.write("".join(f"{line}\r\n" for line in head).encode())
            deadline = time.monotonic() + 15
            while time.monotonic() < deadline:
                handler.wfile.write(piece)
                handler.wfile.flush()
                self.sent += len(piece)
                time.sleep(pause)

        self.answers[path] = answer
        return self.address + path

    def fetch(self, url: str, **options: object) -> Fetched:
        return fetch(url, policy=self.policy, **options)  # type: ignore[arg-type]


def running() -> Iterator[WebServer]:
    """Yield a server that answers until the generator goes on: what a fixture is made of."""
    server = WebServer()
    thread = threading.Thread(target=server.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.server.shutdown()
    server.server.server_close()
    thread.join(5)
