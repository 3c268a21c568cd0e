"""Water: rows of lines that lie closer towards the horizon, reflections, foam."""

import numpy as np

from ..press import PAPER, mix, rgb


def rows(d):
    """Return the phase of water lines a distance `d` below the horizon."""
    d = np.maximum(d, 0)
    return 0.62 * d + 7 * np.log1p(d / 7)


def sea(b, hz, rough=0.5, near=0.58, far=0.34, mask=None, path=None, colour=None, ink=None):
    """Print water from the horizon down. rough 0 calm to 1; path: x of a path of light."""
    p = b.p
    m = b.mask(np.clip((b.y - hz) * b.k + 0.5, 0, 1)) if mask is None else b.mask(mask)
    d = np.maximum(b.y - hz, 0)
    v, u = rows(d) * 0.9, (b.x - 75) / (1 + d / 26)
    b.roll(m, mix(p.water, p.low, 0.35), p.water, mix(p.water, p.sea, 0.55), start=hz, end=100)
    if colour:
        b.flat(m, colour)
    long = b.grain(u * 0.055, v * 0.42, 3) * 0.7 + b.grain(u * 0.16, v * 0.9, 4) * 0.5
    short = b.grain(u * 0.42, v * 1.1, 5)
    tone = far + (near - far) * np.clip(d / 34, 0, 1) + long * (0.34 + 0.14 * rough) + short * 0.20 * rough
    if path is not None:
        width = 2.2 + d * 0.36
        lit = np.exp(-(((b.x - path) / width) ** 2))
        broken = np.clip(0.75 + long * 0.9 + short * 0.4, 0, 1)
        b.flat(m & np.clip(lit * broken * 0.9, 0, 1), p.glow if b.light != "day" else PAPER)
        tone = tone - 0.62 * lit * broken
    wave = (long * 0.30 + short * 0.20) * rough * (0.5 + d / 26)
    b.cut(m, np.clip(tone, 0, 0.92), rows(d) + wave, ink or (p.ink if p.dark else p.deep))
    if rough > 0.3:
        crest = np.clip((short + long * 0.6 - 0.42) * 4, 0, 1) * np.clip(d / 12, 0, 1)
        white = PAPER if not p.dark else p.mist
        b.cut(m & crest, 0.62 * rough, rows(d) + wave + 0.45, white)


def mirror(b, wl, tint=0.30, shake=1.0, squash=1.15, end=100.0):
    """Print what stands above the waterline again below it, each row shaken sideways."""
    p = b.p
    y0, y1 = int(wl * b.k), min(b.h, int(end * b.k))
    rows_ = np.arange(y0, y1)
    if not len(rows_):
        return
    n = b.noise(26, 1.2, 10)[rows_] + b.noise(9, 0.7, 12)[rows_] * 0.4
    src = np.clip(y0 - 1 - ((rows_ - y0) * squash).astype(int), 0, b.h - 1)
    d = (rows_ - y0)[:, None] / b.k
    dx = (n * (0.3 + d * 0.10) * b.k * 1.3 * shake).astype(int)
    xs = np.clip(np.arange(b.w)[None, :] + dx, 0, b.w - 1)
    b.a[rows_] = b.a[src[:, None], xs] * (1 - tint) + rgb(p.sea) * tint
    m = b.mask((b.y > wl) & (b.y < end))
    dd = np.maximum(b.y - wl, 0)
    nn = b.grain(b.x * 0.05, b.y * 0.75, 11) * 0.7 + b.grain(b.x * 0.16, b.y * 1.3, 13) * 0.4
    ink = p.ink if p.dark else p.deep
    b.cut(m, np.clip(0.20 + nn * 0.55 + dd * 0.006, 0, 0.85), b.y, ink)
    b.cut(m, np.clip(nn * 0.9 - 0.25, 0, 0.7), b.y + 0.4, PAPER if not p.dark else p.mist)


def swell(b, rng, base, high, tone=0.55, ink=None, long=0.13, foam=0.5, mask=None):
    """Print one wave that stands before what lies behind it. Return the heights of its crest."""
    p = b.p
    t = rng.uniform(0, 6)
    x = b.x[0]
    crest = base - high * (
        0.62 * np.sin(x * long + t) + 0.26 * np.sin(x * long * 2.3 + t * 2) + 0.12 * np.sin(x * long * 5.1)
    )
    crest = crest.astype(np.float32)[None, :]
    m = b.below(crest)
    if mask is not None:
        m = m & mask
    d = np.maximum(b.y - crest, 0)
    n = b.grain(b.x * 0.18, d * 0.5, 21) * 0.6 + b.grain(b.x * 0.5, d, 22) * 0.4
    b.flat(m, mix(p.water, p.sea, 0.35) if not p.dark else p.water)
    tone_ = tone + n * 0.34 - np.exp(-d / 1.5) * 0.75 + np.clip(d / 60, 0, 0.25)
    b.cut(m, np.clip(tone_, 0, 0.92), d * 0.95 + n * 0.9 + 0.04 * b.x, ink or (p.ink if p.dark else p.deep))
    lip = np.clip(1.4 - d, 0, 1) * np.clip(0.5 + b.noise(7, 30, 23), 0, 1)
    b.flat(m & (lip * foam), PAPER if not p.dark else p.mist)
    return crest[0]


def ripple(b, x, y, w, n=4, colour=None):
    """Draw the broken lines of something that stands in water."""
    for i in range(n):
        k = w * (1 + 0.16 * i)
        b.pen(
            [(x - k, y + i * 0.9), (x, y + i * 0.9 + 0.3), (x + k, y + i * 0.9)],
            0.05,
            0.28,
            0.05,
            colour=colour or b.p.white,
        )
