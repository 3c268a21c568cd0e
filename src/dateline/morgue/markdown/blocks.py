"""Makes the raw block of each directive: one function a block, `MAKERS` names them all."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from dateline.morgue.markdown.desk import Desk, Nodes, runs
from dateline.morgue.markdown.directives import Directive
from dateline.morgue.markdown.errors import shown
from dateline.morgue.markdown.inline import Image, Inline, bold_beginning
from dateline.morgue.markdown.prose import Heading, Html, Listing, Table

Value = dict[str, Any]
Given = dict[str, str]

FORMS = ("bar", "column", "line")
ABOUT = (
    "unnamed-source",
    "no-answer",
    "right-of-reply",
    "declared-interest",
    "method",
    "editor",
)


def quote(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """Words that were said, with the speaker and the speaker's role."""
    return {
        "text": desk.html(inner, "a quotation"),
        "speaker": given.get("speaker", ""),
        "role": given.get("role", ""),
    }


def picture(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """A picture in the text; what stands in the directive is no part of it."""
    if inner:
        desk.notes.lost("words in a picture", node.line, "write them as its caption")
    return desk.numbered_picture(given, node.line)


def gallery(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """Several pictures under one title."""
    shots: list[Value | None] = []
    for child in inner:
        if isinstance(child, Directive):
            attributes = desk.attributes(child)
            if child.name == "picture" and attributes is not None:
                shots.append(picture(desk, child, attributes, child.children))
            else:
                desk.notes.lost(
                    f"::: {shown(child.name)}", child.line, "a gallery takes pictures only"
                )
            continue
        for piece in desk.pieces(child):
            if isinstance(piece, Image):
                shots.append(desk.image(piece))
            else:
                desk.notes.lost("words", piece.line, "a gallery takes pictures only")
    kept = [shot for shot in shots if shot]
    if not kept:
        desk.notes.lost("::: gallery", node.line, "none of its pictures is there")
        return None
    return {"title": given.get("title", ""), "pictures": kept}


def chart(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """Figures to be drawn, with their unit and source."""
    cells = _cells(desk, node, inner)
    form = given.get("type", "bar")
    if form not in FORMS:
        desk.notes.lost(
            f"chart type {shown(form)}",
            node.line,
            f"a chart is one of {', '.join(FORMS)}; bar taken",
        )
        form = "bar"
    return cells and {
        "form": form,
        "title": given.get("title", ""),
        "unit": given.get("unit", ""),
        "source": given.get("source", ""),
        "cells": cells,
    }


def table(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """Figures in rows and columns. The format's ``caption`` is the table's title."""
    cells = _cells(desk, node, inner)
    return cells and {
        "title": given.get("title") or given.get("caption", ""),
        "source": given.get("source", ""),
        "cells": cells,
    }


def factbox(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """Facts beside the story."""
    return {"title": given.get("title", ""), "text": desk.html(inner, "a fact box")}


def timeline(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """A list whose items begin with their time in bold."""
    items: list[Value] = []
    for run in runs(inner):
        for piece in desk.pieces(run):
            if not isinstance(piece, Listing):
                desk.notes.lost("words in a timeline", piece.line, "it takes a list only")
                continue
            for line, tokens in piece.items:
                inline = Inline(desk.notes, line)
                bold, rest = bold_beginning(tokens)
                text = f"<p>{inline.html(rest)}</p>"
                if not bold and items:
                    items[-1]["text"] += text
                else:
                    items.append({"time": inline.plain(bold), "text": text})
    return _with_items(desk, node, given, items, "a list of - **time** text")


def qa(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """Questions, each a paragraph wholly in bold, and what was answered."""
    items: list[Value] = []
    for run in runs(inner):
        for piece in desk.pieces(run):
            if isinstance(piece, Html):
                bold, rest = bold_beginning(piece.tokens)
                if bold and not rest:
                    question = Inline(desk.notes, piece.line).plain(bold)
                    items.append({"question": question, "answer": ""})
                    continue
            if isinstance(piece, Heading):
                html = f"<p><b>{escape(piece.text, quote=False)}</b></p>"
            elif isinstance(piece, Html | Listing):
                html = piece.html
            else:
                desk.notes.lost("picture or table", piece.line, "an answer takes words only")
                continue
            if not items:
                items.append({"question": "", "answer": ""})
            items[-1]["answer"] += html
    return _with_items(desk, node, given, items, "**a question** and its answer below it")


def pullquote(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """Words from the story, set large."""
    return {"text": desk.words(inner), "speaker": given.get("speaker", "")}


def related(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """Another story, by its slug."""
    slug = given.get("slug", "").removeprefix("story:")
    if not slug:
        desk.notes.lost("::: related", node.line, 'it names no story: write {slug="…"}')
        return None
    return {"story": slug}


def note(desk: Desk, node: Directive, given: Given, inner: Nodes) -> Value | None:
    """A word to readers on how the story was made."""
    about = given.get("about", "editor")
    if about not in ABOUT:
        desk.notes.lost(
            f"note about {shown(about)}",
            node.line,
            f"a note is about one of {', '.join(ABOUT)}; kept as the editor's",
        )
        about = "editor"
    return {"about": about, "text": desk.html(inner, "a note")}


Maker = Callable[[Desk, Directive, Given, Nodes], Value | None]
MAKERS: dict[str, Maker] = {
    made.__name__: made
    for made in (
        quote,
        picture,
        gallery,
        chart,
        table,
        factbox,
        timeline,
        qa,
        pullquote,
        related,
        note,
    )
}


def _cells(desk: Desk, node: Directive, inner: Nodes) -> Value | None:
    cells: Value | None = None
    for run in runs(inner):
        for piece in desk.pieces(run):
            if isinstance(piece, Table) and cells is None:
                cells = piece.cells
            else:
                desk.notes.lost(
                    f"words in ::: {node.name}", piece.line, "it takes one Markdown table only"
                )
    if cells is None:
        desk.notes.lost(f"::: {node.name}", node.line, "there is no Markdown table in it")
    return cells


def _with_items(
    desk: Desk, node: Directive, given: Given, items: list[Value], wanted: str
) -> Value | None:
    if not items:
        desk.notes.lost(f"::: {node.name}", node.line, f"it is empty; it takes {wanted}")
        return None
    return {"title": given.get("title", ""), "items": items}
