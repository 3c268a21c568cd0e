"""Portraits: upright busts of the staff, and people where they work, on a wide sheet."""

import math

import numpy as np

from ..press import arc, curve, mix
from ..stock import rooms
from ..stock.heads import bust
from ..stock.houses import door, lamp, wall, window
from ..stock.land import hills
from ..stock.pitch import pylon
from ..stock.place import Plane, Space, upright
from ..stock.sitter import SITTERS, SKINS
from ..stock.sky import gulls, sky, stars
from ..stock.things import fish
from ..stock.water import sea
from .stage import curtain


def portrait(b, rng):
    """Draw head and shoulders of a sitter on an upright sheet."""
    who = SITTERS[b.seed]
    rooms.behind(b, rng, who, who.turn > 0)
    bust(b, who, 60 - 3 * who.turn, 67, 25.5)


def at_work(b, rng):
    """Draw a sitter on a wide sheet in the place where they were portrayed."""
    who = SITTERS[b.seed]
    place, x, y, s = PLACES[b.seed]
    place(b, rng)
    if b.p.dark:
        b.glow(x, y + 6, s * 5, 0.35)
    bust(b, who, x, y, s)
    if b.seed == 15:
        _handbell(b, 108, 47)


def _handbell(b, x, y):
    """A hand that holds a bell up, mouth outwards, and the sleeve it belongs to."""
    p = b.p
    sleeve = b.shape(curve("78,102! 84,92 96,78 103,67! 113,71! 110,84 104,102!"))
    ochre = "#c79a4b"
    b.solid(sleeve, ochre, np.clip(0.2 + (b.x - 84) / 50, 0, 0.7), b.y * 0.6 - b.x * 0.5, 0.46, mix(ochre, p.ink, 0.7))
    b.solid(curve("102,68! 104,65 114,69 113.6,72!"), mix(ochre, p.white, 0.12), 0.35, b.x, 0.4, mix(ochre, p.ink, 0.7))
    gold = mix(p.glow, p.earth, 0.25)
    b.pen([(x + 2, y + 20), (x + 3, y + 4)], 3.0, 2.6, colour=mix("#6a4630", p.ink, 0.1))
    skin = SKINS[3]
    dark = mix(skin, p.ink, 0.6)
    b.solid(
        curve(
            [
                (x - 4, y + 22),
                (x - 4.4, y + 13),
                (x, y + 10.6),
                (x + 6.4, y + 11.6),
                (x + 7.4, y + 18),
                (x + 5.6, y + 23),
            ]
        ),
        skin,
        np.clip(0.1 + (b.x - x) / 16, 0, 0.6),
        b.y,
        0.4,
        dark,
    )
    for i in range(3):
        b.pen([(x - 3.6, y + 14.4 + i * 2.7), (x + 3.4, y + 15.4 + i * 2.7)], 0.3, 0.5, 0.2, colour=dark)
    bell = curve(
        [
            (x - 6, y - 16),
            (x - 4.4, y - 5),
            (x - 1, y + 3),
            (x + 3, y + 5),
            (x + 7, y + 3),
            (x + 10.6, y - 5),
            (x + 12.4, y - 16),
        ],
        closed=False,
    )
    b.solid(
        [*bell, *arc(x + 3.2, y - 16, 9.4, 3.0, 0, -180)],
        gold,
        np.clip(0.10 + (b.x - x + 2) / 24, 0.03, 0.75),
        b.y,
        0.5,
        mix(gold, p.ink, 0.6),
    )
    b.solid(b.disc(x + 3.2, y - 16, 9.4, 3.0), mix(p.ink, gold, 0.25), edge=0.46)
    b.solid(b.disc(x + 4.6, y - 16.4, 1.9), mix(gold, p.ink, 0.2), edge=0.34)
    b.pen([(x - 2.4, y - 12), (x, y - 2)], 0.4, 1.4, 0.4, colour=p.white)
    for r in (15, 19):
        for k in (-1, 1):
            b.stroke(arc(x + 3.2, y - 9, r, None, -30 if k > 0 else 150, 20 if k > 0 else 200, 12), 0.6, p.glow)


