"""At sea: boats at work, the turbine, the light."""

import math

import numpy as np

from ..press import PAPER, curve, mix
from ..stock.boats import Deck, small, trawler
from ..stock.figures import figure
from ..stock.land import hills
from ..stock.look import EASE, STAND, Look
from ..stock.sky import gulls, sky, stars, sun
from ..stock.water import rows, sea, swell


def lighthouse(b, x, base, h, lit=True, bands=3):
    """Draw a banded tower. Return the height of its lamp."""
    p, w = b.p, h * 0.115
    m = b.shape([(x - w, base), (x - w * 0.62, base - h), (x + w * 0.62, base - h), (x + w, base)])
    b.flat(m, mix(p.paper, p.low, 0.1))
    for i in range(bands):
        y = base - h + h * (0.12 + i * 0.9 / bands)
        b.flat(m & (b.y > y) & (b.y < y + h * 0.42 / bands), p.spot)
    b.cut(m, np.clip((b.x - x + w * 0.5) / w * 0.42, 0, 0.8), b.y + ((b.x - x) / w) ** 2 * 0.7)
    b.edge(m, min(0.4, 0.02 * h))
    t = base - h
    for i, v in enumerate((0.36, 0.66)):
        b.solid(b.box(x - w * 0.14 - i * 0.1, base - h * v, w * 0.26, h * 0.05), p.pane, edge=0.14)
    b.flat(b.box(x - w * 0.95, t - h * 0.03, w * 1.9, h * 0.035), p.ink)
    b.strokes(
        [[(x - w * 0.9 + i * w * 0.36, t - h * 0.03), (x - w * 0.9 + i * w * 0.36, t - h * 0.09)] for i in range(6)]
        + [[(x - w * 0.92, t - h * 0.085), (x + w * 0.92, t - h * 0.085)]],
        max(0.1, 0.008 * h),
    )
    b.solid(b.box(x - w * 0.5, t - h * 0.17, w, h * 0.14), "#fff3d0" if lit else p.pane, edge=min(0.3, 0.014 * h))
    b.strokes([[(x + u * w, t - h * 0.17), (x + u * w, t - h * 0.03)] for u in (-0.25, 0, 0.25)], max(0.1, 0.008 * h))
    b.flat(b.shape([(x - w * 0.66, t - h * 0.17), (x, t - h * 0.28), (x + w * 0.66, t - h * 0.17)]), p.ink)
    b.stroke([(x, t - h * 0.27), (x, t - h * 0.34)], max(0.14, 0.012 * h))
    return t - h * 0.10


def annis_grey(b, rng):
    """Draw a fishing boat at night, her net over the stern in the light of the work lamp."""
    p, hz = b.p, 42
    sky(b, hz, "clear")
    stars(b, hz - 3, 130)
    sea(b, hz, 0.5, 0.72, 0.5)
    swell(b, rng, 66, 2.6, 0.55)
    d = Deck(84, 78, 0.82, heel=-3)
    x, y = d.at((-6, -38))[0]
    b.glow(x, y, 62, 0.62, ry=44)
    pool = np.exp(-(((b.x - 52) / 30) ** 2)) * np.clip((b.y - 66) / 8, 0, 1)
    b.cut(b.mask(b.y > 66), pool * 0.6, rows(b.y - hz) + b.noise(6, 1, 8) * 0.4, p.glow)
    trawler(b, rng, d, mix(p.spot, p.ink, 0.1), lit=True, net=True)
    b.solid(b.disc(x, y, 1.5), "#fff3d0", edge=0.3)
    net = curve([d.at((-29, -13))[0], d.at((-33, -6))[0], (40, 78), (27, 85), (36, 86), (52, 79)], True)
    m = b.shape(net)
    b.cut(m, 0.34, b.x + b.y * 0.6, p.glow, 1.4)
    b.cut(m, 0.34, b.x - b.y * 0.6, p.glow, 1.4)
    for i in range(9):
        b.solid(b.disc(21 + i * 4.2, 86.4 - 6.5 * math.sin(i * 0.36), 0.8), p.spot, edge=0.2)
    swell(b, rng, 83, 2.4, 0.62, long=0.10)
    swell(b, rng, 94, 2.8, 0.72, long=0.085)
    gulls(b, rng, 6, (24, 76), (12, 40), mix(p.paper, p.glow, 0.4))


