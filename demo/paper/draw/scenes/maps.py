"""Drawn maps and plans."""

import itertools
import math

import numpy as np

from ..press import PAPER, arc, curve, mix

LAND, ROAD = "#ece4d2", "#fbf8f0"


def water(b, mask, edge=0.5):
    """Print water on a map: lines that follow its shore."""
    p = b.p
    m = b.mask(mask)
    b.flat(m, mix(p.mist, p.sea, 0.18))
    n = b.noise(26, 9, 4)
    b.cut(m, np.clip(0.20 + b.noise(30, 8, 3) * 0.12, 0.08, 0.5), b.y + n * 1.4, mix(p.sea, p.deep, 0.25))
    for i, k in enumerate((0.9, 2.0, 3.4)):  # lines along the shore
        inner = np.clip(b.mask(m).a * 1.0, 0, 1)
        del inner
        _shore(b, m, k, 0.5 - 0.12 * i)
    b.edge(m, edge, p.deep, lean=0)


def _shore(b, m, out, strength):
    """A thin line inside a mask, a distance from its edge."""
    r = max(1, round(out * b.k))
    a = m.a
    if min(a.shape) < 4 * r:
        return
    pad = np.pad(a, r, mode="edge")
    low = np.minimum.reduce([pad[r : r + a.shape[0], i * r : i * r + a.shape[1]] for i in (0, 2)])
    low = np.minimum.reduce([low, *[pad[i * r : i * r + a.shape[0], r : r + a.shape[1]] for i in (0, 2)]])
    s = max(1, round(0.22 * b.k))
    pad = np.pad(low, s, mode="edge")
    lower = np.minimum.reduce([pad[s : s + a.shape[0], i * s : i * s + a.shape[1]] for i in (0, 2)])
    lower = np.minimum.reduce([lower, *[pad[i * s : i * s + a.shape[0], s : s + a.shape[1]] for i in (0, 2)]])
    b._lay(m.at, np.clip(low - lower, 0, 1) * strength, _rgb(b.p.deep))


def _rgb(colour):
    return colour


def relief(b, m, gap=9):
    """Print contour lines on land."""
    f = b.noise(38, 30, 40) * 0.75 + b.noise(17, 14, 41) * 0.3
    b.cut(m, 0.12, f * gap, b.p.earth, 1.5)


def blocks(b, rng, x0, y0, x1, y1, turn=0.0, size=(11, 17), keep=None):
    """Draw city blocks with houses in them on a turned grid."""
    p = b.p
    c, s = math.cos(turn), math.sin(turn)
    turned = lambda x, y: (75 + (x - 75) * c - (y - 50) * s, 50 + (x - 75) * s + (y - 50) * c)
    ground, roof = mix(LAND, p.warm, 0.6), mix(p.earth, LAND, 0.45)
    plots, houses, shaded = [], [], []
    y = y0
    while y < y1:
        h, x = rng.uniform(*size) * 0.62, x0
        while x < x1:
            w = rng.uniform(*size)
            cx, cy = turned(x + w / 2, y + h / 2)
            if keep is None or keep(cx, cy):
                plots.append([turned(x, y), turned(x + w, y), turned(x + w, y + h), turned(x, y + h)])
                n = max(2, int(w / 3.1))
                for i in range(n):
                    for r in (0, 1):
                        if rng.random() < 0.10:
                            continue
                        u, v = x + 0.5 + i * (w - 1) / n, y + 0.5 + r * (h - 1) * 0.56
                        ww, hh = (w - 1) / n - 0.5, (h - 1) * rng.uniform(0.34, 0.42)
                        q = [turned(u, v), turned(u + ww, v), turned(u + ww, v + hh), turned(u, v + hh)]
                        houses.append(q)
                        shaded.append(
                            [
                                q[0],
                                q[1],
                                ((q[0][0] + q[3][0]) / 2 + (q[1][0] - q[0][0]) * 1.0, (q[1][1] + q[2][1]) / 2),
                                ((q[0][0] + q[3][0]) / 2, (q[0][1] + q[3][1]) / 2),
                            ]
                        )
            x += w + 2.6
        y += h + 2.6
    m = b.shape(*plots)
    b.solid(m, ground, edge=0.22)
    m = b.shape(*houses)
    b.solid(m, roof, edge=0.2)
    b.cut(b.shape(*shaded), 0.4, b.x + b.y, mix(p.earth, p.ink, 0.4), 0.8)


