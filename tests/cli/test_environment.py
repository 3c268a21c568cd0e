"""How the virtual environment is built: what stands in the way is told in one line."""

from __future__ import annotations

import errno
import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.shared import ROOT


@pytest.fixture(scope="module")
def environment() -> ModuleType:
    path = ROOT / "deploy" / "environment.py"
    spec = importlib.util.spec_from_file_location("environment", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text("nothing==1 \\\n    --hash=sha256:00\n")
    return path


def test_a_built_environment_is_left_alone_until_the_lock_changes(
    environment: ModuleType, lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[Path] = []
    monkeypatch.setattr(environment, "make", lambda target: target.mkdir(exist_ok=True))
    monkeypatch.setattr(environment, "install", lambda target, lock: installed.append(lock))
    monkeypatch.setattr(environment, "is_at_home", lambda target: True)
    for _ in range(2):
        assert environment.main([str(tmp_path / "venv"), str(lock)]) == 0
    assert installed == [lock]
    lock.write_text("nothing==2\n")
    assert environment.main([str(tmp_path / "venv"), str(lock)]) == 0
    assert installed == [lock, lock]


def _built(environment: ModuleType, clone: Path, lock: Path) -> Path:
    """Make what an environment of the repository `clone` consists of, but for its packages."""
    target = clone / ".venv"
    (target / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    (target / "bin").mkdir()
    (target / "bin" / "tool").write_text(f"#!{target}/bin/python\n")
    (target / "bin" / "activate").write_text(f"V='{target}'\nW={target}-other\n")
    environment.REPOSITORY = clone
    environment.settle(target)
    environment.stamp(target, lock).write_text(environment.digest(lock))
    return target


@pytest.mark.parametrize("way", ["copied", "moved"])
def test_an_environment_that_came_along_with_its_clone_runs_the_code_beside_it(
    environment: ModuleType,
    lock: Path,
    tmp_path: Path,
    way: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(environment, "REPOSITORY", environment.REPOSITORY)
    first, second = tmp_path / "one", tmp_path / "two"
    _built(environment, first, lock)
    if way == "copied":
        shutil.copytree(first, second)
    else:
        first.rename(second)
    target = second / ".venv"
    environment.REPOSITORY = second
    assert environment.main([str(target), str(lock)]) == 0
    assert "was made elsewhere" in capsys.readouterr().out
    library = target / "lib" / "python3.11" / "site-packages"
    assert (library / "dateline.pth").read_text() == f"{second / 'src'}\n"
    for name in ("dateline", "tool"):
        assert (target / "bin" / name).read_text().startswith(f"#!{target}/bin/python\n")
    told = (target / "bin" / "activate").read_text()
    assert told == f"V='{target}'\nW={first / '.venv'}-other\n"
    assert environment.main([str(target), str(lock)]) == 0
    assert capsys.readouterr().out == ""


def test_an_installation_cut_short_is_done_again(
    environment: ModuleType, lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "make", lambda target: target.mkdir(exist_ok=True))
    monkeypatch.setattr(environment, "install", killed)
    assert environment.main([str(tmp_path / "venv"), str(lock)]) == 130
    assert not environment.is_built(tmp_path / "venv", lock)


def test_a_python_without_venv_is_told_what_to_install(
    environment: ModuleType,
    lock: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    assert environment.main([str(tmp_path / "venv"), str(lock)]) == 1
    told = capsys.readouterr().err
    assert f"apt-get install python3.{sys.version_info.minor}-venv" in told
    assert told.count("\n") == 1


def test_a_disk_with_too_little_room_is_told_before_anything_is_fetched(
    environment: ModuleType,
    lock: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Usage:
        free = 5_000_000

    monkeypatch.setattr(environment, "make", lambda target: target.mkdir(exist_ok=True))
    monkeypatch.setattr(environment.shutil, "disk_usage", lambda path: Usage)
    assert environment.main([str(tmp_path / "venv"), str(lock)]) == 1
    told = capsys.readouterr().err
    assert "5 MB free" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_folder_that_cannot_be_written_gives_one_line(
    environment: ModuleType,
    lock: Path,
    tmp_path: Path,
    number: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(target: Path) -> None:
        raise OSError(number, "It cannot be", str(target))

    monkeypatch.setattr(environment, "make", refuse)
    assert environment.main([str(tmp_path / "venv"), str(lock)]) == 1
    assert (
        capsys.readouterr().err == f"environment: cannot write {tmp_path / 'venv'}: It cannot be\n"
    )


def test_a_command_that_fails_tells_its_own_error_line(environment: ModuleType) -> None:
    code = (
        "print('Collecting x'); print('ERROR: no such thing'); "
        "print('OSError: No space left on device'); raise SystemExit(1)"
    )
    with pytest.raises(environment.Refused, match="No space left on device"):
        environment.run([sys.executable, "-c", code], 1)
