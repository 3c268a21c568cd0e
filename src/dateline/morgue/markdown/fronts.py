"""Reads how a paper's fronts are arranged from ``masthead/fronts.yaml``."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.morgue.markdown import source, strict_yaml
from dateline.morgue.markdown.errors import MarkdownError, Notes, shown

#: What a slot may say.
_SLOT = frozenset({"slot", "section", "topic", "heading", "stories"})


@dataclass(frozen=True)
class SlotCopy:
    """A slot: its kind, of which section or topic, its own heading, the slugs pinned in it."""

    kind: str
    section: str = ""
    topic: str = ""
    heading: str = ""
    stories: tuple[str, ...] = ()


@dataclass(frozen=True)
class FrontCopy:
    """A front: ``home`` or the slug of a section, its layout, its slots."""

    name: str
    layout: str
    slots: tuple[SlotCopy, ...]


def read_fronts(folder: Path) -> list[FrontCopy | MarkdownError]:
    """Return the fronts that ``masthead/fronts.yaml`` in `folder` arranges, and for each that
    cannot be read why. None where there is no such file."""
    path = folder / "masthead" / "fronts.yaml"
    if not os.path.lexists(path):
        return []
    notes = Notes(path)
    try:
        data, lines = strict_yaml.load(source.read_text(notes), 1, notes)
    except MarkdownError as error:
        return [error]
    if not isinstance(data, dict):
        return [notes.error(1, "the fronts are no mapping", "begin with home:")]
    read: list[FrontCopy | MarkdownError] = []
    for name, given in data.items():
        try:
            read.append(_front(str(name), given, lines.get(name, 1), notes))
        except MarkdownError as error:
            read.append(error)
    return read


def _front(name: str, given: Any, line: int, notes: Notes) -> FrontCopy:
    slots = given.get("slots") if isinstance(given, dict) else None
    if not isinstance(slots, list):
        raise notes.error(line, f"{shown(name)} has no slots", "write slots: and a list")
    return FrontCopy(
        name=name,
        layout=str(given.get("layout") or "day"),
        slots=tuple(_slot(name, each, line, notes) for each in slots),
    )


def _slot(name: str, given: Any, line: int, notes: Notes) -> SlotCopy:
    if not isinstance(given, dict) or not given.get("slot"):
        hint = "write - slot: lead, live, seconds, opinion, pictures, strip or topic"
        raise notes.error(line, f"a slot of {shown(name)} has no kind", hint)
    for key in sorted(given.keys() - _SLOT):
        raise notes.error(line, f"a slot of {shown(name)} knows no {shown(key)}", "leave it out")
    stories = given.get("stories") or []
    if not isinstance(stories, list) or not all(isinstance(slug, str) for slug in stories):
        raise notes.error(line, f"stories of {shown(name)} are no list", "write stories: [slug]")
    texts = {key: str(given.get(key) or "") for key in ("section", "topic", "heading")}
    return SlotCopy(kind=str(given["slot"]), stories=tuple(stories), **texts)
