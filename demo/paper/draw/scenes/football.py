"""Tern Meadow, full and empty."""

import math

import numpy as np

from ..press import curve, mix
from ..stock.figures import backs, figure
from ..stock.houses import front, lamp
from ..stock.land import copse
from ..stock.look import EASE, HAIR, SKINS, STAND, STEP, WALK, passer
from ..stock.pitch import ball, crowd_dots, pitch, player, pylon
from ..stock.place import Plane, Space
from ..stock.sky import gulls, sky, stars, sun


def floodlit_pitch(b, rng):
    """Draw a floodlit pitch from high in the stand, dark sky above the far roof."""
    p = b.p
    sky(b, 34, "clear")
    stars(b, 24, 60)
    for x, w in ((14, 11), (70, 9), (126, 11)):
        pylon(b, x, 30, 8 if w > 10 else 11, w, True, (0.4 if x < 60 else -0.4 if x > 90 else 0, 1))
    roof = [(-2, 16), (152, 18.6), (152, 14), (-2, 10.6)]
    b.solid(roof, mix(p.spot, p.ink, 0.25), 0.35, b.x, 0.4)
    stand = Plane([(-2, 31), (152, 30.6), (152, 18.6), (-2, 16)], 90, 10)
    b.flat(b.shape(stand.corners), mix(p.ink, p.deep, 0.2))
    crowd_dots(b, rng, stand, 9, 110, 0.94)
    for i in range(8):
        b.stroke([stand.at(4 + i * 12, 0), stand.at(4 + i * 12, 10)], 0.44)
    space = Space(52, 12, 11, 60)
    pitch(b, space, b.mask(b.y > 33), 0.4)
    b.solid([(-2, 31), (152, 30.6), (152, 33.2), (-2, 33.8)], p.white, 0.2, b.x, 0.34)
    for word, x, c in (
        ("FERROW & DAUGHTERS", 34, p.deep),
        ("CRUMB & ANCHOR", 78, p.spot),
        ("HALDEN MARINE", 120, p.deep),
    ):
        b.letters(x, 32.2, word, 1.7, c)
    at = space.at
    lines = [
        [at(-60, 0, 28), at(38, 0, 28)],
        [at(0, 0, 9), at(0, 0, 28)],
        [at(38, 0, 8), at(38, 0, 28)],
        [at(38, 0, 24.6), at(26, 0, 24.6), at(26, 0, 13), at(38, 0, 13)],
        [at(38, 0, 21), at(33.4, 0, 21), at(33.4, 0, 16), at(38, 0, 16)],
    ]
    b.strokes(lines, 0.6, p.white)
    b.stroke(
        [at(7 * math.cos(a), 0, 18 + 4.6 * math.sin(a)) for a in np.linspace(0, 6.3, 50)], 0.6, p.white, closed=True
    )
    gx = 38
    mouth = [at(gx, 0, 20.2), at(gx, 2.4, 20.2), at(gx, 2.4, 16.8), at(gx, 0, 16.8)]
    net = b.shape([at(gx, 0, 20.2), at(gx, 2.4, 20.2), at(gx + 2.4, 2.0, 20.2), at(gx + 2.4, 0, 16.8), at(gx, 0, 16.8)])
    b.cut(net, 0.3, b.x + b.y, p.white)
    b.strokes([mouth], 0.9, p.white)
    spots = (
        (9, 25, 1),
        (16, 22, -1),
        (20, 19, 1),
        (23, 23.4, -1),
        (25, 18, 1),
        (6, 17, -1),
        (-9, 22, 1),
        (-14, 18.6, -1),
        (14, 14.6, 1),
        (21, 14.4, -1),
        (2, 13, 1),
        (-7, 14, -1),
        (29, 20, -1),
        (36.6, 18.6, -1),
    )
    for i, (x, z, run) in enumerate(sorted(spots, key=lambda q: -q[1])):
        px, py = at(x, 0, z)
        s = 1.8 * space.size(z) * 1.7
        for k in (-1, 1):
            b.pen([(px, py), (px + k * 5.4, py + 1.4)], 0.8, 0.05, colour=mix(p.deep, p.ink, 0.4))
        kit = p.glow if x > 36 else (p.spot, p.white)[i % 2]
        player(
            b,
            px,
            py,
            s,
            kit,
            p.ink if kit != p.spot else p.white,
            SKINS[int(rng.integers(5))],
            HAIR[int(rng.integers(6))],
            run,
        )
    ball(b, *at(22.6, 0.3, 16.6), 1.0)
    rail = b.shape([(-2, 86), (152, 80), (152, 82), (-2, 88.4)])
    backs(b, rng, 84, 4.6, -4, 60, gap=0.05, tone=0.35)
    b.solid(rail, p.ink, edge=0)
    backs(b, rng, 86, 5.2, 56, 156, gap=0.05, tone=0.35)
    backs(b, rng, 93, 6.8, -6, 156, step=1.05, gap=0.04, tone=0.42)
    for x in (34, 41, 108):
        b.pen([(x, 92), (x - 1.4, 80)], 1.7, 1.4, colour=mix(p.spot, p.ink, 0.3))
        b.solid(b.disc(x - 1.5, 79, 1.3), SKINS[1], edge=0.24)
    scarf = curve([(31, 80.4), (38, 82), (44, 80), (44.4, 83), (38, 85), (31, 83.4)])
    b.solid(scarf, p.spot, 0.2, b.y, 0.3)
    b.flat(b.shape(scarf) & ((b.x % 4) < 1.6), p.white)


