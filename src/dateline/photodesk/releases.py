"""Which files readers may have: those that a publication released, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.photodesk.models import Attachment, Picture, Rendition
from dateline.press.models import PrintedFile


def release(released_by: str, *, pictures: Iterable[int], documents: Iterable[int] = ()) -> None:
    """Make the renditions of `pictures` and the files of `documents` public for `released_by`.

    Files that it released before and no longer shows are taken back. Beside each rendition a
    row names the picture itself, so that sizes made later (`release_later_sizes`) follow.
    """
    pictures = _held(pictures)
    wanted = {f"picture:{pk}" for pk in pictures}
    wanted |= set(Rendition.objects.filter(image__in=pictures).values_list("file", flat=True))
    wanted |= set(Attachment.objects.filter(pk__in=documents).values_list("file", flat=True))
    rows = PrintedFile.objects.filter(released_by=released_by)
    standing = set(rows.values_list("name", flat=True))
    rows.filter(name__in=standing - wanted).delete()
    PrintedFile.objects.bulk_create(
        PrintedFile(name=name, released_by=released_by) for name in sorted(wanted - standing)
    )


def _held(pictures: Iterable[int]) -> set[int]:
    """Return `pictures`, held to the end of the transaction where the database has row locks.

    Sizes are made while a story is being published: whichever comes second sees the other.
    """
    numbers = set(pictures)
    rows = Picture.objects.filter(pk__in=numbers).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))
    return numbers


def withdraw(released_by: str) -> None:
    """Take back whatever `released_by` released."""
    PrintedFile.objects.filter(released_by=released_by).delete()


def release_later_sizes(picture_id: int) -> None:
    """Release sizes of a picture that were made after a publication had released it."""
    _held({picture_id})
    names = list(Rendition.objects.filter(image=picture_id).values_list("file", flat=True))
    markers = PrintedFile.objects.filter(name=f"picture:{picture_id}")
    PrintedFile.objects.bulk_create(
        [
            PrintedFile(name=name, released_by=released_by)
            for released_by in markers.values_list("released_by", flat=True)
            for name in names
        ],
        ignore_conflicts=True,
    )


def may_be_handed_out(name: str) -> bool:
    """Whether the file `name` (relative to the media folder) was released. One query."""
    return not name.startswith("picture:") and PrintedFile.objects.filter(name=name).exists()
