"""Reads a Ghost export: every post and page, and what became of everything else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.morgue.account import Item
from dateline.morgue.copy import Copy
from dateline.morgue.ghost.body import body
from dateline.morgue.ghost.errors import shown
from dateline.morgue.ghost.fields import Given, addresses, copy_of
from dateline.morgue.ghost.index import Index
from dateline.morgue.ghost.source import Tables, load
from dateline.morgue.ghost.values import flag, text

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_WORDS = ("title", "slug", "html", "markdown", "mobiledoc", "lexical", "plaintext")
_USED = {"posts", "pages", "users", "tags", "posts_meta", "posts_tags", "posts_authors", "meta"}
_LEFT = {
    "settings": "the paper's settings are made in its masthead",
    "members": "readers are not brought over with stories",
    "subscribers": "readers are not brought over with stories",
    "newsletters": "newsletters are set up anew",
    "snippets": "pieces for writing with are no stories",
    "products": "subscriptions are set up anew",
    "offers": "subscriptions are set up anew",
    "comments": "comments are not brought over",
}


@dataclass(frozen=True)
class Post:
    """One post or page: its fields, its body as plain HTML, and its old paths.

    The HTML is foreign: it is well formed and must still pass a gate. What HTML cannot say
    stands in it as ``<dateline-leftover what="...">``.
    """

    copy: Copy
    html: str
    addresses: tuple[str, ...]
    is_page: bool


@dataclass
class _Met:
    """What was met before in this export."""

    ids: set[str] = field(default_factory=set)
    # By slug: the title and the body, to tell a post that is there twice from two posts.
    slugs: dict[str, tuple[str, str]] = field(default_factory=dict)


def read(path: Path, zone: ZoneInfo) -> Iterator[Post | Item]:
    """Return all that is in the export at `path`, in its order, each entry of it once.

    Posts and pages are a `Post`; an `Item` says of anything else why it is not brought in: of
    the kind ``story`` for an entry among the posts, else ``table``. A date without a time is
    taken to be in `zone`. Raises `UnreadableExport`, before anything is yielded.
    """
    databases = load(path)
    return _all(databases, zone)


def _all(databases: list[Tables], zone: ZoneInfo) -> Iterator[Post | Item]:
    met = _Met()
    for tables in databases:
        index = Index(tables)
        entries = list(tables.entries())
        unwrapped = [(_unwrapped(entry), page) for entry, page in entries]
        given_ids = Counter(key for given, _ in unwrapped if given for key in _ids(given))
        for place, (given, page) in enumerate(unwrapped, 1):
            if given is None:
                entry = entries[place - 1][0]
                yield _refused(f"ghost:entry {place}", entry)
                continue
            given = Given(given.row, index.meta(given.row), given.url)
            yield _one(given, page, place, given_ids, index, zone, met)
        yield from _tables(tables)


def _refused(source_id: str, entry: Any) -> Item:
    if entry is None:
        reason = "the export holds nothing in this place"
        return Item("story", source_id, state="skipped", reason=reason)
    return Item("story", source_id, state="lost", reason=f"{shown(entry)!r} is no post")


def _unwrapped(entry: Any) -> Given | None:
    """Return the post in `entry`: in lists made for moving to Ghost it has a wrapper of its own."""
    if not isinstance(entry, dict):
        return None
    url = text(entry.get("url"))
    inner = entry.get("data")
    row = inner if isinstance(inner, dict) and not entry.get("title") else entry
    return Given(row, {}, url if re.match(r"https?://[^\s]+$", url, re.I) else "")


def _ids(given: Given) -> Iterator[str]:
    """Yield what may name the post, the best first."""
    uuid = text(given.row.get("uuid"))
    if _UUID.fullmatch(uuid):
        yield f"ghost:{uuid.lower()}"
    if key := text(given.row.get("id")):
        yield f"ghost:{key}"
    if slug := text(given.row.get("slug")):
        yield f"ghost:{slug}"


def _one(
    given: Given,
    page: bool,
    place: int,
    known: Counter[str],
    index: Index,
    zone: ZoneInfo,
    met: _Met,
) -> Post | Item:
    old = addresses(given)
    address = given.url or (old[0] if old else "")
    slug = text(given.row.get("slug"))
    if not any(text(given.row.get(name)) or _is_object(given.row.get(name)) for name in _WORDS):
        reason = "the post has no title, no address and no text"
        return Item("story", f"ghost:entry {place}", address, "skipped", reason=reason)
    made = body(given.row)
    said = (text(given.row.get("title")), made.html)
    if slug and met.slugs.get(slug) == said:
        name = next(_ids(given), f"ghost:entry {place}")
        return Item("story", name, address, "skipped", reason="this post is in the export twice")
    # An id that two posts have names neither; which of them came first may change.
    free = [key for key in _ids(given) if key not in met.ids]
    source_id = next((key for key in free if known[key] == 1), free[0] if free else "")
    if not source_id:
        reason = "another post of the export has its id and its address; give it an address"
        return Item("story", f"ghost:entry {place}", address, "lost", reason=reason)
    met.ids.add(source_id)
    copy = copy_of(given, source_id, index, zone)
    copy.doubts += made.doubts
    if slug in met.slugs:
        copy.doubts.append(f"its address {shown(slug)} is that of another post of the export")
        copy.slug = copy.address = ""
        old = ()
    elif slug:
        met.slugs[slug] = said
    if not made.html:
        copy.doubts.append("the post has no text")
    is_page = page or text(given.row.get("type")) == "page" or flag(given.row.get("page"))
    return Post(copy, made.html, old, is_page)


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) and bool(value)


def _tables(tables: Tables) -> Iterator[Item]:
    """Account for the tables that hold no posts, those of Ghost's own workings in one line."""
    others: list[str] = []
    for name, value in tables.rows.items():
        if name in _USED or not isinstance(value, list) or not value:
            continue
        if name in _LEFT:
            reason = f"{_LEFT[name]} ({len(value):,} in the export)"
            yield Item("table", f"ghost:{name}", state="skipped", reason=reason)
        else:
            others.append(shown(name))
    if others:
        reason = f"Ghost's own workings are not brought over: {', '.join(others)}"
        yield Item("table", "ghost:workings", state="skipped", reason=reason)
