"""People in a scene: small figures with a bearing, and crowds seen from behind."""

import math

import numpy as np

from ..press import arc, capsule, curve, knee, mix
from .look import STAND, passer

SHORT = 7.5  # heads in a grown figure


class Body:
    """One figure while it is drawn: where its points stand on the sheet."""

    def __init__(self, b, x, y, s, look, pose, view):
        self.b, self.x, self.y, self.u, self.look, self.pose = b, x, y, s / SHORT, look, pose
        self.view = "side" if view in ("left", "right") else view
        self.f = -1 if view == "left" else 1
        self.line = float(np.clip(s * 0.0085, 0.09, 0.3))
        self.near = s > 15  # near enough for faces and buttons
        self.wide = 0.82 if self.view == "side" else 1.0

    def at(self, *points):
        """Return points told in heads as points of the sheet."""
        return [(self.x + px * self.u * self.f, self.y + py * self.u) for px, py in points]

    def part(self, points, colour, tone=0.0, slant=0.0, edge=True):
        """Print a part of the figure: a flat, lines away from the light, a contour."""
        b = self.b
        m = b.shape(points)
        b.flat(m, colour)
        if tone is not None and m.a.size:
            away = (b.x - self.x) / self.u
            ink = mix(colour, b.p.ink, 0.75)
            b.cut(m, np.clip(0.12 + tone + away * 0.26, 0, 0.8), b.y + slant * b.x, ink, 0.8)
        if edge:
            b.edge(m, self.line, b.p.ink)
        return m

    def dark(self, colour, t=0.3):
        return mix(colour, self.b.p.ink, t)


def figure(b, x, y, s, look, pose=STAND, view="front"):
    """Draw a figure `s` units tall whose feet stand at (x, y). view: front, back, left, right."""
    d = Body(b, x, y, s, look, pose, view)
    if look.bag == "rucksack" and d.view == "front":
        look_bag(d, behind=True)
    if d.view == "side":
        _arm(d, 0, behind=True)
    _legs(d)
    _top(d)
    if d.view == "side":
        _arm(d, 1)
    else:
        _arm(d, 0)
        _arm(d, 1)
    _head(d)
    if look.bag and not (look.bag == "rucksack" and d.view == "front"):
        look_bag(d)
    return d


def _legs(d):
    look, pose = d.look, d.pose
    bare = look.legs in ("skirt", "shorts")
    for i in (0, 1):
        side = d.view == "side"
        hip = (pose.hip[0] + (0.0 if side else (-0.36, 0.36)[i]), pose.hip[1])
        foot = pose.feet[i]
        ankle = (foot[0] - (0.05 if side else 0), foot[1] - 0.28)
        joint = knee(hip, ankle, 1.85, 1.75, pose.knees[i] if side else (1, -1)[i] * 0.3)
        cloth = d.dark(look.trousers, 0.35) if i == 0 and side else look.trousers
        shin = look.skin if bare else cloth
        if look.legs == "skirt":
            shin = d.dark(look.skin, 0.12) if i == 0 else look.skin
        d.part(capsule(*d.at(joint, ankle), 0.30 * d.u, 0.20 * d.u), shin, None if bare else 0.0)
        d.part(capsule(*d.at(hip, joint), 0.44 * d.u, 0.33 * d.u), cloth if look.legs != "skirt" else shin)
        shoe = [(-0.22, -0.24), (0.10, -0.30), (0.34, -0.16), (0.62, 0.0), (-0.24, 0.02)]
        if not side:
            k = (-1, 1)[i]
            shoe = [(-0.22, -0.26), (0.22, -0.26), (0.30 + 0.08 * k, 0.03), (-0.30 + 0.08 * k, 0.03)]
        d.part(curve(d.at(*((foot[0] + sx, foot[1] + sy) for sx, sy in shoe))), d.b.p.ink, None)


def _axis(d):
    """Return points beside the spine: f(share of the way from chest to hip, out) in heads."""
    (cx, cy), (hx, hy) = d.pose.chest, d.pose.hip
    dx, dy = hx - cx, hy - cy
    length = math.hypot(dx, dy)
    ux, uy = dx / length, dy / length

    def at(down, out):
        return cx + dx * down + uy * out, cy + dy * down - ux * out

    return at


