"""Brings a paper's masthead in: name, sections, policies, staff."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from dateline.masthead.models import Contributor, Masthead, Policy
from dateline.morgue import places
from dateline.morgue.account import Item
from dateline.morgue.copy import Inside, PictureCopy
from dateline.morgue.load import in_words
from dateline.morgue.markdown import (
    MastheadCopy,
    PaperCopy,
    PersonCopy,
    PolicyCopy,
    SectionCopy,
)
from dateline.morgue.pictures import PictureDesk, PictureLost

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def load_masthead(copy: MastheadCopy, *, dry_run: bool = False) -> Iterator[Item]:
    """Store a masthead and yield an item for each part, the broken ones as lost. What stands
    already is completed: a policy or a contributor is only ever added, never overwritten.
    `dry_run` stores nothing and says what would become of each."""
    if copy.paper is not None:
        item = Item(kind="masthead", source_id="paper", inside=list(copy.inside))
        yield _kept(item, partial(_paper, copy.paper, dry_run=dry_run))
        for section in copy.paper.sections:
            item = Item(kind="section", source_id=section.slug)
            yield _kept(item, partial(_section, section, dry_run=dry_run))
    for policy in copy.policies:
        item = Item(kind="policy", source_id=policy.slug)
        yield _kept(item, partial(_policy, policy, dry_run=dry_run))
    for person in copy.staff:
        item = Item(kind="contributor", source_id=person.slug)
        yield _kept(item, partial(_person, person, dry_run=dry_run))
    for part in copy.broken:
        yield Item(kind=part.kind, source_id=part.source_id, reason=str(part.error))


def announced(copy: MastheadCopy) -> frozenset[str]:
    """Return the sections and people that a masthead names, in small letters."""
    names = [person.name for person in copy.staff]
    for section in copy.paper.sections if copy.paper else ():
        names += [section.slug, section.title]
    return frozenset(name.casefold() for name in names)


def _kept(item: Item, keep: Callable[[Item], None]) -> Item:
    """Let `keep` store one part and say so in `item`; what is refused is lost, and that alone."""
    try:
        keep(item)
    except (ValidationError, DataError, IntegrityError, places.NoHome) as error:
        item.state, item.reason = "lost", in_words(error)
    return item


def _paper(copy: PaperCopy, item: Item, *, dry_run: bool) -> None:
    paper = Masthead.objects.first() or Masthead()
    if paper.name != Masthead._meta.get_field("name").default:
        item.state, item.reason = "unchanged", "the masthead was filled in already"
        return
    paper.name = copy.name
    paper.motto = copy.motto
    paper.place = copy.place
    paper.language = copy.language.lower() or paper.language
    paper.time_zone = copy.zone or paper.time_zone
    paper.units = copy.units or paper.units
    paper.full_clean()
    if not dry_run:
        with transaction.atomic():
            paper.save()
    item.state = "imported"


def _section(copy: SectionCopy, item: Item, *, dry_run: bool) -> None:
    section = places.known_section(copy.title)
    if section is None and not dry_run:
        places.section_for(copy.title, live=True)
    item.state = "unchanged" if section else "imported"
    if section is not None and not section.live:
        item.doubts.append("readers do not see it: an editor publishes it in the newsroom")


def _policy(copy: PolicyCopy, item: Item, *, dry_run: bool) -> None:
    if copy.slug not in Policy.Subject.values:
        item.state, item.reason = "skipped", "is no subject that a policy can have"
        return
    text, tables = _TABLE.subn(_as_list, copy.html)
    if tables:
        item.inside.append(Inside("table", "imported", "as a list: policies hold no tables"))
    known = Policy.objects.filter(subject=copy.slug).exists()
    if not known and not dry_run:
        with transaction.atomic():
            Policy.objects.create(subject=copy.slug, title=copy.title, text=text)
    item.state = "unchanged" if known else "imported"


def _as_list(table: re.Match[str]) -> str:
    rows = [_CELL.findall(row) for row in _ROW.findall(table[0])]
    lines = (f"<li><b>{cells[0]}</b>: {', '.join(cells[1:])}</li>" for cells in rows[1:] if cells)
    return f"<ul>{''.join(lines)}</ul>"


def _person(copy: PersonCopy, item: Item, *, dry_run: bool) -> None:
    if Contributor.objects.filter(slug=copy.slug).exists():
        item.state = "unchanged"
        return
    item.state = "imported"
    if dry_run:
        return
    portrait = None
    if copy.portrait:
        wanted = PictureCopy(copy.portrait, alt=f"Portrait of {copy.name}.")
        try:
            portrait = PictureDesk(fetching=False).take(wanted)
        except PictureLost as error:
            item.inside.append(Inside("portrait", "lost", str(error)))
    with transaction.atomic():
        Contributor.objects.create(
            name=copy.name,
            slug=copy.slug,
            role=copy.role,
            expertise="\n".join(copy.expertise),
            biography=copy.bio,
            contact=copy.contact,
            portrait=portrait,
        )
