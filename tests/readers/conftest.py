"""A reader's browser, and stories put into print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dateline.stories.models import Story
from tests.cast import Cast
from tests.readers.paper import put_in_print


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def publish(cast: Cast) -> Callable[..., Story]:
    """Write a story and put it into print: ``publish("Headline", at=…, kind="live")``."""
    return lambda headline="Ferry sails again", **fields: put_in_print(cast, headline, **fields)


@pytest.fixture
def reader(settings: Any) -> Client:
    """A reader's browser: the readers' addresses and only the middleware of their role."""
    settings.ROOT_URLCONF = "dateline.conf.urls_readers"
    settings.MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django_permissions_policy.PermissionsPolicyMiddleware",
        "allauth.account.middleware.AccountMiddleware",
    ]
    return Client(raise_request_exception=False)
