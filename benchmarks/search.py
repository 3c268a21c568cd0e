"""What a search costs as the archive grows: a published list of 20 queries.

Run ``python benchmarks/search.py``: it fills a database of its own (SQLite in a temporary folder,
or the server that ``DATELINE_TEST_DATABASE_URL`` names) with stories whose words are spread as in
running text (Zipf), renders ``/search/?q=…`` uncached for each query, and prints the medians in
milliseconds for each size of the archive: of the whole page, and of finding alone. The first five
words stand in nearly every story.
"""

from __future__ import annotations

import argparse
import random
import sys
from itertools import accumulate
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from archive import Archive, median  # noqa: E402  found beside this file

#: Words by rank: w0 is the commonest.
VOCABULARY, LENGTH = 20_000, 300
#: The queries: the five commonest words alone and together, phrases, rare words, none, filters.
QUERIES = (
    "q=w0",
    "q=w1",
    "q=w2",
    "q=w3",
    "q=w4",
    "q=w0+w1+w2+w3+w4",
    "q=w0+-w1",
    "q=w0&sort=newest",
    "q=w0+w500",
    "q=w50",
    "q=w500",
    "q=w5000",
    "q=w19000",
    "q=nothinglikeit",
    "q=%22w0+w1%22",
    "q=%22w10+w20%22",
    "q=w0&section=sea",
    "q=w0&topic=topic-1",
    "q=w0&by=name-1&sort=newest",
    "q=w50&from=2020-01-01&to=2030-01-01",
)


def fill_cards(seed: int) -> None:
    """Make the cards of all stories that have none, as the paper makes them."""
    from dateline.onward.models import IndexCard
    from dateline.onward.search import cards, terms
    from dateline.stories.models import Listing, Story

    chance = random.Random(seed)
    names = [f"w{rank}" for rank in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))
    analyser = terms.analyser("english")
    listed: dict[int, list[str]] = {}
    for story, topic, name in Listing.objects.values_list("story", "topic", "contributor"):
        term = terms.of_topic(topic) if topic else terms.of_contributor(name)
        listed.setdefault(story, []).append(term)
    rows = Story.objects.filter(index_card=None, in_print=True).values_list(
        "pk", "printed_at", "section"
    )
    made = []
    for pk, printed_at, section in rows.iterator():
        said = chance.choices(names, cum_weights=weights, k=LENGTH)
        others = [*listed.get(pk, ()), terms.of_section(section)]
        line = terms.line(analyser, [" ".join(said[:8]), "", " ".join(said[8:])], others)
        made.append(
            IndexCard(
                place=cards.place_of(printed_at, pk),
                story_id=pk,
                terms=line,
                text=" ".join(said[8:]),
            )
        )
        if len(made) == 2_000:
            IndexCard.objects.bulk_create(made)
            made = []
    IndexCard.objects.bulk_create(made)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 100_000])
    parser.add_argument("--times", type=int, default=7, help="how often each search is made")
    args = parser.parse_args()
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from dateline.onward.search import page
    from dateline.press.render import render

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        archive, filled = Archive(), 0
        table: dict[str, list[float]] = {query: [] for query in QUERIES}
        for size in args.sizes:
            archive.fill(size)
            fill_cards(filled)
            filled = size
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            for query, taken in table.items():
                now = timezone.now()
                ask = page.find_asked(query, now)
                taken.append(median(lambda q=query, n=now: render("search", q, n), args.times))
                taken.append(median(lambda a=ask, n=now: page.build_search(a, n), args.times))
        sizes = "".join(f"{f'{size:,}':>12}{'finding':>12}" for size in args.sizes)
        print(f"{connection.vendor}; median of {args.times}, ms\n{'':<40}{sizes}")
        for query, taken in table.items():
            print(f"{query:<40}" + "".join(f"{ms:12.1f}" for ms in taken))
        slowest = (max(column) for column in zip(*table.values(), strict=True))
        print(f"{'the slowest':<40}" + "".join(f"{ms:12.1f}" for ms in slowest))
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
