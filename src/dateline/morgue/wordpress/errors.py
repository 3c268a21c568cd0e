"""What keeps an export from being read."""

from __future__ import annotations

from pathlib import Path


class UnreadableExport(ValueError):
    """The file at `path` is no export, or cannot be read; `reason` says why, in words."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")
