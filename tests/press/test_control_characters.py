"""Paths with control characters: no page has one, and PostgreSQL takes no NUL in any text."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast


@pytest.mark.parametrize("sign", ["%00", "%01", "%0a", "%1f", "%7f", "%c2%85"])
@pytest.mark.parametrize(
    "address",
    ["/{}", "/{}/", "/city/{}/", "/topics/{}/", "/by/{}/rss.xml", "/media/{}", "/city/2026{}"],
)
def test_a_path_with_a_control_character_is_looked_up_nowhere(
    cast: Cast,
    reader: Client,
    address: str,
    sign: str,
) -> None:
    with CaptureQueriesContext(connection) as plain:
        assert reader.get(address.format("none")).status_code == 404
    with CaptureQueriesContext(connection) as queries:
        answer = reader.get(address.format(sign))
    assert answer.status_code == 404
    assert not answer.has_header("Location")
    assert b"The Test Courier" in answer.content
    assert len(queries) < len(plain)
    assert not any("\x00" in query["sql"] for query in queries)
