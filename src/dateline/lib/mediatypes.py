"""What a stored file is by its name, and whether a browser may open it."""

from __future__ import annotations

import mimetypes

#: Kinds of files that a browser shows or plays; it runs nothing of them.
_SHOWN = ("image/", "audio/", "video/", "application/pdf")
#: A drawing may carry scripts.
_SVG = "image/svg+xml"


def media_type(name: str) -> str:
    """Return the media type of the file `name`."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def is_shown(kind: str) -> bool:
    """Whether a browser may open a file of `kind`; what it might run is only offered for saving."""
    return kind.startswith(_SHOWN) and kind != _SVG
