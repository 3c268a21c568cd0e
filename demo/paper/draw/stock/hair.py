"""Hair, beards, scarves and hats of a bust.

Each shape is told twice, for a face seen from the front and for one turned aside, with as many
points; `Head.between` draws what lies between.
"""

import math

import numpy as np

from ..press import curve, mix, pts
from .sitter import HAIRS

#: Caps of hair over the skull: (from the front, turned aside). They end at the hairline.
CAPS = {
    "bob": (
        "-1.04,.75 -1.20,.0 -1.12,-.9 -.66,-1.44 .0,-1.56 .66,-1.44 1.12,-.9 1.20,.0 1.04,.75 .96,.5"
        " .94,-.2 .62,-.66 .1,-.80 -.30,-.76 -.70,-.5 -.94,-.1 -.98,.4",
        "-1.22,1.06! -1.40,.3 -1.28,-.95 -.72,-1.46 .0,-1.58 .62,-1.42 .98,-.98 1.08,-.30 1.05,.46! .97,.5"
        " .95,-.20 .82,-.66 .56,-.92 .20,-.90 -.16,-.62 -.46,-.16 -.58,.4 -.56,1.0!",
    ),
    "short": (
        "-1.02,.10 -1.10,-.5 -1.0,-1.1 -.5,-1.56 .1,-1.64 .66,-1.50 1.02,-1.06 1.10,-.5 1.02,.10"
        " .93,.06 .90,-.42 .70,-.80 .2,-.86 -.20,-.82 -.62,-.86 -.88,-.46 -.94,.06",
        "-.98,.42 -1.32,-.10 -1.28,-.80 -.80,-1.46 .1,-1.68 .70,-1.52 1.02,-1.16 1.02,-.74 .94,-.5"
        " .84,-.74 .62,-.94 .20,-.98 -.14,-.88 -.46,-.62 -.58,-.20 -.60,.18",
    ),
    "bald": (
        "-1.04,.30 -1.10,.0 -1.06,-.42 -1.0,-.46 -.98,-.3 -.97,-.2 -.96,-.1 -.96,.0 -.96,.06"
        " -.96,.1 -.96,.12 -.96,.16 -.96,.2 -.96,.22 -.96,.24 -.96,.26 -.97,.28",
        "-.94,.52 -1.26,.22 -1.36,-.24 -1.26,-.62 -1.06,-.66 -.90,-.48 -.72,-.36 -.62,-.16 -.58,.14"
        " -.66,.20 -.70,.1 -.74,.0 -.80,.0 -.84,.1 -.88,.2 -.9,.3 -.92,.4",
    ),
    "swept": (
        "-1.02,.22 -1.12,-.5 -1.04,-1.2 -.5,-1.66 .2,-1.76 .86,-1.56 1.16,-1.06 1.10,-.5 1.0,.10"
        " .93,.0 .92,-.46 .80,-.74 .3,-.66 -.2,-.84 -.66,-.98 -.90,-.56 -.95,.1",
        "-1.06,.62 -1.40,.02 -1.32,-.86 -.80,-1.54 .10,-1.80 .84,-1.66 1.20,-1.20 1.06,-.78 .92,-.52"
        " .80,-.70 .52,-.66 .16,-.86 -.18,-1.04 -.48,-.70 -.58,-.16 -.60,.24",
    ),
    "pixie": (
        "-1.0,.30 -1.14,-.4 -1.06,-1.06 -.56,-1.54 .1,-1.60 .62,-1.50 1.04,-1.08 1.12,-.4 1.0,.30"
        " .94,.12 .90,-.30 .72,-.54 .3,-.62 -.2,-.52 -.56,-.66 -.86,-.36 -.95,.16",
        "-.90,.62 -1.30,.12 -1.34,-.66 -.86,-1.40 .0,-1.62 .66,-1.48 1.0,-1.04 1.02,-.62 .95,-.36"
        " .86,-.56 .64,-.50 .40,-.68 .02,-.48 -.30,-.54 -.52,-.16 -.62,.36",
    ),
    "bun": (
        "-1.0,.10 -1.08,-.5 -1.0,-1.06 -.5,-1.50 .0,-1.58 .5,-1.50 1.0,-1.06 1.08,-.5 1.0,.10"
        " .95,-.1 .88,-.5 .56,-.86 .0,-.96 -.30,-.92 -.60,-.84 -.88,-.5 -.95,-.1",
        "-.86,.44 -1.24,.06 -1.30,-.66 -.82,-1.38 .0,-1.58 .58,-1.46 .94,-1.06 .98,-.62 .95,-.40"
        " .86,-.70 .60,-.96 .20,-1.0 -.16,-.90 -.42,-.62 -.58,-.22 -.66,.12",
    ),
}
CAPS["crop"] = CAPS["fade"] = CAPS["short"]
CAPS["curly"] = CAPS["swept"]
CAPS["plaits"] = CAPS["mane"] = CAPS["bun"]
#: Styles whose hair falls over the ear.
OVER_EAR = {"bob", "scarf", "afro", "mane", "swept"}
CURLED = {"afro", "curly", "crown"}


