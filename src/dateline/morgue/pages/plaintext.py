"""Tells the plain text of a page from data, source code and lists that are plain text as well."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from itertools import islice

from dateline.morgue.pages.errors import NotAnArticle, UnreadablePage

#: Lines looked at: what a text is shows long before its end.
LOOKED_AT = 400
#: Lines below which a text is too short to be called data or source code.
FEW_LINES = 5

_ANY_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]{0,500})?/?>|<!", re.I)
_CODE = re.compile(
    r"^\s*(?:import [\w.]+(?: as \w+)?;?$|from [\w.]+ import |def \w+\(|class \w+.{0,80}[:{]$|"
    r"(?:export |async |static |public |private |protected |final )+\w+.*[({;]$|"
    r"return\b.{0,200}[;)\]\w]$(?<![.?!])|(?:if|for|while|switch|catch) ?\(.*|"
    r"(?:if|elif|for|while|with|except)\b[^.?!]{0,200}:$|(?:else|try|finally):?\s*\{?$|"
    r"function\b.{0,80}\{|(?:const|let|var|local|my|use|package|require|"
    r"namespace) \$?[\w{].{0,200};?$|"
    r"#\s*(?:include|define|if|endif|!/)|#!/|//|/\*|\*/|<\?php|@\w+(?:\(.*\))?$|"
    r"[\w.\[\]\"']+ ?[-+*|]?=(?!=) ?\S.*|\$\w+|[})\]]+[;,]?$|self\.|raise \w+\(|[rf]?\"\"\"|"
    r"[a-z_]\w*: [\w\[\], |.]+(?: = .*)?$)|"
    r"^[^.?!]*[{;]$|^\s*[\w.]+\([^.?!]*\)[;,]?$"
)
_INDEX = re.compile(r"^(?:index of|directory listing (?:for|of)|verzeichnis von)\s+/", re.I)
_SEARCH = re.compile(
    r"^(?:search results?|suchergebnisse?|résultats de (?:la )?recherche|"
    r"resultados de (?:la )?búsqueda|resultados da (?:busca|pesquisa)|risultati della ricerca)"
    r"\s*(?:$|[|:–—-]|for\b|für\b|pour\b|para\b|per\b|[“\"«„'])|"
    r"^(?:about )?\d[\d.,]* (?:search )?results?(?: found)?\s*(?:$|for\b|\()|"
    r"^(?:results|you searched) for\s*[:“\"«„'‘]|^you searched for\b",
    re.I,
)


def lists(line: str) -> str:
    """Say what a page with `line` as its title or first line lists, or return ``""``."""
    if _INDEX.match(line):
        return "is the listing of a directory, not a story"
    return "is a page of search results, not a story" if _SEARCH.match(line) else ""


def check(text: str, source: str) -> None:
    """Raise `UnreadablePage` where the plain `text` is something else than a page's text."""
    if len(_ANY_TAG.findall(text)) >= 5:
        raise UnreadablePage(source, "is neither a page nor the plain text of one")
    if _is_json(text):
        raise UnreadablePage(source, "is JSON, not the text of a page")
    rows = [line for line in islice(text.splitlines(), LOOKED_AT) if line.strip()]
    for line in rows[:30]:
        if reason := lists(line.strip()):
            raise NotAnArticle(source, reason)
    if len(rows) < FEW_LINES:
        return
    if _is_table(rows):
        raise UnreadablePage(source, "is a table (CSV), not the text of a page")
    code = [line for line in rows if _CODE.search(line[:500])]
    if len(code) >= FEW_LINES and len(code) >= 0.3 * len(rows):
        raise UnreadablePage(source, "is source code, not the text of a page")


def _is_json(text: str) -> bool:
    bare = text.strip()
    if not bare.startswith(("{", "[")):
        return False
    try:
        json.loads(bare)
    except RecursionError:
        return True
    except ValueError:
        # Cut off, or one object a line.
        return bool(re.match(r'(?:\[\s*)?\{\s*"[^"\n]{0,100}"\s*:', bare))
    return True


def _is_table(rows: list[str]) -> bool:
    """Say whether nearly all `rows` fall into the same number of cells, three or more."""
    for mark in (",", ";", "\t", "|"):
        if sum(1 for row in rows if mark in row) < 0.8 * len(rows):
            continue
        try:
            widths = Counter(len(cells) for cells in csv.reader(rows, delimiter=mark))
        except csv.Error:
            continue
        width, many = widths.most_common(1)[0]
        if width >= 3 and many >= 0.8 * sum(widths.values()):
            return True
    return False
