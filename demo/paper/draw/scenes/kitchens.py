"""Ovens, stoves, and a wall that was wet."""

import math

import numpy as np

from ..press import Mask, curve, mix
from ..stock.figures import figure
from ..stock.look import HAIR, SKINS, Look, Pose
from .flood import WET, boots, tide_mark


def loaf(b, x, y, s):
    """Draw a loaf with three cuts, its base at y."""
    p = b.p
    crust = "#bd8448"
    m = b.shape(
        curve(
            [
                (x - 4.4 * s, y),
                (x - 4.0 * s, y - 2.4 * s),
                (x - 1.6 * s, y - 3.9 * s),
                (x + 1.6 * s, y - 3.9 * s),
                (x + 4.0 * s, y - 2.4 * s),
                (x + 4.4 * s, y),
            ],
            n=4,
        )
    )
    b.flat(m, crust)
    b.cut(
        m,
        np.clip(0.10 + (b.y - y + 3 * s) / (5 * s) * 0.6 + (b.x - x) / s * 0.04, 0, 0.8),
        b.y + ((b.x - x) / (3 * s)) ** 2,
        mix(crust, p.ink, 0.65),
        0.8,
    )
    b.edge(m, min(0.34, 0.2 * s + 0.1))
    for k in (-1, 0, 1):
        b.pen(
            [(x + (k * 2.0 - 0.7) * s, y - 3.0 * s), (x + (k * 2.0 + 0.7) * s, y - 1.5 * s)],
            0.1,
            0.8 * s,
            0.1,
            colour="#f0d6a0",
        )


