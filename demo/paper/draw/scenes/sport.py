"""Sport: Tern Meadow by night and at dusk, the river."""

import math
from dataclasses import replace

import numpy as np

from ..press import capsule, curve, knee, mix
from ..stock.figures import backs, figure
from ..stock.houses import front, lamp, row
from ..stock.land import bare, copse, hills, leafy
from ..stock.look import EASE, HAIR, RAISED, SKINS, STAND, STEP, WALK, Look, passer
from ..stock.place import Plane, Space
from ..stock.sky import gulls, sky, stars, sun
from ..stock.water import rows, sea


def pylon(b, x, base, top, w, lit=True, spread=(0, 1)):
    """Draw a floodlight pylon; a lit one throws its light to the side `spread`."""
    p = b.p
    if lit:
        dx, dy = spread
        cone = b.shape([(x, top), (x + dx * 60 - 46, top + dy * 110), (x + dx * 60 + 46, top + dy * 110)])
        b.flat(cone & np.clip(1 - (b.y - top) / 84, 0, 1), p.glow, 0.26)
        b.glow(x, top, w * 2.6, 0.75, "#fff3d0")
    for s in (-1, 1):
        b.pen([(x + s * w * 0.34, base), (x + s * w * 0.14, top)], 0.8, 0.5)
    steps = int((base - top) / 5)
    for i in range(steps):
        t0, t1 = i / steps, (i + 1) / steps
        a, c = w * (0.34 - 0.2 * t0), w * (0.34 - 0.2 * t1)
        y0, y1 = base + (top - base) * t0, base + (top - base) * t1
        b.strokes([[(x - a, y0), (x + c, y1)], [(x + a, y0), (x - c, y1)]], 0.26)
    b.solid(
        [
            (x - w * 0.6, top - w * 0.44),
            (x + w * 0.6, top - w * 0.44),
            (x + w * 0.55, top + w * 0.22),
            (x - w * 0.55, top + w * 0.22),
        ],
        p.ink,
        edge=0.2,
    )
    b.dots(
        [(x + (i - 2) * w * 0.22, top - w * 0.32 + j * w * 0.2, w * 0.078) for i in range(5) for j in range(3)],
        "#fff6da" if lit else p.mist,
    )


def crowd_dots(b, rng, plane, rows_, cols, gap=0.9):
    """Print a far crowd on the plane of a stand."""
    p = b.p
    heads = {c: [] for c in (p.mist, "#e9dcc0", p.spot, p.sea, p.white, p.earth, p.deep, p.spot)}
    for r in range(rows_):
        for c in range(cols):
            if rng.random() > gap:
                continue
            x, y = plane.at(
                (c + 0.5 + rng.normal(0, 0.12)) * plane.w / cols, (r + 0.5 + rng.normal(0, 0.1)) * plane.h / rows_
            )
            s = plane.size((c + 0.5) * plane.w / cols, r * plane.h / rows_) * plane.h / rows_
            heads[list(heads)[int(rng.integers(len(heads)))]].append((x, y, max(0.24, s * 0.34)))
    for c, q in heads.items():
        b.dots(q, c)