def corner_flag(b, rng):
    """Draw an empty pitch from the corner, the flag near by, the goal in the distance."""
    p, hz = b.p, 38
    sky(b, hz, "cumulus")
    copse(b, rng, hz + 1.6, 60, 154, 4, 8)
    stand = [(-2, hz + 2), (-2, 17), (44, 25), (52, 31), (52, hz + 2)]
    b.solid(stand, mix(p.deep, p.low, 0.1), 0.35, b.x, 0.36)
    b.solid([(-2, 17), (46, 25.4), (52, 24), (-2, 13)], p.spot, 0.3, b.x, 0.36)
    seats = Plane([(-2, 40), (52, 39), (52, 32), (-2, 24)], 30, 6)
    for r in range(6):
        b.stroke([seats.at(0, r), seats.at(30, r)], 0.5, (p.sea, p.mist)[r % 2])
    pylon(b, 60, 40, 10, 7, False)
    space = Space(104, hz, 1.7, 60)
    m = b.mask(b.y > hz + 1.4)
    d = np.maximum(b.y - hz, 0.5)
    green = mix(p.green, "#8db58e", 0.4)
    b.flat(m, green)
    lane = (((b.x - 104) / d * 1.7 + 40) % 2) < 1
    b.flat(m & lane.astype(np.float32), mix(green, p.deep, 0.2))
    b.cut(m, np.where(lane, 0.26, 0.13), 0.62 * d + 7 * np.log1p(d / 7), mix(p.deep, green, 0.15))
    at = space.at
    cx, cz = -3.2, 3.4
    fx, fy = at(cx, 0, cz)
    touch = [at(cx, 0, cz), at(cx, 0, 60)]
    goal = [at(cx, 0, cz), at(40, 0, cz + 1.5)]
    for line in (touch,):
        b.pen(line, 1.5, 0.3, colour=p.white)
    b.pen([(fx, fy), (152, 88)], 1.5, 1.7, colour=p.white)
    b.pen([at(12, 0, cz + 0.8), at(11, 0, 12)], 0.7, 0.4, colour=p.white)
    quarter = [at(cx + 1.0 * math.cos(a), 0, cz + 1.6 * math.sin(a)) for a in np.linspace(0, math.pi / 2, 14)]
    b.stroke(quarter, 1.2, p.white)
    gx, gy = 126, 54  # the goal on the by-line, far along it
    b.cut(b.shape([(gx - 13, gy), (gx - 13, gy - 14), (gx + 15, gy - 14), (gx + 15, gy)]), 0.3, b.x + b.y, p.white, 1.1)
    b.cut(b.shape([(gx - 13, gy), (gx - 13, gy - 14), (gx + 15, gy - 14), (gx + 15, gy)]), 0.3, b.x - b.y, p.white, 1.1)
    b.stroke([(gx - 13, gy), (gx - 13, gy - 14), (gx + 15, gy - 14), (gx + 15, gy)], 0.9, p.white)
    b.strokes([[(gx - 30, gy), (gx + 26, gy)], [(gx - 26, gy), (gx - 36, gy + 9), (152, gy + 11)]], 0.6, p.white)
    b.cut(b.shape([(fx, fy), (fx + 1, fy), (fx + 34, fy + 6), (fx + 33, fy + 7)]), 0.8, b.y, mix(p.deep, green, 0.3))
    b.pen([(fx, fy), (fx - 1.2, 26)], 1.7, 1.3, colour=p.white)
    b.edge(b.shape([(fx, fy), (fx - 1.2, 26)], line=1.4, closed=False), 0.3)
    flag = curve(
        [
            (fx - 1, 26.6),
            (fx + 8, 25),
            (fx + 15, 29),
            (fx + 22, 28),
            (fx + 21, 35),
            (fx + 22, 41),
            (fx + 14, 42),
            (fx + 7, 39),
            (fx - 0.8, 41),
        ],
        n=5,
    )
    b.solid(flag, p.spot, np.clip(0.24 + 0.26 * np.sin(b.x * 0.42), 0.04, 0.6), b.x + 0.2 * b.y, 0.44)
    ball(b, fx + 9, fy - 4.6, 5.2)
    b.cut(b.disc(fx + 12, fy + 0.4, 6.4, 1.1), 0.8, b.y, p.deep)
    rng2 = np.random.default_rng(5)
    for _ in range(90):
        x, y = rng2.uniform(0, 150), rng2.uniform(86, 101)
        b.pen([(x, y), (x + rng2.normal(0, 0.6), y - rng2.uniform(1.4, 3))], 0.3, 0.05, colour=mix(p.deep, green, 0.3))
    gulls(b, rng, 3, (80, 140), (8, 22))
    del goal


