"""Where imported stories stand and what they are about: sections, topics, names."""

from __future__ import annotations

from django.utils.text import slugify

from dateline.masthead.models import RESERVED, Contributor, Home, Section
from dateline.morgue.copy import BylineCopy
from dateline.stories.models import Byline, Topic

#: The section of stories whose source names none. It is a draft, so nothing in it goes out.
UNSORTED = "unsorted"


class NoHome(RuntimeError):
    """The site has no home page, so there is no paper to import into."""


def section_for(name: str) -> tuple[Section, bool]:
    """Return the section called `name` (or with it as slug), and whether it was made now.

    Without a name, the section for unsorted stories, which readers do not see. Raises `NoHome`.
    """
    slug = slugify(name)[:60] or UNSORTED
    if slug in RESERVED:
        slug = f"{slug}-stories"
    section = Section.objects.filter(slug=slug).first()
    if section is None and name:
        section = Section.objects.filter(title__iexact=name.strip()).first()
    if section is not None:
        return section, False
    home = Home.objects.first()
    if home is None:
        raise NoHome("this site has no home page yet; run `dateline serve` in it once")
    title = name.strip()[:255] if name.strip() else "Unsorted"
    section = Section(title=title, slug=slug, live=False)
    home.add_child(instance=section)
    revision = section.save_revision()
    if slug != UNSORTED:
        revision.publish()
    return section, True


def topic_for(name: str) -> Topic:
    """Return the topic called `name`, whatever its case; made where it is new."""
    name = " ".join(name.split())[:120]
    topic = Topic.objects.filter(name__iexact=name).first()
    if topic is not None:
        return topic
    stem = slugify(name)[:110] or "topic"
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
