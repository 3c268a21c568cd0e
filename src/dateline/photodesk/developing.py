"""Has sizes of a picture made in the darkroom. Here is only worked out what they are to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.images.models import Filter, SourceImageIOError

from dateline.lib import capped
from dateline.photodesk.headers import read_header
from dateline.photodesk.inspection import Inspection, answer, bytes_of, checked_header
from dateline.photodesk.refusals import PictureRefused

if TYPE_CHECKING:
    from dateline.photodesk.models import Picture

#: All sizes of fifty million pixels take some seconds; a machine may be slow, and busy.
CAPS = capped.Caps(memory=512_000_000, processor=60, clock=180, answer=100_000_000)
#: Pillow's names for what sizes are made in.
_KINDS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
_ENDINGS = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "avif": ".avif", "gif": ".gif"}
#: Quality where a filter names none: Wagtail's own.
_QUALITY = {"jpeg": 76, "webp": 80, "avif": 61}
#: What a size is made in where its filter names nothing, if not in what the picture is.
_INSTEAD = {"HEIC": "jpeg", "GIF": "png"}


class CannotDevelop(SourceImageIOError):
    """No size of a picture can be made: its file is gone, or cannot be unfolded."""


@dataclass(frozen=True)
class Print:
    """A size that was made: its file and what it measures in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


def develop(picture: Picture, filters: Sequence[Filter]) -> list[Print]:
    """Return a size of `picture` for each of `filters`. Decodes once, in a process of its own.

    A fifth of a second and what the encoders take. Raises `CannotDevelop`.
    """
    try:
        data = bytes_of(picture.file)
        kind = checked_header(data).kind
        return _developed(data, kind, [order(picture, each, kind) for each in filters])
    except (OSError, PictureRefused) as error:
        raise CannotDevelop(f"“{picture.title}”: {error}") from error


def small(data: bytes, found: Inspection, side: int) -> bytes:
    """Return `data` as a JPEG of at most `side` pixels a side. Raises `PictureRefused`."""
    scale = min(1.0, side / max(found.width, found.height))
    size = tuple(max(1, round(each * scale)) for each in (found.width, found.height))
    box = (0, 0, found.width, found.height)
    wanted = {"box": box, "size": size, "format": "jpeg", "quality": 80}
    return _developed(data, found.kind, [wanted])[0].data


def order(picture: Picture, filter: Filter, kind: str) -> dict[str, Any]:
    """Return what `filter` asks for of `picture`, as the darkroom is told."""
    transform = filter.get_transform(picture)
    rect = transform.get_rect().round()
    noted = _Noted()
    env: dict[str, Any] = {"original-format": kind.lower()}
    for operation in filter.filter_operations:
        operation.run(noted, picture, env)
    form = env.get("output-format") or _INSTEAD.get(kind, kind.lower())
    return {
        "box": (
            max(rect.left, 0),
            max(rect.top, 0),
            min(rect.right, picture.width),
            min(rect.bottom, picture.height),
        ),
        "size": transform.size,
        "format": form,
        "quality": env.get(f"{form}-quality", _QUALITY.get(form, 0)),
        "lossless": "lossless" in env.get("output-format-options", ()),
        "background": noted.background,
    }


class _Noted:
    """Stands in the place of an open picture, and notes what would be done to it."""

    background: tuple[int, int, int] | None = None

    def set_background_color_rgb(self, colour: tuple[int, int, int]) -> _Noted:
        self.background = colour
        return self


def _developed(data: bytes, kind: str, orders: list[dict[str, Any]]) -> list[Print]:
    kinds = list(dict.fromkeys([kind, *(_KINDS[each["format"]] for each in orders)]))
    told, files = answer({"do": "develop", "kinds": kinds, "sizes": orders}, data, CAPS)
    made = []
    for wanted, length in zip(orders, told["lengths"], strict=True):
        file, files = files[:length], files[length:]
        header = read_header(file)  # the darkroom may have been taken over
        if header.kind != _KINDS[wanted["format"]]:
            raise PictureRefused(f"a size came out as {header.kind}")
        made.append(Print(file, _ENDINGS[wanted["format"]], header.width, header.height))
    return made
