"""Which pages there are, and which of them a key has.

Every page holds the keys of what it was made from. Rooms say in their ``plates.py`` which pages a
key has even before one of them is printed (`page_of`), and which pages there are in all
(`list_pages`). Keys tell identity (``section:3``: its name and address) from membership
(``section:3/latest``: what stands on its lists).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

#: The pages at the paths that a key tells of itself.
_PATH = re.compile("path:(/.*)", re.DOTALL)

Pages = Callable[[re.Match[str], datetime], Iterable[str]]
Lister = Callable[[datetime], Iterable[str]]

_pages: list[tuple[re.Pattern[str], Pages]] = [(_PATH, lambda key, at: [key[1]])]
_listers: list[Lister] = []


def page_of(pattern: str, pages: Pages) -> None:
    """Let `pages` name the paths of the pages that keys like `pattern` have at a moment.

    It gets the match of the whole key. A path at which nothing stands does no harm.
    """
    _pages.append((re.compile(pattern), pages))


def list_pages(lister: Lister) -> None:
    """Let `lister` yield all paths of one kind of page in print, the newest first."""
    _listers.append(lister)


def pages_of(keys: Iterable[str], at: datetime) -> set[str]:
    """Return the paths of the pages that `keys` have, whether anything is printed there or not."""
    found = set[str]()
    for key in keys:
        for pattern, pages in _pages:
            match = pattern.fullmatch(key)
            if match is not None:
                found.update(pages(match, at))
    return found


def all_pages(at: datetime) -> Iterator[str]:
    """Yield every path in print at `at`, each room's the newest first."""
    for lister in _listers:
        yield from lister(at)
