"""Houses: fronts on a plane, square on or in perspective, with windows, doors, roofs, chimneys."""

import numpy as np

from ..press import mix
from .place import upright

#: What walls are made of here; brick seldom, the spot colour hardly ever.
WALLS = ("warm", "paper", "mist", "brick", "warm", "sea", "paper", "brick")


def wall_colour(rng, p, last=None):
    """Return the colour of a wall, another than the `last`."""
    for _ in range(9):
        colour = getattr(p, WALLS[int(rng.integers(len(WALLS)))])
        colour = mix(colour, p.low, rng.uniform(0.0, 0.3))
        if colour != last:
            return colour
    return colour


def wall(b, plane, colour, shade=0.15, courses=0.0, edge=0.3, tide=None):
    """Print a wall: flat, courses of lines along it, a tide mark up to `tide` high."""
    u, v = plane.fields(b)
    m = b.shape(plane.corners)
    b.flat(m, colour)
    ink = mix(colour, b.p.ink, 0.62)
    scale = max(plane.size(0, plane.h / 2), plane.size(plane.w, plane.h / 2))
    n = b.noise(26, 9, 51) * 0.05
    b.cut(m, np.clip(shade + n, 0, 0.85), v * scale * 0.9, ink)
    if courses:
        _bricks(b, plane, m, ink)
    if tide is not None:
        wet = m & np.clip((tide + 0.02 * np.sin(u * 2.2) - v) * scale * b.k + 0.5, 0, 1)
        b.flat(wet, "#8a6a45", 0.42)
        b.cut(wet, 0.20, v * scale + 0.3, "#4a3220")
        rim = wet & np.clip((v - tide + 0.09) * scale * b.k, 0, 1)
        b.flat(rim, "#5a4028", 0.85)
    if edge:
        b.edge(m, edge, b.p.ink)
    return m


def _bricks(b, plane, m, ink):
    """Draw single bricks here and there, where they are large enough to be told apart."""
    rng = np.random.default_rng(int(abs(plane.corners[0][0]) * 7) + 3)
    s = plane.size(plane.w / 2, plane.h / 2)
    unit = max(0.35, 2.6 / s)
    quads = []
    for _ in range(int(min(70, plane.w * plane.h / unit**2 * 0.10))):
        v = int(rng.uniform(0, plane.h / unit * 2)) * unit / 2
        u = rng.uniform(0, plane.w - unit)
        quads.append(plane.quad(u, v, unit, unit * 0.36))
    b.flat(b.shape(*quads) & m, ink, 0.28)


def window(b, rng, plane, u, v, w, h, lit=None, frame=True, bars=(1, 1), sill=True, arch=False):
    """Draw a sash window on a plane."""
    p, s = b.p, plane.size(u, v)
    fine = w * s
    lit = rng.random() < p.lit if lit is None else lit
    rim = 0.09 * w
    if frame and fine > 1.0:
        b.flat(b.shape(plane.quad(u - rim, v - rim, w + 2 * rim, h + 2 * rim)), mix(p.paper, p.low, 0.4))
        b.edge(
            b.shape(plane.quad(u - rim, v - rim, w + 2 * rim, h + 2 * rim)),
            min(0.22, 0.03 * fine),
            mix(p.ink, p.low, 0.2),
        )
    m = b.shape(plane.quad(u, v, w, h))
    b.flat(m, p.glow if lit else p.pane)
    if fine > 2.2:
        fu, fv = plane.fields(b)
        if lit:
            b.cut(m, np.clip(0.30 - (fv - v) / h * 0.36, 0, 0.4), fv * s, mix(p.glow, p.spot, 0.45), 0.8)
            if rng.random() < 0.4:
                for side in (0, 1):
                    b.flat(b.shape(plane.quad(u + side * w * 0.78, v, w * 0.22, h)), mix(p.earth, p.glow, 0.4))
        else:
            b.cut(m, np.clip(0.16 + (fv - v) / h * 0.5, 0, 0.7), fv * s + fu * s * 0.5, mix(p.pane, p.ink, 0.6), 0.9)
            kind = rng.random()
            if kind < 0.35:
                b.flat(b.shape(plane.quad(u, v + h * 0.66, w, h * 0.34)), mix(p.warm, p.pane, 0.35), 0.9)
            elif kind < 0.6:
                for side in (0, 1):
                    b.flat(b.shape(plane.quad(u + side * w * 0.76, v, w * 0.24, h)), mix(p.paper, p.pane, 0.4), 0.9)
    bar = min(0.3, 0.05 * fine)
    colour = mix(p.paper, p.low, 0.4) if fine > 1.6 else p.ink
    for i in range(1, bars[0] + 1):
        q = u + w * i / (bars[0] + 1)
        b.stroke(plane.pts((q, v), (q, v + h)), bar, colour)
    for i in range(1, bars[1] + 1):
        q = v + h * i / (bars[1] + 1)
        b.stroke(plane.pts((u, q), (u + w, q)), bar, colour)
    if sill and fine > 1.4:
        b.solid(
            b.shape(plane.quad(u - w * 0.14, v - h * 0.12, w * 1.28, h * 0.07)),
            mix(p.paper, p.low, 0.3),
            edge=min(0.2, 0.03 * fine),
        )