def _top(d):
    look, pose, w = d.look, d.pose, d.wide
    at = _axis(d)
    long = {"coat": 1.62, "longcoat": 2.12, "dress": 1.72, "oilskin": 1.5, "gown": 2.2, "apron": 1.06}.get(
        look.top, 1.10
    )
    spread = abs(pose.feet[1][0] - pose.feet[0][0]) * 0.22
    if look.legs == "skirt" and look.top not in ("coat", "longcoat", "dress", "gown", "oilskin"):
        hem = 1.72
        m = [at(0.9, -0.60 * w), at(0.9, 0.60 * w), at(hem, 0.98 + spread), at(hem, -0.98 - spread)]
        d.part(d.at(*m), look.trousers, 0.1, 0.2)
    flare = {"coat": 0.86, "longcoat": 1.16, "dress": 1.06, "oilskin": 0.98, "gown": 1.15}.get(look.top, 0.66)
    flare += spread if long > 1.2 else 0
    waist = 0.60 if look.top in ("dress", "gown") else 0.68
    right = [(0.26, -0.10), (0.80, 0.04), (0.92, 0.16), (0.74, 0.36), (waist, 0.66), (0.70, 0.95)]
    left = [(-o, v) for o, v in right]
    outline = [at(v, o * w) for o, v in right] + [at(long, flare * w), at(long + 0.03, 0.0), at(long, -flare * w)]
    outline += [at(v, o * w) for o, v in left[::-1]]
    m = d.part(curve(d.at(*outline), n=4), look.colour, 0.05, 0.0)
    b, u, p = d.b, d.u, d.b.p
    if not d.near:
        return
    ink, pale = d.dark(look.colour, 0.55), mix(look.colour, p.paper, 0.7)
    mid = 0.0 if d.view != "side" else 0.55
    if look.top in ("coat", "longcoat", "jacket", "oilskin") and d.view != "back":
        b.pen(d.at(at(-0.05, mid * w), at(long, mid * w * 1.3)), 0.05 * u, 0.09 * u, colour=ink)
        if d.view == "front":
            b.flat(b.shape(d.at(at(-0.08, -0.24), at(-0.08, 0.24), at(0.36, 0.0))) & m, pale)
            for o in (-1, 1):
                b.pen(d.at(at(-0.1, 0.28 * o), at(0.36, 0.02)), 0.06 * u, 0.10 * u, 0.03 * u, colour=ink)
                b.stroke(d.at(at(0.92, 0.22 * o), at(0.86, 0.5 * o)), 0.06 * u, ink)
    elif look.top == "apron":
        a = [at(0.30, -0.42), at(0.30, 0.42), at(0.8, 0.62), at(1.5, 0.7), at(1.5, -0.7), at(0.8, -0.62)]
        d.part(d.at(*a), p.white, 0.0)
        b.strokes([d.at(at(0.3, o * 0.4), at(-0.06, o * 0.26)) for o in (-1, 1)], 0.08 * u, p.white)
    elif look.top == "vest":
        for v in (0.46, 0.78):
            b.flat(b.shape(d.at(at(v, -1), at(v, 1), at(v + 0.1, 1), at(v + 0.1, -1))) & m, p.white)
        for o in (-0.42, 0.42):
            b.flat(
                b.shape(d.at(at(-0.1, o - 0.08), at(-0.1, o + 0.08), at(0.5, o + 0.08), at(0.5, o - 0.08))) & m, p.white
            )
    elif look.top == "dress" and d.view != "side":
        b.pen(d.at(at(0.66, -0.62), at(0.68, 0.62)), 0.08 * u, 0.08 * u, colour=ink)
    if look.scarf:
        d.part(
            curve(d.at(at(-0.22, -0.42 * w), at(-0.22, 0.42 * w), at(0.10, 0.46 * w), at(0.10, -0.46 * w))),
            look.scarf,
            0.1,
        )
        if d.view != "back":
            d.part(d.at(at(0.05, 0.02), at(0.05, 0.30), at(0.55, 0.34), at(0.55, 0.06)), look.scarf, 0.1)


