"""Where imported stories stand and what they are about: sections, topics, names."""

from __future__ import annotations

from collections.abc import Container, Iterator
from uuid import UUID

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug

from dateline.masthead.models import RESERVED, Contributor, Home, Section
from dateline.morgue.account import Item
from dateline.morgue.copy import BylineCopy, Copy, Inside, OldList
from dateline.morgue.models import OldAddress
from dateline.press import outbox
from dateline.stories.models import Byline, Story, Topic

#: Characters that `OldAddress.path` has room for.
LONGEST_PATH = 400
#: The section of stories whose source names none. It is a draft, so nothing in it goes out.
UNSORTED = "unsorted"


class NoHome(RuntimeError):
    """The site has no home page, so there is no paper to import into."""


@transaction.atomic
def section_for(name: str, *, live: bool = False) -> tuple[Section, bool]:
    """Return the section called `name` (or with it as slug), and whether it was made now.

    A section made here is a draft, for an import publishes nothing; with `live`, for those that
    a paper's own masthead names, readers see it at once. Without a name, stories go to the one
    for unsorted stories. Raises `NoHome`.
    """
    section = known_section(name)
    name = " ".join(name.split())[:255]
    if section is not None:
        return section, False
    home = Home.objects.select_for_update().first()
    if home is None:
        raise NoHome("this site has no home page yet; run `dateline serve` in it once")
    section = Section(title=name or "Unsorted", slug=_section_slug(home, name), live=False)
    home.add_child(instance=section)
    revision = section.save_revision()
    if name and live:
        revision.publish()
        section.refresh_from_db()
    return section, True


def known_section(name: str) -> Section | None:
    """Return the section called `name` (or with it as slug), if the paper has it."""
    name = " ".join(name.split())[:255]
    known = Section.objects.filter(title__iexact=name) if name else Section.objects.none()
    return known.first() or Section.objects.filter(slug=name.lower() or UNSORTED).first()


def doubts(copy: Copy, announced: Container[str], *, signed: bool) -> Iterator[str]:
    """Yield what the paper lacks of the section that `copy` names and, if `signed`, of its names.

    `announced`, in small letters, is what the paper's own masthead names: on a dry run that is
    not in the database.
    """
    if copy.section.strip():
        name = " ".join(copy.section.split())
        section = known_section(name)
        coming = section is None and name.casefold() in announced
        if not coming and (section is None or not section.live):
            yield (
                f"readers do not see the section {name}: an editor publishes it in the newsroom, "
                "then the story"
            )
    for byline in copy.bylines if signed else ():
        if byline.name.casefold() in announced:
            continue
        if not Contributor.objects.named(byline.name).exists():
            yield f"no contributor is called {byline.name}; the name is printed without a page"


def is_called(section: Section, name: str) -> bool:
    """Whether `section` is the one that a source means by `name`; no name means any."""
    name = " ".join(name.split())[:255].casefold()
    return not name or name in {section.title.casefold(), section.slug}


def lead_on(copy: Copy, uid: UUID, item: Item) -> None:
    """Let the old addresses of `copy` lead to its story. One that leads to another stays so."""
    fitting = [path for path in copy.addresses if len(path) <= LONGEST_PATH]
    known = dict(OldAddress.objects.filter(path__in=fitting).values_list("path", "uid"))
    new = [path for path in fitting if path not in known]
    OldAddress.objects.bulk_create(OldAddress(path=path, uid=uid) for path in new)
    if new and Story.objects.in_print().filter(uid=uid).exists():
        outbox.spoil([f"path:{path}" for path in new], "OldAddress")
    for path in copy.addresses:
        if len(path) > LONGEST_PATH:
            told = "is too long; no way leads from it"
            item.inside.append(Inside(f"address {path[:200]}…", "lost", told))
        elif known.get(path, uid) != uid:
            told = "leads to another item that had it before"
            item.inside.append(Inside(f"address {path}", "skipped", told))


@transaction.atomic
def lead_to_list(path: str, old: OldList) -> None:
    """Let `path` lead to the page of a section, a topic or a person, where there is one for
    readers."""
    target = ""
    if old.kind == "section":
        section = known_section(old.name)
        target = section.address if section is not None and section.live else ""
    elif old.kind == "topic":
        topic = Topic.objects.filter(name__iexact=old.name).first()
        printed = topic is not None and Story.objects.in_print().filter(topics=topic).exists()
        target = topic.address if topic is not None and printed else ""
    else:
        contributor = Contributor.objects.named(old.name).first()
        target = contributor.address if contributor is not None else ""
    if target and len(path) <= LONGEST_PATH and not OldAddress.objects.filter(path=path).exists():
        OldAddress.objects.create(path=path, target=target)


def _section_slug(home: Home, name: str) -> str:
    """Return a free slug for a section called `name`, in whatever script."""
    if not name:
        return UNSORTED
    stem = slugify(anyascii(name))[:60].strip("-_") or "section"
    if stem in RESERVED or stem == UNSORTED:
        stem = f"{stem}-stories"
    return str(find_available_slug(home, stem))


def topic_for(name: str) -> Topic:
    """Return the topic called `name`, whatever its case; made where it is new."""
    name = " ".join(name.split())[:120]
    topic = Topic.objects.filter(name__iexact=name).first()
    if topic is not None:
        return topic
    stem = slugify(anyascii(name))[:110].strip("-") or "topic"
    slug, number = stem, 1
    while Topic.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return Topic.objects.create(name=name, slug=slug)


def byline_for(copy: BylineCopy) -> Byline:
    """Return an unsaved byline: a contributor where one signs so, else the plain name."""
    contributor = Contributor.objects.named(copy.name).first()
    if contributor is not None:
        role = "" if copy.role == contributor.role else copy.role
        return Byline(contributor=contributor, role=role[:120])
    return Byline(name=copy.name[:120], role=copy.role[:120])
