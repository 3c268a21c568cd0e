"""Boats, from the side. Each stands on its waterline and looks right, or left with flip."""

from dataclasses import replace

import numpy as np

from ..press import curve, mix
from .figures import figure
from .look import Look, Pose


class Deck:
    """Where the points of a boat stand: told in its own units, the waterline at y = 0."""

    def __init__(self, x, wl, s, flip=False, heel=0.0):
        self.x, self.wl, self.s, self.f = x, wl, s, -1 if flip else 1
        a = np.radians(heel) * self.f
        self.c, self.d = float(np.cos(a)), float(np.sin(a))

    def at(self, *points):
        """Return points of the sheet."""
        out = []
        for u, v in points:
            u, v = u * self.f * self.s, v * self.s
            out.append((self.x + u * self.c - v * self.d, self.wl + u * self.d + v * self.c))
        return out

    def curve(self, text, closed=True):
        """Return a smooth line on the sheet."""
        return self.at(*curve(text, closed))


def hull(b, d, text, colour, strake=None, boot=None, edge=0.4):
    """Draw a hull: its side, a band along the rail, a boot-top at the waterline."""
    p = b.p
    m = b.shape(d.curve(text))
    b.flat(m, colour)
    if boot:
        b.flat(m & (b.y > d.wl - 1.1 * d.s), boot)
    down = (b.y - d.wl) / d.s
    b.cut(
        m,
        np.clip(0.30 + down * 0.055 + (b.x - d.x) / d.s * 0.008, 0.06, 0.85),
        b.y + 0.012 / d.s * (b.x - d.x) ** 2 * 0.5,
        mix(colour, p.ink, 0.7),
    )
    b.edge(m, edge)
    return m


def small(b, rng, x, wl, s, colour=None, flip=None, mast=True):
    """Draw a small working boat at a quay."""
    p = b.p
    d = Deck(x, wl, s, rng.random() < 0.5 if flip is None else flip)
    if mast:
        b.pen(d.at((2, -3), (2.2, -25)), 0.5 * s, 0.26 * s)
        b.strokes(
            [
                d.at((2.2, -24), (11.6, -4)),
                d.at((2.2, -24), (-10, -3.4)),
                d.at((2.1, -9), (-8, -15)),
                d.at((2.2, -20), (-8, -15)),
            ],
            0.13,
        )
    cabin = b.shape(d.at((-7.4, -2.6), (-7, -8.2), (-0.8, -8.2), (0.4, -3)))
    b.solid(cabin, mix(p.paper, p.low, 0.3), 0.24, b.x, 0.26)
    for u in (-5.9, -3.6):
        b.solid(
            d.at((u, -7.2), (u + 1.7, -7.2), (u + 1.8, -5.4), (u, -5.4)),
            p.glow if rng.random() < p.lit else p.pane,
            edge=0.18,
        )
    b.flat(b.shape(d.at((-7.9, -8.1), (-7.8, -8.9), (0.2, -8.9), (0.1, -8.1))), p.ink)
    colour = colour or (p.spot, p.deep, p.green, p.sea, p.deep)[int(rng.integers(5))]
    hull(b, d, "-11.4,-2.8! -4,-2.5 4,-2.9 13,-5.2! 11,-1.4 8.6,2.6! -9.4,2.6! -10.8,-.4", colour, edge=0.3)
    b.stroke(d.curve("-11.4,-2.8 -4,-2.4 4,-2.8 13,-5.1", False), 0.55 * s, mix(p.paper, p.low, 0.2))
    for u in (-7, -3, 1, 5):
        b.flat(b.disc(*d.at((u, -0.6))[0], 0.55 * s), p.ink)


def dinghy(b, x, y, s, colour, flip=False, sail=None, turn=0):
    """Draw a small sailing boat drawn up on land, its mast standing."""
    p = b.p
    d = Deck(x, y, s, flip, turn)
    b.pen(d.at((1.5, -3), (2.4, -30)), 0.6 * s, 0.3 * s)
    b.strokes([d.at((2.4, -29), (11.5, -4)), d.at((2.4, -29), (-9, -3))], 0.12)
    if sail:
        m = b.shape(d.curve("2.6,-28! 3.6,-16 3.0,-5! 10,-5.4! 6.4,-15"))
        b.solid(m, sail, np.clip(0.10 + (b.x - x) / s * 0.03, 0, 0.5), b.y * 0.7 + b.x * 0.3, 0.26)
    else:
        m = b.shape(d.curve("2,-6.4 -4,-6.2 -10,-5 -10,-4 -3,-4.8 2.4,-5"))
        b.solid(m, mix(p.paper, p.warm, 0.4), 0.25, b.x, 0.24)
    hull(b, d, "-11,-2.6! 0,-2.6 12.6,-4.4! 8,2.2 0,3 -8.4,2.2", colour, edge=0.3)
    b.stroke(d.curve("-11,-2.6 0,-2.5 12.6,-4.3", False), 0.5 * s, mix(p.paper, p.low, 0.2))


