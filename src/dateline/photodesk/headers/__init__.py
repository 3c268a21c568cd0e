"""What a picture's file says of itself, read before anything of it is unfolded.

Plain arithmetic on the bytes, in the process that was given them: a kilobyte can unfold to
gigabytes, and this is where it is found out. What is right here may still be broken inside;
that is for the `darkroom` to find.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from dateline.photodesk.headers import boxes, gif, jpeg, png, webp
from dateline.photodesk.headers.header import ENDINGS, TYPES, Header
from dateline.photodesk.refusals import PictureRefused, broken

__all__ = ["ENDINGS", "TYPES", "Header", "read_header"]

#: What else people send, by how it begins: (place, bytes, name).
OTHERS = (
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"II+\0", "TIFF"),
    (0, b"MM\0+", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"\0\0\1\0", "ICO"),
    (0, b"8BPS", "Photoshop"),
    (0, b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (0, b"\xff\x4f\xff\x51", "JPEG 2000"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
    (0, b"%PDF", "PDF"),
    (0, b"PK\3\4", "ZIP"),
    (4, b"ftyp", "MP4"),
)
#: How a text begins, a byte order mark apart.
_BEFORE_TEXT = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def read_header(data: bytes) -> Header:
    """Return what the picture file `data` says of itself. Raises `PictureRefused`.

    No limit is applied here but those by which a file is broken.
    """
    for reader in (jpeg, png, gif, webp, boxes):
        if reader.accepts(data):
            header = reader.read(data)
            if header.width < 1 or header.height < 1:
                raise broken(header.kind, _("it says that it has no width or no height"))
            return header
    raise _not_taken(data)


def _not_taken(data: bytes) -> PictureRefused:
    if not data:
        return PictureRefused(_("The file is empty. Send it again."))
    name = next((name for at, magic, name in OTHERS if data[at:].startswith(magic)), "")
    if b"<svg" in data[:4096].lower() and data.lstrip(_BEFORE_TEXT).startswith(b"<"):
        name = "SVG"
    if name:
        what = _("It is a file of the kind %(kind)s, whatever its name says.") % {"kind": name}
    else:
        what = _("It does not begin like any picture that is taken here.")
    save = _("Save it as JPEG, PNG, WebP, AVIF, HEIC or GIF and send that.")
    return PictureRefused(f"{what} {save}")
