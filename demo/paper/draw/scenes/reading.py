"""Books and papers where somebody reads or writes."""

import math

import numpy as np

from ..press import curve, mix
from ..stock.houses import row
from ..stock.place import Plane
from ..stock.sky import gulls, sky, sun
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
