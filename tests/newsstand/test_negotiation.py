"""Which encoding goes out."""

from __future__ import annotations

import pytest

from dateline.newsstand.negotiation import ORDERS, order_of


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("", ""), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("x-gzip", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"), ("br;q=0.8, gzip;q=0.8", "br"), ("br;q=0, *", "gzip"),
        ("*", "br"), ("*;q=0", ""), ("*;q=0.1, br;q=0", "gzip"), ("BR", "br"), ("br;q=0.000", ""),
        ("br; q=1", "br"), ("br;Q=0", ""), ("br;q=1e3", ""), ("br;q=nan", ""), ("br;q=-1", ""),
        ("br;q=0.0001", ""), ("identity", ""), ("deflate", ""), ("br;level=4;q=0.5", "br"),
        ("bro", ""), ("gzip;q=", ""), (",,br,,", "br"), ("identity;q=0", ""),
    ],
)  # fmt: skip
def test_the_encoding_that_is_wanted_most_goes_out(said: str, first: str) -> None:
    assert ORDERS[order_of(said.encode())][0] == first


def test_whoever_takes_one_compression_only_gets_no_other() -> None:
    assert "gzip" not in ORDERS[order_of(b"br")]
    assert "br" not in ORDERS[order_of(b"gzip")]
