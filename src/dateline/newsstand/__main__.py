"""``python -m dateline.newsstand FILE``: serve readers by the setup in FILE."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import structlog

from dateline.newsstand import workers
from dateline.newsstand.setup import BadSetup


def main() -> int:
    """Serve until told to stop."""
    if len(sys.argv) != 2:
        print("python -m dateline.newsstand FILE", file=sys.stderr)  # noqa: T201
        return 2
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *args: structlog.PrintLogger(sys.stderr),
    )
    try:
        workers.Workers(Path(sys.argv[1])).run()
    except (BadSetup, OSError) as error:
        print(f"newsstand: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