def player(b, x, y, s, kit, shorts, skin, hair, run=1, reach=0.8, tail=False, number=None):
    """Draw a footballer `s` units tall who runs; the foot stands at y."""
    p, u = b.p, s / 7.3
    at = lambda px, py: (x + px * u * run, y + py * u)
    line = float(np.clip(0.010 * s, 0.1, 0.4))

    def limb(a, c, ra, rc, colour, shade=0.0):
        m = b.shape(capsule(a, c, ra * u, rc * u))
        b.flat(m, mix(colour, p.ink, shade))
        b.cut(m, np.clip(0.14 + (b.x - x) / u * 0.1, 0, 0.5), b.y, mix(colour, p.ink, 0.7), 0.8)
        b.edge(m, line)

    hip, chest = (0.1, -3.6), (0.5, -5.5)
    for foot, side, shade in (((-2.0 * reach - 0.4, -1.5), -1, 0.25), ((1.3 * reach, -0.1), -1, 0.0)):
        k = knee(hip, foot, 1.85, 1.8, side)
        limb(at(*k), at(*foot), 0.30, 0.2, kit, shade)
        limb(at(*hip), at(*k), 0.46, 0.34, skin, shade)
        q = [
            at(foot[0] - 0.25, foot[1] - 0.1),
            at(foot[0] + 0.1, foot[1] - 0.25),
            at(foot[0] + 0.6, foot[1] + 0.1),
            at(foot[0] - 0.2, foot[1] + 0.16),
        ]
        b.solid(curve(q), p.ink, edge=line)
    hand = (-1.1, -4.3)
    k = knee((chest[0] - 0.1, chest[1]), hand, 1.3, 1.2, 1)
    limb(at(*k), at(*hand), 0.24, 0.18, skin, 0.2)
    limb(at(chest[0] - 0.1, chest[1] + 0.1), at(*k), 0.32, 0.26, kit, 0.2)
    m = b.shape(curve([at(-0.55, -3.9), at(0.75, -3.9), at(0.95, -2.55), at(0.2, -2.75), at(-0.75, -2.7)], n=3))
    b.solid(m, shorts, 0.2, b.y, line, mix(shorts, p.ink, 0.6))
    torso = b.shape(
        curve(
            [
                at(-0.5, -3.6),
                at(-0.35, -4.8),
                at(-0.1, -5.7),
                at(0.4, -5.95),
                at(0.95, -5.7),
                at(1.1, -5.0),
                at(0.72, -3.6),
            ]
        )
    )
    b.flat(torso, kit)
    if kit != p.white:
        b.flat(torso & (np.abs(((b.x - x) / u * run - 0.3) + (b.y - y) / u * 0.1 + 0.45) < 0.18), p.white, 0.0)
    else:
        b.flat(torso & ((((b.x - x) / u * 1.0 + 40) % 0.62) < 0.3), p.deep)
    b.cut(torso, np.clip(0.14 + (b.x - x) / u * 0.26, 0, 0.7), b.y, mix(kit, p.ink, 0.65), 0.8)
    b.edge(torso, line)
    if number:
        b.letters(*at(0.25, -4.8), number, 1.0 * u, p.white if kit != p.white else p.ink)
    hand = (2.1, -5.1)
    k = knee((chest[0] + 0.2, chest[1]), hand, 1.3, 1.2, 1)
    limb(at(*k), at(*hand), 0.24, 0.18, skin)
    limb(at(chest[0] + 0.15, chest[1] + 0.1), at(*k), 0.32, 0.26, kit)
    hx, hy = at(0.85, -6.55)
    if tail:
        b.solid(
            curve(
                [
                    (hx - 0.2 * u * run, hy - 0.4 * u),
                    (hx - 0.9 * u * run, hy - 0.5 * u),
                    (hx - 1.35 * u * run, hy + 0.05 * u),
                    (hx - 0.9 * u * run, hy - 0.05 * u),
                    (hx - 0.3 * u * run, hy + 0.1 * u),
                ]
            ),
            hair,
            edge=line,
        )
    q = lambda text: [(hx + a * u * run, hy + c * u) for a, c in curve(text)]
    b.solid(
        q("-.30,-.48 .14,-.56 .38,-.36 .40,-.14 .56,.10 .42,.14 .42,.30 .36,.50 .10,.56 -.2,.34 -.42,.0"),
        skin,
        edge=line,
    )
    b.solid(q("-.34,.30 -.54,.0 -.50,-.42 -.1,-.70 .32,-.58 .42,-.34 .2,-.36 .02,-.2 .0,.06 -.14,.10"), hair, edge=line)


def ball(b, x, y, r):
    """Draw a football."""
    p = b.p
    b.solid(b.disc(x, y, r), p.white, np.clip(0.1 + (b.x - x + b.y - y) / r * 0.2, 0, 0.6), b.y, 0.36)
    b.flat(
        b.shape([(x + r * 0.42 * math.cos(a), y + r * 0.42 * math.sin(a)) for a in np.linspace(-1.57, 4.71, 6)]), p.ink
    )
    b.strokes(
        [
            [
                (x + r * 0.4 * math.cos(a), y + r * 0.4 * math.sin(a)),
                (x + r * 0.95 * math.cos(a), y + r * 0.95 * math.sin(a)),
            ]
            for a in np.linspace(-1.57, 3.45, 5)
        ],
        0.22 * r,
    )


def pitch(b, space, mask, light=0.0):
    """Print the mown stripes of a pitch on a floor."""
    p = b.p
    d = np.maximum(b.y - space.hz, 0.5)
    z = space.eye * space.scale / d
    green = mix(p.green, "#7fae93", 0.5) if p.dark else mix(p.green, "#8db58e", 0.4)
    b.flat(mask, green)
    stripe = ((z / 6.5) % 2) < 1
    b.flat(mask & stripe.astype(np.float32), mix(green, p.deep, 0.22))
    b.cut(mask, np.where(stripe, 0.26, 0.14), 0.62 * d + 7 * np.log1p(d / 7), mix(p.deep, green, 0.2))
    if light:
        b.flat(mask & np.clip(1 - np.hypot((b.x - 75) / 70, (b.y - space.hz - 26) / 34), 0, 1), p.glow, light)


