"""A paper that was printed, and its newsstand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.newsstand.papers import Paper, Service, Standing, printed


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return printed(tmp_path)


@pytest.fixture
def stand(paper: Paper) -> Iterator[Standing]:
    with closing(Standing(paper.setup())) as standing:
        yield standing


@pytest.fixture
def service(paper: Paper) -> Iterator[Service]:
    with closing(Service(paper.setup().service)) as answering:
        yield answering
