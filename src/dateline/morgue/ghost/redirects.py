"""Reads the redirects of a Ghost site: ``redirects.json`` or ``redirects.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dateline.morgue.ghost.errors import UnreadableExport, shown
from dateline.morgue.ghost.source import read_text
from dateline.morgue.ghost.values import parse, text

_OPTIONAL_SLASH = re.compile(r"(?:\(\\?/\?\)|\(\\?/\)\?|\\?/\?)$")
_PATTERN = re.compile(r"[\\^$*+?()\[\]{}|]")
_ADDRESS = re.compile(r"(?:/|https?://)[^\s]*", re.I)


@dataclass(frozen=True)
class Redirects:
    """The pairs of old path and new address, and what was left out with the reason for it."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def redirects(path: Path) -> Redirects:
    """Return the redirects in the file at `path`, in its order.

    Ghost takes every ``from`` for a pattern; those that mean one path are brought over, and the
    others are in ``left``. Raises `UnreadableExport`.
    """
    found = Redirects()
    met: set[str] = set()
    for given, to in _entries(path, _loaded(path)):
        old = _path(given)
        if not old:
            found.left.append((shown(given, 200), "it is a pattern, not one path"))
        elif re.search(r"\$\d", to) or not _ADDRESS.fullmatch(to):
            found.left.append((shown(given, 200), f"it leads to no address: {shown(to)}"))
        elif old in met or old == to:
            reason = "it leads to itself" if old == to else "an earlier one has the same path"
            found.left.append((shown(given, 200), reason))
        else:
            met.add(old)
            found.pairs.append((old, to))
    return found


def _loaded(path: Path) -> Any:
    said = read_text(path)
    if said.lstrip()[:1] in {"[", "{"}:
        try:
            return parse(said)
        except ValueError:
            raise UnreadableExport(path, "is not JSON") from None
    try:
        return yaml.safe_load(said)
    except (yaml.YAMLError, RecursionError, ValueError):
        raise UnreadableExport(path, "is neither JSON nor YAML") from None


def _entries(path: Path, loaded: Any) -> Iterator[tuple[str, str]]:
    if isinstance(loaded, list):
        for entry in loaded:
            if isinstance(entry, dict):
                yield text(entry.get("from")), text(entry.get("to"))
            else:
                yield shown(entry), ""
    elif isinstance(loaded, dict) and loaded and all(str(key) in {"301", "302"} for key in loaded):
        for group in loaded.values():
            for given, to in group.items() if isinstance(group, dict) else ():
                yield text(given), text(to)
    else:
        raise UnreadableExport(path, "is not a file of Ghost's redirects")


def _path(given: str) -> str:
    """Return the one path that the pattern `given` means, ``""`` where it means more."""
    said = given
    whole = said.startswith("^") and said.endswith("$")
    if said.startswith("^") and not whole:
        return ""
    if whole:
        said = _OPTIONAL_SLASH.sub("/", said[1:-1])
    said = said.replace("\\/", "/").replace("\\.", ".").replace("\\-", "-")
    return said if said.startswith("/") and not _PATTERN.search(said) else ""
