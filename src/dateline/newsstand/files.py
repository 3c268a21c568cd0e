"""Files that go out as they are: pictures, recordings, and the releases of the paper's look."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import brotli

from dateline.lib.caching import FOR_GOOD
from dateline.lib.mediatypes import is_shown, media_type
from dateline.lib.ranges import content_range, part_of
from dateline.newsstand.answers import Answer, Part, lines, status_line
from dateline.newsstand.negotiation import BROTLI, GZIP, ORDERS

#: A file that the next release may have otherwise.
FOR_NOW = "public, max-age=60"
#: The longest text that is held compressed, in bytes; longer ones go out from the disk.
LONGEST_TEXT = 2_000_000
_TEXT = ("text/", "application/json", "application/xml", "application/javascript", "image/svg+xml")
_RELEASE = re.compile(r"[0-9a-f]{16}", re.ASCII)


@dataclass(frozen=True)
class Ready:
    """A short file, in the encodings that it goes out in."""

    bodies: dict[str, bytes]
    etag: str
    fields: tuple[tuple[str, str], ...]


def kind_of(name: str) -> str:
    """Return what ``Content-Type`` says of the file `name`."""
    kind = media_type(name)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def stored(
    path: Path, name: str, asked: bytes, common: bytes, keeping: str = FOR_GOOD
) -> Answer | None:
    """Return the released file at `path`, or the part of it that a ``Range`` field asks for; None
    where there is none. What a browser might run is only offered for saving."""
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return None
    if not path.is_file():
        return None
    kind = kind_of(name)
    etag = f'"{sha256(f"{name} {size}".encode()).hexdigest()[:32]}"'
    part = part_of(asked.decode("latin-1"), size)
    status = 200 if part is None else 206 if part else 416
    way, file = "inline" if is_shown(kind) else "attachment", quote(Path(name).name)
    fields = [
        ("content-type", kind),
        (
            "content-disposition",
            f"{way}; filename*=utf-8''{file}",
        ),
        ("accept-ranges", "bytes"),
    ]
    if part is not None:
        fields.append(("content-range", content_range(part, size)))
    part = range(size) if part is None else part
    fields.append(("content-length", str(len(part))))
    short = lines([("cache-control", keeping), ("etag", etag)])
    answer = Answer(status, status_line(status) + lines(fields) + common + short)
    answer.short, answer.etag = short, etag.encode() if status == 200 else b""
    answer.size = len(part)
    if part:
        answer.file = Part(path, part.start, len(part))
    return answer


class Statics:
    """The files of the paper's look, release by release; short texts are held compressed."""

    def __init__(self, folder: Path, common: bytes) -> None:
        """Hand out what lies in `folder`: ``<release>/<name>``, and by the name alone what the
        current release has."""
        self._folder, self._common = folder, common
        self._ready: dict[str, Ready | None] = {}

    def answer(self, name: str, order: int, asked: bytes) -> Answer | None:
        """Return the file `name`, or None where there is none."""
        release, _, rest = name.partition("/")
        for_good = bool(_RELEASE.fullmatch(release))
        if not for_good:
            release, rest = self._current(), name
        if not release or not _is_plain(rest):
            return None
        path = self._folder / release / rest
        ready = self._made_ready(f"{release}/{rest}", path)
        keeping = FOR_GOOD if for_good else FOR_NOW
        if ready is None:
            return stored(path, rest, asked, self._common, keeping)
        coding = next(each for each in ORDERS[order] if each in ready.bodies)
        body = ready.bodies[coding]
        fields = [*ready.fields, ("content-length", str(len(body)))]
        if coding:
            fields.append(("content-encoding", coding))
        etag = f'"{ready.etag}{coding}"'
        short = lines([("cache-control", keeping), ("etag", etag), ("vary", "accept-encoding")])
        answer = Answer(200, status_line(200) + lines(fields) + self._common + short, body)
        answer.short, answer.etag = short, etag.encode()
        return answer

    def _current(self) -> str:
        try:
            said = (self._folder / "current").read_text().strip()
        except (OSError, ValueError):
            return ""
        return said if _RELEASE.fullmatch(said) else ""

    def _made_ready(self, name: str, path: Path) -> Ready | None:
        """Return the file compressed, if it is a text and not too long. Of the names that are asked
        for only those of files are remembered."""
        if name in self._ready:
            return self._ready[name]
        kind = kind_of(name)
        try:
            if not path.is_file():
                return None
            text = kind.startswith(_TEXT) and path.stat().st_size <= LONGEST_TEXT
            self._ready[name] = ready = _read(path, kind) if text else None
        except (OSError, ValueError):
            return None
        return ready


def _read(path: Path, kind: str) -> Ready:
    body = path.read_bytes()
    squeezer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bodies = {
        BROTLI: brotli.compress(body, quality=9),
        GZIP: squeezer.compress(body) + squeezer.flush(),
        "": body,
    }
    return Ready(bodies, sha256(body).hexdigest()[:32], (("content-type", kind),))


def _is_plain(name: str) -> bool:
    """Whether `name` leads to no other folder."""
    return bool(name) and all(
        piece and not piece.startswith(".") and "\\" not in piece for piece in name.split("/")
    )
