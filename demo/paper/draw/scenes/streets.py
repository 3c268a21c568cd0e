"""Streets: trams, shops, doors, people out of doors."""

import math

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure, umbrella
from ..stock.houses import chimney, door, front, lamp, old_front, row, shop_front, wall, wall_colour, window
from ..stock.land import bare, cobbles, hills, leafy
from ..stock.look import CARRY, EASE, POCKETS, POINT, READ, RUN, STAND, STEP, WALK, Look, passer
from ..stock.place import Plane, Space, upright
from ..stock.sky import gulls, moon, rain, sky, stars, sun
from ..stock.things import sandbags
from ..stock.water import mirror


def pavement(b, y, deep=7, colour=None, road=None, vx=75.0):
    """Draw a pavement along the foot of houses, a kerb and the road before it."""
    p = b.p
    road = road or mix(p.sea, p.warm, 0.4)
    cobbles(b, y - 22, y + deep, road, vx=vx, size=1.1, tone=0.42)
    stone = colour or mix(p.warm, p.mist, 0.2)
    m = b.box(-1, y, 152, deep)
    b.flat(m, stone)
    slabs = [[(-1, y + deep * 0.42), (151, y + deep * 0.42)]]
    for i in range(17):
        x = i * 10 - 6
        slabs.append([(vx + (x - vx) * 1.0, y), (vx + (x - vx) * 1.06, y + deep * 0.42)])
        slabs.append([(vx + (x + 5 - vx) * 1.06, y + deep * 0.42), (vx + (x + 5 - vx) * 1.14, y + deep)])
    b.strokes(slabs, 0.2, mix(stone, p.ink, 0.5))
    b.solid(b.box(-1, y + deep, 152, 1.5), mix(p.mist, p.paper, 0.3), 0.3, b.x, 0.26)


def tram(b, x, y, w, lit, heads=(0, 3, 4), rng=None):
    """Draw a tram from the side; its wheels stand at y."""
    p, h = b.p, w * 0.27
    white = mix(p.paper, p.low, 0.1)
    top = y - h
    b.strokes(
        [
            [(x + w * 0.44, top), (x + w * 0.50, top - h * 0.36), (x + w * 0.44, top - h * 0.62)],
            [(x + w * 0.38, top - h * 0.62), (x + w * 0.52, top - h * 0.62)],
        ],
        0.5,
    )
    m = b.shape(
        curve(
            [
                (x, y - 0.06 * h),
                (x - 0.008 * w, y - 0.5 * h),
                (x + 0.03 * w, top),
                (x + 0.97 * w, top),
                (x + 1.008 * w, y - 0.5 * h),
                (x + w, y - 0.06 * h),
            ],
            n=3,
        )
    )
    b.flat(m, white)
    b.flat(m & (b.y > y - h * 0.36), p.spot)
    b.flat(m & (b.y > top) & (b.y < top + h * 0.13), mix(p.deep, p.ink, 0.2))
    b.cut(
        m,
        np.clip(0.10 + (b.y > y - h * 0.36) * 0.12 + (b.y - y + h * 0.2) / h * 0.5, 0.05, 0.6),
        b.y,
        mix(p.spot, p.ink, 0.65),
    )
    b.edge(m, 0.42)
    b.flat(m & (b.y > y - h * 0.40) & (b.y < y - h * 0.36), p.glow)
    n = 8
    for i in range(n):
        wx, ww = x + w * (0.045 + i * 0.1175), w * 0.095
        glass = p.glow if lit else p.pane
        if i in (2, 5):
            g = b.box(wx + w * 0.004, top + h * 0.20, ww, h * 0.72)
            b.solid(g, glass, 0.12, b.y, 0.34)
            b.stroke([(wx + w * 0.004 + ww / 2, top + h * 0.20), (wx + w * 0.004 + ww / 2, y - h * 0.08)], 0.4)
        else:
            g = b.box(wx, top + h * 0.22, ww, h * 0.36)
            b.solid(g, glass, 0.16 if lit else 0.3, b.y if lit else b.y + 0.5 * b.x, 0.34, mix(glass, p.ink, 0.4))
            if i in heads:
                hx = wx + ww * 0.5
                look = mix(p.ink, p.deep, 0.3)
                b.flat(
                    b.shape(
                        curve(
                            [
                                (hx - 2.0 * w / 92, top + h * 0.58),
                                (hx - 1.6 * w / 92, top + h * 0.46),
                                (hx + 1.6 * w / 92, top + h * 0.46),
                                (hx + 2.0 * w / 92, top + h * 0.58),
                            ]
                        )
                    ),
                    look,
                )
                b.flat(b.disc(hx, top + h * 0.39, 0.95 * w / 92, 1.2 * w / 92), look)
    b.solid(b.box(x + w * 0.40, top + h * 0.025, w * 0.14, h * 0.085), p.ink, edge=0)
    b.letters(x + w * 0.47, top + h * 0.068, "4  NORTHDOCK", h * 0.066, p.glow)
    b.flat(b.box(x + w * 0.06, y - h * 0.06, w * 0.88, h * 0.10), p.ink)
    for u in (0.12, 0.22, 0.44, 0.56, 0.78, 0.88):
        b.solid(b.disc(x + w * u, y, h * 0.10), mix(p.ink, p.sea, 0.3), edge=0.5)


def tram_stop(b, rng):
    """Draw a noticeboard at a stop with one card on it, near by; a tram stands behind."""
    p, y = b.p, 60
    sky(b, 40, "overcast")
    row(b, rng, y, (16, 26), (12, 17), shops=0.8)
    pavement(b, y, 6)
    b.strokes([[(-2, 22), (152, 24)], [(-2, 20.6), (152, 22.6)]], 0.2)
    for k in (0, 1):
        b.stroke([(-2, 75 + k * 4), (152, 75 + k * 4)], 0.5, mix(p.ink, p.deep, 0.3))
    tram(b, -14, 76, 92, False, (1, 3, 6), rng)
    for x, view, pose in ((84, "left", EASE), (70, "front", POCKETS)):
        figure(b, x, 84, 20, passer(rng, p), pose, view)
    m = b.mask(b.y > 90)
    b.flat(m, mix(p.warm, p.mist, 0.2))
    b.strokes(
        [[(i * 24 - 10, 90), (i * 28 - 30, 101)] for i in range(8)] + [[(-1, 90), (151, 90)]],
        0.3,
        mix(p.warm, p.ink, 0.5),
    )
    for x in (97, 143):  # the board
        b.solid(b.box(x - 1.4, 6, 3, 94), mix(p.deep, p.ink, 0.3), np.clip(0.2 + (b.x - x) / 5, 0, 0.8), b.y, 0.36)
    b.solid(b.box(92, 10, 56, 62), mix(p.earth, p.low, 0.18), 0.16, b.x * 0.5 + b.y, 0.6)
    b.solid(b.box(92, 5, 56, 8), p.deep, 0.25, b.y, 0.5)
    b.letters(120, 9, "TERNSIDE   4", 4.4, p.white)
    b.solid(b.box(97, 18, 17, 24), mix(p.paper, p.sea, 0.2), edge=0.3)
    rows_ = [[(99, 22 + i * 2.2), (112 - (i % 3), 22 + i * 2.2)] for i in range(9)]
    b.strokes(rows_, 0.32, mix(p.deep, p.paper, 0.3))
    b.solid([(131, 50), (145, 51.4), (143.6, 67), (129.8, 65.4)], mix(p.mist, p.paper, 0.3), edge=0.26)
    b.strokes([[(132, 54 + i * 2.3), (142, 55 + i * 2.3)] for i in range(4)], 0.28, mix(p.deep, p.paper, 0.4))
    card = [(117, 22), (143, 20.4), (144, 43), (118, 45)]
    b.flat(b.shape([(x + 0.9, yy + 1.2) for x, yy in card]), mix(p.earth, p.ink, 0.5))
    b.solid(card, p.white, edge=0.4)
    b.letters(130.6, 27.6, "TO LET", 5.6, p.spot, -3.4)
    b.strokes([[(120.6, 32 + i * 2.1), (140.6 - (i * 3 % 5), 30.8 + i * 2.1)] for i in range(3)], 0.5, p.ink)
    for i in range(9):
        x = 119.4 + i * 2.7
        b.solid(
            [(x, 39.6 - i * 0.16), (x + 2.2, 39.5 - i * 0.16), (x + 2.3, 44.6 - i * 0.16), (x + 0.2, 44.7 - i * 0.16)]
            if i not in (1, 2, 5, 6)
            else [(x, 39.4), (x + 0.1, 39.4), (x, 39.5)],
            p.white,
            edge=0.22,
        )
    b.solid(b.disc(130.4, 22.6, 1.0), p.spot, edge=0.26)
    for x, yy in ((100, 50), (108, 60), (122, 55), (102, 66)):
        b.solid(b.disc(x, yy, 0.7), p.glow, edge=0.2)


