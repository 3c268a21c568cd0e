"""What an import brings over, and how fast.

``python benchmarks/import.py --corpus DIR`` runs every export in the folders ``wxr``, ``ghost`` and
``feeds`` of DIR into a paper and prints what became of the items, how many of the words of each
body are in its story, in order, and how many pictures. The words of a source are read in another
way than by the importer.

``python benchmarks/import.py --speed 20000`` writes an export of as many posts, 10 KB each, imports
it and prints stories a second and memory. The database is one of its own: SQLite in a temporary
folder, or the server that ``DATELINE_TEST_DATABASE_URL`` names.
"""

from __future__ import annotations

import argparse
import html
import os
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("DATELINE_LOG_LEVEL", "ERROR")
#: Words of one body that are compared at most: comparing grows with the square.
COMPARED = 6_000
_WORD = re.compile(r"\w+")
_UNREAD = re.compile(
    r"<!--.*?-->|<dateline-leftover what=\"(?:script|param|style)\">.*?</dateline-leftover>|"
    r"<(script|style|noscript)\b.*?</\1\s*>|\[/?[A-Za-z][\w-]*(?:\s[^\[\]]*)?/?\]",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")


def words_of_source(body: str) -> list[str]:
    """Return the words that a reader of `body` saw."""
    from lxml import html as lxml_html

    bare = re.sub(r"(</?[a-zA-Z][^>]*>)", r" \1 ", _UNREAD.sub(" ", body))
    if not bare.strip():
        return []
    return _WORD.findall(lxml_html.fragment_fromstring(bare, create_parent=True).text_content())


def words_of_story(blocks: list[dict[str, Any]]) -> list[str]:
    """Return the words in the blocks of a story."""
    from dateline.morgue.elements import words_of

    return _WORD.findall(html.unescape(_TAG.sub(" ", " ".join(words_of(blocks)))))


def kept(source: list[str], story: list[str]) -> float:
    """Return the share of the words of `source` that are in `story`, in order."""
    source, story = source[:COMPARED], story[: COMPARED + 1_000]
    if not source:
        return 1.0
    matcher = SequenceMatcher(None, source, story, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(source)


def of_wordpress(path: Path) -> tuple[int, Iterator[Any], dict[str, str]]:
    """Return how many items there are, what they become, and the bodies by their names."""
    from dateline.morgue.mapping import Mapping
    from dateline.morgue.wordpress import Export, Reader, count

    export = Export(path)
    reader = Reader([export], Mapping(), ZoneInfo("UTC"))
    bodies = {
        reader._known(export, entry): entry.content
        for entry in export.entries()
        if hasattr(entry, "content")
    }
    return count(path), reader.read(), bodies


def of_ghost(path: Path) -> tuple[int, Iterator[Any], dict[str, str]]:
    """The same of an export of Ghost; bodies are those that it holds as HTML."""
    from dateline.morgue.ghost import count, posts, read
    from dateline.morgue.mapping import Mapping

    bodies = {
        found.copy.source_id: found.html
        for found in read(path, ZoneInfo("UTC"))
        if hasattr(found, "html")
    }
    base = "https://old.example/"
    return count(path), posts(path, ZoneInfo("UTC"), Mapping(), base), bodies


def of_feed(path: Path) -> tuple[int, Iterator[Any], dict[str, str]]:
    """The same of a feed."""
    from dateline.morgue.feeds import count, posts
    from dateline.morgue.feeds.entries import entries
    from dateline.morgue.feeds.posts import _known
    from dateline.morgue.mapping import Mapping

    data, zone = path.read_bytes(), ZoneInfo("UTC")
    bodies: dict[str, str] = {}
    for entry in entries(data, path.name, zone)[1]:
        bodies.setdefault(_known(entry), entry.body)
    return count(data), posts(data, path.name, zone, Mapping()), bodies


def corpus(folder: Path) -> None:
    """Print a table for each folder of exports in `folder`."""
    kinds = (("wxr", "*.xml", of_wordpress), ("ghost", "*.json", of_ghost), ("feeds", "*", of_feed))
    for name, pattern, reading in kinds:
        files = sorted(path for path in (folder / name).rglob(pattern) if path.is_file())
        if files:
            _one_folder(name, files, reading)


def _one_folder(name: str, files: list[Path], reading: Any) -> None:
    from dateline.morgue.account import Account
    from dateline.morgue.archive import Run
    from dateline.morgue.load import Loader
    from dateline.morgue.mapping import Mapping

    importer = {"wxr": "wordpress", "feeds": "feed"}.get(name, name)
    states, reasons, inside = Counter[str](), Counter[str](), Counter[str]()
    shares: list[tuple[float, str]] = []
    shown = unbalanced = items = 0
    refused: list[str] = []
    began = time.perf_counter()
    for path in files:
        try:
            count, found, bodies = reading(path)
        except ValueError as error:
            refused.append(f"{path.name}: {getattr(error, 'reason', error)}")
            continue
        account = Account(path.name, importer, counted=count)
        run = Run(Loader(importer, archive=True), Mapping(stories_live=True), account)

        def understood(copy: Any, bodies: dict[str, str] = bodies) -> None:
            nonlocal shown
            share = kept(words_of_source(bodies[copy.source_id]), words_of_story(copy.body))
            shares.append((share, copy.source_id))
            shown += len(re.findall(r"<img\b", _UNREAD.sub("", bodies[copy.source_id]), re.I))

        run.understood = understood
        run.bring_over(found, count)
        unbalanced += not account.balances
        items += len(account.items)
        states.update(account.totals())
        for item in account.items:
            if item.state == "lost":
                print(f"  lost of {path.name}: {item.source_id}: {item.reason}")
            if item.state in {"skipped", "lost"}:
                reasons[f"{item.state}: {_general(item.reason)}"] += 1
            inside.update(
                f"{each.what.split()[0]} {each.state}" for each in item.inside if each.what
            )
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = ", ".join(f"{number} {state}" for state, number in states.items() if number)
    print(f"{name}: {len(files)} files, {items} items: {told}; {took:.0f} s, peak {peak:.0f} MB")
    print(f"  files that are no export: {'; '.join(refused) or 'none'}")
    print(f"  accounts that do not balance: {unbalanced}")
    for reason, number in reasons.most_common(20):
        print(f"  {number:5} {reason}")
    told = ", ".join(f"{number} {what}" for what, number in inside.most_common(14))
    print(f"  inside: {told}")
    values = [share for share, _ in shares]
    poor = sorted(each for each in shares if each[0] < 0.97)
    print(f"  words kept: median {statistics.median(values):.2%}; below 97 %: {len(poor)}")
    for share, source in poor[:12]:
        print(f"    {share:.1%} {source}")
    print(f"  pictures in the bodies: {shown}")


def _general(reason: str) -> str:
    return re.sub(r"\d+", "N", reason.partition(":")[0])[:70]


def write_export(file: TextIO, posts: int, size: int) -> None:
    """Write an export of `posts`, each with about `size` letters."""
    dice = random.Random(5)
    words = (
        "the a of harbour council ferry bridge said on Tuesday that it would not before spring "
        "while many people waited for answers about money water schools buses trains"
    ).split()
    sections = ["City", "Sport", "Culture", "Business", "Opinion", "Region"]

    def line(number: int) -> str:
        return " ".join(dice.choices(words, k=number)).capitalize() + "."

    spaces = "".join(
        f' xmlns:{name}="http://{uri}"'
        for name, uri in (
            ("excerpt", "wordpress.org/export/1.2/excerpt/"),
            ("content", "purl.org/rss/1.0/modules/content/"),
            ("dc", "purl.org/dc/elements/1.1/"),
            ("wp", "wordpress.org/export/1.2/"),
        )
    )
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{spaces}><channel>')
    file.write("<title>Old</title><wp:base_blog_url>https://old.example</wp:base_blog_url>")
    for number in range(12):
        file.write(f"<wp:author><wp:author_login>w{number}</wp:author_login>")
        file.write(f"<wp:author_display_name>Writer {number}</wp:author_display_name></wp:author>")
    for name in sections:
        file.write(f"<wp:category><wp:category_nicename>{name.lower()}</wp:category_nicename>")
        file.write(f"<wp:cat_name>{name}</wp:cat_name></wp:category>")
    for number in range(1, posts + 1):
        year, month, day = 2006 + number * 19 // posts, dice.randint(1, 12), dice.randint(1, 28)
        body = ""
        while len(body) < size:
            link = f'<a href="https://old.example/?p={dice.randint(1, posts)}">{line(3)}</a>'
            body += f"<!-- wp:paragraph -->\n<p>{line(60)} {link} <b>{line(4)}</b></p>\n"
            body += "<!-- /wp:paragraph -->"
        section = dice.choice(sections)
        tags = "".join(
            f'<category domain="post_tag" nicename="tag-{tag}">Tag {tag}</category>'
            for tag in {dice.randint(1, 400) for _ in range(3)}
        )
        file.write(
            f"<item><title>{line(7)} {number}</title>"
            f"<link>https://old.example/{year}/{month:02}/story-{number}/</link>"
            f"<dc:creator>w{number % 12}</dc:creator>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded>"
            f"<excerpt:encoded>{line(15)}</excerpt:encoded><wp:post_id>{number}</wp:post_id>"
            f"<wp:post_date_gmt>{year}-{month:02}-{day:02} 08:00:00</wp:post_date_gmt>"
            f"<wp:post_name>story-{number}</wp:post_name><wp:status>publish</wp:status>"
            f'<wp:post_type>post</wp:post_type><category domain="category" '
            f'nicename="{section.lower()}">{section}</category>{tags}</item>\n'
        )
    file.write("</channel></rss>")


def speed(posts: int) -> None:
    """Print how fast `posts` posts come over."""
    from django.db import connection

    from dateline.morgue.account import Account
    from dateline.morgue.archive import Run
    from dateline.morgue.load import Loader
    from dateline.morgue.mapping import Mapping
    from dateline.morgue.wordpress import Export, Reader, count
    from dateline.stories.models import Story

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        with path.open("w", encoding="utf-8") as file:
            write_export(file, posts, 10_000)
        began, cpu = time.perf_counter(), time.process_time()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        account = Account("export", "wordpress", counted=count(path))
        reader = Reader([Export(path)], Mapping(), ZoneInfo("UTC"))
        looked = time.perf_counter() - began
        run = Run(Loader("wordpress", archive=True), Mapping(stories_live=True), account)
        run.bring_over(reader.read(), posts)
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = path.stat().st_size / 1e6
    if not account.balances:
        raise SystemExit("the account does not balance")
    printed = Story.objects.in_print().count()
    print(f"{connection.vendor}: {posts:,} posts, {size:.0f} MB; {printed:,} in print")
    print(f"  looked through in {looked:.1f} s, in all {took:.0f} s: {posts / took:.1f} a second,")
    print(f"  {posts / cpu:.1f} a CPU second; memory {before:.0f} MB before, {peak:.0f} MB at most")


def main() -> None:
    """Print one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, metavar="DIR")
    parser.add_argument("--speed", type=int, metavar="POSTS")
    args = parser.parse_args()
    import django

    django.setup()
    import structlog
    from django.db import connection

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        from tests.cast import make_cast

        make_cast()
        if args.corpus:
            corpus(args.corpus)
        if args.speed:
            speed(args.speed)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
