"""What a page says of itself: JSON-LD first, then OpenGraph, microdata and other meta tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from dateline.morgue.pages import jsonld, pagedates
from dateline.morgue.pages.text import key, plain
from dateline.morgue.pages.tree import ELSEWHERE, marks

_HOUSES = {"corporation", "localbusiness", "website", "brand", "newspaper"}
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$", re.I)
#: Tags of one kind that are looked at: what comes after is a list of other things.
MOST_ALIKE = 60
#: Letters of one meta tag that are looked at.
MOST_LETTERS = 20_000


@dataclass
class Metadata:
    """The page's word about its story. Texts are plain; addresses are absolute or empty."""

    base: str = ""
    canonical: str = ""
    titles: list[str] = field(default_factory=list)
    window_title: str = ""
    description: str = ""
    authors: list[str] = field(default_factory=list)
    section: str = ""
    keywords: list[str] = field(default_factory=list)
    image: str = ""
    language: str = ""
    site: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    is_article: bool = False
    is_listing: bool = False
    kinds: set[str] = field(default_factory=set)
    article_body: str = ""
    doubts: list[str] = field(default_factory=list)


def read(root: HtmlElement, address: str) -> Metadata:
    """Return what the unstripped page at `root`, fetched from `address` or not, says of itself."""
    meta = _meta(root)
    shown = [key(h.text_content()) for h in islice(root.iter("h1"), MOST_ALIKE)]
    shown += [key(title) for title in meta["og:title"]]
    found = jsonld.nodes(root)
    node = jsonld.joined(jsonld.article(found, shown), found)
    data = Metadata()
    _addresses(data, root, meta, address)
    _words(data, root, meta, node)
    data.kinds = jsonld.types(node)
    og_type = _first(meta, "og:type").lower()
    data.is_article = bool(data.kinds & jsonld.ARTICLES) or "article" in og_type
    every = set().union(*(jsonld.types(n) for n in found)) if found else set()
    data.is_listing = bool(every & jsonld.LISTINGS) and not data.kinds
    dates = pagedates.read(root, meta, node, data.canonical)
    data.published, data.updated = dates.published, dates.updated
    data.doubts += dates.doubts
    return data


def _meta(root: HtmlElement) -> _Many:
    many = _Many()
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        value = tag.get("content")
        if name and value and value.strip():
            values = many.setdefault(name.strip().lower(), [])
            if len(values) < MOST_ALIKE:
                values.append(value[:MOST_LETTERS])
    return many


class _Many(dict[str, list[str]]):
    """Values by name; a name that is not there has none."""

    def __missing__(self, name: str) -> list[str]:
        return []


def _first(meta: _Many, *names: str) -> str:
    return next((text for name in names for text in map(plain, meta[name]) if text), "")