def last_tram(b, rng):
    """Draw the last tram, lit, at the yard gate; two people in work jackets run for its door."""
    p, y = b.p, 66
    sky(b, y, "clear")
    stars(b, 36, 60)
    for i in range(4):  # sheds and a gantry of the yard behind
        x = 92 + i * 16
        b.solid(
            [(x, y), (x, 40), (x + 13, 32), (x + 13, 40), (x + 16, 40), (x + 16, y)],
            mix(p.deep, p.ink, 0.2),
            0.36,
            b.x,
            0.3,
        )
        b.solid(b.box(x + 3, 45, 8, 5), p.glow if i % 2 == 0 else p.pane, edge=0.26)
    red = mix(p.spot, p.ink, 0.15)
    for x in (60, 84):
        b.pen([(x - 4, y), (x, 14)], 1.1, 0.8, colour=red)
        b.pen([(x + 4, y), (x, 14)], 1.1, 0.8, colour=red)
    b.stroke([(48, 13), (104, 13)], 1.9, red)
    b.dots([(52, 13, 0.6), (72, 13, 0.6), (92, 13, 0.6)], p.glow)
    row(b, rng, y, (34, 42), (11, 14), -4, 44)
    pavement(b, y, 5)
    b.strokes([[(-2, 26), (152, 22)], [(-2, 24.6), (152, 20.6)]], 0.18)
    for x in (20, 128):
        lamp(b, x, y + 3, 36)
    b.glow(62, 70, 76, 0.55, ry=32)
    for k in (0, 1):
        b.stroke([(-2, 84 + k * 4), (152, 84 + k * 4)], 0.5, p.mist)
    tram(b, 18, 85, 88, True, (0, 3, 6), rng)
    pool = np.exp(-(((b.x - 62) / 40) ** 2)) * np.clip((b.y - 86) / 3, 0, 1) * np.clip((101 - b.y) / 12, 0, 1)
    b.flat(b.mask(pool * 0.45), p.glow)
    for x, yy, c, hat in ((112, 95, "#c9563a", "helmet"), (128, 97, "#c79a4b", "beanie")):
        b.cut(b.shape(curve([(x + 2, yy), (x + 18, yy + 2.4), (x + 17, yy + 3.4), (x - 2, yy + 0.8)])), 0.7, b.y, p.ink)
        figure(
            b,
            x,
            yy,
            25,
            Look(
                top="vest",
                colour=c,
                trousers=p.deep,
                hat=hat,
                cap=p.glow if hat == "helmet" else p.deep,
                skin="#c79069" if hat == "helmet" else "#efd6bf",
                bag="",
            ),
            RUN,
            "left",
        )


def shopping_lane(b, rng):
    """Draw a narrow lane of small shops with awnings; one of them, near by, is to let."""
    p, hz = b.p, 56
    sky(b, hz, "cumulus")
    space = Space(62, hz, 1.7, 30)
    cobbles(b, hz, hz, mix(p.warm, p.mist, 0.25), vx=62, size=0.7)
    end = space.front(-5, 26, 10, 11)
    wall(b, end, mix(p.warm, p.low, 0.3), 0.16)
    front(b, rng, end, mix(p.warm, p.low, 0.3), 3, 3, doors={1})
    x, y = space.at(0, 13, 26)
    b.solid(
        [(x - 2.4, y + 3), (x - 2.4, y - 5), (x, y - 11), (x + 2.4, y - 5), (x + 2.4, y + 3)],
        mix(p.deep, p.low, 0.25),
        0.4,
        b.x,
        0.3,
    )
    for side in (-1, 1):
        zs = [0.86, 1.9, 3.3, 5.0, 7.2, 10.0, 13.6, 18.2, 24]
        last = None
        for i in reversed(range(8)):
            z0, z1 = zs[i], zs[i + 1]
            high = 8.6 + 2.4 * rng.random()
            near, far = space.at(side * 3.0, 0, z0), space.at(side * 3.0, 0, z1)
            top0, top1 = space.at(side * 3.0, high, z0), space.at(side * 3.0, high, z1)
            corners = [near, far, top1, top0] if side < 0 else [far, near, top0, top1]
            plane = Plane(corners, z1 - z0, high)
            last = wall_colour(rng, p, last)
            wall(b, plane, last, 0.34 if side > 0 else 0.10)
            w = plane.w
            n = 2
            for r in range(2):
                for c in range(n):
                    window(b, rng, plane, w * (c + 0.28) / n, 3.9 + r * 2.3, w * 0.44 / n, 1.5, sill=i < 3)
            empty = side > 0 and i == 1
            shop_front(
                b,
                rng,
                plane,
                3.2,
                (p.deep, p.green, p.ink, p.earth, mix(p.spot, p.ink, 0.3))[(i * 2 + (side > 0)) % 5],
                awning=False,
                lit=False if empty else None,
            )
            if not empty:
                tint = (p.spot, p.deep, p.green, p.deep)[(i + (side > 0) * 2) % 4]
                k = space.size(z0)
                a, c = space.at(side * 3.0, 3.0, z0 + 0.1), space.at(side * 3.0, 3.0, z1 - 0.1)
                d, e = space.at(side * 2.1, 2.4, z1 - 0.1), space.at(side * 2.1, 2.4, z0 + 0.1)
                for j in range(6):
                    t0, t1 = j / 6, (j + 1) / 6
                    q = [_mid(a, c, t0), _mid(a, c, t1), _mid(e, d, t1), _mid(e, d, t0)]
                    b.flat(b.shape(q), tint if j % 2 == 0 else p.paper)
                m = b.shape([a, c, d, e])
                b.cut(m, 0.16 if side < 0 else 0.3, b.y, p.ink)
                b.edge(m, min(0.34, 0.02 * k))
            if i in (2, 4):
                hx, hy = space.at(side * 2.2, 4.6, (z0 + z1) / 2)
                k = space.size((z0 + z1) / 2)
                b.stroke([(hx, hy), (hx + side * 0.9 * k, hy)], 0.08 * k)
                b.solid(
                    b.disc(hx + side * 0.2 * k, hy + 0.6 * k, 0.5 * k, 0.5 * k), (p.glow, p.spot)[i == 4], 0.2, b.y, 0.3
                )
    for z, x0, view, pose in (
        (16, 0.6, "back", WALK),
        (12, -1.0, "front", STEP),
        (11, 0.2, "left", STEP),
        (7, 1.3, "back", STAND),
        (5.6, -1.5, "right", EASE),
        (3.6, -0.9, "front", STEP),
        (3.5, 0.0, "front", STEP),
        (2.5, 1.05, "left", WALK),
    ):
        fx, fy = space.at(x0, 0, z)
        figure(b, fx, fy, 1.72 * space.size(z), passer(rng, p), pose, view)
    # The empty shop: a board in its window.
    q = [space.at(2.98, 1.0, 2.5), space.at(2.98, 1.0, 3.1), space.at(2.98, 2.0, 3.1), space.at(2.98, 2.0, 2.5)]
    b.solid(q, p.white, edge=0.34)
    cx, cy = (q[0][0] + q[2][0]) / 2, (q[0][1] + q[2][1]) / 2
    b.letters(cx, cy, "TO LET", 2.5, p.spot)
    gulls(b, rng, 3, (50, 76), (6, 22))


