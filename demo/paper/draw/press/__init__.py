"""The press: colours, lines, masks, and the block that is cut with them."""

from .block import Block
from .colour import INK, LIGHTS, PAPER, Palette, mix, rgb
from .line import arc, brush, capsule, curve, knee, lerp, moved, pts
from .mask import Mask

__all__ = [
    "INK",
    "LIGHTS",
    "PAPER",
    "Block",
    "Mask",
    "Palette",
    "arc",
    "brush",
    "capsule",
    "curve",
    "knee",
    "lerp",
    "mix",
    "moved",
    "pts",
    "rgb",
]
