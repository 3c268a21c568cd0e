"""Parses markup into a tree that is safe to walk: no scripts, no hidden parts, bounded depth."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.morgue.pages.errors import UnreadablePage

#: The parser itself stops at 256 levels; a page that reaches it has lost what was below.
MOST_DEPTH = 250
#: Elements above which a page is refused; large news pages have some 5,000.
MOST_ELEMENTS = 20_000
#: Elements right inside one other above which a page is refused: the work grows with the square.
MOST_BESIDE = 3_500
#: Letters of visible text above which a page is refused: a book, not a story.
MOST_LETTERS = 600_000

#: Marks of the parts of a page that tell of other stories than its own.
ELSEWHERE = re.compile(r"relat|widget|sidebar|footer|module|teaser|recommend|comment|header_?bar")
_OUT = {"script", "style", "template", "svg", "math", "iframe", "object", "embed", "applet"}
_OUT |= {"frameset", "frame", "select", "textarea", "button", "input", "link", "canvas", "dialog"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def parse(text: str, source: str) -> HtmlElement:
    """Return the tree of the page in `text`, as it came, or raise `UnreadablePage`."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadablePage(source, "holds no markup that could be read") from error
    depth = deepest = count = widest = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        if event == "start":
            count += 1
            if len(element) > MOST_BESIDE:
                widest = max(widest, sum(1 for child in element if child.tag != "br"))
    if deepest > MOST_DEPTH:
        raise UnreadablePage(source, f"nests its markup more than {MOST_DEPTH} levels deep")
    if count > MOST_ELEMENTS:
        raise UnreadablePage(source, f"has more than {MOST_ELEMENTS:,} elements; no story does")
    if widest > MOST_BESIDE:
        raise UnreadablePage(
            source, f"has more than {MOST_BESIDE:,} elements in one; no story does"
        )
    return root


def strip(root: HtmlElement) -> None:
    """Take scripts, forms' fields and what a reader does not see out of `root`, in place."""
    doomed = []
    for element in root.iter(etree.Element):
        if element.tag in ("html", "body", "head"):
            continue
        if element.tag in _OUT or _unseen(element):
            doomed.append(element)
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()


def check_length(text: str, source: str) -> None:
    """Raise `UnreadablePage` where `text`, what a reader sees, is longer than any story."""
    if len(text) > MOST_LETTERS:
        raise UnreadablePage(source, f"holds more than {MOST_LETTERS:,} letters; no story does")


def _unseen(element: HtmlElement) -> bool:
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def marks(element: HtmlElement) -> str:
    """Return the class and id of `element` in one lower-case string, to look for words in."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()
