"""Keeps the cards of the index in step with what is in print."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction

from dateline.lib import duties
from dateline.lib.words import stems_of
from dateline.masthead.queries import masthead
from dateline.onward.models import IndexCard, IndexState
from dateline.onward.search import terms
from dateline.press.models import Outbox
from dateline.stories import print_state
from dateline.stories.models import Story
from dateline.stories.passages import body_passages

log = structlog.get_logger(__name__)

#: Name and pause, in seconds, of the duty that makes the index where it is wanting.
DUTY, EVERY = "search index", 60.0
#: How many cards one turn of it makes: what is due waits no longer than that.
AT_ONCE = 50
#: Bits of a place that tell apart stories of the same second.
_BITS = 25
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def place_of(printed_at: datetime, pk: int = 0) -> int:
    """Return where a story stands in the order of results: a larger number is newer.

    Without `pk`, the first place of that second.
    """
    second = (printed_at - _EPOCH) // timedelta(seconds=1)
    return (second << _BITS) | (pk & ((1 << _BITS) - 1))


def moment_of(place: int) -> datetime:
    """Return the second that a place is of."""
    return _EPOCH + timedelta(seconds=place >> _BITS)


def state() -> IndexState:
    """Return how the index is made; unstored where none was made yet. Two queries at most."""
    return IndexState.objects.first() or IndexState(
        stems=stems_of(masthead().language), form=terms.FORM, reached=0
    )


def settle(uid: UUID, action: str) -> None:
    """Renew or drop the card of the story `uid`, which was printed or removed (`Outbox.Action`).

    Must run in the transaction that does so.
    """
    if action != Outbox.Action.PRINT:
        IndexCard.objects.filter(story__uid=uid).delete()
        return
    story = Story._base_manager.filter(uid=uid).first()
    if story is not None:
        _renew(story, state().stems)


def _renew(story: Story, stems: str) -> None:
    """Write the card of `story`, which is in print. Nine queries at most; one writes, if any."""
    assert story.printed_at is not None  # noqa: S101  a story in print was printed some time
    place, new = place_of(story.printed_at, story.pk), _card(story, stems)
    old = IndexCard.objects.filter(story=story.pk).first()
    if old is not None and old.place == place:
        if {"terms": old.terms, "text": old.text} != new:
            IndexCard.objects.filter(pk=place).update(**new)
        return
    if old is not None:
        old.delete()
    IndexCard.objects.create(place=place, story_id=story.pk, **new)


def _card(story: Story, stems: str) -> dict[str, str]:
    paragraphs = [" ".join(passage.split()) for passage in body_passages(story)]
    others = [terms.of_topic(pk) for pk in story.topics.values_list("pk", flat=True)]
    signed = story.bylines.exclude(contributor=None).values_list("contributor", flat=True)
    others += map(terms.of_contributor, signed)
    if story.section_id is not None:
        others.append(terms.of_section(story.section_id))
    parts = [story.title, story.standfirst, *paragraphs]
    return {
        "terms": terms.line(terms.analyser(stems), parts, others),
        "text": "\n".join(paragraphs),
    }


def catch_up() -> int:
    """Make up to `AT_ONCE` cards that are wanting; return how many stories were looked at.

    The index is made from the first story on where there is none, where the paper has another
    language now, and where this release makes other terms. Two queries where nothing is wanting.
    """
    wanted = {"stems": stems_of(masthead().language), "form": terms.FORM}
    known = IndexState.objects.first()
    if known is None or (known.stems, known.form) != (wanted["stems"], wanted["form"]):
        IndexState.objects.update_or_create(
            pk=known.pk if known else 1, defaults=wanted | {"reached": 0}
        )
        log.info("search.index_begun", **wanted)
    return _go_on()


@transaction.atomic
def _go_on() -> int:
    """Go on from the story that was reached last."""
    index = IndexState.objects.select_for_update().get()
    if index.reached is None:
        return 0
    later = Story._base_manager.filter(in_print=True, pk__gt=index.reached).order_by("pk")
    numbers = list(later.values_list("pk", flat=True)[:AT_ONCE])
    print_state.hold(*numbers)
    for story in Story._base_manager.filter(pk__in=numbers, in_print=True):
        _renew(story, index.stems)
    index.reached = numbers[-1] if len(numbers) == AT_ONCE else None
    index.save(update_fields=["reached"])
    if index.reached is None:
        log.info("search.index_made", stems=index.stems)
    else:
        duties.wake(DUTY)
    return len(numbers)


def begin_anew() -> None:
    """Have every card made once more, from the first story on."""
    IndexState.objects.all().delete()


def wanting() -> int:
    """Return how many stories in print have no card, and cards no story. Counts the archive."""
    bare = Story._base_manager.filter(in_print=True, index_card=None).count()
    return int(bare) + IndexCard.objects.exclude(story__in_print=True).count()
