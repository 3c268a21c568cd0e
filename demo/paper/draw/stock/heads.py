"""A head and shoulders, drawn in a few shapes and engraved along its form.

Points are told in units of half a face: x from -1 (one cheek) to 1, y from -1.4 (crown) over 0
(the eyes) to 1.42 (chin). A head is drawn facing right; `Head` turns it over for the other side.
"""

import numpy as np

from ..press import brush, curve, mix, moved
from . import dress, hair
from .sitter import HAIRS, SKINS

FRONT = (
    "0,-1.38 .60,-1.24 .95,-.74 1.0,-.1 .97,.36 .86,.78 .60,1.17 .26,1.39 0,1.42 "
    "-.26,1.39 -.60,1.17 -.86,.78 -.97,.36 -1.0,-.1 -.95,-.74 -.60,-1.24"
)
ASIDE = (
    ".05,-1.40 .60,-1.28 .92,-.86 .955,-.36 .87,-.06 .935,.26 .84,.66 .77,1.02 .68,1.30 "
    ".47,1.42 .16,1.42 -.36,1.17 -.76,.74 -.98,.30 -1.14,-.30 -.80,-1.16"
)


class Head:
    """Where the points of a sitter's head stand on the sheet."""

    def __init__(self, sitter, x, y, s):
        self.who, self.x, self.y, self.s = sitter, x, y, s
        self.t, self.flip = abs(sitter.turn), sitter.turn < 0
        self.child = sitter.age == "child"

    def __call__(self, points):
        """Return points of the head as points of the sheet."""
        lean = self.who.tilt * (-1 if self.flip else 1)
        k = 1 + 0.06 * self.who.long
        points = [(u, v * (k if v > 0 else 1)) for u, v in points]
        return moved(points, self.x, self.y, self.s, turn=lean, flip=self.flip)

    def curve(self, text, closed=True):
        """Return a smooth line through points of the head."""
        return self(curve(text, closed))

    def still(self, text, closed=True):
        """Return a smooth line through points that do not lean with the head: the body's."""
        points = curve(text, closed) if isinstance(text, str) else text
        return moved(points, self.x, self.y, self.s, flip=self.flip)

    def between(self, front, aside):
        """Return points between those of a face seen from the front and of one turned aside."""
        a, c = _numbers(front), _numbers(aside)
        return [(u0 + (u1 - u0) * self.t, v0 + (v1 - v0) * self.t) for (u0, v0), (u1, v1) in zip(a, c, strict=True)]

    def blend(self, front, aside, n=90):
        """Return an outline between two, told with any number of points, on the sheet."""
        a, c = _even(curve(front), n), _even(curve(aside), n)
        t = self.t
        return self([(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t) for p, q in zip(a, c, strict=True)])

    def face(self):
        """Return the outline of the face, shaped by the sitter's jaw and years."""
        j, out = self.who.jaw - (0.35 if self.who.woman else 0), []
        for u, v in self.between(FRONT, ASIDE):
            low = max(0.0, v - 0.3)
            wide = 1 + 0.13 * j * min(low, 0.9) - (0.05 if self.child else 0) * low
            out.append((u * wide, v - (0.16 * low if self.child else 0)))
        return out

    def fields(self, b):
        """Return fields of x and y over the sheet, in units of the head."""
        u = (b.x - self.x) / self.s * (-1 if self.flip else 1)
        return u, (b.y - self.y) / self.s


def _numbers(text):
    return [tuple(float(v) for v in word.split(",")) for word in text.split()]


def _even(points, n):
    """Return `n` points spread evenly along a closed line."""
    p = np.array([*points, points[0]])
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(p, axis=0).T))])
    at = np.linspace(0, way[-1], n, endpoint=False)
    return list(zip(np.interp(at, way, p[:, 0]), np.interp(at, way, p[:, 1]), strict=True))


def _ramp(f, a, c):
    return np.clip((f - a) / (c - a), 0, 1)


def skins(sitter, p):
    """Return the tints of a sitter's skin: as it is, in shade, in light."""
    skin = SKINS[sitter.skin]
    dark = mix(skin, "#3a2028", 0.30 + 0.04 * sitter.skin)
    return skin, dark, mix(skin, p.white, 0.42 - 0.05 * sitter.skin)


def bust(b, sitter, x, y, s):
    """Draw `sitter` with the eyes at (x, y) and half a face `s` units wide."""
    h = Head(sitter, x, y, s)
    skin, dark, light = skins(sitter, b.p)
    face = b.shape(curve(h(h.face())))
    if h.t > 0.1:
        c = h([(-0.20 * h.t, -0.36)])[0]
        face = face | b.disc(*c, (0.98 + 0.14 * h.t) * s, 1.04 * s)
    hair.behind(b, h)
    _neck(b, h, skin, dark)
    dress.dressed(b, h)
    b.flat(face, skin)
    b.edge(face, 0.020 * s, b.p.ink)
    _lights(b, h, face, light, dark)
    _eyes(b, h, face)
    _nose(b, h, dark, light)
    _mouth(b, h, skin, dark)
    _years(b, h)
    hair.beard(b, h, face)
    hair.before(b, h, face)
    if sitter.glasses:
        _glasses(b, h)
    hair.hat(b, h)


