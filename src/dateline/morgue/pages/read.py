"""Reads one source, page or scrape, into the story it holds."""

from __future__ import annotations

import re
from datetime import timedelta

from dateline.morgue.copy import Copy, Inside, PictureCopy
from dateline.morgue.pages import body, headline, judge, metadata, names, plaintext, sections
from dateline.morgue.pages.blocks import blocks
from dateline.morgue.pages.decode import decode
from dateline.morgue.pages.markup import check_attributes, is_markup
from dateline.morgue.pages.metadata import Metadata
from dateline.morgue.pages.pieces import Piece
from dateline.morgue.pages.scrape import scraped
from dateline.morgue.pages.text import key
from dateline.morgue.pages.tree import check_length, parse, strip
from dateline.morgue.pages.trim import trim

_KINDS = {
    "opinionnewsarticle": "opinion",
    "analysisnewsarticle": "analysis",
    "reviewnewsarticle": "review",
}


def read_source(data: bytes, source: str, address: str = "") -> Copy:
    """Return the story in `data`, a page in HTML or a whole-page text scrape.

    `source` names the file or address in messages. Raises `UnreadablePage`, one line long.
    """
    text = decode(data, source)
    if is_markup(text, source):
        return _page(text, source, address)
    return _scrape(text, source)


def read_page(data: bytes, *, source: str, address: str = "") -> Copy:
    """Return the story in the HTML `data`; `address` is where it was fetched, if it was.

    Raises `UnreadablePage` (or `NotAnArticle`), whose text is one line.
    """
    return _page(decode(data, source), source, address)


def read_scrape(data: bytes, *, source: str) -> Copy:
    """Return the story in the whole-page text scrape `data`, or raise `UnreadablePage`."""
    return _scrape(decode(data, source), source)


def _scrape(text: str, source: str) -> Copy:
    check_length(text, source)
    plaintext.check(text, source)
    return scraped(text, source)


def _page(text: str, source: str, address: str) -> Copy:
    check_attributes(text, source)
    root = parse(text, source)
    data = metadata.read(root, address)
    title = headline.find(root, data)
    judge.before(root, data, title.text, source)
    strip(root)
    check_length(root.text_content(), source)
    found = body.find(root, data.base, data.article_body)
    judge.front(found.every, data, source)
    copy = Copy(
        source_id=data.canonical or source,
        headline=title.text,
        address=data.canonical or address,
        section=data.section,
        kind=next((kind for name, kind in _KINDS.items() if name in data.kinds), "news"),
        bylines=names.bylines(data.authors, data.site),
        topics=data.keywords,
        published=data.published,
        language=data.language,
        doubts=list(data.doubts),
    )
    if data.updated and data.published and data.updated > data.published + timedelta(minutes=1):
        copy.updated = data.updated
    signed = any(key(title.tail) in key(name) for name in [data.site, *data.authors])
    if title.tail and not signed:
        copy.section = copy.section or _section(title.tail, data)
    pieces = trim(found, copy, data)
    judge.after(pieces, data, title.text, source)
    _standfirst(copy, data, found.before)
    _lead(copy, data, pieces)
    copy.body = blocks(pieces, copy.source_id)
    if not copy.published and not any("date" in doubt for doubt in copy.doubts):
        copy.doubts.append("the page states no date of publication; none was taken")
    return copy


def _section(tail: str, data: Metadata) -> str:
    host = key(data.base)
    own = key(tail) in host or "." in tail
    return tail if sections.names(tail) and not own else ""


def _standfirst(copy: Copy, data: Metadata, before: list[Piece]) -> None:
    """Take the standfirst that the page shows; its description only where it shows that one."""
    said = key(data.description)
    if len(said) < 20 or copy.standfirst:
        return
    # A description that opens the story is no standfirst: it would be read twice.
    start = "".join(key(text) for block in copy.body for text in str(block["value"])[:2000])
    if start and said[:60] in start:
        return
    for piece in before:
        if len(piece.key) >= 20 and (piece.key == said or said[:40] in piece.key):
            copy.standfirst = piece.text.replace("\n", " ")
            return


def _lead(copy: Copy, data: Metadata, pieces: list[Piece]) -> None:
    """Make a picture that opens the story, or the one the page names, its lead picture."""
    if pieces and pieces[0].kind == "picture":
        copy.lead = pieces[0].value[0]
        rest = pieces[0].value[1:]
        pieces[0].value = rest
        if not rest:
            pieces.pop(0)
    elif data.image:
        named = _name(data.image)
        shown = [one for p in pieces if p.kind == "picture" for one in p.value]
        if named and any(_name(one.file) == named for one in shown):
            return
        copy.lead = PictureCopy(data.image)
        copy.inside.append(
            Inside(f"picture {data.image}", "imported", "named by the page without a caption")
        )


def _name(file: str) -> str:
    """Return a picture's file name without the size that sites put into it."""
    last = file.split("?", 1)[0].rsplit("/", 1)[-1]
    return re.sub(r"[-_]\d{2,4}x\d{2,4}(?=\.)", "", last)
