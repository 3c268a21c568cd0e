"""What every reader of headers returns."""

from __future__ import annotations

from dataclasses import dataclass

#: Media types of what is taken, by Pillow's names.
TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "HEIC": "image/heic",
    "GIF": "image/gif",
}
#: How the files of each are kept: their ending.
ENDINGS = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "HEIC": ".heic",
    "GIF": ".gif",
}
#: More pieces than the file of a picture has; each costs a step of ours.
MOST_PIECES = 100_000


@dataclass(frozen=True)
class Header:
    """What a file says of itself: sizes in pixels as they are stored, before any turning."""

    #: One of `TYPES`.
    kind: str
    width: int
    height: int
    #: The most pixels that any picture in the file says it has.
    pixels: int
    #: Whether it holds more than one picture in a row.
    moving: bool = False
    #: Whether it carries content credentials (C2PA). Nobody has verified them.
    credentials: bool = False
