"""``dateline backup FILE``: database, media and settings of a paper in one file."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dateline
from dateline.cli import archive, dumps, site
from dateline.cli.errors import Refused, writing

NAME = "backup"
HELP = "Write database, media, reads and settings into one file, also while the paper is served."

#: What belongs to a site's folder besides its own packages (folders with ``__init__.py``).
FILES = (".env", ".env.example", ".gitignore", "manage.py", "pyproject.toml", "README.md")
FOLDERS = (site.PACKAGE, "templates", "static", "deploy", "locale")
PATTERNS = ("requirements*.txt", "requirements*.lock", "requirements*.in")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file and the site."""
    parser.add_argument("file", help="the file to write; .tar.gz, or .tar for an unpacked one")
    site.add_site_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Write it, and say what is in it."""
    target = Path(args.file).resolve()
    if target.is_dir():
        raise Refused(f"{target} is a folder: name a file to write")
    if not target.parent.is_dir():
        raise Refused(f"{target.parent} is not there: make that folder first")
    folder = site.open_site(args.site)
    with writing(target):
        gone = write_backup(folder, target)
    size = target.stat().st_size / 1_000_000
    print(
        f"Wrote {target} ({size:.1f} MB). It holds the secret key: keep it where only you can read."
    )
    if gone:
        print(f"{len(gone)} files were deleted while they were copied, such as {gone[0]}.")
    return 0


def write_backup(folder: Path, target: Path) -> list[str]:
    """Back the open site `folder` up into `target`; return the media files that vanished.

    Media are listed before and after the database is copied, so that every file which a row
    of the copy names is in, unless it was deleted meanwhile.
    """
    from django.conf import settings

    from dateline.readership import opening

    media = Path(settings.MEDIA_ROOT).resolve()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as work:
        before = set(_files(media))
        database = dumps.dump(Path(work))
        reads = Path(settings.VAR) / opening.FILE
        copies = [dumps.dump_file(reads, Path(work))] if reads.is_file() else []
        listed = sorted(before | set(_files(media)))
        members = [
            (f"database/{database.name}", database),
            *((f"site/{path.relative_to(folder)}", path) for path in own_files(folder)),
            *((f"site/var/{path.name}", path) for path in copies),
            *((f"media/{path.relative_to(media)}", path) for path in listed),
        ]
        try:
            return archive.write(target, members, _about(folder, media, database))
        except archive.Changed as error:
            raise Refused(f"{error}: run the backup again") from error


def own_files(folder: Path) -> list[Path]:
    """Return the files of a site that are its own: settings, templates, static files, code."""
    found = [folder / name for name in FILES if (folder / name).is_file()]
    for pattern in PATTERNS:
        found += folder.glob(pattern)
    packages = {entry.parent.name for entry in folder.glob("*/__init__.py")}
    for name in sorted(packages | set(FOLDERS)):
        found += _files(folder / name)
    return sorted(set(found))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the plain files below `folder`; links are not followed and not kept."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts:
            yield path


def _about(folder: Path, media: Path, database: Path) -> dict[str, Any]:
    import django
    import wagtail
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    name = connection.settings_dict["NAME"]
    place = _inside(Path(name).resolve(), folder) if connection.vendor == "sqlite" else None
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "site": folder.name,
        "versions": {
            "dateline": dateline.__version__,
            "django": django.get_version(),
            "wagtail": wagtail.__version__,
        },
        "database": {
            "vendor": connection.vendor,
            "member": f"database/{database.name}",
            "place": place,
        },
        "media": _inside(media, folder),
        "migrations": sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
    }


def _inside(path: Path, folder: Path) -> str | None:
    """Return `path` as seen from `folder`, or None where it lies elsewhere."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else None
