"""From running text to the terms by which it is found, the same for whatever database keeps them.

A term is a word as nobody has to spell it exactly: case and accents folded, stemmed by Snowball in
the text's language. It is made of letters, digits, marks and, within a number, a dot; so it can
stand in a line of terms between blanks, and needs no escaping anywhere.

- ``Élections`` and ``elections`` are one term; so are ``Straße`` and ``strasse``, ``İ``, ``ı`` and
  ``i``. Letters that only look accented (``й``, ``が``) stay what they are.
- ``mayor's`` is ``mayor``; ``co-op`` is two terms side by side, and ``coop`` besides.
- ``12,000``, ``12.000`` and ``12 000`` are ``12000``; ``3.5`` and ``3,5`` are ``3.5``.
- Scripts that put no blanks between words (Chinese, Japanese, Korean, Thai …) are cut into pairs of
  letters that overlap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple

import Stemmer
from anyascii import anyascii

#: Another number where the same text may come to other terms than before: what was kept has to be
#: made anew.
FORM = 1
#: Characters of a term. A longer word is found by its beginning.
LONGEST = 64
#: How many different words, as they are written, an analyser keeps in mind.
REMEMBERED = 1 << 15

#: Snowball's name for the stems of a language, by the first part of its tag.
STEMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
#: Where a short word loses its vowel before another word, and with it all that one could look for.
_ELIDED = {
    "catalan": re.compile(r"^[dlmnst]'"),
    "french": re.compile(r"^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'"),
    "italian": re.compile(r"^(?:[cdlmnstv]|(?:d|n|s|c|qu)?[aeou]ll|un|quest|anch|dov|com)'"),
}

# Han, kana, Hangul; Thai, Lao, Burmese, Khmer.
_UNSPACED = (
    "\u3005-\u3007\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
    "\u0e01-\u0e3e\u0e40-\u0e4e\u0e80-\u0ece\u1000-\u103f\u1780-\u17d3"
)
_APOSTROPHES = "'\u2018\u2019\u201b\u02bb\u02bc\u02b9\u2032\uff07\u05f3"
_HYPHENS = "\\-\u2010\u2011\uff0d\u05be"
# Between the digits of a number. NFKD makes blanks of the blanks that do not break.
_IN_NUMBERS = ".,\u066b\u066c\u00a0\u2009\u202f"
# Marks for layout inside a word: soft hyphen, joiners, directions, tatweel, variation selectors.
_UNSEEN = "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
# Accents and points that a reader may leave out; marks of Indic scripts and of kana are letters.
_ACCENTS = re.compile(
    "(?<![иу])\u0306|(?<!і)\u0308|[\u0300-\u0305\u0307\u0309-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2"
    "\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_LATIN = re.compile(
    "[\u00aa-\u024f\u0250-\u02b8\u1d00-\u1dbf\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]"
)
_BETWEEN_BLANKS = re.compile(r"[^ \t\n\v\f\r]+")
_NUMBER = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ ']\d{3})+|\d+)"
    r"(?:[.,](?P<part>\d+))?",
    re.ASCII,
)


class Word(NamedTuple):
    """A word of a text, where it stands in it, and its terms.

    `terms` are one, or several side by side where the word has parts. `also` are further ones by
    which it is found, without standing in the row: the word written in one.
    """

    start: int
    end: int
    terms: tuple[str, ...]
    also: tuple[str, ...] = ()


def stems_of(language: str) -> str:
    """Return Snowball's name for the stems of `language` (a tag such as ``en-gb``), or ""."""
    return STEMS.get(language.lower().replace("_", "-").partition("-")[0], "")


def fold(text: str) -> str:
    """Return `text` without case and accents, its letters in their plainest form."""
    if text.isascii():
        return text.lower()
    for _ in range(2):  # some letters have another case only after they were taken apart
        text = unicodedata.normalize("NFKD", text).casefold()
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    text = _LATIN.sub(lambda letter: anyascii(letter[0]).lower(), text)
    return unicodedata.normalize("NFC", text)


