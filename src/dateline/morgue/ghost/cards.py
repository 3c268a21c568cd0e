"""The cards of Ghost's editors as HTML, alike in mobiledoc and in lexical."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import unquote, urlsplit

from dateline.morgue.ghost.errors import UnreadableBody
from dateline.morgue.ghost.markup import balanced, figure, image, leftover, link, plain, tag
from dateline.morgue.ghost.prose import to_html
from dateline.morgue.ghost.values import number, rows, text

Payload = dict[str, Any]

_SCRIPT = re.compile(r'<dateline-leftover what="script">[^<]*</dateline-leftover>')


def card(name: str, payload: Any) -> str:
    """Return the card `name` as HTML; one that has no HTML is a leftover, never nothing."""
    name = name.strip().lower()
    name = _ALIASES.get(name, name)
    if not isinstance(payload, dict):
        return leftover(f"card {name}", payload) if payload else ""
    if _hidden(payload):
        return leftover(f"card {name} hidden", _told(payload))
    make = _CARDS.get(name)
    if make is None:
        return leftover(f"card {name}", _told(payload))
    html = make(payload)
    if not html.strip() and (told := _words(payload)):
        return leftover(f"card {name}", told)
    return html


def _told(payload: Payload) -> Payload:
    """Return what a card says: its fields but for the empty ones and the editor's own."""
    return {
        key: value
        for key, value in payload.items()
        if value not in ("", None, [], {}) and key not in {"version", "cardWidth", "cardName"}
    }


def _words(payload: Payload) -> str:
    """Return the words of the fields that readers would have seen."""
    return "\n".join(t for key in _READ if (t := text(payload.get(key))))


def _hidden(payload: Payload) -> bool:
    """Return whether the card was shown in letters only, or to members only."""
    seen = payload.get("visibility")
    if not isinstance(seen, dict):
        return False
    web = seen.get("web")
    if isinstance(web, dict):
        return web.get("nonMember") is False
    return seen.get("showOnWeb") is False


def _image(payload: Payload) -> str:
    src = text(payload.get("src"))
    if not src:
        return ""
    shown = image(src, text(payload.get("alt")) or text(payload.get("title")))
    href = text(payload.get("href"))
    return figure(tag("a", shown, href=href) if href else shown, text(payload.get("caption")))


def _gallery(payload: Payload) -> str:
    figures = "".join(map(_image, rows(payload.get("images"))))
    caption = text(payload.get("caption"))
    said = tag("p", balanced(caption)) if caption else ""
    return (tag("dateline-gallery", figures) if figures else "") + said


def _markdown(payload: Payload) -> str:
    said = text(payload.get("markdown"))
    try:
        return to_html(said)
    except UnreadableBody:
        return leftover("card markdown", said)


def _html(payload: Payload) -> str:
    return balanced(str(payload.get("html") or ""))


def _embed(payload: Payload) -> str:
    url, html = text(payload.get("url")), text(payload.get("html"))
    caption = text(payload.get("caption"))
    if re.search(r"<(?:blockquote|iframe)\b", html, re.I):
        # The words and the address are there; the script only dresses them.
        return figure(_SCRIPT.sub("", balanced(html)), caption)
    if html:
        return figure(balanced(html), caption)
    if re.match(r"https?://", url, re.I):
        return figure(tag("iframe", "", src=re.sub("^http:", "https:", url, flags=re.I)), caption)
    return figure(escape(url), caption) if url or caption else ""


def _bookmark(payload: Payload) -> str:
    given = payload.get("metadata")
    told = {**payload, **(given if isinstance(given, dict) else {})}
    url = text(payload.get("url")) or text(told.get("url"))
    title, more = text(told.get("title")), text(told.get("description"))
    anchor = tag("a", escape(title or url), href=url) if url or title else ""
    caption = text(payload.get("caption"))
    said = tag("p", " ".join(filter(None, (anchor, escape(more))))) if anchor or more else ""
    return said + (tag("p", balanced(caption)) if caption else "")


def _code(payload: Payload) -> str:
    code = payload.get("code")
    shown = tag("pre", tag("code", escape(code if isinstance(code, str) else "", quote=False)))
    caption = text(payload.get("caption"))
    return figure(shown, caption) if caption else shown


