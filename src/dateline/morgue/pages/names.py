"""Cleans the names that pages sign with."""

from __future__ import annotations

import re

from dateline.morgue.copy import BylineCopy
from dateline.morgue.pages.text import key, plain

_BY = re.compile(
    r"^(?:by|von|par|por|di|door|text(?: by)?|words by|"
    r"written by|published by|posted by|reported by|author|autor|autore)"
    r"\s*[:\s]\s*",
    re.I,
)
_TAIL = re.compile(
    r"\s*[|,•·–—-]?\s*\b(?:published|updated|posted|last updated|on)\b.*$|\s*[|•·]\s*.*$", re.I
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\by\b|\bet\b)\s+", re.I)
_ROLE = re.compile(
    r"^(?:.*\b(?:writer|editor|reporter|correspondent|columnist|staff|bureau|chief|critic|"
    r"redakteur(?:in)?|journalist(?:e|a)?|producer|photographer|contributor|analyst)\b.*)$",
    re.I,
)
_TITLED = re.compile(
    r"^(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,2}?) (?P<role>(?:[A-Z]\w+ )?"
    r"(?:Staff Writer|Writer|Editor|Reporter|Correspondent|Columnist|Critic))$"
)
_WITH = re.compile(r"\s*\((?:with|mit|avec|con)\s+", re.I)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|webmaster|editor|staff|none|null|undefined|"
    r"author|redaktion|redacci[oó]n|unknown|user)$",
    re.I,
)


def bylines(given: list[str], site: str = "") -> list[BylineCopy]:
    """Return the names in `given`, each once, without “By”, dates, addresses and accounts.

    The name of the `site` itself stands only where it is the sole one given: an editorial.
    """
    found: dict[str, BylineCopy] = {}
    for raw in given:
        for name, role in _split(raw):
            found.setdefault(key(name), BylineCopy(name, role))
    if len(found) > 1 and site:
        found.pop(key(site), None)
    found.pop("", None)
    return list(found.values())[:20]


def _split(raw: str) -> list[tuple[str, str]]:
    line = _WITH.sub(", ", plain(raw)).replace(")", "") if _WITH.search(raw) else plain(raw)
    line = _TAIL.sub("", _BY.sub("", line)).strip(" ,.;:|-–—")
    if not line or len(line) > 160:
        return []
    pairs: list[tuple[str, str]] = []
    for part in _AND.split(line):
        part = _BY.sub("", part).strip(" ,.;:|-–—")
        if not part:
            continue
        titled = _TITLED.match(part)
        if titled:
            pairs.append((titled["name"], titled["role"]))
        elif pairs and _ROLE.match(part):
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}, {part}".strip(", "))
        elif not _NOT_A_NAME.search(part) and len(part) <= 60 and len(part.split()) <= 6:
            pairs.append((part, ""))
    return pairs
