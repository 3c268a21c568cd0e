"""A snapshot shows one instant, keeps nobody waiting, and lets nothing be written."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dateline.press.models import Signpost
from dateline.press.snapshot import snapshot


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_seen_and_does_not_wait(ground: None) -> None:
    Signpost.objects.create(path="/a/")

    def write() -> None:
        Signpost.objects.create(path="/b/")
        connection.close()

    with snapshot():
        assert Signpost.objects.count() == 1
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(10)
        assert not writer.is_alive()
        assert Signpost.objects.count() == 1
    assert Signpost.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_inside_and_everything_after(ground: None) -> None:
    def write_inside() -> Any:
        with snapshot():
            Signpost.objects.create(path="/a/")

    with pytest.raises(DatabaseError):
        write_inside()
    Signpost.objects.create(path="/b/")
    assert [post.path for post in Signpost.objects.all()] == ["/b/"]


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_is_no_part_of_a_transaction(ground: None) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError), snapshot():
        pass
