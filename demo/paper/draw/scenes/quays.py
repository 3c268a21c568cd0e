"""Quays: the ropewalk, sheds, a wall with its scale, a boat that comes in."""

import numpy as np

from ..press import curve, mix
from ..stock.boats import Deck, small, trawler
from ..stock.figures import figure
from ..stock.houses import wall
from ..stock.land import cobbles, hills
from ..stock.look import EASE, WALK, Look, passer
from ..stock.place import Plane, Space
from ..stock.sky import gulls, sky, sun
from ..stock.things import chairs
from ..stock.water import ripple, sea
from .at_sea import lighthouse


def ropewalk(b, rng):
    """Draw a long low shed that runs away beside the water at first light."""
    p, hz = b.p, 46
    sky(b, hz, "streaks")
    sun(b, 36, hz - 2, 5, hz)
    hills(b, rng, hz, 1.5, 6, 0, 70, mix(p.sea, p.low, 0.4))
    sea(b, hz, 0.15, 0.45, 0.22, path=36)
    space = Space(60, hz, 3.4, 44)
    quay = b.shape([space.at(0.6, 0, 3), space.at(0.6, 0, 220), space.at(40, 0, 220), space.at(60, 0, 3)])
    cobbles(b, hz, hz, mix(p.warm, p.mist, 0.2), vx=60, size=0.9, mask=quay)
    edge = [space.at(0.6, 0, 3), space.at(0.6, 0, 220), space.at(0.6, -0.9, 220), space.at(0.6, -1.4, 3)]
    b.solid(edge, mix(p.earth, p.ink, 0.35), 0.4, b.y, 0.3)
    side = space.wall(5.2, 2.0, 216, 4.6)
    wall(b, side, mix(p.brick, p.low, 0.3), 0.12, 0, 0.3)
    z, i = 2.35, 0
    while z < 150:
        k = space.size(z)
        if i % 4 == 2:
            q = [space.at(5.2, 0, z), space.at(5.2, 0, z + 1.4), space.at(5.2, 3.0, z + 1.4), space.at(5.2, 3.0, z)]
            b.solid(q, p.spot if i == 10 else p.deep, 0.3, b.x, min(0.34, 0.02 * k))
        else:
            q = [space.at(5.2, 1.6, z), space.at(5.2, 1.6, z + 0.9), space.at(5.2, 3.2, z + 0.9), space.at(5.2, 3.2, z)]
            b.solid(q, p.glow if i in (1, 5, 8, 9, 12) else p.pane, 0.14, b.y, min(0.4, 0.018 * k))
            bars = [
                [space.at(5.2, 1.6, z + 0.45), space.at(5.2, 3.2, z + 0.45)],
                [space.at(5.2, 2.4, z), space.at(5.2, 2.4, z + 0.9)],
            ]
            b.strokes(bars, min(0.4, 0.03 * k), p.paper)
            sill = [
                space.at(5.1, 1.5, z - 0.05),
                space.at(5.1, 1.5, z + 0.95),
                space.at(5.1, 1.6, z + 0.95),
                space.at(5.1, 1.6, z - 0.05),
            ]
            b.flat(b.shape(sill), mix(p.paper, p.low, 0.3))
        z += 1.75
        i += 1
    roof = [space.at(4.8, 4.5, 2.0), space.at(4.8, 4.5, 216), space.at(9.5, 7.0, 216), space.at(9.5, 7.0, 2.0)]
    b.solid(roof, mix(p.deep, p.low, 0.12), 0.4, (b.y - hz) / np.maximum(b.x - 60, 2) * 60, 0.34)
    for z in (9, 15, 25, 42):
        x, y = space.at(0.9, 0, z)
        k = space.size(z)
        b.solid([(x, y), (x, y - 0.8 * k), (x + 0.5 * k, y - 0.8 * k), (x + 0.5 * k, y)], p.ink, edge=0)
        b.flat(b.disc(x + 0.25 * k, y - 0.8 * k, 0.36 * k, 0.14 * k), p.ink)
    for z, x0 in ((8, 3.2), (8.2, 4.0)):
        fx, fy = space.at(x0, 0, z)
        figure(
            b,
            fx,
            fy,
            1.75 * space.size(z),
            Look(top="apron", colour=p.deep, hat="flat" if x0 < 4 else "", style="bun", cap=p.earth),
            WALK,
            "left",
        )
    coil(b, *space.at(2.2, 0, 5.6), 5.0)
    small(b, rng, 30, hz + 18, 1.0, p.deep, flip=False)
    ripple(b, 30, hz + 21, 11, 4)
    gulls(b, rng, 4, (8, 56), (8, 30))


