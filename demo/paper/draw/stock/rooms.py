"""What is behind a sitter, kept quiet."""

import math

import numpy as np

from ..press import curve, mix
from .things import books


def behind(b, rng, who, left):
    """Print the room of a bust on an upright sheet; `left` is whether its open side is there."""
    ground, p = who.ground, b.p
    b.flat(b.y < 999, ground)
    rule = mix(ground, p.ink, 0.30)
    halo = np.hypot((b.x - 60) / 66, (b.y - 66) / 82)
    side = (b.x - 60) * (-1 if left else 1) / 300
    b.cut(b.y < 999, np.clip(0.42 - halo * 0.30 + side, 0.03, 0.6), b.x * 0.7 - b.y * 0.7, rule, 1.1)
    {
        "plain": _plain,
        "pages": _pages,
        "files": _files,
        "sea": _sea,
        "curtain": _curtain,
        "prints": _prints,
        "squares": _squares,
        "shelves": _shelves,
    }[who.room](b, rng, ground, left)


def _plain(b, rng, ground, left):
    pass


def _pages(b, rng, ground, left):
    """Front pages pinned to a wall."""
    p = b.p
    for x, y, t in ((2, 14, -4), (86, 10, 3), (96, 76, -3), (-14, 82, 5)):
        w, h = 30, 42
        c, s = math.cos(math.radians(t)), math.sin(math.radians(t))
        q = lambda u, v, x=x, y=y, c=c, s=s: (x + u * c - v * s, y + u * s + v * c)
        page = mix(p.white, ground, 0.35)
        b.solid([q(0, 0), q(w, 0), q(w, h), q(0, h)], page, edge=0.34, ink=mix(ground, p.ink, 0.5))
        ink = mix(ground, p.ink, 0.45)
        b.stroke([q(3, 5), q(w - 3, 5)], 2.2, ink)
        b.flat(b.shape([q(3, 10), q(18, 10), q(18, 22), q(3, 22)]), mix(ink, page, 0.4))
        b.strokes(
            [[q(20, 10 + i * 2.4), q(w - 3, 10 + i * 2.4)] for i in range(6)]
            + [[q(3, 25 + i * 2.4), q(w - 3, 25 + i * 2.4)] for i in range(6)],
            0.5,
            mix(ink, page, 0.3),
        )


def _files(b, rng, ground, left):
    """Shelves of box files with labels."""
    p = b.p
    for r in range(4):
        y, x = 34 + r * 36, -2.0
        while x < 122:
            w = rng.uniform(8, 10)
            c = mix(ground, (p.deep, p.spot, p.earth, p.ink)[int(rng.integers(4))], 0.40)
            b.solid(b.box(x, y - 29, w, 29), c, 0.2, b.x, 0.3, mix(ground, p.ink, 0.45))
            b.solid(
                b.box(x + w * 0.2, y - 24, w * 0.6, 8), mix(p.white, ground, 0.2), edge=0.2, ink=mix(ground, p.ink, 0.4)
            )
            b.solid(b.disc(x + w / 2, y - 6, 1.6), mix(ground, p.ink, 0.4), edge=0)
            x += w + 0.4
        b.solid(b.box(-1, y, 122, 2.4), mix(p.warm, ground, 0.3), 0.3, b.y, 0.3, mix(ground, p.ink, 0.4))
    b.flat(b.y < 999, ground, 0.30)


def _shelves(b, rng, ground, left):
    for r in range(4):
        y = 32 + r * 34
        books(b, rng, -2, y, 126, 26)
        b.solid(b.box(-1, y, 122, 2.4), mix(b.p.warm, ground, 0.3), 0.3, b.y, 0.3)
    b.flat(b.y < 999, ground, 0.55)


def _sea(b, rng, ground, left):
    """A window on the sound with a ferry far off."""
    p = b.p
    x = -6 if left else 72
    m = b.box(x, 16, 54, 78)
    b.solid(b.box(x - 4, 12, 62, 87), mix(p.white, ground, 0.2), edge=0.4, ink=mix(ground, p.ink, 0.5))
    b.roll(m, mix(p.sky, p.white, 0.3), mix(p.low, p.white, 0.2), start=16, end=64)
    water = m & (b.y > 64)
    b.flat(water, mix(p.water, p.sea, 0.3))
    b.cut(water, np.clip(0.3 + b.noise(9, 2, 5) * 0.3, 0, 0.6), b.y * 1.1, p.deep)
    b.flat(
        b.shape(curve([(x, 64), (x + 14, 58), (x + 34, 61), (x + 54, 56), (x + 54, 65), (x, 65)])) & m,
        mix(p.sea, p.low, 0.3),
    )
    b.flat(b.shape([(x + 18, 69), (x + 34, 69), (x + 37, 66), (x + 16, 66)]) & m, mix(p.deep, p.ink, 0.3))
    b.flat((b.box(x + 20, 63, 12, 3) | b.box(x + 23, 59, 2.6, 4)) & m, p.white)
    b.stroke([(x + 27, 16), (x + 27, 94)], 1.6, mix(p.white, ground, 0.2))
    b.stroke([(x, 54), (x + 54, 54)], 1.6, mix(p.white, ground, 0.2))
    b.edge(m, 0.4, mix(ground, p.ink, 0.5))


def _curtain(b, rng, ground, left):
    b.cut(b.y < 999, np.clip(0.42 - np.sin(b.x * 0.42) * 0.36, 0.02, 0.85), b.x + b.y * 0.03, mix(ground, b.p.ink, 0.6))
    fringe = b.y > 999
    del fringe


def _prints(b, rng, ground, left):
    """Strips of negatives and prints on a wall."""
    p = b.p
    dark = mix(ground, p.ink, 0.6)
    for x in (8, 98):
        b.flat(b.box(x, -2, 13, 156), dark)
        b.flat(
            b.shape(
                *[
                    [(x + u, 2 + i * 4), (x + u + 1.6, 2 + i * 4), (x + u + 1.6, 4 + i * 4), (x + u, 4 + i * 4)]
                    for u in (0.8, 10.6)
                    for i in range(40)
                ]
            ),
            ground,
        )
        for i in range(7):
            m = b.box(x + 3, 6 + i * 22, 7, 18)
            b.flat(m, mix(ground, p.sea, 0.25))
            b.cut(m, 0.3, b.y * 0.8 + b.x * (0.5 if i % 2 else -0.5), dark)
    for x, y in ((28, 16), (70, 10)):
        b.solid(b.box(x, y, 22, 17), p.white, edge=0.3, ink=dark)
        b.solid(b.box(x + 1.4, y + 1.4, 19.2, 14.2), mix(p.sea, ground, 0.3), 0.3, b.y, 0.2, dark)
    b.flat(b.y < 999, ground, 0.25)


def _squares(b, rng, ground, left):
    """Squared paper with a curve on it."""
    p = b.p
    pale = mix(ground, p.white, 0.30)
    b.strokes(
        [[(i * 7.5, 0), (i * 7.5, 150)] for i in range(17)] + [[(0, i * 7.5), (120, i * 7.5)] for i in range(21)],
        0.3,
        pale,
    )
    b.pen(curve("-2,96 16,90 28,94 40,76 58,66 74,40 90,44 104,22 124,12", False), 1.0, 1.0, colour=p.glow)
    b.dots([(x, y, 1.5) for x, y in ((16, 90), (40, 76), (74, 40), (104, 22))], p.glow)
