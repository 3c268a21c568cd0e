"""Links in text to pages of the paper: only to what a reader can open."""

from __future__ import annotations

from typing import Any

from wagtail.rich_text.pages import PageLinkHandler

from dateline.stories.models import Story


class PublicPageLinkHandler(PageLinkHandler):
    """Turns ``<a linktype="page" id="…">`` into a link, if that page is public.

    Wagtail links to drafts and removed pages as well: readers would meet a 404, and the address
    of a story that is not out yet. Such a link becomes plain words.
    """

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]:
        """Return the linked pages, None for each that is not public. One query a page type."""
        return [
            page if page is not None and is_public(page) else None
            for page in super().get_many(attrs_list)
        ]


def is_public(page: Any) -> bool:
    """Whether a reader can open `page`."""
    return page.in_print if isinstance(page, Story) else bool(page.live)
