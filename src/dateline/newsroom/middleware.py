"""What holds for every request to the newsroom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import OperationalError, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request

from dateline.newsroom.hand import pages_in_hand
from dateline.newsroom.models import form_in_hand
from dateline.photodesk.receivers import InPrint
from dateline.stories import print_state
from dateline.stories.desk import NotReady

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
#: Where Wagtail changes pages: each unsafe request there is one transaction.
NAMESPACES = ("wagtailadmin_pages", "wagtailadmin_workflows")
#: The same, for addresses that stand in no namespace.
VIEWS = (
    "wagtail_bulk_action",
    # A new file for a picture deletes its sizes after the worker was told to make them.
    "wagtailimages:edit",
    "wagtailimages:delete",
    "wagtaildocs:edit",
    "wagtaildocs:delete",
)
#: Where a refusal leads, by namespace; elsewhere to the pages.
INDEXES = {"wagtailimages": "wagtailimages:index", "wagtaildocs": "wagtaildocs:index"}
#: What carries the story's form.
FORMS = ("wagtailadmin_pages:edit", "wagtailadmin_pages:add")
#: What asks the story's form for more than saving it.
BEYOND_SAVING = (
    "action-publish",
    "action-submit",
    "action-workflow-action",
    "action-restart-workflow",
)

#: Faults by which PostgreSQL ends one of two transactions that wait for each other, or that
#: cannot both stand: deadlock detected, serialization failure.
CROSSED = frozenset({"40P01", "40001"})

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
        if match is None or request.method in SAFE_METHODS:
            return None
        inside = any(namespace in NAMESPACES for namespace in match.namespaces)
        if not inside and match.view_name not in VIEWS:
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
            return _in_one(request, view, args, kwargs)
        except NotReady as refusal:
            return self._save_instead(request, view, args, kwargs, refusal)
        except InPrint as refusal:
            return _refused(request, str(refusal.args[0]))
        except ProtectedError:
            words = _("Stories depend on what you want to delete. Move or delete them first.")
            return _refused(request, words)

    def _save_instead(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: Any,
        kwargs: Any,
        refusal: NotReady,
    ) -> HttpResponse:
        """Keep what was typed as a draft, and say why the story did not go out."""
        name = {"headline": refusal.story.title}
        messages.error(request, _("“%(headline)s” did not go out.") % name)
        for finding in refusal.findings:
            messages.error(request, finding.what)
        match = request.resolver_match
        if match is not None and match.view_name in FORMS:
            form = request.POST.copy()
            for button in BEYOND_SAVING:
                form.pop(button, None)
            request._post = form  # type: ignore[attr-defined]
            request.POST = form  # type: ignore[assignment]
            return _in_one(request, view, args, kwargs)
        if not request.accepts("text/html"):
            return JsonResponse({"success": False, "error_message": str(refusal)}, status=400)
        return redirect("wagtailadmin_pages:edit", refusal.story.pk)


def mark_refusal(request: HttpRequest) -> None:
    """Let nothing of `request` stand: Wagtail answers a refusal with a page, not with a fault."""
    request.dateline_refused = True  # type: ignore[attr-defined]


def _in_one(request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse:
    """Call the view; once more, from the start, where another transaction was in its way."""
    unsaid = getattr(messages.get_messages(request), "_queued_messages", [])
    before = len(unsaid)
    try:
        return _at_once(request, view, args, kwargs)
    except OperationalError as fault:
        if getattr(fault.__cause__, "sqlstate", None) not in CROSSED:
            raise
    del unsaid[before:]  # nothing of what it told has happened
    return _at_once(request, view, args, kwargs)


def _at_once(
    request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
) -> HttpResponse:
    """Call the view in a transaction; Django renders what it answers after that.

    Nothing stands of what was refused, or of a form that is shown again with its errors.
    """
    with transaction.atomic():
        # Wagtail writes whole rows: what it reads must stay as it is until it has.
        print_state.hold(*pages_in_hand(request, kwargs))
        response: HttpResponse = view(request, *args, **kwargs)
        if getattr(request, "dateline_refused", False) or _asks_again(response):
            transaction.set_rollback(True)
        return response


def _refused(request: HttpRequest, words: str) -> HttpResponse:
    if not request.accepts("text/html"):
        return JsonResponse({"success": False, "error_message": words}, status=400)
    messages.error(request, words)
    match = request.resolver_match
    namespace = match.namespace if match is not None else ""
    back = get_valid_next_url_from_request(request)
    return redirect(back or INDEXES.get(namespace, "wagtailadmin_explore_root"))


def _asks_again(response: HttpResponse) -> bool:
    """Whether the answer is a form with errors, shown again."""
    form: Any = (getattr(response, "context_data", None) or {}).get("form")
    return getattr(form, "is_bound", False) and not form.is_valid()
