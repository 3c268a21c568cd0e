"""The releases of the paper's look: the static files of readers' pages, under a name of their own.

A release is a folder ``<hash>/`` with all that readers' pages may name, so that a stylesheet finds
its fonts beside it and every address stays what it is for good. Older releases stay there as long
as anything printed may name them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.contrib.staticfiles.storage import StaticFilesStorage

from dateline.lib.files import hash_file, write_whole

#: Apps whose static files are the newsroom's, by the first words of their names.
NEWSROOM = (
    "wagtail",
    "allauth",
    "django",
    "dateline.newsroom",
    "dateline.accounts",
    "rest_framework",
)
#: Names the release that pages are printed with.
CURRENT = "current"
#: Seconds for which a release stays after another took its place: by then all is printed anew.
KEPT = 90 * 86_400


class Statics(StaticFilesStorage):
    """Addresses of static files: those of readers' pages lead into the current release."""

    def url(self, name: str | None) -> str:
        """Return where `name` stands."""
        release = current()
        inside = bool(name and release and _is_inside(release, name))
        return str(super().url(f"{release}/{name}" if inside else name))


def current() -> str:
    """Return the name of the current release, or nothing where none was made. Read once a process:
    a press goes on printing with the release that it began with."""
    return _current(str(settings.STATIC_ROOT or ""))


@lru_cache(maxsize=4)
def _current(root: str) -> str:
    try:
        return (Path(root) / CURRENT).read_text().strip() if root else ""
    except OSError:
        return ""


@lru_cache(maxsize=1_024)
def _is_inside(release: str, name: str) -> bool:
    return (Path(settings.STATIC_ROOT or "") / release / name.partition("#")[0]).is_file()


def release() -> str:
    """Make the release of what the static files are now, if it is not there; return its name."""
    files = dict(sorted(_files()))
    said = hashlib.sha256()
    for name, path in files.items():
        said.update(f"{name}\0{hash_file(path)}\0".encode())
    made, root = said.hexdigest()[:16], Path(settings.STATIC_ROOT or "")
    root.mkdir(parents=True, exist_ok=True)
    if not (root / made).is_dir():
        fresh = root / f".{made}-{os.getpid()}"
        for name, path in files.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, fresh / name)
        fresh.mkdir(exist_ok=True)
        fresh.rename(root / made)
    _take_up(root, made)
    return made


def _take_up(root: Path, made: str) -> None:
    """Make `made` the current release, and let go of those that nothing names any more."""
    before = _current.__wrapped__(str(root))
    if before != made:
        if (root / before).is_dir() and before:
            os.utime(root / before)  # from now on it is an older one
        os.utime(root / made)
        write_whole(root / CURRENT, f"{made}\n".encode())
        _current.cache_clear()
    for folder in root.iterdir():
        hashed = len(folder.name) == len(made) and set(folder.name) <= set("0123456789abcdef")
        stray = folder.name.startswith(".") and folder.is_dir()
        older = folder.name != made and time.time() - folder.stat().st_mtime > KEPT
        if (hashed or stray) and older:
            shutil.rmtree(folder)


def _files() -> Iterator[tuple[str, Path]]:
    """Yield the name and the place of each static file that readers' pages may name; of two of one
    name, the one that Django finds first."""
    seen = set[str]()
    for finder in finders.get_finders():
        of_newsroom = _newsroom_folders() if isinstance(finder, AppDirectoriesFinder) else ()
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            if name in seen or any(folder in path.parents for folder in of_newsroom):
                continue
            seen.add(name)
            yield name, path


def _newsroom_folders() -> tuple[Path, ...]:
    return tuple(
        Path(config.path) for config in apps.get_app_configs() if config.name.startswith(NEWSROOM)
    )
