"""What a feed says of one item, whatever kind of feed it is."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from dateline.morgue.feeds.errors import UnreadableFeed

_BLOGGER = "http://schemas.google.com/blogger/2008/kind#"
#: Pictures and players that hang on an item.
_KINDS = {"image": "image", "audio": "audio", "video": "video"}


@dataclass(frozen=True)
class Attached:
    """A file that hangs on an item: ``image``, ``audio`` or ``video``."""

    kind: str
    address: str
    title: str = ""


@dataclass(frozen=True)
class Entry:
    """One item. `kind` is ``post``, or what Blogger calls it; `body` is HTML, and only a summary of
    it where the feed has no more (`is_summary`)."""

    key: str
    link: str
    title: str
    body: str
    summary: str
    published: datetime | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    attached: tuple[Attached, ...]
    kind: str = "post"
    is_draft: bool = False
    is_summary: bool = False


def entries(data: bytes, source: str, zone: ZoneInfo) -> tuple[str, list[Entry]]:
    """Return the address of the site that the feed in `data` is of, and its items in their order.

    Raises `UnreadableFeed`.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _of_json(data, source, zone)
    found = feedparser.parse(data, sanitize_html=False)
    if not found.entries and not found.get("version"):
        raise UnreadableFeed(source, "is no feed: neither RSS, Atom nor JSON Feed")
    return _text(found.feed.get("link")), [_of_xml(entry) for entry in found.entries]


def _of_xml(entry: Any) -> Entry:
    terms = [(tag.get("scheme") or "", _text(tag.get("term"))) for tag in entry.get("tags", [])]
    kinds = [term.removeprefix(_BLOGGER) for _, term in terms if term.startswith(_BLOGGER)]
    contents = [_text(each.get("value")) for each in entry.get("content", [])]
    summary, body = _text(entry.get("summary")), max(contents, key=len, default="")
    links = entry.get("links", [])
    web = [_text(each.get("href")) for each in links if each.get("rel") == "alternate"]
    names = [_text(each.get("name")) for each in entry.get("authors", [])]
    return Entry(
        key=_text(entry.get("id")) or _text(entry.get("link")),
        link=next((each for each in (*web, _text(entry.get("link"))) if "://" in each), ""),
        title=_text(entry.get("title")),
        body=body or summary,
        summary=summary if body else "",
        published=_moment(entry),
        authors=tuple(dict.fromkeys(name for name in names if name)),
        tags=tuple(term for _, term in terms if term and not term.startswith(_BLOGGER)),
        attached=tuple(_attached(entry)),
        kind=kinds[0] if kinds else "post",
        is_draft=_text(entry.get("app_draft")).strip() == "yes",
        is_summary=not body,
    )


def _attached(entry: Any) -> Iterator[Attached]:
    files = [*entry.get("enclosures", []), *entry.get("media_content", [])]
    seen = set()
    for file in files:
        address = _text(file.get("href") or file.get("url"))
        said = _text(file.get("type")) or _text(file.get("medium"))
        kind = _KINDS.get(said.partition("/")[0])
        if kind and address and address not in seen:
            seen.add(address)
            yield Attached(kind, address)


def _moment(entry: Any) -> datetime | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parts = entry.get(name)
        if parts:
            try:
                return datetime.fromtimestamp(calendar.timegm(parts), UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _of_json(data: bytes, source: str, zone: ZoneInfo) -> tuple[str, list[Entry]]:
    """Read a JSON Feed (https://jsonfeed.org/version/1.1)."""
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
    except ValueError as error:
        raise UnreadableFeed(source, f"is no JSON: {error}") from error
    except RecursionError as error:
        raise UnreadableFeed(source, "nests its JSON too deep") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise UnreadableFeed(source, "is no JSON Feed: it has no list of items")
    found = [_of_item(item if isinstance(item, dict) else {}, zone) for item in feed["items"]]
    return _text(feed.get("home_page_url")), found


def _of_item(item: dict[str, Any], zone: ZoneInfo) -> Entry:
    plain = _text(item.get("content_text"))
    told = "".join(f"<p>{escape(part)}</p>" for part in plain.split("\n\n") if part.strip())
    body, summary = _text(item.get("content_html")) or told, _text(item.get("summary"))
    single = item.get("author")
    people = item.get("authors") or ([single] if single else [])
    names = [_text(each.get("name")) for each in people if isinstance(each, dict)]
    attached = [Attached("image", _text(item.get("image")))] if _text(item.get("image")) else []
    for file in item.get("attachments") or []:
        if not isinstance(file, dict):
            continue
        if kind := _KINDS.get(_text(file.get("mime_type")).partition("/")[0]):
            attached.append(Attached(kind, _text(file.get("url")), _text(file.get("title"))))
    tags = item.get("tags")
    return Entry(
        key=_text(item.get("id")) or _text(item.get("url")),
        link=_text(item.get("url")),
        title=_text(item.get("title")),
        body=body or summary,
        summary=summary if body else "",
        published=_iso(_text(item.get("date_published")), zone),
        authors=tuple(name for name in names if name),
        tags=tuple(map(_text, tags)) if isinstance(tags, list) else (),
        attached=tuple(attached),
        is_summary=not body,
    )


def _iso(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
