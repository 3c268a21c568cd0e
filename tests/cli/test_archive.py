"""A backup's file: whole, or refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from dateline.cli import archive
from dateline.cli.errors import Refused


@pytest.fixture
def members(tmp_path: Path) -> list[tuple[str, Path]]:
    folder = tmp_path / "from"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / name).write_bytes(name.encode() * 5000)
    return [("site/one", folder / "one"), ("media/deep/two", folder / "two")]


@pytest.fixture
def backup(tmp_path: Path, members: list[tuple[str, Path]]) -> Path:
    target = tmp_path / "backup.tar.gz"
    assert archive.write(target, members, {"made_at": "now"}) == []
    return target


def _into(tmp_path: Path) -> Path:
    into = tmp_path / "into"
    into.mkdir(exist_ok=True)
    return into


def test_what_is_packed_comes_out_again(backup: Path, tmp_path: Path) -> None:
    into = _into(tmp_path)
    manifest = archive.unpack(backup, into)
    assert manifest["made_at"] == "now"
    assert set(manifest["members"]) == {"site/one", "media/deep/two"}
    assert (into / "media/deep/two").read_bytes() == b"two" * 5000


def test_only_its_owner_can_read_a_backup(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_fault_leaves_the_old_backup_and_nothing_else(
    backup: Path, members: list[tuple[str, Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()

    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_add_manifest", full)
    with pytest.raises(OSError, match="No space"):
        archive.write(backup, members, {})
    assert backup.read_bytes() == before
    assert not list(backup.parent.glob(".*"))


def test_a_file_that_vanished_is_named(tmp_path: Path, members: list[tuple[str, Path]]) -> None:
    members[0][1].unlink()
    target = tmp_path / "b.tar"
    assert archive.write(target, members, {}) == ["site/one"]
    assert set(archive.unpack(target, _into(tmp_path))["members"]) == {"media/deep/two"}


@pytest.mark.parametrize("cut", [0, 1, 20, 100, -1, -9])
def test_a_backup_cut_short_is_refused(backup: Path, tmp_path: Path, cut: int) -> None:
    backup.write_bytes(backup.read_bytes()[:cut])
    with pytest.raises(Refused, match=r"damaged|cut short|no backup"):
        archive.unpack(backup, _into(tmp_path))


def test_a_changed_byte_anywhere_is_refused(
    tmp_path: Path, members: list[tuple[str, Path]]
) -> None:
    plain = tmp_path / "b.tar"
    archive.write(plain, members, {"made_at": "now"})
    whole = plain.read_bytes()
    with tarfile.open(plain) as tar:
        spots = [info.offset_data + info.size // 2 for info in tar]
    for number, spot in enumerate(spots):
        plain.write_bytes(whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1 :])
        into = tmp_path / f"into{number}"
        into.mkdir()
        with pytest.raises(Refused, match="damaged"):
            archive.unpack(plain, into)


def _crafted(path: Path, infos: list[tarfile.TarInfo], data: bytes = b"x") -> Path:
    """Write an archive of the given members with a manifest that agrees with them."""
    import hashlib

    told = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest: dict[str, Any] = {
        "form": archive.FORM,
        "members": {info.name: told for info in infos},
    }
    with tarfile.open(path, "w") as tar:
        for info in infos:
            info.size = len(data) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(data))
        archive._add_manifest(tar, manifest)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "/etc/cron.d/x",
        "../x",
        "site/../../x",
        "site/a/../../../x",
        "x",
        "other/x",
        "site",
        "site//x",
        "site/./x",
        "site\\..\\x",
    ],
)
def test_a_member_that_would_land_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = _crafted(tmp_path / "bad.tar", [tarfile.TarInfo(name)])
    into = _into(tmp_path)
    with pytest.raises(Refused, match="would be written elsewhere"):
        archive.unpack(path, into)
    assert not list(into.iterdir())


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE]
)
def test_a_member_that_is_no_plain_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("site/link")
    info.type, info.linkname = kind, "/etc/passwd"
    with pytest.raises(Refused, match="no plain file"):
        archive.unpack(_crafted(tmp_path / "bad.tar", [info]), _into(tmp_path))


def test_a_member_that_comes_twice_is_refused(tmp_path: Path) -> None:
    infos = [tarfile.TarInfo("site/x"), tarfile.TarInfo("site/x")]
    with pytest.raises(Refused, match="comes twice"):
        archive.unpack(_crafted(tmp_path / "bad.tar", infos), _into(tmp_path))


def test_a_member_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.tar"
    with tarfile.open(path, "w") as tar:
        info = tarfile.TarInfo("site/extra")
        tar.addfile(info, io.BytesIO())
        archive._add_manifest(tar, {"form": archive.FORM, "members": {}})
    with pytest.raises(Refused, match="site/extra is not as listed"):
        archive.unpack(path, _into(tmp_path))


def test_a_manifest_that_was_altered_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.tar"
    with tarfile.open(path, "w") as tar:
        data = json.dumps({"form": 1, "members": {}, "seal": "0"}).encode()
        info = tarfile.TarInfo(archive.MANIFEST)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    with pytest.raises(Refused, match="altered"):
        archive.unpack(path, _into(tmp_path))


def test_what_is_no_archive_at_all_is_refused(tmp_path: Path) -> None:
    for number, data in enumerate((b"", b"hello", gzip.compress(b"hello"), bytes(2000))):
        path = tmp_path / f"b{number}"
        path.write_bytes(data)
        with pytest.raises(Refused, match=r"no backup|damaged"):
            archive.unpack(path, _into(tmp_path))


def _sealed(tmp_path: Path, names: list[str], **about: Any) -> Path:
    """Write an archive by hand, with a manifest that is true of it and sealed."""
    listed = {name: {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()} for name in names}
    told = {"form": archive.FORM, "members": listed, **about}
    target = tmp_path / "strange.tar"
    with tarfile.open(target, "w") as tar:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = 1
            tar.addfile(info, io.BytesIO(b"x"))
        archive._add_manifest(tar, told)
    return target


@pytest.mark.parametrize(
    "names",
    [
        ["site/one", "site/one/below"],
        ["site/one/below", "site/one"],
        [f"site/{'n' * 300}"],
        [f"site/{'n' * 300}/one"],
    ],
)
def test_names_that_cannot_stand_beside_each_other_are_refused(
    tmp_path: Path, names: list[str]
) -> None:
    with pytest.raises(Refused, match="damaged or no backup"):
        archive.unpack(_sealed(tmp_path, names), _into(tmp_path))


def test_a_manifest_that_lists_nothing_is_refused(tmp_path: Path) -> None:
    for members in (None, ["site/one"]):
        with pytest.raises(Refused, match="lists no files"):
            archive.unpack(_sealed(tmp_path, [], members=members), _into(tmp_path))
