"""Photographs in water and on the line."""

import math
from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.heads import bust
from ..stock.sitter import SITTERS

SKIN = "#e6bf9c"


def basins(b, rng):
    """Draw three enamel basins in a row on a bench, a thermometer in the first, photographs on a line."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.paper, 0.3))
    b.cut(b.y < 200, np.clip(0.06 + (b.x - 30) / 240, 0, 0.5), b.y, mix(p.earth, p.ink, 0.3))
    for i in range(12):  # boards of the net loft
        b.stroke([(i * 14 - 6, -1), (i * 14 - 10, 66)], 0.3, mix(p.earth, p.ink, 0.3))
    light = b.shape([(-2, -2), (40, -2), (96, 66), (30, 66), (-2, 40)])
    b.flat(light, p.white, 0.4)
    cord = lambda x: 12 + 3.4 * math.sin(math.pi * (x + 6) / 80)
    b.stroke([(x, cord(x)) for x in range(-2, 154, 3)], 0.5)
    for i in range(9):
        x = 3 + i * 17
        y = cord(x + 6)
        w, h = rng.uniform(11.4, 13.4), rng.uniform(13, 16)
        t = rng.normal(0, 0.5)
        q = [(x, y + t), (x + w, y - t + 0.6), (x + w - 0.4, y + h - t), (x - 0.4, y + h + t)]
        b.flat(b.shape([(a + 0.8, c + 1) for a, c in q]), mix(p.earth, p.ink, 0.2), 0.5)
        b.solid(q, p.white, edge=0.36)
        inner = [
            (x + 1.2, y + t + 1.3),
            (x + w - 1.2, y - t + 1.8),
            (x + w - 1.6, y + h - t - 2.4),
            (x + 0.8, y + h + t - 2.6),
        ]
        m = b.shape(inner)
        tint = (mix(p.sea, p.warm, 0.4), mix(p.warm, p.earth, 0.3), mix(p.deep, p.warm, 0.35))[i % 3]
        b.solid(m, tint, 0.25, b.y, 0.2)
        cx = x + w / 2
        kind = i % 4
        if kind == 0:
            for k in (-2.2, 1.8):
                b.flat(b.disc(cx + k, y + h * 0.42, 1.5, 1.8) & m, mix(SKIN, p.earth, 0.3))
                b.flat(
                    b.shape(
                        curve(
                            [
                                (cx + k - 2.6, y + h),
                                (cx + k - 1.8, y + h * 0.6),
                                (cx + k + 1.8, y + h * 0.6),
                                (cx + k + 2.6, y + h),
                            ]
                        )
                    )
                    & m,
                    (p.ink, p.spot)[k > 0],
                )
        elif kind == 1:
            b.flat(b.shape([(x, y + h * 0.8), (x + w, y + h * 0.72), (x + w, y + h), (x, y + h)]) & m, p.deep)
            b.flat(
                b.shape(
                    [(cx - 3, y + h * 0.74), (cx + 4, y + h * 0.72), (cx + 2.6, y + h * 0.84), (cx - 2, y + h * 0.84)]
                )
                & m,
                p.ink,
            )
            b.flat(b.shape([(cx, y + h * 0.7), (cx, y + h * 0.3), (cx + 3.4, y + h * 0.68)]) & m, p.paper)
        elif kind == 2:
            b.flat(
                b.shape(
                    curve([(cx - 3.4, y + h), (cx - 2.6, y + h * 0.62), (cx + 2.6, y + h * 0.62), (cx + 3.4, y + h)])
                )
                & m,
                p.green,
            )
            b.flat(b.disc(cx, y + h * 0.42, 2.0, 2.4) & m, mix(SKIN, p.earth, 0.2))
            b.flat(b.disc(cx, y + h * 0.34, 2.2, 1.7) & m, p.ink)
        else:
            b.flat(
                b.shape(
                    [
                        (cx - 4, y + h * 0.9),
                        (cx - 4, y + h * 0.5),
                        (cx, y + h * 0.28),
                        (cx + 4, y + h * 0.5),
                        (cx + 4, y + h * 0.9),
                    ]
                )
                & m,
                p.brick,
            )
        stain = b.shape(
            curve(
                [
                    (x - 1, y + h),
                    (x - 1, y + h * (0.72 + 0.1 * (i % 3))),
                    (x + w * 0.4, y + h * 0.86),
                    (x + w * 0.5, y + h + 1),
                ]
            )
        )
        b.flat(stain & m, "#8a6a45", 0.6)
        for k in (0.28, 0.72):
            b.solid(b.box(x + w * k - 0.8, y - 2.6, 1.6, 4.6), mix(p.earth, p.glow, 0.3), edge=0.26)
    b.solid([(-2, 66), (152, 62), (152, 70), (-2, 76)], mix(p.earth, p.warm, 0.25), 0.25, b.y, 0.5)
    b.solid([(-2, 76), (152, 70), (152, 102), (-2, 102)], mix(p.earth, p.ink, 0.3), 0.35, b.x + 0.2 * b.y, 0.4)
    bench = b.shape([(-2, 80), (152, 70), (152, 96), (-2, 102)])
    b.solid(bench, mix(p.earth, p.warm, 0.35), 0.22, b.y + 0.06 * b.x + b.noise(40, 3, 5) * 0.9, 0.5)
    for i, (x, y, s) in enumerate(((38, 72, 1.3), (86, 68, 1.12), (126, 65, 0.98))):
        rx, ry = 25 * s, 6.8 * s
        b.cut(b.disc(x + 4, y + 15.4 * s, rx * 0.9, 3.4 * s), 0.7, b.y, mix(p.earth, p.ink, 0.6))
        body = b.shape(
            curve(
                [
                    (x - rx, y),
                    (x - rx * 0.86, y + 10 * s),
                    (x - rx * 0.62, y + 16 * s),
                    (x + rx * 0.62, y + 16 * s),
                    (x + rx * 0.86, y + 10 * s),
                    (x + rx, y),
                ],
                n=5,
            )
        )
        b.solid(
            body, p.white, np.clip(0.02 + (b.x - x + rx * 0.2) / rx * 0.4, 0, 0.7), b.y + ((b.x - x) / 16) ** 2, 0.5
        )
        b.solid(b.disc(x, y, rx, ry), p.white, edge=0.46)
        b.edge(b.disc(x, y, rx - 0.4, ry - 0.3), 1.0, p.deep)
        water = b.disc(x, y + 0.6 * s, rx * 0.88, ry * 0.78)
        b.solid(water, mix(p.sea, (p.low, p.warm, p.low)[i], 0.3 + 0.14 * i), 0.3, b.y + b.noise(7, 2, i) * 0.5, 0.36)
        for k, (u, v, t) in enumerate(((-8, -0.4, -9), (4, 0.6, 8))):
            c, d = math.cos(math.radians(t)), math.sin(math.radians(t))
            q = [
                (x + (u + a * c * 9 - e * d) * s, y + (v + (a * d * 9 + e * 3) * 0.6) * s)
                for a, e in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
            ]
            b.solid(q, p.white, 0.1, b.y, 0.26)
            b.flat(
                b.shape(
                    [
                        (x + (u + a * c * 7 - e * d) * s, y + (v + (a * d * 7 + e * 2) * 0.6) * s)
                        for a, e in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
                    ]
                ),
                (mix(p.deep, p.warm, 0.4), mix(p.earth, p.warm, 0.3))[k],
            )
    b.pen([(50, 76), (61, 42)], 2.2, 2.0, colour=p.white)
    b.edge(b.shape([(50, 76), (61, 42)], line=2.0, closed=False), 0.3)
    b.pen([(51, 73), (57.6, 52.6)], 0.8, 0.8, colour=p.spot)
    b.strokes([[(52.8 + i * 0.95, 70 - i * 3), (54 + i * 0.95, 70.4 - i * 3)] for i in range(9)], 0.24)
    b.solid([(96, 92), (118, 90), (119, 92.4), (97, 94.6)], p.mist, 0.2, b.x, 0.36)  # tweezers
    b.pen([(98, 94), (128, 89)], 0.5, 1.2, 0.3, colour=p.mist)


def print_on_line(b, rng):
    """Draw one photograph, a girl in a green jumper, that hangs from a line by two pegs."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.earth, 0.18))
    b.cut(b.y < 200, np.clip(0.10 + np.hypot(b.x - 40, b.y - 20) / 210, 0, 0.6), b.y, mix(p.earth, p.ink, 0.35))
    for i in range(8):
        b.stroke([(i * 22 - 4, -1), (i * 22 - 9, 101)], 0.36, mix(p.earth, p.ink, 0.3))
    b.stroke([(x, 9 + 2.0 * math.sin(math.pi * x / 150)) for x in range(-2, 154, 4)], 0.6)
    for x, tint in ((-14, p.sea), (112, p.deep)):
        q = [(x, 9), (x + 40, 10.4), (x + 39, 64), (x - 1, 62)]
        b.flat(b.shape([(a + 1.6, c + 2) for a, c in q]), p.ink, 0.35)
        b.solid(q, mix(p.white, p.warm, 0.2), edge=0.4)
        inner = [(x + 3, 12.6), (x + 37, 13.6), (x + 36, 56), (x + 2, 55)]
        b.solid(
            inner,
            mix(tint, p.warm, 0.45),
            0.24 + b.noise(16, 12, int(x) + 40) * 0.2,
            b.y + b.noise(9, 7, 3) * 1.4,
            0.26,
        )
        for k in (6, 33):
            _peg(b, x + k, 10)
    q = [(44, 10.6), (103, 11), (104.6, 92), (43, 90)]
    b.flat(b.shape([(a + 2.6, c + 3) for a, c in q]), p.ink, 0.4)
    b.solid(q, p.white, edge=0.5)
    frame = b.shape([(48, 15), (99.4, 15.4), (100.4, 80), (47.4, 79)])

    def inside():
        b.flat(b.y < 200, mix(p.sea, p.low, 0.35))
        b.cut(b.y < 200, np.clip(0.14 + (b.x - 60) / 200, 0, 0.4), b.x * 0.7 - b.y * 0.7, mix(p.sea, p.deep, 0.3))
        bust(b, replace(SITTERS[73], tilt=-3), 74, 43, 13.4)
        b.flat(b.y < 200, mix(p.warm, "#c9a06a", 0.5), 0.16)

    b.inside(frame, inside)
    b.edge(frame, 0.26)
    edge_ = 66 + 3 * np.sin(b.x * 0.16) + b.noise(9, 60, 6)[:1] * 2
    stain = frame & b.below(edge_) & np.clip((78 - b.x) / 16 + 0.3, 0, 1)
    b.flat(stain, "#a98253", 0.42)
    b.flat((stain - b.below(edge_ + 0.8)) & np.clip((70 - b.x) / 10, 0, 1), "#6b4c2c", 0.8)
    for x in (54, 93):
        _peg(b, x, 10.6)
    b.dots([(46 + i * 9, 93 + (i * 7) % 4, 0.4) for i in range(6)], p.white)


def _peg(b, x, y):
    p = b.p
    b.solid(
        [(x - 1.7, y - 4.6), (x + 1.7, y - 4.6), (x + 1.4, y + 6), (x - 1.4, y + 6)],
        mix(p.earth, p.glow, 0.35),
        0.25,
        b.x,
        0.36,
    )
    b.stroke([(x, y - 4.6), (x, y + 6)], 0.3)
    b.stroke([(x - 1.8, y + 0.6), (x + 1.8, y + 0.6)], 0.7, mix(p.mist, p.ink, 0.3))
