"""What an editor decides about a front: its layout, its slots in order, and what is pinned there.

A plan is data and knows no database. It is stored as JSON; `read` takes what a form or a file
says and refuses with words what it does not understand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from unicodedata import category
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.lib.clock import parse_moment


class Layout(StrEnum):
    """How the top of a front is set."""

    #: An ordinary day: a lead among its seconds.
    DAY = "day"
    #: One big story: its headline and picture across the sheet.
    BIG = "big"


class Kind(StrEnum):
    """What a slot is for, and with that where its stories come from."""

    LEAD = "lead"
    LIVE = "live"
    SECONDS = "seconds"
    OPINION = "opinion"
    PICTURES = "pictures"
    #: The newest of a section.
    STRIP = "strip"
    #: The newest of a topic, under a heading of its own.
    TOPIC = "topic"


#: How many stories a slot holds.
SIZES = {
    Kind.LEAD: 1,
    Kind.LIVE: 1,
    Kind.SECONDS: 6,
    Kind.OPINION: 4,
    Kind.PICTURES: 3,
    Kind.STRIP: 4,
    Kind.TOPIC: 4,
}
#: Slots of which a front has one at the most.
SINGLE = frozenset({Kind.LEAD, Kind.LIVE, Kind.SECONDS, Kind.OPINION, Kind.PICTURES})
#: The top of a front stands first, whatever the order in which it is given.
TOP = (Kind.LEAD, Kind.LIVE, Kind.SECONDS)
#: A front that asks for more is refused: every slot is looked up when the page is printed.
MOST_SLOTS = 24
#: How many years ahead a front may be planned.
YEARS_AHEAD = 20
#: Characters of an own heading.
LONGEST_HEADING = 80


class BadPlan(ValueError):
    """A plan that no front can be printed from; the text says what and where."""


@dataclass(frozen=True)
class Pin:
    """A story put into a slot by hand."""

    #: The story's uid. Nothing of it is shown before it is in print.
    story: UUID
    #: At which place of the slot, from 0.
    place: int
    #: From when on the slot fills itself again; None: until somebody takes the pin out.
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether the pin still holds at `at`."""
        return self.until is None or at < self.until


@dataclass(frozen=True)
class Slot:
    """A place for stories on a front."""

    kind: Kind
    pins: tuple[Pin, ...] = ()
    #: The section of a strip, by its number.
    section: int | None = None
    #: The topic of a topic's strip, by its number.
    topic: int | None = None
    #: An own heading; empty: that of the section, the topic or the kind.
    heading: str = ""

    @property
    def size(self) -> int:
        """How many stories it holds."""
        return SIZES[self.kind]

    def standing(self, at: datetime) -> tuple[Pin, ...]:
        """The pins that hold at `at`, by their place."""
        return tuple(sorted((p for p in self.pins if p.holds(at)), key=lambda pin: pin.place))


@dataclass(frozen=True)
class Plan:
    """A front as it is planned."""

    slots: tuple[Slot, ...] = ()
    layout: Layout = Layout.DAY

    def pins(self, at: datetime) -> tuple[Pin, ...]:
        """All pins that hold at `at`."""
        return tuple(pin for slot in self.slots for pin in slot.standing(at))

    def ends(self) -> tuple[datetime, ...]:
        """The moments at which pins end, in order."""
        ends = {pin.until for slot in self.slots for pin in slot.pins if pin.until}
        return tuple(sorted(ends))

    def as_json(self) -> dict[str, Any]:
        """Return the plan as JSON holds it."""
        return {"layout": str(self.layout), "slots": [_slot_json(slot) for slot in self.slots]}


def is_near(moment: datetime) -> bool:
    """Whether `moment` is one that a front is planned for: fronts know neither the year 1 nor 9999,
    which cannot be told in every zone."""
    return 1970 < moment.year <= timezone.now().year + YEARS_AHEAD


def read(data: Any) -> Plan:
    """Return the plan that somebody sends as JSON `data`. Raises `BadPlan`."""
    plan = stored(data)
    if not all(map(is_near, plan.ends())):
        raise BadPlan(_("The end of a pin is no moment of these years."))
    return plan


def stored(data: Any) -> Plan:
    """Return the plan that was kept as JSON `data`: it goes on counting when rules for what is sent
    get stricter. Raises `BadPlan`."""
    if not isinstance(data, Mapping) or not isinstance(data.get("slots"), list):
        raise BadPlan(_("A front is a layout and a list of slots."))
    if len(data["slots"]) > MOST_SLOTS:
        raise BadPlan(_("A front has %(most)d slots at the most.") % {"most": MOST_SLOTS})
    try:
        layout = Layout(data.get("layout", Layout.DAY))
    except ValueError:
        raise BadPlan(_("There are two layouts: day and big.")) from None
    slots = [_slot(number, given) for number, given in enumerate(data["slots"], 1)]
    _refuse_doubles(slots)
    return Plan(tuple(_top_first(slots)), layout)


