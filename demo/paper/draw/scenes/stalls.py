"""The market hall and the book stalls."""

import math
from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.boats import small
from ..stock.figures import figure
from ..stock.houses import row
from ..stock.land import cobbles, hills
from ..stock.look import EASE, HAIR, POINT, READ, SKINS, WALK, Look, passer
from ..stock.sky import gulls, sky
from ..stock.things import books, crate, fish
from ..stock.water import sea


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
            replace(EASE, hands=((-0.95, -3.75), (0.95, -3.75))),
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
            replace(EASE, hands=((-0.9, -3.75), (0.9, -3.75))),
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
