"""Which stories may be called the most read, and when none may: then the list is "Latest".

Of reads and ages alone; who reads the list learns by which `Method` it was made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.conf.options import option
from dateline.readership.ledger import Ledger, Ranked
from dateline.readership.windows import DAY, HOUR, LAST_WEEK, Window

#: Of so many stories, the most read of the paper, all its lists are made. What is read less is on
#: none; what old stories are read still takes no place.
LOOKED_AT = 2_000


@dataclass(frozen=True)
class Method:
    """How a list is made."""

    window: Window
    #: Reads that a story needs in the window.
    minimum: int
    #: Seconds after its first printing for which a story may stand on the list.
    oldest: int
    #: Stories below which it is no list of the most read.
    fewest: int

    @property
    def hours(self) -> int:
        """The window in hours."""
        return self.window.seconds // HOUR

    @property
    def whole_days(self) -> int:
        """The window in days, where days are what one would say; else 0."""
        return self.hours // 24 if self.hours > 24 and self.hours % 24 == 0 else 0

    @property
    def days(self) -> int:
        """The age limit in days."""
        return self.oldest // DAY


@dataclass(frozen=True)
class Printed:
    """A story in print: since when (seconds since 1970), and the places whose lists it may be on,
    such as the paper, its section, its topics."""

    at: float
    places: Collection[str]


@dataclass(frozen=True)
class MostRead:
    """A list that is true: the stories, the most read first, and how they were found."""

    stories: tuple[Ranked, ...]
    method: Method


def choose(
    read: Iterable[Ranked], printed: Mapping[str, float], method: Method, at: float, most: int
) -> tuple[Ranked, ...]:
    """Return up to `most` of the stories `read` that qualify by `method` at `at`, or none at all
    where fewer than `fewest` do. Of two with as many reads the newer one comes first.

    `printed` tells when each story was first printed (seconds since 1970); one that is not in it
    is out of print or of another section.
    """
    qualified = [
        story
        for story in read
        if story.reads >= method.minimum
        and story.uid in printed
        and at - printed[story.uid] <= method.oldest
    ]
    qualified.sort(key=lambda story: (-story.reads, -printed[story.uid], story.uid))
    # A list that shows fewer stories than it needs could never be one.
    return tuple(qualified[:most]) if len(qualified) >= min(method.fewest, most) else ()


def most_read(
    ledger: Ledger,
    look: Callable[[Collection[str]], Mapping[str, Printed]],
    methods: Sequence[Method],
    at: float,
    most: int,
) -> dict[str, MostRead]:
    """Return the list of each place, by the first of `methods` by which enough of its stories
    qualify. A place for which they never do is missing: what stands there then is the latest, and
    has to be called so.

    `look` tells of uids which of them are in print, and where; of the most read `LOOKED_AT` at
    most. Raises `LedgerUnusable`.
    """
    lists: dict[str, MostRead] = {}
    looked_at: set[str] = set()
    printed: dict[str, Printed] = {}
    for method in methods:
        read = ledger.top(method.window, at, minimum=method.minimum, most=LOOKED_AT)
        if len(read) < min(method.fewest, most):
            continue
        unknown = [story.uid for story in read if story.uid not in looked_at]
        if unknown:
            looked_at.update(unknown)
            printed |= look(unknown)
        found: dict[str, list[Ranked]] = {}
        for story in read:
            for place in printed[story.uid].places if story.uid in printed else ():
                found.setdefault(place, []).append(story)
        since = {uid: each.at for uid, each in printed.items()}
        for place, stories in found.items():
            chosen = () if place in lists else choose(stories, since, method, at, most)
            if chosen:
                lists[place] = MostRead(chosen, method)
    return lists


def methods() -> tuple[Method, ...]:
    """Return the methods that the options ask for: their window, and a week where that is too
    short for this paper."""
    rest = (option("MOST_READ_MINIMUM"), option("MOST_READ_DAYS") * DAY, option("MOST_READ_FEWEST"))
    window = Window(min(option("MOST_READ_HOURS") * HOUR, LAST_WEEK.seconds))
    windows = [window] if window == LAST_WEEK else [window, LAST_WEEK]
    return tuple(Method(each, *rest) for each in windows)
