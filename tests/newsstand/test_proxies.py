"""What a proxy in front says of who asks."""

from __future__ import annotations

import socket
import struct

import pytest

from dateline.newsstand.proxies import NotProxied, Proxied, read
from dateline.newsstand.requests import network_of

FIRST = b"PROXY TCP4 192.0.2.1 198.51.100.1 4000 80\r\n"
_ADDRESSES = socket.inet_aton("192.0.2.1") + socket.inet_aton("198.51.100.1")
SECOND = (
    b"\r\n\r\n\0\r\nQUIT\n" + struct.pack("!BBH", 0x21, 0x11, 12) + _ADDRESSES
    + struct.pack("!HH", 4000, 80)
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "address"),
    [
        (FIRST, "192.0.2.1"),
        (b"PROXY TCP6 2001:db8::1 2001:db8::2 1 2\r\n", "2001:db8::1"),
        (b"PROXY UNKNOWN\r\n", ""),
        (b"PROXY UNKNOWN ffff::1 ffff::1 1 2\r\n", ""),
        (SECOND, "192.0.2.1"),
        (b"\r\n\r\n\0\r\nQUIT\n" + struct.pack("!BBH", 0x20, 0, 0), ""),
        (
            b"\r\n\r\n\0\r\nQUIT\n" + struct.pack("!BBH", 0x21, 0x21, 36)
            + socket.inet_pton(socket.AF_INET6, "2001:db8::7") + b"\0" * 20,
            "2001:db8::7",
        ),
    ],
)  # fmt: skip
def test_an_address_is_read_and_what_follows_is_left(data: bytes, address: str) -> None:
    assert read(data + b"GET / HTTP/1.1\r\n") == Proxied(address, len(data))
    for cut in range(1, len(data)):
        assert read(data[:cut]) is None


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\n", b"PROXY TCP4 192.0.2 1 1 1\r\n", b"PROXY TCP5 a b c d\r\n",
        b"PROXY TCP4 192.0.2.1 198.51.100.1 4000\r\n", b"PROXY " + b"a" * 200, b"PROXYTCP4",
        b"\r\n\r\n\0\r\nQUIT\n\x31\x11\0\x0c" + b"\0" * 12,
        b"\r\n\r\n\0\r\nQUIT\n\x21\x11\xff\xff", b"\r\n\r\nGET /",
    ],
)  # fmt: skip
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(NotProxied):
        read(data)


@pytest.mark.parametrize(
    ("said", "proxies", "network"),
    [
        (b"192.0.2.1", 1, b"\xc0\x00\x02"), (b"1.2.3.4, 192.0.2.1", 1, b"\xc0\x00\x02"),
        (b"192.0.2.1, 10.0.0.1", 2, b"\xc0\x00\x02"), (b"10.0.0.1", 2, b""), (b"", 1, b""),
        (b"192.0.2.1:4000", 1, b"\xc0\x00\x02"),
        (b"[2001:db8:1::1]:80", 1, b"\x20\x01\x0d\xb8\0\x01"),
        (b"2001:db8:1::1", 1, b"\x20\x01\x0d\xb8\0\x01"), (b"unknown", 1, b""), (b"<b>", 1, b""),
    ],
)  # fmt: skip
def test_the_network_is_that_of_the_address_that_our_own_proxy_saw(
    said: bytes, proxies: int, network: bytes
) -> None:
    assert network_of(said, proxies) == network