def _mid(a, c, t):
    return a[0] + (c[0] - a[0]) * t, a[1] + (c[1] - a[1]) * t


def brick_street(b, rng, space, half, high, tide=None, n=8, lit=None, colour=None, roofs=True):
    """Draw two rows of low brick houses that run away from the eye."""
    p = b.p
    zs = [1.5 * 1.34**i for i in range(n + 1)]
    for side in (-1, 1):
        for i in reversed(range(n)):
            z0, z1 = zs[i], zs[i + 1]
            h = high * (1 + 0.03 * ((i * 7) % 3 - 1))
            near, far = space.at(side * half, 0, z0), space.at(side * half, 0, z1)
            t0, t1 = space.at(side * half, h, z0), space.at(side * half, h, z1)
            corners = [near, far, t1, t0] if side < 0 else [far, near, t0, t1]
            plane = Plane(corners, z1 - z0, h)
            k = space.size(z0)
            if roofs:
                r0, r1 = (space.at(side * (half + 2.4), h + 2.2, z0), space.at(side * (half + 2.4), h + 2.2, z1))
                b.solid([t0, t1, r1, r0], mix(p.deep, p.ink, 0.25), 0.45, b.x * 0.3 + b.y, min(0.34, 0.02 * k))
                cx, cy = space.at(side * (half + 2.2), h + 2.0, z1)
                chimney(b, cx - 0.4 * k * 0.6, cy, max(0.8, 0.9 * space.size(z1)))
            tint = mix(colour or p.brick, p.low, 0.08 + 0.10 * ((i * 5) % 3))
            wall(b, plane, tint, 0.36 if side > 0 else 0.12, 1.2, min(0.34, 0.02 * k), tide)
            w = plane.w
            on = None if lit is None else lit(side, i)
            for u in (0.10, 0.58):
                window(b, rng, plane, w * u, h * 0.60, w * 0.26, h * 0.24, on if on is not None else None)
            window(b, rng, plane, w * 0.56, h * 0.18, w * 0.30, h * 0.26, False if tide else None)
            door(b, rng, plane, w * 0.14, w * 0.24, h * 0.42, step=False)


def lock_street(b, rng):
    """Draw an empty street of low brick houses with tide marks, a gabled school at its end."""
    p, hz = b.p, 52
    sky(b, hz, "streaks")
    space = Space(84, hz, 1.6, 34)
    sun(b, 64, hz - 9, 5.4, hz)
    cobbles(b, hz, hz, mix(p.warm, p.sea, 0.3), vx=84, size=0.8)
    end = space.front(-4.6, 21, 9.2, 6.2)
    front(b, rng, end, mix(p.warm, p.low, 0.3), 2, 4, tide=1.1, doors={1, 2})
    ex, ey = space.at(-4.6, 6.1, 21)
    ew = 9.2 * space.size(21)
    b.solid(
        [
            (ex - 0.6, ey),
            (ex + ew * 0.22, ey - 5),
            (ex + ew * 0.30, ey - 5),
            (ex + ew / 2, ey - 11),
            (ex + ew * 0.70, ey - 5),
            (ex + ew * 0.78, ey - 5),
            (ex + ew + 0.6, ey),
        ],
        mix(p.warm, p.low, 0.15),
        0.22,
        b.y,
        0.34,
    )
    b.solid(b.disc(ex + ew / 2, ey - 4.4, 1.4), p.white, edge=0.3)
    b.strokes([[(ex + ew / 2, ey - 11), (ex + ew / 2, ey - 16)]], 0.3)
    b.solid([(ex + ew / 2, ey - 16), (ex + ew / 2 + 4, ey - 15), (ex + ew / 2, ey - 14)], p.spot, edge=0)
    brick_street(b, rng, space, 3.7, 5.0, tide=1.15)
    for s, z0 in ((-1, 2.6), (1, 4.2), (-1, 8)):
        x, y = space.at(s * 2.9, 0, z0)
        lamp(b, x, y, 4.6 * space.size(z0), lit=False)
    for s in (-1, 1):
        kerb = [
            space.at(s * 2.7, 0, 1.2),
            space.at(s * 2.7, 0, 21),
            space.at(s * 2.6, 0, 21),
            space.at(s * 2.5, 0, 1.2),
        ]
        b.solid(kerb, mix(p.mist, p.paper, 0.3), edge=0.2)
    x, y = space.at(-1.2, 0, 4.0)
    _sign(b, x, y, 11)
    _cat(b, *space.at(0.9, 0, 5.6), 3.2)
    gulls(b, rng, 3, (70, 110), (8, 26))


def _sign(b, x, y, h):
    """A folding board: polling station."""
    p = b.p
    b.solid([(x - 0.36 * h, y), (x - 0.30 * h, y - h), (x + 0.30 * h, y - h), (x + 0.36 * h, y)], p.white, edge=0.4)
    b.letters(x, y - 0.76 * h, "POLLING", h * 0.13, p.ink)
    b.letters(x, y - 0.58 * h, "STATION", h * 0.13, p.ink)
    b.pen([(x - 0.2 * h, y - 0.3 * h), (x + 0.16 * h, y - 0.3 * h)], 0.06 * h, 0.06 * h, colour=p.spot)
    b.flat(b.shape([(x + 0.12 * h, y - 0.40 * h), (x + 0.26 * h, y - 0.3 * h), (x + 0.12 * h, y - 0.2 * h)]), p.spot)


def _cat(b, x, y, s):
    q = lambda text: [(x + u * s, y + v * s) for u, v in curve(text)]
    b.flat(
        b.shape(
            q("-.5,0! -.6,-.5 -.2,-1.0 -.2,-1.3 -.3,-1.66! -.1,-1.5 .12,-1.5 .3,-1.66! .24,-1.25 .14,-1.0 .3,-.5 .3,0!")
        ),
        b.p.ink,
    )
    b.pen(q("-.4,-.06 -.9,-.1 -1.2,-.5")[:12], 0.2 * s, 0.16 * s, 0.08 * s)