def _ropewalk(b, rng):
    """Inside the ropewalk: yarns that run to the end of a very long shed."""
    p = b.p
    space = Space(104, 42, 1.9, 40)
    b.flat(b.y < 200, mix(p.earth, p.ink, 0.3))
    for side in (-1, 1):
        plane = Plane(
            [
                space.at(side * 3.4, 0, 0.8),
                space.at(side * 3.4, 0, 60),
                space.at(side * 3.4, 4, 60),
                space.at(side * 3.4, 4, 0.8),
            ],
            59.2,
            4,
        )
        wall(b, plane, mix(p.earth, p.warm, 0.25), 0.34 if side < 0 else 0.2, 0, 0.34)
        for i in range(14):
            z = 1.4 * 1.32**i
            q = [
                space.at(side * 3.4, 1.5, z),
                space.at(side * 3.4, 1.5, z * 1.14),
                space.at(side * 3.4, 2.8, z * 1.14),
                space.at(side * 3.4, 2.8, z),
            ]
            b.solid(q, mix(p.low, p.white, 0.4), 0.1, b.y, min(0.34, 0.3 * space.size(z) / 20))
            if side > 0:
                r = [space.at(3.2, 0, z), space.at(3.2, 0, z * 1.14), space.at(-1.6, 0, z * 1.14), space.at(-1.6, 0, z)]
                b.flat(b.shape(r), mix(p.warm, p.white, 0.3), 0.0)
    roof = [
        space.at(-3.4, 4, 0.8),
        space.at(0, 5.6, 0.8),
        space.at(3.4, 4, 0.8),
        space.at(3.4, 4, 60),
        space.at(-3.4, 4, 60),
    ]
    b.solid(roof, mix(p.earth, p.ink, 0.45), 0.4, (b.x - 104) / np.maximum(42 - b.y, 1) * 22, 0.3)
    for i in range(12):
        z = 1.2 * 1.34**i
        k = space.size(z)
        b.pen(
            [space.at(-3.4, 4, z), space.at(0, 5.4, z), space.at(3.4, 4, z)],
            0.10 * k,
            0.08 * k,
            0.10 * k,
            colour=mix(p.earth, p.ink, 0.55),
        )
    floor = b.shape([space.at(-3.4, 0, 0.8), space.at(3.4, 0, 0.8), space.at(3.4, 0, 60), space.at(-3.4, 0, 60)])
    b.solid(floor, mix(p.earth, p.warm, 0.4), 0.3, (b.x - 104) / np.maximum(b.y - 42, 1) * 26, 0.3)
    rope = "#dcc48e"
    for i in range(9):
        x = -1.1 + i * 0.28
        b.pen([space.at(x, 1.15, 0.9), space.at(x, 1.15, 58)], 1.0, 0.06, colour=mix(rope, p.ink, 0.55))
        b.pen([space.at(x, 1.16, 0.9), space.at(x, 1.16, 58)], 0.66, 0.04, colour=rope)
    for z in (3.4, 6.4, 11, 19):
        k = space.size(z)
        (x0, y0), (x1, _) = space.at(-1.4, 1.1, z), space.at(1.5, 1.1, z)
        b.solid(b.box(x0, y0, x1 - x0, 0.12 * k), mix(p.spot, p.ink, 0.2), edge=0.26)
        b.strokes(
            [[(x0 + 0.1 * k, y0), space.at(-1.5, 0, z)], [(x1 - 0.1 * k, y0), space.at(1.6, 0, z)]],
            0.10 * k,
            mix(p.earth, p.ink, 0.5),
        )


