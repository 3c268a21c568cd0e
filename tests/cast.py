"""Ada the editor, Ben the reporter, Cleo of the picture desk, Paula the publisher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from dateline.masthead.models import Contributor, Home, Masthead, Section
from dateline.newsroom import roles
from dateline.newsroom.setup import set_up
from dateline.stories.models import Byline, Story

PASSWORD = "seven gulls on a bollard"


@dataclass
class Cast:
    """Everybody and everything a test of the newsroom needs."""

    home: Home
    city: Section
    sea: Section
    reporter: Any
    editor: Any
    picture_editor: Any
    publisher: Any
    ben: Contributor


def make_cast() -> Cast:
    """Set up a paper in Lisbon's zone with sections City and Sea."""
    home = set_up()
    paper = Masthead.objects.get()
    paper.name, paper.place, paper.time_zone = "The Test Courier", "Larkhaven", "Europe/Lisbon"
    paper.save()
    return Cast(
        home=home,
        city=_section(home, "City", "city"),
        sea=_section(home, "Sea", "sea"),
        reporter=_user("ben", "Ben", "Reporter", roles.REPORTERS),
        editor=_user("ada", "Ada", "Editor", roles.EDITORS),
        picture_editor=_user("cleo", "Cleo", "Picture", roles.PICTURE_EDITORS),
        publisher=_user("paula", "Paula", "Publisher", roles.PUBLISHERS),
        ben=Contributor.objects.create(name="Ben Quay", slug="ben-quay", role="Reporter"),
    )


def make_story(cast: Cast, headline: str, **fields: Any) -> Story:
    """Return a saved draft in City with a byline, a standfirst and a paragraph."""
    section = fields.pop("section", cast.city)
    body = fields.pop("body", [{"type": "text", "value": "<p>The ferry sailed at noon.</p>"}])
    story = Story(
        title=headline,
        live=False,
        standfirst=fields.pop("standfirst", "After two days of storm."),
        body=body,
        owner=fields.pop("owner", cast.reporter),
        **fields,
    )
    story.bylines = [Byline(contributor=cast.ben)]
    section.add_child(instance=story)
    story.save_revision(user=cast.reporter)
    return story


def _section(home: Home, title: str, slug: str) -> Section:
    section = Section(title=title, slug=slug)
    home.add_child(instance=section)
    section.save_revision().publish()
    return section


def _user(username: str, first: str, last: str, group: str) -> Any:
    user = get_user_model().objects.create_user(
        username, f"{username}@courier.example", PASSWORD, first_name=first, last_name=last
    )
    user.groups.add(Group.objects.get(name=group))
    return user
