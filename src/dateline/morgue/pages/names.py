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
    r"\s*[|,•·–—-]?\s*\b(?:published|updated|posted|last updated|on)\b.*$|"
    r"\s*[|•·]\s*.*$|\s+[-–—]\s+.*$",
    re.I,
)
_APART = re.compile(r"\s*(?:;|&|\band\b|\bund\b|\by\b|\bet\b)\s+", re.I)
_COMMA = re.compile(r"\s*,\s*")
#: What stands behind a name and its comma and is neither a name nor a role.
_DEGREE = re.compile(
    r"^(?:ph\.? ?d|d\.?phil|m\.?d|m\.?b\.?a|m\.?a|m\.?sc?|b\.?sc?|b\.?a|j\.?d|esq|m\.?p\.?h|"
    r"r\.?n|ll\.?[bm]|cpa|cfa|prof|dr)\.?$",
    re.I,
)
_YOUNGER = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.I)
_ROLE = re.compile(
    r"^(?:.*\b(?:writer|editor|reporter|correspondent|columnist|staff|bureau|chief|critic|"
    r"redakteur(?:in)?|journalist(?:e|a)?|producer|photographer|contributor|analyst)\b.*)$",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*\.?")
_AGENCY = re.compile(r"\b(?:Reuters|Bloomberg|Xinhua|Associated|Press|Agence|News|Times|Post)\b")
_TITLED = re.compile(
    r"^(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,2}?) (?P<role>(?:[A-Z]\w+ )?"
    r"(?:Staff Writer|Writer|Editor|Reporter|Correspondent|Columnist|Critic))$"
)
_WITH = re.compile(r"\s*\((?:with|mit|avec|con)\s+", re.I)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d|^(?:admin|administrator|webmaster|editors?|staff|none|null|undefined|"
    r"author|redaktion|redacci[oó]n|unknown|user|anonymous|guest|press release|contributors?|"
    r"correspondent|reporter|writer|newspaper|home|news)$",
    re.I,
)
#: Desks, by the end of what they are called: nobody signs like this.
_DESK = re.compile(
    r"(?:^|\s)(?:(?:web|news|sports?|city|foreign|online|digital|business|the|our)?[ -]?desk|"
    r"news ?room|(?:editorial|web|online|digital|news) (?:staff|team)|news ?staff|"
    r"(?:staff|special|guest|our|own|senior) "
    r"(?:reporter|writer|correspondent|contributor|author)s?|"
    r"(?:news )?agenc(?:y|ies)|agencias|agenturen|agences|news ?service|redaktion)$",
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
    for person in _APART.split(line):
        _read(_turned(_COMMA.split(person)), pairs)
    return pairs


def _read(parts: list[str], pairs: list[tuple[str, str]]) -> None:
    """Add the names in `parts`, what stood between commas, to `pairs` with their roles."""
    for raw in parts:
        part = _BY.sub("", raw).strip(" ,.;:|-–—")
        titled = _TITLED.match(part)
        if not part or _DEGREE.match(part):
            continue
        if titled:
            pairs.append((titled["name"], titled["role"]))
        elif pairs and _YOUNGER.match(part):
            pairs[-1] = (f"{pairs[-1][0]}, {part.rstrip('.')}{_stop(part)}", pairs[-1][1])
        elif pairs and _ROLE.match(part):
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}, {part}".strip(", "))
        elif (
            not _NOT_A_NAME.search(part)
            and not _DESK.search(part)
            and len(part) <= 60
            and len(part.split()) <= 6
        ):
            pairs.append((part, ""))


def _stop(part: str) -> str:
    return "." if part[:1] in "JSjs" else ""


def _turned(parts: list[str]) -> list[str]:
    """Return “Okafor, Ines”, as catalogues write one person, as the one name it is."""
    if len(parts) != 2:
        return parts
    last, first = (part.strip() for part in parts)
    whole = f"{first} {last}"
    single = " " not in last and 1 <= len(first.split()) <= 2
    # Agencies and cities are written in one word as well, but in capitals or as roles.
    plain = all(_LETTERS.fullmatch(word) for word in whole.split())
    other = (
        _ROLE.match(whole) or _DEGREE.match(first) or _YOUNGER.match(first) or _AGENCY.search(whole)
    )
    cased = all(
        word[0].isupper() and not (len(word) > 2 and word.isupper()) for word in whole.split()
    )
    return [whole] if single and plain and cased and not other else parts
