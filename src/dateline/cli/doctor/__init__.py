"""``dateline doctor``: looks a paper over and says, for each fault, what to do."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.cli import site
from dateline.cli.doctor.finding import Finding, Level
from dateline.cli.errors import explain

NAME = "doctor"
HELP = "Look the paper over, and say for each fault what to do."

_MARKS = {Level.GOOD: "good ", Level.NOTE: "note ", Level.FAULT: "FAULT"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the site."""
    site.add_site_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was found; return 1 if anything of it is a fault."""
    folder = site.find(args.site)
    faults = 0
    for finding in examine(folder):
        faults += finding.level is Level.FAULT
        print(f"{_MARKS[finding.level]}  {finding.what}", flush=True)
        if finding.do:
            print(f"       do: {finding.do}", flush=True)
    told = "1 fault" if faults == 1 else f"{faults} faults"
    print(f"{told} found." if faults else "No fault found.")
    return 1 if faults else 0


def examine(folder: Path) -> Iterator[Finding]:
    """Yield what is found about the site `folder`, in the order of what depends on what."""
    from dateline.cli.doctor import database, machine, readers, settings, templates

    yield from machine.sqlite_version()
    try:
        site.open_site(folder)
        yield from settings.check(folder)
    except Exception as error:  # noqa: BLE001  whatever a site's own settings raise
        line = explain(error, folder) or f"{type(error).__name__}: {error}"
        yield Finding.fault(
            site.UNLOADED + line.removeprefix(site.UNLOADED), "mend paper/settings.py or .env"
        )
        return
    yield from _guarded(machine.check(folder), folder)
    yield from _guarded(database.check(folder), folder)
    yield from _guarded(readers.check(folder), folder)
    yield from _guarded(templates.check(folder), folder)


def _guarded(findings: Iterable[Finding], folder: Path) -> Iterator[Finding]:
    """Pass findings on; an error among them becomes a finding too."""
    try:
        yield from findings
    except Exception as error:  # noqa: BLE001  a check that fails is a fault, not the end
        line = explain(error, folder) or f"{type(error).__name__}: {error}"
        yield Finding.fault(line, "see the message")
