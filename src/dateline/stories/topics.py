"""Topics by their names: found, or made where a name is new."""

from __future__ import annotations

from anyascii import anyascii
from django.utils.text import slugify

from dateline.stories.models import Topic, TopicAlias

_LONGEST = Topic._meta.get_field("name").max_length or 0
#: How much of a name is in its slug: there is room for a number.
_STEM = 110


def topic_named(name: str) -> Topic:
    """Return the topic called `name`, whatever its case; made where it is new.

    A name is cut to the length that a topic's may have, and spelled in Latin letters in its
    slug. Two queries at most for a topic that is there.
    """
    name = " ".join(name.split())[:_LONGEST].rstrip()
    known = known_topic(name)
    if known is not None:
        return known
    topic, _ = Topic.objects.get_or_create(name=name, defaults={"slug": _free_slug(name)})
    return topic


def known_topic(name: str) -> Topic | None:
    """Return the topic that is called `name`, or has it besides, whatever its case.

    Two queries at most.
    """
    own = Topic.objects.filter(name__iexact=name).first()
    return own or Topic.objects.filter(aliases__name__iexact=name).first()


def _free_slug(name: str) -> str:
    stem = slugify(anyascii(name))[:_STEM].strip("-_") or "topic"
    taken = set(Topic.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(TopicAlias.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
