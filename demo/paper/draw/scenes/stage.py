"""The Alma on stage, and a band."""

from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.figures import backs, figure
from ..stock.houses import window
from ..stock.look import EASE, HAIR, PULL, SKINS, STAND, Look, Pose
from ..stock.place import upright


def curtain(b, x0, x1, y0, y1, colour, folds=1.5, edge=0.44):
    m = b.box(x0, y0, x1 - x0, y1 - y0)
    b.flat(m, colour)
    b.cut(m, np.clip(0.42 - np.sin(b.x * folds) * 0.42, 0, 0.92), b.x + b.y * 0.02, mix(colour, b.p.ink, 0.7))
    b.edge(m, edge)
    return m


def red_coat(b, rng):
    """Draw one beam across a dark stage on a woman in a long red coat, one hand raised."""
    p = b.p
    b.flat(b.y < 200, mix(p.ink, p.deep, 0.12))
    b.cut(
        b.y < 80, np.clip(0.30 + b.noise(40, 14, 2) * 0.16, 0.04, 0.5), b.x + b.noise(30, 9, 3), mix(p.deep, p.sea, 0.2)
    )
    floor = b.mask(b.y > 78)
    b.flat(floor, mix(p.ink, p.deep, 0.5))
    b.cut(floor, 0.4, (b.x - 62) / np.maximum(b.y - 56, 1) * 22, mix(p.deep, p.sea, 0.3))
    beam = b.shape([(152, -6), (70, 28), (28, 95), (92, 95), (158, 8)])
    fade = np.clip(1.05 - np.hypot(b.x - 150, b.y) / 190, 0.25, 1)
    b.flat(beam & (fade * 0.85), p.glow)
    b.cut(
        beam,
        np.clip(0.34 - b.x / 420 + b.noise(18, 18, 5) * 0.12, 0.03, 0.4),
        b.y * 0.75 + b.x * 0.55,
        mix(p.earth, p.ink, 0.2),
    )
    b.flat(b.disc(60, 92, 33, 6.4), "#fff3d0", 0.85)
    shadow = b.shape(curve([(58, 91), (30, 97), (-3, 100), (-3, 104), (36, 101), (64, 93)]))
    b.flat(shadow, p.ink, 0.7)
    pose = Pose(
        feet=((-0.25, 0), (0.3, 0)),
        chest=(0.05, -5.95),
        head=(0.22, -6.95),
        hands=((-0.7, -3.5), (2.0, -7.7)),
        elbows=(1, 1),
    )
    look = Look(top="longcoat", colour=p.spot, trousers=p.ink, hair=HAIR[0], style="bob", skin=SKINS[1])
    figure(b, 60, 93, 62, look, replace(pose), "front")
    # The lantern that is for sale.
    b.solid([(112, 84), (116, 64), (128, 64), (132, 84)], mix(p.deep, p.ink, 0.2), 0.36, b.x, 0.44)
    b.solid(b.box(115, 50, 14, 14), mix(p.glow, p.ink, 0.35), 0.35, b.x, 0.44)
    b.strokes([[(115 + i * 3.5, 50), (115 + i * 3.5, 64)] for i in range(1, 4)], 0.4)
    b.flat(b.shape([(113, 50), (122, 41), (131, 50)]), p.ink)
    for x0, x1 in ((-2, 14), (138, 152)):
        curtain(b, x0, x1, -2, 92, mix(p.spot, p.ink, 0.5), 1.2)
    backs(b, rng, 96, 4.4, -4, 154, gap=0.12, tone=0.7)


