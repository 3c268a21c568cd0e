"""Lock Street School in the chapel."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import HAIRLINES, figure
from ..stock.look import HAIR, POINT, SKINS, Look
from ..stock.place import Plane, Space


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
        (8.4, (-2.2, -0.5, 1.2)),
        (5.9, (-2.4, -0.7, 1.0, 2.7)),
        (4.2, (-2.5, -0.8, 0.9, 2.5)),
        (2.95, (-1.75, 0.0, 1.75)),
    ):
        _row_of_children(b, rng, space, z, xs)


def _row_of_children(b, rng, space, z, xs):
    p, k = b.p, space.size(z)
    for x in xs:
        cx, cy = space.at(x, 0.72, z)
        top = [(cx - 0.66 * k, cy - 0.12 * k), (cx + 0.66 * k, cy - 0.12 * k), (cx + 0.76 * k, cy), (cx - 0.76 * k, cy)]
        b.solid(top, mix(p.earth, p.low, 0.5), edge=0.3)
        b.solid(b.box(cx - 0.76 * k, cy, 1.52 * k, 0.05 * k), mix(p.earth, p.ink, 0.2), edge=0.24)
        b.strokes(
            [[(cx + u * k, cy), (cx + u * k, cy + 0.70 * k)] for u in (-0.7, 0.7)],
            max(0.3, 0.04 * k),
            mix(p.earth, p.ink, 0.4),
        )
        for u in (-0.34, 0.30):
            q = [
                (cx + u * k, cy - 0.02 * k),
                (cx + (u + 0.26) * k, cy - 0.03 * k),
                (cx + (u + 0.24) * k, cy - 0.10 * k),
                (cx + (u + 0.02) * k, cy - 0.09 * k),
            ]
            b.solid(q, (p.white, p.glow)[u > 0], edge=0.2)
        _child(b, rng, cx + rng.normal(0, 0.03) * k, cy - 0.16 * k, 0.36 * k)
        y = cy + 0.42 * k  # the chair
        b.solid(b.box(cx - 0.26 * k, y - 0.34 * k, 0.52 * k, 0.13 * k), mix(p.earth, p.ink, 0.15), 0.25, b.y, 0.3)
        b.solid(b.box(cx - 0.28 * k, y, 0.56 * k, 0.07 * k), mix(p.earth, p.ink, 0.15), edge=0.3)
        b.strokes(
            [[(cx + u * k, y - 0.3 * k), (cx + u * k, y + 0.38 * k)] for u in (-0.25, 0.25)],
            max(0.3, 0.045 * k),
            mix(p.earth, p.ink, 0.35),
        )


def _child(b, rng, x, y, s):
    """A child from behind, seated; the head is about `s` high and stands round y."""
    p = b.p
    colour = (p.spot, p.deep, p.glow, p.green, p.sea, p.earth, p.brick)[int(rng.integers(7))]
    skin, hair = SKINS[int(rng.integers(5))], HAIR[int(rng.integers(5))]
    dark, line = mix(hair, p.ink, 0.55), float(np.clip(0.04 * s, 0.14, 0.34))
    q = lambda text: [(x + u * s, y + v * s) for u, v in curve(text)]
    body = b.shape(q("-.22,.42 -.66,.66 -.84,1.1 -.80,1.5 -.62,1.9 .62,1.9 .80,1.5 .84,1.1 .66,.66 .22,.42"))
    b.solid(body, colour, np.clip(0.14 + (b.x - x) / s * 0.3, 0, 0.75), b.y, line, mix(colour, p.ink, 0.65))
    b.solid(q("-.18,.2 .18,.2 .24,.56 -.24,.56"), mix(skin, p.ink, 0.15), edge=0)
    b.solid(b.disc(x, y, 0.44 * s, 0.52 * s), skin, edge=line)
    for k in (-1, 1):
        b.solid(b.disc(x + k * 0.45 * s, y + 0.04 * s, 0.09 * s, 0.14 * s), skin, edge=line)
    style = int(rng.integers(5))
    shade = np.clip(0.2 + (b.x - x) / s * 0.5, 0, 0.7)
    if style == 1:
        b.solid(
            b.disc(x, y - 0.10 * s, 0.66 * s, 0.62 * s),
            hair,
            np.clip(0.2 + (b.x - x) / s * 0.4, 0, 0.7),
            b.x + 0.4 * np.sin(b.y * 2.2),
            line,
            dark,
        )
        return
    text = (
        "-.54,.56 -.60,-.2 -.36,-.66 .0,-.72 .36,-.66 .60,-.2 .54,.56 .2,.62 -.2,.62"
        if style == 2
        else HAIRLINES["back"]["short"]
    )
    b.solid(q(text), hair, shade, b.x, line, dark, 0.8)
    if style == 0:
        for k in (-1, 1):
            b.solid(
                q(f"{k * 0.40},-.1 {k * 0.78},-.16 {k * 0.92},.5 {k * 0.74},.86 {k * 0.58},.4"),
                hair,
                0.3,
                b.x,
                line,
                dark,
            )
            b.flat(b.disc(x + k * 0.52 * s, y - 0.06 * s, 0.10 * s), p.spot)
    elif style == 3:
        b.solid(q("-.16,-.3 .16,-.3 .26,.3 .18,1.0 -.06,1.16 -.16,.4"), hair, 0.3, b.x, line, dark)
        b.flat(b.disc(x, y - 0.26 * s, 0.13 * s), p.spot)