def floodlit_pitch(b, rng):
    """Draw a floodlit pitch from high in the stand, dark sky above the far roof."""
    p = b.p
    sky(b, 34, "clear")
    stars(b, 24, 60)
    for x, w in ((14, 11), (70, 9), (126, 11)):
        pylon(b, x, 30, 8 if w > 10 else 11, w, True, (0.4 if x < 60 else -0.4 if x > 90 else 0, 1))
    roof = [(-2, 16), (152, 18.6), (152, 14), (-2, 10.6)]
    b.solid(roof, mix(p.spot, p.ink, 0.25), 0.35, b.x, 0.4)
    stand = Plane([(-2, 31), (152, 30.6), (152, 18.6), (-2, 16)], 90, 10)
    b.flat(b.shape(stand.corners), mix(p.ink, p.deep, 0.2))
    crowd_dots(b, rng, stand, 9, 110, 0.94)
    for i in range(8):
        b.stroke([stand.at(4 + i * 12, 0), stand.at(4 + i * 12, 10)], 0.44)
    space = Space(52, 12, 11, 60)
    pitch(b, space, b.mask(b.y > 33), 0.4)
    b.solid([(-2, 31), (152, 30.6), (152, 33.2), (-2, 33.8)], p.white, 0.2, b.x, 0.34)
    for word, x, c in (
        ("FERROW & DAUGHTERS", 34, p.deep),
        ("CRUMB & ANCHOR", 78, p.spot),
        ("HALDEN MARINE", 120, p.deep),
    ):
        b.letters(x, 32.2, word, 1.7, c)
    at = space.at
    lines = [
        [at(-60, 0, 28), at(38, 0, 28)],
        [at(0, 0, 9), at(0, 0, 28)],
        [at(38, 0, 8), at(38, 0, 28)],
        [at(38, 0, 24.6), at(26, 0, 24.6), at(26, 0, 13), at(38, 0, 13)],
        [at(38, 0, 21), at(33.4, 0, 21), at(33.4, 0, 16), at(38, 0, 16)],
    ]
    b.strokes(lines, 0.6, p.white)
    b.stroke(
        [at(7 * math.cos(a), 0, 18 + 4.6 * math.sin(a)) for a in np.linspace(0, 6.3, 50)], 0.6, p.white, closed=True
    )
    gx = 38
    mouth = [at(gx, 0, 20.2), at(gx, 2.4, 20.2), at(gx, 2.4, 16.8), at(gx, 0, 16.8)]
    net = b.shape([at(gx, 0, 20.2), at(gx, 2.4, 20.2), at(gx + 2.4, 2.0, 20.2), at(gx + 2.4, 0, 16.8), at(gx, 0, 16.8)])
    b.cut(net, 0.3, b.x + b.y, p.white)
    b.strokes([mouth], 0.9, p.white)
    spots = (
        (9, 25, 1),
        (16, 22, -1),
        (20, 19, 1),
        (23, 23.4, -1),
        (25, 18, 1),
        (6, 17, -1),
        (-9, 22, 1),
        (-14, 18.6, -1),
        (14, 14.6, 1),
        (21, 14.4, -1),
        (2, 13, 1),
        (-7, 14, -1),
        (29, 20, -1),
        (36.6, 18.6, -1),
    )
    for i, (x, z, run) in enumerate(sorted(spots, key=lambda q: -q[1])):
        px, py = at(x, 0, z)
        s = 1.8 * space.size(z) * 1.7
        for k in (-1, 1):
            b.pen([(px, py), (px + k * 5.4, py + 1.4)], 0.8, 0.05, colour=mix(p.deep, p.ink, 0.4))
        kit = p.glow if x > 36 else (p.spot, p.white)[i % 2]
        player(
            b,
            px,
            py,
            s,
            kit,
            p.ink if kit != p.spot else p.white,
            SKINS[int(rng.integers(5))],
            HAIR[int(rng.integers(6))],
            run,
        )
    ball(b, *at(22.6, 0.3, 16.6), 1.0)
    rail = b.shape([(-2, 86), (152, 80), (152, 82), (-2, 88.4)])
    backs(b, rng, 84, 4.6, -4, 60, gap=0.05, tone=0.35)
    b.solid(rail, p.ink, edge=0)
    backs(b, rng, 86, 5.2, 56, 156, gap=0.05, tone=0.35)
    backs(b, rng, 93, 6.8, -6, 156, step=1.05, gap=0.04, tone=0.42)
    for x in (34, 41, 108):
        b.pen([(x, 92), (x - 1.4, 80)], 1.7, 1.4, colour=mix(p.spot, p.ink, 0.3))
        b.solid(b.disc(x - 1.5, 79, 1.3), SKINS[1], edge=0.24)
    scarf = curve([(31, 80.4), (38, 82), (44, 80), (44.4, 83), (38, 85), (31, 83.4)])
    b.solid(scarf, p.spot, 0.2, b.y, 0.3)
    b.flat(b.shape(scarf) & ((b.x % 4) < 1.6), p.white)


