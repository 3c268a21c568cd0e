"""The one gate for pictures: looked at from outside first, then unfolded in a process of its own.

Whatever way a picture comes in (upload, another file for an old picture, import, code), its
bytes pass `inspect` before they are stored; see `fields.PictureFile`.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from dateline.lib import capped
from dateline.lib.files import trouble
from dateline.photodesk.headers import ENDINGS, read_header
from dateline.photodesk.headers.header import Header
from dateline.photodesk.refusals import PictureRefused
from dateline.photodesk.words import Words, words_of

DARKROOM = "dateline.photodesk.darkroom"
#: Fifty million pixels, the most that are taken, need 200 MB; one that was turned, as much again.
CAPS = capped.Caps(memory=512_000_000, processor=10, clock=15, answer=1_000_000)
#: How many findings are remembered: a form, a model and a store ask about the same bytes in turn.
REMEMBERED = 16


@dataclass(frozen=True)
class Inspection:
    """What was found out about a picture's file."""

    #: One of `headers.TYPES`.
    kind: str
    #: Width and height as it is looked at, upright.
    width: int
    height: int
    #: Whether it is an animation, of which only the first picture is used.
    moving: bool
    #: Whether it carries content credentials (C2PA), which nobody has verified.
    credentials: bool
    #: What it says about itself.
    words: Words

    @property
    def ending(self) -> str:
        """The ending of its name, by what it is and not by what it was called."""
        return ENDINGS[self.kind]


def inspect(data: bytes) -> Inspection:
    """Return what the picture file `data` is, having unfolded all of it once.

    A fifth of a second; nothing for bytes that were just asked about. Raises `PictureRefused`.
    """
    header = checked_header(data)
    mark = hashlib.sha256(data).digest()
    with _lock:
        if mark in _known:
            _known.move_to_end(mark)
            return _known[mark]
    found = _inspected(data, header)
    with _lock:
        _known[mark] = found
        while len(_known) > REMEMBERED:
            _known.popitem(last=False)
    return found


def inspect_file(file: File) -> Inspection:
    """`inspect` what is in `file`, which stands at its beginning again afterwards."""
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if most is not None and file.size > most:
        raise _too_large(file.size, most)
    return inspect(bytes_of(file))


def bytes_of(file: File) -> bytes:
    """Return what is in `file`, which stands at its beginning again afterwards."""
    data: bytes
    if isinstance(file, FieldFile) and getattr(file, "_committed", False):
        with file.storage.open(str(file.name), "rb") as stored:
            data = stored.read()
            return data
    file.open("rb")
    data = file.read()
    file.seek(0)
    return data


def checked_header(data: bytes) -> Header:
    """Return what `data` says of itself, if it keeps the limits. Raises `PictureRefused`."""
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if most is not None and len(data) > most:
        raise _too_large(len(data), most)
    header = read_header(data)
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if most is not None and header.pixels > most:
        words = _(
            "It says that it unfolds to %(pixels)d million pixels, and at most %(most)d million "
            "are taken. Make it smaller and send that."
        )
        told = {"pixels": header.pixels // 1_000_000, "most": most // 1_000_000}
        raise PictureRefused(words % told)
    return header


def answer(job: dict[str, Any], data: bytes, caps: capped.Caps) -> tuple[dict[str, Any], bytes]:
    """Have `job` done with `data` in the darkroom; return what it tells, and what follows.

    Raises `PictureRefused` where the picture cannot be unfolded.
    """
    job["pixels"] = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    try:
        line, _newline, rest = capped.run(DARKROOM, json.dumps(job), data, caps).partition(b"\n")
        told = json.loads(line)
    except (capped.Exceeded, ValueError):
        words = _(
            "Unfolding it takes more memory or time than any picture should. Save it anew, "
            "smaller, and send that."
        )
        raise PictureRefused(words) from None
    except OSError as error:
        raise PictureRefused(str(trouble(error, Path(tempfile.gettempdir())))) from error
    if "fault" in told:
        raise _cannot_be_unfolded(job["kinds"][0], str(told["fault"]))
    return told, rest


def _inspected(data: bytes, header: Header) -> Inspection:
    told, _rest = answer({"do": "inspect", "kinds": [header.kind]}, data, CAPS)
    return Inspection(
        kind=header.kind,
        width=int(told["width"]),
        height=int(told["height"]),
        moving=header.moving,
        credentials=header.credentials,
        words=words_of(told["notes"]),
    )


def _cannot_be_unfolded(kind: str, why: str) -> PictureRefused:
    words = _(
        "The %(kind)s is damaged or cut short: it cannot be unfolded (%(why)s). Get the file "
        "again from where it came from, or save it anew, and send that."
    )
    return PictureRefused(words % {"kind": kind, "why": why})


def _too_large(size: int, most: int) -> PictureRefused:
    words = _("The file has %(size)s, and at most %(most)s are taken. Save it smaller.")
    return PictureRefused(words % {"size": filesizeformat(size), "most": filesizeformat(most)})


_known: OrderedDict[bytes, Inspection] = OrderedDict()
_lock = threading.Lock()
