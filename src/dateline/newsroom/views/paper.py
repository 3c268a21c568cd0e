"""The masthead and the weather station, of which there is one each, and the names of topics."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.panels import ObjectList
from wagtail.admin.views import generic
from wagtail.permission_policies import ModelPermissionPolicy

from dateline.almanac.models import Station
from dateline.almanac.plates import told_now
from dateline.almanac.queries import station
from dateline.masthead.models import Masthead
from dateline.masthead.queries import masthead
from dateline.stories.models import Topic

#: How many names complete what was typed.
OFFERED = 10


class OnlyOneView(generic.EditView):
    """Edits something of which a paper has one; the form stays open."""

    def get_pk(self) -> Any:
        """There is one."""
        return None

    def get_object(self, queryset: Any = None) -> Any:
        """Return it, stored with its defaults where nobody had filled it in."""
        found = self.find()
        if found.pk is None:
            found.save()
        return found

    def find(self) -> Any:
        """Return what is edited, stored or not."""
        raise NotImplementedError

    def get_edit_url(self) -> str:
        """This page."""
        return reverse(self.edit_url_name)

    def get_success_url(self) -> str:
        """Stay here."""
        return self.get_edit_url()

    def get_success_buttons(self) -> list[Any]:
        """None: the form stays open."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class MastheadView(OnlyOneView):
    """Edits the masthead."""

    model = Masthead
    panel = ObjectList(Masthead.panels).bind_to_model(Masthead)
    permission_policy = ModelPermissionPolicy(Masthead)
    permission_required = "change"
    edit_url_name = "dateline_masthead"
    page_title = _("Masthead")
    header_icon = "home"
    error_message = _("The masthead was not saved: see what is marked.")

    def find(self) -> Masthead:
        """Return the masthead."""
        return masthead()

    def get_success_message(self) -> str:
        """Say that it was saved."""
        return str(_("The masthead is saved."))


class WeatherView(OnlyOneView):
    """Says where the paper stands, so that it can tell the weather there."""

    model = Station
    panel = ObjectList(Station.panels).bind_to_model(Station)
    permission_policy = ModelPermissionPolicy(Station)
    permission_required = "change"
    edit_url_name = "dateline_weather"
    page_title = _("Weather")
    header_icon = "sliders"
    error_message = _("The place was not saved: see what is marked.")

    def find(self) -> Station:
        """Return the station."""
        return station()

    def get_page_subtitle(self) -> str:
        """Say what readers see, or why they see nothing."""
        if told := told_now(timezone.now()):
            return told
        if self.object.fault:
            return str(_("not told: %(fault)s")) % {"fault": self.object.fault}
        return str(_("not known yet")) if self.object.place else str(_("no place yet"))

    def get_success_message(self) -> str:
        """Say what follows."""
        return str(_("The place is saved. Its weather comes within a minute."))


@require_safe
def topic_names(request: HttpRequest) -> JsonResponse:
    """Return names of topics that begin with ``term``, their other names too. One query."""
    term = request.GET.get("term", "").replace("\0", "").strip()
    begins = Q(name__istartswith=term) | Q(aliases__name__istartswith=term)
    found = Topic.objects.filter(begins).values_list("name", flat=True).distinct()
    return JsonResponse(list(found[:OFFERED]) if term else [], safe=False)
