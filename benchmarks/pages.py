"""Measures how well pages are understood, beside trafilatura alone on the same files.

    python benchmarks/pages.py [FOLDER]

FOLDER holds pages with gold, by default ``../shared/data/dev/pages``. One row per set:

- F1: bag-of-words F1 of the body's text against the gold text, each file counting alike. Words
  are runs of letters and figures, folded in case and form (NFKC); scripts written without
  spaces count letter by letter. For gold made of snippets: F1 over the snippets, those to be
  there found and those not to be there absent. A refused page counts 0.
  Ours is the paragraphs; standfirst and captions, which are kept apart, count for snippets.
- trafilatura: the same for ``trafilatura.extract(page, include_comments=False)``. It takes no
  plain text, so each line of a scrape is given to it as a paragraph.
- title: headlines that are the gold's, case and punctuation aside, or differ from it only in
  the site's name or the writer's behind a bar, a dash or the like.
- date wrong: stories that got a date of publication that is another day than the gold's, in
  the page's own time zone or in UTC, or that got one where gold says there is none.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from html import escape
from pathlib import Path

import lxml.html
import trafilatura

from dateline.morgue.copy import Copy
from dateline.morgue.pages import UnreadablePage, read_source, texts

ROOT = Path(__file__).resolve().parent.parent
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u1000-\u109f]|[^\\W_]+(?:['’][^\\W_]+)?"
)
_TAIL = re.compile(r"\s*(?:[|｜»@_：]|::|\s[-–—]\s).*$")


@dataclass(frozen=True)
class Case:
    """One page and what is known about it; None stands for what gold does not say."""

    folder: str
    file: Path
    text: str | None = None
    there: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class Result:
    """What one page scored: F1 of ours and of trafilatura, title and date, None where unknown."""

    ours: float
    theirs: float
    title: bool | None
    date_wrong: bool | None
    note: str = ""


def cases(folder: Path) -> Iterator[Case]:
    """Yield every page of `folder` that has gold of some kind."""
    for page in sorted((folder / "newspaper4k").glob("*.html")):
        said = page.with_suffix(".json")
        data = json.loads(said.read_text()) if said.exists() else {}
        text = page.with_suffix(".txt").read_text()
        yield Case(
            "newspaper4k", page, text, title=data.get("title"), date=data.get("publish_date")
        )
    for page in sorted((folder / "readability").glob("*.source.html")):
        stem = page.name.removesuffix(".source.html")
        data = json.loads((page.parent / f"{stem}.expected-metadata.json").read_text())
        tree = lxml.html.fromstring((page.parent / f"{stem}.expected.html").read_text())
        text = " ".join(map(str, tree.itertext()))
        yield Case("readability", page, text, title=data["title"], date=data.get("publishedTime"))
    for name in ("tagdiv", "wcxb"):
        for gold in sorted((folder / name).glob("*.gold.json")):
            data = json.loads(gold.read_text())["ground_truth"]
            page = gold.with_name(gold.name.replace(".gold.json", ".html"))
            text, date = data["main_content"], data.get("publish_date")
            yield Case(name, page, text, title=data["title"], date=date)
    yield from _listed(folder)


def _listed(folder: Path) -> Iterator[Case]:
    for name, gold in json.loads((folder / "gold-trafilatura.json").read_text()).items():
        if gold.get("with"):
            there, absent = tuple(gold["with"]), tuple(gold.get("without", ()))
            yield Case(
                "tagdiv snippets",
                folder / name,
                None,
                there,
                absent,
                gold.get("title"),
                gold.get("date"),
            )
    for name, gold in json.loads((folder / "gold-plaintext.json").read_text()).items():
        dated = re.search(r"/(20\d\d)/(\d\d?)/(\d\d?)/|/(20\d\d)-(\d\d)-(\d\d)/", gold["url"])
        parts = [p for p in dated.groups() if p] if dated else []
        yield Case("plaintext", folder / name, gold["articleBody"], date="-".join(parts) or None)


def bag(text: str) -> Counter[str]:
    """Return the words of `text` with how often each stands in it."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def f1(found: str, gold: str) -> float:
    """Return the bag-of-words F1 of two texts, from 0 to 1."""
    mine, theirs = bag(found), bag(gold)
    both = sum((mine & theirs).values())
    return 2 * both / max(1, sum(mine.values()) + sum(theirs.values()))


