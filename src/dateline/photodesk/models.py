"""Pictures with their credit and rights, the sizes made of them, and documents."""

from __future__ import annotations

import re
import secrets
from contextlib import AbstractContextManager
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.images.rect import Rect

from dateline.conf.options import option
from dateline.photodesk import developing
from dateline.photodesk.contexts import SPECS
from dateline.photodesk.fields import PictureField, SizeField
from dateline.photodesk.inspection import Inspection, inspect_file
from dateline.photodesk.signals import sizes_made

#: Fields that the words in a file may fill.
WORDED = ("title", "alt_text", "caption", "credit", "licence", "usage_terms", "taken_on")
#: The folder of documents, in the media folder.
DOCUMENTS = "documents"


#: Where in an upright picture one looks, as a share of its height from the top: as far above the
#: middle as ``object-position`` has it in ``paper.css``.
UPRIGHT = 0.25
#: Any filter that cuts: what it depends on is what all of them depend on.
AROUND = Filter("fill-1x1")

_WORDLESS = re.compile(r"[\W_]+")


class Picture(AbstractImage):
    """A picture as the desk keeps it. Readers only ever get its renditions."""

    file = PictureField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    alt_text = models.CharField(
        _("alt text"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Who made it, and for whom.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=255,
        blank=True,
        help_text=_("Under which licence it is used, or whose rights they are."),
    )
    usage_terms = models.TextField(
        _("terms of use"),
        blank=True,
        help_text=_("What its supplier allows and asks for. Readers do not see it."),
    )
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    #: Of an animation readers get the first picture.
    moving = models.BooleanField(default=False, editable=False)
    #: Whether the file carries content credentials (C2PA). They stay with it, unverified.
    credentials = models.BooleanField(default=False, editable=False)
    #: What an import made this picture of; a second import finds it again.
    source_id = models.CharField(max_length=500, blank=True, db_index=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "caption",
        "credit",
        "licence",
        "usage_terms",
        "taken_on",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        "tags",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        """The alt text as written; never the file name, which says nothing to a reader."""
        return self.alt_text

    @property
    def focus(self) -> str:
        """A name for where the focal point lies: sizes that are cut around it bear it."""
        return str(AROUND.get_cache_key(self))

    def get_focal_point(self) -> Rect | None:
        """What has to stay in every cut. Nobody chose it in most pictures: of upright ones it is
        then taken to lie where faces are, above the middle."""
        chosen = super().get_focal_point()
        if chosen is None and self.height > self.width:
            return Rect.from_point(self.width / 2, self.height * UPRIGHT, 0, 0)
        return chosen

    def has_focal_point(self) -> bool:
        """Whether somebody chose one."""
        return super().get_focal_point() is not None

    def get_upload_to(self, filename: str) -> str:
        """Originals get names that cannot be guessed, in a folder that is never served."""
        return f"original_images/{_unguessable(filename)}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the worker's task to make its sizes stands or falls with it (see `receivers`).

        Raises `PictureRefused` for a new file that is none that can be taken.
        """
        if self.file and not self.file._committed:
            self.take_in(inspect_file(self.file))
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    def take_in(self, found: Inspection) -> None:
        """Note what was found out about a new file, in memory.

        Words that it says about itself fill what is empty, so that an editor sees and corrects
        them. A focal point was one of the old file.
        """
        if self.pk:
            self.set_focal_point(None)
        self.moving, self.credentials = found.moving, found.credentials
        for name in WORDED:
            said, there = getattr(found.words, name), getattr(self, name)
            if said and (not there or (name == "title" and _is_name_of(self.file.name, there))):
                setattr(self, name, said)
        self.licence = self.licence or option("PICTURE_LICENCE")[:255]

    def create_rendition(self, filter: Any) -> Any:
        """Make one size."""
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters: Any) -> dict[Any, Any]:
        """Make sizes, all from one decoding, and store those that are not there by then.

        Where pages show them, it is said in the same transaction: what is in print has to
        follow. Raises `CannotDevelop`.
        """
        if not filters:
            return {}
        prints = dict(zip(filters, developing.develop(self, filters), strict=True))
        with transaction.atomic():
            rows = Picture.objects.select_for_update(no_key=True)
            if rows.filter(pk=self.pk, file=self.file.name).first() is None:
                raise developing.CannotDevelop(f"“{self.title}” has another file by now")
            made = self._standing(filters)
            new = [self._size(each, prints[each]) for each in filters if each not in made]
            Rendition.objects.bulk_create(new)
            if any(size.filter_spec in SPECS for size in new):
                sizes_made.send(type(self), picture=self)
        return self._standing(filters)

    def _standing(self, filters: Any) -> dict[Any, Any]:
        wanted = {(each.spec, each.get_cache_key(self)): each for each in filters}
        specs = [each.spec for each in filters]
        found = {
            wanted.get((size.filter_spec, size.focal_point_key)): size
            for size in self.renditions.filter(filter_spec__in=specs)
        }
        return {each: found[each] for each in filters if each in found}

    def _size(self, filter: Filter, made: developing.Print) -> Rendition:
        return Rendition(
            image=self,
            filter_spec=filter.spec,
            focal_point_key=filter.get_cache_key(self),
            width=made.width,
            height=made.height,
            file=ContentFile(made.data, name=f"size{made.ending}"),
        )

    def generate_rendition_file(self, filter: Any, *, source: File | None = None) -> File:
        """Make one size. Raises `CannotDevelop`."""
        (made,) = developing.develop(self, [filter])
        return ContentFile(made.data, name=f"size{made.ending}")

    def get_willow_image(self) -> AbstractContextManager[Any]:
        """Refuse: pictures are unfolded in the darkroom, and nowhere else."""
        raise developing.CannotDevelop(f"“{self.title}” is only unfolded in the darkroom")


class Rendition(AbstractRendition):
    """One size of a picture, under a name of 128 random bits."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)
    file = SizeField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """A leaked draft's picture cannot be found by trying names."""
        return f"pictures/{_unguessable(filename)}"


class Attachment(AbstractDocument):
    """A file that a story offers or plays: a PDF, a table, a recording."""

    file = models.FileField(upload_to=DOCUMENTS, verbose_name=_("file"))
    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def url(self) -> str:
        """The path of the file itself: Wagtail's own address counts the newsroom's routes in."""
        return str(self.file.url)

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the file under a name of 128 random bits, with its own ending.

        Where the file is new, it is released in the same transaction (see `receivers`).
        """
        if self.file and not getattr(self.file, "_committed", True):
            self.file.name = _unguessable(str(self.file.name))
        with transaction.atomic():
            super().save(*args, **kwargs)


def _is_name_of(file: str | None, title: str) -> bool:
    """Whether a title is but the name of a file, as an upload makes it."""
    name, said = (_WORDLESS.sub("", each).casefold() for each in (file or "", title))
    stem = _WORDLESS.sub("", PurePosixPath(file or "").stem).casefold()
    return said in {name, stem}


def _unguessable(filename: str) -> str:
    """Return 128 random bits as a name, with the ending of `filename`."""
    return secrets.token_hex(16) + PurePosixPath(filename).suffix.lower()[:8]
