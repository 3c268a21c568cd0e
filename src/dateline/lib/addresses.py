"""Which addresses on the web may be asked, and what refusing one is called.

`dateline.lib.fetch` asks here before each request, and again of the number a name led to.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_ADDRESS = 4_000

#: What Python calls public and is not: relays, protocol assignments, a cloud's own host.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(net)
    for net in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "2002::/16", "3fff::/20")
)
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")


class FetchFailed(Exception):
    """Nothing usable came; the message is one line for users. `status` is the answer's, if any."""

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class FetchRefused(FetchFailed):
    """The address, or what it answered with, is not allowed; asking again will not help."""


@dataclass(frozen=True)
class Policy:
    """Where a fetch may go. The default, the public web, is what every caller in Dateline uses.

    `exceptions` are exact pairs of a number and a port that are allowed though not public; no
    setting leads here, it is for a test's own server on this machine.
    """

    ports: frozenset[int] = frozenset({80, 443})
    exceptions: frozenset[tuple[str, int]] = frozenset()

    def allows(self, ip: IPAddress, port: int) -> bool:
        """Return whether a connection to this number and port may be made."""
        if (str(ip), port) in self.exceptions:
            return True
        return port in self.ports and is_public(ip)


PUBLIC = Policy()


def is_public(ip: IPAddress) -> bool:
    """Return whether `ip` is a number of the public internet, in whatever way it is written."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        if ip.scope_id is not None or ip not in _GLOBAL_V6 or ip.teredo is not None:
            return False
    if ip.is_multicast or ip.is_reserved or ip.is_unspecified or not ip.is_global:
        return False
    return not any(ip in net for net in _NOT_PUBLIC)


def checked(url: str, policy: Policy) -> SplitResult:
    """Return the parts of an address that may be asked; raises `FetchRefused`."""
    if len(url) > LONGEST_ADDRESS:
        raise FetchRefused(f"The address is longer than {LONGEST_ADDRESS:,} characters.")
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise FetchRefused(f"{shown(url)} holds blanks or backslashes, which no address does.")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise FetchRefused(f"{shown(url)} is not an address.") from None
    if parts.scheme not in {"http", "https"}:
        raise FetchRefused(f"{shown(url)} is not a web address (http or https).")
    if "@" in parts.netloc:
        raise FetchRefused(f"{shown(url)} carries a user name, which is not taken.")
    if not host or "%" in host:
        raise FetchRefused(f"{shown(url)} names no host.")
    asked = (443 if parts.scheme == "https" else 80) if port is None else port
    if asked not in policy.ports and asked not in {each for _, each in policy.exceptions}:
        raise FetchRefused(f"{shown(url)} names port {asked}, which is not one of the web's.")
    return parts


def without_password(url: str) -> str:
    """Return an address without the user name and the password that it may carry."""
    return re.sub(r"//[^/?#]*@", "//…@", url)


def shown(url: str) -> str:
    """Return an address as it may stand in a message: one line, short, without a password."""
    url = without_password(url)
    line = "".join(each if each.isprintable() else "�" for each in url)
    return line if len(line) <= 120 else line[:119] + "…"
