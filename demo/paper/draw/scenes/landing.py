"""What is landed: cod, and those who take the ferry."""

import numpy as np

from ..press import curve, mix
from ..stock.boats import Deck, ferry, small
from ..stock.figures import figure
from ..stock.houses import lamp, row
from ..stock.land import cobbles, hills
from ..stock.look import EASE, READ, STAND, STEP, WALK, Look, passer
from ..stock.sky import gulls, moon, sky, stars, sun
from ..stock.things import crate, fish
from ..stock.water import mirror, sea


def cod_auction(b, rng):
    """Draw stacked fish boxes on a wet quay, cod in them, under a hanging scale."""
    p, hz = b.p, 46
    sky(b, hz, "streaks")
    sun(b, 120, hz - 4, 5, hz)
    hills(b, rng, hz, 2, 7, 84, 150, mix(p.sea, p.low, 0.4))
    row(b, rng, hz + 2, (24, 31), (8, 11), -4, 60, lit=None)
    sea(b, hz + 1.5, 0.3, path=120, mask=(b.y > hz + 1.5) & (b.y < 66))
    small(b, rng, 92, hz + 9, 0.9, p.deep, flip=False)
    small(b, rng, 26, hz + 10, 0.8, p.green, flip=True)
    quay = b.mask(b.y > 63)
    cobbles(b, 34, 63, mix(p.sea, p.warm, 0.45), size=1.3)
    shine = quay & np.clip(np.exp(-(((b.x - 118) / 16) ** 2)) * (0.6 + b.noise(9, 1.6, 5)), 0, 0.7)
    b.flat(shine, p.glow)
    figure(
        b,
        22,
        82,
        31,
        Look(top="apron", colour=p.deep, trousers=p.ink, hat="flat", cap=mix(p.earth, p.ink, 0.3), hair="#9aa4a5"),
        READ,
        "front",
    )
    b.solid([(19, 61), (25, 60.4), (25.6, 66), (19.6, 66.6)], p.white, edge=0.24)
    figure(
        b,
        133,
        80,
        29,
        Look(top="oilskin", colour="#c79a4b", trousers=mix(p.deep, p.ink, 0.4), hat="beanie", cap=p.spot, style="tail"),
        EASE,
        "left",
    )
    b.solid(b.box(-1, -1, 152, 7), mix(p.earth, p.ink, 0.5), 0.4, b.y, 0.4)
    for x in (4, 142):
        b.solid(b.box(x, 6, 5, 70), mix(p.earth, p.ink, 0.45), np.clip(0.3 + (b.x - x) / 12, 0, 0.8), b.y, 0.4)
    _scale(b, 80, 6)
    for x, y, n, w in ((44, 88, 2, 26), (101, 87, 3, 26)):
        for j in range(n):
            crate(b, x, y - j * 8.6, w, 8.4, (p.deep, p.spot, p.sea)[j % 3])
        _heap(b, rng, x, y - n * 8.6, w, 5)
    crate(b, 64, 101, 44, 13, p.spot)
    _heap(b, rng, 64, 88.4, 44, 7, 1.5)
    crate(b, 24, 103, 34, 12, p.deep)
    _heap(b, rng, 24, 91, 34, 5, 1.3)


def _scale(b, x, y):
    """A dial scale with a pan that holds three cod."""
    p = b.p
    b.stroke([(x, y), (x, y + 6)], 0.9)
    b.solid(b.disc(x, y + 13.4, 9), mix(p.paper, p.glow, 0.1), edge=0.7)
    b.edge(b.disc(x, y + 13.4, 7.6), 0.24)
    ticks = []
    for i in range(24):
        a = i * np.pi / 12
        r = 5.6 if i % 2 else 5.0
        ticks.append([(x + np.cos(a) * r, y + 13.4 + np.sin(a) * r), (x + np.cos(a) * 6.8, y + 13.4 + np.sin(a) * 6.8)])
    b.strokes(ticks, 0.3)
    b.pen([(x - 1, y + 14.4), (x + 4.2, y + 9.4)], 1.0, 0.2, colour=p.spot)
    b.solid(b.disc(x, y + 13.4, 0.9), p.ink, edge=0)
    b.stroke([(x, y + 22.4), (x, y + 28)], 0.7)
    b.strokes([[(x, y + 27), (x + k * 15, y + 41)] for k in (-1, -0.2, 0.5, 1)], 0.26)
    for i in range(3):
        fish(b, x - 4 + i * 5, y + 40.4 - (i % 2) * 1.6, 18, (-0.12, 0.08, -0.3)[i])
    b.solid(
        curve([(x - 17, y + 41), (x + 17, y + 41), (x + 12, y + 47), (x - 12, y + 47)]),
        mix(p.mist, p.sea, 0.4),
        np.clip(0.2 + (b.x - x + 10) / 40, 0, 0.8),
        b.y,
        0.4,
    )