def _keybox(b, x, y, s, colour):
    """A key safe with dials that hangs by a shackle; (x, y) is where it hangs."""
    p = b.p
    b.stroke(
        curve(
            [(x - 2.2 * s, y + 4 * s), (x - 2.2 * s, y), (x, y - 1.8 * s), (x + 2.2 * s, y), (x + 2.2 * s, y + 4 * s)],
            False,
        ),
        1.0 * s,
        mix(p.mist, p.deep, 0.25),
    )
    b.edge(
        b.shape(
            curve(
                [
                    (x - 2.2 * s, y + 4 * s),
                    (x - 2.2 * s, y),
                    (x, y - 1.8 * s),
                    (x + 2.2 * s, y),
                    (x + 2.2 * s, y + 4 * s),
                ],
                False,
            ),
            line=1.0 * s,
            closed=False,
        ),
        0.2,
    )
    body = b.shape(
        curve(
            [
                (x - 3.7 * s, y + 3.6 * s),
                (x, y + 3.0 * s),
                (x + 3.7 * s, y + 3.6 * s),
                (x + 4 * s, y + 8 * s),
                (x + 3.6 * s, y + 14 * s),
                (x, y + 14.6 * s),
                (x - 3.6 * s, y + 14 * s),
                (x - 4 * s, y + 8 * s),
            ]
        )
    )
    b.solid(
        body,
        colour,
        np.clip(0.16 + (b.x - x) / (8 * s) * 0.7, 0.02, 0.75),
        b.y,
        max(0.3, 0.34 * s),
        mix(colour, p.ink, 0.7),
    )
    for i in range(4):
        yy = y + (5.2 + i * 2.2) * s
        b.solid(
            b.box(x - 2.5 * s, yy, 5 * s, 1.7 * s),
            p.white,
            np.clip(np.abs(b.x - x) / (5 * s), 0, 0.6),
            b.x,
            max(0.2, 0.2 * s),
        )
        if s > 0.8:
            b.letters(x, yy + 0.85 * s, str((i * 7 + int(x)) % 10), 1.5 * s, p.ink)
    return body


def _railing(b, x0, x1, top, low, gap=6.0, w=1.0):
    p = b.p
    bars = []
    x = x0
    while x < x1:
        bars.append([(x, low), (x, top)])
        x += gap
    b.strokes(bars, w, p.ink)
    for (x, _), _ in [(q[0], q) for q in bars]:
        b.flat(b.shape([(x - w, top + 0.4), (x, top - 3.6 * w), (x + w, top + 0.4)]), p.ink)
    for y in (top + 4, low - 5):
        b.stroke([(x0 - gap, y), (x1 + gap, y)], 1.3 * w)


def key_safes(b, rng):
    """Draw six key safes on the railing of a house, and a suitcase on the step before the door."""
    p = b.p
    colour = mix(p.warm, p.paper, 0.3)
    plane = upright(-2, 88, 154, 92)
    wall(b, plane, colour, 0.07, 0, 0)
    bricks = []
    for r in range(24):
        for i in range(16):
            if rng.random() < 0.34:
                x, y = i * 11 + (r % 2) * 5.5, r * 3.7
                bricks.append([(x, y), (x + rng.uniform(4, 9), y)])
    b.strokes(bricks, 0.2, mix(colour, p.ink, 0.4))
    pl = upright(0, 84, 150, 84)
    b.solid(b.box(88, 4, 50, 80), mix(p.mist, p.paper, 0.5), 0.10, b.x, 0.4)
    door(b, rng, Plane([(94, 84), (132, 84), (132, 4), (94, 4)], 38, 80), 0, 38, 74, p.deep, False, step=False)
    b.letters(113, 26, "11", 6, p.glow)
    window(b, rng, pl, 14, 42, 26, 36, False, bars=(1, 1))
    window(b, rng, pl, 54, 42, 20, 36, False, bars=(1, 1))
    b.solid(b.box(80, 84, 66, 7), mix(p.mist, p.paper, 0.3), 0.16, b.y, 0.44)
    b.solid(b.box(76, 91, 74, 10), mix(p.mist, p.warm, 0.3), 0.3, b.y, 0.44)
    b.solid(b.box(-1, 95, 78, 7), mix(p.sea, p.warm, 0.4), 0.4, b.y, 0.4)
    _railing(b, 3, 80, 54, 96, 6.4, 1.0)
    tints = (p.ink, mix(p.deep, p.sea, 0.4), p.spot, p.ink, p.deep, mix(p.ink, p.sea, 0.3))
    for i in range(6):
        _keybox(b, 9.4 + i * 12.8, 58.4, 0.98, tints[i])
    case = curve([(97, 61), (121, 61), (122, 63), (122, 88), (120, 90.4), (98, 90.4), (96, 88), (96, 63)], n=3)
    b.stroke([(102, 61), (102, 42), (116, 42), (116, 61)], 1.0, p.ink)
    b.solid(case, p.spot, np.clip(0.16 + (b.x - 96) / 50, 0, 0.7), b.x, 0.5, mix(p.spot, p.ink, 0.6))
    b.strokes([[(101, 62), (101, 90)], [(117, 62), (117, 90)], [(109, 62), (109, 90)]], 0.5, mix(p.spot, p.ink, 0.5))
    for x in (100, 118):
        b.solid(b.disc(x, 91.6, 1.9), p.ink, edge=0.3)
    b.solid([(112, 42.6), (121, 46), (119, 52), (111, 48)], p.white, edge=0.3)
    b.stroke([(113.4, 45.6), (118.4, 47.8)], 0.4, p.deep)


def key_boxes(b, rng):
    """Draw six key boxes close by on the railing beside one door; the street behind at dusk."""
    p, hz = b.p, 52
    sky(b, hz, "clear")
    row(b, rng, 66, (14, 24), (14, 19), -4, 154, lit=None)
    cobbles(b, 44, 66, mix(p.sea, p.warm, 0.4), size=1.2)
    lamp(b, 26, 70, 42)
    for x, view, pose in ((44, "right", WALK), (56, "right", WALK)):
        figure(b, x, 76, 17, passer(rng, p, bag="case"), pose, view)
    b.haze(0.14, p.low)
    b.solid(b.box(112, -1, 40, 104), mix(p.brick, p.ink, 0.12), 0.26, b.y, 0.5)
    b.strokes(
        [[(112, 4 + r * 5), (152, 4 + r * 5)] for r in range(20)]
        + [
            [(118 + (r % 2) * 9 + i * 18, 4 + r * 5), (118 + (r % 2) * 9 + i * 18, 9 + r * 5)]
            for r in range(20)
            for i in range(2)
        ],
        0.26,
        mix(p.brick, p.ink, 0.5),
    )
    b.solid(b.box(124, 8, 28, 94), mix(p.paper, p.low, 0.3), 0.2, b.x, 0.44)
    b.solid(b.box(130, 14, 24, 90), mix(p.green, p.deep, 0.4), 0.3, b.x, 0.44)
    b.solid(b.box(135, 20, 14, 22), p.glow, 0.2, b.y, 0.4)
    b.solid(b.disc(134, 62, 1.6), p.glow, edge=0.34)
    bars = [[(6 + i * 15, 104), (6 + i * 15, 30)] for i in range(8)]
    b.strokes(bars, 1.9, p.ink)
    for x in range(6, 112, 15):
        b.flat(b.shape([(x - 1.9, 31), (x, 23), (x + 1.9, 31)]), p.ink)
    b.stroke([(-2, 38), (114, 38)], 2.6)
    b.stroke([(-2, 36.9), (114, 36.9)], 0.4, mix(p.glow, p.ink, 0.3))
    tints = (
        p.ink,
        mix(p.deep, p.ink, 0.2),
        mix(p.sea, p.deep, 0.4),
        p.spot,
        mix(p.ink, p.deep, 0.5),
        mix(p.deep, p.sea, 0.2),
    )
    for i in range(6):
        s = 2.0 + (0.24 if i == 3 else 0)
        _keybox(b, 12.6 + i * 18.4, 44, s, tints[i])
    glint = b.shape([(60, 40), (150, 40), (150, 101), (100, 101)])
    b.flat(glint, p.glow, 0.08)


