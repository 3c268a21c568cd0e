"""What changed in print since the press looked last, and which pages that spoils.

Read inside a snapshot: what is found and what the pages then show are of one instant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from dateline.press import pages
from dateline.press.models import Outbox, PrintedFile, Spoil
from dateline.press.store import Store

#: Every page has this key: what it tells of spoils the whole paper.
EVERY_PAGE = "masthead"
#: Plates made from one key of which more are printed afterwards, in portions.
MANY = 100
#: Pages of a publication that are printed at its instant; the others follow.
AT_ONCE = 200
_CONTRIBUTOR = re.compile(r"contributor:\d+")
#: Lists of all there are of something change when one comes onto, or leaves, a story in print.
_LISTS_OF = {"topic": "topics/latest", "contributor": "contributors/latest"}


@dataclass
class Changed:
    """What changed. `paths` are to be printed in this order; `keys` explain why."""

    #: Rows of `Outbox` that were claimed, and of `Spoil`: done, once the pages are printed.
    rows: list[int] = field(default_factory=list)
    spoils: list[int] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    paths: list[str] = field(default_factory=list)
    #: Keys that very many pages were made from.
    broad: list[str] = field(default_factory=list)
    #: Stories and others whose released files are to be told anew.
    releasers: set[str] = field(default_factory=set)

    @property
    def whole_paper(self) -> bool:
        """Whether every page has to be printed anew."""
        return EVERY_PAGE in self.keys


def look(store: Store, at: datetime) -> Changed:
    """Return what changed and is not printed yet."""
    changed = Changed()
    own = _of_stories(changed)
    for pk, keys, why in Spoil.objects.order_by("pk").values_list("pk", "keys", "why"):
        changed.spoils.append(pk)
        changed.why.append(why)
        changed.keys.update(keys)
    changed.releasers |= {k.removeprefix("files:") for k in changed.keys if k.startswith("files:")}
    changed.releasers |= {m[0] for key in changed.keys if (m := _CONTRIBUTOR.match(key))}
    lists = pages.pages_of(changed.keys, at)
    beside = set[str]()
    for key in sorted(changed.keys - {EVERY_PAGE}):
        if store.has_more(key, MANY):
            changed.broad.append(key)
        else:
            beside |= store.made_from({key})
    changed.paths = list(dict.fromkeys([*own, *sorted(lists), *sorted(beside)]))
    return changed


def files_of(releasers: Iterable[str]) -> dict[str, list[str]]:
    """Return by what releases them the files that readers may have."""
    files: dict[str, list[str]] = {released_by: [] for released_by in releasers}
    rows = PrintedFile.objects.filter(released_by__in=files).exclude(name__contains=":")
    for released_by, name in rows.values_list("released_by", "name"):
        files[released_by].append(name)
    return files


def _of_stories(changed: Changed) -> list[str]:
    """Take the rows of stories; return the addresses of these, the newest first."""
    fields = ("pk", "uid", "action", "state", "old_address", "new_address", "keys")
    rows = list(Outbox.objects.exclude(state=Outbox.State.DONE).order_by("pk").values_list(*fields))
    own: list[str] = []
    first: dict[UUID, int] = {}
    keys_after: dict[UUID, set[str]] = {}
    for pk, uid, action, state, old, new, keys in rows:
        if state == Outbox.State.CLAIMED:  # one that nobody claimed may yet tell of more
            changed.rows.append(pk)
        changed.why.append(f"{action} {new or old}")
        changed.keys.update(keys)
        own[:0] = [path for path in (new, old) if path]
        first.setdefault(uid, pk)
        keys_after[uid] = set(keys)
    for uid, pk in first.items():
        before = _keys_before(uid, pk)
        changed.keys |= {f"story:{uid}", *before}
        changed.keys |= _lists_of(before ^ keys_after[uid])
        changed.releasers.add(str(uid))
    return own


def _keys_before(uid: UUID, pk: int) -> set[str]:
    before = Outbox.objects.filter(uid=uid, pk__lt=pk).order_by("-pk")
    return set(before.values_list("keys", flat=True).first() or ())


def _lists_of(keys: Iterable[str]) -> set[str]:
    """Return the keys of the lists of all topics or contributors, where one of `keys` is one's."""
    return {_LISTS_OF[word] for key in keys if (word := key.partition(":")[0]) in _LISTS_OF}


def explain(said: Sequence[str], most: int = 8) -> str:
    """Return `said` in one line, no longer than a log can bear."""
    more = len(said) - most
    return ", ".join(said[:most]) + (f" and {more} more" if more > 0 else "")
