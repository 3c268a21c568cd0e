"""Things that stand and lie about: crates, chairs, papers, books, fish, lettering."""

import math

import numpy as np

from ..press import curve, mix


def crate(b, x, y, w, h, colour, slats=3):
    """Draw a box whose foot stands at y."""
    m = b.solid(b.box(x, y - h, w, h), colour, np.clip(0.14 + (b.x - x) / w * 0.34, 0, 0.7), b.y, 0.24)
    b.strokes(
        [[(x, y - h + h * i / slats), (x + w, y - h + h * i / slats)] for i in range(1, slats)],
        0.2,
        mix(colour, b.p.ink, 0.6),
    )
    b.solid(b.box(x + w * 0.36, y - h * 0.84, w * 0.28, h * 0.18), b.p.ink, edge=0)
    return m


def fish(b, x, y, size, turn=0.0, colour=None):
    """Draw a cod of this length, head to the left."""
    p = b.p
    colour = colour or mix(p.mist, p.earth, 0.22)
    c, s = math.cos(turn), math.sin(turn)

    def at(points):
        return [(x + size * (u * c - v * s), y + size * (u * s + v * c)) for u, v in points]

    body = curve(
        "-.50,.02 -.36,-.10 -.1,-.15 .2,-.09 .40,-.03! .54,-.13! .50,.0 .54,.13! .40,.04! .2,.08 -.1,.13 -.38,.10"
    )
    m = b.shape(at(body))
    b.flat(m, colour)
    v = ((b.y - y) * c - (b.x - x) * s) / size
    b.flat(m & (v > 0.03), mix(p.white, colour, 0.25))
    b.cut(m, np.clip(0.36 - v * 3.4, 0.0, 0.8), b.y + b.x * 0.12, mix(colour, p.ink, 0.75), 0.7)
    b.edge(m, 0.18)
    for fin in ("-.16,-.14! -.04,-.23 .04,-.13!", ".08,-.12! .18,-.18 .24,-.08!", "-.06,.12! .04,.19 .10,.10!"):
        b.solid(at(curve(fin)), mix(colour, p.ink, 0.25), edge=0.14)
    b.stroke(at(curve("-.30,-.11 -.26,.0 -.31,.10", False)), 0.16)
    b.solid(b.disc(*at([(-0.40, -0.03)])[0], 0.032 * size), p.white, edge=0.12)
    b.flat(b.disc(*at([(-0.40, -0.03)])[0], 0.018 * size), p.ink)


def chairs(b, x, y, h, n, last):
    """Draw a stack of `n` wooden chairs seen from behind, each `h` high; the top one has another colour."""
    p, w = b.p, 0.25 * h
    for j in range(n):
        wood = last if j == n - 1 else mix(p.earth, p.ink, 0.08 + 0.14 * (j % 2))
        dark = mix(wood, p.ink, 0.5)
        seat = y - (0.48 + 0.13 * j) * h
        for k in (-1, 1):
            b.pen([(x + k * w, seat), (x + k * w * 1.12, seat + 0.48 * h)], 0.055 * h, 0.045 * h, colour=dark)
            b.pen([(x + k * w * 0.98, seat), (x + k * w * 0.90, seat - 0.52 * h)], 0.06 * h, 0.045 * h, colour=dark)
        b.solid(
            [
                (x - w * 1.08, seat),
                (x + w * 1.08, seat),
                (x + w * 1.0, seat - 0.07 * h),
                (x - w * 1.0, seat - 0.07 * h),
            ],
            wood,
            0.25,
            b.y,
            0.24,
        )
        for v in (0.20, 0.32, 0.44):
            if j == n - 1 or v > 0.4:
                b.solid(b.box(x - w * 0.92, seat - (v + 0.05) * h, w * 1.84, 0.065 * h), wood, edge=0.2)


def sheet(b, plane, u, v, w, h, lines=6, colour=None, ink=None, head=True, rng=None):
    """Draw a sheet of writing on a plane."""
    p = b.p
    ink = ink or mix(p.deep, p.paper, 0.25)
    b.solid(b.shape(plane.quad(u, v, w, h)), colour or p.white, edge=0.2)
    s = plane.size(u, v)
    rows = []
    for i in range(lines):
        y = v + h * (0.86 - 0.76 * i / max(1, lines - 1))
        end = 0.88 if rng is None else rng.uniform(0.55, 0.9)
        rows.append(plane.pts((u + w * 0.1, y), (u + w * end, y)))
    if head and rows:
        b.stroke(rows[0], max(0.3, 0.06 * h * s), ink)
    b.strokes(rows[1 if head else 0 :], max(0.12, 0.022 * h * s), ink)


def books(b, rng, x, y, width, high, colours=None, lean=True):
    """Draw a row of books standing on y."""
    p = b.p
    colours = colours or (p.deep, p.spot, p.earth, p.green, p.sea, p.warm, p.ink)
    end = x + width
    while x < end:
        w = rng.uniform(0.10, 0.20) * high
        h = high * rng.uniform(0.78, 1.0)
        c = colours[int(rng.integers(len(colours)))]
        if lean and rng.random() < 0.06 and x + w * 2.2 < end:
            b.solid([(x + w * 1.2, y), (x + w * 2.2, y), (x + w * 1.0, y - h), (x, y - h + 0.2)], c, 0.25, b.x, 0.2)
            x += w * 2.3
            continue
        b.solid(b.box(x, y - h, w, h), c, np.clip(0.08 + (b.x - x) / w * 0.4, 0, 0.6), b.y, 0.2, mix(c, p.ink, 0.7))
        b.flat(b.box(x, y - h * 0.84, w, h * 0.03), mix(c, p.glow, 0.6))
        b.flat(b.box(x, y - h * 0.20, w, h * 0.03), mix(c, p.glow, 0.6))
        x += w + 0.1


def sandbags(b, rng, x, y, n, rows=2, s=1.0):
    """Draw a low wall of sandbags."""
    colour = mix("#c9b48a", b.p.low, 0.15)
    for r in range(rows):
        for i in range(n - r):
            cx = x + (i + r * 0.5) * 3.3 * s + rng.normal(0, 0.1)
            cy = y - 0.9 * s - r * 1.6 * s
            m = b.shape(
                curve(
                    [
                        (cx - 1.8 * s, cy + 0.2 * s),
                        (cx - 1.2 * s, cy - 0.8 * s),
                        (cx + 1.2 * s, cy - 0.8 * s),
                        (cx + 1.8 * s, cy + 0.2 * s),
                        (cx + 1.2 * s, cy + 0.9 * s),
                        (cx - 1.2 * s, cy + 0.9 * s),
                    ]
                )
            )
            b.solid(
                m,
                colour,
                np.clip(0.2 + (b.y - cy) / s * 0.2, 0, 0.7),
                b.y + 0.2 * b.x,
                0.22,
                mix(colour, b.p.ink, 0.65),
            )
