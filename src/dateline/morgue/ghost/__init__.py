"""Reads the exports of Ghost, versions 0 to 6. Touches no database.

`read` says what is in an export, `count` how many posts it must have told of, and `redirects`
what a Ghost site sent elsewhere.
"""

from dateline.morgue.ghost.balance import count
from dateline.morgue.ghost.errors import UnreadableExport
from dateline.morgue.ghost.posts import posts
from dateline.morgue.ghost.read import Post, read
from dateline.morgue.ghost.redirects import Redirects, redirects

__all__ = ["Post", "Redirects", "UnreadableExport", "count", "posts", "read", "redirects"]