def corner_flag(b, rng):
    """Draw an empty pitch from the corner, the flag near by, the goal in the distance."""
    p, hz = b.p, 38
    sky(b, hz, "cumulus")
    copse(b, rng, hz + 1.6, 60, 154, 4, 8)
    stand = [(-2, hz + 2), (-2, 17), (44, 25), (52, 31), (52, hz + 2)]
    b.solid(stand, mix(p.deep, p.low, 0.1), 0.35, b.x, 0.36)
    b.solid([(-2, 17), (46, 25.4), (52, 24), (-2, 13)], p.spot, 0.3, b.x, 0.36)
    seats = Plane([(-2, 40), (52, 39), (52, 32), (-2, 24)], 30, 6)
    for r in range(6):
        b.stroke([seats.at(0, r), seats.at(30, r)], 0.5, (p.sea, p.mist)[r % 2])
    pylon(b, 60, 40, 10, 7, False)
    space = Space(104, hz, 1.7, 60)
    m = b.mask(b.y > hz + 1.4)
    d = np.maximum(b.y - hz, 0.5)
    green = mix(p.green, "#8db58e", 0.4)
    b.flat(m, green)
    lane = (((b.x - 104) / d * 1.7 + 40) % 2) < 1
    b.flat(m & lane.astype(np.float32), mix(green, p.deep, 0.2))
    b.cut(m, np.where(lane, 0.26, 0.13), 0.62 * d + 7 * np.log1p(d / 7), mix(p.deep, green, 0.15))
    at = space.at
    cx, cz = -3.2, 3.4
    fx, fy = at(cx, 0, cz)
    touch = [at(cx, 0, cz), at(cx, 0, 60)]
    goal = [at(cx, 0, cz), at(40, 0, cz + 1.5)]
    for line in (touch,):
        b.pen(line, 1.5, 0.3, colour=p.white)
    b.pen([(fx, fy), (152, 88)], 1.5, 1.7, colour=p.white)
    b.pen([at(12, 0, cz + 0.8), at(11, 0, 12)], 0.7, 0.4, colour=p.white)
    quarter = [at(cx + 1.0 * math.cos(a), 0, cz + 1.6 * math.sin(a)) for a in np.linspace(0, math.pi / 2, 14)]
    b.stroke(quarter, 1.2, p.white)
    gx, gy = 126, 54  # the goal on the by-line, far along it
    b.cut(b.shape([(gx - 13, gy), (gx - 13, gy - 14), (gx + 15, gy - 14), (gx + 15, gy)]), 0.3, b.x + b.y, p.white, 1.1)
    b.cut(b.shape([(gx - 13, gy), (gx - 13, gy - 14), (gx + 15, gy - 14), (gx + 15, gy)]), 0.3, b.x - b.y, p.white, 1.1)
    b.stroke([(gx - 13, gy), (gx - 13, gy - 14), (gx + 15, gy - 14), (gx + 15, gy)], 0.9, p.white)
    b.strokes([[(gx - 30, gy), (gx + 26, gy)], [(gx - 26, gy), (gx - 36, gy + 9), (152, gy + 11)]], 0.6, p.white)
    b.cut(b.shape([(fx, fy), (fx + 1, fy), (fx + 34, fy + 6), (fx + 33, fy + 7)]), 0.8, b.y, mix(p.deep, green, 0.3))
    b.pen([(fx, fy), (fx - 1.2, 26)], 1.7, 1.3, colour=p.white)
    b.edge(b.shape([(fx, fy), (fx - 1.2, 26)], line=1.4, closed=False), 0.3)
    flag = curve(
        [
            (fx - 1, 26.6),
            (fx + 8, 25),
            (fx + 15, 29),
            (fx + 22, 28),
            (fx + 21, 35),
            (fx + 22, 41),
            (fx + 14, 42),
            (fx + 7, 39),
            (fx - 0.8, 41),
        ],
        n=5,
    )
    b.solid(flag, p.spot, np.clip(0.24 + 0.26 * np.sin(b.x * 0.42), 0.04, 0.6), b.x + 0.2 * b.y, 0.44)
    ball(b, fx + 9, fy - 4.6, 5.2)
    b.cut(b.disc(fx + 12, fy + 0.4, 6.4, 1.1), 0.8, b.y, p.deep)
    rng2 = np.random.default_rng(5)
    for _ in range(90):
        x, y = rng2.uniform(0, 150), rng2.uniform(86, 101)
        b.pen([(x, y), (x + rng2.normal(0, 0.6), y - rng2.uniform(1.4, 3))], 0.3, 0.05, colour=mix(p.deep, green, 0.3))
    gulls(b, rng, 3, (80, 140), (8, 22))
    del goal


