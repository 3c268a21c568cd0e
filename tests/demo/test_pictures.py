"""The demo paper's pictures are drawn by its own generator, and are what their stories ask for."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

PAPER = Path(__file__).resolve().parents[2] / "demo" / "paper"
PICTURES = PAPER / "pictures"

sys.path.insert(0, str(PAPER))
from draw.cut import picture  # noqa: E402
from draw.orders import Order, orders  # noqa: E402
from draw.scenes import MOTIFS, UPRIGHT  # noqa: E402
from draw.scenes.maps import DOTS  # noqa: E402
from draw.stock.sitter import SITTERS  # noqa: E402

ORDERS = list(orders(PAPER / "stories", PAPER / "masthead" / "staff.yaml"))
BUSTS = {"portrait", "at-work"}


def test_every_picture_asked_for_is_there_as_it_was_asked_for() -> None:
    book = json.loads((PICTURES / "cut.json").read_text())
    drawn = {name: tuple(mark.split()[:3]) for name, mark in book.items()}
    assert drawn == {o.name: (o.motif, str(o.seed), o.light) for o in ORDERS}
    assert {path.stem for path in PICTURES.glob("*.avif")} == set(drawn)


def test_each_scene_stands_in_one_story_only() -> None:
    scenes = Counter(o.motif for o in ORDERS if o.motif not in BUSTS)
    assert [motif for motif, times in scenes.items() if times > 1] == []
    assert set(scenes) | BUSTS == set(MOTIFS)


def test_each_sitter_sits_once_and_is_somebody() -> None:
    sitters = [o.seed for o in ORDERS if o.motif in BUSTS]
    assert len(set(sitters)) == len(sitters)
    looks = [SITTERS[seed] for seed in sitters]
    assert len(set(looks)) == len(looks)


def test_no_two_pictures_are_alike() -> None:
    prints = {hashlib.sha256(path.read_bytes()).digest() for path in PICTURES.glob("*.avif")}
    assert len(prints) == len(ORDERS)


def test_pictures_have_the_shape_of_their_sheet_and_are_light() -> None:
    sizes = {}
    for order in ORDERS:
        with Image.open(PICTURES / f"{order.name}.avif") as image:
            sizes[order.name] = image.size
    upright = {o.name for o in ORDERS if o.motif in UPRIGHT}
    assert {name for name, size in sizes.items() if size == (800, 1000)} == upright
    assert {size for name, size in sizes.items() if name not in upright} == {(1600, 1067)}
    assert sum(path.stat().st_size for path in PICTURES.glob("*.avif")) < 9_000_000


def test_the_street_plan_counts_as_the_column_under_it_does() -> None:
    # "Chandlers' Row: 61 dots on 26 houses."
    assert (sum(DOTS), len(DOTS)) == (61, 26)


@pytest.mark.parametrize("order", ORDERS[::11], ids=lambda order: order.motif)
def test_a_picture_comes_out_the_same_each_time(order: Order) -> None:
    once, again = picture(order, 150), picture(order, 150)
    assert once.tobytes() == again.tobytes()


@pytest.mark.parametrize("order", ORDERS[::11], ids=lambda order: order.motif)
def test_the_picture_in_the_paper_is_the_one_the_generator_draws(order: Order) -> None:
    with Image.open(PICTURES / f"{order.name}.avif") as kept:
        kept = kept.convert("L").resize((30, 20))
    drawn = picture(order, 600).convert("L").resize((30, 20))
    pairs = zip(kept.tobytes(), drawn.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / 600 < 8
