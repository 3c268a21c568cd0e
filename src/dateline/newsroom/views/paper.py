"""The masthead, of which there is one, and the names of topics."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.panels import ObjectList
from wagtail.admin.views import generic
from wagtail.permission_policies import ModelPermissionPolicy

from dateline.masthead.models import Masthead
from dateline.masthead.queries import masthead
from dateline.stories.models import Topic

#: How many names complete what was typed.
OFFERED = 10


class MastheadView(generic.EditView):
    """Edits the masthead."""

    model = Masthead
    panel = ObjectList(Masthead.panels).bind_to_model(Masthead)
    permission_policy = ModelPermissionPolicy(Masthead)
    permission_required = "change"
    edit_url_name = "dateline_masthead"
    page_title = _("Masthead")
    header_icon = "home"
    error_message = _("The masthead was not saved: see what is marked.")

    def get_pk(self) -> Any:
        """There is one."""
        return None

    def get_object(self, queryset: Any = None) -> Masthead:
        """Return the masthead, stored with its defaults where nobody had filled it in."""
        paper = masthead()
        if paper.pk is None:
            paper.save()
        return paper

    def get_edit_url(self) -> str:
        """This page."""
        return reverse(self.edit_url_name)

    def get_success_url(self) -> str:
        """Stay here."""
        return self.get_edit_url()

    def get_success_buttons(self) -> list[Any]:
        """None: the form stays open."""
        return []

    def get_success_message(self) -> str:
        """Say that it was saved."""
        return str(_("The masthead is saved."))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": _("Masthead")}]


@require_safe
def topic_names(request: HttpRequest) -> JsonResponse:
    """Return names of topics that begin with ``term``. One query."""
    term = request.GET.get("term", "").strip()
    found = Topic.objects.filter(name__istartswith=term).values_list("name", flat=True)
    return JsonResponse(list(found[:OFFERED]) if term else [], safe=False)
