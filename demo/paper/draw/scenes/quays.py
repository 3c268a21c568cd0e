"""Quays: sheds, walls, fish, the ferry."""

import numpy as np

from ..press import curve, mix
from ..stock.boats import Deck, ferry, small, trawler
from ..stock.figures import backs, figure
from ..stock.houses import lamp, row, wall, window
from ..stock.land import cobbles, hills
from ..stock.look import EASE, READ, STAND, STEP, WALK, Look, passer
from ..stock.place import Plane, Space
from ..stock.sky import gulls, moon, sky, stars, sun
from ..stock.things import chair, crate, fish
from ..stock.water import mirror, ripple, sea


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
    z, i = 2.9, 0
    while z < 150:
        k = space.size(z)
        if i % 3 == 2:
            dz = 1.9
            q = [space.at(5.2, 0, z), space.at(5.2, 0, z + dz), space.at(5.2, 3.1, z + dz), space.at(5.2, 3.1, z)]
            b.solid(q, p.spot if i == 2 else p.deep, 0.3, b.x, min(0.34, 0.02 * k))
        else:
            q = [space.at(5.2, 1.5, z), space.at(5.2, 1.5, z + 1.5), space.at(5.2, 3.2, z + 1.5), space.at(5.2, 3.2, z)]
            b.solid(q, p.glow if i in (1, 4, 7) else p.pane, 0.12, b.y, min(0.3, 0.018 * k))
            b.stroke([space.at(5.2, 1.5, z + 0.75), space.at(5.2, 3.2, z + 0.75)], min(0.3, 0.03 * k), p.paper)
        z += 3.1
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
    for i, (x, y, h, n) in enumerate(((134, 84, 13, 5), (116, 88, 16, 6), (93, 95, 20, 7))):  # stacks of chairs
        for j in range(n):
            tint = p.spot if (i, j) == (2, 6) else mix(p.earth, p.ink, 0.05 + 0.15 * (j % 2))
            chair(b, x - j * 0.05 * h, y - j * 0.15 * h, h, tint)
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
    from .at_sea import lighthouse

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
    weed = m & np.clip((2.75 + n * 0.22 - fv) * 12, 0, 1)
    b.flat(weed, mix("#58754f", p.deep, 0.15), 0.9)
    b.cut(weed, np.clip(0.42 + b.noise(2, 5, 42) * 0.4, 0.05, 0.9), b.x * 0.8 + n * 1.4, mix("#2c4433", p.ink, 0.3))
    wet = m & np.clip((3.4 - fv) * 3, 0, 1) & np.clip((fv - 2.6) * 12, 0, 1)
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
        if v < 2.5:
            for k in range(6):
                x, y = plane.at(1.4 + k * 0.18, v)
                b.pen([(x, y), (x + rng.normal(0, 0.4), y + rng.uniform(1.4, 3.2))], 0.5, 0.1, colour="#4d6b4a")
    board = b.shape(plane.quad(4.6, -1, 1.15, 6.6))
    b.solid(board, p.white, np.clip((2.5 - fv) * 0.2, 0, 0.35), b.y, 0.4, mix(p.green, p.ink, 0.4))
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
    from .at_sea import lighthouse

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


__all__ = [
    "backs",
    "cod_auction",
    "coil",
    "ferry_idle",
    "night_ferry",
    "past_mole",
    "rally_sheds",
    "ropewalk",
    "tide_scale",
    "window",
]
