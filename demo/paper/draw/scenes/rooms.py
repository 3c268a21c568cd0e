"""Rooms where people meet: the council, the debate, the chapel, the ward, the bakehouse."""

import math
from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.figures import backs, figure
from ..stock.heads import bust
from ..stock.look import (
    CARRY,
    EASE,
    FOLDED,
    HAIR,
    POCKETS,
    POINT,
    RAISED,
    RAISED_LEFT,
    READ,
    SKINS,
    STAND,
    Look,
    Pose,
    passer,
)
from ..stock.place import Plane, Space, upright
from ..stock.sitter import Sitter
from ..stock.things import chair, crate, sheet


def panelling(b, y0, y1, colour, dark=0.25, gap=15):
    """Draw a panelled wall."""
    p = b.p
    m = b.mask((b.y > y0) & (b.y < y1))
    b.flat(m, colour)
    b.cut(m, np.clip(dark + np.abs(b.x - 75) / 260, 0, 0.7), b.y, mix(colour, p.ink, 0.6))
    for i in range(int(160 / gap) + 1):
        x = i * gap - 8
        for a, c in ((y0 + 3, y0 + (y1 - y0) * 0.58), (y0 + (y1 - y0) * 0.64, y1 - 3)):
            b.solid(
                b.box(x + 2, a, gap - 4, c - a),
                mix(colour, p.glow, 0.10),
                dark * 0.8,
                b.x,
                0.26,
                mix(colour, p.ink, 0.6),
            )


def _tall_window(b, x, y0, y1, w, sky=None):
    p = b.p
    q = curve(
        f"{x - w},{y1}! {x - w},{y0 + w}! {x - w * 0.7},{y0 + w * 0.3} {x},{y0} "
        f"{x + w * 0.7},{y0 + w * 0.3} {x + w},{y0 + w}! {x + w},{y1}!"
    )
    b.solid(q, sky or p.low, 0.18, b.y, 0.5, mix(sky or p.low, p.ink, 0.35))
    for u in (-w / 3, w / 3):
        b.stroke([(x + u, y0 + w * 0.2), (x + u, y1)], 0.5, p.ink)
    for k in range(1, 5):
        y = y0 + w + (y1 - y0 - w) * k / 5
        b.stroke([(x - w, y), (x + w, y)], 0.4, p.ink)


