"""A front's plan as the front desk sends and shows it: moments on the paper's own clock."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from dateline.fronts import plan as plans
from dateline.fronts.plan import BadPlan, Plan

#: A plan that is longer was not made by the front desk.
LONGEST = 100_000


def read_plan(text: str, zone: ZoneInfo) -> Plan:
    """Return the plan that the front desk sent. Raises `BadPlan`."""
    return plans.read(_with_moments(_parsed(text), lambda until: _placed(until, zone)))


def sent_as_is(text: str) -> dict[str, Any] | None:
    """Return what the front desk sent though no front can be made of it, where the desk can show
    it; None for what no desk sends."""
    try:
        data = _parsed(text)
    except BadPlan:
        return None
    if not isinstance(data, dict) or not isinstance(data.get("slots"), list):
        return None
    return data if all(map(_can_be_shown, data["slots"])) else None


def topics_of(told: Mapping[str, Any]) -> set[int]:
    """Return the numbers of the topics in what the desk shows, be it a plan or not."""
    numbers = (slot.get("topic") for slot in told["slots"])
    return {number for number in numbers if type(number) is int and 0 < number < 2**31}


def plan_for_desk(plan: Plan, zone: ZoneInfo) -> dict[str, Any]:
    """Return `plan` for the front desk."""
    told: dict[str, Any] = _with_moments(plan.as_json(), lambda until: _told(until, zone))
    return told


def read_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """Return the moment that a ``datetime-local`` field names in `zone`; None where it is empty.

    Raises `BadPlan` for what is no moment.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(_placed(text, zone))
    except ValueError:
        raise BadPlan(_("That is no day and time: write it as 2026-07-06T18:00.")) from None
    if not plans.is_near(moment):
        raise BadPlan(_("That is no day and time of these years: is the year right?"))
    return moment


def local(at: datetime, zone: ZoneInfo) -> str:
    """Return `at` as a ``datetime-local`` field holds it in `zone`."""
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def _parsed(text: str) -> Any:
    """Return the JSON that the front desk sent. Raises `BadPlan`."""
    if len(text) > LONGEST:
        raise BadPlan(_("The front is too long."))
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadPlan(_("The front did not arrive whole. Send it again.")) from None


def _can_be_shown(slot: Any) -> bool:
    """Whether the desk's script can draw `slot`, so that an editor can mend it there."""
    if not isinstance(slot, dict) or not isinstance(slot.get("kind"), str):
        return False
    pins = slot.get("pins", [])
    whole = isinstance(pins, list) and all(isinstance(pin, dict) for pin in pins)
    return whole and slot["kind"] in set(plans.Kind)


def _with_moments(data: Any, change: Callable[[str], str]) -> Any:
    """Return `data` with the ends of its pins changed; whatever else it is, it stays."""
    if not isinstance(data, Mapping) or not isinstance(data.get("slots"), list):
        return data
    slots = []
    for slot in data["slots"]:
        if isinstance(slot, Mapping) and isinstance(slot.get("pins"), list):
            pins = [
                {**pin, "until": change(pin["until"])}
                if isinstance(pin, Mapping) and isinstance(pin.get("until"), str) and pin["until"]
                else pin
                for pin in slot["pins"]
            ]
            slot = {**slot, "pins": pins}
        slots.append(slot)
    return {**data, "slots": slots}


def _placed(until: str, zone: ZoneInfo) -> str:
    """Return a moment with its offset; what is none stays, to be refused by who reads it."""
    try:
        moment = datetime.fromisoformat(until)
    except ValueError:
        return until
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def _told(until: str, zone: ZoneInfo) -> str:
    return local(datetime.fromisoformat(until), zone)


def uids(plan: Plan) -> list[UUID]:
    """Return the uids of all stories pinned in `plan`, whether their pins hold or not."""
    return [pin.story for slot in plan.slots for pin in slot.pins]