def trawler(b, rng, d, colour, lit=False, sail=False, net=True, crew=True, boxes=0):
    """Draw a decked fishing boat of about ten metres, stern to the left."""
    p, s = b.p, d.s
    white = mix(p.paper, p.low, 0.15)
    b.pen(d.at((-4, -12), (-3.6, -63)), 1.0 * s, 0.5 * s)
    lines = [
        ((-3.6, -60), (30, -23)),
        ((-3.6, -60), (-28, -12)),
        ((-3.6, -34), (-28, -50)),
        ((-3.7, -55), (-28, -50)),
        ((-28, -50), (-26, -16)),
    ]
    b.strokes([d.at(*line) for line in lines[:2]], 0.16)
    b.stroke(d.at(*lines[2]), 0.6 * s)
    b.strokes([d.at(*line) for line in lines[3:]], 0.15)
    if net:
        m = b.shape(d.curve("-28,-50! -24,-40 -21,-26 -22,-13! -31,-13! -31,-30"))
        b.cut(m, 0.28, b.x + b.y * 0.6, p.ink, 1.1)
        b.cut(m, 0.28, b.x - b.y * 0.6, p.ink, 1.1)
        b.dots([(*d.at((-30 + (i % 3) * 3.4, -16 - i * 3.6))[0], 0.55 * s) for i in range(8)], p.spot)
    if sail:
        m = b.shape(d.curve("-5,-54! -8,-36 -5,-18! -22,-16! -15,-34"))
        b.solid(m, p.spot, np.clip(0.16 + (d.x - b.x) / s * 0.012, 0.05, 0.6), b.x * 0.5 + b.y * 0.7, 0.3)
    house = b.shape(d.at((1, -13), (1.4, -31.4), (18.6, -32), (21, -14)))
    b.solid(house, white, np.clip(0.16 + (b.x - d.x) / s * 0.012 * d.f, 0.04, 0.6), b.y, 0.34)
    b.solid(d.at((-0.4, -31), (-0.2, -33.2), (20.4, -34), (20.6, -31.6)), p.ink, edge=0)
    for u in (3.2, 8.6, 14.0):
        b.solid(d.at((u, -28.6), (u + 4.0, -28.8), (u + 4.4, -23.4), (u, -23.4)), p.glow if lit else p.pane, edge=0.3)
    b.solid(d.at((4, -20), (8, -20), (8.2, -13.4), (4, -13.4)), mix(p.deep, p.ink, 0.2), edge=0.24)
    b.flat(b.shape(d.at((4.4, -40), (7, -40), (7, -33), (4.4, -33))), p.ink)
    b.stroke(d.at((12, -33), (12, -41)), 0.3)
    b.stroke(d.at((9.4, -39), (14.6, -39.4)), 0.5 * s)
    if crew:
        look = Look(
            top="oilskin",
            colour=p.glow if p.dark else "#c79a4b",
            trousers=mix(p.deep, p.ink, 0.4),
            hat="beanie",
            cap=p.spot,
        )
        x, y = d.at((-13, -11))[0]
        pose = Pose(
            feet=((-0.3, 0), (0.4, 0)),
            hip=(-0.1, -3.7),
            chest=(0.3, -5.9),
            head=(0.55, -6.85),
            hands=((1.5, -4.6), (1.7, -4.2)),
            elbows=(1, 1),
        )
        figure(b, x, y, 19 * s, look, replace(pose), "left" if d.f > 0 else "right")
    for i in range(boxes):
        q = (-26 + (i % 4) * 5.2, -11 - (i // 4) * 3.4)
        b.solid(
            d.at(q, (q[0] + 5, q[1]), (q[0] + 5, q[1] - 3.2), (q[0], q[1] - 3.2)),
            (p.spot, p.sea, p.deep)[i % 3],
            0.25,
            b.y,
            0.24,
        )
    m = hull(
        b, d, "-31,-12.6! -12,-11.4 6,-12.4 22,-16 34,-23.4! 30.6,-10 25,1.6! -24,1.6! -28.6,-4", colour, boot=p.spot
    )
    b.stroke(d.curve("-31,-12.6 -12,-11.4 6,-12.4 22,-16 34,-23.2", False), 1.3 * s, white)
    b.edge(b.shape(d.curve("-31,-12.6 -12,-11.4 6,-12.4 22,-16 34,-23.2", False), line=1.3 * s, closed=False), 0.2)
    for u in (-20, -12, -4):
        b.flat(b.disc(*d.at((u, -6))[0], 2.0 * s), p.ink)
        b.flat(b.disc(*d.at((u, -6))[0], 1.0 * s), mix(p.deep, p.mist, 0.3))
    return m


def ferry(b, rng, d, white=True, lit=None):
    """Draw the MV Brannoc: a small car ferry, bow to the right. About 120 units long."""
    p, s = b.p, d.s
    lit = p.lit > 0.2 if lit is None else lit
    pale = mix(p.paper, p.low, 0.12)
    b.pen(d.at((20, -38), (20, -56)), 0.7 * s, 0.4 * s)
    b.strokes([d.at((16.4, -52), (23.6, -52)), d.at((20, -55), (55, -17)), d.at((20, -55), (-18, -36))], 0.15)
    for y, x0, x1, h, rake in ((-24, -46, 40, 8.4, 3.0), (-32.2, -34, 32, 8.2, 3.4), (-39.6, 6, 28, 7.4, 3.6)):
        m = b.shape(d.at((x0, y + h), (x0 + 1.2, y), (x1 - rake, y), (x1, y + h)))
        b.flat(m, pale)
        b.cut(
            m,
            np.clip(0.10 + (d.x - b.x) / s * 0.004 + (b.y > d.wl + (y + h - 1.6) * s) * 0.5, 0.04, 0.75),
            b.y,
            mix(pale, p.ink, 0.7),
        )
        b.edge(m, 0.28)
        w, n = (3.2, int((x1 - x0 - 8) / 5.0))
        for i in range(n):
            u = x0 + 4.4 + i * 5.0
            on = lit and rng.random() < 0.85
            b.solid(
                d.at((u, y + 2.2), (u + w, y + 2.2), (u + w, y + 5.0), (u, y + 5.0)),
                p.glow if on else p.pane,
                edge=0.16,
            )
        b.stroke(d.at((x0 - 2, y), (x1 + 0.6 - rake, y)), 0.7 * s)
        rail = [d.at((x0 + i * 2.3, y - 2.4), (x0 + i * 2.3, y)) for i in range(int((x1 - rake - x0) / 2.3))]
        b.strokes([*rail, d.at((x0, y - 2.4), (x1 - rake - 2, y - 2.4))], 0.12)
    b.solid(d.at((24, -37), (27.6, -30.2), (22, -30.2)), p.pane, edge=0)
    m = b.shape(d.at((-27, -32), (-25.6, -46.5), (-13.6, -46.5), (-12.4, -32)))
    b.flat(m, p.spot)
    b.flat(m & (b.y < d.wl - 43.6 * s), p.ink)
    b.flat(m & (b.y > d.wl - 41 * s) & (b.y < d.wl - 38.8 * s), pale)
    b.cut(m, np.clip(0.12 + (b.x - d.x) / s * 0.02 * d.f + 0.45, 0.05, 0.7), b.y, mix(p.spot, p.ink, 0.7))
    b.edge(m, 0.3)
    for u in (-40, -35, 10):
        b.solid(b.shape(d.curve(f"{u},-26.6 {u + 5},-26.6 {u + 4.4},-24.4 {u + 0.6},-24.4")), p.spot, edge=0.2)
    side = "-58,-15.6! 38,-15.6! 50,-19! 61,-21! 58,-10 53,2! -52,2! -57,-6"
    colour = pale if white else mix(p.deep, p.ink, 0.1)
    m = hull(b, d, side, colour, boot=p.spot)
    b.flat(m & (b.y > d.wl - 3.0 * s) & (b.y < d.wl - 2.0 * s), p.ink if white else pale)
    for i in range(12):
        u = -48 + i * 7.2
        b.solid(
            b.shape(d.curve(f"{u},-11.6 {u + 4.2},-11.6 {u + 4.2},-8 {u},-8")),
            mix(p.ink, p.deep, 0.4) if not lit else mix(p.glow, p.ink, 0.35),
            edge=0.18,
        )
    b.stroke(d.at((40.5, -16.4), (43.5, -0.5)), 0.3)
    b.stroke(d.at((-58, -15.6), (38, -15.6)), 0.8 * s)
    return m
