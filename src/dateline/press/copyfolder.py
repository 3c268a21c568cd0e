"""The folder of a copy: written beside its place, which it takes at once, whole or not at all; and
what files in it are called."""

from __future__ import annotations

import fcntl
import os
import posixpath
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.lib.files import FileTrouble, trouble
from dateline.press import routes

#: Says that a folder is a copy, which the next one replaces, and what stands at the top of it.
MARKER = ".dateline-copy"
_SAID = "A copy of the printed paper. The next one replaces it: keep nothing of your own here."
#: What desktops put into folders that were only looked at.
_DUST = frozenset((MARKER, ".DS_Store", "Thumbs.db", "desktop.ini"))
#: Bytes of a name, and of a whole path, that disks take.
LONGEST_NAME, LONGEST_PATH = 255, 2_000


class LeftOut(Exception):
    """A path cannot be in the copy; the message says why."""


class Occupied(FileTrouble):
    """Something stands there that is no earlier copy; the message is one line for users."""


class UnderWay(FileTrouble):
    """Another copy to the same place is being written."""


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Give an empty folder to write to, which takes the place of `target` at the end.

    `target` is missing, empty or an earlier copy; a link stays a link. Where this ends by an
    error, or with the process, `target` is as it was, or is so again when the next copy begins.
    Raises `Occupied`, `UnderWay`, and `FileTrouble` for what the disk refuses.
    """
    target = Path(os.path.realpath(target))
    if not target.name:
        raise Occupied(f"{target}: is the whole disk. Name a folder of its own.")
    fresh, before = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _held(fresh):
            try:
                _take_up(before, target)
                _refuse_occupied(target)
                yield fresh
                _seal(fresh)
                _swap(fresh, target, before)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
    except OSError as error:
        raise trouble(error, target) from error


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Make `folder` anew and keep others out of it."""
    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The other may have swapped it in since it was opened.
            theirs = not folder.exists() or os.fstat(handle).st_ino != folder.stat().st_ino
        except BlockingIOError:
            theirs = True
        if theirs:
            raise UnderWay(f"{folder}: another copy is being written there. Wait for its end.")
        left = list(folder.iterdir())  # by a copy that was broken off
        if left and folder / MARKER not in left:
            raise Occupied(f"{folder}: copies are written there first. Move what it holds.")
        for path in left:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        (folder / MARKER).write_text(f"{_SAID}\n", encoding="utf-8")
        yield
    finally:
        os.close(handle)


def _take_up(before: Path, target: Path) -> None:
    """Bring an earlier swap to an end that was broken off between its steps."""
    if not (before / MARKER).is_file():
        return
    if target.exists():
        shutil.rmtree(before)
    else:
        before.rename(target)


def _refuse_occupied(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise Occupied(f"{target}: is not a folder. Name one that is empty or not there yet.")
    found = {path.name for path in target.iterdir()}
    marker = target / MARKER
    own = marker.read_text(encoding="utf-8").splitlines()[1:] if marker.is_file() else []
    strange = sorted(found - _DUST - set(own))
    if strange:
        some = ", ".join(strange[:3]) + (" and more" if strange[3:] else "")
        raise Occupied(f"{target}: holds what is of no copy ({some}). Name an empty folder.")


def _seal(folder: Path) -> None:
    """Note what the copy has at its top: whatever is added to it later is somebody's own."""
    names = sorted({path.name for path in folder.iterdir()} - _DUST)
    (folder / MARKER).write_text("\n".join((_SAID, *names, "")), encoding="utf-8")


def _swap(fresh: Path, target: Path, before: Path) -> None:
    """Put `fresh` in the place of `target`, with its permissions."""
    if not target.exists():
        fresh.rename(target)
        return
    shutil.copymode(target, fresh)
    target.rename(before)
    try:
        fresh.rename(target)
    except BaseException:
        before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)


def file_of(path: str, *, html: bool) -> str:
    """Return the file for what stands at `path`, relative to the copy. Raises `LeftOut`.

    A path is decoded already: a percent sign in it is one. One without a slash at its head names
    words for any path at which no page stands (``404``).
    """
    file = path.removeprefix("/")
    if file == path:
        file = f"{path}.html"
    elif html and not file.endswith((".html", ".htm")):
        file = posixpath.join(file, "index.html")
    parts = file.split("/")
    if ".." in parts or file.startswith("/") or (len(parts) > 1 and not path.startswith("/")):
        raise LeftOut("it would lead out of the folder")
    if "" in parts or "." in parts or "\\" in file or routes.CONTROL.search(file):
        raise LeftOut("no file can be called so")
    if (
        max(len(part.encode()) for part in parts) > LONGEST_NAME
        or len(file.encode()) > LONGEST_PATH
    ):
        raise LeftOut("its name is too long for a disk")
    return file
