"""The DATELINE options: what a site says, what its environment says, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.conf.options import OPTIONS, BadOption, option, read


def test_without_a_word_every_option_has_its_default() -> None:
    assert read({}, {}) == {each.name: each.default for each in OPTIONS}
    assert read({}, {})["LIST_LENGTH"] == 30


def test_the_environment_wins_over_the_site_and_the_site_over_the_default() -> None:
    assert read({"LIST_LENGTH": 20}, {})["LIST_LENGTH"] == 20
    assert read({"LIST_LENGTH": 20}, {"DATELINE_LIST_LENGTH": "10"})["LIST_LENGTH"] == 10


@pytest.mark.parametrize(
    ("said", "value"),
    [("1", True), ("TRUE", True), ("yes", True), ("0", False), ("False", False), ("no", False)],
)
def test_the_environment_says_yes_and_no_in_words(said: str, value: bool) -> None:
    assert read({}, {"DATELINE_DEMONSTRATION": said})["DEMONSTRATION"] is value


def test_an_option_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadOption, match=r"no option 'LIST_LENGHT'.*LIST_LENGTH"):
        read({"LIST_LENGHT": 20}, {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIST_LENGTH", "many"),
        ("LIST_LENGTH", ""),
        ("LIST_LENGTH", 2.5),
        ("LIST_LENGTH", True),
        ("LIST_LENGTH", None),
        ("LIST_LENGTH", "-3"),
        ("LIST_LENGTH", 0),
        ("MAIL_EVERY", "0"),
        ("DEMONSTRATION", "perhaps"),
        ("DEMONSTRATION", 1),
        ("READERS_URL", 8000),
    ],
)
def test_a_value_of_another_type_or_too_small_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(BadOption, match=f"DATELINE option {name}"):
        read({name: value}, {})


def test_every_option_is_of_its_own_type_and_says_what_it_is_for() -> None:
    names = [each.name for each in OPTIONS]
    assert len(names) == len(set(names))
    for each in OPTIONS:
        assert type(each.default) is each.type
        assert each.help.endswith(".")
        assert each.name.isupper()


def test_an_option_is_read_from_the_running_site(settings: Any) -> None:
    settings.DATELINE = {"FEED_LENGTH": 7}
    assert option("FEED_LENGTH") == 7
    assert option("LIST_LENGTH") == 30
