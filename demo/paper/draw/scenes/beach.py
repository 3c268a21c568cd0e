"""Fairweather Beach."""

from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.boats import dinghy
from ..stock.figures import figure
from ..stock.land import hills
from ..stock.look import CARRY, EASE, HAIR, RUN, SKINS, STAND, WALK, Look, passer
from ..stock.sky import gulls, sky, sun
from ..stock.water import sea


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