def missing_bench(b, rng):
    """Draw four bolts in four pale squares on a pavement; a woman stands where a bench would be."""
    p, hz = b.p, 30
    sky(b, 20, "none")
    plane = upright(-4, 62, 158, 66)
    wall(b, plane, mix(p.brick, p.low, 0.32), 0.10, 0.9, 0)
    for i in range(3):
        x = 8 + i * 52
        pl = upright(x, 62, 44, 62)
        window(b, rng, pl, 4, 26, 15, 26, False)
        if i == 1:
            window(b, rng, pl, 25, 26, 15, 26, False)
        else:
            door(b, rng, pl, 26, 13, 42, (p.green, p.deep, p.spot)[i])
    b.solid(b.box(-1, 61, 152, 3), mix(p.mist, p.warm, 0.3), 0.3, b.x, 0.34)
    slabs = b.mask(b.y > 64)
    stone = mix(p.warm, p.mist, 0.25)
    d = np.maximum(b.y - 40, 1)
    b.flat(slabs, stone)
    b.cut(
        slabs,
        np.clip(0.14 + b.noise(14, 4, 3) * 0.08, 0, 0.3),
        7 * np.log1p(d / 7) * 2 + 0.4 * d,
        mix(stone, p.ink, 0.45),
    )
    lines = [[(-1, y), (151, y)] for y in (68, 74, 83, 96)]
    for i in range(-8, 18):
        lines.append([(75 + (i * 13 - 40) * 0.8, 64), (75 + (i * 13 - 40) * 1.9, 101)])
    b.strokes(lines, 0.34, mix(stone, p.ink, 0.55))
    shadow = b.shape(curve([(91, 81), (60, 85), (20, 91), (-4, 93), (-4, 97), (22, 95), (62, 88), (94, 83)]))
    b.flat(shadow, p.deep, 0.28)
    b.cut(shadow, 0.4, b.y, p.deep)
    for x, y, s in ((74, 76, 0.8), (112, 76, 0.8), (70, 89, 1.2), (122, 89, 1.2)):
        w, h = 10 * s, 4.4 * s
        q = [(x - w * 0.46, y), (x + w * 0.54, y), (x + w * 0.62, y + h), (x - w * 0.56, y + h)]
        b.solid(q, mix(p.white, stone, 0.12), edge=0.34)
        bx, by = x + 0.2 * s, y + h * 0.5
        b.cut(
            b.shape(
                [(bx - 0.6 * s, by), (bx - 7 * s, by + 2.0 * s), (bx - 7 * s, by + 3.0 * s), (bx + 0.6 * s, by + 1 * s)]
            ),
            0.7,
            b.y,
            p.deep,
        )
        b.solid(
            [(bx - 1.0 * s, by), (bx - 1.0 * s, by - 6 * s), (bx + 1.0 * s, by - 6 * s), (bx + 1.0 * s, by)],
            mix(p.brick, p.ink, 0.3),
            np.clip(0.3 + (b.x - bx) / (2 * s) * 0.4, 0, 0.8),
            b.y * 1.6,
            0.36,
        )
        b.solid(
            [
                (bx - 2.1 * s, by - 0.2 * s),
                (bx - 1.7 * s, by - 2.2 * s),
                (bx + 1.7 * s, by - 2.2 * s),
                (bx + 2.1 * s, by - 0.2 * s),
                (bx, by + 0.6 * s),
            ],
            mix(p.deep, p.ink, 0.3),
            0.4,
            b.x,
            0.36,
        )
    figure(
        b,
        92,
        82,
        47,
        Look(
            top="coat",
            colour=mix(p.deep, p.green, 0.3),
            legs="skirt",
            hair="#dcded8",
            style="bun",
            bag="case",
            skin="#efd6bf",
            scarf=p.spot,
        ),
        STAND,
        "front",
    )
    del hz


def banner(b, rng):
    """Draw people in a street at dusk with a long banner between them, a theatre's light on them."""
    p, y = b.p, 62
    sky(b, 46, "streaks")
    row(b, rng, y, (22, 32), (12, 17), shops=0.3)
    pavement(b, y, 6)
    lamp(b, 24, y + 4, 38)
    b.glow(150, 60, 80, 0.45, ry=50)
    xs = [18, 30, 44, 58, 73, 88, 103, 118, 131]
    for i, x in enumerate(xs):
        figure(
            b,
            x + rng.normal(0, 1),
            79 + rng.normal(0, 0.7),
            rng.uniform(22, 25),
            passer(rng, p, bag=""),
            (EASE, POCKETS, STAND)[i % 3],
            "front",
        )
    for i, x in enumerate((37, 66, 96, 124)):
        figure(b, x, 92, 31, passer(rng, p, bag="", top="coat"), STAND, ("front", "front", "front", "front")[i])
    top = lambda x: 74 + 1.8 * math.sin((x - 20) * 0.055) + 0.5 * math.sin(x * 0.3)
    up = [(x, top(x)) for x in range(26, 137, 3)]
    low = [(x, top(x) + 12) for x in range(136, 25, -3)]
    m = b.shape(up + low)
    b.solid(
        m,
        p.paper,
        np.clip(0.10 + 0.14 * np.sin(b.x * 0.42), 0, 0.4),
        b.x * 0.7 + b.y * 0.2,
        0.5,
        mix(p.paper, p.ink, 0.6),
    )
    for i, word in enumerate(("SALTGATE", "FIRST")):
        b.letters(66 + i * 42, top(66 + i * 42) + 6.2, word, 8.2, p.spot)
    for x in (26.5, 135.5):
        b.pen([(x, 96), (x, 68)], 1.2, 1.0, colour=mix(p.earth, p.ink, 0.3))
    for x, yy in ((28, 80), (134, 80), (60, 75.4), (97, 74.6)):
        b.solid(b.disc(x, yy, 1.5), "#e3bb96", edge=0.24)
    gulls(b, rng, 2, (60, 110), (8, 20))


def kerb_piano(b, rng):
    """Draw wet mattresses and a piano that stand along a kerb in the evening."""
    p, y = b.p, 66
    sky(b, 40, "streaks")
    for i in range(5):
        pl = upright(-6 + i * 33, y, 33, 52)
        front(b, rng, pl, mix(p.brick, p.low, 0.08 * (i % 3)), 2, 2, 0.2, tide=17, doors={0}, courses=1.2)
        b.solid(b.box(-6 + i * 33, y - 53, 33, 2), mix(p.deep, p.ink, 0.2), edge=0.3)
    pavement(b, y, 9)
    for i, (x, c, lean) in enumerate(
        ((12, mix(p.paper, p.warm, 0.5), 5), (24, p.mist, 8), (37, mix(p.warm, p.earth, 0.2), 11))
    ):
        q = [(x, 84), (x + lean, 44 + i * 2), (x + lean + 19, 47 + i * 2), (x + 19, 86)]
        side = [(x + 19, 86), (x + lean + 19, 47 + i * 2), (x + lean + 22, 48 + i * 2), (x + 22.4, 85)]
        b.solid(side, mix(c, p.ink, 0.3), 0.4, b.y, 0.36)
        m = b.solid(q, c, 0.10, b.x - b.y * 0.3, 0.42, mix(c, p.ink, 0.5))
        b.flat(m & (b.y > 66 + 1.2 * np.sin(b.x * 0.5)), "#7a5b3a", 0.55)
        for r in range(5):
            for k in range(3):
                t = (r + 0.5) / 5
                b.flat(
                    b.disc(x + lean * (1 - t) + 3.4 + k * 6, 47 + i * 2 + t * 37 + k * 0.5, 0.6), mix(c, p.ink, 0.55)
                )
    _piano(b, 78, 88, 40)
    b.pen([(131, 90), (131, 74)], 0.7, 0.7)
    for text in ("124,90 125,72", "137,90 136,72"):
        (ax, ay), (cx, cy) = [tuple(map(float, w.split(","))) for w in text.split()]
        b.pen([(ax, ay), (cx, cy)], 0.9, 0.8, colour=mix(p.earth, p.ink, 0.4))
    b.solid(curve([(123, 73), (138, 73), (139, 75.6), (122, 75.6)]), mix(p.earth, p.ink, 0.2), edge=0.3)
    b.solid(b.box(124, 66, 12, 7), p.spot, 0.3, b.x, 0.3)
    b.solid([(120, 66), (132, 64.6), (138, 67), (126, 68.4)], p.paper, 0.2, b.y, 0.26)
    water = b.shape(curve("4,93 40,91 84,92.6 120,95 150,93 150,99 90,99.6 30,98"))
    b.flat(water, p.sea, 0.6)
    b.cut(water, 0.4, b.y + b.noise(9, 1, 4) * 0.5, p.deep)
    lamp(b, 144, y + 7, 46, lit=True)
    figure(b, 66, 74, 21, passer(rng, p, top="coat", colour=p.deep, bag="", style="bun"), EASE, "back")


