"""A site's folder: finds it, loads its settings, and says whether it is being served."""

from __future__ import annotations

import argparse
import fcntl
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.cli import loading
from dateline.cli.errors import Refused, explain
from dateline.conf.options import BadOption

#: The package of a site's own settings and addresses; `dateline start` writes it.
PACKAGE = "paper"
SETTINGS = f"{PACKAGE}.settings"
#: What is said first of settings that cannot be loaded.
UNLOADED = "the settings cannot be loaded: "


def add_site_argument(parser: argparse.ArgumentParser, default: str = ".") -> None:
    """Declare ``--site DIR``."""
    told = "the current folder" if default == "." else default
    parser.add_argument(
        "--site", default=default, metavar="DIR", help=f"the site's folder (default: {told})"
    )


def is_site(folder: Path) -> bool:
    """Return whether `folder` is a site: it has ``manage.py`` and ``paper/settings.py``."""
    return (folder / "manage.py").is_file() and (folder / PACKAGE / "settings.py").is_file()


def open_site(given: str | Path = ".") -> Path:
    """Load the site in folder `given` and set Django up; return the folder's absolute path.

    Raises `Refused` where there is no site.
    """
    folder = find(given)
    _load(folder)
    return folder


def _load(folder: Path) -> None:
    """Set Django up in the site `folder`. Raises `Refused` for what is wrong in its own files."""
    os.environ["DATELINE_SITE"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    try:
        loading.set_up()
    except Exception as error:
        if (line := _own_fault(error, folder)) is None:
            raise
        raise Refused(f"{UNLOADED}{line}") from error


def _own_fault(error: Exception, folder: Path) -> str | None:
    """Return what and where, if `error` comes of the site's own files; else None."""
    gist = f"{(str(error).splitlines() or ['no reason given'])[0]}"
    if isinstance(error, SyntaxError):
        place = Path(error.filename or "")
        return f"SyntaxError in {_short(place, folder)}, line {error.lineno}: {error.msg}"
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(folder) and "site-packages" not in frame.filename
    ]
    if own and not isinstance(error, BadOption):
        place = Path(own[-1].filename)
        return f"{type(error).__name__} in {_short(place, folder)}, line {own[-1].lineno}: {gist}"
    # INSTALLED_APPS and LOGGING are data of the settings that Django makes something of.
    if isinstance(error, ImportError | ValueError) and not isinstance(error, BadOption):
        return f"{type(error).__name__}: {gist}"
    return None


def _short(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def find(given: str | Path) -> Path:
    """Return the absolute path of the site in folder `given`. Raises `Refused`."""
    folder = Path(given).resolve()
    if not is_site(folder):
        raise Refused(
            f"{folder} is no Dateline site (no {PACKAGE}/settings.py): make one with "
            "dateline start NAME, or name one with --site DIR"
        )
    return folder


def read_env(folder: Path) -> None:
    """Put what the site's ``.env`` says into the environment, where that is not set there.

    Raises `BadOption` for one that cannot be read.
    """
    from dateline.conf.values import read_dotenv

    read_dotenv(folder)


def manage(folder: Path, argv: list[str]) -> int:
    """Run a management command of Django's in the site `folder`, for its ``manage.py``.

    Ends with one line where the site cannot be loaded: ``manage.py`` has nobody else to say it.
    """
    try:
        _load(folder)
    except Exception as error:
        if (line := explain(error, folder)) is None:
            raise
        sys.exit(f"dateline: {line}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)
    return 0


def served_by(folder: Path) -> str:
    """Return the process that serves the site `folder` on this machine, or an empty string."""
    lock = folder / "var" / "run" / "serve.lock"
    if not lock.is_file():
        return ""
    with lock.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read().strip() or "unknown"
    return ""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the site's lock for as long as it is served or replaced.

    The lock is the kernel's, so it goes with the process, however that ends. Raises `Refused`
    where another process holds it.
    """
    run = folder / "var" / "run"
    run.parent.mkdir(mode=0o700, exist_ok=True)  # drafts and sources: for one user alone
    run.mkdir(exist_ok=True)
    with (run / "serve.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            who = file.read().strip()
            raise Refused(
                f"{folder} is being served by process {who or 'unknown'}, or got ready to be: "
                "stop it first"
            ) from None
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
