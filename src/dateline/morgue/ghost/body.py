"""A post's body as HTML, from whichever of its fields says it best."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dateline.morgue.ghost import lexical, mobiledoc, prose
from dateline.morgue.ghost.errors import UnreadableBody
from dateline.morgue.ghost.markup import balanced, leftover
from dateline.morgue.ghost.values import parse


@dataclass
class Body:
    """The HTML of a body, the field it was made from, and doubts about it."""

    html: str = ""
    made_from: str = ""
    doubts: list[str] = field(default_factory=list)


def without_placeholder(text: str) -> str:
    """Return `text` with addresses of the old site itself from the root of any site."""
    return text.replace("__GHOST_URL__/", "/").replace("__GHOST_URL__", "/")


def body(post: dict[str, Any]) -> Body:
    """Return the body of `post`: lexical, else mobiledoc, else HTML, else Markdown.

    A field that cannot be read gives way to the next, with a doubt; when it is the last, its
    text is a leftover.
    """
    made = Body()
    unread: list[tuple[str, str]] = []
    for name, convert in _FORMS:
        said = post.get(name)
        if isinstance(said, dict):
            said = json.dumps(said)
        said = said if isinstance(said, str) else ""
        if not said.strip():
            continue
        try:
            html = convert(said)
        except UnreadableBody as error:
            unread.append((name, said))
            made.doubts.append(f"its {name} {error}")
            continue
        if html.strip():
            made.html, made.made_from = without_placeholder(html), name
            return made
    if unread:
        name, said = unread[0]
        made.html, made.made_from = leftover(name, said), name
    return made


def _structured(convert: Callable[[Any], str]) -> Callable[[str], str]:
    def read(said: str) -> str:
        try:
            document = parse(said)
        except ValueError as error:
            too_deep = str(error).startswith("nests")
            raise UnreadableBody(str(error) if too_deep else "is not JSON") from None
        return convert(document)

    return read


_FORMS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("lexical", _structured(lexical.to_html)),
    ("mobiledoc", _structured(mobiledoc.to_html)),
    ("html", balanced),
    ("markdown", prose.to_html),
)
