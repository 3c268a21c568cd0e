"""What is asked of the elements of an old body, and how the small parts of blocks are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from dateline.morgue.copy import PictureCopy
from dateline.morgue.pages.inline import link_of
from dateline.morgue.pages.metadata import web_address
from dateline.morgue.pages.text import tidy

#: What a reader never saw.
UNSEEN = {"style", "link", "meta", "title", "head", "template", "noscript", "param", "source"}
#: What plays something, in an old body.
PLAYED = {"iframe", "embed", "object", "video", "audio", "dateline-media"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp)(?:$|[?#])", re.I)
#: Hosts of which an address that stands alone on its line was shown as what it leads to.
_PLAYERS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|ted\.com|"
    r"soundcloud\.com|spotify\.com|mixcloud\.com|twitter\.com|x\.com|instagram\.com|tiktok\.com|"
    r"facebook\.com|flickr\.com|flic\.kr|slideshare\.net|issuu\.com|scribd\.com|reddit\.com|"
    r"wordpress\.tv|videopress\.com|bsky\.app|giphy\.com|imgur\.com|codepen\.io|speakerdeck\.com)$"
)
#: What in a figure is no loose word of it.
_APART = {"figcaption", "script", "dateline-leftover", *UNSEEN, *PLAYED}


def shown(picture: PictureCopy) -> dict[str, Any]:
    return {
        "image": picture,
        "caption": picture.caption,
        "alt": picture.alt,
        "credit": picture.credit,
        "licence": picture.licence,
    }


def is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def is_player(address: str) -> bool:
    try:
        return bool(_PLAYERS.search(urlsplit(address).hostname or ""))
    except ValueError:
        return False


def linked_picture(image: HtmlElement, base: str) -> str:
    """Return the address of the larger picture that a click on `image` showed, or an empty one."""
    above = image.getparent()
    if above is None or above.tag != "a" or not _PICTURE.search(above.get("href") or ""):
        return ""
    large = web_address(base, above.get("href") or "")
    small = web_address(base, image.get("src") or "")
    return large if stem(large) == stem(small) else ""


def stem(address: str) -> str:
    """Return the name of a picture without the size that WordPress adds to it."""
    name = urlsplit(address).path.rpartition("/")[2].rpartition(".")[0]
    return re.sub(r"-(?:\d+x\d+|scaled)$", "", name)


def captioned(
    captions: list[HtmlElement], whole: HtmlElement
) -> tuple[dict[HtmlElement, HtmlElement], HtmlElement | None]:
    """Return the captions within `whole` by the one picture that they are of, that of the figure
    around them; and the first caption that is of several pictures."""
    own: dict[HtmlElement, HtmlElement] = {}
    of_several = None
    known: dict[HtmlElement, list[HtmlElement]] = {}
    for caption in captions:
        holder = next(caption.iterancestors("figure", "dateline-gallery"), whole)
        if holder not in known:
            known[holder] = list(islice(holder.iter("img"), 2))
        if len(known[holder]) == 1:
            own.setdefault(known[holder][0], caption)
        elif known[holder] and of_several is None:
            of_several = caption
    return own, of_several


def beside(element: HtmlElement) -> Iterator[str]:
    """Yield the words in a figure that are in no caption."""
    if not isinstance(element.tag, str) or element.tag in _APART:
        return
    yield element.text or ""
    for child in element:
        yield from beside(child)
        yield child.tail or ""


def line(element: HtmlElement) -> str:
    return tidy(" ".join(element.itertext()))


def source_of(element: HtmlElement) -> str:
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def told_whole(table: HtmlElement, told: dict[str, Any]) -> bool:
    """Say whether every letter in `table` stands in `told`, the cells of a story's table."""
    said = "".join(table.itertext()), "".join(_texts(told))
    source, told_in_cells = (sum(map(len, tidy(each).split())) for each in said)
    return source == told_in_cells


def indented(line: str) -> str:
    """Return a line of code with the blanks at its start."""
    bare = line.expandtabs(4).lstrip(" ")
    return "\u00a0" * (len(line.expandtabs(4)) - len(bare)) + escape(bare, quote=False)


def plain_link(address: str) -> str:
    """Return an address that stands alone as a link to itself."""
    to = link_of(address, "")
    words = escape(address, quote=False)
    return f'<a href="{escape(to)}">{words}</a>' if to else words


def flat(html: str) -> str:
    """Return the paragraphs of a list's item as its lines; lists inside it stay."""
    lines = re.sub(r"</(?:p|blockquote)>(?=<(?:p|blockquote)>)", "<br>", html)
    return re.sub(r"</?(?:p|blockquote)>", "", lines)


def words_of(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """Yield every piece of text in raw blocks, in order."""
    for block in blocks:
        yield from _texts(block["value"])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, PictureCopy):
        return
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("id", "type", "image"):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
