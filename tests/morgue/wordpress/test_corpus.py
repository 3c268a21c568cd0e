"""Real exports and a large one: nothing fails, the count agrees, no word is lost."""

from __future__ import annotations

import re
import time
import tracemalloc
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from lxml.html import document_fromstring

from dateline.morgue.copy import Copy, OldStory
from dateline.morgue.elements import words_of
from dateline.morgue.mapping import Mapping
from dateline.morgue.wordpress import Export, Reader, UnreadableExport, count
from dateline.morgue.wordpress.entries import Entry
from tests.shared import shared

from .export import END, begin, item

_WORD = re.compile(r"\w+")
_SHORTCODE = re.compile(r"\[/?[A-Za-z][\w-]*(?:\s[^\[\]]*)?/?\]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
#: Elements that do not part a word.
_INLINE = {"a", "abbr", "b", "code", "em", "font", "i", "span", "strong", "sub", "sup", "u", "s"}


def words(html: str) -> list[str]:
    """The words that a reader of `html` sees, found without the code that is on trial."""
    if not html.strip():
        return []
    # Links side by side, such as a file and its button, are parted.
    root: Any = document_fromstring(f"<div>{html}</div>".replace("</a><a", "</a> <a"))
    for element in list(root.iter("script", "style")):
        element.drop_tree()
    for element in root.iter():
        if element.tag not in _INLINE:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return _WORD.findall(root.text_content().replace("\u00ad", ""))


def of_source(content: str) -> list[str]:
    return words(_SHORTCODE.sub(" ", _COMMENT.sub(" ", content)))


def of_copy(copy: Copy) -> list[str]:
    return [
        word for block in copy.body for html in words_of([_turned(block)]) for word in words(html)
    ]


def _turned(block: dict[str, Any]) -> dict[str, Any]:
    """A gallery with its title where the source had it: behind the pictures."""
    if block["type"] != "gallery":
        return block
    return {
        **block,
        "value": {"pictures": block["value"]["pictures"], "title": block["value"]["title"]},
    }


def share_kept(content: str, copy: Copy) -> float:
    source, ours = of_source(content), of_copy(copy)
    if not source:
        return 1.0
    same = SequenceMatcher(None, source, ours, autojunk=False).get_matching_blocks()
    return sum(match.size for match in same) / len(source)


def test_real_exports_are_read_whole() -> None:
    shares: list[float] = []
    low: list[tuple[str, str, float]] = []
    files = 0
    for path in sorted(shared("data/dev/wxr").iterdir()):
        files += 1
        try:
            export = Export(path)
        except UnreadableExport:
            assert count(path) == 0, path.name
            continue
        found = list(export.entries())
        made = list(Reader([export], Mapping(), ZoneInfo("UTC")).read())
        assert len(found) == len(made) == count(path), path.name
        for entry, post in zip(found, made, strict=True):
            if not isinstance(post, OldStory):
                continue
            assert isinstance(entry, Entry)
            shares.append(share_kept(entry.content, post.copy))
            named = [each for each in post.copy.inside if "comments" not in each.what]
            if shares[-1] < 0.97 and not named:
                low.append((path.name, entry.number, shares[-1]))
    assert files > 50
    assert len(shares) > 1_000
    assert low == []
    assert median(shares) >= 0.995


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    body = "<p>" + "The pier stands again. " * 1_300 + "</p>"
    with path.open("w") as file:
        file.write(begin())
        for number in range(1, 2_101):
            file.write(item(number, body))
        file.write(END)
    assert path.stat().st_size > 60_000_000
    begun = time.perf_counter()
    tracemalloc.start()
    try:
        read = sum(1 for entry in Export(path).entries() if isinstance(entry, Entry))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert read == count(path) == 2_100
    assert most < 30_000_000
    assert time.perf_counter() - begun < 10
