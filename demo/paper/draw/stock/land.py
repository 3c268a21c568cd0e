"""Hills, trees, grass and ground."""

import math

import numpy as np

from ..press import mix


def ridge(b, rng, hz, low, high, x0=0, x1=150, bumps=(0.016, 0.043, 0.11)):
    """Return the line of hills, one height a column: between `low` and `high` above hz."""
    x = b.x[0]
    y = sum(np.sin(x * k + rng.uniform(0, 6.28)) / (i + 1) for i, k in enumerate(bumps))
    y = (y / 1.83 + 1) / 2 * (high - low) + low
    ends = np.clip((x - x0) / 14, 0, 1) if x0 > 0 else 1.0
    ends = ends * (np.clip((x1 - x) / 14, 0, 1) if x1 < 150 else 1.0)
    return (hz - y * ends).astype(np.float32)[None, :]


def hills(b, rng, hz, low=3, high=12, x0=0, x1=150, colour=None, tone=0.34, ink=None, fields=False):
    """Draw hills that stand on the horizon. Return their heights."""
    p = b.p
    top = ridge(b, rng, hz, low, high, x0, x1)
    m = b.below(top) & (b.y < hz + 0.3) & (b.x >= x0) & (b.x <= x1)
    b.flat(m, colour or mix(p.sea, p.low, 0.30))
    slope = np.gradient(top[0])[None, :] * b.k
    ink = ink or mix(p.deep, p.low, 0.25)
    b.cut(m, np.clip(tone + slope * 0.16 + b.noise(9, 5, 7) * 0.14, 0, 0.8), (b.y - top) * 0.75 + b.x * 0.35, ink, 0.95)
    if fields:
        for _ in range(7):
            x = rng.uniform(x0, x1)
            y = float(top[0, int(np.clip(x * b.k, 0, b.w - 1))])
            b.strokes([[(x, y + 0.4), (x + rng.uniform(-5, 5), hz)]], 0.22, ink)
    return top


def leafy(b, rng, x, y, s, colour=None, trunk=True):
    """Draw a tree in leaf, `s` units high: heaps of foliage with light on them."""
    p = b.p
    colour = colour or mix(p.green, p.deep, 0.35)
    if trunk:
        b.pen([(x, y), (x + 0.02 * s, y - 0.5 * s)], 0.09 * s, 0.05 * s)
        for k in (-1, 1):
            b.pen([(x, y - 0.32 * s), (x + k * 0.18 * s, y - 0.55 * s)], 0.045 * s, 0.02 * s)
    heaps = [(0, 0.66, 0.30), (-0.22, 0.50, 0.20), (0.23, 0.48, 0.21), (-0.12, 0.80, 0.20), (0.15, 0.78, 0.19)]
    for i, (hx, hy, r) in enumerate(heaps):
        r *= rng.uniform(0.88, 1.12)
        cx, cy = x + (hx + rng.normal(0, 0.025)) * s, y - hy * s
        n = 11
        edge = [
            (
                cx + r * s * (1 + 0.09 * abs(math.sin(n * a / 2)) - 0.05) * math.cos(a),
                cy + 0.86 * r * s * (1 + 0.09 * abs(math.sin(n * a / 2)) - 0.05) * math.sin(a),
            )
            for a in np.linspace(0, 2 * math.pi, 66)
        ]
        m = b.shape(edge)
        b.flat(m, mix(colour, p.low, 0.10 * (i % 3)))
        away = ((b.x - cx) * 0.8 + (b.y - cy)) / (r * s)
        b.cut(
            m,
            np.clip(0.30 + away * 0.34, 0.04, 0.9),
            np.hypot(b.x - cx, b.y - cy + r * s) * 0.95,
            mix(colour, p.ink, 0.75),
            0.9,
        )
        b.edge(m, max(0.12, 0.012 * s), mix(colour, p.ink, 0.75))


def bare(b, rng, x, y, s, colour=None, lean=0.0):
    """Draw a tree without leaves, `s` units high."""
    limbs = []

    def grow(px, py, turn, length, width, depth):
        qx, qy = px + length * math.sin(turn), py - length * math.cos(turn)
        limbs.append(([(px, py), ((px + qx) / 2 + rng.normal(0, 0.03) * length, (py + qy) / 2), (qx, qy)], width))
        if depth:
            for k in (-1, 1) if rng.random() > 0.2 else (-1, 0.2, 1):
                grow(
                    qx,
                    qy,
                    turn * 0.85 + k * rng.uniform(0.25, 0.55) + lean * 0.2,
                    length * rng.uniform(0.62, 0.84),
                    width * 0.62,
                    depth - 1,
                )

    grow(x, y, lean * 0.4, s * 0.30, s * 0.055, 5)
    from ..press import brush

    b.flat(b.shape(*(brush(q, w, w * 0.7) for q, w in limbs if w > 0.02)), colour or b.p.ink)