def _arm(d, i, behind=False):
    look, pose = d.look, d.pose
    at = _axis(d)
    side = d.view == "side"
    shoulder = at(0.10, (0.10, -0.10)[i] if side else (-0.72, 0.72)[i])
    hand = pose.hands[i]
    joint = knee(shoulder, hand, 1.32, 1.18, pose.elbows[i])
    colour = d.dark(look.colour, 0.32) if behind else look.colour
    lower = look.skin if look.top in ("kit", "dress", "gown") else colour
    if look.top == "vest":
        colour = lower = d.b.p.deep
    if look.top == "apron":
        colour = look.colour
    d.part(capsule(*d.at(joint, hand), 0.25 * d.u, 0.18 * d.u), lower, 0.05)
    d.part(capsule(*d.at(shoulder, joint), 0.31 * d.u, 0.26 * d.u), colour, 0.05)
    d.part(arc(*d.at(hand)[0], 0.20 * d.u, 0.22 * d.u, n=12), d.dark(look.skin, 0.2) if behind else look.skin, None)


def _head(d):
    b, u, look, pose = d.b, d.u, d.look, d.pose
    x, y = d.at(pose.head)[0]
    nx, ny = d.at((pose.chest[0] * 0.5 + pose.head[0] * 0.5, (pose.chest[1] + pose.head[1]) / 2 + 0.1))[0]
    skin = look.skin
    d.part(
        [
            (nx - 0.22 * u, ny - 0.3 * u),
            (nx + 0.22 * u, ny - 0.3 * u),
            (nx + 0.26 * u, ny + 0.42 * u),
            (nx - 0.26 * u, ny + 0.42 * u),
        ],
        d.dark(skin, 0.18),
        None,
        edge=False,
    )
    f = d.f
    q = lambda text: curve([(x + px * u * f, y + py * u) for px, py in curve(text)], n=1)
    if look.hat == "scarf":
        d.part(q("-.46,-.5 .1,-.62 .50,-.3 .46,.4 .5,.78 -.5,.82 -.56,.2"), look.cap, 0.1)
    elif look.style == "long":
        d.part(q("-.48,-.4 0,-.6 .46,-.3 .44,.5 .3,.9 -.5,.95 -.56,.3"), look.hair, 0.1)
    elif look.style == "bun":
        d.part(
            arc(
                x - 0.34 * u * f if d.view == "side" else x,
                y - (0.42 if d.view == "side" else 0.62) * u,
                0.22 * u,
                n=12,
            ),
            look.hair,
            0.1,
        )
    elif look.style == "tail":
        d.part(q("-.3,-.4 -.7,-.3 -.86,.3 -.66,.86 -.56,.3 -.36,.0"), look.hair, 0.1)
    if d.view == "side":
        face = q("-.30,-.48 .14,-.56 .38,-.36 .40,-.14 .56,.10 .42,.14 .42,.30 .36,.50 .10,.56 -.2,.34 -.42,.0")
    else:
        face = q("0,-.56 .36,-.44 .43,-.08 .36,.32 .14,.56 -.14,.56 -.36,.32 -.43,-.08 -.36,-.44")
    d.part(face, skin, None)
    if d.view != "back":
        shade = b.shape(face) & np.clip((b.x - x) / u * 2.2 - 0.1, 0, 1)
        b.flat(shade, d.dark(skin, 0.22), 0.8)
    if d.near and d.view != "back":
        _features(d, x, y)
    _hair(d, q)
    _hat(d, q)


def _features(d, x, y):
    b, u, f = d.b, d.u, d.f
    ink = d.dark(d.look.skin, 0.8)
    if d.view == "side":
        b.dots([(x + 0.26 * u * f, y - 0.06 * u, 0.055 * u)], ink)
        b.stroke([(x + 0.16 * u * f, y - 0.2 * u), (x + 0.36 * u * f, y - 0.19 * u)], 0.06 * u, ink)
        b.stroke(
            [(x + 0.24 * u * f, y + 0.30 * u), (x + 0.40 * u * f, y + 0.27 * u)], 0.05 * u, d.dark(d.look.skin, 0.55)
        )
        return
    for k in (-0.18, 0.18):
        b.dots([(x + k * u, y - 0.04 * u, 0.055 * u)], ink)
        b.stroke([(x + (k - 0.1) * u, y - 0.19 * u), (x + (k + 0.1) * u, y - 0.19 * u)], 0.05 * u, ink)
    b.stroke(
        [(x + 0.03 * u, y - 0.04 * u), (x + 0.07 * u, y + 0.14 * u), (x - 0.02 * u, y + 0.16 * u)],
        0.045 * u,
        d.dark(d.look.skin, 0.5),
    )
    b.stroke([(x - 0.12 * u, y + 0.32 * u), (x + 0.12 * u, y + 0.32 * u)], 0.055 * u, d.dark(d.look.skin, 0.6))