def council_vote(b, rng):
    """Draw the council from the gallery: a horseshoe of desks, hands raised, paper piled high."""
    p = b.p
    wood = mix("#8a6038", p.ink, 0.1)
    b.flat(b.y < 200, mix(p.warm, p.earth, 0.2))
    panelling(b, -2, 42, mix(wood, p.warm, 0.25))
    for x in (24, 126):
        _tall_window(b, x, 3, 34, 8, mix(p.low, p.glow, 0.35))
    carpet = b.mask(b.y > 42)
    b.flat(carpet, mix(p.spot, p.ink, 0.22))
    d = np.maximum(b.y - 18, 1)
    b.cut(
        carpet, np.clip(0.34 + (b.y - 40) / 200, 0, 0.6), 7 * np.log1p(d / 7) * 1.6 + 0.5 * d, mix(p.spot, p.ink, 0.65)
    )
    light = b.shape([(92, 42), (134, 42), (118, 101), (40, 101)])
    b.flat(light, p.glow, 0.14)
    # The chair.
    b.solid(b.box(54, 5, 42, 30), mix(p.deep, p.ink, 0.1), 0.3, b.x + 1.2 * np.sin(b.y * 0.4), 0.4)
    _arms(b, 75, 17, 8)
    b.solid([(52, 44), (98, 44), (98, 33), (52, 33)], wood, 0.3, b.x, 0.4)
    figure(b, 75, 46, 21, Look(top="jacket", colour=p.ink, hair=HAIR[5], style="bob"), STAND, "front")
    b.solid(b.box(49, 38, 52, 9), mix(wood, p.ink, 0.2), 0.25, b.y, 0.4)
    b.solid(b.box(47, 36.6, 56, 2.2), mix(wood, p.glow, 0.2), edge=0.34)
    for row, (rx, ry, cy, s) in enumerate(((43, 13, 54, 18), (62, 22, 62, 25))):
        n = 11 + row * 4
        spots = []
        for i in range(n):
            a = math.pi * (i + 0.5) / n
            x, y = 75 + math.cos(a) * rx * 1.08, cy + math.sin(a) * ry
            if row == 1 and abs(x - 75) < 7:
                continue
            spots.append((x, y, a))
        for x, y, a in sorted(spots, key=lambda q: q[1]):
            up = rng.random() < 0.58
            k = s * (0.85 + 0.25 * math.sin(a))
            view = "back" if math.sin(a) > 0.62 else ("left" if x > 75 else "right")
            pose = (RAISED if x > 75 else RAISED_LEFT) if up else FOLDED
            if view != "back" and up:
                pose = replace(STAND, hands=((0.1, -3.6), (0.55, -8.1)), elbows=(1, 1))
            elif view != "back":
                pose = replace(STAND, hands=((0.9, -4.2), (1.0, -4.1)), elbows=(1, 1))
            look = passer(rng, p, hat="", bag="", top="jacket" if rng.random() < 0.7 else "jumper", scarf="")
            if view == "back":
                _desk(b, x, y - k * 0.10, k, wood, rng, behind=True)
                figure(b, x, y + k * 0.36, k * 1.1, look, pose, view)
                back = curve(
                    [
                        (x - k * 0.15, y + k * 0.40),
                        (x - k * 0.16, y + k * 0.06),
                        (x + k * 0.16, y + k * 0.06),
                        (x + k * 0.15, y + k * 0.40),
                    ],
                    n=3,
                )
                b.solid(back, mix(wood, p.ink, 0.35), 0.35, b.x, 0.3)
            else:
                figure(b, x, y + k * 0.36, k * 1.1, look, pose, view)
                _desk(b, x + (k * 0.28 if x < 75 else -k * 0.28), y + k * 0.06, k, wood, rng)
    for i in range(3):  # the public's rail
        b.solid(
            b.box(-1, 93 + i * 3, 152, 3),
            (mix(wood, p.glow, 0.2), mix(wood, p.ink, 0.3), mix(wood, p.ink, 0.5))[i],
            0.25,
            b.y,
            0.36,
        )


def _desk(b, x, y, k, wood, rng, behind=False):
    p, w = b.p, k * 0.36
    h = k * 0.30
    b.solid(
        [(x - w, y), (x + w, y), (x + w, y + h), (x - w, y + h)],
        mix(wood, p.glow, 0.06),
        0.25,
        b.x,
        0.32,
        mix(wood, p.ink, 0.6),
    )
    b.solid(
        [(x - w * 1.08, y), (x + w * 1.08, y), (x + w * 1.02, y - k * 0.07), (x - w * 1.02, y - k * 0.07)],
        mix(wood, p.glow, 0.25),
        edge=0.26,
    )
    for j in range(int(rng.integers(1, 6))):
        b.solid(
            b.box(x - w * 0.7 + rng.normal(0, 0.25), y - k * 0.05 - (j + 1) * k * 0.042, w * 0.8, k * 0.042),
            p.white,
            edge=0.16,
        )


def _arms(b, x, y, s):
    """The arms of Larkhaven: a lark over a wave on a shield."""
    p = b.p
    q = lambda text, c=True: [(x + u * s, y + v * s) for u, v in curve(text, c)]
    m = b.shape(q("-.9,-1! .9,-1! .9,.2 .5,.9 0,1.25! -.5,.9 -.9,.2"))
    b.solid(m, p.white, 0, edge=0.5)
    b.flat(m & (b.y > y + 0.3 * s), p.deep)
    for i in range(3):
        b.stroke(
            q(
                f"-.9,{0.42 + i * 0.24} -.45,{0.34 + i * 0.24} 0,{0.42 + i * 0.24} "
                f".45,{0.34 + i * 0.24} .9,{0.42 + i * 0.24}",
                False,
            ),
            0.45,
            p.white,
        )
    b.flat(b.shape(q("-.6,-.3 -.1,-.36 .1,-.62 .3,-.66! .46,-.56 .34,-.46 .3,-.2 .0,.06 -.3,.02")) & m, p.spot)
    b.flat(b.shape(q("-.1,-.2 -.5,-.86! .06,-.5 .16,-.2")) & m, p.spot)


