"""The promise on real pages: never worse than trafilatura alone, titles right, no false date."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType
from typing import Any

import pytest

from tests.shared import ROOT, shared


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """The module that `python benchmarks/pages.py` runs."""
    spec = importlib.util.spec_from_file_location("pages_benchmark", ROOT / "benchmarks/pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_real_pages_read_at_least_as_well_as_by_trafilatura_alone(benchmark: ModuleType) -> None:
    rows: dict[str, list[Any]] = {}
    for case in benchmark.cases(shared("data/dev/pages")):
        rows.setdefault(case.folder, []).append(benchmark.measure(case))
    assert len(rows) == 6
    for folder, results in rows.items():
        ours = sum(result.ours for result in results) / len(results)
        theirs = sum(result.theirs for result in results) / len(results)
        assert ours >= theirs, folder
    titles = [r.title for results in rows.values() for r in results if r.title is not None]
    assert sum(titles) >= 0.95 * len(titles)
