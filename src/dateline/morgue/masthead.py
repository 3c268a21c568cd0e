"""Brings a paper's masthead in: name, sections, policies, staff."""

from __future__ import annotations

import re

from django.db import transaction

from dateline.masthead.models import Contributor, Masthead, Policy
from dateline.morgue import places
from dateline.morgue.account import Item
from dateline.morgue.copy import Inside, PictureCopy
from dateline.morgue.markdown import MastheadCopy, PaperCopy, PersonCopy, PolicyCopy
from dateline.morgue.pictures import PictureDesk, PictureLost

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def load_masthead(copy: MastheadCopy) -> list[Item]:
    """Store a masthead and return an item for each part. What stands already is completed:
    a policy or a contributor is only ever added, never overwritten."""
    items = []
    if copy.paper is not None:
        items.append(_paper(copy.paper))
        for section in copy.paper.sections:
            _, made = places.section_for(section.title)
            state = "imported" if made else "unchanged"
            items.append(Item(kind="section", source_id=section.slug, state=state))
    items += [_policy(policy) for policy in copy.policies]
    items += [_person(person) for person in copy.staff]
    return items


def _paper(copy: PaperCopy) -> Item:
    paper = Masthead.objects.first() or Masthead()
    item = Item(kind="masthead", source_id="paper", state="unchanged")
    if paper.name != Masthead._meta.get_field("name").default:
        item.reason = "the masthead was filled in already"
        return item
    paper.name = copy.name
    paper.motto = copy.motto
    paper.place = copy.place
    paper.language = copy.language.lower() or paper.language
    paper.time_zone = copy.zone or paper.time_zone
    paper.units = copy.units or paper.units
    paper.full_clean()
    paper.save()
    item.state = "imported"
    return item


def _policy(copy: PolicyCopy) -> Item:
    item = Item(kind="policy", source_id=copy.slug)
    if copy.slug not in Policy.Subject.values:
        item.state, item.reason = "skipped", "is no subject that a policy can have"
        return item
    text, tables = _TABLE.subn(_as_list, copy.html)
    if tables:
        item.inside.append(Inside("table", "imported", "as a list: policies hold no tables"))
    _, made = Policy.objects.get_or_create(
        subject=copy.slug, defaults={"title": copy.title, "text": text}
    )
    item.state = "imported" if made else "unchanged"
    return item


def _as_list(table: re.Match[str]) -> str:
    rows = [_CELL.findall(row) for row in _ROW.findall(table[0])]
    lines = (f"<li><b>{cells[0]}</b>: {', '.join(cells[1:])}</li>" for cells in rows[1:] if cells)
    return f"<ul>{''.join(lines)}</ul>"


def _person(copy: PersonCopy) -> Item:
    item = Item(kind="contributor", source_id=copy.slug)
    if Contributor.objects.filter(slug=copy.slug).exists():
        item.state = "unchanged"
        return item
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
    item.state = "imported"
    return item