def coil(b, x, y, r, colour=None):
    """Draw a coil of rope lying flat."""
    colour = colour or mix("#d9c08a", b.p.low, 0.1)
    for i in range(5):
        yy = y - i * 0.30 * r * 0.55
        m = b.disc(x, yy, r, r * 0.34)
        b.solid(m, colour, 0, edge=0.22)
        around = np.arctan2((b.y - yy) * 3, b.x - x)
        b.cut(m, 0.34, around * r * 0.9 + b.y, mix(colour, b.p.ink, 0.6), 0.9)
    b.solid(b.disc(x, y - 1.2 * 0.3 * r * 0.55 * 4, r * 0.5, r * 0.15), mix(b.p.ink, colour, 0.2), edge=0.2)


def rally_sheds(b, rng):
    """Draw two long sheds on a quay at dusk, a door open, chairs stacked outside."""
    p, hz = b.p, 60
    sky(b, hz, "streaks")
    sun(b, 132, hz - 3, 5.6, hz)
    hills(b, rng, hz, 3, 9, 96, 150, mix(p.sea, p.low, 0.3))
    sea(b, hz, 0.3, mask=(b.y > hz) & (b.y < 70), path=132)
    space = Space(128, hz, 3.0, 52)
    quay = b.shape([space.at(-60, 0, 60), (151, 69), (151, 101), (-1, 101), (-1, 64)])
    cobbles(b, hz, 60, mix(p.warm, p.mist, 0.3), vx=128, size=1.1, mask=quay)
    for x0, z0, z1, tint, open_ in ((-13, 21, 46, p.sea, False), (-12, 8.2, 18.5, mix(p.brick, p.low, 0.1), True)):
        side = space.wall(x0, z0, z1, 6.6)
        wall(b, side, tint, 0.22, 0, 0.36)
        u, _v = side.fields(b)
        m = b.shape(side.corners)
        b.cut(m, 0.22, u * 6.0, mix(tint, p.ink, 0.6), 1.3)
        n = 4 if open_ else 6
        for i in range(n):
            w = side.w / n
            q = b.shape(side.quad(w * (i + 0.22), 0, w * 0.56, 4.6))
            lit = open_ and i == 1
            b.solid(
                q,
                p.glow if lit else mix(p.deep, p.ink, 0.35),
                0.2 if not lit else 0.1,
                b.x if not lit else b.y,
                0.3,
                p.ink if not lit else mix(p.glow, p.spot, 0.4),
            )
        end = space.front(x0 - 15, z0, 15, 6.6)
        wall(b, end, mix(tint, p.ink, 0.2), 0.34, 0, 0.36)
        top = [space.at(x0, 6.6, z0), space.at(x0 - 7.5, 10.4, z0), space.at(x0 - 15, 6.6, z0)]
        b.solid(top, mix(tint, p.ink, 0.2), 0.36, b.x, 0.36)
        roof = [
            space.at(x0, 6.5, z0),
            space.at(x0, 6.5, z1),
            space.at(x0 - 7.5, 10.6, z1),
            space.at(x0 - 7.5, 10.6, z0),
        ]
        b.solid(roof, mix(p.deep, p.ink, 0.1), 0.45, b.x * 0.35 + b.y, 0.36)
    lx, ly = space.at(-11.8, 0, 12)
    b.glow(lx, ly - 4, 26, 0.5)
    _poster(b, 24, 66)
    for x, y, h, n in ((136, 83, 13, 5), (119, 87, 16, 6), (96, 94, 21, 7)):
        chairs(b, x, y, h, n, p.spot)
    figure(b, 55, 92, 19, passer(rng, p, top="jacket", hat="flat", colour=p.deep, bag=""), EASE, "back")
    gulls(b, rng, 4, (60, 140), (12, 36))


def _poster(b, x, y):
    p = b.p
    b.solid([(x - 9, y - 9), (x + 7, y - 8), (x + 7, y + 7), (x - 9, y + 8)], p.paper, 0, edge=0.3)
    b.solid([(x - 7, y - 6), (x + 5, y - 5.4), (x + 5, y - 1), (x - 7, y - 1)], p.spot, edge=0)
    b.strokes([[(x - 7, y + 1.6 + i * 1.8), (x + 4 - i, y + 1.6 + i * 1.7)] for i in range(3)], 0.5, p.deep)


