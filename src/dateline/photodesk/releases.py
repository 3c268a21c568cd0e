"""Which files readers may have: those that a publication released, and no others.

Beside the files stand markers, ``picture:7`` and ``document:7``: they say what a release is of,
so that files made later (new sizes, a replaced document) follow. Whoever changes rows of a
picture or a document holds it first, in this order, to the end of the transaction: sizes are
made and files replaced while stories go in and out of print, and whichever comes second must
see the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from dateline.photodesk.models import DOCUMENTS, Attachment, Picture, Rendition
from dateline.press import outbox
from dateline.press.models import PrintedFile


def release(released_by: str, *, pictures: Iterable[int], documents: Iterable[int] = ()) -> None:
    """Make the renditions of `pictures` and the files of `documents` public for `released_by`.

    Files that it released before and no longer shows are taken back.
    """
    pictures, documents = set(pictures), set(documents)
    rows = PrintedFile.objects.filter(released_by=released_by)
    _hold(pictures | _marked(rows, "picture"), documents | _marked(rows, "document"))
    wanted = {f"picture:{pk}" for pk in pictures} | {f"document:{pk}" for pk in documents}
    wanted |= set(Rendition.objects.filter(image__in=pictures).values_list("file", flat=True))
    wanted |= set(Attachment.objects.filter(pk__in=documents).values_list("file", flat=True))
    standing = set(rows.values_list("name", flat=True))
    rows.filter(name__in=standing - wanted).delete()
    PrintedFile.objects.bulk_create(
        PrintedFile(name=name, released_by=released_by) for name in sorted(wanted - standing)
    )


def withdraw(released_by: str) -> None:
    """Take back whatever `released_by` released."""
    rows = PrintedFile.objects.filter(released_by=released_by)
    _hold(_marked(rows, "picture"), _marked(rows, "document"))
    rows.delete()


def release_later_sizes(picture_id: int) -> list[str]:
    """Release sizes of a picture that were made after a publication had released it; return
    what had."""
    _hold({picture_id}, set())
    names = list(Rendition.objects.filter(image=picture_id).values_list("file", flat=True))
    return _follow(f"picture:{picture_id}", names)


def released_with(marker: str) -> list[str]:
    """Return what released the picture or document of `marker`. One query."""
    rows = PrintedFile.objects.filter(name=marker).order_by("released_by")
    return list(rows.values_list("released_by", flat=True))


def release_replaced_file(document_id: int) -> None:
    """Release the file that a document in print has now, and no earlier one."""
    _hold(set(), {document_id})
    names = list(Attachment.objects.filter(pk=document_id).values_list("file", flat=True))
    for released_by in _follow(f"document:{document_id}", names):
        rows = PrintedFile.objects.filter(released_by=released_by)
        offered = Attachment.objects.filter(pk__in=_marked(rows, "document"))
        rows.filter(name__startswith=f"{DOCUMENTS}/").exclude(
            name__in=list(offered.values_list("file", flat=True))
        ).delete()


def _follow(marker: str, names: list[str]) -> list[str]:
    """Release the files `names` wherever `marker` stands; return by what."""
    markers = PrintedFile.objects.filter(name=marker)
    releasing = list(markers.values_list("released_by", flat=True))
    PrintedFile.objects.bulk_create(
        [
            PrintedFile(name=name, released_by=released_by)
            for released_by in releasing
            for name in names
        ],
        ignore_conflicts=True,
    )
    if releasing:
        outbox.spoil((f"files:{released_by}" for released_by in releasing), marker)
    return releasing


def _marked(rows: QuerySet[PrintedFile], what: str) -> set[int]:
    """Return the numbers of the pictures or documents that `rows` have markers of."""
    names = rows.filter(name__startswith=f"{what}:").values_list("name", flat=True)
    return {int(name.partition(":")[2]) for name in names}


def _hold(pictures: set[int], documents: set[int]) -> None:
    """Lock these rows, where the database has row locks; SQLite's transaction holds them all."""
    for model, numbers in ((Picture, pictures), (Attachment, documents)):
        if numbers:
            rows = model._base_manager.filter(pk__in=numbers).order_by("pk")
            list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
