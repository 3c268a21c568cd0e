"""Brings the pictures of a copy in: found, checked, stored once, sizes made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.images.rect import Rect

from dateline.lib.fetch import FetchFailed, FetchRefused, fetch
from dateline.lib.files import NoPlainFile, TooLarge, read_plain
from dateline.morgue.copy import Copy, Inside, PictureCopy
from dateline.morgue.storable import storable_text
from dateline.photodesk.contexts import FIRST_SPECS
from dateline.photodesk.developing import CannotDevelop
from dateline.photodesk.headers import TYPES
from dateline.photodesk.models import Picture
from dateline.photodesk.refusals import PictureRefused
from dateline.photodesk.sizes import make_sizes


class PictureLost(Exception):
    """A picture that cannot be brought in; its text says why, in one line."""


@dataclass
class PictureDesk:
    """Takes pictures in for one run of an import.

    `fetching` allows addresses on the web; otherwise only files are read. `media` are folders that
    have the files of an older system below the paths, or the ends of paths, that they had there.
    """

    fetching: bool
    media: tuple[Path, ...] = ()
    taken: dict[str, Picture] = field(default_factory=dict)
    #: The pictures that the last `take_all` was the first to store.
    new: list[Picture] = field(default_factory=list)

    def take_all(self, copy: Copy) -> list[Inside]:
        """Store every picture of `copy` and return what became of each."""
        told = []
        self.new.clear()
        for wanted in _unique(pictures_of(copy)):
            try:
                self.take(wanted)
                told.append(Inside(f"picture {_short(wanted.file)}", "imported"))
            except PictureLost as error:
                told.append(Inside(f"picture {_short(wanted.file)}", "lost", str(error)))
        return told

    def take_back(self) -> None:
        """Delete what the last `take_all` stored: its story could not be."""
        for picture in self.new:
            self.taken = {file: kept for file, kept in self.taken.items() if kept != picture}
            picture.delete()
        self.new.clear()

    def take(self, wanted: PictureCopy) -> Picture:
        """Return the stored picture of `wanted`, storing it where it is new.

        Raises `PictureLost`.
        """
        if wanted.file in self.taken:
            return self.taken[wanted.file]
        data = self._read(wanted.file)
        source_id = f"sha256:{hashlib.sha256(data).hexdigest()}"
        picture = Picture.objects.filter(source_id=source_id).first()
        new = picture is None
        picture = picture or _store(wanted, data, source_id)
        try:
            # The other sizes follow in the worker: storing the picture left it a task.
            make_sizes(picture, FIRST_SPECS)
        except CannotDevelop as error:
            if new:
                picture.delete()
            raise PictureLost(str(error)) from error
        if new:
            self.new.append(picture)
        self.taken[wanted.file] = picture
        return picture

    def _read(self, file: str) -> bytes:
        most: int = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        if file.startswith(("http://", "https://")):
            found = (_within(folder, file) for folder in self.media)
            local = next((each for each in found if each is not None), None)
            if local is not None:
                return self._read(str(local))
            if not self.fetching:
                missing = "is not in the media folder" if self.media else "not fetched"
                raise PictureLost(f"{missing}; import with --pictures to fetch it")
            try:
                return fetch(file, accept=tuple(TYPES.values()), max_bytes=most).body
            except (FetchRefused, FetchFailed) as error:
                raise PictureLost(str(error)) from error
        try:
            return read_plain(Path(file), most=most)
        except TooLarge as error:
            raise PictureLost(f"is larger than {most // 2**20} MB") from error
        except NoPlainFile as error:
            raise PictureLost("is no plain file") from error
        except OSError as error:
            raise PictureLost(f"cannot be read: {error.strerror}") from error
        except ValueError as error:  # a NUL in the path
            raise PictureLost("is at no path that a file can have") from error


#: How many folders above a file are looked for in a media folder.
FOLDERS = 8


def _within(media: Path, address: str) -> Path | None:
    """Return the file in `media` that stood at `address`, by as much of its path as there is."""
    try:
        parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    except ValueError:
        return None
    if not parts or ".." in parts or any("\0" in part for part in parts):
        return None
    for start in range(max(0, len(parts) - FOLDERS), len(parts)):
        found = media.joinpath(*parts[start:])
        try:
            if found.is_file() and found.resolve().is_relative_to(media.resolve()):
                return found
        except OSError:  # a name that no file can have
            return None
    return None


def marked(
    block: dict[str, Any], number: Callable[[PictureCopy], int | None]
) -> list[dict[str, Any]]:
    """Return `block` with a mark in the place of each picture that was lost: instead of it where it
    shows no other, else behind it."""
    shown = list(_in(block["value"]))
    lost = [wanted for wanted in shown if number(wanted) is None]
    if not lost:
        return [block]
    words = ("\n".join(filter(None, (p.file, p.alt, p.caption, p.credit))) for p in lost)
    mark = {"what": "picture", "markup": "\n\n".join(words)}
    if len(lost) == len(shown):
        return [{**block, "type": "leftover", "value": mark}]
    return [block, {"type": "leftover", "value": mark, "id": str(uuid5(UUID(block["id"]), "lost"))}]


def pictures_of(copy: Copy) -> Iterator[PictureCopy]:
    """Yield every picture of `copy`: lead, body, entries."""
    if copy.lead is not None:
        yield copy.lead
    for blocks in (copy.body, *(entry.body for entry in copy.entries)):
        yield from _in(blocks)


def replace_pictures(value: Any, number: Callable[[PictureCopy], int | None]) -> Any:
    """Return raw blocks with every `PictureCopy` replaced by its row's number.

    A picture block whose picture was lost is left out; the account names it.
    """
    if isinstance(value, PictureCopy):
        return number(value)
    if isinstance(value, dict):
        return {name: replace_pictures(inner, number) for name, inner in value.items()}
    if isinstance(value, list):
        replaced = [replace_pictures(inner, number) for inner in value]
        return [inner for inner in replaced if not _lost(inner)]
    return value


def _lost(block: Any) -> bool:
    if not isinstance(block, dict) or not isinstance(block.get("value"), dict):
        return False
    value = block["value"]
    return ("image" in value and value["image"] is None) or value.get("pictures") == []


def _store(wanted: PictureCopy, data: bytes, source_id: str) -> Picture:
    """Store a picture that the gate lets in, with the words of its story before its own."""
    name = storable_text(Path(wanted.file.split("?")[0]).name) or "picture"
    try:
        picture = Picture(
            title=(wanted.alt or Path(name).stem)[:255],
            alt_text=wanted.alt[:500],
            caption=wanted.caption,
            credit=wanted.credit[:255],
            licence=wanted.licence[:255],
            source_id=source_id,
            file=ContentFile(data, name=name[-100:]),
        )
        if wanted.focus is not None:
            across, down = wanted.focus
            picture.set_focal_point(
                Rect.from_point(picture.width * across / 100, picture.height * down / 100, 0, 0)
            )
        picture.save()
    except PictureRefused as error:
        raise PictureLost(str(error)) from error
    return picture


def _in(value: Any) -> Iterator[PictureCopy]:
    if isinstance(value, PictureCopy):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _in(inner)


def _unique(pictures: Iterator[PictureCopy]) -> list[PictureCopy]:
    return list({picture.file: picture for picture in pictures}.values())


def _short(file: str) -> str:
    return Path(file).name if not file.startswith("http") else file
