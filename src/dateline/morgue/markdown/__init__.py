"""Reads newspapers kept as Markdown files, the demo paper's own format among them.

The format is described in ``docs/reference/markdown-format.md``. Nothing here touches a
database: the loader stores what these functions return.
"""

from dateline.morgue.markdown.errors import MarkdownError
from dateline.morgue.markdown.masthead import (
    BrokenCopy,
    MastheadCopy,
    PaperCopy,
    PersonCopy,
    PolicyCopy,
    SectionCopy,
    read_masthead,
)
from dateline.morgue.markdown.story import read_folder, read_story

__all__ = [
    "BrokenCopy",
    "MarkdownError",
    "MastheadCopy",
    "PaperCopy",
    "PersonCopy",
    "PolicyCopy",
    "SectionCopy",
    "read_folder",
    "read_masthead",
    "read_story",
]