def tide_scale(b, rng):
    """Draw a quay wall with a weedy ladder and a painted scale, the water at one and a half."""
    p, hz = b.p, 40
    sky(b, hz, "cumulus")
    hills(b, rng, hz, 3, 9, colour=mix(p.sea, p.low, 0.35))
    sea(b, hz, 0.4, 0.55, 0.3)
    water = b.a.copy()
    b.solid(curve("92,43 100,40.6! 151,39.6! 151,45 94,45.6"), mix(p.deep, p.sea, 0.3), 0.4, b.y + 0.3 * b.x, 0.3)
    lighthouse(b, 100, 40.6, 13)
    small(b, rng, 126, 56, 0.95, p.spot, flip=True)
    ripple(b, 126, 59, 11, 3)
    plane = Plane([(-2, 112), (88, 92), (88, 20), (-2, 2)], 8.0, 6.0)
    wall(b, plane, mix(p.warm, p.mist, 0.35), 0.08, 0, 0.4)
    m = b.shape(plane.corners)
    for r in range(12):  # courses of cut stone
        v = r * 0.5
        b.stroke(plane.pts((0, v), (8, v)), 0.26, mix(p.deep, p.ink, 0.3))
        for i in range(9):
            u = i * 1.1 + (r % 2) * 0.55 + rng.normal(0, 0.05)
            if 0 < u < 8:
                b.stroke(plane.pts((u, v), (u, v + 0.5)), 0.24, mix(p.deep, p.ink, 0.3))
                if rng.random() < 0.34:
                    q = b.shape(plane.quad(u, v, 1.1, 0.5)) & m
                    b.cut(q, rng.uniform(0.1, 0.3), b.y + 0.2 * b.x, mix(p.earth, p.ink, 0.3))
    _fu, fv = plane.fields(b)
    n = b.noise(3, 2.2, 41)
    weed = m & np.clip((3.35 + n * 0.22 - fv) * 12, 0, 1)
    b.flat(weed, mix("#58754f", p.deep, 0.15), 0.9)
    b.cut(weed, np.clip(0.42 + b.noise(2, 5, 42) * 0.4, 0.05, 0.9), b.x * 0.8 + n * 1.4, mix("#2c4433", p.ink, 0.3))
    wet = m & np.clip((4.1 - fv) * 3, 0, 1) & np.clip((fv - 3.2) * 12, 0, 1)
    b.flat(wet, p.deep, 0.28)
    b.solid(
        b.shape(plane.pts((-0.1, 5.86), (8, 5.86), (8, 6.25), (-0.1, 6.25))), mix(p.mist, p.paper, 0.4), 0.15, b.y, 0.36
    )
    for u in (1.35, 2.35):  # the ladder
        b.stroke(plane.pts((u, 6.5), (u, -1)), 1.0 if u < 2 else 0.94, p.ink)
        b.stroke(plane.pts((u - 0.02, 6.5), (u - 0.02, 2.6)), 0.3, mix(p.ink, p.sea, 0.5))
    for i in range(20):
        v = 6.0 - i * 0.36
        b.pen(plane.pts((1.35, v), (1.85, v - 0.02), (2.35, v)), 0.7, 0.62, 0.7)
        if v < 3.2:
            for k in range(6):
                x, y = plane.at(1.4 + k * 0.18, v)
                b.pen([(x, y), (x + rng.normal(0, 0.4), y + rng.uniform(1.4, 3.2))], 0.5, 0.1, colour="#4d6b4a")
    board = b.shape(plane.quad(4.6, -1, 1.15, 6.6))
    b.solid(board, p.white, np.clip((3.2 - fv) * 0.2, 0, 0.35), b.y, 0.4, mix(p.green, p.ink, 0.4))
    for i in range(44):
        v = -1 + i * 0.14
        if 1.45 < v < 5.4:
            long = 0.6 if i % 5 == 0 else 0.32
            b.flat(b.shape(plane.quad(4.6, v, long, 0.07)), p.ink if int((v + 0.2) / 0.7) % 2 else p.spot)
    for value, v in ((2, 2.2), (3, 3.25), (4, 4.3)):
        x, y = plane.at(5.42, v + 0.1)
        b.letters(x, y, str(value), plane.size(5.4, v) * 0.62, p.ink)
    line = plane.pts(*((u * 0.4, 1.5) for u in range(21)))
    b.inside(b.shape([*line, (91, line[-1][1]), (91, 102), (-2, 102)]), lambda: _put(b, water))
    for i in range(4):
        b.pen([(x, y + i * (1.1 + i * 0.3)) for x, y in line[i : 20 - i]], 0.2, 0.7, 0.2, colour=p.white)
    ripple(b, plane.at(5.1, 1.5)[0], plane.at(5.1, 1.5)[1] + 3, 8, 5)
    gulls(b, rng, 5, (94, 146), (8, 30))


