"""Where the two origins of a paper listen."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import time
from dataclasses import dataclass

from dateline.cli.counts import whole
from dateline.cli.errors import Refused

READERS_PORT = 8000
#: The highest number that a port can have.
LAST = 65535


@dataclass(frozen=True)
class Ports:
    """The address both servers bind, and a port for each origin."""

    host: str
    readers: int
    newsroom: int

    def address(self, role: str) -> str:
        """Return the web address of `role` (``readers`` or ``newsroom``) on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        port = self.readers if role == "readers" else self.newsroom
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def add_port_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--host``, ``--port`` and ``--newsroom-port``."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: loopback only)"
    )
    parser.add_argument(
        "--port",
        metavar="N",
        help=f"the readers' port (default: PORT from the environment, else {READERS_PORT})",
    )
    parser.add_argument(
        "--newsroom-port",
        metavar="N",
        help="the newsroom's port (default: NEWSROOM_PORT from the environment, else one above)",
    )


def chosen(args: argparse.Namespace) -> Ports:
    """Return the ports that arguments and environment name. Raises `Refused` for a bad one."""
    if not args.host.strip():
        raise Refused("--host is empty: name an address to listen on, such as 127.0.0.1")
    readers = _number(args.port, "PORT", str(READERS_PORT))
    if readers == LAST and not (args.newsroom_port or os.environ.get("NEWSROOM_PORT")):
        raise Refused(
            f"PORT is {LAST}, the last there is, and the newsroom's is one above unless named: "
            "name it with NEWSROOM_PORT=… or --newsroom-port"
        )
    newsroom = _number(args.newsroom_port, "NEWSROOM_PORT", str(readers + 1))
    if readers == newsroom:
        raise Refused(f"readers and newsroom cannot share port {readers}: choose another one")
    return Ports(args.host, readers, newsroom)


def _number(given: str | None, name: str, default: str) -> int:
    """Return the port `given` on the command line, else in the environment, else `default`."""
    return whole(given or os.environ.get(name) or default, name, LAST)


def require_free(ports: Ports, patience: float = 1.0) -> None:
    """Raise `Refused` if either port cannot be had.

    A server that has just been stopped may need a moment to let go: `patience` seconds.
    """
    for port, name in ((ports.readers, "PORT"), (ports.newsroom, "NEWSROOM_PORT")):
        until = time.monotonic() + patience
        while (fault := _fault(ports.host, port)) is not None:
            if fault.errno != errno.EADDRINUSE or time.monotonic() > until:
                raise Refused(_line(fault, ports.host, port, name))
            time.sleep(0.1)


def _fault(host: str, port: int) -> OSError | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Passes over connections that only wait to be forgotten, never over a listener.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            return error
        except (UnicodeError, ValueError, TypeError):  # no name that a host can have
            return OSError(errno.EINVAL, "no such address")
    return None


def _line(fault: OSError, host: str, port: int, name: str) -> str:
    if fault.errno == errno.EADDRINUSE:
        option = "--port" if name == "PORT" else "--newsroom-port"
        return f"port {port} on {host} is taken: choose another with {name}=… or {option}"
    if fault.errno in {errno.EACCES, errno.EPERM}:
        return f"no permission to listen on port {port}: choose one above 1023 with {name}=…"
    return f"cannot listen on {host} port {port}: {fault.strerror or fault}"
