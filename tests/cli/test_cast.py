"""The demo's cast: who can log in, with which password, and for how long that is true."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.hashers import get_hasher

from dateline.cli import cast
from dateline.newsroom.setup import set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    set_up()
    (tmp_path / "var").mkdir()
    return tmp_path


def test_each_role_gets_a_login_with_a_password_nobody_can_guess(folder: Path) -> None:
    logins = cast.assemble(folder)
    assert [login.role for login in logins] == [
        "reporter",
        "editor",
        "picture editor",
        "publisher",
    ]
    assert len({login.password for login in logins}) == 4
    for login in logins:
        assert len(login.password) >= 20
        assert authenticate(None, username=login.username, password=login.password)
        user = get_user_model().objects.get(username=login.username)
        assert user.groups.count() == 1
        assert not user.is_superuser


def test_only_this_machines_user_can_read_the_passwords(folder: Path) -> None:
    cast.assemble(folder)
    assert (folder / "var" / "cast.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (folder / "var").iterdir()] == ["cast.json"]


def test_the_next_start_tells_the_same_passwords_without_hashing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cast.assemble(folder)

    def slow(*args: object) -> bool:
        raise AssertionError("a password was hashed")

    monkeypatch.setattr(type(get_hasher()), "verify", slow)
    assert cast.assemble(folder) == first


def test_a_first_start_cut_short_is_taken_up(folder: Path) -> None:
    first = cast.assemble(folder)
    get_user_model().objects.filter(username__in=["editor", "publisher"]).delete()
    assert cast.assemble(folder) == first
    assert get_user_model().objects.filter(username="publisher").exists()


def test_a_password_changed_in_the_newsroom_is_not_told_as_if_it_held(folder: Path) -> None:
    cast.assemble(folder)
    user = get_user_model().objects.get(username="editor")
    user.set_password("another one altogether")
    user.save()
    holds = {login.username: login.holds for login in cast.assemble(folder)}
    assert holds == {"reporter": True, "editor": False, "picture-editor": True, "publisher": True}