def _heap(b, rng, x, y, w, n, s=1.0):
    """Cod on ice in a box whose rim is at y."""
    p = b.p
    ice = [
        (x + 0.6, y + 0.8),
        *[(x + w * i / 9, y - 1.2 - 1.6 * s * np.sin(np.pi * i / 9) + rng.normal(0, 0.3)) for i in range(1, 9)],
        (x + w - 0.6, y + 0.8),
    ]
    b.solid(ice, mix(p.white, p.mist, 0.2), 0.1, b.y + b.x, 0.24)
    for i in range(n):
        fish(
            b,
            x + w * (0.3 + 0.42 * i / n) + rng.normal(0, 0.5),
            y - 1.8 * s - (i % 2) * 1.5 * s,
            15 * s * rng.uniform(0.9, 1.1),
            rng.normal(0, 0.22),
        )


def ferry_idle(b, rng):
    """Draw a white car ferry at a stone quay, her bow door shut, the lanes before her empty."""
    p, hz = b.p, 52
    sky(b, hz, "overcast")
    hills(b, rng, hz, 2, 8, colour=mix(p.sea, p.low, 0.4))
    sea(b, hz, 0.2, 0.5, 0.3)
    d = np.maximum(b.y - 44, 1)
    quay = b.shape([(22, 71), (128, 71), (158, 101), (-8, 101)])
    b.solid(quay, mix(p.warm, p.mist, 0.35), 0.2, 0.62 * d + 7 * np.log1p(d / 7), 0.4)
    for x0, x1 in ((22, -8), (128, 158)):
        b.solid(
            [(x0, 71), (x1, 101), (x1 + (6 if x1 < 0 else -6), 101), (x0 + (1.6 if x1 < 0 else -1.6), 71)],
            mix(p.mist, p.paper, 0.3),
            edge=0.26,
        )
    for i in range(-3, 4):  # lanes
        if i in (-3, 3):
            continue
        x = 75 + i * 11.4
        for j in range(9):
            t0, t1 = j / 9, (j + 0.55) / 9
            t0, t1 = t0**1.6, t1**1.6
            f = lambda t, x=x: (75 + (x - 75) * (1 + t * 1.5), 72 + 29 * t)
            (ax, ay), (cx, cy) = f(t0), f(t1)
            b.flat(
                b.shape([(ax - 0.3 - t0, ay), (ax + 0.3 + t0, ay), (cx + 0.3 + t1, cy), (cx - 0.3 - t1, cy)]), p.white
            )
    for i, x in enumerate((-17.1, -5.7, 5.7, 17.1)):
        b.letters(75 + x * 2.1, 93, str(i + 1), 6.4, p.white)
    _bow(b, rng)
    for x, y, h in ((11, 92, 46), (142, 92, 46), (27, 74, 18), (123, 74, 18)):
        lamp(b, x, y, h, lit=h > 20, glow=0.3)
    b.solid([(37, 77), (113, 77), (113, 74.6), (37, 74.6)], p.spot, edge=0.3)
    for i in range(9):
        b.flat(
            b.shape([(40 + i * 8.4, 74.6), (44 + i * 8.4, 74.6), (42.4 + i * 8.4, 77), (38.4 + i * 8.4, 77)]), p.white
        )
    for x in (38, 112):
        b.stroke([(x, 74), (x, 80)], 0.9)
    figure(b, 58, 88, 12.6, Look(top="coat", colour=p.deep, hat="beanie", cap=p.ink, bag=""), STAND, "back")
    gulls(b, rng, 5, (8, 142), (8, 28))