def _net_loft(b, rng):
    """A loft with photographs pegged to lines and a skylight."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.earth, 0.2))
    b.cut(b.y < 200, np.clip(0.08 + (b.x - 60) / 280, 0, 0.5), b.y, mix(p.earth, p.ink, 0.35))
    b.strokes([[(i * 17 - 6, -1), (i * 17 - 12, 101)] for i in range(11)], 0.3, mix(p.earth, p.ink, 0.35))
    b.solid([(-2, -2), (26, -2), (4, 30), (-2, 34)], mix(p.earth, p.ink, 0.3), 0.3, b.x + b.y, 0.4)
    b.solid([(96, -2), (146, -2), (142, 26), (100, 26)], mix(p.sky, p.white, 0.3), 0.14, b.y, 0.6)
    b.strokes([[(120, -2), (121, 26)], [(98, 12), (144, 12)]], 1.2, p.white)
    b.flat(b.shape([(100, 26), (142, 26), (120, 101), (30, 101)]), p.white, 0.22)
    for y0, sag, n in ((34, 4, 5), (62, 4, 5)):
        line = [(72 + i * 4, y0 + sag * math.sin(math.pi * i / 21)) for i in range(22)]
        b.stroke(line, 0.44)
        for i in range(n):
            x = 76 + i * 15.4
            y = y0 + sag * math.sin(math.pi * (x - 72) / 84)
            q = [(x, y), (x + 12, y + 0.4), (x + 11.6, y + 15), (x - 0.4, y + 14.6)]
            b.flat(b.shape([(a + 0.8, c + 1) for a, c in q]), p.ink, 0.3)
            b.solid(q, p.white, edge=0.34)
            m = b.shape([(x + 1.2, y + 1.6), (x + 10.8, y + 1.8), (x + 10.6, y + 12), (x + 1, y + 11.8)])
            b.solid(
                m, (mix(p.sea, p.warm, 0.4), mix(p.earth, p.warm, 0.4), mix(p.deep, p.warm, 0.4))[i % 3], 0.25, b.y, 0.2
            )
            cx = x + 6
            b.flat(b.disc(cx, y + 5.6, 1.7, 2.1) & m, "#e0b48e")
            b.flat(b.disc(cx, y + 4.6, 1.9, 1.5) & m, p.ink)
            b.flat(
                b.shape(curve([(cx - 3.6, y + 13), (cx - 2.6, y + 8.6), (cx + 2.6, y + 8.6), (cx + 3.6, y + 13)])) & m,
                (p.spot, p.green, p.deep, p.glow, p.ink)[i],
            )
            b.flat(
                b.shape(curve([(x + 0.6, y + 13), (x + 0.6, y + 9 + i % 3), (x + 5, y + 10), (x + 6, y + 13)])) & m,
                "#8a6a45",
                0.6,
            )
            b.solid(b.box(x + 5.2, y - 1.6, 1.5, 3.6), mix(p.earth, p.glow, 0.3), edge=0.24)


def _alma_seats(b, rng):
    """The stalls of the Alma, empty, a box above, the curtain."""
    p = b.p
    plum = mix(p.spot, p.ink, 0.4)
    b.flat(b.y < 200, mix(p.spot, p.ink, 0.55))
    b.cut(b.y < 60, 0.36, np.hypot(b.x + 40, (b.y - 20) * 1.2), p.ink)
    gold = mix(p.glow, p.warm, 0.4)
    for y, dy in ((16, 7), (34, 8)):
        band = curve(
            [
                (-4, y),
                (40, y + 5),
                (90, y + dy),
                (154, y + dy - 1),
                (154, y + dy + 6),
                (90, y + dy + 7.4),
                (40, y + 11),
                (-4, y + 6),
            ],
            n=6,
        )
        b.solid(band, gold, 0.18 + 0.24 * (np.sin(b.x * 0.9) > 0.5), b.y, 0.4, mix(p.earth, p.ink, 0.4))
        for i in range(10):
            x = 6 + i * 15
            b.glow(x, y + dy + 9, 6, 0.5)
            b.solid(b.disc(x, y + dy * (0.4 + 0.06 * i) + 2.4, 1.2), p.spot, edge=0.24)
    for r in range(5):
        y = 58 + r * 10
        w = 12 + r * 2.2
        x = -6 + (r % 2) * w * 0.5
        while x < 156:
            m = b.shape(
                curve(
                    [(x, y + 13), (x + 0.4, y + 2), (x + w * 0.5, y - 1.6), (x + w - 1, y + 2), (x + w - 0.6, y + 13)]
                )
            )
            b.solid(
                m,
                p.spot if r < 4 else mix(p.spot, p.ink, 0.12),
                np.clip(0.2 + (b.x - x) / w * 0.34, 0, 0.7),
                b.x,
                0.36,
                mix(p.spot, p.ink, 0.65),
            )
            b.flat(b.disc(x + w * 0.5, y + 3, 1.0), p.glow)
            x += w
    curtain(b, 138, 152, -2, 102, plum, 1.1)


def _street_door(b, rng):
    """A narrow old house with three bells, in a lane."""
    p = b.p
    pl = upright(-4, 96, 160, 110)
    wall(b, pl, mix(p.warm, p.paper, 0.3), 0.08, 0, 0)
    b.strokes([[(82, 0), (82, 96)]], 0.5, mix(p.warm, p.ink, 0.4))
    b.flat(b.mask((b.x > 82) & (b.y < 96)), mix(p.brick, p.low, 0.25))
    b.cut(b.mask((b.x > 82) & (b.y < 96)), 0.14, b.y, mix(p.brick, p.ink, 0.4))
    q = Plane([(92, 96), (118, 96), (118, 26), (92, 26)], 26, 70)
    b.solid(b.box(88, 21, 34, 76), mix(p.paper, p.white, 0.3), 0.1, b.x, 0.4)
    door(b, rng, q, 0, 26, 70, p.green, False, step=False)
    b.letters(105, 34.6, "9", 5, p.glow)
    b.solid(b.box(124, 58, 14, 8), p.glow, np.clip((b.x - 124) / 40, 0, 0.4), b.y, 0.5)
    b.letters(131, 62, "0417", 4.6, p.ink)
    b.dots([(x, y, 0.4) for x in (125.3, 136.7) for y in (59.2, 64.8)], p.ink)
    w = upright(0, 96, 150, 96)
    window(b, rng, w, 142, 40, 22, 40, False)
    window(b, rng, w, 94, 80, 22, 30, False)
    b.solid(b.box(84, 96, 70, 6), mix(p.mist, p.paper, 0.3), 0.2, b.y, 0.4)
    lamp(b, 6, 98, 92, False)


def _bridge_of_ferry(b, rng):
    """The wheelhouse: windows on the sea, a wheel, a compass."""
    p = b.p
    b.flat(b.y < 200, mix(p.deep, p.ink, 0.3))
    view = b.box(-2, 12, 156, 48)

    def outside():
        sky(b, 46, "overcast")
        hills(b, rng, 46, 2, 10, 76, 150, mix(p.sea, p.low, 0.4))
        sea(b, 46, 0.3)
        gulls(b, rng, 5, (84, 146), (16, 36))

    b.inside(view, outside)
    for x in (-2, 36, 78, 116, 150):
        b.solid([(x - 2, 10), (x + 3, 10), (x + 4, 62), (x - 3, 62)], mix(p.paper, p.warm, 0.3), 0.2, b.x, 0.4)
    b.solid(b.box(-2, -2, 156, 13), mix(p.paper, p.warm, 0.3), 0.24, b.y, 0.44)
    b.solid(b.box(-2, 60, 156, 5), mix(p.paper, p.warm, 0.4), 0.16, b.y, 0.44)
    b.solid([(-2, 65), (152, 65), (158, 102), (-8, 102)], mix("#6a4630", p.ink, 0.1), 0.3, b.x, 0.44)
    b.pen(curve("92,14 96,30 104,44", False), 0.7, 0.7, colour=p.ink)
    wx, wy = 112, 74
    for k in range(8):
        a = k * math.pi / 4 + 0.2
        b.pen(
            [(wx, wy), (wx + math.cos(a) * 23, wy + math.sin(a) * 23)], 1.5, 1.9, 1.3, colour=mix("#8a5a34", p.ink, 0.1)
        )
    for r, w in ((17, 3.0), (17, 1.8)):
        b.stroke(
            [(wx + r * math.cos(a), wy + r * math.sin(a)) for a in np.linspace(0, 6.3, 60)],
            w,
            p.ink if w > 2 else mix("#8a5a34", p.glow, 0.2),
            closed=True,
        )
    b.solid(b.disc(wx, wy, 4.4), p.glow, np.clip(0.2 + (b.x - wx) / 12, 0, 0.7), np.hypot(b.x - wx, b.y - wy), 0.4)
    b.solid(
        [(136, 102), (138, 70), (150, 70), (152, 102)],
        mix(p.glow, p.earth, 0.3),
        np.clip(0.2 + (b.x - 137) / 20, 0, 0.8),
        b.y,
        0.44,
    )
    b.solid(b.disc(144, 68, 8, 3), p.white, edge=0.44)
    b.strokes([[(144, 68), (149, 66.6)], [(138, 68), (139.4, 68)]], 0.6, p.spot)


def _workshop(b, rng):
    """The university's workshop: a turbine blade on trestles, tools on the wall."""
    p = b.p
    b.flat(b.y < 200, mix(p.mist, p.paper, 0.4))
    b.cut(b.y < 200, np.clip(0.08 + (90 - b.x) / 300, 0, 0.4), b.y, mix(p.sea, p.deep, 0.2))
    b.solid(b.box(6, 8, 62, 40), mix(p.earth, p.warm, 0.2), 0.2, b.y, 0.44)
    for i in range(7):
        x = 12 + i * 8
        b.stroke([(x, 11), (x, 13)], 0.6)
        if i % 3 == 0:
            b.pen([(x, 13), (x, 34)], 1.4, 1.8, colour=mix(p.deep, p.ink, 0.2))
            b.stroke(
                [(x + 2 * math.cos(a), 14 + 2 * math.sin(a)) for a in np.linspace(0.5, 5.6, 20)],
                1.4,
                mix(p.deep, p.ink, 0.2),
            )
        elif i % 3 == 1:
            b.pen([(x, 13), (x, 24)], 1.8, 1.8, colour=p.spot)
            b.pen([(x, 24), (x, 36)], 0.8, 0.6, colour=p.mist)
        else:
            b.pen([(x, 14), (x, 38)], 1.2, 1.2, colour=p.earth)
            b.solid(b.box(x - 3, 13, 6, 4), p.ink, edge=0.2)
    b.solid(b.box(-1, 88, 152, 14), mix(p.sea, p.warm, 0.4), 0.3, b.y, 0.4)
    for x in (22, 66):
        b.strokes([[(x, 70), (x - 7, 92)], [(x, 70), (x + 7, 92)]], 1.8, mix(p.earth, p.ink, 0.3))
        b.solid(b.box(x - 9, 68, 18, 3), p.earth, 0.3, b.x, 0.36)
    yellow = "#e0ad3f"
    blade = b.shape(curve("-6,52! 10,46 36,48 60,54 84,62 98,68! 80,70 56,70 30,69 8,68 -6,66!"))
    b.solid(
        blade,
        yellow,
        np.clip(0.12 + (b.y - 56) / 22, 0.04, 0.75),
        b.y * 0.95 - b.x * 0.12,
        0.5,
        mix(yellow, p.ink, 0.6),
    )
    b.pen(curve("-2,56 30,55 62,61 92,67", False), 0.3, 0.7, 0.3, colour=mix(yellow, p.ink, 0.5))
    b.letters(26, 61, "SELKIE  2", 4.4, mix(yellow, p.ink, 0.65), 3)
    view = b.box(80, 6, 66, 44)

    def outside():
        sky(b, 36, "cumulus")
        hills(b, rng, 36, 2, 7)
        sea(b, 36, 0.3)

    b.inside(view, outside)
    b.edge(view, 0.6)
    b.strokes([[(80 + i * 22, 6), (80 + i * 22, 50)] for i in (1, 2)] + [[(80, 28), (146, 28)]], 1.3, p.white)


