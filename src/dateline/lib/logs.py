"""Where log lines go: to stderr, so that stdout stays the user's; mostly from a warning up."""

from __future__ import annotations

import logging
import sys


def to_stderr(level: int = logging.WARNING) -> None:
    """Set structured logging up for this process, from `level` up."""
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *args: structlog.PrintLogger(sys.stderr),
    )
