"""Handing out stored files: which readers may have, and how a browser is to take them."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse

from dateline.press.models import PrintedFile

#: Kinds of files that a browser shows or plays; it runs nothing of them.
SHOWN = ("image/", "audio/", "video/", "application/pdf")
#: A drawing may carry scripts.
SVG = "image/svg+xml"


def may_be_handed_out(name: str) -> bool:
    """Whether the file `name` (relative to the media folder) was released. One query at most.

    A name with a colon is a marker (``picture:7``), which names a row and no file.
    """
    return ":" not in name and PrintedFile.objects.filter(name=name).exists()


def stored_file(name: str) -> FileResponse:
    """Return the stored file `name` as an answer that gives its type.

    What a browser might run (SVG, HTML, anything unknown) is only offered for saving. Raises
    what the storage raises: `OSError`, `SuspiciousFileOperation`.
    """
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(
        default_storage.open(name),
        as_attachment=kind == SVG or not kind.startswith(SHOWN),
        filename=PurePosixPath(name).name,
        content_type=kind,
    )
