"""Ports: which ones, and what is said of one that cannot be had."""

from __future__ import annotations

import argparse
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.cli.errors import Refused
from dateline.cli.main import main
from dateline.cli.ports import Ports, chosen, require_free
from dateline.cli.start import write_site


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        yield listener.getsockname()[1]


def _args(port: str | None = None, newsroom: str | None = None) -> argparse.Namespace:
    return argparse.Namespace(host="127.0.0.1", port=port, newsroom_port=newsroom)


def test_ports_come_from_arguments_then_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("NEWSROOM_PORT", raising=False)
    assert chosen(_args()) == Ports("127.0.0.1", 8000, 8001)
    monkeypatch.setenv("PORT", "9000")
    assert chosen(_args()) == Ports("127.0.0.1", 9000, 9001)
    monkeypatch.setenv("NEWSROOM_PORT", "9100")
    assert chosen(_args(port="9050")) == Ports("127.0.0.1", 9050, 9100)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.5", "9" * 5000])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(Refused, match="a number from 1 to 65535") as refused:
        chosen(_args(port=port))
    assert len(str(refused.value)) < 80


def test_the_last_port_has_none_above_it_for_the_newsroom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSROOM_PORT", raising=False)
    with pytest.raises(Refused, match="PORT is 65535, the last there is"):
        chosen(_args(port="65535"))
    assert chosen(_args("65535", "65534")).newsroom == 65534


@pytest.mark.parametrize(
    ("words", "environment", "told"),
    [
        (["--host", ""], {}, "--host is empty"),
        (["--host", "a..b"], {}, "cannot listen on a..b"),
        (["--workers", "99999999"], {}, "--workers is '99999999'; give a number from 1 to 64"),
        (["--workers", "0"], {}, "--workers is '0'"),
        (["--workers=-1"], {}, "--workers is '-1'"),
        (["--workers", "many"], {}, "--workers is 'many'"),
        (["--workers", ""], {}, "--workers is ''"),
        ([], {"DATELINE_THREADS": "abc"}, "DATELINE_THREADS is 'abc'; give a number from 1 to 256"),
        ([], {"DATELINE_THREADS": "0"}, "DATELINE_THREADS is '0'"),
    ],
)
def test_a_value_that_no_server_can_take_gives_one_line_before_anything_starts(
    words: list[str],
    environment: dict[str, str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = write_site(tmp_path / "mypaper")
    monkeypatch.setenv("DATELINE_SECRET_KEY", "")  # taken away again with what .env says
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(["serve", "--site", str(folder), "--port", "18771", *words]) == 1
    found = capsys.readouterr()
    assert told in found.err
    assert found.err.count("\n") == 1
    assert found.out == ""
    assert not list((folder / "var").glob("*.sqlite3"))


def test_one_port_for_both_origins_is_refused() -> None:
    with pytest.raises(Refused, match="cannot share port 9000"):
        chosen(_args("9000", "9000"))


def test_a_taken_port_is_named_with_what_to_do(taken: int) -> None:
    with pytest.raises(Refused, match=f"port {taken} on 127.0.0.1 is taken: choose another"):
        require_free(Ports("127.0.0.1", taken, taken + 1), patience=0)


def test_serving_on_a_taken_port_gives_one_line_before_anything_starts(
    tmp_path: Path, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_site(tmp_path / "mypaper")
    assert main(["serve", "--site", str(folder), "--port", str(taken)]) == 1
    told = capsys.readouterr()
    assert f"port {taken}" in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not list((folder / "var").glob("*.sqlite3"))


def test_an_address_can_be_opened_even_when_all_are_listened_on() -> None:
    assert Ports("0.0.0.0", 8000, 8001).address("readers") == "http://127.0.0.1:8000"  # noqa: S104
    assert Ports("::1", 8000, 8001).address("newsroom") == "http://[::1]:8001"
