"""``dateline restore FILE``: brings a paper back from its backup, all of it or nothing."""

from __future__ import annotations

import argparse
import os
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
from dateline.cli.folders import made

NAME = "restore"
HELP = "Bring database, media and settings back from a backup, into an empty folder."

#: The name under which ``.env`` gives the database, and where an SQLite one stands else.
_NAME, _PLACE = "DATELINE_DATABASE_URL", "var/newsroom.sqlite3"


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
    with (
        made(folder),
        lock,
        tempfile.TemporaryDirectory(dir=folder, prefix=".restore-") as work,
    ):
        fresh, manifest = stage(source, Path(work))
        load: Callable[[], None] | None = None
        told = os.environ.get("DATELINE_DATABASE_URL", "")
        if manifest["database"]["vendor"] == "postgresql":
            settings = _empty_postgres(fresh, args.force)
            load = partial(
                dumps.load_postgres, Path(work) / manifest["database"]["member"], settings
            )
        renamed = name_database(fresh, _address(fresh, folder, manifest, told))
        kept = put_in_place(fresh, folder, load)
        for plates in (folder / "var").glob("plates.db*"):  # printed from another database
            plates.unlink()
        (folder / "var").mkdir(mode=0o700, exist_ok=True)  # where a service may write
    print(f"Restored {folder} as of {manifest['made_at']}. Start it with dateline serve.")
    if kept is not None:
        print(f"What was there before is in {kept}: remove it when the paper looks right.")
    if renamed:
        print(f"{folder / '.env'} names another database than before: the one restored into.")
    for line in _strays(manifest):
        print(line)
    return 0


def stage(source: Path, work: Path) -> tuple[Path, dict[str, Any]]:
    """Unpack `source` in `work`, check it, and lay it out as a site's folder.

    Returns that folder and the manifest. Raises `Refused` with nothing outside `work` touched.
    """
    manifest = archive.unpack(source, work)
    if (fault := _lacking(manifest)) is not None:
        raise Refused(f"{source} is no backup of a paper ({fault}); nothing was changed")
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
        _move(work / database["member"], fresh, database["place"] or _PLACE)
    if (work / "media").is_dir():
        _move(work / "media", fresh, manifest["media"] or "var/media")
    if (fresh / "var").is_dir():
        (fresh / "var").chmod(0o700)
    return fresh, manifest


def _lacking(manifest: dict[str, Any]) -> str | None:
    """Return what a restore needs and the manifest does not say, or None."""
    for name, kind in (("made_at", str), ("versions", dict), ("database", dict)):
        if not isinstance(manifest.get(name), kind):
            return f"its manifest has no {name}"
    if not isinstance(manifest["versions"].get("dateline"), str):
        return "its manifest has no version"
    if not isinstance(manifest.get("media"), str | None):
        return "its manifest names no place for media"
    told = manifest["database"]
    if told.get("vendor") not in {"sqlite", "postgresql"}:
        return "its database is of no kind that Dateline knows"
    if told.get("member") not in manifest["members"]:
        return "its database is not in it"
    return None if isinstance(told.get("place"), str | None) else "its database has no place"


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
    if tables and not force:
        connection.close()
        raise Refused(
            f"the database {settings['NAME']} is not empty: make an empty one, or add --force"
        )
    try:
        _require_idle(settings["NAME"], tables)
    finally:
        connection.close()
    return settings


def _require_idle(name: str, tables: list[str]) -> None:
    """Raise `Refused` where a paper is served from the open database `name`.

    It may be served from another folder or machine, where the folder's lock says nothing: the
    worker of each ``serve`` gives its signs of life in the database.
    """
    from dateline.cli.heart import DEAD_AFTER, alive
    from dateline.cli.models import Heartbeat

    if Heartbeat._meta.db_table in tables and alive():
        raise Refused(
            f"the database {name} is being served: stop that paper first (one that was killed is "
            f"forgotten after {DEAD_AFTER:g} s); nothing was changed"
        )


def _address(fresh: Path, folder: Path, manifest: dict[str, Any], told: str) -> str:
    """Return the address of the database restored into, or "" where ``.env`` need not say it.

    `told` is what the caller's environment named: it is gone when the paper is served.
    """
    database = manifest["database"]
    if database["vendor"] == "postgresql":
        return told
    named = _lines(fresh / ".env").get(_NAME, "")
    path = folder / (database["place"] or _PLACE)
    if not named or (folder / named.removeprefix("sqlite:///")).resolve() == path.resolve():
        return ""
    return f"sqlite:///{path}"


def name_database(fresh: Path, address: str) -> bool:
    """Have the ``.env`` of the site `fresh` name the database `address`; return whether it changed.

    Else the paper restored beside another, for a drill, would be served from the other's database.
    """
    env = fresh / ".env"
    if not address or _lines(env).get(_NAME) == address:
        return False
    lines = env.read_text(encoding="utf-8").splitlines() if env.is_file() else []
    kept = [line for line in lines if _key(line) != _NAME]
    env.touch(mode=0o600)
    env.write_text("\n".join([*kept, f"{_NAME}={address}", ""]), encoding="utf-8")
    return True


def _lines(env: Path) -> dict[str, str]:
    """Return what the lines of a ``.env`` say; the last one of a name counts."""
    text = env.read_text(encoding="utf-8") if env.is_file() else ""
    return {_key(line): line.partition("=")[2].strip("\"'") for line in text.splitlines()}


def _key(line: str) -> str:
    return line.removeprefix("export ").partition("=")[0]


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
