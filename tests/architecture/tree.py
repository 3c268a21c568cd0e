"""The house as files: what the tests of its architecture look through."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "dateline"


def rooms() -> list[str]:
    """Return the name of every room: a folder in the package with code in it."""
    return sorted(folder.parent.name for folder in PACKAGE.glob("*/__init__.py"))


def modules() -> list[Path]:
    """Return every module of the package, without migrations and the skeleton of a site."""
    apart = {"migrations", "skeleton"}
    return sorted(
        path for path in PACKAGE.rglob("*.py") if not apart & set(path.relative_to(PACKAGE).parts)
    )


def templates() -> list[Path]:
    """Return every template file of the package."""
    return sorted(path for path in PACKAGE.glob("*/templates/**/*") if path.is_file())


def readers_templates() -> list[Path]:
    """Return the templates that pages for readers, and feeds, are made with."""
    return [path for path in templates() if room_of(path) in {"broadsheet", "syndication"}]


def room_of(path: Path) -> str:
    """Return the room that a file of the package stands in."""
    return path.relative_to(PACKAGE).parts[0]


def name_of(path: Path) -> str:
    """Return a file's path from the repository on, for messages."""
    return path.relative_to(ROOT).as_posix()


def kept_files() -> list[Path]:
    """Return every file that the repository keeps, or would keep at the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file()]


def texts(*endings: str) -> Iterator[tuple[Path, str]]:
    """Yield every kept file that is text, or those whose names end so, with its words."""
    for path in kept_files():
        if endings and not path.name.endswith(endings):
            continue
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            yield path, data.decode("utf-8", errors="replace")


def lines_with(pattern: str, text: str) -> list[tuple[int, str]]:
    """Return the lines of `text` that `pattern` is found in, with their numbers from 1."""
    wanted = re.compile(pattern)
    return [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if wanted.search(line)
    ]
