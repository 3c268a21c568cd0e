"""Writes invented pages for the tests, so that none of them leans on somebody's real page."""

from __future__ import annotations

from dateline.morgue.copy import Copy
from dateline.morgue.pages import read_page

PARAGRAPHS = (
    "The harbour council of Larkhaven voted on Tuesday to close the old swing bridge for good.",
    "Eleven members were for it, four against; two [both from the northern ward] left the room.",
    "“We have waited nine years … and paid for every one of them,” said Ines Okafor, who led it.",
    "The bridge opened in 1911 and carried the tram until the line was given up in 1962.",
    "A new crossing, a quarter of a mile upstream, is to cost about 14 million and take two years.",
)


def article(*parts: str) -> str:
    """Return the markup of a story's body: the paragraphs, with `parts` after the first."""
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    return "".join([first, *parts, *rest])


def page(body: str, head: str = "", title: str = "Swing bridge to close for good") -> str:
    """Return a whole page round `body`, an article of an invented paper."""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} - The '
        f'Larkhaven Bell</title><meta property="og:type" content="article"><meta '
        f'property="og:site_name" content="The Larkhaven Bell">{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>'
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        f"<footer>© The Larkhaven Bell. All rights reserved.</footer></body></html>"
    )


def read(body: str, head: str = "", address: str = "https://bell.example/news/bridge") -> Copy:
    """Return the story read from `page(body, head)`."""
    return read_page(page(body, head).encode(), source="bridge.html", address=address)