def _piano(b, x, y, w):
    p, h = b.p, w * 0.86
    wood = mix("#5d3a25", p.ink, 0.1)
    dark = mix(wood, p.ink, 0.6)
    b.solid(b.box(x, y - h, w, h - 2), wood, np.clip(0.22 + (b.x - x) / w * 0.3, 0, 0.8), b.x, 0.5, dark)
    b.solid(b.box(x - 1.4, y - h - 2, w + 2.8, 3), mix(wood, p.glow, 0.15), 0.3, b.y, 0.4)
    for k in (0, 1):
        b.solid(
            b.box(x + 3 + k * w * 0.48, y - h + 5, w * 0.40, h * 0.30), mix(wood, p.ink, 0.15), 0.35, b.y, 0.4, dark
        )
        b.stroke([(x + 5 + k * w * 0.66, y - h + 8), (x + 8 + k * w * 0.66, y - h + 6)], 0.7, p.glow)
    keys = y - h * 0.50
    b.solid(
        [(x - 2, keys + 4), (x + w + 2, keys + 4), (x + w + 3, keys + 8.4), (x - 3, keys + 8.4)],
        mix(wood, p.glow, 0.1),
        0.3,
        b.y,
        0.4,
    )
    b.solid(b.box(x + 1, keys, w - 2, 4.4), p.white, edge=0.34)
    n = 22
    b.strokes([[(x + 1 + (w - 2) * i / n, keys), (x + 1 + (w - 2) * i / n, keys + 4.4)] for i in range(1, n)], 0.16)
    for i in range(n):
        if i % 7 in (0, 1, 3, 4, 5):
            b.flat(b.box(x + 1 + (w - 2) * (i + 0.7) / n, keys, (w - 2) * 0.6 / n, 2.6), p.ink)
    for u in (0.02, 0.92):
        b.solid(b.box(x + w * u, keys + 8, w * 0.06, y - keys - 8), mix(wood, p.ink, 0.2), 0.4, b.y, 0.36)
    b.flat(b.box(x, y - h * 0.22, w, h * 0.20), "#7a5b3a", 0.4)
    for u in (0.46, 0.54):
        b.solid(b.box(x + w * u, y - 4, 1.2, 2.6), p.glow, edge=0.24)


def film_rain(b, rng):
    """Draw a lane between mills under heavy artificial rain, lit by a tall lamp on a crane."""
    p, hz = b.p, 58
    sky(b, hz, "clear")
    stars(b, 30, 30)
    space = Space(70, hz, 1.6, 32)
    cobbles(b, hz, hz, mix(p.sea, p.deep, 0.4), vx=70, size=0.8)
    end = space.front(-4, 24, 8, 14)
    front(b, rng, end, mix(p.brick, p.ink, 0.2), 4, 3, 0.4, lit=False)
    for side in (-1, 1):
        zs = [1.2, 2.3, 4.0, 6.4, 9.8, 14.4, 23]
        for i in reversed(range(6)):
            z0, z1 = zs[i], zs[i + 1]
            high = (15, 17, 13.5, 16, 14, 15)[i]
            c0, c1 = space.at(side * 3.2, 0, z0), space.at(side * 3.2, 0, z1)
            t0, t1 = space.at(side * 3.2, high, z0), space.at(side * 3.2, high, z1)
            plane = Plane([c0, c1, t1, t0] if side < 0 else [c1, c0, t0, t1], z1 - z0, high)
            wall(
                b,
                plane,
                mix(p.brick, (p.ink, p.deep)[side < 0], 0.2 + 0.12 * (i % 2)),
                0.28 if side > 0 else 0.42,
                1.2,
                0.3,
            )
            w = plane.w
            for r in range(4):
                for c in range(2):
                    window(
                        b,
                        rng,
                        plane,
                        w * (0.12 + 0.46 * c),
                        1.6 + r * 3.3,
                        w * 0.28,
                        2.0,
                        lit=(rng.random() < 0.12),
                        bars=(2, 3),
                        sill=False,
                        frame=False,
                    )
    lx, ly = 122, 13
    cone = b.shape([(lx, ly), (28, 101), (92, 101)])
    fall = np.clip(1.1 - np.hypot(b.x - lx, b.y - ly) / 128, 0, 1)
    b.flat(cone & (fall * 0.66), p.glow)
    b.pen([(134, 101), (126, 20)], 1.6, 1.0, colour=p.ink)
    b.pen([(140, 101), (127, 20)], 1.0, 0.8, colour=p.ink)
    b.strokes([[(134.6 - i * 0.9, 96 - i * 9), (139 - i * 1.4, 91 - i * 9)] for i in range(8)], 0.4, p.ink)
    b.pen([(128, 21), (119, 12)], 1.0, 1.0)
    b.solid([(116, 9), (125, 6), (128, 15), (120, 18)], p.ink, edge=0.3)
    b.solid(b.disc(119.6, 13.6, 2.6, 4.2), "#fff6da", edge=0.4)
    b.glow(119, 14, 22, 0.7, "#fff3d0")
    b.pen([(-2, 16), (60, 12), (104, 15)], 0.9, 0.8, 0.6, colour=p.ink)  # the pipe that rains
    figure(b, 66, 84, 24, Look(top="coat", colour=mix(p.deep, p.ink, 0.5), hat="brim", cap=p.ink), WALK, "right")
    figure(b, 50, 88, 27, Look(top="coat", colour=p.spot, legs="skirt", style="bob"), STEP, "right")
    umbrella(b, 50, 88, 27, p.ink)
    for x, y in ((66, 84), (50, 88)):
        b.cut(b.shape(curve([(x - 1, y), (x + 3, y), (x - 16, y + 11), (x - 22, y + 11)])), 0.6, b.y, p.ink)
    rain(b, rng, 620, 0.16, (3, 8), strength=0.75)
    b.dots([(rng.uniform(10, 110), rng.uniform(82, 100), rng.uniform(0.12, 0.3)) for _ in range(120)], p.white)
    _camera(b, 108, 99)


