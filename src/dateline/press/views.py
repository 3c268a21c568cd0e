"""The reader service: makes for the newsstand what is not printed, for whoever asks.

It answers for every path there is, also for printed ones: a paper can be looked at without a press.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import get_str_from_wsgi
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.template import loader
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from dateline.lib.caching import FOR_GOOD, KEPT_IN_FRONT, KEPT_MISSING, NEVER_KEPT, freshness
from dateline.press import parts, routes, standing
from dateline.press.files import may_be_handed_out, stored_file
from dateline.press.models import Signpost
from dateline.press.render import Printed, render

log = structlog.get_logger(__name__)

FRESHNESS, MISSING_FRESHNESS = freshness(KEPT_IN_FRONT), freshness(KEPT_MISSING)
#: Characters of a query that goes along to another address.
LONGEST_KEPT = 1_000


class MovedPermanently(HttpResponseRedirectBase):
    """301, as Django's own, but to any path of the paper."""

    status_code = 301


@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Return the page at the request's path, its signpost, or the 404 page."""
    at = timezone.now()
    path = request.path
    if routes.CONTROL.search(path):
        return _answer(request, render("not-found", path, at))
    old = routes.numbered(path, _query(request))
    if old is not None and (way := routes.forwarded(old, at)) is not None:
        return _moved(way)
    match standing.look(path, at, query=_query(request)):
        case standing.Page(printed=printed):
            return _answer(request, printed)
        case standing.Elsewhere(target=target):
            return _moved(target)
    if not path.endswith("/") and "." not in path.rpartition("/")[2]:
        with_slash = f"{path}/"
        if _stands(with_slash, at) or Signpost.objects.filter(path=with_slash).exists():
            return _moved(with_slash, query=_query_kept(request, with_slash))
    return _answer(request, render("not-found", path, at))


def _query(request: HttpRequest) -> str:
    """Return what stands behind the question mark of the address, whatever bytes it is of."""
    return get_str_from_wsgi(request.META, "QUERY_STRING", "")


def _query_kept(request: HttpRequest, path: str) -> str:
    """Return the query where the page at `path` is made from it, and it is of some length."""
    route = routes.find(path)
    live = route is not None and parts.kind_named(route.kind).live
    query = _query(request)
    return query if live and len(query) <= LONGEST_KEPT else ""


def _stands(path: str, at: datetime) -> bool:
    """Whether a page stands at `path`: many routes look at the path alone."""
    route = routes.find(path)
    return route is not None and parts.kind_named(route.kind).find(route.id, at) is not None


def _moved(path: str, *, query: str = "") -> HttpResponse:
    response = MovedPermanently(f"{path}?{query}" if query else path)
    response["Cache-Control"] = NEVER_KEPT if query else FRESHNESS
    return response


def _answer(request: HttpRequest, printed: Printed) -> HttpResponse:
    at = timezone.now()
    body = printed.body(at)
    response = HttpResponse(body, status=printed.status)
    for name, value in printed.headers:
        response[name] = value
    fresh = FRESHNESS if printed.status == 200 else MISSING_FRESHNESS
    response.headers.setdefault("Cache-Control", fresh)
    if response["Cache-Control"] == NEVER_KEPT or printed.status != 200:
        return response
    response["ETag"] = printed.etag(at)
    return get_conditional_response(request, response["ETag"], response=response) or response


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand out a file that a publication released; any other is 404, like one never there."""
    if routes.CONTROL.search(name):
        return page(request)
    if not may_be_handed_out(name) or not default_storage.exists(name):
        return _answer(request, render("not-found", request.path, timezone.now()))
    # The file of a name never changes, so that no If-Range has to be asked.
    asked = request.headers.get("Range", "") if request.method == "GET" else ""
    response = stored_file(name, asked)
    response["Cache-Control"] = FOR_GOOD
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return HttpResponse(f"ok {settings.ROLE}\n", content_type="text/plain")


def fault(request: HttpRequest) -> HttpResponse:
    """Say that the page could not be made, without asking anything that may be broken."""
    try:
        body: str = loader.render_to_string("dateline/press/fault.html")
    except Exception:
        log.exception("fault.unsaid")
        body = _PLAIN_FAULT
    return HttpResponse(body, status=500, headers={"Cache-Control": "no-store"})


_PLAIN_FAULT = (
    "<!doctype html><html lang=en><title>Out of order</title>"
    "<h1>This page cannot be shown at the moment</h1>"
    "<p>The fault is ours and has been noted. Please try again in a minute.</p>"
)
