"""Turns the body of an old story, a piece of HTML, into blocks, and loses no word of it.

Whoever wrote it meant all of it to be read: unlike a page from the web, nothing here has to be
told from furniture. What no block can hold stays in its place as a block of its own
(``leftover``) for an editor to look at, and is named in the account. Every tag in the blocks is
written here; nothing of the source's own markup is copied, and the gate follows anyway.

Importers may write three elements of their own: ``<dateline-leftover what="…">words
</dateline-leftover>`` for what they cannot express, ``<dateline-gallery>`` around figures, and
``<dateline-media kind="audio" src="…" title="…">``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.lib.htmltext import paragraphs
from dateline.lib.tags import MAX_CHARACTERS
from dateline.morgue.copy import Inside, PictureCopy, block_id
from dateline.morgue.elements import (
    PLAYED,
    UNSEEN,
    beside,
    captioned,
    flat,
    indented,
    is_hidden,
    is_player,
    line,
    linked_picture,
    plain_link,
    shown,
    source_of,
    told_whole,
)
from dateline.morgue.pages.inline import INLINE, MARKS, Run, link_of
from dateline.morgue.pages.metadata import web_address
from dateline.morgue.pages.tables import cells, is_data
from dateline.morgue.pages.text import tidy

#: Elements inside each other up to which a body is read with its form; the parser itself stops at
#: 256, and what is deeper would be lost.
MOST_DEPTH = 200
#: Letters of something that was not brought over that are kept to be looked at.
MOST_KEPT = 4_000

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ul", "ol", "menu", "dir"}
#: What does something, or is drawn by something, that no story of this paper runs.
_STRANGE = {"form", "svg", "math", "canvas", "applet", "input", "select", "textarea", "button"}
#: What a cell of a table cannot hold.
_NO_CELL = {"img", "script", "dateline-leftover", *UNSEEN, *PLAYED, *_STRANGE}
_SOUND = re.compile(
    r"\.(?:mp3|m4a|ogg|oga|wav|flac|aac)(?:$|[?#])|soundcloud|spotify|mixcloud", re.I
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*+\r?\n[ \t]*")
_BLANK_LINE = re.compile(r"\r?\n[ \t\r]*\n\s*")
#: Tags of a whole page; what stands behind the end of one would be no part of it.
_WHOLE_PAGE = re.compile(r"</?(?:html|body)(?=[\s/>])[^<>]*>", re.I)
#: What has no end in HTML; the parser, which does not know it, takes what follows for its inside.
_VOID = re.compile(r"<(embed|source|track)(?=[\s/>])(?:[^<>\"']|\"[^\"<>]*+\"|'[^'<>]*+')*+>", re.I)
_SOURCES = ("data-orig-file", "data-src", "data-lazy-src", "data-original", "src")


@dataclass
class Body:
    """A body as blocks in raw form, and what became of things in it."""

    blocks: list[dict[str, Any]]
    inside: list[Inside]


def body_of(html: str, source_id: str, base: str = "", *, autop: bool = False) -> Body:
    """Return the body in `html`: addresses in it are relative to `base`.

    With `autop` an empty line parts paragraphs, and a line break is one, as WordPress prints what
    was written without its block editor. Raises `MarkupTooLarge`.
    """
    reader = _Reader(base, autop)
    root = _tree(html)
    if root is None:
        reader.note("markup", "skipped", "nests too deep to be read with its form; its words stay")
        for words in paragraphs(html):
            reader.text.append(f"<p>{escape(words, quote=False).replace(chr(10), '<br>')}</p>")
    else:
        reader.read(root)
    return Body(reader.finished(source_id), reader.inside)


def _tree(html: str) -> HtmlElement | None:
    """Return the tree of `html`; None where it nests too deep."""
    if len(html) > MAX_CHARACTERS:
        paragraphs(html)  # refuses it, with the bound
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    # Nothing is closed here: what the body itself leaves open or closes too early is no text.
    inside = _VOID.sub(r"\g<0></\1>", _WHOLE_PAGE.sub("", html))
    whole = f"<html><body><div>{inside}"
    try:
        root = document_fromstring(whole.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MOST_DEPTH:
            return None
    return root


@dataclass
class _Reader:
    base: str
    autop: bool
    made: list[tuple[str, Any]] = field(default_factory=list)
    inside: list[Inside] = field(default_factory=list)
    #: Paragraphs, lists and quotations in a row: they share a text block.
    text: list[str] = field(default_factory=list)
    run: Run = field(init=False)

    def __post_init__(self) -> None:
        self.run = Run(self.base)

    def note(self, what: str, state: str, reason: str = "") -> None:
        self.inside.append(Inside(what, state, reason))

    def read(self, root: HtmlElement) -> None:
        body = root.find("body")
        self._walk(body if body is not None else root, frozenset(), "", "p")
        self._end("p")

    def finished(self, source_id: str) -> list[dict[str, Any]]:
        self._close()
        blocks = []
        for place, (kind, value) in enumerate(self.made):
            if kind == "gallery":
                for number, item in enumerate(value["pictures"]):
                    item["id"] = block_id(source_id, f"{place}.{number}")
            blocks.append({"type": kind, "value": value, "id": block_id(source_id, str(place))})
        return blocks

    # Walking. `kind` is what a line becomes: "p", "quote", "pre", "heading".

    def _walk(self, element: HtmlElement, marks: frozenset[str], link: str, kind: str) -> None:
        self._say(element.text, marks, link, kind)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if not tag or tag in UNSEEN:
                pass
            elif is_hidden(child):
                self._pass_over(child)
            else:
                self._one(child, tag, marks, link, kind)
            self._say(child.tail, marks, link, kind)

    def _pass_over(self, hidden: HtmlElement) -> None:
        if words := tidy(hidden.text_content()):
            self.note("hidden text", "skipped", f"readers did not see it: {words[:200]}")

    def _one(
        self, child: HtmlElement, tag: str, marks: frozenset[str], link: str, kind: str
    ) -> None:
        if tag == "br":
            if self.run.pieces and not self.run.last_line():
                self._end(kind)
            else:
                self.run.add("\x1e", frozenset(), "")
        elif tag == "img":
            self._show(self._picture(child, "", linked_picture(child, self.base)), kind)
        elif tag == "script":
            self._script(child)
        elif tag in PLAYED:
            self._end(kind)
            self._play(child, "")
        elif tag in _STRANGE:
            self._end(kind)
            self._leave(tag, source_of(child), tidy(child.text_content()))
        elif tag == "dateline-leftover":
            self._end(kind)
            self._leave(child.get("what") or "something", tidy(child.text_content()))
        elif tag in ("dateline-gallery", "figure"):
            self._figure(child, kind)
        elif tag in INLINE or tag in ("wbr", "center") or ":" in tag:
            within = marks | {MARKS[tag]} if tag in MARKS else marks
            under = (link_of(child.get("href"), self.base) if tag == "a" else "") or link
            self._say("“" if tag == "q" else "", marks, link, kind)
            self._walk(child, within, under, kind)
            self._say("”" if tag == "q" else "", marks, link, kind)
        else:
            self._end(kind)
            self._part(child, tag, marks, link, kind)

    def _part(
        self, child: HtmlElement, tag: str, marks: frozenset[str], link: str, kind: str
    ) -> None:
        if tag in _HEADINGS:
            self._walk(child, frozenset(), "", "heading")
            self._end("heading")
        elif tag in _LISTS:
            apart: list[tuple[str, Any]] = []
            if told := self._list(child, apart):
                self.text.append(told)
            for made in apart:
                self._make(*made)
        elif tag == "table":
            self._table(child, kind)
        elif tag == "blockquote":
            self._walk(child, marks, link, "quote")
            self._end("quote")
        elif tag == "pre":
            self._walk(child, frozenset(), "", "pre")
            self._end("pre")
        elif tag in ("dt", "summary"):
            self._walk(child, frozenset({"b"}), "", kind)
            self._end("strong" if kind == "p" else kind)
        elif tag != "hr":
            self._walk(child, marks, link, kind)
            self._end(kind)

    def _say(self, text: str | None, marks: frozenset[str], link: str, kind: str) -> None:
        """Take running text. Where lines count, an empty one ends the paragraph."""
        if not text:
            return
        if kind == "pre":
            self.run.add(text.replace("\r", "").replace("\n", "\x1e"), marks, link)
            return
        if not self.autop:
            self.run.add(text, marks, link)
            return
        for number, part in enumerate(_BLANK_LINE.split(text)):
            if number:
                self._end(kind)
            # A break at either end stands beside a tag: where that is a paragraph's, it is none.
            lines = _LINE_END.sub("\x1e", part)
            if self.run.pieces and self.run.pieces[-1][0].endswith("\x1e"):
                lines = lines.lstrip("\x1e")
            self.run.add(lines, marks, link)

    def _end(self, kind: str) -> None:
        """End the paragraph in hand."""
        run, self.run = self.run, Run(self.base)
        if kind == "pre":
            raw = "".join(piece for piece, _, _ in run.pieces).strip("\x1e")
            if raw.strip("\x1e \t"):
                lines = [indented(line) for line in raw.split("\x1e")]
                self.text.append(f"<p><code>{'<br>'.join(lines)}</code></p>")
            return
        words = run.text()
        if not words:
            return
        if kind == "heading":
            self._make("subheading", words.replace("\n", " "))
        elif kind == "quote":
            self.text.append(f"<blockquote>{run.html()}</blockquote>")
        elif _ADDRESS.fullmatch(words) and is_player(words) and len(run.pieces) < 4:
            self._media(words, "", "")
        elif kind == "strong":
            self.text.append(f"<p><b>{run.html()}</b></p>")
        else:
            alone = _ADDRESS.fullmatch(words) is not None
            self.text.append(f"<p>{plain_link(words) if alone else run.html()}</p>")

    def _close(self) -> None:
        """End the text block in hand."""
        if self.text:
            html = "".join(self.text).replace("</blockquote><blockquote>", "<br><br>")
            self.made.append(("text", html))
            self.text = []

    def _make(self, kind: str, value: Any) -> None:
        self._close()
        self.made.append((kind, value))

    # Lists and tables.

    def _list(self, element: HtmlElement, apart: list[tuple[str, Any]]) -> str:
        """Return a list with those inside it. What is no text goes `apart`, behind the list."""
        tag = "ol" if element.tag == "ol" else "ul"
        items: list[str] = []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in UNSEEN:
                pass
            elif child.tag in _LISTS:  # a list right inside a list, as old editors wrote them
                items.append(f"<li>{self._list(child, apart)}</li>")
            elif is_hidden(child):
                self._pass_over(child)
            else:
                items.append(f"<li>{self._item(child, apart)}</li>")
            if tail := tidy(child.tail or ""):
                items.append(f"<li>{escape(tail, quote=False)}</li>")
        if words := tidy(element.text or ""):
            items.insert(0, f"<li>{escape(words, quote=False)}</li>")
        told = "".join(item for item in items if item != "<li></li>")
        return f"<{tag}>{told}</{tag}>" if told else ""

    def _item(self, element: HtmlElement, apart: list[tuple[str, Any]]) -> str:
        inner = _Reader(self.base, self.autop)
        if element.tag == "li":
            inner._walk(element, frozenset(), "", "p")
        else:
            inner._one(element, element.tag, frozenset(), "", "p")
        inner._end("p")
        inner._close()
        self.inside += inner.inside
        told: list[str] = []
        for kind, value in inner.made:
            if kind == "text":
                told.append(flat(value))
            elif kind == "subheading":
                told.append(f"<b>{escape(value, quote=False)}</b>")
            else:
                apart.append((kind, value))
        return "<br>".join(told)

    def _table(self, element: HtmlElement, kind: str) -> None:
        if all(child.tag not in _NO_CELL for child in element.iter()) and is_data(element):
            told = cells(element)
            if told_whole(element, told):
                self._make("table", {"title": "", "source": "", "cells": told})
                return
        self._walk(element, frozenset(), "", kind)
        self._end(kind)

    # Pictures, players, and what is neither.

    def _figure(self, element: HtmlElement, kind: str) -> None:
        self._end(kind)
        images = list(element.iter("img"))
        captions = list(element.iter("figcaption"))
        if not images:
            players = [e for e in element.iter() if e.tag in PLAYED]
            caption = line(captions[0]) if captions else ""
            if len(players) == 1 and tidy(element.text_content()) in ("", caption):
                self._play(players[0], caption)
                return
            self._walk(element, frozenset(), "", kind)
            self._end(kind)
            return
        told = {caption: line(caption) for caption in captions}
        own, of_several = captioned(captions, element)
        found = []
        for image in images:
            caption = told.pop(own[image]) if image in own else ""
            picture = self._picture(image, caption, linked_picture(image, self.base))
            if picture is not None:
                found.append(picture)
            elif caption:
                self.text.append(f"<p>{escape(caption, quote=False)}</p>")
        if len(found) > 1:
            self._gallery(found, told.pop(of_several) if of_several is not None else "")
        else:
            for picture in found:
                self._show(picture)
        for part in element.iter(*PLAYED, "dateline-leftover"):
            if next(part.iterancestors(*PLAYED, "dateline-leftover"), None) is None:
                self._one(part, part.tag, frozenset(), "", kind)
        loose = tidy(" ".join(beside(element)))
        for words in filter(None, [*told.values(), loose]):
            self.text.append(f"<p>{escape(words, quote=False)}</p>")

    def _gallery(self, found: list[PictureCopy], title: str) -> None:
        items = [{"type": "item", "value": shown(picture)} for picture in found]
        self._make("gallery", {"title": title, "pictures": items})

    def _picture(self, image: HtmlElement, caption: str, linked: str) -> PictureCopy | None:
        file = linked or next(
            (a for n in _SOURCES if (a := web_address(self.base, image.get(n) or ""))), ""
        )
        alt = tidy(image.get("alt") or "")
        if not file:
            source = (image.get("src") or "")[:200]
            if "emoji" in (image.get("class") or "") or "wp-smiley" in (image.get("class") or ""):
                self.run.add(alt, frozenset(), "")
            else:
                self._leave("picture", f"{source} {alt}".strip())
            return None
        if re.search(r"s\.w\.org/images/core/emoji|/wp-includes/images/smilies/", file):
            self.run.add(alt, frozenset(), "")
            return None
        if image.get("width") in ("0", "1") and image.get("height") in ("0", "1"):
            self.note(f"picture {file}", "skipped", "a dot that counted readers")
            return None
        return PictureCopy(file, alt, caption)

    def _show(self, picture: PictureCopy | None, kind: str = "p") -> None:
        if picture is not None:
            self._end(kind)
            self._make("picture", shown(picture))

    def _play(self, element: HtmlElement, caption: str) -> None:
        addresses = [element.get(name) or "" for name in ("src", "data", "data-src", "href")]
        addresses += [e.get("src") or "" for e in element.iter("source", "embed", "iframe")]
        addresses += [
            e.get("value") or "" for e in element.iter("param") if e.get("name") in ("movie", "src")
        ]
        address = next((a for given in addresses if (a := web_address(self.base, given))), "")
        self._end("p")
        title = tidy(element.get("title") or element.get("aria-label") or "")
        if address:
            kind = element.get("kind") or ("audio" if element.tag == "audio" else "")
            self._media(address, title, caption, kind)
        else:
            self._leave(str(element.tag), source_of(element), f"{title} {caption}".strip())

    def _media(self, address: str, title: str, caption: str, kind: str = "") -> None:
        host = urlsplit(address).hostname or ""
        name = title or caption or f"{host}{urlsplit(address).path}"[:200]
        value = {
            "kind": kind or ("audio" if _SOUND.search(address) else "video"),
            "title": name[:250],
            "document": None,
            "address": address,
            "poster": None,
            "caption": caption,
            "credit": "",
        }
        self._make("media", value)
        self.note(f"player {address}", "imported", "as a link that plays elsewhere")

    def _script(self, element: HtmlElement) -> None:
        address = web_address(self.base, element.get("src") or "")
        self.note(f"script {address}".strip(), "skipped", "no story runs a program")

    def _leave(self, what: str, raw: str, words: str = "") -> None:
        """Leave something in its place that no block can hold."""
        self._end("p")
        kept = raw if not words or words in raw else f"{words}\n{raw}"
        if len(kept) > MOST_KEPT:
            kept = f"{words[:MOST_KEPT]}\n…" if words else f"{kept[:MOST_KEPT]}…"
        self._make("leftover", {"what": what[:200], "markup": kept})
        self.note(what, "lost", "no block can hold it; it stands in the draft, unseen by readers")
