"""Users are the administrators' business: nobody else makes them, or makes them more."""

from __future__ import annotations

import pytest
from django.test import Client

from dateline.accounts import queries
from dateline.accounts.models import User
from dateline.newsroom.roles import (
    EDITORS,
    PICTURE_EDITORS,
    PUBLISHERS,
    REPORTERS,
    set_up_roles,
)

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> User:
    user = User.objects.create_user("pub", "pub@paper.example", PASSWORD, first_name="Pat")
    user.groups.add(set_up_roles()[PUBLISHERS])
    return User.objects.get(pk=user.pk)


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("root", "root@paper.example", PASSWORD)


def details(user: User, **changes: object) -> dict[str, object]:
    """Return what Wagtail's form for a user posts."""
    return {
        "username": user.username,
        "email": user.email,
        "first_name": "Pat",
        "last_name": "Lee",
        "is_active": "on",
        "password1": "",
        "password2": "",
    } | changes


def test_a_publisher_invites_into_every_role(publisher: User) -> None:
    assert queries.may_invite(publisher)
    given = {group.name for group in queries.groups_to_give(publisher)}
    assert given >= {REPORTERS, EDITORS, PICTURE_EDITORS, PUBLISHERS}


def test_a_publisher_cannot_become_administrator(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    client.post(f"/newsroom/users/edit/{publisher.pk}/", details(publisher, is_superuser="on"))
    publisher.refresh_from_db()
    assert not publisher.is_superuser


def test_a_publisher_cannot_make_users_past_the_invitation(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    eve = User(username="eve", email="eve@elsewhere.example")
    fields = details(eve, password1=PASSWORD, password2=PASSWORD, is_superuser="on")
    client.post("/newsroom/users/new/", fields)
    assert not User.objects.filter(username="eve").exists()


def test_an_administrator_changes_users(
    client: Client, administrator: User, publisher: User
) -> None:
    client.force_login(administrator)
    assert client.get(f"/newsroom/users/edit/{publisher.pk}/").status_code == 200
    client.post(f"/newsroom/users/edit/{publisher.pk}/", details(publisher, last_name="Moss"))
    publisher.refresh_from_db()
    assert publisher.last_name == "Moss"


def test_the_users_form_says_when_an_address_is_taken(
    client: Client, administrator: User, publisher: User
) -> None:
    client.force_login(administrator)
    page = client.post(
        f"/newsroom/users/edit/{publisher.pk}/", details(publisher, email="ROOT@paper.example")
    )
    assert "has this address already" in page.content.decode()
    publisher.refresh_from_db()
    assert publisher.email == "pub@paper.example"


def test_ones_own_settings_lead_to_the_second_factor(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    page = client.get("/newsroom/account/").content.decode()
    menu = client.get("/newsroom/").content.decode()
    assert "/accounts/2fa/" in page + menu
    assert 'name="password-old_password"' not in page
