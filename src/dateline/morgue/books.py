"""Keeps the accounts of the last imports, for the newsroom to look into."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from dateline.morgue.account import Account, Item
from dateline.morgue.models import ImportItem, ImportRun

#: Runs of one importer that are kept.
KEPT = 5
#: Items that are written at a time, and letters of one column.
AT_ONCE, LONGEST = 500, 20_000


@transaction.atomic
def keep(account: Account) -> ImportRun:
    """Keep `account`, and forget the oldest of its importer."""
    run = ImportRun.objects.create(
        importer=account.importer,
        source=account.source[:LONGEST],
        totals=account.totals(),
        counted=account.counted,
    )
    ImportItem.objects.bulk_create((_row(run, item) for item in account.items), batch_size=AT_ONCE)
    runs = ImportRun.objects.filter(importer=account.importer).order_by("-pk")
    ImportRun.objects.filter(pk__in=list(runs.values_list("pk", flat=True)[KEPT:])).delete()
    return run


def _row(run: ImportRun, item: Item) -> ImportItem:
    inside = (
        f"{each.state}: {each.what}" + (f" ({each.reason})" if each.reason else "")
        for each in item.inside
        if each.state != "imported"
    )
    return ImportItem(
        run=run,
        kind=item.kind,
        source_id=item.source_id[:600],
        address=item.address,
        state=item.state,
        story=UUID(item.story) if item.story else None,
        reason=item.reason[:LONGEST],
        inside="\n".join(inside)[:LONGEST],
        doubts="\n".join(item.doubts)[:LONGEST],
    )
