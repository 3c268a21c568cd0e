"""Ports for servers that tests start."""

from __future__ import annotations

import random
import socket

#: Below those that systems give to whoever asks for any: a connection of another test that goes on
#: meanwhile never has one of these.
_FROM, _TO = 10_000, 32_000
_dice = random.SystemRandom()


def free_ports(count: int) -> list[int]:
    """Return `count` ports on loopback that nobody listens to."""
    found: list[int] = []
    while len(found) < count:
        port = _dice.randrange(_FROM, _TO)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in found:
            found.append(port)
    return found


def free_port() -> int:
    """Return a port on loopback that nobody listens to."""
    return free_ports(1)[0]
