"""Who may keep an answer to a reader, and for how long (``Cache-Control``: RFC 9111)."""

from __future__ import annotations

#: Seconds for which a proxy in front may keep a page, and a word that there is none.
KEPT_IN_FRONT, KEPT_MISSING = 60, 5
NEVER_KEPT = "no-store"
#: A file of this name is always the same.
FOR_GOOD = "public, max-age=31536000, immutable"


def freshness(seconds: int) -> str:
    """Return who may keep an answer: browsers ask each time, a proxy in front after `seconds`."""
    return f"public, max-age=0, s-maxage={max(0, seconds)}, must-revalidate"
