"""Makes sizes of a picture: upright, in plain colours (sRGB), and with nothing but pixels in them.

No size carries what a camera or a program noted, nor a colour profile, which may name a device:
the colours are converted instead.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms

from dateline.photodesk.darkroom import unfold

#: Pillow's own default is 6. On drawn pictures it takes four times as long, for files a tenth
#: smaller where they look like photographs (`python benchmarks/pictures.py`).
AVIF_SPEED = 8
#: A size is made from at least this many times its pixels a side: coarser looks jagged.
FINENESS = 2
#: What a transparent picture lies on where a format knows no transparency.
PAPER = (255, 255, 255)
#: A larger colour profile is passed over, in bytes.
MOST_PROFILE = 4_000_000


@dataclass(frozen=True)
class Order:
    """A size to make: of what part of the upright picture, how large, in which form."""

    #: Left, top, right, bottom in pixels of the upright picture.
    box: tuple[float, float, float, float]
    #: Width and height in pixels.
    size: tuple[int, int]
    #: ``avif``, ``webp``, ``jpeg``, ``png`` or ``gif``.
    format: str
    quality: int
    lossless: bool = False
    background: tuple[int, int, int] | None = None


def develop(image: Image.Image, orders: Iterable[Order]) -> list[bytes]:
    """Return a file for each of `orders`. Decodes once; raises what Pillow raises."""
    orders = list(orders)
    width = unfold.upright_size(image)[0]
    held = unfold.orientation(image)
    negative = _reduced(image, _spare(orders))
    negative = _in_srgb(negative, image.info.get("icc_profile"))
    positive = unfold.upright(negative, held)
    positive.info = {}
    scale = positive.width / width
    prints: dict[Any, Image.Image] = {}
    files = []
    for order in orders:
        wanted = (tuple(order.box), tuple(order.size))
        if wanted not in prints:
            prints[wanted] = _cut(positive, order, scale)
        files.append(_written(prints[wanted], order))
    return files


def _spare(orders: list[Order]) -> int:
    """How many times larger, a side, the picture may be made smaller before anything is cut."""
    return int(
        min(
            min((right - left) / wide, (bottom - top) / high)
            for (left, top, right, bottom), (wide, high) in (
                (order.box, order.size) for order in orders
            )
        )
        / FINENESS
    )


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """Return `image` unfolded and a whole number of times smaller, `factor` at most."""
    before = image.width
    if factor > 1:
        image.draft(None, (image.width // factor, image.height // factor))  # type: ignore[arg-type]
    image.load()
    factor //= max(round(before / image.width), 1)
    plain = _plain(image)
    return plain.reduce(factor) if factor > 1 else plain


def _plain(image: Image.Image) -> Image.Image:
    """Return `image` in a mode in which pixels can be mixed; CMYK waits for its profile."""
    if image.mode.startswith("I"):  # sixteen bits
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in {"RGB", "L", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return `image` in the colours of the web. A profile that does not fit is passed over."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and len(profile) <= MOST_PROFILE:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in (own.profile.profile_description or ""):
                made = ImageCms.profileToProfile(
                    image, own, ImageCms.createProfile("sRGB"), outputMode=mode
                )
                image = made if made is not None else image
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            image.info.pop("icc_profile", None)
    return image if image.mode == mode else image.convert(mode)


def _cut(image: Image.Image, order: Order, scale: float) -> Image.Image:
    left, top, right, bottom = (edge * scale for edge in order.box)
    box = (left, top, min(right, image.width), min(bottom, image.height))
    if box == (0, 0, *image.size) and image.size == tuple(order.size):
        return image
    return image.resize(order.size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _written(image: Image.Image, order: Order) -> bytes:
    file = io.BytesIO()
    settings: dict[str, Any] = {"quality": order.quality}
    if image.mode == "RGBA" and (order.format == "jpeg" or order.background):
        ground = Image.new("RGBA", image.size, (*(order.background or PAPER), 255))
        image = Image.alpha_composite(ground, image).convert("RGB")
    match order.format:
        case "jpeg":
            settings |= {"progressive": True, "optimize": True}
        case "webp":
            settings["lossless"] = order.lossless
        case "avif":
            settings["speed"] = AVIF_SPEED
            if order.lossless:
                settings |= {"quality": 100, "subsampling": "4:4:4"}
        case "png":
            settings = {"optimize": True}
        case "gif":
            settings = {}
            image = image.convert("P", palette=Image.Palette.ADAPTIVE)
    image.save(file, order.format.upper(), **settings)
    return file.getvalue()
