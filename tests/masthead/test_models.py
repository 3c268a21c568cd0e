"""The publication: its zone, nameplate, sections, contributors, policies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dateline.masthead.models import (
    RESERVED,
    Contributor,
    Masthead,
    NavigationEntry,
    Policy,
    Section,
)
from dateline.masthead.queries import live_sections, masthead
from dateline.stories.models import Story
from tests.cast import Cast

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.mark.parametrize("name", ["Europe/Lisbon", "UTC", "Pacific/Auckland", "Asia/Kathmandu"])
def test_a_time_zone_is_taken_by_its_name(db: None, name: str) -> None:
    paper = Masthead(name="The Courier", time_zone=name)
    paper.full_clean()
    assert paper.zone.key == name


@pytest.mark.parametrize("name", ["", "Lisbon", "+01:00", "Europe", "europe/lisbon", "../etc"])
def test_what_is_no_time_zone_is_refused(db: None, name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Masthead(name="The Courier", time_zone=name).full_clean()
    assert list(refused.value.message_dict) == ["time_zone"]


def test_a_paper_that_nobody_has_filled_in_has_defaults(db: None) -> None:
    assert not Masthead.objects.exists()
    paper = masthead()
    assert (paper.name, paper.language, paper.zone.key) == ("The Dateline", "en-gb", "UTC")


def test_a_nameplate_keeps_its_drawing_and_loses_what_is_active(db: None) -> None:
    hostile = DRAWING.replace("<path", "<script>alert(1)</script><path onload='alert(2)'")
    paper = Masthead(name="The Courier", time_zone="UTC", nameplate=hostile)
    paper.full_clean()
    assert "script" not in paper.nameplate
    assert "onload" not in paper.nameplate
    assert "M0 0h9v9z" in paper.nameplate


def test_a_nameplate_is_sanitised_however_it_is_written(db: None) -> None:
    paper = Masthead.objects.create(name="The Courier", nameplate=DRAWING)
    kept = paper.nameplate
    assert "M0 0h9v9z" in kept
    paper.save()
    assert paper.nameplate == kept
    hostile = DRAWING.replace("<path", "<script>alert(1)</script><path")
    Masthead.objects.create(name="Another", nameplate=hostile)
    assert not Masthead.objects.filter(nameplate__contains="script").exists()


@pytest.mark.parametrize("slug", sorted(name for name in RESERVED if "." not in name))
def test_a_section_may_not_stand_at_an_address_of_the_paper_itself(cast: Cast, slug: str) -> None:
    with pytest.raises(ValidationError) as refused:
        cast.home.add_child(instance=Section(title="Anything", slug=slug))
    assert list(refused.value.message_dict) == ["slug"]


def test_a_section_keeps_its_slug_once_it_has_published_stories(
    cast: Cast, publish: Callable[..., Story]
) -> None:
    cast.city.slug = "town"
    cast.city.save()  # nothing was ever published in it
    story = publish("Ferry sails again")
    city = Section.objects.get(pk=cast.city.pk)
    city.slug = "city"
    with pytest.raises(ValidationError) as refused:
        city.save()
    assert list(refused.value.message_dict) == ["slug"]
    story.unpublish()
    with pytest.raises(ValidationError):
        city.save()
    city.slug, city.title = "town", "Town"
    city.save()
    assert Section.objects.get(pk=city.pk).title == "Town"


def test_a_draft_does_not_hold_its_sections_slug(cast: Cast, write: Callable[..., Story]) -> None:
    write("Draft")
    cast.city.slug = "town"
    cast.city.save()
    assert Section.objects.get(pk=cast.city.pk).address == "/town/"


def test_stories_of_a_section_are_not_ordered_by_hand(cast: Cast) -> None:
    assert not cast.city.permissions_for_user(cast.publisher).can_reorder_children()


def test_sections_stand_in_the_order_of_the_tree_drafts_left_out(cast: Cast) -> None:
    cast.home.add_child(instance=Section(title="Attic", slug="attic", live=False))
    assert [section.slug for section in live_sections()] == ["city", "sea"]


def test_an_entry_of_the_navigation_leads_somewhere_in_the_paper(cast: Cast) -> None:
    paper = masthead()
    NavigationEntry(masthead=paper, section=cast.city).clean()
    NavigationEntry(masthead=paper, label="About", address="/about/").clean()
    for wrong in (
        {"label": "About"},
        {"address": "/about/"},
        {"label": "Away", "address": "https://elsewhere.example/"},
        {"label": "Away", "address": "//elsewhere.example/"},
        {"label": "Run", "address": "javascript:alert(1)"},
    ):
        with pytest.raises(ValidationError):
            NavigationEntry(masthead=paper, **wrong).clean()


def test_only_policies_that_say_something_are_written(db: None) -> None:
    for subject, text in (("ethics", "<p>We ask twice.</p>"), ("funding", ""), ("ai-use", "<p> ")):
        Policy.objects.create(subject=subject, title=subject, text=text)
    assert [policy.subject for policy in Policy.objects.written()] == ["ethics"]


def test_a_policys_text_is_sanitised(db: None) -> None:
    policy = Policy.objects.create(
        subject="ethics",
        title="Ethics",
        text="<p onclick='x()'>We <script>alert(1)</script>ask <b>twice</b>.</p>",
    )
    assert Policy.objects.get(pk=policy.pk).text == "<p>We ask <b>twice</b>.</p>"


def test_a_policy_changes_only_with_its_words(db: None) -> None:
    policy = Policy.objects.create(subject="ethics", title="Ethics", text="<p>We ask.</p>")
    long_ago = timezone.now() - timedelta(days=90)

    def changed(**fields: Any) -> bool:
        Policy.objects.filter(pk=policy.pk).update(changed_at=long_ago)
        again = Policy.objects.get(pk=policy.pk)
        for name, value in fields.items():
            setattr(again, name, value)
        again.save()
        return Policy.objects.get(pk=policy.pk).changed_at != long_ago

    assert not changed()
    assert not changed(text="<p onclick='x()'>We ask.</p>")
    assert changed(text="<p>We ask twice.</p>")
    assert changed(title="How we ask")
    assert not changed(title="How we ask", text="<p>We ask twice.</p>")


def test_a_contributors_subjects_are_lines(db: None) -> None:
    assert Contributor(expertise=" Boats \n\nTides\n").subjects == ["Boats", "Tides"]


def test_a_contributor_is_found_by_name_whatever_its_case(cast: Cast) -> None:
    assert list(Contributor.objects.named(" ben QUAY ")) == [cast.ben]
    assert not Contributor.objects.named("Ben").exists()
