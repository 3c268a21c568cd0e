"""The switch to lite: a file that the newsstand looks at, thrown from the newsroom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.lib.files import FileTrouble, write_whole

log = structlog.get_logger(__name__)


def switch() -> Path:
    """Return where the file lies that throws the switch (`dateline.newsstand.stand`)."""
    return Path(settings.VAR) / "lite"


def throw(*, on: bool) -> None:
    """Throw the switch, or take it back. Raises `FileTrouble` or `OSError`, and nothing changed."""
    if on:
        write_whole(switch(), b"")
    else:
        switch().unlink(missing_ok=True)


class LiteView(WagtailAdminTemplateMixin, TemplateView):
    """Shows how the switch stands, and throws it, for administrators."""

    template_name = "dateline/newsroom/lite.html"
    page_title = gettext_lazy("Lite")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if not request.user.is_superuser:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether it is thrown. No query."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"thrown": switch().exists()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Throw it as the button says, however it stood; say why where that cannot be."""
        wanted = request.POST.get("lite")
        if wanted not in {"on", "off"}:
            messages.error(request, _("Nothing was done."))
            return redirect("dateline_lite")
        try:
            throw(on=wanted == "on")
        except (FileTrouble, OSError) as fault:
            log.warning("lite.refused", wanted=wanted, by=request.user.get_username())
            words = _("The switch did not move: %(fault)s") % {"fault": fault}
            messages.error(request, words)
            return redirect("dateline_lite")
        log.warning(f"lite.thrown_{wanted}", by=request.user.get_username())
        messages.success(
            request,
            _("The switch is thrown. It counts within two seconds.")
            if wanted == "on"
            else _("The switch is taken back. It counts within two seconds."),
        )
        return redirect("dateline_lite")
