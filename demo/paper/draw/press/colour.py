"""The inks of each light. A print has few: dark, three blues, two paper tones, one spot."""

from dataclasses import dataclass, replace

import numpy as np

PAPER, INK, SPOT = "#f3f1ea", "#13232e", "#bf3a26"


@dataclass(frozen=True)
class Palette:
    """The colours of one light. Tints run from ink (darkest) to paper (lightest)."""

    ink: str = INK
    deep: str = "#2f5368"
    sea: str = "#7f9fab"
    mist: str = "#c6d5d6"
    warm: str = "#e8dfcd"
    paper: str = PAPER
    spot: str = SPOT
    glow: str = "#f2c884"
    green: str = "#86a898"
    earth: str = "#b08d62"
    brick: str = "#b9694c"
    sky: str = "#dfe6e4"  # the sky at the top and at the horizon
    low: str = "#efece2"
    rule: str = "#7797a4"  # lines cut into it
    water: str = "#bfd0d2"
    lit: float = 0.06  # share of windows with a lamp behind them
    pane: str = "#3c5a69"  # the other windows
    white: str = PAPER  # white that stays white
    dark: bool = False


LIGHTS = {
    "day": Palette(),
    "dawn": replace(Palette(), sky="#c9d6d6", low="#f3d9bd", rule="#8aa3ab", warm="#ecdcc4", water="#c8d2cf", lit=0.14),
    "dusk": replace(
        Palette(),
        sky="#6f8f9e",
        low="#f0c69c",
        rule="#3d6173",
        sea="#6f8f9c",
        mist="#aebfc4",
        warm="#dfc7a6",
        paper="#e9dfcf",
        water="#a9b9bb",
        green="#6f9184",
        brick="#a85a41",
        lit=0.4,
        pane="#2b4a59",
    ),
    "night": replace(
        Palette(),
        ink="#0d1922",
        deep="#1d3947",
        sea="#3a5b6c",
        mist="#688591",
        warm="#8a877e",
        paper="#b3bfbe",
        spot="#a93423",
        glow="#f3c67c",
        green="#45695f",
        earth="#6b5a45",
        brick="#6f4438",
        sky="#1a3442",
        low="#375a6b",
        rule="#0f212c",
        water="#2c4c5c",
        lit=0.34,
        pane="#162d39",
        dark=True,
    ),
    "fog": replace(
        Palette(),
        ink="#24343d",
        deep="#4e6c7a",
        sea="#9db3b9",
        mist="#cdd8d7",
        sky="#d3dcda",
        low="#e6e8e2",
        rule="#a8bbbf",
        water="#cfd9d7",
        brick="#b3806c",
        lit=0.12,
    ),
    "rain": replace(
        Palette(),
        sky="#8ba1aa",
        low="#c3cdcb",
        rule="#587482",
        sea="#6f8e9b",
        mist="#b1c1c5",
        warm="#d3cbb9",
        paper="#e6e5de",
        water="#9db1b6",
        brick="#9e5a44",
        lit=0.3,
        pane="#2b4a59",
    ),
    "lamp": replace(
        Palette(),
        sky="#d9c3a0",
        low="#f1ddb8",
        rule="#a98a60",
        sea="#7d949a",
        mist="#c9c7b6",
        warm="#ecd6ad",
        paper="#f6ead0",
        white="#f8f1df",
        lit=0.5,
        pane="#22404f",
    ),
}


def rgb(colour):
    """Return `colour` (a hex string) as three floats from 0 to 255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32)


def mix(one, other, t):
    """Return the hex colour a share `t` of the way from `one` to `other`."""
    return "#" + "".join(f"{int(v + 0.5):02x}" for v in rgb(one) * (1 - t) + rgb(other) * t)
