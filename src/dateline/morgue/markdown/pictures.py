"""Finds the file of a picture, and never one outside the folder that is being read."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

#: File types a picture may have, the one that is looked for first first.
TYPES = (".avif", ".webp", ".jpg", ".jpeg", ".png", ".gif")

_WEB = re.compile(r"https?://[^\s]+", re.I)
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


class MissingError(LookupError):
    """No such picture; `str()` says why, in words for the account."""


def named(pictures: Path, name: str) -> str:
    """Return the path of the picture called `name` in the folder `pictures`.

    Raises `MissingError` when it has none of `TYPES`.
    """
    for ending in TYPES:
        path = pictures / f"{name}{ending}"
        if _NAME.fullmatch(name) and _inside(path, pictures.parent):
            return str(path)
    raise MissingError(f"{pictures.name}/{name}{TYPES[0]} is not there")


def at(source: str, story: Path, pictures: Path) -> str:
    """Return the path, or the web address, of the picture that a story calls `source`.

    A relative path is looked for beside the story and from the folder that holds `pictures`
    (and its ``static``), a name alone in `pictures` too. Raises `MissingError`.
    """
    if _WEB.fullmatch(source):
        return source
    name = unquote(source.split("#")[0].split("?")[0])
    root = pictures.parent
    within = name.lstrip("/")
    if not within or re.match(r"[A-Za-z][\w+.-]*:", name) or "\0" in name:
        raise MissingError(f"{source or 'an empty name'} is neither a file nor a web address")
    places = [root / within, root / "static" / within, pictures / within]
    if not name.startswith("/"):
        places.insert(0, story.parent / name)
    for path in places:
        if _inside(path, root):
            return str(path)
    raise MissingError(f"{source} is not there")


def _inside(path: Path, root: Path) -> bool:
    """Return whether `path` is a picture's file that truly lies within `root`."""
    try:
        real = path.resolve()
        return (
            real.is_file() and path.suffix.lower() in TYPES and real.is_relative_to(root.resolve())
        )
    except (OSError, RuntimeError, ValueError):
        # A name too long for the file system, or links that go round in a circle.
        return False