def floodlights_dusk(b, rng):
    """Draw floodlights coming on over the ground at dusk, people with scarves on their way to it."""
    p, hz = b.p, 62
    sky(b, hz, "streaks")
    sun(b, 18, hz - 3, 6, hz)
    stand = [(44, hz + 3), (44, 34), (52, 28), (118, 22), (122, 26), (122, hz + 3)]
    b.solid(stand, mix(p.deep, p.ink, 0.1), 0.36, b.y, 0.44)
    b.solid([(40, 35), (50, 25), (122, 18), (126, 24.6), (118, 23), (52, 30)], p.spot, 0.3, b.x, 0.4)
    for i in range(6):
        x = 50 + i * 12
        b.solid(
            [(x, hz + 3), (x, 44 - i * 0.9), (x + 7, 43.4 - i * 0.9), (x + 7, hz + 3)],
            p.glow if i != 4 else mix(p.deep, p.ink, 0.4),
            0.16,
            b.y,
            0.34,
        )
    b.letters(84, 35, "TERN MEADOW", 5.4, p.glow, -5)
    for x, base, top, w in ((36, 62, 15, 12), (128, 62, 12, 13)):
        pylon(b, x, base, top, w, True, (0.5 if x < 75 else -0.6, 0.62))
    for side, x0, x1, y0, y1, t0, t1 in ((-1, -4, 40, 88, 66, 18, 46), (1, 152, 122, 88, 66, 12, 44)):
        corners = [(x0, y0), (x1, y1), (x1, t1), (x0, t0)] if side < 0 else [(x1, y1), (x0, y0), (x0, t0), (x1, t1)]
        plane = Plane(corners, 16, 8)
        for i in range(3):
            u = i * 16 / 3
            sub = Plane(plane.quad(u, 0, 16 / 3, 8), 16 / 3, 8)
            front(
                b,
                rng,
                sub,
                mix(p.brick, p.low, 0.08 + 0.08 * i),
                2,
                2,
                0.34 if side > 0 else 0.18,
                doors={0},
                courses=1.0,
            )
        b.solid(
            [
                plane.at(0, 8),
                plane.at(16, 8),
                (plane.at(16, 8)[0], plane.at(16, 8)[1] - 5),
                (plane.at(0, 8)[0], plane.at(0, 8)[1] - 11),
            ],
            mix(p.deep, p.ink, 0.25),
            0.4,
            b.x * 0.3 + b.y,
            0.4,
        )
    road = b.shape([(40, 66), (122, 66), (156, 90), (156, 102), (-6, 102), (-6, 90)])
    d = np.maximum(b.y - 50, 1)
    b.solid(road, mix(p.warm, p.sea, 0.4), 0.28, 0.62 * d + 7 * np.log1p(d / 7), 0.36)
    b.flat(road & np.clip(1 - np.hypot((b.x - 84) / 46, (b.y - 66) / 22), 0, 1), p.glow, 0.5)
    people = [(66 + rng.uniform(0, 40), 67 + rng.uniform(0, 4), 8) for _ in range(16)] + [
        (52 + rng.uniform(0, 62), 73 + rng.uniform(0, 4), 12.5) for _ in range(13)
    ]
    for x, y, s in sorted(people, key=lambda q: q[1]):
        figure(
            b,
            x,
            y,
            s,
            passer(rng, p, scarf=p.spot if rng.random() < 0.6 else "", bag=""),
            (WALK, STEP, STAND)[int(rng.integers(3))],
            ("back", "back", "left", "right")[int(rng.integers(4))],
        )
    near = (
        (26, 95, 30, p.deep, "beanie"),
        (42, 98, 34, p.earth, ""),
        (96, 96, 31, p.ink, "beanie"),
        (112, 94, 21, p.glow, "beanie"),
        (126, 98, 33, p.deep, ""),
    )
    for i, (x, y, s, c, hat) in enumerate(near):
        figure(
            b,
            x,
            y,
            s,
            passer(rng, p, colour=c, top="coat" if i % 2 else "jacket", hat=hat, cap=p.spot, scarf=p.spot, bag=""),
            (STEP, EASE, STEP, STEP, EASE)[i],
            "back",
        )
    lamp(b, 143, 92, 40)


