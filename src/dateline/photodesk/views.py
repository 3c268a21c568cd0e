"""Files for people at work. Readers get theirs from the press, which knows what is in print."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from functools import wraps
from pathlib import PurePosixPath
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

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
    """Answer with the stored file `name`, drafts' pictures included.

    What a browser might run (SVG, HTML, anything unknown) is only offered for saving.
    """
    try:
        if not default_storage.exists(name):
            raise Http404
        content = default_storage.open(name)
    except (SuspiciousOperation, OSError, ValueError) as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    shown = content_type == "application/pdf" or (
        content_type.startswith(("image/", "audio/", "video/")) and content_type != "image/svg+xml"
    )
    response = FileResponse(
        content,
        as_attachment=not shown,
        filename=PurePosixPath(name).name,
        content_type=content_type,
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