def _lectern(b, x, y, s, colour):
    """A lectern whose foot stands at y."""
    p = b.p
    b.solid(
        [(x - 0.34 * s, y), (x - 0.26 * s, y - 0.72 * s), (x + 0.26 * s, y - 0.72 * s), (x + 0.34 * s, y)],
        colour,
        np.clip(0.2 + (b.x - x) / s * 0.5, 0, 0.75),
        b.x,
        0.42,
        mix(colour, p.ink, 0.6),
    )
    b.solid(
        [
            (x - 0.42 * s, y - 0.68 * s),
            (x + 0.42 * s, y - 0.68 * s),
            (x + 0.36 * s, y - 0.80 * s),
            (x - 0.36 * s, y - 0.80 * s),
        ],
        mix(colour, p.glow, 0.3),
        edge=0.36,
    )
    b.pen(
        curve([(x + 0.2 * s, y - 0.78 * s), (x + 0.16 * s, y - 0.94 * s), (x + 0.06 * s, y - 1.0 * s)], False),
        0.4,
        0.4,
        0.9,
    )
    b.solid(
        [
            (x - 0.2 * s, y - 0.74 * s),
            (x + 0.1 * s, y - 0.74 * s),
            (x + 0.08 * s, y - 0.79 * s),
            (x - 0.18 * s, y - 0.79 * s),
        ],
        p.white,
        edge=0.2,
    )


HALLORAND = Look(
    top="jacket", colour="#bf3a26", legs="skirt", trousers="#13232e", hair="#4d3526", style="bob", skin=SKINS[1]
)
ASKE = Look(top="jacket", colour="#1f3442", hair=HAIR[5], style="short", skin=SKINS[0])
LUND = Look(top="jumper", colour="#5f8573", hair=HAIR[3], style="tail", skin=SKINS[0])


def debate(b, rng):
    """Draw three lecterns on a low stage from the back of a full panelled hall, people along the walls."""
    p = b.p
    wood = mix("#6d4a30", p.ink, 0.25)
    b.flat(b.y < 200, mix(p.ink, wood, 0.4))
    space = Space(75, 40, 2.9, 64)
    ceiling = b.shape([(-1, -1), (151, -1), space.at(8, 7, 13), space.at(-8, 7, 13)])
    b.solid(ceiling, mix(wood, p.ink, 0.35), 0.4, (b.x - 75) / np.maximum(40 - b.y, 1) * 22, 0.3)
    for side in (-1, 1):
        plane = Plane(
            [space.at(side * 8, 0, 3), space.at(side * 8, 0, 13), space.at(side * 8, 7, 13), space.at(side * 8, 7, 3)],
            10,
            7,
        )
        b.solid(b.shape(plane.corners), mix(wood, p.glow, 0.12), 0.35, b.x, 0.4, mix(wood, p.ink, 0.6))
        for i in range(4):
            u = 1.4 + i * 2.2
            q = plane.pts((u, 2.9), (u, 5.2), (u + 0.6, 6.0), (u + 1.2, 5.2), (u + 1.2, 2.9))
            b.solid(q, mix(p.sky, p.deep, 0.3), 0.3, b.y, 0.36)
            b.stroke(plane.pts((u + 0.6, 2.9), (u + 0.6, 5.9)), 0.4)
            x, y = plane.at(u + 1.7, 3.6)
            b.glow(x, y, 13, 0.55)
            b.solid(b.disc(x, y, 1.0), "#fff3d0", edge=0.2)
    wall_ = space.front(-8, 13, 16, 7)
    b.solid(b.shape(wall_.corners), mix(wood, p.glow, 0.2), 0.3, b.x, 0.4, mix(wood, p.ink, 0.6))
    x0, y0 = space.at(-4.2, 6.2, 12.9)
    x1, y1 = space.at(4.2, 2.9, 12.9)
    b.glow(75, 34, 64, 0.62, ry=34)
    b.solid(b.box(x0, y0, x1 - x0, y1 - y0), p.deep, 0.3, b.x + 0.8 * np.sin(b.y * 0.6), 0.4)
    _arms(b, 75, (y0 + y1) / 2 - 1, 4.6)
    st = [space.at(-7.2, 0.7, 10), space.at(7.2, 0.7, 10), space.at(7.8, 0.7, 12.9), space.at(-7.8, 0.7, 12.9)]
    b.solid(st, mix(p.earth, p.glow, 0.35), 0.2, b.y, 0.36)
    b.solid(
        [space.at(-7.2, 0.7, 10), space.at(7.2, 0.7, 10), space.at(7.2, 0, 10), space.at(-7.2, 0, 10)],
        mix(p.deep, p.ink, 0.3),
        0.4,
        b.x,
        0.36,
    )
    floor = space.at(0, 0.7, 10.8)[1]
    for i, look in enumerate((ASKE, HALLORAND, LUND)):
        x = 75 + (i - 1) * 22
        pose = (
            replace(STAND, hands=((-1.0, -4.4), (1.7, -5.6))),
            replace(STAND, hands=((-0.9, -4.3), (0.9, -4.3))),
            FOLDED,
        )[i]
        figure(b, x, floor + 0.6, 17.6, look, pose, "front")
        _lectern(b, x, floor + 2.2, 11.4, mix(p.earth, p.glow, 0.25))
    for side in (-1, 1):
        for i in range(6):
            z = 9.4 - i * 1.0
            x, y = space.at(side * 7.3, 0, z)
            figure(
                b,
                x,
                y,
                1.7 * space.size(z),
                passer(rng, p, bag=""),
                (EASE, FOLDED, POCKETS)[i % 3],
                "left" if side > 0 else "right",
            )
    for r in range(9):
        z = 8.8 - r * 0.8
        k = space.size(z)
        y = space.at(0, 1.2, z)[1]
        backs(
            b,
            rng,
            y,
            0.30 * k,
            max(-6, space.at(-6.6, 0, z)[0]),
            min(156, space.at(6.6, 0, z)[0]),
            step=1.0,
            gap=0.04,
            tone=0.22 + 0.04 * r,
        )


