"""How sizes are written: AVIF at a bearable speed, and none with what a camera noted.

Willow copies the EXIF data of an original into its JPEG and PNG files, and Pillow its comment:
where and when a picture was taken, with what, by whom. That may give a source away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, BinaryIO

from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage
from willow.registry import registry

#: Pillow's own default is 6. On drawn pictures it takes four times as long, for files a tenth
#: smaller where they look like photographs (`python benchmarks/pictures.py`).
SPEED = 8
#: What may stand in a file beside its pixels.
KEPT = frozenset({"icc_profile", "transparency"})

Save = Callable[..., Any]


def save_as_avif(
    image: PillowImage,
    f: BinaryIO,
    quality: int = 80,
    lossless: bool = False,
    apply_optimizers: bool = True,
) -> AvifImageFile:
    """Write `image` to `f` as Willow does, but at `SPEED`."""
    settings: dict[str, Any] = {"quality": 100 if lossless else quality, "speed": SPEED}
    if lossless:
        settings["subsampling"] = "4:4:4"
    profile = image.get_icc_profile()
    if profile is not None and image.image.mode == "CMYK":
        image = image.transform_colorspace_to_srgb()
        profile = image.get_icc_profile()
    if profile is not None:
        settings["icc_profile"] = profile
    image.image.save(f, "AVIF", **settings)
    return AvifImageFile(f)


def without_metadata(save: Save) -> Save:
    """Return `save` with everything but `KEPT` left behind."""

    @wraps(save)
    def save_pixels(image: PillowImage, *args: Any, **kwargs: Any) -> Any:
        info = image.image.info
        image.image.info = {name: info[name] for name in KEPT & info.keys()}
        return save(image, *args, **kwargs)

    return save_pixels


def register() -> None:
    """Let Willow write pictures this way.

    The methods of the class are replaced, too: Willow looks into its registry only for what
    the class itself does not have.
    """
    for name, save in (
        ("save_as_avif", save_as_avif),
        ("save_as_jpeg", PillowImage.save_as_jpeg),
        ("save_as_png", PillowImage.save_as_png),
        ("save_as_webp", PillowImage.save_as_webp),
        ("save_as_gif", PillowImage.save_as_gif),
    ):
        saving = without_metadata(save)
        setattr(PillowImage, name, saving)
        registry.register_operation(PillowImage, name, saving)
