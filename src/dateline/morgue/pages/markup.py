"""Says whether a text is a page's markup, and whether a parser may be let at it."""

from __future__ import annotations

import re

from dateline.morgue.pages.errors import UnreadablePage

#: Attributes on one tag above which a page is refused: parsers compare each with all before it.
MOST_ATTRIBUTES = 1_000

_SKIPPED = re.compile(r"\s+")
_NAME = re.compile(r"<([a-z][\w:-]*)", re.I)
_PAGE_TAG = re.compile(r"<(?:html|head|body|article|main|meta|title|div|p|h1)\b", re.I)
_TAG = re.compile(r"<(?:!--|([a-z][^\s/>]{0,40}))", re.I)
_ATTRIBUTE = re.compile(r"""[\s/]*(?:[^\s/>=][^\s/>=]*)?(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?""")
_FEEDS = ("rss", "feed", "rdf:rdf", "opml", "urlset", "sitemapindex", "svg", "xsl:stylesheet")
_UNPARSED = ("script", "style", "textarea", "title", "xmp")


def is_markup(text: str, source: str) -> bool:
    """Say whether `text` is a page in HTML; raise `UnreadablePage` where it is other XML."""
    name = _root(text[:20_000])
    if text.lstrip()[:5].lower() == "<?xml" and name not in ("html", ""):
        raise UnreadablePage(source, f"is XML ({name[:30]}), not a page")
    if name in _FEEDS:
        raise UnreadablePage(source, f"is XML ({name[:30]}), not a page")
    if source.lower().endswith((".txt", ".text", ".md")):
        return name in ("html", "head", "body", "meta", "title", "article", "main")
    tags = len(_PAGE_TAG.findall(text[:200_000]))
    if name and (tags or source.lower().endswith((".html", ".htm", ".xhtml"))):
        return True
    return bool(re.search(r"<(?:html|body)\b", text[:5000], re.I))


def _root(text: str) -> str:
    """Return the name of the first element in `text`, behind comments and declarations only."""
    at = 0
    while True:
        space = _SKIPPED.match(text, at)
        at = space.end() if space else at
        if text.startswith("<!--", at):
            end = text.find("-->", at)
            at = end + 3
        elif text[at : at + 5].lower() == "<?xml" or text[at : at + 9].lower() == "<!doctype":
            end = text.find(">", at)
            at = end + 1
        else:
            found = _NAME.match(text, at)
            return found.group(1).lower() if found else ""
        if end < 0:
            return ""


def check_attributes(text: str, source: str) -> None:
    """Raise `UnreadablePage` where a tag of `text` has more attributes than any page's.

    Reads the text once, before any parser does.
    """
    at = 0
    while (tag := _TAG.search(text, at)) is not None:
        at = tag.end()
        name = (tag.group(1) or "").lower()
        if not name:
            at = _behind(text, "-->", at)
            continue
        count = 0
        while at < len(text) and text[at] != ">":
            found = _ATTRIBUTE.match(text, at)
            at = max(at + 1, found.end() if found else 0)
            count += 1
            if count > MOST_ATTRIBUTES:
                raise UnreadablePage(
                    source, f"has a tag of more than {MOST_ATTRIBUTES:,} attributes; no page does"
                )
        if name in _UNPARSED:
            at = _behind(text, f"</{name}", at)


def _behind(text: str, mark: str, at: int) -> int:
    """Return the place of the first `mark` from `at` on, in any case, or the end of `text`."""
    found = re.compile(re.escape(mark), re.I).search(text, at)
    return found.start() if found else len(text)