def candidates(b, rng):
    """Draw the three candidates close by, one behind the other at their lecterns."""
    p = b.p
    b.flat(b.y < 200, mix(p.deep, p.ink, 0.35))
    b.cut(b.y < 200, np.clip(0.35 + 0.25 * np.sin(b.x * 0.42), 0.05, 0.75), b.x + 0.8 * np.sin(b.y * 0.12), p.ink)
    b.glow(78, 34, 84, 0.5, ry=60)
    sitters = (
        (
            Sitter(
                hair="fair",
                style="bun",
                dress="jumper",
                cloth="#5f8573",
                turn=-0.75,
                smile=0.5,
                skin=0,
                age="young",
                jaw=-0.2,
            ),
            124,
            37,
            11.2,
        ),
        (
            Sitter(
                woman=False,
                hair="grey",
                style="short",
                beard="short",
                dress="jacket",
                cloth="#1f3442",
                under="#d9d6cc",
                turn=-0.6,
                smile=-0.2,
                skin=0,
                age="old",
                jaw=0.4,
                long=0.3,
            ),
            78,
            36,
            12.8,
        ),
        (
            Sitter(
                hair="brown",
                style="bob",
                dress="jacket",
                cloth="#bf3a26",
                under="#f3f1ea",
                turn=0.75,
                smile=0.2,
                skin=1,
                age="middle",
            ),
            30,
            37,
            14.2,
        ),
    )
    for i, (who, x, y, s) in enumerate(sitters):
        bust(b, who, x, y, s)
        top = y + 3.0 * s
        wood = mix("#8a6038", p.ink, 0.15 + 0.08 * (2 - i))
        k = -1 if who.turn < 0 else 1
        b.solid(
            [
                (x - 1.7 * s + k * 3, top + 1.5),
                (x + 1.7 * s + k * 3, top + 1.5),
                (x + 1.5 * s + k * 3, 102),
                (x - 1.5 * s + k * 3, 102),
            ],
            wood,
            np.clip(0.25 + (b.x - x) / s * 0.12, 0, 0.75),
            b.x,
            0.5,
            mix(wood, p.ink, 0.6),
        )
        b.solid(
            [
                (x - 1.9 * s + k * 3, top + 2),
                (x + 1.9 * s + k * 3, top + 2),
                (x + 1.75 * s + k * 3, top - 2.4),
                (x - 1.75 * s + k * 3, top - 2.4),
            ],
            mix(wood, p.glow, 0.25),
            0.2,
            b.y,
            0.5,
        )
        b.letters(x + k * 3, top + 9, ("LUND", "ASKE", "HALLORAND")[i], s * (0.44 if i < 2 else 0.36), p.glow)
        b.solid(
            [
                (x - 0.9 * s + k * 3, top - 0.6),
                (x + 0.5 * s + k * 3, top - 0.6),
                (x + 0.45 * s + k * 3, top - 2.1),
                (x - 0.85 * s + k * 3, top - 2.1),
            ],
            p.white,
            edge=0.3,
        )
        mx = x + k * 1.15 * s
        b.pen(
            curve([(mx, top - 1), (mx - k * 0.12 * s, top - 0.9 * s), (mx - k * 0.5 * s, top - 1.35 * s)], False),
            0.7,
            0.6,
            0.6,
        )
        b.pen([(mx - k * 0.42 * s, top - 1.30 * s), (mx - k * 0.72 * s, top - 1.5 * s)], 2.0, 2.4, 1.6)
    backs(b, rng, 99, 4.2, -3, 154, gap=0.1, tone=0.5)


