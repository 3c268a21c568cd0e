"""Taking a story down, and lifting that, in the newsroom."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.forms import GroupForm
from wagtail.users.models import UserProfile

from dateline.record.models import Takedown
from dateline.record.takedowns import is_down, take_down
from dateline.stories import desk
from dateline.stories.models import Story
from tests.newsroom.conftest import edit_url, form, said
from tests.newsroom.test_workflow import approve

pytestmark = pytest.mark.django_db

REASON = "A court in Lisbon ordered it."


@pytest.fixture
def printed(write):
    """A story in print."""
    story = write("Ferry captain named")
    story.get_latest_revision().publish()
    return Story.objects.get()


def url_of(story):
    return reverse("dateline_takedown", args=[story.pk])


def sent(**said_in_it):
    return {"kind": "court-order", "reason": REASON, "reference": "File 7/26", **said_in_it}


def lift_url():
    return reverse("dateline_lift_takedown", args=[Takedown.objects.standing().get().pk])


@pytest.mark.parametrize(("who", "offered"), [("publisher", True), ("editor", False)])
def test_the_menu_of_a_printed_story_leads_to_it(as_, write, printed, who, offered):
    draft = write("A draft")
    client = as_(who)
    assert (url_of(printed) in client.get(edit_url(printed)).content.decode()) == offered
    assert url_of(draft) not in client.get(edit_url(draft)).content.decode()


def test_a_publisher_takes_a_story_down_with_the_form(as_, printed):
    client = as_("publisher")
    page = client.get(url_of(printed)).content.decode()
    for words in ("Kind of reason", "Public reason", "Note for the newsroom", "Court order"):
        assert words in page
    assert Story.objects.get().in_print
    answer = client.post(url_of(printed), sent(), follow=True)
    assert answer.redirect_chain[-1][0] == edit_url(printed)
    assert "The story is taken down." in said(answer)
    takedown = Takedown.objects.get()
    assert (takedown.kind, takedown.reason) == ("court-order", REASON)
    assert (takedown.reference, takedown.taken_down_by) == ("File 7/26", "Paula Publisher")
    assert not Story.objects.get().in_print


@pytest.mark.parametrize("lacking", ["kind", "reason"])
def test_what_is_missing_is_said_and_nothing_happens(as_, printed, lacking):
    answer = as_("publisher").post(url_of(printed), sent(**{lacking: " "}))
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {lacking}
    assert Story.objects.get().in_print
    assert "File 7/26" in answer.content.decode()


@pytest.mark.parametrize("who", ["reporter", "editor"])
def test_others_are_told_to_ask_a_publisher(as_, printed, who):
    answer = as_(who).post(url_of(printed), sent(), follow=True)
    assert "Ask a publisher" in said(answer)
    assert Story.objects.get().in_print
    take_down(printed, None, kind="safety", reason=REASON)
    answer = as_(who).post(lift_url(), follow=True)
    assert "Ask a publisher" in said(answer)
    assert is_down(printed.uid)


def test_an_administrator_may_give_the_right_to_a_role(cast, as_, printed):
    offered = GroupForm().registered_permissions.filter(codename="add_takedown")
    cast.editor.groups.get().permissions.add(offered.get())
    as_("editor").post(url_of(printed), sent())
    assert is_down(printed.uid)


def test_a_story_that_was_never_in_print_has_no_such_form(as_, write):
    draft = write("A draft")
    client = as_("publisher")
    answer = client.get(url_of(draft), follow=True)
    assert "“A draft” was never in print." in said(answer)
    answer = client.post(url_of(draft), sent())
    assert "“A draft” was never in print." in answer.content.decode()
    assert not Takedown.objects.exists()


def test_taking_down_what_is_down_says_so(as_, printed):
    take_down(printed, None, kind="safety", reason=REASON)
    answer = as_("publisher").post(url_of(printed), sent())
    assert "is taken down already" in answer.content.decode()
    assert Takedown.objects.count() == 1


def test_a_line_above_the_form_says_when_who_and_why(cast, as_, printed):
    take_down(printed, cast.publisher, kind="privacy", reason="<script>alert(1)</script>",
              reference="File 7/26")  # fmt: skip
    for who, lifts in (("publisher", True), ("editor", False), ("reporter", False)):
        answer = as_(who).get(edit_url(printed))
        line = said(answer)
        page = answer.content.decode()
        assert f"Taken down on {timezone.localtime():%-d %B %Y}" in line
        assert "by Paula Publisher. Privacy of a person:" in line
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert ("Look at it, or lift it" in line) == lifts
        assert "File 7/26" not in page


def test_no_such_line_stands_above_other_stories(as_, printed):
    assert "Taken down" not in said(as_("publisher").get(edit_url(printed)))


def test_a_publisher_looks_at_it_and_lifts_it(as_, printed):
    take_down(printed, None, kind="safety", reason=REASON, reference="File 7/26")
    client = as_("publisher")
    page = client.get(url_of(printed)).content.decode()
    for words in (REASON, "File 7/26", "Safety", "Lift the takedown", lift_url()):
        assert words in page
    assert "Take the story down" not in page
    assert client.get(lift_url()).status_code == 405
    url = lift_url()
    answer = client.post(url, follow=True)
    assert answer.redirect_chain[-1][0] == edit_url(printed)
    assert "The takedown is lifted." in said(answer)
    assert not Story.objects.get().in_print
    assert "does not stand any more" in said(client.post(url, follow=True))


def test_the_publish_button_keeps_the_words_and_says_why_it_did_not_go_out(cast, as_, printed):
    take_down(printed, None, kind="safety", reason=REASON)
    data = form(cast.ben, "Ferry captain not named", **{"action-publish": "1"})
    answer = as_("editor").post(edit_url(printed), data, follow=True)
    assert "did not go out" in said(answer)
    assert "It was taken down on" in said(answer)
    story = Story.objects.get()
    assert not story.in_print
    assert story.get_latest_revision().as_object().title == "Ferry captain not named"


def test_a_plan_in_the_form_is_refused_too(cast, as_, printed):
    take_down(printed, None, kind="safety", reason=REASON)
    data = form(cast.ben, go_live_at="2099-01-01 06:00", **{"action-publish": "1"})
    assert "It was taken down on" in said(as_("editor").post(edit_url(printed), data, follow=True))
    assert Story.objects.get().scheduled_revision is None


def test_bulk_publishing_is_refused(as_, printed):
    take_down(printed, None, kind="safety", reason=REASON)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = f"?id={printed.pk}&next=/newsroom/"
    answer = as_("editor").post(url + query, {"include_descendants": ""}, follow=True)
    assert "It was taken down on" in said(answer)
    assert not Story.objects.get().in_print


def test_the_last_approval_is_refused(cast, as_, printed):
    take_down(printed, None, kind="safety", reason=REASON)
    as_("reporter").post(edit_url(printed), form(cast.ben, **{"action-submit": "1"}))
    approve(as_("editor"), printed)
    answer = approve(as_("editor"), printed)
    assert "It was taken down on" in said(answer)
    story = Story.objects.get()
    assert not story.in_print
    assert story.current_workflow_task.name == "Publish"


def test_once_lifted_the_publish_button_puts_it_into_print_again(cast, as_, printed):
    take_down(printed, None, kind="safety", reason=REASON)
    client = as_("publisher")
    client.post(lift_url())
    client.post(edit_url(printed), form(cast.ben, **{"action-publish": "1"}))
    story = Story.objects.get()
    assert story.in_print
    assert story.address == printed.address


def test_the_desk_names_it(as_, printed):
    take_down(printed, None, kind="safety", reason=REASON)
    (finding,) = desk.examine(Story.objects.get())
    assert (finding.where, finding.blocks) == ("takedown", True)
    page = as_("editor").get(edit_url(printed)).content.decode()
    assert "It was taken down on" in page


def test_the_newsroom_says_it_in_german_too(cast, as_, printed, settings):
    settings.LANGUAGE_CODE = "de"
    profile = UserProfile.get_for_user(cast.publisher)
    profile.preferred_language = "de"
    profile.save()
    client = as_("publisher")
    page = client.get(url_of(printed)).content.decode()
    for words in ("Entfernung aus Rechtsgründen", "Öffentlicher Grund", "Gerichtsbeschluss",
                  "Der Artikel verschwindet aus Titelseiten", "Artikel entfernen"):  # fmt: skip
        assert words in page
    client.post(url_of(printed), sent())
    assert "Entfernt am" in said(client.get(edit_url(printed)))
    with translation.override("de"):
        (finding,) = desk.examine(Story.objects.get())
    assert "bevor das aufgehoben ist" in finding.what
