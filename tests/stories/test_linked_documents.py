"""Documents that a story's text links to: released with it, and with it only."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from dateline.photodesk.models import Attachment
from dateline.press.models import PrintedFile
from dateline.stories import actions
from dateline.stories.models import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Attachment:
    return Attachment.objects.create(title="Report", file=ContentFile(b"%PDF-1.4", "report.pdf"))


@pytest.fixture
def reader(settings: Any) -> Client:
    settings.ROOT_URLCONF = "dateline.conf.urls_readers"
    return Client()


def link(document: Attachment) -> str:
    return f'<p>See <a linktype="document" id="{document.pk}">the report</a>.</p>'


def released(document: Attachment) -> bool:
    return PrintedFile.objects.filter(name=document.file.name).exists()


def test_a_link_to_a_document_leads_to_its_file(write, document, reader):
    story = write(body=[{"type": "text", "value": link(document)}])
    story.get_latest_revision().publish()
    address = f"/media/{document.file.name}"
    for page in (Story.objects.get().address, "/rss.xml", "/atom.xml"):
        answer = reader.get(page)
        assert answer.status_code == 200, page
        assert address in answer.content.decode(), page
    file = reader.get(address)
    assert file.status_code == 200
    assert b"".join(file.streaming_content) == b"%PDF-1.4"


def test_a_link_to_a_document_that_is_gone_keeps_its_words(write, document, reader):
    story = write(body=[{"type": "text", "value": link(document)}])
    document.delete()
    story.get_latest_revision().publish()
    page = reader.get(Story.objects.get().address)
    assert page.status_code == 200
    assert "the report" in page.content.decode()


@pytest.mark.parametrize("kind", ["factbox", "qa", "note"])
def test_documents_linked_from_any_rich_text_are_released(write, document, kind):
    value: dict[str, Any] = {
        "factbox": {"title": "", "text": link(document)},
        "qa": {"title": "", "items": [{"question": "Why?", "answer": link(document)}]},
        "note": {"about": "method", "text": link(document)},
    }[kind]
    story = write(body=[{"type": kind, "value": value}])
    assert not released(document)
    story.get_latest_revision().publish()
    assert released(document)


def test_documents_linked_from_rows_of_a_story_are_released(write, document):
    declared = Attachment.objects.create(title="Letter", file=ContentFile(b"x", "letter.pdf"))
    story = write(kind="live")
    story.get_latest_revision().publish()
    story = Story.objects.get()
    entry = actions.add_entry(story, [{"type": "text", "value": link(document)}])
    actions.correct(story, link(declared))
    assert released(document)
    assert released(declared)
    actions.withdraw_entry(entry)
    assert not released(document)
    assert released(declared)


def test_plain_words_that_look_like_a_link_release_nothing(write, document):
    blocks = [
        {"type": "subheading", "value": link(document)},
        {"type": "pullquote", "value": {"text": link(document), "speaker": ""}},
    ]
    write(body=blocks).get_latest_revision().publish()
    assert not released(document)
