"""``dateline start``: writes the folder of a new paper."""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import dateline
from dateline.cli.errors import Refused, writing
from dateline.cli.folders import made

NAME = "start"
HELP = "Write the folder of a new paper."

_NAME = re.compile(r"[a-z][a-z0-9-]{0,62}")
#: Names that files cannot have inside the package, and the ones they get in a site.
_RENAMED = {"gitignore": ".gitignore", "env.example": ".env.example"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the folder."""
    parser.add_argument("folder", help="the folder to write; its name becomes the site's name")


def run(args: argparse.Namespace) -> int:
    """Write it and say what comes next."""
    folder = write_site(Path(args.folder))
    print(f"Wrote {folder}. To start the paper:\n\n    cd {args.folder}\n    dateline serve\n")
    return 0


def write_site(
    folder: Path, settings: dict[str, str] | None = None, name: str | None = None
) -> Path:
    """Write a new site into `folder`, which must be empty or not there, and return its path.

    `settings` are further lines for its ``.env``; `name` is its own name where that is not the
    folder's. Raises `Refused`, or `OSError` where the
    disk is full or the folder cannot be written.
    """
    folder = folder.resolve()
    if not _NAME.fullmatch(name or folder.name):
        raise Refused(
            f"{folder.name!r} cannot name a site: use small letters, digits and hyphens, "
            "a letter first, 63 at most"
        )
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file: name a folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty: name a folder that is, or a new one")
    fill = {
        "name": name or folder.name,
        "pin": ".".join(dateline.__version__.split(".")[:2]) + ".*",
    }
    lines = {"DATELINE_SECRET_KEY": secrets.token_urlsafe(48)} | (settings or {})
    with made(folder), writing(folder):
        try:
            _copy(files("dateline.skeleton") / "site", folder, fill)
            (folder / "var").mkdir(mode=0o700)  # what a service may write to has to be there
            _write_private(folder / ".env", "".join(f"{k}={v}\n" for k, v in lines.items()))
        except BaseException:
            _empty(folder)  # it was empty before: leave no half of a site behind
            raise
    return folder


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def _copy(source: Traversable, target: Path, fill: dict[str, str]) -> None:
    for entry in source.iterdir():
        if entry.is_dir():
            (target / entry.name).mkdir(exist_ok=True)
            _copy(entry, target / entry.name, fill)
        elif entry.name.endswith("-tpl"):
            name = entry.name.removesuffix("-tpl")
            text = entry.read_text(encoding="utf-8")
            for key, value in fill.items():
                text = text.replace(f"@{key}@", value)
            (target / _RENAMED.get(name, name)).write_text(text, encoding="utf-8")


def _write_private(path: Path, text: str) -> None:
    """Write `text` for the owner's eyes only, from the first byte on."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
