"""Where the city is governed: the council, the debate, the three candidates."""

import math
from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.figures import backs, figure
from ..stock.heads import bust
from ..stock.look import EASE, FOLDED, HAIR, POCKETS, RAISED, RAISED_LEFT, SKINS, STAND, Look, passer
from ..stock.place import Plane, Space
from ..stock.sitter import Sitter


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


#: The same three, close by.
HALLORAND_SITS = Sitter(hair="brown", style="bob", dress="jacket", cloth="#bf3a26", skin=1, smile=0.2)


ASKE_SITS = Sitter(
    woman=False,
    age="old",
    hair="grey",
    style="short",
    beard="short",
    dress="jacket",
    cloth="#1f3442",
    under="#d9d6cc",
    smile=-0.2,
    jaw=0.4,
    long=0.3,
)


LUND_SITS = Sitter(age="young", hair="fair", style="bun", cloth="#5f8573", smile=0.5, jaw=-0.2)


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
    for i, look in enumerate((LUND, HALLORAND, ASKE)):
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
        (replace(ASKE_SITS, turn=-0.75), 127, 37, 11.2),
        (replace(HALLORAND_SITS, turn=-0.6), 84, 36, 12.6),
        (replace(LUND_SITS, turn=0.75), 28, 37, 13.8),
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
        b.letters(x + k * 3, top + 9, ("ASKE", "HALLORAND", "LUND")[i], s * (0.34 if i == 1 else 0.44), p.glow)
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
