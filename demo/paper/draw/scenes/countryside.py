"""Wheat, a windmill, instruments on a hill."""

import math

import numpy as np

from ..press import curve, mix
from ..stock.land import copse, grass, hills, leafy, poplar
from ..stock.sky import gulls, sky


def wheat(b, rng):
    """Draw wheat fields parted by hedges, a windmill beyond them, a cart track that leads there."""
    p, hz = b.p, 40
    sky(b, hz, "cumulus")
    hills(b, rng, hz, 2, 7, colour=mix(p.sea, p.low, 0.45))
    copse(b, rng, hz + 1.5, 96, 150, 2.6, 5)
    gold, straw = "#d8b25c", "#e6cd8c"
    mx, my = 104, 44
    field_ = (
        (-2, 42, straw, 0.2),
        (0, 46, mix(p.green, p.low, 0.2), -0.5),
        (0, 52, gold, 0.9),
        (0, 62, straw, -0.7),
        (0, 76, gold, 0.5),
    )
    for k, (dx, y, c, lean) in enumerate(field_):
        top = (y + (1.2 + k * 0.7) * np.sin(b.x * (0.035 - 0.003 * k) + k * 1.7 + dx)).astype(np.float32)
        m = b.below(top)
        b.flat(m, c)
        d = np.maximum(b.y - 36, 1)
        n = b.grain((b.x - 75) / d * 3, 40 / d * 3, 30 + k)
        b.cut(m, np.clip(0.22 + n * 0.16 + k * 0.02, 0.05, 0.6), ((b.x - 75 - 60 * lean) / d) * 21, mix(c, p.ink, 0.55))
        if k == 1:
            _windmill(b, mx, my + 3)
        if k in (1, 2, 3):
            _hedge(b, rng, top[0], 1.1 + k * 0.75)
        if k == 2:
            poplar(b, rng, 24, y + 3, 17)
            poplar(b, rng, 30, y + 3.4, 14)
            leafy(b, rng, 134, y + 4, 14)
    track = b.shape(curve("104,48 106,50 98,56 88,62 96,70 84,82 70,102! 42,102! 66,84 84,72 78,63 92,54"))
    b.solid(track, mix(p.warm, p.paper, 0.4), 0.16, b.y, 0.3)
    b.pen(curve("70,96 82,80 91,71 84,63 95,55", False), 1.6, 0.9, 0.5, colour=mix(p.green, p.warm, 0.35))
    for x0 in (0, 86):  # ears, near by
        ears = []
        for _ in range(90):
            x = rng.uniform(x0, x0 + 62)
            if x0 and x < 92:
                continue
            y = rng.uniform(90, 104)
            h, lean = rng.uniform(9, 15), rng.normal(0.1, 0.1)
            ears.append((x, y, h, lean))
        for x, y, h, lean in sorted(ears, key=lambda q: q[1]):
            if x0 == 0 and x > 44 - (y - 90) * 1.5:
                continue
            tip = (x + lean * h, y - h)
            b.pen([(x, y), (x + lean * h * 0.4, y - h * 0.55), tip], 0.3, 0.24, colour=mix(gold, p.ink, 0.28))
            for j in range(5):
                u = tip[0] + lean * j * 0.9, tip[1] - j * 0.9
                for s in (-1, 1):
                    b.pen(
                        [u, (u[0] + s * 0.75, u[1] - 1.1)],
                        0.25,
                        0.75,
                        0.1,
                        colour=mix(gold, p.spot, 0.10 if j % 2 else 0.0),
                    )
    gulls(b, rng, 4, (20, 90), (8, 26))


def _hedge(b, rng, top, r):
    p = b.p
    m = None
    x = -3.0
    while x < 153:
        y = float(top[int(np.clip(x * b.k, 0, b.w - 1))])
        q = r * rng.uniform(0.7, 1.25)
        if rng.random() < 0.96:
            d = b.disc(x, y - q * 0.35, q * 1.35, q)
            m = d if m is None else m | d
        x += r * rng.uniform(0.9, 1.6)
    c = mix(p.green, p.deep, 0.45)
    b.flat(m, c)
    n = b.noise(1.6, 1.2, 44)
    b.cut(m, np.clip(0.36 + n * 0.4, 0.05, 0.9), b.y + n * 0.8, mix(c, p.ink, 0.7), 0.8)


