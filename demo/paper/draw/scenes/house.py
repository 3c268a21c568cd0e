"""The Alma’s house: seats, dome, the man who mended it."""

import math
from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.figures import HAIRLINES, figure
from ..stock.look import HAIR, REACH, SKINS, Look, passer


def auditorium(b, rng):
    """Draw rows of seats seen from the stage, most of them filled, under a dome."""
    p = b.p
    plum = mix(p.spot, p.ink, 0.5)
    b.flat(b.y < 200, plum)
    r = np.hypot(b.x - 75, (b.y - 30) * 1.3)
    b.cut(b.mask(b.y < 60), 0.40, r, p.ink)
    dome = b.disc(75, -4, 66, 28)
    gold = mix(p.glow, p.warm, 0.45)
    b.solid(
        dome,
        gold,
        np.clip(0.10 + 0.5 * (np.sin(np.arctan2(b.y + 30, b.x - 75) * 40) > 0.86), 0, 0.7),
        np.hypot(b.x - 75, (b.y + 4) * 2.2),
        0.6,
        mix(p.earth, p.ink, 0.4),
    )
    for k in range(26):  # moulded fruit round its rim
        a = math.pi * (k + 0.5) / 26
        x, y = 75 + math.cos(a) * 60, -4 + math.sin(a) * 25
        b.solid(b.disc(x, y, 1.9, 1.6), (p.glow, "#c86a3a", mix(p.green, p.glow, 0.3))[k % 3], 0.3, b.x + b.y, 0.24)
    b.solid(b.disc(75, -2, 30, 12), mix(p.sky, p.glow, 0.2), 0.3, np.hypot(b.x - 75, (b.y + 2) * 2.2), 0.44)
    b.stroke([(75, 6), (75, 19)], 0.44)
    b.glow(75, 23, 30, 0.7)
    for i in range(11):
        x = 75 + (i - 5) * 2.9
        y = 23 + 2.6 * math.cos((i - 5) * 0.3)
        b.solid(b.disc(x, y, 1.0, 1.5), "#fff3d0", edge=0.2)
    b.pen(curve([(60, 24), (75, 29), (90, 24)], False), 0.5, 0.9, 0.5, colour=p.glow)
    for t, (y, sag) in enumerate(((31, 6), (43, 8.4))):
        xs = np.linspace(-4, 154, 60)
        f = lambda x, y=y, sag=sag: y + sag * (1 - ((x - 75) / 80) ** 2)
        for i in range(50):
            x = -2 + i * 3.1 + rng.normal(0, 0.25)
            if rng.random() < 0.9:
                _face(b, rng, x, f(x) - 2.6, 1.9)
        band = [(float(x), f(x)) for x in xs] + [(float(x), f(x) + 5.4) for x in xs[::-1]]
        m = b.solid(band, gold, 0.16 + 0.26 * (np.sin(b.x * 0.9) > 0.6), b.y, 0.44, mix(p.earth, p.ink, 0.4))
        del m
        for i in range(14):
            x = 4 + i * 11
            b.solid(b.disc(x, f(x) + 2.7, 1.3), p.spot, edge=0.24)
            if t == 0:
                b.glow(x, f(x) + 6.4, 5, 0.5)
    for row in range(8):
        s = 2.5 + row * 0.62
        y = 54 + row * 5.4 + row * row * 0.16
        x = -3 + (row % 2) * s * 0.8
        while x < 155:
            sag = 3.4 * (1 - ((x - 75) / 80) ** 2)
            b.solid(
                b.disc(x, y + s * 1.5 + sag, s * 0.86, s * 1.3),
                p.spot,
                np.clip(0.2 + (b.x - x) / s * 0.2, 0, 0.7),
                b.x,
                0.24,
                mix(p.spot, p.ink, 0.6),
            )
            if rng.random() < 0.88:
                _sitter(b, rng, x, y + sag, s)
            x += s * 1.9
    lip = b.shape(curve([(-2, 97), (40, 99.4), (75, 100), (110, 99.4), (152, 97), (152, 104), (-2, 104)]))
    b.solid(lip, p.ink, edge=0)
    b.dots([(8 + i * 13.4, 97.6 + 1.8 * (1 - ((i - 5) / 5) ** 2), 1.0) for i in range(11)], p.glow)


