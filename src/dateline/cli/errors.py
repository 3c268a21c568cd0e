"""Turns what can go wrong on a machine into one line that says what, where and what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DAMAGED = (
    "the database in {} is damaged or no database: bring the newest backup back with "
    "dateline restore --force"
)
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class Refused(Exception):
    """The command cannot be carried out; the message is the one line that its user sees."""


def explain(error: BaseException, where: Path | None = None) -> str | None:
    """Return the line for `error`, or None where it is none that a user can have caused.

    `where` is the folder the command worked in, for errors that name no file.
    """
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError):
        return _of_system(error, where)
    if isinstance(error, sqlite3.OperationalError):
        return _of_database(str(error), where)
    if _is_damaged(error):
        return _DAMAGED.format(where or "its folder")
    return _of_django(error, where)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Name `path` in an error of the system that names none: a full disk does not say which."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            error.filename = str(path)
        raise
    except sqlite3.OperationalError as error:
        if "disk is full" in str(error):
            raise OSError(errno.ENOSPC, "No space left on device", str(path)) from error
        raise


def _is_damaged(error: BaseException) -> bool:
    """Return whether `error`, SQLite's own or as Django passes it on, tells of a broken file."""
    low = str(error).lower()
    told = "malformed" in low or "not a database" in low
    return told and any(kind.__name__ == "DatabaseError" for kind in type(error).__mro__)


def _of_system(error: OSError, where: Path | None) -> str | None:
    place = error.filename if isinstance(error.filename, str) else where
    if error.errno in _FULL:
        return (
            f"no space left to write {place or 'here'}: make room on that disk and run this again"
        )
    if error.errno in _FORBIDDEN:
        return f"no permission to write or read {place or 'here'}: change its owner or its mode"
    if isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError):
        return f"{place}: {(error.strerror or 'not there').lower()}"
    return None


def _of_database(text: str, where: Path | None) -> str:
    lines = text.strip().splitlines()
    line = lines[0] if lines else "no reason given"
    low = line.lower()
    if "disk is full" in low or "no space left" in low:
        return f"the database cannot grow in {where or 'its folder'}: make room on that disk"
    if "readonly" in low or "unable to open" in low:
        return (
            f"the database in {where or 'its folder'} cannot be written: look at its owner and mode"
        )
    if "no such table" in low or ("relation" in low and "does not exist" in low):
        return "the database has not been set up: run dateline serve, or dateline manage migrate"
    return f"the database does not answer: {line}"


def _of_django(error: BaseException, where: Path | None) -> str | None:
    from dateline.conf.options import BadOption
    from dateline.lib.sqlite import UnsafeSQLite

    if isinstance(error, BadOption | UnsafeSQLite):
        return str(error)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db import OperationalError, ProgrammingError

    if isinstance(error, OperationalError):
        return _of_database(str(error), where)
    if isinstance(error, ProgrammingError) and "does not exist" in str(error):
        return _of_database(str(error), where)
    if isinstance(error, ImproperlyConfigured):
        first = (str(error).splitlines() or ["no reason given"])[0]
        if "SECRET_KEY" in first:
            return "no secret key: set DATELINE_SECRET_KEY in the site's .env file"
        return f"the settings are wrong: {first}"
    if isinstance(error, CommandError):
        return " ".join(str(error).split())
    return None
