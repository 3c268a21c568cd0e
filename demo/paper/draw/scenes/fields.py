"""Fields, the hill with its instruments, the beach, the market."""

import math
from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.boats import dinghy, small
from ..stock.figures import figure
from ..stock.houses import row
from ..stock.land import cobbles, copse, grass, hills, leafy, poplar
from ..stock.look import BEND, CARRY, EASE, HAIR, POINT, READ, RUN, SKINS, STAND, WALK, Look, Pose, passer
from ..stock.place import Plane, Space
from ..stock.sky import gulls, sky, sun
from ..stock.things import crate, fish
from ..stock.water import sea


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
            b.pen([(x, y), (x + lean * h * 0.4, y - h * 0.55), tip], 0.3, 0.24, colour=mix(gold, p.ink, 0.4))
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


def _sand(b, edge, hz):
    """Print the beach below a waterline: wet sand, then dry."""
    p = b.p
    sand = mix(p.warm, "#dcc08c", 0.5)
    for k in range(4):
        e = edge - 7 + k * 2.1 + (0.8 + 0.2 * k) * np.sin(b.x * (0.13 + k * 0.05) + k * 2)
        m = b.below(e)
        b.flat(m - b.below(e + 0.9 + 0.5 * np.sin(b.x * 0.35 + k)), p.white)
        b.flat(b.below(e + 1.1) - b.below(edge), mix(p.water, p.sea, 0.18), 0.35)
    m = b.below(edge)
    b.flat(m, mix(sand, p.sea, 0.32))
    dry = b.below(edge + 8 + 2 * np.sin(b.x * 0.05))
    b.flat(dry, sand)
    d = np.maximum(b.y - hz, 1)
    n = b.grain((b.x - 75) / d * 2, 60 / d * 3, 15)
    b.cut(m, np.clip(0.16 + n * 0.14, 0.05, 0.5), 0.62 * d + 7 * np.log1p(d / 7) + n * 0.5, mix(sand, p.earth, 0.8))
    return sand


