"""A file is written whole or not at all, and a full disk says so in one line."""

import errno
import hashlib
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dateline.lib import files
from dateline.lib.files import (
    FileTrouble,
    NoPermission,
    NoPlainFile,
    NoSpace,
    TooLarge,
    free_space,
    hash_file,
    read_plain,
    refuse_unwritable,
    writable,
    write_whole,
)


def test_a_file_is_written_with_its_bytes_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_whole(path, b"one")
    write_whole(path, b"two", mode=0o600)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_the_data_is_on_the_disk_before_the_name_and_the_name_before_the_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def note_fsync(handle: int) -> None:
        steps.append("folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "data")
        fsync(handle)

    def note_replace(self: Path, target: Path) -> Path:
        steps.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "replace", note_replace)
    write_whole(path, b"x")
    assert steps == ["data", "name", "folder"]


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_whole(path, b"a" * 100_000)
    over = threading.Event()
    seen: set[bytes] = set()

    def read() -> None:
        while not over.is_set():
            data = path.read_bytes()
            seen.add(data[:1] + data[-1:] + str(len(data)).encode())

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(60):
        write_whole(path, b"ab"[turn % 2 : turn % 2 + 1] * 100_000)
    over.set()
    reader.join()
    assert seen <= {b"aa100000", b"bb100000"}


def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """With a real limit of the system, in a process of its own."""
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from dateline.lib.files import NoSpace, write_whole\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "try: write_whole(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except NoSpace as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(files.__file__).parents[2])},
    )
    assert done.stdout == f"{path}: the disk is full. Make room and try again.\n"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, NoSpace, "the disk is full"),
        (errno.EDQUOT, NoSpace, "the disk is full"),
        (errno.EACCES, NoPermission, "permission denied"),
        (errno.EROFS, NoPermission, "read-only file system"),
        (errno.EIO, FileTrouble, "input/output error"),
    ],
)
def test_each_fault_of_the_disk_has_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: type[FileTrouble],
    words: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileTrouble, match=words) as caught:
        write_whole(tmp_path / "x", b"x")
    assert type(caught.value) is kind
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_or_is_missing_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file/x", tmp_path / "missing/x"):
        with pytest.raises(NoPermission, match="Check the folder"):
            write_whole(path, b"x")
    with pytest.raises(FileTrouble):
        writable(tmp_path / "file")
    with pytest.raises(NoPermission):
        writable(tmp_path / "file/below")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NoPermission, match="permission denied"):
            writable(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_good_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    writable(tmp_path / "var/demo", needed=1)
    assert list((tmp_path / "var/demo").iterdir()) == []


def test_too_little_room_is_said_with_both_sizes(tmp_path: Path) -> None:
    with pytest.raises(NoSpace, match=r"free on this disk, 1000000\.0 GB needed"):
        writable(tmp_path, needed=10**15)


def test_free_space_is_that_of_the_nearest_folder(tmp_path: Path) -> None:
    assert free_space(tmp_path / "not/yet/there") > 0
    assert free_space(Path("not-yet-there")) > 0


def test_a_file_is_hashed_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 3_000_000)
    assert hash_file(path) == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    with pytest.raises(FileTrouble):
        hash_file(tmp_path / "missing")


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    target = tmp_path / "kept" / "account.json"
    target.write_bytes(b"old")
    link = tmp_path / "account.json"
    link.symlink_to("kept/account.json")
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    target.unlink()
    write_whole(link, b"made")
    assert link.is_symlink()
    assert target.read_bytes() == b"made"


def strange(kind: str, folder: Path) -> Path:
    """Something that is no file: a node of its own, never one of this machine's."""
    path = folder / kind
    if kind == "device":
        if os.geteuid() != 0:
            pytest.skip("only the superuser makes devices")
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "circle":
        path.symlink_to(kind)
    else:
        os.mkfifo(folder / "pipe")
        path.symlink_to("pipe")
    return path


@pytest.mark.parametrize("kind", ["device", "pipe", "folder", "circle", "link to a pipe"])
def test_what_is_no_file_is_neither_replaced_nor_read(tmp_path: Path, kind: str) -> None:
    path = strange(kind, tmp_path)
    before = path.lstat()
    for call in (lambda: write_whole(path, b"x"), lambda: refuse_unwritable(path)):
        with pytest.raises(FileTrouble) as caught:
            call()
        assert str(path) in str(caught.value)
        assert "\n" not in str(caught.value)
    with pytest.raises((NoPlainFile, OSError)):
        read_plain(path, most=10)
    after = path.lstat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)


def test_whether_a_file_can_be_written_is_found_out_without_a_trace(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_bytes(b"old")
    refuse_unwritable(kept)
    refuse_unwritable(tmp_path / "new.json")
    assert kept.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [kept]
    for nowhere in (tmp_path / "missing" / "x", Path("/proc/account.json"), Path("a\0b")):
        with pytest.raises(FileTrouble):
            refuse_unwritable(nowhere)
    assert list(tmp_path.iterdir()) == [kept]


def test_a_file_is_read_up_to_its_limit_and_not_beyond(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 10)
    assert read_plain(path, most=10) == b"x" * 10
    with pytest.raises(TooLarge) as caught:
        read_plain(path, most=9)
    assert caught.value.size == 10


def test_a_file_that_hides_its_size_is_read_up_to_the_limit_only() -> None:
    """The system's own tables are plain files of 0 bytes, by what they say."""
    with pytest.raises(TooLarge):
        read_plain(Path("/proc/self/status"), most=9)