def _camera(b, x, y):
    p = b.p
    for u in (-5, 0, 5):
        b.pen([(x + u, y + 3), (x, y - 14)], 0.9, 0.7)
    b.solid([(x - 7, y - 21), (x + 5, y - 21), (x + 5, y - 14), (x - 7, y - 14)], p.ink, edge=0)
    b.solid(
        [(x - 12, y - 20), (x - 7, y - 19.4), (x - 7, y - 15.4), (x - 12, y - 14.6)], mix(p.ink, p.deep, 0.6), edge=0.2
    )
    b.flat(b.disc(x - 3, y - 22.6, 2.4) | b.disc(x + 2.6, y - 22.6, 2.4), p.ink)
    figure(b, x + 12, y + 4, 30, Look(top="oilskin", colour=mix(p.ink, p.deep, 0.5), hat="hood"), CARRY, "left")
    umbrella(b, x + 7, y + 3, 30, mix(p.deep, p.ink, 0.3))


def millrace(b, rng):
    """Draw tall brick warehouses with new balconies along a channel; sandbags at two doors."""
    p = b.p
    b.roll(b.y < 200, p.sky, p.low, start=0, end=60)
    b.cut(b.y < 50, np.clip(0.24 - b.y / 200, 0, 0.4), b.y, p.rule)
    far = mix(p.low, p.sky, 0.4)
    corners = (
        (-8, 20, 86, 20, 79.4),
        (20, 55, 79.4, 12, 72.4),
        (55, 84, 72.4, 24, 67.4),
        (84, 108, 67.4, 31, 63.6),
        (108, 127, 63.6, 36, 60.8),
        (127, 140, 60.8, 41, 58.9),
    )
    tints = (p.brick, mix(p.warm, p.brick, 0.4), mix(p.brick, p.deep, 0.3), p.brick, mix(p.warm, p.brick, 0.3), p.brick)
    for i, (x0, x1, y0, top, y1) in reversed(list(enumerate(corners))):
        k = (y0 - 51) / 35
        k1 = (y1 - 51) / 35
        t0 = 51 - (86 - top) * k if i else -10
        t0, t1 = 51 - 62 * k, 51 - 62 * k1
        if i == 1:
            t0, t1 = 51 - 74 * k, 51 - 74 * k1
        if i == 3:
            t0, t1 = 51 - 52 * k, 51 - 52 * k1
        plane = Plane([(x0, y0), (x1, y1), (x1, t1), (x0, t0)], 10, 14)
        haze = min(0.75, 0.06 + i * 0.13)
        wall(b, plane, mix(tints[i], far, haze), 0.2, 1.1, 0.34)
        apex = plane.at(5, 14)
        b.solid(
            [(x0 - 0.4, t0), (apex[0], apex[1] - 12 * (k + k1) / 2), (x1 + 0.4, t1)],
            mix(tints[i], far, haze),
            0.26,
            b.y,
            0.34,
        )
        hook = plane.at(5, 15)
        b.strokes(
            [[(hook[0] - 0.2, hook[1]), (hook[0] + 3.4 * k, hook[1] + 0.6), (hook[0] + 3.4 * k, hook[1] + 7 * k)]],
            0.5 * k,
            mix(p.ink, far, haze),
        )
        for r in range(4):
            for c in range(3):
                u, v = 1.0 + c * 3.0, 2.6 + r * 2.9
                lit = rng.random() < 0.16 + 0.1 * (i < 2)
                window(b, rng, plane, u, v, 1.7, 1.9, lit, bars=(1, 1), sill=False)
                if c != 1 and r < 3:
                    q = plane.quad(u - 0.5, v - 0.2, 2.7, 0.16)
                    b.flat(b.shape(q), mix(p.ink, far, haze))
                    rails = [plane.pts((u - 0.5 + j * 0.3, v - 0.1), (u - 0.5 + j * 0.3, v + 0.85)) for j in range(10)]
                    b.strokes(rails, 0.05 * plane.size(u, v), mix(p.ink, far, haze))
                    b.stroke(
                        plane.pts((u - 0.6, v + 0.9), (u + 2.3, v + 0.9)),
                        0.09 * plane.size(u, v),
                        mix(p.ink, far, haze),
                    )
        door(b, rng, plane, 4.0, 2.0, 2.2, mix((p.deep, p.spot)[i == 1], far, haze))
    quay = b.shape([(-2, 86), (140, 58.9), (140, 60.4), (-2, 93)])
    b.solid(quay, mix(p.mist, p.warm, 0.3), 0.2, b.y + 0.2 * b.x, 0.34)
    sandbags(b, rng, 7, 84, 5, 3, 0.78)
    sandbags(b, rng, 37, 76.6, 4, 3, 0.62)
    shift = b.a.copy()
    wl = 93 - (b.x + 2) * (93 - 60.4) / 142
    yy = np.clip(((2 * wl - b.y) * b.k).astype(int), 0, b.h - 1)
    n = b.noise(24, 1.0, 10) * 0.9
    xx = np.clip(((b.x + n * (0.4 + np.maximum(b.y - wl, 0) * 0.10)) * b.k).astype(int), 0, b.w - 1)
    water = b.mask(np.clip((b.y - wl) * b.k, 0, 1))
    b.a = (
        b.a * (1 - water.a[..., None])
        + (shift[yy, xx] * 0.62 + 0.38 * np.array([157, 179, 185], np.float32)) * water.a[..., None]
    )
    nn = b.grain(b.x * 0.05, b.y * 0.75, 11) * 0.7 + b.grain(b.x * 0.16, b.y * 1.3, 13) * 0.4
    b.cut(water, np.clip(0.16 + nn * 0.5, 0, 0.7), b.y, p.deep)
    b.cut(water, np.clip(nn * 0.9 - 0.3, 0, 0.6), b.y + 0.4, p.white)
    bare(b, rng, 146, 62, 40, mix(p.ink, far, 0.3))
    b.haze(np.clip((b.x - 60) / 220, 0, 0.3), far)
    figure(b, 61, 73.6, 10.4, passer(rng, p, colour=p.deep, top="coat"), WALK, "right")


def theatre_front(b, rng):
    """Draw the lit front of a small theatre at night, a queue along the pavement and out of the picture."""
    p, y = b.p, 74
    sky(b, 40, "clear")
    stars(b, 30, 50)
    row(b, rng, y, (20, 30), (13, 17), -4, 30)
    row(b, rng, y, (22, 34), (13, 17), 112, 154)
    b.glow(70, 62, 74, 0.6, ry=52)
    stone = mix(p.paper, p.glow, 0.25)
    pl = upright(30, y, 82, 52)
    b.solid(b.shape(pl.corners), stone, 0.14, b.y, 0.44)
    b.solid([(27, 23), (71, 7), (115, 23), (115, 25.6), (27, 25.6)], mix(stone, p.warm, 0.3), 0.24, b.x, 0.44)
    b.solid([(38, 21.6), (71, 10), (104, 21.6)], mix(p.spot, p.ink, 0.1), 0.3, b.y, 0.34)
    b.solid(b.disc(71, 17, 3.2), p.glow, 0.2, np.hypot(b.x - 71, b.y - 17), 0.34)
    for i in range(4):
        x = 34 + i * 22.6
        b.solid(b.box(x, 26, 5, 30), mix(stone, p.white, 0.3), np.clip(0.1 + (b.x - x) / 9, 0, 0.6), b.y, 0.34)
        b.solid(b.box(x - 0.8, 25.4, 6.6, 2.2), stone, edge=0.26)
    for i in range(3):
        x = 42.6 + i * 22.4
        arch = curve(f"{x},52! {x},38! {x + 1.2},33 {x + 6},30 {x + 10.8},33 {x + 12},38! {x + 12},52!")
        b.solid(arch, p.glow, np.clip((44 - b.y) / 40, 0, 0.4), b.y, 0.44, mix(p.glow, p.spot, 0.5))
        b.strokes([[(x + 6, 30.4), (x + 6, 52)], [(x, 40), (x + 12, 40)]], 0.5)
    canopy = [(34, 55), (108, 55), (112, 61), (30, 61)]
    b.solid(canopy, mix(p.deep, p.ink, 0.3), 0.35, b.x, 0.44)
    b.solid(b.box(30, 60.4, 82, 2.4), p.ink, edge=0)
    b.dots([(31.8 + i * 3.28, 61.6, 0.85) for i in range(25)], "#fff3d0")
    b.letters(71, 58, "A  L  M  A", 4.4, "#fff3d0")
    for i in range(4):
        x = 42 + i * 15.4
        b.solid(b.box(x, 63, 11.4, y - 63), p.glow, 0.12, b.y, 0.4)
        b.stroke([(x + 5.7, 63), (x + 5.7, y)], 0.5)
    pavement(b, y, 7, mix(p.warm, p.glow, 0.2))
    wash = np.clip(1 - np.hypot((b.x - 71) / 62, (b.y - y - 4) / 26), 0, 1)
    b.flat(b.mask(b.y > y) & (wash * 0.55), p.glow)
    x = 64.0
    i = 0
    while x < 156:
        figure(
            b,
            x,
            y + 6.4 + rng.normal(0, 0.5),
            rng.uniform(16.4, 19),
            passer(rng, p, bag="" if i % 3 else "shoulder"),
            (EASE, POCKETS, STAND, READ)[int(rng.integers(4))],
            ("left", "front", "left", "back", "right")[int(rng.integers(5))],
        )
        x += rng.uniform(3.9, 5.2)
        i += 1
    for x, yy, view, pose in ((14, 90, "right", WALK), (25, 91.4, "right", WALK), (47, 93, "back", EASE)):
        figure(b, x, yy, 23, passer(rng, p), pose, view)
    lamp(b, 8, y + 5, 38)