def red_flag(b, rng):
    """Draw a long beach at low water: a hut on posts, a red flag half raised, a stream, a groyne."""
    p, hz = b.p, 38
    sky(b, hz, "cumulus")
    hills(b, rng, hz, 2, 11, 0, 84, mix(p.sea, p.low, 0.3))
    sea(b, hz, 0.35, 0.5, 0.3)
    _sand(b, (54 + 0.055 * (b.x - 20) + 1.4 * np.sin(b.x * 0.06)).astype(np.float32), hz)
    stream = b.shape(curve("151,88! 151,96! 120,92 98,84 84,75 80,68 62,60 60,57! 70,57! 76,63 96,68 100,76 118,83"))
    b.solid(stream, mix(p.water, p.sea, 0.25), 0.4, b.y + b.noise(9, 2, 6) * 0.6, 0.28, p.deep)
    for i in range(14):  # the groyne
        x, y = 148 - i * 5.6, 75 - i * 1.35
        h = 14 - i * 0.62
        c = mix(p.earth, p.ink, 0.45)
        b.solid(
            [(x - 1.7, y), (x - 1.5, y - h + (i * 7 % 3)), (x + 1.5, y - h + (i * 7 % 3)), (x + 1.7, y)],
            c,
            0.4,
            b.x,
            0.28,
        )
        if i < 13:
            b.pen([(x, y - h * 0.55), (x - 5.6, y - 1.35 - (h - 0.6) * 0.55)], 1.6, 1.4, colour=mix(c, p.green, 0.2))
    x, y = 34, 90
    for q in (0, 24):
        for k in (-1, 1):
            b.pen(
                [(x + q + k * 1.5, 58), (x + q + k * 3 + (q - 12) * 0.16, y)],
                1.3,
                1.5,
                colour=mix(p.earth, p.ink, 0.35),
            )
    b.strokes([[(x - 2, 86), (x + 25, 64)], [(x + 27, 86), (x - 1, 64)]], 0.6, mix(p.earth, p.ink, 0.35))
    b.cut(b.shape(curve([(x - 6, 90), (x + 30, 90), (x + 46, 95), (x + 6, 95)])), 0.6, b.y, mix(p.earth, p.ink, 0.3))
    for i in range(9):
        yy = 61 + i * 3.3
        b.stroke([(x + 27 + i * 1.3, yy), (x + 32.6 + i * 1.3, yy)], 0.7, mix(p.earth, p.ink, 0.3))
    b.strokes([[(x + 26.6, 59), (x + 39, 91)], [(x + 32, 59), (x + 44.6, 91)]], 0.7, mix(p.earth, p.ink, 0.3))
    b.solid(b.box(x - 8, 57, 42, 2.8), p.earth, 0.4, b.x, 0.4)
    b.strokes(
        [[(x - 7.4 + i * 4.5, 57), (x - 7.4 + i * 4.5, 49)] for i in range(10)] + [[(x - 8, 49), (x + 34, 49)]],
        0.5,
        p.paper,
    )
    hut = b.box(x - 2, 30, 28, 27)
    b.solid(hut, mix(p.paper, p.white, 0.5), np.clip(0.08 + (b.x - x) / 70, 0, 0.5), b.x, 0.46)
    b.solid([(x - 7, 31), (x + 12, 20), (x + 31, 31)], p.spot, np.clip(0.2 + (b.x - x) / 60, 0, 0.7), b.x, 0.46)
    b.solid(b.box(x + 3, 36, 18, 9), p.pane, 0.3, b.x - b.y, 0.46)
    b.stroke([(x + 12, 36), (x + 12, 45)], 0.6, p.paper)
    figure(
        b,
        x + 28,
        57,
        15,
        Look(top="jumper", colour=p.spot, legs="shorts", trousers=p.deep, hair=HAIR[3], style="tail", skin=SKINS[1]),
        replace(EASE, hands=((-0.4, -6.9), (1.0, -3.4))),
        "left",
    )
    b.stroke([(100, 92), (100, 16)], 1.0)
    b.solid(b.disc(100, 15.6, 1.2), p.glow, edge=0.26)
    flag = curve("100.6,46! 108,44.6 114,47 121,45.4! 119.6,52 121,58! 113,59.4 107,57 100.6,59!")
    b.solid(flag, p.spot, np.clip(0.3 + 0.3 * np.sin(b.x * 0.5), 0.04, 0.7), b.x + b.y * 0.2, 0.42)
    b.strokes([[(100.4, 16), (101, 46)]], 0.2)
    b.solid([(93, 78), (107, 78), (107, 86), (93, 86)], p.white, edge=0.4)
    b.letters(100, 80.6, "NO", 2.7, p.spot)
    b.letters(100, 83.8, "BATHING", 2.2, p.ink)
    for xx, yy, s in ((70, 58, 5.4), (73, 58.2, 5.2), (128, 64, 6.4)):
        figure(b, xx, yy, s, passer(rng, p, bag=""), STAND, "back")
    gulls(b, rng, 6, (70, 146), (8, 30))


def dinghies(b, rng):
    """Draw a wide beach at dawn with small boats drawn up above the water line."""
    p, hz = b.p, 36
    sky(b, hz, "streaks")
    sun(b, 104, hz - 1, 6.6, hz)
    hills(b, rng, hz, 2, 10, 0, 74, mix(p.sea, p.low, 0.35))
    sea(b, hz, 0.25, 0.45, 0.24, path=104)
    _sand(b, (52 - 0.10 * (b.x - 75) + 1.6 * np.sin(b.x * 0.06)).astype(np.float32), hz)
    gleam = b.below(47) & np.exp(-(((b.x - 104) / 9) ** 2)) & np.clip((62 - b.y) / 10, 0, 1)
    b.flat(gleam, p.glow, 0.6)
    items = [
        (118, 60, 0.5, p.deep),
        (134, 63, 0.58, p.white),
        (98, 63, 0.56, p.spot),
        (146, 72, 0.74, p.green),
        (76, 69, 0.72, p.white),
        (112, 76, 0.86, p.deep),
        (40, 78, 0.98, p.sea),
    ]
    for i, (x, y, s, c) in enumerate(items):
        b.cut(
            b.shape(
                curve(
                    [
                        (x - 10 * s, y + 2.6 * s),
                        (x + 10 * s, y + 2.6 * s),
                        (x - 6 * s, y + 6 * s),
                        (x - 26 * s, y + 6 * s),
                    ]
                )
            ),
            0.5,
            b.y,
            mix(p.earth, p.ink, 0.3),
        )
        dinghy(b, x, y, s, c, flip=i % 3 == 0, turn=rng.normal(0, 3))
    x, y, s = 70, 93, 1.5
    b.cut(
        b.shape(curve([(x - 16, y + 4), (x + 14, y + 4), (x - 12, y + 9), (x - 46, y + 9)])),
        0.6,
        b.y,
        mix(p.earth, p.ink, 0.3),
    )
    dinghy(b, x, y, s, p.spot, flip=False, sail=p.white, turn=-4)
    b.letters(80, 74, "7", 6, p.spot)
    look = Look(top="oilskin", colour=p.deep, trousers=p.ink, hair=HAIR[3], style="tail", skin=SKINS[0])
    figure(b, 101, 95, 25, look, replace(CARRY, hands=((1.5, -4.9), (1.7, -4.5))), "left")
    figure(b, 28, 70, 12, passer(rng, p, bag="", hat=""), WALK, "right")
    prints = [(116 + i * 4.2, 97 - i * 3.0 + (i % 2) * 0.9, 0.6 - i * 0.02) for i in range(9)]
    for px, py, r in prints:
        b.flat(b.disc(px, py, r * 1.6, r * 0.7), mix(p.earth, p.ink, 0.15), 0.6)
    gulls(b, rng, 5, (20, 90), (8, 28))