HAIRLINES = {
    "front": {
        "short": "-.46,.02 -.50,-.34 -.3,-.66 .1,-.70 .42,-.52 .50,-.2 .45,.04 .38,-.2 .1,-.36 -.3,-.30",
        "bob": "-.50,.42 -.60,-.1 -.40,-.66 .1,-.72 .48,-.52 .58,-.1 .52,.42 .36,.3 .38,-.16 .0,-.34 -.36,-.2 -.36,.34",
        "bald": "",
    },
    "side": {
        "short": "-.34,.30 -.54,.0 -.50,-.42 -.1,-.70 .32,-.58 .42,-.34 .2,-.36 .02,-.2 .0,.06 -.14,.10",
        "bob": "-.50,.50 -.62,.0 -.52,-.46 -.1,-.72 .34,-.58 .42,-.34 .22,-.34 .08,-.1 .08,.40",
        "bald": "-.30,.30 -.50,.06 -.46,-.22 -.24,-.2 -.1,.06",
    },
    "back": {
        "short": "-.44,.26 -.50,-.3 -.3,-.66 .0,-.72 .3,-.66 .50,-.3 .44,.26 .2,.42 -.2,.42",
        "bob": "-.54,.5 -.60,-.2 -.36,-.68 .0,-.74 .36,-.68 .60,-.2 .54,.5 .2,.56 -.2,.56",
        "bald": "-.45,.26 -.48,.0 -.3,.06 .3,.06 .48,.0 .45,.26 .2,.42 -.2,.42",
    },
}


def _hair(d, q):
    look = d.look
    if look.hat in ("scarf", "hood"):
        return
    if look.style == "curls":
        x, y = q("0,0 .01,0 0,.01")[0]
        off = {"side": -0.12 * d.f, "front": 0, "back": 0}[d.view]
        ring = [
            (
                x + (off + (0.60 + 0.05 * math.sin(i * 2.1)) * math.cos(i / 4)) * d.u,
                y + (-0.20 + (0.56 + 0.05 * math.sin(i * 2.1)) * math.sin(i / 4)) * d.u,
            )
            for i in range(25)
        ]
        m = d.b.shape(ring)
        if d.view != "back":
            cut = (
                q("-.30,-.24 .1,-.34 .34,-.2 .5,.5 .0,.7 -.34,.5")
                if d.view == "front"
                else q("-.02,-.26 .3,-.36 .62,-.3 .7,.6 .1,.6 -.1,.2")
            )
            m = m - d.b.shape(cut)
        d.b.flat(m, look.hair)
        d.b.edge(m, d.line)
        return
    style = {"long": "bob", "bun": "short", "tail": "short"}.get(look.style, look.style)
    text = HAIRLINES[d.view][style]
    if not text:
        for k in (-1, 1):
            d.part(q(f"{k * 0.46},.02 {k * 0.50},-.14 {k * 0.42},-.22 {k * 0.36},.04"), look.hair, None)
        return
    d.part(q(text), look.hair, None)


