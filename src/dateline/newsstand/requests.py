"""What a request asks for, read from what a full parser found in its head (RFC 9110 and 9112)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from dateline.newsstand.negotiation import order_of
from dateline.press.routes import CONTROL
from dateline.readership.readers import is_reader, prefix_of

#: Bytes of a request's target, of its fields together, and how many fields.
LONGEST_TARGET, LONGEST_HEAD, MOST_FIELDS = 4_096, 16_384, 100
#: Bytes of a form.
LONGEST_FORM = 65_536

_ABSOLUTE = re.compile(rb"https?://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::\d{0,5})?", re.ASCII)
#: Fields that make the same request another one for the next reader.
PERSONAL = frozenset({b"cookie", b"authorization", b"if-none-match", b"range", b"x-forwarded-for"})


class Refused(Exception):
    """The request is not answered with a page. `status` says why to the client."""

    def __init__(self, status: int, why: str, *, close: bool = False) -> None:
        super().__init__(why)
        self.status, self.why, self.close = status, why, close


@dataclass(frozen=True, eq=False, slots=True)
class Head:
    """What the fields of a request say, as far as anybody here asks."""

    #: The place of the encodings it takes in `negotiation.ORDERS`.
    order: int
    none_match: bytes = b""
    range: bytes = b""
    #: The host that it names, as it is written.
    host: bytes = b""
    #: Whether it comes from somebody who wants to read, as far as it says.
    by_reader: bool = False
    forwarded: bytes = b""
    fetch_site: bytes = b""
    origin: bytes = b""
    content_type: bytes = b""


@dataclass(eq=False, slots=True)
class Request:
    """One request. `network` is where it comes from, as far as reads are told apart by it."""

    method: bytes
    target: bytes
    head: Head
    network: bytes = b""
    body: bytes = b""
    #: Whether the connection ends with the answer.
    close: bool = False


def read_head(fields: Sequence[tuple[bytes, bytes]]) -> Head:
    """Return what `fields` say; their names are in small letters. Raises `Refused`."""
    once: dict[bytes, bytes] = {}
    for name, value in fields:
        if name in once and name in _SINGLE:
            raise Refused(400, f"two fields {name.decode('latin-1')}", close=True)
        # Several lines of one field are one list (RFC 9110, section 5.3).
        once[name] = once[name] + b", " + value if name in once else value
    said = once.get
    agent, purpose = (said(name, b"").decode("latin-1") for name in (b"user-agent", b"sec-purpose"))
    return Head(
        order=order_of(said(b"accept-encoding", b"")),
        none_match=said(b"if-none-match", b""),
        range=said(b"range", b""),
        host=said(b"host", b""),
        by_reader=is_reader(purpose, agent),
        forwarded=said(b"x-forwarded-for", b""),
        fetch_site=said(b"sec-fetch-site", b""),
        origin=said(b"origin", b""),
        content_type=said(b"content-type", b""),
    )


_SINGLE = frozenset({b"host", b"content-length", b"range", b"origin", b"content-type"})


def split(target: bytes) -> tuple[bytes | None, bytes]:
    """Return the host that an absolute ``target`` names, if it is one, and the rest of it.

    Raises `Refused` for what is no address of a page (``*``, ``host:port``).
    """
    if target.startswith(b"/"):
        return None, target
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute is None:
        raise Refused(400, "the target is neither a path nor an address")
    host, rest = absolute.groups()
    if b"@" in host:
        raise Refused(400, "the address names a user")
    return host, rest if rest.startswith(b"/") else b"/" + rest


def path_of(target: bytes) -> tuple[str, bytes] | None:
    """Return the path of ``target`` as it is stored, and the query behind it; None where no page
    can stand: there is none with control characters, with an encoded slash, or that is no UTF-8."""
    raw, _, query = target.partition(b"#")[0].partition(b"?")
    if b"%" in raw:
        if b"%2f" in raw.lower():
            return None
        raw = unquote_to_bytes(raw)
    try:
        path = raw.decode()
    except UnicodeDecodeError:
        return None
    return None if CONTROL.search(path) else (path, query)


def name_of(host: bytes) -> str | None:
    """Return the name in a ``Host`` field without its port; None where it is none."""
    found = _HOST.fullmatch(host.decode("latin-1").lower())
    return found[1].removesuffix(".") if found else None


def is_ours(name: str, hosts: Sequence[str]) -> bool:
    """Whether `name` is one of `hosts` (`.example.org`: it and all below it; ``*``: any)."""
    return any(
        host in {"*", name} or (host.startswith(".") and (name.endswith(host) or name == host[1:]))
        for host in hosts
    )


def network_of(forwarded: bytes, proxies: int) -> bytes:
    """Return the network of who asked: of the address that the outermost of `proxies` proxies saw
    (each adds the address that it saw to the end of ``X-Forwarded-For``)."""
    seen = forwarded.split(b",")
    if len(seen) < proxies:
        return b""
    address = seen[-proxies].strip().decode("latin-1").removeprefix("[")
    if "]" in address:
        address = address.partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    return prefix_of(address)
