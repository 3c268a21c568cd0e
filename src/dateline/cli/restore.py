"""``dateline restore FILE``: brings a paper back from its backup, all of it or nothing."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import dateline
from dateline.cli import archive, dumps, site
from dateline.cli.errors import Refused

NAME = "restore"
HELP = "Bring database, media and settings back from a backup, into an empty folder."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file, the site's folder, and whether to replace what is there."""
    parser.add_argument("file", help="a file that dateline backup wrote")
    site.add_site_argument(parser)
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace a site that is there (its files are kept beside); never one being served",
    )


def run(args: argparse.Namespace) -> int:
    """Check everything, then put it in place."""
    source, folder = Path(args.file).resolve(), Path(args.site).resolve()
    if not source.is_file():
        raise Refused(f"{source} is not there")
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file: name a folder")
    occupied = folder.is_dir() and any(folder.iterdir())
    if occupied and not args.force:
        raise Refused(f"{folder} is not empty: restore into an empty folder, or add --force")
    lock = site.held(folder) if site.is_site(folder) else nullcontext()
    folder.mkdir(parents=True, exist_ok=True)
    with lock, tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as work:
        fresh, manifest = stage(source, Path(work))
        load: Callable[[], None] | None = None
        if manifest["database"]["vendor"] == "postgresql":
            settings = _empty_postgres(fresh, args.force)
            load = partial(
                dumps.load_postgres, Path(work) / manifest["database"]["member"], settings
            )
        kept = put_in_place(fresh, folder, load)
    print(f"Restored {folder} as of {manifest['made_at']}. Start it with dateline serve.")
    if kept is not None:
        print(f"What was there before is in {kept}: remove it when the paper looks right.")
    for line in _strays(manifest):
        print(line)
    return 0


def stage(source: Path, work: Path) -> tuple[Path, dict[str, Any]]:
    """Unpack `source` in `work`, check it, and lay it out as a site's folder.

    Returns that folder and the manifest. Raises `Refused` with nothing outside `work` touched.
    """
    manifest = archive.unpack(source, work)
    made_by = manifest["versions"]["dateline"]
    if _numbers(made_by) > _numbers(dateline.__version__):
        raise Refused(
            f"{source} was made by Dateline {made_by}, this is {dateline.__version__}: "
            f"run pip install 'dateline>={made_by}' first; nothing was changed"
        )
    fresh = work / "site"
    if not site.is_site(fresh):
        raise Refused(f"{source} holds no site; nothing was changed")
    if (fresh / ".env").is_file():
        (fresh / ".env").chmod(0o600)
    database = manifest["database"]
    if database["vendor"] == "sqlite":
        dumps.check_sqlite(work / database["member"])
        _move(work / database["member"], fresh, database["place"] or "var/newsroom.sqlite3")
    if (work / "media").is_dir():
        _move(work / "media", fresh, manifest["media"] or "var/media")
    if (fresh / "var").is_dir():
        (fresh / "var").chmod(0o700)
    return fresh, manifest


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _move(source: Path, fresh: Path, place: str) -> None:
    """Move `source` to `place` below `fresh`; a place outside of it is refused."""
    path = PurePosixPath(place)
    target = fresh / path
    if path.is_absolute() or ".." in path.parts or target.exists():
        raise Refused(f"the backup would write {place!r}; nothing was changed")
    target.parent.mkdir(parents=True, exist_ok=True)
    source.rename(target)


def _empty_postgres(fresh: Path, force: bool) -> dict[str, Any]:
    """Return the settings of the site's database, which is empty, or may be replaced."""
    site.open_site(fresh)
    from django.db import connection

    if connection.vendor != "postgresql":
        raise Refused(
            "the backup is of PostgreSQL, the settings name another database: set "
            "DATELINE_DATABASE_URL; nothing was changed"
        )
    tables = connection.introspection.table_names()
    settings = dict(connection.settings_dict)
    connection.close()
    if tables and not force:
        raise Refused(
            f"the database {settings['NAME']} is not empty: make an empty one, or add --force"
        )
    return settings


def put_in_place(fresh: Path, folder: Path, then: Callable[[], None] | None = None) -> Path | None:
    """Move what `fresh` holds into `folder`; return where what stood there is kept, if any did.

    Each entry is renamed, never copied. `then` is done last, for it cannot be undone: all of it
    or nothing. A fault on the way, or in `then`, puts everything back.
    """
    kept = folder / f".replaced-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    moves: list[tuple[Path, Path]] = []
    try:
        for entry in sorted(fresh.iterdir()):
            target = folder / entry.name
            if target.exists() or target.is_symlink():
                kept.mkdir(exist_ok=True)
                target.rename(kept / entry.name)
                moves.append((target, kept / entry.name))
            entry.rename(target)
            moves.append((entry, target))
        if then is not None:
            then()
    except BaseException:
        for origin, now in reversed(moves):
            now.rename(origin)
        if kept.is_dir():
            kept.rmdir()  # all that was in it is back
        raise
    return kept if kept.is_dir() else None


def _strays(manifest: dict[str, Any]) -> list[str]:
    """Return a line for each thing that stood outside the site's folder when it was backed up."""
    lines = []
    if manifest["media"] is None:
        lines.append("The media stood outside the site's folder; they are in var/media now.")
    if manifest["database"]["vendor"] == "sqlite" and manifest["database"]["place"] is None:
        lines.append("The database stood outside the site's folder; it is in var/ now.")
    return lines
