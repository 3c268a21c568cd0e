"""Reads a paper's masthead from a folder: its name, its policies and its staff."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.morgue.copy import Inside
from dateline.morgue.markdown import directives, fields, pictures, source, strict_yaml
from dateline.morgue.markdown.body import Block, read_body
from dateline.morgue.markdown.desk import Desk
from dateline.morgue.markdown.errors import MarkdownError, Notes, shown
from dateline.morgue.markdown.prose import refuse_endless

_PAPER = ("name", "motto", "place", "language", "zone", "units", "founded")


@dataclass(frozen=True)
class SectionCopy:
    """A section: its slug and the name readers see."""

    slug: str
    title: str


@dataclass(frozen=True)
class PaperCopy:
    """The paper itself, from ``masthead/paper.yaml``; a field not given is empty."""

    name: str
    motto: str = ""
    place: str = ""
    language: str = ""
    zone: str = ""
    units: str = ""
    founded: str = ""
    sections: tuple[SectionCopy, ...] = ()


@dataclass(frozen=True)
class PolicyCopy:
    """A policy: `html` is the whole of it with its tables, `body` the same as raw blocks."""

    slug: str
    title: str
    html: str
    body: tuple[Block, ...]


@dataclass(frozen=True)
class PersonCopy:
    """A member of staff; `portrait` is a file's path, or ``""``."""

    name: str
    slug: str
    role: str = ""
    expertise: tuple[str, ...] = ()
    bio: str = ""
    contact: str = ""
    portrait: str = ""


@dataclass(frozen=True)
class BrokenCopy:
    """A part of a masthead that cannot be read: its kind, as accounts name it, and why."""

    kind: str
    source_id: str
    error: MarkdownError


@dataclass(frozen=True)
class MastheadCopy:
    """A paper's masthead, what of it was not carried over, and what could not be read."""

    paper: PaperCopy | None
    policies: tuple[PolicyCopy, ...]
    staff: tuple[PersonCopy, ...]
    inside: tuple[Inside, ...] = ()
    broken: tuple[BrokenCopy, ...] = ()


def read_masthead(folder: Path) -> MastheadCopy:
    """Return what ``masthead`` in `folder` holds, files of it that are absent left out.

    What cannot be read is ``broken`` and costs nothing but itself. Raises `MarkdownError`,
    whose text is one line, where there is no such folder.
    """
    place = folder / "masthead"
    if not place.is_dir():
        raise MarkdownError(place, 0, "there is no such folder", "name one that holds a masthead")
    inside: list[Inside] = []
    shots = folder / "pictures"
    broken: list[BrokenCopy] = []
    policies: list[PolicyCopy] = []
    staff: tuple[PersonCopy, ...] = ()
    paper = None
    for path in sorted(place.glob("*.md")):
        try:
            policies.append(_policy(path, shots, inside))
        except MarkdownError as error:
            broken.append(BrokenCopy("policy", path.stem, error))
    # Not `exists`: a link that leads nowhere is a file that cannot be read, not one left out.
    if os.path.lexists(place / "paper.yaml"):
        try:
            paper = _paper(place / "paper.yaml", inside, broken)
        except MarkdownError as error:
            broken.append(BrokenCopy("masthead", "paper", error))
    if os.path.lexists(place / "staff.yaml"):
        try:
            staff = _staff(place / "staff.yaml", shots, inside, broken)
        except MarkdownError as error:
            broken.append(BrokenCopy("contributor", "staff.yaml", error))
    return MastheadCopy(paper, tuple(policies), staff, tuple(inside), tuple(broken))


