"""The access log: a line of JSON for each answer, without anything of the reader."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)

#: Seconds for which lines carry the same moment: it is told to a tenth.
_SAME = 0.1


class Journal:
    """Gathers lines and writes them when `write` is called. Without a file it does nothing."""

    def __init__(self, file: str) -> None:
        """Write to `file`, or to standard output where it is ``-``."""
        self._path = None if file in {"", "-"} else Path(file)
        self._out = -1
        self.on = bool(file)
        self.dropped = 0
        self._lines: list[bytes] = []
        self._stamp, self._from, self._until = b"", 0.0, 0.0
        self._fault = ""

    def note(self, said: bytes, now: float) -> None:
        """Note an answer at `now`: what was `said` of it (`answers.said`)."""
        if not self._from <= now < self._until:
            self._from = now - now % _SAME
            self._until = self._from + _SAME
            at = datetime.fromtimestamp(self._from, UTC)
            self._stamp = f'{{"at":"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 100_000}Z'.encode()
        lines = self._lines
        lines.append(self._stamp)
        lines.append(said)

    def write(self) -> None:
        """Write what was noted. What the disk does not take is counted and dropped."""
        lines, self._lines = self._lines, []
        if not lines:
            return
        try:
            _write_all(self._file(), b"".join(lines))
        except OSError as error:
            self.dropped += len(lines) // 2
            if str(error) != self._fault:
                self._fault = str(error)
                log.error("access_log.dropped", fault=self._fault)
        else:
            self._fault = ""

    def _file(self) -> int:
        """Return the open file, opened anew where it was moved away (logrotate)."""
        if self._path is None:
            return sys.stdout.fileno()
        if self._out >= 0:
            try:
                if os.path.samestat(os.fstat(self._out), self._path.stat()):
                    return self._out
            except FileNotFoundError:
                log.info("access_log.opened_anew")
            os.close(self._out)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._out = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
        return self._out


def _write_all(file: int, said: bytes) -> None:
    view = memoryview(said)
    while view:
        view = view[os.write(file, view) :]