def _windmill(b, x, y):
    p = b.p
    white = mix(p.paper, p.low, 0.1)
    b.solid(
        [(x - 6.4, y), (x - 4.2, y - 19), (x + 4.2, y - 19), (x + 6.4, y)],
        white,
        np.clip(0.18 + (b.x - x) / 13, 0.03, 0.7),
        b.y,
        0.36,
    )
    b.solid(
        curve([(x - 5, y - 18.6), (x - 4, y - 22.6), (x, y - 25), (x + 4, y - 22.6), (x + 5, y - 18.6)], n=4),
        p.spot,
        np.clip(0.2 + (b.x - x) / 12, 0, 0.7),
        b.y,
        0.36,
    )
    for v, w in ((6, 1.5), (12, 1.2)):
        b.solid(b.box(x - w / 2, y - v - 2.2, w, 2.2), p.pane, edge=0.24)
    b.solid(b.box(x - 1.3, y - 4, 2.6, 4), mix(p.deep, p.ink, 0.2), edge=0.26)
    cx, cy = x - 1.4, y - 20.4
    for k in range(4):
        a = math.radians(28 + k * 90)
        c, s = math.cos(a), math.sin(a)
        q = lambda u, w, c=c, s=s: (cx + c * u - s * w, cy + s * u + c * w)
        b.pen([q(0, 0), q(17.4, 0)], 0.6, 0.4)
        b.solid([q(4, 0.2), q(17, 0.2), q(17, 3.2), q(4, 2.7)], mix(p.warm, p.paper, 0.4), edge=0.22)
        b.strokes([[q(5 + i * 2, 0.2), q(5 + i * 2, 3)] for i in range(7)] + [[q(4, 1.6), q(17, 1.8)]], 0.14)
    b.solid(b.disc(cx, cy, 0.9), p.ink, edge=0)


