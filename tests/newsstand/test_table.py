"""Every odd request has a decided answer."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.newsstand.papers import Service, Standing, answers, printed
from tests.newsstand.table import ROWS, Row, ask


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """One newsstand for all rows: whatever one asks changes nothing for the next."""
    paper = printed(Path(tmp_path_factory.mktemp("paper")))
    with closing(Service(paper.setup().service)), closing(Standing(paper.setup())) as standing:
        yield standing


def test_the_table_has_at_least_150_rows_and_none_twice() -> None:
    assert len(ROWS) >= 150
    assert len({(row.group, row.what) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.group}: {row.what}")
def test_a_request_is_answered_as_the_table_says(serving: Standing, row: Row) -> None:
    with serving.connect() as connection:
        connection.sendall(row.data)
        if not row.status:
            connection.shutdown(socket.SHUT_WR)
        got = answers(connection, row.data, 1)
        if not row.status:
            assert got == []
            return
        (answer,) = got
        assert answer.status == row.status
        assert answer.fields.get("location", "") == row.location
        assert len(answer.names) == len(set(answer.names)), "a field stands there twice"
        assert answer.fields["x-content-type-options"] == "nosniff"
        assert "date" in answer.fields
        assert "set-cookie" not in answer.fields
        assert "server" not in answer.fields
        assert "evil" not in str(answer)
        # One answer to one request, and then it goes on, or ends.
        if row.closed:
            assert answer.fields["connection"] == "close"
            assert connection.recv(1) == b""
        else:
            connection.sendall(ask("/plain/"))
            (following,) = answers(connection, b"", 1)
            assert following.status == 200
            assert "/plain/" in following.text
