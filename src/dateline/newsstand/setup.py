"""What a newsstand has to know, read from the file that the paper's own settings were written to.

Nothing in it is a secret, and a newsstand reads nothing else: no environment, no settings.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r"[^\s:]*:\d{1,5}", re.ASCII)


class BadSetup(ValueError):
    """The file cannot be used. Says which, why, and what to do."""


@dataclass(frozen=True)
class Setup:
    """How one newsstand is set up."""

    #: The address to listen on, its port, and how many processes share it.
    host: str
    port: int
    #: The paper's folder of files: the plates, the reads, static releases, the switch to lite.
    var: str
    #: Where released files lie.
    media: str
    #: The address by which readers reach the paper, and the names of hosts that are ours. A name
    #: with a dot before it stands for all below it, ``*`` for any.
    origin: str
    hosts: tuple[str, ...]
    #: The Unix socket of the reader service, which makes what is live.
    service: str
    workers: int = 1
    #: Fields that go with every answer.
    headers: tuple[tuple[str, str], ...] = ()
    #: Proxies in front that add to ``X-Forwarded-For``, and whether they speak PROXY before it.
    proxies: int = 0
    proxy_protocol: bool = False
    #: Megabytes that a process holds of pages.
    memory: int = 256
    #: Whether a page that is handed out is a read (`"pages"`), or the picture that stands in it
    #: (`"beacon"`): a CDN in front keeps pages.
    counted_by: str = "pages"
    reads_per_network: int = 5
    reads_redis: str = ""
    #: Where lines of the access log go: a file, ``-`` for standard output, or nowhere.
    access_log: str = ""
    #: Address and port of the figures for Prometheus, or nothing.
    metrics: str = ""

    def written(self) -> str:
        """Return the file's text."""
        return json.dumps(asdict(self), indent=1) + "\n"


def read(path: Path) -> Setup:
    """Return what the file `path` says. Raises `BadSetup`."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSetup(
            f"{path} cannot be read ({error.strerror}): `dateline serve` writes it"
        ) from error
    except ValueError as error:
        raise BadSetup(
            f"{path} is no JSON ({error}): let `dateline serve` write it anew"
        ) from error
    if not isinstance(said, dict):
        raise BadSetup(f"{path} holds no object: let `dateline serve` write it anew")
    known = {each.name: each for each in fields(Setup)}
    for name in said:
        if name not in known:
            raise BadSetup(f"{path}: there is no {name!r}; there are {', '.join(known)}")
    try:
        return Setup(**{name: _typed(name, value) for name, value in said.items()})
    except TypeError as error:
        raise BadSetup(f"{path}: {str(error).removeprefix('Setup.__init__() ')}") from error


def _typed(name: str, value: Any) -> Any:
    """Return `value` if it is of the type that `name` has. Raises `BadSetup`."""
    kind = next(each.type for each in fields(Setup) if each.name == name)
    if name == "hosts":
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise BadSetup(f"{name} is {value!r}; it must be a list of names")
    if name == "headers":
        if isinstance(value, list) and all(
            isinstance(each, list) and len(each) == 2 and all(isinstance(e, str) for e in each)
            for each in value
        ):
            return tuple((field, said) for field, said in value)
        raise BadSetup(f"{name} is {value!r}; it must be a list of pairs")
    if name == "metrics" and value and not _ADDRESS.fullmatch(str(value)):
        raise BadSetup(f"{name} is {value!r}; it must be an address such as 127.0.0.1:9464")
    if name == "counted_by" and value not in {"pages", "beacon"}:
        raise BadSetup(f"{name} is {value!r}; it must be 'pages' or 'beacon'")
    if type(value).__name__ != kind:
        raise BadSetup(f"{name} is {value!r}; it must be of type {kind}")
    return value