def _wheelhouse(b, rng):
    """A small boat's wheelhouse by night: a lamp, the window, the dark."""
    p = b.p
    wood = mix("#6a4630", p.ink, 0.35)
    b.flat(b.y < 200, wood)
    b.cut(b.y < 200, np.clip(0.3 + (b.x - 40) / 220, 0, 0.7), b.y, p.ink)
    view = b.box(70, 10, 76, 46)

    def outside():
        sky(b, 36, "clear")
        stars(b, 34, 90)
        sea(b, 36, 0.5)
        b.dots([(96, 35, 0.5), (118, 35.4, 0.4), (126, 35, 0.4)], p.glow)

    b.inside(view, outside)
    for q in (
        b.box(66, 6, 84, 4),
        b.box(66, 56, 84, 5),
        b.box(66, 6, 4, 54),
        b.box(106, 8, 3, 50),
        b.box(146, 6, 6, 54),
    ):
        b.solid(q, mix(wood, p.glow, 0.25), 0.3, b.x, 0.4)
    b.solid(b.box(66, 61, 86, 42), mix(wood, p.ink, 0.3), 0.35, b.x, 0.4)
    b.solid([(72, 66), (112, 64), (116, 84), (70, 86)], mix(p.warm, p.paper, 0.4), 0.1, b.y, 0.4)
    b.pen(curve("76,80 86,72 98,76 110,68", False), 0.6, 0.6, colour=p.spot)
    b.pen(curve("74,72 84,70 96,71 110,74", False), 0.3, 0.3, colour=p.deep)
    b.solid(
        curve("124,84! 124,72! 138,72! 138,84! 131,86"), p.white, np.clip(0.1 + (b.x - 124) / 20, 0, 0.7), b.y, 0.44
    )
    b.stroke(curve([(138, 74), (142.4, 75.4), (141.6, 80), (138, 81)], False), 1.0)
    b.pen([(88, -2), (88, 10)], 0.6, 0.6)
    b.glow(88, 16, 60, 0.6)
    b.solid(curve("82,20! 84,10! 92,10! 94,20!"), p.ink, edge=0.3)
    b.solid(b.disc(88, 20.6, 4, 2.4), "#fff3d0", edge=0.3)


