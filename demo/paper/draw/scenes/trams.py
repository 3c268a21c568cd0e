"""Trams: at the stop, and the last one out."""

import numpy as np

from ..press import curve, mix
from ..stock.figures import figure
from ..stock.houses import lamp, row
from ..stock.land import pavement
from ..stock.look import EASE, POCKETS, RUN, Look, passer
from ..stock.sky import sky, stars


def tram(b, x, y, w, lit, heads=(0, 3, 4), rng=None):
    """Draw a tram from the side; its wheels stand at y."""
    p, h = b.p, w * 0.27
    white = mix(p.paper, p.low, 0.1)
    top = y - h
    b.strokes(
        [
            [(x + w * 0.44, top), (x + w * 0.50, top - h * 0.36), (x + w * 0.44, top - h * 0.62)],
            [(x + w * 0.38, top - h * 0.62), (x + w * 0.52, top - h * 0.62)],
        ],
        0.5,
    )
    m = b.shape(
        curve(
            [
                (x, y - 0.06 * h),
                (x - 0.008 * w, y - 0.5 * h),
                (x + 0.03 * w, top),
                (x + 0.97 * w, top),
                (x + 1.008 * w, y - 0.5 * h),
                (x + w, y - 0.06 * h),
            ],
            n=3,
        )
    )
    b.flat(m, white)
    b.flat(m & (b.y > y - h * 0.36), p.spot)
    b.flat(m & (b.y > top) & (b.y < top + h * 0.13), mix(p.deep, p.ink, 0.2))
    b.cut(
        m,
        np.clip(0.10 + (b.y > y - h * 0.36) * 0.12 + (b.y - y + h * 0.2) / h * 0.5, 0.05, 0.6),
        b.y,
        mix(p.spot, p.ink, 0.65),
    )
    b.edge(m, 0.42)
    b.flat(m & (b.y > y - h * 0.40) & (b.y < y - h * 0.36), p.glow)
    n = 8
    for i in range(n):
        wx, ww = x + w * (0.045 + i * 0.1175), w * 0.095
        glass = p.glow if lit else p.pane
        if i in (2, 5):
            g = b.box(wx + w * 0.004, top + h * 0.20, ww, h * 0.72)
            b.solid(g, glass, 0.12, b.y, 0.34)
            b.stroke([(wx + w * 0.004 + ww / 2, top + h * 0.20), (wx + w * 0.004 + ww / 2, y - h * 0.08)], 0.4)
        else:
            g = b.box(wx, top + h * 0.22, ww, h * 0.36)
            b.solid(g, glass, 0.16 if lit else 0.3, b.y if lit else b.y + 0.5 * b.x, 0.34, mix(glass, p.ink, 0.4))
            if i in heads:
                hx = wx + ww * 0.5
                look = mix(p.ink, p.deep, 0.3)
                b.flat(
                    b.shape(
                        curve(
                            [
                                (hx - 2.0 * w / 92, top + h * 0.58),
                                (hx - 1.6 * w / 92, top + h * 0.46),
                                (hx + 1.6 * w / 92, top + h * 0.46),
                                (hx + 2.0 * w / 92, top + h * 0.58),
                            ]
                        )
                    ),
                    look,
                )
                b.flat(b.disc(hx, top + h * 0.39, 0.95 * w / 92, 1.2 * w / 92), look)
    b.solid(b.box(x + w * 0.40, top + h * 0.025, w * 0.14, h * 0.085), p.ink, edge=0)
    b.letters(x + w * 0.47, top + h * 0.068, "4  NORTHDOCK", h * 0.066, p.glow)
    b.flat(b.box(x + w * 0.06, y - h * 0.06, w * 0.88, h * 0.10), p.ink)
    for u in (0.12, 0.22, 0.44, 0.56, 0.78, 0.88):
        b.solid(b.disc(x + w * u, y, h * 0.10), mix(p.ink, p.sea, 0.3), edge=0.5)


