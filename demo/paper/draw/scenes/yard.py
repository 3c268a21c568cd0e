"""Northdock: the slipway, the dry dock; and the container port."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure
from ..stock.land import hills
from ..stock.look import EASE, STAND, WALK, Look
from ..stock.place import Space
from ..stock.sky import gulls, sky, sun
from ..stock.water import sea


def slipway(b, rng):
    """Draw an empty building berth at first light under a gantry crane."""
    p, hz = b.p, 55
    sky(b, hz, "streaks")
    sun(b, 98, hz - 5, 6.4, hz)
    hills(b, rng, hz, 2, 7, colour=mix(p.sea, p.low, 0.4))
    sea(b, hz, 0.3, 0.45, 0.3, path=98)
    space = Space(66, hz - 6, 8, 62)
    at = space.at
    yard = b.shape([(-1, 58), (151, 58), (151, 101), (-1, 101)])
    way = b.shape([at(-5.5, 0, 70), at(5.5, 0, 70), at(5.5, 0, 5), at(-5.5, 0, 5)])
    d = np.maximum(b.y - space.hz, 0.5)
    b.flat(yard - way, mix(p.warm, p.mist, 0.35))
    b.cut(
        yard - way, np.clip(0.22 + (b.y - 58) / 200, 0, 0.5), 0.62 * d + 7 * np.log1p(d / 7), mix(p.earth, p.ink, 0.4)
    )
    b.flat(way, mix(p.sea, p.deep, 0.35))
    b.cut(way, 0.42, (b.x - space.vx) / d * 34, p.ink)
    b.edge(way, 0.4)
    for s in (-1, 1):
        rail = [at(s * 6.4, 0, 62), at(s * 8.0, 0, 62), at(s * 8.0, 0, 4.6), at(s * 6.4, 0, 4.6)]
        b.solid(rail, mix(p.deep, p.ink, 0.3), 0.4, b.y, 0.3)
    for i in reversed(range(15)):
        z = 7.6 + i * 3.6
        q = [at(-1.5, 0, z), at(1.5, 0, z), at(1.5, 1.1, z), at(-1.5, 1.1, z)]
        t = [at(-1.5, 1.1, z), at(1.5, 1.1, z), at(1.5, 1.1, z + 1.3), at(-1.5, 1.1, z + 1.3)]
        b.solid(t, mix(p.earth, p.low, 0.35), edge=0.2)
        b.solid(q, mix(p.earth, p.ink, 0.15), 0.3, b.y, 0.24)
    _yard_sheds(b, hz)
    _gantry(b, space)
    for x, z, pose, view in ((-3.2, 13, STAND, "back"), (-2.2, 12.6, EASE, "front"), (7.5, 20, WALK, "left")):
        fx, fy = at(x, 0, z)
        look = Look(top="vest", colour="#d98a2b", hat="helmet", cap=p.glow, trousers=p.deep)
        figure(b, fx, fy, 1.8 * space.size(z), look, pose, view)
    gulls(b, rng, 4, (40, 130), (26, 44))


def _yard_sheds(b, hz):
    p = b.p
    left = [(-1, hz + 8), (-1, hz - 22), (16, hz - 17), (27, hz - 12), (27, hz + 5)]
    b.solid(left, mix(p.deep, p.sea, 0.35), 0.36, b.x, 0.36)
    for i in range(4):
        b.solid(
            [
                (1 + i * 6.2, hz - 4 - i * 0.6),
                (5.4 + i * 6.2, hz - 4.4 - i * 0.6),
                (5.4 + i * 6.2, hz - 10 + i * 0.8),
                (1 + i * 6.2, hz - 11 + i * 0.8),
            ],
            p.glow if i in (1, 2) else p.pane,
            edge=0.24,
        )
    for i in range(4):
        x = 112 + i * 10
        b.solid(
            [(x, hz + 6), (x, hz - 12), (x + 9, hz - 19), (x + 9, hz - 12), (x + 10, hz - 12), (x + 10, hz + 6)],
            mix(p.sea, p.low, 0.2),
            0.34,
            b.y,
            0.32,
        )
        b.solid([(x + 1.4, hz - 12.6), (x + 8.4, hz - 18), (x + 8.4, hz - 13), (x + 1.4, hz - 11)], p.pane, edge=0.2)


def _gantry(b, space):
    """A gantry that stands over the way, seen from below."""
    p, at = b.p, space.at
    z0, z1, high = 17, 21, 16.4
    for z, tint in ((z1, 0.35), (z0, 0.0)):
        red = mix(p.spot, p.low, tint)
        k = space.size(z)
        for s in (-1, 1):
            for u in (-1.4, 1.4):
                b.pen([at(s * 12 + u * 1.9, 0, z), at(s * 12 + u * 0.5, high, z)], 0.40 * k, 0.26 * k, colour=red)
            for v in range(2, 15, 3):
                w = 1.9 - 1.4 * v / high
                b.stroke([at(s * 12 - 1.4 * w, v, z), at(s * 12 + 1.4 * w, v + 2.4, z)], 0.16 * k, red)
                b.stroke([at(s * 12 - 1.4 * w, v, z), at(s * 12 + 1.4 * w, v, z)], 0.16 * k, red)
        beam = b.shape([at(-16, high, z), at(16, high, z), at(16, high + 2.6, z), at(-16, high + 2.6, z)])
        b.solid(beam, red, 0.28, b.y, 0.3)
        struts = []
        for i in range(20):
            u = -16 + i * 1.6
            struts.append([at(u, high, z), at(u + 0.8, high + 2.6, z)])
            struts.append([at(u + 0.8, high + 2.6, z), at(u + 1.6, high, z)])
        b.strokes(struts, 0.16, mix(p.spot, p.ink, 0.6))
    k = space.size(z0)
    b.solid(
        [at(3, high - 2.2, z0), at(6.4, high - 2.2, z0), at(6.4, high, z0), at(3, high, z0)], p.paper, 0.25, b.x, 0.3
    )
    hook = at(4.6, high - 11, z0)
    b.strokes(
        [[at(4.2, high - 2.2, z0), at(4.4, high - 10, z0)], [at(5.0, high - 2.2, z0), at(4.8, high - 10, z0)]], 0.2
    )
    b.solid(b.disc(hook[0], hook[1] + 0.4, 0.5 * k), p.glow, edge=0.3)
    b.pen(
        [
            (hook[0], hook[1] + 0.6 * k),
            (hook[0], hook[1] + 1.2 * k),
            (hook[0] + 0.5 * k, hook[1] + 1.8 * k),
            (hook[0] - 0.2 * k, hook[1] + 2.2 * k),
            (hook[0] - 0.7 * k, hook[1] + 1.7 * k),
        ],
        0.7,
        0.9,
        0.5,
    )


def dry_dock(b, rng):
    """Draw a dredger in dry dock in fog, bow on, scaffolded, people small below."""
    p = b.p
    b.roll(b.y < 200, p.sky, p.low, start=0, end=80)
    b.cut(b.y < 70, np.clip(0.22 - b.y / 300, 0, 0.4), b.y, p.rule)
    far = mix(p.low, p.sky, 0.4)
    for x, h in ((4, 30), (17, 22), (128, 34), (140, 26)):  # sheds in the fog
        b.solid(
            [(x - 12, 70), (x - 12, 70 - h), (x, 70 - h - 7), (x + 12, 70 - h), (x + 12, 70)],
            mix(p.sea, far, 0.55),
            0.18,
            b.x,
            0.2,
            mix(p.deep, far, 0.4),
        )
    red = mix(p.spot, far, 0.45)
    b.stroke([(118, 72), (118, 8)], 1.3, red)
    b.stroke([(96, 12), (150, 8)], 1.0, red)
    b.strokes([[(118, 2), (98, 11.6)], [(118, 2), (148, 8)]], 0.3, red)
    b.stroke([(100, 12), (100, 30)], 0.2, mix(p.ink, far, 0.4))
    floor = b.shape([(22, 74), (128, 74), (151, 101), (-1, 101)])
    b.solid(floor, mix(p.sea, p.low, 0.25), 0.28, 7 * np.log1p(np.maximum(b.y - 66, 0) / 4) * 2, 0.3)
    for s in (-1, 1):  # stepped walls of the dock
        for i in range(6):
            x0, x1 = 75 + s * (53 + i * 4.2), 75 + s * (53 + (i + 1) * 4.2)
            y0, y1 = 74 - i * 2.2, 74 - (i + 1) * 2.2
            b.solid(
                [
                    (x0, y0),
                    (x1, y1),
                    (75 + s * (80 + (i + 1) * 9), 101 - (i + 1) * 3),
                    (75 + s * (80 + i * 9), 101 - i * 3),
                ],
                mix(p.mist, p.warm, 0.3 + 0.1 * (i % 2)),
                0.16 + 0.05 * (i % 2),
                b.x,
                0.24,
            )
    house = [(49, 34), (52, 13), (98, 13), (101, 34)]
    b.solid(house, mix(p.paper, far, 0.25), 0.14, b.y, 0.3)
    b.solid([(46, 20), (47, 14.4), (103, 14.4), (104, 20)], mix(p.paper, far, 0.2), 0.18, b.y, 0.3)
    for i in range(9):
        b.solid(
            [(50.5 + i * 5.6, 19), (51 + i * 5.6, 15.6), (54.6 + i * 5.6, 15.6), (54.8 + i * 5.6, 19)], p.pane, edge=0.2
        )
    b.stroke([(75, 13), (75, 2)], 0.8)
    b.strokes([[(69, 5.4), (81, 5.4)], [(75, 2.4), (50, 14)], [(75, 2.4), (100, 14)]], 0.2)
    bow = b.shape(curve("75,29! 64,30 44,33.4! 40,50 46,68 60,82! 75,86! 90,82! 104,68 110,50 106,33.4! 86,30"))
    b.flat(bow, mix(p.deep, p.ink, 0.1))
    low = bow & np.clip((b.y - 58 - 0.004 * (b.x - 75) ** 2) * b.k, 0, 1)
    b.flat(low, mix(p.spot, p.ink, 0.05))
    half = np.clip((b.x - 75) * b.k * 0.2, 0, 1)
    wave = b.y + 0.010 * (b.x - 75) ** 2
    b.cut(bow, np.clip(0.12 + 0.30 * half + np.abs(b.x - 75) / 110, 0, 0.75), wave, p.ink)
    b.edge(bow, 0.5)
    b.pen([(75, 29), (75, 86)], 0.5, 1.0)
    for s in (-1, 1):  # draught marks, anchors
        for i in range(9):
            b.stroke([(75 + s * 2.4, 54 + i * 3), (75 + s * 3.8, 54 + i * 3)], 0.4, p.paper)
        b.solid(b.disc(75 + s * 14, 43, 2.4, 2.0), p.ink, edge=0.3)
        b.pen([(75 + s * 14, 44), (75 + s * 14.6, 51), (75 + s * 11.4, 48.4)], 0.9, 1.4, 0.5)
        b.pen([(75 + s * 14.6, 51), (75 + s * 17.6, 48)], 1.2, 0.5)
    _staging(b, rng, 1)
    _staging(b, rng, -1)
    for i in range(7):
        x = 60 + i * 5
        b.solid(b.box(x, 86, 3.6, 5), mix(p.earth, p.ink, 0.2), 0.3, b.y, 0.26)
    for x, y, s, view in ((33, 92, 9.6, "right"), (38, 93, 9.6, "left"), (108, 90, 8.6, "back"), (118, 95, 11, "left")):
        figure(
            b,
            x,
            y,
            s,
            Look(top="vest", colour="#d98a2b", hat="helmet", cap=p.glow, trousers=p.deep),
            (STAND, WALK)[int(x) % 2],
            view,
        )
    b.haze(np.clip((b.y - 40) / 300, 0, 0.14) + 0.05, far)


def _staging(b, rng, s):
    """Scaffolding along one side of the bow."""
    p = b.p
    posts, rails = [], []
    for i in range(6):
        x = 75 + s * (29 + i * 4.2)
        posts.append([(x, 88 - i * 1.4), (x, 26 + i * 1.2)])
    for j in range(8):
        y = 82 - j * 7.2
        rails.append([(75 + s * 28, y), (75 + s * 51, y - 0.6)])
    b.strokes(posts, 0.36, mix(p.ink, p.low, 0.15))
    b.strokes(rails, 0.26, mix(p.ink, p.low, 0.15))
    b.strokes(
        [[(75 + s * (29 + i * 4.2), 82 - i * 7), (75 + s * (33.2 + i * 4.2), 75 - i * 7)] for i in range(5)], 0.24
    )
    for j in (1, 3, 5, 6):
        y = 82 - j * 7.2
        b.solid(
            [(75 + s * 28, y), (75 + s * 50, y - 0.6), (75 + s * 50, y - 1.6), (75 + s * 28, y - 1)], p.earth, edge=0.2
        )
    for j, x in ((1, 36), (5, 41), (3, 32)):
        figure(
            b,
            75 + s * x,
            82 - j * 7.2 - 1.2,
            6.2,
            Look(top="vest", colour="#d98a2b", hat="helmet", cap=p.glow, trousers=p.deep),
            STAND,
            "left" if s > 0 else "right",
        )


def container_port(b, rng):
    """Draw the container cranes at dusk, close by and below, with the stacks at their feet."""
    p, hz = b.p, 66
    sky(b, hz, "streaks")
    sun(b, 46, hz - 6, 6.6, hz)
    hills(b, rng, hz, 2, 8, 0, 90, mix(p.sea, p.low, 0.3))
    sea(b, hz, 0.3, 0.5, 0.36, path=46)
    _box_ship(b, rng, hz)
    for x, s in ((88, 0.62), (106, 0.82), (134, 1.16)):
        _quay_crane(b, x, 84, s)
    b.solid(
        [(58, 84), (151, 80), (151, 101), (30, 101)],
        mix(p.warm, p.deep, 0.25),
        0.34,
        7 * np.log1p(np.maximum(b.y - 66, 0) / 4) * 2,
        0.4,
    )
    b.solid([(30, 101), (58, 84), (58, 87), (34, 103)], p.ink, edge=0)
    tints = (p.spot, p.deep, p.sea, p.earth, p.brick, p.green)
    for col, (x, y, n, w) in enumerate(
        ((70, 90, 2, 13), (85, 91, 3, 14), (101, 92.6, 4, 15.4), (118.5, 94.4, 3, 16.6), (137, 96.4, 4, 18))
    ):
        for j in range(n):
            h = w * 0.30
            c = tints[(col * 2 + j * 3) % 6]
            top = y - (j + 1) * h
            b.solid(b.box(x, top, w, h), c, 0.30 + 0.12 * (j == 0), b.x, 0.3)
            b.solid(
                [(x, top), (x - w * 0.16, top - w * 0.05), (x - w * 0.16, top + h - w * 0.05), (x, top + h)],
                mix(c, p.ink, 0.4),
                edge=0.26,
            )
    figure(
        b, 64, 95, 11.5, Look(top="vest", colour="#d98a2b", hat="helmet", cap=p.white, trousers=p.ink), WALK, "right"
    )
    for x in (79, 112):
        b.glow(x, 84, 12, 0.35)
    gulls(b, rng, 4, (10, 70), (14, 40))


def _box_ship(b, rng, hz):
    p = b.p
    tints = (p.spot, p.sea, p.warm, p.deep, p.mist, p.brick)
    for i in range(9):
        for j in range(int(rng.integers(2, 6))):
            b.solid(b.box(16 + i * 6.4, hz + 2 - (j + 1) * 3.3, 6.1, 3.1), tints[int(rng.integers(6))], 0.34, b.x, 0.2)
    b.solid(b.box(5, hz - 18, 9.6, 20), mix(p.paper, p.low, 0.2), 0.2, b.y, 0.28)
    for j in range(4):
        b.flat(b.box(6, hz - 16 + j * 4, 7.6, 1.4), p.glow if j < 2 else p.pane)
    b.solid(b.box(7.6, hz - 25, 4.4, 7), p.spot, 0.3, b.x, 0.26)
    m = b.shape(curve([(-2, hz + 1), (66, hz + 1), (84, hz - 3), (80, hz + 10), (76, hz + 13), (-2, hz + 13)], n=2))
    b.solid(m, mix(p.deep, p.ink, 0.25), np.clip(0.2 + (b.y - hz) / 26, 0, 0.7), b.y, 0.36)
    b.flat(m & (b.y > hz + 10.4), p.spot)


def _quay_crane(b, x, base, s):
    """One quay crane; its boom reaches over the water to the left."""
    p = b.p
    red = p.spot
    q = lambda *pts: [(x + u * s, base + v * s) for u, v in pts]
    for u in (-9, 9):
        b.pen(q((u * 1.25, 0), (u, -46)), 1.7 * s, 1.3 * s, colour=red)
    b.strokes(
        [q((-11, -12), (11, -12)), q((-10, -28), (10, -28)), q((-11, -12), (10, -28)), q((-9, -46), (9, -46))],
        0.9 * s,
        red,
    )
    b.stroke(q((26, -46), (-52, -46)), 1.9 * s, red)
    b.stroke(q((26, -44), (-52, -44.4)), 0.5 * s, mix(red, p.ink, 0.4))
    b.pen(q((-8, -46), (-3, -70), (4, -46)), 1.3 * s, 1.0 * s, 1.2 * s, colour=red)
    b.strokes([q((-3, -69), (-50, -46)), q((-3, -69), (-26, -46)), q((-3, -69), (25, -46))], 0.34 * s)
    b.solid(b.box(x + 10 * s, base - 53 * s, 13 * s, 7 * s), mix(p.paper, p.low, 0.2), 0.25, b.x, 0.28)
    b.strokes([q((-34, -44), (-36, -30)), q((-30, -44), (-29, -30))], 0.2 * s)
    b.solid(q((-40, -30), (-25, -30), (-25, -25), (-40, -25)), p.deep, 0.3, b.x, 0.28)
    b.solid(q((-26, -43.6), (-20, -43.6), (-20, -39), (-26, -39)), p.glow, edge=0.26)
    b.dots([(*q((u, -45))[0], 0.7 * s) for u in (-46, -12, 18)], p.glow)
