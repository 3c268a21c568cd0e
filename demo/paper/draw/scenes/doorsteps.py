"""Before the door: key boxes, a suitcase, a bench that is gone."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure
from ..stock.houses import door, lamp, row, wall, window
from ..stock.land import cobbles
from ..stock.look import STAND, WALK, Look, passer
from ..stock.place import Plane, upright
from ..stock.sky import sky


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
