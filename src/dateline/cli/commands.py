"""The sub-commands of ``dateline``, in the order in which the help lists them.

Each is a module with ``NAME``, ``HELP``, ``add_arguments(parser)`` and ``run(args) -> int``
(the exit code). All of them are imported for every call, so none may import Django or a room
with models at its top: that comes inside ``run``, after `dateline.cli.site.open_site`.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Protocol, cast

MODULES: tuple[str, ...] = (
    "dateline.cli.start",
    "dateline.cli.serve",
    "dateline.cli.demo",
    "dateline.cli.import_",
    "dateline.cli.show",
    "dateline.cli.doctor",
    "dateline.cli.press",
    "dateline.cli.backup",
    "dateline.cli.restore",
    "dateline.cli.manage",
)


class Command(Protocol):
    """What a sub-command's module offers."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and return the exit code."""


def commands() -> list[Command]:
    """Return every sub-command's module."""
    return [cast(Command, import_module(name)) for name in MODULES]