def dune_run(b, rng):
    """Draw runners on a path behind a long beach, low dunes on the landward side; one is last."""
    p, hz = b.p, 30
    sky(b, hz, "cumulus")
    hills(b, rng, hz, 1, 7, 96, 150, mix(p.sea, p.low, 0.4))
    sea(b, hz, 0.35, 0.5, 0.3, mask=(b.y > hz) & (b.y < 70))
    edge = (34 + 0.30 * np.maximum(0, 120 - b.x) ** 0.92).astype(np.float32)
    sand = _sand(b, edge, hz)
    dune = (
        33 + 0.0052 * np.maximum(0, b.x - 86) ** 1.2 * 0 + 56 * np.exp(-(b.x - 84) / 26) + 2.2 * np.sin(b.x * 0.14)
    ).astype(np.float32)
    dune = np.where(b.x < 84, 101, dune).astype(np.float32)
    path = b.shape(curve("118,36! 121,36! 116,42 112,50 112,62 108,76 92,102! 44,102! 82,80 96,64 104,50 112,42"))
    side = b.shape(curve("122,33! 151,24! 151,102! 92,102! 108,76 112,62 112,50 116,42"))
    b.solid(
        side,
        mix(sand, p.white, 0.3),
        np.clip(0.16 + (b.x - 110) / 240 + b.noise(14, 5, 8) * 0.14, 0.03, 0.5),
        b.y * 0.8 + b.x * 0.35 + b.noise(12, 6, 9) * 1.2,
        0.36,
        mix(p.earth, p.ink, 0.15),
    )
    b.solid(path, mix(p.paper, p.warm, 0.4), 0.12, b.y, 0.3, p.earth)
    del dune
    green = mix(p.green, p.ink, 0.45)
    for x0, y0, n in (
        (128, 40, 20),
        (140, 36, 22),
        (126, 52, 24),
        (142, 50, 28),
        (122, 66, 26),
        (138, 66, 34),
        (118, 82, 30),
        (136, 84, 40),
        (128, 98, 40),
        (108, 99, 20),
    ):
        k = (y0 - 20) / 60
        for _ in range(n):
            x = x0 + rng.normal(0, 5 * k + 1)
            y = y0 + rng.normal(0, 2 * k)
            h = rng.uniform(4, 9) * (0.4 + k)
            lean = rng.uniform(-0.2, 0.9)
            b.pen(
                [(x, y), (x + lean * h * 0.25, y - h * 0.6), (x + lean * h * 0.8, y - h)],
                0.42 * (0.5 + k),
                0.26 * (0.5 + k),
                0.05,
                colour=green,
            )
    fence = [
        [
            (86 + i * 4.4 - i * i * 0.12, 88 - i * 6.6 + i * i * 0.13),
            (86 + i * 4.4 - i * i * 0.12, 80 - i * 6.2 + i * i * 0.15),
        ]
        for i in range(8)
    ]
    b.strokes(fence, 0.7, mix(p.earth, p.ink, 0.35))
    runners = (
        (117.4, 40, 5.2),
        (116, 43, 6),
        (113.4, 47, 7),
        (111, 51, 8),
        (109, 57, 9.6),
        (106, 63, 11.6),
        (101, 71, 14),
    )
    for i, (x, y, s) in enumerate(runners):
        look = passer(
            rng,
            p,
            top="jumper",
            legs="shorts",
            trousers=(p.ink, p.deep)[i % 2],
            hat="",
            bag="",
            scarf="",
            colour=(p.glow, p.deep, p.white, p.sea, p.spot, p.green, p.white)[i],
        )
        figure(b, x, y, s, look, RUN, "left")
    figure(
        b,
        79,
        94,
        34,
        Look(top="jumper", colour=p.spot, legs="shorts", trousers=p.ink, hair=HAIR[6], style="short", skin=SKINS[1]),
        replace(RUN, feet=((-1.3, -0.9), (0.9, -0.05)), hip=(0, -3.55), chest=(0.2, -5.8), head=(0.36, -6.8)),
        "left",
    )
    for x, y, s, pose in (
        (58, 88, 26, replace(EASE, hands=((0.7, -5.4), (0.9, -5.3)))),
        (40, 84, 23, replace(STAND, hands=((0.6, -5.3), (0.8, -5.2)))),
    ):
        figure(b, x, y, s, passer(rng, p, top="coat", bag="", hat="beanie"), pose, "right")
    gulls(b, rng, 6, (14, 100), (6, 24))