def door(b, rng, plane, u, w, h, colour=None, lit=False, step=True, light=True):
    """Draw a house door at the foot of a plane."""
    p, s = b.p, plane.size(u, 0)
    colour = colour or (p.deep, p.ink, p.spot, p.green, p.earth)[int(rng.integers(5))]
    b.solid(
        b.shape(plane.quad(u - w * 0.10, 0, w * 1.20, h * 1.06)), mix(p.paper, p.low, 0.3), edge=min(0.28, 0.03 * w * s)
    )
    m = b.shape(plane.quad(u, 0, w, h * (0.84 if light else 1)))
    fu, _fv = plane.fields(b)
    b.solid(m, colour, 0.22, fu * s, edge=min(0.24, 0.03 * w * s), ink=mix(colour, p.ink, 0.7))
    if light:
        b.solid(b.shape(plane.quad(u, h * 0.87, w, h * 0.15)), p.glow if lit else p.pane, edge=min(0.2, 0.03 * w * s))
    if w * s > 3:
        dark = mix(colour, p.ink, 0.5)
        for pu, pv, pw, ph in (
            (0.14, 0.08, 0.3, 0.3),
            (0.56, 0.08, 0.3, 0.3),
            (0.14, 0.46, 0.3, 0.32),
            (0.56, 0.46, 0.3, 0.32),
        ):
            b.stroke(plane.quad(u + pu * w, pv * h, pw * w, ph * h), min(0.24, 0.03 * w * s), dark, closed=True)
        b.flat(b.disc(*plane.at(u + w * 0.88, h * 0.42), 0.05 * w * s), p.glow)
    if step:
        b.solid(
            b.shape(plane.quad(u - w * 0.2, -h * 0.05, w * 1.4, h * 0.06)),
            mix(p.mist, p.low, 0.4),
            edge=min(0.22, 0.03 * w * s),
        )


def front(
    b,
    rng,
    plane,
    colour,
    storeys=3,
    bays=2,
    shade=0.15,
    tide=None,
    doors=None,
    shop=None,
    lit=None,
    bars=(1, 1),
    courses=0.0,
):
    """Draw the front of one house on a plane: storeys of windows, doors or a shop below."""
    wall(b, plane, colour, shade, courses, tide=tide)
    h, w = plane.h / storeys, plane.w / bays
    ww, wh = w * 0.44, h * 0.52
    for r in range(storeys):
        for c in range(bays):
            u, v = w * (c + 0.5) - ww / 2, h * (r + 0.30)
            if r == 0 and shop:
                continue
            if r == 0 and doors is not None and c in doors:
                dw = min(w * 0.5, h * 0.40)
                door(b, rng, plane, w * (c + 0.5) - dw / 2, dw, h * 0.80, lit=bool(lit))
                continue
            window(b, rng, plane, u, v, ww, wh * (0.92 if r == storeys - 1 else 1), lit, bars=bars)
    if shop:
        shop_front(b, rng, plane, h * 0.92, shop)


