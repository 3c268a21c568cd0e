"""``python -m tests.postgres COMMAND…``: runs the command if the test PostgreSQL answers.

Where it does not, the tests on it are skipped with a line that says so; under ``CI=true`` that
is a failure.
"""

import os
import shutil
import subprocess
import sys
import time

import psycopg


def answer(url: str) -> str:
    """Return the server's version, or raise `psycopg.Error`."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        return str(connection.execute("SHOW server_version").fetchone()[0])  # type: ignore[index]


def main() -> int:
    """Run the rest of the command line, or skip it."""
    url = os.environ["DATELINE_TEST_DATABASE_URL"]
    try:
        version = _answer_at_last(url)
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or ["no reason given"])[0]
        print(f"The tests on PostgreSQL are skipped, it does not answer: {reason}")  # noqa: T201
        return 1 if os.environ.get("CI") == "true" else 0
    print(f"The tests on PostgreSQL {version}:", flush=True)  # noqa: T201
    return subprocess.run(sys.argv[1:], check=False).returncode


def _answer_at_last(url: str) -> str:
    try:
        return answer(url)
    except psycopg.Error:
        # A machine of the integration service may have the server without having started it.
        if os.environ.get("CI") != "true" or os.geteuid() or not shutil.which("service"):
            raise
    subprocess.run(["service", "postgresql", "start"], check=False, capture_output=True)
    until = time.monotonic() + 20
    while True:
        try:
            return answer(url)
        except psycopg.Error:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