def chapel_school(b, rng):
    """Draw children at tables between the pews of a plain chapel, a map of the coast on the pulpit."""
    p = b.p
    white = mix(p.paper, p.white, 0.5)
    b.flat(b.y < 200, white)
    space = Space(75, 36, 2.4, 64)
    wall_ = space.front(-7.5, 16, 15, 11)
    b.solid(b.shape(wall_.corners), white, 0.06, b.y, 0.36, mix(p.sea, p.paper, 0.3))
    for side in (-1, 1):
        plane = Plane(
            [
                space.at(side * 7.5, 0, 2.2),
                space.at(side * 7.5, 0, 16),
                space.at(side * 7.5, 11, 16),
                space.at(side * 7.5, 11, 2.2),
            ],
            13.8,
            11,
        )
        b.solid(
            b.shape(plane.corners),
            mix(white, p.mist, 0.3 if side > 0 else 0.05),
            0.14 if side > 0 else 0.04,
            b.y,
            0.36,
            mix(p.sea, p.ink, 0.2),
        )
        for i in range(4):
            u = 2.2 + i * 3.0
            q = plane.pts(
                (u, 3.0), (u, 7.4), (u + 0.35, 8.6), (u + 0.8, 9.0), (u + 1.25, 8.6), (u + 1.6, 7.4), (u + 1.6, 3.0)
            )
            b.solid(curve(q, n=2), mix(p.sky, p.low, 0.3), 0.16, b.y, 0.36)
            b.strokes(
                [
                    plane.pts((u + 0.8, 3), (u + 0.8, 9)),
                    plane.pts((u, 5), (u + 1.6, 5)),
                    plane.pts((u, 7), (u + 1.6, 7)),
                ],
                0.34,
            )
    for i in range(4):  # roof beams
        z = 5 + i * 3.6
        b.pen(
            [space.at(-7.5, 8.2, z), space.at(0, 12.4, z)],
            0.4 * space.size(z) * 0.6,
            0.3 * space.size(z) * 0.6,
            colour=mix(p.earth, p.ink, 0.35),
        )
        b.pen(
            [space.at(7.5, 8.2, z), space.at(0, 12.4, z)],
            0.4 * space.size(z) * 0.6,
            0.3 * space.size(z) * 0.6,
            colour=mix(p.earth, p.ink, 0.35),
        )
    floor = b.shape([space.at(-7.5, 0, 2), space.at(7.5, 0, 2), space.at(7.5, 0, 16), space.at(-7.5, 0, 16)])
    b.solid(
        floor, mix(p.earth, p.low, 0.3), 0.26, (b.x - 75) / np.maximum(b.y - 34, 1) * 26, 0.3, mix(p.earth, p.ink, 0.5)
    )
    wood = mix("#8a6038", p.ink, 0.15)
    px, py = space.at(-0.4, -0.9, 14)
    b.solid([(px - 13, py + 2), (px - 13, py - 14), (px + 13, py - 14), (px + 13, py + 2)], wood, 0.3, b.x, 0.44)
    b.solid(
        [(px - 15, py - 13), (px + 15, py - 13), (px + 15, py - 15.6), (px - 15, py - 15.6)],
        mix(wood, p.glow, 0.25),
        edge=0.4,
    )
    for k in (-1, 1):
        b.stroke([(px + k * 11, py - 15), (px + k * 11, py - 28)], 1.0, wood)
    b.solid([(px - 14, py - 27), (px + 14, py - 27), (px + 12, py - 30.6), (px - 12, py - 30.6)], wood, 0.3, b.y, 0.4)
    m = b.solid(
        b.box(px - 11.5, py - 24, 23, 18), mix(p.sea, p.mist, 0.5), 0.22, b.y + b.noise(8, 3, 3) * 0.6, 0.4, p.deep
    )
    land = b.shape(
        curve(
            [
                (px - 12, py - 25),
                (px + 12, py - 25),
                (px + 12, py - 19),
                (px + 5, py - 17),
                (px + 3, py - 13),
                (px - 3, py - 17),
                (px - 8, py - 15),
                (px - 12, py - 17),
            ]
        )
    )
    b.solid(land & m, mix(p.glow, p.warm, 0.5), 0.14, b.x, 0.3)
    b.solid(b.disc(px + 5, py - 9.6, 3.2, 2.0) & m, mix(p.glow, p.warm, 0.5), edge=0.3)
    b.stroke([(px - 12.4, py - 24), (px + 12.4, py - 24)], 0.9, wood)
    b.stroke([(px - 12.4, py - 6), (px + 12.4, py - 6)], 0.9, wood)
    tx, ty = space.at(4.0, 0, 12)
    figure(
        b,
        tx,
        ty + 2,
        1.75 * space.size(12) * 2.1,
        Look(top="dress", colour=p.deep, legs="skirt", trousers=p.ink, hair=HAIR[1], style="bun", skin=SKINS[2]),
        POINT,
        "left",
    )
    for side in (-1, 1):
        for i in range(6):
            z = 12.6 - i * 1.9
            x0, y0 = space.at(side * 3.9, 0, z)
            k = space.size(z)
            end = side * 90
            q = [(x0, y0), (x0, y0 - 1.0 * k), (x0 + end, y0 - 1.0 * k), (x0 + end, y0)]
            b.solid(q, wood, 0.34, b.x, 0.4)
            cap_ = curve(
                [
                    (x0 - 0.10 * k, y0),
                    (x0 - 0.10 * k, y0 - 1.16 * k),
                    (x0 + 0.02 * k, y0 - 1.3 * k),
                    (x0 + 0.14 * k, y0 - 1.16 * k),
                    (x0 + 0.14 * k, y0),
                ],
                n=2,
            )
            b.solid(cap_, mix(wood, p.glow, 0.15), 0.3, b.y, 0.34)
    for z, xs in (
        (9.4, (-2.2, -0.5, 1.2)),
        (6.6, (-2.4, -0.7, 1.0, 2.7)),
        (4.8, (-2.6, -0.9, 0.8, 2.5)),
        (3.4, (-2.0, -0.2, 1.7)),
    ):
        _row_of_children(b, rng, space, z, xs)


