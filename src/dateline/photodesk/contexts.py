"""Pictures as templates get them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.photodesk.models import Picture, Rendition

#: The widths made of every picture, in CSS pixels of its box.
WIDTHS = (480, 800, 1440)
#: Formats in the order in which a browser should prefer them: (ending, media type).
FORMATS = (("avif", "image/avif"), ("webp", "image/webp"), ("jpeg", "image/jpeg"))


@dataclass(frozen=True)
class SourceContext:
    """One format of a picture: its media type and a ``srcset`` with widths."""

    #: Media type, such as ``image/avif``.
    type: str
    #: What belongs into ``srcset``.
    srcset: str


@dataclass(frozen=True)
class PictureContext:
    """A picture with its words. `src`, `width` and `height` are those of the plain fall-back."""

    #: Formats before the plain one, best first.
    sources: tuple[SourceContext, ...]
    #: Path of the plain picture.
    src: str
    #: Its width in pixels.
    width: int
    #: Its height in pixels.
    height: int
    #: What it shows, for those who do not see it.
    alt: str
    #: The line under it, or empty.
    caption: str = ""
    #: Who made it, or empty.
    credit: str = ""
    #: Under what licence it is used, or empty.
    licence: str = ""
    #: The largest size, absolute from the site's root: for OpenGraph and JSON-LD.
    large: str = ""
    #: Width of the largest size in pixels.
    large_width: int = 0
    #: Height of the largest size in pixels.
    large_height: int = 0


def spec(width: int, ending: str) -> str:
    """Return Wagtail's filter for one size of a picture."""
    quality = {"avif": "avifquality-60", "webp": "webpquality-78", "jpeg": "jpegquality-80"}
    return f"max-{width}x{width * 2}|format-{ending}|{quality[ending]}"


#: Made at once when a picture is imported: what any browser shows, in a tenth of a second.
FIRST_SPECS = (spec(800, "webp"), spec(1440, "jpeg"))
#: Every size that is made at upload: three of AVIF besides.
SPECS = (*FIRST_SPECS, *(spec(width, "avif") for width in WIDTHS))


def picture_context(
    picture: Picture | None,
    *,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    licence: str = "",
) -> PictureContext | None:
    """Return `picture` for a template, or None where it has no sizes yet.

    Sizes are only looked up, never made. Words given take the place of the picture's own. One
    query, none where ``renditions`` were prefetched.
    """
    if picture is None:
        return None
    sizes: dict[str, Rendition] = {
        rendition.filter_spec: rendition
        for rendition in picture.renditions.all()
        if not rendition.focal_point_key
    }
    sources = []
    for ending, media_type in FORMATS[:2]:
        found = [sizes[spec(w, ending)] for w in WIDTHS if spec(w, ending) in sizes]
        if found:
            widths = {size.width: f"{size.url} {size.width}w" for size in found}
            sources.append(SourceContext(media_type, ", ".join(widths.values())))
    plain = sizes.get(spec(1440, "jpeg")) or sizes.get(spec(800, "webp"))
    if plain is None:
        return None
    return PictureContext(
        sources=tuple(sources),
        src=plain.url,
        width=plain.width,
        height=plain.height,
        alt=alt or picture.alt_text,
        caption=caption or picture.caption,
        credit=credit or picture.credit,
        licence=licence or picture.licence,
        large=plain.url,
        large_width=plain.width,
        large_height=plain.height,
    )
