"""Reads a folder of Markdown as a site generator keeps it: every file, each accounted for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date, parse_datetime

from dateline.lib.files import NoPlainFile, TooLarge, read_plain
from dateline.lib.htmltext import MarkupTooLarge
from dateline.morgue.account import Item
from dateline.morgue.copy import BylineCopy, Copy, OldStory, PictureCopy
from dateline.morgue.fragments import body_of
from dateline.morgue.generators.body import html_of
from dateline.morgue.generators.matter import BadMatter, split
from dateline.morgue.ghost.errors import UnreadableBody
from dateline.morgue.mapping import PAGES, Mapping
from dateline.morgue.pages.text import plain

#: Where each generator keeps what it prints, within its folder; the folder itself is tried last.
STYLES = {
    "hugo": ("content",),
    "jekyll": ("_posts", "_drafts"),
    "pelican": ("content",),
    "nikola": ("posts", "pages", "stories"),
}
MOST_BYTES = 25_000_000
_TEXTS = {".md", ".markdown", ".mdown", ".mkd"}
#: What generators print as well, in a form that is not read.
_OTHERS = {".rst": "reStructuredText", ".adoc": "AsciiDoc", ".org": "Org", ".ipynb": "a notebook"}
_DATED = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})-(.+)$")
#: What stands in addresses as it is.
_SAFE = "/:?=&%"
_PICTURES = ("image", "cover", "featured_image", "thumbnail", "previewimage", "banner", "images")


class UnreadableFolder(ValueError):
    """There is nothing to read; the text says why."""


@dataclass(frozen=True)
class _Place:
    """Where a file lies: below `root`, what the generator prints of the folder."""

    folder: Path
    root: Path
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(self.folder).as_posix()

    @property
    def above(self) -> tuple[str, ...]:
        return self.path.relative_to(self.root).parent.parts


def count(folder: Path, style: str) -> int:
    """Return how many files there are to be accounted for, by their names alone."""
    ends = tuple({*_TEXTS, *_OTHERS})
    found = (each for root in _roots(folder, style) for each in os.walk(root))
    return sum(name.lower().endswith(ends) for *_, names in found for name in names)


def stories(
    folder: Path, style: str, zone: ZoneInfo, mapping: Mapping, base: str
) -> Iterator[OldStory | Item]:
    """Yield what each file in `folder` becomes, by name. `base` is where the paper stood. Raises
    `UnreadableFolder`, before anything is yielded."""
    if not folder.is_dir():
        raise UnreadableFolder("is no folder")
    places = [_Place(folder, root, path) for root in _roots(folder, style) for path in _files(root)]
    if not places:
        raise UnreadableFolder("there is no Markdown in it")
    return (_one(place, style, zone, mapping, base) for place in places)


def _roots(folder: Path, style: str) -> list[Path]:
    found = [folder / name for name in STYLES[style] if (folder / name).is_dir()]
    return found or [folder]


def _files(root: Path) -> list[Path]:
    ends = {*_TEXTS, *_OTHERS}
    return sorted(
        path for path in root.rglob("*") if path.suffix.lower() in ends and path.is_file()
    )


def _one(place: _Place, style: str, zone: ZoneInfo, mapping: Mapping, base: str) -> OldStory | Item:
    item = Item(kind="story", source_id=place.name)
    if form := _OTHERS.get(place.path.suffix.lower()):
        item.reason = f"is {form}, which is not read"
        return item
    if place.path.stem == "_index":
        item.state, item.reason = "skipped", "heads a list; sections have their own words here"
        return item
    try:
        text = read_plain(place.path, most=MOST_BYTES).decode("utf-8", "replace")
        fields, markdown = split(text)
        address = _address(place, style, fields, base)
        near = urljoin(base, quote(f"/{place.path.parent.relative_to(place.folder).as_posix()}/"))
        body = body_of(html_of(markdown), place.name, near)
    except (BadMatter, UnreadableBody, MarkupTooLarge) as error:
        item.reason = str(error)
        return item
    except (OSError, NoPlainFile, TooLarge) as error:
        item.reason = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        return item
    section, topics = _filed(place, style, fields, mapping)
    doubts: list[str] = []
    published = _moment(place, fields, zone)
    if published is None:
        doubts.append("it has no date that could be read; it stays a draft")
    copy = Copy(
        source_id=place.name,
        headline=_headline(place, fields, doubts),
        address=address,
        section=section,
        slug=str(fields.get("slug") or _slug(place)),
        standfirst=_first(fields, "description", "summary", "excerpt", "subtitle"),
        bylines=[BylineCopy(mapping.author(name)) for name in _names(fields, "authors", "author")],
        topics=topics,
        published=published,
        lead=_lead(fields, near),
        body=body.blocks,
        inside=body.inside,
        doubts=doubts,
        addresses=_addresses(fields, address),
    )
    return OldStory(
        copy, _is_page(place, style, fields), published is not None and _live(place, fields)
    )


def _address(place: _Place, style: str, fields: dict[str, Any], base: str) -> str:
    """Return where the page stood: as its head says, else by the generator's own rule."""
    said = _first(fields, "url", "permalink", "save_as")
    if said and ":" not in said.partition("://")[2] and "{" not in said:
        return urljoin(
            base, quote(said if "://" in said else f"/{said.lstrip('/')}", safe="/:?=&%")
        )
    slug = str(fields.get("slug") or _slug(place))
    above = "/".join(place.above)
    if style == "jekyll":
        found = _DATED.match(place.path.stem)
        day = found[1].replace("-", "/") if found else ""
        names = "/".join(_names(fields, "categories", "category"))
        path = f"/{'/'.join(filter(None, (names, day, slug)))}.html"
    elif style == "pelican":
        path = f"/{slug}.html"
    else:
        root = place.root.name if style == "nikola" else ""
        path = f"/{'/'.join(filter(None, (root, above, slug)))}/"
    return urljoin(base, quote(path))