def crab_net(b, rng):
    """Draw two gloved hands that free a crab from a net, under a lamp."""
    p = b.p
    b.flat(b.y < 200, mix(p.ink, p.deep, 0.35))
    b.cut(b.y < 200, np.clip(0.3 + np.hypot(b.x - 78, b.y - 46) / 150, 0, 0.8), b.y + b.noise(30, 8, 2), p.ink)
    b.glow(80, 40, 84, 0.78, ry=64)
    slant = mix(p.warm, p.glow, 0.35)
    rail = b.shape([(-2, 79), (152, 70), (152, 104), (-2, 104)])
    b.solid(rail, mix(p.earth, p.glow, 0.12), 0.36, b.y + b.x * 0.058 + b.noise(40, 2, 4) * 1.2, 0.5)
    b.stroke([(-2, 79), (152, 70)], 0.9, mix(p.earth, p.glow, 0.6))
    for s in (1, -1):
        lines = []
        for i in range(-14, 30):
            x = i * 8.2
            pts_ = []
            for k in range(16):
                t = k / 15
                sag = 9 * math.sin(math.pi * t) * math.sin(x * 0.05 + 1)
                pts_.append((x + s * (t * 70 - 20) + sag, -4 + t * 92 + 5 * math.sin(t * 6 + i)))
            lines.append(pts_)
        b.strokes(lines, 0.36, slant)
    knots = [(rng.uniform(8, 142), rng.uniform(6, 72), 0.62) for _ in range(46)]
    b.dots(knots, mix(slant, p.ink, 0.2))
    _crab(b, 77, 46, 17)
    _glove(b, 22, 74, 1.0, False)
    _glove(b, 134, 76, 1.0, True)
    b.strokes([[(58, 30), (96, 60)], [(96, 28), (60, 62)], [(64, 60), (74, 30)]], 0.5, slant)


def _crab(b, x, y, s):
    p = b.p
    shell = mix("#b4573a", p.glow, 0.12)
    dark = mix(shell, p.ink, 0.55)
    q = lambda text, closed=True: [(x + u * s, y + v * s) for u, v in curve(text, closed)]
    for k in (-1, 1):
        for i in range(4):
            a = 0.18 + i * 0.17
            leg = (
                f"{k * 0.7},{a - 0.3} {k * (1.25 - i * 0.06)},{a - 0.42 + i * 0.16} "
                f"{k * (1.55 - i * 0.16)},{a + 0.18 + i * 0.16}"
            )
            b.pen(q(leg, False), 0.20 * s, 0.15 * s, 0.03 * s, colour=dark)
            b.pen(q(leg, False), 0.13 * s, 0.09 * s, 0.02 * s, colour=shell)
        arm = q(f"{k * 0.62},-.3 {k * 1.02},-.62 {k * 0.86},-1.0", False)
        b.pen(arm, 0.26 * s, 0.22 * s, 0.28 * s, colour=dark)
        b.pen(arm, 0.19 * s, 0.15 * s, 0.22 * s, colour=shell)
        b.solid(
            b.shape(
                q(
                    f"{k * 0.98},-.86 {k * 1.04},-1.24 {k * 0.70},-1.56 {k * 0.52},-1.40 "
                    f"{k * 0.74},-1.20 {k * 0.62},-1.0 {k * 0.78},-.84"
                )
            ),
            shell,
            np.clip(0.2 + (b.x - x) / s * 0.2, 0, 0.7),
            b.y + b.x * 0.3,
            0.34,
            dark,
        )
        b.solid(b.shape(q(f"{k * 0.60},-1.02 {k * 0.44},-1.30 {k * 0.54},-1.40 {k * 0.70},-1.14")), dark, edge=0.24)
    m = b.shape(q("-.92,-.14 -.7,-.48 -.2,-.60 .2,-.60 .7,-.48 .92,-.14 .62,.36 0,.52 -.62,.36"))
    b.flat(m, shell)
    b.cut(m, np.clip(0.18 + (b.y - y) / s * 0.5 + (b.x - x) / s * 0.18, 0, 0.75), b.y + ((b.x - x) / s) ** 2 * 3, dark)
    b.edge(m, 0.44)
    for k in (-1, 1):
        b.pen(q(f"{k * 0.2},-.3 {k * 0.34},-.04 {k * 0.22},.2", False), 0.1, 0.4, 0.1, colour=dark)
        b.stroke(q(f"{k * 0.16},-.56 {k * 0.2},-.72", False), 0.5, dark)
        b.solid(b.disc(x + k * 0.2 * s, y - 0.74 * s, 0.05 * s), p.ink, edge=0)


