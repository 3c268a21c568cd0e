"""The press: prints what changed, all pages of a publication from one instant and at one instant.

What it was told it forgets only after the pages are in the store. Killed anywhere, it does the
same again when it begins anew, and the same again changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import DatabaseError, transaction
from django.utils import timezone

from dateline.conf.options import option
from dateline.lib import once
from dateline.press import changed as changes
from dateline.press import forms, holes, outbox, pages, plating, release, standing
from dateline.press.changed import Changed
from dateline.press.models import Outbox, PrintedFile, Signpost, Spoil
from dateline.press.snapshot import snapshot
from dateline.press.store import Plate
from dateline.press.storing import Change, Overtaken, Writer

log = structlog.get_logger(__name__)

#: Pages that are printed at a time for the clock's sake, or in a run of the whole paper: a
#: publication waits for no more of them.
PORTION = 10
#: Paths that are listed in one commit.
LISTED = 5_000
#: How long after a fault a page is tried again: this, doubled each time, up to the longest.
PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(hours=1)
#: How often what stands in holes is looked at where nothing is published.
HOLES_EVERY = 60.0
#: The notes of the store: the release that the whole paper was listed for, and its moment.
LISTED_FOR, LISTED_AT = "listed for", "listed at"
#: The note of the readers' address that pages carry.
READERS_URL = "readers' address"


@dataclass
class Proof:
    """What a turn found at the paths it looked at, and what stands in holes."""

    at: datetime
    found: dict[str, standing.Page | standing.Elsewhere | None] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    holes: list[holes.Hole] = field(default_factory=list)
    files: dict[str, list[str]] = field(default_factory=dict)


class Press:
    """One press, printing into `store`."""

    def __init__(self, store: Writer) -> None:
        self.store = store
        self._holes_at = 0.0

    def begin(self) -> None:
        """Take up whatever a press before left, and list the paper where that was never done, or
        for another release."""
        outbox.claim(timezone.now(), all=True)
        if self.store.note(LISTED_FOR) != release.fingerprint():
            self.list_all("release")

    def turn(self) -> bool:
        """Do what is most urgent; return whether there was anything: what was published, pages
        that are due by the clock, better compression. What stands in holes is looked at with
        every publication, and every minute."""
        now = timezone.now()
        published = bool(outbox.claim(now)) or Spoil.objects.exists()
        due = [] if published else self.store.due(now.timestamp(), PORTION)
        if not published and not due and time.monotonic() < self._holes_at + HOLES_EVERY:
            return self._squeeze()
        try:
            changed = self._print(due)
        except Overtaken as fault:
            log.info("press.overtaken", fault=str(fault))
            return True
        if changed.whole_paper:
            self.list_all(changes.explain(changed.why))
        outbox.finish(changed.rows, changed.spoils)
        return published or bool(due)

    def list_all(self, why: str) -> None:
        """Have every page there is printed anew, the newest first, and what is none removed.

        Each has a row from now on. A run that is broken off goes on where it stopped; a listing
        that is broken off is made again. Where none was made yet, nothing stands that could be
        wrong, and what was published so far is printed with the rest.
        """
        first, listed_for = not self.store.note(LISTED_FOR), release.fingerprint()
        with snapshot():
            at = timezone.now()
            changed = changes.look(self.store, at)
            releasers = set(PrintedFile.objects.values_list("released_by", flat=True))
            files = changes.files_of(changed.releasers | releasers)
            paths = dict.fromkeys(pages.all_pages(at))
            paths |= dict.fromkeys(Signpost.objects.values_list("path", flat=True))
        paths |= dict.fromkeys(self.store.paths())  # and those at which nothing stands any more
        # Fronts have the shortest addresses, stories the longest; these stay in their order.
        for portion in _portions(sorted(paths, key=lambda path: path.count("/")), LISTED):
            self.store.spoil(portion, at.timestamp())
        ticket = self.store.take_ticket()
        notes = {
            LISTED_FOR: listed_for,
            LISTED_AT: at.isoformat(),
            READERS_URL: option("READERS_URL"),
        }
        self.store.commit(ticket, Change(at.timestamp(), files=files, notes=notes))
        if first:
            outbox.finish(changed.rows, changed.spoils)
        log.info("press.listed", why=why, paths=len(paths))

    def _print(self, due: Sequence[str]) -> Changed:
        """Print what changed, and `due` beside it; return what changed."""
        began, ticket = time.monotonic(), self.store.take_ticket()
        with snapshot():
            at = timezone.now()
            changed = changes.look(self.store, at)
            now = changed.paths[: changes.AT_ONCE]
            later = changed.paths[changes.AT_ONCE :]
            with once.printing():  # of one instant: all pages share what they ask alike
                proof = _look(dict.fromkeys([*now, *due]), at)
                proof.holes = _fill(proof, self.store.filled_holes())
            proof.files = changes.files_of(changed.releasers)
        rooms = self._rooms(proof.holes)
        plates = self._plates(proof, rooms)
        count = self.store.commit(
            ticket,
            Change(
                at.timestamp(),
                plates=plates,
                removed=[path for path, found in proof.found.items() if found is None],
                later=later,
                spoiled=changed.broad,
                faults=self._faults(proof),
                holes={hole.name: plating.fillings_of(hole) for hole in proof.holes},
                files=proof.files,
                notes={f"room:{name}": str(room) for name, room in rooms.items()},
            ),
        )
        self._holes_at = time.monotonic()
        if changed.why:
            log.info(
                "press.printed",
                changed=changes.explain(changed.why),
                keys=changes.explain(sorted(changed.keys), 30),
                plates=count,
                looked_at=len(proof.found),
                later=len(later),
                seconds=round(time.monotonic() - began, 3),
            )
        return changed

    def _plates(self, proof: Proof, rooms: dict[str, int]) -> list[Plate]:
        plates = []
        for path, found in proof.found.items():
            if found is None:
                continue
            try:
                plates.append(plating.plate_of(path, found, proof.at, rooms))
            except Exception as error:  # noqa: BLE001  one page that cannot be made delays no other
                _note(proof, path, error)
        return plates

    def _faults(self, proof: Proof) -> list[tuple[str, str, float]]:
        """Return the faults, each with the moment of the next attempt."""
        attempts = {path: attempts for path, _, attempts in self.store.faults()}
        return [
            (path, fault, (proof.at + _pause(attempts.get(path, 0))).timestamp())
            for path, fault in proof.faults.items()
        ]

    def _rooms(self, filled: Iterable[holes.Hole]) -> dict[str, int]:
        return {
            hole.name: plating.room_of(hole, self.store.note(f"room:{hole.name}"))
            for hole in filled
        }

    def _squeeze(self) -> bool:
        """Compress one page as well as can be: there is nothing else to do."""
        for path in self.store.rough(1):
            plate = self.store.find(path)
            if plate is not None and plate.forms is not None:
                self.store.squeeze(plate, forms.squeezed(plate.forms), forms.IDLE)
                return True
        return False


def _look(paths: Iterable[str], at: datetime) -> Proof:
    """Look what stands at `paths`. One fault spoils no other page."""
    proof = Proof(at)
    for path in paths:
        try:
            with transaction.atomic():  # where the database refuses something, the next goes on
                proof.found[path] = standing.look(path, at)
        except Exception as error:  # noqa: BLE001  whatever a template or a row does
            _raise_if_away(error)
            _note(proof, path, error)
    return proof


def _fill(proof: Proof, before: Iterable[str]) -> list[holes.Hole]:
    """Fill all holes that stand alone, and of families those on the pages of `proof`, those that
    had something in them `before`, and those that have now. One fault spoils no other hole."""
    names = [*holes.names(), *filter(holes.is_of_family, before)]
    for found in proof.found.values():
        if isinstance(found, standing.Page):
            names += [hole.name for hole in found.printed.holes]
    filled: list[holes.Hole] = []
    for family in holes.families():
        with _spared(family):
            names += holes.members(family, proof.at)
    for name in dict.fromkeys(names):
        with _spared(name):
            filled.append(holes.fill(name, proof.at))
    return filled


@contextmanager
def _spared(hole: str) -> Iterator[None]:
    """Log what goes wrong with `hole`, except where the database went away."""
    try:
        with transaction.atomic():
            yield
    except Exception as error:
        _raise_if_away(error)
        log.exception("press.hole_failed", hole=hole)


def _raise_if_away(error: Exception) -> None:
    """Raise `error` where the database went away: that is the fault of no page."""
    if isinstance(error, DatabaseError):
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SELECT 1")


def _note(proof: Proof, path: str, error: Exception) -> None:
    proof.faults[path] = f"{type(error).__name__}: {error}"[:500]
    log.error("press.page_failed", path=path, fault=proof.faults[path], exc_info=error)


def _pause(attempts: int) -> timedelta:
    return min(PAUSE * 2 ** min(attempts, 20), LONGEST_PAUSE)


def _portions(paths: list[str], size: int) -> Iterable[list[str]]:
    return (paths[start : start + size] for start in range(0, len(paths), size))


def waiting() -> int:
    """Return how many changes wait for the press."""
    return Outbox.objects.exclude(state=Outbox.State.DONE).count() + Spoil.objects.count()