def _neck(b, h, skin, dark):
    w = 0.54 if h.who.woman or h.child else 0.70
    a, c = -w - 0.16 * h.t, w + 0.02 * h.t
    neck = b.shape(h.still(f"{a},.5 {a - 0.02},1.3 {a - 0.26},2.1! {c + 0.26},2.1! {c},1.4 {c},.6"))
    b.solid(neck, skin, edge=0.018 * h.s, ink=b.p.ink)
    u, v = h.fields(b)
    under = neck & _ramp(1.78 - 0.22 * u - v, -0.04, 0.04)
    b.flat(under, dark, 0.75)
    b.cut(neck, _ramp(u + 0.5 - (v - 1.6) * 0.4, -0.2, 1.3) * 0.75, b.y + 0.35 * b.x, None, 0.75)


def _lights(b, h, face, light, dark):
    """Print lights and shades of the face as flats, then lines along its form."""
    s, t = h.s, h.t
    u, v = h.fields(b)
    shine = b.shape(h.curve("-.52,-.95 .10,-1.12 .52,-.92 .50,-.42 .10,-.36 -.44,-.42"))
    b.flat(shine & face, light, 0.55)
    cheek = h(h.between("-.62,.22 -.24,.30 -.30,.60 -.56,.66", "-.58,.26 -.12,.30 -.14,.62 -.48,.70"))
    b.flat(b.shape(curve(cheek)) & face, light, 0.5)
    shade = h(
        h.between(
            ".46,-1.2 .74,-.6 .70,-.2 .74,.2 .58,.62 .40,1.0 .16,1.5 1.3,1.5 1.3,-1.2",
            ".78,-1.3 .84,-.6 .74,-.2 .82,.2 .66,.62 .56,1.0 .40,1.5 1.4,1.5 1.4,-1.2",
        )
    )
    b.flat(b.shape(curve(shade)) & face, dark, 0.50)
    for front, aside in (
        ("-.66,-.20 -.36,-.26 -.14,-.14 -.10,.02 -.40,-.06", "-.48,-.20 -.16,-.26 .10,-.14 .16,.04 -.16,-.06"),
        (".66,-.20 .36,-.26 .14,-.14 .10,.02 .40,-.06", ".78,-.22 .62,-.26 .42,-.16 .40,.0 .58,-.08"),
    ):
        b.flat(b.shape(curve(h(h.between(front, aside)))) & face, dark, 0.28)
    turned = _ramp(u - 0.10 * t + 0.12 * v, 0.05 + 0.22 * t, 1.12)
    back = _ramp(-u - 0.42 + 0.25 * v, 0, 0.9)
    jaw = _ramp(v - 1.0 + 0.14 * np.abs(u - 0.3 * t), 0, 0.5)
    temple = _ramp(-v - 0.9, 0, 0.8)
    tone = 0.62 * turned**1.3 + 0.34 * back + 0.55 * jaw + 0.12 * temple
    form = b.y * 0.9 + s * (0.24 * (u - 0.3 * t) ** 2 * np.sign(v + 0.1) * np.abs(v + 0.1))
    b.cut(face, np.clip(tone - 0.06, 0, 0.8), form, mix(b.p.ink, dark, 0.35), 0.72)
    b.cut(face, np.clip(turned + jaw * 0.6 - 0.62, 0, 0.6), b.x * 0.8 - b.y * 0.5, mix(b.p.ink, dark, 0.35), 0.72)


