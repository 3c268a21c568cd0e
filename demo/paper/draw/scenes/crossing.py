"""The Crossing under construction."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure
from ..stock.land import grass, hills
from ..stock.look import EASE, STAND, Look
from ..stock.place import Space
from ..stock.sky import gulls, sky, sun
from ..stock.water import ripple, sea


def _pier(b, space, x, z, scaffold=False, haze=0.0):
    """Draw one pier of the bridge: a column under a hammerhead, without a deck."""
    p = b.p
    far = mix(p.low, p.sky, 0.5)
    tint = lambda c: mix(c, far, haze)
    k = space.size(z)
    at, line = space.at, float(np.clip(0.045 * k, 0.1, 0.4))
    deep = 1.9
    side = [at(x + 1.1, 0.6, z), at(x + 1.1, 0.6, z + deep), at(x + 1.1, 10.6, z + deep), at(x + 1.1, 10.6, z)]
    b.solid(side, tint(p.deep), 0.55, b.y, line, tint(p.ink))
    head_side = [at(x + 3.0, 10.9, z), at(x + 3.0, 10.9, z + deep), at(x + 3.0, 12.4, z + deep), at(x + 3.0, 12.4, z)]
    b.solid(head_side, tint(p.deep), 0.5, b.y, line, tint(p.ink))
    under = [at(x + 1.1, 9.4, z), at(x + 3.0, 10.9, z), at(x + 3.0, 10.9, z + deep), at(x + 1.1, 9.4, z + deep)]
    b.flat(b.shape(under), tint(p.ink))
    shape = [(-1.1, 0.6), (1.1, 0.6), (1.1, 9.4), (3.0, 10.9), (3.0, 12.4), (-3.0, 12.4), (-3.0, 10.9), (-1.1, 9.4)]
    face = b.shape([at(x + u, v, z) for u, v in shape])
    cx = at(x, 0, z)[0]
    b.flat(face, tint(mix(p.paper, p.warm, 0.3)))
    b.cut(face, np.clip(0.20 + (b.x - cx) / (2.6 * k) * 0.5, 0.04, 0.8), b.y, tint(mix(p.deep, p.ink, 0.3)), 0.95)
    for v in (3.0, 5.4, 7.8):
        b.stroke([at(x - 1.1, v, z), at(x + 1.1, v, z)], line * 0.5, tint(p.deep))
    b.edge(face, line, tint(p.ink))
    foot = [
        at(x - 2.4, 0.9, z - 0.4),
        at(x + 2.2, 0.9, z - 0.4),
        at(x + 2.2, -0.4, z - 0.4),
        at(x - 2.4, -0.4, z - 0.4),
    ]
    b.solid(foot, tint(p.deep), 0.5, b.y, line, tint(p.ink))
    if scaffold:
        rods = []
        for u in (-1.7, -0.6, 0.6, 1.7):
            rods.append([at(x + u, 0.6, z), at(x + u, 13.4, z)])
        for v in range(1, 14):
            rods.append([at(x - 1.7, v, z), at(x + 1.7, v, z)])
        b.strokes(rods, max(0.13, 0.06 * k), tint(p.spot))


def _shadow(b, space, x, z, tone):
    p, k = b.p, space.size(z)
    (x0, y0), (x1, _) = space.at(x - 1.4, -0.4, z), space.at(x + 1.4, -0.4, z)
    m = b.shape([(x0, y0), (x1, y0), (x1 + 0.5 * k, y0 + 5.6 * k), (x0 + 0.2 * k, y0 + 5.2 * k)])
    n = b.noise(5, 1.1, 61)
    b.cut(m & np.clip(1.3 + n - (b.y - y0) / (4.2 * k), 0, 1), tone + n * 0.2, b.y, p.deep)


def piers(b, rng):
    """Draw the piers that walk out from the bank into grey water; the last have scaffolding."""
    p, hz = b.p, 57
    sky(b, hz, "streaks")
    sun(b, 116, hz - 3.4, 5.2, hz)
    hills(b, rng, hz, 0.8, 5.0, 84, 150, mix(p.sea, p.low, 0.45))
    sea(b, hz, 0.45, 0.55, 0.30, path=116)
    space = Space(122, hz - 0.3, 2.6, 60)
    x, zs = -15.4, [10.6 + 6.4 * i for i in range(24)]
    for i in reversed(range(24)):
        _shadow(b, space, x, zs[i], 0.55 - 0.012 * i)
        _pier(b, space, x, zs[i], scaffold=i > 3, haze=min(0.6, i * 0.028))
    _crane_barge(b, 95.5, hz + 2.4, 0.78)
    for u, v, s in ((64, 74, 1.0), (71, 66, 0.6)):
        b.pen([(u, v), (u + 3.4 * s, v - 0.5 * s), (u + 7 * s, v)], 0.1, 0.5, 0.1, colour=p.white)
    _bank(b, rng)
    gulls(b, rng, 5, (62, 140), (8, 34))


def _crane_barge(b, x, y, s):
    p = b.p
    q = lambda *points: [(x + u * s, y + v * s) for u, v in points]
    b.solid(q((-15, 0), (20, 0), (17, 4.4), (-12.6, 4.4)), mix(p.deep, p.ink, 0.4), 0.3, b.y, 0.28)
    b.solid(q((-3, -6.4), (6.4, -6.4), (6.4, 0), (-3, 0)), p.spot, 0.25, b.x, 0.26)
    b.solid(q((-2, -5.4), (1.4, -5.4), (1.4, -2.8), (-2, -2.8)), p.pane, edge=0.2)
    top = (-21, -49)
    for a in (0, 2.4):
        b.stroke(q((-1 + a, -6), (top[0] + a * 0.3, top[1])), 0.5 * s, p.spot)
    rungs = []
    for j in range(16):
        t, t1 = j / 16, (j + 1) / 16
        rungs.append(
            q((-1 + (top[0] + 1) * t, -6 + (top[1] + 6) * t), (1.4 + (top[0] - 0.7) * t1, -6 + (top[1] + 6) * t1))
        )
    b.strokes(rungs, 0.22 * s, p.spot)
    b.strokes([q(top, (6, -6.4)), q(top, (top[0], -18))], 0.18)
    b.solid(q((top[0] - 2.6, -18), (top[0] + 2.6, -18), (top[0] + 2.6, -15), (top[0] - 2.6, -15)), p.ink, edge=0)
    ripple(b, x + 2 * s, y + 5.2 * s, 16 * s, 3)


def _bank(b, rng):
    """The bank in front: blocks of stone, grass, somebody with a dog."""
    p = b.p
    top = curve("-4,84 14,84.6 40,87 66,92 92,97.4 110,102 -4,104!", True)
    m = b.solid(top, mix(p.green, p.earth, 0.45), 0.34, b.y * 0.8 + b.x * 0.3, 0.4)
    for _ in range(46):
        x = rng.uniform(0, 96)
        y = 85.4 + x * 0.13 + rng.uniform(0, 5)
        r = rng.uniform(1.2, 3.2)
        stone = [
            (x - r, y + r * 0.5),
            (x - r * 0.7, y - r * 0.5),
            (x + r * 0.3, y - r * 0.7),
            (x + r, y),
            (x + r * 0.6, y + r * 0.6),
        ]
        tint = mix(p.mist, p.earth, rng.uniform(0.1, 0.5))
        b.solid(
            b.shape(stone),
            tint,
            np.clip(0.2 + (b.x - x) / r * 0.2, 0, 0.7),
            b.y + b.x * 0.3,
            0.26,
            mix(tint, p.ink, 0.7),
        )
    grass(b, rng, 90, (0, 92, 78, 101), (2, 4.4))
    figure(b, 35, 90, 14.5, Look(top="coat", colour=p.deep, style="bob", hair="#4d3526", scarf=p.spot), EASE, "back")
    dog(b, 43.5, 91, 4.4)
    return m


def dog(b, x, y, s, colour=None, flip=False):
    """Draw a dog that stands and looks."""
    k = -1 if flip else 1
    colour = colour or mix(b.p.earth, b.p.ink, 0.5)
    q = lambda text: [(x + u * s * k, y + v * s) for u, v in curve(text)]
    for u in (-0.62, -0.40, 0.42, 0.60):
        b.pen([(x + u * s * k, y - 0.6 * s), (x + (u + 0.03) * s * k, y)], 0.20 * s, 0.13 * s, colour=colour)
    b.flat(
        b.shape(
            q(
                "-.75,-.80 -.5,-.98 .3,-.96 .62,-1.06 .74,-1.42 .96,-1.52 1.06,-1.36 1.34,-1.24 "
                "1.30,-1.08 1.0,-1.04 .84,-.7 .6,-.46 -.2,-.5 -.7,-.5"
            )
        ),
        colour,
    )
    b.flat(b.shape(q("-.7,-.8 -1.0,-1.2 -1.04,-1.5 -.94,-1.44 -.86,-1.1 -.6,-.86")), colour)


def piers_fog(b, rng):
    """Draw a line of piers that leads over flat water and is lost in fog."""
    p, hz = b.p, 50
    b.roll(b.y < 200, p.sky, p.low, mix(p.low, p.sky, 0.25), start=0, end=60)
    b.cut(b.y < hz, np.clip(0.26 - b.y / 150, 0, 0.4), b.y, p.rule)
    sea(b, hz, 0.05, 0.34, 0.05, ink=mix(p.deep, p.low, 0.25))
    space = Space(30, hz, 3.2, 62)
    fade = mix(p.low, p.sky, 0.3)
    for i in reversed(range(11)):
        z = 10.6 + i * 5.0
        _pier_left(b, space, 14.6, z, min(0.97, 0.02 + i * 0.115), fade)
    b.haze(np.clip(0.75 - np.abs(b.y - hz) / 14, 0, 0.75) * np.clip(1.1 - b.x / 110, 0, 1), fade)
    figure_in_boat(b, 42, 78)
    gulls(b, rng, 3, (20, 60), (14, 30), mix(p.ink, p.low, 0.3))


def _pier_left(b, space, x, z, haze, far):
    """A pier to the right of the eye: its left side is seen; mirrored in still water."""
    p = b.p
    k, at = space.size(z), space.at
    tint = lambda c: mix(c, far, haze)
    line = float(np.clip(0.045 * k, 0.08, 0.4)) * (1 - haze * 0.6)
    for flip in (-1, 1):
        y = lambda v, f=flip: v if f > 0 else -v * 0.92
        t = (lambda c: mix(tint(c), p.water, 0.55)) if flip < 0 else tint
        deep = 1.9
        b.flat(
            b.shape(
                [
                    at(x - 1.1, y(0.6), z),
                    at(x - 1.1, y(0.6), z + deep),
                    at(x - 1.1, y(10.6), z + deep),
                    at(x - 1.1, y(10.6), z),
                ]
            ),
            t(p.deep),
        )
        b.flat(
            b.shape(
                [
                    at(x - 3.0, y(10.9), z),
                    at(x - 3.0, y(10.9), z + deep),
                    at(x - 3.0, y(12.4), z + deep),
                    at(x - 3.0, y(12.4), z),
                ]
            ),
            t(p.deep),
        )
        shape = [(-1.1, 0.6), (1.1, 0.6), (1.1, 9.4), (3.0, 10.9), (3.0, 12.4), (-3.0, 12.4), (-3.0, 10.9), (-1.1, 9.4)]
        face = b.shape([at(x + u, y(v), z) for u, v in shape])
        cx = at(x, 0, z)[0]
        b.flat(face, t(p.paper))
        b.cut(face, np.clip(0.22 - (b.x - cx) / (2.6 * k) * 0.5, 0.04, 0.75) * (1 if flip > 0 else 0.7), b.y, t(p.deep))
        if flip > 0:
            b.edge(face, line, t(p.ink))
            foot = [at(x - 2.4, 0.9, z), at(x + 2.2, 0.9, z), at(x + 2.2, -0.1, z), at(x - 2.4, -0.1, z)]
            b.solid(foot, t(p.deep), 0.4, b.y, line, t(p.ink))
    if haze < 0.6:
        for i in range(9):
            yy = at(x, 0, z)[1] + (1.2 + i * 1.9) * k * 0.22
            b.stroke([(at(x - 3.4, 0, z)[0], yy), (at(x + 3.4, 0, z)[0], yy)], 0.22, mix(p.water, p.white, 0.5))


def figure_in_boat(b, x, y):
    """A small open boat with one person at the oars, far out on flat water."""
    p = b.p
    figure(b, x, y + 1.4, 11, Look(top="jumper", colour=p.spot, hat="beanie", cap=p.ink), STAND, "right")
    m = b.shape(curve([(x - 9, y - 1.6), (x, y - 1.0), (x + 10, y - 2.2), (x + 7, y + 1.8), (x - 7, y + 1.8)]))
    b.solid(m, p.deep, 0.3, b.y, 0.3)
    for u in (-1, 1):
        b.pen([(x + 1.5, y - 3), (x + u * 9, y + 3.4)], 0.25, 0.45, colour=mix(p.earth, p.ink, 0.3))
    ripple(b, x, y + 2.6, 9, 4, mix(p.deep, p.low, 0.4))
