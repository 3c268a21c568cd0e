"""Finds the article in a page's JSON-LD, which sites write with every fault there is."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from dateline.morgue.pages.text import key, plain

#: Nodes looked at per page; beyond lies a catalogue, not an article.
MOST_NODES = 5_000
#: Letters of one script above which it is passed over; the longest articles' have some 200,000.
MOST_LETTERS = 1_000_000

ARTICLES = {
    "newsarticle", "article", "reportagenewsarticle", "opinionnewsarticle",
    "analysisnewsarticle", "backgroundnewsarticle", "reviewnewsarticle",
    "askpublicnewsarticle", "advertisercontentarticle", "satiricalarticle", "blogposting",
    "liveblogposting", "socialmediaposting", "report", "scholarlyarticle", "techarticle",
    "creativework", "review", "claimreview", "discussionforumposting",
}  # fmt: skip
LISTINGS = {"collectionpage", "itemlist", "searchresultspage", "profilepage"}

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)")
_WRAPPED = re.compile(r"(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)$")
#: A string that is closed, or that is not and then runs to the end; a comment; a comma.
_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*+(?:"|\Z)?|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|(?<!:)//[^\n]*|,', re.S
)
_BACKSLASH = re.compile(r'\\(?!["\\/bfnrtu])')


def nodes(root: HtmlElement) -> list[dict[str, Any]]:
    """Return every JSON-LD object of the page at `root`, outermost first."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _walk(_read(script.text_content() or "")):
            found.append(node)
            if len(found) >= MOST_NODES:
                return found
    return found


def types(node: dict[str, Any]) -> set[str]:
    """Return the types of `node`, in lower case and without their vocabulary's address."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {re.split(r"[/#:]", name)[-1].lower() for name in names if isinstance(name, str)}


def article(found: list[dict[str, Any]], headlines: list[str]) -> dict[str, Any]:
    """Return the node among `found` that is the page's article, or an empty one.

    Where several are articles, one whose headline is among `headlines` (what the page itself
    shows, as keys) comes first, then the one that says most.
    """
    best: dict[str, Any] = {}
    best_score = 0.0
    for place, node in enumerate(found):
        named = types(node)
        if not named & ARTICLES:
            continue
        headline = key(plain(node.get("headline") or node.get("name")))
        score = sum(bool(node.get(k)) for k in ("headline", "datePublished", "author", "image"))
        if any("news" in name for name in named):
            score += 1
        if headline and any(headline in shown or shown in headline for shown in headlines if shown):
            score += 4
        if named == {"creativework"} and not node.get("headline"):
            score -= 4
        if score - place / 1000 > best_score:
            best, best_score = node, score - place / 1000
    return best


def joined(node: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return `node` with its author, image and publisher fetched where it only names them."""
    named = {n["@id"]: n for n in found if isinstance(n.get("@id"), str) and len(n) > 2}

    def fetched(value: Any) -> Any:
        if isinstance(value, list):
            return [fetched(one) for one in value]
        if isinstance(value, dict) and not (value.get("name") or value.get("url")):
            return named.get(str(value.get("@id")), value)
        return value

    wanted = ("author", "creator", "image", "publisher")
    return node | {k: fetched(node[k]) for k in wanted if k in node}


def _read(raw: str) -> Any:
    if len(raw) > MOST_LETTERS:
        return None
    text = _unwrapped(raw)
    if not text:
        return None
    for repair in (_as_is, _without_comments, _without_stray_backslashes):
        try:
            return json.loads(repair(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(raw: str) -> str:
    """Return the script `raw` without the comment marks that hide it from old browsers."""
    return _WRAPPED.sub("", _WRAPPING.sub("", raw).rstrip("; \t\r\n")).strip().rstrip(";")


def _as_is(text: str) -> str:
    return text


def _without_comments(text: str) -> str:
    """Return `text` without comments, and without commas before a closing bracket.

    Reads it once from front to back: an unclosed string or comment ends with the text.
    """
    out: list[str] = []
    comma = -1
    at = 0
    for token in _TOKEN.finditer(text):
        before = text[at : token.start()]
        at = token.end()
        comma = _add(out, before, comma)
        if token[0] == ",":
            comma = len(out)
            out.append(",")
        elif token[0][0] == '"':
            comma = -1
            out.append(token[0])
    _add(out, text[at:], comma)
    return "".join(out)


def _add(out: list[str], between: str, comma: int) -> int:
    """Add what stands `between` two tokens; take back the comma at `comma` if it closes one.

    Returns where the last comma is that nothing but white space follows, or -1.
    """
    bare = between.lstrip()
    if bare and comma >= 0 and bare[0] in "}]":
        out[comma] = ""
    out.append(between)
    return -1 if bare else comma


def _without_stray_backslashes(text: str) -> str:
    return _BACKSLASH.sub(r"\\\\", _without_comments(text))


def _walk(data: Any) -> Iterator[dict[str, Any]]:
    queue = deque([data])
    seen = 0
    while queue and seen < MOST_NODES * 4:
        value = queue.popleft()
        seen += 1
        if isinstance(value, dict):
            if value.get("@type"):
                yield value
            queue.extend(v for v in value.values() if isinstance(v, dict | list))
        elif isinstance(value, list):
            queue.extend(v for v in value if isinstance(v, dict | list))


def text_of(value: Any, *keys: str) -> str:
    """Return `value` as text: itself, the first of a list, or the first of `keys` in it."""
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    if isinstance(value, dict):
        value = next((value[k] for k in keys if value.get(k)), None)
        if isinstance(value, list | dict):
            return text_of(value, *keys)
    return value if isinstance(value, str) else ""
