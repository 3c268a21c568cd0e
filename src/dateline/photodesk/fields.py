"""The fields that keep pictures. No byte is stored that has not passed `inspection`."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.fields import FileField
from wagtail.images import fields as wagtail_fields
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from dateline.photodesk.headers import TYPES, read_header
from dateline.photodesk.inspection import bytes_of, inspect_file


class PictureFile(WagtailImageFieldFile):
    """The file of a picture as it came in."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store `content`, whoever asks for it. Raises `PictureRefused`, and nothing is stored."""
        found = inspect_file(content)
        self.instance.take_in(found)
        super().save(f"picture{found.ending}", content, save=save)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height as it is looked at, upright. Raises `PictureRefused`."""
        found = inspect_file(self)
        return found.width, found.height


class PictureField(WagtailImageField):
    """Keeps a picture as it came in. It is only ever unfolded in the darkroom."""

    attr_class = PictureFile


class SizeFile(WagtailImageFieldFile):
    """A size that the darkroom made."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height, by its header: it is ours and stands upright."""
        header = read_header(bytes_of(self))
        return header.width, header.height


class SizeField(WagtailImageField):
    """Keeps a size of a picture."""

    attr_class = SizeFile


class PictureFormField(wagtail_fields.WagtailImageField):
    """Takes a picture in a form. Its kind is what it is, not what its name ends with."""

    default_validators: list[Any] = []

    def to_python(self, data: Any) -> Any:
        """Return the file with what was found out about it. Raises `ValidationError`."""
        file: Any = FileField.to_python(self, data)
        if file is None:
            return None
        file.inspection = inspect_file(file)
        file.content_type = TYPES[file.inspection.kind]
        return file


class PortraitFormField(PictureFormField):
    """Takes the small picture of somebody who works here, and keeps nothing else of it."""

    #: Pixels a side at most.
    SIDE = 400

    def to_python(self, data: Any) -> Any:
        """Return a small JPEG without notes. Raises `ValidationError`."""
        from dateline.photodesk.developing import small

        file = super().to_python(data)
        if file is None:
            return None
        made = small(bytes_of(file), file.inspection, self.SIDE)
        portrait: Any = SimpleUploadedFile("portrait.jpg", made, TYPES["JPEG"])
        return portrait
