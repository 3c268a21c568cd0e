"""In the water and after it."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure
from ..stock.houses import chimney, door, lamp, wall, window
from ..stock.look import Look, Pose
from ..stock.place import Plane, Space
from ..stock.sky import gulls, sky
from ..stock.things import sandbags
from ..stock.water import rows
from .lanes import brick_street

MUD, WET, RIM = "#8a6a45", "#4a3220", "#5a4028"


def flooded_street(b, rng):
    """Draw a street under brown water, a rowing boat tied to a lamp post, lights on upper floors."""
    p, hz = b.p, 44
    sky(b, hz, "overcast")
    b.flat(b.mask((b.y > 22) & (b.y < hz)) & np.clip((b.y - 22) / 22, 0, 1), mix(p.low, p.spot, 0.14), 0.7)
    space = Space(96, hz, 2.9, 36)
    end = space.front(-6, 27, 12, 7)
    wall(b, end, mix(p.brick, p.low, 0.4), 0.2)
    for u in (1, 4.6, 8.4):
        window(b, rng, end, u, 3.6, 1.8, 2, u == 4.6)
    lights = {(-1, 0), (-1, 2), (1, 1), (1, 4), (-1, 5), (1, 2)}
    brick_street(b, rng, space, 4.2, 6.0, lit=lambda side, i: (side, i) in lights)
    wl = 1.35  # the water stands at the window sills
    flood = b.shape(
        [
            space.at(-4.25, wl, 1.2),
            space.at(-4.25, wl, 27),
            space.at(4.25, wl, 27),
            space.at(4.25, wl, 1.2),
            (151, 102),
            (-2, 102),
        ]
    )
    keep = b.a.copy()
    d = np.maximum(b.y - hz, 0.4)
    n = b.grain((b.x - 96) / d * 2.2, 26 / d * 6, 31) * 0.6 + b.grain((b.x - 96) / d * 6, 26 / d * 14, 32) * 0.4
    shift = (n * (0.25 + d * 0.05) * b.k).astype(int)
    # Walls stand upside down in the water: look up along each column to the line where they meet it.
    edge_l, edge_r = 96 - 4.25 / (2.9 - wl) * d, 96 + 4.25 / (2.9 - wl) * d
    src_d = np.where(
        b.x < 96, np.clip((96 - b.x) / 4.25 * (2.9 - wl), 0.4, 90), np.clip((b.x - 96) / 4.25 * (2.9 - wl), 0.4, 90)
    )
    up = np.clip(2 * (hz + src_d) - b.y, 0, 100)
    yy = np.clip((up * b.k).astype(int), 0, b.h - 1)
    xx = np.clip((np.arange(b.w)[None, :] + shift), 0, b.w - 1)
    mirror = keep[yy, xx]
    brown = np.array([142, 118, 86], np.float32)
    m = flood.a[..., None]
    part = b.a[flood.at]
    part += m * ((mirror[flood.at] * 0.36 + brown * 0.64) - part)
    del edge_l, edge_r
    b.cut(flood, np.clip(0.22 + n * 0.5, 0, 0.8), rows(d) + n * 0.25, WET)
    pale = np.clip(n * 0.9 - 0.28, 0, 0.6)
    b.cut(flood, pale, rows(d) + 0.4 + n * 0.25, mix(p.low, MUD, 0.2))
    for side, z in ((-1, 9), (1, 12)):
        x, y = space.at(side * 3.0, wl, z)
        lamp(b, x, y, 3.4 * space.size(z), lit=False)
    lx, ly = space.at(-1.6, wl, 3.6)
    lamp(b, lx, ly + 2, 40, lit=True, glow=0.4)
    _rowing_boat(b, lx + 21, ly + 5.5, 13)
    b.pen(curve([(lx + 8.4, ly + 3.6), (lx + 4, ly + 4.4), (lx + 0.2, ly - 3)], False), 0.4, 0.4, 0.4)
    b.stroke([(lx - 1.2, ly - 3.2), (lx + 1.2, ly - 3.2)], 1.2, "#cdb27c")
    for x, y, t in ((118, 88, -6), (30, 91, 12), (136, 76, 4)):
        _drift(b, x, y, t)
    _bin(b, 124, 64)
    gulls(b, rng, 3, (70, 124), (8, 26))


def _rowing_boat(b, x, y, s):
    p = b.p
    q = lambda text: [(x + u * s, y + v * s) for u, v in curve(text)]
    b.cut(b.shape(q("-1,.2 0,.3 1,.16 .9,.5 0,.62 -.9,.5")), 0.7, b.y, WET)
    inner = b.shape(q("-.96,-.20! 0,-.34 1.02,-.30! .5,-.04 -.5,.0"))
    b.solid(inner, mix(p.earth, p.ink, 0.35), 0.4, b.y, 0.4)
    for u in (-0.4, 0.18):
        b.solid(q(f"{u},-.30! {u + 0.16},-.30! {u + 0.2},-.02! {u + 0.02},-.02!"), mix(p.earth, p.low, 0.2), edge=0.26)
    side = b.shape(q("-.98,-.20! -.5,-.02 .5,-.06 1.06,-.32! .84,.14 .5,.30! -.66,.30!"))
    b.solid(side, p.spot, np.clip(0.16 + (b.y - y) / s * 0.8, 0, 0.75), b.y, 0.46)
    b.stroke(
        curve(
            [
                (x - 0.98 * s, y - 0.2 * s),
                (x - 0.5 * s, y - 0.02 * s),
                (x + 0.5 * s, y - 0.06 * s),
                (x + 1.05 * s, y - 0.31 * s),
            ],
            False,
        ),
        0.8,
        p.paper,
    )
    b.pen(q("-.7,-.3 .9,-.02")[:8], 0.7, 0.7, colour=p.earth)


def _drift(b, x, y, turn):
    """A plank or a crate that floats."""
    p = b.p
    c = np.cos(np.radians(turn))
    b.solid(
        [
            (x - 6, y - turn * 0.06),
            (x + 6 * c, y + turn * 0.06),
            (x + 6.6 * c, y + 1.2 + turn * 0.06),
            (x - 5.6, y + 1.3 - turn * 0.06),
        ],
        mix(p.earth, p.low, 0.3),
        0.2,
        b.y,
        0.26,
    )
    b.pen([(x - 8, y + 2), (x, y + 2.5), (x + 8, y + 2)], 0.1, 0.5, 0.1, colour=mix(p.low, MUD, 0.1))


def _bin(b, x, y):
    p = b.p
    b.solid([(x - 2.4, y), (x - 3, y - 5.6), (x + 2.6, y - 6.6), (x + 3, y - 0.6)], p.green, 0.3, b.x, 0.3)
    b.pen([(x - 5, y + 0.4), (x, y + 0.8), (x + 5, y + 0.2)], 0.1, 0.6, 0.1, colour=p.low)


def tide_mark(b, m, y, seed=0):
    """Stain a mask up to a line at y, with its rim."""
    line = y + 0.5 * np.sin(b.x * 0.16 + seed) + b.noise(7, 60, 60 + seed)[:1] * 0.5
    low = m & b.below(line)
    b.flat(low, MUD, 0.46)
    b.cut(low, np.clip(0.22 + b.noise(8, 5, 61 + seed) * 0.22, 0, 0.5), b.y + b.noise(7, 4, 62 + seed) * 0.8, WET)
    b.flat(low - b.below(line + 1.3), RIM, 0.85)
    return low


def doors_line(b, rng):
    """Draw a row of front doors, each with a brown line across it at one height."""
    p = b.p
    colours = (p.deep, p.spot, mix(p.green, p.deep, 0.2), p.glow)
    wall_ = b.mask(b.y < 200)
    b.flat(wall_, mix(p.brick, p.low, 0.12))
    for r in range(26):
        for i in range(13):
            x, y = i * 12 + (r % 2) * 6 - 6, r * 4
            if rng.random() < 0.5:
                b.flat(b.box(x, y, 11, 3.4), mix(p.brick, p.ink, rng.uniform(0.02, 0.22)), 0.7)
    b.strokes([[(-1, r * 4 - 0.3), (151, r * 4 - 0.3)] for r in range(26)], 0.24, mix(p.brick, p.ink, 0.5))
    for i in range(4):
        x = 5 + i * 37.2
        pl = Plane([(x, 92), (x + 26, 92), (x + 26, 12), (x, 12)], 26, 80)
        b.solid(b.box(x - 4.4, 5, 34.8, 88), mix(p.paper, p.warm, 0.3), 0.08, b.x, 0.42)
        door(b, rng, pl, 0, 26, 78, colours[i], False, step=False)
        b.letters(x + 13, 33, str(14 + i * 2), 4.4, p.ink if i == 3 else p.glow)
        b.solid(b.box(x + 8, 58, 10, 2.8), p.glow, 0.3, b.y, 0.3)
        b.solid(b.box(x - 6, 92, 38, 4.4), mix(p.mist, p.warm, 0.3), 0.2, b.y, 0.4)
        if i == 1:
            b.solid([(x + 6, 40), (x + 19, 39), (x + 19.6, 50), (x + 6.6, 51)], p.white, edge=0.3)
            b.strokes([[(x + 8, 43 + k * 2), (x + 17 - k, 42.4 + k * 2)] for k in range(3)], 0.5, p.spot)
    tide_mark(b, b.mask(b.y < 92), 49)
    b.solid(b.box(-1, 95.4, 152, 6), mix(p.warm, p.mist, 0.3), 0.3, b.x, 0.4)
    for x in (30, 107):
        boots(b, x, 95.4, 9)


def boots(b, x, y, h, colour=None):
    """Draw a pair of wellingtons."""
    p = b.p
    colour = colour or mix(p.green, p.ink, 0.4)
    for k in (0.0, 0.62):
        q = [
            (x + (u + k) * h, y + v * h) for u, v in curve("-.02,-1! .40,-1! .38,-.34 .66,-.20 .70,0! -.06,0! -.04,-.4")
        ]
        b.solid(q, mix(colour, p.ink, 0.25 * (k == 0)), np.clip(0.2 + (b.x - x - k * h) / h * 0.5, 0, 0.75), b.y, 0.32)
        b.flat(b.box(x + (k - 0.06) * h, y - 0.08 * h, 0.76 * h, 0.08 * h), p.ink)


def terrace_carpet(b, rng):
    """Draw brick terraces with a tide line at window height, sandbags, a carpet over a railing."""
    p, y = b.p, 62
    sky(b, 40, "cumulus")
    plane = Plane([(-4, 74), (154, 60), (154, 20), (-4, 6)], 30, 9)
    b.solid([(-4, 6), (154, 20), (154, 14), (-4, -3)], mix(p.deep, p.ink, 0.2), 0.45, b.y - 0.08 * b.x, 0.4)
    wall(b, plane, mix(p.brick, p.low, 0.10), 0.14, 1.0, 0.4, tide=None)
    for i in range(5):
        u = i * 6.0
        for k in (0.7, 3.4):
            window(b, rng, plane, u + k, 5.4, 1.8, 2.2, i == 3 and k > 1)
        window(b, rng, plane, u + 3.2, 1.6, 2.2, 2.4, False)
        door(b, rng, plane, u + 0.8, 1.5, 3.8, (p.green, p.spot, p.deep, p.earth, p.ink)[i])
        b.stroke(plane.pts((u + 5.9, 0), (u + 5.9, 9)), 0.5, mix(p.deep, p.ink, 0.2))
        x, yy = plane.at(u + 5.6, 9)
        chimney(b, x - 2, yy - 6 + i * 1.0, 8 - i * 0.6)
    fu, fv = plane.fields(b)
    m = b.shape(plane.corners)
    line = 2.55 + 0.05 * np.sin(fu * 1.7)
    s = plane.size(15, 2)
    low = m & np.clip((line - fv) * s * b.k + 0.5, 0, 1)
    b.flat(low, MUD, 0.42)
    b.cut(low, 0.22, fv * s + b.noise(9, 4, 6) * 0.6, WET)
    b.flat(low & np.clip((fv - line + 0.16) * s * b.k, 0, 1), RIM, 0.9)
    ground = b.shape([(-4, 74), (154, 60), (154, 102), (-4, 102)])
    stone = mix(p.warm, p.mist, 0.25)
    b.solid(ground, stone, 0.14, b.y - 0.06 * b.x, 0.36)
    lines = [[(-4, 74 + k * (9 + k * 3)), (154, 60 + k * (9 + k * 3))] for k in (1, 2)]
    lines += [[(i * 17 - 20, 75.6 - i * 1.2 - 1.4), (i * 24 - 50, 102)] for i in range(11)]
    b.strokes(lines, 0.28, mix(stone, p.ink, 0.5))
    sandbags(b, rng, 6, 77.4, 6, 3, 1.15)
    sandbags(b, rng, 112, 66.6, 4, 2, 0.8)
    rail = [[(58 + i * 5.4, 95 - i * 0.5), (58 + i * 5.4, 70 - i * 0.5)] for i in range(14)]
    b.strokes([*rail, [(56, 70.2), (134, 63)], [(56, 90), (134, 83.2)]], 0.9, p.ink)
    for x, yy in ((56, 71), (134, 63.6)):
        b.solid(b.disc(x, yy - 1, 1.7), p.ink, edge=0)
    rug = b.shape(curve("68,68! 112,64! 113,92 104,94.6 88,95 72,97! 69,84"))
    b.flat(rug, p.spot)
    along = b.x * 0.09 + b.y
    b.flat(rug & (((along + 3) % 12) < 2.2), p.glow)
    b.flat(rug & (((along + 9) % 12) < 1.6), p.deep)
    for i in range(4):
        for j in range(3):
            cx, cy = 74 + i * 9.6, 74.6 - i * 0.85 + j * 8
            d = b.shape([(cx, cy - 2.6), (cx + 2.4, cy), (cx, cy + 2.6), (cx - 2.4, cy)])
            b.flat(d & rug, mix(p.paper, p.spot, 0.15))
    b.cut(rug, np.clip(0.14 + (b.y - 84) / 40 + 0.18 * np.sin(b.x * 0.5), 0, 0.6), b.x + b.y * 0.1, p.ink)
    b.edge(rug, 0.44)
    b.strokes([[(72 + i * 2.2, 96.6 - i * 0.2), (72 + i * 2.2, 99 - i * 0.2)] for i in range(19)], 0.3, p.glow)
    figure(
        b,
        42,
        90,
        27,
        Look(top="jumper", colour=p.deep, trousers=p.ink, style="bun", hair="#4d3526", skin="#c79069"),
        Pose(feet=((-0.5, 0), (0.4, 0)), hands=((-0.9, -3.6), (1.5, -5.2))),
        "front",
    )
    b.pen([(47.6, 71.6), (50, 98)], 0.8, 0.8, colour=p.earth)
    b.solid([(47.6, 96), (53, 95.4), (54, 100), (47, 100.4)], mix(p.glow, p.earth, 0.3), 0.4, b.x, 0.3)
    gulls(b, rng, 3, (80, 140), (3, 10))
    del y
