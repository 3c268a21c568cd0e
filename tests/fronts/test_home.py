"""The front page as it fills itself, and as an editor arranges it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from dateline.fronts import actions, outlook
from dateline.fronts.candidates import named
from dateline.fronts.compose import place
from dateline.fronts.models import Arrangement, Banner
from dateline.fronts.plan import SIZES, Kind, Layout, Pin, Plan, Slot
from dateline.fronts.plates import Draft, build_draft, build_front
from dateline.fronts.queries import changes_after
from dateline.press.render import render
from dateline.stories.models import LiveEntry, Story
from tests.cast import Cast
from tests.fronts.paper import NOON, headlines, home_page, plan_of, shown, some
from tests.readers.paper import picture, put_in_print, topic, words

Publish = Callable[..., Story]


def test_an_empty_paper_has_a_home_page_without_lead_or_strips(cast: Cast) -> None:
    home = home_page()
    assert (home.lead, home.live, home.seconds, home.strips) == (None, None, (), ())


def test_no_story_stands_twice_on_the_home_page(cast: Cast) -> None:
    some(cast, 20)
    home = home_page()
    uids = shown(home)
    assert len(uids) == len(set(uids)) == 1 + SIZES[Kind.SECONDS] + 2 * SIZES[Kind.STRIP]
    assert headlines(home.seconds) == [f"Story {number}" for number in range(18, 12, -1)]
    assert home.lead is not None
    assert home.lead.headline == "Story 19"
    assert [strip.heading.label for strip in home.strips] == ["City", "Sea"]
    assert headlines(home.strips[0].cards) == ["Story 12", "Story 10", "Story 8", "Story 6"]


@pytest.mark.parametrize("count", [1, 7, 8, 9])
def test_no_strip_of_the_home_page_is_empty(cast: Cast, count: int) -> None:
    some(cast, count)
    home = home_page()
    assert home.lead is not None
    assert all(strip.cards for strip in home.strips)
    assert len(home.seconds) == min(count - 1, SIZES[Kind.SECONDS])
    assert sum(len(strip.cards) for strip in home.strips) == max(0, count - 7)


def test_the_newest_story_at_length_with_a_picture_leads(cast: Cast, publish: Publish) -> None:
    pier = picture()
    publish("Older with a picture", at=NOON - timedelta(hours=3), lead_picture=pier)
    publish("With a picture", at=NOON - timedelta(hours=2), lead_picture=pier)
    publish("An opinion", at=NOON - timedelta(hours=1), lead_picture=pier, kind="opinion")
    publish("Newest, without", at=NOON)
    home = home_page()
    assert home.lead is not None
    assert home.lead.headline == "With a picture"
    assert headlines(home.seconds) == ["Newest, without", "Older with a picture"]
    assert [(s.kind, headlines(s.cards)) for s in home.strips] == [("opinion", ["An opinion"])]


@pytest.mark.parametrize("kind", ["brief", "opinion", "letters"])
def test_some_kinds_lead_only_where_nothing_else_can(
    cast: Cast, publish: Publish, kind: str
) -> None:
    publish("Alone", kind=kind, lead_picture=picture())
    home = home_page()
    assert home.lead is not None
    assert home.lead.headline == "Alone"


def test_a_picture_without_sizes_does_not_lead(cast: Cast, publish: Publish) -> None:
    bare = picture()
    bare.renditions.all().delete()
    publish("With sizes", at=NOON - timedelta(hours=2), lead_picture=picture("Another."))
    publish("Without", at=NOON, lead_picture=bare)
    home = home_page()
    assert home.lead is not None
    assert home.lead.headline == "With sizes"


def test_opinion_and_live_coverage_stand_where_they_have_their_place(
    cast: Cast, publish: Publish
) -> None:
    now = timezone.now()
    publish("News", at=now - timedelta(hours=3))
    publish("Sitting", at=now - timedelta(hours=2), kind="live")
    publish("A view", at=now - timedelta(hours=1), kind="opinion")
    home = home_page()
    assert home.lead is not None
    assert home.lead.headline == "News"
    assert home.live is not None
    assert home.live.card.headline == "Sitting"
    assert [(s.kind, headlines(s.cards)) for s in home.strips] == [("opinion", ["A view"])]


def test_live_coverage_is_live_for_a_day_and_a_half(cast: Cast, publish: Publish) -> None:
    publish("Old sitting", at=timezone.now() - timedelta(hours=37), kind="live")
    home = home_page()
    assert home.live is None
    assert home.lead is not None
    assert home.lead.headline == "Old sitting"


def test_live_coverage_tells_its_newest_entries_and_none_withdrawn_or_to_come(
    cast: Cast, publish: Publish
) -> None:
    story = publish("Sitting", at=timezone.now(), kind="live")
    publish("News", at=timezone.now())
    moments = [timezone.now() + timedelta(minutes=minutes) for minutes in (-5, -4, -3, -2, -1, 60)]
    for number, at in enumerate(moments):
        text = [{"type": "text", "value": f"<p>Words {number}.</p>"}]
        LiveEntry.objects.create(story=story, at=at, body=text, withdrawn=number == 4)
    live = home_page().live
    assert live is not None
    assert [entry.words for entry in live.entries] == [f"Words {n}." for n in (3, 2, 1, 0)]
    assert live.entries[0].address.startswith(f"{story.address}#entry-")


def test_pictures_have_a_strip_of_what_stands_nowhere_else(cast: Cast, publish: Publish) -> None:
    for number in range(14):
        publish(f"Seen {number}", at=NOON + timedelta(minutes=number), lead_picture=picture())
    home = home_page()
    assert [strip.kind for strip in home.strips] == ["strip", "pictures"]
    assert headlines(home.strips[1].cards) == ["Seen 2", "Seen 1", "Seen 0"]
    assert len(shown(home)) == len(set(shown(home)))


# By hand.


def arranged(cast: Cast, *slots: Slot, **fields: Any) -> Arrangement:
    plan = plan_of(*slots, **fields)
    return actions.publish(cast.home, plan, user=cast.editor, begun_from=None)


def test_what_is_pinned_stands_at_its_place_and_the_rest_fills_itself(cast: Cast) -> None:
    stories = some(cast, 12)
    pins = (Pin(stories[0].uid, 1), Pin(stories[1].uid, 3))
    arranged(cast, Slot(Kind.LEAD, (Pin(stories[2].uid, 0),)), Slot(Kind.SECONDS, pins))
    home = home_page()
    assert home.lead is not None
    assert home.lead.headline == "Story 2"
    assert headlines(home.seconds) == [
        "Story 11", "Story 0", "Story 10", "Story 1", "Story 9", "Story 8",
    ]  # fmt: skip


def test_a_story_pinned_further_down_does_not_fill_a_slot_above(cast: Cast) -> None:
    stories = some(cast, 9)
    newest = stories[-1]
    arranged(
        cast,
        Slot(Kind.LEAD),
        Slot(Kind.STRIP, (Pin(newest.uid, 0),), section=cast.sea.pk, heading="The sound"),
    )
    home = home_page()
    assert home.lead is not None
    assert home.lead.headline == "Story 7"
    assert headlines(home.strips[0].cards)[0] == "Story 8"
    assert home.strips[0].heading.label == "The sound"
    assert len(shown(home)) == len(set(shown(home)))


def test_a_pin_ends_when_it_was_told_to(cast: Cast) -> None:
    stories = some(cast, 3)
    end = timezone.now() + timedelta(hours=2)
    arranged(cast, Slot(Kind.LEAD, (Pin(stories[0].uid, 0, end),)))
    assert home_page().lead.headline == "Story 0"  # type: ignore[union-attr]
    assert home_page(end).lead.headline == "Story 2"  # type: ignore[union-attr]
    assert changes_after(cast.home, timezone.now()) == [end]


def test_a_pin_on_what_is_not_in_print_shows_nothing_of_it(cast: Cast, write: Any) -> None:
    some(cast, 2)
    draft, gone = write("Hidden draft"), put_in_print(cast, "Hidden since")
    gone.unpublish()
    arranged(cast, Slot(Kind.LEAD, (Pin(draft.uid, 0),)), Slot(Kind.SECONDS, (Pin(gone.uid, 0),)))
    home = home_page()
    assert home.lead is not None
    assert (home.lead.headline, headlines(home.seconds)) == ("Story 1", ["Story 0"])


def test_a_topic_has_a_strip_of_its_own(cast: Cast, publish: Publish) -> None:
    bridge = topic("The bridge")
    publish("On the bridge", topics=[bridge], at=NOON)
    publish("Elsewhere", at=NOON + timedelta(hours=1))
    arranged(cast, Slot(Kind.LEAD), Slot(Kind.TOPIC, topic=bridge.pk))
    strip = home_page().strips[0]
    assert (strip.kind, strip.heading.label, strip.heading.address) == (
        "topic", "The bridge", "/topics/the-bridge/",
    )  # fmt: skip
    assert headlines(strip.cards) == ["On the bridge"]


def test_a_strip_of_what_is_there_no_more_vanishes_without_a_trace(cast: Cast) -> None:
    some(cast, 3)
    arranged(
        cast,
        Slot(Kind.LEAD),
        Slot(Kind.STRIP, section=2_000_000),
        Slot(Kind.TOPIC, topic=2_000_000, heading="Nothing"),
    )
    assert home_page().strips == ()
    assert b"Nothing" not in render("home", "home", timezone.now()).segments[0]


def test_a_story_pinned_to_a_strip_that_is_gone_stands_elsewhere(cast: Cast) -> None:
    stories = some(cast, 3)
    pin = (Pin(stories[-1].uid, 0),)
    arranged(cast, Slot(Kind.LEAD), Slot(Kind.STRIP, pin, section=2_000_000))
    assert home_page().lead.headline == "Story 2"  # type: ignore[union-attr]


def test_a_story_pinned_to_a_section_that_was_unpublished_stands_elsewhere(cast: Cast) -> None:
    stories = some(cast, 3, section=cast.city)
    pin = (Pin(stories[-1].uid, 0),)
    arranged(cast, Slot(Kind.LEAD), Slot(Kind.STRIP, pin, section=cast.sea.pk))
    cast.sea.unpublish()
    assert home_page().lead.headline == "Story 2"  # type: ignore[union-attr]


def test_a_story_pinned_to_a_topic_that_was_deleted_stands_elsewhere(cast: Cast) -> None:
    stories = some(cast, 3)
    bridge, pin = topic("The bridge"), (Pin(stories[-1].uid, 0),)
    arranged(cast, Slot(Kind.LEAD), Slot(Kind.TOPIC, pin, topic=bridge.pk))
    bridge.delete()
    assert home_page().lead.headline == "Story 2"  # type: ignore[union-attr]


def test_a_front_that_was_kept_under_milder_rules_goes_on_standing(cast: Cast) -> None:
    stories = some(cast, 3)
    pin = {"story": str(stories[0].uid), "place": 0, "until": "2999-01-01T00:00:00+00:00"}
    content = {"layout": "day", "slots": [{"kind": "lead", "pins": [pin]}]}
    Arrangement.objects.create(front=cast.home, content=content, stands_from=NOON)
    assert home_page().lead.headline == "Story 0"  # type: ignore[union-attr]


def test_strips_are_looked_up_together(cast: Cast) -> None:
    some(cast, 3)
    strips = [Slot(Kind.TOPIC, topic=topic(f"Topic {number}").pk) for number in range(8)]
    strips += [Slot(Kind.STRIP, section=section.pk) for section in (cast.city, cast.sea)]
    with CaptureQueriesContext(connection) as made:
        place(cast.home, plan_of(Slot(Kind.LEAD), *strips), timezone.now())
    assert len(made) == 3  # sections, topics, stories


def test_a_front_without_a_lead_says_nothing_wrong(cast: Cast, publish: Publish) -> None:
    story = put_in_print(cast, "Only story")
    arranged(cast, Slot(Kind.STRIP, (Pin(story.uid, 0),), section=cast.city.pk))
    page = render("home", "home", timezone.now()).body(timezone.now()).decode()
    assert "Only story" in page
    assert "Nothing has been printed yet" not in page


def test_live_coverage_stands_without_a_lead(cast: Cast, publish: Publish) -> None:
    publish("Sitting of the council", kind="live")
    arranged(cast, Slot(Kind.LIVE))
    page = render("home", "home", timezone.now()).body(timezone.now()).decode()
    assert "Sitting of the council" in page
    assert "Nothing has been printed yet" not in page


def test_a_story_without_a_picture_pinned_among_pictures_shows_none(cast: Cast) -> None:
    story = put_in_print(cast, "Only words")
    arranged(cast, Slot(Kind.PICTURES, (Pin(story.uid, 0),)))
    page = render("home", "home", timezone.now()).body(timezone.now()).decode()
    assert "Only words" in page
    assert 'src=""' not in page


def test_a_picture_that_only_the_newsroom_has_a_size_of_does_not_lead(
    cast: Cast, publish: Publish
) -> None:
    thumbnail = picture()
    thumbnail.renditions.exclude(pk=thumbnail.renditions.first().pk).delete()
    thumbnail.renditions.update(filter_spec="max-165x165")
    publish("Has a picture", at=NOON, lead_picture=picture())
    alone = publish("Thumbnail alone", at=NOON + timedelta(hours=1), lead_picture=thumbnail)
    assert home_page().lead.headline == "Has a picture"  # type: ignore[union-attr]
    assert not named([alone.uid], timezone.now())[alone.uid].pictured


def test_one_big_story_is_set_across_the_sheet(cast: Cast, reader: Client) -> None:
    some(cast, 5)
    assert b'class="front big"' not in reader.get("/").content
    arranged(cast, Slot(Kind.LEAD), Slot(Kind.SECONDS), layout=Layout.BIG)
    page = reader.get("/").content
    assert b'class="front big"' in page
    assert words(page).count("Story 4") == 1


def test_a_section_is_arranged_for_itself(cast: Cast) -> None:
    stories = some(cast, 4, section=cast.city)
    plan = plan_of(Slot(Kind.LEAD, (Pin(stories[0].uid, 0),)))
    actions.publish(cast.city, plan, user=cast.editor, begun_from=None)
    front = build_front(cast.city, timezone.now()).context
    assert front.lead.headline == "Story 0"
    assert headlines(front.river) == ["Story 3", "Story 2", "Story 1"]
    assert home_page().lead.headline == "Story 3"  # type: ignore[union-attr]


# Publishing, planning, taking back.


def test_a_planned_arrangement_comes_to_stand_by_itself(cast: Cast) -> None:
    stories = some(cast, 3)
    tonight = timezone.now() + timedelta(hours=6)
    plan = plan_of(Slot(Kind.LEAD, (Pin(stories[0].uid, 0),)))
    actions.publish(cast.home, plan, user=cast.editor, begun_from=None, at=tonight)
    assert home_page().lead.headline == "Story 2"  # type: ignore[union-attr]
    assert home_page(tonight).lead.headline == "Story 0"  # type: ignore[union-attr]


def test_what_was_planned_can_be_taken_back_and_what_stands_cannot(cast: Cast) -> None:
    stories = some(cast, 2)
    tonight = timezone.now() + timedelta(hours=6)
    plan = plan_of(Slot(Kind.LEAD, (Pin(stories[0].uid, 0),)))
    planned = actions.publish(cast.home, plan, user=cast.editor, begun_from=None, at=tonight)
    actions.take_back(planned, user=cast.editor)
    assert home_page(tonight).lead.headline == "Story 1"  # type: ignore[union-attr]
    standing = arranged(cast, Slot(Kind.LEAD))
    with pytest.raises(actions.TooLate):
        actions.take_back(standing, user=cast.editor)


def test_two_editors_do_not_overwrite_each_other_unseen(cast: Cast) -> None:
    first = arranged(cast, Slot(Kind.LEAD))
    plan = plan_of(Slot(Kind.LEAD), Slot(Kind.SECONDS))
    with pytest.raises(actions.Overtaken) as refused:
        actions.publish(cast.home, plan, user=cast.publisher, begun_from=None)
    assert refused.value.standing == first
    actions.publish(cast.home, plan, user=cast.publisher, begun_from=first.pk)


def test_a_front_is_not_planned_for_a_moment_that_has_passed(cast: Cast) -> None:
    with pytest.raises(actions.TooLate):
        actions.publish(cast.home, Plan(), user=cast.editor, begun_from=None, at=timezone.now())


def test_a_draft_shows_nothing_to_readers_and_is_kept(cast: Cast) -> None:
    stories = some(cast, 2)
    plan = plan_of(Slot(Kind.LEAD, (Pin(stories[0].uid, 0),)))
    draft = actions.keep_draft(cast.home, plan, user=cast.editor)
    assert home_page().lead.headline == "Story 1"  # type: ignore[union-attr]
    assert Arrangement.objects.of(cast.home).drafts().get() == draft
    assert draft.plan == plan


@pytest.mark.parametrize("who", ["reporter", "picture_editor"])
def test_only_editors_arrange_fronts_and_call_out_news(cast: Cast, who: str) -> None:
    user = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        actions.publish(cast.home, Plan(), user=user, begun_from=None)
    with pytest.raises(PermissionDenied):
        actions.keep_draft(cast.home, Plan(), user=user)
    with pytest.raises(PermissionDenied):
        actions.call_out(Banner(label="Ferry", words="It sails."), user=user)
    assert not Arrangement.objects.exists()
    assert not Banner.objects.exists()


# As it will stand.


def test_a_front_can_be_seen_as_it_will_stand(cast: Cast, write: Any) -> None:
    stories = some(cast, 3)
    now, six = timezone.now(), timezone.now() + timedelta(hours=6)
    coming = write("Comes at five", go_live_at=now + timedelta(hours=5))
    coming.save_revision().publish()
    held = write("Held until four", embargo_until=now + timedelta(hours=4))
    held.save_revision().publish()
    leaving = stories[2]
    leaving.expire_at = now + timedelta(hours=3)
    leaving.save_revision().publish()
    plan = plan_of(Slot(Kind.LEAD), Slot(Kind.SECONDS))

    def seen(at: Any) -> list[str]:
        draft = Draft(cast.home, plan, outlook.outlook(now, at))
        context = build_draft(draft, at).context
        return headlines([context.lead, *context.seconds])

    assert seen(now) == ["Story 2", "Story 1", "Story 0"]
    assert seen(six) == ["Comes at five", "Held until four", "Story 1", "Story 0"]
    assert headlines([home_page(six).lead]) == ["Story 2"]
    assert not {"Comes at five", "Held until four"} & set(
        headlines([home_page(six).lead, *home_page(six).seconds])
    )


def test_what_only_some_may_read_is_not_foreseen(cast: Cast, write: Any) -> None:
    some(cast, 1)
    now, later = timezone.now(), timezone.now() + timedelta(hours=6)
    write("Comes at five", go_live_at=now + timedelta(hours=5)).save_revision().publish()
    PageViewRestriction.objects.create(page=cast.city, restriction_type="login")
    assert outlook.outlook(now, later).coming == {}


# Breaking news.


def test_breaking_news_stands_above_fronts_until_its_end(cast: Cast, reader: Client) -> None:
    story = put_in_print(cast, "Ferry stays in port")
    now = timezone.now()
    banner = Banner(label="Ferry", words="No boat <before> noon", story=story)
    banner.until = now + timedelta(hours=2)
    actions.call_out(banner, user=cast.editor)
    for address in ("/", "/city/", "/sea/"):
        page = reader.get(address).content.decode()
        assert f'<a href="{story.address}">No boat &lt;before&gt; noon</a>' in page, address
    assert "No boat" not in reader.get(story.address).content.decode()
    assert home_page(now + timedelta(hours=2)).banner is None
    actions.end_banner(banner, user=cast.editor)
    assert b"No boat" not in reader.get("/").content


def test_breaking_news_does_not_lead_to_what_is_not_in_print(cast: Cast, write: Any) -> None:
    banner = Banner(label="Ferry", words="No boat", story=write("A draft"))
    banner.until = timezone.now() + timedelta(hours=2)
    actions.call_out(banner, user=cast.editor)
    shown_banner = home_page().banner
    assert shown_banner is not None
    assert shown_banner.address == ""


@pytest.mark.parametrize("hours", [-1, 0, 25])
def test_breaking_news_ends_within_a_day(cast: Cast, hours: int) -> None:
    now = timezone.now()
    banner = Banner(
        label="Ferry", words="No boat", stands_from=now, until=now + timedelta(hours=hours)
    )
    with pytest.raises(ValidationError, match="24 hours"):
        actions.call_out(banner, user=cast.editor)


# What it costs.


def test_the_front_page_asks_at_most_25_times_however_it_is_arranged(cast: Cast) -> None:
    now = timezone.now()
    bridge = topic("The bridge")
    stories = [
        put_in_print(
            cast,
            f"S {n}",
            kind=("news", "opinion", "live")[n % 3],
            at=now - timedelta(minutes=n),
            topics=[bridge],
            signed_by=cast.ben,
            lead_picture=picture(),
        )
        for n in range(12)
    ]
    cast.ben.portrait = picture("Portrait of Ben.")
    cast.ben.save()
    arranged(
        cast,
        Slot(Kind.LEAD, (Pin(stories[3].uid, 0),)),
        *(Slot(kind) for kind in (Kind.LIVE, Kind.SECONDS, Kind.OPINION, Kind.PICTURES)),
        Slot(Kind.STRIP, section=cast.city.pk),
        Slot(Kind.STRIP, section=cast.sea.pk),
        Slot(Kind.TOPIC, topic=bridge.pk),
    )
    with CaptureQueriesContext(connection) as made:
        render("home", "home", now)
    assert len(made) <= 25