def poplar(b, rng, x, y, s, colour=None):
    """Draw a slim tree, `s` units high."""
    p = b.p
    colour = colour or mix(p.green, p.deep, 0.45)
    m = b.shape(
        [
            (x - 0.02 * s, y),
            (x - 0.11 * s, y - 0.25 * s),
            (x - 0.10 * s, y - 0.6 * s),
            (x, y - s),
            (x + 0.10 * s, y - 0.6 * s),
            (x + 0.11 * s, y - 0.25 * s),
            (x + 0.02 * s, y),
        ]
    )
    b.flat(m, colour)
    b.cut(m, np.clip(0.36 + (b.x - x) / s * 3, 0.05, 0.9), b.x * 0.8 - b.y * 0.35, mix(colour, p.ink, 0.75), 0.9)


def copse(b, rng, y, x0, x1, low=4, high=8, colour=None):
    """Draw a far line of trees as one mass with a broken top."""
    p = b.p
    x = x0
    m = None
    while x < x1:
        r = rng.uniform(low, high) / 2
        d = b.disc(x, y - r * 0.9, r * 1.05, r * rng.uniform(0.9, 1.3))
        m = d if m is None else m | d
        x += r * rng.uniform(0.8, 1.5)
    m = m & (b.y < y)
    colour = colour or mix(p.green, p.deep, 0.5)
    b.flat(m, colour)
    n = b.noise(2.4, 2, 41)
    b.cut(
        m,
        np.clip(0.34 + n * 0.3 + (b.y - y + high) / high * 0.3, 0.05, 0.9),
        b.y * 0.9 + n * 0.9,
        mix(colour, p.ink, 0.75),
        0.9,
    )


def grass(b, rng, n, box, high=(1.4, 3.2), colour=None, lean=0.0):
    """Draw tufts of grass in a box (x0, y0, x1, y1), the nearer the larger."""
    x0, y0, x1, y1 = box
    blades = []
    for _ in range(n):
        x, y = rng.uniform(x0, x1), rng.uniform(y0, y1)
        k = 0.4 + 0.6 * (y - y0) / max(1, y1 - y0)
        for _ in range(3):
            h, dx = rng.uniform(*high) * k, rng.normal(lean, 0.35)
            blades.append([(x, y), (x + dx * h * 0.4, y - h * 0.6), (x + dx * h, y - h)])
    b.strokes(blades, 0.17, colour or mix(b.p.green, b.p.ink, 0.55))


def ground(b, hz, top, colour, tone=0.24, ink=None, mask=None, vx=75.0, run="across"):
    """Print flat ground from `top` down, ruled towards the horizon `hz`. run: across, along."""
    m = b.mask(np.clip((b.y - top) * b.k + 0.5, 0, 1)) if mask is None else b.mask(mask)
    d = np.maximum(b.y - hz, 0.3)
    b.flat(m, colour)
    n = b.grain((b.x - vx) / d * 3, 22 / d * 3, 9)
    phase = 0.62 * d + 7 * np.log1p(d / 7) if run == "across" else (b.x - vx) / d * 26
    b.cut(m, np.clip(tone + n * 0.12, 0, 0.8), phase, ink or mix(colour, b.p.ink, 0.6))
    return m


def cobbles(b, hz, top, colour, vx=75.0, size=1.0, mask=None, ink=None, tone=0.5):
    """Print setts: courses that lie closer towards the horizon, each broken into stones."""
    m = b.mask(np.clip((b.y - top) * b.k + 0.5, 0, 1)) if mask is None else b.mask(mask)
    ink = ink or mix(colour, b.p.ink, 0.6)
    d = np.maximum(b.y - hz, 0.4)
    z = 60 / d / size  # rows grow with nearness
    row = np.floor(z * 2.2)
    across = (b.x - vx) / d * 12 / size + (row % 2) * 0.5
    fx, fz = across % 1, (z * 2.2) % 1
    side = np.minimum(fx, 1 - fx) * d / 12 * size * b.k
    end = np.minimum(fz, 1 - fz) / 2.2 * d * d / 60 * size * b.k
    gap = 1 - np.clip(np.minimum(side, end) - 0.6, 0, 1)
    fade = np.clip((d - 2.5) / 8, 0, 1)
    b.flat(m, colour)
    hue = b.grain(np.floor(across) * 3.3, row * 5.7, 14)
    b.flat(m & np.clip(hue * 0.5, 0, 0.4), mix(colour, b.p.ink, 0.3))
    b.flat(m & (gap * fade * tone), ink)
    return m


def pavement(b, y, deep=7, colour=None, road=None, vx=75.0):
    """Draw a pavement along the foot of houses, a kerb and the road before it."""
    p = b.p
    road = road or mix(p.sea, p.warm, 0.4)
    cobbles(b, y - 22, y + deep, road, vx=vx, size=1.1, tone=0.42)
    stone = colour or mix(p.warm, p.mist, 0.2)
    m = b.box(-1, y, 152, deep)
    b.flat(m, stone)
    slabs = [[(-1, y + deep * 0.42), (151, y + deep * 0.42)]]
    for i in range(17):
        x = i * 10 - 6
        slabs.append([(vx + (x - vx) * 1.0, y), (vx + (x - vx) * 1.06, y + deep * 0.42)])
        slabs.append([(vx + (x + 5 - vx) * 1.06, y + deep * 0.42), (vx + (x + 5 - vx) * 1.14, y + deep)])
    b.strokes(slabs, 0.2, mix(stone, p.ink, 0.5))
    b.solid(b.box(-1, y + deep, 152, 1.5), mix(p.mist, p.paper, 0.3), 0.3, b.x, 0.26)