def shop_front(b, rng, plane, h, colour, awning=True, sign=None, lit=None):
    """Draw a shop on the ground floor: fascia, glass, a door, an awning."""
    p, w = b.p, plane.w
    s = plane.size(w / 2, h / 2)
    lit = rng.random() < min(1, p.lit * 2.2) if lit is None else lit
    fu, fv = plane.fields(b)
    b.solid(
        b.shape(plane.quad(w * 0.04, 0, w * 0.92, h)),
        colour,
        0.2,
        fv * s,
        min(0.28, 0.02 * s * w),
        mix(colour, p.ink, 0.7),
    )
    for u, k in ((0.09, 0.50), (0.68, 0.23)):
        g = b.shape(plane.quad(w * u, h * (0.16 if u < 0.5 else 0.04), w * k, h * (0.58 if u < 0.5 else 0.70)))
        b.flat(g, p.glow if lit else mix(p.pane, p.mist, 0.0 if p.dark else 0.35))
        if u < 0.5 and s * w > 6:  # what the shop sells
            for i in range(5):
                q = plane.quad(w * (0.12 + i * 0.09), h * 0.17, w * 0.06, h * (0.10 + 0.06 * ((i * 7) % 3)))
                b.flat(b.shape(q), (p.spot, p.earth, p.paper, p.green, p.deep)[i])
        b.cut(
            g,
            0.20,
            fv * s + fu * s * (0 if lit else 0.5),
            mix(p.glow, p.earth, 0.5) if lit else mix(p.pane, p.ink, 0.5),
        )
        b.edge(g, min(0.25, 0.02 * s * w))
    if sign is None:
        b.flat(b.shape(plane.quad(w * 0.14, h * 0.86, w * 0.62, h * 0.05)), p.paper, 0.85)
    if awning and s * w > 3:
        top, low, out = h * 0.82, h * 0.62, 0.0
        stripes = 7
        tint = (p.spot, p.deep, p.green, p.deep, p.earth)[int(rng.integers(5))]
        for i in range(stripes):
            q = plane.pts(
                (w * (0.04 + 0.92 * i / stripes), top),
                (w * (0.04 + 0.92 * (i + 1) / stripes), top),
                (w * (0.0 + 1.0 * (i + 1) / stripes), low + out),
                (w * (0.0 + 1.0 * i / stripes), low + out),
            )
            b.flat(b.shape(q), tint if i % 2 == 0 else p.paper)
        m = b.shape(plane.pts((w * 0.04, top), (w * 0.96, top), (w, low), (0, low)))
        b.cut(m, 0.18, fv * s, mix(tint, p.ink, 0.6))
        b.edge(m, min(0.3, 0.02 * s * w))


def gable(kind, x, top, w, rise):
    """Return the outline of a gable from left to right. kind: peak, step, bell, hip, flat."""
    c = x + w / 2
    if kind == "peak":
        return [(x, top), (c, top - rise), (x + w, top)]
    if kind == "step":
        steps = [
            (0, 0),
            (0, 0.3),
            (0.16, 0.3),
            (0.16, 0.62),
            (0.34, 0.62),
            (0.34, 1),
            (0.66, 1),
            (0.66, 0.62),
            (0.84, 0.62),
            (0.84, 0.3),
            (1, 0.3),
            (1, 0),
        ]
        return [(x + w * u, top - rise * v) for u, v in steps]
    if kind == "bell":
        bell = [
            (0, 0),
            (0.06, 0.22),
            (0.18, 0.34),
            (0.24, 0.62),
            (0.34, 0.86),
            (0.5, 1),
            (0.66, 0.86),
            (0.76, 0.62),
            (0.82, 0.34),
            (0.94, 0.22),
            (1, 0),
        ]
        return [(x + w * u, top - rise * v) for u, v in bell]
    if kind == "hip":
        return [(x - 0.3, top), (x + w * 0.14, top - rise * 0.7), (x + w * 0.86, top - rise * 0.7), (x + w + 0.3, top)]
    return [(x, top), (x + w, top)]


def chimney(b, x, y, s, pots=2, smoke=None):
    """Draw a chimney stack whose foot is hidden behind a roof at y."""
    p = b.p
    b.solid(b.box(x, y - s, s * 0.62, s), mix(p.brick, p.ink, 0.18), 0.3, b.y, 0.24)
    b.solid(b.box(x - 0.06 * s, y - s, s * 0.74, s * 0.12), mix(p.brick, p.ink, 0.3), edge=0.2)
    for i in range(pots):
        b.solid(b.box(x + s * (0.07 + 0.28 * i), y - s * 1.26, s * 0.17, s * 0.27), mix(p.brick, p.low, 0.2), edge=0.18)
    if smoke is not None:
        line = [(x + 0.3 * s + i * 0.3 * smoke, y - s * 1.3 - i * 0.7 + 0.3 * np.sin(i)) for i in range(9)]
        b.pen(line, 0.3, 1.1, 0.3, colour=mix(p.low, p.mist, 0.5))


