"""The Tern Head."""

import math
from dataclasses import replace

import numpy as np

from ..press import capsule, curve, knee, mix
from ..stock.figures import figure
from ..stock.houses import row
from ..stock.land import copse, hills, leafy
from ..stock.look import EASE, HAIR, RAISED, SKINS, STAND, Look, passer
from ..stock.sky import gulls, sky, sun
from ..stock.water import rows, sea


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


def _shell(b, x0, y0, x1, y1, n, k0, k1, kit, hull_c, blade, rng, lean=0.6, dip=4.6, slim=1.0):
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
            near.append((grip, (x - f * 0.4 * s - f * 5.2 * s * lean * 0.7, y + dip * s), s))
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
        (at(0.08)[0], at(0.08)[1] - 0.75 * k0 * slim),
        (at(0.9)[0], at(0.9)[1] - 0.75 * k1 * slim),
        (bx, by - 0.3 * k1),
        (at(0.93)[0], at(0.93)[1] + 0.55 * k1 * slim),
        (at(0.06)[0], at(0.06)[1] + 0.6 * k0 * slim),
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
            passer(rng, p, bag=""),
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
    _shell(b, 12, 80, 138, 83, 4, 4.9, 5.2, p.deep, p.spot, p.spot, rng, -0.5, 3.0, 0.72)
    gulls(b, rng, 3, (20, 130), (4, 14))
