"""Tells a story from the other pages a newspaper's site has."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dateline.morgue.pages import plaintext
from dateline.morgue.pages.errors import NotAnArticle
from dateline.morgue.pages.metadata import Metadata
from dateline.morgue.pages.pieces import Piece
from dateline.morgue.pages.text import tidy, words

#: Words below which a text is a story only where the page says so.
FEW_WORDS = 25
#: Linked headlines from which on a page may be a front page.
MANY_HEADLINES = 8
#: Words of its own below which a page with so many is one.
LITTLE_OF_ITS_OWN = 80
#: Paragraphs under a linked headline that are its teaser.
BEYOND = 2

_ERROR = re.compile(
    r"^\W*(?:error\W*)?(?:40[0-9]|41[0-9]|50[0-9])\b|"
    r"page (?:not found|cannot be found|can.t be found)|"
    r"not found\W*$|access denied|^forbidden|service unavailable|internal server error|"
    r"bad gateway|just a moment|attention required|are you a (?:robot|human)|"
    r"(?:seite|página|pagina|page) (?:nicht gefunden|no encontrada|non trovata|introuvable)",
    re.I,
)
_LOGIN = re.compile(
    r"^\W*(?:log ?in|sign ?in|login|anmelden|einloggen|iniciar sesi[oó]n|se connecter|register)\b",
    re.I,
)


def before(root: HtmlElement, data: Metadata, title: str, source: str) -> None:
    """Raise `NotAnArticle` where the unstripped page says itself that it is no story."""
    if data.is_listing:
        raise NotAnArticle(source, "calls itself a list of stories, not a story")
    if _ERROR.search(title or data.window_title) and not data.is_article:
        raise NotAnArticle(source, f"is an error page (“{(title or data.window_title)[:60]}”)")
    heading = next((tidy(h.text_content()) for h in root.iter("h1")), "")
    for line in (title, heading, data.window_title):
        if (reason := plaintext.lists(line)) and not data.kinds:
            raise NotAnArticle(source, reason)
    password = any((i.get("type") or "").lower() == "password" for i in root.iter("input"))
    if password and _LOGIN.search(title or data.window_title):
        raise NotAnArticle(source, "is a page to log in, not a story")
    if not data.is_article and _linked_headings(root) >= 8:
        own = sum(1 for p in root.iter("p") if words(p.text_content()) >= 30 and not _in_link(p))
        if own < 4:
            raise NotAnArticle(source, "lists headlines; it looks like a front page, not a story")


def front(pieces: list[Piece], data: Metadata, source: str) -> None:
    """Raise `NotAnArticle` where nearly all text of the page stands under links to other pages.

    A front page is made of headlines that link within the site, with a teaser or two under
    each, however long; a story beside such a list has text of its own.
    """
    if data.is_article:
        return
    heads = free = under = 0
    since = BEYOND
    for piece in pieces:
        if _heads(piece, data):
            heads, since = heads + 1, 0
        elif piece.kind == "heading":
            since = BEYOND
        elif piece.kind != "picture" and (count := words(piece.text)) >= 12:
            since += 1
            own = since > BEYOND and piece.linked < 0.5 * len(piece.text)
            free, under = free + count * own, under + count * (not own)
    if heads >= MANY_HEADLINES and free < max(LITTLE_OF_ITS_OWN, 0.2 * under):
        raise NotAnArticle(source, "lists headlines; it looks like a front page, not a story")


def _heads(piece: Piece, data: Metadata) -> bool:
    """Say whether a piece is the headline of another page of the site, and its link."""
    if piece.kind not in ("heading", "p", "item") or words(piece.text) < 4:
        return False
    link = next((a for a in [piece.holder, *piece.holder.iterancestors()] if a.tag == "a"), None)
    if piece.linked < 0.8 * len(piece.text) and link is None:
        return False
    host = urlsplit(piece.href or (link.get("href") or "" if link is not None else "")).hostname
    own = urlsplit(data.canonical or data.base).hostname or ""
    return not host or not own or host.split(".")[-2:] == own.split(".")[-2:]


def after(pieces: list[Piece], data: Metadata, title: str, source: str) -> None:
    """Raise `NotAnArticle` where what was found on the page is too little, or all links."""
    prose = [p for p in pieces if p.kind in ("p", "quote", "item", "pre")]
    count = sum(words(p.text) for p in prose)
    if not prose or count == 0:
        raise NotAnArticle(source, "has no text that could be a story")
    if not title:
        raise NotAnArticle(source, "has no headline, so it is not taken for a story")
    if count < (6 if data.is_article else FEW_WORDS):
        raise NotAnArticle(source, f"has only {count} words of text, too few for a story")
    linked = sum(p.linked for p in prose)
    if linked > 0.6 * sum(len(p.text) for p in prose) and not data.is_article:
        raise NotAnArticle(source, "is mostly links; it looks like a list, not a story")


def _linked_headings(root: HtmlElement) -> int:
    found = 0
    for heading in root.iter("h2", "h3", "h4"):
        link = heading.find(".//a")
        inside = _in_link(heading)
        if (link is not None or inside) and words(tidy(heading.text_content())) >= 4:
            found += 1
    return found


def _in_link(element: HtmlElement) -> bool:
    return any(a.tag == "a" for a in element.iterancestors())
