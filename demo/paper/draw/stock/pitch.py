"""A football ground: floodlights, a far crowd, players, the ball, mown stripes."""

import math

import numpy as np

from ..press import capsule, curve, knee, mix


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
