"""What the newsstand is told of a paper's settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.cli import newsstand
from dateline.conf.options import BadOption
from dateline.newsstand.setup import Setup, read


@pytest.fixture
def written(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Write the setup with options by their names: ``written(METRICS="…")``."""
    settings.BASE_DIR, settings.VAR = tmp_path, tmp_path / "var"
    settings.VAR.mkdir()
    settings.ALLOWED_HOSTS = ["www.paper.example", ".paper.example"]

    def write(**options: str) -> Setup:
        monkeypatch.setenv("DATELINE_READERS_URL", "https://www.paper.example")
        for name, value in options.items():
            monkeypatch.setenv(f"DATELINE_{name}", value)
        return read(newsstand.write("127.0.0.1", 8000, 2))

    return write


def test_it_is_told_what_the_settings_say_and_no_secret(written: Any, settings: Any) -> None:
    setup = written(NEWSSTAND_MEMORY="64", METRICS="127.0.0.1:9464", READS_PER_NETWORK="7")
    assert (setup.host, setup.port, setup.workers) == ("127.0.0.1", 8000, 2)
    assert setup.origin == "https://www.paper.example"
    assert setup.hosts == ("www.paper.example", ".paper.example")
    assert (setup.memory, setup.metrics, setup.reads_per_network) == (64, "127.0.0.1:9464", 7)
    fields = dict(setup.headers)
    assert fields["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in fields["Content-Security-Policy"]
    assert not {"Content-Type", "Content-Length", "Set-Cookie", "Cache-Control"} & set(fields)
    text = (settings.VAR / "newsstand.json").read_text()
    assert settings.SECRET_KEY not in text
    assert "sqlite" not in text
    assert "postgres" not in text


def test_a_log_lies_in_the_sites_folder_wherever_it_is_served_from(
    written: Any, tmp_path: Path
) -> None:
    assert written(ACCESS_LOG="var/log/a.log").access_log == str(tmp_path / "var/log/a.log")
    assert written(ACCESS_LOG="/var/log/a.log").access_log == "/var/log/a.log"
    assert written(ACCESS_LOG="-").access_log == "-"
    assert written(ACCESS_LOG="").access_log == ""


def test_what_counts_as_a_read_is_one_of_two(written: Any) -> None:
    assert written(READS_COUNTED_BY="beacon").counted_by == "beacon"
    with pytest.raises(BadOption, match="neither pages nor beacon"):
        written(READS_COUNTED_BY="cookies")


def test_a_folder_with_a_long_name_has_a_socket_with_a_short_one(tmp_path: Path) -> None:
    assert newsstand.service(Path("/srv/paper/var")) == "/srv/paper/var/readers.sock"
    long = Path("/srv") / ("a" * 120)
    assert len(newsstand.service(long)) < 100
    assert newsstand.service(long) == newsstand.service(long)
    assert newsstand.service(long) != newsstand.service(long / "b")
