"""What a reader asks for: the query of the address ``/search/?q=…``, read and written.

Whatever comes is read without a fault: control characters are blanks, bytes that are no UTF-8
become question marks, of a name given twice the first counts, other names are nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

#: Where the page stands.
ADDRESS = "/search/"
#: Characters of the words, and of each other value. What is longer is cut, and the reader told.
LONGEST, LONGEST_OTHER = 200, 150
#: How much of an address is looked at.
MOST_READ, MOST_NAMES = 20_000, 50
#: Values of ``sort``.
BEST, NEWEST = "best", "newest"
#: Digits of a place: no number of 64 bits has more.
_PLACE = re.compile(r"-?[0-9]{1,19}", re.ASCII)
# Controls, lone surrogates and non-characters: no page may hold them.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PAGE = re.compile(r"[0-9]{1,3}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """A search as it was asked for; nothing of it is known to make sense."""

    #: As the reader typed them, blanks run together.
    words: str = ""
    #: Slug of a section, a contributor, a topic; empty for any.
    section: str = ""
    by: str = ""
    topic: str = ""
    #: Days, as ISO 8601 has them.
    since: str = ""
    until: str = ""
    #: Newest first, or the best of the newest.
    newest: bool = False
    #: Only stories before this place: where the page before ended.
    before: int | None = None
    #: Which page of the best ones, from 1.
    page: int = 1
    #: Whether something was longer than it may be.
    too_long: bool = False

    @property
    def filtered(self) -> bool:
        """Whether anything but words narrows it."""
        return any((self.section, self.by, self.topic, self.since, self.until))

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.words and not self.filtered

    def without_filters(self) -> Asked:
        """Return it with its words alone."""
        return Asked(words=self.words, newest=self.newest)

    def first(self, **changes: Any) -> Asked:
        """Return its first page, changed."""
        return replace(self, **{"before": None, "page": 1} | changes)

    @property
    def address(self) -> str:
        """The address where it is answered; nothing stands in it that says nothing."""
        pairs = [
            ("q", self.words),
            ("section", self.section),
            ("by", self.by),
            ("topic", self.topic),
            ("from", self.since),
            ("to", self.until),
            ("sort", NEWEST if self.newest else ""),
            ("before", "" if self.before is None else str(self.before)),
            ("page", str(self.page) if self.page > 1 else ""),
        ]
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"{ADDRESS}?{query}" if query else ADDRESS


def read(query: str) -> Asked:
    """Return what the query of an address asks for, which may be of any length and content."""
    given: dict[str, str] = {}
    for name, value in _pairs(query):
        given.setdefault(name, _tidied(value))
    values = {
        field: given.get(name, "")[:LONGEST_OTHER].strip()
        for field, name in (
            ("section", "section"), ("by", "by"), ("topic", "topic"), ("since", "from"),
            ("until", "to"),
        )
    }  # fmt: skip
    words = given.get("q", "")
    before, page = given.get("before", ""), given.get("page", "")
    place = int(before) if _PLACE.fullmatch(before) else None
    return Asked(
        words=words[:LONGEST].strip(),
        **values,
        newest=given.get("sort") == NEWEST,
        before=place if place is not None and -(1 << 63) <= place < 1 << 63 else None,
        page=max(int(page), 1) if _PAGE.fullmatch(page) else 1,
        too_long=len(words) > LONGEST or len(query) > MOST_READ,
    )


def _pairs(query: str) -> list[tuple[str, str]]:
    """The names and values of a query, the first `MOST_NAMES` of them."""
    some = "&".join(query[:MOST_READ].split("&", MOST_NAMES)[:MOST_NAMES])
    return parse_qsl(some, keep_blank_values=True, encoding="utf-8", errors="replace")


def _tidied(value: str) -> str:
    return " ".join(_UNPRINTABLE.sub(" ", value).split())


def search_in(*, section: str = "", by: str = "", topic: str = "") -> str:
    """Return the address of the search in a section, a topic or what somebody signed."""
    return Asked(section=section, by=by, topic=topic).address
