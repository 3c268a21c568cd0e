"""What a newsroom decides about an import, in a file: names, sections, topics, what goes live.

TOML, every table of which may be missing::

    [authors]                 # a login or a name in the source: the name that is signed
    "jdoe" = "Jane Doe"
    [sections]                # a category in the source: a section of this paper
    "uncategorized" = "City"
    "" = "City"               # what has no category
    [topics]                  # a category or tag in the source: a topic; "" leaves it out
    "misc" = ""
    [kinds]                   # a type of item in the source: a kind of story; "" leaves it out
    "event" = "brief"
    [publish]                 # what was in print there goes into print here, with its date
    stories = true
    pages = false
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.lib.files import NoPlainFile, TooLarge, read_plain

MOST_BYTES = 5_000_000
#: The section of what was a page of the old paper and no story.
PAGES = "Pages"
_TABLES = ("authors", "sections", "topics", "kinds")


class BadMapping(ValueError):
    """A mapping file that cannot be used; its text says what is wrong and where."""


@dataclass(frozen=True)
class Mapping:
    """What was decided. Keys are in small letters."""

    authors: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    stories_live: bool = False
    pages_live: bool = False

    def author(self, *names: str) -> str:
        """Return how somebody signs whom the source calls by `names`: as decided for one of them,
        else as the last one says."""
        return _decided(self.authors, names, names[-1])

    def section(self, *names: str) -> str:
        """Return the section for a category with these names (slug and name); for no category
        they are empty."""
        return _decided(self.sections, names, names[-1])

    def topic(self, *names: str) -> str:
        """Return the topic for a tag with these names; empty where it is left out."""
        return _decided(self.topics, names, names[-1])


def _decided(table: dict[str, str], names: tuple[str, ...], otherwise: str) -> str:
    return next((table[name.lower()] for name in names if name.lower() in table), otherwise)


def read_mapping(path: Path) -> Mapping:
    """Return what the file at `path` decides. Raises `BadMapping`."""
    try:
        data = tomllib.loads(read_plain(path, most=MOST_BYTES).decode("utf-8"))
    except OSError as error:
        raise BadMapping(f"{path}: cannot be read: {error.strerror}") from error
    except (NoPlainFile, TooLarge) as error:
        raise BadMapping(f"{path}: is no mapping file") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadMapping(f"{path}: is no TOML: {error}") from error
    if unknown := sorted(set(data) - {*_TABLES, "publish"}):
        known = ", ".join((*_TABLES, "publish"))
        raise BadMapping(f"{path}: [{unknown[0]}] decides nothing; tables are {known}")
    tables = {name: _table(path, name, data.get(name, {})) for name in _TABLES}
    publish = data.get("publish", {})
    for name, value in publish.items() if isinstance(publish, dict) else [("", publish)]:
        if name not in {"stories", "pages"} or not isinstance(value, bool):
            raise BadMapping(f"{path}: [publish] takes stories and pages, true or false")
    return Mapping(
        **tables, stories_live=publish.get("stories", False), pages_live=publish.get("pages", False)
    )


def _table(path: Path, name: str, table: Any) -> dict[str, str]:
    if not isinstance(table, dict):
        raise BadMapping(f"{path}: [{name}] is no table")
    for key, value in table.items():
        if not isinstance(value, str):
            raise BadMapping(f"{path}: [{name}] {key!r} takes words in quotation marks")
    return {key.lower(): value for key, value in table.items()}