def _stage_house(b, rng):
    """Before the curtain, in the light of the house."""
    p = b.p
    curtain(b, -2, 152, -2, 80, mix(p.spot, p.ink, 0.2), 0.62)
    b.glow(60, 40, 100, 0.34, ry=80)
    val = b.mask(b.y < 200) & np.clip((13 + 3.4 * np.abs(np.sin(b.x * 0.21)) - b.y) * b.k, 0, 1)
    b.flat(val, mix(p.spot, p.ink, 0.35))
    b.cut(val, np.clip(0.4 + 0.4 * np.sin(b.x * 1.3), 0, 0.9), b.x, p.ink)
    b.edge(val, 0.7, p.glow)
    b.solid(b.box(-1, 80, 152, 22), mix(p.earth, p.glow, 0.1), 0.3, (b.x - 75) / np.maximum(b.y - 56, 1) * 24, 0.44)


def _survey_room(b, rng):
    """A fisheries scientist's room: a chart on the wall, a measuring board, a cod."""
    p = b.p
    b.flat(b.y < 200, mix(p.mist, p.paper, 0.45))
    b.cut(b.y < 200, np.clip(0.06 + (80 - b.x) / 320, 0, 0.35), b.y, p.sea)
    b.solid(b.box(8, 8, 78, 54), p.white, edge=0.5)
    chart = b.box(11, 11, 72, 48)
    b.flat(chart, mix(p.mist, p.sea, 0.12))
    f = b.noise(34, 22, 12) * 0.7 + b.noise(16, 12, 13) * 0.3
    b.cut(chart, 0.10, f * 8, p.deep, 1.5)
    land = b.shape(curve([(11, 11), (84, 11), (84, 18), (66, 24), (54, 20), (40, 27), (28, 22), (11, 30)])) & chart
    b.solid(land, "#ece4d2", edge=0.34)
    b.solid(b.shape(curve([(52, 46), (66, 42), (74, 49), (62, 55), (52, 53)])) & chart, "#ece4d2", edge=0.34)
    for i in range(13):
        x, y = 16 + (i * 17) % 64, 33 + (i * 11) % 22
        b.solid(b.disc(x, y, 0.8 + (i * 5 % 4) * 0.45), p.spot, edge=0.2)
    b.strokes([[(11 + i * 12, 11), (11 + i * 12, 59)] for i in range(1, 6)], 0.16, mix(p.deep, p.mist, 0.3))
    for r in range(3):
        y = 24 + r * 20
        b.solid(b.box(120, y, 34, 2.2), mix(p.earth, p.warm, 0.2), 0.3, b.y, 0.34)
        for i in range(5):
            x = 122 + i * 6.2
            b.solid(
                curve([(x, y), (x, y - 9), (x + 4.6, y - 9), (x + 4.6, y)], n=2),
                mix(p.white, p.glow, 0.25),
                np.clip((b.x - x) / 8, 0, 0.5),
                b.y,
                0.3,
            )
            b.solid(b.box(x - 0.2, y - 10.6, 5, 2), (p.spot, p.deep, p.ink)[(i + r) % 3], edge=0.2)
            b.flat(b.box(x + 1, y - 5.6, 2.4, 3.4), mix(p.earth, p.ink, 0.1))
    b.solid([(-2, 78), (152, 74), (152, 102), (-2, 102)], mix(p.earth, p.warm, 0.35), 0.22, b.y, 0.5)
    b.solid([(-2, 84), (88, 80), (90, 92), (-2, 97)], p.white, 0.06, b.y, 0.44)
    b.strokes(
        [[(2 + i * 2.9, 96.4 - i * 0.16), (2 + i * 2.9, (93 if i % 5 else 90.6) - i * 0.16)] for i in range(30)], 0.3
    )
    fish(b, 40, 85.6, 62, -0.045)