def _eyes(b, h, face):
    s, who = h.s, h.who
    squint = 0.85 if who.age == "old" else (1.18 if h.child else 1.0)
    squint *= 1 - 0.10 * max(0.0, who.smile)
    iris = "#2b1d17" if who.skin > 1 else ("#4b6d7c", "#5b6b4a", "#5a4030")[int(s * 7 + who.smile * 10) % 3]
    brow = mix(HAIRS[who.hair], b.p.ink, 0.45 if who.hair not in ("white", "grey") else 0.2)
    if who.style == "scarf":
        brow = mix(HAIRS["brown"], b.p.ink, 0.5)
    for side in (-1, 1):
        c = (side * 0.42 * (1 - h.t) + (-0.20 if side < 0 else 0.57) * h.t, 0.02)
        w = 0.25 * (1 - h.t) + (0.26 if side < 0 else 0.19) * h.t
        q = lambda text, c=c, w=w, k=squint: h([(c[0] + u * w, c[1] + v * w * k) for u, v in curve(text, False)])
        almond = b.shape(q("-1,.10 -.5,-.36 .1,-.46 .7,-.22 1,.12") + q("1,.12 .5,.40 0,.46 -.6,.34 -1,.10"))
        b.flat(almond, mix(b.p.white, SKINS[who.skin], 0.12))
        look = c[0] + w * 0.14 * h.t
        centre = h([(look, c[1])])[0]
        r = 0.105 * s * (1.15 if h.child else 1)
        b.flat(b.disc(*centre, r) & almond, iris)
        b.flat(b.disc(*centre, r * 0.55) & almond, "#10161b")
        b.flat(almond & b.shape(q("-1,-.6 1,-.6 1,-.12 0,-.20 -1,-.02")), b.p.ink, 0.35)
        b.flat(b.disc(centre[0] - r * 0.35, centre[1] - r * 0.4, r * 0.26), "#ffffff")
        lash = 0.050 if who.woman else 0.042
        b.pen(q("-1.08,.16 -.5,-.36 .1,-.48 .7,-.24 1.12,.10"), 0.016 * s, lash * s, lash * s, 0.02 * s)
        b.pen(q("-.7,.36 0,.50 .8,.30"), 0.008 * s, 0.018 * s, 0.008 * s)
        b.pen(q("-.8,-.46 -.1,-.86 .8,-.60"), 0.008 * s, 0.020 * s, 0.008 * s)
        thick = (0.075 if who.woman else 0.105) * (0.8 if h.child else 1)
        arch = (
            q("-1.16,-1.02 -.3,-1.50 .5,-1.42 1.25,-.98") if side > 0 else q("-1.2,-1.0 -.5,-1.40 .3,-1.50 1.15,-1.08")
        )
        widths = (0.45, 1, 0.9, 0.2) if side > 0 else (0.2, 0.9, 1, 0.45)
        b.pen(arch, *(v * thick * s for v in widths), colour=brow)


def _nose(b, h, dark, light):
    s, t, k = h.s, h.t, 1 + 0.16 * h.who.nose
    q = lambda f, a: h([(u, v * (0.9 if h.child else 1)) for u, v in h.between(f, a)])
    side = q(
        ".10,-.1 .14,.2 .20,.44 .22,.56 .04,.60 .02,.3",
        f".36,-.08 .46,.16 {0.62 * k:.3f},.44 {0.58 * k:.3f},.58 .40,.60 .34,.2",
    )
    b.flat(b.shape(curve(side)), dark, 0.50)
    bridge = q("-.04,.0 .04,.0 .06,.42 -.06,.42", f".22,.0 .32,.0 {0.50 * k:.3f},.42 {0.38 * k:.3f},.44")
    b.flat(b.shape(curve(bridge)), light, 0.6)
    if t > 0.3:
        b.pen(
            curve(
                q(
                    ".12,-.02 .14,.2 .2,.42 .16,.54 .0,.60",
                    f".38,-.06 .46,.16 {0.63 * k:.3f},.42 {0.60 * k:.3f},.56 .44,.61",
                ),
                False,
            ),
            0.012 * s,
            0.022 * s,
            0.036 * s,
            0.034 * s,
            0.012 * s,
        )
    under = q("-.18,.56 -.06,.61 .06,.61 .18,.56", ".20,.56 .30,.61 .42,.62 .54,.585")
    b.pen(curve(under, False), 0.014 * s, 0.034 * s, 0.030 * s, 0.012 * s)
    wing = q("-.14,.40 -.25,.50 -.20,.60 -.12,.60", ".20,.40 .09,.50 .13,.60 .22,.60")
    b.pen(curve(wing, False), 0.008 * s, 0.026 * s, 0.030 * s, 0.01 * s)
    if t < 0.6:
        wing = q(".14,.40 .25,.50 .20,.60 .12,.60", ".50,.46 .60,.52 .58,.58 .52,.60")
        b.pen(curve(wing, False), 0.008 * s, 0.024 * s, 0.026 * s, 0.01 * s)