def fly_lines(b, rng):
    """Draw the stage from the wings: lines run up from their cleats, scenery hangs above, the house beyond."""
    p = b.p
    b.flat(b.y < 200, mix(p.ink, p.deep, 0.2))
    b.cut(b.y < 200, np.clip(0.24 + b.x / 420, 0, 0.5), b.y, mix(p.deep, p.sea, 0.1))
    house_ = b.shape([(100, 30), (151, 20), (151, 84), (100, 76)])
    b.solid(house_, mix(p.spot, p.ink, 0.45), 0.4, b.y, 0.4)
    for r in range(6):  # the seats, beyond the edge of the stage
        y = 40 + r * 6.4
        for i in range(9):
            x = 104 + i * 5.6 + (r % 2) * 2.8
            b.solid(b.disc(x, y, 2.3, 2.8), mix(p.spot, p.ink, 0.12), 0.4, b.x, 0.24)
    for y in (24, 33):
        b.pen([(100, y + 9), (152, y)], 1.6, 2.2, colour=p.glow)
    floor = b.shape([(-2, 88), (40, 76), (151, 84), (151, 102), (-2, 102)])
    b.solid(floor, mix(p.earth, p.glow, 0.2), 0.34, b.x * 0.35 + b.y * 0.9, 0.4)
    lit = b.shape([(50, 78), (128, 80), (150, 98), (64, 100)])
    b.flat(lit, p.glow, 0.5)
    pieces = ((44, 22, 24, 32, p.sea), (66, 13, 28, 34, mix(p.warm, p.brick, 0.4)), (92, 20, 22, 30, p.deep))
    for i, (x, y, w, h, c) in enumerate(pieces):
        for u in (2, w / 2, w - 2):
            b.stroke([(x + u, -2), (x + u, y + 2)], 0.4, "#cbb488")
        b.solid(
            [(x - 2, y + 1), (x + w + 2, y + 1), (x + w + 2, y - 1), (x - 2, y - 1)], mix(p.earth, p.ink, 0.2), edge=0.3
        )
        roof = [(x, y + 9), (x + w / 2, y + 1), (x + w, y + 9)]
        m = b.shape([*roof, (x + w, y + h), (x, y + h)])
        b.solid(m, c, 0.26, b.y, 0.44)
        pl = upright(x, y + h, w, h - 9)
        for k in range(2):
            for r in range(2):
                window(b, rng, pl, w * (0.16 + 0.44 * k), 3 + r * 10, w * 0.24, 6, lit=(k + r + i) % 3 == 0, sill=False)
    figure(
        b,
        104,
        90,
        24,
        Look(top="dress", colour=p.spot, legs="skirt", hair=HAIR[0], style="bun"),
        replace(STAND, hands=((-1.6, -5.6), (1.7, -6.2))),
        "back",
    )
    figure(b, 88, 92, 25, Look(top="coat", colour=p.ink, hair=HAIR[5], hat="brim"), EASE, "right")
    # The pin rail with its lines, near by.
    b.solid([(-2, 58), (44, 63), (44, 67), (-2, 63)], mix(p.earth, p.ink, 0.1), 0.3, b.x + b.y, 0.44)
    b.solid([(-2, 82), (42, 80), (42, 83.4), (-2, 87)], mix(p.earth, p.ink, 0.2), 0.3, b.x + b.y, 0.44)
    rope = "#d6bd88"
    for i in range(8):
        x = 2 + i * 5.4
        y = 60 + i * 0.62
        top = (x + 14 + i * 2.4, -3)
        b.pen([(x, y - 1), top], 1.5, 0.9, colour=mix(rope, p.ink, 0.62))
        b.pen([(x - 0.1, y - 1), (top[0] - 0.1, top[1])], 1.0, 0.6, colour=rope)
        b.pen([(x, y - 4), (x, y + 6)], 1.3, 1.6, 1.0, colour=mix(p.earth, p.glow, 0.2))
        for k in range(4):
            b.pen(
                curve([(x - 1.7, y - 1.6 + k * 1.5), (x, y - 1.0 + k * 1.5), (x + 1.7, y - 1.9 + k * 1.5)], False),
                1.0,
                1.1,
                1.0,
                colour=rope,
            )
        coil = [(x - 2.4, y + 6), (x - 2.6, y + 14), (x, y + 17), (x + 2.4, y + 14), (x + 2.2, y + 6)]
        b.pen(curve(coil, False), 1.5, 1.6, 1.5, colour=mix(rope, p.ink, 0.6))
        b.pen(curve(coil, False), 1.0, 1.1, 1.0, colour=rope)
    look = Look(top="jumper", colour=mix(p.ink, p.deep, 0.35), trousers=p.ink, hat="beanie", cap=p.spot, skin=SKINS[2])
    figure(b, 30, 99, 48, look, replace(PULL, hands=((1.2, -6.4), (1.35, -5.4))), "left")


def musicians(b, rng):
    """Draw nine musicians dark against tall night windows on a low platform, a crowd before them."""
    p = b.p
    b.flat(b.y < 200, mix(p.earth, p.ink, 0.5))
    b.cut(b.y < 200, np.clip(0.4 + np.abs(b.x - 75) / 260, 0, 0.8), b.y, p.ink)
    for i in range(5):
        x = 13 + i * 31
        q = curve(f"{x - 11},66! {x - 11},22! {x - 8},11 {x},5 {x + 8},11 {x + 11},22! {x + 11},66!")
        m = b.shape(q)
        b.roll(m, mix(p.sky, p.low, 0.25), mix(p.low, p.glow, 0.30), start=6, end=62)
        b.cut(m, np.clip(0.34 - b.y / 200, 0, 0.5), b.y, p.rule)
        b.inside(m, lambda i=i: _roofs(b, rng, i))
        b.edge(m, 0.9)
        for u in (-3.7, 3.7):
            b.stroke([(x + u, 8), (x + u, 66)], 0.6, p.ink)
        for k in range(5):
            b.stroke([(x - 11, 22 + k * 9), (x + 11, 22 + k * 9)], 0.5, p.ink)
    b.glow(75, 70, 92, 0.8, ry=40)
    b.solid(b.box(8, 74, 134, 7), mix(p.earth, p.glow, 0.15), 0.36, b.x, 0.44)
    b.solid(b.box(6, 72.6, 138, 2), mix(p.earth, p.glow, 0.4), edge=0.34)
    dark = mix(p.ink, "#000000", 0.15)
    for i in range(9):
        x = 19 + i * 14 + rng.normal(0, 0.6)
        _player(b, x, 73.6, 30 + rng.normal(0, 1.2), i, dark)
    for r in range(3):
        backs(b, rng, 84 + r * 5.4, 3.4 + r * 0.9, -4, 155, gap=0.06, tone=0.34)
    for x, y in ((34, 80), (92, 78), (121, 82)):  # hands in the air
        for k in (0, 4):
            b.pen([(x + k, y + 8), (x + k + 0.6, y)], 1.0, 0.8, colour=dark)
            b.flat(b.disc(x + k + 0.7, y - 0.4, 0.75), mix(SKINS[1], p.ink, 0.45))


