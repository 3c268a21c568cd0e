"""A body's blocks as templates get them: one frozen dataclass a kind, markup ready to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from dateline.broadsheet.charts import Chart, draw
from dateline.lib.htmltext import plain
from dateline.photodesk.contexts import PictureContext, picture_context
from dateline.photodesk.models import Picture
from dateline.stories.blocks import NOTE_SUBJECTS, STORY_STREAM, pictures_at_hand, walk


@dataclass(frozen=True)
class BlockContext:
    """One block: its kind (the name in `stories.blocks`), an anchor, and its `value`.

    `value` is the dataclass below that bears the kind's name. `words` counts its words.
    """

    #: One of the names of blocks, such as ``text`` or ``chart``.
    kind: str
    #: The id of its element on the page.
    anchor: str
    #: What the block holds.
    value: Any
    #: How many words a reader reads in it.
    words: int

    @property
    def template(self) -> str:
        """The template that prints it."""
        return f"dateline/stories/blocks/{self.kind}.html"


@dataclass(frozen=True)
class Quote:
    """A quotation in the text."""

    #: The words, ready to print.
    text: SafeString
    #: Who said them, or empty.
    speaker: str
    #: What that person is, or empty.
    role: str


@dataclass(frozen=True)
class Gallery:
    """Pictures side by side, at least one."""

    #: Its heading, or empty.
    title: str
    #: The pictures.
    pictures: tuple[PictureContext, ...]


@dataclass(frozen=True)
class Media:
    """`address` leads elsewhere; `file` plays here, behind a click."""

    #: ``video`` or ``audio``.
    kind: str
    #: What it is called.
    title: str
    #: Path of a file of the paper's own, or empty.
    file: str
    #: An address elsewhere, empty where there is a file.
    address: str
    #: The host name in that address: readers are told where the link leads.
    host: str
    #: The picture that stands for it, or None.
    poster: PictureContext | None
    #: The line under it, or empty.
    caption: str
    #: Whose work it is, or empty.
    credit: str


@dataclass(frozen=True)
class Table:
    """Rows and columns of words."""

    #: Its heading, or empty.
    title: str
    #: The headings of its columns.
    headings: tuple[str, ...]
    #: Its rows; a row may be shorter than the headings.
    rows: tuple[tuple[str, ...], ...]
    #: Where the figures come from, or empty.
    source: str


@dataclass(frozen=True)
class ChartBlock:
    """A chart and the table it was drawn from."""

    #: The drawing.
    chart: Chart
    #: The same figures as a table: always there.
    table: Table


@dataclass(frozen=True)
class Document:
    """A document to read."""

    #: What it is called.
    title: str
    #: Its path.
    file: str
    #: The kind of file in capitals, such as ``PDF``.
    ending: str
    #: Its size in bytes, 0 where unknown.
    size: int


@dataclass(frozen=True)
class FactBox:
    """Facts apart from the text."""

    #: Its heading, or empty.
    title: str
    #: The facts, ready to print.
    text: SafeString


@dataclass(frozen=True)
class Questions:
    """Questions and answers."""

    #: Its heading, or empty.
    title: str
    #: Pairs of question (plain) and answer (ready to print).
    items: tuple[tuple[str, SafeString], ...]


@dataclass(frozen=True)
class Timeline:
    """What happened when."""

    #: Its heading, or empty.
    title: str
    #: Pairs of time (in plain words) and text (ready to print).
    items: tuple[tuple[str, SafeString], ...]


@dataclass(frozen=True)
class PullQuote:
    """Words from the text, set large."""

    #: The words.
    text: str
    #: Who said them, or empty.
    speaker: str


@dataclass(frozen=True)
class Related:
    """A link to another story of the paper, in print."""

    #: Its headline.
    headline: str
    #: Its path.
    address: str


@dataclass(frozen=True)
class Note:
    """A word to readers about the story itself."""

    #: What it is about, as a name: ``unnamed-source``, ``method``.
    about: str
    #: The same in words.
    about_words: str
    #: The note, ready to print.
    text: SafeString


def read_streams(
    raw: Iterable[list[dict[str, Any]]], pictures: Mapping[int, Picture] | None = None
) -> list[StreamValue]:
    """Return bodies of stories and live entries, read at once from what is stored of them.

    Two queries for all their pictures, unless those are given, and one for documents and for
    stories each, however many bodies there are.
    """
    raw = list(raw)
    with pictures_at_hand(pictures_in(raw) if pictures is None else pictures):
        streams: list[StreamValue] = STORY_STREAM.bulk_to_python(raw)
    return streams


def pictures_in(raw: Any, *also: int | None) -> dict[int, Picture]:
    """Return the pictures that bodies name, and those numbered in `also`, with their sizes."""
    named = [value for name, value in walk(raw) if name in {"image", "poster"}]
    numbers = {value for value in [*named, *also] if isinstance(value, int)}
    found: dict[int, Picture] = Picture.objects.prefetch_related("renditions").in_bulk(numbers)
    return found


def blocks_context(stream: Iterable[Any]) -> tuple[BlockContext, ...]:
    """Return the blocks of a StreamField value. Blocks that show nothing are left out."""
    made = []
    for child in stream:
        value = _BUILDERS[child.block_type](child.value)
        if value:
            words = len(running_words(value).split())
            made.append(BlockContext(child.block_type, f"b-{child.id}", value, words))
    return tuple(made)


def rich(value: Any) -> SafeString:
    """Return rich text ready to print. It was sanitised when it was written."""
    return mark_safe(expand_db_html(getattr(value, "source", value) or ""))  # noqa: S308


def _picture(value: Any) -> PictureContext | None:
    return picture_context(
        value["image"],
        alt=value["alt"],
        caption=value["caption"],
        credit=value["credit"],
        licence=value["licence"],
    )


def _gallery(value: Any) -> Gallery | None:
    pictures = tuple(p for p in map(_picture, value["pictures"]) if p is not None)
    return Gallery(value["title"], pictures) if pictures else None


def _media(value: Any) -> Media | None:
    from urllib.parse import urlsplit

    document = value["document"]
    if document is None and not value["address"]:
        return None
    return Media(
        kind=value["kind"],
        title=value["title"],
        file=document.file.url if document else "",
        address="" if document else value["address"],
        host=urlsplit(value["address"]).hostname or "",
        poster=picture_context(value["poster"]),
        caption=value["caption"],
        credit=value["credit"],
    )


def _table(value: Any) -> Table | None:
    cells = value["cells"]
    if not cells or not cells.columns:
        return None
    return Table(
        title=value["title"],
        headings=tuple(column["heading"] for column in cells.columns),
        rows=tuple(tuple(str(cell.value or "") for cell in row) for row in cells.rows),
        source=value["source"],
    )


def _chart(value: Any) -> ChartBlock | None:
    table = _table(value)
    if table is None:
        return None
    chart = draw(value["form"], value["title"], value["unit"], table.headings, table.rows)
    return ChartBlock(chart, table)


def _document(value: Any) -> Document | None:
    document = value["document"]
    if document is None:
        return None
    return Document(
        title=value["title"] or document.title,
        file=document.file.url,
        ending=document.file_extension.upper(),
        size=document.get_file_size() or 0,
    )


def _related(value: Any) -> Related | None:
    page = value["story"]
    story = page.specific if page is not None else None
    if story is None or not story.in_print:
        return None
    return Related(story.title, story.address)


_BUILDERS: dict[str, Callable[[Any], Any]] = {
    "text": rich,
    "subheading": str,
    "quote": lambda v: Quote(rich(v["text"]), v["speaker"], v["role"]),
    "picture": _picture,
    "gallery": _gallery,
    "media": _media,
    "table": _table,
    "chart": _chart,
    "document": _document,
    "factbox": lambda v: FactBox(v["title"], rich(v["text"])),
    "qa": lambda v: Questions(
        v["title"], tuple((i["question"], rich(i["answer"])) for i in v["items"])
    ),
    "timeline": lambda v: Timeline(
        v["title"], tuple((i["time"], rich(i["text"])) for i in v["items"])
    ),
    "pullquote": lambda v: PullQuote(v["text"], v["speaker"]),
    "related": _related,
    "leftover": lambda v: None,
    "note": lambda v: Note(v["about"], str(dict(NOTE_SUBJECTS)[v["about"]]), rich(v["text"])),
}


def running_words(value: Any) -> str:
    """Return the running text of a block's `value`: what a reader reads as the story.

    Plain, an empty line between paragraphs; empty for pictures, figures and links.
    """
    if isinstance(value, SafeString):
        return plain(value)
    if isinstance(value, str):
        return value
    if isinstance(value, Quote | FactBox | Note):
        return plain(value.text)
    if isinstance(value, Questions | Timeline):
        return "\n\n".join(f"{head}\n{plain(text)}" for head, text in value.items)
    return ""
