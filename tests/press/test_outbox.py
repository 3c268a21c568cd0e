"""The outbox and the signposts are written in the transaction of the change they tell of."""

from __future__ import annotations

import uuid

import pytest
from django.db import connections

from dateline.press import outbox
from dateline.press.models import Outbox, Signpost

pytestmark = pytest.mark.django_db
UID = uuid.UUID(int=5)


def test_a_row_outside_a_transaction_is_refused(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(RuntimeError, match="transaction"):
            outbox.write(UID, Outbox.Action.PRINT, new_address="/a/")
    assert not Outbox.objects.exists()


def test_a_row_waits_and_is_due_at_once():
    row = outbox.write(
        UID, Outbox.Action.PRINT, old_address="/a/", new_address="/b/", record_version=3, revision=9
    )
    row.refresh_from_db()
    assert (row.state, row.attempts, row.fault) == ("waiting", 0, "")
    assert row.due >= row.written_at
    assert (row.old_address, row.new_address) == ("/a/", "/b/")
    assert (row.record_version, row.revision) == (3, 9)


def test_the_last_row_of_a_story_is_the_one_written_last():
    assert outbox.last_of(UID) is None
    outbox.write(UID, Outbox.Action.PRINT, new_address="/a/")
    last = outbox.write(UID, Outbox.Action.REMOVE, old_address="/a/")
    outbox.write(uuid.UUID(int=6), Outbox.Action.PRINT, new_address="/b/")
    assert outbox.last_of(UID) == last


def test_a_signpost_stands_once_at_a_path_and_points_where_it_was_told_last():
    outbox.put_up_signpost("/a/", uid=UID)
    assert Signpost.objects.get().target == ""
    outbox.put_up_signpost("/a/", uid=UID, target="/b/")
    assert Signpost.objects.get().target == "/b/"
    outbox.take_down_signpost("/a/")
    outbox.take_down_signpost("/a/")
    assert not Signpost.objects.exists()