def _addresses(fields: dict[str, Any], address: str) -> list[str]:
    older = [*_names(fields, "aliases", "redirect_from")]
    found = [unquote(urlsplit(address).path), *(f"/{each.lstrip('/')}" for each in older)]
    return [path for path in dict.fromkeys(found) if path not in {"", "/"}]


def _slug(place: _Place) -> str:
    stem = place.path.stem if place.path.stem != "index" else place.path.parent.name
    found = _DATED.match(stem)
    return found[2] if found else stem


def _headline(place: _Place, fields: dict[str, Any], doubts: list[str]) -> str:
    if title := plain(str(fields.get("title") or "")):
        return title
    doubts.append("it has no headline")
    return _slug(place).replace("-", " ").replace("_", " ").strip().capitalize() or "Untitled"


def _filed(
    place: _Place, style: str, fields: dict[str, Any], mapping: Mapping
) -> tuple[str, list[str]]:
    """Return the section and the topics: a category, else the folder it lies in."""
    categories = _names(fields, "categories", "category")
    if not categories and style in {"hugo", "pelican"} and place.above:
        categories = [place.above[0]]
    if _is_page(place, style, fields):
        section = mapping.section("page", PAGES)
    else:
        section = mapping.section(categories[0]) if categories else mapping.section("")
    names = [*categories[1:], *_names(fields, "tags", "keywords")]
    topics = dict.fromkeys(mapping.topic(name) for name in names)
    return section, [topic for topic in topics if topic and topic != section]


def _is_page(place: _Place, style: str, fields: dict[str, Any]) -> bool:
    kind = str(fields.get("layout") or fields.get("type") or "")
    return kind == "page" or "pages" in {*place.above, place.root.name}


def _live(place: _Place, fields: dict[str, Any]) -> bool:
    status = str(fields.get("status") or "published").lower()
    draft = str(fields.get("draft", "false")).lower() == "true" or "draft" in str(
        fields.get("tags")
    )
    published = str(fields.get("published", "true")).lower() != "false"
    return not draft and published and status == "published" and place.root.name != "_drafts"


def _moment(place: _Place, fields: dict[str, Any], zone: ZoneInfo) -> datetime | None:
    found = _DATED.match(place.path.stem)
    for value in (fields.get("date"), fields.get("publishdate"), found and found[1]):
        at = _as_moment(value)
        if at is not None:
            return at if at.tzinfo else at.replace(tzinfo=zone)
    return None


def _as_moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    text = str(value or "").strip().replace("/", "-").replace(" UTC", "Z")
    try:
        at = parse_datetime(text)
        day = parse_date(text) if at is None else None
    except ValueError:  # a day that there is not
        return None
    return at or (datetime.combine(day, time()) if day else None)


def _lead(fields: dict[str, Any], near: str) -> PictureCopy | None:
    for name in _PICTURES:
        value = fields.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, dict):
            value = value.get("image") or value.get("src") or value.get("feature")
        if isinstance(value, str) and value.strip():
            return PictureCopy(urljoin(near, quote(value.strip(), safe=_SAFE)))
    return None


def _first(fields: dict[str, Any], *names: str) -> str:
    values = (fields.get(name) for name in names)
    return next((plain(value) for value in values if isinstance(value, str) and value.strip()), "")


def _names(fields: dict[str, Any], *names: str) -> list[str]:
    """Return a list of names: one of YAML, or words with commas between them."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str):
            value = value.split(",") if "," in value else [value]
        if isinstance(value, list):
            found = [each.get("name") if isinstance(each, dict) else each for each in value]
            kept = [plain(str(each)) for each in found if each not in (None, "")]
            if kept:
                return [each for each in dict.fromkeys(kept) if each]
    return []
