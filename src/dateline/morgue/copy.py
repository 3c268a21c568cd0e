"""What an importer hands over: one story as it was understood, before anything is stored.

Importers parse and never touch the database; the loader stores and never parses. Between
them stands `Copy`. Its body is the raw form of a story's blocks, with two differences that
only the loader can resolve: a picture's ``image`` is a `PictureCopy`, and a link to another
story is its source slug (``related`` blocks, and ``<a href="story:SLUG">`` in text).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

#: Namespace of block ids and story uids that an import derives from its source.
IMPORTS = uuid5(NAMESPACE_URL, "https://dateline.example/imports")


def block_id(source_id: str, position: str) -> str:
    """Return the id of the block at `position` (``"3"``, ``"3.1"``) of `source_id`.

    The same source gives the same ids, so that importing it again changes nothing.
    """
    return str(uuid5(IMPORTS, f"{source_id}#{position}"))


def story_uid(importer: str, source_id: str) -> UUID:
    """Return the uid of the story that `importer` makes of `source_id`, the same each time."""
    return uuid5(IMPORTS, f"{importer}:{source_id}")


@dataclass(frozen=True)
class BylineCopy:
    """A name as it is signed, with the role given beside it (may be empty)."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class PictureCopy:
    """A picture the source shows: `file` is a path or an absolute URL.

    `focus` is what has to stay in every cut: per cent from the left and from the top.
    """

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    licence: str = ""
    focus: tuple[int, int] | None = None


@dataclass(frozen=True)
class UpdateCopy:
    """A declared update: when (aware), and the HTML that says what was added and why."""

    at: datetime
    text: str


@dataclass(frozen=True)
class CorrectionCopy:
    """A correction: when (aware), and the HTML that says what was wrong and what is right."""

    at: datetime
    text: str


@dataclass(frozen=True)
class EntryCopy:
    """One entry of live coverage. `body` holds raw blocks like a story's body."""

    at: datetime
    headline: str
    body: list[dict[str, Any]]
    by: str = ""
    key: bool = False


@dataclass(frozen=True)
class Furniture:
    """A piece of a page that is not the story: its text and what it was taken for."""

    text: str
    taken_for: str


@dataclass(frozen=True)
class Inside:
    """Something inside an item (a picture, a table, a field) and what became of it."""

    what: str
    state: str
    reason: str = ""


@dataclass
class Copy:
    """One story as an importer understood it."""

    source_id: str
    headline: str
    address: str = ""
    section: str = ""
    kind: str = "news"
    slug: str = ""
    kicker: str = ""
    short_headline: str = ""
    standfirst: str = ""
    place: str = ""
    bylines: list[BylineCopy] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    source_line: str = ""
    sponsor: str = ""
    lead: PictureCopy | None = None
    body: list[dict[str, Any]] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    updates: list[UpdateCopy] = field(default_factory=list)
    corrections: list[CorrectionCopy] = field(default_factory=list)
    entries: list[EntryCopy] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    inside: list[Inside] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    #: Paths at which it stood before, with a query that names a page; the newest first.
    addresses: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class OldList:
    """What an older system listed stories under, as it is called here: a ``section``, a ``topic``,
    a ``contributor``."""

    kind: str
    name: str


@dataclass(frozen=True)
class OldStory:
    """An item of an archive that becomes a story. `is_page` says that it was a page of the paper,
    such as who makes it; `live` that readers could read it."""

    copy: Copy
    is_page: bool
    live: bool
