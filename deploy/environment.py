"""Builds the virtual environment from hashed lock files; run by the Makefile.

``python3.11 deploy/environment.py .venv requirements.lock [more.lock]``. Uses nothing but the
standard library. A second run finds that nothing has changed and does nothing.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
#: Room that the packages need, in megabytes, unpacked and while they are fetched.
ROOM = {"requirements.lock": 700, "requirements-dev.lock": 700}
#: Seconds between two lines of progress.
PROGRESS_EVERY = 10


class Refused(Exception):
    """The environment cannot be built; the message is the one line to show."""


def main(argv: list[str]) -> int:
    """Build what `argv` names; return the exit code."""
    target, locks = Path(argv[0]), [Path(name) for name in argv[1:]]
    try:
        build(target, locks)
    except Refused as error:
        say(str(error), sys.stderr)
        return 1
    except OSError as error:
        say(f"cannot write {error.filename or target}: {error.strerror}", sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("stopped; run it again to go on", sys.stderr)
        return 130
    return 0


def say(line: str, to: object = None) -> None:
    """Print a line at once."""
    print(f"environment: {line}", file=to or sys.stdout, flush=True)


def build(target: Path, locks: list[Path]) -> None:
    """Make the virtual environment `target` hold what `locks` name. Raises `Refused`."""
    if sys.version_info < (3, 11):  # noqa: UP036  the system's Python runs this
        found = ".".join(map(str, sys.version_info[:2]))
        raise Refused(f"Python {found} is too old: install 3.11 and run make PYTHON=python3.11")
    wanted = [lock for lock in locks if not is_built(target, lock)]
    if not wanted:
        if not is_at_home(target):
            say(f"{target} was made elsewhere: having it run the code of {REPOSITORY}")
            settle(target)
        return
    make(target)
    require_room(target, wanted)
    for lock in wanted:
        install(target, lock)
        stamp(target, lock).write_text(digest(lock))


def is_built(target: Path, lock: Path) -> bool:
    """Return whether `target` holds what `lock` names."""
    mark = stamp(target, lock)
    return mark.is_file() and mark.read_text() == digest(lock)


def stamp(target: Path, lock: Path) -> Path:
    """Return the file that says which version of `lock` is installed in `target`."""
    return target / f".{lock.name}.installed"


def digest(lock: Path) -> str:
    """Return what must be the same for an environment to be up to date."""
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def make(target: Path) -> None:
    """Create the environment and let it find the package in ``src``."""
    if importlib.util.find_spec("ensurepip") is None:
        minor = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Refused(
            "this Python cannot make virtual environments: "
            f"run sudo apt-get install python{minor}-venv, then this again"
        )
    if not (target / "bin" / "python").is_file() or not (target / "bin" / "pip").is_file():
        say(f"making {target}")
        run([sys.executable, "-m", "venv", "--clear", str(target)], 0)
    settle(target)


def is_at_home(target: Path) -> bool:
    """Return whether `target` runs the code of this repository, from where it stands itself.

    Both are written into it as whole paths: moved or copied along with its clone it would
    break, or run the code of the place that it comes from.
    """
    launcher = target / "bin" / "dateline"
    return (
        all(path.is_file() and path.read_text() == source() for path in paths_file(target))
        and launcher.is_file()
        and launcher.read_text() == launch(target)
    )


def settle(target: Path) -> None:
    """Let the environment find the package in ``src``, and its scripts the environment."""
    launcher = target / "bin" / "dateline"
    if launcher.is_file():
        rehome(target, launcher.read_text().partition("\n")[0])
    for path in paths_file(target):
        path.write_text(source())
    launcher.write_text(launch(target))
    launcher.chmod(0o755)


def rehome(target: Path, first: str) -> None:
    """Put this place in for the former one in all scripts; `first` is a line that named that."""
    before = first.removeprefix("#!").removesuffix("/bin/python")
    place = str(target.resolve())
    if not before.startswith("/") or before == place:
        return
    former = re.compile(re.escape(before).encode() + rb"(?![\w.-])")
    for path in [*sorted((target / "bin").iterdir()), target / "pyvenv.cfg"]:
        if path.is_file() and not path.is_symlink():
            now = former.sub(lambda _: place.encode(), data := path.read_bytes())
            if now != data and b"\0" not in data:  # text, not a program
                path.write_bytes(now)


def paths_file(target: Path) -> list[Path]:
    """Return the file that names ``src`` to the environment's Python, for each Python there."""
    return [library / "site-packages" / "dateline.pth" for library in target.glob("lib/python3.*")]


def source() -> str:
    """Return what stands in `paths_file`."""
    return f"{REPOSITORY / 'src'}\n"


def launch(target: Path) -> str:
    """Return the text of the command ``dateline``."""
    return (
        f"#!{target.resolve() / 'bin' / 'python'}\n"
        "import sys\n\nfrom dateline.cli.main import main\n\nsys.exit(main())\n"
    )


def require_room(target: Path, locks: list[Path]) -> None:
    """Raise `Refused` where the disk is too full to begin."""
    needed = sum(ROOM.get(lock.name, 0) for lock in locks)
    free = shutil.disk_usage(target).free // 1_000_000
    if free < needed:
        raise Refused(f"{free} MB free for {target}, about {needed} MB needed: make room first")


def install(target: Path, lock: Path) -> None:
    """Install exactly what `lock` names, each file checked against its hash."""
    total = sum(1 for line in lock.read_text().splitlines() if line[:1].isalnum())
    say(f"installing {total} packages from {lock.name}, a few minutes the first time")
    command = [str(target / "bin" / "python"), "-m", "pip", "install", "--require-hashes"]
    options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    run([*command, *options, "-r", str(lock)], total)


def run(command: list[str], total: int) -> None:
    """Run `command`, telling how far it is; raise `Refused` with its own last error line."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout is not None  # noqa: S101  it was asked for
        seen, told, errors = 0, time.monotonic(), deque[str](maxlen=5)
        for line in process.stdout:
            seen += line.startswith(("Collecting ", "Requirement already satisfied: "))
            if line.startswith("ERROR") or "No space left" in line:
                errors.append(line.strip())
            if line.startswith("Installing collected"):
                say(f"unpacking {total} packages")
                total = 0  # nothing is fetched any more
            elif total and time.monotonic() - told > PROGRESS_EVERY:
                say(f"{min(seen, total)} of {total} fetched")
                told = time.monotonic()
    if process.returncode:
        line = next((e for e in errors if "No space left" in e), None) or (
            errors[0] if errors else f"{command[0]} ended with code {process.returncode}"
        )
        raise Refused(line.removeprefix("ERROR: "))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
