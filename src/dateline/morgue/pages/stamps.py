"""Knows the lines that date or sign a story, from sentences that only begin like one."""

from __future__ import annotations

import re

from dateline.morgue.pages.dates import day_place, two_ways
from dateline.morgue.pages.text import ends, words

#: Words above which a line is no date line and no byline.
MOST_WORDS = 14

_STAMP = re.compile(
    r"^(?:first\s+|last\s+)?(?:published|updated|posted|modified|publi[ée]e?|mis à jour|"
    r"veröffentlicht|aktualisiert|stand|publicado|actualizado|pubblicato|aggiornato)\b|기사입력|^\|",
    re.I,
)
_HOUR = re.compile(r"\b\d{1,2}\s*(?:[:.h]\s*\d{2}\b|[ap]\.?m\b|uhr\b|h\b)", re.I)
_AGO = re.compile(
    r"\b\d{1,2} (?:min(?:ute)?|hour|day|week|month)s? ago\b|\b(?:yesterday|today)$|\bhace \d|"
    r"\bil y a \d|\bvor \d{1,2} (?:minute|stunde|tag|woche)",
    re.I,
)
_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|"
    r"\b\d{1,2}(?:st|nd|rd|th|\.)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|"
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b",
    re.I,
)
#: Words in lower case that stand beside dates; any other makes a line a sentence or a heading.
_BESIDE = re.compile(
    r"^(?:first|last|published|updated|posted|modified|on|at|by|the|of|and|in|from|for|am|pm|"
    r"a\.m|p\.m|min|mins|minute|minutes|hour|hours|day|days|ago|read|reading|time|st|nd|rd|th|"
    r"um|uhr|am|vom|den|von|zuletzt|stand|aktualisiert|veröffentlicht|le|à|h|publié|publiée|mis|"
    r"mise|jour|et|el|de|del|las|los|a|publicado|actualizado|alle|ore|il|di|pubblicato|op|om|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|"
    r"sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda|terça|"
    r"quarta|quinta|sexta|feira|staff|writer|reporter|correspondent|comments?|views?|shares?)$"
)
_BY = re.compile(
    r"^(?:(?:written|reported|story|text|words)\s+)?by\s*:?\s+(?=[A-ZÀ-Þ“\"'])|"
    r"^(?:von|par|por|di|door)\s*:?\s+(?=[A-ZÀ-Þ])",
    re.I,
)
_TIME = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|"
    r"august|september|october|november|december|christmas|easter|noon|night)\W*$",
    re.I,
)
#: What may stand in a byline between names, in lower case.
_LINK = re.compile(
    r"^(?:and|und|et|y|e|en|with|mit|avec|con|for|für|pour|para|in|of|at|the|de|del|della|der|den|"
    r"di|da|do|dos|das|du|la|le|van|von|vom|zu|bin|bint|al|ibn|ter|ten|af|av|i|special|to|staff|"
    r"writer|reporter|editor|correspondent|senior|chief|political|science|contributing|on|"
    r"associated|press|agencies|via|a|an|columnist|critic|bureau|guest|the|our|own)$"
)


def dates(text: str) -> bool:
    """Say whether the line `text` does nothing but date something: a day, an hour, or “ago”.

    A stamp (“Updated …”) needs a day or an hour, and words beside a date are few and known.
    """
    if words(text) > MOST_WORDS or (ends(text) and not _abbreviated(text)):
        return False
    place = day_place(text)
    either = two_ways(text)
    if place is None and either:
        place = (text.index(either), text.index(either) + len(either))
    if place is None:
        stamped = bool(_STAMP.search(text))
        timed = any(pattern.search(text) for pattern in (_HOUR, _AGO, _DAY))
        return (stamped and timed and not _others(text, 2)) or text.startswith("|")
    rest = f"{text[: place[0]]} {text[place[1] :]}"
    return not _others(rest, 0)


def signs(text: str) -> bool:
    """Say whether the line `text` is a byline: “By”, then names, not “By Christmas all was …”."""
    found = _BY.match(text)
    if not found or words(text) > MOST_WORDS or text.endswith((".", "”", '"', "!", "?", "…", ":")):
        return False
    rest = text[found.end() :]
    if _TIME.match(rest):
        return False
    plain = [word.strip(".,;|()") for word in rest.split() if word[0].islower()]
    return all(_LINK.match(word) or _BESIDE.match(word) for word in plain)


def _others(text: str, allowed: int) -> bool:
    """Say whether more than `allowed` words of `text` in lower case never stand beside dates."""
    plain = [word for word in re.findall(r"[^\W\d_][\w’'.]*", text) if word[0].islower()]
    return sum(1 for word in plain if not _BESIDE.match(word.strip("."))) > allowed


def _abbreviated(text: str) -> bool:
    return bool(re.search(r"\b(?:[ap]\.m|[A-Z]{2,4}|uhr)\.?$", text, re.I)) and words(text) <= 9
