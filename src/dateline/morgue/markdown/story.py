"""Reads one story, or a folder of them, from Markdown; touches no database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.morgue.copy import Copy, PictureCopy
from dateline.morgue.markdown import directives, fields, source, strict_yaml
from dateline.morgue.markdown.body import read_body
from dateline.morgue.markdown.desk import DRAWING, Desk
from dateline.morgue.markdown.errors import MarkdownError, Notes, shown
from dateline.morgue.markdown.fields import Fields
from dateline.morgue.markdown.prose import refuse_endless

ENDINGS = {".md", ".markdown"}
_TEXTS = ("alt", "caption", "credit", "licence")


def read_folder(
    folder: Path, *, day0: date, zone: ZoneInfo
) -> Iterator[tuple[Path, Copy | MarkdownError]]:
    """Yield each Markdown file below `folder` and the story it is, or why it is none.

    Where there is a folder ``stories``, the files are those below it; pictures are those of
    the folder ``pictures``. The order is that of the paths. A slug met before is an error.
    Raises `MarkdownError` when `folder` is no folder or holds no Markdown file.
    """
    if not folder.is_dir():
        raise MarkdownError(folder, 0, "there is no such folder", "name one that holds stories")
    top = folder / "stories" if (folder / "stories").is_dir() else folder
    found = False
    slugs: dict[str, Path] = {}
    for path in sorted(_files(top)):
        found = True
        try:
            # Not `Path.resolve`: a link that leads to itself would end the whole import.
            if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
                raise MarkdownError(path, 0, "it leads out of the folder", "copy the file itself")
            copy = read_story(path, day0=day0, zone=zone, pictures=folder / "pictures")
            if copy.slug in slugs:
                raise MarkdownError(
                    path,
                    1,
                    f"the slug {copy.slug} is that of {slugs[copy.slug].name} too",
                    "give one of them another slug",
                )
            slugs[copy.slug] = path
        except MarkdownError as error:
            yield path, error
        else:
            yield path, copy
    if not found:
        raise MarkdownError(top, 0, "there is no Markdown file", "name a folder that holds some")


def _files(top: Path) -> Iterator[Path]:
    """Yield the Markdown files below `top`, but for those in hidden folders."""
    for place, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if Path(name).suffix.lower() in ENDINGS and not name.startswith("."):
                yield Path(place) / name


def read_story(path: Path, *, day0: date, zone: ZoneInfo, pictures: Path) -> Copy:
    """Return the story in the Markdown file `path`.

    Times such as ``-3d 06:30`` are counted from `day0` in `zone`; pictures are looked for in the
    folder `pictures` and, where the story names a file, anywhere in the folder that holds it.
    What is not carried over is in ``inside``, what a person should look at in ``doubts``.
    Raises `MarkdownError`, whose text is one line, when the file is not a story.
    """
    notes = Notes(path)
    parted = source.part(source.read_text(notes), notes)
    data, lines = strict_yaml.load(parted.front, parted.front_line, notes)
    given = fields.sort_out(data, lines, parted.front_line, notes)
    headline = fields.headline(given)
    slug, dated = fields.slug(given, path)
    desk = Desk(slug, pictures, day0, zone, notes)
    copy = Copy(
        source_id=slug,
        headline=headline,
        address=given.text("address"),
        section=given.text("section") or _folder_section(path, pictures.parent / "stories"),
        kind=fields.kind(given),
        slug=slug,
        kicker=given.text("kicker"),
        short_headline=given.text("short_headline"),
        standfirst=given.text("standfirst"),
        place=given.text("place"),
        bylines=given.bylines(),
        topics=given.texts("topics"),
        related=[name.removeprefix("story:") for name in given.texts("related")],
        language=given.text("language"),
        source_line=given.text("source"),
        sponsor=given.text("sponsor"),
    )
    _times(copy, given, desk, dated)
    copy.lead = _lead(given, desk)
    refuse_endless(parted.body, parted.body_line, notes)
    body = read_body(directives.part(parted.body, parted.body_line, notes), desk)
    copy.body = body.blocks
    copy.updates, copy.corrections, copy.entries = body.updates, body.corrections, body.entries
    if copy.updates:
        latest = max(update.at for update in copy.updates)
        if copy.updated is None:
            copy.updated = latest
        elif copy.updated != latest:
            notes.doubt("updated differs from the time of the last ::: update")
    elif copy.updated is not None:
        notes.doubt("updated is given, and no ::: update says what was added")
    if not (copy.body or copy.entries):
        notes.doubt("the story has no text")
    copy.inside, copy.doubts = notes.inside, notes.doubts
    return copy


def _times(copy: Copy, given: Fields, desk: Desk, dated: str) -> None:
    published, updated = given.text("published"), given.text("updated")
    if not published and dated:
        published = dated
        desk.notes.doubt("published is the date in the file's name")
    if published:
        copy.published = desk.time(published, given.line("published"), "published")
    if updated:
        copy.updated = desk.time(updated, given.line("updated"), "updated")
    if given.text("draft") == "true":
        copy.published = None
        desk.notes.skipped("published", "the story is marked as a draft")


def _lead(given: Fields, desk: Desk) -> PictureCopy | None:
    """Return the story's own picture: the file that `picture` names, else the slug's."""
    value: Any = given.values.get("picture", "")
    if isinstance(value, str):
        value = {"file": value} if value else {}
    elif isinstance(value, list):
        desk.notes.lost("picture", given.line("picture"), "it takes one picture's fields")
        value = {}
    told = {key: text for key, text in value.items() if isinstance(text, str)}
    if DRAWING & told.keys():
        desk.drawn()
    named = told.get("file") or told.get("path") or told.get("src") or ""
    taken = told.keys() & {*_TEXTS, *DRAWING, "focus", "file", "path", "src"}
    for key in sorted(value.keys() - taken):
        desk.notes.lost(f"{shown(key)} of picture", given.line("picture"), "no such field")
    if not told:
        return None
    file = desk.file(named, desk.slug, given.line("picture"))
    focus = desk.focus(told.get("focus", ""), given.line("picture"))
    return file and PictureCopy(file, **{key: told.get(key, "") for key in _TEXTS}, focus=focus)


def _folder_section(path: Path, stories: Path) -> str:
    """Return the folder that `path` stands in below `stories`, the section by the format."""
    if path.is_relative_to(stories):
        below = path.relative_to(stories).parts
        return below[0] if len(below) == 2 else ""
    return ""
