"""What holds for every answer to a reader, as long as Django hands pages out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
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
        return super().process_response(request, response)
