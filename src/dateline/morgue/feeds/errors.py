"""What keeps a feed from being read."""

from __future__ import annotations


class UnreadableFeed(ValueError):
    """What is at `source` is no feed, or cannot be read; `reason` says why, in words."""

    def __init__(self, source: str, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(f"{source}: {reason}")