def bakery(b, rng):
    """Draw a bakehouse at night: a baker with a peel before the lit oven, loaves on racks."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.ink, 0.35))
    b.cut(b.y < 200, np.clip(0.25 + np.hypot(b.x - 40, b.y - 55) / 190, 0, 0.75), b.y, p.ink)
    floor = b.mask(b.y > 82)
    d = np.maximum(b.y - 66, 1)
    check = (np.floor((b.x - 60) / d * 2.6) + np.floor(52 / d * 2.4)) % 2
    b.flat(floor, mix(p.sea, p.ink, 0.4))
    b.flat(floor & check, mix(p.warm, p.ink, 0.35))
    brick = mix(p.brick, p.spot, 0.15)
    oven = b.box(-2, 8, 62, 76)
    b.flat(oven, brick)
    for r in range(16):
        y = 8 + r * 4.8
        for i in range(8):
            x = -4 + i * 9 + (r % 2) * 4.5
            if rng.random() < 0.45:
                b.flat(b.box(x, y, 8.4, 4.3) & oven, mix(brick, p.ink, rng.uniform(0.05, 0.3)))
        b.stroke([(-2, y), (60, y)], 0.26, mix(brick, p.ink, 0.6))
    b.cut(oven, np.clip((60 - b.x) / -90 + 0.35, 0, 0.5), b.x, p.ink)
    b.edge(oven, 0.5)
    arch = curve("8,66! 8,48 14,39 28,35 42,39 48,48 48,66!")
    ring = curve("3,67! 3,47 10,35 28,30 46,35 53,47 53,67!")
    b.solid(ring, mix(brick, p.glow, 0.2), 0.3, np.arctan2(b.y - 62, b.x - 28) * 16, 0.44)
    m = b.shape(arch)
    b.roll(m, "#8e2f1c", "#e08a34", "#ffd98a", start=36, end=66)
    flame = b.noise(4, 6, 4)
    b.cut(m, np.clip((60 - b.y) / 40 + flame * 0.3, 0, 0.8), b.y + flame * 1.6 - ((b.x - 28) / 12) ** 2, "#6b2013")
    b.edge(m, 0.5)
    b.solid(b.box(2, 66, 54, 3.4), mix(p.mist, p.ink, 0.3), 0.3, b.x, 0.4)
    for i in range(4):
        loaf(b, 15 + i * 8.8, 65.6 - (i % 2) * 1.6, 0.95)
    b.glow(30, 56, 70, 0.5, ry=52)
    floor_light = b.shape([(10, 84), (50, 84), (96, 101), (-10, 101)])
    b.flat(floor_light, p.glow, 0.4)
    for k, (x, w) in enumerate(((88, 30), (121, 30))):
        for xx in (x, x + w):
            b.stroke([(xx, 93 + k), (xx, 8)], 1.0, mix(p.mist, p.ink, 0.4))
        for r in range(7):
            y = 19 + r * 11
            b.solid(b.box(x - 0.6, y, w + 1.2, 1.5), mix(p.mist, p.ink, 0.25), edge=0.26)
            for i in range(3):
                if (k, r, i) != (1, 3, 2):
                    loaf(b, x + 5 + i * 10, y, 1.06)
        for xx in (x, x + w):
            b.solid(b.disc(xx, 94 + k, 1.6), p.ink, edge=0.26)
    pose = Pose(
        feet=((-1.1, 0), (0.9, 0)),
        hip=(-0.1, -3.4),
        chest=(0.25, -5.6),
        head=(0.5, -6.55),
        hands=((2.1, -4.5), (0.2, -3.7)),
        elbows=(1, 1),
    )
    figure(
        b,
        74,
        93,
        52,
        Look(
            top="apron",
            colour=mix(p.paper, p.glow, 0.2),
            trousers=p.deep,
            hat="cook",
            skin=SKINS[2],
            hair=HAIR[0],
            style="short",
        ),
        pose,
        "left",
    )
    b.pen([(86, 69), (58, 62)], 1.3, 1.3, colour="#c79a5a")
    b.solid(curve([(60, 61), (60, 65), (44, 63), (43, 61), (44, 59.4)]), "#d3a968", edge=0.36)
    b.solid(b.box(84, 5, 20, 0.01), p.ink, edge=0)
    _clock(b, 74, 16, 6)


def _clock(b, x, y, r, hours=2.85):
    """A wall clock."""
    p = b.p
    b.solid(b.disc(x, y, r), p.white, edge=0.6)
    b.strokes(
        [
            [
                (x + math.cos(a) * r * 0.78, y + math.sin(a) * r * 0.78),
                (x + math.cos(a) * r * 0.92, y + math.sin(a) * r * 0.92),
            ]
            for a in np.linspace(0, 2 * math.pi, 12, endpoint=False)
        ],
        0.4,
    )
    for turns, long, w in ((hours / 12, 0.5, 0.9), (hours % 1, 0.76, 0.6)):
        a = turns * 2 * math.pi - math.pi / 2
        b.stroke([(x, y), (x + math.cos(a) * r * long, y + math.sin(a) * r * long)], w)


def tiles(b, y1, gap=9, wide=12, colour=None):
    """Draw a tiled wall down to y1."""
    p = b.p
    ink = mix(p.sea, p.low, 0.2)
    lines = [[(-1, r * gap + 3), (151, r * gap + 3)] for r in range(int(y1 / gap) + 1)]
    for r in range(int(y1 / gap) + 1):
        lines += [
            [(i * wide + (r % 2) * wide / 2, r * gap + 3 - gap), (i * wide + (r % 2) * wide / 2, r * gap + 3)]
            for i in range(14)
        ]
    m = b.mask(b.y < y1)
    b.flat(m, colour or mix(p.white, p.warm, 0.25))
    b.flat(b.shape(*lines, line=0.26, closed=False) & m, ink)
    b.cut(m, np.clip((b.x - 60) / 260 + 0.06, 0, 0.4), b.y, ink)


def barley_pot(b, rng):
    """Draw a deep pan of barley, leeks and flaked fish on a stove, a ladle across it, bowls beside."""
    p = b.p
    tiles(b, 70, colour=mix(p.white, p.warm, 0.35))
    b.solid(b.box(4, 8, 142, 2.4), mix(p.earth, p.ink, 0.3), 0.3, b.y, 0.36)
    for i, (x, kind) in enumerate(((14, "pan"), (32, "spoon"), (44, "sieve"), (116, "garlic"), (134, "pan"))):
        b.stroke([(x, 10), (x, 14)], 0.5)
        if kind == "pan":
            b.solid(
                b.disc(x, 26, 8.6), (p.deep, mix(p.brick, p.ink, 0.1))[i % 2], 0.36, np.hypot(b.x - x, b.y - 26), 0.46
            )
            b.pen([(x, 12), (x, 18)], 1.4, 1.8, colour=p.ink)
        elif kind == "spoon":
            b.pen([(x, 13), (x, 30)], 0.9, 1.0, colour=p.earth)
            b.solid(b.disc(x, 33, 2.6, 4), p.earth, 0.3, b.y, 0.36)
        elif kind == "sieve":
            b.pen([(x, 13), (x, 24)], 0.8, 0.8, colour=p.ink)
            m = b.disc(x, 29, 5.4)
            b.solid(m, p.mist, 0.3, b.x + b.y, 0.44)
            b.cut(m, 0.3, b.x - b.y)
        else:
            for k in range(6):
                b.solid(b.disc(x + (-1) ** k * 2.0, 16 + k * 3.0, 2.6, 2.4), mix(p.white, p.spot, 0.10), 0.25, b.x, 0.3)
    stove = b.box(-1, 74, 152, 28)
    b.solid(stove, mix(p.deep, p.ink, 0.2), 0.3, b.y, 0.5)
    b.solid(b.box(-1, 70, 152, 5), mix(p.ink, p.deep, 0.3), 0.3, b.y, 0.4, p.sea)
    for i in range(6):
        x = 14 + i * 25
        b.solid(b.disc(x, 87, 4.2), mix(p.mist, p.paper, 0.4), np.clip(0.2 + (b.x - x) / 10, 0, 0.7), b.y, 0.44)
        b.stroke([(x, 87), (x + 1.2 * (i % 3 - 1), 83.6)], 0.8, p.spot)
    x = 60
    b.dots([(x - 22 + i * 4, 70.4, 1.1) for i in range(12)], "#d99a3a")
    pot = b.shape(curve("19,36! 20,56 25,67! 95,67! 100,56 101,36!", n=6))
    b.solid(
        pot,
        p.spot,
        np.clip(0.10 + (b.x - 40) / 90, 0.02, 0.75),
        b.y + ((b.x - x) / 26) ** 2,
        0.54,
        mix(p.spot, p.ink, 0.6),
    )
    b.pen([(29, 44), (28.4, 58)], 0.4, 1.8, 0.4, colour=mix(p.spot, p.white, 0.6))
    for s in (-1, 1):
        b.stroke(
            curve([(x + s * 41, 44), (x + s * 48, 43), (x + s * 48, 50), (x + s * 40, 51)], False),
            2.0,
            mix(p.spot, p.ink, 0.4),
        )
    b.solid(b.disc(x, 36, 42, 9.4), mix(p.spot, p.white, 0.25), 0.1, b.y, 0.5)
    soup = b.disc(x, 36.6, 38.6, 7.6)
    b.solid(soup, "#e3c98e", 0.14, b.y, 0.36, mix("#e3c98e", p.ink, 0.5))
    for i in range(190):
        a, r = rng.random() * 6.3, rng.random() ** 0.5
        u, v = x + math.cos(a) * r * 35, 36.6 + math.sin(a) * r * 6.6
        kind = i % 5
        if kind < 2:
            b.solid(b.disc(u, v, 0.75, 0.5), "#f6ead0", edge=0.14)
        elif kind == 2:
            b.solid(b.disc(u, v, 1.7, 0.75), ("#7fa35e", "#a9c27a")[i % 2], edge=0.16)
            b.edge(b.disc(u, v, 0.8, 0.34), 0.12, "#f0f3d8")
        elif kind == 3 and i % 2:
            b.solid(
                curve([(u - 2.2, v), (u - 0.6, v - 0.9), (u + 2.0, v - 0.4), (u + 1.4, v + 0.6), (u - 1, v + 0.8)]),
                p.white,
                0.2,
                b.x + b.y,
                0.18,
            )
        elif kind == 4 and i % 3 == 0:
            b.solid(curve([(u - 2.6, v), (u, v - 1.1), (u + 2.4, v - 0.2), (u, v + 0.9)]), "#4f7a44", 0.3, b.x, 0.2)
    b.pen([(46, 37), (118, 22)], 1.6, 1.8, 1.4, colour=mix(p.mist, p.deep, 0.3))
    b.pen([(46, 36.6), (118, 21.6)], 0.5, 0.5, colour=p.white)
    b.solid(b.disc(43, 37.4, 8, 3.6), mix(p.mist, p.deep, 0.15), np.clip(0.2 + (b.x - 38) / 16, 0, 0.7), b.y, 0.42)
    b.solid(b.disc(43, 36.8, 6, 2.2), "#dcc184", edge=0.26)
    for k in range(4):  # steam
        q = [(44 + k * 11 + 2.6 * math.sin(t * 0.8 + k), 26 - t * 2.4) for t in range(9)]
        b.pen(q, 0.2, 1.4, 1.8, 0.2, colour=p.white)
    for i in range(6):
        yy = 69 - i * 4.4
        b.solid(
            curve([(111, yy - 5.6), (145, yy - 5.6), (140, yy), (116, yy)], n=4),
            (p.white, mix(p.sea, p.white, 0.3))[i % 2],
            np.clip((b.x - 114) / 40, 0.04, 0.65),
            b.y,
            0.46,
        )
    b.solid(b.disc(128, 42, 17, 3.0), mix(p.white, p.mist, 0.3), 0.2, b.y, 0.42)
    b.solid(curve([(4, 70), (6, 60), (16, 58), (18, 70)]), mix(p.green, p.glow, 0.2), 0.3, b.x, 0.4)
    for i in range(4):
        b.pen([(7 + i * 2.6, 62), (2 + i * 4.4, 44)], 1.5, 1.2, 0.3, colour=mix("#5e8a58", p.deep, 0.1 * i))


def damp_kitchen(b, rng):
    """Draw a kitchen wall with a tide mark of peeling paint, a dehumidifier, a child's wellingtons."""
    p = b.p
    m = b.mask(b.y < 200)
    b.flat(m, mix("#dcd9b8", p.paper, 0.35))
    b.cut(m, np.clip(0.04 + (b.x - 40) / 300 + b.noise(30, 14, 2) * 0.06, 0, 0.4), b.y, mix(p.green, p.ink, 0.3))
    # A window on the left, light that falls across the wall.
    b.flat(b.shape([(66, 20), (116, 34), (116, 80), (66, 66)]), p.white, 0.35)
    b.solid(b.box(6, 8, 46, 46), mix(p.paper, p.white, 0.4), 0.06, b.x, 0.5)
    for k in (0, 1):
        g = b.box(10 + k * 20, 12, 18, 38)
        b.solid(g, mix(p.sky, p.low, 0.4), np.clip(0.34 - b.y / 150, 0, 0.4), b.y, 0.36, p.rule)
        b.solid(Mask(g.a, g.y0, g.x0) & (b.y > 40 + 1.2 * np.sin(b.x * 0.5)), mix(p.brick, p.low, 0.3), 0.3, b.x, 0)
    b.solid(b.box(3, 54, 52, 3.6), mix(p.paper, p.warm, 0.3), 0.2, b.y, 0.4)
    b.solid([(14, 54), (16, 46), (25, 46), (27, 54)], p.spot, 0.3, b.x, 0.34)
    for i in range(7):
        b.pen(
            curve([(20.5, 46), (20 + (i - 3) * 1.6, 38), (20.5 + (i - 3) * 3.4, 32 + abs(i - 3))], False),
            0.5,
            0.9,
            0.2,
            colour=mix(p.green, p.deep, 0.3),
        )
    # What hangs and stands about.
    b.stroke([(70, 30), (108, 30)], 0.9, p.earth)
    for i, c in enumerate((p.spot, p.white, p.deep, p.glow)):
        x = 74 + i * 9.4
        b.strokes([[(x, 30.4), (x, 33)]], 0.4)
        b.solid(
            curve([(x - 3, 33), (x + 3, 33), (x + 2.6, 39.6), (x - 2.6, 39.6)], n=2),
            c,
            np.clip(0.12 + (b.x - x) / 7, 0, 0.6),
            b.y,
            0.34,
        )
        b.stroke(curve([(x + 2.8, 34), (x + 4.8, 35.4), (x + 2.7, 38)], False), 0.6)
    b.solid(b.box(116, 10, 34, 78), mix(p.paper, p.warm, 0.35), 0.1, b.x, 0.5)
    b.solid(b.box(120, 14, 30, 74), mix(p.deep, p.green, 0.4), 0.22, b.x, 0.44)
    b.solid(b.box(125, 20, 22, 26), p.pane, 0.3, b.x - b.y, 0.4)
    b.solid(b.disc(123.4, 56, 1.3), p.glow, edge=0.3)
    b.solid([(127, 62), (143, 61), (143.6, 72), (127.6, 73)], p.white, edge=0.3)  # a child's drawing
    b.pen(curve([(129, 70), (133, 64), (137, 69), (142, 64)], False), 0.7, 0.7, colour=p.deep)
    b.solid(b.disc(140, 65, 1.5), p.spot, edge=0)
    low = tide_mark(b, b.mask(b.y < 88) - b.box(116, 10, 40, 78), 62)
    del low
    for _ in range(34):  # paint that peels
        x, y = rng.uniform(2, 112), rng.uniform(64, 85)
        r = rng.uniform(1.4, 3.6)
        q = [(x, y), (x + r, y - r * 0.3), (x + r * 1.1, y + r * 0.5), (x + r * 0.3, y + r * 0.9)]
        b.solid(b.shape(curve(q)), mix(p.paper, p.warm, 0.3), edge=0.2)
        b.pen([q[3], (x + r * 0.7, y + r * 0.9), q[2]], 0.1, 0.7, 0.1, colour=WET)
    b.solid(b.box(-1, 86, 152, 3), mix(p.paper, p.warm, 0.4), 0.2, b.y, 0.4)
    floor = b.mask(b.y > 89)
    d = np.maximum(b.y - 74, 1)
    check = (np.floor((b.x - 60) / d * 3.2) + np.floor(64 / d * 2.2)) % 2
    b.flat(floor, mix(p.paper, p.warm, 0.4))
    b.flat(floor & check, mix(p.spot, p.ink, 0.2), 0.85)
    b.cut(floor, 0.2, b.y, p.ink)
    _dehumidifier(b, 64, 96)
    boots(b, 101, 95, 12, p.spot)


