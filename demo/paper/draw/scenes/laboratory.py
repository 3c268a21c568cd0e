"""A core of mud on a bench."""

import numpy as np

from ..press import curve, mix
from ..stock.place import Plane


def mud_core(b, rng):
    """Draw a split tube of dark layered mud under a lamp, a ruler before it, a gloved hand with a spatula."""
    p = b.p
    b.flat(b.y < 200, mix(p.mist, p.paper, 0.3))
    b.cut(b.y < 200, np.clip(0.10 + (b.x - 20) / 240, 0, 0.5), b.y, p.sea)
    for y, seed in ((20, 1), (44, 2)):
        b.solid(b.box(-1, y, 152, 2.4), mix(p.deep, p.sea, 0.3), 0.3, b.y, 0.36)
        x = 4 + seed * 2
        while x < 148:
            kind = int(rng.integers(4))
            c = (mix(p.sea, p.white, 0.2), p.glow, mix(p.green, p.white, 0.2), p.spot)[int(rng.integers(4))]
            if kind == 0:  # flask
                m = b.shape(
                    curve(f"{x},{y}! {x + 3},{y - 7} {x + 3},{y - 13}! {x + 6},{y - 13}! {x + 6},{y - 7} {x + 9},{y}!")
                )
                b.flat(m, p.white, 0.7)
                b.flat(m & (b.y > y - 4), c)
                b.edge(m, 0.34)
                x += 12
            elif kind == 1:  # rack of tubes
                for i in range(4):
                    t = b.shape(
                        curve(
                            f"{x + i * 2.6},{y - 11}! {x + i * 2.6},{y - 1} "
                            f"{x + i * 2.6 + 0.9},{y - 0.2} {x + i * 2.6 + 1.8},{y - 1} {x + i * 2.6 + 1.8},{y - 11}!"
                        )
                    )
                    b.flat(t, p.white, 0.8)
                    b.flat(t & (b.y > y - 3 - i), mix(p.earth, p.ink, 0.2))
                    b.edge(t, 0.26)
                b.solid(b.box(x - 1, y - 7, 12, 1.2), p.deep, edge=0.2)
                x += 14
            elif kind == 2:  # bottle
                b.solid(
                    curve(
                        f"{x},{y}! {x},{y - 8} {x + 2},{y - 10.4}! {x + 2},{y - 13}! {x + 5},{y - 13}! "
                        f"{x + 5},{y - 10.4}! {x + 7},{y - 8} {x + 7},{y}!"
                    ),
                    mix("#8a5a34", p.ink, 0.1),
                    np.clip(0.2 + (b.x - x) / 10, 0, 0.7),
                    b.y,
                    0.36,
                )
                b.solid(b.box(x + 0.8, y - 7, 5.4, 4), p.white, edge=0.2)
                x += 10
            else:  # core tubes lying on end
                for i in range(3):
                    b.solid(b.disc(x + 2 + i * 4.4, y - 2.2, 2.2), mix(p.earth, p.ink, 0.5), edge=0.5, ink=p.mist)
                for i in range(2):
                    b.solid(b.disc(x + 4.2 + i * 4.4, y - 6, 2.2), mix(p.earth, p.ink, 0.5), edge=0.5, ink=p.mist)
                x += 16
    bench = b.shape([(-2, 62), (152, 58), (152, 102), (-2, 102)])
    b.solid(bench, mix(p.paper, p.white, 0.4), np.clip(0.06 + (b.x - 40) / 300, 0, 0.3), b.y - 0.03 * b.x, 0.5)
    cone = b.shape([(34, 24), (50, 30), (108, 92), (4, 92)])
    b.flat(cone, p.glow, 0.34)
    b.glow(52, 74, 62, 0.32, ry=26)
    # The lamp.
    b.pen([(14, 62), (10, 34), (31, 20)], 1.6, 1.3, 1.3, colour=p.ink)
    b.solid(b.disc(14, 62.6, 8, 2.4), p.ink, edge=0.3)
    b.solid(
        curve("26,22! 36,12 44,14 50,26! 34,32!"),
        p.spot,
        np.clip(0.16 + (b.x - 30) / 32, 0, 0.7),
        b.x * 0.6 + b.y,
        0.46,
    )
    b.solid(curve("34,32! 50,26! 47,31 40,34"), "#fff3d0", edge=0.36)
    # The core, in its half tube.
    core = Plane([(6, 86), (136, 75), (133, 64), (8, 72)], 100, 10)
    b.cut(b.shape([(x + 1, y + 3) for x, y in core.corners]), 0.6, b.y, mix(p.deep, p.ink, 0.2))
    tube = b.shape(core.pts((-1.6, -2.4), (101, -2.4), (101, 12), (-1.6, 12)))
    b.solid(tube, mix(p.mist, p.white, 0.5), 0.2, b.y, 0.46)
    mud = b.shape(core.corners)
    b.flat(mud, mix("#4b3a2c", p.ink, 0.25))
    u = 1.0
    shades = (0.0, 0.35, 0.12, 0.5, 0.22, 0.42, 0.05)
    i = 0
    while u < 99:
        w = rng.uniform(1.0, 4.6)
        q = core.pts(
            (u, 0), (min(99.6, u + w), 0), (min(99.6, u + w + rng.normal(0, 0.8)), 10), (u + rng.normal(0, 0.8), 10)
        )
        b.flat(b.shape(q) & mud, mix("#2c2420", "#8a7356", shades[i % 7]))
        u += w * rng.uniform(1.0, 1.7)
        i += 1
    b.cut(mud, 0.3 + b.noise(3, 3, 9) * 0.3, b.x * 0.95 + b.noise(3, 4, 8) * 0.8, p.ink)
    b.edge(mud, 0.34)
    for _k in range(9):  # scraps of kelp
        x, y = core.at(rng.uniform(6, 80), rng.uniform(2, 8))
        b.pen([(x, y), (x + 1.4, y - 0.5), (x + 2.6, y + 0.3)], 0.1, 0.7, 0.1, colour="#7f8a4e")
    rule_ = Plane([(6, 95), (136, 83.4), (135.6, 78.4), (6, 89)], 100, 4)
    b.solid(b.shape(rule_.corners), p.glow, edge=0.42)
    ticks = [rule_.pts((i, 4), (i, 4 - (2.0 if i % 10 == 0 else 1.4 if i % 5 == 0 else 0.9))) for i in range(1, 100)]
    b.strokes(ticks, 0.2)
    for i in range(1, 10):
        x, y = rule_.at(i * 10, 1.0)
        b.letters(x, y, str(i * 10), 1.9, p.ink, -5)
    for i, t in enumerate(("7", "8")):
        x, y = core.at(30 + i * 40, 14.4)
        b.solid([(x - 4, y - 1.6), (x + 4, y - 2.2), (x + 4, y + 1.8), (x - 4, y + 2.4)], p.white, edge=0.3)
        b.letters(x, y, "SK-" + t, 2.1, p.deep, -4)
    _gloved_hand(b)