def snippets(found: str, case: Case) -> float:
    """Return F1 over snippets: those that must stand in `found` and those that must not."""
    flat = _letters(found)
    hit = sum(_letters(s) in flat for s in case.there)
    wrong = sum(_letters(s) in flat for s in case.absent)
    return 2 * hit / max(1, 2 * hit + wrong + len(case.there) - hit)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def measure(case: Case) -> Result:
    """Read one page both ways and compare what comes out with its gold."""
    data = case.file.read_bytes()
    note = ""
    copy: Copy | None = None
    try:
        copy = read_source(data, case.file.name)
    except UnreadablePage as error:
        note = f"refused: {error.reason}"
    said: list[str] = texts(copy)["paragraphs"] if copy else []
    shown = [copy.standfirst, *_captions(copy)] if copy and case.text is None else []
    ours = "\n".join([*said, *shown])
    theirs = trafilatura.extract(_page_of(case, data), include_comments=False) or ""

    def score(text: str) -> float:
        return snippets(text, case) if case.text is None else f1(text, case.text)

    headline = copy.headline if copy else ""
    right = None if case.title is None else _same(headline, case.title)
    if right is False and copy:
        note = f"title: {headline!r}, gold {case.title!r}"
    return Result(score(ours), score(theirs), right, _date_wrong(copy, case), note)


def _captions(copy: Copy) -> list[str]:
    pictures = [block["value"]["image"] for block in copy.body if block["type"] == "picture"]
    return [picture.caption for picture in [copy.lead, *pictures] if picture]


def _page_of(case: Case, data: bytes) -> bytes | str:
    if case.file.suffix != ".txt":
        return data
    lines = data.decode("utf-8", "replace").split("\n")
    return (
        "<html><body>"
        + "".join(f"<p>{escape(x)}</p>" for x in lines if x.strip())
        + "</body></html>"
    )


def _same(ours: str, gold: str) -> bool:
    shorter = gold
    while shorter:
        if _letters(ours) == _letters(shorter):
            return True
        cut = _TAIL.search(shorter)
        tails = [m.start() for m in re.finditer(r"[|｜»@_：]|::|\s[-–—]\s", shorter)] if cut else []
        shorter = shorter[: tails[-1]] if tails else ""
    return False


def _date_wrong(copy: Copy | None, case: Case) -> bool | None:
    if copy is None or copy.published is None or case.date is None:
        return None if case.date is None else False
    days = {copy.published.date().isoformat(), copy.published.astimezone(UTC).date().isoformat()}
    year, month, day = map(int, re.findall(r"\d+", case.date)[:3])
    return f"{year:04}-{month:02}-{day:02}" not in days


def main() -> int:
    """Print the table and every page on which we lose; return 1 if a folder is worse."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/dev/pages"
    if not (folder / "gold-plaintext.json").exists():
        print(f"{folder}: no pages with gold there", file=sys.stderr)
        return 2
    logging.disable(logging.CRITICAL)
    results: dict[str, list[tuple[Case, Result]]] = {}
    for case in cases(folder):
        results.setdefault(case.folder, []).append((case, measure(case)))
    print(
        "F1 is bag-of-words F1 (snippet F1 for “snippets”), mean over files; a refused page is 0.\n"
    )
    print(f"{'set':<16}{'files':>6}{'F1 ours':>9}{'trafil.':>9}{'title':>12}{'date wrong':>12}")
    worse = False
    for name, rows in results.items():
        ours, theirs = (sum(getattr(r, k) for _, r in rows) / len(rows) for k in ("ours", "theirs"))
        worse |= ours < theirs
        print(f"{name:<16}{len(rows):>6}{ours:>9.4f}{theirs:>9.4f}{_share(rows)}")
    every = [row for rows in results.values() for row in rows]
    print(f"{'all':<16}{len(every):>6}{'':>18}{_share(every)}\n")
    for case, result in every:
        if result.ours < result.theirs - 0.0005 or result.note or result.date_wrong:
            print(
                f"{case.folder}/{case.file.name}: "
                f"{result.ours:.3f} / {result.theirs:.3f} {result.note}"
                f"{' date wrong' if result.date_wrong else ''}"
            )
    return int(worse)


def _share(rows: list[tuple[Case, Result]]) -> str:
    titles = [r.title for _, r in rows if r.title is not None]
    dates = [r.date_wrong for _, r in rows if r.date_wrong is not None]
    shown = f"{sum(titles)}/{len(titles)} {100 * sum(titles) / len(titles):.0f}%" if titles else "-"
    return f"{shown:>12}{f'{sum(dates)}/{len(dates)}' if dates else '-':>12}"


if __name__ == "__main__":
    sys.exit(main())
