"""Templates of the site that stand in for Dateline's: has the original changed since?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import dateline
from dateline.cli.doctor.finding import Finding

_ORIGIN = re.compile(r"\{#\s*from dateline (?P<version>\S+?), sha (?P<sha>[0-9a-f]{8,64})\s*#\}")


def check(folder: Path) -> Iterator[Finding]:
    """Yield one finding for each template in the site that has a shipped one of its name."""
    own = folder / "templates"
    for path in sorted(own.rglob("*")):
        name = path.relative_to(own).as_posix()
        original = shipped(name) if path.is_file() else None
        if original is not None:
            yield from compare(name, path, original)


def shipped(name: str) -> Path | None:
    """Return the file of Dateline's own template `name`, or None."""
    package = Path(dateline.__file__).parent
    return next((p for p in sorted(package.glob("*/templates")) if (p / name).is_file()), None)


def compare(name: str, path: Path, place: Path) -> Iterator[Finding]:
    """Yield how the site's template `path` stands to the shipped one in `place`."""
    original = place / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        yield Finding.fault(
            f"{name} is not UTF-8, so no page can be made with it", f"save {path} as UTF-8"
        )
        return
    told = _ORIGIN.match(lines[0]) if lines else None
    now = sha(original)
    if told is None:
        first = f"{{# from dateline {dateline.__version__}, sha {now[:16]} #}}"
        yield Finding.note(
            f"{name} is overridden, and does not say from which original",
            f"once it fits the present one, make its first line {first}",
        )
    elif not now.startswith(told["sha"]):
        yield Finding.fault(
            f"{name} was copied from Dateline {told['version']}; the original has changed since",
            f"compare it with {original}, then put sha {now[:16]} into its first line",
        )
    else:
        yield Finding.good(f"{name} is overridden; the original is still the same")


def sha(path: Path) -> str:
    """Return the SHA-256 of a template's bytes, as hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
