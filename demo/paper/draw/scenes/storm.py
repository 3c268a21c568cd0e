"""Storm Odette at Ness Light."""

import math

import numpy as np

from ..press import PAPER, curve, mix
from ..stock.sky import gulls, rain, sky
from ..stock.water import sea, swell
from .at_sea import lighthouse


def _beam(b, lx, top, spread, colour, tone):
    for s, a in spread:
        m = b.shape([(lx, top), (lx + s * 150, top + a - 13), (lx + s * 150, top + a + 15)])
        fade = np.clip(1 - np.abs(b.x - lx) / 130, 0, 1)
        b.flat(m & (fade * tone), colour)


def _spray(b, rng, x, y, n, up, wide, colour=PAPER):
    out = []
    for _ in range(n):
        a, r = rng.normal(-1.45, 0.40), abs(rng.normal(0, 1.0)) * up
        out.append(
            (x + math.cos(a) * r * wide, y + math.sin(a) * r, 0.10 + rng.random() * 0.5 * max(0.25, 1 - r / (3 * up)))
        )
    b.dots(out, colour)


def _burst(b, rng, x, y, w, h):
    """Water thrown up against a rock: a plume that breaks into drops."""
    p = b.p
    white = p.white if not p.dark else mix(p.paper, p.white, 0.5)
    n = b.grain(b.x * 0.5, b.y * 0.28, 71) * 0.6 + b.grain(b.x * 1.3, b.y * 0.8, 72) * 0.4
    up = np.clip((y - b.y) / h, -0.2, 1.2)
    half = w * (0.55 + 0.85 * up) * np.clip(1 - 0.7 * up**2, 0.02, 1)
    inner = 1 - np.abs(b.x - x - 0.10 * w * np.sin(b.y * 0.25)) / np.maximum(half, 0.2)
    m = b.mask(np.clip((inner * 1.5 - up * 1.0 + n * 0.55) * 3.2, 0, 1) * (b.y < y + 1.5 + n * 5) * (up < 1))
    b.flat(m, white)
    fan = np.arctan2(b.x - x, y + h * 0.5 - b.y) * 26 + n * 1.2
    b.cut(m, np.clip(0.16 + 0.34 * (b.x - x) / w + n * 0.3, 0, 0.6), fan, p.deep)
    _spray(b, rng, x, y, 520, h * 0.66, 1.1)


def storm_light(b, rng):
    """Draw waves that break below a banded lighthouse at night."""
    p = b.p
    b.roll(b.y < 200, mix(p.sky, p.ink, 0.35), p.sky, p.low, start=0, end=72)
    sky(b, 78, "storm")
    lx, base, h = 46, 62, 44
    top = base - h - h * 0.10
    _beam(b, lx, top, ((1, 12), (-1, -14)), "#f3dfb5", 0.85)
    n = b.noise(12, 5, 2)
    b.cut(b.mask(b.y < 70), np.clip(0.34 + n * 0.3, 0, 0.6), b.y + b.x * 0.16 + n * 2, p.ink)
    sea(b, 66, 0.8, 0.8, 0.6)
    swell(b, rng, 71, 3.4, 0.5, long=0.11, foam=1)
    rock = b.shape(curve("10,92! 22,76 30,70 37,63 41,61.4! 53,61.4! 60,68 70,74 82,92!"))
    b.solid(
        rock,
        mix(p.sea, p.deep, 0.35),
        0.42 + (b.x - 46) / 90 + b.noise(4, 3, 5) * 0.3,
        b.x * 0.8 + b.y * 0.9 + b.noise(5, 4, 6) * 1.2,
        0.5,
    )
    b.solid([(54, 64), (54, 57), (63, 57), (63, 67)], p.paper, 0.3, b.y, 0.3)
    b.solid([(53, 57), (58.5, 52.6), (64, 57)], p.spot, 0.3, b.x, 0.3)
    b.solid(b.box(56, 59, 2.4, 3), p.glow, edge=0.2)
    lighthouse(b, lx, base, h)
    _burst(b, rng, 74, 80, 17, 37)
    _burst(b, rng, 16, 84, 11, 20)
    swell(b, rng, 80, 5.4, 0.56, long=0.075, foam=1)
    swell(b, rng, 92, 5.0, 0.7, long=0.06, foam=1)
    _spray(b, rng, 74, 76, 240, 20, 1.6)
    rain(b, rng, 190, 0.7, (3, 8), strength=0.4)


