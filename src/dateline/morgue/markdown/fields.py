"""A story's front matter, field by field, under the names of this format and of others."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.morgue.copy import BylineCopy
from dateline.morgue.markdown.errors import Notes, shown

KINDS = (
    "news",
    "analysis",
    "investigation",
    "feature",
    "opinion",
    "review",
    "obituary",
    "live",
    "explainer",
    "interview",
    "letters",
    "sponsored",
    "brief",
)
#: The longest headline and slug, in characters.
LONGEST = 255

#: Other systems' names for a field. The format's own name wins where both are given.
SYNONYMS = {
    "headline": ("title",),
    "published": ("date", "pubdate", "publishdate", "publishDate"),
    "bylines": ("authors", "author", "byline"),
    "topics": ("tags", "categories", "keywords", "category"),
    "standfirst": ("description", "summary", "excerpt", "subtitle", "dek"),
    "language": ("lang",),
    "picture": ("image", "cover", "featured_image", "feature_image", "thumbnail"),
    "address": ("permalink", "url"),
}
#: Fields left behind on purpose, and why.
SKIPPED = {
    "pin": "fronts are arranged in the newsroom",
    "check": "it says what the story is an example of, for tests",
    "layout": "it says how the page looked",
    "type": "it says how the page looked",
    "weight": "fronts are arranged in the newsroom",
    "lastmod": "a changed file is not a declared update",
    "last_modified_at": "a changed file is not a declared update",
    "modified": "a changed file is not a declared update",
}
_NAMES = {name: own for own, names in SYNONYMS.items() for name in names}
_OWN = frozenset(
    {
        "slug", "section", "kind", "kicker", "headline", "short_headline", "standfirst", "place",
        "bylines", "topics", "published", "updated", "picture", "related", "language", "source",
        "sponsor", "address", "draft",
    }
)  # fmt: skip
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")


@dataclass
class Fields:
    """The front matter of one file: values by the format's own names, and their lines."""

    values: dict[str, Any]
    lines: dict[str, int]
    notes: Notes

    def line(self, name: str) -> int:
        """Return the line that `name` stands on, 1 when it is not given."""
        return self.lines.get(name, 1)

    def text(self, name: str) -> str:
        """Return a field that is words; note it as lost when it is a list or a mapping."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            return value
        self.notes.lost(name, self.line(name), "it takes words, not a list")
        return ""

    def texts(self, name: str) -> list[str]:
        """Return a field that is a list of words; words alone are parted at commas."""
        value = self.values.get(name, "")
        if isinstance(value, str):
            value = value.split(",")
        elif isinstance(value, dict):
            self.notes.lost(name, self.line(name), "it takes a list of words")
            return []
        found: list[str] = []
        for item in value:
            if not isinstance(item, str):
                self.notes.lost(name, self.line(name), "it takes a list of words")
            elif item.strip() and item.strip() not in found:
                found.append(item.strip())
        return found

    def bylines(self) -> list[BylineCopy]:
        """Return who signed: names, or mappings of ``name`` and ``role``."""
        value = self.values.get("bylines", "")
        signed: list[BylineCopy] = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                if item:
                    signed.append(BylineCopy(item))
                continue
            given = item if isinstance(item, dict) else {}
            name, role = given.get("name", ""), given.get("role", "")
            if isinstance(name, str) and isinstance(role, str) and name:
                signed.append(BylineCopy(name, role))
            else:
                self.notes.lost("byline", self.line("bylines"), "it has no name")
            for key in sorted(given.keys() - {"name", "role"}):
                self.notes.lost(f"{shown(key)} of a byline", self.line("bylines"), "it takes none")
        return signed


def sort_out(data: Any, lines: dict[str, int], first_line: int, notes: Notes) -> Fields:
    """Return the front matter `data` under the format's own names; account for the rest."""
    if not isinstance(data, dict):
        raise notes.error(first_line, "the front matter is not fields", "write key: value lines")
    if data.get("published") in ("true", "false"):
        # Jekyll marks a draft so, beside its date.
        data = {**data, "draft": "true" if data["published"] == "false" else "false"}
        del data["published"]
    values: dict[str, Any] = {}
    where: dict[str, int] = {}
    topics: list[Any] = []
    for key in sorted(data, key=lambda key: (key not in _OWN, _rank(key))):
        line, value = lines.get(key, first_line), data[key]
        own = key if key in _OWN else _NAMES.get(key)
        if key in SKIPPED:
            notes.skipped(key, SKIPPED[key])
        elif own is None:
            if value not in ("", [], {}):
                notes.lost(shown(key), line, "no such field")
        elif own == "topics" and own in values:
            topics.extend(_listed(value))
        elif own in values:
            notes.skipped(shown(key), f"{own} is given by another field")
        elif value not in ("", [], {}):
            values[own], where[own] = value, line
    if topics:
        values["topics"] = [*_listed(values["topics"]), *topics]
    return Fields(values, where, notes)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, str):
        return value.split(",")
    return value if isinstance(value, list) else [value]


def _rank(key: str) -> int:
    names = SYNONYMS.get(_NAMES.get(key, ""), ())
    return names.index(key) if key in names else 0


def headline(fields: Fields) -> str:
    """Return the headline, or raise `MarkdownError`."""
    text = fields.text("headline")
    if not text:
        raise fields.notes.error(
            fields.line("headline"), "there is no headline", "add headline: to the front matter"
        )
    if len(text) > LONGEST:
        raise fields.notes.error(
            fields.line("headline"),
            f"the headline has {len(text):,} characters, {LONGEST} is the most",
            "shorten it",
        )
    return text


def kind(fields: Fields) -> str:
    """Return the story's kind, news where none is given, or raise `MarkdownError`."""
    text = fields.text("kind") or "news"
    if text not in KINDS:
        raise fields.notes.error(
            fields.line("kind"), f"{shown(text)} is no kind of story", f"use {', '.join(KINDS)}"
        )
    return text


def slug(fields: Fields, path: Path) -> tuple[str, str]:
    """Return the slug, and the date in the file's name or ``""``.

    Without one in the front matter it is made of the file's name: ``2026-03-01-a-story.md`` and
    ``a-story/index.md`` are both ``a-story``. Raises `MarkdownError` when that gives none.
    """
    name = path.parent.name if path.stem in {"index", "_index"} else path.stem
    dated = _DATED_NAME.fullmatch(name)
    text = fields.text("slug")
    if not text:
        text = unicodedata.normalize("NFKD", dated[2] if dated else name).lower()
        text = re.sub(r"[’']", "", text.encode("ascii", "ignore").decode())
        text = re.sub(r"[^a-z0-9]+", "-", text).strip("-")
        if not text:
            raise fields.notes.error(
                1, "there is no slug, and the file's name gives none", "add slug: in small letters"
            )
    if not _SLUG.fullmatch(text) or len(text) > LONGEST:
        raise fields.notes.error(
            fields.line("slug"),
            f"{shown(text)} is no slug",
            "use small letters, figures and hyphens",
        )
    return text, dated[1] if dated else ""
