"""Which requests are reads, and from which network they come.

Nothing here keeps an address: a reader's network is worked out once a connection, and the caller
holds it for as long as the connection.
"""

from __future__ import annotations

import socket
from functools import lru_cache

#: Parts of the names under which programs ask that say what they are, in small letters.
DECLARED = (
    "bot", "crawl", "spider", "slurp", "preview", "scrap", "archiver", "fetch", "monitor", "uptime",
    "headless", "lighthouse", "phantomjs", "curl/", "wget", "python", "httpx", "aiohttp", "okhttp",
    "go-http-client", "java/", "libwww-perl", "node-fetch", "axios", "ruby", "facebookexternalhit",
    "mediapartners", "feed", "http-client",
)  # fmt: skip
#: Characters of a name that are looked at; bounds what is remembered.
LONGEST = 256
#: The network of addresses that cannot be read: all of them together count as one.
NOWHERE = b""
_MAPPED = b"\0" * 10 + b"\xff\xff"


def is_read(method: str, status: int, sec_purpose: str, user_agent: str) -> bool:
    """Whether the answered request for a story is a read.

    That is a GET answered with the story (200) or with "you have it already" (304), which the
    browser did not make ahead of its reader and no program that says it is one.
    """
    return status in {200, 304} and method == "GET" and is_reader(sec_purpose, user_agent)


def is_reader(sec_purpose: str, user_agent: str) -> bool:
    """Whether somebody asks who wants to read, as far as the request says so."""
    return not made_ahead(sec_purpose) and not is_declared_bot(user_agent)


def made_ahead(sec_purpose: str) -> bool:
    """Whether a browser asked before anybody wanted to read (``Sec-Purpose``)."""
    return "prefetch" in sec_purpose.lower()


def is_declared_bot(user_agent: str) -> bool:
    """Whether ``User-Agent`` says that no person reads. Every browser says who it is, so that
    nothing said is no browser."""
    return _is_bot(user_agent[:LONGEST])


@lru_cache(maxsize=1024)
def _is_bot(said: str) -> bool:
    said = said.lower()
    return not said.strip() or any(word in said for word in DECLARED)


def prefix_of(address: str) -> bytes:
    """Return the network of `address`: of IPv4 the /24, of IPv6 the /48.

    That is about what one customer can have: whoever has one address often has those beside it. An
    IPv4 address in the clothes of IPv6 (``::ffff:192.0.2.1``) is what it is. What is no address is
    `NOWHERE`.
    """
    try:
        if ":" not in address:
            return socket.inet_pton(socket.AF_INET, address)[:3]
        packed = socket.inet_pton(socket.AF_INET6, address.partition("%")[0])
    except (OSError, ValueError):
        return NOWHERE
    return packed[12:15] if packed.startswith(_MAPPED) else packed[:6]