def _row_of_children(b, rng, space, z, xs):
    p, k = b.p, space.size(z)
    for i, x in enumerate(xs):
        cx, cy = space.at(x, 0.72, z)
        b.solid(
            [(cx - 0.72 * k, cy), (cx + 0.72 * k, cy), (cx + 0.78 * k, cy + 0.10 * k), (cx - 0.78 * k, cy + 0.10 * k)],
            mix(p.earth, p.low, 0.5),
            edge=0.3,
        )
        b.strokes([[(cx + u * k, cy + 0.1 * k), (cx + u * k, cy + 0.68 * k)] for u in (-0.7, 0.7)], 0.5)
        b.solid(
            [
                (cx - 0.3 * k, cy - 0.02 * k),
                (cx + 0.16 * k, cy - 0.04 * k),
                (cx + 0.12 * k, cy - 0.12 * k),
                (cx - 0.26 * k, cy - 0.10 * k),
            ],
            p.white,
            edge=0.2,
        )
        del i
        y = cy + 0.02 * k
        s = 0.40 * k
        colour = (p.spot, p.deep, p.glow, p.green, p.sea, p.earth, p.brick)[int(rng.integers(7))]
        skin, hair = SKINS[int(rng.integers(5))], HAIR[int(rng.integers(5))]
        body = b.shape(
            curve(
                [
                    (cx - 0.75 * s, y + 1.6 * s),
                    (cx - 0.72 * s, y + 0.6 * s),
                    (cx - 0.3 * s, y + 0.16 * s),
                    (cx + 0.3 * s, y + 0.16 * s),
                    (cx + 0.72 * s, y + 0.6 * s),
                    (cx + 0.75 * s, y + 1.6 * s),
                ]
            )
        )
        b.solid(body, colour, np.clip(0.16 + (b.x - cx) / s * 0.3, 0, 0.75), b.y, 0.3, mix(colour, p.ink, 0.65))
        tilt = rng.normal(0, 0.12) * s
        b.solid(b.disc(cx + tilt, y - 0.42 * s, 0.52 * s, 0.6 * s), skin, edge=0.26)
        style = int(rng.integers(5))
        dark = mix(hair, p.ink, 0.55)
        if style == 0:
            for q in (-1, 1):
                b.solid(b.disc(cx + tilt + q * 0.62 * s, y - 0.30 * s, 0.20 * s, 0.46 * s), hair, 0.3, b.x, 0.24, dark)
        if style == 1:
            b.solid(
                b.disc(cx + tilt, y - 0.5 * s, 0.74 * s, 0.70 * s), hair, 0.3, np.hypot(b.x - cx, b.y - y), 0.26, dark
            )
        else:
            low = 0.32 if style in (2, 4) else -0.06
            m = b.disc(cx + tilt, y - 0.48 * s, 0.60 * s, 0.64 * s) & (b.y < y + low * s)
            b.solid(m, hair, np.clip(0.2 + (b.x - cx) / s * 0.4, 0, 0.7), b.x, 0.26, dark)
        if style == 3:
            b.solid(b.disc(cx + tilt, y - 1.06 * s, 0.24 * s), hair, edge=0.24)


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


