"""Topics and contributors that get another address, go, or are not public yet."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from dateline.masthead.models import Contributor, Section
from dateline.photodesk.models import Picture
from dateline.press.models import PrintedFile, Signpost
from dateline.stories.models import Story, Topic
from tests.cast import Cast
from tests.readers.paper import picture, put_in_print, topic


def asked(reader: Client, address: str) -> tuple[int, str]:
    answer = reader.get(address)
    return answer.status_code, answer.get("Location", "")


def renamed(row: Topic | Contributor | Section, slug: str) -> None:
    row.slug = slug
    row.save()


def test_old_addresses_of_a_topic_lead_to_the_new_one(cast: Cast, reader: Client) -> None:
    quay = topic("Quay")
    put_in_print(cast, "On the quay", topics=[quay])
    renamed(quay, "the-quay")
    renamed(quay, "old-quay")
    for old in ("quay", "the-quay"):
        for path in ("", "rss.xml", "atom.xml"):
            address = f"/topics/{old}/{path}"
            assert asked(reader, address) == (301, f"/topics/old-quay/{path}")
    assert asked(reader, "/topics/quay") == (301, "/topics/quay/")
    assert asked(reader, "/topics/old-quay/")[0] == 200


def test_a_topic_that_takes_its_address_back_stands_there_again(cast: Cast, reader: Client) -> None:
    quay = topic("Quay")
    story = put_in_print(cast, "On the quay", topics=[quay])
    renamed(quay, "wharf")
    renamed(quay, "quay")
    assert asked(reader, "/topics/quay/")[0] == 200
    assert asked(reader, "/topics/wharf/") == (301, "/topics/quay/")
    story.unpublish()
    assert asked(reader, "/topics/quay/")[0] == 404


def test_an_address_of_a_contributor_leads_to_the_new_one(cast: Cast, reader: Client) -> None:
    put_in_print(cast, "By Ben")
    renamed(cast.ben, "ben-mole")
    assert asked(reader, "/by/ben-quay/") == (301, "/by/ben-mole/")
    assert asked(reader, "/by/ben-mole/")[0] == 200


def test_a_topic_that_is_deleted_says_so(cast: Cast, reader: Client) -> None:
    quay = topic("Quay")
    put_in_print(cast, "On the quay", topics=[quay])
    quay.delete()
    assert asked(reader, "/topics/quay/") == (410, "")
    assert asked(reader, "/topics/quay/rss.xml") == (410, "")


def test_what_no_reader_ever_saw_leaves_no_signpost(cast: Cast, reader: Client) -> None:
    secret = topic("Secret")
    renamed(secret, "very-secret")
    secret.delete()
    away = Contributor.objects.create(name="Guest", slug="guest", active=False)
    renamed(away, "a-guest")
    away.delete()
    assert not Signpost.objects.exists()


def test_saving_a_topic_without_another_slug_changes_nothing(cast: Cast) -> None:
    quay = topic("Quay")
    put_in_print(cast, "On the quay", topics=[quay])
    quay.description = "Where ships land."
    quay.save()
    Topic.objects.get().save(update_fields=["description"])
    assert not Signpost.objects.exists()


# Who has a page.


@pytest.fixture
def portrait(cast: Cast) -> Picture:
    return picture("Ines at work.")


def handed_out(portrait: Picture) -> bool:
    names = portrait.renditions.values_list("file", flat=True)
    return PrintedFile.objects.filter(name__in=names).exists()


def test_whoever_works_here_has_a_page_and_a_portrait(
    cast: Cast, reader: Client, portrait: Picture
) -> None:
    ines = Contributor.objects.create(name="Ines", slug="ines", portrait=portrait)
    assert asked(reader, "/by/ines/")[0] == 200
    assert handed_out(portrait)
    ines.active = False
    ines.save()
    assert asked(reader, "/by/ines/")[0] == 404
    assert not handed_out(portrait)


def test_a_guest_is_public_while_a_story_in_print_is_signed(
    cast: Cast, reader: Client, portrait: Picture
) -> None:
    guest = Contributor.objects.create(name="Ines", slug="ines", portrait=portrait, active=False)
    draft = put_in_print(cast, "Signed by Ben")
    draft.bylines.add(type(draft.bylines.first())(contributor=guest))
    draft.save_revision()
    for address in ("/by/ines/", "/by/ines/rss.xml"):
        assert asked(reader, address)[0] == 404
    assert not handed_out(portrait)
    story = put_in_print(cast, "By a guest", signed_by=guest)
    for address in ("/by/ines/", "/by/ines/rss.xml"):
        assert asked(reader, address)[0] == 200
    assert handed_out(portrait)
    story.unpublish()
    assert asked(reader, "/by/ines/")[0] == 404
    assert not handed_out(portrait)


@pytest.mark.parametrize("way", ["delete", "sign otherwise"])
def test_a_guests_portrait_goes_with_the_last_story(
    cast: Cast, reader: Client, portrait: Picture, way: str
) -> None:
    guest = Contributor.objects.create(name="Ines", slug="ines", portrait=portrait, active=False)
    story = put_in_print(cast, "By a guest", signed_by=guest)
    assert handed_out(portrait)
    if way == "delete":
        story.delete()
    else:
        story = Story.objects.get()
        byline = story.bylines.get()
        byline.contributor = cast.ben
        story.bylines = [byline]
        story.save_revision().publish()
    assert asked(reader, "/by/ines/")[0] == 404
    assert not handed_out(portrait)


def test_a_guests_portrait_waits_for_the_embargo(cast: Cast, portrait: Picture) -> None:
    guest = Contributor.objects.create(name="Ines", slug="ines", portrait=portrait, active=False)
    until = timezone.now() + timezone.timedelta(days=1)
    story = put_in_print(cast, "By a guest", signed_by=guest, embargo_until=until)
    assert not story.in_print
    assert not handed_out(portrait)


def test_a_section_that_never_printed_a_story_leads_on_from_its_old_address(
    cast: Cast, reader: Client
) -> None:
    renamed(cast.sea, "harbour")
    for path in ("", "rss.xml", "atom.xml"):
        assert asked(reader, f"/sea/{path}") == (301, f"/harbour/{path}")
    cast.sea.delete()
    assert asked(reader, "/harbour/")[0] == 410


def test_a_section_keeps_the_slug_in_the_addresses_of_stories_that_moved_on(cast: Cast) -> None:
    story = put_in_print(cast, "From the city")
    story.move(cast.sea, pos="last-child")
    city = type(cast.city).objects.get(pk=cast.city.pk)
    city.slug = "town"
    with pytest.raises(ValidationError, match="keeps its slug"):
        city.save()
