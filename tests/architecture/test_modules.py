"""Modules are short, explain themselves, and owe nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, lines_with, modules, name_of, room_of, texts

#: A module is meant to stay below the first, and must stay below the second.
WISHED, MOST = 300, 500
#: Names under which anything may hide.
DRAWERS = {"utils", "common", "base", "helpers", "misc"}
#: Django and Wagtail ask for these classes; their names say all there is to say.
ASKED_FOR = {"Meta", "Media"}


def test_no_module_is_longer_than_a_reader_can_hold(capsys: pytest.CaptureFixture[str]) -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in modules()}
    long = sorted(path for path, lines in lengths.items() if lines > WISHED)

    with capsys.disabled():
        for path in long:
            print(f"\n  {name_of(path)} has {lengths[path]} lines; {WISHED} are wished for", end="")  # noqa: T201
    assert not [f"{name_of(p)}: {lengths[p]} lines" for p in long if lengths[p] > MOST]


def test_no_module_is_a_drawer() -> None:
    found = [name_of(p) for p in modules() if DRAWERS & {p.stem, *p.relative_to(PACKAGE).parts}]

    assert not found, "name a module for its subject"


def documented(path: Path) -> bool:
    """Whether the public names of this module are a contract that others rely on."""
    return room_of(path) in {"lib", "press", "readership"} or path.stem in {
        "actions",
        "queries",
        "contexts",
    }


def undocumented(path: Path) -> Iterator[str]:
    """Yield every public function and class of a module that has no docstring."""
    tree = ast.parse(path.read_text())
    yield from _without_docstring(tree.body, name_of(path))


def _without_docstring(body: list[ast.stmt], where: str) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_") or node.name in ASKED_FOR or _explains_itself(node):
            continue
        if not ast.get_docstring(node):
            yield f"{where}: {node.name}"
        if isinstance(node, ast.ClassDef):
            yield from _without_docstring(node.body, f"{where}: {node.name}")


def _explains_itself(node: ast.stmt) -> bool:
    """Whether it is a list of choices, or the card by which Django knows a room."""
    bases = [ast.unparse(base) for base in node.bases] if isinstance(node, ast.ClassDef) else []
    return any(base.endswith(("Choices", "AppConfig")) for base in bases)


def test_every_public_name_others_rely_on_is_documented() -> None:
    found = [line for path in modules() if documented(path) for line in undocumented(path)]

    assert not found, "\n".join(found)


def test_no_error_is_swallowed() -> None:
    found = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler) and all(_does_nothing(n) for n in node.body):
                found.append(f"{name_of(path)}:{node.lineno}")

    assert not found, f"say why with contextlib.suppress, or do something: {', '.join(found)}"


def _does_nothing(node: ast.stmt) -> bool:
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def test_no_work_is_left_lying_about() -> None:
    # Put together here, so that this file does not find itself.
    owed = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"))
    found = [
        f"{name_of(path)}:{number}: {line}"
        for path, text in texts(".py", ".html", ".md", ".css", ".js", ".toml", ".yml", "Makefile")
        if "demo/paper/stories" not in name_of(path)
        for number, line in lines_with(rf"\b({owed})\b", text)
    ]

    assert not found, "\n".join(found)


def test_no_file_names_a_machine_or_a_package_index() -> None:
    # Put together here, so that this file does not find itself.
    places = "|".join(("/wo" + "rk/", "/ro" + "ot/", "/ho" + r"me/\w", "/Us" + r"ers/\w"))
    index = r"(--(extra-)?index[-]url|index[-]url\s*=|trusted[-]host\s*=|_INDEX[_]URL)"
    pattern = rf"(?<![\w.~-])({places})|{index}|https?://\S*/sim" + r"ple\b"
    found = [
        f"{name_of(path)}:{number}: {line[:120]}"
        for path, text in texts()
        for number, line in lines_with(pattern, text)
    ]

    assert not found, "\n".join(found)
