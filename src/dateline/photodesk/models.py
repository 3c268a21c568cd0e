"""Pictures with their credit and rights, the sizes made of them, and documents."""

from __future__ import annotations

import secrets
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from dateline.photodesk.contexts import SPECS
from dateline.photodesk.signals import sizes_made

#: The folder of documents, in the media folder.
DOCUMENTS = "documents"


class Picture(AbstractImage):
    """A picture as the desk keeps it. Readers only ever get its renditions."""

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
    licence = models.CharField(_("licence"), max_length=255, blank=True)
    #: What an import made this picture of; a second import finds it again.
    source_id = models.CharField(max_length=500, blank=True, db_index=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "caption",
        "credit",
        "licence",
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

    def get_upload_to(self, filename: str) -> str:
        """Originals get names that cannot be guessed, in a folder that is never served."""
        return f"original_images/{_unguessable(filename)}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the worker's task to make its sizes stands or falls with it (see `receivers`)."""
        super().save(*args, **kwargs)

    def create_rendition(self, filter: Any) -> Any:
        """Make one size and, where pages show it, say so: what is in print has to follow."""
        made = super().create_rendition(filter)
        self._tell(filter)
        return made

    def create_renditions(self, *filters: Any) -> dict[Any, Any]:
        """The same, for many at once."""
        made: dict[Any, Any] = super().create_renditions(*filters)
        if len(filters) > 1:  # Wagtail makes a single one by itself
            self._tell(*filters)
        return made

    def _tell(self, *filters: Any) -> None:
        if any(filter.spec in SPECS for filter in filters):
            with transaction.atomic():
                sizes_made.send(type(self), picture=self)

    def generate_rendition_file(self, filter: Any, *, source: File | None = None) -> File:
        """Make one size. Wagtail leaves its temporary file open; here it is read and closed."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return File(BytesIO(made.read()), name=made.name)


class Rendition(AbstractRendition):
    """One size of a picture, under a name of 128 random bits."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

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


def _unguessable(filename: str) -> str:
    """Return 128 random bits as a name, with the ending of `filename`."""
    return secrets.token_hex(16) + PurePosixPath(filename).suffix.lower()[:8]