def _gloved_hand(b):
    """A hand in a thin glove that holds a spatula as one holds a pencil."""
    p = b.p
    glove = mix(p.sea, p.white, 0.35)
    dark = mix(glove, p.ink, 0.6)
    fill = lambda text, y0: b.solid(
        curve(text), glove, np.clip(0.10 + (b.y - y0) / 26, 0, 0.55), b.y + b.x * 0.3, 0.44, dark
    )
    sleeve = b.shape(curve("153,18! 153,56! 137,63! 124,42!"))
    b.solid(sleeve, p.white, np.clip(0.12 + (b.y - 30) / 60, 0, 0.5), b.x * 0.5 - b.y, 0.46)
    for text, y0 in (
        ("118,63 112,70 106,73.4 103.4,71.4 107,66 112,58!", 58),
        ("113,60 106,68 100,71.6 97.2,69.6 101,63.6 108,55!", 55),
    ):
        fill(text, y0)  # the fingers that rest
    b.pen([(80, 76), (104, 60), (127, 44)], 0.8, 1.5, 1.9, colour=mix(p.mist, p.deep, 0.45))
    b.pen([(81, 75), (104, 59.6), (126, 44.2)], 0.2, 0.4, 0.4, colour=p.white)
    b.solid(curve([(82.4, 75.6), (76.4, 79.6), (74, 78.4), (79, 73.2)]), p.mist, 0.2, b.x, 0.36)
    fill("138,40! 141,60 133,66 124,67 115,63 109,57 112,49 120,43 127,41", 44)
    fill("111,58! 104,62.6 97.4,66.4 94,64.6 98.4,59 107,52!", 52)  # forefinger
    fill("126,43! 117,43.6 108,49 100.6,56 101.6,59 106,58.4 115,53 124,51!", 46)  # thumb
    b.pen(curve("138,42 136,52 139,60", False), 0.2, 0.7, 0.2, colour=dark)
    b.solid(curve("134,38! 140,36! 144,60! 138,64!"), mix(glove, p.white, 0.3), 0.2, b.x - b.y, 0.42, dark)
