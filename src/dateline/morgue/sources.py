"""Finds and reads what ``dateline import page`` is given: files, folders and addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.conf.options import option
from dateline.lib.fetch import FetchFailed, FetchRefused, fetch
from dateline.lib.files import NoPlainFile, TooLarge, read_plain
from dateline.morgue.copy import Copy
from dateline.morgue.pages import UnreadablePage, read_source
from dateline.morgue.storable import storable_text

_ADDRESS = re.compile(r"https?://")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def is_address(source: str) -> bool:
    """Whether `source` is an address on the web, not a file."""
    return _ADDRESS.match(source) is not None


def known_as(source: str) -> str:
    """Return what a second import knows `source` by: its address, or its whole path.

    Wherever the import is called from; with links followed, also where they go in a circle.
    """
    if is_address(source) or "://" in source:
        return storable_text(source)
    try:
        return storable_text(os.path.realpath(source))
    except ValueError:  # a NUL in it
        return storable_text(source)


def each(sources: list[str]) -> Iterator[str]:
    """Yield every file and address; a folder gives its files in order."""
    for source in sources:
        if not is_address(source) and _is_folder(source):
            yield from (str(path) for path in sorted(Path(source).iterdir()) if path.is_file())
        else:
            yield source


def understood(source: str) -> Copy:
    """Return the story in a file or at an address.

    Raises `UnreadablePage` for whatever keeps it from being one.
    """
    if is_address(source):
        return _fetched(source)
    known, most = known_as(source), option("IMPORT_MAX_BYTES")
    try:
        path = Path(os.path.realpath(source))
        if "://" in source and not path.exists():
            raise UnreadablePage(source, "only http and https addresses are fetched")
        data = read_plain(path, most=most)
    except NoPlainFile as error:
        raise UnreadablePage(source, "is no plain file, so nothing is read from it") from error
    except TooLarge as error:
        size = f"is {error.size / 1e6:.0f} MB; at most {most / 1e6:.0f} MB are read"
        raise UnreadablePage(source, size) from error
    except OSError as error:
        raise UnreadablePage(source, f"cannot be read: {error.strerror}") from error
    except ValueError as error:  # a NUL in it
        raise UnreadablePage(source, "is no name that a file can have") from error
    return read_source(data, known)


def _fetched(source: str) -> Copy:
    known = known_as(source)
    try:
        fetched = fetch(source, accept=_PAGES, max_bytes=option("IMPORT_MAX_BYTES"))
    except (FetchRefused, FetchFailed) as error:
        raise UnreadablePage(source, str(error)) from error
    return read_source(fetched.body, known, fetched.url)


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):  # too long a name, a NUL in it: `understood` says so
        return False