def car(b, x, y, s, colour, open_boot=False):
    """Draw a small car from the side, its front to the left; wheels stand at y."""
    p = b.p
    q = lambda text: [(x + u * s, y + v * s) for u, v in curve(text)]
    dark = mix(colour, p.ink, 0.6)
    if open_boot:
        b.solid(b.shape(q("17.4,-14! 27,-25.6! 29,-24.6! 20.4,-12.4!")), colour, 0.35, b.y, 0.4, dark)
        b.solid(b.shape(q("20.6,-13.4! 21,-23 21.8,-23 21.4,-13!")), p.ink, edge=0)
    body = b.shape(
        q("-25,-3! -25.6,-6 -24,-8 -13,-9.6 -6,-16.4 -1,-17.4 10,-17.4 16,-15.4 20.6,-10 24.6,-8.8 25.4,-5.6 25,-3!")
    )
    b.solid(body, colour, np.clip(0.16 + (b.y - y + 12 * s) / (22 * s), 0.02, 0.75), b.y, 0.5, dark)
    for text in ("-10.4,-10 -4.6,-15.4 .4,-15.8 .8,-10!", "2.6,-10! 2.4,-15.9 9.6,-15.8 14.6,-14 17.4,-10.2"):
        g = b.shape(q(text))
        b.solid(g, p.pane, 0.3, b.x - b.y, 0.36, mix(p.pane, p.ink, 0.6))
        b.flat(g & b.shape(q(text.replace("-10!", "-12!"))), p.pane)
    b.strokes([q("1.6,-15.6! 1.8,-3.4!")[:2], q("-11.8,-9.4! -11,-3.4!")[:2]], 0.24, dark)
    b.stroke(q("-.8,-8.2! -3,-8.2!")[:2], 0.5, p.ink)
    b.flat(b.shape(q("-25.8,-4! 25.6,-4! 25.2,-2.2! -25.4,-2.2!")), mix(p.ink, p.deep, 0.3))
    for u in (-15, 15.4):
        b.flat(b.disc(x + u * s, y - 3.4 * s, 5.0 * s) & (b.y < y - 2.2 * s), mix(p.ink, colour, 0.2))
        b.solid(b.disc(x + u * s, y - 3.4 * s, 4.1 * s), p.ink, edge=0.3)
        b.solid(b.disc(x + u * s, y - 3.4 * s, 2.1 * s), mix(p.mist, p.deep, 0.2), edge=0.3)
    b.solid(b.disc(x - 24.2 * s, y - 6.6 * s, 1.1 * s, 1.5 * s), "#fff3d0", edge=0.3)
    b.solid(b.box(x + 23.6 * s, y - 8 * s, 1.8 * s, 2.4 * s), p.spot, edge=0.26)


def midwife_car(b, rng):
    """Draw a small car with its lights on outside a terrace at night, its boot open on two cases."""
    p, y = b.p, 70
    sky(b, 34, "clear")
    stars(b, 26, 50)
    moon(b, 124, 12, 4.2, 0.35)
    for i in range(5):
        x = -16 + i * 36
        c = mix(p.brick, p.deep, 0.12 * (i % 3))
        pl = upright(x, y, 36, 48)
        wall(b, pl, c, 0.26, 1.0)
        b.solid(
            [(x - 0.4, 22), (x + 36.4, 22), (x + 36.4, 16), (x - 0.4, 16)],
            mix(p.deep, p.ink, 0.35),
            0.45,
            b.x * 0.2 + b.y,
            0.34,
        )
        chimney(b, x + 27, 17, 8)
        warm = i == 3
        for u in (5, 22):
            window(b, rng, pl, u, 29, 9, 12, warm or rng.random() < 0.12)
        window(b, rng, pl, 21, 6, 11, 14, warm)
        door(b, rng, pl, 5, 9, 20, (p.deep, p.green, p.ink, p.spot, p.deep)[i], lit=warm)
        if warm:
            b.flat(b.shape(pl.quad(5, 0, 9, 20)), p.glow)
            b.cut(b.shape(pl.quad(5, 0, 9, 20)), 0.2, b.y, mix(p.glow, p.spot, 0.5))
            b.glow(x + 9.5, y - 8, 30, 0.5)
    pavement(b, y, 6)
    path = b.shape([(97, y), (106, y), (112, y + 12), (88, y + 12)])
    b.flat(path, p.glow, 0.4)
    figure(
        b,
        101.5,
        y + 1.5,
        17.5,
        Look(
            top="coat",
            colour=mix(p.spot, p.ink, 0.2),
            legs="skirt",
            style="bob",
            hair="#9aa4a5",
            skin="#efd6bf",
            bag="case",
        ),
        STAND,
        "back",
    )
    lamp(b, 16, y + 4, 42)
    beam = b.shape([(36, 83), (36, 86), (-3, 92), (-3, 78)])
    b.flat(beam & np.clip(b.x / 40 + 0.15, 0, 1), "#fff3d0", 0.75)
    b.cut(b.shape(curve([(34, 91.6), (92, 91.6), (96, 93.6), (32, 93.6)])), 0.8, b.y, p.ink)
    car(b, 63, 92, 1.06, mix(p.sea, p.paper, 0.25), open_boot=True)
    for dx, w, h, c in ((22.6, 8, 7, mix(p.earth, p.ink, 0.15)), (27, 6.4, 5.4, p.spot)):
        xx = 63 + dx * 1.06
        b.solid(b.box(xx, 92 - 9 * 1.06 - h, w, h), c, 0.3, b.x, 0.36)
        b.stroke(
            [(xx + w * 0.3, 82.4 - h), (xx + w * 0.3, 80.9 - h), (xx + w * 0.7, 80.9 - h), (xx + w * 0.7, 82.4 - h)],
            0.5,
        )
    b.glow(90, 76, 12, 0.5)


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


__all__ = ["POINT", "cobbles", "mirror", "old_front"]
