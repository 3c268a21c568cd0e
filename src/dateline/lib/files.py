"""Files written whole or not at all, and plain words for a disk that will not take them."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
from pathlib import Path


class FileTrouble(Exception):
    """A file cannot be kept where it should be; the message is one line for users."""


class NoPermission(FileTrouble):
    """This user may not write there, or there is no such place."""


class NoSpace(FileTrouble):
    """The disk, or this user's share of it, is full."""


class NoPlainFile(FileTrouble):
    """A folder, a pipe, a device or the like stands where a file was meant."""


class TooLarge(FileTrouble):
    """A file has more bytes than are read; `size` is how many it had when it was looked at."""

    def __init__(self, path: Path, size: int, most: int) -> None:
        self.size = size
        super().__init__(f"{path}: has {size:,} bytes, and at most {most:,} are read.")


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR}
)


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put `data` at `path` so that a reader, or a power cut, finds the old file or the new one.

    When this returns the file is on the disk. Its folder must exist. A link stays a link: what
    it leads to is written. Raises `NoPermission`, `NoSpace`, `NoPlainFile` where a device or a
    pipe stands, or `FileTrouble` for another fault; `path` is then as it was.
    """
    path = _written_to(path)
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.tmp")
    try:
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _settle_folder(path.parent)
    except OSError as error:
        raise trouble(error, path) from error


def _written_to(path: Path) -> Path:
    """Return the file that writing to `path` replaces, links followed. Raises `FileTrouble`."""
    try:
        target = Path(os.path.realpath(path))
        kind = target.stat().st_mode
    except FileNotFoundError:
        return target
    except OSError as error:
        raise trouble(error, path) from error
    except ValueError:  # a NUL in it
        raise NoPlainFile(f"{str(path)!r} is no name that a file can have.") from None
    if not stat.S_ISREG(kind):
        raise NoPlainFile(f"{path}: {_called(kind)}, not a file. Name a file.")
    return target


def refuse_unwritable(path: Path) -> None:
    """Make sure that `write_whole` could put a file at `path`, whose folder must be there.

    Raises `NoPermission`, `NoSpace`, `NoPlainFile` or `FileTrouble`. Leaves nothing behind.
    """
    target = _written_to(path)
    if not target.parent.is_dir():
        raise NoPermission(f"{path}: cannot be written, for its folder is not there. Make it.")
    writable(target.parent)


def read_plain(path: Path, *, most: int) -> bytes:
    """Return the bytes of the file at `path`, links followed: at most `most` of them.

    Never waits for a pipe, and reads no device, which may have no end. Raises `NoPlainFile`,
    `TooLarge`, `OSError` as the system says it, and `ValueError` for a name that no file has.
    """
    # Looked at before it is opened, for opening alone moves some devices; and again afterwards,
    # for another may stand there by then.
    _refuse_strange(path, path.stat().st_mode)
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        _refuse_strange(path, found.st_mode)
        if found.st_size > most:
            raise TooLarge(path, found.st_size, most)
        data = file.read(most + 1)
    if len(data) > most:
        raise TooLarge(path, len(data), most)
    return data


def _refuse_strange(path: Path, kind: int) -> None:
    if not stat.S_ISREG(kind):
        raise NoPlainFile(f"{path}: {_called(kind)}, not a file.")


def _called(kind: int) -> str:
    names = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((f"is {name}" for is_one, name in names if is_one(kind)), "is a device")


def _settle_folder(folder: Path) -> None:
    """Bring the folder's own list of names to the disk: without it a new name may be lost."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def writable(folder: Path, *, needed: int = 0) -> None:
    """Make sure that `folder` can be written to, with `needed` bytes free; makes it if missing.

    Raises `NoPermission`, `NoSpace` or `FileTrouble`. Leaves nothing behind but the folder.
    """
    probe = folder / f".write-test.{secrets.token_hex(8)}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            probe.write_bytes(b"x")
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise trouble(error, folder) from error
    free = free_space(folder)
    if free < needed:
        raise NoSpace(
            f"{folder}: {_size(free)} free on this disk, {_size(needed)} needed. "
            "Make room, or choose a folder on another disk."
        )


def free_space(path: Path) -> int:
    """Return the bytes free for this user on the disk of `path`, which need not exist yet."""
    at = path.absolute()
    while not at.exists() and at != at.parent:
        at = at.parent
    try:
        return shutil.disk_usage(at).free
    except OSError as error:
        raise trouble(error, path) from error


def hash_file(path: Path) -> str:
    """Return the SHA-256 of the file at `path`, in hexadecimal. Raises `FileTrouble`."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise trouble(error, path) from error


def trouble(error: OSError, path: Path) -> FileTrouble:
    """Return what `error` means for whoever wants `path`, with what to do about it."""
    if error.errno in _FULL:
        return NoSpace(f"{path}: the disk is full. Make room and try again.")
    if error.errno in _FORBIDDEN:
        why = (error.strerror or "not allowed").lower()
        return NoPermission(
            f"{path}: cannot be read or written ({why}). Check the folder and whose it is."
        )
    return FileTrouble(f"{path}: {(error.strerror or str(error)).lower()}.")


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1_000:
            return f"{size:.0f} {unit}"
        size /= 1_000
    return f"{size:.1f} GB"
