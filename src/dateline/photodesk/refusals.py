"""Why a picture is not taken, in words for whoever sent it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class PictureRefused(ValidationError):
    """A picture's file is not taken. `str()` is one line: what is wrong, where, what to do."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words, code="picture_refused")

    def __str__(self) -> str:
        return self.words


def broken(kind: str, what: str, at: int | None = None) -> PictureRefused:
    """Return the refusal of a file of `kind` whose own structure is wrong, at byte `at`."""
    place = "" if at is None else _(" (at byte %(at)d)") % {"at": at}
    words = _(
        "The %(kind)s is broken: %(what)s%(place)s. Get the file again from where it came from, "
        "or save it anew, and send that."
    )
    return PictureRefused(words % {"kind": kind, "what": what, "place": place})


def too_many_pieces(kind: str) -> PictureRefused:
    """Return the refusal of a file that is made to keep its reader busy."""
    words = _("The %(kind)s has more parts than any picture. Save it anew and send that.")
    return PictureRefused(words % {"kind": kind})