def _glove(b, x, y, s, flip):
    """A hand in a thick glove and an oilskin sleeve that comes in from the side."""
    p, k = b.p, -1 if flip else 1
    q = lambda text: [(x + u * s * k, y + v * s) for u, v in curve(text)]
    sleeve = b.shape(q("-40,40 -30,2 -4,-16! 10,-4! 2,18 -6,40"))
    b.solid(sleeve, "#c9973f", np.clip(0.24 + (b.y - y) / 60, 0, 0.7), b.x * 0.6 * k + b.y, 0.5)
    cuff = b.shape(q("-8,-14! 2,-22! 16,-6! 8,4!"))
    b.solid(cuff, mix(p.spot, p.ink, 0.1), 0.3, b.x * k - b.y, 0.5)
    palm = b.shape(q("2,-20 12,-30 24,-34 31,-28 28,-16 18,-6 12,-5"))
    glove = mix("#d8dcd2", p.glow, 0.25)
    dark = mix(glove, p.ink, 0.6)
    for text in (
        "22,-32! 34,-37 42,-35 42.4,-31 33,-30 25,-24!",
        "25,-28! 36,-31 44,-28.4 44,-24.6 35,-24.6 26,-20!",
        "24,-23! 34,-25 40.6,-22 40,-18.6 33,-19 24,-15!",
    ):
        b.solid(b.shape(q(text)), glove, np.clip(0.18 + (b.y - y + 26) / 30, 0, 0.6), b.x * 0.5 * k + b.y, 0.42, dark)
    b.solid(palm, glove, np.clip(0.14 + (b.y - y + 24) / 40, 0, 0.6), b.y + b.x * 0.3 * k, 0.42, dark)
    b.solid(b.shape(q("14,-30! 18,-42 24,-49 28,-46 26,-38 24,-31!")), glove, 0.16, b.x * k + b.y * 0.4, 0.42, dark)


def netter_fin(b, rng):
    """Draw a netting boat in thin fog and a single fin that breaks calm water astern."""
    p, hz = b.p, 46
    b.roll(b.y < 200, p.sky, p.low, p.low, start=0, end=58)
    b.cut(b.y < hz, np.clip(0.26 - b.y / 170, 0, 0.4), b.y, p.rule)
    far = mix(p.low, p.sky, 0.3)
    hills(b, rng, hz, 1, 7, 70, 150, mix(p.sea, far, 0.72), 0.14, mix(p.deep, far, 0.6))
    sea(b, hz, 0.10, 0.40, 0.08, ink=mix(p.deep, p.low, 0.2))
    d = Deck(104, 62, 0.62)
    trawler(b, rng, d, mix(p.deep, p.sea, 0.2), net=True, sail=True)
    b.haze(b.box(0, 0, 150, 65) & np.full((1, 1), 0.22, np.float32), far)
    for i in range(12):
        y = 65 + i * 1.7
        b.pen(
            [(82 - i * 0.4, y), (104 + 3 * math.sin(i), y), (126 + i * 0.3, y)],
            0.1,
            0.5 - i * 0.03,
            0.1,
            colour=mix(p.deep, p.low, 0.35 + 0.04 * i),
        )
    x, y = 37, 82  # the porpoise
    ring = [(x + 15 * math.cos(a), y + 2.2 + 3.4 * math.sin(a)) for a in np.linspace(0, 6.3, 60)]
    b.stroke(ring, 0.3, p.white, closed=True)
    b.stroke(
        [(x + 24 * math.cos(a), y + 3 + 5.2 * math.sin(a)) for a in np.linspace(0, 6.3, 60)], 0.22, p.white, closed=True
    )
    back = b.shape(curve([(x - 14, y + 1.4), (x - 7, y - 2.0), (x + 2, y - 3.0), (x + 9, y - 1.2), (x + 15, y + 1.6)]))
    b.solid(back, mix(p.ink, p.deep, 0.25), np.clip(0.5 - (b.x - x) / 40, 0, 0.8), b.y, 0.3, p.ink)
    b.solid(
        curve([(x - 3.6, y - 2.4), (x - 1, y - 5.4), (x + 4.6, y - 8.2), (x + 3.6, y - 5), (x + 5.4, y - 2)]),
        p.ink,
        edge=0,
    )
    b.pen([(x - 17, y + 2), (x, y + 2.8), (x + 18, y + 2)], 0.1, 0.9, 0.1, colour=p.white)
    gulls(b, rng, 4, (60, 140), (10, 26), mix(p.ink, p.low, 0.3))


