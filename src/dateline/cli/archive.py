"""A backup's file: a tar of regular files, closed by a manifest with the SHA-256 of each.

Reading trusts nothing: a member that is no plain file, lies outside its place, comes twice, is
not listed or has other bytes than listed makes the whole file refused.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from dateline.cli.errors import Refused

MANIFEST = "manifest.json"
#: The form of the archive; a reader refuses a later one.
FORM = 1
#: The folders that members stand in.
PLACES = ("site", "media", "database")
_CHUNK = 1 << 20
#: What a system says of names that no file can have, or that stand for something else already.
_STRANGE = {errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL}


class Changed(Exception):
    """A file was cut short or taken away while it was read."""


def write(target: Path, members: Iterable[tuple[str, Path]], about: dict[str, Any]) -> list[str]:
    """Write an archive of `members` (name in the archive, file) to `target`.

    Written under another name in the same folder, flushed to the disk, then renamed, so that
    `target` is either whole or untouched. Returns the names of members that vanished meanwhile.
    """
    beside = target.with_name(f".{target.name}.unfinished")
    gone = []
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            mode = "w|" if target.suffix == ".tar" else "w|gz"
            with tarfile.open(fileobj=file, mode=mode) as tar:  # type: ignore[call-overload]
                listed: dict[str, dict[str, Any]] = {}
                for name, path in members:
                    try:
                        listed[name] = _add(tar, name, path)
                    except FileNotFoundError:
                        gone.append(name)
                _add_manifest(tar, {"form": FORM, **about, "members": listed})
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return gone


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as source:
        found = os.fstat(source.fileno())
        info = tarfile.TarInfo(name)
        info.size, info.mtime = found.st_size, int(found.st_mtime)
        info.mode = found.st_mode & 0o755
        reader = _Hashing(source, found.st_size)
        tar.addfile(info, reader)  # type: ignore[arg-type]
    return {"size": found.st_size, "sha256": reader.digest.hexdigest()}


class _Hashing:
    """Reads exactly `size` bytes of a file, and hashes them on the way."""

    def __init__(self, source: io.BufferedReader, size: int) -> None:
        self.source, self.left = source, size
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(min(size, self.left) if size >= 0 else self.left)
        if self.left and not data:
            raise Changed(f"{self.source.name} became shorter while it was copied")
        self.left -= len(data)
        self.digest.update(data)
        return data


def _add_manifest(tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
    data = json.dumps(manifest | {"seal": seal(manifest)}, indent=1).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, io.BytesIO(data))


def seal(manifest: dict[str, Any]) -> str:
    """Return the hash of all that the manifest says."""
    told = {key: value for key, value in manifest.items() if key != "seal"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def unpack(source: Path, into: Path) -> dict[str, Any]:
    """Unpack the archive `source` into the empty folder `into`; return its manifest.

    Every member is checked. Raises `Refused` for anything but a whole, unaltered backup.
    """
    try:
        with _opened(source) as file:
            with tarfile.open(fileobj=file, mode="r|") as tar:
                found, manifest = _unpack_members(tar, into)
            while file.read(_CHUNK):
                continue  # to the very end, where gzip keeps its check sum
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Refused(f"{source} is damaged or no backup ({error}); nothing was changed") from error
    if manifest is None:
        raise Refused(f"{source} is cut short or no backup (no manifest); nothing was changed")
    _compare(source, found, manifest)
    return manifest


def _opened(source: Path) -> IO[bytes]:
    with source.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(source)) if packed else source.open("rb")


def _unpack_members(
    tar: tarfile.TarFile, into: Path
) -> tuple[dict[str, dict[str, Any]], dict[str, Any] | None]:
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    for info in tar:
        if manifest is not None:
            raise tarfile.ReadError("something follows the manifest")
        if not info.isreg():
            raise tarfile.ReadError(f"{info.name!r} is no plain file")
        member = tar.extractfile(info)
        assert member is not None  # noqa: S101  a regular file has content
        if info.name == MANIFEST:
            manifest = _manifest(member.read())
            continue
        if info.name in found:
            raise tarfile.ReadError(f"{info.name!r} comes twice")
        path = into / safe_name(info.name)
        digest = hashlib.sha256()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            out = path.open("xb")
        except OSError as error:
            if error.errno not in _STRANGE:
                raise
            raise tarfile.ReadError(f"{info.name!r} cannot be a file here") from error
        with out:
            while data := member.read(_CHUNK):
                digest.update(data)
                out.write(data)
        path.chmod(info.mode & 0o755)
        found[info.name] = {"size": info.size, "sha256": digest.hexdigest()}
    return found, manifest


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(data)
    except ValueError as error:
        raise tarfile.ReadError("the manifest cannot be read") from error
    if not isinstance(manifest, dict) or manifest.get("seal") != seal(manifest):
        raise tarfile.ReadError("the manifest was altered")
    return manifest


def safe_name(name: str) -> PurePosixPath:
    """Return a member's name as a path below one of `PLACES`; raise `tarfile.ReadError`."""
    path = PurePosixPath(name)
    inside = len(path.parts) > 1 and path.parts[0] in PLACES
    if not inside or ".." in path.parts or "\\" in name or "\0" in name or str(path) != name:
        raise tarfile.ReadError(f"{name!r} would be written elsewhere")
    return path


def _compare(source: Path, found: dict[str, Any], manifest: dict[str, Any]) -> None:
    if manifest.get("form") != FORM:
        raise Refused(f"{source} was made by a later Dateline: install that one first")
    listed = manifest.get("members")
    if not isinstance(listed, dict):
        raise Refused(f"{source} is damaged: its manifest lists no files; nothing was changed")
    for name in sorted(set(found) | set(listed)):
        if found.get(name) != listed.get(name):
            raise Refused(f"{source} is damaged: {name} is not as listed; nothing was changed")
