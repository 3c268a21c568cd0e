"""What JSON-LD says of stories and of the paper."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from dateline.masthead.models import Policy
from dateline.stories import actions
from dateline.stories.models import Byline, Story, Topic
from dateline.syndication.bylines import is_organisation
from dateline.syndication.publisher import language_tag
from tests.syndication.conftest import NUL, READERS, article, json_ld, page
from tests.syndication.vocabulary import check

LISBON = ZoneInfo("Europe/Lisbon")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        ("news", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("investigation", "ReportageNewsArticle"),
        ("feature", "NewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("interview", "NewsArticle"),
        ("obituary", "NewsArticle"),
        ("explainer", "BackgroundNewsArticle"),
        ("live", "LiveBlogPosting"),
        ("letters", "OpinionNewsArticle"),
        ("brief", "NewsArticle"),
        ("sponsored", "AdvertiserContentArticle"),
    ],
)
def test_each_kind_is_its_own_type_and_keeps_to_the_vocabulary(publish, picture, kind, type):
    fields = {"sponsor": "Market Traders"} if kind == "sponsored" else {}
    story = publish(
        kind=kind, place="Oster", lead_picture=picture, source_line="With Coastal Press.", **fields
    )
    if kind == "live":
        actions.add_entry(story, [{"type": "text", "value": "<p>They are off.</p>"}], by="Ben Quay")
    actions.correct(story, "<p>It was noon, not one.</p>")
    nodes = json_ld(story.address)
    assert nodes[0]["@type"] == type
    assert check(nodes) == []


def test_a_story_says_who_what_where_and_when(publish, picture, cast):
    story = publish(
        short_headline="Ferry back", place="Oster", lead_picture=picture, lead_caption="At noon."
    )
    story.bylines = [
        Byline(contributor=cast.ben, role="Chief reporter"),
        Byline(name="Coastal Press", role="Agency"),
        Byline(name="Noor Hale"),
    ]
    story.topics = [Topic.objects.create(name="Ferries", slug="ferries")]
    story.save_revision().publish()
    node = article(story.address)
    assert node["headline"] == "Ferry sails again"
    assert node["alternativeHeadline"] == "Ferry back"
    assert node["description"] == "After two days of storm."
    assert node["url"] == READERS + story.address
    assert node["author"] == [
        {
            "@type": "Person",
            "name": "Ben Quay",
            "url": f"{READERS}/by/ben-quay/",
            "jobTitle": "Chief reporter",
        },
        {"@type": "Organization", "name": "Coastal Press"},
        {"@type": "Person", "name": "Noor Hale"},
    ]
    assert node["publisher"]["name"] == "The Test Courier"
    assert node["articleSection"] == "City"
    assert node["keywords"] == ["Ferries"]
    assert node["wordCount"] == 5
    assert node["inLanguage"] == "en-GB"
    assert node["isAccessibleForFree"] is True
    assert node["dateline"] == "Oster"
    (image,) = node["image"]
    assert image["caption"] == "At noon."
    assert image["creditText"] == "Pieter Sandoval"
    assert image["license"] == {"@type": "CreativeWork", "name": "CC BY 4.0"}
    assert (image["width"], image["height"]) == (1440, 1080)
    assert image["url"].startswith(f"{READERS}/media/pictures/")


def test_dates_carry_the_offset_of_the_papers_zone(publish):
    story = publish(first_published_at=None)
    at = story.printed_at.astimezone(LISBON)
    assert article(story.address)["datePublished"] == at.isoformat(timespec="seconds")


def test_a_story_without_update_was_modified_when_it_was_published(publish):
    node = article(publish().address)
    assert node["dateModified"] == node["datePublished"]


def test_corrections_stand_as_comments_and_move_the_date(publish):
    story = publish()
    later = story.printed_at + timedelta(hours=2)
    row = actions.correct(story, "<p>It sailed at <b>one</b>.</p>", at=later)
    node = article(story.address)
    (comment,) = node["correction"]
    assert comment["text"] == "It sailed at one."
    assert comment["url"] == f"{READERS}{story.address}#correction-{row.uid}"
    assert comment["datePublished"] == node["dateModified"] != node["datePublished"]


def test_live_coverage_tells_its_newest_entries_and_when_it_began(publish):
    story = publish(kind="live")
    start = timezone.now() - timedelta(hours=3)
    for minute in range(35):
        actions.add_entry(
            story,
            [
                {"type": "text", "value": f"<p>Minute {minute} &amp; on.</p>"},
                {"type": "quote", "value": {"text": "<p>We wait.</p>", "speaker": "", "role": ""}},
            ],
            headline=f"Minute {minute}",
            by="Ben Quay",
            at=start + timedelta(minutes=minute),
        )
    gone = actions.add_entry(story, [], headline="Wrong", at=start + timedelta(minutes=50))
    actions.withdraw_entry(gone)
    node = article(story.address)
    entries = node["liveBlogUpdate"]
    assert [entry["headline"] for entry in entries] == [f"Minute {n}" for n in range(34, 4, -1)]
    assert entries[0]["articleBody"] == "Minute 34 & on.\n\nWe wait."
    assert entries[0]["author"] == {"@type": "Person", "name": "Ben Quay"}
    assert entries[0]["url"].startswith(f"{READERS}{story.address}#entry-")
    assert entries[0]["url"].partition("#")[2] in page(story.address).decode()
    assert node["coverageStartTime"][:16] == start.astimezone(LISBON).isoformat()[:16]
    assert "coverageEndTime" not in node


def test_a_sponsored_story_names_who_paid(publish):
    story = publish(kind="sponsored", sponsor="Market Traders")
    story.bylines = [Byline(name="Market Traders")]
    story.save_revision().publish()
    node = article(story.address)
    assert node["author"] == [node["sponsor"]]
    assert node["sponsor"] == {"@type": "Organization", "name": "Market Traders"}
    assert "dateline" not in node


def test_nothing_in_a_story_ends_the_script(publish):
    nasty = f"</script><script>alert(1)</script> & <!-- \u2028 {NUL} ☠️ שלום"
    story = publish(nasty, standfirst=nasty)
    body = page(story.address).decode()
    assert "<script>alert(1)" not in body
    assert body.count("</script>") == 1
    assert "\u2028" not in body.partition("application/ld+json")[2].partition("</script>")[0]
    assert article(story.address)["headline"].startswith("</script><script>alert(1)</script> &")


def test_a_story_without_standfirst_is_described_by_its_first_paragraph(publish):
    long = f"<p>{'Long words here. ' * 30}</p><p>Second.</p>"
    story = publish(body=[{"type": "text", "value": long}])
    Story.objects.filter(pk=story.pk).update(standfirst="")
    described = article(story.address)["description"]
    assert described.startswith("Long words here.")
    assert described.endswith("…")
    assert len(described) <= 200


def test_the_paper_names_only_policies_that_say_something(cast):
    Policy.objects.all().delete()
    for subject in ("ownership", "funding", "ethics", "corrections", "contact", "ai-use"):
        Policy.objects.create(subject=subject, title=subject, text="<p>So it is.</p>")
    Policy.objects.create(subject="unnamed-sources", title="Sources", text="")
    nodes = json_ld("/")
    assert check(nodes) == []
    paper = nodes[0]
    assert paper["@type"] == "NewsMediaOrganization"
    assert paper["ownershipFundingInfo"] == [
        f"{READERS}/about/ownership/",
        f"{READERS}/about/funding/",
    ]
    assert paper["correctionsPolicy"] == [f"{READERS}/about/corrections/"]
    assert paper["publishingPrinciples"] == [f"{READERS}/about/ethics/", f"{READERS}/about/ai-use/"]
    assert paper["contactPoint"]["url"] == f"{READERS}/about/contact/"
    assert "unnamedSourcesPolicy" not in paper
    assert "foundingDate" not in paper
    assert paper["@id"] == json_ld("/about/ethics/")[1]["@id"]
    assert check(json_ld("/about/ethics/")) == []


def test_lists_and_contributors_keep_to_the_vocabulary_and_show_the_way(publish, cast):
    story = publish()
    story.topics = [Topic.objects.create(name="Ferries", slug="ferries")]
    story.save_revision().publish()
    month = story.address[:14]
    for address in ("/city/", month, "/topics/ferries/", "/by/ben-quay/"):
        assert check(json_ld(address)) == [], address
    way = json_ld(story.address)[1]["itemListElement"]
    assert [step["item"] for step in way] == [
        f"{READERS}/",
        f"{READERS}/city/",
        READERS + story.address,
    ]
    (person,) = (node["mainEntity"] for node in json_ld("/by/ben-quay/"))
    assert person["worksFor"]["name"] == "The Test Courier"


@pytest.mark.parametrize(
    ("name", "role", "organisation"),
    [
        ("Coastal Press", "", True),
        ("Courier staff", "", True),
        ("The Courier’s view", "", True),
        ("AFP", "", True),
        ("Larkhaven Today", "Agency", True),
        ("Noor Hale", "News reporter", False),
        ("Noor Hale", "Staff writer", False),
    ],
)
def test_a_plain_name_is_a_person_unless_it_stands_for_a_desk(name, role, organisation):
    assert is_organisation(name, role) is organisation


@pytest.mark.parametrize(
    ("kept", "tag"), [("en-gb", "en-GB"), ("de", "de"), ("zh-hant", "zh-Hant"), ("pt_BR", "pt-BR")]
)
def test_a_language_is_written_as_bcp_47_has_it(kept, tag):
    assert language_tag(kept) == tag


def test_a_draft_has_a_document_too_without_addresses_or_dates(write):
    from dateline.syndication.head import story_head

    story = write()
    head = story_head(Story.objects.get(pk=story.pk), timezone.now()).context
    assert head.robots == "noindex"
    assert head.canonical == ""
    assert "datePublished" not in head.json_ld
    assert "Ferry sails again" in head.json_ld
