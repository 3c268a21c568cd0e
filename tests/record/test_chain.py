"""The chain shows every alteration of what was published."""

from __future__ import annotations

import json
import uuid

import pytest
from django.db import connection, connections

from dateline.record import chain
from dateline.record.actions import record
from dateline.record.models import RecordIsKept, Version
from dateline.stories.models import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions(write):
    """Five versions of two stories."""
    for headline, times in (("Ferry", 3), ("Bridge", 2)):
        story = write(headline)
        for number in range(times):
            row = Story.objects.get(pk=story.pk)
            row.standfirst = f"Version {number}."
            row.save_revision().publish()
    assert list(chain.breaks()) == []
    return list(Version.objects.order_by("pk"))


def sql(statement, *values):
    """Change the table behind the model's back."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("uid", uuid.UUID(int=7).hex),
        ("version", 77),
        ("content", "{}"),
        ("content_hash", "e" * 64),
        ("previous_hash", "e" * 64),
        ("hash", "e" * 64),
        ("recorded_at", "2020-01-01 00:00:00+00"),
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_column_that_was_altered_is_found(versions, column, value, place):
    row = versions[place].pk
    sql(f"UPDATE dateline_record_version SET {column} = %s WHERE id = %s", value, row)  # noqa: S608
    assert row in {each.row for each in chain.breaks()}


def test_content_altered_together_with_its_hash_is_found(versions):
    text = versions[1].content.replace("Version 1.", "Version 9.")
    digest = chain.content_hash(text)
    sql(
        "UPDATE dateline_record_version SET content = %s, content_hash = %s WHERE id = %s",
        text, digest, versions[1].pk,
    )  # fmt: skip
    assert [each.row for each in chain.breaks()] == [versions[1].pk]


def test_a_row_forged_with_all_its_hashes_breaks_the_row_after_it(versions):
    row = versions[1]
    text = row.content.replace("Version 1.", "Version 9.")
    digest = chain.content_hash(text)
    forged = chain.row_hash(row.previous_hash, row.uid, row.version, digest, row.recorded_at)
    sql(
        "UPDATE dateline_record_version SET content = %s, content_hash = %s, hash = %s"
        " WHERE id = %s",
        text, digest, forged, row.pk,
    )  # fmt: skip
    assert [each.row for each in chain.breaks()] == [versions[2].pk]


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_row_that_was_deleted_is_missed_by_the_next(versions, place):
    sql("DELETE FROM dateline_record_version WHERE id = %s", versions[place].pk)
    rows = [each.row for each in chain.breaks()]
    assert rows[0] == versions[place + 1].pk


def test_the_last_row_deleted_is_missed_by_the_outbox(versions):
    sql("DELETE FROM dateline_record_version WHERE id = %s", versions[4].pk)
    (found,) = chain.breaks()
    assert found.row == 0
    assert str(versions[4].uid) in found.what


def test_two_rows_in_each_others_place_are_found(versions):
    sql("UPDATE dateline_record_version SET id = -1 WHERE id = %s", versions[1].pk)
    sql(
        "UPDATE dateline_record_version SET id = %s WHERE id = %s",
        versions[1].pk, versions[2].pk,
    )  # fmt: skip
    sql("UPDATE dateline_record_version SET id = %s WHERE id = -1", versions[2].pk)
    assert list(chain.breaks()) != []


def test_a_version_is_neither_changed_nor_deleted(versions):
    row = versions[0]
    with pytest.raises(RecordIsKept):
        row.save()
    with pytest.raises(RecordIsKept):
        row.delete()
    with pytest.raises(RecordIsKept):
        Version.objects.filter(pk=row.pk).delete()
    with pytest.raises(RecordIsKept):
        Version.objects.update(content="{}")
    assert list(chain.breaks()) == []


def test_a_version_is_recorded_only_in_the_transaction_that_publishes(write, monkeypatch):
    story = write()
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="transaction"):
        record(story)


def test_the_canonical_text_is_one_for_the_same_content():
    one = {"b": 1, "a": {"d": "é", "c": [1, 2]}}
    other = json.loads(json.dumps({"a": {"c": [1, 2], "d": "é"}, "b": 1}))
    assert chain.canonical(one) == chain.canonical(other) == '{"a":{"c":[1,2],"d":"é"},"b":1}'


def test_versions_of_each_story_are_counted_from_one(versions):
    numbers = list(Version.objects.order_by("pk").values_list("version", flat=True))
    assert numbers == [1, 2, 3, 1, 2]


def test_the_record_outlives_its_story(versions):
    Story.objects.get(title="Ferry").delete()
    assert Version.objects.count() == 5
    assert list(chain.breaks()) == []
