"""What a sitter wears, from the collar down."""

import numpy as np

from ..press import curve, mix

BODY = "-.62,1.62 -1.0,1.94 -1.9,2.26 -2.36,2.9 -2.6,4.6! 2.4,4.6! 2.2,2.9 1.72,2.24 .86,1.92 .62,1.62"
CHILD = "-.56,1.5 -.8,1.74 -1.34,2.0 -1.66,2.6 -1.8,4.6! 1.7,4.6! 1.56,2.6 1.22,1.98 .74,1.72 .54,1.5"


def dressed(b, h):
    """Draw the body in its clothes."""
    who, s = h.who, h.s
    m = b.shape(h.still(CHILD if h.child else BODY))
    worn = {
        "jacket": _jacket,
        "coat": _coat,
        "shirt": _shirt,
        "roll": _roll,
        "jumper": _jumper,
        "overalls": _overalls,
        "apron": _apron,
        "officer": _officer,
        "oilskin": _oilskin,
        "track": _track,
        "waistcoat": _waistcoat,
        "scarf": _scarf,
        "collar": _collar,
    }
    _cloth(b, h, m, who.cloth)
    b.edge(m, 0.024 * s, b.p.ink)
    worn[who.dress](b, h, m)


def _cloth(b, h, m, colour, slant=0.5, base=0.12):
    """Fill cloth with lines that fall from the shoulders, heavier away from the light."""
    u, v = h.fields(b)
    b.flat(m, colour)
    ink = mix(colour, b.p.ink, 0.72)
    tone = np.clip(base + 0.22 * np.maximum(u, -0.4) + 0.10 * (v - 2) + 0.10 * np.sin(u * 4.2 + v), 0, 0.78)
    b.cut(m, tone, (u * 0.7 + (v - 1.5) * slant * np.sign(u + 0.1) + 0.05 * np.sin(v * 5)) * h.s, ink, 0.95)


def _part(b, h, text, body, colour, base=0.06):
    m = b.shape(h.still(text)) & body
    _cloth(b, h, m, colour, base=base)
    b.edge(m, 0.020 * h.s, b.p.ink)
    return m


def _vee(b, h, m, depth=3.0):
    return _part(b, h, f"-.50,1.5 .56,1.5 .46,2.0 .12,{depth}! -.02,{depth}! -.42,2.0", m, h.who.under, 0)


def _lapels(b, h, m, depth=3.1, wide=0.62):
    c = mix(h.who.cloth, b.p.ink, 0.16)
    for side, k in ((-1, -0.46), (1, 0.52)):
        _part(
            b,
            h,
            f"{k},1.5! {k + side * 0.30},1.78! {k + side * wide},2.30! {k + side * 0.34},2.46!"
            f" {k + side * 0.44},2.62! {0.06 + side * 0.04},{depth}! {k - side * 0.06},2.1!",
            m,
            c,
            0.16,
        )


def _jacket(b, h, m):
    _vee(b, h, m)
    if not h.who.woman:
        _shirt_collar(b, h, h.who.under)
        _part(b, h, "-.10,1.96! .22,1.96! .30,2.3 .22,3.3! -.06,3.3! -.16,2.3", m, "#bf3a26", 0.2)
    _lapels(b, h, m)


def _shirt_collar(b, h, colour):
    for side, k in ((-1, -0.56), (1, 0.62)):
        _part(
            b,
            h,
            f"{k},1.34! {0.06},1.90! {0.06 + side * 0.28},2.18! {k + side * 0.22},1.72!",
            b.mask(b.y < 999),
            colour,
            0.02,
        )


def _buttons(b, h, y0=2.3, n=4, u=0.06):
    b.pen(h.still(f"{u},1.9 {u + 0.02},4.6", False), 0.012 * h.s, 0.03 * h.s)
    for i in range(n):
        c = h.still([(u + 0.10, y0 + i * 0.52)])[0]
        b.solid(b.disc(*c, 0.055 * h.s), b.p.white, edge=0.016 * h.s)


def _shirt(b, h, m):
    skin_gap = "-.34,1.5 .42,1.5 .22,1.96! .06,2.16! -.12,1.96!"
    from .heads import skins

    skin, dark, _ = skins(h.who, b.p)
    g = b.shape(h.still(skin_gap)) & m
    b.flat(g, mix(skin, dark, 0.35))
    _buttons(b, h)
    _shirt_collar(b, h, mix(h.who.cloth, b.p.white, 0.12))
    if h.who.under == "#bf3a26":  # braces
        for side in (-1, 1):
            _part(
                b, h, f"{side * 0.92},1.9! {side * 1.12},2.0! {side * 1.0},4.6! {side * 0.8},4.6!", m, h.who.under, 0.2
            )


def _roll(b, h, m):
    u, _v = h.fields(b)
    roll = b.shape(h.still("-.66,1.22 .0,1.52 .66,1.26 .82,1.9 .4,2.1 -.5,2.1 -.92,1.9"))
    b.flat(roll, h.who.cloth)
    b.cut(roll, np.clip(0.34 + 0.24 * u, 0.1, 0.7), u * h.s, mix(h.who.cloth, b.p.ink, 0.7), 1.4)
    b.edge(roll, 0.022 * h.s, b.p.ink)
    b.pen(h.still("-.8,1.66 0,1.86 .76,1.66", False), 0.01 * h.s, 0.03 * h.s, 0.01 * h.s)


