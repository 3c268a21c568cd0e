"""What a story's body is made of. Every block has a name that a compositor would use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

#: What rich text may hold; `lib.htmltext.sanitise` keeps the same and nothing else.
TEXT_FEATURES = [
    "bold",
    "italic",
    "link",
    "document-link",
    "ol",
    "ul",
    "blockquote",
    "superscript",
    "subscript",
    "strikethrough",
    "code",
]
SHORT_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]

NOTE_SUBJECTS = [
    ("unnamed-source", _("an unnamed source")),
    ("no-answer", _("no answer")),
    ("right-of-reply", _("right of reply")),
    ("declared-interest", _("a declared interest")),
    ("method", _("method")),
    ("editor", _("from the editor")),
]


_at_hand: ContextVar[Mapping[int, Any] | None] = ContextVar("pictures", default=None)


@contextmanager
def pictures_at_hand(pictures: Mapping[int, Any]) -> Iterator[None]:
    """Read bodies inside with these pictures, by number. What is not among them is not there."""
    token = _at_hand.set(pictures)
    try:
        yield
    finally:
        _at_hand.reset(token)


def walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Return every (name, value) pair at any depth of raw blocks."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, inner
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


class PictureChooserBlock(ImageChooserBlock):
    """Chooses a picture, and brings its sizes along: two queries for each kind of block that
    shows pictures, none where they are at hand."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        """Return the pictures of these numbers, in order."""
        at_hand = _at_hand.get()
        if at_hand is not None:
            return [at_hand.get(value) for value in values]
        found: list[Any] = super().bulk_to_python(values)
        models.prefetch_related_objects([each for each in found if each], "renditions")
        return found

    def deconstruct(self) -> tuple[str, Any, Any]:
        """Stand in migrations as what it is made of."""
        _, args, kwargs = super().deconstruct()
        return ("wagtail.images.blocks.ImageChooserBlock", args, kwargs)


class CellsBlock(TypedTableBlock):
    """Rows and columns of plain words; a chart reads its figures from them."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__([("text", blocks.CharBlock(required=False, label=_("Cell")))], **kwargs)


class PictureBlock(blocks.StructBlock):
    """A picture; words given here take the place of the picture's own."""

    image = PictureChooserBlock(label=_("Picture"))
    caption = blocks.TextBlock(required=False, rows=2)
    alt = blocks.CharBlock(required=False, label=_("Alt text"))
    credit = blocks.CharBlock(required=False)
    licence = blocks.CharBlock(required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False)
    pictures = blocks.ListBlock(PictureBlock(), min_num=1)

    class Meta:
        icon = "image"
        label = _("Gallery")


class QuoteBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=["italic", "bold"])
    speaker = blocks.CharBlock(required=False)
    role = blocks.CharBlock(required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class MediaBlock(blocks.StructBlock):
    """Video or audio behind a click: nothing is loaded before the reader asks for it."""

    kind = blocks.ChoiceBlock([("video", _("Video")), ("audio", _("Audio"))], default="video")
    title = blocks.CharBlock()
    document = DocumentChooserBlock(required=False, label=_("File"))
    address = blocks.URLBlock(
        required=False, help_text=_("Where it plays elsewhere. Readers get a plain link.")
    )
    poster = PictureChooserBlock(required=False)
    caption = blocks.TextBlock(required=False, rows=2)
    credit = blocks.CharBlock(required=False)

    class Meta:
        icon = "media"
        label = _("Video or audio")


class TableBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False)
    cells = CellsBlock()
    source = blocks.CharBlock(required=False)

    class Meta:
        icon = "table"
        label = _("Table")


class ChartBlock(blocks.StructBlock):
    """Drawn on the server as SVG; its table stands beside it."""

    form = blocks.ChoiceBlock(
        [("bar", _("Bars")), ("column", _("Columns")), ("line", _("Line"))], default="bar"
    )
    title = blocks.CharBlock()
    unit = blocks.CharBlock(required=False)
    cells = CellsBlock()
    source = blocks.CharBlock(required=False)

    class Meta:
        icon = "table"
        label = _("Chart")


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock()
    title = blocks.CharBlock(required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document")


class FactBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False)
    text = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Fact box")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock()
    answer = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES)


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False)
    items = blocks.ListBlock(QuestionBlock(), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")


class MomentBlock(blocks.StructBlock):
    time = blocks.CharBlock()
    text = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES)


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False)
    items = blocks.ListBlock(MomentBlock(), min_num=1)

    class Meta:
        icon = "time"
        label = _("Timeline")


class PullQuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2)
    speaker = blocks.CharBlock(required=False)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")


class RelatedBlock(blocks.StructBlock):
    story = blocks.PageChooserBlock(page_type="dateline_stories.Story")

    class Meta:
        icon = "link"
        label = _("Related story")


class NoteBlock(blocks.StructBlock):
    about = blocks.ChoiceBlock(NOTE_SUBJECTS, default="editor")
    text = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Note to readers")


class LeftoverBlock(blocks.StructBlock):
    """What an import found in an old story and no block can hold. An editor makes something of it,
    or deletes it; readers never get it."""

    what = blocks.CharBlock(label=_("What it was"))
    markup = blocks.TextBlock(required=False, rows=4, label=_("As it stood in the source"))

    class Meta:
        icon = "warning"
        label = _("Not brought over")


#: The blocks of a live entry: what can be written in a minute.
ENTRY_BLOCKS = [
    ("text", blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"))),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
    ("table", TableBlock()),
    ("chart", ChartBlock()),
    ("media", MediaBlock()),
    ("related", RelatedBlock()),
    ("note", NoteBlock()),
]

#: The blocks of a story.
STORY_BLOCKS = [
    ("text", blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Text"))),
    ("subheading", blocks.CharBlock(icon="title", label=_("Subheading"))),
    ("quote", QuoteBlock()),
    ("picture", PictureBlock()),
    ("gallery", GalleryBlock()),
    ("media", MediaBlock()),
    ("table", TableBlock()),
    ("chart", ChartBlock()),
    ("document", DocumentBlock()),
    ("factbox", FactBoxBlock()),
    ("qa", QuestionsBlock()),
    ("timeline", TimelineBlock()),
    ("pullquote", PullQuoteBlock()),
    ("related", RelatedBlock()),
    ("note", NoteBlock()),
    ("leftover", LeftoverBlock()),
]

#: Reads the blocks of a story; those of a live entry are among them.
STORY_STREAM = blocks.StreamBlock(STORY_BLOCKS)
