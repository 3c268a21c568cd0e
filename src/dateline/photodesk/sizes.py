"""Makes the sizes of a picture that pages look up. Never called while a page is rendered."""

from __future__ import annotations

from django_tasks import task
from wagtail.images.models import Filter

from dateline.photodesk.contexts import SPECS
from dateline.photodesk.models import Picture, Rendition


def make_sizes(picture: Picture, specs: tuple[str, ...] = SPECS) -> int:
    """Make those of `specs` that `picture` lacks and return how many these were.

    Decodes and encodes (about a second for all of them): outside any transaction.
    """
    standing = set(
        Rendition.objects.filter(
            image=picture, focal_point_key__in=("", picture.focus)
        ).values_list("filter_spec", flat=True)
    )
    missing = [spec for spec in specs if spec not in standing]
    if missing:
        # Not `get_renditions`: its cache may know sizes that were deleted meanwhile.
        picture.create_renditions(*(Filter(spec) for spec in missing))
    return len(missing)


@task()
def make_sizes_task(picture_id: int) -> int:
    """The same, in the worker. A picture deleted meanwhile needs none."""
    picture = Picture.objects.filter(pk=picture_id).first()
    return make_sizes(picture) if picture is not None else 0
