"""The one way out to addresses that somebody else chose.

A page to import, a feed, a picture by address: whoever writes the address must not make this
machine talk to itself, to its neighbours or to its landlord. Each hop, redirects included, is
checked by name, again by the number that the name leads to (requests-hardened resolves once and
connects to just that number, so a name cannot change its mind in between), and once more when
the connection stands, before a byte is sent. Size is counted after unpacking, and one deadline
holds for everything from the first name look-up to the last byte.

The environment is not asked: no proxy, no ``.netrc``, no certificate bundle from outside.
"""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import requests
import urllib3
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection

from dateline.lib.addresses import PUBLIC, FetchFailed, FetchRefused, Policy, checked, shown
from dateline.lib.unpack import Damaged, unpacked

__all__ = ["PAGES", "PUBLIC", "FetchFailed", "FetchRefused", "Fetched", "Policy", "fetch"]

PAGES = ("text/html", "application/xhtml+xml")
MAX_HOPS = 5
MAX_HEADERS = 64 * 1024
AGENT = "Dateline (newspaper software; fetches what an editor asked for)"

REDIRECTS = frozenset({301, 302, 303, 307, 308})
ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_PIECE = 64 * 1024


@dataclass(frozen=True)
class Fetched:
    """What came: the last address, after redirects, and its answer, unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    #: The media type alone, in lower case: ``text/html``.
    content_type: str

    @property
    def charset(self) -> str | None:
        """The encoding that the answer claims for itself, in lower case."""
        claim = re.search(
            r"charset\s*=\s*[\"']?([\w.:\-]+)", self.headers.get("Content-Type", ""), re.IGNORECASE
        )
        return claim[1].lower() if claim else None


def fetch(
    url: str,
    *,
    accept: tuple[str, ...] = PAGES,
    max_bytes: int = 10_000_000,
    timeout: float = 20.0,
    policy: Policy = PUBLIC,
    agent: str = AGENT,
    since: str = "",
) -> Fetched:
    """Fetch `url`, follow at most `MAX_HOPS` redirects, and return the answer.

    `accept` lists media types (``text/html``, ``image/*``, ``*/*``); `max_bytes` counts the
    unpacked body; `timeout` is seconds for everything together; `agent` says who asks. With
    `since`, the ``Last-Modified`` of an earlier answer, nothing newer comes back with status 304
    and an empty body. Raises `FetchRefused` for an address, a redirect, a type or a size that is
    not allowed, `FetchFailed` for the rest, answers of 400 and above among them.
    """
    checked(url, policy)
    line = _Line(policy, time.monotonic() + timeout)
    outcome: queue.SimpleQueue[Fetched | BaseException] = queue.SimpleQueue()

    wanted = _Wanted(accept, agent, since)

    def run() -> None:
        try:
            outcome.put(_follow(url, wanted, max_bytes, timeout, line))
        except BaseException as error:  # noqa: BLE001 - raised again where the caller waits
            outcome.put(error)

    # In a thread of its own, since a name look-up and a slow handshake cannot be interrupted.
    threading.Thread(target=run, name="fetch", daemon=True).start()
    try:
        result = outcome.get(timeout=timeout)
    except queue.Empty:
        raise FetchFailed(f"{shown(url)} did not answer within {timeout:g} seconds.") from None
    finally:
        line.cut()
    if isinstance(result, BaseException):
        raise result
    return result


class _Line:
    """The connections of one fetch: checks where they lead and cuts them at the deadline."""

    def __init__(self, policy: Policy, deadline: float) -> None:
        self.policy = policy
        self.deadline = deadline
        self._lock = threading.Lock()
        self._open: list[socket.socket] | None = []

    def admit(self, sock: socket.socket) -> socket.socket:
        """Take a new connection in, before a byte is sent; raises `FetchRefused`."""
        peer = sock.getpeername()
        if not self.policy.allows(ipaddress.ip_address(peer[0]), peer[1]):
            sock.close()
            raise FetchRefused(f"The address leads to {peer[0]}, which is not public.")
        with self._lock:
            if self._open is None:
                sock.close()
                raise FetchFailed("The time for this fetch is over.")
            # A copy of the handle: it ends the connection even while TLS holds the original.
            self._open.append(sock.dup())
        return sock

    def cut(self) -> None:
        """End every connection, also one that another thread is waiting on."""
        with self._lock:
            ending, self._open = self._open or [], None
        for sock in ending:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the other side was faster
            finally:
                sock.close()


class _Adapter(IPFilterAdapter):
    """requests-hardened's check of the number, a stricter one on top, and the deadline."""

    def __init__(self, line: _Line, *, https: bool) -> None:
        self._line = line
        local = any(ipaddress.ip_address(ip).is_loopback for ip, _ in line.policy.exceptions)
        super().__init__(is_https_proto=https, allow_loopback=local)

    def init_poolmanager(self, *args: object, **kwargs: object) -> None:
        super().init_poolmanager(*args, **kwargs)
        line = self._line

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return line.admit(super()._new_conn())

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return line.admit(super()._new_conn())

        class PlainPool(urllib3.HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(urllib3.HTTPSConnectionPool):
            ConnectionCls = Secure

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: object, cert: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        number = ipaddress.ip_address(str(host["host"]).strip("[]"))
        port = host["port"] or (443 if host["scheme"] == "https" else 80)
        if not self._line.policy.allows(number, int(port)):
            raise InvalidIPAddress(number)
        return host, pool


class _Session(HTTPSession):
    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Say that nothing redirects: requests would read the whole body to prepare the hop."""
        return None


@dataclass(frozen=True)
class _Wanted:
    """What is asked for, by whom, and whether only for something newer."""

    accept: tuple[str, ...]
    agent: str
    since: str

    def headers(self) -> dict[str, str]:
        said = {"Accept": ", ".join(self.accept), "Accept-Encoding": "gzip, deflate"}
        return said | ({"If-Modified-Since": self.since} if self.since else {})


def _follow(url: str, wanted: _Wanted, max_bytes: int, timeout: float, line: _Line) -> Fetched:
    config = Config(
        ip_filter_enable=True,
        ip_filter_allow_loopback_ips=False,
        never_redirect=True,
        default_timeout=(timeout, timeout),
        user_agent_override=wanted.agent,
    )
    with _Session(config) as session:
        session.trust_env = False
        for scheme in ("http", "https"):
            session.mount(f"{scheme}://", _Adapter(line, https=scheme == "https"))
        for _ in range(MAX_HOPS + 1):
            with _ask(session, url, wanted, line) as answer:
                target = answer.headers.get("Location")
                if answer.status_code == 304 and wanted.since:
                    return Fetched(url, 304, dict(answer.headers), b"", "")
                if answer.status_code not in REDIRECTS or target is None:
                    return _take(answer, url, wanted.accept, max_bytes, line)
            url = _joined(url, target)
    raise FetchRefused(f"The address redirects more than {MAX_HOPS} times, last to {shown(url)}.")


def _joined(url: str, target: str) -> str:
    try:
        # Servers send the bytes of UTF-8, which HTTP reads as Latin-1.
        return urljoin(url, target.encode("latin-1").decode("utf-8"))
    except ValueError:
        raise FetchRefused(f"{shown(url)} redirects to something that is no address.") from None


def _ask(session: requests.Session, url: str, wanted: _Wanted, line: _Line) -> requests.Response:
    """Send one request for the head of an answer; the caller closes it."""
    host = checked(url, line.policy).hostname
    try:
        asked = requests.Request("GET", url, headers=wanted.headers())
        request = session.prepare_request(asked)
        # Looked at again as requests understood it: two readers of one address may differ.
        checked(str(request.url), line.policy)
        answer: requests.Response = session.send(request, stream=True)
        return answer
    except InvalidIPAddress as error:
        raise FetchRefused(f"{host} leads to {error}, which is not a public address.") from None
    except requests.exceptions.SSLError:
        raise FetchFailed(f"The certificate of {host} is not valid.") from None
    except requests.exceptions.Timeout:
        raise FetchFailed(f"{host} did not answer in time.") from None
    except requests.exceptions.InvalidURL:
        raise FetchRefused(f"{shown(url)} is not an address.") from None
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        why = "is not known" if "resolve" in str(error) else "cannot be reached"
        raise FetchFailed(f"{host} {why}.") from None
    except UnicodeError:
        raise FetchRefused(f"{shown(url)} is not an address.") from None


def _take(
    answer: requests.Response, url: str, accept: tuple[str, ...], max_bytes: int, line: _Line
) -> Fetched:
    status = answer.status_code
    if not 200 <= status < 300:
        raise FetchFailed(f"{shown(url)} answered {status}.", status=status)
    headers = answer.headers
    if sum(len(key) + len(value) for key, value in headers.items()) > MAX_HEADERS:
        raise FetchRefused(f"{shown(url)} answered with more than {MAX_HEADERS:,} bytes of head.")
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not _accepted(kind, accept):
        found = f"is {kind[:80]!r}" if kind else "does not say what it is"
        raise FetchRefused(f"{shown(url)} {found}; wanted: {', '.join(accept)}.", status=status)
    encoding = headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise FetchRefused(f"{shown(url)} is packed in a way nobody asked for.", status=status)
    length = headers.get("Content-Length", "")
    too_large = FetchRefused(f"{shown(url)} is larger than {max_bytes:,} bytes.", status=status)
    if length.isdecimal() and int(length) > max_bytes:
        raise too_large
    body = bytearray()
    try:
        for piece in unpacked(_packed(answer), encoding):
            body += piece
            if len(body) > max_bytes:
                raise too_large
            if time.monotonic() > line.deadline:
                raise FetchFailed(f"{shown(url)} did not come in time.")
    except (Damaged, urllib3.exceptions.HTTPError, OSError):
        raise FetchFailed(f"{shown(url)} broke off or came damaged.", status=status) from None
    return Fetched(url, status, dict(headers) | _type_header(headers), bytes(body), kind)


def _packed(answer: requests.Response) -> Iterator[bytes]:
    """Yield the body as it comes over the wire; fewer bytes than its head promised are a fault.

    Not unpacked by the library below, which takes a packing without an end for a whole one.
    """
    while piece := answer.raw.read(_PIECE, decode_content=False):
        yield piece


def _type_header(headers: Mapping[str, str]) -> dict[str, str]:
    """The one header that `Fetched` reads again, under its one spelling."""
    return {"Content-Type": headers["Content-Type"]} if "Content-Type" in headers else {}


def _accepted(kind: str, accept: tuple[str, ...]) -> bool:
    family = kind.partition("/")[0]
    return "*/*" in accept or kind in accept or (bool(kind) and f"{family}/*" in accept)
