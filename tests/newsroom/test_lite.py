"""The switch to lite, thrown from the newsroom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from structlog.testing import capture_logs
from wagtail.users.models import UserProfile

from dateline.newsroom.views import lite
from tests.cast import Cast
from tests.newsroom.conftest import said
from tests.readers.paper import words

As = Callable[[str], Client]


@pytest.fixture
def url(cast: Cast) -> str:
    return reverse("dateline_lite")


@pytest.fixture
def administrator(cast: Cast) -> Client:
    """An administrator's browser."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", "root@courier.example"))
    return client


def throw(client: Client, url: str, way: str) -> Any:
    return client.post(url, {"lite": way}, follow=True)


def test_only_administrators_find_it_and_may_throw_it(
    administrator: Client, as_: As, url: str, var: Path
) -> None:
    for who in ("reporter", "editor", "picture_editor", "publisher"):
        client = as_(who)
        assert url not in client.get(reverse("wagtailadmin_home")).content.decode()
        assert client.get(url).status_code == 302
        client.post(url, {"lite": "on"})
    assert not (var / "lite").exists()
    assert url in administrator.get(reverse("wagtailadmin_home")).content.decode()
    assert administrator.get(url).status_code == 200


def test_it_makes_the_file_that_the_newsstand_looks_at_and_removes_it(
    administrator: Client, url: str, var: Path
) -> None:
    assert "not thrown" in words(administrator.get(url).content)
    answer = throw(administrator, url, "on")
    assert "The switch is thrown." in said(answer)
    assert "the paper is lite" in words(answer.content)
    assert (var / "lite").is_file()
    answer = throw(administrator, url, "off")
    assert "The switch is taken back." in said(answer)
    assert "the paper is whole" in words(answer.content)
    assert list(var.iterdir()) == []


def test_it_shows_what_was_thrown_by_hand(administrator: Client, url: str, var: Path) -> None:
    (var / "lite").touch()
    assert "the paper is lite" in words(administrator.get(url).content)


@pytest.mark.parametrize("way", ["on", "off"])
def test_pressed_twice_it_stays_as_the_button_said(
    administrator: Client, url: str, var: Path, way: str
) -> None:
    for _ in range(2):
        assert "within two seconds" in said(throw(administrator, url, way))
        assert (var / "lite").exists() == (way == "on")


@pytest.mark.parametrize("sent", [{}, {"lite": ""}, {"lite": "toggle"}])
def test_what_is_neither_on_nor_off_changes_nothing(
    administrator: Client, url: str, var: Path, sent: dict[str, str]
) -> None:
    (var / "lite").touch()
    assert "Nothing was done." in said(administrator.post(url, sent, follow=True))
    assert (var / "lite").exists()


def test_looking_throws_nothing(administrator: Client, url: str, var: Path) -> None:
    administrator.get(url, {"lite": "on"})
    assert not (var / "lite").exists()


def test_a_form_of_another_site_throws_nothing(url: str, var: Path, administrator: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = administrator.cookies
    assert strict.get(url).status_code == 200
    assert strict.post(url, {"lite": "on"}).status_code == 403
    assert not (var / "lite").exists()


def test_it_is_told_in_words_when_the_file_cannot_be_made(
    administrator: Client, url: str, var: Path, settings: Any
) -> None:
    settings.VAR = var / "missing"
    answer = throw(administrator, url, "on")
    assert answer.status_code == 200
    assert "The switch did not move:" in said(answer)


def test_it_is_told_in_words_when_the_file_cannot_be_removed(
    administrator: Client, url: str, var: Path
) -> None:
    (var / "lite").mkdir()
    answer = throw(administrator, url, "off")
    assert answer.status_code == 200
    assert "The switch did not move:" in said(answer)
    assert "the paper is lite" in words(answer.content)


def test_the_log_tells_who_threw_it(administrator: Client, url: str, var: Path) -> None:
    with capture_logs() as lines:
        throw(administrator, url, "on")
        throw(administrator, url, "off")
    told = [(line["event"], line["by"]) for line in lines if line["event"].startswith("lite.")]
    assert told == [("lite.thrown_on", "root"), ("lite.thrown_off", "root")]


def test_the_newsstand_looks_at_the_same_file(var: Path) -> None:
    source = Path(lite.__file__).parents[2] / "newsstand" / "stand.py"
    assert f'var / "{lite.switch().name}"' in source.read_text()
    assert lite.switch().parent == var


def test_it_speaks_german_too(administrator: Client, url: str, var: Path, settings: Any) -> None:
    settings.LANGUAGE_CODE = "de"
    profile = UserProfile.get_for_user(get_user_model().objects.get(username="root"))
    profile.preferred_language = "de"
    profile.save()
    page = words(administrator.get(url).content)
    for each in ("Der Schalter ist nicht umgelegt", "Schalter umlegen", "Suche"):
        assert each in page
    assert "Der Schalter ist umgelegt." in said(throw(administrator, url, "on"))
