"""``dateline press`` prints what waits, tells how printing stands, proves and spoils pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.press import stores
from tests.cast import Cast, make_story
from tests.cli.sites import dateline, make_site
from tests.press.presses import forget_plates

COMMAND = [sys.executable, "-m", "dateline.cli"]
Run = Callable[..., str]


@pytest.fixture
def site(cast: Cast, tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A site with one story in print."""
    make_story(cast, "Ferry sails again").save_revision().publish()
    folder = make_site(tmp_path / "paper")
    settings.VAR = folder / "var"
    yield folder
    forget_plates()


@pytest.fixture
def run(site: Path) -> Run:
    """Run ``dateline press`` and return what it says: ``run("spoil", "/city/", code=0)``."""

    def run(*words: str, code: int = 0, **more: str) -> str:
        environment = {**os.environ, "DATELINE_SITE": "", **more}
        for name in ("DATELINE_SITE", "DJANGO_SETTINGS_MODULE", "DATELINE_TEST_DATABASE_URL"):
            environment.pop(name, None)
        done = dateline([*COMMAND, "press"], environment, *words, "--site", site)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


@pytest.mark.django_db(transaction=True)
def test_a_paper_is_printed_proved_and_spoiled(ground: None, site: Path, run: Run) -> None:
    assert "nothing was printed yet" in run("status", code=1)
    told = run("run", DATELINE_READERS_URL="https://paper.example")
    assert " 0 changes wait for the press" in told
    with stores.printed() as store:
        paths = store.paths()
        (story,) = [path for path in paths if path.endswith("/ferry-sails-again/")]
        edition = store.edition
    assert {"/", "/city/", "/rss.xml", "/sitemap.xml", "404", "410", story} <= set(paths)
    # Whoever comes later need not say which address the paper is served at.
    assert run("verify") == f"{len(paths)} paths, 0 differ.\n"
    assert "1 pages will be printed anew" in run("spoil", story)
    assert "1 pages are to be printed now" in run("status")
    assert "pages will be printed anew" in run("spoil", "masthead")
    assert "nothing is printed at /none/ or from it" in run("spoil", "/none/", code=1)
    told = run("copy", str(site / "copy"))
    assert "/search/, which needs a server" in told
    assert "Ferry sails again" in (site / "copy" / "index.html").read_text(encoding="utf-8")
    (site / "notes").mkdir()
    (site / "notes" / "mine.txt").touch()
    assert "Name an empty folder" in run("copy", str(site / "notes"), code=1)
    run("run", "--all")
    with stores.printed() as store:
        assert store.edition == edition  # the same words
    with stores.printing() as store:
        store._db.execute("UPDATE plates SET headers = '[]' WHERE path = '/'")
    told = run("verify", code=1)
    assert told.startswith("/: damaged")
    assert "dateline press spoil ADDRESS" in told
