"""Streets after dark: a banner, a queue, a piano on the kerb, a car with its boot open."""

import math

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure
from ..stock.houses import chimney, door, front, lamp, row, wall, window
from ..stock.land import pavement
from ..stock.look import EASE, POCKETS, READ, STAND, WALK, Look, passer
from ..stock.place import upright
from ..stock.sky import gulls, moon, sky, stars


def banner(b, rng):
    """Draw people in a street at dusk with a long banner between them, a theatre's light on them."""
    p, y = b.p, 62
    sky(b, 46, "streaks")
    row(b, rng, y, (22, 32), (12, 17), shops=0.3)
    pavement(b, y, 6)
    lamp(b, 24, y + 4, 38)
    b.glow(150, 60, 80, 0.45, ry=50)
    xs = [18, 30, 44, 58, 73, 88, 103, 118, 131]
    for i, x in enumerate(xs):
        figure(
            b,
            x + rng.normal(0, 1),
            79 + rng.normal(0, 0.7),
            rng.uniform(22, 25),
            passer(rng, p, bag=""),
            (EASE, POCKETS, STAND)[i % 3],
            "front",
        )
    for i, x in enumerate((37, 66, 96, 124)):
        figure(b, x, 92, 31, passer(rng, p, bag="", top="coat"), STAND, ("front", "front", "front", "front")[i])
    top = lambda x: 74 + 1.8 * math.sin((x - 20) * 0.055) + 0.5 * math.sin(x * 0.3)
    up = [(x, top(x)) for x in range(26, 137, 3)]
    low = [(x, top(x) + 12) for x in range(136, 25, -3)]
    m = b.shape(up + low)
    b.solid(
        m,
        p.paper,
        np.clip(0.10 + 0.14 * np.sin(b.x * 0.42), 0, 0.4),
        b.x * 0.7 + b.y * 0.2,
        0.5,
        mix(p.paper, p.ink, 0.6),
    )
    b.letters(80, top(80) + 3.6, "A ROOF FOR THE ALMA.", 4.7, p.ink)
    b.letters(80, top(80) + 8.8, "WHEN FOR KETTLE STREET?", 5.3, p.spot)
    for x in (26.5, 135.5):
        b.pen([(x, 96), (x, 68)], 1.2, 1.0, colour=mix(p.earth, p.ink, 0.3))
    for x, yy in ((28, 80), (134, 80), (46, 75.4), (115, 74.2)):
        b.solid(b.disc(x, yy, 1.5), "#e3bb96", edge=0.24)
    gulls(b, rng, 2, (60, 110), (8, 20))


def kerb_piano(b, rng):
    """Draw wet mattresses and a piano that stand along a kerb in the evening."""
    p, y = b.p, 66
    sky(b, 40, "streaks")
    for i in range(5):
        pl = upright(-6 + i * 33, y, 33, 52)
        front(b, rng, pl, mix(p.brick, p.low, 0.08 * (i % 3)), 2, 2, 0.2, tide=17, doors={0}, courses=1.2)
        b.solid(b.box(-6 + i * 33, y - 53, 33, 2), mix(p.deep, p.ink, 0.2), edge=0.3)
    pavement(b, y, 9)
    for i, (x, c, lean) in enumerate(
        ((12, mix(p.paper, p.warm, 0.5), 5), (24, p.mist, 8), (37, mix(p.warm, p.earth, 0.2), 11))
    ):
        q = [(x, 84), (x + lean, 44 + i * 2), (x + lean + 19, 47 + i * 2), (x + 19, 86)]
        side = [(x + 19, 86), (x + lean + 19, 47 + i * 2), (x + lean + 22, 48 + i * 2), (x + 22.4, 85)]
        b.solid(side, mix(c, p.ink, 0.3), 0.4, b.y, 0.36)
        m = b.solid(q, c, 0.10, b.x - b.y * 0.3, 0.42, mix(c, p.ink, 0.5))
        b.flat(m & (b.y > 66 + 1.2 * np.sin(b.x * 0.5)), "#7a5b3a", 0.55)
        for r in range(5):
            for k in range(3):
                t = (r + 0.5) / 5
                b.flat(
                    b.disc(x + lean * (1 - t) + 3.4 + k * 6, 47 + i * 2 + t * 37 + k * 0.5, 0.6), mix(c, p.ink, 0.55)
                )
    _piano(b, 78, 88, 40)
    b.pen([(131, 90), (131, 74)], 0.7, 0.7)
    for text in ("124,90 125,72", "137,90 136,72"):
        (ax, ay), (cx, cy) = [tuple(map(float, w.split(","))) for w in text.split()]
        b.pen([(ax, ay), (cx, cy)], 0.9, 0.8, colour=mix(p.earth, p.ink, 0.4))
    b.solid(curve([(123, 73), (138, 73), (139, 75.6), (122, 75.6)]), mix(p.earth, p.ink, 0.2), edge=0.3)
    b.solid(b.box(124, 66, 12, 7), p.spot, 0.3, b.x, 0.3)
    b.solid([(120, 66), (132, 64.6), (138, 67), (126, 68.4)], p.paper, 0.2, b.y, 0.26)
    water = b.shape(curve("4,93 40,91 84,92.6 120,95 150,93 150,99 90,99.6 30,98"))
    b.flat(water, p.sea, 0.6)
    b.cut(water, 0.4, b.y + b.noise(9, 1, 4) * 0.5, p.deep)
    lamp(b, 144, y + 7, 46, lit=True)
    figure(b, 66, 74, 21, passer(rng, p, top="coat", colour=p.deep, bag="", style="bun"), EASE, "back")


