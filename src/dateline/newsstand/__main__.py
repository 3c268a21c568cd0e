"""``python -m dateline.newsstand FILE``: serve readers by the setup in FILE."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from dateline.lib import logs
from dateline.newsstand import workers
from dateline.newsstand.setup import BadSetup


def main() -> int:
    """Serve until told to stop."""
    if len(sys.argv) != 2:
        print("python -m dateline.newsstand FILE", file=sys.stderr)  # noqa: T201
        return 2
    logs.to_stderr(logging.INFO)
    try:
        workers.Workers(Path(sys.argv[1])).run()
    except (BadSetup, OSError) as error:
        print(f"newsstand: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
