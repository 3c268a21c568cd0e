"""Turns items of an export into copies of stories, or says why one is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from dateline.lib.htmltext import MarkupTooLarge, plain
from dateline.morgue.account import Item
from dateline.morgue.copy import BylineCopy, Copy, Inside, OldList, OldStory, PictureCopy
from dateline.morgue.fragments import body_of
from dateline.morgue.mapping import PAGES, Mapping
from dateline.morgue.pages.metadata import web_address
from dateline.morgue.pages.text import plain as one_line
from dateline.morgue.pages.text import tidy
from dateline.morgue.wordpress.bodies import Library, html_of
from dateline.morgue.wordpress.entries import Entry, Term
from dateline.morgue.wordpress.read import Attached, Export, Unread, sections_above

#: What is no story whatever it holds, and why.
_NO_STORY = {
    "revision": "is an older version of another item",
    "nav_menu_item": "is an entry of a menu; the masthead names the sections",
    "wp_block": "is a block that stories use; it stands in those",
    "wp_template": "is a template",
    "wp_template_part": "is a part of a template",
    "wp_navigation": "is a menu; the masthead names the sections",
    "wp_global_styles": "is a style",
    "wp_font_family": "is a typeface",
    "wp_font_face": "is a typeface",
    "custom_css": "is a style",
    "customize_changeset": "is a change of the look",
    "oembed_cache": "is a copy of what another site said",
    "user_request": "is a request of a reader about data",
    "feedback": "is a letter through a form",
    "jp_mem_plan": "is a price",
}
_STATUS = {
    "trash": "was in the trash there",
    "auto-draft": "was begun there and never saved",
    "inherit": "is a part of another item",
}
#: Taxonomies that file nothing by what it is about.
_INTERNAL = {
    "nav_menu", "post_format", "wp_theme", "wp_template_part_area", "language", "post_translations",
    "term_language", "term_translations", "link_category", "wp_pattern_category", "author",
}  # fmt: skip
_ZERO = re.compile(r"^0000-")


@dataclass
class Reader:
    """Reads the exports of one paper, several files of one site together."""

    exports: list[Export]
    mapping: Mapping
    zone: ZoneInfo
    library: Library = field(init=False)
    #: By their old paths what the items that were read stood under.
    lists: dict[str, OldList] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        files: dict[str, Attached] = {}
        blocks: dict[str, str] = {}
        for export in self.exports:
            files |= export.files
            blocks |= export.blocks
        self.library = Library(files, blocks)

    def read(self) -> Iterator[OldStory | Item]:
        """Yield what each item becomes, in order."""
        for export in self.exports:
            for found in export.entries():
                if isinstance(found, Unread):
                    name = f"{export.path.name}: item {found.place}"
                    told = f"{found.reason} ({found.name})" if found.name else found.reason
                    yield Item(kind="story", source_id=name, reason=told)
                else:
                    yield self._one(export, found)

    def _one(self, export: Export, entry: Entry) -> OldStory | Item:
        known, address = self._known(export, entry), self._address(export, entry)
        item = Item(kind=_kind(entry), source_id=known, address=address)
        reason = _NO_STORY.get(entry.kind) or _STATUS.get(entry.status, "")
        if entry.kind == "attachment":
            item.state, item.reason = "skipped", "no story shows it"
            return item
        if not reason and entry.kind not in {"post", "page"}:
            told = f"is of the type {entry.kind}; a mapping file can make a kind of story of it"
            reason = "" if self.mapping.kinds.get(entry.kind) else told
        if not reason and known in self._seen:
            reason = "another item of the source has its number and came before it"
        if reason:
            item.state, item.reason = "skipped", reason
            return item
        self._seen.add(known)
        try:
            return self._post(export, entry, known, address)
        except MarkupTooLarge as error:
            item.reason = str(error)
            return item

    def _post(self, export: Export, entry: Entry, known: str, address: str) -> OldStory:
        html, autop = html_of(entry, self.library)
        base = address or f"{export.paper.address}/"
        body = body_of(html, known, base, autop=autop)
        published, live, doubts = self._published(entry)
        if entry.fault:
            doubts.append(f"its XML is broken: {entry.fault}")
        section, topics, inside = self._filed(export, entry)
        standfirst = one_line(entry.excerpt) if entry.excerpt else ""
        description = tidy(plain(entry.one("_yoast_wpseo_metadesc")))
        copy = Copy(
            source_id=known,
            headline=_headline(entry, doubts),
            address=address,
            section=section,
            kind=self.mapping.kinds.get(entry.kind, "news"),
            slug=unquote(entry.slug)[:200],
            standfirst=standfirst or description,
            bylines=self._bylines(export, entry),
            topics=topics,
            published=published,
            lead=self._lead(entry, base),
            body=body.blocks,
            inside=[*inside, *body.inside],
            doubts=doubts,
            addresses=self._addresses(export, entry, address),
        )
        if copy.lead is not None:
            copy.body = _without(copy.body, copy.lead)
        return OldStory(copy, entry.kind == "page", live)

    def _known(self, export: Export, entry: Entry) -> str:
        base = export.paper.address or export.path.stem
        if entry.number:
            return f"{base}/?p={entry.number}"
        return f"{base}/#{entry.guid or entry.link or entry.slug or entry.title}"

    def _address(self, export: Export, entry: Entry) -> str:
        return web_address(f"{export.paper.address}/", entry.link) if entry.link else ""

    def _addresses(self, export: Export, entry: Entry, address: str) -> list[str]:
        """Return the old paths: that of the link, those by number, those with older slugs."""
        host, base = _site(export.paper.address)
        found = [address, web_address(f"{export.paper.address}/", entry.guid)]
        paths = [path for each in found if (path := old_path(each, host))]
        if entry.number:
            name = "page_id" if entry.kind == "page" else "p"
            paths += [f"{base}/?{name}={entry.number}", f"{base}/?p={entry.number}"]
        if paths and entry.slug and entry.slug in paths[0]:
            head, _, tail = paths[0].rpartition(unquote(entry.slug))
            older = entry.meta.get("_wp_old_slug", [])
            paths += [f"{head}{unquote(slug)}{tail}" for slug in older if slug and head]
        return list(dict.fromkeys(paths))

    def _published(self, entry: Entry) -> tuple[datetime | None, bool, list[str]]:
        """Return when `entry` was published, whether it was in print, and what is doubtful."""
        at = self._moment(entry)
        if entry.password:
            return at, False, ["readers needed a password for it; it stays a draft"]
        if entry.status == "private":
            return at, False, ["it was private there; it stays a draft"]
        if entry.status in {"draft", "pending"}:
            return at, False, [f"it was a draft there ({entry.status})"]
        if entry.status not in {"publish", "future"}:
            return at, False, [f"its status there was {entry.status}; it stays a draft"]
        if at is None:
            return None, False, ["the source gives no date that could be read; it stays a draft"]
        return at, True, []

    def _moment(self, entry: Entry) -> datetime | None:
        """Return the date of `entry`: in UTC, else in the zone of the paper, else of the feed."""
        for text, zone in ((entry.date_gmt, UTC), (entry.date, self.zone)):
            if text and not _ZERO.match(text):
                try:
                    at = datetime.fromisoformat(text.replace(" ", "T", 1))
                except ValueError:
                    continue
                return at if at.tzinfo else at.replace(tzinfo=zone)
        # A feed gives a date that there is not as a day of the year -0001.
        printed = _of_feed(entry.printed) if "-0001" not in entry.printed else None
        if printed is None or printed.year < 1900:
            return None
        return printed if printed.tzinfo else printed.replace(tzinfo=self.zone)

    def _filed(self, export: Export, entry: Entry) -> tuple[str, list[str], list[Inside]]:
        """Return the section, the topics, and what becomes of other taxonomies."""
        if entry.kind == "page":
            return self.mapping.section("page", PAGES), [], []
        inside: list[Inside] = []
        categories = [term for term in entry.terms if term.domain == "category"]
        main = entry.one("_yoast_wpseo_primary_category")
        categories.sort(key=lambda term: term.slug != main)
        section, topics = self.mapping.section(""), list[str]()
        for number, term in enumerate(categories):
            above = sections_above(export.paper, term.slug) or [term.name or term.slug]
            top = self._slug_of(export, above[0]) or term.slug
            decided = self.mapping.sections.get(term.slug.lower())
            if not number:
                section = decided or self.mapping.section(top, one_line(above[0]))
            filed = one_line(above[0])
            under = decided or self.mapping.section(top, filed)
            if len(above) > 1 and decided is None:
                topic = self.mapping.topic(term.slug, one_line(term.name or term.slug))
                self._list(export, f"category/{term.slug}", "topic", topic)
            else:
                self._list(export, f"category/{term.slug}", "section", under)
            if decided is None and (number or len(above) > 1):
                name = one_line(term.name or term.slug)
                topics.append(
                    self.mapping.topic(term.slug, name) if name != filed or number else ""
                )
        for term in entry.terms:
            if term.domain in {"post_tag", "tag"} or self._is_topic(term):
                name = one_line(term.name or term.slug)
                topics.append(self.mapping.topic(term.slug, name))
                self._list(export, f"tag/{term.slug}", "topic", topics[-1])
            elif term.domain not in {"category", "author"}:
                told = f"{term.domain}: {term.name or term.slug}"
                inside.append(Inside(told[:200], "skipped", "says nothing of what it is about"))
        if entry.sticky:
            inside.append(Inside("sticky", "skipped", "an editor pins it to a front"))
        if entry.comments:
            told = f"{entry.comments} comments"
            inside.append(Inside(told, "skipped", "comments of the old site are not brought over"))
        kept = [topic for topic in dict.fromkeys(topics) if topic and topic != section]
        return section, kept, inside

    def _slug_of(self, export: Export, name: str) -> str:
        known = export.paper.categories.items()
        return next((slug for slug, category in known if category.name == name), "")

    def _is_topic(self, term: Term) -> bool:
        return term.domain not in {"category", "post_tag", "tag"} | _INTERNAL

    def _bylines(self, export: Export, entry: Entry) -> list[BylineCopy]:
        """Return who signs: Co-Authors Plus files them as terms, else there is one login."""
        authors = export.paper.authors
        together = [term for term in entry.terms if term.domain == "author"]
        names = []
        for term in together:
            login = term.slug.removeprefix("cap-")
            names.append(self.mapping.author(login, authors.get(login, term.name or login)))
        if not names and entry.creator:
            names.append(
                self.mapping.author(entry.creator, authors.get(entry.creator, entry.creator))
            )
            self._list(export, f"author/{entry.creator}", "contributor", names[0])
        kept = dict.fromkeys(one_line(name) for name in names if name.strip())
        return [BylineCopy(name) for name in kept if name]

    def _list(self, export: Export, path: str, kind: str, name: str) -> None:
        """Note what stood at `path` of the old site, where WordPress puts it by itself."""
        _, base = _site(export.paper.address)
        if name and not path.endswith("/"):
            self.lists.setdefault(f"{base}/{unquote(path)}/", OldList(kind, name))

    def _lead(self, entry: Entry, base: str) -> PictureCopy | None:
        file = self.library.files.get(entry.one("_thumbnail_id"))
        address = web_address(base, file.address) if file is not None else ""
        if file is None or not address:
            return None
        caption = one_line(file.caption)
        return PictureCopy(address, one_line(file.alt), caption)


def _of_feed(text: str) -> datetime | None:
    """Return the moment in `text`, as a feed gives it (RFC 2822), or as ISO 8601."""
    readers: tuple[Callable[[str], datetime], ...] = (
        parsedate_to_datetime,
        datetime.fromisoformat,
    )
    for read in readers:
        try:
            return read(text)
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
    return None


def _kind(entry: Entry) -> str:
    return {"attachment": "file"}.get(
        entry.kind, "story" if entry.kind not in _NO_STORY else "other"
    )


def _site(address: str) -> tuple[str | None, str]:
    """Return the host of the old paper and the path it stood at."""
    try:
        parts = urlsplit(address)
        return parts.hostname, parts.path.rstrip("/")
    except ValueError:
        return None, ""


def old_path(address: str, host: str | None) -> str:
    """Return the path of `address` as this paper would be asked for it, with a query that names a
    page; empty where it is on another host than `host`, or only the front page."""
    try:
        parts = urlsplit(address)
        if not parts.path or (host and parts.hostname and parts.hostname != host):
            return ""
    except ValueError:
        return ""
    path = unquote(parts.path)
    if parts.query:
        return f"{path}?{parts.query}" if re.fullmatch(r"[\w-]+=\d+", parts.query) else ""
    return path if path != "/" else ""


def _headline(entry: Entry, doubts: list[str]) -> str:
    headline = one_line(entry.title)
    if headline:
        return headline
    doubts.append("it had no headline there")
    words = tidy(plain(entry.content[:2_000])) or unquote(entry.slug).replace("-", " ")
    return words[:80].rsplit(" ", 1)[0] if len(words) > 80 else words or f"Untitled {entry.number}"


def _without(body: list[dict[str, object]], lead: PictureCopy) -> list[dict[str, object]]:
    """Return `body` without the picture that stands above it already, at its very beginning."""
    if body and body[0]["type"] == "picture":
        value = body[0]["value"]
        if isinstance(value, dict) and value["image"].file == lead.file and not value["caption"]:
            return body[1:]
    return body