def behind(b, h):
    """Draw what hangs behind the neck."""
    style = h.who.style
    if style == "bob":
        _lock(
            b,
            h,
            "-1.2,-.4 -1.34,.6 -1.14,1.22 -.6,1.3 .6,1.3 1.14,1.22 1.34,.6 1.2,-.4",
            "-1.2,-.6 -1.44,.4 -1.28,1.16! -.8,1.24 .0,1.2 .62,1.20 1.04,1.06! 1.06,-.1",
            "fall",
        )
    elif style == "mane":
        _lock(
            b,
            h,
            "-1.1,-.6 -1.3,.4 -1.2,1.1 -.6,1.2 .6,1.2 1.2,1.1 1.3,.4 1.1,-.6",
            "-1.2,-.7 -1.52,.3 -1.40,1.0 -1.0,1.3 .2,1.2 .5,1.0 .7,.5 1.0,-.6",
            "fall",
        )
    elif style == "bun":
        top = h(h.between("0,-1.72 0,-1.72", "-.86,-1.34 -.86,-1.34"))[0]
        m = b.disc(*top, 0.46 * h.s, 0.42 * h.s)
        _fill(b, h, m, "whorl", top)
    elif style == "afro":
        _fill(b, h, b.shape(h(_puffs((-0.12 * h.t, -0.42), 1.62, 1.52))), "curl")
    elif style == "crown":
        _fill(b, h, b.shape(h(_puffs((-0.32 * h.t, -1.42), 0.98, 0.74))), "curl")
    elif style == "plaits":
        for side in (-1, 1):
            for i in range(6):
                c = h.still([(side * (0.98 + 0.05 * i) - 0.18 * h.t, 0.7 + i * 0.27)])[0]
                _fill(b, h, b.disc(*c, 0.21 * h.s, 0.19 * h.s), "fall")
    elif style == "scarf":
        _cloth(b, h, h.still("-1.28,-.2 -1.36,1.0 -1.5,2.1 1.3,2.1 1.2,1.2 1.1,-.2"))


