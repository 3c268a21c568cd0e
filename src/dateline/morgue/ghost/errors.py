"""What a Ghost export that cannot be read raises: always one plain line."""

from __future__ import annotations

from pathlib import Path

#: Characters of a value from the source that a message repeats.
SHOWN = 60


class UnreadableExport(Exception):
    """A file that is no Ghost export we can read; its text is one line for users."""

    def __init__(self, path: Path | str, reason: str) -> None:
        """Name the file at `path` and give the `reason` as a clause that follows a colon."""
        self.path = str(path)
        self.reason = " ".join(reason.split())
        super().__init__(f"{shown(self.path, 300)}: {self.reason}")


class UnreadableBody(ValueError):
    """A post's text that is not in the form its field should have; `str()` says why."""


def shown(text: object, most: int = SHOWN) -> str:
    """Return `text` fit for a message: one line, printable, at most `most` characters."""
    line = "".join(c if c.isprintable() else " " for c in str(text)).strip()
    return line if len(line) <= most else line[: most - 1] + "…"