class Analyser:
    """Cuts texts into words and words into terms, with the stems of one language."""

    def __init__(self, stems: str) -> None:
        """`stems` is one of Snowball's names, or "" for words as they are."""
        self.stems = stems
        # Our own memory is of words as they are written; Snowball's would only come on top.
        self._stemmer = Stemmer.Stemmer(stems, 0) if stems else None
        self._one_at_a_time = Lock()  # a stemmer is for one thread
        self._elided = _ELIDED.get(stems)
        self._remembered = lru_cache(REMEMBERED)(self._words_of)

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words of `text` in order. The cost grows with its length alone."""
        for found in _BETWEEN_BLANKS.finditer(text):
            piece, at = found[0], found.start()
            known = self._remembered if len(piece) <= LONGEST else self._words_of
            for start, end, terms, also in known(piece):
                yield Word(at + start, at + end, terms, also)

    def _words_of(self, piece: str) -> tuple[Word, ...]:
        """Return the words of a piece of text without blanks."""
        words: list[Word] = []
        for found in _chunks().finditer(piece):
            start, end = found.span()
            if found.lastgroup == "unspaced":
                words += _pairs(found[0], start)
            elif terms := self._terms(found[0][: 4 * LONGEST]):
                words.append(Word(start, end, *terms))
        return tuple(words)

    def _terms(self, chunk: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return the terms of one word, and those it has besides; None where it has none."""
        text = _plain(chunk)
        if number := _NUMBER.fullmatch(text):
            whole, part = re.sub(r"\D", "", number["whole"]), number["part"]
            return ((f"{whole}.{part}" if part else whole)[:LONGEST],), ()
        if self._elided is not None:
            text = self._elided.sub("", text)
        if "'" in text:
            text = re.sub(r"(?<=.)'s(?!\w)", "", text)
        pieces = _pieces().findall(text)
        if not pieces:
            return None
        terms = tuple(self._term(piece) for piece in pieces)
        written_in_one = "".join(pieces)
        joined = len(pieces) > 1 and ("-" in text or "'" in text)
        if not joined or len(written_in_one) > LONGEST:
            return terms, ()
        return terms, (self._term(written_in_one),)

    def _term(self, piece: str) -> str:
        piece = piece[:LONGEST]
        if self._stemmer is None or any(map(str.isdecimal, piece)):
            return piece
        with self._one_at_a_time:
            stem: str = self._stemmer.stemWord(piece)
        # Serbian stems are Latin with accents, whatever they were made from.
        return fold(stem)[:LONGEST] or piece


def _plain(chunk: str) -> str:
    """Return a chunk folded, with one kind of apostrophe, hyphen and digit."""
    if not chunk.isascii():
        chunk = chunk.translate(_one_kind())
    return fold(chunk)


def _pairs(run: str, start: int) -> Iterator[Word]:
    """Yield a run of letters without blanks as pairs that overlap, each letter besides."""
    letters = fold(run.translate(_one_kind()))
    even = len(letters) == len(run)  # else no letter can be told its place
    if len(letters) == 1:
        yield Word(start, start + len(run), (letters,))
        return
    for at in range(len(letters) - 1):
        pair = letters[at : at + 2]
        also = tuple(pair) if at == len(letters) - 2 else (pair[0],)
        if even:
            yield Word(start + at, start + at + 2, (pair,), also)
        else:
            yield Word(start, start + len(run), (pair,), also)


@cache
def _letters() -> str:
    """Return, for a set of a regular expression, the letters, digits and marks of spaced words."""
    apart = re.compile(f"[{_APOSTROPHES}{_UNSPACED}]")
    known = [
        number
        for number in range(0x20000)  # beyond are Han only
        if (letter := chr(number)).isalnum() or unicodedata.category(letter)[0] == "M"
    ]
    return _set_of(number for number in known if not apart.match(chr(number)))


def _set_of(numbers: Iterable[int]) -> str:
    """Return what stands between the brackets of a set of these characters (in order)."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


@cache
def _chunks() -> re.Pattern[str]:
    """What is taken together: a run without blanks, or letters with what may join them."""
    letter = f"[{_letters()}{_UNSEEN}]"
    joint = f"[{_APOSTROPHES}{_HYPHENS}]|(?<=\\d)[{_IN_NUMBERS}](?=\\d)"
    return re.compile(
        f"(?P<unspaced>[{_UNSPACED}]+)|(?P<spaced>{letter}+(?:(?:{joint}){letter}+)*)"
    )


@cache
def _pieces() -> re.Pattern[str]:
    """The parts of a folded chunk."""
    return re.compile(f"[{_letters()}{_UNSPACED}]+")


@cache
def _one_kind() -> dict[int, str | None]:
    """What letters are changed for before they are folded."""
    digits = [number for number in range(0x80, 0x20000) if chr(number).isdecimal()]
    unseen = re.findall(f"[{_UNSEEN}]", "".join(map(chr, range(0x10000))))
    return (
        {ord(each): "'" for each in _APOSTROPHES}
        | {ord(each): "-" for each in _HYPHENS.replace("\\", "")}
        | {0x66B: ".", 0x66C: ","}
        | {number: str(unicodedata.decimal(chr(number))) for number in digits}
        | {ord(each): None for each in unseen}
    )