def _bow(b, rng):
    """The ferry from ahead."""
    p = b.p
    white = mix(p.paper, p.low, 0.05)
    b.stroke([(75, 14), (75, 2)], 0.8)
    b.strokes([[(69, 5), (81, 5)], [(71, 8.4), (79, 8.4)], [(75, 3), (50, 20)], [(75, 3), (100, 20)]], 0.22)
    b.solid([(60, 20), (62, 13.6), (88, 13.6), (90, 20)], white, 0.16, b.y, 0.3)
    b.solid([(46, 30), (47, 20), (103, 20), (104, 30)], white, 0.12, b.y, 0.34)
    for i in range(11):
        x = 50 + i * 4.6
        b.solid([(x, 27), (x + 0.2, 22.4), (x + 3.6, 22.4), (x + 3.6, 27)], p.pane, edge=0.2)
    b.solid([(40, 30), (110, 30), (110, 31.6), (40, 31.6)], p.ink, edge=0)
    for s in (-1, 1):
        b.solid([(75 + s * 29, 30), (75 + s * 37, 30), (75 + s * 37, 24.6), (75 + s * 31, 24.6)], white, 0.2, b.x, 0.3)
        b.solid(
            curve([(75 + s * 31, 33), (75 + s * 36, 33), (75 + s * 36, 35.4), (75 + s * 31, 35.4)]), p.spot, edge=0.24
        )
    hullm = b.shape(curve("38,36! 75,32 112,36! 113,50 108,66! 103,71.4! 47,71.4! 42,66! 37,50"))
    b.flat(hullm, white)
    half = np.clip((b.x - 75) / 38, -1, 1)
    b.cut(
        hullm,
        np.clip(0.16 + 0.32 * half + (b.y - 34) / 130, 0.03, 0.7),
        b.y + 0.004 * (b.x - 75) ** 2,
        mix(p.deep, p.ink, 0.3),
    )
    b.flat(hullm & (b.y > 66), p.spot)
    b.flat(hullm & (b.y > 63.8) & (b.y < 66), p.ink)
    b.edge(hullm, 0.5)
    door = b.shape(curve("53,42! 75,40 97,42! 98,52 96,63.6! 54,63.6! 52,52"))
    b.solid(door, mix(p.mist, p.paper, 0.35), np.clip(0.2 + 0.2 * half, 0.05, 0.6), b.x, 0.5)
    b.strokes([[(75, 40.6), (75, 63.6)], [(53, 52), (97, 52)], [(54, 46.4), (96, 46.4)], [(54, 58), (96, 58)]], 0.3)
    for x in (60, 90):
        b.solid(b.disc(x, 37.4, 1.5), p.glow, edge=0.3)
    for s in (-1, 1):
        b.solid(b.disc(75 + s * 30, 47, 1.6), p.ink, edge=0.2)
        b.pen([(75 + s * 30, 48), (75 + s * 33, 60), (75 + s * 43, 73)], 0.3, 0.3, 0.3)


def night_ferry(b, rng):
    """Draw the lit ferry alongside a dark quay; passengers walk up the ramp."""
    p, hz = b.p, 54
    sky(b, hz, "clear")
    stars(b, hz - 8, 90)
    moon(b, 22, 15, 3.4, 0.55)
    hills(b, rng, hz, 3, 9, colour=mix(p.deep, p.sea, 0.3), ink=p.ink)
    b.dots([(100 + rng.uniform(0, 46), hz - rng.uniform(0.6, 4), 0.24) for _ in range(22)], p.glow)
    sea(b, hz, 0.3, 0.7, 0.5)
    d = Deck(66, 73, 0.98)
    b.glow(66, 52, 74, 0.32, ry=34)
    ferry(b, rng, d, lit=True)
    mirror(b, 75, 0.42, 0.9, 1.2, 92)
    quay = b.shape([(-2, 93), (84, 91), (152, 86), (152, 101), (-2, 101)])
    b.solid(quay, mix(p.warm, p.ink, 0.45), 0.3, b.y * 0.9, 0.44)
    ramp = b.shape([(96, 69.4), (107, 69.4), (146, 88.4), (128, 89.6)])
    b.solid(ramp, mix(p.warm, p.ink, 0.25), 0.3, b.x * 0.6 - b.y, 0.36)
    b.solid([(96, 56.6), (108, 56.6), (108, 69.6), (96, 69.6)], p.glow, edge=0.4)
    spots = (
        (101, 70.2, 8.2),
        (105, 72.2, 8.8),
        (110, 75.6, 9.6),
        (117, 79.6, 10.6),
        (121, 80.8, 11),
        (129, 85.4, 12.2),
        (137, 88.6, 13),
        (146, 91, 14),
    )
    for i, (x, y, s) in enumerate(spots):
        figure(b, x, y, s, passer(rng, p, bag=("", "shoulder", "case")[i % 3]), (STEP, WALK)[i % 2], "left")
    b.strokes([[(98, 62), (138, 80)], [(98, 65), (136, 83)]], 0.26, p.ink)
    for x, y, h in ((32, 95, 33), (149, 94, 36)):
        lamp(b, x, y, h)
    for i, x in enumerate((12, 24, 44, 58)):
        figure(
            b,
            x,
            97 + (i % 2),
            14.5,
            passer(rng, p),
            (STAND, WALK, EASE, WALK)[i],
            ("back", "right", "left", "right")[i],
        )
    b.solid([(74, 97), (80, 97), (79.4, 92), (74.6, 92)], p.ink, edge=0)
