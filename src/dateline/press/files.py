"""Handing out stored files: which readers may have, and how a browser is to take them."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import FileResponse

from dateline.lib.mediatypes import is_shown, media_type
from dateline.lib.ranges import content_range, part_of
from dateline.press.models import PrintedFile


def may_be_handed_out(name: str) -> bool:
    """Whether the file `name` (relative to the media folder) was released. One query at most.

    A name with a colon is a marker (``picture:7``), which names a row and no file.
    """
    return ":" not in name and PrintedFile.objects.filter(name=name).exists()


def stored_file(name: str, asked: str = "") -> FileResponse:
    """Return the stored file `name` as an answer that gives its type.

    `asked` is a ``Range`` header (RFC 9110, section 14): some browsers play a recording only
    where they get it in parts. One part is given at a time; of several, the whole. What a browser
    might run (SVG, HTML, anything unknown) is only offered for saving. Raises what the storage
    raises: `OSError`, `SuspiciousFileOperation`.
    """
    kind = media_type(name)
    file = default_storage.open(name)
    part = part_of(asked, file.size)
    response = FileResponse(
        file if part is None else _Part(file, part),
        as_attachment=not is_shown(kind),
        filename=PurePosixPath(name).name,
        content_type=kind,
        status=200 if part is None else 206 if part else 416,
    )
    response["Accept-Ranges"] = "bytes"
    if part is not None:
        response["Content-Length"] = str(len(part))
        response["Content-Range"] = content_range(part, file.size)
    return response


class _Part:
    """Some bytes of an open file, to be read once from first to last."""

    def __init__(self, file: File, part: range) -> None:
        self._file, self._left = file, len(part)
        file.seek(part.start)

    def read(self, size: int) -> bytes:
        """Return the next bytes, `size` at most."""
        piece: bytes = self._file.read(min(size, self._left))
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        """Close the file."""
        self._file.close()