def before(b, h, face):
    """Draw the cap of hair over the skull, and the ear where it is seen."""
    who = h.who
    if who.style == "scarf":
        _scarf(b, h)
        return
    if who.style == "afro":
        outer = b.shape(h(_puffs((-0.12 * h.t, -0.42), 1.62, 1.52)))
        line = h.blend(
            "-1.04,.5 -.98,-.2 -.66,-.72 0,-.90 .66,-.72 .98,-.2 1.04,.5 1.7,.5 1.7,-2.2 -1.7,-2.2 -1.7,.5",
            "-.74,.62 -.66,-.1 -.40,-.62 .20,-.90 .72,-.74 .93,-.3 .98,.1 1.8,.3 1.8,-2.2 -1.9,-2.2 -1.9,.62",
        )
        _fill(b, h, outer & b.shape(line), "curl", edge=False)
        return
    if who.style == "crown":
        _fill(b, h, b.shape(h.blend(*CAPS["bun"])), "sweep")
    elif who.style == "bald":
        for side in (1,) if h.t > 0.3 else (1, -1):
            front, aside = ([(u * side, v) for u, v in pts(t)] for t in CAPS["bald"])
            _fill(b, h, b.shape(h.blend(front, aside)), "crop")
    else:
        cap = h.blend(*CAPS[who.style])
        if who.style == "curly":
            _fill(b, h, b.shape(_scallop(cap, h)), "curl")
        else:
            how = {"bob": "fall", "crop": "crop", "fade": "crop", "pixie": "tuft"}
            _fill(b, h, b.shape(cap), how.get(who.style, "sweep"))
    if who.style not in OVER_EAR:
        _ear(b, h)


def _ear(b, h):
    from .heads import skins

    skin, dark, _ = skins(h.who, b.p)
    s = h.s
    for side in (-1, 1) if h.t < 0.25 else (-1,):
        u = side * (1.0 - 0.30 * h.t)
        ear = h.curve(
            f"{u + 0.10},-.06 {u},-.24 {u - 0.17},-.18 {u - 0.17},.12 {u - 0.06},.44 {u + 0.06},.46"
            if side < 0
            else f"{u - 0.06},-.1 {u + 0.06},-.24 {u + 0.2},-.18 {u + 0.2},.12 {u + 0.1},.44 {u - 0.02},.46"
        )
        b.solid(b.shape(ear), skin, edge=0.018 * s)
        k = -side * 0.03
        b.pen(
            h.curve(f"{u + k},-.12 {u + side * 0.10},-.08 {u + side * 0.07},.14 {u + k},.28", False),
            0.01 * s,
            0.04 * s,
            0.01 * s,
            colour=dark,
        )


def _puffs(centre, rx, ry, n=19, deep=0.05):
    out = []
    for i in range(n * 8):
        a = 2 * math.pi * i / (n * 8)
        r = 1 + deep * abs(math.sin(a * n / 2)) - deep
        out.append((centre[0] + rx * r * math.cos(a), centre[1] + ry * r * math.sin(a)))
    return out


def _scallop(points, h, deep=0.06, n=26):
    """Return an outline with curls along its top."""
    cx, cy = h.x, h.y - 0.5 * h.s
    out = []
    for i, (x, y) in enumerate(points):
        k = 1 + deep * abs(math.sin(math.pi * n * i / len(points)))
        out.append((cx + (x - cx) * k, cy + (y - cy) * k) if y < h.y - 0.95 * h.s else (x, y))
    return out


def _lock(b, h, front, aside, how):
    _fill(b, h, b.shape(h.blend(front, aside)), how)