def touchline(b, rng):
    """Draw women at full stretch on a floodlit pitch, a full stand behind them."""
    p = b.p
    b.flat(b.y < 200, mix(p.sky, p.ink, 0.2))
    stand = Plane([(-2, 56), (152, 50), (152, 6), (-2, -6)], 60, 16)
    b.flat(b.shape(stand.corners), mix(p.ink, p.deep, 0.15))
    crowd_dots(b, rng, stand, 15, 62, 0.95)
    for i in range(5):
        u = 5 + i * 13
        b.flat(b.shape(stand.quad(u, 0, 0.8, 16)), mix(p.deep, p.sea, 0.3))
    flags = ((22, 20), (88, 16), (126, 24))
    for x, y in flags:
        b.stroke([(x, y + 9), (x + 1, y - 6)], 0.5)
        b.solid(
            curve([(x + 1, y - 6), (x + 7, y - 5), (x + 12, y - 6.4), (x + 12, y), (x + 7, y + 0.6), (x + 1, y)], n=4),
            p.spot,
            np.clip(0.2 + 0.2 * np.sin(b.x), 0, 0.5),
            b.x,
            0.3,
        )
        b.flat(
            b.shape(
                curve(
                    [
                        (x + 1, y - 4),
                        (x + 7, y - 3),
                        (x + 12, y - 4.4),
                        (x + 12, y - 2.4),
                        (x + 7, y - 1.2),
                        (x + 1, y - 2),
                    ],
                    n=4,
                )
            ),
            p.white,
        )
    b.solid([(-2, 56), (152, 50), (152, 55), (-2, 61.6)], p.white, 0.15, b.x, 0.4)
    b.letters(40, 57.6, "SALTGATE BREWERY", 3.0, p.deep, -2.2)
    b.letters(112, 54.8, "TERNSIDE BAKERS", 3.0, p.spot, -2.2)
    space = Space(75, 36, 3.0, 60)
    m = b.shape([(-2, 61.6), (152, 55), (152, 102), (-2, 102)])
    pitch(b, space, m, 0.35)
    b.pen([(-2, 97), (152, 86)], 1.4, 1.2, colour=p.white)
    far_ = ((22, 68, 17, 1, p.white), (128, 63, 16, -1, p.spot), (108, 66, 17, 1, p.white))
    for i, (x, y, s, run, kit) in enumerate(far_):
        player(
            b,
            x,
            y,
            s,
            kit,
            p.ink if kit == p.white else p.white,
            SKINS[(1, 3, 0)[i]],
            HAIR[(0, 0, 4)[i]],
            run,
            tail=True,
        )
    for x, y in ((52, 92), (96, 90)):
        for k in (-1, 1):
            b.cut(
                b.shape(curve([(x, y - 0.4), (x + k * 26, y + 4), (x + k * 25, y + 6), (x - k * 2, y + 1.4)])),
                0.7,
                b.y,
                mix(p.deep, p.ink, 0.3),
            )
    player(b, 96, 90, 41, p.white, p.ink, SKINS[0], HAIR[3], -1, 0.85, True, "6")
    player(b, 50, 92, 45, p.spot, p.white, SKINS[3], HAIR[0], 1, 1.0, True, "9")
    ball(b, 75, 88, 3.4)
    b.cut(b.disc(78, 92, 4.4, 0.9), 0.8, b.y, p.deep)
    turf = [(66 + rng.normal(0, 4), 90 + rng.normal(0, 1.2), rng.uniform(0.1, 0.35)) for _ in range(26)]
    b.dots(turf, mix(p.green, p.ink, 0.5))


def _oarsman(b, x, y, s, f, lean, kit, skin, hair):
    """One rower, facing the stern: f is where the bow lies; lean -1 forward .. 1 back."""
    p = b.p
    at = lambda u, v: (x + u * s * f, y + v * s)
    line = float(np.clip(0.10 * s, 0.1, 0.3))
    sh = (0.9 * lean, -2.55)
    hd = (1.1 * lean - 0.05, -3.35)
    hand = (-1.75 + 0.9 * max(lean, 0) + (-0.7 if lean < 0 else 0), -1.7)
    b.solid(capsule(at(0, -0.3), at(-1.0, -1.2), 0.34 * s, 0.3 * s), skin, edge=line)
    b.solid(capsule(at(-1.0, -1.2), at(-1.9, -0.3), 0.28 * s, 0.2 * s), skin, edge=line)
    m = b.shape(
        curve(
            [
                at(0.42, 0),
                at(-0.42, 0),
                at(sh[0] - 0.5, sh[1] + 0.1),
                at(sh[0], sh[1] - 0.25),
                at(sh[0] + 0.5, sh[1] + 0.15),
            ]
        )
    )
    b.solid(m, kit, np.clip(0.2 + (b.x - x) / s * 0.1, 0, 0.6), b.y, line, mix(kit, p.ink, 0.6))
    el = knee(sh, hand, 1.2, 1.2, 1)
    b.solid(capsule(at(*sh), at(*el), 0.24 * s, 0.2 * s), kit, edge=line)
    b.solid(capsule(at(*el), at(*hand), 0.2 * s, 0.15 * s), skin, edge=line)
    b.solid(b.disc(*at(*hd), 0.46 * s, 0.56 * s), skin, edge=line)
    b.solid(
        b.disc(*at(hd[0] + 0.08, hd[1] - 0.14), 0.50 * s, 0.48 * s) & (b.y < at(0, hd[1] + 0.02)[1]), hair, edge=line
    )
    return at(*hand)