def mussel_boat(b, rng):
    """Draw a small boat that goes home over open water in evening light, away from us."""
    p, hz = b.p, 48
    sky(b, hz, "cumulus")
    sun(b, 48, hz - 2.2, 7.4, hz)
    hills(b, rng, hz, 2, 10, 82, 150, mix(p.sea, p.low, 0.25))
    sea(b, hz, 0.55, 0.66, 0.34, path=48)
    x, wl = 72, 71
    for s in (-1, 1):  # her wake
        for i in range(11):
            t = i / 10
            cx, cy = x + s * (9 + 40 * t), wl + 3 + 25 * t
            b.pen(
                [(cx - s * (3 + 3 * t), cy - 0.4), (cx, cy + 0.5), (cx + s * (5 + 4 * t), cy + 0.2)],
                0.1,
                0.7 + 0.5 * t,
                0.1,
                colour=p.white,
            )
    white = mix(p.paper, p.low, 0.2)
    b.pen([(x, 50), (x, 18)], 0.8, 0.4)
    b.strokes([[(x, 20), (x - 13, 62)], [(x, 20), (x + 13, 62)], [(x - 6, 27), (x + 6, 27)]], 0.18)
    b.solid(
        [(x - 8, 60), (x - 7, 42), (x + 7, 42), (x + 8, 60)], white, np.clip(0.2 + (b.x - x) / 22, 0, 0.7), b.y, 0.36
    )
    b.solid([(x - 9, 42), (x - 8.6, 40), (x + 8.6, 40), (x + 9, 42)], p.ink, edge=0)
    for k in (-1, 1):
        b.solid(b.box(x + k * 3.6 - 1.8, 45, 3.6, 5), p.glow, edge=0.3)
    for i in range(5):
        b.solid(b.box(x - 11 + i * 4.5, 59.4 - (i % 2) * 3, 4.2, 6), (p.sea, p.earth)[i % 2], 0.3, b.x, 0.26)
    stern = b.shape(
        curve([(x - 15, 62), (x, 63.4), (x + 15, 62), (x + 13.6, 70), (x + 9, 75), (x - 9, 75), (x - 13.6, 70)])
    )
    b.solid(stern, p.spot, np.clip(0.22 + (b.x - x) / 36 + (b.y - 62) / 40, 0.04, 0.8), b.y, 0.44)
    b.stroke([(x - 15, 62.4), (x, 63.8), (x + 15, 62.4)], 1.2, white)
    b.solid(b.box(x - 7, 66.4, 14, 3.2), white, edge=0.26)
    b.strokes([[(x - 6 + i * 1.6, 67.2), (x - 5 + i * 1.6, 68.8)] for i in range(8)], 0.3, p.ink)
    figure(b, x - 10.5, 62.6, 16, Look(top="oilskin", colour="#c79a4b", hat="beanie", cap=p.deep), STAND, "back")
    b.pen([(x - 14, 75.4), (x, 76.6), (x + 14, 75.4)], 0.3, 1.4, 0.3, colour=p.white)
    shell = b.shape(curve("73,44! 78,45 88,51 102,60.6 113,69! 99,63.6 84,56 74,48.6"))  # lashed across the ropes
    b.solid(shell, mix(p.paper, p.white, 0.5), np.clip(0.1 + (b.y - 46) / 44, 0, 0.6), b.x * 0.5 + b.y, 0.4)
    b.pen(curve("74,45.4 88,52.6 112,68.6", False), 0.2, 0.5, 0.2, colour=p.spot)
    b.solid(b.disc(113.4, 69.4, 1.2), p.white, edge=0.3)
    for u, v in ((80, 50), (89, 56)):
        b.stroke([(u - 2.4, v + 3.6), (u + 1.0, v - 3.4)], 0.7, "#cdb27c")
    gulls(b, rng, 6, (78, 128), (14, 44))