def storm_headland(b, rng):
    """Draw the light on its headland under torn cloud at dusk, spray up the tower, a mast stayed beside it."""
    p, hz = b.p, 70
    sky(b, hz, "storm")
    low = b.mask((b.y > 54) & (b.y < hz)) & np.clip(0.9 - np.abs(b.y - 63) / 8 + b.noise(30, 4, 3) * 0.5, 0, 1)
    b.flat(low, mix(p.low, p.spot, 0.25), 0.75)
    b.cut(low, 0.2, b.y, mix(p.low, p.spot, 0.6))
    sea(b, hz, 0.9, 0.72, 0.5)
    swell(b, rng, 80, 3.6, 0.55, long=0.08, foam=1)
    head = b.shape(curve("150,101! 150,60! 140,58 122,57 104,57.6 94,60 88,66 82,70 74,80 62,101!"))
    b.solid(
        head,
        mix(p.green, p.deep, 0.55),
        np.clip(0.4 + (b.y - 60) / 70 + b.noise(6, 4, 5) * 0.3, 0.05, 0.9),
        b.y * 0.6 + b.x * 0.7 + b.noise(7, 5, 6),
        0.5,
    )
    cliff = b.shape(curve("94,60 88,66 82,70 74,80 62,101! 96,101! 98,84 104,72 103,62"))
    b.solid(cliff, mix(p.deep, p.ink, 0.4), 0.5 + b.noise(3, 5, 7) * 0.35, b.x + b.y * 0.2 + b.noise(4, 6, 8), 0.3)
    lx, base, h = 119, 58, 38
    _beam(b, lx, base - h * 1.1, ((-1, 4),), "#f3dfb5", 0.7)
    for x, w, hh in ((131, 13, 7), (142, 9, 6)):
        b.solid(b.box(x, 58.6 - hh, w, hh), p.paper, 0.3, b.y, 0.34)
        b.solid([(x - 0.8, 58.8 - hh), (x + w / 2, 55 - hh), (x + w + 0.8, 58.8 - hh)], p.deep, 0.4, b.x, 0.3)
        b.solid(b.box(x + 2, 60 - hh, 2, 2.4), p.glow, edge=0.2)
    lighthouse(b, lx, base, h)
    mx = 100  # the weather service's mast, leaning on its stays
    b.stroke([(mx, 58), (mx - 1.4, 20)], 0.55)
    b.strokes([[(mx - 1.2, 27), (mx - 8, 61)], [(mx - 1.2, 27), (mx + 7, 58)], [(mx - 0.8, 40), (mx - 6, 60)]], 0.17)
    b.stroke([(mx - 4.4, 22), (mx + 1.8, 21.4)], 0.36)
    for u in (-4.4, 1.8):
        b.solid(b.disc(mx + u, 21.2, 0.95, 0.7), p.ink, edge=0)
    b.flat(b.shape([(mx - 1.4, 20), (mx - 7, 17.4), (mx - 1.6, 17.8)]), p.spot)
    _burst(b, rng, 84, 76, 11, 34)
    _burst(b, rng, 70, 88, 8, 22)
    swell(b, rng, 94, 3.8, 0.68, long=0.06, foam=1)
    _spray(b, rng, 96, 60, 360, 22, 1.4)
    rain(b, rng, 160, 0.9, (3, 8), strength=0.45)
    gulls(b, rng, 3, (20, 70), (20, 48))
