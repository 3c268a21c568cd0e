"""Exports of every version of Ghost, kept beside the repository.

Some are of private blogs: nothing here shows their words, only numbers of posts and shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from dateline.morgue.ghost import Post, redirects
from dateline.morgue.ghost.body import body
from dateline.morgue.ghost.markup import plain
from dateline.morgue.ghost.source import load
from tests.shared import shared

from .exports import everything

#: Of the words that the old site showed, the share that must come in, in their order.
SHARE = 0.995
#: Their Markdown says other things than their HTML: made so for tests of Ghost.
OF_TWO_MINDS = {"joe-bloggs-post", "order-test", "no-order-test"}


def exports() -> list[Path]:
    return sorted(shared("data/dev/ghost").glob("*.json"))


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each post's row, and a name for it that tells nothing of what it says."""
    for path in exports():
        for tables in load(path):
            for number, (row, _) in enumerate(tables.entries()):
                if isinstance(row, dict):
                    yield f"{path.name} {number}", row.get("data", row)


def words(html: str) -> list[str]:
    return re.findall(r"\w+", plain(html))


def share(wanted: list[str], got: list[str]) -> float:
    matched = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched) / len(wanted) if wanted else 1.0


def test_every_export_balances_and_every_post_has_an_id_of_its_own() -> None:
    for path in exports():
        ids = [each.copy.source_id for each in everything(path) if isinstance(each, Post)]
        assert len(ids) == len(set(ids)), path.name


def test_what_is_not_brought_in_has_its_reason() -> None:
    told = [each for path in exports() for each in everything(path) if not isinstance(each, Post)]
    assert all(item.reason and item.state == "skipped" for item in told)
    assert sum(item.kind == "story" for item in told) == 3


def test_the_same_export_says_the_same_twice() -> None:
    for path in exports():
        assert everything(path) == everything(path), path.name


def test_no_word_of_a_body_that_is_there_as_html_too_is_missing() -> None:
    short = []
    compared = 0
    for name, row in rows():
        if row.get("html") and (row.get("lexical") or row.get("mobiledoc")):
            compared += 1
            made = body(row)
            assert made.made_from in {"lexical", "mobiledoc"}, name
            found = share(words(row["html"]), words(made.html))
            if found < SHARE:
                short.append((name, round(found, 4)))
    assert compared == 41
    assert short == []


def test_no_word_of_html_or_markdown_is_missing() -> None:
    short = []
    compared = 0
    for name, row in rows():
        if row.get("html") and row.get("markdown") and row.get("slug") not in OF_TWO_MINDS:
            compared += 1
            for form in ("html", "markdown"):
                found = share(words(row["html"]), words(body({form: row[form]}).html))
                if found < SHARE:
                    short.append((name, form, round(found, 4)))
    assert compared > 170
    assert short == []


def test_every_word_of_a_structured_body_alone_is_there() -> None:
    for name, row in rows():
        said = row.get("mobiledoc") or row.get("lexical") or ""
        if not said or row.get("html"):
            continue
        runs = re.findall(r'\[0,\[[^\]]*\],\d+,"([^"\\]+)"\]', said)
        got = words(body(row).html)
        assert share(words(" ".join(runs)), got) >= SHARE, name


def test_no_placeholder_of_the_old_site_is_left() -> None:
    for path in exports():
        for each in everything(path):
            assert "__GHOST_URL__" not in str(each), path.name


def test_real_redirects_are_parted_in_paths_and_patterns() -> None:
    found = redirects(shared("data/dev/jsonld/redirects/ghost1-redirects.json"))
    assert found.pairs == [("/my-old-blog-post/", "/revamped-url/"), *found.pairs[1:]]
    assert len(found.pairs) + len(found.left) == 8
