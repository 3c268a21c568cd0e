"""Pictures as templates get them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.photodesk.models import Picture, Rendition

#: The widths made of every picture, in CSS pixels of its box.
WIDTHS = (480, 800, 1440)
#: Formats in the order in which a browser should prefer them: (ending, media type).
FORMATS = (("avif", "image/avif"), ("webp", "image/webp"), ("jpeg", "image/jpeg"))


#: What layouts cut out of a picture around its focal point: for each shape the sizes made of it,
#: in pixels. The first is also the shape.
SHAPES = {"card": ((480, 320), (960, 640), (1440, 960)), "square": ((240, 240), (480, 480))}


@dataclass(frozen=True)
class SourceContext:
    """One format of a picture: its media type and a ``srcset`` with widths."""

    #: Media type, such as ``image/avif``.
    type: str
    #: What belongs into ``srcset``.
    srcset: str
    #: Width and height in pixels where they are in another proportion than the plain picture's,
    #: else 0: what it is cut to.
    width: int = 0
    #: See `width`.
    height: int = 0


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
    #: What stands first among `sources` where a layout cuts the picture to a shape, of those that
    #: are made: ``card`` (three by two) and ``square``.
    cuts: Mapping[str, SourceContext] = field(default_factory=dict)

    def cut(self, shape: str) -> PictureContext:
        """Return the picture as a layout shows it in `shape`; the whole one until it is made."""
        found = self.cuts.get(shape)
        return replace(self, sources=(found, *self.sources)) if found else self


def spec(width: int, ending: str) -> str:
    """Return Wagtail's filter for one size of a picture."""
    quality = {"avif": "avifquality-60", "webp": "webpquality-78", "jpeg": "jpegquality-80"}
    return f"max-{width}x{width * 2}|format-{ending}|{quality[ending]}"


def cut_spec(width: int, height: int) -> str:
    """Return Wagtail's filter for one size of a cut."""
    return f"fill-{width}x{height}|format-avif|avifquality-60"


#: Made at once when a picture is imported: what any browser shows, in a tenth of a second.
FIRST_SPECS = (spec(800, "webp"), spec(1440, "jpeg"))
#: Every size that is made at upload: three of AVIF besides, and the cuts.
SPECS = (
    *FIRST_SPECS,
    *(spec(width, "avif") for width in WIDTHS),
    *(cut_spec(*size) for sizes in SHAPES.values() for size in sizes),
)


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
    around = picture.focus
    sizes: dict[str, Rendition] = {
        rendition.filter_spec: rendition
        for rendition in picture.renditions.all()
        if rendition.focal_point_key in {"", around}
    }
    sources = []
    for ending, media_type in FORMATS[:2]:
        found = [sizes[spec(w, ending)] for w in WIDTHS if spec(w, ending) in sizes]
        if found:
            sources.append(SourceContext(media_type, _srcset(found)))
    plain = next((sizes[each] for each in reversed(FIRST_SPECS) if each in sizes), None)
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
        cuts=_cuts(sizes),
    )


def _cuts(sizes: dict[str, Rendition]) -> dict[str, SourceContext]:
    cuts = {}
    for shape, wanted in SHAPES.items():
        found = [sizes[cut_spec(*size)] for size in wanted if cut_spec(*size) in sizes]
        if found:
            width, height = found[0].width, found[0].height
            cuts[shape] = SourceContext("image/avif", _srcset(found), width, height)
    return cuts


def _srcset(sizes: list[Rendition]) -> str:
    """Each width once: a small picture is not blown up, so sizes of it may be the same."""
    widths = {size.width: f"{size.url} {size.width}w" for size in sizes}
    return ", ".join(widths.values())
