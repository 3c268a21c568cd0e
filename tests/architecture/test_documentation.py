"""What others rely on is written down, and what is written down is there."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.commands import commands
from dateline.conf.options import OPTIONS
from dateline.newsroom import roles
from dateline.press import parts
from dateline.stories.blocks import ENTRY_BLOCKS, STORY_BLOCKS
from dateline.stories.models import Story
from tests.architecture.tree import PACKAGE, ROOT, kept_files, lines_with, name_of

DOCS = ROOT / "docs"
#: Where the press prints for machines: no template, no slots.
FOR_MACHINES = {"rss", "atom", "sitemap", "sitemap-index", "news-sitemap", "robots"}

generate: Any = importlib.import_module("docs.reference.generate")


def page(name: str) -> str:
    """Return a page of the documentation."""
    return (DOCS / name).read_text(encoding="utf-8")


def pages() -> list[Path]:
    """Return every page of the documentation, and those at the top of the repository."""
    kept = [path for path in kept_files() if path.suffix == ".md"]
    return [path for path in kept if path.parent == ROOT or path.is_relative_to(DOCS)]


def test_pages_made_from_code_are_as_the_code_says() -> None:
    assert not generate.stale(), "run python docs/reference/generate.py"


def test_every_option_is_documented() -> None:
    settings = page("reference/settings.md")

    for option in OPTIONS:
        assert option.help.endswith(".")
        assert f"| `{option.name}` |" in settings


def test_every_name_that_the_environment_may_set_is_documented() -> None:
    read = set()
    for path in PACKAGE.rglob("*"):
        if path.suffix == ".py" or path.name.endswith("-tpl"):
            read |= set(re.findall(r"\bDATELINE_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    options = {f"DATELINE_{option.name}" for option in OPTIONS}

    assert read - options - generate.BETWEEN_PROCESSES == set(generate.ENVIRONMENT)


def test_every_field_that_templates_get_has_words() -> None:
    for name, _ in generate.CONTEXTS:
        for shape in generate.shapes(PACKAGE / name):
            assert shape.words, f"{name}: {shape.name} has no docstring"
            silent = [field.name for field in shape.fields if not field.words]
            assert not silent, f"{name}: {shape.name} says nothing of {', '.join(silent)}"


def test_every_room_s_contexts_are_among_the_documented_ones() -> None:
    rooms = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("*/contexts.py")}

    assert rooms <= {name for name, _ in generate.CONTEXTS}


def test_every_slot_of_every_page_is_documented() -> None:
    printed = {
        kind.name: {part.slot for part in parts.parts_of(kind.name)}
        for kind in parts.kinds()
        if kind.name not in FOR_MACHINES
    }

    assert printed == {
        kind: {*slots, *generate.EVERY_PAGE} for kind, slots in generate.PAGES.items()
    }


def test_every_block_of_a_story_is_documented() -> None:
    told = page("reference/blocks.md")

    for name, _ in [*STORY_BLOCKS, *ENTRY_BLOCKS]:
        assert f"| `{name}` |" in told
    for kind in Story.Kind.values:
        assert f"`{kind}`" in told


def test_every_role_is_documented() -> None:
    told = page("reference/roles.md")

    for name in roles.PAGES:
        assert name in told


def test_every_state_and_field_of_an_account_is_documented() -> None:
    from dateline.morgue.account import STATES, Account, Item

    told = page("reference/account.md")
    data = Account("a folder", "markdown", [Item("story", "one")]).as_data()
    for name in [*STATES, *data, *data["items"][0]]:
        assert f"`{name}`" in told


def test_every_command_is_documented() -> None:
    told = page("reference/cli.md")

    for command in commands():
        assert f"dateline {command.NAME}" in told


def test_every_decision_says_context_decision_consequences_and_status() -> None:
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))

    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        for heading in ("Status", "Context", "Decision", "Consequences"):
            assert f"\n## {heading}\n" in path.read_text(), f"{path.name} has no {heading}"


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:|#", target):
            assert (path.parent / target.partition("#")[0]).exists(), target
    for target in re.findall(r"{doc}`(?:[^`<]*<)?([^`>]+)>?`", text):
        assert (path.parent / f"{target}.md").exists(), target


def test_commands_in_the_documentation_exist() -> None:
    names = {command.NAME for command in commands()}
    found = []
    for path in pages():
        for number, line in lines_with(r"(^|[`$ ])dateline [a-z]", path.read_text()):
            asked = re.findall(r"(?:^\$? *|`)dateline ([a-z]+)", line)
            found += [f"{name_of(path)}:{number}: {name}" for name in asked if name not in names]

    assert not found


def test_what_make_can_do_is_what_the_documentation_says() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.M))
    found = {name for path in pages() for name in re.findall(r"`make ([a-z-]+)", path.read_text())}

    assert found
    assert found <= targets


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]

    made = subprocess.run(
        [*build, "-d", tmp_path / "trees", DOCS, tmp_path / "html"],
        check=False,
        capture_output=True,
        text=True,
    )

    assert made.returncode == 0, made.stderr
    assert (tmp_path / "html" / "index.html").is_file()
