"""Makes copies of stories of the items of a feed, as a newsroom decided."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dateline.lib.htmltext import MarkupTooLarge
from dateline.morgue.account import Item
from dateline.morgue.copy import BylineCopy, Copy, OldStory, PictureCopy
from dateline.morgue.feeds.entries import Entry, entries
from dateline.morgue.fragments import body_of
from dateline.morgue.mapping import PAGES, Mapping
from dateline.morgue.pages.metadata import web_address
from dateline.morgue.pages.text import plain
from dateline.morgue.wordpress.posts import old_path

#: What Blogger keeps among the entries of an export that is no story.
_NO_STORY = {
    "comment": "is a comment of a reader; those are not brought over",
    "settings": "is a setting of the old site",
    "template": "is a template of the old site",
}


def posts(data: bytes, source: str, zone: ZoneInfo, mapping: Mapping) -> Iterator[OldStory | Item]:
    """Yield what each item of the feed in `data` becomes. Raises `UnreadableFeed`, before anything
    is yielded."""
    site, found = entries(data, source, zone)
    return _all(site, found, source, mapping)


def _all(site: str, found: list[Entry], source: str, mapping: Mapping) -> Iterator[OldStory | Item]:
    seen: set[str] = set()
    for entry in found:
        known = _known(entry)
        kind = "other" if entry.kind in _NO_STORY else "story"
        item = Item(kind, known, entry.link, "skipped", reason=_NO_STORY.get(entry.kind, ""))
        if not item.reason and known in seen:
            item.reason = "another item of the feed has its name and came before it"
        if not item.reason and not (entry.title or entry.body):
            item.reason = "has neither a headline nor a text"
        if item.reason:
            yield item
            continue
        seen.add(known)
        try:
            yield _told(entry, known, site or source, mapping)
        except MarkupTooLarge as error:
            yield Item("story", known, entry.link, "lost", reason=str(error))


def _known(entry: Entry) -> str:
    """Return what a second import knows the item by: its name in the feed, its link, its words."""
    if name := entry.key or entry.link:
        return name
    return f"sha256:{sha256(f'{entry.title} {entry.body}'.encode(errors='replace')).hexdigest()}"


def _told(entry: Entry, known: str, site: str, mapping: Mapping) -> OldStory:
    base = entry.link or site
    pictures = [file for file in entry.attached if file.kind == "image"]
    players = "".join(
        f'<dateline-media kind="{file.kind}" src="{escape(file.address)}"'
        f' title="{escape(file.title)}"></dateline-media>'
        for file in entry.attached
        if file.kind != "image" and file.address not in entry.body
    )
    body = body_of(entry.body + players, known, base)
    doubts = ["the feed gives a summary only"] if entry.is_summary and entry.body else []
    if entry.published is None:
        doubts.append("the feed gives no date that could be read")
    headline = plain(entry.title)
    if not headline:
        doubts.append("it had no headline there")
        words = plain(entry.body)[:80]
        headline = words.rsplit(" ", 1)[0] if len(words) == 80 else words or "Untitled"
    tags = [plain(tag) for tag in entry.tags if tag.strip()]
    section = mapping.section(tags[0]) if tags else mapping.section("")
    topics = [mapping.topic(tag) for tag in tags[1:]]
    if entry.kind == "page":
        section, topics = mapping.section("page", PAGES), []
    lead = None
    if pictures and not any(block["type"] == "picture" for block in body.blocks):
        address = web_address(base, pictures[0].address)
        lead = PictureCopy(address) if address else None
    summary = plain(entry.summary)
    copy = Copy(
        source_id=known,
        headline=headline,
        address=entry.link,
        section=section,
        standfirst=summary if len(summary) < 400 else "",
        bylines=[BylineCopy(mapping.author(plain(name))) for name in entry.authors],
        topics=[topic for topic in dict.fromkeys(topics) if topic and topic != section],
        published=entry.published,
        lead=lead,
        body=body.blocks,
        inside=body.inside,
        doubts=doubts,
        addresses=[path] if (path := old_path(entry.link, urlsplit(base).hostname)) else [],
    )
    live = not entry.is_draft and entry.published is not None
    return OldStory(copy, entry.kind == "page", live)
