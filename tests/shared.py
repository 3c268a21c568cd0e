"""Finds the test inputs that stand beside the repository, in ``../shared``."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def shared(name: str) -> Path:
    """Return ``../shared/<name>``; skip the test where it is absent, fail under ``CI=true``."""
    path = SHARED / name
    if not path.exists():
        reason = f"test input ../shared/{name} is not beside the repository"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path
