"""What the newsroom's tests share: a browser for each of the cast, and forms filled in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as of_site
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from dateline.masthead.models import Contributor
from dateline.readership.opening import open_ledger
from tests.cast import Cast
from tests.readership.reading import Desk


@pytest.fixture
def as_(cast: Cast) -> Callable[[str], Client]:
    """Log somebody of the cast in: ``as_("editor")``."""

    def log_in(who: str) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(getattr(cast, who))
        return client

    return log_in


@pytest.fixture
def var(tmp_path: Path, settings: Any) -> Path:
    """A folder of this test for what a paper writes while it runs: nobody has counted yet."""
    settings.VAR = tmp_path
    return tmp_path


def read(at: datetime, *stories: tuple[Any, int]) -> None:
    """Let each story be read so many times at `at`, from as many networks."""
    with closing(open_ledger(Path(of_site.VAR))) as ledger:
        desk = Desk(ledger)
        for story, times in stories:
            desk.read(str(story.uid), times, at=at.timestamp())


def form(contributor: Contributor | None, headline: str = "Ferry sails again", **fields: Any):
    """Return the story's form as a browser sends it."""
    bylines = [{"contributor": contributor.pk, "name": "", "role": ""}] if contributor else []
    text = fields.pop("text", "<p>The ferry sailed at noon.</p>")
    return nested_form_data(
        {
            "title": headline,
            "kicker": "",
            "short_headline": "",
            "standfirst": "After two days of storm.",
            "kind": "news",
            "place": "",
            "topics": "",
            "lead_picture": "",
            "lead_caption": "",
            "source_line": "",
            "sponsor": "",
            "embargo_until": "",
            "go_live_at": "",
            "expire_at": "",
            "body": streamfield([("text", rich_text(text))]),
            "bylines": inline_formset(bylines),
            "chosen": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def add_url(section: Any) -> str:
    """Return where a story of `section` is begun."""
    return reverse("wagtailadmin_pages:add", args=["dateline_stories", "story", section.pk])


def edit_url(story: Any) -> str:
    """Return where `story` is edited."""
    return reverse("wagtailadmin_pages:edit", args=[story.pk])


def said(response: Any) -> str:
    """Return the messages of a response that was followed."""
    return " ".join(str(message) for message in response.context["messages"])
