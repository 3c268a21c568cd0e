"""Walks a story's nodes: blocks in order, and updates, corrections and entries beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dateline.morgue.copy import CorrectionCopy, EntryCopy, UpdateCopy, block_id
from dateline.morgue.markdown import prose
from dateline.morgue.markdown.blocks import MAKERS
from dateline.morgue.markdown.desk import Desk, Nodes
from dateline.morgue.markdown.directives import Directive, Prose
from dateline.morgue.markdown.errors import shown

Block = dict[str, Any]


@dataclass
class Body:
    """What a story's Markdown came to."""

    blocks: list[Block] = field(default_factory=list)
    updates: list[UpdateCopy] = field(default_factory=list)
    corrections: list[CorrectionCopy] = field(default_factory=list)
    entries: list[EntryCopy] = field(default_factory=list)


def read_body(nodes: Nodes, desk: Desk) -> Body:
    """Return the raw blocks and rows that `nodes` make; raise `MarkdownError`."""
    desk.references = prose.references(_all_runs(nodes))
    body = Body()
    # Live coverage grows at its top. Entries are counted from the oldest, at the end, so that
    # a new one leaves the ids of the others as they were.
    total = sum(isinstance(node, Directive) and node.name == "entry" for node in nodes)
    column = _Column(desk, body, entries_left=total)
    column.take(nodes)
    body.blocks = column.finished()
    return body


def _all_runs(nodes: Nodes) -> list[str]:
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Prose):
            found.append(node.text)
        else:
            found.extend(_all_runs(node.children))
    return found


@dataclass
class _Column:
    """Blocks in the making; prose is gathered until a block of another kind ends it."""

    desk: Desk
    body: Body
    position: str = ""
    entries_left: int = 0
    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def take(self, nodes: Nodes) -> None:
        for node in nodes:
            if isinstance(node, Prose):
                self._prose(node)
            else:
                self._directive(node)

    def finished(self) -> list[Block]:
        self._end_text()
        return self.blocks

    def _prose(self, run: Prose) -> None:
        for piece in self.desk.pieces(run):
            if isinstance(piece, prose.Html | prose.Listing):
                self.text.append(piece.html)
            elif isinstance(piece, prose.Heading):
                self._add("subheading", piece.text)
            elif isinstance(piece, prose.Table):
                self._add("table", {"title": "", "source": "", "cells": piece.cells})
            elif value := self.desk.image(piece):
                self._add("picture", value)

    def _directive(self, node: Directive) -> None:
        given = self.desk.attributes(node)
        if given is None:
            self.desk.notes.lost(
                f"::: {shown(node.name)}", node.line, "no such block; its words are kept as text"
            )
            self.take(node.children)
        elif node.name == "entry":
            self._entry(node, given)
        elif node.name in {"update", "correction"}:
            at = self.desk.time(given.get("at", ""), node.line, f"at of ::: {node.name}")
            html = self.desk.html(node.children, f"::: {node.name}")
            if node.name == "update":
                self.body.updates.append(UpdateCopy(at, html))
            else:
                self.body.corrections.append(CorrectionCopy(at, html))
        else:
            self._block(node, given)

    def _block(self, node: Directive, given: dict[str, str]) -> None:
        # Only a gallery holds other blocks; those set in another block follow it.
        inner: Nodes = node.children
        following: Nodes = ()
        if node.name != "gallery":
            inner = [child for child in node.children if isinstance(child, Prose)]
            following = [child for child in node.children if isinstance(child, Directive)]
        if value := MAKERS[node.name](self.desk, node, given, inner):
            self._add(node.name, value)
        for child in following:
            self.desk.notes.doubt(
                f"line {child.line}: ::: {node.name} holds no blocks; what stood in it follows it"
            )
        self.take(following)

    def _entry(self, node: Directive, given: dict[str, str]) -> None:
        if self.position:
            raise self.desk.notes.error(
                node.line, "an entry within an entry", "close the one above it with :::"
            )
        at = self.desk.time(given.get("at", ""), node.line, "at of ::: entry")
        key = given.get("key", "no").lower()
        if key not in {"yes", "no", "true", "false"}:
            self.desk.notes.lost("attribute key", node.line, "it is yes or no; no taken")
        column = _Column(self.desk, self.body, position=f"entry {self.entries_left}.")
        self.entries_left -= 1
        column.take(node.children)
        self.body.entries.append(
            EntryCopy(
                at,
                given.get("headline", ""),
                column.finished(),
                by=given.get("by", ""),
                key=key in {"yes", "true"},
            )
        )

    def _end_text(self) -> None:
        if self.text:
            joined = "".join(self.text)
            self.text.clear()
            self._add("text", joined)

    def _add(self, kind: str, value: Any) -> None:
        self._end_text()
        here = f"{self.position}{len(self.blocks)}"
        if isinstance(value, dict):
            for part in ("items", "pictures"):
                if part in value:
                    value[part] = [
                        {"type": "item", "value": item, "id": self._id(f"{here}.{n}")}
                        for n, item in enumerate(value[part])
                    ]
        self.blocks.append({"type": kind, "value": value, "id": self._id(here)})

    def _id(self, position: str) -> str:
        return block_id(self.desk.slug, position)