def _dehumidifier(b, x, y):
    p = b.p
    b.pen(
        curve([(x + 2, y - 4), (x - 12, y - 1), (x - 26, y + 1), (x - 48, y - 6), (x - 58, y - 14)], False),
        0.9,
        0.9,
        0.9,
    )
    m = b.shape(curve([(x, y), (x, y - 34), (x + 2, y - 37), (x + 20, y - 37), (x + 22, y - 34), (x + 22, y)], n=4))
    b.solid(m, mix(p.paper, p.white, 0.4), np.clip(0.06 + (b.x - x) / 40, 0, 0.6), b.y, 0.5)
    b.solid(
        [(x + 22, y), (x + 22, y - 35), (x + 27, y - 33), (x + 27, y - 3)], mix(p.mist, p.deep, 0.25), 0.4, b.y, 0.44
    )
    for i in range(8):
        b.stroke([(x + 3.4, y - 32 + i * 1.9), (x + 18.6, y - 32 + i * 1.9)], 0.8, p.deep)
    b.solid(b.box(x + 3, y - 14, 16, 11), mix(p.sea, p.low, 0.3), 0.1, b.y, 0.36)
    b.flat(b.box(x + 3.4, y - 9, 15.2, 5.8), p.sea)
    b.cut(b.box(x + 3.4, y - 9, 15.2, 5.8), 0.4, b.y + 0.4 * np.sin(b.x), p.deep)
    b.solid(b.disc(x + 17, y - 34.6, 0.9), p.spot, edge=0.26)
