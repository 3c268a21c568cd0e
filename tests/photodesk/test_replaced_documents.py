"""A document whose file is replaced while stories in print offer it."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dateline.photodesk import releases
from dateline.photodesk.models import Attachment, Picture
from dateline.press.files import may_be_handed_out as may
from dateline.press.models import PrintedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Attachment:
    return Attachment.objects.create(title="Report", file=ContentFile(b"%PDF-1.4", "report.pdf"))


def replace(document: Attachment) -> tuple[str, str]:
    """Give `document` another file and return the names of the old and the new one."""
    old = str(document.file.name)
    document.file = ContentFile(b"%PDF-1.7", "report.pdf")
    document.save()
    return old, str(document.file.name)


def test_a_replaced_file_is_handed_out_and_the_old_one_no_longer(document):
    releases.release("one", pictures=[], documents=[document.pk])
    releases.release("two", pictures=[], documents=[document.pk])
    old, new = replace(document)
    assert may(new)
    assert not may(old)
    releases.withdraw("one")
    assert may(new)
    releases.withdraw("two")
    assert not may(new)


def test_a_replaced_file_of_a_draft_stays_inside(document):
    old, new = replace(document)
    assert not may(old)
    assert not may(new)


def test_a_replaced_file_leaves_the_files_beside_it_alone(document):
    other = Attachment.objects.create(title="Map", file=ContentFile(b"x", "map.pdf"))
    releases.release("one", pictures=[], documents=[document.pk, other.pk])
    replace(document)
    assert may(other.file.name)


def test_saving_a_document_again_changes_nothing(document):
    releases.release("one", pictures=[], documents=[document.pk])
    before = set(PrintedFile.objects.values_list("pk", flat=True))
    document.title = "The report"
    document.save()
    assert set(PrintedFile.objects.values_list("pk", flat=True)) == before


def test_noting_the_size_of_a_file_asks_for_no_releases(document):
    releases.release("one", pictures=[], documents=[document.pk])
    with CaptureQueriesContext(connection) as queries:
        document.save(update_fields=["file_size"])
    assert not any(PrintedFile._meta.db_table in query["sql"] for query in queries)


def test_a_marker_of_a_document_is_no_file(document):
    releases.release("one", pictures=[], documents=[document.pk])
    assert not may(f"document:{document.pk}")


def held_before_deleting(queries: CaptureQueriesContext, table: str) -> bool:
    """Whether rows of `table` are read (and locked, where rows can be) before one is deleted."""
    said = [query["sql"] for query in queries]
    held = [n for n, sql in enumerate(said) if sql.startswith("SELECT") and f'"{table}"' in sql]
    gone = [n for n, sql in enumerate(said) if sql.startswith("DELETE")]
    return bool(held and gone and min(held) < min(gone))


@pytest.mark.parametrize("way", ["withdraw", "release"])
def test_what_is_taken_back_is_held_first(document, way, cast):
    """Else sizes made in the same moment get a row that nobody takes back."""
    name = "x"
    picture = Picture(title="Quay", file=f"original_images/{name}.png", width=1, height=1)
    Picture.objects.bulk_create([picture])
    releases.release("one", pictures=[picture.pk], documents=[document.pk])
    with CaptureQueriesContext(connection) as queries:
        if way == "withdraw":
            releases.withdraw("one")
        else:
            releases.release("one", pictures=[])
    for model in (Picture, Attachment):
        assert held_before_deleting(queries, model._meta.db_table)
    assert not PrintedFile.objects.exists()