def _put(b, a):
    """Print what stood there before."""
    b.a = a


def past_mole(b, rng):
    """Draw a small boat seen from the quay as she comes in past the mole, boxes on deck."""
    p, hz = b.p, 40
    sky(b, hz, "overcast")
    b.flat(b.y < hz, mix(p.low, p.glow, 0.2), 0.12)
    hills(b, rng, hz, 1, 5, 80, 150, mix(p.sea, p.low, 0.5))
    sea(b, hz, 0.5, 0.62, 0.28)
    mole = b.shape(curve("-2,36! 58,38.4! 66,41 70,47! 40,49.6 -2,52!"))
    b.solid(mole, mix(p.mist, p.earth, 0.35), 0.30 + b.noise(5, 3, 8) * 0.2, b.y + 0.1 * b.x, 0.34)
    for i in range(14):
        b.stroke([(i * 5, 36.4 + i * 0.18), (i * 5 + 1, 50 - i * 0.2)], 0.18, mix(p.deep, p.ink, 0.2))
    b.strokes([[(-2, 42), (66, 42.8)], [(-2, 46.6), (68, 45.6)]], 0.18, mix(p.deep, p.ink, 0.2))
    lighthouse(b, 56, 38.6, 24)
    d = Deck(92, 68, 0.8, flip=True, heel=-1.5)
    trawler(b, rng, d, p.spot, sail=False, net=False, crew=True, boxes=8)
    ripple(b, 90, 70, 29, 4)
    for i in range(9):  # her wake
        b.pen(
            [(112 + i * 4.4, 64 - i * 1.6), (116 + i * 5, 63 - i * 1.7), (121 + i * 5.2, 64 - i * 1.7)],
            0.1,
            0.5,
            0.1,
            colour=p.white,
        )
    plane = Plane([(-2, 104), (152, 104), (152, 84), (-2, 90)], 10, 1)
    m = b.shape([(-2, 90), (40, 88), (152, 83), (152, 101), (-2, 101)])
    b.solid(m, mix(p.warm, p.mist, 0.3), 0.14, b.y, 0.44)
    for i in range(9):
        x = i * 18 - 4
        b.stroke([(x, 90.4 - i * 0.7), (x - 6, 101)], 0.26, mix(p.deep, p.ink, 0.2))
    del plane
    b.solid(
        curve("20,97 20,84 16.4,82 16.8,79 32.2,79 32.6,82 29,84 29,97"),
        mix(p.deep, p.ink, 0.55),
        np.clip(0.2 + (b.x - 20) / 14, 0, 0.8),
        b.y,
        0.4,
        p.ink,
    )
    for i in range(3):
        b.pen(
            curve([(18.6, 87 + i * 1.8), (24, 88.6 + i * 1.8), (31, 86.4 + i * 1.8)], False),
            1.3,
            1.5,
            1.2,
            colour="#cdb27c",
        )
        b.pen(curve([(18.6, 87.7 + i * 1.8), (24, 89.3 + i * 1.8), (31, 87.1 + i * 1.8)], False), 0.2, 0.3, 0.2)
    b.pen(curve([(31, 89), (60, 98), (84, 102)], False), 1.4, 1.3, 1.2, colour="#cdb27c")
    _gull_near(b, 122, 83.6, 8)
    gulls(b, rng, 7, (66, 130), (12, 34))


def _gull_near(b, x, y, s):
    """A gull that stands on the quay."""
    p = b.p
    q = lambda text: [(x + u * s, y + v * s) for u, v in curve(text)]
    b.strokes(
        [[(x - 0.1 * s, y - 0.3 * s), (x - 0.1 * s, y)], [(x + 0.12 * s, y - 0.3 * s), (x + 0.12 * s, y)]],
        0.06 * s,
        "#d08a3a",
    )
    b.solid(
        q("-.62,-.86 -.40,-1.0 -.24,-.86 .1,-.74 .9,-.36! .3,-.26 -.2,-.26 -.44,-.5 -.46,-.7"), p.white, 0, edge=0.3
    )
    b.solid(q("-.2,-.72 .2,-.66 1.0,-.34! .4,-.36 .0,-.42"), p.sea, 0.3, b.y, 0.24)
    b.flat(b.shape(q("-.56,-.86 -.86,-.76! -.56,-.72")), "#d9a23a")
    b.flat(b.disc(x - 0.46 * s, y - 0.86 * s, 0.035 * s), p.ink)