def _piano(b, x, y, w):
    p, h = b.p, w * 0.86
    wood = mix("#5d3a25", p.ink, 0.1)
    dark = mix(wood, p.ink, 0.6)
    b.solid(b.box(x, y - h, w, h - 2), wood, np.clip(0.22 + (b.x - x) / w * 0.3, 0, 0.8), b.x, 0.5, dark)
    b.solid(b.box(x - 1.4, y - h - 2, w + 2.8, 3), mix(wood, p.glow, 0.15), 0.3, b.y, 0.4)
    for k in (0, 1):
        b.solid(
            b.box(x + 3 + k * w * 0.48, y - h + 5, w * 0.40, h * 0.30), mix(wood, p.ink, 0.15), 0.35, b.y, 0.4, dark
        )
        b.stroke([(x + 5 + k * w * 0.66, y - h + 8), (x + 8 + k * w * 0.66, y - h + 6)], 0.7, p.glow)
    keys = y - h * 0.50
    b.solid(
        [(x - 2, keys + 4), (x + w + 2, keys + 4), (x + w + 3, keys + 8.4), (x - 3, keys + 8.4)],
        mix(wood, p.glow, 0.1),
        0.3,
        b.y,
        0.4,
    )
    b.solid(b.box(x + 1, keys, w - 2, 4.4), p.white, edge=0.34)
    n = 22
    b.strokes([[(x + 1 + (w - 2) * i / n, keys), (x + 1 + (w - 2) * i / n, keys + 4.4)] for i in range(1, n)], 0.16)
    for i in range(n):
        if i % 7 in (0, 1, 3, 4, 5):
            b.flat(b.box(x + 1 + (w - 2) * (i + 0.7) / n, keys, (w - 2) * 0.6 / n, 2.6), p.ink)
    for u in (0.02, 0.92):
        b.solid(b.box(x + w * u, keys + 8, w * 0.06, y - keys - 8), mix(wood, p.ink, 0.2), 0.4, b.y, 0.36)
    b.flat(b.box(x, y - h * 0.22, w, h * 0.20), "#7a5b3a", 0.4)
    for u in (0.46, 0.54):
        b.solid(b.box(x + w * u, y - 4, 1.2, 2.6), p.glow, edge=0.24)


