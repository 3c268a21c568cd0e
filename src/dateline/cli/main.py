"""The ``dateline`` command: finds the sub-command, and never shows its user a traceback."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import dateline
from dateline.cli.commands import commands
from dateline.cli.errors import explain
from dateline.lib import logs


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; the reference page is made from it."""
    top = argparse.ArgumentParser(prog="dateline", description="A newspaper in a box.")
    top.add_argument("--version", action="version", version=f"dateline {dateline.__version__}")
    below = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands():
        sub = below.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit code: 0 done, 1 refused, 2 misspelt."""
    words = list(sys.argv[1:] if argv is None else argv)
    args = parser().parse_args(words)
    logs.to_stderr()
    site = Path(getattr(args, "site", None) or ".")
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("dateline: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; say nothing more, not even at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001  the last door: nothing may pass it as a traceback
        line = explain(error, site.resolve())
        print(f"dateline: {line or _noted(error, site)}", file=sys.stderr)
        return 1
    return code


def _noted(error: Exception, site: Path) -> str:
    """Write the traceback of an unforeseen error to a file; return the line that names it."""
    story = "".join(traceback.format_exception(error))
    name = f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    folders = [site / "var" / "log"] if (site / "manage.py").is_file() else []
    for folder in [*folders, Path(tempfile.gettempdir())]:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(story)
        except OSError:
            continue  # the next folder may take it
        return f"{_gist(error)}; the details are in {(folder / name).resolve()}"
    return _gist(error)


def _gist(error: Exception) -> str:
    first = (str(error).splitlines() or [""])[0]
    return f"a fault in Dateline ({type(error).__name__}: {first})"
