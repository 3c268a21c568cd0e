"""Work that misbehaves, for the tests of `dateline.lib.capped`. Run as a process of its own."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path
from typing import IO

from dateline.lib import capped


def ready(job: str) -> None:
    """Nothing more is needed."""


def work(job: str, file: IO[bytes], answer: IO[bytes]) -> None:
    """Do what `job` names."""
    given = file.read()
    match job:
        case "echo":
            answer.write(given)
        case "say where":
            answer.write(f"{os.getppid()} {os.getpid()}".encode())
        case "tell secrets":
            answer.write(repr(sorted(os.environ)).encode())
        case "fill memory":
            answer.write(bytes(len(bytearray(600_000_000)) // 100_000_000))
        case "keep the processor busy":
            while True:
                given += b""
        case "sleep":
            time.sleep(60)
        case "shout":
            while True:
                answer.write(bytes(100_000))
        case "crash":
            os.abort()
        case "fail":
            raise LookupError("no such thing")
        case "open a file":
            answer.write(Path("/etc/hostname").read_bytes())
        case "call home":
            socket.socket()
            answer.write(b"there")


if __name__ == "__main__":
    capped.serve(ready, work)
