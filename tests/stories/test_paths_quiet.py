"""While a story is published, nothing is rendered, fetched or mailed: the transaction is short."""

from __future__ import annotations

import socket

import pytest
from django.db import connection

from dateline.mailroom.models import Letter
from dateline.press import parts
from tests.stories import ways

pytestmark = pytest.mark.django_db
#: Those that write a publication, by every machinery there is.
WRITING = [
    "create and publish",
    "create with a plan",
    "publish a draft from its form",
    "approve at the last step",
    "approve with an edit in the form",
    "bulk publish",
    "bulk delete",
    "unpublish",
    "move",
    "publish an older revision in code",
    "the plan comes due",
    "it expires",
    "restrict the section",
    "publish a live entry",
]


@pytest.mark.parametrize("name", WRITING)
def test_nothing_is_rendered_or_sent_inside_the_transaction(cast, monkeypatch, name):
    way = ways.BY_NAME[name]
    way.prepare(cast)
    done = []

    def rendered(kind):
        done.append(f"rendered {kind} in a transaction: {connection.in_atomic_block}")
        raise AssertionError(done[-1])

    def called(self, address):
        done.append(f"called {address}")
        raise AssertionError(done[-1])

    monkeypatch.setattr(parts, "kind_named", rendered)
    if connection.vendor != "postgresql":
        monkeypatch.setattr(socket.socket, "connect", called)
    with way.clock():
        way.go(cast)
    assert done == []


def test_what_a_workflow_has_to_say_by_mail_waits_as_rows(cast, settings, mailoutbox):
    settings.EMAIL_BACKEND = "dateline.mailroom.backend.RowBackend"
    way = ways.BY_NAME["approve at the last step"]
    way.prepare(cast)
    before = Letter.objects.count()
    way.go(cast)
    assert Letter.objects.count() > before
    assert mailoutbox == []
    assert set(Letter.objects.values_list("state", flat=True)) == {"waiting"}
