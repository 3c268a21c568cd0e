"""Files for people at work. Readers get theirs from the press, which knows what is in print."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from dateline.press.files import stored_file

View = Callable[..., HttpResponseBase]


def for_the_newsroom(view: View) -> View:
    """Let only people with access to the newsroom reach `view`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_the_newsroom
def newsroom_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the stored file `name`, drafts' pictures included."""
    try:
        if not default_storage.exists(name):
            raise Http404
        response = stored_file(name)
    except (SuspiciousOperation, OSError, ValueError) as error:
        raise Http404 from error
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
