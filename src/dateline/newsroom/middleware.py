"""What holds for every request to the newsroom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from dateline.newsroom.models import form_in_hand
from dateline.stories.desk import NotReady

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
#: Where Wagtail changes pages: each unsafe request there is one transaction.
NAMESPACES = ("wagtailadmin_pages", "wagtail_bulk_action", "wagtailadmin_workflows")
#: What asks the story's form for more than saving it.
BEYOND_SAVING = (
    "action-publish",
    "action-submit",
    "action-workflow-action",
    "action-restart-workflow",
)

GetResponse = Callable[[HttpRequest], HttpResponse]


class NeverStored:
    """Nothing of the newsroom is kept by a browser or a proxy."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with ``no-store`` unless the view said otherwise."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class OneTransaction:
    """Runs every unsafe request to Wagtail's page and bulk views in one transaction.

    Wagtail saves, publishes, schedules and logs in separate ones: a process that dies between
    them leaves a scheduled story public. Here all of a request stands, or nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on; the work is done around the view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Call the view inside a transaction, and turn refusals into words."""
        match = request.resolver_match
        changes_pages = match is not None and any(
            namespace in NAMESPACES for namespace in match.namespaces
        )
        if request.method in SAFE_METHODS or not changes_pages:
            return None
        token = form_in_hand.set(match.view_name == "wagtailadmin_pages:edit")
        try:
            return self._run(request, view, args, kwargs)
        finally:
            form_in_hand.reset(token)

    def _run(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                return _rendered(view(request, *args, **kwargs))
        except NotReady as refusal:
            return self._save_instead(request, view, args, kwargs, refusal)
        except ProtectedError:
            messages.error(
                request,
                _("Stories depend on what you want to delete. Move or delete them first."),
            )
            return redirect(request.META.get("HTTP_REFERER") or "wagtailadmin_home")

    def _save_instead(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: Any,
        kwargs: Any,
        refusal: NotReady,
    ) -> HttpResponse:
        """Keep what was typed as a draft, and say why the story did not go out."""
        messages.error(request, str(refusal))
        carries_form = request.resolver_match.view_name in (
            "wagtailadmin_pages:edit",
            "wagtailadmin_pages:add",
        )
        if carries_form:
            form = request.POST.copy()
            for name in BEYOND_SAVING:
                form.pop(name, None)
            request._post = form  # type: ignore[attr-defined]
            request.POST = form  # type: ignore[assignment]
            with transaction.atomic():
                return _rendered(view(request, *args, **kwargs))
        return redirect("wagtailadmin_pages:edit", refusal.story.pk)


def _rendered(response: HttpResponse) -> HttpResponse:
    """Render a template response inside the transaction it read from."""
    render = getattr(response, "render", None)
    if callable(render) and not getattr(response, "is_rendered", True):
        return render()  # type: ignore[no-any-return]
    return response