def _jumper(b, h, m):
    u, v = h.fields(b)
    rib = b.shape(
        h.still(
            "-.58,1.50 .0,1.86 .60,1.50 .86,1.74 .3,2.14 -.3,2.14 -.86,1.74"
            if not h.child
            else "-.52,1.4 .0,1.72 .52,1.4 .74,1.62 .26,1.96 -.26,1.96 -.74,1.62"
        )
    )
    b.flat(rib, mix(h.who.cloth, b.p.white, 0.12))
    b.cut(
        rib, np.clip(0.3 + 0.2 * u, 0.1, 0.7), np.arctan2(u, v - 0.6) * h.s * 0.9, mix(h.who.cloth, b.p.ink, 0.7), 1.3
    )
    b.edge(rib, 0.020 * h.s, b.p.ink)


def _collar(b, h, m):
    """A jumper over a shirt's collar."""
    _jumper(b, h, m)
    _shirt_collar(b, h, b.p.white)


def _coat(b, h, m):
    _lapels(b, h, m, 2.9, 0.78)


def _overalls(b, h, m):
    _jumper(b, h, m)
    for side in (-1, 1):
        _part(
            b, h, f"{side * 0.86},1.86! {side * 1.22},2.02! {side * 0.98},3.2! {side * 0.62},3.2!", m, h.who.under, 0.2
        )
    _part(b, h, "-1.0,3.02! 1.0,3.02! 1.16,4.6! -1.16,4.6!", m, h.who.under, 0.2)
    for side in (-1, 1):
        c = h.still([(side * 0.8, 3.2)])[0]
        b.solid(b.disc(*c, 0.10 * h.s), b.p.glow, edge=0.02 * h.s)


def _apron(b, h, m):
    _jumper(b, h, m)
    for side in (-1, 1):
        b.stroke(h.still([(side * 0.8, 1.8), (side * 0.72, 2.9)]), 0.13 * h.s, b.p.paper)
    _part(b, h, "-.98,2.8! .98,2.8! 1.3,4.6! -1.3,4.6!", m, b.p.paper, 0.06)


def _officer(b, h, m):
    _vee(b, h, m, 2.8)
    _shirt_collar(b, h, b.p.white)
    _part(b, h, "-.08,1.96! .2,1.96! .26,2.3 .18,3.1! -.04,3.1! -.14,2.3", m, b.p.ink, 0.1)
    _lapels(b, h, m, 2.9, 0.7)
    for side in (-1, 1):
        for i in range(3):
            b.stroke(
                h.still([(side * (1.5 + i * 0.14), 2.06 + i * 0.06), (side * (1.36 + i * 0.14), 2.36 + i * 0.06)]),
                0.055 * h.s,
                b.p.glow,
            )
    for i in range(3):
        for side in (-1, 1):
            c = h.still([(0.06 + side * 0.32, 3.06 + i * 0.5)])[0]
            b.solid(b.disc(*c, 0.075 * h.s), b.p.glow, edge=0.018 * h.s)


def _oilskin(b, h, m):
    _roll_colour = mix(b.p.deep, b.p.ink, 0.3)
    roll = b.shape(h.still("-.66,1.22 .0,1.5 .66,1.26 .78,1.9 .4,2.1 -.5,2.1 -.86,1.9"))
    b.solid(roll, _roll_colour, edge=0.02 * h.s)
    for side, k in ((-1, -0.5), (1, 0.56)):
        _part(
            b,
            h,
            f"{k},1.5! {k + side * 0.46},1.74! {k + side * 0.62},2.2! {0.06},2.5!",
            b.mask(b.y < 999),
            mix(h.who.cloth, b.p.white, 0.12),
            0.1,
        )
    _buttons(b, h, 2.7, 3)


def _track(b, h, m):
    for side in (-1, 1):
        b.flat(
            b.shape(h.still(curve(f"{side * 1.0},1.98! {side * 1.16},2.03! {side * 2.3},3.1! {side * 2.2},3.3!"))) & m,
            b.p.spot,
        )
    _part(
        b,
        h,
        "-.62,1.34! .06,1.8 .68,1.34! .86,1.9 .1,2.3! -.78,1.9",
        b.mask(b.y < 999),
        mix(h.who.cloth, b.p.white, 0.10),
        0.2,
    )
    b.stroke(h.still([(0.06, 1.9), (0.08, 4.6)]), 0.045 * h.s, b.p.mist)
    b.solid(b.disc(*h.still([(0.9, 2.9)])[0], 0.2 * h.s), b.p.spot, edge=0.02 * h.s)


def _waistcoat(b, h, m):
    shirt = mix(b.p.paper, b.p.warm, 0.5)
    for side in (-1, 1):
        _part(
            b,
            h,
            f"{side * 1.1},1.9! {side * 2.2},2.4 {side * 2.7},4.7! {side * 1.3},4.7! {side * 1.2},2.8",
            m,
            shirt,
            0.06,
        )
    _part(b, h, "-.50,1.5 .56,1.5 .5,2.1 .10,3.4! .02,3.4! -.42,2.1", m, shirt, 0)
    _buttons(b, h, 3.6, 2)
    _shirt_collar(b, h, shirt)


def _scarf(b, h, m):
    _vee(b, h, m, 2.6)
    _lapels(b, h, m, 3.1, 0.66)
    c = h.who.under
    _part(b, h, "-.66,1.24 .0,1.52 .66,1.24 .92,1.7 .5,2.1 -.5,2.1 -.94,1.7", b.mask(b.y < 999), c, 0.2)
    _part(b, h, "-.30,1.96 .14,2.0 .0,2.8 -.10,3.6! -.58,3.6! -.5,2.7", b.mask(b.y < 999), c, 0.24)