def selkie(b, rng):
    """Draw a yellow two-bladed turbine on its barge in a calm sound, on four jacks."""
    p, hz = b.p, 60
    sky(b, hz, "streaks")
    sun(b, 28, hz - 3, 7, hz)
    hills(b, rng, hz, 3, 11, colour=mix(p.sea, p.low, 0.25))
    sea(b, hz, 0.12, 0.5, 0.26, path=28)
    y = 72
    yellow = "#e0ad3f"
    dark = mix(yellow, p.ink, 0.6)
    for x in (46, 130):
        _jack(b, x + 4, y - 3, 17, 0.9)
    tower = [(84, y - 2), (86.6, 42), (93.4, 42), (96, y - 2)]
    b.solid(tower, yellow, np.clip((b.x - 84) / 14, 0.08, 0.75), b.y, 0.44, dark)
    nac = b.shape(curve("72,36 80,31.6 104,32.4 115,35.6 117,38.6 113,42 100,45 80,45 72,41"))
    b.solid(nac, yellow, np.clip(0.10 + (b.y - 33) / 15, 0.05, 0.75), b.y + ((b.x - 94) / 16) ** 2, 0.5, dark)
    b.pen([(106, 33.6), (104, 38), (106, 44)], 0.4, 0.6, 0.4, colour=dark)
    cx, cy = 71, 38.4
    for a in (-112, 68):
        r = math.radians(a)
        c, s = math.cos(r), math.sin(r)
        blade = curve("1.5,-1.6! 8,-3.6 18,-3.0 31,-1.0 33,.2! 22,1.0 9,1.9 1.5,1.7!")
        m = b.shape([(cx + u * c - v * s, cy + u * s + v * c) for u, v in blade])
        v = -(b.x - cx) * s + (b.y - cy) * c
        b.solid(
            m,
            mix(yellow, p.paper, 0.2),
            np.clip(0.28 + v * 0.16, 0.05, 0.8),
            (b.x - cx) * c + (b.y - cy) * s,
            0.44,
            dark,
        )
    b.solid(
        b.disc(cx, cy, 4.6, 5.2), p.spot, np.clip(0.2 + (b.x - cx) / 10, 0, 0.7), np.hypot(b.x - cx, b.y - cy), 0.46
    )
    deck = b.shape([(16, y), (22, y - 3.4), (144, y - 3.4), (146, y)])
    b.solid(deck, mix(p.earth, p.low, 0.2), 0.2, b.y, 0.3)
    for x, w, hh in ((108, 20, 10), (128, 9, 7)):
        b.solid(b.box(x, y - 3 - hh, w, hh), mix(p.paper, p.low, 0.2), 0.22, b.x, 0.34)
    for i in range(4):
        b.solid(b.box(110 + i * 4.4, y - 11, 3, 2.6), p.glow, edge=0.2)
    for x in (22, 142):
        _jack(b, x, y, 15, 1.1)
    side = b.shape([(14, y), (147, y), (142, y + 9.4), (20, y + 9.4)])
    b.solid(side, mix(p.deep, p.ink, 0.15), np.clip(0.25 + (b.y - y) / 16, 0, 0.7), b.y, 0.44)
    b.flat(side & (b.y > y + 7), p.spot)
    for i in range(12):
        b.solid(b.disc(26 + i * 10, y + 3.6, 1.4), p.ink, edge=0.2)
    for x, view, pose in ((34, "right", EASE), (39, "left", STAND), (58, "back", STAND), (101, "left", EASE)):
        figure(
            b,
            x,
            y - 1.2,
            8.8,
            Look(top="vest", colour="#c9563a", hat="helmet", cap=p.white, trousers=p.ink),
            pose,
            view,
        )
    n = b.noise(7, 1, 5) * 0.6
    shadow = b.shape([(18, y + 9.4), (144, y + 9.4), (136, y + 22), (26, y + 22)])
    b.cut(shadow & np.clip(1.2 + n - (b.y - y - 9) / 14, 0, 1), 0.6, rows(b.y - hz) + n * 0.4, p.deep)
    for i in range(8):
        yy = y + 12 + i * 2
        b.pen([(78 - i, yy), (88, yy + 0.3), (98 + i, yy)], 0.1, 0.7, 0.1, colour=yellow)
    small(b, rng, 16, 88, 0.72, p.spot, flip=False)
    gulls(b, rng, 4, (20, 70), (10, 34))


