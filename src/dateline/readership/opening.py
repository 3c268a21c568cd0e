"""Opens the store of reads that a paper has: a file, or Redis where several machines count."""

from __future__ import annotations

from pathlib import Path

from dateline.readership.ledger import Ledger
from dateline.readership.store import Store

#: The name of the file, beside the other files that a paper writes while it runs.
FILE = "reads.db"


def open_ledger(var: Path, redis_url: str = "") -> Ledger:
    """Open the reads of the paper whose files lie in `var`. Raises `LedgerUnusable`."""
    if redis_url:
        # Only who counts on several machines pays for the import.
        from dateline.readership.redis_store import RedisStore

        return RedisStore(redis_url)
    return Store(var / FILE)


def is_there(var: Path, redis_url: str = "") -> bool:
    """Whether anybody may have counted yet: a reader of lists makes no file."""
    return bool(redis_url) or (var / FILE).is_file()