def frame(b, north=(136, 14), scale=True, title=None):
    """Draw a north arrow, a scale bar and the frame; a title in a plate."""
    p = b.p
    x, y = north
    b.solid(b.disc(x, y, 7), LAND, edge=0.4, ink=p.ink)
    b.edge(b.disc(x, y, 5.8), 0.18)
    b.solid([(x, y - 6.4), (x + 2.0, y), (x - 2.0, y)], p.spot, edge=0.24)
    b.solid([(x, y + 6.4), (x + 2.0, y), (x - 2.0, y)], p.paper, edge=0.24)
    b.letters(x, y - 9.2, "N", 3.0, p.ink)
    if scale:
        b.flat(b.box(6.4, 91.6, 38, 4.6), ROAD)
        for i in range(5):
            b.solid(b.box(8 + i * 7, 93, 7, 1.5), p.ink if i % 2 == 0 else PAPER, edge=0.24)
    if title:
        w = len(title) * 2.05 + 8
        b.solid(b.box(6, 5.6, w, 8.6), ROAD, edge=0.4)
        b.letters(6 + w / 2, 9.9, title, 3.7, p.ink)
    for m, w in ((1.6, 0.5), (2.9, 0.22)):
        b.stroke([(m, m), (150 - m, m), (150 - m, 100 - m), (m, 100 - m)], w, p.ink, closed=True)


def label(b, x, y, text, size=3.2, colour=None, plate=True, turn=0.0):
    """Write a name on a map, on a pale plate."""
    if plate:
        w = len(text) * size * 0.56 + 1.6
        b.flat(b.box(x - w / 2, y - size * 0.62, w, size * 1.24), ROAD, 0.85)
    b.letters(x, y, text, size, colour or b.p.ink, turn)


