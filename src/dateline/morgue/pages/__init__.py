"""Reads saved web pages and whole-page text scrapes and says what story they hold.

Everything here is pure: bytes go in, a `Copy` (or one `UnreadablePage`) comes out. Nothing
fetches, and nothing is stored.
"""

from dateline.morgue.pages.errors import NotAnArticle, UnreadablePage
from dateline.morgue.pages.read import read_page, read_scrape, read_source
from dateline.morgue.pages.texts import texts

__all__ = ["NotAnArticle", "UnreadablePage", "read_page", "read_scrape", "read_source", "texts"]
