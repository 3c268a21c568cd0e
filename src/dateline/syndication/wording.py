"""Words as machines take them: plain, of one line, of bounded length, sayable in XML 1.0."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.stories.body import BlockContext, running_words

#: How long a description is at most, in characters.
DESCRIPTION = 200

#: Blocks whose words are the running text; the others show pictures, figures or links.
WORDED = frozenset("text subheading quote factbox qa timeline note".split())

#: What XML 1.0 cannot say, not even escaped.
_UNSAYABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sayable(text: str) -> str:
    """Return `text` without the characters that XML 1.0 forbids."""
    return _UNSAYABLE.sub("", text)


def line(text: str) -> str:
    """Return `text` as one line, sayable in XML."""
    return " ".join(sayable(text).split())


def shortened(text: str, length: int = DESCRIPTION) -> str:
    """Return `text` as one line of at most `length` characters, cut between words."""
    whole = line(text)
    if len(whole) <= length:
        return whole
    kept = whole[:length]
    before, space, _ = kept.rpartition(" ")
    return f"{(before if space else kept[:-1]).rstrip(' ,;:–-')}…"


def running_text(blocks: Iterable[BlockContext]) -> str:
    """Return the words of `blocks` as plain text, an empty line between paragraphs."""
    return "\n\n".join(words for words in (running_words(block.value) for block in blocks) if words)