def _policy(path: Path, shots: Path, inside: list[Inside]) -> PolicyCopy:
    notes = Notes(path)
    parted = source.part(source.read_text(notes), notes)
    data, lines = strict_yaml.load(parted.front, parted.front_line, notes)
    given = fields.sort_out(data, lines, parted.front_line, notes)
    slug, _ = fields.slug(given, path)
    title = fields.headline(given)
    refuse_endless(parted.body, parted.body_line, notes)
    # A policy has no times, so no day is asked for.
    desk = Desk(slug, shots, date.min, ZoneInfo("UTC"), notes)
    body = read_body(directives.part(parted.body, parted.body_line, notes), desk)
    inside.extend(notes.inside)
    return PolicyCopy(slug, title, "".join(map(_html, body.blocks)), tuple(body.blocks))


def _html(block: Block) -> str:
    value = block["value"]
    if block["type"] == "text":
        return str(value)
    if block["type"] == "subheading":
        return f"<h2>{escape(value, quote=False)}</h2>"
    if block["type"] == "table":
        cells = value["cells"]
        head = "".join(f"<th>{escape(c['heading'], quote=False)}</th>" for c in cells["columns"])
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(v, quote=False)}</td>" for v in row["values"]) + "</tr>"
            for row in cells["rows"]
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return ""


def _paper(path: Path, inside: list[Inside], broken: list[BrokenCopy]) -> PaperCopy:
    notes = Notes(path)
    data, lines = strict_yaml.load(source.read_text(notes), 1, notes)
    if not isinstance(data, dict) or not isinstance(data.get("name"), str) or not data["name"]:
        raise notes.error(1, "the paper has no name", "add name:")
    for key in data.keys() - {*_PAPER, "sections"}:
        notes.lost(shown(key), lines.get(key, 1), "no such field")
    sections = []
    given = data.get("sections") or []
    for number, item in enumerate(given if isinstance(given, list) else [given], 1):
        if not isinstance(item, dict) or not item.get("slug") or not item.get("title"):
            error = notes.error(
                lines["sections"], "a section needs a slug and a title", "write {slug: …, title: …}"
            )
            broken.append(BrokenCopy("section", f"paper.yaml, section {number}", error))
            continue
        sections.append(SectionCopy(str(item["slug"]), str(item["title"])))
    inside.extend(notes.inside)
    told = {key: data[key] for key in _PAPER if isinstance(data.get(key), str)}
    return PaperCopy(**told, sections=tuple(sections))


def _staff(
    path: Path, shots: Path, inside: list[Inside], broken: list[BrokenCopy]
) -> tuple[PersonCopy, ...]:
    notes = Notes(path)
    data, _ = strict_yaml.load(source.read_text(notes), 1, notes)
    if not isinstance(data, list):
        raise notes.error(1, "the staff is not a list", "begin each person with - name:")
    people = []
    for number, item in enumerate(data, 1):
        try:
            people.append(_person(item, number, shots, notes))
        except MarkdownError as error:
            broken.append(BrokenCopy("contributor", f"staff.yaml, person {number}", error))
    inside.extend(notes.inside)
    return tuple(people)


def _person(item: Any, number: int, shots: Path, notes: Notes) -> PersonCopy:
    given = item if isinstance(item, dict) else {}
    texts = {
        key: given[key]
        for key in ("name", "slug", "role", "bio", "contact")
        if isinstance(given.get(key), str)
    }
    if not texts.get("name") or not texts.get("slug"):
        raise notes.error(0, f"person {number} lacks a name or a slug", "add name: and slug:")
    for key in sorted(given.keys() - texts.keys() - {"expertise", "portrait"}):
        notes.lost(f"{shown(key)} of {shown(texts['name'])}", 0, "no such field")
    expertise = given.get("expertise") or []
    portrait = ""
    if "portrait" in given:
        try:
            portrait = pictures.named(shots, f"staff-{texts['slug']}")
        except pictures.MissingError as missing:
            notes.lost(f"portrait of {shown(texts['name'])}", 0, str(missing))
    return PersonCopy(
        **texts,
        expertise=tuple(str(e) for e in expertise) if isinstance(expertise, list) else (expertise,),
        portrait=portrait,
    )