def floodlights_dusk(b, rng):
    """Draw floodlights coming on over the ground at dusk, people with scarves on their way to it."""
    p, hz = b.p, 62
    sky(b, hz, "streaks")
    sun(b, 18, hz - 3, 6, hz)
    stand = [(44, hz + 3), (44, 34), (52, 28), (118, 22), (122, 26), (122, hz + 3)]
    b.solid(stand, mix(p.deep, p.ink, 0.1), 0.36, b.y, 0.44)
    b.solid([(40, 35), (50, 25), (122, 18), (126, 24.6), (118, 23), (52, 30)], p.spot, 0.3, b.x, 0.4)
    for i in range(6):
        x = 50 + i * 12
        b.solid(
            [(x, hz + 3), (x, 44 - i * 0.9), (x + 7, 43.4 - i * 0.9), (x + 7, hz + 3)],
            p.glow if i != 4 else mix(p.deep, p.ink, 0.4),
            0.16,
            b.y,
            0.34,
        )
    b.letters(84, 35, "TERN MEADOW", 5.4, p.glow, -5)
    for x, base, top, w in ((36, 62, 15, 12), (128, 62, 12, 13)):
        pylon(b, x, base, top, w, True, (0.5 if x < 75 else -0.6, 0.62))
    for side, x0, x1, y0, y1, t0, t1 in ((-1, -4, 40, 88, 66, 18, 46), (1, 152, 122, 88, 66, 12, 44)):
        corners = [(x0, y0), (x1, y1), (x1, t1), (x0, t0)] if side < 0 else [(x1, y1), (x0, y0), (x0, t0), (x1, t1)]
        plane = Plane(corners, 16, 8)
        for i in range(3):
            u = i * 16 / 3
            sub = Plane(plane.quad(u, 0, 16 / 3, 8), 16 / 3, 8)
            front(
                b,
                rng,
                sub,
                mix(p.brick, p.low, 0.08 + 0.08 * i),
                2,
                2,
                0.34 if side > 0 else 0.18,
                doors={0},
                courses=1.0,
            )
        b.solid(
            [
                plane.at(0, 8),
                plane.at(16, 8),
                (plane.at(16, 8)[0], plane.at(16, 8)[1] - 5),
                (plane.at(0, 8)[0], plane.at(0, 8)[1] - 11),
            ],
            mix(p.deep, p.ink, 0.25),
            0.4,
            b.x * 0.3 + b.y,
            0.4,
        )
    road = b.shape([(40, 66), (122, 66), (156, 90), (156, 102), (-6, 102), (-6, 90)])
    d = np.maximum(b.y - 50, 1)
    b.solid(road, mix(p.warm, p.sea, 0.4), 0.28, 0.62 * d + 7 * np.log1p(d / 7), 0.36)
    b.flat(road & np.clip(1 - np.hypot((b.x - 84) / 46, (b.y - 66) / 22), 0, 1), p.glow, 0.5)
    people = [(66 + rng.uniform(0, 40), 67 + rng.uniform(0, 4), 8) for _ in range(16)] + [
        (52 + rng.uniform(0, 62), 73 + rng.uniform(0, 4), 12.5) for _ in range(13)
    ]
    for x, y, s in sorted(people, key=lambda q: q[1]):
        figure(
            b,
            x,
            y,
            s,
            passer(rng, p, scarf=p.spot if rng.random() < 0.6 else "", bag=""),
            (WALK, STEP, STAND)[int(rng.integers(3))],
            ("back", "back", "left", "right")[int(rng.integers(4))],
        )
    near = (
        (26, 95, 30, p.deep, "beanie"),
        (42, 98, 34, p.earth, ""),
        (96, 96, 31, p.ink, "beanie"),
        (112, 94, 21, p.glow, "beanie"),
        (126, 98, 33, p.deep, ""),
    )
    for i, (x, y, s, c, hat) in enumerate(near):
        figure(
            b,
            x,
            y,
            s,
            passer(rng, p, colour=c, top="coat" if i % 2 else "jacket", hat=hat, cap=p.spot, scarf=p.spot, bag=""),
            (STEP, EASE, STEP, STEP, EASE)[i],
            "back",
        )
    lamp(b, 143, 92, 40)


