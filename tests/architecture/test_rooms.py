"""Rooms import downwards only, and every room has its place."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.tree import PACKAGE, ROOT, rooms


@pytest.fixture(scope="module")
def contracts() -> list[dict[str, Any]]:
    """The import contracts, as pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return list(settings["tool"]["importlinter"]["contracts"])


def lint(*arguments: str, path: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package that stands in `path`."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", *arguments],
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(path)},
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package's code, with its contract, to build into."""
    target = tmp_path / "src" / "dateline"
    shutil.copytree(
        PACKAGE, target, ignore=lambda folder, names: [n for n in names if _is_no_code(folder, n)]
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return target


def _is_no_code(folder: str, name: str) -> bool:
    return name == "__pycache__" or not (name.endswith(".py") or (Path(folder) / name).is_dir())


def test_imports_go_down_only() -> None:
    found = lint(path=PACKAGE.parent, cwd=ROOT)

    assert found.returncode == 0, found.stdout


def test_every_room_has_a_layer(contracts: list[dict[str, Any]]) -> None:
    layers = next(contract for contract in contracts if contract["type"] == "layers")

    assert layers["exhaustive"] is True
    named = {name.strip(" ()") for layer in layers["layers"] for name in re.split(r"[|:]", layer)}
    assert set(rooms()) <= named | set(layers["exhaustive_ignores"])
    assert layers["exhaustive_ignores"] == ["skeleton"], "the skeleton holds files, no code"


def test_an_undeclared_room_is_refused(copied: Path) -> None:
    drawer = copied / "utils"
    drawer.mkdir()
    (drawer / "__init__.py").write_text("")

    found = lint(path=copied.parent, cwd=copied.parents[1])

    assert found.returncode != 0
    assert "utils" in found.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("press", "from dateline.stories import models"),
        ("press", "import wagtail"),
        ("masthead", "from dateline.photodesk import models"),
        ("lib", "from dateline.conf import options"),
    ],
    ids=["upwards", "press to Wagtail", "between strangers", "lib to settings"],
)
def test_an_import_that_breaks_the_contract_is_found(copied: Path, room: str, line: str) -> None:
    module = copied / room / "errand.py"
    module.write_text(f"{line}\n")

    found = lint(path=copied.parent, cwd=copied.parents[1])

    assert found.returncode != 0
    assert f"dateline.{room}.errand" in found.stdout


def test_press_readership_and_lib_run_without_wagtail() -> None:
    # The press's models need Django's settings, and nothing else of the house.
    code = """
import sys, pkgutil
import django
from django.conf import settings
settings.configure(INSTALLED_APPS=["dateline.press"], USE_TZ=True)
django.setup()
import dateline.lib, dateline.press, dateline.readership
for room in (dateline.lib, dateline.press, dateline.readership):
    for found in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        if ".migrations" not in found.name:
            __import__(found.name)
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
    )

    assert run.returncode == 0, run.stderr
    loaded = set(run.stdout.split())
    assert {"dateline", "django"} <= loaded
    assert not loaded & {"wagtail", "modelcluster", "taggit", "allauth"}


def test_every_room_says_what_belongs_in_it() -> None:
    silent = [room for room in rooms() if not _opening(PACKAGE / room).startswith('"""')]

    assert not silent, f"no word on what belongs into {', '.join(silent)}"


def _opening(room: Path) -> str:
    return (room / "__init__.py").read_text()


def test_app_labels_carry_the_house_s_name() -> None:
    from django.apps import apps

    own = [config for config in apps.get_app_configs() if config.name.startswith("dateline.")]

    assert own
    for config in own:
        assert config.label == f"dateline_{config.name.removeprefix('dateline.')}"


def test_templates_and_static_files_stand_under_the_house_s_name() -> None:
    # Django's, allauth's and Wagtail's own templates can only be replaced under their names.
    theirs = {"account", "mfa", "wagtailadmin", "wagtailusers", "404.html", "429.html", "500.html"}
    for kind in ("templates", "static"):
        found = {path.name for path in PACKAGE.glob(f"*/{kind}/*")}
        assert found <= {"dateline"} | theirs
