"""Bodies by chance, hostile and enormous ones: every word comes through, in no long time."""

from __future__ import annotations

import random
import re
import time

import pytest

from dateline.lib.htmltext import MarkupTooLarge, sanitise
from dateline.morgue.copy import PictureCopy
from dateline.morgue.elements import words_of
from dateline.morgue.fragments import Body, body_of
from tests.shared import shared

IMG = '<img src="/a.jpg" alt="A pier">'


def read(html: str, *, autop: bool = False) -> Body:
    return body_of(html, "old/?p=7", "https://old.example/2011/pier/", autop=autop)


def said(body: Body) -> list[str]:
    """The numbered words of a body, in order."""
    return re.findall(r"w\d+", " ".join(words_of(body.blocks)))


_INLINE = ("b", "i", "span", "a href='/x'", "code", "font", "sup", "x-y", "center", "small")
_BLOCKS = ("p", "div", "section", "blockquote", "pre", "h2", "h4", "dl", "article", "aside")


class Made:
    """Makes bodies by the dice, of words that are numbered as they come."""

    def __init__(self, seed: int, *, loose: bool) -> None:
        self.dice = random.Random(seed)
        self.words = 0
        self.loose = loose

    def word(self) -> str:
        self.words += 1
        return f" w{self.words} "

    def closed(self, tag: str, inside: str) -> str:
        if self.loose and self.dice.random() < 0.15:
            return f"<{tag}>{inside}"
        stray = "</div></p></i>" if self.loose and self.dice.random() < 0.1 else ""
        return f"<{tag}>{inside}{stray}</{tag.split()[0]}>"

    def some(self, depth: int, *, pictures: bool = True) -> str:
        parts = []
        for _ in range(self.dice.randint(1, 4)):
            roll = self.dice.random() if depth else 0.0
            if roll < 0.3:
                parts.append(
                    self.word() + self.dice.choice(["", "\n", "<br>", "\n\n", "<!-- x -->"])
                )
            elif roll < 0.5:
                parts.append(
                    self.closed(self.dice.choice(_INLINE), self.some(depth - 1, pictures=pictures))
                )
            elif roll < 0.75:
                parts.append(
                    self.closed(self.dice.choice(_BLOCKS), self.some(depth - 1, pictures=pictures))
                )
            elif roll < 0.87:
                items = [self.closed("li", self.some(depth - 1, pictures=False)) for _ in range(2)]
                stray = self.word() if self.dice.random() < 0.3 else ""
                parts.append(self.closed(self.dice.choice(["ul", "ol"]), "".join(items) + stray))
            elif roll < 0.94 and pictures:
                caption = self.closed("figcaption", self.word()) if self.dice.random() < 0.7 else ""
                parts.append(self.closed("figure", f"<img src='/a.jpg'>{caption}"))
            elif pictures:
                rows = ["".join(self.closed("td", self.word()) for _ in range(2)) for _ in range(3)]
                parts.append(self.closed("table", "".join(self.closed("tr", row) for row in rows)))
        return "".join(parts)


@pytest.mark.parametrize("autop", [False, True])
def test_every_word_of_a_body_comes_through_in_order(*, autop: bool) -> None:
    for seed in range(400):
        made = Made(seed, loose=False)
        html = made.some(5)
        expected = [f"w{n + 1}" for n in range(made.words)]
        assert said(read(html, autop=autop)) == expected, (seed, html)


@pytest.mark.parametrize("autop", [False, True])
def test_every_word_of_a_broken_body_comes_through(*, autop: bool) -> None:
    for seed in range(400):
        made = Made(seed, loose=True)
        html = made.some(5)
        expected = {f"w{n + 1}" for n in range(made.words)}
        assert set(said(read(html, autop=autop))) == expected, (seed, html)


def test_what_the_gate_makes_of_the_blocks_has_every_word_too() -> None:
    for seed in range(100):
        made = Made(seed, loose=False)
        for block in read(made.some(4)).blocks:
            if block["type"] == "text":
                gated = sanitise(block["value"], internal=True)
                assert re.findall(r"w\d+", gated) == re.findall(r"w\d+", block["value"])


def test_no_hostile_body_fails_or_gets_past_the_gate() -> None:
    for file in sorted(shared("data/dev/hostile").rglob("*")):
        if not file.is_file():
            continue
        html = file.read_bytes().decode("utf-8", "replace")
        for autop in (False, True):
            try:
                body = read(html, autop=autop)
            except MarkupTooLarge:
                continue
            for block in body.blocks:
                if block["type"] == "text":
                    gated = sanitise(block["value"], internal=True)
                    tags = " ".join(re.findall(r"<[^>]*>", gated))
                    assert "<script" not in gated.lower(), file
                    assert not re.search(r"\son\w+\s*=|javascript:|data:|style=", tags, re.I), file
                elif block["type"] == "media":
                    assert re.match(r"https?://", block["value"]["address"]), file
                elif block["type"] == "picture":
                    assert isinstance(block["value"]["image"], PictureCopy)
                    assert re.match(r"https?://", block["value"]["image"].file), file


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 200_000, "<ul><li>" * 50_000, "<figure>" * 100_000, "x" * 1_000_000,
        "x" + " " * 1_000_000 + "y", "x" + " \t" * 400_000 + "y", "x" + "\n " * 400_000 + "y",
        "<" * 500_000, "&" * 500_000, '<a b="' * 100_000, "<body " * 100_000,
        "<figure>" + f"{IMG}<figcaption>c</figcaption>" * 10_000 + "</figure>",
        "<figure>" + IMG * 10_000 + "<figcaption>c</figcaption></figure>",
        "<figure><figcaption>c</figcaption></figure>" * 20_000, "x<br>" * 50_000,
        '<embed "' * 100_000,
        "<source '<source \"" * 50_000,
        "<blockquote>x</blockquote>" * 30_000, "<table><tr><td>" * 60 + "x", "https://" * 100_000,
    ],
    ids=lambda html: f"{html[:24]!r}",
)  # fmt: skip
def test_no_body_takes_long(html: str) -> None:
    begun = time.perf_counter()
    read(html, autop=True)
    assert time.perf_counter() - begun < 5