def _roofs(b, rng, i):
    p = b.p
    xs = [(-4 + j * 8 + i * 31, 56 + rng.normal(0, 2)) for j in range(5)]
    for x, y in xs:
        b.flat(b.shape([(x, 70), (x, y), (x + 4, y - 5), (x + 8, y), (x + 8, 70)]), mix(p.deep, p.ink, 0.4))
        b.flat(b.box(x + 2.6, y + 2, 1.4, 2), p.glow)


def _player(b, x, y, s, i, dark):
    """One of the nine, in silhouette with a rim of light, and what they play."""
    p, u = b.p, s / 7.5
    rim = mix(p.glow, p.spot, 0.25)
    look = Look(
        top=("coat", "dress", "jumper", "jacket")[i % 4],
        colour=dark,
        trousers=dark,
        skin=dark,
        hair=dark,
        style=("short", "bob", "curls", "bun", "tail")[i % 5],
        hat=("", "", "brim", "", "", "flat", "", "", "")[i],
    )
    hands = {
        0: ((-0.6, -4.9), (1.0, -5.6)),
        1: ((-0.7, -5.0), (0.7, -5.0)),
        2: ((-0.4, -4.6), (1.5, -5.4)),
        3: ((-0.5, -6.4), (0.4, -5.9)),
        4: ((-1.0, -4.8), (1.0, -4.8)),
    }[i % 5]
    before = b.a.copy()
    figure(b, x, y, s, look, replace(STAND, hands=hands), "front")
    changed = np.abs(b.a - before).sum(2) > 3
    edge = changed & ~np.roll(changed, max(1, round(0.22 * b.k)), axis=1)
    b.flat(edge.astype(np.float32) * (b.y < y - 0.3), rim, 0.8)
    wood = "#b5763c"
    kind = i % 5
    if kind == 0:  # fiddle
        b.solid(
            curve(
                [
                    (x + 0.2 * u, y - 5.9 * u),
                    (x + 0.9 * u, y - 6.1 * u),
                    (x + 1.2 * u, y - 5.6 * u),
                    (x + 0.6 * u, y - 5.2 * u),
                ]
            ),
            wood,
            edge=0.26,
        )
        b.pen([(x + 1.0 * u, y - 5.7 * u), (x + 2.2 * u, y - 6.0 * u)], 0.5, 0.4, colour=wood)
        b.stroke([(x - 0.7 * u, y - 4.8 * u), (x + 1.4 * u, y - 6.7 * u)], 0.3, p.paper)
    elif kind == 1:  # squeezebox
        b.solid(b.box(x - 0.9 * u, y - 5.5 * u, 1.8 * u, 1.3 * u), p.spot, 0.5, b.x, 0.34)
        for k in (-1, 1):
            b.solid(b.box(x + k * 1.15 * u - 0.3 * u, y - 5.6 * u, 0.6 * u, 1.5 * u), mix(p.spot, p.ink, 0.4), edge=0.3)
    elif kind == 2:  # guitar
        b.solid(
            curve(
                [
                    (x - 1.0 * u, y - 4.6 * u),
                    (x - 0.5 * u, y - 5.2 * u),
                    (x + 0.1 * u, y - 4.8 * u),
                    (x + 0.6 * u, y - 4.9 * u),
                    (x + 0.5 * u, y - 4.1 * u),
                    (x - 0.1 * u, y - 3.9 * u),
                    (x - 0.8 * u, y - 3.7 * u),
                ]
            ),
            wood,
            0.25,
            b.y,
            0.34,
        )
        b.pen([(x + 0.5 * u, y - 4.7 * u), (x + 2.3 * u, y - 5.8 * u)], 0.7, 0.5, colour=wood)
    elif kind == 3:  # horn
        b.pen([(x + 0.1 * u, y - 6.2 * u), (x + 1.5 * u, y - 5.6 * u)], 0.4, 0.7, colour=p.glow)
        b.solid(
            [
                (x + 1.4 * u, y - 5.9 * u),
                (x + 2.3 * u, y - 5.9 * u),
                (x + 2.3 * u, y - 4.6 * u),
                (x + 1.3 * u, y - 5.3 * u),
            ],
            p.glow,
            0.2,
            b.y,
            0.3,
        )
    else:  # singer
        b.stroke([(x, y), (x, y - 5.7 * u)], 0.4, mix(p.mist, p.ink, 0.3))
        b.solid(b.disc(x, y - 5.9 * u, 0.3 * u), p.ink, edge=0.2)
