"""Reads an export twice: once for what items say of each other, once for the items themselves.

Of the first reading only names, numbers and addresses stay in memory, so that a file of any size
can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from mmap import ACCESS_READ, mmap
from pathlib import Path

from dateline.morgue.wordpress.entries import Entry, entry_of
from dateline.morgue.wordpress.errors import UnreadableExport
from dateline.morgue.wordpress.pieces import CHUNK, MOST_OF_ONE, Piece, encoding_of, pieces
from dateline.morgue.wordpress.xml import parse, prefixes_of

#: Letters around items that are read: authors, categories, tags.
MOST_AROUND = 60_000_000

_BEGINS = re.compile(rb"<!\[CDATA\[|<!--|<item(?=[\s/>])")
_NAMED_BY_OTHERS = re.compile(
    r"post_type\s*>\s*(?:<!\[CDATA\[)?\s*(?:attachment|wp_block)(?![\w-])"
)
_QUOTED = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


@dataclass(frozen=True)
class Attached:
    """A file of the old media library."""

    address: str
    title: str
    caption: str
    alt: str
    parent: str


@dataclass(frozen=True)
class Unread:
    """An item of which nothing could be made, and why."""

    place: int
    reason: str
    name: str = ""


@dataclass(frozen=True)
class Category:
    """A category, and the slug of the one above it, or an empty one."""

    name: str
    parent: str


@dataclass
class Paper:
    """What an export says of the paper as a whole."""

    title: str = ""
    address: str = ""
    #: Login to the name that is signed.
    authors: dict[str, str] = field(default_factory=dict)
    #: By slug.
    categories: dict[str, Category] = field(default_factory=dict)


class Export:
    """An export at `path`, looked through once. Raises `UnreadableExport`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.paper = Paper()
        #: By number: files of the media library, reusable blocks, and the slug of every item.
        self.files: dict[str, Attached] = {}
        self.blocks: dict[str, str] = {}
        self._prefixes = prefixes_of("")
        around: list[str] = []
        length = 0
        seen = headed = False
        for piece in self._pieces():
            if piece.is_item:
                seen = True
                self._note(piece)
            elif length < MOST_AROUND:
                around.append(piece.text)
                length += len(piece.text)
            if not seen and not headed:
                self._prefixes, headed = prefixes_of(piece.text), True
        head = "".join(around)
        if not seen and not re.search(
            r"<rss\b|<wp:wxr_version|wordpress\.org/export", head[:50_000]
        ):
            raise UnreadableExport(path, "is no WordPress export: there is no item in it")
        self._read_paper(head)

    def entries(self) -> Iterator[Entry | Unread]:
        """Yield every item, in the order of the file."""
        place = 0
        for piece in self._pieces():
            if piece.is_item:
                place += 1
                yield self._entry(piece, place)

    def _entry(self, piece: Piece, place: int) -> Entry | Unread:
        cut = not piece.whole
        if piece.large:
            reason = f"is larger than {MOST_OF_ONE // 1_000_000} million letters; no story is"
        elif cut and "</item" not in piece.text and len(piece.text) < 20:
            reason = "the file ends within it"
        else:
            reason = ""
        node, fault = parse(piece.text, self._prefixes)
        item = next(iter(node.all("item")), None) if node is not None else None
        if item is None or not item.children:
            return Unread(
                place, reason or f"holds nothing that could be read: {fault or 'no field'}"
            )
        entry = entry_of(item, fault)
        if cut or piece.large:
            entry.fault = reason or "the file ends within it; what stands before that is here"
        if reason:
            return Unread(place, reason, entry.number or entry.title)
        return entry

    def _pieces(self) -> Iterator[Piece]:
        try:
            yield from pieces(self.path)
        except IsADirectoryError as error:
            raise UnreadableExport(self.path, "is a folder; name the file of the export") from error
        except OSError as error:
            raise UnreadableExport(self.path, f"cannot be read: {error.strerror}") from error

    def _note(self, piece: Piece) -> None:
        """Keep what other items may say of this one. Most are told by a look at their type."""
        if _NAMED_BY_OTHERS.search(piece.text) is None:
            return
        node, _ = parse(piece.text, self._prefixes)
        items = node.all("item") if node is not None else []
        for item in items:
            entry = entry_of(item)
            if entry.kind == "wp_block":
                self.blocks[entry.number] = entry.content
            elif entry.kind == "attachment":
                self.files[entry.number] = Attached(
                    entry.file or entry.guid, entry.title, entry.excerpt,
                    entry.one("_wp_attachment_image_alt"), entry.parent,
                )  # fmt: skip

    def _read_paper(self, head: str) -> None:
        opened = re.sub(r"^.*?<channel\b[^>]*>", "", head, count=1, flags=re.DOTALL)
        closed = re.sub(r"</channel>|</rss>", "", opened)
        node, _ = parse(closed, self._prefixes)
        if node is None:
            return
        self.paper.title = node.first("title")
        base = (
            node.first("wp:base_blog_url") or node.first("link") or node.first("wp:base_site_url")
        )
        self.paper.address = base.rstrip("/")
        for author in node.all("wp:author"):
            login = author.first("wp:author_login")
            parts = [author.first(f"wp:author_{name}_name") for name in ("first", "last")]
            name = author.first("wp:author_display_name") or " ".join(filter(None, parts))
            self.paper.authors[login] = name or login
        for category in node.all("wp:category"):
            slug = category.first("wp:category_nicename")
            name = category.first("wp:cat_name") or slug
            self.paper.categories[slug] = Category(name, category.first("wp:category_parent"))
        for term in node.all("wp:term"):
            if term.first("wp:term_taxonomy") == "category":
                slug = term.first("wp:term_slug")
                name = term.first("wp:term_name") or slug
                parent = term.first("wp:term_parent")
                self.paper.categories.setdefault(slug, Category(name, parent))


def count(path: Path) -> int:
    """Return how many items the file at `path` has, found in another way than by reading it: in its
    bytes, by where an item begins outside of what is quoted. No parser takes part: those that mend
    what is broken pass over items."""
    with path.open("rb") as file:
        if encoding_of(file.read(CHUNK)).startswith(("utf-16", "utf-32")):
            return _begun(path.read_text(encoding_of(path.read_bytes()[:4]), "replace").encode())
        file.seek(0)
        if not path.stat().st_size:
            return 0
        with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return _begun(data)


def _begun(data: mmap | bytes) -> int:
    found = at = 0
    never: set[bytes] = set()
    while (mark := _BEGINS.search(data, at)) is not None:
        at = mark.end()
        if (end := _QUOTED.get(mark[0])) is None:
            found += 1
        elif end not in never:
            close = data.find(end, at)
            if close < 0:  # it never ends, so it hides nothing
                never.add(end)
            else:
                at = close + len(end)
    return found


def sections_above(paper: Paper, slug: str) -> list[str]:
    """Return the names of the category `slug` and of those above it, the topmost first."""
    names: list[str] = []
    seen: set[str] = set()
    while slug and slug not in seen:
        seen.add(slug)
        category = paper.categories.get(slug)
        if category is None:
            break
        names.append(category.name)
        slug = category.parent
    return [name for name, _ in groupby(reversed(names))]
