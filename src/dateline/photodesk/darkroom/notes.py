"""Reads what a picture's file says about the picture: XMP, IPTC-IIM and EXIF.

Each property is looked for in the order of the IPTC Photo Metadata Mapping Guidelines (2023.1)
and the technical reference of the standard (2025.1): first as XMP, then as IIM, then as EXIF,
which cameras fill with their own names. What cannot be read is passed over: notes are no reason
to refuse a picture. Values come as they stand; `photodesk.words` cleans them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Any

from defusedxml import ElementTree
from PIL import ExifTags, Image, IptcImagePlugin

#: No packet is read beyond this, in bytes, and no value beyond that, in characters.
MOST_XMP = 2_000_000
MOST_CHARACTERS = 20_000
#: Of lists, such as of creators.
MOST_VALUES = 20

_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_CC = "{http://creativecommons.org/ns#}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: Where each property stands: in XMP, in IIM (record 2), in EXIF's first directory.
PLACES: dict[str, tuple[str, int | None, int | None]] = {
    "title": (f"{_DC}title", 5, None),
    "headline": (f"{_PHOTOSHOP}Headline", 105, None),
    "description": (f"{_DC}description", 120, ExifTags.Base.ImageDescription),
    "alt": (f"{_CORE}AltTextAccessibility", None, None),
    "creators": (f"{_DC}creator", 80, ExifTags.Base.Artist),
    "credit": (f"{_PHOTOSHOP}Credit", 110, None),
    "source": (f"{_PHOTOSHOP}Source", 115, None),
    "copyright": (f"{_DC}rights", 116, ExifTags.Base.Copyright),
    "licence": (f"{_CC}license", None, None),
    "terms": (f"{_RIGHTS}UsageTerms", None, None),
    "statement": (f"{_RIGHTS}WebStatement", None, None),
    "instructions": (f"{_PHOTOSHOP}Instructions", 40, None),
    "created": (f"{_PHOTOSHOP}DateCreated", 55, None),
}

#: IIM's name for UTF-8 (ISO 2022), in dataset 1:90.
_UTF_8 = b"\x1b%G"
_BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, AttributeError)
#: Codecs are files, too: they are opened while files can be.
_LATIN = codecs.lookup("cp1252")


def read(image: Image.Image) -> dict[str, list[str]]:
    """Return the values of each property that `image` has, by the names of `PLACES`."""
    xmp, iim, exif = _xmp(image), _iim(image), _exif(image)
    found = {}
    for name, (in_xmp, in_iim, in_exif) in PLACES.items():
        values = xmp.get(in_xmp) or iim.get(in_iim) or exif.get(in_exif)
        if values:
            found[name] = [value[:MOST_CHARACTERS] for value in values[:MOST_VALUES]]
    if "created" not in found and (taken := exif.get(ExifTags.Base.DateTimeOriginal)):
        found["created"] = taken
    return found


def _xmp(image: Image.Image) -> dict[Any, list[str]]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    if not packet or len(packet) > MOST_XMP:
        return {}
    try:
        tree = ElementTree.fromstring(packet.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (*_BROKEN, ElementTree.ParseError):
        return {}
    found: dict[Any, list[str]] = {}
    for description in tree.iterfind(f".//{_RDF}RDF/{_RDF}Description"):
        for name, value in description.items():
            found.setdefault(name, [value])
        for child in description:
            found.setdefault(child.tag, _values(child))
    return {name: said for name, values in found.items() if (said := _said(values))}


def _values(element: Any) -> list[str]:
    """The values of an XMP property. Of one in several languages the default one, or the first."""
    items = list(element.iter(f"{_RDF}li"))
    if element.find(f"{_RDF}Alt") is not None:
        items.sort(key=lambda item: item.get(_LANG) != "x-default")
        items = items[:1]
    if items:
        return ["".join(item.itertext()) for item in items[:MOST_VALUES]]
    return [element.get(f"{_RDF}resource") or "".join(element.itertext())]


def _iim(image: Image.Image) -> dict[Any, list[str]]:
    try:
        datasets = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]
    except _BROKEN:
        return {}
    stated = datasets.get((1, 90)) == _UTF_8
    found = {}
    for (record, number), value in datasets.items():
        values = value if isinstance(value, list) else [value]
        if record == 2:
            found[number] = _said(_decoded(one or b"", stated) for one in values)
    return found


def _exif(image: Image.Image) -> dict[Any, list[str]]:
    try:
        first = image.getexif()
        tags = {**first, **first.get_ifd(ExifTags.IFD.Exif)}
    except _BROKEN:
        return {}
    found = {}
    for tag, value in tags.items():
        if isinstance(value, str):
            raw = value.encode("latin-1", "replace")
            said = _decoded(raw, False)
            parts = re.split(r"\s*;\s*", said) if tag == ExifTags.Base.Artist else [said]
            found[tag] = _said(parts)
    return found


def _decoded(raw: bytes, stated: bool) -> str:
    """`raw` as UTF-8 where that was stated or fits, else as Western European programs write."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(errors="replace") if stated else _LATIN.decode(raw, "replace")[0]


def _said(values: Iterable[str]) -> list[str]:
    return [value for value in values if value.strip("\0 \r\n\t")]
