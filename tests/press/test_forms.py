"""Pages say what was printed in every encoding, and their holes are filled without compressing."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.press import forms

WORDS = b"The ferry sailed at noon, and the harbour master wrote it down twice. <p>\xc3\xa9</p>\n"
SEGMENTS = (b"<!doctype html>" + WORDS * 20, WORDS * 40, WORDS[:30], WORDS * 90)
FILLINGS = (b"Thursday 26 November 2026", b"", b"<ol><li>" + WORDS * 12 + b"</ol>")
ROOMS = tuple(forms.room_for([filling]) for filling in FILLINGS)


def said(segments: tuple[bytes, ...], fillings: tuple[bytes, ...]) -> bytes:
    pieces = [segments[0]]
    for filling, segment in zip(fillings, segments[1:], strict=True):
        pieces += [filling, segment]
    return b"".join(pieces)


def padded(fillings: tuple[bytes, ...], rooms: tuple[int, ...]) -> tuple[bytes, ...]:
    return tuple(value.ljust(room, b" ") for value, room in zip(fillings, rooms, strict=True))


@pytest.mark.parametrize("quality", [forms.SOON, 9, forms.IDLE])
def test_every_encoding_says_what_was_printed(quality: int) -> None:
    made = forms.make(SEGMENTS, ROOMS, quality)
    page = said(SEGMENTS, FILLINGS)
    assert made.segments() == SEGMENTS
    assert made.identity(FILLINGS) == page
    assert gzip.decompress(made.gzipped([forms.run_of(value) for value in FILLINGS])) == page
    sent = made.brotlied(FILLINGS)
    assert sent is not None
    assert brotli.decompress(sent) == said(SEGMENTS, padded(FILLINGS, ROOMS))
    assert len(sent) < len(page) / 4


def test_gzip_is_one_member_as_browsers_want_it() -> None:
    sent = forms.make(SEGMENTS, ROOMS).gzipped([forms.run_of(value) for value in FILLINGS])
    reader = zlib.decompressobj(31)
    reader.decompress(sent)
    assert reader.eof
    assert reader.unused_data == b""


def test_a_page_without_holes_is_one_piece() -> None:
    made = forms.make((WORDS * 9,), ())
    assert made.identity(()) == WORDS * 9
    assert brotli.decompress(made.brotlied(()) or b"") == WORDS * 9
    assert gzip.decompress(made.gzipped(())) == WORDS * 9


def test_an_empty_page_is_one_too() -> None:
    made = forms.make((b"", b""), (32,))
    assert made.identity((b"x",)) == b"x"
    assert brotli.decompress(made.brotlied((b"x",)) or b"") == b"x".ljust(32)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_stands_in_the_holes_the_rest_stays_right(data: st.DataObject) -> None:
    text = st.sampled_from([WORDS, b"<ol><li>", bytes(range(256)), b"\x11" * 40, b"a"])
    segments = tuple(
        b"".join(data.draw(st.lists(text, max_size=30)))
        for _ in range(data.draw(st.integers(1, 4)))
    )
    rooms = tuple(data.draw(st.integers(3, 3_000)) for _ in segments[1:])
    made = forms.make(segments, rooms, data.draw(st.sampled_from([1, 5, 9, 11])))
    for _ in range(3):
        # What stands there may come from the page itself, or be any bytes.
        fillings = tuple(
            data.draw(st.one_of(st.binary(max_size=room - 2), st.just(segments[0][: room - 2])))
            for room in rooms
        )
        assert made.identity(fillings) == said(segments, fillings)
        runs = [forms.run_of(value) for value in fillings]
        assert gzip.decompress(made.gzipped(runs)) == said(segments, fillings)
        sent = made.brotlied(fillings)
        if sent is not None:
            assert brotli.decompress(sent) == said(segments, padded(fillings, rooms))


def test_a_page_whose_form_does_not_stand_the_check_has_no_brotli(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wrong(segments: object, noises: object, quality: int) -> tuple[bytes, ...]:
        # A form whose hole is part of the compressed text: right for one filling alone.
        return (brotli.compress(b"anything"), b"")

    monkeypatch.setattr(forms, "_brotli", wrong)
    made = forms.make((b"a", b"b"), (32,))
    assert made.brotli is None
    assert made.brotlied((b"x",)) is None
    assert made.identity((b"x",)) == b"axb"


def test_what_is_too_long_for_its_hole_is_refused() -> None:
    made = forms.make(SEGMENTS, ROOMS)
    with pytest.raises(forms.TooLong):
        made.brotlied((b"x" * ROOMS[0], b"", b""))


def test_rooms_leave_some_air() -> None:
    assert forms.room_for([]) == 32
    assert forms.room_for([b"x" * 100, b"x"]) == 128
    assert forms.room_for([b"x" * 10**6]) == forms.LONGEST_ROOM


def test_a_page_is_squeezed_again_without_being_rendered() -> None:
    chance = random.Random(7)
    words = [bytes(chance.choices(b"etaoinshrdlu", k=chance.randrange(2, 9))) for _ in range(900)]
    segments = tuple(b" ".join(chance.choices(words, k=2_000)) for _ in range(2))
    made = forms.make(segments, (32,))
    again = forms.squeezed(made, rooms=(64,))
    assert again.runs == made.runs
    assert brotli.decompress(again.brotlied((b"",)) or b"") == said(segments, (b" " * 64,))
    old, new = (sum(map(len, each.brotli or ())) for each in (made, again))
    assert new < old


@pytest.mark.parametrize("brotlied", [True, False])
def test_forms_are_stored_and_read_again(brotlied: bool) -> None:
    made = forms.make(SEGMENTS, ROOMS)
    if not brotlied:
        made = forms.Forms(made.rooms, made.runs, None)
    assert forms.unpack(*forms.pack(made)) == made


@pytest.mark.parametrize("cut", [0, 1, 5, 30, -1])
def test_damaged_forms_are_told(cut: int) -> None:
    packed, pieces = forms.pack(forms.make(SEGMENTS, ROOMS))
    with pytest.raises(forms.Damaged):
        forms.unpack(packed[:cut], pieces)
    with pytest.raises(forms.Damaged):
        forms.unpack(packed, (pieces or b"")[: cut or 3])
