"""Leads from the newsroom's origin to the readers'.

Wagtail links to a live page by its path, and a preview's own links are paths too; both are
followed from here.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from dateline.conf.options import option
from dateline.press import routes


def _is_ours(path: str) -> bool:
    """Whether a page of the newsroom itself stands at `path`."""
    try:
        return resolve(path).func is not lead_there
    except Resolver404:
        return False


@require_safe
def lead_there(request: HttpRequest, path: str) -> HttpResponse:
    """Redirect to the same path on the readers' origin where a page stands there. One query.

    An address of the newsroom that lacks its last slash leads to the one with it.
    """
    if not path.endswith("/") and _is_ours(f"{request.path}/"):
        return HttpResponseRedirect(request.get_full_path(force_append_slash=True))
    if routes.find(request.path) is None:
        raise Http404
    return HttpResponseRedirect(option("READERS_URL") + request.get_full_path())
