"""The form of a picture, wherever the newsroom shows it: upload, chooser, edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from dateline.photodesk.fields import PictureFormField


class PictureForm(BaseImageForm):
    """Wagtail's form, with a file that passes the gate (see `fields`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            file = PictureFormField(label=given.label, required=given.required, widget=given.widget)
            file.help_text = " ".join([str(file.help_text), *self._remarks()])
            self.fields["file"] = file

    def _remarks(self) -> Iterator[str]:
        """What an editor should know about the file that is there."""
        if self.instance.moving:
            yield _("It is an animation; readers get its first picture.")
        if self.instance.credentials:
            yield _("It carries content credentials (C2PA), which nobody has verified here.")
