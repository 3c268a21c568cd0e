"""What all blocks of one story are made with: its slug, its clock, its pictures, its notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateline.morgue.copy import PictureCopy
from dateline.morgue.markdown import pictures, prose
from dateline.morgue.markdown.directives import Directive, Prose, read_attributes
from dateline.morgue.markdown.errors import Notes, shown
from dateline.morgue.markdown.inline import Image
from dateline.morgue.markdown.times import read_time

Nodes = Sequence[Prose | Directive]

#: The attributes that each directive takes.
ATTRIBUTES = {
    "quote": {"speaker", "role"},
    "picture": {
        *("motif", "seed", "light"),
        *("alt", "caption", "credit", "licence", "focus", "file"),
    },
    "gallery": {"title"},
    "chart": {"type", "title", "unit", "source"},
    "table": {"title", "caption", "source"},
    "factbox": {"title"},
    "timeline": {"title"},
    "qa": {"title"},
    "pullquote": {"speaker"},
    "related": {"slug"},
    "update": {"at"},
    "correction": {"at"},
    "entry": {"at", "headline", "by", "key"},
    "note": {"about"},
}
_FOCUS = re.compile(r"(100|\d{1,2})% (100|\d{1,2})%", re.ASCII)
#: Attributes for the program that draws the demo paper's pictures.
DRAWING = frozenset({"motif", "seed", "light"})


def runs(nodes: Nodes) -> list[Prose]:
    """Return the prose in `nodes`, without what stands in their directives."""
    return [node for node in nodes if isinstance(node, Prose)]


@dataclass
class Desk:
    """The desk at which one file is worked on; raises `MarkdownError` for what stops it."""

    slug: str
    pictures: Path
    day0: date
    zone: ZoneInfo
    notes: Notes
    references: prose.References = field(default_factory=dict)
    pictures_met: int = 1  # the story's own picture is the first

    def time(self, text: str, line: int, what: str) -> datetime:
        """Return the time `text`, in UTC; `what` names it in an error or a doubt."""
        try:
            at, doubt = read_time(text, self.day0, self.zone)
        except ValueError as error:
            said = shown(text) or "nothing"
            raise self.notes.error(line, f"{what}: {said} is not a time", str(error)) from None
        if doubt:
            self.notes.doubt(f"line {line}: {what}: {doubt}")
        return at

    def attributes(self, node: Directive) -> dict[str, str] | None:
        """Return the attributes of `node`, or None when there is no such directive."""
        taken = ATTRIBUTES.get(node.name)
        if taken is None:
            return None
        given = read_attributes(node, self.notes)
        for key in sorted(given.keys() - taken):
            self.notes.lost(f"attribute {shown(key)}", node.line, f"::: {node.name} takes none")
        if DRAWING & given.keys():
            self.drawn()
        return given

    def drawn(self) -> None:
        """Note that the words for the drawing program are left behind."""
        self.notes.skipped("motif, seed, light", "they say how the picture was drawn")

    def pieces(self, run: Prose) -> list[prose.Piece]:
        """Return what a run of prose consists of."""
        return list(prose.pieces(run.text, run.line, self.references, self.notes))

    def words(self, nodes: Nodes) -> str:
        """Return the prose in `nodes` as plain words."""
        said = (prose.words(run.text, run.line, self.references, self.notes) for run in runs(nodes))
        return " ".join(filter(None, said))

    def html(self, nodes: Nodes, where: str) -> str:
        """Return `nodes` as rich text; note as lost what rich text cannot hold."""
        out: list[str] = []
        for node in nodes:
            if isinstance(node, Directive):
                self.notes.lost(f"::: {shown(node.name)}", node.line, f"{where} takes words only")
                continue
            for piece in self.pieces(node):
                if isinstance(piece, prose.Html | prose.Listing):
                    out.append(piece.html)
                elif isinstance(piece, prose.Heading):
                    out.append(f"<p><b>{escape(piece.text, quote=False)}</b></p>")
                else:
                    what = "picture" if isinstance(piece, Image) else "table"
                    self.notes.lost(what, piece.line, f"{where} takes words only")
        return "".join(out)

    def numbered_picture(self, given: dict[str, str], line: int) -> dict[str, Any] | None:
        """Return the next picture of the text as a picture value, None when it is lost."""
        self.pictures_met += 1
        name = f"{self.slug}-{self.pictures_met}"
        file = self.file(given.get("file", ""), name, line)
        return file and picture_value(
            PictureCopy(
                file,
                given.get("alt", ""),
                given.get("caption", ""),
                given.get("credit", ""),
                given.get("licence", ""),
                self.focus(given.get("focus", ""), line),
            )
        )

    def focus(self, text: str, line: int) -> tuple[int, int] | None:
        """Return where the focal point lies, ``40% 25%`` from the left and the top."""
        if not text:
            return None
        found = _FOCUS.fullmatch(text.strip())
        if found is None:
            self.notes.lost(f"focus {shown(text)}", line, "it is no 0–100% 0–100%")
            return None
        return int(found[1]), int(found[2])

    def file(self, source: str, name: str, line: int) -> Any:
        """Return the file of the picture `source`, or of that called `name`; None when lost."""
        try:
            if source:
                return pictures.at(source, self.notes.file, self.pictures)
            return pictures.named(self.pictures, name)
        except pictures.MissingError as missing:
            self.notes.lost(f"picture {shown(source or name)}", line, shown(missing))
            return None

    def image(self, image: Image) -> dict[str, Any] | None:
        """Return a picture set in the Markdown itself as a picture value, None when lost."""
        file = self.file(image.source or "#", "", image.line)
        return file and picture_value(PictureCopy(file, image.alt, image.title))


def picture_value(picture: PictureCopy) -> dict[str, Any]:
    """Return the value of a picture block that shows `picture`."""
    return {
        "image": picture,
        "caption": picture.caption,
        "alt": picture.alt,
        "credit": picture.credit,
        "licence": picture.licence,
    }
