"""What a file says about its picture, made into words that an editor can start from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

#: Characters that a title, a line, a text may have.
TITLE, LINE, TEXT = 255, 255, 2_000
#: What cameras and programs write where a photographer wrote nothing.
MACHINE = re.compile(
    r"(?i)olympus digital camera|digital camera|sony dsc|kodak.*camera|dav|exif_?jpeg.*|minolta .*"
    r"|samsung.*camera pictures|screenshot|created with gimp|processed with .*|untitled"
)
_MARKUP = re.compile(r"</?[a-zA-Z!?][^<>]*>?")
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[\s]*")
#: Characters that steer what stands around them: bidirectional overrides and isolates, deprecated
#: controls, a byte order mark, tags that nobody sees.
_STEERING = {
    chr(number)
    for first, last in (
        (0x202A, 0x202E), (0x2066, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE007F)
    )
    for number in range(first, last + 1)
}  # fmt: skip
#: What a copyright notice says to be one.
_NOTICE = re.compile(r"(?i)©|\(c\)|copyright|rights|cc[ -]?by|public domain|licen[cs]e")
_DATE = re.compile(r"\s*(\d{4})[-:]?(\d{2})[-:]?(\d{2})(?!\d)")
_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<kind>[a-z-]+)/(?P<version>\d\.\d)"
    r"|publicdomain/(?P<free>zero|mark)/)"
)


@dataclass(frozen=True)
class Words:
    """What a file says about its picture: clean, bounded, empty where it says nothing."""

    title: str = ""
    alt_text: str = ""
    caption: str = ""
    credit: str = ""
    licence: str = ""
    usage_terms: str = ""
    taken_on: date | None = None


def words_of(notes: Mapping[str, Any]) -> Words:
    """Return the `notes` that the darkroom read as fields of a picture.

    The credit is the supplier's credit line, with the photographer before it where that does not
    name them; the licence is a Creative Commons one, or else the copyright notice. What a
    supplier allows or forbids goes to the terms of use, which readers do not see.
    """
    said = {
        name: [clean(str(value), TEXT) for value in values]
        for name, values in notes.items()
        if isinstance(values, list)
    }

    def first(*names: str) -> str:
        return next((value for name in names for value in said.get(name, ()) if value), "")

    terms = [first("terms"), first("instructions"), first("statement")]
    return Words(
        title=line(first("title", "headline"), TITLE),
        alt_text=line(first("alt"), 500),
        caption=first("description"),
        credit=line(_credit(said.get("creators", []), first("credit", "source")), LINE),
        licence=line(_licence(said, first("copyright")), LINE),
        usage_terms=shortened("\n".join(dict.fromkeys(each for each in terms if each)), TEXT),
        taken_on=_day(first("created")),
    )


def clean(text: str, most: int) -> str:
    """Return `text` as a person may have typed it: no markup, no controls, `most` characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _MARKUP.sub("", text)
    text = "".join(c for c in text if c == "\n" or _printable(c))
    text = _LINES.sub("\n", _SPACE.sub(" ", text)).strip()
    return "" if MACHINE.fullmatch(text) else shortened(text, most)


def line(text: str, most: int) -> str:
    """Return `text` in one line of at most `most` characters."""
    return shortened(" ".join(text.split()), most)


def shortened(text: str, most: int) -> str:
    """Return `text`, cut between words where it has more than `most` characters."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip() + "…"


def _printable(character: str) -> bool:
    if character in _STEERING:
        return False
    return unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn"} or character == "\t"


def _credit(creators: list[str], supplier: str) -> str:
    names = ", ".join(name for name in creators if name)
    if not names or names.casefold() in supplier.casefold():
        return supplier
    return f"{names} / {supplier}" if supplier else names


def _licence(said: Mapping[str, list[str]], copyright: str) -> str:
    """A Creative Commons licence, by name; else the copyright notice, marked as one."""
    addresses = [*said.get("licence", ()), *said.get("statement", ()), *said.get("terms", ())]
    commons = next((name for each in addresses if (name := _commons(each))), "")
    if commons or not copyright or _NOTICE.search(copyright):
        return commons or copyright
    return f"© {copyright}"


def _commons(address: str) -> str:
    """The name of a Creative Commons licence, by its address."""
    found = _COMMONS.search(address)
    if found is None:
        return ""
    if found["free"]:
        return "CC0" if found["free"] == "zero" else "Public domain"
    return f"CC {found['kind'].upper()} {found['version']}"


def _day(moment: str) -> date | None:
    """The day that a moment in XMP, IIM or EXIF names; None where it names none."""
    found = _DATE.match(moment)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