def touchline(b, rng):
    """Draw women at full stretch on a floodlit pitch, a full stand behind them."""
    p = b.p
    b.flat(b.y < 200, mix(p.sky, p.ink, 0.2))
    stand = Plane([(-2, 56), (152, 50), (152, 6), (-2, -6)], 60, 16)
    b.flat(b.shape(stand.corners), mix(p.ink, p.deep, 0.15))
    crowd_dots(b, rng, stand, 15, 62, 0.95)
    for i in range(5):
        u = 5 + i * 13
        b.flat(b.shape(stand.quad(u, 0, 0.8, 16)), mix(p.deep, p.sea, 0.3))
    flags = ((22, 20), (88, 16), (126, 24))
    for x, y in flags:
        b.stroke([(x, y + 9), (x + 1, y - 6)], 0.5)
        b.solid(
            curve([(x + 1, y - 6), (x + 7, y - 5), (x + 12, y - 6.4), (x + 12, y), (x + 7, y + 0.6), (x + 1, y)], n=4),
            p.spot,
            np.clip(0.2 + 0.2 * np.sin(b.x), 0, 0.5),
            b.x,
            0.3,
        )
        b.flat(
            b.shape(
                curve(
                    [
                        (x + 1, y - 4),
                        (x + 7, y - 3),
                        (x + 12, y - 4.4),
                        (x + 12, y - 2.4),
                        (x + 7, y - 1.2),
                        (x + 1, y - 2),
                    ],
                    n=4,
                )
            ),
            p.white,
        )
    b.solid([(-2, 56), (152, 50), (152, 55), (-2, 61.6)], p.white, 0.15, b.x, 0.4)
    b.letters(40, 57.6, "SALTGATE BREWERY", 3.0, p.deep, -2.2)
    b.letters(112, 54.8, "TERNSIDE BAKERS", 3.0, p.spot, -2.2)
    space = Space(75, 36, 3.0, 60)
    m = b.shape([(-2, 61.6), (152, 55), (152, 102), (-2, 102)])
    pitch(b, space, m, 0.35)
    b.pen([(-2, 97), (152, 86)], 1.4, 1.2, colour=p.white)
    far_ = ((22, 68, 17, 1, p.white), (128, 63, 16, -1, p.spot), (108, 66, 17, 1, p.white))
    for i, (x, y, s, run, kit) in enumerate(far_):
        player(
            b,
            x,
            y,
            s,
            kit,
            p.ink if kit == p.white else p.white,
            SKINS[(1, 3, 0)[i]],
            HAIR[(0, 0, 4)[i]],
            run,
            tail=True,
        )
    for x, y in ((52, 92), (96, 90)):
        for k in (-1, 1):
            b.cut(
                b.shape(curve([(x, y - 0.4), (x + k * 26, y + 4), (x + k * 25, y + 6), (x - k * 2, y + 1.4)])),
                0.7,
                b.y,
                mix(p.deep, p.ink, 0.3),
            )
    player(b, 96, 90, 41, p.white, p.ink, SKINS[0], HAIR[3], -1, 0.85, True, "6")
    player(b, 50, 92, 45, p.spot, p.white, SKINS[3], HAIR[0], 1, 1.0, True, "9")
    ball(b, 75, 88, 3.4)
    b.cut(b.disc(78, 92, 4.4, 0.9), 0.8, b.y, p.deep)
    turf = [(66 + rng.normal(0, 4), 90 + rng.normal(0, 1.2), rng.uniform(0.1, 0.35)) for _ in range(26)]
    b.dots(turf, mix(p.green, p.ink, 0.5))