def _jack(b, x, y, top, s):
    p = b.p
    b.solid(
        [(x - 1.4 * s, y + 10), (x - 1.4 * s, top), (x + 1.4 * s, top), (x + 1.4 * s, y + 10)],
        mix(p.paper, p.low, 0.2),
        np.clip(0.3 + (b.x - x) / 4, 0, 0.7),
        b.y,
        0.32,
    )
    for j in range(18):
        b.stroke([(x - 1.3 * s, top + 2 + j * 3.2), (x + 1.3 * s, top + 3.6 + j * 3.2)], 0.3, mix(p.deep, p.ink, 0.3))


def star_trails(b, rng):
    """Draw stars as short arcs of a long exposure, round one point above the lighthouse."""
    p, hz = b.p, 80
    b.roll(b.y < 200, mix(p.sky, p.ink, 0.45), p.sky, mix(p.low, p.glow, 0.12), start=0, end=hz)
    px, py = 92, 30
    r0 = np.hypot(b.x - px, b.y - py)
    b.cut(b.mask(b.y < hz), np.clip(0.50 - b.y / 260, 0, 0.6), r0, mix(p.rule, p.ink, 0.3))
    tints = (PAPER, "#f0d9a6", "#c9d7d8", PAPER, "#e9b7a0")
    for _ in range(330):
        r, a, w = 3.4 + 122 * rng.random() ** 0.8, rng.random() * 6.3, 0.175
        q = [(px + r * math.cos(a + t * w), py + r * math.sin(a + t * w)) for t in np.linspace(0, 1, 9)]
        if all(y < hz - 1 for _, y in q):
            k = rng.random() ** 2
            b.pen(q, 0.10 + 0.34 * k, 0.14 + 0.38 * k, 0.05, colour=tints[int(rng.integers(5))])
    b.solid(b.disc(px, py, 0.62), "#fff6da", edge=0)
    sea(b, hz, 0.2, 0.7, 0.55)
    far = b.shape(curve("-2,80! -2,77 20,76 44,78.6 58,80!"))
    b.flat(far, mix(p.deep, p.ink, 0.5))
    land = b.shape(curve("150,101! 150,74! 128,73.6 108,72 92,72.6 76,75 60,80 44,86 30,93 18,101!"))
    b.flat(land, mix(p.ink, p.deep, 0.15))
    b.cut(
        land,
        np.clip(0.30 - (b.y - 72) / 110 + b.noise(9, 5, 7) * 0.2, 0, 0.5),
        b.y * 0.7 + b.x * 0.45 + b.noise(9, 6, 8),
        mix(p.sea, p.deep, 0.4),
    )
    b.solid([(100, 74.4), (100, 69.6), (110, 69.6), (110, 74.4)], mix(p.paper, p.ink, 0.45), edge=0.24)
    b.solid([(99, 69.8), (105, 66.6), (111, 69.8)], mix(p.deep, p.ink, 0.4), edge=0.24)
    b.flat(b.box(102, 71, 1.6, 1.8), p.glow)
    top = lighthouse(b, px, 74, 27)
    b.glow(px, top, 15, 0.75)
    figure(b, 54, 90, 8.6, Look(top="coat", colour=mix(p.deep, p.ink, 0.4), hat="beanie", cap=p.spot), STAND, "back")
    b.strokes([[(60, 90), (61.6, 83)], [(63.4, 90), (61.8, 83)], [(61.7, 90.6), (61.7, 83)]], 0.24, p.ink)
    b.solid(b.box(60.6, 81.2, 2.6, 1.9), p.ink, edge=0)