def default(sections: Iterable[int], *, of_section: bool = False) -> Plan:
    """Return the plan of a front that nobody arranged: the home page's, or a section's own."""
    if of_section:
        return Plan((Slot(Kind.LEAD), Slot(Kind.SECONDS)))
    strips = [Slot(Kind.STRIP, section=section) for section in sections]
    room = MOST_SLOTS - len(TOP) - 2
    return Plan(
        (
            *(Slot(kind) for kind in TOP),
            Slot(Kind.OPINION),
            *strips[:1],
            Slot(Kind.PICTURES),
            *strips[1:room],
        )
    )


@dataclass
class _Seen:
    single: set[Kind] = field(default_factory=set)
    about: set[tuple[Kind, int | None, int | None]] = field(default_factory=set)
    stories: set[UUID] = field(default_factory=set)


def _refuse_doubles(slots: list[Slot]) -> None:
    seen = _Seen()
    for number, slot in enumerate(slots, 1):
        if slot.kind in SINGLE and slot.kind in seen.single:
            raise _bad(number, _("there is one “%(kind)s” already") % {"kind": slot.kind})
        seen.single.add(slot.kind)
        about = (slot.kind, slot.section, slot.topic)
        if slot.kind not in SINGLE and about in seen.about:
            raise _bad(number, _("that strip stands on the front already"))
        seen.about.add(about)
        for pin in slot.pins:
            if pin.story in seen.stories:
                raise _bad(number, _("a story is pinned twice"))
            seen.stories.add(pin.story)


def _top_first(slots: list[Slot]) -> list[Slot]:
    return sorted(slots, key=lambda slot: TOP.index(slot.kind) if slot.kind in TOP else len(TOP))


def _slot(number: int, given: Any) -> Slot:
    if not isinstance(given, Mapping):
        raise _bad(number, _("it is no slot"))
    try:
        kind = Kind(str(given.get("kind")))
    except ValueError:
        known = ", ".join(Kind)
        raise _bad(number, _("its kind is none of %(known)s") % {"known": known}) from None
    pins = given.get("pins", [])
    if not isinstance(pins, list) or len(pins) > SIZES[kind]:
        words = _("it holds %(most)d stories at the most") % {"most": SIZES[kind]}
        raise _bad(number, words)
    heading = given.get("heading", "")
    if not isinstance(heading, str) or len(heading) > LONGEST_HEADING:
        words = _("a heading has %(most)d characters at the most") % {"most": LONGEST_HEADING}
        raise _bad(number, words)
    heading = " ".join(heading.split())
    if any(category(letter) in {"Cc", "Cs"} for letter in heading):
        raise _bad(number, _("its heading has signs that no page can show"))
    slot = Slot(
        kind=kind,
        pins=tuple(_pin(number, place, pin) for place, pin in enumerate(pins)),
        section=_number(number, given, "section") if kind is Kind.STRIP else None,
        topic=_number(number, given, "topic") if kind is Kind.TOPIC else None,
        heading=heading,
    )
    if len({pin.place for pin in slot.pins}) < len(slot.pins):
        raise _bad(number, _("two stories are pinned to one place"))
    return slot


def _number(number: int, given: Mapping[str, Any], name: str) -> int:
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**31:
        raise _bad(number, _("it does not say of which %(what)s it is") % {"what": name})
    return value


def _pin(number: int, place: int, given: Any) -> Pin:
    if not isinstance(given, Mapping):
        raise _bad(number, _("a pin is no pin"))
    try:
        story = UUID(str(given.get("story")))
    except ValueError:
        raise _bad(number, _("a pin names no story")) from None
    place = given.get("place", place)
    if type(place) is not int or place not in range(max(SIZES.values())):  # 1.0 is in a range, too
        raise _bad(number, _("a pin names no place"))
    until = given.get("until") or None
    moment = parse_moment(until) if isinstance(until, str) else None
    if until is not None and moment is None:
        raise _bad(number, _("the end of a pin is no moment"))
    return Pin(story, place, moment)


def _bad(number: int, words: str) -> BadPlan:
    return BadPlan(_("Slot %(number)d: %(words)s.") % {"number": number, "words": words})


def _slot_json(slot: Slot) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": str(slot.kind)}
    if slot.section is not None:
        told["section"] = slot.section
    if slot.topic is not None:
        told["topic"] = slot.topic
    if slot.heading:
        told["heading"] = slot.heading
    if slot.pins:
        told["pins"] = [
            {"story": str(pin.story), "place": pin.place}
            | ({"until": pin.until.isoformat()} if pin.until else {})
            for pin in slot.pins
        ]
    return told