def _shell(b, x0, y0, x1, y1, n, k0, k1, kit, hull_c, blade, rng, lean=0.6, cox=True):
    """A racing boat from stern (x0, y0) to bow (x1, y1); k is the size of a rower at each end."""
    p = b.p
    f = 1 if x1 > x0 else -1
    at = lambda t: (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)
    size = lambda t: k0 + (k1 - k0) * t
    shadow = b.shape([at(-0.02), at(1.02), (at(1.0)[0], at(1.0)[1] + 3 * k1), (at(0.02)[0], at(0.02)[1] + 3.4 * k0)])
    n_ = b.noise(7, 1, 7)
    b.cut(shadow & np.clip(0.8 + n_ * 0.5, 0, 1), 0.6, b.y + n_ * 0.4, p.deep)
    seats = [0.20 + 0.64 * i / (n - 1) for i in range(n)]
    far, near = [], []
    for i, t in enumerate(seats):
        x, y = at(t)
        s = size(t)
        grip = (x - f * 1.3 * s, y - 1.7 * s)
        if i % 2:
            far.append((grip, (x - f * 0.4 * s - f * 3.2 * s * lean, y - 3.6 * s), s))
        else:
            near.append((grip, (x - f * 0.4 * s - f * 5.2 * s * lean * 0.7, y + 4.6 * s), s))
    for a, c, s in far:
        b.stroke([a, c], 0.20 * s, mix(p.earth, p.low, 0.2))
        b.solid(
            [
                (c[0] - 0.3 * s, c[1] - 0.2 * s),
                (c[0] + 0.7 * s, c[1] - 0.5 * s),
                (c[0] + 0.9 * s, c[1] + 0.1 * s),
                (c[0], c[1] + 0.3 * s),
            ],
            blade,
            edge=0.2,
        )
    for i, t in enumerate(seats):
        x, y = at(t)
        _oarsman(b, x, y - 0.1 * size(t), size(t), f, lean, kit, SKINS[(i * 2) % 5], HAIR[(i * 3) % 6])
    if cox:
        x, y = at(0.10)
        s = size(0.1)
        b.solid(
            curve([(x - 0.5 * s, y), (x - 0.45 * s, y - 1.5 * s), (x + 0.45 * s, y - 1.5 * s), (x + 0.5 * s, y)], n=3),
            p.ink,
            edge=0.2,
        )
        b.solid(b.disc(x, y - 2.1 * s, 0.46 * s, 0.54 * s), SKINS[0], edge=0.2)
        b.solid(
            curve(
                [
                    (x - 0.5 * s, y - 2.1 * s),
                    (x - 0.3 * s, y - 2.75 * s),
                    (x + 0.4 * s, y - 2.65 * s),
                    (x + 0.95 * s * f, y - 2.2 * s),
                    (x + 0.3 * s, y - 2.25 * s),
                ],
                n=3,
            ),
            p.spot,
            edge=0.2,
        )
    (sx, sy), (bx, by) = at(0), at(1)
    deck = [
        (sx, sy - 0.3 * k0),
        (at(0.08)[0], at(0.08)[1] - 0.75 * k0),
        (at(0.9)[0], at(0.9)[1] - 0.75 * k1),
        (bx, by - 0.3 * k1),
        (at(0.93)[0], at(0.93)[1] + 0.55 * k1),
        (at(0.06)[0], at(0.06)[1] + 0.6 * k0),
    ]
    b.solid(
        curve(deck, n=4), hull_c, np.clip(0.2 + (b.y - (y0 + y1) / 2) / 12, 0, 0.6), b.y, 0.36, mix(hull_c, p.ink, 0.65)
    )
    b.solid(b.disc(bx, by - 0.25 * k1, 0.34 * k1), p.white, edge=0.2)
    for a, c, s in near:
        b.stroke([a, c], 0.36 * s, mix(p.ink, p.earth, 0.3))
        b.stroke([a, c], 0.18 * s, mix(p.earth, p.paper, 0.4))
        b.solid(
            [
                (c[0] - 0.7 * s, c[1] - 0.9 * s),
                (c[0] + 0.3 * s, c[1] - 0.7 * s),
                (c[0] + 0.1 * s, c[1] + 0.9 * s),
                (c[0] - 0.9 * s, c[1] + 0.7 * s),
            ],
            blade,
            edge=0.26,
        )
        for r in (1.6, 2.6):
            b.stroke(
                [
                    (c[0] - 0.3 * s + r * s * math.cos(q), c[1] + 0.9 * s + r * 0.28 * s * math.sin(q))
                    for q in np.linspace(0, 6.3, 30)
                ],
                0.2,
                p.white,
                closed=True,
            )