def theatre_front(b, rng):
    """Draw the lit front of a small theatre at night, a queue along the pavement and out of the picture."""
    p, y = b.p, 74
    sky(b, 40, "clear")
    stars(b, 30, 50)
    row(b, rng, y, (20, 30), (13, 17), -4, 30)
    row(b, rng, y, (22, 34), (13, 17), 112, 154)
    b.glow(70, 62, 74, 0.6, ry=52)
    stone = mix(p.paper, p.glow, 0.25)
    pl = upright(30, y, 82, 52)
    b.solid(b.shape(pl.corners), stone, 0.14, b.y, 0.44)
    b.solid([(27, 23), (71, 7), (115, 23), (115, 25.6), (27, 25.6)], mix(stone, p.warm, 0.3), 0.24, b.x, 0.44)
    b.solid([(38, 21.6), (71, 10), (104, 21.6)], mix(p.spot, p.ink, 0.1), 0.3, b.y, 0.34)
    b.solid(b.disc(71, 17, 3.2), p.glow, 0.2, np.hypot(b.x - 71, b.y - 17), 0.34)
    for i in range(4):
        x = 34 + i * 22.6
        b.solid(b.box(x, 26, 5, 30), mix(stone, p.white, 0.3), np.clip(0.1 + (b.x - x) / 9, 0, 0.6), b.y, 0.34)
        b.solid(b.box(x - 0.8, 25.4, 6.6, 2.2), stone, edge=0.26)
    for i in range(3):
        x = 42.6 + i * 22.4
        arch = curve(f"{x},52! {x},38! {x + 1.2},33 {x + 6},30 {x + 10.8},33 {x + 12},38! {x + 12},52!")
        b.solid(arch, p.glow, np.clip((44 - b.y) / 40, 0, 0.4), b.y, 0.44, mix(p.glow, p.spot, 0.5))
        b.strokes([[(x + 6, 30.4), (x + 6, 52)], [(x, 40), (x + 12, 40)]], 0.5)
    canopy = [(34, 55), (108, 55), (112, 61), (30, 61)]
    b.solid(canopy, mix(p.deep, p.ink, 0.3), 0.35, b.x, 0.44)
    b.solid(b.box(30, 60.4, 82, 2.4), p.ink, edge=0)
    b.dots([(31.8 + i * 3.28, 61.6, 0.85) for i in range(25)], "#fff3d0")
    b.letters(71, 58, "A  L  M  A", 4.4, "#fff3d0")
    for i in range(4):
        x = 42 + i * 15.4
        b.solid(b.box(x, 63, 11.4, y - 63), p.glow, 0.12, b.y, 0.4)
        b.stroke([(x + 5.7, 63), (x + 5.7, y)], 0.5)
    pavement(b, y, 7, mix(p.warm, p.glow, 0.2))
    wash = np.clip(1 - np.hypot((b.x - 71) / 62, (b.y - y - 4) / 26), 0, 1)
    b.flat(b.mask(b.y > y) & (wash * 0.55), p.glow)
    x = 64.0
    i = 0
    while x < 156:
        figure(
            b,
            x,
            y + 6.4 + rng.normal(0, 0.5),
            rng.uniform(16.4, 19),
            passer(rng, p, bag="" if i % 3 else "shoulder"),
            (EASE, POCKETS, STAND, READ)[int(rng.integers(4))],
            ("left", "front", "left", "back", "right")[int(rng.integers(5))],
        )
        x += rng.uniform(3.9, 5.2)
        i += 1
    for x, yy, view, pose in ((14, 90, "right", WALK), (25, 91.4, "right", WALK), (47, 93, "back", EASE)):
        figure(b, x, yy, 23, passer(rng, p), pose, view)
    lamp(b, 8, y + 5, 38)


def car(b, x, y, s, colour, open_boot=False):
    """Draw a small car from the side, its front to the left; wheels stand at y."""
    p = b.p
    q = lambda text: [(x + u * s, y + v * s) for u, v in curve(text)]
    dark = mix(colour, p.ink, 0.6)
    if open_boot:
        b.solid(b.shape(q("17.4,-14! 27,-25.6! 29,-24.6! 20.4,-12.4!")), colour, 0.35, b.y, 0.4, dark)
        b.solid(b.shape(q("20.6,-13.4! 21,-23 21.8,-23 21.4,-13!")), p.ink, edge=0)
    body = b.shape(
        q("-25,-3! -25.6,-6 -24,-8 -13,-9.6 -6,-16.4 -1,-17.4 10,-17.4 16,-15.4 20.6,-10 24.6,-8.8 25.4,-5.6 25,-3!")
    )
    b.solid(body, colour, np.clip(0.16 + (b.y - y + 12 * s) / (22 * s), 0.02, 0.75), b.y, 0.5, dark)
    for text in ("-10.4,-10 -4.6,-15.4 .4,-15.8 .8,-10!", "2.6,-10! 2.4,-15.9 9.6,-15.8 14.6,-14 17.4,-10.2"):
        g = b.shape(q(text))
        b.solid(g, p.pane, 0.3, b.x - b.y, 0.36, mix(p.pane, p.ink, 0.6))
        b.flat(g & b.shape(q(text.replace("-10!", "-12!"))), p.pane)
    b.strokes([q("1.6,-15.6! 1.8,-3.4!")[:2], q("-11.8,-9.4! -11,-3.4!")[:2]], 0.24, dark)
    b.stroke(q("-.8,-8.2! -3,-8.2!")[:2], 0.5, p.ink)
    b.flat(b.shape(q("-25.8,-4! 25.6,-4! 25.2,-2.2! -25.4,-2.2!")), mix(p.ink, p.deep, 0.3))
    for u in (-15, 15.4):
        b.flat(b.disc(x + u * s, y - 3.4 * s, 5.0 * s) & (b.y < y - 2.2 * s), mix(p.ink, colour, 0.2))
        b.solid(b.disc(x + u * s, y - 3.4 * s, 4.1 * s), p.ink, edge=0.3)
        b.solid(b.disc(x + u * s, y - 3.4 * s, 2.1 * s), mix(p.mist, p.deep, 0.2), edge=0.3)
    b.solid(b.disc(x - 24.2 * s, y - 6.6 * s, 1.1 * s, 1.5 * s), "#fff3d0", edge=0.3)
    b.solid(b.box(x + 23.6 * s, y - 8 * s, 1.8 * s, 2.4 * s), p.spot, edge=0.26)