def weather_station(b, rng):
    """Draw a white louvred box on legs and a copper rain gauge inside a low fence on a hillside, in fog."""
    p = b.p
    b.roll(b.y < 200, p.sky, p.low, start=0, end=62)
    b.cut(b.y < 56, np.clip(0.28 - b.y / 200, 0, 0.4), b.y, p.rule)
    far = mix(p.low, p.sky, 0.35)
    hills(b, rng, 50, 3, 14, colour=mix(p.sea, far, 0.7), tone=0.18, ink=mix(p.deep, far, 0.6))
    b.haze(b.mask((b.y > 34) & (b.y < 56)) & np.full((1, 1), 0.35, np.float32), far)
    top = (56 - 12 * np.exp(-(((b.x - 52) / 52) ** 2)) + 0.5 * np.sin(b.x * 0.2)).astype(np.float32)
    hill = b.below(top)
    b.flat(hill, mix(p.green, p.mist, 0.25))
    n = b.noise(12, 5, 5)
    b.cut(
        hill,
        np.clip(0.26 + (b.y - 46) / 150 + n * 0.16, 0, 0.7),
        (b.y - top) * 0.85 + n * 0.8,
        mix(p.green, p.ink, 0.55),
    )
    b.edge(hill, 0.3, mix(p.green, p.ink, 0.5))
    for x, y, s in ((132, 60, 18), (143, 62, 22)):
        leafy(b, rng, x, y, s, mix(p.green, far, 0.5))
    grass(b, rng, 150, (0, 62, 150, 101), (1.6, 4.2), mix(p.green, p.ink, 0.5))
    _wire_fence(b, 14, 128, 60, 57)
    x = 44
    white = p.white
    for q in ((x + 2, x - 3), (x + 32, x + 37)):  # the legs
        b.pen([(q[0], 58), (q[1], 90)], 2.0, 2.0, colour=white)
        b.edge(b.shape([(q[0], 58), (q[1], 90)], line=2.0, closed=False), 0.34)
    b.strokes([[(x - 1, 78), (x + 33, 66)], [(x + 1, 66), (x + 36, 78)]], 0.9, white)
    b.solid([(x + 36, 26), (x + 44, 23), (x + 44, 55), (x + 36, 60)], mix(p.mist, p.deep, 0.2), 0.34, b.y, 0.44)
    for j in range(9):
        y = 30 + j * 3.1
        b.stroke([(x + 36.6, y + 0.2), (x + 43.6, y - 2.4)], 0.7, mix(p.deep, p.mist, 0.3))
    b.solid(b.box(x, 26, 36, 34), white, np.clip((b.x - x) / 110, 0, 0.3), b.y, 0.54)
    for side in (0, 1):
        for j in range(9):
            y = 29.6 + j * 3.2
            q = [
                (x + 2 + side * 17, y),
                (x + 17 + side * 17, y),
                (x + 17 + side * 17, y + 2.0),
                (x + 2 + side * 17, y + 2.0),
            ]
            b.solid(q, white, 0, edge=0.3)
            b.flat(
                b.shape([(q[0][0], y + 1.3), (q[1][0], y + 1.3), (q[1][0], y + 2.0), (q[0][0], y + 2.0)]),
                mix(p.deep, p.mist, 0.35),
            )
    b.stroke([(x + 18, 28), (x + 18, 59)], 0.8)
    b.solid(b.disc(x + 20, 44, 0.9), p.glow, edge=0.26)
    b.solid([(x - 4, 26.6), (x + 40, 26.6), (x + 49, 22.4), (x + 8, 18.6), (x - 2, 22)], white, 0.16, b.y, 0.5)
    gx = 104
    copper = "#b8734a"
    b.cut(b.disc(gx + 9, 89, 13, 1.8), 0.6, b.y, mix(p.green, p.ink, 0.6))
    b.solid(
        [(gx, 62), (gx, 88), (gx + 12, 88), (gx + 12, 62)],
        copper,
        np.clip((b.x - gx) / 14 + 0.05, 0.05, 0.8),
        b.y,
        0.5,
        mix(copper, p.ink, 0.65),
    )
    b.pen([(gx + 2.6, 64), (gx + 2.6, 86)], 0.3, 1.0, 0.3, colour=mix(copper, p.white, 0.6))
    b.solid(b.disc(gx + 6, 62, 6.6, 1.9), mix(copper, p.glow, 0.3), edge=0.46)
    b.solid(b.disc(gx + 6, 62, 4.8, 1.2), p.ink, edge=0.2)
    b.solid(b.box(gx - 0.8, 74, 13.6, 2), mix(copper, p.ink, 0.2), edge=0.3)
    mx = 124
    b.stroke([(mx, 84), (mx, 14)], 1.0)
    b.strokes([[(mx, 30), (mx - 14, 80)], [(mx, 30), (mx + 13, 82)]], 0.2)
    b.stroke([(mx - 7, 18), (mx + 7, 18)], 0.6)
    for u, w in ((-7, 2.0), (0, 1.4), (7, 2.0)):
        b.solid(b.disc(mx + u, 17.2, w, 1.2), p.ink, edge=0)
    b.stroke([(mx - 6, 25), (mx + 8, 25)], 0.5)
    b.flat(b.shape([(mx + 8, 23), (mx + 13, 25), (mx + 8, 27)]), p.spot)
    _wire_fence(b, -4, 154, 99, 97)
    b.haze(0.05, far)


def _wire_fence(b, x0, x1, y0, y1):
    p = b.p
    near = y0 > 80
    h = 20 if near else 10
    gap = 21 if near else 12
    posts = []
    x = x0
    while x <= x1 + 1:
        y = y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        posts.append([(x, y + 2), (x, y - h)])
        x += gap
    colour = mix(p.earth, p.ink, 0.5)
    b.strokes(posts, 1.5 if near else 0.7, colour)
    b.strokes([[(x0, y0 - h * f), (x1, y1 - h * f)] for f in (0.25, 0.55, 0.88)], 0.3 if near else 0.16, p.ink)
