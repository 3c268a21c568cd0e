"""Streets that run away from the eye."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure, umbrella
from ..stock.houses import chimney, door, front, lamp, shop_front, wall, wall_colour, window
from ..stock.land import bare, cobbles
from ..stock.look import CARRY, EASE, STAND, STEP, WALK, Look, passer
from ..stock.place import Plane, Space
from ..stock.sky import gulls, rain, sky, stars, sun
from ..stock.things import sandbags


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
    b.letters(cx, cy, "TO LET", 1.7, p.spot)
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