def _hat(d, q):
    b, look, p, hat = d.b, d.look, d.b.p, d.look.hat
    back = d.view == "back"
    if hat == "beanie":
        d.part(q("-.52,-.10! -.54,-.46 -.3,-.80 .1,-.84 .44,-.60 .50,-.22! 0,-.3"), look.cap, 0.15)
        d.part(q("-.56,-.04! -.54,-.32! .1,-.50 .54,-.42! .52,-.12! 0,-.24"), look.cap, 0.3)
    elif hat == "flat":
        d.part(q("-.58,-.16 -.56,-.50 -.1,-.78 .42,-.60 .56,-.34 .80,-.22 .4,-.26 0,-.3"), look.cap, 0.15)
    elif hat == "brim":
        d.part(q("-.44,-.30! -.40,-.78 0,-.88 .40,-.78 .46,-.30!"), look.cap, 0.15)
        d.part(q("-.82,-.22 0,-.40 .86,-.26 .5,-.18 0,-.26 -.5,-.14"), look.cap, 0.3)
    elif hat == "helmet":
        d.part(q("-.54,-.22! -.50,-.66 -.1,-.88 .34,-.72 .52,-.28!"), look.cap, 0.1)
        d.part(q("-.64,-.16 0,-.32 .74,-.24 .72,-.18 0,-.24 -.6,-.08"), look.cap, 0.2)
    elif hat == "peaked":
        d.part(q("-.60,-.34 -.5,-.70 .1,-.84 .62,-.62 .52,-.40"), p.white, 0.1)
        d.part(q("-.50,-.16! -.50,-.42! .50,-.44! .50,-.20!"), p.ink, None)
        if not back:
            d.part(q("-.2,-.22 .5,-.26 .76,-.10 .2,-.12"), p.ink, None)
    elif hat == "cook":
        d.part(q("-.46,-.22! -.50,-.62 -.40,-.86 .40,-.86 .50,-.62 .46,-.22!"), p.white, 0.05)
    elif hat == "scarf":
        if d.view == "side":
            d.part(
                q("-.46,.6 -.58,.0 -.48,-.52 -.06,-.70 .34,-.54 .38,-.36 .14,-.30 .06,.1 .16,.5 .0,.66"), look.cap, 0.15
            )
        elif back:
            d.part(q("-.56,.8 -.52,-.4 0,-.72 .52,-.4 .56,.8"), look.cap, 0.15)
        else:
            m = b.shape(q("-.54,.7 -.56,-.2 -.3,-.66 .1,-.70 .44,-.54 .56,-.1 .54,.7")) - b.shape(
                q("-.30,.38 -.36,-.1 -.2,-.36 .1,-.40 .32,-.24 .36,.0 .26,.44 0,.58")
            )
            b.flat(m, look.cap)
            b.edge(m, d.line)
    elif hat == "hood":
        if d.view == "side":
            d.part(
                q("-.5,.9 -.66,.1 -.52,-.56 .0,-.78 .46,-.54 .40,-.36 .14,-.26 .08,.1 .2,.6 .1,.9"), look.colour, 0.15
            )
        elif back:
            d.part(q("-.62,.9 -.60,-.3 0,-.82 .60,-.3 .62,.9"), look.colour, 0.15)
        else:
            m = b.shape(q("-.60,.9 -.62,-.2 -.3,-.76 .1,-.80 .5,-.56 .62,-.1 .60,.9")) - b.shape(
                q("-.30,.4 -.36,-.1 -.2,-.40 .1,-.42 .32,-.26 .36,.0 .26,.46 0,.6")
            )
            b.flat(m, look.colour)
            b.edge(m, d.line)


def look_bag(d, behind=False):
    """Draw what the figure carries: a shoulder bag, a suitcase, a rucksack."""
    at, look, b, u = _axis(d), d.look, d.b, d.u
    colour = d.b.p.earth if look.colour != d.b.p.earth else d.b.p.deep
    if look.bag == "rucksack":
        if d.view == "side":
            d.part(curve(d.at(at(0.0, 0.45), at(0.05, 1.2), at(0.75, 1.25), at(0.85, 0.4))), colour, 0.1)
        else:
            k = 0.62 if not behind else 0.8
            d.part(curve(d.at(at(0.0, -k), at(0.0, k), at(0.8, k), at(0.8, -k))), colour, 0.1)
    elif look.bag == "shoulder":
        hip = at(1.05, -0.72 if d.view != "side" else 0.1)
        b.stroke(d.at(at(-0.05, 0.3), hip), 0.10 * u, d.dark(colour, 0.5))
        d.part(
            d.at(
                (hip[0] - 0.5, hip[1] - 0.1),
                (hip[0] + 0.5, hip[1] - 0.1),
                (hip[0] + 0.45, hip[1] + 0.75),
                (hip[0] - 0.45, hip[1] + 0.75),
            ),
            colour,
            0.1,
        )
    elif look.bag == "case":
        hx, hy = d.pose.hands[1]
        d.part(
            d.at((hx - 0.75, hy + 0.35), (hx + 0.75, hy + 0.35), (hx + 0.75, hy + 1.45), (hx - 0.75, hy + 1.45)),
            colour,
            0.1,
        )
        b.stroke(
            d.at((hx - 0.25, hy + 0.35), (hx - 0.2, hy + 0.05), (hx + 0.2, hy + 0.05), (hx + 0.25, hy + 0.35)), 0.12 * u
        )


