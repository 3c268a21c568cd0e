"""The cast of the tests: a paper with a newsroom, and who works in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast, make_cast, make_story


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what asks a database: only that need be run on a second one."""
    asks = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    if asks or any(item.iter_markers("django_db")) or any(item.iter_markers("postgres")):
        item.add_marker("database")


@pytest.fixture
def ground(transactional_db: None) -> None:
    """What the migrations put in and a test before may have flushed away: roots and a locale."""
    from django.conf import settings
    from wagtail.coreutils import get_supported_content_language_variant
    from wagtail.models import Collection, Locale, Page

    language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    Locale.objects.get_or_create(language_code=language)
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


@pytest.fixture
def cast(db: None) -> Cast:
    """A paper with two sections and four people in its newsroom."""
    return make_cast()


@pytest.fixture
def write(cast: Cast) -> Callable[..., Any]:
    """Write a draft story that passes the desk checks: ``write("Headline", kind="news")``."""

    def write_story(headline: str = "Ferry sails again", **fields: Any) -> Any:
        return make_story(cast, headline, **fields)

    return write_story