def _button(payload: Payload) -> str:
    href = text(payload.get("buttonUrl")) or text(payload.get("url"))
    return link(href, escape(text(payload.get("buttonText")) or text(payload.get("text"))))


def _callout(payload: Payload) -> str:
    emoji, said = text(payload.get("calloutEmoji")), text(payload.get("calloutText"))
    return tag("aside", tag("p", " ".join(filter(None, (escape(emoji), balanced(said))))))


def _toggle(payload: Payload) -> str:
    heading = text(payload.get("heading"))
    said = tag("h3", escape(plain(heading))) if heading else ""
    return said + _block(text(payload.get("content")))


def _header(payload: Payload) -> str:
    heading = text(payload.get("header")) or text(payload.get("heading"))
    more = text(payload.get("subheader")) or text(payload.get("subheading"))
    background = text(payload.get("backgroundImageSrc"))
    shown = figure(image(background)) if background else ""
    said = tag("h2", escape(plain(heading))) if heading else ""
    return shown + said + _block(more) + (_button(payload) if payload.get("buttonText") else "")


def _product(payload: Payload) -> str:
    src = text(payload.get("productImageSrc"))
    title = text(payload.get("productTitle"))
    stars = min(5, max(0, int(number(payload.get("productStarRating")))))
    rated = stars if payload.get("productRatingEnabled") else 0
    button = {"url": payload.get("productUrl"), "text": payload.get("productButton")}
    return (
        (figure(image(src)) if src else "")
        + (tag("h3", escape(plain(title))) if title else "")
        + _block(text(payload.get("productDescription")))
        + (tag("p", f"{rated}/5") if rated else "")
        + _button(button)
    )


def _call_to_action(payload: Payload) -> str:
    src = text(payload.get("imageUrl"))
    sponsor = text(payload.get("sponsorLabel")) if payload.get("hasSponsorLabel") else ""
    said = (figure(image(src)) if src else "") + _block(text(payload.get("textValue")))
    button = _button({**payload, "text": ""}) if payload.get("showButton", True) else ""
    return _block(sponsor) + said + button


def _media(kind: str) -> Callable[[Payload], str]:
    def make(payload: Payload) -> str:
        src = text(payload.get("src"))
        caption = text(payload.get("caption")) or escape(text(payload.get("title")))
        return figure(tag(kind, "", src=src), caption) if src or caption else ""

    return make


def _file(payload: Payload) -> str:
    src = text(payload.get("src"))
    name = text(payload.get("fileName")) or unquote(urlsplit_path(src).rpartition("/")[2])
    title, more = text(payload.get("fileTitle")), text(payload.get("fileCaption"))
    said = tag("a", escape(title or name), href=src) if src or title or name else ""
    more = " ".join(filter(None, (said, escape(plain(more)))))
    return tag("p", more) if more else ""


def urlsplit_path(address: str) -> str:
    """Return the path of `address`, ``""`` where it cannot be parted."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _block(html: str) -> str:
    """Return `html` from the source as a block: in a paragraph unless it brings its own."""
    if not html:
        return ""
    said = balanced(html)
    own = re.match(r"\s*<(?:p|h[1-6]|ul|ol|blockquote|div|figure|pre)\b", said)
    return said if own else tag("p", said)


_ALIASES = {
    "card-markdown": "markdown",
    "codeblock": "code",
    "horizontalrule": "hr",
    "embed-card": "embed",
    "image-card": "image",
    "html-card": "html",
    "cta": "call-to-action",
}
#: What a card says goes into a leftover by itself where the card makes no HTML.
_READ = ("caption", "title", "url", "html", "alt", "text", "heading", "content")
_CARDS: dict[str, Callable[[Payload], str]] = {
    "image": _image,
    "gallery": _gallery,
    "markdown": _markdown,
    "html": _html,
    "embed": _embed,
    "bookmark": _bookmark,
    "hr": lambda _: "<hr>",
    "code": _code,
    "button": _button,
    "callout": _callout,
    "toggle": _toggle,
    "header": _header,
    "product": _product,
    "call-to-action": _call_to_action,
    "video": _media("video"),
    "audio": _media("audio"),
    "file": _file,
}
