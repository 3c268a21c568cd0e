"""The reference page of the command line tells of all there is."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

from dateline.cli.main import parser
from tests.shared import ROOT


def _subcommands(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    for name, command in _subcommands(parser()):
        assert f"\n## {name}\n" in page, name
        below = [command, *(kind for _, kind in _subcommands(command))]
        for action in (action for one in below for action in one._actions):
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    told = re.search(rf"[` ]{option}[` ]", page)
                    assert told, f"{name} {option}"


def test_every_documented_command_exists() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    told = {line[3:] for line in page.splitlines() if line.startswith("## ")}
    assert told == {name for name, _ in _subcommands(parser())}
