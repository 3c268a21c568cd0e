"""St Brannoc’s: the wing on its hill, the corridor at night."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure
from ..stock.houses import wall, window
from ..stock.land import bare, hills, leafy
from ..stock.look import EASE, STAND, passer
from ..stock.place import Plane, Space
from ..stock.sky import sky


def hospital_hill(b, rng):
    """Draw a brick wing on a hill at dusk, three windows lit, a bus stop in front."""
    p = b.p
    sky(b, 74, "cumulus")
    hills(b, rng, 70, 4, 12, colour=mix(p.sea, p.low, 0.2))
    ground = b.shape(curve("-2,82! 20,75 46,70 80,68 116,69 151,76! 151,102! -2,102!"))
    b.solid(
        ground,
        mix(p.green, p.deep, 0.3),
        np.clip(0.34 + (b.y - 70) / 90 + b.noise(12, 4, 5) * 0.12, 0, 0.8),
        b.y * 0.9 - 0.003 * (b.x - 80) ** 2 + b.noise(9, 3, 6) * 0.5,
        0.4,
    )
    brick = mix(p.brick, p.low, 0.08)
    main = Plane([(40, 70), (108, 69), (108, 30), (40, 25)], 20, 12)
    side = Plane([(18, 72.6), (40, 70), (40, 25), (18, 32)], 6, 12)
    wall(b, side, mix(brick, p.ink, 0.28), 0.36, 1.0, 0.4)
    wall(b, main, brick, 0.16, 1.0, 0.4)
    b.solid([(38.6, 25.4), (109, 30.4), (104, 22), (46, 16)], mix(p.deep, p.ink, 0.2), 0.45, b.x * 0.25 + b.y, 0.4)
    b.solid([(16.6, 32.6), (40, 25.4), (46, 16), (28, 23)], mix(p.deep, p.ink, 0.45), 0.55, b.x * 0.3 + b.y, 0.4)
    lit = {(2, 3), (2, 4), (2, 6)}
    for r in range(4):
        for c in range(9):
            window(b, rng, main, 0.7 + c * 2.15, 0.9 + r * 2.8, 1.05, 1.7, (r, c) in lit)
        for c in range(3):
            window(b, rng, side, 0.6 + c * 1.9, 0.9 + r * 2.8, 0.9, 1.7, False)
    tower = [(60, 27), (60, 12), (72, 12.6), (72, 27.6)]
    b.solid(tower, brick, 0.2, b.y, 0.4)
    b.solid([(58.6, 12.4), (66, 3), (73.4, 13)], mix(p.deep, p.ink, 0.25), 0.45, b.x + b.y, 0.36)
    b.solid(b.disc(66, 18.6, 2.7), p.glow, edge=0.4)
    b.strokes([[(66, 18.6), (66, 16.8)], [(66, 18.6), (67.2, 19.4)]], 0.3)
    b.solid(Plane([(70, 69.6), (80, 69.5), (80, 60), (70, 60)], 1, 1).corners, p.glow, 0.1, b.y, 0.4)
    b.solid([(67, 60), (83, 60), (82, 57.6), (68, 57.6)], p.paper, edge=0.3)
    low = b.shape(curve("108,70! 108,52! 140,55! 146,74!"))
    b.solid(low, mix(brick, p.low, 0.15), 0.3, b.y, 0.36)
    for c in range(5):
        b.solid(b.box(112 + c * 6, 58 + c * 0.6, 3, 5.4), p.pane, edge=0.24)
    road = b.shape(curve("71,70! 79,70! 82,76 66,82 52,90 50,102! 14,102! 24,90 50,80 66,75"))
    b.solid(road, mix(p.warm, p.mist, 0.3), 0.2, b.y, 0.34)
    for x, y, s in ((10, 78, 24), (134, 77, 22), (148, 82, 30)):
        leafy(b, rng, x, y, s)
    bare(b, rng, 98, 82, 26)
    _bus_stop(b, rng, 112, 93)
    b.glow(116, 86, 18, 0.35)


def _bus_stop(b, rng, x, y):
    p = b.p
    b.solid([(x - 12, y - 17.4), (x + 13, y - 17.4), (x + 14, y - 15.6), (x - 13, y - 15.6)], p.ink, edge=0)
    b.solid(b.box(x - 11, y - 15.6, 23, 12.6), mix(p.glow, p.mist, 0.5), 0.16, b.x - b.y, 0.34)
    b.strokes([[(x - 11, y), (x - 11, y - 16)], [(x + 12, y), (x + 12, y - 16)], [(x, y - 15), (x, y - 3)]], 0.6)
    b.solid(b.box(x - 8, y - 4.6, 16, 1.3), p.spot, edge=0.26)
    figure(b, x + 5, y, 13.4, passer(rng, p, legs="skirt", style="bob", bag="shoulder", top="coat"), STAND, "front")
    figure(b, x - 4, y + 0.4, 13, passer(rng, p, hat="beanie", top="coat"), EASE, "right")
    b.stroke([(x + 20, y + 1), (x + 20, y - 20)], 0.7)
    b.solid(b.disc(x + 20, y - 21, 2.8), p.spot, edge=0.4)
    b.letters(x + 20, y - 21, "14", 2.6, p.white)


def ward_corridor(b, rng):
    """Draw an empty hospital corridor at night, a whiteboard of names with blank fields near by."""
    p = b.p
    space = Space(92, 44, 1.6, 40)
    half, high, end = 1.9, 2.9, 19
    b.flat(b.y < 200, p.ink)
    sides = {}
    for side in (-1, 1):
        x = side * half
        plane = Plane(
            [space.at(x, 0, 0.7), space.at(x, 0, end), space.at(x, high, end), space.at(x, high, 0.7)], end - 0.7, high
        )
        sides[side] = plane
        b.solid(
            b.shape(plane.corners),
            mix(p.mist, p.warm, 0.4),
            np.clip(0.10 + np.abs(b.x - 92) / 190, 0, 0.5),
            (b.y - 44) / np.maximum(np.abs(b.x - 92), 4) * 42,
            0.4,
        )
        b.flat(b.shape(plane.pts((0, 0.0), (end, 0.0), (end, 0.95), (0, 0.95))), mix(p.sea, p.deep, 0.25), 0.55)
        b.solid(b.shape(plane.pts((0, 0.92), (end, 0.92), (end, 1.06), (0, 1.06))), p.spot, edge=0.24)
    ceiling = b.shape(
        [space.at(-half, high, 0.7), space.at(half, high, 0.7), space.at(half, high, end), space.at(-half, high, end)]
    )
    b.solid(ceiling, mix(p.mist, p.sky, 0.4), 0.35, b.y, 0.3)
    floor = b.shape([space.at(-half, 0, 0.6), space.at(half, 0, 0.6), space.at(half, 0, end), space.at(-half, 0, end)])
    d = np.maximum(b.y - 44, 0.5)
    b.solid(floor, mix(p.sea, p.deep, 0.45), 0.4, 7 * np.log1p(d / 5) * 2 + 0.4 * d, 0.3)
    back = space.front(-half, end, 2 * half, high)
    b.solid(b.shape(back.corners), mix(p.deep, p.sea, 0.5), 0.3, b.y, 0.3)
    for u in (0.5, 1.95):
        b.solid(b.shape(back.quad(u, 0, 1.35, 2.3)), mix(p.deep, p.ink, 0.2), 0.2, b.x, 0.2)
        b.solid(b.shape(back.quad(u + 0.4, 1.3, 0.5, 0.7)), p.glow, edge=0.16)
    for i, z in enumerate((1.5, 2.6, 4.0, 5.8, 8.2, 11.4, 15.4)):
        on = i not in (1, 4)
        q = [
            space.at(-0.5, high, z),
            space.at(0.5, high, z),
            space.at(0.5, high, z * 1.22),
            space.at(-0.5, high, z * 1.22),
        ]
        b.solid(q, "#fff3d0" if on else mix(p.mist, p.deep, 0.4), edge=0.26)
        if on:
            r = [space.at(-0.8, 0, z), space.at(0.8, 0, z), space.at(0.7, 0, z * 1.3), space.at(-0.7, 0, z * 1.3)]
            b.flat(b.shape(r), p.glow, 0.5)
            x, y = space.at(0, high, z * 1.1)
            b.glow(x, y, 0.9 * space.size(z), 0.3)
    for side, z0 in ((-1, 5.4), (-1, 9.0), (1, 2.5), (1, 5.4), (1, 9.4), (-1, 13.4), (1, 14)):
        pl = sides[side]
        u = z0 - 0.7
        b.solid(b.shape(pl.quad(u, 0, 1.25, 2.25)), mix(p.deep, p.ink, 0.1), 0.3, b.x, 0.36)
        lit = (side, z0) in ((1, 5.4),)
        b.solid(b.shape(pl.quad(u + 0.4, 1.3, 0.45, 0.62)), p.glow if lit else p.pane, edge=0.26)
        if lit:
            b.flat(b.shape(pl.pts((u, 0), (u + 1.25, 0), (u + 1.25, 2.25), (u, 2.25))), p.glow, 0.18)
        b.solid(b.shape(pl.quad(u + 0.2, 2.38, 0.85, 0.24)), p.white, edge=0.2)
    # The board.
    pl = sides[-1]
    b.solid(b.shape(pl.quad(0.55, 0.62, 1.9, 1.9)), mix(p.earth, p.ink, 0.2), edge=0.4)
    b.solid(b.shape(pl.quad(0.6, 0.68, 1.8, 1.78)), p.white, edge=0.34)
    cols, rows_ = 7, 9
    for c in range(1, cols):
        b.stroke(pl.pts((0.6 + 1.8 * c / cols, 0.68), (0.6 + 1.8 * c / cols, 2.46)), 0.22, mix(p.deep, p.white, 0.4))
    for r in range(1, rows_):
        b.stroke(
            pl.pts((0.6, 0.68 + 1.78 * r / rows_), (2.4, 0.68 + 1.78 * r / rows_)), 0.22, mix(p.deep, p.white, 0.4)
        )
    for r in range(rows_):
        for c in range(cols):
            u, v = 0.6 + 1.8 * (c + 0.14) / cols, 0.68 + 1.78 * (r + 0.32) / rows_
            blank = (r * 5 + c * 3) % 7 in (1, 4)
            w, h = 1.8 * 0.72 / cols, 1.78 * 0.36 / rows_
            if blank:
                continue
            tint = p.spot if c == 0 else mix(p.ink, p.deep, 0.3)
            b.flat(b.shape(pl.quad(u, v, w * (0.7 + 0.3 * ((r * 7 + c) % 3) / 2), h)), tint)
    _trolley(b, space)


def _trolley(b, space):
    p = b.p
    at = space.at
    z0, z1, x0, x1 = 3.2, 5.2, 0.75, 1.55
    for x, z in ((x1, z1), (x0, z1), (x1, z0), (x0, z0)):
        b.stroke([at(x, 0.12, z), at(x, 0.72, z)], 0.7, p.mist)
        cx, cy = at(x, 0.08, z)
        b.solid(b.disc(cx, cy, 0.09 * space.size(z)), p.ink, edge=0.2)
    top = [at(x0, 0.86, z0), at(x1, 0.86, z0), at(x1, 0.86, z1), at(x0, 0.86, z1)]
    front_ = [at(x0, 0.68, z0), at(x1, 0.68, z0), at(x1, 0.86, z0), at(x0, 0.86, z0)]
    side = [at(x0, 0.68, z0), at(x0, 0.68, z1), at(x0, 0.86, z1), at(x0, 0.86, z0)]
    b.solid(side, mix(p.white, p.sea, 0.35), 0.3, b.y, 0.4)
    b.solid(front_, mix(p.white, p.sea, 0.2), 0.25, b.y, 0.4)
    b.solid(top, p.white, 0.1, b.y, 0.4)
    pillow = [
        at(x0 + 0.1, 0.9, z1 - 0.7),
        at(x1 - 0.1, 0.9, z1 - 0.7),
        at(x1 - 0.1, 1.0, z1 - 0.2),
        at(x0 + 0.1, 1.0, z1 - 0.2),
    ]
    b.solid(curve(pillow), p.white, 0.15, b.x, 0.34)
