"""The readers' origin: the press answers for all of it, and no newsroom is there."""

from __future__ import annotations

import pytest
from django.urls import resolve

from dateline.press import views

READERS = "dateline.conf.urls_readers"


@pytest.mark.parametrize(
    "path", ["/", "/city/", "/admin/", "/accounts/login/", "/documents/1/a.pdf", "/static/x.css"]
)
def test_every_address_is_a_page_of_the_paper_or_none(path: str) -> None:
    assert resolve(path, READERS).func is views.page


def test_files_and_the_sign_of_life_have_views_of_their_own() -> None:
    assert resolve("/media/pictures/a.jpg", READERS).func is views.file
    assert resolve("/healthz", READERS).func is views.healthz
