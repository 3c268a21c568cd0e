"""Reads feeds: RSS, Atom, JSON Feed, and the Atom that Blogger exports. Touches no database."""

from dateline.morgue.feeds.counting import count
from dateline.morgue.feeds.errors import UnreadableFeed
from dateline.morgue.feeds.posts import posts

__all__ = ["UnreadableFeed", "count", "posts"]
