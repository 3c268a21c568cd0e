"""Indoors after the water: a hallway, a staircase."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure
from ..stock.houses import window
from ..stock.look import Look, Pose
from ..stock.place import upright
from .flood import MUD, RIM, tide_mark


def _paper(b, m, colour, motif):
    """Wallpaper: sprigs in rows."""
    p = b.p
    b.flat(m, colour)
    items = []
    for j in range(18):
        for i in range(28):
            x, y = i * 5.6 + (j % 2) * 2.8, j * 5.6
            items.append((x, y))
    b.dots([(x, y, 0.55) for x, y in items], motif)
    leaves = []
    for x, y in items:
        leaves += [[(x, y + 0.6), (x - 0.9, y + 1.9)], [(x, y + 0.6), (x + 0.9, y + 1.9)], [(x, y), (x, y + 2.4)]]
    keep = b.shape(*leaves, line=0.2, closed=False) & m
    b.flat(keep, mix(p.green, p.deep, 0.3))


def _stairs(b, x0, y0, steps, run, rise, x1, colour=None):
    """Draw stairs that climb to the right from (x0, y0), with balusters and a rail."""
    p = b.p
    wood = mix("#6a4630", p.ink, 0.1)
    for i in range(steps):
        x, y = x0 + i * run, y0 - i * rise
        b.solid(
            b.box(x, y - rise, x1 - x, rise + 0.4),
            mix(p.paper, p.warm, 0.4),
            np.clip(0.10 + (b.y - y + rise) / rise * 0.2, 0, 0.5),
            b.y,
            0.36,
        )
        b.solid(b.box(x - 1.2, y - rise - 1.0, x1 - x + 2, 1.7), wood, 0.3, b.y, 0.34)
        tread = b.box(x + run * 0.6 + 4, y - rise - 1.0, max(0, x1 - x - run * 0.6 - 12), 1.5)
        b.flat(tread, colour or p.deep)
    return wood


def hallway(b, rng):
    """Draw a woman in a hallway who reaches for the stair; the brown line stands at her shoulder."""
    p = b.p
    back = b.mask(b.y < 84)
    _paper(b, b.mask(b.y < 200), mix(p.warm, p.paper, 0.4), p.sea)
    b.cut(back, np.clip(0.05 + np.abs(b.x - 66) / 200, 0, 0.4), b.y, mix(p.warm, p.ink, 0.5))
    b.solid(b.box(8, 10, 30, 76), mix(p.paper, p.warm, 0.3), 0.1, b.x, 0.44)
    b.solid(b.box(12, 14, 22, 72), mix(p.sky, p.low, 0.5), 0.14, b.y, 0.36)  # the open front door, light
    b.flat(b.box(12, 48, 22, 38), mix(p.warm, p.mist, 0.4))
    for i in range(3):
        pl = upright(12 + i * 8, 58, 8, 26)
        window(b, rng, pl, 2, 14, 3.4, 6, False)
    b.solid(b.box(12, 57, 22, 2), mix(p.mist, p.paper, 0.4), edge=0.2)
    b.solid([(34, 14), (46, 9), (46, 92), (34, 86)], p.deep, 0.36, b.x, 0.44)
    b.solid(b.disc(43.6, 54, 1.0), p.glow, edge=0.3)
    b.solid(b.box(58, 20, 15, 19), p.earth, 0.3, b.y, 0.4)
    b.solid(b.box(60, 22, 11, 15), mix(p.sea, p.low, 0.3), 0.3, b.y, 0.26)
    floor = b.shape([(-1, 86), (151, 86), (151, 101), (-1, 101)])
    b.solid(floor, mix(p.earth, p.ink, 0.25), 0.4, (b.x - 75) / np.maximum(b.y - 62, 1) * 22, 0.4)
    light = b.shape([(12, 86), (34, 86), (64, 101), (16, 101)])
    b.flat(light, mix(p.low, p.earth, 0.2), 0.5)
    tide_mark(b, b.mask(b.y < 86) - b.box(12, 14, 22, 72), 48)
    wood = _stairs(b, 94, 93, 10, 7.6, 8.4, 153, mix(p.spot, p.ink, 0.15))
    for i in range(4):  # the lower steps stood in it as well
        x, y = 94 + i * 7.6, 93 - i * 8.4
        b.flat(b.box(x, y - 8.4, 60, 8.6), MUD, 0.30)
    rail = [(92, 55), (154, -14)]
    for i in range(9):
        x = 98 + i * 7.6
        b.stroke([(x, 84.6 - i * 8.4), (x, 49.6 - i * 8.46)], 0.9, mix(p.paper, p.warm, 0.3))
        b.stroke([(x + 0.6, 84.6 - i * 8.4), (x + 0.6, 49.6 - i * 8.46)], 0.24)
    b.pen(rail, 2.6, 2.6, colour=wood)
    b.pen(rail, 0.5, 0.5, colour=mix(wood, p.glow, 0.4))
    b.solid(b.box(88, 50, 5, 43), wood, np.clip(0.25 + (b.x - 88) / 10, 0, 0.8), b.y, 0.4)
    b.solid(b.disc(90.5, 48.6, 3.4, 3.0), wood, 0.4, b.y, 0.4)
    pose = Pose(
        feet=((-0.7, -0.05), (0.5, 0)),
        hip=(-0.05, -3.65),
        chest=(0.12, -5.9),
        head=(0.3, -6.85),
        hands=((0.2, -3.5), (2.35, -5.55)),
        elbows=(1, 1),
    )
    figure(
        b,
        72,
        95,
        57,
        Look(top="coat", colour=p.spot, legs="skirt", hair="#232a30", style="bob", skin="#c79069", trousers=p.ink),
        pose,
        "right",
    )


def stairs_shoes(b, rng):
    """Draw a staircase with a tide mark along the wallpaper and a pair of shoes on one stair."""
    p = b.p
    _paper(b, b.mask(b.y < 200), mix(p.mist, p.paper, 0.45), mix(p.spot, p.mist, 0.35))
    b.cut(
        b.mask(b.y < 200),
        np.clip(0.30 - b.x / 420 + (b.y - 60) / 300, 0, 0.45),
        b.x * 0.6 + b.y,
        mix(p.deep, p.mist, 0.3),
    )
    tide_mark(b, b.mask(b.y < 200), 55)
    light = b.shape([(60, -2), (150, -2), (150, 40), (112, 58), (40, 30)])
    b.flat(light, p.glow, 0.16)
    lines = []
    for i in range(7):  # stairs that come towards us and climb away
        y0, y1 = 101 - i * 13, 101 - (i + 1) * 13
        w0, w1 = 75 - i * 6.2, 75 - (i + 1) * 6.2
        k = 0.10 + i * 0.035
        riser = [(80 - w0, y0), (80 + w0, y0), (80 + w0, y0 - 9), (80 - w0, y0 - 9)]
        tread = [(80 - w0, y0 - 9), (80 + w0, y0 - 9), (80 + w1, y1), (80 - w1, y1)]
        if i > 0:
            b.solid(riser, mix(p.paper, p.warm, 0.5), 0.12 + k, b.y, 0.4)
        b.solid(tread, mix("#6a4630", p.low, 0.12), 0.25, b.y, 0.4)
        run = [(80 - w0 * 0.52, y0), (80 + w0 * 0.52, y0), (80 + w0 * 0.52, y0 - 9), (80 - w0 * 0.52, y0 - 9)]
        run2 = [(80 - w0 * 0.52, y0 - 9), (80 + w0 * 0.52, y0 - 9), (80 + w1 * 0.52, y1), (80 - w1 * 0.52, y1)]
        for q, t in ((run, 0.34), (run2, 0.16)):
            b.solid(q, mix(p.deep, p.sea, 0.3), t, b.y, 0.3)
        for s in (-1, 1):
            b.stroke([(80 + s * w0 * 0.46, y0), (80 + s * w0 * 0.46, y0 - 9), (80 + s * w1 * 0.46, y1)], 0.6, p.glow)
        if i < 3:
            b.flat(b.shape(riser), MUD, 0.45)
            b.flat(b.shape(tread), MUD, 0.30)
        lines.append((w0, y0))
    b.flat(b.shape([(5, 62.6), (42, 62.6), (42, 61), (5, 61)]), RIM, 0)
    for x, flip in ((70, False), (87, True)):
        _shoe(b, x, 57, 12, flip)
    b.cut(b.shape(curve([(64, 57.4), (98, 57.4), (100, 59.6), (66, 60)])), 0.6, b.y, p.ink)
    wood = mix("#6a4630", p.ink, 0.15)
    b.pen([(138, 101), (126, 40), (118, -2)], 4.0, 3.0, 2.2, colour=wood)
    b.pen([(137, 101), (125.4, 40), (117.4, -2)], 0.6, 0.5, 0.4, colour=mix(wood, p.glow, 0.5))


def _shoe(b, x, y, s, flip):
    """A lace-up shoe, its toe towards us."""
    p, k = b.p, -1 if flip else 1
    q = lambda text: [(x + u * s * k, y + v * s) for u, v in curve(text)]
    leather = mix("#7a3a2a", p.ink, 0.1)
    b.solid(
        q("-.36,0! -.42,-.2 -.36,-.5 -.30,-.86 .0,-.98 .30,-.86 .36,-.5 .44,-.2 .36,0!"),
        leather,
        np.clip(0.2 + (b.x - x) / s * 0.5 * k, 0, 0.75),
        b.y,
        0.4,
    )
    b.solid(q("-.24,-.84 0,-.92 .24,-.84 .18,-.66 -.18,-.66"), p.ink, edge=0.26)
    b.solid(q("-.14,-.68! .14,-.68! .10,-.36! -.10,-.36!"), mix(leather, p.ink, 0.3), edge=0.26)
    for i in range(3):
        v = -0.62 + i * 0.1
        b.stroke([(x - 0.13 * s, y + v * s), (x + 0.13 * s, y + (v + 0.05) * s)], 0.4, p.white)
    b.flat(b.shape(q("-.38,0! .38,0! .40,.07! -.40,.07!")), p.ink)
