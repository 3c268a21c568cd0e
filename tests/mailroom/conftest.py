"""Mail servers of every temper, on loopback."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from tests.ports import free_port


class Postbox:
    """A mail server that takes letters, or answers as it is told to."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.pause = 0.0
        self.port = 0

    async def handle_RCPT(  # noqa: N802  the server library names it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        answer = self.answers.get(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
            answer = "250 OK"
        return answer

    async def handle_DATA(  # noqa: N802  the server library names it
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        time.sleep(self.pause)
        self.taken.append(envelope)
        return "250 OK"

    @property
    def letters(self) -> list[Message]:
        """What arrived, parsed."""
        return [message_from_bytes(envelope.content) for envelope in self.taken]

    @property
    def recipients(self) -> list[str]:
        """To whom, in the order of arrival."""
        return [address for envelope in self.taken for address in envelope.rcpt_tos]


@pytest.fixture
def rows(settings: Settings) -> None:
    """Mail becomes rows, as in a running site."""
    settings.EMAIL_BACKEND = "dateline.mailroom.backend.RowBackend"


def outlet_to(port: int, timeout: float = 5) -> dict[str, Any]:
    """Return the mail settings for a server on loopback."""
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
        "OPTIONS": {"TIMEOUT": timeout},
    }


@pytest.fixture
def postbox(rows: None, settings: Settings) -> Iterator[Postbox]:
    """A real SMTP server, to which the letters go."""
    box = Postbox()
    box.port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    settings.MAILROOM_EMAIL = outlet_to(box.port)
    yield box
    server.stop()


@pytest.fixture
def rude_server(rows: None, settings: Settings) -> Iterator[Callable[[bytes], None]]:
    """A server that says what it is told to say and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()
    greeting = b""
    settings.MAILROOM_EMAIL = outlet_to(listener.getsockname()[1], timeout=1)

    def serve() -> None:
        listener.settimeout(0.1)
        while not stop.is_set():
            try:
                caller, _address = listener.accept()
            except TimeoutError:
                continue
            with caller:
                if greeting == b"silence":
                    stop.wait(3)
                else:
                    caller.sendall(greeting)

    def say(words: bytes) -> None:
        nonlocal greeting
        greeting = words

    thread = threading.Thread(target=serve)
    thread.start()
    yield say
    stop.set()
    thread.join()
    listener.close()
