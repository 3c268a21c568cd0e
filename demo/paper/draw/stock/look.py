"""How people in a scene are dressed, and how they hold themselves. Units: one head is 1 high."""

from dataclasses import dataclass, replace

SKINS = ("#efd6bf", "#e3bb96", "#c79069", "#946149", "#6a4533")
HAIR = ("#232a30", "#4d3526", "#7a5433", "#bd9655", "#8f3f27", "#9aa4a5", "#dcded8")


@dataclass(frozen=True)
class Look:
    """Clothes and hair of one figure."""

    top: str = "coat"  # coat, jacket, jumper, dress, kit, vest, apron, oilskin, gown
    colour: str = "#2f5368"
    legs: str = "trousers"  # trousers, skirt, shorts
    trousers: str = "#1b2c38"
    skin: str = SKINS[0]
    hair: str = HAIR[0]
    style: str = "short"  # short, bun, bob, long, curls, bald, tail
    hat: str = ""  # beanie, flat, brim, helmet, hood, scarf, cook, peaked
    cap: str = "#bf3a26"
    bag: str = ""  # shoulder, case, rucksack, none
    scarf: str = ""


@dataclass(frozen=True)
class Pose:
    """Where feet, hips, chest, head and hands are; the feet stand at (0, 0)."""

    feet: tuple = ((-0.42, 0), (0.42, 0))
    hip: tuple = (0, -3.7)
    chest: tuple = (0, -5.95)
    head: tuple = (0, -6.95)
    hands: tuple = ((-1.04, -3.32), (1.04, -3.32))
    elbows: tuple = (1, -1)
    knees: tuple = (-1, -1)


STAND = Pose()
SIDE = Pose(feet=((-0.12, 0), (0.16, 0)), hands=((0.1, -3.4), (0.3, -3.35)), elbows=(1, 1))
EASE = replace(STAND, feet=((-0.5, 0), (0.35, 0)), hip=(-0.1, -3.7), hands=((-0.8, -3.75), (1.0, -3.4)))
POCKETS = replace(STAND, hands=((-0.8, -3.75), (0.8, -3.75)))
FOLDED = replace(STAND, hands=((0.45, -5.0), (-0.45, -4.85)))
RAISED = replace(STAND, hands=((-1.04, -3.35), (0.95, -8.1)))
RAISED_LEFT = replace(STAND, hands=((-0.95, -8.1), (1.04, -3.35)))
WALK = Pose(
    feet=((-1.15, -0.1), (1.05, 0)),
    hip=(0, -3.55),
    chest=(0.15, -5.85),
    head=(0.28, -6.85),
    hands=((1.0, -4.0), (-0.85, -3.8)),
    elbows=(1, 1),
)
STEP = Pose(
    feet=((-0.55, -0.15), (0.55, 0)),
    hip=(0, -3.65),
    chest=(0.1, -5.9),
    head=(0.2, -6.9),
    hands=((0.55, -3.7), (-0.35, -3.6)),
    elbows=(1, 1),
)
RUN = Pose(
    feet=((-2.0, -1.5), (1.1, -0.15)),
    hip=(0, -3.5),
    chest=(0.55, -5.6),
    head=(0.85, -6.55),
    hands=((1.75, -5.0), (-0.75, -4.6)),
    elbows=(1, 1),
)
POINT = replace(SIDE, hands=((0.1, -3.6), (2.3, -5.7)), elbows=(1, 1))
CARRY = replace(SIDE, hands=((1.35, -4.3), (1.4, -4.2)), chest=(-0.15, -5.95), head=(-0.05, -6.95))
BEND = Pose(
    feet=((-0.3, 0), (0.35, 0)),
    hip=(-0.5, -3.6),
    chest=(0.85, -5.1),
    head=(1.6, -5.75),
    hands=((1.7, -3.2), (1.9, -3.1)),
    elbows=(1, 1),
)
SIT = Pose(
    feet=((1.5, 0), (1.7, 0)),
    hip=(0, -1.9),
    chest=(0.0, -4.15),
    head=(0.1, -5.15),
    hands=((1.2, -2.3), (1.3, -2.25)),
    elbows=(1, 1),
)
READ = replace(EASE, hands=((-0.15, -4.7), (0.5, -4.7)))
PULL = Pose(
    feet=((-1.0, 0), (0.8, 0)),
    hip=(-0.5, -3.3),
    chest=(-0.75, -5.5),
    head=(-0.6, -6.5),
    hands=((1.4, -4.5), (1.6, -4.3)),
    elbows=(1, 1),
)
REACH = replace(SIDE, hands=((0.2, -3.6), (1.5, -7.8)), head=(0.1, -6.95))

#: Colours that coats are cut from: many quiet ones, few loud.
QUIET = ("ink", "deep", "sea", "earth", "mist", "warm", "green", "deep", "ink")


def passer(rng, p, **given):
    """Return the look of somebody who happens to pass, out of this light's inks."""
    colour = getattr(p, QUIET[int(rng.integers(len(QUIET)))]) if rng.random() > 0.09 else p.spot
    woman = rng.random() < 0.52
    styles = ("bob", "bun", "long", "curls", "tail", "short") if woman else ("short", "short", "bald", "curls", "short")
    hats = ("", "", "", "", "beanie", "scarf" if woman else "flat", "brim", "")
    skin = int(rng.choice(5, p=(0.34, 0.24, 0.16, 0.15, 0.11)))
    hair = int(rng.integers(7)) if skin < 2 else int(rng.choice((0, 0, 0, 1, 5)))
    tops = ("coat", "coat", "jacket", "jumper", "dress" if woman else "jacket", "coat")
    look = Look(
        top=tops[int(rng.integers(len(tops)))],
        colour=colour,
        legs="skirt" if woman and rng.random() < 0.3 else "trousers",
        trousers=(p.ink, p.deep, p.ink, p.earth)[int(rng.integers(4))],
        skin=SKINS[skin],
        hair=HAIR[hair],
        style=styles[int(rng.integers(len(styles)))],
        hat=hats[int(rng.integers(len(hats)))],
        cap=(p.spot, p.deep, p.earth, p.ink, p.sea)[int(rng.integers(5))],
        bag=("", "", "shoulder", "rucksack", "case")[int(rng.integers(5))],
        scarf=(p.spot, p.glow, p.sea)[int(rng.integers(3))] if rng.random() < 0.22 else "",
    )
    return replace(look, **given)