def _touchline(b, rng):
    """Tern Meadow by day, the empty stand behind."""
    p = b.p
    sky(b, 40, "overcast")
    pylon(b, 96, 46, 8, 13, False)
    stand = Plane([(-2, 58), (152, 50), (152, 26), (-2, 18)], 60, 10)
    b.solid(b.shape(stand.corners), mix(p.deep, p.sea, 0.2), 0.3, b.y, 0.4)
    for r in range(9):
        q = [stand.at(0, r + 0.1), stand.at(60, r + 0.1), stand.at(60, r + 0.8), stand.at(0, r + 0.8)]
        b.flat(b.shape(q), (p.spot, mix(p.spot, p.ink, 0.14))[r % 2])
    for i in range(7):
        b.flat(b.shape(stand.quad(4 + i * 9, 0, 1.0, 10)), mix(p.mist, p.paper, 0.3))
    b.strokes([[stand.at(i * 0.75, 0), stand.at(i * 0.75, 9)] for i in range(80)], 0.12, mix(p.spot, p.ink, 0.5))
    b.solid([(-2, 18), (152, 26), (152, 20), (-2, 9)], mix(p.mist, p.deep, 0.3), 0.3, b.x, 0.4)
    b.solid([(-2, 58), (152, 50), (152, 55), (-2, 64)], p.white, 0.14, b.x, 0.4)
    grass_ = b.shape([(-2, 64), (152, 55), (152, 102), (-2, 102)])
    green = mix(p.green, "#8db58e", 0.4)
    b.flat(grass_, green)
    b.flat(grass_ & ((((b.x + b.y * 1.4) / 17) % 2) < 1), mix(green, p.deep, 0.2))
    b.cut(grass_, 0.2, b.y + 0.06 * b.x, mix(p.deep, green, 0.2))
    b.pen([(-2, 88), (152, 74)], 1.3, 1.1, colour=p.white)
    gx = 20
    b.cut(b.shape([(gx - 18, 76), (gx - 18, 48), (gx + 26, 46), (gx + 26, 73)]), 0.26, b.x + b.y, p.white, 1.3)
    b.cut(b.shape([(gx - 18, 76), (gx - 18, 48), (gx + 26, 46), (gx + 26, 73)]), 0.26, b.x - b.y, p.white, 1.3)
    b.stroke([(gx - 18, 76), (gx - 18, 48), (gx + 26, 46), (gx + 26, 73)], 1.3, p.white)


PLACES = {
    15: (_stage_house, 58, 42, 18),
    20: (_touchline, 96, 42, 18.5),
    29: (_ropewalk, 54, 44, 18.5),
    51: (_bridge_of_ferry, 54, 47, 18),
    53: (_workshop, 98, 43, 18.5),
    64: (_wheelhouse, 50, 46, 18),
    70: (_alma_seats, 96, 43, 18.5),
    71: (_net_loft, 54, 45, 18.5),
    143: (_survey_room, 96, 43, 18),
    162: (_street_door, 54, 46, 18.5),
}
