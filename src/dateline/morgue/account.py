"""The account of an import: what became of every item, and of everything inside it.

Its JSON is the same for all importers and is documented in ``docs/reference/account.md``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dateline.lib.files import write_whole
from dateline.morgue.copy import Furniture, Inside

#: Every state an item can end in. ``lost`` is the only bad one, and always has a reason.
STATES = ("imported", "updated", "unchanged", "proposed", "redirected", "skipped", "lost")


@dataclass
class Item:
    """One item of a source and what became of it. `story` is the uid of what it became."""

    kind: str
    source_id: str
    address: str = ""
    state: str = "lost"
    story: str | None = None
    reason: str = ""
    furniture: list[Furniture] = field(default_factory=list)
    inside: list[Inside] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass
class Account:
    """All items of one run of one importer over one source."""

    source: str
    importer: str
    items: list[Item] = field(default_factory=list)
    #: How many items the source has by another count; None where nobody counted.
    counted: int | None = None

    @property
    def balances(self) -> bool:
        """Whether every item of the source is accounted for, as far as somebody counted."""
        told = sum(item.kind != "table" for item in self.items)
        return self.counted is None or self.counted == told

    def add(self, item: Item) -> Item:
        """Enter an item. Raises `ValueError` for a state there is not."""
        if item.state not in STATES:
            raise ValueError(f"an item cannot be {item.state!r}; it is one of {', '.join(STATES)}")
        self.items.append(item)
        return item

    def totals(self) -> dict[str, int]:
        """Return how many items ended in each state, all states named."""
        counted = Counter(item.state for item in self.items)
        return {state: counted[state] for state in STATES}

    def lines(self) -> Iterator[str]:
        """Yield what a person should look at, a line each: every story, and what was lost."""
        for item in self.items:
            yield from map(_line, _told(item))

    def as_data(self) -> dict[str, Any]:
        """Return the account as JSON-ready data."""
        return {
            "source": self.source,
            "importer": self.importer,
            "totals": self.totals(),
            **({"counted": self.counted} if self.counted is not None else {}),
            "items": [asdict(item) for item in self.items],
        }

    def write(self, path: Path) -> None:
        """Write the account to `path`, whole or not at all."""
        text = json.dumps(self.as_data(), ensure_ascii=False, indent=1)
        write_whole(path, text.encode() + b"\n")


def _told(item: Item) -> Iterator[str]:
    name = item.source_id if item.kind == "story" else f"{item.kind} {item.source_id}"
    if item.state in {"lost", "skipped"}:
        # Readers of files and pages name them in their reasons; what stores them does not.
        head = item.reason.partition(": ")[0]
        named = item.source_id in item.reason or item.source_id.endswith(f"/{head}")
        yield f"{item.state}: {item.reason}" if named else f"{item.state}: {name}: {item.reason}"
        return
    if item.kind == "story":
        yield f"{item.state}: {name} -> story {item.story}"
    for doubt in item.doubts:
        yield f"  doubt: {doubt}" if item.kind == "story" else f"doubt: {name}: {doubt}"
    for inside in item.inside:
        if inside.state == "lost":
            what = inside.what if item.kind == "story" else f"{name}: {inside.what}"
            yield f"  lost: {what}: {inside.reason}"


def _line(text: str) -> str:
    """Return `text` in one line that a screen can show: names of files hold what they like."""
    return "".join(each if each.isprintable() else "?" for each in text)