def midwife_car(b, rng):
    """Draw a small car with its lights on outside a terrace at night, its boot open on two cases."""
    p, y = b.p, 70
    sky(b, 34, "clear")
    stars(b, 26, 50)
    moon(b, 124, 12, 4.2, 0.35)
    for i in range(5):
        x = -16 + i * 36
        c = mix(p.brick, p.deep, 0.12 * (i % 3))
        pl = upright(x, y, 36, 48)
        wall(b, pl, c, 0.26, 1.0)
        b.solid(
            [(x - 0.4, 22), (x + 36.4, 22), (x + 36.4, 16), (x - 0.4, 16)],
            mix(p.deep, p.ink, 0.35),
            0.45,
            b.x * 0.2 + b.y,
            0.34,
        )
        chimney(b, x + 27, 17, 8)
        warm = i == 3
        for u in (5, 22):
            window(b, rng, pl, u, 29, 9, 12, warm or rng.random() < 0.12)
        window(b, rng, pl, 21, 6, 11, 14, warm)
        door(b, rng, pl, 5, 9, 20, (p.deep, p.green, p.ink, p.spot, p.deep)[i], lit=warm)
        if warm:
            b.flat(b.shape(pl.quad(5, 0, 9, 20)), p.glow)
            b.cut(b.shape(pl.quad(5, 0, 9, 20)), 0.2, b.y, mix(p.glow, p.spot, 0.5))
            b.glow(x + 9.5, y - 8, 30, 0.5)
    pavement(b, y, 6)
    path = b.shape([(97, y), (106, y), (112, y + 12), (88, y + 12)])
    b.flat(path, p.glow, 0.4)
    figure(
        b,
        101.5,
        y + 1.5,
        17.5,
        Look(
            top="coat",
            colour=mix(p.spot, p.ink, 0.2),
            legs="skirt",
            style="bob",
            hair="#9aa4a5",
            skin="#efd6bf",
            bag="case",
        ),
        STAND,
        "back",
    )
    lamp(b, 16, y + 4, 42)
    beam = b.shape([(36, 83), (36, 86), (-3, 92), (-3, 78)])
    b.flat(beam & np.clip(b.x / 40 + 0.15, 0, 1), "#fff3d0", 0.75)
    b.cut(b.shape(curve([(34, 91.6), (92, 91.6), (96, 93.6), (32, 93.6)])), 0.8, b.y, p.ink)
    car(b, 63, 92, 1.06, mix(p.sea, p.paper, 0.25), open_boot=True)
    for dx, w, h, c in ((22.6, 8, 7, mix(p.earth, p.ink, 0.15)), (27, 6.4, 5.4, p.spot)):
        xx = 63 + dx * 1.06
        b.solid(b.box(xx, 92 - 9 * 1.06 - h, w, h), c, 0.3, b.x, 0.36)
        b.stroke(
            [(xx + w * 0.3, 82.4 - h), (xx + w * 0.3, 80.9 - h), (xx + w * 0.7, 80.9 - h), (xx + w * 0.7, 82.4 - h)],
            0.5,
        )
    b.glow(90, 76, 12, 0.5)
