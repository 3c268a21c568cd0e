"""Every way by which a story becomes public, changes or goes: what is in print afterwards."""

from __future__ import annotations

import pytest

from dateline.press.models import Outbox, Signpost
from dateline.record.models import Version
from dateline.stories.models import Story
from tests.stories import ways
from tests.stories.invariants import faults

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", ways.WAYS, ids=str)
def test_after_every_way_print_outbox_and_record_agree(cast, way):
    way.prepare(cast)
    assert faults() == []
    before = ways.story()
    with way.clock():
        way.go(cast)
        assert faults() == []
        public = set(Story.objects.in_print().values_list("uid", flat=True))
    after = ways.story()
    uid = (before or after).uid
    rows = list(Outbox.objects.filter(uid=uid).order_by("pk"))
    assert " ".join(row.action for row in rows) == way.outbox
    assert Version.objects.filter(uid=uid).count() == way.versions
    assert Story._base_manager.count() == way.stories
    if way.gone:
        assert after is None
        assert Signpost.objects.get().path == before.address
        return
    assert (uid in public) is way.in_print
    if way.in_print:
        assert after.title == way.headline
        assert after.printed_at == after.first_published_at
    if before is not None and before.address:
        assert (after.uid, after.address) == (before.uid, before.address)
        assert after.printed_at == before.printed_at
        assert after.first_published_at == before.first_published_at
