"""Close by: desks, sills, shelves, stoves, benches with what lies on them."""

import math
from dataclasses import replace

import numpy as np

from ..press import curve, mix
from ..stock.heads import bust
from ..stock.houses import row
from ..stock.place import Plane
from ..stock.sitter import SITTERS
from ..stock.sky import gulls, sky, sun
from ..stock.things import books, fish
from ..stock.water import sea


def bound_volumes(b, rng):
    """Draw bound volumes of old newspapers on a shelf, dates on their spines, one of them open below."""
    p = b.p
    dark = mix(p.earth, p.ink, 0.55)
    b.flat(b.y < 200, dark)
    b.cut(b.y < 200, 0.4, b.x, p.ink)
    tints = (
        mix(p.spot, p.ink, 0.15),
        p.deep,
        mix(p.green, p.deep, 0.5),
        mix(p.earth, p.warm, 0.2),
        mix(p.deep, p.ink, 0.4),
    )
    year = 1871
    for r, (foot, high) in enumerate(((27, 30), (64, 33))):
        x, i = -4.0, 0
        while x < 154:
            w = rng.uniform(8.2, 10.6) * (1 + 0.08 * r)
            h = high * rng.uniform(0.9, 1.0)
            if (r, i) == (1, 9):
                x += w + 0.6
                year += 1
                i += 1
                continue
            c = tints[(i // 4 + r * 2) % 5]
            lean = 0
            q = [(x, foot), (x + w, foot), (x + w + lean, foot - h), (x + lean, foot - h)]
            b.solid(q, c, np.clip(0.10 + np.abs((b.x - x) / w - 0.35) * 0.7, 0, 0.8), b.y, 0.4, mix(c, p.ink, 0.7))
            for u in (0.07, 0.12, 0.86, 0.91):
                b.flat(b.box(x + 0.2, foot - h + h * u, w - 0.4, 0.5), mix(p.glow, c, 0.2))
            b.solid(b.box(x + w * 0.10, foot - h * 0.72, w * 0.80, h * 0.22), mix(p.warm, p.paper, 0.4), edge=0.26)
            b.letters(x + w / 2, foot - h * 0.61, str(year), w * 0.32, p.ink)
            if rng.random() < 0.3:  # a torn headband
                b.flat(b.shape([(x + w * 0.2, foot - h), (x + w * 0.7, foot - h), (x + w * 0.5, foot - h + 1.6)]), dark)
            year += 1
            x += w + 0.35
            i += 1
        b.solid(b.box(-1, foot, 152, 3.6), mix(p.earth, p.warm, 0.15), 0.35, b.y + b.noise(24, 2, r) * 0.5, 0.5)
        b.flat(b.box(-1, foot + 3.6, 152, 2.6), p.ink, 0.4)
    # The reading shelf with one volume open.
    b.solid(
        [(-2, 80), (152, 80), (152, 102), (-2, 102)],
        mix(p.earth, p.warm, 0.3),
        0.25,
        b.y + b.noise(40, 3, 5) * 0.8,
        0.5,
    )
    cx = 72
    b.cut(b.shape([(18, 96), (132, 96), (136, 99), (20, 99)]), 0.7, b.y)
    for s in (-1, 1):
        cover = [(cx, 97.4), (cx + s * 53, 95.6), (cx + s * 49, 70.4), (cx, 72)]
        b.solid(cover, mix(p.spot, p.ink, 0.2), edge=0.44)
        q = [
            (cx, 95.6),
            (cx + s * 20, 93.6),
            (cx + s * 50, 94.6),
            (cx + s * 46.6, 71.4),
            (cx + s * 18, 69.4),
            (cx, 71.8),
        ]
        page = b.shape(curve([(*pt,) for pt in q], n=5))
        b.solid(page, mix(p.paper, p.warm, 0.4), np.clip(0.22 - s * (b.x - cx) / 70, 0.02, 0.5), b.x * 0.8, 0.4)
        plane = Plane(
            [
                (cx + s * 3 if s > 0 else cx - 48, 94),
                (cx + 48 if s > 0 else cx - 3, 94),
                (cx + 45 if s > 0 else cx - 3, 71.8),
                (cx + s * 3 if s > 0 else cx - 45, 71.8),
            ],
            5,
            5,
        )
        _newspaper(b, plane, rng, s > 0)
    b.pen([(cx, 71.8), (cx, 96)], 0.7, 0.9)
    b.pen([(118, 76), (140, 90)], 1.0, 1.0, colour=p.spot)
    b.solid(b.disc(136, 74, 7.4, 2.6), p.white, 0.2, b.y, 0.4)
    b.solid(
        curve([(130.4, 74), (130.8, 66.6), (141.2, 66.6), (141.6, 74), (136, 76.4)]),
        p.deep,
        np.clip(0.2 + (b.x - 131) / 14, 0, 0.7),
        b.y,
        0.4,
    )
    b.solid(b.disc(136, 66.6, 5.2, 1.5), mix("#5d3a25", p.ink, 0.2), edge=0.34)


def _newspaper(b, plane, rng, masthead):
    p = b.p
    ink = mix(p.ink, p.warm, 0.25)
    if masthead:
        b.stroke(plane.pts((0.3, 4.6), (4.7, 4.6)), 1.5, p.ink)
        b.stroke(plane.pts((0.2, 4.3), (4.8, 4.3)), 0.26, ink)
    top = 4.1 if masthead else 4.75
    for c in range(4):
        u = 0.2 + c * 1.2
        if masthead and c == 1:
            m = b.shape(plane.quad(u, 2.4, 2.26, 1.5))
            b.solid(m, mix(p.sea, p.paper, 0.3), 0.4, b.y, 0.24)
            b.flat(
                b.shape(plane.pts((u + 0.2, 2.4), (u + 0.5, 3.2), (u + 0.9, 2.9), (u + 1.4, 3.5), (u + 2.0, 2.4))),
                p.ink,
            )
        lines = []
        v = top
        while v > 0.3:
            if not (masthead and c in (1, 2) and v > 2.2):
                lines.append(plane.pts((u, v), (u + rng.uniform(0.8, 1.02), v)))
            v -= 0.22
        b.strokes(lines, 0.24, ink)


def poets_desk(b, rng):
    """Draw a desk under a window with a green ledger, a lamp, and a view of masts."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.deep, 0.25))
    b.cut(b.y < 200, np.clip(0.2 + np.abs(b.x - 60) / 260, 0, 0.6), b.x * 0.8 + b.y * 0.3, mix(p.deep, p.ink, 0.3))
    x0, y0, w, h = 30, 4, 92, 54
    view = b.box(x0, y0, w, h)

    def outside():
        sky(b, 42, "streaks")
        sun(b, 58, 38, 5, 42)
        row(b, rng, 44, (30, 36), (6, 9), 88, 128)
        sea(b, 42, 0.2, path=58, mask=(b.y > 42))
        for i, (x, t) in enumerate(((40, 18), (50, 10), (68, 14), (79, 20), (92, 12), (104, 17), (114, 22))):
            b.pen([(x, 58), (x + 0.3, t)], 0.9, 0.5)
            b.strokes(
                [[(x, t + 2), (x - 8, 54)], [(x, t + 2), (x + 8, 54)], [(x - 4, t + 12), (x + 4, t + 11.4)]], 0.17
            )
            b.solid(
                curve([(x - 8, 50), (x + 9, 49), (x + 7, 56), (x - 6, 56)], n=3),
                (p.deep, p.spot, p.green, p.deep)[i % 4],
                0.3,
                b.y,
                0.3,
            )
        gulls(b, rng, 4, (36, 110), (8, 24))

    b.inside(view, outside)
    frame = mix(p.paper, p.warm, 0.4)
    for q in (
        b.box(x0 - 4, y0 - 6, 4, h + 12),
        b.box(x0 + w, y0 - 6, 4, h + 12),
        b.box(x0 + w / 2 - 1.2, y0, 2.4, h),
        b.box(x0, y0 + h * 0.46, w, 1.8),
    ):
        b.solid(q, frame, 0.16, b.x, 0.4)
    b.solid(b.box(x0 - 8, y0 + h, w + 16, 4), frame, 0.2, b.y, 0.44)
    for s, (a, c) in ((1, (12, 30)), (-1, (122, 142))):
        text = (
            f"{a},-2! {c},-2! {c - 3},26 {c - s * 6},44 {c - 4},66! {a},66!"
            if s > 0
            else f"{a},-2! {c},-2! {c},66! {a + 4},66! {a + 7},44 {a + 3},26"
        )
        m = b.shape(curve(text))
        b.solid(
            m,
            mix(p.spot, p.ink, 0.25),
            np.clip(0.42 - np.sin(b.x * 1.2 + b.y * 0.03) * 0.4, 0, 0.9),
            b.x + 0.05 * b.y,
            0.44,
        )
    desk = b.shape([(2, 68), (148, 68), (156, 101), (-6, 101)])
    wood = mix("#8a5a34", p.ink, 0.12)
    b.solid(desk, wood, 0.26, b.y * 0.9 + b.noise(40, 3, 5) * 1.2, 0.5)
    b.glow(112, 70, 60, 0.55, ry=34)
    # Lamp.
    b.cut(b.disc(120, 84, 14, 2.6), 0.6, b.y)
    b.solid(b.disc(118, 82, 9, 2.8), mix(p.glow, p.earth, 0.5), 0.3, b.y, 0.4)
    b.pen([(118, 81), (118, 56)], 1.6, 1.3, colour=mix(p.glow, p.earth, 0.6))
    shade = curve("106,56! 110,44 114,38! 122,38! 126,44 130,56! 118,58.4")
    b.solid(shade, "#3f6b53", np.clip(0.18 + (b.x - 110) / 36, 0, 0.7), b.y, 0.46)
    b.flat(b.shape(curve("107,56 118,58.4 129,56 118,54.6")), "#fff3d0")
    # The ledger, open, green.
    b.cut(b.shape([(30, 94), (104, 94), (110, 97), (34, 97)]), 0.7, b.y)
    cover = [(28, 93.4), (40, 73.4), (94, 73.4), (104, 93.4)]
    b.solid(cover, "#3f6b53", 0.25, b.y, 0.5)
    for q, t in (
        ([(31.6, 91.6), (42.4, 74.4), (67, 74.8), (66.4, 92)], 0.05),
        ([(67, 74.8), (91.6, 74.4), (100.6, 91.6), (66.4, 92)], 0.12),
    ):
        b.solid(q, p.white, t, b.x, 0.34)
    left = Plane([(32, 91.4), (66, 91.8), (67, 75), (43, 74.8)], 10, 10)
    right = Plane([(67, 91.8), (100, 91.4), (91, 74.8), (67.4, 75)], 10, 10)
    for i in range(9):
        v = 9 - i
        ends = (6.4, 7.8, 5.6, 7.2, 0, 6.8, 8.0, 5.2, 0)[i]
        if ends:
            pts_ = [left.at(1.2 + ends * t / 12, v + 0.10 * math.sin(t * 2.6 + i)) for t in range(13)]
            b.pen(pts_, 0.3, 0.34, 0.3, colour=p.deep)
        b.stroke(right.pts((0.6, v), (9.4, v)), 0.16, mix(p.spot, p.white, 0.5))
        if i < 4:
            ends = (7, 6, 7.6, 3.2)[i]
            b.pen(
                [right.at(1.0 + ends * t / 12, v + 0.10 * math.sin(t * 2.4 + i)) for t in range(13)],
                0.3,
                0.34,
                0.3,
                colour=p.deep,
            )
    for pl in (left, right):
        b.stroke(pl.pts((8.6, 0.4), (8.6, 9.6)), 0.24, p.spot)
    b.pen([(78, 88), (96, 78)], 0.5, 1.4, 0.9, colour=p.ink)
    b.solid(
        curve([(8, 86), (9, 78), (19, 78), (20, 86), (14, 88)]),
        p.white,
        np.clip(0.1 + (b.x - 9) / 18, 0, 0.6),
        b.y,
        0.4,
    )
    b.solid(b.disc(14, 78, 5, 1.5), mix("#5d3a25", p.ink, 0.2), edge=0.34)
    b.stroke(curve([(19.4, 80), (23.4, 81), (22.4, 84.4), (19.6, 84.6)], False), 0.9)
    for i, (c, hh, ww) in enumerate(
        ((mix(p.spot, p.ink, 0.2), 3.4, 26), (p.deep, 3.8, 23), (mix(p.green, p.deep, 0.5), 3.0, 24))
    ):
        b.solid(b.box(4 + i, 101 - sum((3.4, 3.8, 3.0)[: i + 1]), ww, hh), c, 0.3, b.y, 0.36)
    # Her spectacles.
    for u in (128, 138):
        b.stroke(
            [(u + 3.6 * math.cos(a), 92 + 2.2 * math.sin(a)) for a in np.linspace(0, 6.3, 24)], 0.6, p.ink, closed=True
        )
    b.strokes([[(131.6, 91.6), (134.4, 91.6)], [(141.4, 91), (148, 86)], [(124.6, 91), (120, 86.4)]], 0.5)


def book_on_sill(b, rng):
    """Draw an open book on a windowsill beside a folded slip; a row of terraced houses beyond the pane."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.paper, 0.4))
    x0, y0, w, h = 16, -6, 122, 72
    view = b.box(x0, y0, w, h)

    def outside():
        sky(b, 40, "overcast")
        row(
            b,
            rng,
            66,
            (22, 27),
            (15, 19),
            8,
            148,
            storeys=3,
            kinds=("hip", "peak"),
            colours=[mix(p.brick, p.low, 0.2), mix(p.brick, p.low, 0.35), mix(p.warm, p.brick, 0.3)],
        )
        m = b.mask((b.y > 50) & (b.y < 66))
        b.flat(m, "#8a6a45", 0.34)
        b.flat(b.mask((b.y > 50) & (b.y < 50.7)), "#5a4028", 0.8)

    b.inside(view, outside)
    b.flat(view, p.white, 0.10)
    for q in ([(30, -2), (52, -2), (20, 66), (16, 66), (16, 40)], [(60, -2), (68, -2), (38, 66), (30, 66)]):
        b.flat(b.shape(q) & view, p.white, 0.22)
    drops = [(rng.uniform(18, 136), rng.uniform(2, 62)) for _ in range(46)]
    b.strokes([[(x, y), (x - 0.3, y + rng.uniform(0.8, 4))] for x, y in drops], 0.24, p.white)
    frame = mix(p.paper, p.white, 0.4)
    for q in (b.box(x0 - 7, -2, 7, 70), b.box(x0 + w, -2, 7, 70), b.box(76, -2, 2.6, 68), b.box(x0, 27, w, 2.2)):
        b.solid(q, frame, 0.12, b.x, 0.42)
    b.solid(
        [(-2, 66), (152, 66), (152, 94), (-2, 94)],
        frame,
        np.clip(0.06 + (b.y - 66) / 200, 0, 0.3),
        b.y + b.noise(40, 4, 4) * 0.6,
        0.5,
    )
    b.solid(b.box(-1, 93, 152, 9), mix(p.mist, p.paper, 0.3), 0.35, b.y, 0.5)
    cx, cy = 64, 79
    b.cut(
        b.shape(curve([(20, 90), (64, 93), (112, 90), (114, 93), (64, 96), (18, 93)])),
        0.6,
        b.y,
        mix(p.deep, p.ink, 0.2),
    )
    for s in (-1, 1):
        b.solid(
            [(cx, cy + 12), (cx + s * 46, cy + 10), (cx + s * 40, cy - 11), (cx, cy - 10)],
            mix(p.spot, p.ink, 0.1),
            edge=0.44,
        )
        page = curve(
            [
                (cx, cy + 10.6),
                (cx + s * 12, cy + 7),
                (cx + s * 30, cy + 6.4),
                (cx + s * 44.6, cy + 9),
                (cx + s * 38.6, cy - 11),
                (cx + s * 26, cy - 14),
                (cx + s * 10, cy - 13.6),
                (cx, cy - 10),
            ],
            n=5,
        )
        for k in (1.2, 0.6, 0):
            b.solid(
                [(x + s * k * 0.7, y + k) for x, y in page],
                p.white,
                np.clip(0.28 - s * (b.x - cx) / 60, 0.02, 0.5) if not k else 0,
                b.x * 0.8,
                0.3,
            )
        lines = []
        for i in range(11):
            t = i / 10
            y = cy - 10.6 + 16 * t
            lines.append(
                [
                    (cx + s * (4.5 + 0.6 * t), y),
                    (cx + s * 14, y - 2.2),
                    (cx + s * 26, y - 2.4),
                    (cx + s * ((34 + 5 * t) - (6 if (i * 5 + s) % 4 == 0 else 0)), y - 0.4),
                ]
            )
        b.strokes(lines, 0.34, mix(p.ink, p.sea, 0.3))
    b.pen([(cx, cy - 10), (cx, cy + 11)], 0.6, 0.9)
    b.solid(b.box(cx + 12, cy - 6, 12, 6), mix(p.sea, p.paper, 0.3), 0.3, b.y, 0.24)
    slip = [(118, 75), (138, 72.6), (142, 85), (121, 88)]
    b.cut(b.shape([(x + 1, y + 1.4) for x, y in slip]), 0.7, b.y, p.deep)
    b.solid(slip, p.white, edge=0.42)
    b.solid([(128, 73.8), (138, 72.6), (142, 85), (131, 86.6)], mix(p.mist, p.white, 0.5), 0.14, b.x, 0.3)
    b.strokes(
        [[(121 + i * 0.6, 77.6 + i * 2.2), (127.4 + i * 0.6, 76.8 + i * 2.2)] for i in range(4)]
        + [[(131 + i * 0.6, 76.4 + i * 2.2), (137.4 + i * 0.6, 75.6 + i * 2.2)] for i in range(4)],
        0.4,
        p.spot,
    )
    b.pen([(8, 86), (30, 80)], 0.2, 1.5, 1.5, colour=p.glow)
    b.pen([(8, 86), (10.4, 85.3)], 0.2, 1.0, colour=p.ink)


def tiles(b, y1, gap=9, wide=12, colour=None):
    """Draw a tiled wall down to y1."""
    p = b.p
    ink = mix(p.sea, p.low, 0.2)
    lines = [[(-1, r * gap + 3), (151, r * gap + 3)] for r in range(int(y1 / gap) + 1)]
    for r in range(int(y1 / gap) + 1):
        lines += [
            [(i * wide + (r % 2) * wide / 2, r * gap + 3 - gap), (i * wide + (r % 2) * wide / 2, r * gap + 3)]
            for i in range(14)
        ]
    m = b.mask(b.y < y1)
    b.flat(m, colour or mix(p.white, p.warm, 0.25))
    b.flat(b.shape(*lines, line=0.26, closed=False) & m, ink)
    b.cut(m, np.clip((b.x - 60) / 260 + 0.06, 0, 0.4), b.y, ink)


def barley_pot(b, rng):
    """Draw a deep pan of barley, leeks and flaked fish on a stove, a ladle across it, bowls beside."""
    p = b.p
    tiles(b, 70, colour=mix(p.white, p.warm, 0.35))
    b.solid(b.box(4, 8, 142, 2.4), mix(p.earth, p.ink, 0.3), 0.3, b.y, 0.36)
    for i, (x, kind) in enumerate(((14, "pan"), (32, "spoon"), (44, "sieve"), (116, "garlic"), (134, "pan"))):
        b.stroke([(x, 10), (x, 14)], 0.5)
        if kind == "pan":
            b.solid(
                b.disc(x, 26, 8.6), (p.deep, mix(p.brick, p.ink, 0.1))[i % 2], 0.36, np.hypot(b.x - x, b.y - 26), 0.46
            )
            b.pen([(x, 12), (x, 18)], 1.4, 1.8, colour=p.ink)
        elif kind == "spoon":
            b.pen([(x, 13), (x, 30)], 0.9, 1.0, colour=p.earth)
            b.solid(b.disc(x, 33, 2.6, 4), p.earth, 0.3, b.y, 0.36)
        elif kind == "sieve":
            b.pen([(x, 13), (x, 24)], 0.8, 0.8, colour=p.ink)
            m = b.disc(x, 29, 5.4)
            b.solid(m, p.mist, 0.3, b.x + b.y, 0.44)
            b.cut(m, 0.3, b.x - b.y)
        else:
            for k in range(6):
                b.solid(b.disc(x + (-1) ** k * 2.0, 16 + k * 3.0, 2.6, 2.4), mix(p.white, p.spot, 0.10), 0.25, b.x, 0.3)
    stove = b.box(-1, 74, 152, 28)
    b.solid(stove, mix(p.deep, p.ink, 0.2), 0.3, b.y, 0.5)
    b.solid(b.box(-1, 70, 152, 5), mix(p.ink, p.deep, 0.3), 0.3, b.y, 0.4, p.sea)
    for i in range(6):
        x = 14 + i * 25
        b.solid(b.disc(x, 87, 4.2), mix(p.mist, p.paper, 0.4), np.clip(0.2 + (b.x - x) / 10, 0, 0.7), b.y, 0.44)
        b.stroke([(x, 87), (x + 1.2 * (i % 3 - 1), 83.6)], 0.8, p.spot)
    x = 60
    b.dots([(x - 22 + i * 4, 70.4, 1.1) for i in range(12)], "#d99a3a")
    pot = b.shape(curve("19,36! 20,56 25,67! 95,67! 100,56 101,36!", n=6))
    b.solid(
        pot,
        p.spot,
        np.clip(0.10 + (b.x - 40) / 90, 0.02, 0.75),
        b.y + ((b.x - x) / 26) ** 2,
        0.54,
        mix(p.spot, p.ink, 0.6),
    )
    b.pen([(29, 44), (28.4, 58)], 0.4, 1.8, 0.4, colour=mix(p.spot, p.white, 0.6))
    for s in (-1, 1):
        b.stroke(
            curve([(x + s * 41, 44), (x + s * 48, 43), (x + s * 48, 50), (x + s * 40, 51)], False),
            2.0,
            mix(p.spot, p.ink, 0.4),
        )
    b.solid(b.disc(x, 36, 42, 9.4), mix(p.spot, p.white, 0.25), 0.1, b.y, 0.5)
    soup = b.disc(x, 36.6, 38.6, 7.6)
    b.solid(soup, "#e3c98e", 0.14, b.y, 0.36, mix("#e3c98e", p.ink, 0.5))
    for i in range(190):
        a, r = rng.random() * 6.3, rng.random() ** 0.5
        u, v = x + math.cos(a) * r * 35, 36.6 + math.sin(a) * r * 6.6
        kind = i % 5
        if kind < 2:
            b.solid(b.disc(u, v, 0.75, 0.5), "#f6ead0", edge=0.14)
        elif kind == 2:
            b.solid(b.disc(u, v, 1.7, 0.75), ("#7fa35e", "#a9c27a")[i % 2], edge=0.16)
            b.edge(b.disc(u, v, 0.8, 0.34), 0.12, "#f0f3d8")
        elif kind == 3 and i % 2:
            b.solid(
                curve([(u - 2.2, v), (u - 0.6, v - 0.9), (u + 2.0, v - 0.4), (u + 1.4, v + 0.6), (u - 1, v + 0.8)]),
                p.white,
                0.2,
                b.x + b.y,
                0.18,
            )
        elif kind == 4 and i % 3 == 0:
            b.solid(curve([(u - 2.6, v), (u, v - 1.1), (u + 2.4, v - 0.2), (u, v + 0.9)]), "#4f7a44", 0.3, b.x, 0.2)
    b.pen([(46, 37), (118, 22)], 1.6, 1.8, 1.4, colour=mix(p.mist, p.deep, 0.3))
    b.pen([(46, 36.6), (118, 21.6)], 0.5, 0.5, colour=p.white)
    b.solid(b.disc(43, 37.4, 8, 3.6), mix(p.mist, p.deep, 0.15), np.clip(0.2 + (b.x - 38) / 16, 0, 0.7), b.y, 0.42)
    b.solid(b.disc(43, 36.8, 6, 2.2), "#dcc184", edge=0.26)
    for k in range(4):  # steam
        q = [(44 + k * 11 + 2.6 * math.sin(t * 0.8 + k), 26 - t * 2.4) for t in range(9)]
        b.pen(q, 0.2, 1.4, 1.8, 0.2, colour=p.white)
    for i in range(6):
        yy = 69 - i * 4.4
        b.solid(
            curve([(111, yy - 5.6), (145, yy - 5.6), (140, yy), (116, yy)], n=4),
            (p.white, mix(p.sea, p.white, 0.3))[i % 2],
            np.clip((b.x - 114) / 40, 0.04, 0.65),
            b.y,
            0.46,
        )
    b.solid(b.disc(128, 42, 17, 3.0), mix(p.white, p.mist, 0.3), 0.2, b.y, 0.42)
    b.solid(curve([(4, 70), (6, 60), (16, 58), (18, 70)]), mix(p.green, p.glow, 0.2), 0.3, b.x, 0.4)
    for i in range(4):
        b.pen([(7 + i * 2.6, 62), (2 + i * 4.4, 44)], 1.5, 1.2, 0.3, colour=mix("#5e8a58", p.deep, 0.1 * i))


def basins(b, rng):
    """Draw three enamel basins in a row on a bench, a thermometer in the first, photographs on a line."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.paper, 0.3))
    b.cut(b.y < 200, np.clip(0.06 + (b.x - 30) / 240, 0, 0.5), b.y, mix(p.earth, p.ink, 0.3))
    for i in range(12):  # boards of the net loft
        b.stroke([(i * 14 - 6, -1), (i * 14 - 10, 66)], 0.3, mix(p.earth, p.ink, 0.3))
    light = b.shape([(-2, -2), (40, -2), (96, 66), (30, 66), (-2, 40)])
    b.flat(light, p.white, 0.4)
    cord = lambda x: 12 + 3.4 * math.sin(math.pi * (x + 6) / 80)
    b.stroke([(x, cord(x)) for x in range(-2, 154, 3)], 0.5)
    for i in range(9):
        x = 3 + i * 17
        y = cord(x + 6)
        w, h = rng.uniform(11.4, 13.4), rng.uniform(13, 16)
        t = rng.normal(0, 0.5)
        q = [(x, y + t), (x + w, y - t + 0.6), (x + w - 0.4, y + h - t), (x - 0.4, y + h + t)]
        b.flat(b.shape([(a + 0.8, c + 1) for a, c in q]), mix(p.earth, p.ink, 0.2), 0.5)
        b.solid(q, p.white, edge=0.36)
        inner = [
            (x + 1.2, y + t + 1.3),
            (x + w - 1.2, y - t + 1.8),
            (x + w - 1.6, y + h - t - 2.4),
            (x + 0.8, y + h + t - 2.6),
        ]
        m = b.shape(inner)
        tint = (mix(p.sea, p.warm, 0.4), mix(p.warm, p.earth, 0.3), mix(p.deep, p.warm, 0.35))[i % 3]
        b.solid(m, tint, 0.25, b.y, 0.2)
        cx = x + w / 2
        kind = i % 4
        if kind == 0:
            for k in (-2.2, 1.8):
                b.flat(b.disc(cx + k, y + h * 0.42, 1.5, 1.8) & m, mix(SKIN, p.earth, 0.3))
                b.flat(
                    b.shape(
                        curve(
                            [
                                (cx + k - 2.6, y + h),
                                (cx + k - 1.8, y + h * 0.6),
                                (cx + k + 1.8, y + h * 0.6),
                                (cx + k + 2.6, y + h),
                            ]
                        )
                    )
                    & m,
                    (p.ink, p.spot)[k > 0],
                )
        elif kind == 1:
            b.flat(b.shape([(x, y + h * 0.8), (x + w, y + h * 0.72), (x + w, y + h), (x, y + h)]) & m, p.deep)
            b.flat(
                b.shape(
                    [(cx - 3, y + h * 0.74), (cx + 4, y + h * 0.72), (cx + 2.6, y + h * 0.84), (cx - 2, y + h * 0.84)]
                )
                & m,
                p.ink,
            )
            b.flat(b.shape([(cx, y + h * 0.7), (cx, y + h * 0.3), (cx + 3.4, y + h * 0.68)]) & m, p.paper)
        elif kind == 2:
            b.flat(
                b.shape(
                    curve([(cx - 3.4, y + h), (cx - 2.6, y + h * 0.62), (cx + 2.6, y + h * 0.62), (cx + 3.4, y + h)])
                )
                & m,
                p.green,
            )
            b.flat(b.disc(cx, y + h * 0.42, 2.0, 2.4) & m, mix(SKIN, p.earth, 0.2))
            b.flat(b.disc(cx, y + h * 0.34, 2.2, 1.7) & m, p.ink)
        else:
            b.flat(
                b.shape(
                    [
                        (cx - 4, y + h * 0.9),
                        (cx - 4, y + h * 0.5),
                        (cx, y + h * 0.28),
                        (cx + 4, y + h * 0.5),
                        (cx + 4, y + h * 0.9),
                    ]
                )
                & m,
                p.brick,
            )
        stain = b.shape(
            curve(
                [
                    (x - 1, y + h),
                    (x - 1, y + h * (0.72 + 0.1 * (i % 3))),
                    (x + w * 0.4, y + h * 0.86),
                    (x + w * 0.5, y + h + 1),
                ]
            )
        )
        b.flat(stain & m, "#8a6a45", 0.6)
        for k in (0.28, 0.72):
            b.solid(b.box(x + w * k - 0.8, y - 2.6, 1.6, 4.6), mix(p.earth, p.glow, 0.3), edge=0.26)
    b.solid([(-2, 66), (152, 62), (152, 70), (-2, 76)], mix(p.earth, p.warm, 0.25), 0.25, b.y, 0.5)
    b.solid([(-2, 76), (152, 70), (152, 102), (-2, 102)], mix(p.earth, p.ink, 0.3), 0.35, b.x + 0.2 * b.y, 0.4)
    bench = b.shape([(-2, 80), (152, 70), (152, 96), (-2, 102)])
    b.solid(bench, mix(p.earth, p.warm, 0.35), 0.22, b.y + 0.06 * b.x + b.noise(40, 3, 5) * 0.9, 0.5)
    for i, (x, y, s) in enumerate(((38, 72, 1.3), (86, 68, 1.12), (126, 65, 0.98))):
        rx, ry = 25 * s, 6.8 * s
        b.cut(b.disc(x + 4, y + 15.4 * s, rx * 0.9, 3.4 * s), 0.7, b.y, mix(p.earth, p.ink, 0.6))
        body = b.shape(
            curve(
                [
                    (x - rx, y),
                    (x - rx * 0.86, y + 10 * s),
                    (x - rx * 0.62, y + 16 * s),
                    (x + rx * 0.62, y + 16 * s),
                    (x + rx * 0.86, y + 10 * s),
                    (x + rx, y),
                ],
                n=5,
            )
        )
        b.solid(
            body, p.white, np.clip(0.02 + (b.x - x + rx * 0.2) / rx * 0.4, 0, 0.7), b.y + ((b.x - x) / 16) ** 2, 0.5
        )
        b.solid(b.disc(x, y, rx, ry), p.white, edge=0.46)
        b.edge(b.disc(x, y, rx - 0.4, ry - 0.3), 1.0, p.deep)
        water = b.disc(x, y + 0.6 * s, rx * 0.88, ry * 0.78)
        b.solid(water, mix(p.sea, (p.low, p.warm, p.low)[i], 0.3 + 0.14 * i), 0.3, b.y + b.noise(7, 2, i) * 0.5, 0.36)
        for k, (u, v, t) in enumerate(((-8, -0.4, -9), (4, 0.6, 8))):
            c, d = math.cos(math.radians(t)), math.sin(math.radians(t))
            q = [
                (x + (u + a * c * 9 - e * d) * s, y + (v + (a * d * 9 + e * 3) * 0.6) * s)
                for a, e in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
            ]
            b.solid(q, p.white, 0.1, b.y, 0.26)
            b.flat(
                b.shape(
                    [
                        (x + (u + a * c * 7 - e * d) * s, y + (v + (a * d * 7 + e * 2) * 0.6) * s)
                        for a, e in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
                    ]
                ),
                (mix(p.deep, p.warm, 0.4), mix(p.earth, p.warm, 0.3))[k],
            )
    b.pen([(50, 76), (61, 42)], 2.2, 2.0, colour=p.white)
    b.edge(b.shape([(50, 76), (61, 42)], line=2.0, closed=False), 0.3)
    b.pen([(51, 73), (57.6, 52.6)], 0.8, 0.8, colour=p.spot)
    b.strokes([[(52.8 + i * 0.95, 70 - i * 3), (54 + i * 0.95, 70.4 - i * 3)] for i in range(9)], 0.24)
    b.solid([(96, 92), (118, 90), (119, 92.4), (97, 94.6)], p.mist, 0.2, b.x, 0.36)  # tweezers
    b.pen([(98, 94), (128, 89)], 0.5, 1.2, 0.3, colour=p.mist)


SKIN = "#e6bf9c"


def print_on_line(b, rng):
    """Draw one photograph, a girl in a green jumper, that hangs from a line by two pegs."""
    p = b.p
    b.flat(b.y < 200, mix(p.warm, p.earth, 0.18))
    b.cut(b.y < 200, np.clip(0.10 + np.hypot(b.x - 40, b.y - 20) / 210, 0, 0.6), b.y, mix(p.earth, p.ink, 0.35))
    for i in range(8):
        b.stroke([(i * 22 - 4, -1), (i * 22 - 9, 101)], 0.36, mix(p.earth, p.ink, 0.3))
    b.stroke([(x, 9 + 2.0 * math.sin(math.pi * x / 150)) for x in range(-2, 154, 4)], 0.6)
    for x, tint in ((-14, p.sea), (112, p.deep)):
        q = [(x, 9), (x + 40, 10.4), (x + 39, 64), (x - 1, 62)]
        b.flat(b.shape([(a + 1.6, c + 2) for a, c in q]), p.ink, 0.35)
        b.solid(q, mix(p.white, p.warm, 0.2), edge=0.4)
        inner = [(x + 3, 12.6), (x + 37, 13.6), (x + 36, 56), (x + 2, 55)]
        b.solid(
            inner,
            mix(tint, p.warm, 0.45),
            0.24 + b.noise(16, 12, int(x) + 40) * 0.2,
            b.y + b.noise(9, 7, 3) * 1.4,
            0.26,
        )
        for k in (6, 33):
            _peg(b, x + k, 10)
    q = [(44, 10.6), (103, 11), (104.6, 92), (43, 90)]
    b.flat(b.shape([(a + 2.6, c + 3) for a, c in q]), p.ink, 0.4)
    b.solid(q, p.white, edge=0.5)
    frame = b.shape([(48, 15), (99.4, 15.4), (100.4, 80), (47.4, 79)])

    def inside():
        b.flat(b.y < 200, mix(p.sea, p.low, 0.35))
        b.cut(b.y < 200, np.clip(0.14 + (b.x - 60) / 200, 0, 0.4), b.x * 0.7 - b.y * 0.7, mix(p.sea, p.deep, 0.3))
        bust(b, replace(SITTERS[73], tilt=-3), 74, 43, 13.4)
        b.flat(b.y < 200, mix(p.warm, "#c9a06a", 0.5), 0.16)

    b.inside(frame, inside)
    b.edge(frame, 0.26)
    edge_ = 66 + 3 * np.sin(b.x * 0.16) + b.noise(9, 60, 6)[:1] * 2
    stain = frame & b.below(edge_) & np.clip((78 - b.x) / 16 + 0.3, 0, 1)
    b.flat(stain, "#a98253", 0.42)
    b.flat((stain - b.below(edge_ + 0.8)) & np.clip((70 - b.x) / 10, 0, 1), "#6b4c2c", 0.8)
    for x in (54, 93):
        _peg(b, x, 10.6)
    b.dots([(46 + i * 9, 93 + (i * 7) % 4, 0.4) for i in range(6)], p.white)


def _peg(b, x, y):
    p = b.p
    b.solid(
        [(x - 1.7, y - 4.6), (x + 1.7, y - 4.6), (x + 1.4, y + 6), (x - 1.4, y + 6)],
        mix(p.earth, p.glow, 0.35),
        0.25,
        b.x,
        0.36,
    )
    b.stroke([(x, y - 4.6), (x, y + 6)], 0.3)
    b.stroke([(x - 1.8, y + 0.6), (x + 1.8, y + 0.6)], 0.7, mix(p.mist, p.ink, 0.3))


def mud_core(b, rng):
    """Draw a split tube of dark layered mud under a lamp, a ruler before it, a gloved hand with a spatula."""
    p = b.p
    b.flat(b.y < 200, mix(p.mist, p.paper, 0.3))
    b.cut(b.y < 200, np.clip(0.10 + (b.x - 20) / 240, 0, 0.5), b.y, p.sea)
    for y, seed in ((20, 1), (44, 2)):
        b.solid(b.box(-1, y, 152, 2.4), mix(p.deep, p.sea, 0.3), 0.3, b.y, 0.36)
        x = 4 + seed * 2
        while x < 148:
            kind = int(rng.integers(4))
            c = (mix(p.sea, p.white, 0.2), p.glow, mix(p.green, p.white, 0.2), p.spot)[int(rng.integers(4))]
            if kind == 0:  # flask
                m = b.shape(
                    curve(f"{x},{y}! {x + 3},{y - 7} {x + 3},{y - 13}! {x + 6},{y - 13}! {x + 6},{y - 7} {x + 9},{y}!")
                )
                b.flat(m, p.white, 0.7)
                b.flat(m & (b.y > y - 4), c)
                b.edge(m, 0.34)
                x += 12
            elif kind == 1:  # rack of tubes
                for i in range(4):
                    t = b.shape(
                        curve(
                            f"{x + i * 2.6},{y - 11}! {x + i * 2.6},{y - 1} "
                            f"{x + i * 2.6 + 0.9},{y - 0.2} {x + i * 2.6 + 1.8},{y - 1} {x + i * 2.6 + 1.8},{y - 11}!"
                        )
                    )
                    b.flat(t, p.white, 0.8)
                    b.flat(t & (b.y > y - 3 - i), mix(p.earth, p.ink, 0.2))
                    b.edge(t, 0.26)
                b.solid(b.box(x - 1, y - 7, 12, 1.2), p.deep, edge=0.2)
                x += 14
            elif kind == 2:  # bottle
                b.solid(
                    curve(
                        f"{x},{y}! {x},{y - 8} {x + 2},{y - 10.4}! {x + 2},{y - 13}! {x + 5},{y - 13}! "
                        f"{x + 5},{y - 10.4}! {x + 7},{y - 8} {x + 7},{y}!"
                    ),
                    mix("#8a5a34", p.ink, 0.1),
                    np.clip(0.2 + (b.x - x) / 10, 0, 0.7),
                    b.y,
                    0.36,
                )
                b.solid(b.box(x + 0.8, y - 7, 5.4, 4), p.white, edge=0.2)
                x += 10
            else:  # core tubes lying on end
                for i in range(3):
                    b.solid(b.disc(x + 2 + i * 4.4, y - 2.2, 2.2), mix(p.earth, p.ink, 0.5), edge=0.5, ink=p.mist)
                for i in range(2):
                    b.solid(b.disc(x + 4.2 + i * 4.4, y - 6, 2.2), mix(p.earth, p.ink, 0.5), edge=0.5, ink=p.mist)
                x += 16
    bench = b.shape([(-2, 62), (152, 58), (152, 102), (-2, 102)])
    b.solid(bench, mix(p.paper, p.white, 0.4), np.clip(0.06 + (b.x - 40) / 300, 0, 0.3), b.y - 0.03 * b.x, 0.5)
    cone = b.shape([(34, 24), (50, 30), (108, 92), (4, 92)])
    b.flat(cone, p.glow, 0.34)
    b.glow(52, 74, 62, 0.32, ry=26)
    # The lamp.
    b.pen([(14, 62), (10, 34), (31, 20)], 1.6, 1.3, 1.3, colour=p.ink)
    b.solid(b.disc(14, 62.6, 8, 2.4), p.ink, edge=0.3)
    b.solid(
        curve("26,22! 36,12 44,14 50,26! 34,32!"),
        p.spot,
        np.clip(0.16 + (b.x - 30) / 32, 0, 0.7),
        b.x * 0.6 + b.y,
        0.46,
    )
    b.solid(curve("34,32! 50,26! 47,31 40,34"), "#fff3d0", edge=0.36)
    # The core, in its half tube.
    core = Plane([(6, 86), (136, 75), (133, 64), (8, 72)], 100, 10)
    b.cut(b.shape([(x + 1, y + 3) for x, y in core.corners]), 0.6, b.y, mix(p.deep, p.ink, 0.2))
    tube = b.shape(core.pts((-1.6, -2.4), (101, -2.4), (101, 12), (-1.6, 12)))
    b.solid(tube, mix(p.mist, p.white, 0.5), 0.2, b.y, 0.46)
    mud = b.shape(core.corners)
    b.flat(mud, mix("#4b3a2c", p.ink, 0.25))
    u = 1.0
    shades = (0.0, 0.35, 0.12, 0.5, 0.22, 0.42, 0.05)
    i = 0
    while u < 99:
        w = rng.uniform(1.0, 4.6)
        q = core.pts(
            (u, 0), (min(99.6, u + w), 0), (min(99.6, u + w + rng.normal(0, 0.8)), 10), (u + rng.normal(0, 0.8), 10)
        )
        b.flat(b.shape(q) & mud, mix("#2c2420", "#8a7356", shades[i % 7]))
        u += w * rng.uniform(1.0, 1.7)
        i += 1
    b.cut(mud, 0.3 + b.noise(3, 3, 9) * 0.3, b.x * 0.95 + b.noise(3, 4, 8) * 0.8, p.ink)
    b.edge(mud, 0.34)
    for _k in range(9):  # scraps of kelp
        x, y = core.at(rng.uniform(6, 80), rng.uniform(2, 8))
        b.pen([(x, y), (x + 1.4, y - 0.5), (x + 2.6, y + 0.3)], 0.1, 0.7, 0.1, colour="#7f8a4e")
    rule_ = Plane([(6, 95), (136, 83.4), (135.6, 78.4), (6, 89)], 100, 4)
    b.solid(b.shape(rule_.corners), p.glow, edge=0.42)
    ticks = [rule_.pts((i, 4), (i, 4 - (2.0 if i % 10 == 0 else 1.4 if i % 5 == 0 else 0.9))) for i in range(1, 100)]
    b.strokes(ticks, 0.2)
    for i in range(1, 10):
        x, y = rule_.at(i * 10, 1.0)
        b.letters(x, y, str(i * 10), 1.9, p.ink, -5)
    for i, t in enumerate(("7", "8")):
        x, y = core.at(30 + i * 40, 14.4)
        b.solid([(x - 4, y - 1.6), (x + 4, y - 2.2), (x + 4, y + 1.8), (x - 4, y + 2.4)], p.white, edge=0.3)
        b.letters(x, y, "SK-" + t, 2.1, p.deep, -4)
    # The hand in its glove.
    b.pen([(82, 73.4), (108, 57)], 0.5, 1.4, 1.6, colour=mix(p.mist, p.deep, 0.4))
    b.solid(curve([(82.8, 74.6), (77.6, 78), (75.6, 77), (80, 72)]), p.mist, 0.2, b.x, 0.34)
    glove = mix(p.sea, p.white, 0.25)
    dark = mix(glove, p.ink, 0.6)
    sleeve = b.shape(curve("152,24! 152,58! 134,62! 124,44!"))
    b.solid(sleeve, p.white, np.clip(0.12 + (b.y - 30) / 60, 0, 0.5), b.x * 0.5 - b.y, 0.46)
    b.solid(
        curve("136,40! 139,62 132,67 118,69 108,66 102,61 104,55 112,50 122,44"),
        glove,
        np.clip(0.14 + (b.y - 44) / 44, 0, 0.6),
        b.y + b.x * 0.3,
        0.46,
        dark,
    )
    for text in (
        "108,66 98,68.4 91,69.6 90,66.4 97,63.4 106,59!",
        "104,61 96,63 90,63.4 90,60 97,57.4 107,54!",
        "112,51! 104,53 96,57.6 94,55.4 101,49 111,45.6!",
    ):
        b.solid(curve(text), glove, np.clip(0.14 + (b.y - 52) / 30, 0, 0.5), b.y + b.x * 0.3, 0.42, dark)


__all__ = ["books", "fish"]
