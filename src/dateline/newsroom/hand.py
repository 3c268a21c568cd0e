"""Which pages a request to Wagtail's page and bulk views is about."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

#: What Wagtail's addresses call a page. A new one changes the page it is put under.
NAMES = ("page_id", "page_to_move_id", "parent_page_id", "destination_id")


def pages_in_hand(request: HttpRequest, kwargs: dict[str, Any]) -> set[int]:
    """Return the numbers of the pages that the address names, or the boxes that were ticked.

    With the pages below them where the form says so. No query for a single page.
    """
    pages = {int(kwargs[name]) for name in NAMES if name in kwargs}
    if kwargs.get("model_name") == Page._meta.model_name and "action" in kwargs:
        pages |= _ticked(request, kwargs["action"])
    if request.POST.get("include_descendants"):
        pages |= _below(pages)
    return pages


def _ticked(request: HttpRequest, action: str) -> set[int]:
    ticked = request.GET.getlist("id")
    if "all" not in ticked:
        return {int(pk) for pk in ticked if pk.isdecimal()}
    do = bulk_action_registry.get_bulk_action_class("wagtailcore", "page", action)
    if do is None:
        return set()
    return {
        int(pk)
        for pk in do(request, Page).get_all_objects_in_listing_query(request.GET.get("childOf"))
    }


def _below(pages: set[int]) -> set[int]:
    below = Q(pk__in=())
    for path in Page.objects.filter(pk__in=pages).values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return set(Page.objects.filter(below).values_list("pk", flat=True))
