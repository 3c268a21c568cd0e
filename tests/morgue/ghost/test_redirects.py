"""What a Ghost site sent elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.morgue.ghost import UnreadableExport, redirects

from .exports import Exporter


def test_one_path_is_brought_over_and_a_pattern_is_told_of(export: Exporter) -> None:
    given: list[Any] = [
        {"from": "/old/", "to": "/new/", "permanent": True},
        {"from": "^\\/what(\\/?)$", "to": "/that"},
        {"from": "^/exact$", "to": "https://a.example/x"},
        {"from": "/old/", "to": "/third/"},
        {"from": "/same/", "to": "/same/"},
        {"from": "^/prefix/", "to": "/"},
        {"from": "^/post/[0-9]+/([a-z]+)", "to": "/$1"},
        {"from": "/a", "to": "javascript:alert(1)"},
        {"from": None},
        7,
    ]
    found = redirects(export(given))
    assert found.pairs == [
        ("/old/", "/new/"),
        ("/what/", "/that"),
        ("/exact", "https://a.example/x"),
    ]
    assert len(found.left) == 7
    assert all(reason for _, reason in found.left)


def test_yaml_has_its_pairs_by_status(tmp_path: Path) -> None:
    path = tmp_path / "redirects.yaml"
    path.write_text("301:\n  /old/: /new/\n302:\n  ^/x/(.*)$: /y/$1\n  /z: /w\n")
    found = redirects(path)
    assert found.pairs == [("/old/", "/new/"), ("/z", "/w")]
    assert [given for given, _ in found.left] == ["^/x/(.*)$"]


@pytest.mark.parametrize(
    "content", ["[1", "a: b", "x", "a: [", "[" * 10_000, "- " * 5_000, "!!x y"]
)
def test_other_files_are_refused(export: Exporter, content: str) -> None:
    with pytest.raises(UnreadableExport):
        redirects(export(content))
