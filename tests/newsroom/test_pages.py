"""The newsroom's own pages: updates, corrections, the live desk, masthead, menus, preview."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from dateline.masthead.models import Masthead, Section
from dateline.record.models import Version
from dateline.stories.models import LiveEntry, Story, Topic
from tests.newsroom.conftest import add_url, edit_url, form, said

pytestmark = pytest.mark.django_db


def test_an_editor_declares_an_update_and_only_that_moves_updated(cast, as_, write):
    story = write()
    story.get_latest_revision().publish()
    client = as_("editor")
    client.post(edit_url(story), form(cast.ben, "Typo mended", **{"action-publish": "1"}))
    assert Story.objects.get().updated_at is None
    url = reverse("dateline_declare_update", args=[story.pk])
    client.post(url, {"text": rich_text("<p>The count has come in.</p>")})
    story = Story.objects.get()
    assert story.updated_at is not None
    assert story.updates.get().declared_by == "Ada Editor"


def test_a_correction_is_added_listed_in_the_form_and_recorded(as_, write):
    story = write()
    story.get_latest_revision().publish()
    client = as_("editor")
    url = reverse("dateline_correct", args=[story.pk])
    answer = client.post(url, {"text": rich_text("<p>Noon, not one.</p>")}, follow=True)
    assert "Noon, not one." in answer.content.decode()
    assert Version.objects.filter(uid=story.uid).count() == 2


def test_a_correction_without_words_is_refused(as_, write):
    story = write()
    url = reverse("dateline_correct", args=[story.pk])
    answer = as_("editor").post(url, {"text": rich_text("<p></p>")})
    assert answer.status_code == 200
    assert not story.corrections.exists()


@pytest.mark.parametrize(
    "name", ["dateline_declare_update", "dateline_correct", "dateline_live_desk"]
)
def test_a_reporter_is_told_to_ask_an_editor(as_, write, name):
    story = write(kind="live")
    url = reverse(name, args=[story.pk])
    answer = as_("reporter").post(url, {"text": rich_text("<p>So</p>")}, follow=True)
    assert "Ask an editor" in said(answer)
    assert not LiveEntry.objects.exists()
    assert not story.corrections.exists()


def test_the_live_desk_publishes_and_withdraws_entries(as_, write):
    story = write(kind="live")
    story.get_latest_revision().publish()
    client = as_("editor")
    url = reverse("dateline_live_desk", args=[story.pk])
    data = {
        "headline": "Bridge closed",
        "text": rich_text("<p>Both ways.</p>"),
        "by": "",
        "key": "on",
    }
    answer = client.post(url, data, follow=True)
    assert "The entry is out." in said(answer)
    entry = story.entries.get()
    assert entry.key
    assert entry.by == "Ada Editor"
    assert "Both ways." in str(entry.body)
    client.post(reverse("dateline_withdraw_entry", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.withdrawn
    assert Version.objects.filter(uid=story.uid).count() == 3


def test_an_entry_without_words_is_refused(as_, write):
    story = write(kind="live")
    url = reverse("dateline_live_desk", args=[story.pk])
    answer = as_("editor").post(url, {"headline": " ", "text": rich_text("<p></p>"), "by": ""})
    assert b"An entry needs a headline or some text." in answer.content
    assert not LiveEntry.objects.exists()


def test_withdrawing_takes_a_post(as_, write):
    story = write(kind="live")
    entry = LiveEntry.objects.create(story=story, headline="Bridge closed")
    answer = as_("editor").get(reverse("dateline_withdraw_entry", args=[entry.pk]))
    assert answer.status_code == 405


def test_topics_are_typed_as_names_and_new_ones_made(cast, as_):
    Topic.objects.create(name="Harbour", slug="harbour")
    names = 'harbour, "Ferry line"'
    as_("reporter").post(add_url(cast.city), form(cast.ben, topics=names))
    story = Story.objects.get().get_latest_revision().as_object()
    assert {topic.name for topic in story.topics.all()} == {"Harbour", "Ferry line"}
    assert Topic.objects.get(name="Ferry line").slug == "ferry-line"


def test_a_preview_makes_no_topic(cast, as_, write):
    story = write()
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    client = as_("reporter")
    assert client.post(url, form(cast.ben, topics="Half a na")).json()["is_valid"]
    assert client.get(url).status_code == 200
    assert not Topic.objects.exists()


def test_names_of_topics_complete_what_is_typed(as_):
    Topic.objects.create(name="Harbour", slug="harbour")
    url = reverse("dateline_topic_names")
    assert as_("reporter").get(url, {"term": "har"}).json() == ["Harbour"]
    assert as_("reporter").get(url).json() == []


@pytest.mark.parametrize("stored", [True, False])
def test_a_preview_shows_what_readers_will_get(cast, as_, write, stored):
    client = as_("reporter")
    if stored:
        url = reverse("wagtailadmin_pages:preview_on_edit", args=[write().pk])
    else:
        args = ["dateline_stories", "story", cast.city.pk]
        url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    data = form(cast.ben, "Never saved", text="<p>Only seen here.</p>")
    assert client.post(url, data).json() == {"is_valid": True, "is_available": True}
    answer = client.get(url)
    page = answer.content.decode()
    assert "Never saved" in page
    assert "Only seen here." in page
    assert "Ben Quay" in page
    assert "no-store" in answer["Cache-Control"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert not Story.objects.filter(title="Never saved").exists()


def test_the_list_of_stories_costs_no_query_a_row(as_, write, django_assert_max_num_queries):
    client = as_("editor")
    for number in range(12):
        write(f"Story {number}")
    url = reverse("stories:index")
    client.get(url)
    with django_assert_max_num_queries(30):
        page = client.get(url).content.decode()
    assert "Story 11" in page
    assert "Ben Reporter" in page


def test_a_new_story_asks_for_its_section(cast, as_):
    client = as_("reporter")
    url = reverse("stories:choose_parent")
    page = client.get(url).content.decode()
    assert "City" in page
    assert "Sea" in page
    assert client.post(url, {"parent_page": cast.sea.pk}).url == add_url(cast.sea)


def test_only_a_publisher_changes_the_masthead(as_):
    url = reverse("dateline_masthead")
    assert as_("editor").get(url).status_code == 302
    client = as_("publisher")
    assert b"The Test Courier" in client.get(url).content
    data = nested_form_data(
        {
            "name": "The Evening Courier",
            "nameplate": "",
            "motto": "",
            "place": "Larkhaven",
            "language": "en-gb",
            "time_zone": "Europe/Lisbon",
            "units": "metric",
            "navigation": inline_formset([]),
        }
    )
    client.post(url, data)
    assert Masthead.objects.get().name == "The Evening Courier"


def test_the_menu_speaks_as_a_newsroom_does(as_):
    page = as_("publisher").get(reverse("wagtailadmin_home"))
    props = page.content.decode().split('id="wagtail-sidebar-props"', 1)[-1]
    for word in (
        "Stories",
        "Sections",
        "Pictures",
        "Contributors",
        "Topics",
        "Masthead",
        "Policies",
    ):
        assert f'"{word}"' in props, word
    for word in ("Images", "Snippets", "Sites", "Help"):
        assert f'"{word}"' not in props, word
    assert "The Test Courier" in page.content.decode()
    assert "Wagtail" not in page.content.decode().split("<title>")[1].split("</title>")[0]


def test_a_section_with_stories_is_not_deleted(cast, as_, write):
    write()
    url = reverse("wagtailadmin_pages:delete", args=[cast.city.pk])
    answer = as_("publisher").post(url, follow=True)
    assert "Stories stand in “City”." in said(answer)
    assert Section.objects.filter(pk=cast.city.pk).exists()
    assert Story.objects.exists()


def test_a_section_with_stories_is_not_deleted_in_bulk_either(cast, as_, write):
    write()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    as_("publisher").post(f"{url}?id={cast.sea.pk}&id={cast.city.pk}&next=/newsroom/")
    assert Section.objects.count() == 2
    assert Story.objects.exists()


UNPUBLISH = ("wagtailadmin_pages:unpublish", "wagtail_bulk_action")


def unpublish_url(name: str, section: Section) -> str:
    """Return where `section` is taken off the paper, alone or among many."""
    if name == "wagtail_bulk_action":
        url = reverse(name, args=["wagtailcore", "page", "unpublish"])
        return f"{url}?id={section.pk}&next=/newsroom/"
    return reverse(name, args=[section.pk])


@pytest.mark.parametrize("name", UNPUBLISH)
@pytest.mark.parametrize("form_data", [{}, {"include_descendants": "on"}], ids=["alone", "all"])
def test_a_section_with_stories_in_print_stays_in_print(cast, as_, write, name, form_data):
    write().get_latest_revision().publish()
    answer = as_("publisher").post(unpublish_url(name, cast.city), form_data, follow=True)
    assert "Stories in “City” are in print." in said(answer)
    assert Section.objects.get(pk=cast.city.pk).live
    assert Story.objects.get().in_print


@pytest.mark.parametrize("name", UNPUBLISH)
def test_a_section_without_stories_in_print_can_be_unpublished(cast, as_, write, name):
    write()
    as_("publisher").post(unpublish_url(name, cast.city))
    assert not Section.objects.get(pk=cast.city.pk).live


def test_a_story_is_unpublished_all_the_same(as_, write):
    story = write()
    story.get_latest_revision().publish()
    as_("editor").post(reverse("wagtailadmin_pages:unpublish", args=[story.pk]))
    assert not Story.objects.get().in_print


def test_an_empty_section_can_be_deleted(cast, as_):
    as_("publisher").post(reverse("wagtailadmin_pages:delete", args=[cast.sea.pk]))
    assert not Section.objects.filter(pk=cast.sea.pk).exists()


def test_stories_are_not_ordered_by_hand(cast, as_, write):
    first, second = write("First"), write("Second")
    client = as_("publisher")
    page = client.get(reverse("wagtailadmin_explore", args=[cast.city.pk])).content.decode()
    assert "?ordering=ord" not in page
    url = reverse("wagtailadmin_pages:set_page_position", args=[second.pk])
    client.post(f"{url}?position=0")
    paths = [Page.objects.get(pk=story.pk).path for story in (first, second)]
    assert paths == sorted(paths)


def test_links_to_a_story_in_print_lead_to_the_readers(as_, write):
    story = write()
    story.get_latest_revision().publish()
    story.refresh_from_db()
    client = as_("editor")
    assert story.address in client.get(edit_url(story)).content.decode()
    assert client.get(story.address).url == f"http://127.0.0.1:8000{story.address}"
    assert client.get("/no/such/place/").status_code == 404


def test_an_address_of_the_newsroom_without_its_last_slash_leads_there(client):
    for path in ("/newsroom", "/accounts/login"):
        answer = client.get(f"{path}?next=/newsroom/")
        assert (answer.status_code, answer.url) == (302, f"{path}/?next=/newsroom/")
    assert client.get("/no/such/place").status_code == 404


def test_no_control_character_troubles_the_database(as_):
    client = as_("editor")
    assert client.get("/city/%00/").status_code == 404
    assert client.get("/x%00/").status_code == 404
    assert client.get(reverse("dateline_topic_names") + "?term=%00").json() == []


def test_every_role_opens_what_it_may(cast, as_, write):
    write()
    for who in ("reporter", "editor", "picture_editor", "publisher"):
        client = as_(who)
        for name in ("wagtailadmin_home", "wagtailimages:index"):
            assert client.get(reverse(name)).status_code == 200, (who, name)
    for who in ("reporter", "editor", "publisher"):
        assert as_(who).get(reverse("stories:index")).status_code == 200
        assert as_(who).get(add_url(cast.city)).status_code == 200


def test_autosave_answers_in_json(cast, as_, write):
    answer = as_("reporter").post(
        edit_url(write()),
        form(cast.ben, "Half a headline", **{"action-publish": "1"}),
        headers={"accept": "application/json"},
    )
    assert json.loads(answer.content)["success"]
