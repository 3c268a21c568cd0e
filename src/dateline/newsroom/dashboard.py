"""What people see first: what waits for them, what is planned, what did not go out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision

from dateline.press import stores
from dateline.stories.models import HeldRelease

#: How many rows a panel shows.
SHOWN = 10


class PlannedPanel(Component):
    """Stories with a moment at which they go out."""

    name = "planned"
    template_name = "dateline/newsroom/planned.html"
    order = 150

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Hand out the next releases. Two queries."""
        planned = (
            Revision.page_revisions.filter(approved_go_live_at__isnull=False)
            .order_by("approved_go_live_at")
            .values_list("object_id", "approved_go_live_at")[:SHOWN]
        )
        moments = [(int(pk), at) for pk, at in planned]
        pages = Page.objects.in_bulk([pk for pk, _at in moments])
        return {"releases": [(pages[pk], at) for pk, at in moments if pk in pages]}


class HeldPanel(Component):
    """Releases that failed, with the fault, until they went out."""

    name = "held"
    template_name = "dateline/newsroom/held.html"
    order = 100

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Hand out what is held. One query."""
        return {"held": HeldRelease.objects.order_by("due")[:SHOWN]}


class NotPrintedPanel(Component):
    """Pages that the press could not print, with the fault, until it can."""

    name = "not-printed"
    template_name = "dateline/newsroom/not_printed.html"
    order = 90

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Hand out what the plate store tells. No query."""
        faults = stores.faults()
        return {"pages": faults[:SHOWN], "more": max(len(faults) - SHOWN, 0)}


class SectionsSummary(Component):
    """Where to begin: a new story, the list of stories."""

    order = 100
    template_name = "dateline/newsroom/begin.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def is_shown(self) -> bool:
        """Always."""
        return True

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Hand out the two addresses."""
        return {
            "write": reverse("stories:choose_parent"),
            "stories": reverse("stories:index"),
            "label": _("Write a story"),
        }
