"""From running text to the terms by which it is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib import words
from dateline.lib.words import Analyser

ENGLISH, GERMAN, PLAIN = Analyser("english"), Analyser("german"), Analyser("")


def terms(text: str, analyser: Analyser = ENGLISH) -> list[str]:
    return [term for word in analyser.words(text) for term in word.terms]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élections", "elections"),
        ("ferries", "FERRY"),
        ("sailing", "sails"),
        ("mayor's", "mayor"),
        ("mayor’s", "mayor"),
        ("İstanbul", "istanbul"),
        ("12,000", "12000"),
        ("12.000", "12 000".replace(" ", "\u00a0")),
        ("3.5", "3,5"),
        ("soft\u00adhyphen", "softhyphen"),
        ("ﬁnal", "final"),
        ("Ⅷ", "viii"),
        ("Ångström", "angstrom"),
        ("œuvre", "oeuvre"),
    ],
)
def test_what_a_reader_need_not_spell_exactly_comes_to_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_german_has_its_own_stems_and_folds_its_letters() -> None:
    assert terms("Straße", GERMAN) == terms("STRASSE", GERMAN)
    assert terms("Häuser", GERMAN) == terms("haus", GERMAN) or terms("Häuser", GERMAN)[0] == "haus"


def test_letters_that_only_look_accented_stay_what_they_are() -> None:
    assert terms("йод", PLAIN) != terms("иод", PLAIN)


def test_a_word_with_a_hyphen_is_found_in_two_and_in_one() -> None:
    (word,) = ENGLISH.words("co-op")
    assert word.terms == ("co", "op")
    assert word.also == ("coop",)


def test_scripts_without_blanks_are_cut_into_pairs() -> None:
    assert terms("東京都", PLAIN) == ["東京", "京都"]


def test_a_language_is_known_by_the_first_part_of_its_tag() -> None:
    assert words.stems_of("en-GB") == "english"
    assert words.stems_of("de_AT") == "german"
    assert words.stems_of("tlh") == ""


@given(st.text(max_size=300))
def test_any_text_comes_to_terms_that_need_no_escaping(text: str) -> None:
    for word in ENGLISH.words(text):
        assert 0 <= word.start < word.end <= len(text)
        for term in (*word.terms, *word.also):
            assert term
            assert len(term) <= words.LONGEST
            assert not set(term) & set(" |=^_'\"\\&!()*:\0\n\t")


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = words.fold(text)
    assert words.fold(once) == once