def row(
    b,
    rng,
    base,
    top=(34, 43),
    width=(8, 13),
    x0=-4,
    x1=154,
    storeys=3,
    kinds=("peak", "step", "bell", "hip"),
    shops=0.0,
    lit=None,
    tide=None,
    colours=None,
):
    """Draw a row of tall old fronts, seen square on."""
    x, colour, i = x0 - rng.random() * 5, None, 0
    while x < x1:
        w, t = rng.uniform(*width), rng.uniform(*top)
        colour = colours[i % len(colours)] if colours else wall_colour(rng, b.p, colour)
        kind = kinds[int(rng.integers(len(kinds)))]
        old_front(b, rng, x, base, w, t, colour, kind, storeys, shop=rng.random() < shops, lit=lit)
        x += w
        i += 1


def old_front(b, rng, x, base, w, top, colour, kind, storeys=3, shop=False, lit=None):
    """Draw one tall front with its gable."""
    p = b.p
    rise = w * (0.62 if kind != "hip" else 0.5)
    if kind in ("hip", "flat"):
        chimney(b, x + w * rng.uniform(0.1, 0.7), top - rise * 0.5, w * 0.26)
    roof = b.shape([*gable(kind, x, top, w, rise), (x + w, top + 0.4), (x, top + 0.4)])
    shade = np.clip(0.10 + (b.x - x) / w * 0.30, 0, 0.6)
    if kind == "hip":
        b.solid(roof, mix(p.deep, p.ink, 0.2), 0.5, b.y + 0.3 * b.x, 0.3)
    else:
        b.flat(roof, colour)
        b.cut(roof, shade + 0.08, b.y, mix(colour, p.ink, 0.62))
        b.edge(roof, 0.30)
        b.solid(b.disc(x + w / 2, top - rise * 0.36, w * 0.075), p.glow if rng.random() < p.lit else p.pane, edge=0.22)
    plane = upright(x, base, w, base - top)
    bays = 2 if w < 10.5 else 3
    front(
        b,
        rng,
        plane,
        colour,
        storeys,
        bays,
        shade,
        doors=None if shop else {int(rng.integers(bays))},
        shop=(p.deep, p.green, p.ink, p.earth)[int(rng.integers(4))] if shop else None,
        lit=lit,
    )
    b.flat(b.box(x - 0.2, top - 0.3, w + 0.4, 0.7), mix(p.paper, p.low, 0.3))
    b.edge(b.box(x - 0.2, top - 0.3, w + 0.4, 0.7), 0.2)


def terrace(b, rng, plane_of, n, colour, storeys=2, tide=None, lit=None, shade=0.16):
    """Draw `n` houses in one row; `plane_of(i)` gives the plane of each front."""
    for i in range(n):
        plane = plane_of(i)
        tint = mix(colour, b.p.low, 0.10 * (i % 3))
        front(b, rng, plane, tint, storeys, 2, shade, tide, doors={0}, lit=lit, courses=1.6)


def lamp(b, x, y, h, lit=None, glow=0.5):
    """Draw a street lamp `h` units high."""
    p = b.p
    lit = (p.dark or b.light in ("dusk", "lamp", "rain")) if lit is None else lit
    if lit:
        b.glow(x, y - h * 0.96, h * 0.55, glow)
    b.pen([(x, y), (x, y - h * 0.9)], h * 0.055, h * 0.026, h * 0.026)
    b.solid(b.box(x - h * 0.035, y - h * 0.10, h * 0.07, h * 0.10), p.ink, edge=0)
    b.stroke([(x - h * 0.08, y - h * 0.80), (x + h * 0.08, y - h * 0.80)], h * 0.018)
    b.solid(
        [
            (x - h * 0.036, y - h * 0.90),
            (x + h * 0.036, y - h * 0.90),
            (x + h * 0.058, y - h * 1.02),
            (x - h * 0.058, y - h * 1.02),
        ],
        p.glow if lit else p.mist,
        edge=0.2,
    )
    b.flat(b.shape([(x - h * 0.07, y - h * 1.02), (x + h * 0.07, y - h * 1.02), (x, y - h * 1.09)]), p.ink)
    b.stroke([(x, y - h * 1.07), (x, y - h * 1.12)], h * 0.015)
