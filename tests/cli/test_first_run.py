"""The first login: asked for until it will do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from dateline.cli import first_run, main, start
from dateline.newsroom.roles import set_up_roles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles(ground: object) -> None:
    set_up_roles()


GOOD = "seven gulls on a bollard"


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Play a terminal: take the answers, return what was asked."""

    def play(*answers: str) -> list[str]:
        given: Iterator[str] = iter(answers)
        asked: list[str] = []

        def ask(prompt: str = "") -> str:
            asked.append(prompt)
            try:
                return next(given)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", ask)
        monkeypatch.setattr(first_run.getpass, "getpass", ask)
        return asked

    return play


def test_only_what_was_wrong_is_asked_for_again(answer: Callable[..., list[str]]) -> None:
    said: list[str] = []
    asked = answer("ada", "ada@harbour", GOOD, GOOD, "ada@harbour.example")
    first_run._ask(said.append)
    assert [prompt.split()[0] for prompt in asked] == ["User", "Mail", "Password", "The", "Mail"]
    assert "email" in said[-1]
    user: Any = get_user_model().objects.get(username="ada")
    assert user.email == "ada@harbour.example"
    assert user.check_password(GOOD)


def test_a_password_that_is_too_short_is_asked_for_again(
    answer: Callable[..., list[str]],
) -> None:
    asked = answer("ada", "", "short", "short", GOOD, "another", GOOD, GOOD)
    first_run._ask(lambda line: None)
    assert [prompt.split()[0] for prompt in asked] == ["User", "Mail", *(["Password", "The"] * 3)]
    assert get_user_model().objects.get(username="ada").check_password(GOOD)


def test_no_answer_ends_in_one_line_and_makes_nothing(
    answer: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer("ada")

    def ask(*args: object) -> None:
        first_run._ask(lambda line: None)

    monkeypatch.setattr(start, "write_site", ask)
    assert main.main(["start", "anything"]) == 130
    assert capsys.readouterr().err == "dateline: stopped\n"
    assert not get_user_model().objects.filter(username="ada").exists()
