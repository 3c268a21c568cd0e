"""Answers as the bytes that go out, and the fields that go with them (RFC 9110)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from dateline.newsstand.fillings import NEVER

Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """Bytes of a file on disk."""

    path: Path
    start: int
    length: int


class Answer:
    """What a request is answered with.

    `head` holds the status line and all fields but ``date`` and ``connection``. What is said to be
    so `begins` and ends (`until`) by the clock. `short` are the fields that a 304 repeats.
    """

    __slots__ = (
        "begins",
        "body",
        "etag",
        "file",
        "head",
        "said",
        "said_unchanged",
        "short",
        "size",
        "status",
        "story",
        "until",
    )

    def __init__(self, status: int, head: bytes, body: bytes = b"", path: str = "") -> None:
        self.status = status
        self.head = head
        self.body = body
        self.size = len(body)
        self.etag = self.short = b""
        self.story = ""
        self.file: Part | None = None
        self.begins, self.until = -NEVER, NEVER
        #: What the access log says of it behind the moment, where it was got by GET, or where who
        #: asked had it.
        self.said = said(path, status, len(body)) if path else b""
        self.said_unchanged = said(path, 304, 0) if path else b""


def said(path: str, status: int, size: int, method: str = "GET") -> bytes:
    """Return what the access log says of an answer, without the moment."""
    return (
        f'","method":{json.dumps(method)},"path":{json.dumps(path)},"status":{status},'
        f'"bytes":{size}}}\n'
    ).encode()


def status_line(status: int) -> bytes:
    """Return the line that an answer begins with."""
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode()


def lines(fields: Fields) -> bytes:
    """Return `fields` as they stand in a head. A line break in one ends it there."""
    return "".join(f"{name.lower()}: {_one_line(value)}\r\n" for name, value in fields).encode(
        "latin-1", "replace"
    )


def _one_line(value: str) -> str:
    return "".join(value.splitlines()[:1]).replace("\0", "")


def is_among(etag: bytes, none_match: bytes) -> bool:
    """Whether an ``If-None-Match`` field names `etag` (RFC 9110, section 13.1.2)."""
    if none_match == etag:
        return True
    if not etag or not none_match:
        return False
    named = [each.strip().removeprefix(b"W/") for each in none_match.split(b",")]
    return etag in named or named == [b"*"]