def _stall(b, rng, x0, x1, y, tint, roof_y, k, goods, flip=False):
    """One stall: a table with goods under a striped awning; k is its scale."""
    p = b.p
    for x in (x0 + 0.6 * k, x1 - 0.6 * k):
        b.stroke([(x, y + 15 * k), (x, roof_y + 4 * k)], 0.9 * k, mix(p.earth, p.ink, 0.3))
    w = x1 - x0
    b.solid(
        [(x0, y), (x1, y), (x1 - k, y + 13 * k), (x0 + k, y + 13 * k)],
        mix(tint, p.ink, 0.1),
        0.34,
        b.x + 0.6 * np.sin(b.x * 0.7),
        0.4,
        mix(tint, p.ink, 0.6),
    )
    goods(b, rng, x0 + 0.5 * k, x1 - 0.5 * k, y, k)
    lo = roof_y + 10 * k
    flap = lo + np.abs(np.sin((b.x - x0) * math.pi / (w / 7))) * 2.4 * k
    aw = b.shape(
        [(x0 + 2 * k, roof_y), (x1 - 2 * k, roof_y), (x1 + 2 * k, lo + 4 * k), (x0 - 2 * k, lo + 4 * k)]
    ) - b.below(flap.astype(np.float32))
    b.flat(aw, p.paper)
    mid = (x0 + x1) / 2
    u = (b.x - mid) / (1 + (b.y - roof_y) / (10 * k) * (4 * k / w))
    b.flat(aw & (((u + 300) % (w / 5)) < w / 10), tint)
    b.cut(aw, np.clip(0.06 + (b.y - roof_y) / (30 * k) + (b.x - mid) / w * 0.12, 0, 0.5), b.y, p.ink)
    b.edge(aw, 0.4)
    del flip


def _fruit_goods(b, rng, x0, x1, y, k):
    p = b.p
    n = 4
    w = (x1 - x0) / n
    for j in range(n):
        x = x0 + j * w
        crate(b, x + 0.2 * k, y + 1.0 * k, w - 0.4 * k, 4.4 * k, p.earth, 2)
        c = (p.spot, "#d9a23a", mix(p.green, p.deep, 0.1), "#c86a3a", "#6d4a63")[int(rng.integers(5))]
        m = int((w - 1 * k) / (1.7 * k))
        for r in range(3):
            for i in range(m - r):
                b.solid(
                    b.disc(x + 1.3 * k + i * 1.75 * k + r * 0.87 * k, y - 4.2 * k - r * 1.45 * k, 1.02 * k),
                    c,
                    np.clip(0.2, 0, 1),
                    b.y + b.x * 0.4,
                    0.2,
                    mix(c, p.ink, 0.6),
                )


