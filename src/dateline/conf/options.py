"""The DATELINE options: one row each, with type, default and the reason it exists.

A site sets them in its settings (``DATELINE = {"LIST_LENGTH": 20}``) or in the environment
(``DATELINE_LIST_LENGTH=20``); the environment wins. `read` refuses what it does not know.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class BadOption(ValueError):
    """An option that does not exist, or a value that its type does not admit."""


@dataclass(frozen=True)
class Option:
    """One row: its name, the type of its value, the default, and what it is for."""

    name: str
    type: type
    default: Any
    help: str
    #: The least that a number may be.
    least: int = 1

    def parse(self, raw: object) -> Any:
        """Return `raw` as a value of this option. Raises `BadOption`."""
        value = self._typed(raw)
        if self.type is int and value < self.least:
            raise BadOption(f"DATELINE option {self.name}: {value} is less than {self.least}")
        return value

    def _typed(self, raw: object) -> Any:
        if isinstance(raw, self.type) and not (self.type is int and isinstance(raw, bool)):
            return raw
        if not isinstance(raw, str):
            raise BadOption(
                f"DATELINE option {self.name}: {raw!r} is not of type {self.type.__name__}"
            )
        if self.type is bool:
            words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
            if raw.lower() in words:
                return words[raw.lower()]
            raise BadOption(f"DATELINE option {self.name}: {raw!r} is neither true nor false")
        try:
            return self.type(raw)
        except ValueError as error:
            raise BadOption(
                f"DATELINE option {self.name}: {raw!r} is not of type {self.type.__name__}"
            ) from error


OPTIONS: tuple[Option, ...] = (
    Option(
        "READERS_URL",
        str,
        "http://127.0.0.1:8000",
        "Where readers reach the paper, without a slash at the end. Feeds, sitemaps and "
        "canonical links are written with it.",
    ),
    Option(
        "NEWSROOM_URL",
        str,
        "http://127.0.0.1:8001",
        "Where the newsroom is reached, without a slash at the end. Another origin than the "
        "readers' one; mail links are written with it.",
    ),
    Option("LIST_LENGTH", int, 30, "How many stories a section or topic shows."),
    Option("FEED_LENGTH", int, 30, "How many stories a feed carries."),
    Option(
        "HEADLINE_LENGTH",
        int,
        70,
        "Characters that a headline has room for on the front; the desk check asks for a short "
        "headline above it.",
    ),
    Option("RELEASE_EVERY", int, 5, "Seconds between two looks for stories that are due."),
    Option("MAIL_EVERY", int, 5, "Seconds between two looks for mail that waits to be sent."),
    Option(
        "IMPORT_MAX_BYTES",
        int,
        10_000_000,
        "The largest page or text, in bytes, that an import reads.",
    ),
    Option("INVITATION_DAYS", int, 7, "Days for which an invitation to the newsroom holds."),
    Option(
        "PICTURE_LICENCE",
        str,
        "",
        "The licence of pictures that come in without one, such as “© The Courier”. Empty: an "
        "editor writes it before the picture goes into print.",
    ),
    Option(
        "WEATHER_PROVIDER",
        str,
        "met-norway",
        "Who tells the weather: met-norway, open-meteo, or the dotted path of a provider of your "
        "own; empty: nobody. Nobody is asked before the newsroom has said where the paper stands.",
    ),
    Option(
        "WEATHER_URL",
        str,
        "",
        "Another address of that provider, such as an Open-Meteo of your own.",
    ),
    Option(
        "WEATHER_CONTACT",
        str,
        "",
        "A mail or web address by which a weather provider reaches whoever runs this site; "
        "MET Norway's terms ask for one. Empty: READERS_URL.",
    ),
    Option(
        "MOST_READ_HOURS",
        int,
        24,
        "Hours of which the list of the most read tells, 168 at most. Where too few stories were "
        "read enough in them, it tells of seven days.",
    ),
    Option(
        "MOST_READ_MINIMUM",
        int,
        10,
        "Reads in those hours below which a story does not stand on the list.",
    ),
    Option(
        "MOST_READ_FEWEST",
        int,
        3,
        "Stories that need so many reads before the list is called the most read; with fewer it "
        "shows the latest, and is called so.",
    ),
    Option(
        "MOST_READ_DAYS",
        int,
        14,
        "Days after its first printing for which a story may stand on the list.",
    ),
    Option(
        "READS_PER_NETWORK",
        int,
        5,
        "Reads of a story that count within a minute from one network (IPv4 /24, IPv6 /48).",
    ),
    Option(
        "READS_COUNTED_BY",
        str,
        "pages",
        "What counts as a read: `pages`, a story that the newsstand hands out; or `beacon`, a "
        "picture without cookies in the story's page, where a CDN in front keeps pages.",
    ),
    Option(
        "READS_REDIS",
        str,
        "",
        "Where reads are kept that several machines count: `redis://host:6379/1`. Empty: in the "
        "file `reads.db`. What stands there lasts only if Redis writes it to disk (`appendonly`).",
    ),
    Option(
        "NEWSSTAND_MEMORY",
        int,
        256,
        "Megabytes that each process of the newsstand holds of pages.",
    ),
    Option(
        "PROXY_PROTOCOL",
        bool,
        False,
        "Whether what stands in front of the newsstand says who asks by the PROXY protocol.",
    ),
    Option(
        "ACCESS_LOG",
        str,
        "",
        "Where the newsstand writes a line of JSON for each answer, without anything of the "
        "reader: a file, or `-` for standard output. Empty: nowhere.",
    ),
    Option(
        "METRICS",
        str,
        "",
        "Address and port at which the newsstand tells Prometheus its figures, such as "
        "`127.0.0.1:9464`. Empty: nowhere.",
    ),
    Option(
        "DEMONSTRATION",
        bool,
        False,
        "Says at the foot of every page that town, people and stories are invented.",
    ),
)


def read(given: Mapping[str, object], environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return every option with its value: environment first, then `given`, then the default.

    Raises `BadOption` for a name that is no option and for a value of a wrong type.
    """
    environ = os.environ if environ is None else environ
    known = {option.name: option for option in OPTIONS}
    for name in given:
        if name not in known:
            raise BadOption(f"DATELINE has no option {name!r}; it has {', '.join(sorted(known))}")
    values = {}
    for option in OPTIONS:
        raw = environ.get(f"DATELINE_{option.name}", given.get(option.name, option.default))
        values[option.name] = option.parse(raw)
    return values


def option(name: str) -> Any:
    """Return the value of option `name` in the running site."""
    from django.conf import settings

    return read(getattr(settings, "DATELINE", {}))[name]