def dashed(b, points, width, colour, on=2.2, off=1.6):
    """Draw a broken line along points."""
    carry, drawing, out, part = 0.0, True, [], [points[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        n = math.hypot(x1 - x0, y1 - y0)
        t = 0.0
        while t < n:
            step = min((on if drawing else off) - carry, n - t)
            t += step
            carry += step
            q = (x0 + (x1 - x0) * t / n, y0 + (y1 - y0) * t / n)
            if drawing:
                part.append(q)
            if carry >= (on if drawing else off) - 1e-6:
                if drawing:
                    out.append(part)
                drawing, carry, part = not drawing, 0.0, [q]
    if drawing and len(part) > 1:
        out.append(part)
    b.strokes(out, width, colour)


#: Holiday lets in the 26 houses of Chandlers' Row, as Ruth Amsel counted them: 61.
DOTS = (3, 1, 1, 5, 2, 1, 6, 1, 2, 3, 1, 5, 1, 1, 6, 2, 1, 3, 1, 2, 5, 1, 2, 1, 3, 1)


def street_plan(b, rng):
    """Draw a hand-drawn plan of a street on squared paper: most houses carry one dot, a few five or six."""
    p = b.p
    b.flat(b.y < 200, mix(p.earth, p.warm, 0.2))
    b.cut(b.y < 200, 0.22, b.y + b.noise(50, 4, 2) * 1.5, mix(p.earth, p.ink, 0.4))
    turn = math.radians(-3.5)
    c, s = math.cos(turn), math.sin(turn)
    q = lambda x, y: (75 + (x - 75) * c - (y - 50) * s, 50 + (x - 75) * s + (y - 50) * c)
    edge_ = [q(6, 7), q(141, 7), q(141, 95), q(6, 95)]
    b.flat(b.shape([(x + 1.4, y + 2) for x, y in edge_]), p.ink, 0.45)
    sheet = b.solid(edge_, mix(PAPER, p.white, 0.3), edge=0.4)
    grid = [[q(6 + i * 4.5, 7), q(6 + i * 4.5, 95)] for i in range(31)] + [
        [q(6, 7 + i * 4.4), q(141, 7 + i * 4.4)] for i in range(21)
    ]
    b.flat(b.shape(*grid, line=0.16, closed=False) & sheet, mix(p.sea, PAPER, 0.35))
    x, y = q(73, 14)
    b.letters(x, y, "CHANDLERS' ROW", 5, p.ink, -3.5)
    for i in range(26):
        r, n = i // 13, i % 13
        x, y, w, h = 12 + n * 9.5, (24 if r == 0 else 60), 9.0, 19
        j = lambda: rng.normal(0, 0.22)
        box = [q(x + j(), y + j()), q(x + w + j(), y + j()), q(x + w + j(), y + h + j()), q(x + j(), y + h + j())]
        b.flat(b.shape(box), mix(p.earth, PAPER, 0.72 + 0.06 * (i % 3)))
        b.cut(b.shape(box), 0.12, b.x * 0.7 + b.y * 0.7, mix(p.earth, p.ink, 0.2), 1.4)
        b.stroke(box, 0.42, p.ink, closed=True)
        door_y = y + h if r == 0 else y
        b.strokes([[q(x + 3.6, door_y), q(x + 5.4, door_y)]], 1.0, p.deep)
        u, v = q(x + w / 2, y + (2.4 if r else h - 2.4))
        b.letters(u, v, str(1 + i * 2 if r == 0 else 2 + (i - 13) * 2), 2.0, mix(p.ink, PAPER, 0.2), -3.5)
        for d in range(DOTS[i]):
            u, v = q(
                x + 2.7 + (d % 2) * 3.6 + rng.normal(0, 0.12),
                y + (3.4 if r == 0 else 6.6) + (d // 2) * 4.2 + rng.normal(0, 0.12),
            )
            b.solid(b.disc(u, v, 1.42), p.spot, edge=0.2, ink=mix(p.spot, p.ink, 0.5))
    b.stroke([q(12, 45.5), q(136, 45.5)], 0.4, p.ink)
    b.stroke([q(12, 57.5), q(136, 57.5)], 0.4, p.ink)
    dashed(b, [q(12, 51.5), q(136, 51.5)], 0.4, mix(p.deep, PAPER, 0.2), 3, 2)
    for x in (30, 62, 94, 126):
        b.solid(b.disc(*q(x, 48), 1.5), mix(p.green, p.deep, 0.15), 0.3, b.x, 0.3)
    u, v = q(120, 88)
    b.solid(b.disc(u - 22, v, 1.42), p.spot, edge=0.2)
    b.letters(u, v, "= one registered let", 2.8, p.ink, -3.5)
    u, v = q(22, 88)
    b.letters(u + 6, v, "61 on 26 houses", 2.8, p.ink, -3.5)
    b.pen([(118, 101), (146, 56)], 2.6, 2.6, colour=mix(p.spot, p.ink, 0.1))
    b.pen([(117.3, 101), (145.4, 56)], 0.6, 0.6, colour=mix(p.spot, p.white, 0.5))
    b.solid([(144.8, 55.2), (147.3, 56.8), (150.4, 49)], "#e3bb86", edge=0.3)
    b.solid([(149.2, 52.2), (149.9, 52.6), (150.6, 48.4)], p.spot, edge=0)


def crossing_map(b, rng):
    """Draw the sound: dots lead from the city shore towards an island and turn into a dashed line."""
    p = b.p
    b.flat(b.y < 200, LAND)
    x = b.x[0]
    shore = (
        27
        + 3.6 * np.sin(x * 0.05 + 1)
        + 1.6 * np.sin(x * 0.17)
        + 1.0 * np.sin(x * 0.41)
        - 8 * np.exp(-(((x - 64) / 5) ** 2))
    )
    sea = b.below(shore.astype(np.float32)[None, :])
    relief(b, b.mask(b.y < 200) - sea)
    blocks(b, rng, 4, 4, 60, 19, -0.05, (6, 9), keep=lambda u, v: v < 20 and u < 56)
    blocks(b, rng, 74, 4, 112, 14, 0.06, (6, 9), keep=lambda u, v: v < 15)
    water(b, sea)
    river = curve("60,-2 64,6 60,14 63,22 66,30 70,30 68,22 65,14 69,6 66,-2")
    b.solid(river, mix(p.mist, p.sea, 0.18), edge=0.3, ink=p.deep)
    isle_points = [
        (
            104 + 29 * math.cos(a) * (1 + 0.14 * math.sin(3 * a + 1)),
            77 + 15 * math.sin(a) * (1 + 0.18 * math.sin(2 * a + 2)),
        )
        for a in np.linspace(0, 6.28, 60)
    ]
    isle = b.shape(isle_points)
    b.solid(isle, LAND, edge=0.5)
    relief(b, isle)
    blocks(b, rng, 78, 66, 96, 76, 0.1, (4, 6))
    x0, y0, x1, y1 = 40, 26, 84, 70
    lane = ((60, 101), (150, 40))
    for k in (-4.6, 4.6):
        dashed(
            b, [(lane[0][0] + k, lane[0][1] + k * 0.6), (lane[1][0] + k, lane[1][1] + k * 0.6)], 0.3, p.deep, 1.6, 1.6
        )
    b.letters(119, 58.6, "shipping lane", 2.7, p.deep, -34)
    b.solid([(130, 50.6), (137.6, 45.4), (139.4, 46.6), (138.4, 48.6), (131.6, 53)], p.deep, edge=0.24)
    n = 64
    for i in range(n):
        u = (i + 0.5) / n * 0.76
        built = i < 31
        q = (x0 + (x1 - x0) * u, y0 + (y1 - y0) * u)
        b.solid(
            b.disc(*q, 0.86 if built else 0.62), p.spot if built else PAPER, edge=0.2, ink=p.ink if built else p.spot
        )
    dashed(b, [(x0 + (x1 - x0) * 0.775, y0 + (y1 - y0) * 0.775), (x1, y1)], 1.3, p.spot, 2.0, 1.2)
    for q in ((x0, y0), (x1, y1)):
        b.solid(b.disc(*q, 1.9), p.ink, edge=0.4, ink=PAPER)
    dashed(b, curve("31,28 40,48 58,74 80,76", False), 0.36, p.ink, 0.7, 1.3)
    b.letters(39.6, 61, "ferry", 2.7, p.ink, 50)
    label(b, 30, 20.4, "TERNSIDE", 3.0)
    label(b, 118, 80, "SKERRY NESS", 3.6)
    label(b, 96, 19, "OLD QUAY", 3.0)
    label(b, 64, 40, "31 of 64 piers stand", 3.0, p.spot)
    label(b, 58, 61, "tunnel", 2.8, p.spot)
    b.letters(24, 82, "THE SOUND", 5.4, mix(p.deep, p.sea, 0.2), -14)
    frame(b, (137, 15), title="The Tern Crossing")


def _river_town(b, rng, turn=0.0, title=None):
    b.flat(b.y < 200, ROAD)
    x = b.x[0]
    bank = (19 + 2.6 * np.sin(x * 0.045 + 0.6) + 0.9 * np.sin(x * 0.15)).astype(np.float32)[None, :]
    blocks(b, rng, -30, 8, 180, 122, turn, (10, 16), keep=lambda u, v: v > 28)
    river = b.mask(b.y < 200) - b.below(bank)
    water(b, river)
    for k in range(3):
        q = [(40 + k * 34, 27), (40 + k * 34 + 4, 60), (40 + k * 34 + 2, 101)]
        del q
    return bank


def polling_map(b, rng):
    """Draw a street map with five crossed-out squares and five filled ones near by, joined by arrows."""
    p = b.p
    _river_town(b, rng, -0.09)
    picks = [
        ((22, 44), (40, 36)),
        ((54, 64), (40, 74)),
        ((82, 40), (96, 52)),
        ((106, 72), (122, 62)),
        ((70, 86), (90, 88)),
    ]
    for (x, y), (u, w) in picks:
        a = math.atan2(w - y, u - x)
        mid = ((x + u) / 2 - math.sin(a) * 4, (y + w) / 2 + math.cos(a) * 4)
        stop = (u - math.cos(a + 0.3) * 5.4, w - math.sin(a + 0.3) * 5.4)
        line = curve([(x, y), mid, stop], False)
        b.stroke(line, 2.2, ROAD)
        b.stroke(line, 1.0, p.ink)
        (px, py), (qx, qy) = line[-3], line[-1]
        t = math.atan2(qy - py, qx - px)
        b.flat(
            b.shape(
                [
                    (qx + math.cos(t) * 2.6, qy + math.sin(t) * 2.6),
                    (qx + math.cos(t + 2.3) * 2.4, qy + math.sin(t + 2.3) * 2.4),
                    (qx + math.cos(t - 2.3) * 2.4, qy + math.sin(t - 2.3) * 2.4),
                ]
            ),
            p.ink,
        )
        b.solid(b.box(x - 3.6, y - 3.6, 7.2, 7.2), PAPER, edge=0.5)
        b.strokes([[(x - 2.5, y - 2.5), (x + 2.5, y + 2.5)], [(x - 2.5, y + 2.5), (x + 2.5, y - 2.5)]], 1.0, p.spot)
        b.solid(b.box(u - 3.6, w - 3.6, 7.2, 7.2), p.spot, edge=0.5)
        b.pen([(u - 1.8, w), (u - 0.4, w + 1.6), (u + 2.0, w - 1.8)], 0.9, 1.0, 0.7, colour=PAPER)
    b.letters(76, 12, "R I V E R   T E R N", 4, mix(p.deep, p.sea, 0.2))
    b.solid(b.box(103, 86.6, 42, 9.6), ROAD, edge=0.4)
    b.solid(b.box(105.4, 89.2, 4.4, 4.4), PAPER, edge=0.4)
    b.strokes([[(106, 89.8), (109.2, 93)], [(106, 93), (109.2, 89.8)]], 0.7, p.spot)
    b.letters(116, 91.5, "old", 2.9, p.ink)
    b.solid(b.box(124.4, 89.2, 4.4, 4.4), p.spot, edge=0.4)
    b.letters(136, 91.5, "new", 2.9, p.ink)
    frame(b, (137, 34))


def pump_map(b, rng):
    """Draw Saltgate: the river along the top, a thick line for the wall, three numbered pumps, a shaded area."""
    p = b.p
    bank = _river_town(b, rng, 0.07)
    ys = [(float(x), float(bank[0, int(min(b.w - 1, x * b.k))]) + 1.4) for x in range(0, 151, 3)]
    b.stroke(ys, 2.2, p.ink)
    b.stroke(ys, 0.5, p.spot)
    area = b.shape(curve("76,40 104,36 124,46 126,62 116,78 92,82 72,74 68,56"))
    b.flat(area, p.spot, 0.24)
    b.cut(area, 0.20, b.x * 0.7 + b.y * 0.7, p.spot, 1.4)
    b.edge(area, 0.44, p.spot, lean=0)
    cut_ = curve("126,22 131,38 127,56 133,74 130,101", False)
    b.stroke(cut_, 4.2, p.deep)
    b.stroke(cut_, 3.4, mix(p.mist, p.sea, 0.18))
    for x, y, t in ((30, 40, "3"), (52, 72, "5"), (96, 58, "4")):
        hot = t == "4"
        b.solid(b.disc(x, y, 5.8), p.spot if hot else PAPER, edge=0.7)
        b.letters(x, y, t, 6.4, PAPER if hot else p.ink)
    label(b, 96, 69, "Pump Row", 3.2)
    label(b, 141, 66, "the Cut", 2.9, p.deep)
    label(b, 46, 27.4, "flood wall", 3.0)
    b.letters(60, 11, "R I V E R   T E R N", 4, mix(p.deep, p.sea, 0.2))
    frame(b, (16, 60))


def tremor_map(b, rng):
    """Draw the land round Hythe Cross, with circles round a point north of the village."""
    p = b.p
    b.flat(b.y < 200, LAND)
    x = b.x[0]
    shore = (84 + 3.4 * np.sin(x * 0.06) + 1.4 * np.sin(x * 0.19 + 1)).astype(np.float32)[None, :]
    sea = b.below(shore)
    relief(b, b.mask(b.y < 200) - sea, 11)
    stream = curve("24,-2 30,12 22,26 32,40 26,54 36,68 34,88", False)
    b.stroke(stream, 2.6, p.deep)
    b.stroke(stream, 2.0, mix(p.mist, p.sea, 0.18))
    water(b, sea)
    for pts_ in ("-2,62 34,58 80,54 112,50 152,42", "80,54 92,34 104,14 108,-2", "80,54 74,70 64,88"):
        line = curve(pts_, False)
        b.stroke(line, 1.7, p.ink)
        b.stroke(line, 1.1, ROAD)
    for _ in range(46):
        u, v = 80 + rng.normal(0, 6.4), 54 + rng.normal(0, 3.6)
        b.solid(b.box(u, v, rng.uniform(1.4, 2.4), 1.5), mix(p.earth, p.ink, 0.1), edge=0.2)
    for cx, cy, sx, sy, n in ((122, 22, 10, 6, 70), (18, 72, 7, 4, 34), (52, 30, 6, 5, 36), (132, 66, 7, 5, 40)):
        for _ in range(n):
            b.solid(
                b.disc(cx + rng.normal(0, sx), cy + rng.normal(0, sy), 1.0, 1.1), mix(p.green, p.deep, 0.15), edge=0.18
            )
    for r in (19, 14.5, 10, 6):
        ring = arc(80, 28, r, n=60)
        b.stroke(ring, 0.34 + (19 - r) * 0.03, p.spot, closed=True)
    b.flat(b.disc(80, 28, 19), p.spot, 0.10)
    b.solid(b.disc(80, 28, 2.4), p.spot, edge=0.4, ink=PAPER)
    b.strokes(
        [[(80, 31), (80, 50)], [(78.6, 48.4), (80, 50.4), (81.4, 48.4)], [(78.6, 32.6), (80, 30.8), (81.4, 32.6)]], 0.36
    )
    label(b, 86, 41.6, "4 km", 3.2, p.spot)
    label(b, 97, 60, "HYTHE CROSS", 3.4)
    b.letters(112, 92.6, "THE SOUND", 4.4, mix(p.deep, p.sea, 0.2))
    frame(b, (16, 18))


def ground_plan(b, rng):
    """Draw a plan of a football ground beside a river bend, with its stands and two approach roads."""
    p = b.p
    b.flat(b.y < 200, LAND)
    relief(b, b.mask((b.y < 200) & (b.x > 0)), 8)
    blocks(b, rng, -10, 66, 54, 112, 0.1, (8, 12), keep=lambda u, v: v > 74 and u < 46)
    river = curve("-6,18 22,15 54,11 88,9 114,14 131,30 134,54 126,76 128,106", False)
    m = b.shape(river, line=13, closed=False)
    water(b, m)
    for pts_ in ("-4,58 22,57 50,54", "22,104 36,88 50,72 58,66"):
        line = curve(pts_, False)
        b.stroke(line, 3.6, p.ink)
        b.stroke(line, 2.9, ROAD)
    for u in (6, 16, 26, 36):
        b.solid([(u, 54.4), (u + 3, 54.2), (u + 3, 56), (u, 56.2)], p.spot if u == 16 else p.deep, edge=0.16)
    x, y, w, h = 60, 32, 44, 31
    b.solid(
        curve([(x - 11, y - 11), (x + w + 11, y - 11), (x + w + 11, y + h + 11), (x - 11, y + h + 11)], n=3),
        mix(p.warm, p.earth, 0.18),
        edge=0.36,
    )
    stands = (
        (x, y - 8, w, 6.4, p.spot, "NORTH"),
        (x, y + h + 1.6, w, 6.4, p.deep, "SOUTH"),
        (x - 8, y, 6.4, h, p.deep, ""),
        (x + w + 1.6, y, 6.4, h, mix(p.deep, p.sea, 0.5), ""),
    )
    for sx, sy, sw, sh, c, name in stands:
        b.solid(b.box(sx, sy, sw, sh), c, 0.34, b.y if sw > sh else b.x, 0.4, mix(c, p.ink, 0.6))
        if name:
            b.letters(sx + sw / 2, sy + sh / 2, name, 3.1, PAPER)
    grass_ = b.box(x, y, w, h)
    stripe = ((b.x - x) // 5.5) % 2 < 1
    b.flat(grass_, p.green)
    b.flat(grass_ & np.broadcast_to(stripe.astype(np.float32), (b.h, b.w)), mix(p.green, p.deep, 0.2))
    b.edge(grass_, 0.4)
    lines = [
        [(x + 2, y + 2), (x + w - 2, y + 2), (x + w - 2, y + h - 2), (x + 2, y + h - 2), (x + 2, y + 2)],
        [(x + w / 2, y + 2), (x + w / 2, y + h - 2)],
    ]
    for s in (x + 2, x + w - 9):
        lines.append([(s, y + 8), (s + 7, y + 8), (s + 7, y + h - 8), (s, y + h - 8), (s, y + 8)])
    b.strokes(lines, 0.44, PAPER)
    b.stroke(arc(x + w / 2, y + h / 2, 5), 0.44, PAPER, closed=True)
    for u, v in ((x - 9, y - 9), (x + w + 9, y - 9), (x - 9, y + h + 9), (x + w + 9, y + h + 9)):
        b.solid(b.disc(u, v, 1.7), p.glow, edge=0.4)
    for _ in range(46):
        u, v = 100 + rng.normal(0, 14), 88 + rng.normal(0, 5)
        if u < 118:
            b.solid(b.disc(u, v, 1.3), mix(p.green, p.deep, 0.15), edge=0.18)
    label(b, 20, 50.4, "Ropery Road", 3.0)
    label(b, 21, 90, "Withy Lane", 3.0)
    b.letters(64, 14.6, "R I V E R   T E R N", 3.6, mix(p.deep, p.sea, 0.2), -5)
    frame(b, (138, 88), scale=False)


def island_plan(b, rng):
    """Draw an island between two arms of a river with eleven marked buildings, seven of them darker."""
    p = b.p
    b.flat(b.y < 200, ROAD)
    blocks(b, rng, -10, -10, 160, 12, 0.03)
    blocks(b, rng, -10, 87, 160, 112, -0.03)
    x = b.x[0]
    north = (15 + 2 * np.sin(x * 0.05)).astype(np.float32)[None, :]
    south = (86 + 2 * np.sin(x * 0.04 + 2)).astype(np.float32)[None, :]
    water(b, b.below(north) - b.below(south))
    isle = curve("10,52 20,38 40,30 70,27 104,29 128,38 142,52 130,64 104,72 70,74 40,71 20,64")
    m = b.solid(isle, LAND, edge=0.6)
    b.edge(m, 1.8, mix(LAND, p.earth, 0.4), lean=0)
    b.edge(m, 0.5)
    road = curve("14,52 40,49 74,52 108,50 138,52", False)
    b.stroke(road, 3.2, mix(p.earth, p.ink, 0.2))
    b.stroke(road, 2.5, ROAD)
    spots = (
        (36, 40),
        (53, 36),
        (72, 35),
        (92, 36.5),
        (111, 41),
        (34, 61),
        (50, 64),
        (67, 65),
        (84, 65),
        (101, 63),
        (119, 58),
    )
    own = {1, 2, 4, 6, 7, 9, 10}
    for i, (u, v) in enumerate(spots):
        w, h = rng.uniform(10.4, 13.4), rng.uniform(8.4, 9.8)
        dark = i in own
        c = p.deep if dark else mix(p.warm, p.earth, 0.15)
        b.flat(b.box(u - w / 2 + 1, v - h / 2 + 1.2, w, h), p.ink, 0.3)
        b.solid(b.box(u - w / 2, v - h / 2, w, h), c, 0.24 if dark else 0.14, b.x + b.y, 0.5, mix(c, p.ink, 0.6))
        b.stroke([(u - w / 2, v), (u + w / 2, v)], 0.3, mix(c, p.ink, 0.5))
        b.solid(b.disc(u, v, 2.3), ROAD, edge=0.26)
        b.letters(u, v, str(i + 1), 2.9, p.ink)
    for q in (((43, 13), (46, 31)), ((108, 71), (112, 88))):
        b.stroke(q, 3.4, p.ink)
        b.stroke(q, 2.6, ROAD)
    for _ in range(26):
        u, v = (
            (18 + rng.normal(0, 3), 52 + rng.normal(0, 6))
            if rng.random() < 0.5
            else (134 + rng.normal(0, 3), 50 + rng.normal(0, 4))
        )
        if b.mask(m).cut(m) is not None and 12 < u < 140:
            b.solid(b.disc(u, v, 1.2), mix(p.green, p.deep, 0.15), edge=0.18)
    b.letters(94, 21.6, "north arm", 3.2, mix(p.deep, p.sea, 0.2), 2)
    b.letters(60, 80.6, "south arm", 3.2, mix(p.deep, p.sea, 0.2), -2)
    b.solid(b.box(88, 89, 56, 7.4), ROAD, edge=0.4)
    b.solid(b.box(90.4, 90.8, 4.4, 3.6), p.deep, edge=0.3)
    b.letters(118, 92.7, "registered at 3 Sluice Yard", 2.7, p.ink)
    frame(b, (14, 20), scale=False)
