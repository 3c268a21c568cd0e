"""One thing that the doctor found."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Level(enum.Enum):
    """How bad it is."""

    GOOD = "good"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """What was found, and what to do about it; a note needs nothing done."""

    level: Level
    what: str
    do: str = ""

    @classmethod
    def good(cls, what: str) -> Finding:
        """Something that is as it should be."""
        return cls(Level.GOOD, what)

    @classmethod
    def note(cls, what: str, do: str = "") -> Finding:
        """Something to know, which may well be meant so."""
        return cls(Level.NOTE, what, do)

    @classmethod
    def fault(cls, what: str, do: str) -> Finding:
        """Something that has to be put right."""
        return cls(Level.FAULT, what, do)