def _addresses(data: Metadata, root: HtmlElement, meta: _Many, address: str) -> None:
    base = next((b.get("href") or "" for b in root.iter("base")), "")
    links = [link for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    given = [link.get("href") or "" for link in links] + meta["og:url"]
    data.canonical = next((a for a in (web_address(address, g) for g in given) if a), "")
    if urlsplit(data.canonical).path in ("", "/") and not urlsplit(data.canonical).query:
        # Some sites give their front page as every page's own address.
        data.canonical = next(
            (a for a in (web_address(address, g) for g in meta["og:url"]) if a), ""
        )
        if urlsplit(data.canonical).path in ("", "/"):
            data.canonical = ""
    data.base = web_address(address or data.canonical, base) or address or data.canonical


def web_address(base: str, given: str) -> str:
    """Return `given` made absolute against `base` where that is an http address, else ``""``."""
    given = re.sub(r"[\x00-\x20\x7f]+", "", given) if given else ""
    if not given:
        return ""
    try:
        parts = urlsplit(urljoin(base, given))
        whole = parts.geturl()
        host = parts.hostname
    except ValueError:
        return ""
    fit = parts.scheme in ("http", "https") and host and "\\" not in whole and len(whole) < 2000
    return whole if fit else ""


def _words(data: Metadata, root: HtmlElement, meta: _Many, node: dict[str, Any]) -> None:
    titles = [plain(node.get("headline")) or plain(node.get("name"))]
    titles += [plain(t) for name in _TITLES for t in meta[name]]
    data.titles = [title for title in dict.fromkeys(titles) if title]
    head = next(root.iter("title"), None)
    data.window_title = plain(head.text_content()) if head is not None else ""
    data.description = plain(jsonld.text_of(node.get("description"))) or _first(
        meta, "og:description", "twitter:description", "dc.description", "description"
    )
    data.site = _first(meta, "og:site_name") or plain(jsonld.text_of(node.get("publisher"), "name"))
    data.authors = _authors(node, meta, root)
    data.section = _section(
        plain(jsonld.text_of(node.get("articleSection")))
        or _first(meta, "article:section", "og:article:section", "section")
    )
    data.keywords = _keywords(node, meta)
    image = jsonld.text_of(node.get("image"), "url", "contentUrl")
    for given in (image, _first(meta, "og:image", "og:image:url", "twitter:image")):
        data.image = data.image or web_address(data.base, given)
    language = plain(node.get("inLanguage")) or root.get("lang") or root.get("xml:lang") or ""
    language = language or _first(meta, "og:locale", "content-language", "language")
    data.language = language.replace("_", "-") if _LANGUAGE.match(language.strip()) else ""
    data.article_body = plain(jsonld.text_of(node.get("articleBody")))


_TITLES = (
    "dc:title",
    "dcterm:title",
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "headline",
    "parsely-title",
)


def _section(given: str) -> str:
    """Return a section's name from a name, the first of several, a path or a slug."""
    name = given.split(",")[0].strip("/ ").rsplit("/", 1)[-1]
    if name and not re.search(r"[A-Z ]", name) and name.isascii():
        name = re.sub(r"[-_]+", " ", name).capitalize()
    return name if len(name) <= 60 else ""


def _authors(node: dict[str, Any], meta: _Many, root: HtmlElement) -> list[str]:
    given = node.get("author") or node.get("creator")
    people = given if isinstance(given, list) else [given]
    persons = [one for one in people if one and not _is_house(one)]
    # A house beside persons is their publisher; alone, it signs.
    people = persons or people
    names = [plain(jsonld.text_of(one, "name")) for one in people if one]
    if not any(names):
        names = [
            plain(t) for n in ("author", "dc.creator", "article:author", "parsely-author", "byl")
            for t in meta[n]
        ]  # fmt: skip
        names = [name for name in names if "://" not in name]
    if not any(names):
        marked = [e for e in root.iter() if isinstance(e.tag, str) and _signs(e)]
        names = [plain(e.text_content()) for e in marked[:3]]
    return [name for name in dict.fromkeys(names) if name]


def _is_house(author: Any) -> bool:
    named = jsonld.types(author) if isinstance(author, dict) else set()
    return any(name.endswith("organization") or name in _HOUSES for name in named)


def _signs(element: HtmlElement) -> bool:
    if element.tag not in ("a", "span", "div", "p", "address", "li", "strong"):
        return False
    if "author" not in (element.get("itemprop"), element.get("rel")):
        return False
    return not any(ELSEWHERE.search(marks(a)) for a in element.iterancestors())


def _keywords(node: dict[str, Any], meta: _Many) -> list[str]:
    given = node.get("keywords")
    listed = given if isinstance(given, list) else str(given or "").split(",")
    words = [plain(word) for word in listed]
    if not any(words):
        words = [plain(word) for word in meta["article:tag"]]
    if not any(words):
        words = [plain(w) for raw in meta["news_keywords"] for w in raw.split(",")]
    kept = [word for word in words if word and len(word) <= 60 and ":" not in word]
    return list({key(word): word for word in reversed(kept)}.values())[::-1][:20]
