"""Skies: the split fountain of the light, then what is cut into it."""

import math

import numpy as np

from ..press import PAPER, mix


def sky(b, hz, kind="clear", seed=1):
    """Print the sky down to the horizon. kind: clear, streaks, cumulus, overcast, storm."""
    p = b.p
    m = b.mask(b.y < hz + 0.5)
    b.roll(m, p.sky, mix(p.sky, p.low, 0.45), p.low, start=0, end=hz)
    down = np.clip(b.y / max(hz, 1), 0, 1)
    rng = np.random.default_rng(b.seed * 31 + seed)
    {"clear": _clear, "streaks": _streaks, "cumulus": _cumulus, "overcast": _overcast, "storm": _storm, "none": _none}[
        kind
    ](b, m, hz, down, rng)


def _none(b, m, hz, down, rng):
    pass


def _clear(b, m, hz, down, rng, high=0.42):
    if b.p.dark:
        high = 0.72
    n = b.noise(60, 9, 1)
    tone = high * (1 - down) ** 1.1 + n * 0.10 * (1 - down)
    b.cut(m, np.clip(tone, 0, 0.9), b.y + 0.02 * b.x, b.p.rule)


def _streaks(b, m, hz, down, rng):
    """Long flat clouds, lying closer towards the horizon."""
    p = b.p
    _clear(b, m, hz, down, rng, 0.34)
    pale = mix(p.low, PAPER, 0.5) if not p.dark else mix(p.sky, p.low, 0.7)
    y = hz * 0.10
    while y < hz * 0.90:
        x = rng.uniform(-30, 30)
        while x < 150:
            w, h = rng.uniform(26, 70), rng.uniform(1.2, 3.6) * (1.15 - y / hz)
            _bar(b, rng, x, y + rng.normal(0, 1), w, h, pale)
            x += w * rng.uniform(0.9, 1.7)
        y += rng.uniform(5, 9) * (1.2 - y / hz)


def _bar(b, rng, x, y, w, h, pale):
    top, low, n = [], [], 14
    k = rng.uniform(0, 9)
    for i in range(n + 1):
        t = i / n
        swell = math.sin(math.pi * t) ** 0.7
        top.append((x + w * t, y - h * swell * (0.8 + 0.35 * math.sin(t * 9 + k))))
        low.append((x + w * t, y + h * swell * (0.30 + 0.12 * math.sin(t * 7 + k))))
    m = b.shape(top + low[::-1])
    b.flat(m, pale, 0.85)
    b.cut(m, np.clip((b.y - y + h * 0.3) / h * 0.5, 0, 0.6), b.y, b.p.rule)


def _cumulus(b, m, hz, down, rng):
    """Heaped clouds with flat bases in two ranks."""
    _clear(b, m, hz, down, rng, 0.40)
    for rank, (at, size, count) in enumerate(((0.80, 0.34, 5), (0.50, 0.75, 2), (0.2, 0.9, 1))):
        for i in range(count):
            x = (i + rng.uniform(0.1, 0.9)) * 150 / count
            cloud(b, rng, x, hz * at + rng.normal(0, 2), hz * 0.42 * size * rng.uniform(0.7, 1.15), rank)


def cloud(b, rng, x, y, r, rank=0):
    """Draw one heaped cloud whose flat base lies at y; r is about its height."""
    p = b.p
    parts, n = [], 9
    for i in range(n):
        t = i / (n - 1) * 2 - 1
        q = r * (0.30 + 0.42 * (1 - t * t)) * rng.uniform(0.8, 1.2)
        parts.append((x + t * r * 1.5, y - q * 0.62, q))
    m = None
    for cx, cy, q in parts:
        d = b.disc(cx, cy, q, q * 0.86)
        m = d if m is None else m | d
    m = m & (b.y < y)
    white = mix(p.low, PAPER, 0.75) if not p.dark else mix(p.sky, p.low, 0.8)
    b.flat(m, white)
    shade = np.clip((b.y - y + r * 0.55) / r * 0.75 + (b.x - x) / r * 0.12, 0, 0.62)
    b.cut(m, shade, b.y + 0.10 * np.sin(b.x * 0.7), p.rule)
    for cx, cy, q in parts[1:-1:2]:
        inner = m & b.disc(cx, cy, q, q * 0.86)
        b.flat(inner - b.disc(cx - q * 0.10, cy - q * 0.12, q * 0.96, q * 0.84), p.rule, 0.30)


