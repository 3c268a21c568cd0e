"""What holds for every answer to a reader, as long as Django hands pages out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

#: What gets smaller: pictures and fonts are compressed already.
COMPRESSED = (
    "text/",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/json",
    "image/svg+xml",
)


class CompressText(GZipMiddleware):
    """Send text compressed to who takes it so. Readers' pages hold no secret to be guessed."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Compress `response` unless it is compressed by its nature."""
        if not response.headers.get("Content-Type", "").startswith(COMPRESSED):
            return response
        if response.streaming:
            if response.status_code != 200 or not request.path.startswith(settings.STATIC_URL):
                return response  # a file that a story offers may be of any length
            response = _whole(response)
        return super().process_response(request, response)


def _whole(response: Any) -> HttpResponse:
    """Return a streamed stylesheet as one piece.

    Django compresses each chunk of an asynchronous stream by itself, and browsers read only the
    first of several gzip members.
    """
    whole = HttpResponse(b"".join(response), status=response.status_code, headers=response.headers)
    response.close()
    return whole
