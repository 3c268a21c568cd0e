"""What a page costs as the archive grows: home, section, topic, contributor, story, and the
newsroom's list of stories.

Run ``python benchmarks/archive.py``: it fills a database of its own (SQLite in a temporary
folder, or the server that ``DATELINE_TEST_DATABASE_URL`` names) with stories in bulk, renders
each page uncached, and prints the medians, as milliseconds of this machine and as ratios to the
smallest archive of the same run. A third of the stories stand in one section; each has one topic
of twenty and one of four names; a rare topic and a rare name have three stories, the oldest.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("DATELINE_LOG_LEVEL", "ERROR")
TOPICS, NAMES, SECTIONS = 20, 4, 3


class Archive:
    """A paper whose stories are copies of one, each with its own place in every list."""

    def __init__(self) -> None:
        from dateline.masthead.models import Contributor
        from dateline.stories.models import Story, Topic
        from tests.cast import make_cast, make_story

        self.cast = make_cast()
        self.sections = [self.cast.city, self.cast.sea]
        self.topics = [
            Topic.objects.create(name=f"Topic {n}", slug=f"topic-{n}") for n in range(TOPICS)
        ]
        self.names = [
            Contributor.objects.create(name=f"Name {n}", slug=f"name-{n}") for n in range(NAMES)
        ]
        self.rare_topic = Topic.objects.create(name="Rare", slug="rare")
        self.rare_name = Contributor.objects.create(name="Rare", slug="rare")
        first = make_story(self.cast, "The first story")
        first.topics = [self.topics[0], self.rare_topic]
        first.save_revision().publish()
        self.first = Story.objects.get()
        self.filled = 0

    def fill(self, total: int) -> None:
        """Bring the archive to `total` copies, one a minute back from now."""
        from django.db import connection, transaction
        from wagtail.models import Page

        from dateline.stories.models import Byline, Listing, Story

        page = self._row("wagtailcore_page", Page, "id", self.first.pk)
        story = self._row("dateline_stories_story", Story, "page_ptr_id", self.first.pk)
        base = Page.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        pages, stories, bylines, listings, through = [], [], [], [], []
        now = self.first.printed_at
        for number in range(self.filled, total):
            pk = base + 1 + number - self.filled
            at = now - timedelta(minutes=1 + number)
            section = self.sections[number % SECTIONS == 0]
            topic, name = self.topics[number % TOPICS], self.names[number % NAMES]
            path = section.path + _step(number + 100)
            key = uuid.uuid4()
            pages.append(
                page
                | {
                    "id": pk,
                    "path": path,
                    "translation_key": _native(key),
                    "slug": f"copy-{number}",
                    "first_published_at": _native(at),
                }
            )
            stories.append(
                story
                | {
                    "page_ptr_id": pk,
                    "uid": _native(key),
                    "address": f"/copies/{number}/",
                    "printed_at": _native(at),
                    "section_id": section.pk,
                }
            )
            bylines.append(Byline(story_id=pk, contributor=name, sort_order=0))
            listings.append(Listing(story_id=pk, topic=topic, printed_at=at))
            listings.append(Listing(story_id=pk, contributor=name, printed_at=at))
            through.append(Story.topics.through(story_id=pk, topic_id=topic.pk))
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in (("wagtailcore_page", pages), ("dateline_stories_story", stories)):
                columns = list(rows[0]) if rows else []
                marks = ",".join(["%s"] * len(columns))
                named = ",".join(f'"{column}"' for column in columns)
                cursor.executemany(
                    f'INSERT INTO "{table}" ({named}) VALUES ({marks})',  # noqa: S608  own words
                    [list(row.values()) for row in rows],
                )
            Byline.objects.bulk_create(bylines, batch_size=5000)
            Listing.objects.bulk_create(listings, batch_size=5000)
            Story.topics.through.objects.bulk_create(through, batch_size=5000)
            if not self.filled:
                for row in pages[-3:]:
                    at = now - timedelta(days=9000)
                    pairs = {"topic": self.rare_topic}, {"contributor": self.rare_name}
                    for pair in pairs:
                        Listing.objects.create(story_id=row["id"], printed_at=at, **pair)
        self.filled = total
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    @staticmethod
    def _row(table: str, model: Any, key: str, pk: int) -> dict[str, Any]:
        from django.db import connection

        columns = [field.column for field in model._meta.local_concrete_fields]
        named = ",".join(f'"{column}"' for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {named} FROM "{table}" WHERE "{key}" = %s', [pk])  # noqa: S608
            found: dict[str, Any] = dict(zip(columns, cursor.fetchone(), strict=True))
        if table == "dateline_stories_story":
            found["body"] = _json(found["body"])
        return found


def _json(value: Any) -> Any:
    import json

    return value if isinstance(value, str) else json.dumps(value)


def _step(number: int) -> str:
    """Four places of a tree's path, as treebeard counts."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    step = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        step = digits[rest] + step
    return step


def _native(value: Any) -> Any:
    from django.db import connection

    if connection.vendor == "postgresql":
        return value
    return value.hex if isinstance(value, uuid.UUID) else value.strftime("%Y-%m-%d %H:%M:%S.%f")


def tasks(archive: Archive) -> dict[str, Callable[[], Any]]:
    """Return what is timed, by its name."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from dateline.press.render import render

    newsroom = Client()
    newsroom.force_login(archive.cast.editor)

    def page(kind: str, number: str) -> Callable[[], Any]:
        return lambda: render(kind, number, timezone.now())

    return {
        "home": page("home", "home"),
        "section": page("section", "city"),
        "topic": page("topic", "topic-1"),
        "rare topic": page("topic", "rare"),
        "contributor": page("contributor", "name-1"),
        "rare name": page("contributor", "rare"),
        "story": page("story", str(archive.first.uid)),
        "newsroom list": lambda: newsroom.get(reverse("stories:index")),
    }


def median(do: Callable[[], Any], times: int) -> float:
    """Return the median of the milliseconds that `do` takes, after one for warmth.

    On SQLite, all of which happens in this process, of its CPU alone: others use the machine too.
    """
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    do()
    taken = []
    for _ in range(times):
        began = clock()
        do()
        taken.append((clock() - began) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--times", type=int, default=9, help="how often each page is made")
    args = parser.parse_args()
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    settings.ALLOWED_HOSTS = ["*"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        archive = Archive()
        first: dict[str, float] = {}
        print(f"{connection.vendor}; median of {args.times}, ms (ratio to {args.sizes[0]:,})")
        for size in args.sizes:
            archive.fill(size)
            for name, do in tasks(archive).items():
                taken = median(do, args.times)
                ratio = taken / first.setdefault(name, taken)
                print(f"{size:>9,}  {name:<14}{taken:9.1f}{ratio:7.2f}", flush=True)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