def _fish_goods(b, rng, x0, x1, y, k):
    p = b.p
    b.solid(
        [(x0, y), (x0 + 1 * k, y - 4 * k), (x1 - 1 * k, y - 4 * k), (x1, y)],
        mix(p.white, p.mist, 0.3),
        0.14,
        b.x + b.y,
        0.3,
    )
    for r in range(2):
        x = x0 + 5 * k
        while x < x1 - 4 * k:
            fish(
                b,
                x + r * 3 * k,
                y - (1.4 + r * 2.0) * k,
                9 * k,
                rng.normal(0, 0.12),
                mix(p.mist, (p.spot, p.earth, p.sea)[int(rng.integers(3))], 0.25),
            )
            x += 7.4 * k
    b.solid(curve([(x0 + 1 * k, y - 3.6 * k), (x0 + 3 * k, y - 5 * k), (x0 + 5 * k, y - 3.4 * k)]), p.glow, edge=0.24)


def _book_goods(b, rng, x0, x1, y, k):
    p = b.p
    from ..stock.things import books

    b.solid(b.box(x0, y - 2 * k, x1 - x0, 2 * k), mix(p.earth, p.warm, 0.2), 0.3, b.x, 0.3)
    books(b, rng, x0 + 0.6 * k, y - 2 * k, x1 - x0 - 2 * k, 8.4 * k)
    for i in range(3):
        xx = x0 + (4 + i * 10) * k
        if xx < x1 - 7 * k:
            b.solid(
                [(xx, y), (xx + 6 * k, y), (xx + 5.6 * k, y - 1.8 * k), (xx + 0.6 * k, y - 1.8 * k)],
                (p.spot, p.deep, p.glow)[i],
                edge=0.24,
            )


def market(b, rng):
    """Draw market stalls with fruit and fish under striped awnings inside a roofed hall."""
    p = b.p
    b.flat(b.y < 200, mix(p.low, p.mist, 0.3))
    vx, vy = 75, 40
    b.roll(b.mask(b.y < 60), mix(p.sky, p.low, 0.4), p.low, start=0, end=60)
    glass = [(-1, -1), (151, -1), (96, 24), (75, 18), (54, 24)]
    b.solid(glass, mix(p.sky, p.low, 0.5), 0.16, b.y, 0.3, p.rule)
    for i in range(7):  # the ribs of the roof
        t = 0.18 + i**1.5 * 0.072
        w, h = 75 * t * 1.25, 40 * t * 1.25
        q = [
            (vx - w, vy + h * 0.5),
            (vx - w, vy - h * 0.55),
            (vx, vy - h * 1.06),
            (vx + w, vy - h * 0.55),
            (vx + w, vy + h * 0.5),
        ]
        b.stroke(q[1:4], 0.5 + 2.0 * t, mix(p.deep, p.green, 0.4))
        b.strokes(
            [[(vx - w * 0.5, vy - h * 0.80), (vx + w * 0.5, vy - h * 0.80)], [(vx, vy - h * 1.06), (vx, vy - h * 0.8)]],
            0.3 + 0.8 * t,
            mix(p.deep, p.green, 0.4),
        )
        for s in (-1, 1):
            b.stroke(
                [(vx + s * w, vy - h * 0.55), (vx + s * w, vy + h * 1.2)], 0.6 + 2.2 * t, mix(p.deep, p.green, 0.4)
            )
    b.solid(b.box(58, 27, 34, 24), mix(p.sky, p.white, 0.5), 0.1, b.y, 0.4, p.rule)
    b.inside(
        b.box(58, 27, 34, 24),
        lambda: (
            sea(b, 44, 0.2),
            small(b, rng, 68, 46, 0.5, p.spot, flip=False),
            small(b, rng, 84, 47, 0.56, p.deep, flip=True),
        ),
    )
    cobbles(b, 38, 52, mix(p.warm, p.mist, 0.3), size=1.0)
    for y, k, gap in ((54, 0.52, 11), (61, 0.82, 17)):
        for s in (-1, 1):
            w = 36 * k
            x0 = vx + s * gap if s > 0 else vx - gap - w
            who = passer(rng, p, top="apron", bag="", colour=(p.deep, p.spot)[s > 0])
            figure(b, x0 + w / 2, y + 13 * k, 27 * k, who, EASE, "front")
            _stall(
                b,
                rng,
                x0,
                x0 + w,
                y + 2,
                (p.deep, p.spot)[(s > 0) ^ (k > 0.6)],
                y - 24 * k,
                k,
                (_fruit_goods, _fish_goods)[(s > 0) ^ (k > 0.6)],
            )
    for x, y, s, view, pose in ((70, 62, 13, "back", WALK), (78, 64, 14, "front", WALK), (74, 72, 19, "left", EASE)):
        figure(b, x, y, s, passer(rng, p), pose, view)
    for s in (-1, 1):
        w = 56
        x0 = 104 if s > 0 else -10
        figure(
            b,
            x0 + 24,
            88,
            43,
            Look(
                top="apron",
                colour=(p.spot, p.deep)[s > 0],
                hair=HAIR[(0, 5)[s > 0]],
                style=("bun", "short")[s > 0],
                hat=("", "flat")[s > 0],
                cap=p.earth,
                skin=SKINS[(3, 0)[s > 0]],
                trousers=p.ink,
            ),
            replace(EASE, hands=((-0.7, -4.5), (1.3, -5.2))),
            "front",
        )
        _stall(b, rng, x0, x0 + w, 77, (p.green, p.spot)[s > 0], 14, 1.5, (_fruit_goods, _fish_goods)[s > 0])
    figure(
        b,
        62,
        98,
        42,
        passer(rng, p, top="coat", colour=p.deep, hat="", style="bob", bag="shoulder", scarf=p.spot),
        EASE,
        "left",
    )
    figure(
        b, 92, 99, 40, passer(rng, p, top="jacket", colour=mix(p.earth, p.ink, 0.2), hat="flat", bag=""), POINT, "right"
    )