def _face(b, rng, x, y, s):
    look = passer(rng, b.p, hat="", bag="")
    b.flat(b.disc(x, y + s * 1.2, s * 0.66, s * 0.7), look.colour)
    b.flat(b.disc(x, y - 0.08 * s, 0.47 * s, 0.56 * s), look.hair)
    b.flat(b.disc(x, y + 0.08 * s, 0.34 * s, 0.44 * s), look.skin)


def _sitter(b, rng, x, y, s):
    """Somebody in the stalls, face on."""
    look = passer(rng, b.p, bag="")
    q = lambda text: [(x + u * s, y + v * s) for u, v in curve(text)]
    line = min(0.24, 0.06 * s)
    b.solid(
        b.shape(q("-.26,.4 -.7,.7 -.84,1.5 -.8,2.4! .8,2.4! .84,1.5 .7,.7 .26,.4")),
        look.colour,
        np.clip(0.14 + (b.x - x) / s * 0.3, 0, 0.7),
        b.y,
        line,
        mix(look.colour, b.p.ink, 0.7),
        0.8,
    )
    if look.style in ("long", "bob"):
        b.flat(b.shape(q("-.52,-.3 0,-.7 .52,-.3 .5,.55 -.5,.55")), look.hair)
    b.solid(
        b.shape(q("0,-.56 .38,-.42 .42,-.04 .34,.34 .12,.54 -.12,.54 -.34,.34 -.42,-.04 -.38,-.42")),
        look.skin,
        edge=line,
    )
    b.flat(b.shape(q(".06,-.3 .4,-.3 .36,.36 .12,.5")), mix(look.skin, b.p.ink, 0.22), 0.7)
    style = "bob" if look.style in ("long", "bob") else "short"
    if look.style != "bald":
        b.solid(q(HAIRLINES["front"][style]), look.hair, edge=line)
    if s > 3.6:
        b.dots([(x - 0.16 * s, y - 0.02 * s, 0.055 * s), (x + 0.16 * s, y - 0.02 * s, 0.055 * s)], b.p.ink)
        b.stroke([(x - 0.1 * s, y + 0.30 * s), (x + 0.1 * s, y + 0.30 * s)], 0.06 * s, mix(look.skin, b.p.ink, 0.6))


