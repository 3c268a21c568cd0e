"""The whole printed paper as a folder of files, for a disk, an archive or any host of files.

Made from the plate store alone: no page is rendered, and the newsroom's database is not asked.
What needs a server stays behind (the search), and what readers get by the clock stands still.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import quote, unquote, urljoin

from dateline.press import forms, relinking
from dateline.press.copyfolder import MARKER, LeftOut, file_of, replaced
from dateline.press.store import GONE, Plate, Store

#: Where released files stand in the paper (`dateline.press.urls`).
MEDIA_URL = "/media/"

#: From a disk, browsers load no font ahead: one that comes a little late is still to be shown.
_OPTIONAL = re.compile(rb"(font-display\s*:\s*)optional", re.IGNORECASE)

# No words: nothing here knows the paper's language.
_HEAD = '<!doctype html>\n<meta charset="utf-8">\n<meta name="robots" content="noindex">\n'
_WAY_ON = (
    _HEAD + '<meta http-equiv="refresh" content="0; url={link}">\n<title>{target}</title>\n'
    '<p>→ <a href="{link}">{target}</a></p>\n'
)
_NO_WORDS = f"{_HEAD}<title>410</title>\n<p>410</p>\n".encode()


@dataclass(frozen=True)
class Account:
    """What came of a copy. Paths are those of the paper."""

    #: Files that were written of plates: pages, feeds, ways on and removals.
    pages: int
    #: Media and static files.
    files: int
    #: Paths that are not in the copy, each with the reason, in order.
    left_out: tuple[tuple[str, str], ...]
    #: Addresses that lead nowhere from the copy (the search needs a server), each with the number
    #: of pages and stylesheets that link there. Those links are as they were printed.
    dead: tuple[tuple[str, int], ...]


def copy(
    store: Store,
    target: Path,
    at: float,
    *,
    media: Path,
    static: Callable[[str], Path | None],
    static_url: str = "/static/",
) -> Account:
    """Write all that is printed into the folder `target`; return what came of it.

    Holes show what they show at `at` (seconds since 1970). `media` is the folder of the files
    that the store releases; `static` finds a static file by its name, which stands behind
    `static_url` in links. All is of one instant, and stands there at once, in the place of an
    earlier copy. Raises `copyfolder.Occupied` where something else is in `target`,
    `copyfolder.UnderWay` and `lib.files.FileTrouble`: `target` is then as it was.
    """
    with replaced(target) as folder, store.instant():
        return _Copy(store, folder, at, media.resolve(), static, static_url).write()


@dataclass
class _Copy:
    """A copy that is being written."""

    store: Store
    folder: Path
    at: float
    media: Path
    static: Callable[[str], Path | None]
    static_url: str

    def __post_init__(self) -> None:
        self._left_out, self._dead = list[tuple[str, str]](), Counter[str]()
        #: The file of each path that is in the copy.
        self._files = dict[str, str]()
        self._taken, self._folders = {MARKER}, set[str]()
        self._looked_for, self._stylesheets = set[str](), list[str]()
        self._copied = 0

    def write(self) -> Account:
        paths = self._planned()
        self._copy_media()
        self._gone = self._body(self.store.find(GONE) if GONE in self._files else None)
        for path in paths:
            self._write(path, self._page(path))
        while self._stylesheets:
            self._relink_stylesheet(self._stylesheets.pop())
        dead = tuple(sorted(self._dead.items()))
        return Account(len(paths), self._copied, tuple(sorted(self._left_out)), dead)

    @contextmanager
    def _accounted(self, path: str) -> Iterator[None]:
        try:
            yield
        except LeftOut as why:
            self._left_out.append((path, str(why)))

    # What is in the copy, and at which file.

    def _planned(self) -> list[str]:
        """Give paths their files, to pages before the ways to them; return those that have one."""
        found, kept = list[tuple[bool, bool, str, str]](), list[str]()
        for path in self.store.paths():
            with self._accounted(path):
                plate = self._sound(path)
                if plate.state == "live":
                    continue  # links to it are told of: it takes a server
                if plate.state != "plate" and "?" in path:
                    continue  # an old address by number: no host of files looks at a query
                file = file_of(path, html=_is_html(plate))
                found.append((plate.state != "plate", not path.endswith("/"), path, file))
        for *_, path, file in sorted(found):
            with self._accounted(path):
                self._take(path, file)
                kept.append(path)
        return kept

    def _sound(self, path: str) -> Plate:
        """Return the plate at `path` if it is what was printed. Raises `LeftOut`."""
        try:
            plate = self.store.find(path)
            if plate is None or plate.state == "stub":
                raise LeftOut("it is not printed yet")
            if plate.counted() != plate.digest or (plate.state == "plate") != bool(plate.forms):
                raise LeftOut("damaged: it is not what was printed, by its hash")
        except forms.Damaged as error:
            raise LeftOut(f"damaged: {error}") from None
        leads = plate.target.startswith(("/", "http://", "https://")) and plate.target != path
        if plate.state == "moved" and not leads:
            raise LeftOut("it leads nowhere else")
        return plate

    def _take(self, path: str, file: str) -> None:
        folders = {str(folder) for folder in PurePosixPath(file).parents}
        if file in self._taken or file in self._folders or not folders.isdisjoint(self._taken):
            raise LeftOut("its file is that of another path")
        self._files[path] = file
        self._taken.add(file)
        self._folders |= folders

    def _way(self, base: str, dead: set[str], path: str, behind: str) -> str | None:
        """Return the link to `path` from the file of `base`, with what stands `behind`."""
        address = urljoin(quote(base if base.startswith("/") else f"/{base}"), path)
        file, own = self._file_at(address), self._files[base]
        if file is None:
            dead.add(address)
            return None
        if file == own and behind.startswith("#"):
            return behind
        return quote(posixpath.relpath(f"/{file}", posixpath.dirname(f"/{own}"))) + behind

    def _file_at(self, address: str) -> str | None:
        """Return the file that readers of `address` look for. A static file comes along."""
        try:
            path = unquote(address, errors="strict")
        except UnicodeDecodeError:
            return None
        if path.startswith(self.static_url) and path not in self._looked_for:
            self._looked_for.add(path)
            with self._accounted(path):
                self._copy_static(path)
        return self._files.get(path) or self._files.get(f"{path}/")

    def _page(self, path: str) -> bytes:
        """Return what is written for `path`, with links that lead from file to file."""
        plate, dead = self.store.find(path), set[str]()
        assert plate is not None  # noqa: S101  it was there, and all is of one instant
        way = partial(self._way, path, dead)
        if plate.state == "moved":
            link = escape(relinking.link(plate.target, way, plain=True))
            body = _WAY_ON.format(link=link, target=escape(plate.target)).encode()
        else:
            body = self._gone if plate.state == "gone" else self._body(plate)
            led = relinking.page(body, way) if _is_html(plate) else body
            # Servers give 404.html at any path, where relative links would lead anywhere.
            body = led if path.startswith("/") else body
        self._dead.update(dead)
        return body

    def _body(self, plate: Plate | None) -> bytes:
        if plate is None or plate.forms is None:
            return _NO_WORDS
        return plate.forms.identity([self.store.filling(name, self.at) for name in plate.holes])

    def _copy_media(self) -> None:
        for name in self.store.files():
            path = f"{MEDIA_URL}{name}"
            if ":" not in name:  # a marker, which names no file
                with self._accounted(path):
                    file, source = file_of(path, html=False), (self.media / name).resolve()
                    if not source.is_relative_to(self.media):
                        raise LeftOut("it would lead out of the folder of media")
                    self._copy_file(path, file, source)

    def _copy_static(self, path: str) -> None:
        file, source = file_of(path, html=False), self.static(path.removeprefix(self.static_url))
        self._copy_file(path, file, source)
        if file.lower().endswith(".css"):
            self._stylesheets.append(path)

    def _copy_file(self, path: str, file: str, source: Path | None) -> None:
        try:
            if source is None or not source.is_file():
                raise LeftOut("the file is not there")
            given = source.open("rb")
        except OSError as error:
            raise LeftOut(f"the file cannot be read: {error.strerror}") from None
        with given:
            self._take(path, file)
            with self._opened(file) as written:
                shutil.copyfileobj(given, written)
        self._copied += 1

    def _relink_stylesheet(self, path: str) -> None:
        """Lead what the stylesheet refers to from file to file, and have that come along."""
        dead = set[str]()
        css = (self.folder / self._files[path]).read_bytes()
        css = relinking.stylesheet(css, partial(self._way, path, dead))
        self._dead.update(dead)
        self._write(path, _OPTIONAL.sub(rb"\1fallback", css))

    def _write(self, path: str, data: bytes) -> None:
        with self._opened(self._files[path]) as written:
            written.write(data)

    def _opened(self, file: str) -> BinaryIO:
        place = self.folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.open("wb")


def _is_html(plate: Plate) -> bool:
    kinds = [said for name, said in plate.headers if name.lower() == "content-type"]
    return plate.state != "plate" or any(kind.startswith("text/html") for kind in kinds)
