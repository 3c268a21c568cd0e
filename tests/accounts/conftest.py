"""People at the newsroom's door."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Iterator
from email import message_from_bytes, policy

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from pytest_django import Settings

from dateline.accounts.models import User
from dateline.mailroom.models import Letter

PASSWORD = "a long lead about nothing"


@pytest.fixture(autouse=True)
def door(settings: Settings) -> Iterator[None]:
    """Mail becomes rows, as in a running site, and no test inherits another one's tries."""
    settings.EMAIL_BACKEND = "dateline.mailroom.backend.RowBackend"
    settings.ROOT_URLCONF = "dateline.conf.urls_newsroom"
    settings.DATELINE = {"NEWSROOM_URL": "https://desk.paper.example"}
    cache.clear()
    yield
    cache.clear()


def permission(label: str) -> Permission:
    app_label, _, codename = label.partition(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


@pytest.fixture
def reporters(db: None) -> Group:
    group = Group.objects.create(name="Desk reporters")
    group.permissions.add(permission("wagtailadmin.access_admin"))
    return group


@pytest.fixture
def ada(reporters: Group) -> User:
    """An editor."""
    user = User.objects.create_user("ada", "Ada@paper.example", PASSWORD, first_name="Ada")
    user.groups.add(reporters)
    return user


@pytest.fixture
def boss(reporters: Group) -> User:
    """Somebody who may invite, and is no superuser."""
    user = User.objects.create_user("boss", "boss@paper.example", PASSWORD)
    user.groups.add(reporters)
    user.user_permissions.add(permission("dateline_accounts.add_invitation"))
    return user


def letter_text() -> str:
    """Return the text of the newest letter."""
    message = message_from_bytes(bytes(Letter.objects.latest("pk").message), policy=policy.default)
    return str(message.get_content())


def link_in(text: str) -> str:
    """Return the path of the newsroom's link in a letter."""
    found = re.search(r"https://desk\.paper\.example(/accounts/\S+)", text)
    assert found, text
    return found[1]


def app_code(secret: str, at: float | None = None) -> str:
    """Return what an authenticator app shows for `secret` (RFC 6238)."""
    counter = int((time.time() if at is None else at) // 30)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", counter), "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