def _fill(b, h, m, how, centre=None, edge=True):
    """Fill hair: a flat, dark lines on the far side, light ones where the light falls."""
    s = h.s
    colour = HAIRS[h.who.hair]
    dark = mix(colour, b.p.ink, 0.62)
    light = mix(colour, b.p.white, 0.42 if h.who.hair != "white" else 0.7)
    u, v = h.fields(b)
    b.flat(m, colour)
    shade = np.clip(0.30 + 0.34 * (u - 0.1) + 0.24 * (v + 0.4), 0.05, 0.85)
    shine = np.clip(0.62 - 1.6 * np.abs(np.hypot(u + 0.45, v + 0.75) - 0.42), 0, 0.6)
    if how == "curl":
        _curls(b, h, m, dark, light)
    else:
        n = b.noise(0.3 * s, 0.3 * s, 31) * 0.6 + b.noise(0.12 * s, 0.12 * s, 32) * 0.4
        if how == "fall":
            phase = (u + 0.05 * np.sin(v * 3) + 0.10 * v * np.sign(u)) * s * 0.9
        elif how == "whorl":
            d = np.hypot(b.x - centre[0], (b.y - centre[1]) * 1.1)
            phase = d + np.arctan2(b.y - centre[1], b.x - centre[0]) * 0.6
        elif how == "tuft":
            phase = np.arctan2(v + 1.25, u + 0.1) * s * 0.55 + n * 0.7
        elif how == "crop":
            phase = np.arctan2(v + 0.1, u + 0.1) * s * 0.8 + n * 0.8
        else:
            phase = np.arctan2(v + 0.25, u - 0.72) * s * 0.95 + n * 0.25
        b.cut(m, np.clip(shade + n * 0.18, 0, 0.9), phase, dark, 0.75)
        b.cut(m, np.clip(shine + n * 0.2, 0, 0.6), phase + 0.3, light, 0.75)
    if edge:
        b.edge(m, 0.018 * s, b.p.ink)


def _curls(b, h, m, dark, light):
    rng = np.random.default_rng(b.seed + 5)
    s, a, y0, x0 = h.s, m.a, m.y0, m.x0
    darks, lights = [], []
    gap = 0.155 * s
    for j in range(int(a.shape[0] / b.k / gap) + 1):
        for i in range(int(a.shape[1] / b.k / gap) + 1):
            x = x0 / b.k + (i + 0.5 * (j % 2) + rng.uniform(-0.25, 0.25)) * gap
            y = y0 / b.k + (j + rng.uniform(-0.25, 0.25)) * gap
            py, px = int(y * b.k) - y0, int(x * b.k) - x0
            if not (0 <= py < a.shape[0] and 0 <= px < a.shape[1] and a[py, px] > 0.9):
                continue
            turn, r = rng.uniform(0, 6.3), gap * rng.uniform(0.34, 0.46)
            ring = [(x + r * math.cos(turn + q * 0.8), y + r * math.sin(turn + q * 0.8)) for q in range(6)]
            far = (x - h.x) / s * (-1 if h.flip else 1) * 0.5 + (y - h.y) / s * 0.25 + 0.15
            (lights if rng.random() > 0.45 + far else darks).append(ring)
    b.flat(b.shape(*darks, line=0.035 * s, closed=False) & m, dark)
    b.flat(b.shape(*lights, line=0.028 * s, closed=False) & m, light)


def _cloth(b, h, points):
    colour = h.who.under
    u, v = h.fields(b)
    m = b.solid(points, colour, 0, edge=0.02 * h.s)
    fold = np.clip(0.30 + 0.36 * u + 0.14 * np.sin(v * 7 + u * 3), 0, 0.8)
    b.cut(m, fold, (u * 0.8 + 0.25 * v + 0.12 * np.sin(v * 4)) * h.s, mix(colour, b.p.ink, 0.7), 0.8)