def _overcast(b, m, hz, down, rng):
    n = b.noise(46, 7, 1) * 0.6 + b.noise(18, 3.6, 2) * 0.4
    tone = 0.46 * (1 - down) ** 0.8 + 0.10 + n * 0.22
    b.cut(m, np.clip(tone, 0, 0.85), b.y + n * 1.1, b.p.rule)


def _storm(b, m, hz, down, rng):
    """Torn cloud driven across: slanted bands, light breaking low down."""
    p = b.p
    n = b.noise(34, 9, 1) * 0.6 + b.noise(12, 4, 2) * 0.4
    slant = b.y + b.x * 0.16
    band = np.sin(slant * 0.33 + n * 2.2)
    b.flat(m & np.clip(band * 0.5 + 0.2, 0, 1), mix(p.rule, p.ink, 0.25), 0.55)
    tone = 0.56 + n * 0.26 + band * 0.16 - 0.30 * down
    b.cut(m, np.clip(tone, 0.05, 0.92), slant + n * 2.2, mix(p.rule, p.ink, 0.55))


def sun(b, x, y, r, hz=999, colour=None):
    """Draw the sun, cut by the horizon; a low one is red."""
    p = b.p
    red = b.light in ("dawn", "dusk")
    d = b.disc(x, y, r) & (b.y < hz)
    if red:
        b.glow(x, y, r * 4.2, 0.38, p.glow)
    b.flat(d, colour or (p.spot if red else "#f9efd6"))
    b.cut(d, np.clip(0.08 + (b.y - y) / r * 0.34, 0, 0.5), b.y, p.low if red else p.glow)


def moon(b, x, y, r, new=0.0):
    """Draw the moon; `new` is how much of it is dark."""
    b.glow(x, y, r * 4, 0.25, b.p.low)
    d = b.disc(x, y, r)
    if new:
        d = d - b.disc(x - r * (1.6 - new * 1.5), y - r * 0.2, r * 0.98)
    b.flat(d, "#f3ead2")


def stars(b, hz, n=110, seed=0):
    """Scatter stars, more of them high up."""
    rng = np.random.default_rng(b.seed * 17 + seed)
    b.dots([(rng.random() * 150, rng.random() ** 1.3 * hz, 0.07 + rng.random() ** 3 * 0.24) for _ in range(n)], PAPER)


def gulls(b, rng, n, x=(8, 142), y=(8, 34), colour=None):
    """Draw gulls: two wings in one movement of the burin each."""
    for _ in range(n):
        cx, cy, s = rng.uniform(*x), rng.uniform(*y), rng.uniform(1.1, 2.6)
        lift, turn = rng.uniform(0.3, 0.8), rng.uniform(-0.25, 0.25)
        for side in (-1, 1):
            wing = [
                (cx + side * s * t, cy - s * lift * math.sin(t * 2.4) + s * turn * side * t)
                for t in (0, 0.25, 0.5, 0.75, 1)
            ]
            b.pen(wing, 0.22 * s, 0.16 * s, 0.03 * s, colour=colour)


def rain(b, rng, n=340, slant=0.22, long=(2.5, 6), colour=None, strength=0.6):
    """Draw rain over what is there."""
    lines = []
    for _ in range(n):
        x, y, length = rng.random() * 170 - 10, rng.random() * 104 - 4, rng.uniform(*long)
        lines.append([(x, y), (x - length * slant, y + length)])
    m = b.shape(*lines, line=0.14, closed=False)
    b.flat(m, colour or b.p.white, strength)