def rowing_eight(b, rng):
    """Draw an eight on a wide calm river at dawn, mist over the far bank."""
    p, hz = b.p, 38
    sky(b, hz, "clear")
    sun(b, 112, hz - 7, 7.4, hz)
    hills(b, rng, hz, 4, 12, colour=mix(p.sea, p.low, 0.5))
    copse(b, rng, hz + 2, -2, 90, 4, 9, mix(p.green, p.low, 0.35))
    copse(b, rng, hz + 2, 96, 154, 3, 6, mix(p.green, p.low, 0.5))
    for x, s in ((16, 17), (29, 13), (74, 15)):
        leafy(b, rng, x, hz + 2, s, mix(p.green, p.low, 0.25))
    sea(b, hz + 2, 0.06, 0.42, 0.14, path=112)
    fog = np.exp(-(((b.y - hz - 2) / 4.6) ** 2)) * np.clip(0.75 + b.noise(26, 3, 8) * 0.5, 0, 1)
    b.flat(b.mask(fog), p.low, 0.95)
    _shell(b, 150, 66, 6, 86, 8, 3.0, 4.5, p.spot, p.white, p.white, rng, 0.62)
    for i in range(5):  # puddles of the last stroke
        x, y = 128 - i * 5, 78 - i * 0.6
        b.stroke(
            [(x + 3.4 * math.cos(q), y + 0.9 * math.sin(q)) for q in np.linspace(0, 6.3, 24)], 0.2, p.white, closed=True
        )
    reeds = []
    for _ in range(110):
        x = abs(rng.normal(0, 12)) if rng.random() < 0.5 else 150 - abs(rng.normal(0, 16))
        h = rng.uniform(8, 24)
        lean = rng.normal(0, 0.16)
        reeds.append([(x, 102), (x + lean * h * 0.4, 102 - h * 0.6), (x + lean * h, 102 - h)])
    for q in reeds:
        b.pen(q, 0.7, 0.5, 0.1, colour=mix(p.green, p.ink, 0.5))
    for q in reeds[::6]:
        b.pen([q[2], (q[2][0], q[2][1] - 4)], 0.9, 1.3, 0.9, colour=mix(p.earth, p.ink, 0.45))
    gulls(b, rng, 4, (20, 90), (8, 24))


def rowing_four(b, rng):
    """Draw a four close to stone steps, people above it on the quay."""
    p, hz = b.p, 44
    sky(b, 30, "cumulus")
    row(b, rng, hz, (8, 18), (12, 16), shops=0.3)
    wall_ = b.shape([(-2, 44), (152, 44), (152, 68), (-2, 68)])
    stone = mix(p.warm, p.mist, 0.35)
    b.solid(wall_, stone, 0.14, b.y, 0.4)
    for r in range(5):
        y = 44 + r * 4.8
        b.stroke([(-2, y), (152, y)], 0.26, mix(stone, p.ink, 0.55))
        for i in range(13):
            x = i * 12.6 + (r % 2) * 6.3
            b.stroke([(x, y), (x, y + 4.8)], 0.24, mix(stone, p.ink, 0.55))
    weed = wall_ & np.clip((b.y - 61 - b.noise(3, 30, 5) * 1.2) * 2, 0, 1)
    b.flat(weed, mix("#58754f", p.deep, 0.15), 0.85)
    b.cut(weed, 0.5, b.x + b.noise(2, 3, 6), mix("#2c4433", p.ink, 0.3))
    b.solid([(-2, 44), (152, 44), (152, 46.4), (-2, 46.4)], mix(p.mist, p.paper, 0.4), 0.2, b.x, 0.36)
    for i in range(8):  # the steps down
        x, y = 112 + i * 4.4, 46 + i * 2.9
        b.solid(
            [(x, y), (152, y), (152, y + 3), (x, y + 3)],
            mix(stone, p.white, 0.2 if i < 5 else 0),
            0.12 + 0.03 * i,
            b.x,
            0.34,
        )
    for i in range(17):
        x = 2 + i * 6.8 + rng.normal(0, 1)
        if x > 110:
            continue
        figure(
            b,
            x,
            45 + rng.normal(0, 0.3),
            rng.uniform(15, 18.4),
            passer(rng, p),
            (EASE, STAND, RAISED)[int(rng.integers(3))],
            "front",
        )
    figure(
        b,
        128,
        56.6,
        17,
        Look(top="oilskin", colour="#c79a4b", hat="beanie", cap=p.deep),
        replace(STAND, hands=((0.2, -3.5), (1.6, -5.2)), elbows=(1, 1)),
        "left",
    )
    figure(b, 141, 53, 17, passer(rng, p, bag=""), EASE, "left")
    sea(b, 68, 0.3, 0.6, 0.42)
    refl = b.mask((b.y > 68) & (b.y < 84)) & np.clip(1 - (b.y - 68) / 16, 0, 1)
    b.flat(refl, stone, 0.35)
    b.cut(
        b.mask((b.y > 68) & (b.y < 86)),
        np.clip(0.5 - (b.y - 68) / 34 + b.noise(9, 1, 9) * 0.3, 0, 0.7),
        rows(b.y - 50),
        p.deep,
    )
    _shell(b, 12, 80, 138, 83, 4, 4.9, 5.2, p.deep, p.spot, p.spot, rng, -0.5)
    gulls(b, rng, 3, (20, 130), (4, 14))


__all__ = ["Space", "bare", "hills"]
