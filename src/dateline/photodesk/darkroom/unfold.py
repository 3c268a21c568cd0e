"""Opens a picture's file with the one decoder that its header calls for, and stands it upright."""

from __future__ import annotations

import importlib
import io
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from PIL import ExifTags, Image

#: Modules of Pillow that a kind needs beyond those it imports first. TIFF is EXIF's own form.
_PLUGINS = {
    "JPEG": ("MpoImagePlugin", "TiffImagePlugin"),
    "PNG": ("TiffImagePlugin",),
    "WEBP": ("WebPImagePlugin", "TiffImagePlugin"),
    "AVIF": ("AvifImagePlugin", "TiffImagePlugin"),
    "HEIC": ("TiffImagePlugin",),
    "GIF": (),
}
#: What Pillow calls a kind, where that is another name.
_FORMATS = {"HEIC": "HEIF"}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: Orientations (EXIF, tag 274) in which width and height are exchanged.
_LYING = frozenset({5, 6, 7, 8})


def prepare(kinds: Iterable[str], pixels: int) -> None:
    """Import what `kinds` need, while files can still be opened; refuse more than `pixels`."""
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = pixels
    Image.preinit()
    for kind in kinds:
        for name in _PLUGINS[kind]:
            importlib.import_module(f"PIL.{name}")
        if kind == "AVIF":
            # Each thread has memory of its own, and the other processor is for readers.
            avif: Any = importlib.import_module("PIL.AvifImagePlugin")
            avif.DEFAULT_MAX_THREADS = 1
        elif kind == "HEIC":
            _prepare_heif()


def _prepare_heif() -> None:
    heif: Any = importlib.import_module("pillow_heif")
    heif.options.DECODE_THREADS = 1
    heif.options.THUMBNAILS = heif.options.DEPTH_IMAGES = heif.options.AUX_IMAGES = False
    heif.register_heif_opener()


@contextmanager
def opened(file: IO[bytes], kind: str) -> Iterator[Image.Image]:
    """Open the picture in `file`, nothing of it unfolded yet. Of a moving one, the first."""
    with Image.open(io.BytesIO(file.read()), formats=(_FORMATS.get(kind, kind),)) as image:
        yield image


def check(image: Image.Image) -> None:
    """Unfold `image` to its end, small where its decoder can do that. Raises whatever it is."""
    image.draft(None, (max(image.width // 8, 1), max(image.height // 8, 1)))  # type: ignore[arg-type]
    image.load()


def orientation(image: Image.Image) -> int:
    """Return how the camera was held, 1 where nothing readable says so."""
    try:
        told = image.getexif().get(ExifTags.Base.Orientation, 1)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, AttributeError):
        return 1  # broken notes are no reason to refuse a picture
    return told if told in _TURNS else 1


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height of `image` as it is to be looked at."""
    width, height = image.size
    return (height, width) if orientation(image) in _LYING else (width, height)


def upright(image: Image.Image, held: int) -> Image.Image:
    """Return `image` as it is to be looked at; `held` is its `orientation`."""
    way = _TURNS.get(held)
    return image if way is None else image.transpose(way)