def _mouth(b, h, skin, dark):
    s, who = h.s, h.who
    up = 0.075 * who.smile
    y = -0.08 if h.child else 0.0
    wide = 1 + 0.14 * max(0, who.smile)

    def q(front, aside):
        mid = 0.34 * h.t
        return h([(mid + (u - mid) * wide, v + y) for u, v in h.between(front, aside)])

    a, c = 0.86 - up, 0.88
    line = q(f"-.33,{a} -.15,{c} 0,{c + 0.012} .15,{c} .33,{a}", f".04,{a} .18,{c} .36,{c + 0.012} .50,{c} .62,{a}")
    top = q(
        f"-.33,{a} -.10,.78 0,.81 .10,.78 .33,{a} 0,{c + 0.02}",
        f".04,{a} .27,.78 .38,.81 .47,.78 .62,{a} .36,{c + 0.02}",
    )
    low = q(
        f"-.30,{a + 0.02} 0,{c} .30,{a + 0.02} .17,1.0 0,1.02 -.17,1.0",
        f".07,{a + 0.02} .36,{c} .60,{a + 0.02} .50,1.0 .36,1.02 .20,1.0",
    )
    red = mix(skin, "#96352f", (0.55 if who.woman else 0.22) * (0.6 if h.child else 1))
    b.flat(b.shape(curve(top)), mix(red, b.p.ink, 0.22))
    b.flat(b.shape(curve(low)), red)
    b.pen(curve(line, False), 0.012 * s, 0.040 * s, 0.034 * s, 0.040 * s, 0.012 * s)
    b.pen(
        curve(q("-.15,1.08 0,1.11 .15,1.08", ".24,1.08 .38,1.11 .50,1.08"), False),
        0.01 * s,
        0.045 * s,
        0.01 * s,
        colour=dark,
    )
    for f, k in (("-.38,.80 -.40,.90", "-.02,.80 -.04,.90"), (".38,.80 .40,.90", ".66,.80 .67,.88")):
        if who.smile > 0.3:
            b.pen(q(f, k), 0.01 * s, 0.024 * s, 0.008 * s, colour=dark)


def _years(b, h):
    """Cut the lines that years leave."""
    s, age = h.s, h.who.age
    if age in ("child", "young"):
        return
    fold = [
        ("-.26,.50 -.42,.72 -.44,.92", ".08,.52 -.08,.74 -.10,.94"),
        (".26,.50 .42,.72 .44,.92", ".62,.56 .72,.74 .72,.9"),
    ]
    deep = 0.030 if age == "old" else 0.016
    for f, a in fold if age == "old" or not h.who.woman else ():
        b.pen(curve(h(h.between(f, a)), False), 0.006 * s, deep * s, 0.006 * s)
    if age != "old":
        return
    for f, a in (
        ("-.72,-.04 -.86,-.10", "-.52,-.02 -.68,-.08"),
        ("-.72,.06 -.88,.08", "-.52,.06 -.70,.10"),
        ("-.68,.14 -.82,.22", "-.48,.14 -.64,.24"),
        ("-.58,.24 -.42,.32 -.24,.26", "-.36,.24 -.18,.32 .0,.27"),
        (".58,.24 .42,.32 .24,.26", ".70,.24 .58,.30 .46,.25"),
        ("-.42,-.72 0,-.78 .42,-.72", "-.20,-.72 .22,-.80 .62,-.72"),
        ("-.34,-.60 0,-.64 .34,-.60", "-.10,-.60 .26,-.66 .60,-.60"),
    ):
        b.pen(curve(h(h.between(f, a)), False), 0.005 * s, 0.020 * s, 0.005 * s)


def _glasses(b, h):
    s, kind = h.s, h.who.glasses
    rim = 0.052 * s if kind != "half" else 0.036 * s
    ends = []
    for side in (-1, 1):
        u = side * 0.43 * (1 - h.t) + (-0.20 if side < 0 else 0.58) * h.t
        w = 0.35 * (1 - h.t) + (0.36 if side < 0 else 0.25) * h.t
        if kind == "round":
            ring = [(u + w * c, 0.05 + 0.36 * d) for c, d in _circle()]
        elif kind == "half":
            ring = curve([(u - w, 0.14), (u + w, 0.14), (u + w * 0.7, 0.40), (u - w * 0.7, 0.40)])
        else:
            ring = curve(f"{u - w},-.20! {u + w},-.20! {u + w * 0.92},.30! {u - w * 0.92},.30!")
        points = h(ring)
        b.flat(b.shape(points), b.p.white, 0.12)
        b.stroke(points, rim, b.p.ink, closed=True)
        ends.append((u - w, u + w))
    y = 0.14 if kind == "half" else 0.0
    b.stroke(h(curve([(ends[0][1], y), ((ends[0][1] + ends[1][0]) / 2, y - 0.06), (ends[1][0], y)], False)), rim)
    b.stroke(h([(ends[0][0], y), (-1.0 + 0.1 * h.t, y - 0.04)]), rim * 0.9)
    if h.t < 0.3:
        b.stroke(h([(ends[1][1], y), (1.0, y - 0.04)]), rim * 0.9)


def _circle():
    a = np.linspace(0, 2 * np.pi, 30)
    return list(zip(np.cos(a), np.sin(a), strict=True))


__all__ = ["Head", "brush", "bust"]