def _scarf(b, h):
    """A headscarf: a hood round the face, laid over the shoulder."""
    outer = h.blend(
        "-1.1,1.0 -1.30,.0 -1.16,-1.0 -.6,-1.54 0,-1.64 .6,-1.54 1.16,-1.0 1.30,.0 1.1,1.0 .5,1.9 -.5,1.9",
        "-1.1,1.1 -1.44,.0 -1.30,-1.0 -.70,-1.56 .05,-1.66 .66,-1.50 1.04,-1.0 1.10,-.2 1.0,.9 .7,1.9 -.7,1.9",
    )
    inner = h.blend(
        "-.80,.62 -.88,.0 -.72,-.62 -.4,-.84 0,-.88 .4,-.84 .72,-.62 .88,.0 .80,.62 .42,1.22 -.42,1.22",
        "-.56,.72 -.62,.0 -.44,-.64 -.1,-.86 .25,-.90 .62,-.84 .86,-.56 .90,.0 .84,.62 .58,1.28 -.10,1.22",
    )
    m = b.shape(outer) - b.shape(inner)
    colour = h.who.under
    u, v = h.fields(b)
    b.flat(m, colour)
    around = np.arctan2(v + 0.1, u - 0.2)
    fold = np.clip(0.24 + 0.30 * u + 0.16 * np.sin(around * 9 + v * 2) + 0.12 * v, 0, 0.8)
    b.cut(m, fold, (np.hypot(u - 0.15, v * 0.85) + 0.10 * np.sin(around * 5)) * h.s, mix(colour, b.p.ink, 0.7), 0.8)
    b.edge(m, 0.022 * h.s, b.p.ink)
    wrap = b.shape(curve(h.still("-1.1,1.18 -.2,1.42 .9,1.22 1.24,1.7 1.3,2.3 .2,2.3 -1.5,2.1")))
    b.flat(wrap, colour)
    b.cut(
        wrap,
        np.clip(0.3 + 0.3 * np.sin(u * 2 + v * 6), 0, 0.75),
        (v + 0.22 * u**2) * h.s * 0.9,
        mix(colour, b.p.ink, 0.7),
        0.8,
    )
    b.edge(wrap, 0.022 * h.s, b.p.ink)


def beard(b, h, face):
    """Draw a beard or a moustache; the mouth stays free."""
    kind, s = h.who.beard, h.s
    if not kind:
        return
    up = 0.06 * h.who.smile
    drop = {"full": 0.34, "short": 0.06, "stubble": 0.0, "tash": 0}[kind]
    colour = HAIRS[h.who.hair]
    if kind != "tash":
        low = 1.42 + drop
        m = h.blend(
            f"-.99,.1 -.90,.36 -.62,.62 -.36,.66 0,.64 .36,.66 .62,.62 .90,.36 .99,.1 1.0,.7 .72,1.2 "
            f".3,{low} 0,{low + 0.04} -.3,{low} -.72,1.2 -1.0,.7",
            f"-.66,.0 -.60,.40 -.28,.64 .02,.68 .34,.66 .60,.66 .76,.60 .86,.52 .90,.5 .88,.9 .84,1.2 "
            f".62,{low} .36,{low + 0.05} .0,{low - 0.02} -.46,1.22 -.74,.7",
        )
        mouth = h.blend(
            f"-.30,{0.88 - up} 0,.83 .30,{0.88 - up} .16,1.03 -.16,1.03",
            f".06,{0.88 - up} .36,.83 .60,{0.88 - up} .50,1.03 .22,1.03",
        )
        mask = b.shape(m) - b.shape(mouth)
        if kind == "stubble":
            b.stipple(mask & face, np.full((1, 1), 0.18, np.float32), colour, 0.055 * s)
            return
        _beard(b, h, mask, colour)
    tash = h.blend(
        "-.40,.84 -.22,.70 0,.68 .22,.70 .40,.84 .20,.82 0,.79 -.20,.82",
        "-.02,.86 .16,.70 .40,.66 .56,.70 .68,.84 .54,.82 .38,.79 .20,.82",
    )
    _beard(b, h, b.shape(tash), colour)


def _beard(b, h, m, colour):
    s = h.s
    u, v = h.fields(b)
    n = b.noise(0.09 * s, 0.16 * s, 33)
    b.flat(m, colour)
    fan = np.arctan2(u - 0.3 * h.t, v + 0.5) * s * 1.1 + n * 0.9
    b.cut(m, np.clip(0.34 + 0.34 * (u - 0.2) + n * 0.3, 0.05, 0.85), fan, mix(colour, b.p.ink, 0.62), 0.7)
    b.cut(m, np.clip(0.24 - 0.4 * u + n * 0.3, 0, 0.5), fan + 0.3, mix(colour, b.p.white, 0.4), 0.7)
    b.edge(m, 0.010 * s, mix(colour, b.p.ink, 0.6))


