"""Reads WordPress exports (WXR 1.0 to 1.2), whole ones and broken ones, item by item."""

from dateline.morgue.wordpress.errors import UnreadableExport
from dateline.morgue.wordpress.posts import Reader
from dateline.morgue.wordpress.read import Export, count

__all__ = ["Export", "Reader", "UnreadableExport", "count"]
