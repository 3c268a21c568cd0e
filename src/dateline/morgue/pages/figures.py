"""Finds a page's pictures with their captions and credits."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from dateline.morgue.copy import PictureCopy
from dateline.morgue.pages.metadata import web_address
from dateline.morgue.pages.text import key, tidy
from dateline.morgue.pages.tree import marks

#: Characters of text in a figure above which it is taken for more than a picture.
MOST_TEXT = 700

_FIGURE = re.compile(
    r"(?:^|[\s_-])(?:wp-caption|caption|figure|fig|photo|image|img|picture|media)(?:$|[\s_-])"
)
_CAPTION = re.compile(r"caption|legend|cutline|description|text")
_CREDIT = re.compile(r"credit|copyright|photographer|attribution|byline|source|auth")
_CREDIT_LINE = re.compile(
    r"(?:^|\s)(?P<credit>(?:photo(?:graph)?s?|pictures?|image|bild|foto|fotos|crédit photo|credit|"
    r"crédit|source|quelle|©)\s*(?:by|credit|courtesy(?: of)?)?\s*[:.…]*\s*[^:]{2,80})$",
    re.I,
)
_BRACKETED = re.compile(r"\s*[(\[](?P<credit>[^()\[\]]{3,80})[)\]]\s*$")
_AGENCY = re.compile(
    r"getty|reuters|associated press|\bAP\b|\bAFP\b|\bEPA\b|\bdpa\b|photo|bloomberg|/|imag|foto|"
    r"supplied|courtesy|press|handout|file|times|ap\b",
    re.I,
)
_SMALL = re.compile(r"logo|icon|avatar|gravatar|sprite|emoji|pixel|spacer|blank|share|badge|1x1")
_TYPES = re.compile(r"\.(?:svg|gif|ico)(?:$|[?#])", re.I)
_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-img-url", "data-full", "src")
_INSIDE = {"table", "blockquote", "video", "audio", "pre", "ul", "ol", "h1", "h2", "form"}


def is_figure(element: HtmlElement) -> bool:
    """Say whether `element` is a picture, alone or with its caption, and nothing more."""
    if element.tag == "img":
        return True
    if element.tag == "amp-img":
        return True
    if element.tag not in ("figure", "div", "p", "span", "a", "dl", "center", "aside", "picture"):
        return False
    if element.tag not in ("figure", "a", "picture") and not _FIGURE.search(marks(element)):
        return False
    found = _images(element)
    if not found:
        return False
    if element.tag in ("a", "picture") and not tidy(element.text_content()):
        return True
    if element.tag != "figure" and len(found) != 1:
        return False
    if any(e.tag in _INSIDE for e in element.iter()):
        return False
    long = MOST_TEXT if element.tag == "figure" else 350
    paragraphs = sum(1 for p in element.iter("p") if len(tidy(p.text_content())) > 80)
    return len(tidy(element.text_content())) <= long and paragraphs <= 2


def pictures(element: HtmlElement, base: str) -> list[PictureCopy]:
    """Return the pictures that `element`, a figure, shows; none where they are decoration."""
    caption, credit = _words(element)
    found = []
    for image in _images(element):
        file = _address(image, base)
        if not file:
            continue
        alt = tidy(image.get("alt") or "")
        found.append(PictureCopy(file, alt, caption, credit))
    return list({picture.file: picture for picture in found}.values())


def _images(element: HtmlElement) -> list[HtmlElement]:
    return [element] if element.tag in ("img", "amp-img") else list(element.iter("img", "amp-img"))


def _address(image: HtmlElement, base: str) -> str:
    width = (image.get("width") or "").removesuffix("px")
    height = (image.get("height") or "").removesuffix("px")
    if any(side.isdecimal() and int(side) < 60 for side in (width, height)):
        return ""
    given = [image.get(name) or "" for name in _ADDRESSES]
    given += [part.split()[0] for part in _set(image)][-1:]
    for one in given:
        if one.startswith("data:") or _TYPES.search(one):
            continue
        file = web_address(base, one)
        if file and not _SMALL.search(file.rsplit("/", 1)[-1].lower()):
            return "" if _SMALL.search(marks(image)) else file
    return ""


def _set(image: HtmlElement) -> list[str]:
    raw = image.get("data-srcset") or image.get("srcset") or ""
    return [part for part in re.split(r",\s+", raw) if part.strip()]


def _words(element: HtmlElement) -> tuple[str, str]:
    """Return the caption and the credit written in the figure `element`."""
    if element.tag in ("img", "amp-img"):
        return "", ""
    credit_parts: list[str] = []
    for part in element.iter():
        if not isinstance(part.tag, str) or part is element:
            continue
        if _CREDIT.search(marks(part)) or "copyrightHolder" in (part.get("itemprop") or ""):
            text = tidy(" ".join(part.itertext()))
            # An outer element marked as credit may hold the caption as well.
            inner = part.find(".//figcaption") is not None
            if (
                text
                and not inner
                and not any(text in done or done in text for done in credit_parts)
            ):
                credit_parts.append(text)
    whole = tidy(" ".join(element.itertext()))
    captions = list(element.iter("figcaption")) or [
        e for e in element.iter() if isinstance(e.tag, str) and e is not element
        and _CAPTION.search(marks(e)) and tidy(e.text_content())
    ]  # fmt: skip
    caption = tidy(" ".join(captions[0].itertext())) if captions else whole
    if not caption and whole:
        caption = whole
    for text in credit_parts:
        if len(text) < 120 and key(text) != key(caption):
            caption = tidy(caption.replace(text, " "))
        elif key(text) == key(caption):
            caption = ""
    credit = " ".join(text for text in credit_parts if len(text) < 120)
    if not credit:
        caption, credit = split_credit(caption)
    return caption, clean_credit(credit)


def split_credit(caption: str) -> tuple[str, str]:
    """Return the caption without the credit at its end, and that credit, or an empty one."""
    found = _BRACKETED.search(caption)
    if found and _AGENCY.search(found["credit"]):
        return caption[: found.start()].rstrip(), clean_credit(found["credit"])
    found = _CREDIT_LINE.search(caption)
    if found and len(found["credit"].split()) <= 12:
        return caption[: found.start()].rstrip(" |–—-"), clean_credit(found["credit"])
    return caption, ""


def clean_credit(credit: str) -> str:
    """Return `credit` as names alone, without “Photo:”, “Credit…” and enclosing brackets."""
    bare = re.sub(
        r"^(?:(?:photo(?:graph)?|picture|image|bild|foto|crédit photo|credit|crédit|source|"
        r"quelle)s?"
        r"\s*(?:credit|by|courtesy(?: of)?|:|\.\.\.|…|/)*\s*[:.…]*\s+|[:©]\s*)+",
        "", tidy(credit), flags=re.I,
    )  # fmt: skip
    return tidy(bare).strip("()[] ") or tidy(credit)
