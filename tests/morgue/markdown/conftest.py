"""A folder to write stories in, and the reader with its day and zone settled."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dateline.morgue.copy import Copy
from dateline.morgue.markdown import read_story

#: The Monday after the clocks of Paris went forward.
DAY0 = date(2026, 3, 30)
ZONE = ZoneInfo("Europe/Paris")
FRONT = "---\nheadline: A pier stands\nslug: a-pier-stands\n---\n"

Reader = Callable[..., Copy]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stories" / "city").mkdir(parents=True)
    (tmp_path / "pictures").mkdir()
    for name in ("a-pier-stands", "a-pier-stands-2", "a-pier-stands-3", "staff-ada-reed"):
        (tmp_path / "pictures" / f"{name}.avif").write_bytes(b"picture")
    return tmp_path


@pytest.fixture
def read(folder: Path) -> Reader:
    """Return a reader of one story: ``read(body)`` or ``read(whole, name=…, raw=True)``."""

    def read(text: str | bytes, *, raw: bool = False, name: str = "a-pier-stands.md") -> Copy:
        path = folder / "stories" / "city" / name
        path.parent.mkdir(exist_ok=True)
        whole = text if raw else FRONT + str(text)
        path.write_bytes(whole if isinstance(whole, bytes) else whole.encode())
        return read_story(path, day0=DAY0, zone=ZONE, pictures=folder / "pictures")

    return read