def umbrella(b, x, y, s, colour):
    """Draw an open umbrella over somebody `s` tall who stands at (x, y)."""
    u = s / SHORT
    b.stroke([(x + 0.7 * u, y - 4.6 * u), (x + 0.5 * u, y - 9.2 * u)], 0.10 * u)
    m = curve(
        [
            (x - 1.7 * u, y - 7.7 * u),
            (x - 0.9 * u, y - 9.0 * u),
            (x + 0.5 * u, y - 9.5 * u),
            (x + 1.9 * u, y - 9.0 * u),
            (x + 2.7 * u, y - 7.7 * u),
        ],
        closed=False,
    )
    low = [(x + (2.7 - 4.4 * i / 16) * u, y - (7.7 + 0.28 * abs(math.sin(math.pi * i / 4))) * u) for i in range(17)]
    b.solid(
        m + low,
        colour,
        np.clip(0.2 + (b.x - x) / u * 0.16, 0, 0.75),
        np.hypot(b.x - x - 0.5 * u, b.y - y + 9.5 * u),
        max(0.14, s * 0.010),
    )
    b.strokes([[(x + 0.5 * u, y - 9.5 * u), (x + (2.7 - 4.4 * k / 4) * u, y - 7.7 * u)] for k in (1, 2, 3)], 0.05 * u)


def backs(b, rng, y, s, x0, x1, step=1.0, gap=0.08, tone=0.0):
    """Draw a row of heads and shoulders from behind; `s` is the height of a head."""
    x = x0 + rng.uniform(0, s)
    while x < x1:
        if rng.random() > gap:
            _back(b, rng, x, y + rng.normal(0, 0.12 * s), s * rng.uniform(0.92, 1.08), tone)
        x += s * rng.uniform(1.75, 2.25) * step


def _back(b, rng, x, y, s, tone):
    look = passer(rng, b.p)
    line = float(np.clip(s * 0.07, 0.1, 0.3))
    q = lambda text: [(x + u * s, y + v * s) for u, v in curve(text)]
    wide = rng.uniform(0.92, 1.12)
    coat = mix(look.colour, b.p.ink, tone)
    m = b.shape(
        q(
            f"{-0.3},.4 {-0.8 * wide},.72 {-1.05 * wide},1.3 {-1.1 * wide},2.6! {1.1 * wide},2.6! "
            f"{1.05 * wide},1.3 {0.8 * wide},.72 .3,.4"
        )
    )
    b.flat(m, coat)
    b.cut(m, np.clip(0.16 + (b.x - x) / s * 0.34, 0, 0.8), b.y * 0.9 + 0.3 * b.x, mix(coat, b.p.ink, 0.75), 0.8)
    b.edge(m, line)
    b.solid(q("-.2,.2 .2,.2 .26,.7 -.26,.7"), mix(look.skin, b.p.ink, 0.2 + tone), edge=0)
    skin, hair = mix(look.skin, b.p.ink, tone), mix(look.hair, b.p.ink, tone)
    b.solid(b.disc(x, y, 0.42 * s, 0.55 * s), skin, edge=line)
    if look.hat in ("beanie", "scarf", "flat", "brim"):
        shapes = {
            "beanie": "-.50,.06! -.52,-.4 -.2,-.74 .2,-.74 .52,-.4 .50,.06!",
            "scarf": "-.54,.85 -.54,-.3 0,-.72 .54,-.3 .54,.85",
            "flat": "-.62,-.1 -.56,-.5 0,-.72 .56,-.5 .62,-.1",
            "brim": "-.86,-.12 -.4,-.26 -.38,-.74 .38,-.74 .4,-.26 .86,-.12",
        }
        b.solid(q("-.42,.3 -.44,-.2 .44,-.2 .42,.3 .2,.45 -.2,.45"), hair, edge=0)
        b.solid(
            q(shapes[look.hat]),
            mix(look.cap, b.p.ink, tone),
            np.clip(0.2 + (b.x - x) / s * 0.4, 0, 0.8),
            b.y,
            line,
            pitch=0.8,
        )
        return
    if look.style == "curls":
        b.solid(b.disc(x, y - 0.12 * s, 0.64 * s, 0.62 * s), hair, edge=line)
        return
    shape = HAIRLINES["back"]["bob" if look.style in ("bob", "long") else "bald" if look.style == "bald" else "short"]
    b.solid(
        q(shape), hair, np.clip(0.2 + (b.x - x) / s * 0.5, 0, 0.7), b.x, line, ink=mix(hair, b.p.ink, 0.6), pitch=0.7
    )
    if look.style == "bun":
        b.solid(b.disc(x, y - 0.5 * s, 0.24 * s), hair, edge=line)
