"""Points and curves, in units of the sheet. Shapes are written as text: "x,y x,y! x,y".

A point with a ``!`` is a corner; through the others a curve runs smoothly.
"""

import math


def pts(text):
    """Return the points written in `text`, corners or not."""
    return [(x, y) for x, y, _ in _marked(text)]


def _marked(given):
    if not isinstance(given, str):
        return [(*point, False) for point in given]
    out = []
    for word in given.split():
        x, y = word.rstrip("!").split(",")
        out.append((float(x), float(y), word.endswith("!")))
    return out


def curve(given, closed=True, n=7):
    """Return points along a smooth line through `given` (text or points), `n` a stretch."""
    p = _marked(given)
    m = len(p)
    tangents = []
    for i, (_, _, corner) in enumerate(p):
        before, after = p[i - 1], p[(i + 1) % m]
        if not closed and i in (0, m - 1):
            before = after = p[i]
        flat = 0 if corner else 0.5
        tangents.append(((after[0] - before[0]) * flat, (after[1] - before[1]) * flat))
    out = []
    for i in range(m if closed else m - 1):
        j = (i + 1) % m
        (x0, y0, c0), (x1, y1, c1) = p[i], p[j]
        steps = 1 if c0 and c1 else n
        reach = math.hypot(x1 - x0, y1 - y0)
        a, c = _held(tangents[i], reach), _held(tangents[j], reach)
        for k in range(steps):
            t = k / steps
            h = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, 3 * t**2 - 2 * t**3, t**3 - t**2
            out.append(
                (h[0] * x0 + h[1] * a[0] + h[2] * x1 + h[3] * c[0], h[0] * y0 + h[1] * a[1] + h[2] * y1 + h[3] * c[1])
            )
    if not closed:
        out.append((p[-1][0], p[-1][1]))
    return out


def _held(tangent, reach):
    """Keep a tangent no longer than its stretch, so that curves make no loops."""
    length = math.hypot(*tangent)
    k = 1 if length <= reach or not length else reach / length
    return tangent[0] * k, tangent[1] * k


def moved(points, x=0.0, y=0.0, s=1.0, turn=0.0, flip=False, about=(0, 0)):
    """Return `points` scaled by `s`, turned by `turn` degrees about `about`, then moved."""
    c, d = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    out = []
    for px, py in pts(points) if isinstance(points, str) else points:
        u, v = (px - about[0]) * s * (-1 if flip else 1), (py - about[1]) * s
        out.append((x + about[0] + u * c - v * d, y + about[1] + u * d + v * c))
    return out


def lerp(one, other, t):
    """Return the point a share `t` of the way between two."""
    return tuple(a + (c - a) * t for a, c in zip(one, other, strict=True))


def arc(cx, cy, rx, ry=None, start=0, end=360, n=24):
    """Return points on an ellipse from `start` to `end` degrees, clockwise from the right."""
    ry = rx if ry is None else ry
    turns = [math.radians(start + (end - start) * i / n) for i in range(n + 1)]
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in turns]


def brush(points, *widths):
    """Return the outline of a stroke along `points` whose width runs through `widths`."""
    n = len(points)
    if n < 2:
        return list(points)
    left, right = [], []
    for i, (x, y) in enumerate(points):
        (ax, ay), (cx, cy) = points[max(0, i - 1)], points[min(n - 1, i + 1)]
        dx, dy = cx - ax, cy - ay
        length = math.hypot(dx, dy) or 1
        t = i / (n - 1) * (len(widths) - 1)
        k = min(int(t), len(widths) - 2) if len(widths) > 1 else 0
        w = widths[0] if len(widths) == 1 else widths[k] + (widths[k + 1] - widths[k]) * (t - k)
        ox, oy = -dy / length * w / 2, dx / length * w / 2
        left.append((x + ox, y + oy))
        right.append((x - ox, y - oy))
    return left + right[::-1]


def capsule(a, c, ra, rc, n=6):
    """Return the outline of a stick with round ends of two sizes: a limb."""
    turn = math.degrees(math.atan2(c[1] - a[1], c[0] - a[0]))
    return arc(*c, rc, start=turn - 90, end=turn + 90, n=n) + arc(*a, ra, start=turn + 90, end=turn + 270, n=n)


def knee(a, c, upper, lower, side=1):
    """Return where a joint stands between `a` and `c`, given the lengths of two bones."""
    dx, dy = c[0] - a[0], c[1] - a[1]
    d = max(1e-6, math.hypot(dx, dy))
    if d >= upper + lower:
        return a[0] + dx * upper / (upper + lower), a[1] + dy * upper / (upper + lower)
    d = max(d, abs(upper - lower) + 1e-6)
    along = (upper**2 - lower**2 + d**2) / (2 * d)
    out = math.sqrt(max(0, upper**2 - along**2)) * side
    return a[0] + dx / d * along - dy / d * out, a[1] + dy / d * along + dx / d * out