def plasterer(b, rng):
    """Draw a man on a scaffold tower who reaches up to a ceiling crowded with moulded fruit."""
    p = b.p
    plaster = mix(p.paper, p.warm, 0.45)
    b.flat(b.y < 200, plaster)
    r = np.hypot(b.x - 60, (b.y + 34) * 1.25)
    b.cut(b.y < 200, np.clip(0.04 + (r - 50) / 210 + (b.x - 60) / 420, 0, 0.5), r * 0.8, mix(p.earth, p.ink, 0.35))
    for k in range(12):  # ribs of the dome
        a = math.radians(18 + k * 13.2)
        b.pen(
            [(60 + math.cos(a) * 30, -34 + math.sin(a) * 26), (60 + math.cos(a) * 170, -34 + math.sin(a) * 140)],
            0.5,
            1.6,
            colour=mix(plaster, p.earth, 0.45),
        )
    for ring, (rad, size, n) in enumerate(((92, 5.6, 17), (72, 4.6, 15), (55, 3.8, 13))):
        for i in range(n):
            a = math.radians(12 + (i + 0.5 * (ring % 2)) * 156 / (n - 1))
            x, y = 60 + math.cos(a) * rad, -34 + math.sin(a) * rad * 0.80
            _fruit(b, x, y, size, (i * 3 + ring) % 4, painted=x < 74)
    # Bare plaster where he is at work.
    for x in (66, 128):
        b.stroke([(x, 102), (x, 57)], 1.3, mix(p.deep, p.ink, 0.2))
        b.stroke([(x - 0.3, 102), (x - 0.3, 57)], 0.3, p.mist)
    b.strokes([[(66, 74), (128, 74)], [(66, 88), (128, 88)]], 0.9, mix(p.deep, p.ink, 0.2))
    b.strokes([[(66, 88), (128, 74)], [(128, 88), (66, 74)], [(66, 102), (128, 88)]], 0.5, mix(p.deep, p.ink, 0.2))
    b.solid(b.box(58, 64, 80, 3.4), p.earth, 0.35, b.x + b.noise(30, 3, 5), 0.42)
    b.strokes([[(60, 57), (134, 57)], [(60, 60.6), (134, 60.6)]], 0.5, mix(p.deep, p.ink, 0.2))
    look = Look(
        top="jumper",
        colour=p.white,
        trousers=mix(p.paper, p.warm, 0.3),
        hat="flat",
        cap=mix(p.earth, p.ink, 0.3),
        skin=SKINS[1],
        hair=HAIR[5],
    )
    figure(b, 92, 64, 41, look, replace(REACH, hands=((0.55, -3.7), (1.35, -8.0))), "left")
    b.solid([(78, 21.6), (86, 18.6), (87, 20.8), (79.4, 23.4)], mix(p.mist, p.deep, 0.2), edge=0.3)
    b.solid([(114, 64), (113, 55), (124, 55), (123, 64)], p.sea, np.clip(0.2 + (b.x - 114) / 14, 0, 0.7), b.y, 0.4)
    b.solid(b.disc(118.5, 55, 5.6, 1.5), p.white, edge=0.34)
    b.pen(curve([(113, 55), (118.5, 47), (124, 55)], False), 0.4, 0.4, 0.4)
    b.pen([(119, 54), (126, 46)], 0.6, 1.2, colour=p.earth)
    b.glow(98, 40, 40, 0.25)


def _fruit(b, x, y, s, kind, painted=True):
    """One moulded fruit with two leaves: pear, apple, grapes, lemon."""
    p = b.p
    colour = ("#c9a24a", "#b5492f", "#6d5a78", "#d8b75a")[kind] if painted else mix(p.paper, p.warm, 0.25)
    leaf = mix(p.green, p.deep, 0.35) if painted else mix(p.paper, p.warm, 0.5)
    dark = mix(colour, p.ink, 0.6)
    for k in (-1, 1):
        m = b.shape([(x + k * u * s, y + v * s) for u, v in curve("0,-.7! .5,-1.25 1.3,-1.1! .9,-.5 .3,-.45")])
        b.solid(m, leaf, 0.25, b.x * k + b.y, 0.3, mix(leaf, p.ink, 0.6))
    if kind == 2:
        for i, (u, v) in enumerate(((-0.5, -0.4), (0, -0.45), (0.5, -0.4), (-0.26, 0.02), (0.26, 0.02), (0, 0.44))):
            del i
            b.solid(
                b.disc(x + u * s, y + v * s, 0.34 * s),
                colour,
                np.clip(0.2 + ((b.x - x - u * s) + (b.y - y - v * s)) / s * 0.5, 0, 0.75),
                np.hypot(b.x - x, b.y - y),
                0.3,
                dark,
            )
        return
    text = {
        0: "0,-.9 .30,-.6 .40,-.2 .74,.3 .5,.85 0,.98 -.5,.85 -.74,.3 -.40,-.2 -.30,-.6",
        1: "0,-.62 .5,-.74 .88,-.3 .84,.3 .4,.8 0,.72 -.4,.8 -.84,.3 -.88,-.3 -.5,-.74",
        3: "0,-.86 .3,-.6 .74,-.2 .74,.3 .34,.7 0,.96 -.34,.7 -.74,.3 -.74,-.2 -.3,-.6",
    }[kind]
    m = b.shape([(x + u * s, y + v * s) for u, v in curve(text)])
    b.solid(
        m,
        colour,
        np.clip(0.14 + ((b.x - x) + (b.y - y)) / s * 0.34, 0, 0.75),
        np.hypot(b.x - x + 0.3 * s, b.y - y + 0.3 * s),
        0.36,
        dark,
    )