def book_stalls(b, rng):
    """Draw trestle tables of second-hand books under striped awnings along a quay, people browsing."""
    p, hz = b.p, 42
    sky(b, hz, "cumulus")
    row(b, rng, hz + 4, (16, 24), (8, 11), -4, 66)
    hills(b, rng, hz, 1, 6, 66, 150, mix(p.sea, p.low, 0.4))
    sea(b, hz, 0.25, mask=(b.y > hz) & (b.x > 52) & (b.y < 66))
    small(b, rng, 128, 53, 0.85, p.spot, flip=True)
    small(b, rng, 104, 48, 0.55, p.deep, flip=False)
    quay = b.shape([(52, 47), (151, 64), (151, 102), (-2, 102), (-2, 47)])
    cobbles(b, 40, 46, mix(p.warm, p.mist, 0.3), vx=58, size=1.2, mask=quay)
    b.strokes([[(52, 47), (151, 64)]], 0.8, p.ink)
    stalls = (
        (52, 68, 49, 0.46, p.deep),
        (58, 86, 55, 0.72, p.spot),
        (64, 112, 64, 1.1, p.green),
        (72, 152, 79, 1.75, p.deep),
    )
    for i, (x0, x1, y, k, tint) in enumerate(stalls):
        figure(
            b,
            x0 + (x1 - x0) * 0.62,
            y + 13 * k,
            27 * k,
            passer(rng, p, bag="", hat="" if i % 2 else "flat"),
            replace(EASE, hands=((-0.6, -4.6), (0.7, -4.6))),
            "front",
        )
        _stall(b, rng, x0, x1, y, tint, y - 24.6 * k, k, _book_goods)
        if i == 1:
            figure(b, 71, 71, 21, passer(rng, p, bag="shoulder"), READ, "back")
        if i == 2:
            figure(b, 78, 84, 30, passer(rng, p, bag="rucksack", hat=""), READ, "back")
            figure(b, 100, 85, 29, passer(rng, p, bag="", hat="scarf", cap=p.spot), READ, "back")
    reader = Look(top="coat", colour=p.spot, hair=HAIR[6], style="bun", skin=SKINS[2], legs="skirt", trousers=p.ink)
    figure(b, 30, 97, 47, reader, replace(READ, hands=((0.75, -5.2), (1.15, -5.1))), "right")
    b.solid([(35.6, 63.6), (43.6, 61), (44.6, 68.6), (37, 71)], p.white, edge=0.34)
    b.solid([(35.2, 64), (37.6, 63), (38.6, 71.6), (36.4, 72)], p.deep, edge=0.3)
    figure(b, 98, 101, 45, passer(rng, p, top="jacket", colour=p.deep, hat="brim", bag="", cap=p.earth), READ, "back")
    figure(b, 16, 78, 24, passer(rng, p, bag=""), WALK, "right")
    gulls(b, rng, 4, (70, 140), (8, 28))


__all__ = ["BEND", "Plane", "Pose", "Space"]