def tram_stop(b, rng):
    """Draw a noticeboard at a stop with one card on it, near by; a tram stands behind."""
    p, y = b.p, 60
    sky(b, 40, "overcast")
    row(b, rng, y, (16, 26), (12, 17), shops=0.8)
    pavement(b, y, 6)
    b.strokes([[(-2, 22), (152, 24)], [(-2, 20.6), (152, 22.6)]], 0.2)
    for k in (0, 1):
        b.stroke([(-2, 75 + k * 4), (152, 75 + k * 4)], 0.5, mix(p.ink, p.deep, 0.3))
    tram(b, -14, 76, 92, False, (1, 3, 6), rng)
    for x, view, pose in ((84, "left", EASE), (70, "front", POCKETS)):
        figure(b, x, 84, 20, passer(rng, p), pose, view)
    m = b.mask(b.y > 90)
    b.flat(m, mix(p.warm, p.mist, 0.2))
    b.strokes(
        [[(i * 24 - 10, 90), (i * 28 - 30, 101)] for i in range(8)] + [[(-1, 90), (151, 90)]],
        0.3,
        mix(p.warm, p.ink, 0.5),
    )
    for x in (97, 143):  # the board
        b.solid(b.box(x - 1.4, 6, 3, 94), mix(p.deep, p.ink, 0.3), np.clip(0.2 + (b.x - x) / 5, 0, 0.8), b.y, 0.36)
    b.solid(b.box(92, 10, 56, 62), mix(p.earth, p.low, 0.18), 0.16, b.x * 0.5 + b.y, 0.6)
    b.solid(b.box(92, 5, 56, 8), p.deep, 0.25, b.y, 0.5)
    b.letters(120, 9, "TERNSIDE   4", 4.4, p.white)
    b.solid(b.box(97, 18, 17, 24), mix(p.paper, p.sea, 0.2), edge=0.3)
    rows_ = [[(99, 22 + i * 2.2), (112 - (i % 3), 22 + i * 2.2)] for i in range(9)]
    b.strokes(rows_, 0.32, mix(p.deep, p.paper, 0.3))
    b.solid([(131, 50), (145, 51.4), (143.6, 67), (129.8, 65.4)], mix(p.mist, p.paper, 0.3), edge=0.26)
    b.strokes([[(132, 54 + i * 2.3), (142, 55 + i * 2.3)] for i in range(4)], 0.28, mix(p.deep, p.paper, 0.4))
    card = [(117, 22), (143, 20.4), (144, 43), (118, 45)]
    b.flat(b.shape([(x + 0.9, yy + 1.2) for x, yy in card]), mix(p.earth, p.ink, 0.5))
    b.solid(card, p.white, edge=0.4)
    b.letters(130.6, 27.6, "TO LET", 5.6, p.spot, -3.4)
    b.strokes([[(120.6, 32 + i * 2.1), (140.6 - (i * 3 % 5), 30.8 + i * 2.1)] for i in range(3)], 0.5, p.ink)
    for i in range(9):
        x = 119.4 + i * 2.7
        b.solid(
            [(x, 39.6 - i * 0.16), (x + 2.2, 39.5 - i * 0.16), (x + 2.3, 44.6 - i * 0.16), (x + 0.2, 44.7 - i * 0.16)]
            if i not in (1, 2, 5, 6)
            else [(x, 39.4), (x + 0.1, 39.4), (x, 39.5)],
            p.white,
            edge=0.22,
        )
    b.solid(b.disc(130.4, 22.6, 1.0), p.spot, edge=0.26)
    for x, yy in ((100, 50), (108, 60), (122, 55), (102, 66)):
        b.solid(b.disc(x, yy, 0.7), p.glow, edge=0.2)


def last_tram(b, rng):
    """Draw the last tram, lit, at the yard gate; two people in work jackets run for its door."""
    p, y = b.p, 66
    sky(b, y, "clear")
    stars(b, 36, 60)
    for i in range(4):  # sheds and a gantry of the yard behind
        x = 92 + i * 16
        b.solid(
            [(x, y), (x, 40), (x + 13, 32), (x + 13, 40), (x + 16, 40), (x + 16, y)],
            mix(p.deep, p.ink, 0.2),
            0.36,
            b.x,
            0.3,
        )
        b.solid(b.box(x + 3, 45, 8, 5), p.glow if i % 2 == 0 else p.pane, edge=0.26)
    red = mix(p.spot, p.ink, 0.15)
    for x in (60, 84):
        b.pen([(x - 4, y), (x, 14)], 1.1, 0.8, colour=red)
        b.pen([(x + 4, y), (x, 14)], 1.1, 0.8, colour=red)
    b.stroke([(48, 13), (104, 13)], 1.9, red)
    b.dots([(52, 13, 0.6), (72, 13, 0.6), (92, 13, 0.6)], p.glow)
    row(b, rng, y, (34, 42), (11, 14), -4, 44)
    pavement(b, y, 5)
    b.strokes([[(-2, 26), (152, 22)], [(-2, 24.6), (152, 20.6)]], 0.18)
    for x in (20, 128):
        lamp(b, x, y + 3, 36)
    b.glow(62, 70, 76, 0.55, ry=32)
    for k in (0, 1):
        b.stroke([(-2, 84 + k * 4), (152, 84 + k * 4)], 0.5, p.mist)
    tram(b, 18, 85, 88, True, (0, 3, 6), rng)
    pool = np.exp(-(((b.x - 62) / 40) ** 2)) * np.clip((b.y - 86) / 3, 0, 1) * np.clip((101 - b.y) / 12, 0, 1)
    b.flat(b.mask(pool * 0.45), p.glow)
    for x, yy, c, hat in ((112, 95, "#c9563a", "helmet"), (128, 97, "#c79a4b", "beanie")):
        b.cut(b.shape(curve([(x + 2, yy), (x + 18, yy + 2.4), (x + 17, yy + 3.4), (x - 2, yy + 0.8)])), 0.7, b.y, p.ink)
        figure(
            b,
            x,
            yy,
            25,
            Look(
                top="vest",
                colour=c,
                trousers=p.deep,
                hat=hat,
                cap=p.glow if hat == "helmet" else p.deep,
                skin="#c79069" if hat == "helmet" else "#efd6bf",
                bag="",
            ),
            RUN,
            "left",
        )
