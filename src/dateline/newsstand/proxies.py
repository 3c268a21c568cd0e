"""Who asks, as a proxy in front says it before the request: PROXY protocol, versions 1 and 2
(https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt)."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass

#: Bytes of the line of version 1, with its end.
_LONGEST_LINE = 107
_SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"


class NotProxied(ValueError):
    """What came first is nothing that a proxy says."""


@dataclass(frozen=True)
class Proxied:
    """The address of who asks, or nothing, and the bytes that said so."""

    address: str
    length: int


def read(data: bytes) -> Proxied | None:
    """Return what the proxy says at the start of `data`; None where that is not whole yet.

    Raises `NotProxied`.
    """
    if data[:12] == _SIGNATURE[: len(data[:12])]:
        return _second(data)
    if data[:6] == b"PROXY "[: len(data[:6])]:
        return _first(data)
    raise NotProxied("no PROXY line stands before the request")


def _first(data: bytes) -> Proxied | None:
    end = data.find(b"\r\n", 0, _LONGEST_LINE)
    if end < 0:
        if len(data) >= _LONGEST_LINE:
            raise NotProxied("the PROXY line is too long")
        return None
    words = data[:end].decode("latin-1").split(" ")
    if words[1] == "UNKNOWN":
        return Proxied("", end + 2)
    family = {"TCP4": socket.AF_INET, "TCP6": socket.AF_INET6}.get(words[1])
    if family is None or len(words) != 6:
        raise NotProxied("the PROXY line is none")
    try:
        socket.inet_pton(family, words[2])
    except OSError:
        raise NotProxied("the PROXY line names no address") from None
    return Proxied(words[2], end + 2)


def _second(data: bytes) -> Proxied | None:
    if len(data) < 16:
        return None
    command, family, length = struct.unpack_from("!BBH", data, 12)
    if command not in {0x20, 0x21} or length > 2_048:
        raise NotProxied("the PROXY block is of no version that there is")
    if len(data) < 16 + length:
        return None
    address = ""
    if command == 0x21 and family == 0x11 and length >= 12:
        address = socket.inet_ntop(socket.AF_INET, data[16:20])
    elif command == 0x21 and family == 0x21 and length >= 36:
        address = socket.inet_ntop(socket.AF_INET6, data[16:32])
    return Proxied(address, 16 + length)
