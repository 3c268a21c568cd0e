"""Values from the environment that no option has a row for: read strictly, refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.conf import values
from dateline.conf.options import BadOption

NAME = "DATELINE_VALUE_OF_A_TEST"


@pytest.mark.parametrize(
    ("said", "value"), [("true", True), ("ON", True), ("0", False), ("", False), ("no", False)]
)
def test_true_and_false_are_said_in_words(
    said: str, value: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, said)
    assert values.flag(NAME) is value


def test_what_is_neither_is_refused_and_not_taken_for_false(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert values.flag(NAME) is False
    monkeypatch.setenv(NAME, "maybe")
    with pytest.raises(BadOption, match=f"{NAME} is 'maybe'"):
        values.flag(NAME)


@pytest.mark.parametrize("said", ["two", "-1", "", "9" * 5000])
def test_a_number_that_is_none_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert values.number(NAME, 3) == 3
    monkeypatch.setenv(NAME, said)
    with pytest.raises(BadOption, match=f"{NAME} is"):
        values.number(NAME, 3)


@pytest.mark.parametrize(
    "said", ["nonsense", "mysql://u:secret@h/n", "postgres://u:secret@h:port/n", "postgres://h"]
)
def test_an_address_of_no_database_is_refused_and_its_password_not_told(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert values.database(NAME, "sqlite:////tmp/n")["NAME"] == "/tmp/n"
    monkeypatch.setenv(NAME, said)
    with pytest.raises(BadOption, match=NAME) as refused:
        values.database(NAME, "sqlite:////tmp/n")
    assert "secret" not in str(refused.value)


def test_postgresql_compiles_no_query_unless_the_address_gives_options_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(NAME, "postgres://u@h/paper")
    assert values.database(NAME, "")["OPTIONS"] == {"options": "-c jit=off"}
    monkeypatch.setenv(NAME, "postgres://u@h/paper?options=-c%20work_mem=8MB")
    assert values.database(NAME, "")["OPTIONS"] == {"options": "-c work_mem=8MB"}


@pytest.mark.parametrize("said", ["Mars/Olympus", "", "../x", "Europe"])
def test_a_time_zone_there_is_not_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert values.time_zone(NAME, "Europe/Lisbon") == "Europe/Lisbon"
    monkeypatch.setenv(NAME, said)
    with pytest.raises(BadOption, match=f"{NAME} is"):
        values.time_zone(NAME, "UTC")


def test_a_value_may_stand_under_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_PLATFORMS_NAME", "postgres://u@h/paper")
    monkeypatch.setenv(NAME, "$A_PLATFORMS_NAME")
    assert values.database(NAME, "sqlite:////tmp/n")["NAME"] == "paper"


def test_a_file_of_settings_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values.read_dotenv(tmp_path)
    (tmp_path / ".env").write_bytes(b"A=\xff\n")
    with pytest.raises(BadOption, match="is not UTF-8"):
        values.read_dotenv(tmp_path)

    # Root may read anything, so the refusal of the system is played here.
    def forbidden(self: Path, *args: object, **kwargs: object) -> str:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_text", forbidden)
    with pytest.raises(BadOption, match=r"\.env cannot be read \(permission denied\)"):
        values.read_dotenv(tmp_path)
