"""A printing block: line engravings with flat tints and one spot colour, after wood engravers.

A picture is described in units of a 150 x 100 sheet (busts: 120 x 150), laid down in order, the
last on top: flat colours first, then engraved lines that run along a phase field and swell with
a tone field. Everything is anti-aliased as it is laid, and every operation touches only the part
of the sheet that its mask covers.

    b = Block(1600, seed=17, light="dawn")
    b.solid("20,20! 60,20! 40,70!", b.p.spot, tone=.4, phase=b.y)
    b.press().save("triangle.png")
"""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .colour import LIGHTS, PAPER, rgb
from .line import brush, curve
from .mask import Mask, over

WIDE, TALL = (150, 100), (120, 150)


class Block:
    """One sheet while it is cut. `x` and `y` are fields of units; `p` is the light's palette."""

    def __init__(self, width=1600, sheet=WIDE, seed=1, light="day"):
        self.w, self.h = width, round(width * sheet[1] / sheet[0])
        self.k = width / sheet[0]  # pixels in a unit
        self.step = 0.78 * self.k * (150 / sheet[0]) ** 0.5  # pixels between lines
        self.sheet, self.seed, self.light, self.p = sheet, int(seed), light, LIGHTS[light]
        self.x = (np.arange(self.w, dtype=np.float32)[None, :] + 0.5) / self.k
        self.y = (np.arange(self.h, dtype=np.float32)[:, None] + 0.5) / self.k
        self.a = np.empty((self.h, self.w, 3), np.float32)
        self.a[:] = rgb(self.p.paper)

    # masks -----------------------------------------------------------------------------------
    def mask(self, given):
        """Return a mask of a mask, of text or points (a shape), or of a field."""
        if isinstance(given, Mask):
            return given
        if isinstance(given, str):
            return self.shape(curve(given))
        if isinstance(given, list):
            return self.shape(given)
        return Mask(np.broadcast_to(given, (self.h, self.w)).astype(np.float32))

    def _frame(self, x0, y0, x1, y1):
        """Return the pixels around a box in units, clipped to the sheet."""
        w, h, k = self.w, self.h, self.k
        return (
            max(0, min(w, math.floor(x0 * k) - 1)),
            max(0, min(h, math.floor(y0 * k) - 1)),
            max(0, min(w, math.ceil(x1 * k) + 1)),
            max(0, min(h, math.ceil(y1 * k) + 1)),
        )

    def shape(self, *polygons, line=0.0, closed=True):
        """Return a mask of polygons in units; with `line`, of strokes that wide along them."""
        polygons = [p for p in polygons if len(p) > 1]
        if not polygons:
            return Mask(np.zeros((0, 0), np.float32))
        px, py = zip(*(point for p in polygons for point in p), strict=True)
        x0, y0, x1, y1 = self._frame(min(px) - line, min(py) - line, max(px) + line, max(py) + line)
        if x1 <= x0 or y1 <= y0:
            return Mask(np.zeros((0, 0), np.float32))
        s = 4 if (x1 - x0) * (y1 - y0) < 250_000 else 2
        im = Image.new("L", ((x1 - x0) * s, (y1 - y0) * s))
        d = ImageDraw.Draw(im)
        for p in polygons:
            q = [((a * self.k - x0) * s, (c * self.k - y0) * s) for a, c in p]
            if line:
                w = max(1, round(line * self.k * s))
                d.line(q + ([q[0]] if closed else []), fill=255, width=w, joint="curve")
                for cx, cy in (q[0], q[-1]) if w > 4 * s and not closed else ():
                    d.ellipse((cx - w / 2, cy - w / 2, cx + w / 2, cy + w / 2), fill=255)
            else:
                d.polygon(q, fill=255)
        return Mask(np.asarray(im.reduce(s), np.float32) / 255, y0, x0)

    def box(self, x, y, w, h):
        """Return a mask of an upright rectangle."""
        x0, y0, x1, y1 = self._frame(x, y, x + w, y + h)

        def cover(g, a, c):
            lap = np.minimum(g + 1, c * self.k) - np.maximum(g, a * self.k)
            return np.clip(lap, 0, 1).astype(np.float32)

        rows, cols = cover(np.arange(y0, y1), y, y + h), cover(np.arange(x0, x1), x, x + w)
        return Mask(rows[:, None] * cols[None, :], y0, x0)

    def disc(self, cx, cy, r, ry=None):
        """Return a mask of a disc, or of an upright ellipse."""
        ry = ry or r
        x0, y0, x1, y1 = self._frame(cx - r, cy - ry, cx + r, cy + ry)
        d = np.sqrt(((self.x[:, x0:x1] - cx) / r) ** 2 + ((self.y[y0:y1] - cy) / ry) ** 2)
        return Mask(np.clip((1 - d) * min(r, ry) * self.k + 0.5, 0, 1), y0, x0)

    def below(self, top):
        """Return everything under a line: a number, or one height per column (a field of x)."""
        return self.mask(np.clip((self.y - top) * self.k + 0.5, 0, 1))

    def noise(self, sx, sy, seed=0):
        """Return smooth noise in -1..1 with features about `sx` by `sy` units wide."""
        rng = np.random.default_rng(self.seed * 1000 + seed)
        gw, gh = int(self.sheet[0] / sx) + 3, int(self.sheet[1] / sy) + 3
        im = Image.fromarray((rng.random((gh, gw)) * 255).astype(np.uint8))
        return np.asarray(im.resize((self.w, self.h), Image.BICUBIC), np.float32) / 127.5 - 1

    def grain(self, u, v, seed=0):
        """Return noise in -1..1 at any coordinates: fields `u` and `v`, one feature a unit."""
        table = np.random.default_rng(self.seed * 1000 + seed).random((256, 256)) * 2 - 1
        table = table.astype(np.float32)
        u, v = np.broadcast_arrays(np.asarray(u, np.float32), np.asarray(v, np.float32))
        iu, iv = np.floor(u), np.floor(v)
        fu, fv = u - iu, v - iv
        fu, fv = fu * fu * (3 - 2 * fu), fv * fv * (3 - 2 * fv)
        iu, iv = iu.astype(np.int32), iv.astype(np.int32)
        at = lambda a, c: table[(iv + c) & 255, (iu + a) & 255]
        top = at(0, 0) * (1 - fu) + at(1, 0) * fu
        return top * (1 - fv) + (at(0, 1) * (1 - fu) + at(1, 1) * fu) * fv

    # inks ------------------------------------------------------------------------------------
    def _lay(self, at, cover, colour):
        part = self.a[at]
        part += cover[..., None] * (rgb(colour) - part)

    def flat(self, mask, colour, strength=1.0):
        """Print a flat tint."""
        m = self.mask(mask)
        self._lay(m.at, m.a * strength, colour)

    def roll(self, mask, *colours, along=None, start=0.0, end=100.0):
        """Print a split fountain: colours that melt into each other from `start` to `end`."""
        m = self.mask(mask)
        t = np.clip((over(self.y if along is None else along, m.at) - start) / (end - start), 0, 1)
        t = t * (len(colours) - 1)
        ramp = sum(np.clip(1 - np.abs(t - i), 0, 1)[..., None] * rgb(c) for i, c in enumerate(colours))
        part = self.a[m.at]
        part += m.a[..., None] * (ramp - part)

    def cut(self, mask, tone, phase, colour=None, pitch=1.0):
        """Print lines along constant `phase` (units); `tone` 0..1 is how much of each is ink."""
        m = self.mask(mask)
        if not m.a.size:
            return
        t = np.clip(over(tone, m.at), 0, 1)
        step = self.step * pitch
        turns = over(phase, m.at) * (self.k / step)
        wave = np.abs(turns % 1 - 0.5) * 2
        ink = np.clip((t - wave) * step * 0.5 + 0.5, 0, 1)
        if turns.shape == m.a.shape and min(turns.shape) > 1:
            down, across = np.gradient(turns)
            crowd = np.clip((np.abs(down) + np.abs(across)) * 5 - 0.9, 0, 1)  # too close to be told
            ink += (t - ink) * crowd
        self._lay(m.at, ink * np.clip((t - 0.04) * 40, 0, 1) * m.a, colour or self.p.ink)

    def edge(self, mask, width=0.35, colour=None, lean=0.5):
        """Print a contour just outside a mask, heavier towards the lower right."""
        m, r = self.mask(mask), max(1, round(width * self.k / 2))
        s = round(width * self.k * lean)
        y0, x0 = max(0, m.y0 - r), max(0, m.x0 - r)
        y1, x1 = min(self.h, m.at[0].stop + r + s), min(self.w, m.at[1].stop + r + s)
        if not m.a.size:
            return
        whole = Mask(np.zeros((y1 - y0, x1 - x0), np.float32), y0, x0)
        base = whole.cut(m)
        g = np.pad(base, ((r + s, r), (r + s, r)))
        h, w = base.shape
        cols = np.maximum.reduce([g[:, i : i + w] for i in range(2 * r + s + 1)])
        rows = np.maximum.reduce([cols[i : i + h] for i in range(2 * r + s + 1)])
        self._lay(whole.at, np.clip(rows - base, 0, 1), colour or self.p.ink)

    def solid(self, mask, colour, tone=0, phase=None, edge=0.34, ink=None, pitch=1.0):
        """Print the usual thing: a flat, lines in it, a contour round it. Return the mask."""
        m = self.mask(mask)
        self.flat(m, colour)
        if isinstance(tone, np.ndarray) or tone:
            self.cut(m, tone, self.y if phase is None else phase, ink, pitch)
        if edge:
            self.edge(m, edge, ink)
        return m

    def stroke(self, points, width=0.35, colour=None, closed=False):
        """Print a line of one width."""
        points = curve(points, closed) if isinstance(points, str) else points
        self.flat(self.shape(points, line=width, closed=closed), colour or self.p.ink)

    def strokes(self, lines, width=0.3, colour=None):
        """Print many lines of one width at once."""
        self.flat(self.shape(*lines, line=width, closed=False), colour or self.p.ink)

    def pen(self, points, *widths, colour=None):
        """Print a line that swells and thins: a burin's."""
        points = curve(points, closed=False) if isinstance(points, str) else points
        self.flat(self.shape(brush(points, *widths)), colour or self.p.ink)

    def dots(self, items, colour):
        """Print many small discs (x, y, r) of one colour at once."""
        if not items:
            return
        im = Image.new("L", (self.w * 2, self.h * 2))
        d, q = ImageDraw.Draw(im), self.k * 2
        for x, y, r in items:
            d.ellipse(((x - r) * q, (y - r) * q, (x + r) * q, (y + r) * q), fill=255)
        self.flat(np.asarray(im.reduce(2), np.float32) / 255, colour)

    def stipple(self, mask, tone, colour=None, size=0.7, seed=0):
        """Print dots, closer to each other and larger where `tone` is higher."""
        m = self.mask(mask)
        rng = np.random.default_rng(self.seed * 1000 + 500 + seed)
        rows, cols = int(m.a.shape[0] / self.k / size) + 2, int(m.a.shape[1] / self.k / size) + 2
        out = []
        for j in range(rows):
            for i in range(cols):
                x = m.x0 / self.k + (i + 0.5 * (j % 2) + rng.uniform(-0.3, 0.3)) * size
                y = m.y0 / self.k + (j + rng.uniform(-0.3, 0.3)) * size
                py, px = int(y * self.k) - m.y0, int(x * self.k) - m.x0
                if 0 <= py < m.a.shape[0] and 0 <= px < m.a.shape[1] and m.a[py, px] > 0.5:
                    at = (slice(py + m.y0, py + m.y0 + 1), slice(px + m.x0, px + m.x0 + 1))
                    r = size * 0.5 * float(np.clip(over(tone, at), 0, 1).max()) ** 0.5
                    if r > 0.04:
                        out.append((x, y, r))
        self.dots(out, colour or self.p.ink)

    def letters(self, x, y, text, size, colour=None, turn=0.0):
        """Print a few letters or figures centred on a point."""
        w = max(8, int(size * self.k * (len(text) + 2)))
        h = max(8, int(size * self.k * 2))
        im = Image.new("L", (w * 2, h * 2))
        font = ImageFont.load_default(size * self.k * 2)
        ImageDraw.Draw(im).text((w, h), text, 255, font, anchor="mm")
        if turn:
            im = im.rotate(-turn, Image.BICUBIC, expand=True)
        a = np.asarray(im.reduce(2), np.float32) / 255
        x0, y0 = round(x * self.k - a.shape[1] / 2), round(y * self.k - a.shape[0] / 2)
        top, left = max(0, -y0), max(0, -x0)
        a = a[top : self.h - y0, left : self.w - x0]
        if a.size:
            self.flat(Mask(a, y0 + top, x0 + left), colour or self.p.ink)

    def haze(self, amount, colour=None):
        """Lay fog over all that has been drawn so far: a number, a field or a mask."""
        m = self.mask(amount) if not isinstance(amount, float | int) else None
        if m is None:
            self.a += (rgb(colour or self.p.low) - self.a) * amount
        else:
            self._lay(m.at, m.a, colour or self.p.low)

    def glow(self, x, y, r, strength=0.6, colour=None, ry=None):
        """Lay light round a lamp."""
        d = np.sqrt(((self.x - x) / r) ** 2 + ((self.y - y) / (ry or r)) ** 2)
        self.flat(np.clip(1 - d, 0, 1) ** 1.5 * strength, colour or self.p.glow)

    def inside(self, mask, draw):
        """Call `draw` and keep what it prints only where `mask` is: a view through a window."""
        keep, m = self.a.copy(), self.mask(mask)
        draw()
        new = self.a
        self.a = keep
        part = self.a[m.at]
        part += m.a[..., None] * (new[m.at] - part)

    # the print -------------------------------------------------------------------------------
    def press(self):
        """Return the finished print: lines a hand has cut, ink that did not take everywhere."""
        shake = 0.13 * self.k
        dx = self.noise(9, 9, 93) * shake + self.noise(2.4, 2.4, 94) * shake * 0.45
        dy = self.noise(9, 9, 95) * shake + self.noise(2.4, 2.4, 96) * shake * 0.45
        fx = np.clip(np.arange(self.w, dtype=np.float32)[None, :] + dx, 0, self.w - 1.001)
        fy = np.clip(np.arange(self.h, dtype=np.float32)[:, None] + dy, 0, self.h - 1.001)
        ix, iy = fx.astype(np.int32), fy.astype(np.int32)
        fx, fy = (fx - ix)[..., None], (fy - iy)[..., None]
        top = self.a[iy, ix] * (1 - fx) + self.a[iy, ix + 1] * fx
        self.a = top * (1 - fy) + (self.a[iy + 1, ix] * (1 - fx) + self.a[iy + 1, ix + 1] * fx) * fy
        grain = self.noise(0.6, 0.6, 91) * 0.5 + self.noise(1.8, 1.8, 92) * 0.5
        dark = 1 - self.a.mean(2) / 255
        self._lay((slice(None), slice(None)), np.clip((grain - 0.76) * 7, 0, 1) * dark * 0.22, PAPER)
        return Image.fromarray(np.clip(self.a + 0.5, 0, 255).astype(np.uint8))
