"""Finds and reads what ``dateline import page`` is given: files, folders and addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterator
from pathlib import Path

from dateline.conf.options import option
from dateline.lib.addresses import without_password
from dateline.lib.fetch import FetchFailed, FetchRefused, fetch
from dateline.lib.files import NoPlainFile, TooLarge, read_plain
from dateline.morgue.account import Item
from dateline.morgue.claims import as_claimed
from dateline.morgue.copy import Copy
from dateline.morgue.pages import UnreadablePage, read_source
from dateline.morgue.storable import storable_text

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def is_address(source: str) -> bool:
    """Whether `source` is an address on the web, not a file."""
    return _ADDRESS.match(source) is not None


def told(source: str) -> str:
    """Return `source` as it may be written down: an address without its user and password."""
    if "://" in source:
        source = without_password(source)
    return storable_text(source)


def known_as(source: str) -> str:
    """Return what a second import knows `source` by: its address, or its whole path.

    Wherever the import is called from; with links followed, also where they go in a circle.
    """
    if is_address(source):
        scheme, _, rest = source.partition(":")
        return told(f"{scheme.lower()}:{rest}")
    if "://" in source and not os.path.lexists(source):
        return told(source)
    try:
        return storable_text(os.path.realpath(source))
    except ValueError:  # a NUL in it
        return storable_text(source)


def each(sources: list[str]) -> Iterator[str | Item]:
    """Yield every file and address, a folder's files in order, and items of what is not read.

    Of a folder within a folder nothing is read, unless it is among the `sources`, too.
    """
    named = {known_as(source) for source in sources}
    for source in sources:
        if not source:
            why = "an empty name: give a file, a folder or an address"
            yield Item(kind="story", source_id="", reason=why)
        elif not is_address(source) and _is_folder(source):
            yield from _in_folder(source, named)
        else:
            yield source


def _in_folder(folder: str, named: Container[str]) -> Iterator[str | Item]:
    known = known_as(folder)
    try:
        paths = sorted(Path(folder).iterdir())
    except OSError as error:
        why = f"{told(folder)}: cannot be read: {error.strerror}"
        yield Item(kind="folder", source_id=known, reason=why)
        return
    read = False
    for path in paths:
        below = known_as(str(path))
        if not _is_folder(str(path)):
            read = True
            yield str(path)
        elif below in named:
            read = True
        else:
            why = f"{told(str(path))}: is a folder within the folder; name it to have it read"
            yield Item(kind="folder", source_id=below, state="skipped", reason=why)
    if not read:
        yield Item(kind="folder", source_id=known, reason=f"{told(folder)}: there is no file in it")


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
            raise UnreadablePage(told(source), "only http and https addresses are fetched")
        data = read_plain(path, most=most)
    except NoPlainFile as error:
        raise UnreadablePage(
            told(source), "is no plain file, so nothing is read from it"
        ) from error
    except TooLarge as error:
        size = f"is {error.size / 1e6:.0f} MB; at most {most / 1e6:.0f} MB are read"
        raise UnreadablePage(told(source), size) from error
    except OSError as error:
        raise UnreadablePage(told(source), f"cannot be read: {error.strerror}") from error
    except ValueError as error:  # a NUL in it
        raise UnreadablePage(told(source), "is no name that a file can have") from error
    return read_source(data, known)


def _fetched(source: str) -> Copy:
    known = known_as(source)
    try:
        fetched = fetch(source, accept=_PAGES, max_bytes=option("IMPORT_MAX_BYTES"))
    except (FetchRefused, FetchFailed) as error:
        raise UnreadablePage(told(source), str(error)) from error
    return read_source(as_claimed(fetched.body, fetched.charset), known, fetched.url)


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):  # too long a name, a NUL in it: `understood` says so
        return False
