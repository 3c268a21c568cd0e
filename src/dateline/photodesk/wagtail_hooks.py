"""Where the photodesk joins Wagtail's admin."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def no_previews_by_filter() -> list[URLPattern]:
    """Answer in the place of Wagtail's preview of any filter, which unfolds originals itself.

    It serves the generator of addresses, and the pictures it would generate them for are not
    handed out.
    """
    return [path("images/<int:image_id>/preview/<str:filter_spec>/", _nothing)]


def _nothing(request: HttpRequest, image_id: int, filter_spec: str) -> HttpResponse:
    raise Http404
