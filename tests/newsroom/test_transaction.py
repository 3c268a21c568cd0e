"""What a request writes stands or falls as one, and is over before a page is rendered."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView

from dateline.newsroom import middleware
from dateline.stories.models import Story, Topic
from tests.newsroom.conftest import add_url, edit_url, form

pytestmark = pytest.mark.django_db


@pytest.fixture
def depths(monkeypatch: Any) -> list[int]:
    """How many transactions were open within the test's own when a page was rendered."""
    outside = len(connection.savepoint_ids)
    seen: list[int] = []
    real = SimpleTemplateResponse.render

    def render(response: Any) -> Any:
        seen.append(len(connection.savepoint_ids) - outside)
        return real(response)

    monkeypatch.setattr(SimpleTemplateResponse, "render", render)
    return seen


def test_a_new_story_with_errors_is_rendered_after_the_transaction(cast, as_, depths):
    answer = as_("reporter").post(add_url(cast.city), form(cast.ben, ""))
    assert depths == [0]
    page = answer.content.decode()
    assert "It could not be created due to validation errors" in page
    assert "This field is required." in page
    assert "Ben Quay" in page  # a list that the template reads


def test_a_story_with_errors_is_rendered_after_the_transaction(cast, as_, write, depths):
    answer = as_("reporter").post(edit_url(write()), form(cast.ben, "", kicker="Harbour"))
    assert depths == [0]
    page = answer.content.decode()
    assert "It could not be saved due to validation errors" in page
    assert "Harbour" in page


def test_a_question_about_many_is_rendered_after_the_transaction(as_, write, depths):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    answer = as_("editor").post(f"{url}?id={write().pk}&next=/newsroom/", {"chooser": ""})
    assert answer.status_code == 200
    assert depths == [0]


def test_a_form_with_errors_writes_nothing(cast, as_, write, monkeypatch):
    story = write()
    real = EditView.form_invalid

    def writing(view: Any, invalid: Any) -> Any:
        Topic.objects.create(name="Half-way", slug="half-way")
        return real(view, invalid)

    monkeypatch.setattr(EditView, "form_invalid", writing)
    answer = as_("reporter").post(edit_url(story), form(cast.ben, "", topics="New topic"))
    assert answer.status_code == 200
    assert not Topic.objects.exists()
    assert Story.objects.get().get_latest_revision() == story.get_latest_revision()


def test_a_page_that_answers_a_finished_change_does_not_undo_it(rf, as_, write):
    def view(request: Any) -> Any:
        Topic.objects.create(name="Harbour", slug="harbour")
        return SimpleTemplateResponse("dateline/newsroom/begin.html", {})

    middleware.OneTransaction(view)._run(rf.post("/"), view, (), {})
    assert Topic.objects.exists()
