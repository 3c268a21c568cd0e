"""The plain text of pages: whitespace, entities, and a form in which texts can be compared."""

from __future__ import annotations

import html
import re
import unicodedata

_SPACE = re.compile(r"[ \t\n\r\f\v\u2028\u2029\u00a0]+")
_STOP = re.compile(r"[.!?…。！？।]['’”\"»“）)\]]{0,3}$")
_NOT_LETTERS = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
#: Letters of scripts that write without spaces, where one letter counts for about half a word.
WIDE = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f\u1000-\u109f]"
)


def tidy(text: str) -> str:
    """Return `text` on one line, its runs of white space made one space, ends trimmed."""
    return _SPACE.sub(_space, text.replace("\u00ad", "")).strip(" \u00a0\u200b\u200c\u200e\u200f")


def _space(run: re.Match[str]) -> str:
    """Return one space; a run of nothing but spaces that do not break stays as it is."""
    return run[0] if run[0].strip("\u00a0") == "" else " "


def plain(text: object) -> str:
    """Return metadata `text` as plain text: entities resolved (twice where doubled), no tags."""
    if not isinstance(text, str):
        return ""
    once = html.unescape(text)
    if "&" in once:
        once = html.unescape(once)
    return tidy(_MARKUP.sub("", once))


def key(text: str) -> str:
    """Return the letters and figures of `text` alone, for saying whether two texts agree."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def ends(text: str) -> bool:
    """Say whether `text` ends as a sentence does: with a stop, inside quotation marks or not."""
    return bool(_STOP.search(text))


def words(text: str) -> int:
    """Return about how many words `text` has, in scripts with and without spaces."""
    wide = len(WIDE.findall(text))
    return len(WIDE.sub(" ", text).split()) + wide // 2 if wide else len(text.split())
