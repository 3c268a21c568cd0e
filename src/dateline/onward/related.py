"""Other stories and other topics: where a reader goes next from a story, and why.

By hand first. Then what is near it, by four things that an editor can check: topics in common,
the rarer the more; the same section; words in common in headline and standfirst; and how new it
is. No reader is watched for it, and it is fixed when the page is printed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dateline.onward.queries import Candidate, candidates
from dateline.stories.models import Story, Topic
from dateline.stories.queries import StoryQuerySet

#: How many other stories a page offers, and how many other topics.
STORIES = 6
TOPICS = 6
#: How many of the newest of a section are at hand for a page.
SECTION_NEWEST = 12
#: How many of the nearest are compared by their words.
COMPARED = 24
#: What the same section, all words in common, and being of today are worth; a topic in common is
#: worth between 0.5 and 3.
SECTION, WORDS, FRESH = 0.5, 2.0, 1.0
#: After how long a story is worth a third of its freshness.
FADES = timedelta(days=45)
#: A topic whose newest stories reach back this far is as rare as one can be.
RARE = timedelta(days=365)


@dataclass(frozen=True)
class Near:
    """A story near another one, and what makes it so."""

    story: Story
    score: float
    #: Topics in common, the rarest first.
    topics: tuple[Topic, ...]
    #: Whether it stands in the same section.
    section: bool
    #: The share of words in common, 0 to 1.
    words: float
    #: How long before the moment of asking it was printed.
    age: timedelta


@dataclass(frozen=True)
class Beside:
    """What stands beside a story: those chosen by hand, then the nearest in the room left."""

    chosen: tuple[Story, ...]
    #: All that were compared, the nearest first.
    nearest: tuple[Near, ...]
    #: The newest of its section, `SECTION_NEWEST` at most.
    newest: tuple[Story, ...] = ()

    @property
    def near(self) -> tuple[Near, ...]:
        """Those of the nearest that there is room for."""
        return self.nearest[: max(STORIES - len(self.chosen), 0)]


def beside(story: Story, at: datetime) -> Beside:
    """Return what readers find beside `story` at `at`: nothing twice, and all of it in print."""
    by_hand = [row.other_id for row in story.chosen.all()]
    about = {topic.pk: topic for topic in story.topics.all()}
    found = candidates(story.section_id, list(about), at)
    nearest = _nearest(story, about, found, at, by_hand)
    of_section = [one for one in found if one.topic is None and one.story != story.pk]
    of_section.sort(key=lambda one: (one.printed_at, one.story), reverse=True)
    newest = [one.story for one in of_section[:SECTION_NEWEST]]
    # All that the page may show is fetched at once.
    wanted = {*by_hand, *nearest, *newest}
    listed = {other.pk: other for other in _listed(list(wanted), at)} if wanted else {}
    return Beside(
        chosen=tuple(listed[pk] for pk in by_hand if pk in listed),
        nearest=tuple(
            _judged(story, about, found, at, [p for p in nearest if p in listed], listed)
        ),
        newest=tuple(listed[pk] for pk in newest if pk in listed),
    )


def near(story: Story, at: datetime, *, without: Iterable[int] = ()) -> list[Near]:
    """Return the stories in print at `at` nearest to `story`, the nearest first, each with why.

    Never the story itself nor those numbered in `without`. Six queries, whatever the archive.
    """
    about = {topic.pk: topic for topic in story.topics.all()}
    found = candidates(story.section_id, list(about), at)
    nearest = _nearest(story, about, found, at, without)
    listed = {other.pk: other for other in _listed(nearest, at)}
    return _judged(story, about, found, at, [pk for pk in nearest if pk in listed], listed)


def _nearest(
    story: Story,
    about: Mapping[int, Topic],
    found: list[Candidate],
    at: datetime,
    without: Iterable[int],
) -> list[int]:
    """Return the numbers of those to compare: the nearest at first look, by topics and age."""
    rarity = _rarities(found, at)
    shared = _shared(found, {story.pk, *without})
    printed = {one.story: one.printed_at for one in found}

    def first_look(pk: int) -> float:
        return sum(rarity[topic] for topic in shared[pk]) + _freshness(at - printed[pk])

    return sorted(shared, key=lambda pk: (-first_look(pk), -pk))[:COMPARED]


def _shared(found: list[Candidate], passed: Container[int]) -> dict[int, set[int]]:
    """Return the topics that each story of `found` has in common, those `passed` left out."""
    shared: dict[int, set[int]] = defaultdict(set)
    for one in found:
        if one.story not in passed:
            shared[one.story] |= {one.topic} if one.topic else set()
    return shared


def _judged(
    story: Story,
    about: Mapping[int, Topic],
    found: list[Candidate],
    at: datetime,
    nearest: Iterable[int],
    listed: Mapping[int, Story],
) -> list[Near]:
    """Return `nearest` with what makes them near, the nearest first. No query."""
    rarity = _rarities(found, at)
    shared = _shared(found, ())
    printed = {one.story: one.printed_at for one in found}
    own = _words(story)
    judged = []
    for pk in nearest:
        other = listed[pk]
        topics = sorted(shared[pk], key=lambda pk: (-rarity[pk], pk))
        words = _overlap(own, _words(other))
        section = story.section_id is not None and other.section_id == story.section_id
        first_look = sum(rarity[topic] for topic in shared[pk]) + _freshness(at - printed[pk])
        judged.append(
            Near(
                story=other,
                score=round(first_look + WORDS * words + SECTION * section, 2),
                topics=tuple(about[pk] for pk in topics),
                section=section,
                words=round(words, 2),
                age=at - printed[pk],
            )
        )
    return sorted(judged, key=lambda each: (-each.score, -each.story.pk))


def other_topics(story: Story, nearest: Iterable[Near]) -> list[Topic]:
    """Return what the nearest stories are about and `story` is not, the commonest first.

    One query.
    """
    own = {topic.pk for topic in story.topics.all()}
    near_by = list(nearest)
    through = Story.topics.through.objects.filter(story__in=[each.story.pk for each in near_by])
    count = Counter(row.topic for row in through.select_related("topic") if row.topic_id not in own)
    ordered = sorted(count.items(), key=lambda pair: (-pair[1], pair[0].pk))
    return [topic for topic, _ in ordered[:TOPICS]]


def _listed(numbers: list[int], at: datetime) -> StoryQuerySet:
    stories: StoryQuerySet = Story.objects.in_print(at).filter(pk__in=numbers).for_lists()
    return stories


def _rarities(found: list[Candidate], at: datetime) -> dict[int, float]:
    """Return what each topic is worth in common: 0.5 for one of every day, 3 for a rare one.

    Told by how far back its newest stories reach: a count would read the archive.
    """
    moments: dict[int, list[datetime]] = defaultdict(list)
    for one in found:
        if one.topic is not None:
            moments[one.topic].append(one.printed_at)
    worth = {}
    for topic, printed in moments.items():
        reach = max(at - min(printed), timedelta(hours=1)) / len(printed)
        rate = min(reach / (RARE / 30), 1.0)
        worth[topic] = 0.5 + 2.5 * rate
    return worth


def _freshness(age: timedelta) -> float:
    return FRESH * math.exp(-max(age, timedelta()) / FADES)


def _words(story: Story) -> Counter[str]:
    """The words of a story's headline and standfirst, folded; short ones say nothing."""
    text = unicodedata.normalize("NFKD", f"{story.title} {story.kicker} {story.standfirst}")
    plain = "".join(each for each in text.casefold() if not unicodedata.combining(each))
    return Counter(word for word in re.findall(r"\w+", plain) if len(word) > 4)


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    """The cosine of the angle between two texts: 1 for the same words, 0 for none in common."""
    together = sum(one[word] * other[word] for word in one.keys() & other.keys())
    lengths = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return together / lengths if lengths else 0.0