def hat(b, h):
    """Draw a wool cap, a peaked cap or a flat cap."""
    kind, s, p = h.who.hat, h.s, b.p
    if not kind:
        return
    u, v = h.fields(b)
    if kind == "wool":
        crown = b.shape(
            h.blend(
                "-1.10,-.62 -1.06,-1.3 -.62,-1.86 0,-2.0 .62,-1.86 1.06,-1.3 1.10,-.62 0,-.8",
                "-1.34,-.52 -1.32,-1.2 -.84,-1.84 -.1,-2.02 .56,-1.84 .98,-1.3 1.04,-.76 0,-.9",
            )
        )
        band = b.shape(
            h.blend(
                "-1.16,-.40! -1.14,-.92! 0,-1.04 1.14,-.92! 1.16,-.40! 0,-.58",
                "-1.42,-.26! -1.38,-.84! -.2,-1.06 1.04,-1.12! 1.08,-.60! -.1,-.60",
            )
        )
        colour = "#7c3428" if h.who.cloth != "#bf3a26" else p.deep
        rib = np.arctan2(v + 0.2, u + 0.1) * s * 0.9
        for m in (crown, band):
            b.flat(m, colour)
            b.cut(m, np.clip(0.34 + 0.36 * u, 0.12, 0.85), rib, mix(colour, p.ink, 0.7), 1.5)
            b.edge(m, 0.022 * s, p.ink)
    elif kind == "peaked":
        crown = b.shape(h.curve("-1.42,-.92 -1.58,-1.36 -1.1,-1.86 -.1,-2.04 .9,-1.86 1.36,-1.42 1.22,-1.0 .0,-1.0"))
        b.solid(crown, p.white, np.clip(0.16 + 0.34 * u + 0.3 * (v + 1.3), 0, 0.8), (v - 0.12 * u**2) * s, 0.022 * s)
        band = b.shape(h.curve("-1.36,-.42! -1.34,-.98! -.1,-1.12 1.16,-1.04! 1.06,-.60! -.1,-.70"))
        b.solid(band, p.ink, edge=0.02 * s)
        peak = b.shape(h.curve("-.46,-.66 .3,-.70 1.06,-.62 1.30,-.38 .86,-.40 .2,-.46"))
        b.solid(peak, mix(p.ink, "#000000", 0.3), edge=0.02 * s)
        b.pen(h.curve("-.2,-.55 .4,-.57 1.1,-.46", False), 0.02 * s, 0.05 * s, 0.02 * s, colour=p.sea)
        badge = h([(0.42, -0.88)])[0]
        b.solid(b.disc(*badge, 0.14 * s), p.glow, edge=0.02 * s)
        b.stroke(h([(0.42, -0.98), (0.42, -0.78)]), 0.03 * s)
        b.stroke(h([(0.33, -0.84), (0.42, -0.78), (0.51, -0.84)]), 0.03 * s)
    else:
        colour = mix(p.earth, p.ink, 0.35)
        cap = b.shape(
            h.curve("-1.36,-.50 -1.42,-1.02 -.94,-1.62 .0,-1.78 .80,-1.52 1.24,-1.02 1.16,-.78 .2,-.86 -.6,-.72")
        )
        b.solid(cap, colour, np.clip(0.32 + 0.3 * u, 0.1, 0.8), (u * 0.6 + v * 0.8) * s, 0.022 * s)
        b.cut(cap, 0.22, (u * 0.8 - v * 0.6) * s, mix(colour, p.white, 0.3), 1.6)
        peak = b.shape(h.curve("-.10,-.80 .6,-.96 1.24,-.86 1.40,-.58 .9,-.66 .3,-.66"))
        b.solid(peak, mix(colour, p.ink, 0.4), edge=0.022 * s)
