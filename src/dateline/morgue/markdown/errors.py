"""What a reader of Markdown says when it cannot go on, and what it notes when it can."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dateline.morgue.copy import Inside

#: Characters of a value from the source that a message repeats.
SHOWN = 60


def shown(text: object) -> str:
    """Return `text` fit for a message: one line, printable, at most `SHOWN` characters."""
    line = "".join(c if c.isprintable() else " " for c in str(text)).strip()
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


class MarkdownError(ValueError):
    """A file that cannot be read as a story.

    `str()` is one line: the file, the line (0 when the whole file is meant), what is wrong
    and what to do.
    """

    def __init__(self, file: Path | str, line: int, what: str, remedy: str) -> None:
        self.file = str(file)
        self.line = line
        self.what = what
        self.remedy = remedy
        name = "".join(c if c.isprintable() else "?" for c in self.file)
        where = f"{name}, line {line}" if line else name
        super().__init__(f"{where}: {what}; {remedy}")


@dataclass
class Notes:
    """What one file's reading leaves behind for the account: see `Copy.inside` and `doubts`."""

    file: Path
    inside: list[Inside] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def lost(self, what: str, line: int, reason: str) -> None:
        """Note that `what`, met on `line`, is not carried over although it was wanted."""
        self.inside.append(Inside(what, "lost", f"line {line}: {reason}" if line else reason))

    def skipped(self, what: str, reason: str) -> None:
        """Note, once, that `what` is left behind on purpose."""
        note = Inside(what, "skipped", reason)
        if note not in self.inside:
            self.inside.append(note)

    def doubt(self, words: str) -> None:
        """Note, once, something that a person should look at."""
        if words not in self.doubts:
            self.doubts.append(words)

    def error(self, line: int, what: str, remedy: str) -> MarkdownError:
        """Return the error that stops this file, for the caller to raise."""
        return MarkdownError(self.file, line, what, remedy)
