"""Makes copies of stories of what a Ghost export holds, as a newsroom decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from dateline.lib.htmltext import MarkupTooLarge
from dateline.morgue.account import Item
from dateline.morgue.copy import OldStory
from dateline.morgue.fragments import body_of
from dateline.morgue.ghost.read import Post, read
from dateline.morgue.mapping import PAGES, Mapping


def posts(path: Path, zone: ZoneInfo, mapping: Mapping, base: str) -> Iterator[OldStory | Item]:
    """Yield what each entry of the export at `path` becomes. `base` is where the old paper stood,
    for addresses that begin with a slash. Raises `UnreadableExport`."""
    for found in read(path, zone):
        yield found if isinstance(found, Item) else _told(found, mapping, base)


def _told(post: Post, mapping: Mapping, base: str) -> OldStory | Item:
    copy = post.copy
    try:
        body = body_of(post.html, copy.source_id, base)
    except MarkupTooLarge as error:
        address, reason = copy.address, str(error)
        return Item(kind="story", source_id=copy.source_id, address=address, reason=reason)
    section = mapping.section("page", PAGES) if post.is_page else mapping.section(copy.section)
    topics = [mapping.topic(name) for name in copy.topics]
    lead = copy.lead and replace(copy.lead, file=urljoin(base, copy.lead.file))
    made = replace(
        copy,
        address=urljoin(base, copy.address) if copy.address else "",
        section=section,
        topics=[name for name in dict.fromkeys(topics) if name and name != section],
        bylines=[replace(each, name=mapping.author(each.name)) for each in copy.bylines],
        lead=lead,
        body=body.blocks,
        inside=[*copy.inside, *body.inside],
        addresses=list(post.addresses),
    )
    return OldStory(made, post.is_page, copy.published is not None)
