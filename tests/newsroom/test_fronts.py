"""The front desk's pages: what they show, keep, refuse and say."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dateline.fronts.models import Arrangement, Banner
from dateline.fronts.queries import in_force
from dateline.masthead.models import Masthead
from dateline.masthead.queries import masthead
from dateline.newsroom.front_form import local
from tests.cast import Cast
from tests.readers.paper import put_in_print, topic

As = Callable[[str], Client]


def plan(*slots: dict[str, Any], layout: str = "day") -> str:
    return json.dumps({"layout": layout, "slots": list(slots)})


def lead(story: Any, **pin: Any) -> dict[str, Any]:
    return {"kind": "lead", "pins": [{"story": str(story.uid), "place": 0, **pin}]}


def desk(cast: Cast) -> str:
    return reverse("dateline_front_desk", args=[cast.home.pk])


def local_in(hours: float) -> str:
    return local(timezone.now() + timedelta(hours=hours), masthead().zone)


def test_an_editor_publishes_a_front(cast: Cast, as_: As) -> None:
    story = put_in_print(cast, "Ferry sails again")
    sent = {"plan": plan(lead(story)), "begun_from": "", "action": "publish"}
    answer = as_("editor").post(desk(cast), sent, follow=True)
    assert "The front is out." in answer.content.decode()
    standing = in_force(cast.home, timezone.now())
    assert standing is not None
    assert standing.made_by == cast.editor
    assert standing.plan.slots[0].pins[0].story == story.uid


def test_moments_are_read_on_the_papers_own_clock(cast: Cast, as_: As) -> None:
    paper = masthead()
    paper.time_zone = "Pacific/Auckland"
    paper.save()
    story = put_in_print(cast, "Ferry sails again")
    at, until = local_in(24), local_in(48)
    sent = {
        "plan": plan(lead(story, until=until)), "begun_from": "", "action": "plan", "at": at,
    }  # fmt: skip
    as_("editor").post(desk(cast), sent)
    row = Arrangement.objects.get()
    assert row.stands_from is not None
    assert local(row.stands_from, paper.zone) == at
    (end,) = row.plan.ends()
    assert local(end, paper.zone) == until
    page = as_("editor").get(f"{desk(cast)}?from={row.pk}").content.decode()
    assert until in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"plan": "{", "action": "publish"}, "did not arrive whole"),
        ({"plan": "[]", "action": "publish"}, "a layout and a list of slots"),
        ({"plan": plan({"kind": "carousel"}), "action": "publish"}, "none of lead"),
        ({"plan": "x" * 100_001, "action": "publish"}, "too long"),
        ({"plan": plan({"kind": "lead"}), "action": "plan"}, "from when on"),
        ({"plan": plan({"kind": "lead"}), "action": "plan", "at": "noon"}, "no day and time"),
        (
            {"plan": plan({"kind": "lead"}), "action": "plan", "at": "2020-01-01T00:00"},
            "has passed",
        ),
    ],
)
def test_what_cannot_be_published_is_said_and_nothing_is_stored(
    cast: Cast, as_: As, sent: dict[str, str], words: str
) -> None:
    answer = as_("editor").post(desk(cast), {"begun_from": "", **sent})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Arrangement.objects.exists()


def test_who_was_overtaken_reads_by_whom_and_keeps_what_was_arranged(cast: Cast, as_: As) -> None:
    story = put_in_print(cast, "Ferry sails again")
    first = {"plan": plan({"kind": "lead"}), "begun_from": "", "action": "publish"}
    as_("publisher").post(desk(cast), first)
    late = {"plan": plan(lead(story)), "begun_from": "", "action": "publish"}
    answer = as_("editor").post(desk(cast), late)
    page = answer.content.decode()
    assert "published or planned this front after you began" in page
    assert str(story.uid) in page
    standing = in_force(cast.home, timezone.now())
    assert standing is not None
    assert f'name="begun_from" value="{standing.pk}"' in page
    as_("editor").post(desk(cast), late | {"begun_from": standing.pk})
    assert Arrangement.objects.counting().first().plan.slots[0].pins  # type: ignore[union-attr]


def test_a_refusal_for_another_reason_does_not_let_anybody_publish_over_others(
    cast: Cast, as_: As
) -> None:
    first = {"plan": plan({"kind": "lead"}), "begun_from": "", "seen": "0", "action": "publish"}
    as_("publisher").post(desk(cast), first)
    late = first | {"action": "plan", "at": "no day"}
    page = as_("editor").post(desk(cast), late).content.decode()
    assert 'name="begun_from" value=""' in page
    assert 'name="seen" value="0"' in page
    assert 'name="at" min="' in page
    assert 'value="no day"' in page


def test_who_planned_meanwhile_is_not_overruled_unseen(cast: Cast, as_: As) -> None:
    first = {"plan": plan({"kind": "lead"}), "begun_from": "", "seen": "0"}
    as_("publisher").post(desk(cast), first | {"action": "plan", "at": local_in(3)})
    sent = first | {"action": "plan", "at": local_in(3)}
    answer = as_("editor").post(desk(cast), sent)
    assert answer.status_code == 400
    assert "published or planned this front after you began" in answer.content.decode()
    assert Arrangement.objects.count() == 1
    seen = Arrangement.objects.get().pk
    assert f'name="seen" value="{seen}"' in answer.content.decode()
    as_("editor").post(desk(cast), sent | {"seen": str(seen)})
    assert Arrangement.objects.count() == 2


@pytest.mark.parametrize("action", ["", "publishh"])
def test_nothing_is_published_that_nobody_asked_for(cast: Cast, as_: As, action: str) -> None:
    sent = {"plan": plan({"kind": "lead"}), "begun_from": "", "seen": "0", "action": action}
    answer = as_("editor").post(desk(cast), sent)
    assert answer.status_code == 400
    assert not Arrangement.objects.exists()


def test_what_was_sent_is_still_there_after_a_refusal(cast: Cast, as_: As) -> None:
    story = put_in_print(cast, "Ferry sails again")
    strips = [{"kind": "strip", "section": number} for number in range(1, 30)]
    strips += [{"kind": "topic", "topic": topic("The bridge").pk}]
    sent = {"plan": plan(lead(story), *strips), "action": "draft"}
    answer = as_("editor").post(desk(cast), sent)
    assert "24 slots" in answer.content.decode()
    assert answer.context["desk"]["plan"] == json.loads(sent["plan"])
    assert list(answer.context["desk"]["topics"].values()) == ["The bridge"]


def test_who_leaves_the_desk_after_a_refusal_is_warned(cast: Cast, as_: As) -> None:
    sent = {"plan": plan({"kind": "lead"}), "action": "plan", "at": "no day"}
    assert as_("editor").post(desk(cast), sent).context["desk"]["refused"] is True
    assert as_("editor").get(desk(cast)).context["desk"]["refused"] is False


@pytest.mark.parametrize(
    "slot",
    [
        5,
        {"kind": "carousel"},
        {"kind": ["lead"]},
        {"kind": "lead", "pins": "Ferry"},
        {"kind": "lead", "pins": [5]},
        {"kind": "topic", "topic": "x"},
        {"kind": "topic", "topic": [1]},
        {"kind": "topic", "topic": 10**30},
    ],
)
def test_what_no_desk_sends_leaves_a_desk_that_can_be_used(cast: Cast, as_: As, slot: Any) -> None:
    answer = as_("editor").post(desk(cast), {"plan": plan(slot), "action": "draft"})
    assert answer.status_code == 400
    slots = answer.context["desk"]["plan"]["slots"]
    assert all(isinstance(pin, dict) for each in slots for pin in each.get("pins", []))


@pytest.mark.parametrize(
    "sent",
    [
        {"plan": "[" * 90_000, "action": "draft"},
        {"plan": plan({"kind": "lead"}), "action": "plan", "at": "9999-12-31T23:59"},
        {"plan": plan({"kind": "lead"}), "action": "plan", "at": "0001-01-01T00:00"},
    ],
)
def test_what_no_clock_and_no_reader_takes_is_refused(
    cast: Cast, as_: As, sent: dict[str, str]
) -> None:
    paper = masthead()
    paper.time_zone = "America/Lima"
    paper.save()
    assert as_("editor").post(desk(cast), sent).status_code == 400
    preview = reverse("dateline_front_preview", args=[cast.home.pk])
    wanted = {"plan": sent["plan"], "at": sent.get("at", "")}
    assert as_("editor").post(preview, wanted).status_code == 400


def test_the_desk_tells_times_on_the_papers_clock(cast: Cast, as_: As) -> None:
    paper = masthead()
    paper.time_zone = "Pacific/Auckland"
    paper.save()
    sent = {"plan": plan({"kind": "lead"}), "action": "plan", "at": local_in(24), "seen": "0"}
    as_("editor").post(desk(cast), sent)
    row = Arrangement.objects.get()
    assert row.stands_from is not None
    told = row.stands_from.astimezone(paper.zone)
    for address in (desk(cast), reverse("dateline_fronts")):
        page = as_("editor").get(address).content.decode()
        assert f"{told.day} {told:%b}, {told:%H:%M}" in page, address
    # The desk tells it twice: as a moment to look at, and in the list of what is planned.
    page = as_("editor").get(desk(cast)).content.decode()
    assert f"{told.day} {told:%b %Y}, {told:%H:%M}" in page


def test_the_desks_search_asks_a_fixed_number_of_times(
    cast: Cast, as_: As, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        put_in_print(cast, f"Ferry {number}")
    editor = as_("editor")
    editor.get(reverse("dateline_front_stories"))
    with django_assert_max_num_queries(12):
        answer = editor.get(reverse("dateline_front_stories"), {"q": "ferry"})
    assert len(answer.json()["stories"]) == 8


def test_a_draft_is_kept_and_opened_again(cast: Cast, as_: As) -> None:
    story = put_in_print(cast, "Ferry sails again")
    as_("editor").post(desk(cast), {"plan": plan(lead(story)), "action": "draft"})
    row = Arrangement.objects.drafts().get()
    page = as_("editor").get(f"{desk(cast)}?from={row.pk}").content.decode()
    assert str(story.uid) in page
    as_("editor").post(reverse("dateline_take_back", args=[row.pk]))
    assert not Arrangement.objects.drafts().exists()


@pytest.mark.parametrize("number", ["x", "0", "999999999", "99999999999999999999", "²", "-1"])
def test_a_beginning_that_is_none_is_passed_over(cast: Cast, as_: As, number: str) -> None:
    assert as_("editor").get(desk(cast), {"from": number}).status_code == 200


def test_the_desk_says_what_fills_the_front_at_any_moment(cast: Cast, as_: As, write: Any) -> None:
    put_in_print(cast, "In print")
    coming = write("Comes at five", go_live_at=timezone.now() + timedelta(hours=5))
    coming.save_revision().publish()
    where = reverse("dateline_front_filled", args=[cast.home.pk])
    sent = {"plan": plan({"kind": "lead"}, {"kind": "seconds"})}
    told = as_("editor").post(where, sent).json()
    names = [[told["stories"][uid]["headline"] for uid in row] for row in told["slots"]]
    assert names == [["In print"], []]
    told = as_("editor").post(where, sent | {"at": local_in(6)}).json()
    names = [[told["stories"][uid]["headline"] for uid in row] for row in told["slots"]]
    assert names == [["Comes at five"], ["In print"]]


def test_the_desk_fills_no_strip_that_is_gone(cast: Cast, as_: As) -> None:
    story = put_in_print(cast, "Ferry sails again")
    pin = [{"story": str(story.uid), "place": 0}]
    sent = {"plan": plan({"kind": "lead"}, {"kind": "strip", "section": 2_000_000, "pins": pin})}
    told = as_("editor").post(reverse("dateline_front_filled", args=[cast.home.pk]), sent).json()
    assert told["slots"] == [[str(story.uid)], []]


def test_the_papers_clock_is_asked_for_no_oftener_for_more_stories_to_come(
    cast: Cast, as_: As, write: Any
) -> None:
    where = reverse("dateline_front_filled", args=[cast.home.pk])
    sent = {"plan": plan({"kind": "lead"}), "at": local_in(6)}

    def asked(headline: str) -> int:
        write(headline, go_live_at=timezone.now() + timedelta(hours=5)).save_revision().publish()
        with CaptureQueriesContext(connection) as made:
            assert headline in as_("editor").post(where, sent).content.decode()
        return sum(Masthead._meta.db_table in query["sql"] for query in made)

    assert asked("Comes at five") == asked("Comes at five, too")


def test_the_preview_is_the_page_that_readers_get(cast: Cast, as_: As, write: Any) -> None:
    put_in_print(cast, "In print")
    coming = write("Comes at five", go_live_at=timezone.now() + timedelta(hours=5))
    coming.save_revision().publish()
    where = reverse("dateline_front_preview", args=[cast.home.pk])
    sent = {"plan": plan({"kind": "lead"}, {"kind": "seconds"}, layout="big")}
    page = as_("editor").post(where, sent).content.decode()
    assert 'class="front big"' in page
    assert "In print" in page
    assert "Comes at five" not in page
    later = as_("editor").post(where, sent | {"at": local_in(6)})
    assert "Comes at five" in later.content.decode()
    assert "no-store" in later["Cache-Control"]


def test_a_plan_that_is_none_is_said_to_the_desk(cast: Cast, as_: As) -> None:
    for name in ("dateline_front_filled", "dateline_front_preview"):
        answer = as_("editor").post(reverse(name, args=[cast.home.pk]), {"plan": "{"})
        assert answer.status_code == 400
        assert "did not arrive whole" in answer.content.decode()


def test_stories_to_choose_from_are_the_planned_and_the_newest(
    cast: Cast, as_: As, write: Any
) -> None:
    put_in_print(cast, "Ferry sails", at=timezone.now() - timedelta(hours=1))
    put_in_print(cast, "Cod is dear", section=cast.sea)
    write("A mere draft")
    write("Planned", go_live_at=timezone.now() + timedelta(hours=5)).save_revision().publish()
    where = reverse("dateline_front_stories")

    def offered(**asked: Any) -> list[str]:
        return [s["headline"] for s in as_("editor").get(where, asked).json()["stories"]]

    assert offered() == ["Planned", "Cod is dear", "Ferry sails"]
    assert offered(q="ferry") == ["Ferry sails"]
    assert offered(section=cast.sea.pk) == ["Cod is dear"]
    assert offered(q="\0", section="²") == ["Planned", "Cod is dear", "Ferry sails"]
    bridge = topic("The bridge")
    told = as_("editor").get(reverse("dateline_front_topics"), {"term": "the"}).json()
    assert told == {"topics": [{"id": bridge.pk, "name": "The bridge"}]}


@pytest.mark.parametrize("who", ["reporter", "picture_editor"])
def test_who_may_not_arrange_fronts_reaches_no_part_of_the_desk(
    cast: Cast, as_: As, who: str
) -> None:
    client = as_(who)
    row = Arrangement.objects.create(front=cast.home, content={"slots": []})
    for name, args in (
        ("dateline_fronts", []), ("dateline_front_desk", [cast.home.pk]),
        ("dateline_front_stories", []), ("dateline_front_topics", []),
    ):  # fmt: skip
        # Wagtail's admin answers a refusal by leading home, with words.
        assert client.get(reverse(name, args=args)).status_code in {302, 403}, name
    for name, args in (
        ("dateline_front_filled", [cast.home.pk]), ("dateline_front_preview", [cast.home.pk]),
        ("dateline_take_back", [row.pk]), ("dateline_front_desk", [cast.home.pk]),
    ):  # fmt: skip
        sent = {"plan": plan({"kind": "lead"}), "action": "publish"}
        assert client.post(reverse(name, args=args), sent).status_code in {302, 403}, name
    row.refresh_from_db()
    assert row.taken_back_at is None
    assert Arrangement.objects.count() == 1
    assert "Fronts" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_story_has_no_front(cast: Cast, as_: As) -> None:
    story = put_in_print(cast, "Ferry sails")
    assert as_("editor").get(reverse("dateline_front_desk", args=[story.pk])).status_code == 404


def test_breaking_news_is_called_out_and_taken_down(cast: Cast, as_: As) -> None:
    story = put_in_print(cast, "Ferry stays in port")
    where = reverse("dateline_fronts")
    sent = {"label": "Ferry", "words": "No boat\nbefore noon", "until": local_in(3)}
    sent["address"] = f"https://courier.example{story.address}"
    page = as_("editor").post(where, sent, follow=True).content.decode()
    assert "It stands above the fronts." in page
    banner = Banner.objects.get()
    assert (banner.words, banner.story, banner.made_by) == (
        "No boat before noon", story, cast.editor,
    )  # fmt: skip
    as_("editor").post(reverse("dateline_end_banner", args=[banner.pk]))
    assert not Banner.objects.standing(timezone.now()).exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"until": "tonight"}, "no day and time"),
        ({"until": "2020-01-01T00:00"}, "within 24 hours"),
        ({"address": "/no/such/"}, "No story in print stands at /no/such/"),
        ({"address": "http://[x"}, "That is no address"),
        ({"words": ""}, "required"),
        ({"words": "x" * 161}, "160"),
    ],
)
def test_breaking_news_that_cannot_stand_is_refused_with_words(
    cast: Cast, as_: As, wrong: dict[str, str], words: str
) -> None:
    sent = {"label": "Ferry", "words": "No boat", "until": local_in(3), "address": ""} | wrong
    page = as_("editor").post(reverse("dateline_fronts"), sent).content.decode()
    assert words in page
    assert not Banner.objects.exists()