def loaf(b, x, y, s):
    """Draw a loaf with three cuts, its base at y."""
    p = b.p
    crust = "#bd8448"
    m = b.shape(
        curve(
            [
                (x - 4.4 * s, y),
                (x - 4.0 * s, y - 2.4 * s),
                (x - 1.6 * s, y - 3.9 * s),
                (x + 1.6 * s, y - 3.9 * s),
                (x + 4.0 * s, y - 2.4 * s),
                (x + 4.4 * s, y),
            ],
            n=4,
        )
    )
    b.flat(m, crust)
    b.cut(
        m,
        np.clip(0.10 + (b.y - y + 3 * s) / (5 * s) * 0.6 + (b.x - x) / s * 0.04, 0, 0.8),
        b.y + ((b.x - x) / (3 * s)) ** 2,
        mix(crust, p.ink, 0.65),
        0.8,
    )
    b.edge(m, min(0.34, 0.2 * s + 0.1))
    for k in (-1, 0, 1):
        b.pen(
            [(x + (k * 2.0 - 0.7) * s, y - 3.0 * s), (x + (k * 2.0 + 0.7) * s, y - 1.5 * s)],
            0.1,
            0.8 * s,
            0.1,
            colour="#f0d6a0",
        )


def bakery(b, rng):
    """Draw a bakehouse at night: a baker with a peel before the lit oven, loaves on racks."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.ink, 0.35))
    b.cut(b.y < 200, np.clip(0.25 + np.hypot(b.x - 40, b.y - 55) / 190, 0, 0.75), b.y, p.ink)
    floor = b.mask(b.y > 82)
    d = np.maximum(b.y - 66, 1)
    check = (np.floor((b.x - 60) / d * 2.6) + np.floor(52 / d * 2.4)) % 2
    b.flat(floor, mix(p.sea, p.ink, 0.4))
    b.flat(floor & check, mix(p.warm, p.ink, 0.35))
    brick = mix(p.brick, p.spot, 0.15)
    oven = b.box(-2, 8, 62, 76)
    b.flat(oven, brick)
    for r in range(16):
        y = 8 + r * 4.8
        for i in range(8):
            x = -4 + i * 9 + (r % 2) * 4.5
            if rng.random() < 0.45:
                b.flat(b.box(x, y, 8.4, 4.3) & oven, mix(brick, p.ink, rng.uniform(0.05, 0.3)))
        b.stroke([(-2, y), (60, y)], 0.26, mix(brick, p.ink, 0.6))
    b.cut(oven, np.clip((60 - b.x) / -90 + 0.35, 0, 0.5), b.x, p.ink)
    b.edge(oven, 0.5)
    arch = curve("8,66! 8,48 14,39 28,35 42,39 48,48 48,66!")
    ring = curve("3,67! 3,47 10,35 28,30 46,35 53,47 53,67!")
    b.solid(ring, mix(brick, p.glow, 0.2), 0.3, np.arctan2(b.y - 62, b.x - 28) * 16, 0.44)
    m = b.shape(arch)
    b.roll(m, "#8e2f1c", "#e08a34", "#ffd98a", start=36, end=66)
    flame = b.noise(4, 6, 4)
    b.cut(m, np.clip((60 - b.y) / 40 + flame * 0.3, 0, 0.8), b.y + flame * 1.6 - ((b.x - 28) / 12) ** 2, "#6b2013")
    b.edge(m, 0.5)
    b.solid(b.box(2, 66, 54, 3.4), mix(p.mist, p.ink, 0.3), 0.3, b.x, 0.4)
    for i in range(4):
        loaf(b, 15 + i * 8.8, 65.6 - (i % 2) * 1.6, 0.95)
    b.glow(30, 56, 70, 0.5, ry=52)
    floor_light = b.shape([(10, 84), (50, 84), (96, 101), (-10, 101)])
    b.flat(floor_light, p.glow, 0.4)
    for k, (x, w) in enumerate(((88, 30), (121, 30))):
        for xx in (x, x + w):
            b.stroke([(xx, 93 + k), (xx, 8)], 1.0, mix(p.mist, p.ink, 0.4))
        for r in range(7):
            y = 19 + r * 11
            b.solid(b.box(x - 0.6, y, w + 1.2, 1.5), mix(p.mist, p.ink, 0.25), edge=0.26)
            for i in range(3):
                if (k, r, i) != (1, 3, 2):
                    loaf(b, x + 5 + i * 10, y, 1.06)
        for xx in (x, x + w):
            b.solid(b.disc(xx, 94 + k, 1.6), p.ink, edge=0.26)
    pose = Pose(
        feet=((-1.1, 0), (0.9, 0)),
        hip=(-0.1, -3.4),
        chest=(0.25, -5.6),
        head=(0.5, -6.55),
        hands=((2.1, -4.5), (0.2, -3.7)),
        elbows=(1, 1),
    )
    figure(
        b,
        74,
        93,
        52,
        Look(
            top="apron",
            colour=mix(p.paper, p.glow, 0.2),
            trousers=p.deep,
            hat="cook",
            skin=SKINS[2],
            hair=HAIR[0],
            style="short",
        ),
        pose,
        "left",
    )
    b.pen([(86, 69), (58, 62)], 1.3, 1.3, colour="#c79a5a")
    b.solid(curve([(60, 61), (60, 65), (44, 63), (43, 61), (44, 59.4)]), "#d3a968", edge=0.36)
    b.solid(b.box(84, 5, 20, 0.01), p.ink, edge=0)
    _clock(b, 74, 16, 6)


def _clock(b, x, y, r, hours=2.85):
    """A wall clock."""
    p = b.p
    b.solid(b.disc(x, y, r), p.white, edge=0.6)
    b.strokes(
        [
            [
                (x + math.cos(a) * r * 0.78, y + math.sin(a) * r * 0.78),
                (x + math.cos(a) * r * 0.92, y + math.sin(a) * r * 0.92),
            ]
            for a in np.linspace(0, 2 * math.pi, 12, endpoint=False)
        ],
        0.4,
    )
    for turns, long, w in ((hours / 12, 0.5, 0.9), (hours % 1, 0.76, 0.6)):
        a = turns * 2 * math.pi - math.pi / 2
        b.stroke([(x, y), (x + math.cos(a) * r * long, y + math.sin(a) * r * long)], w)


__all__ = ["CARRY", "READ", "chair", "crate", "sheet", "upright"]
