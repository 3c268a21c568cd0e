"""Links from story to story in the text of many stories, looked up together.

Rich text names another page by its number, and Wagtail asks for each text anew. A feed carries
hundreds of texts, so here all numbers are looked up in three queries and written as addresses
before Wagtail sees the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.html import escape

from dateline.masthead.models import Home
from dateline.masthead.queries import live_sections
from dateline.stories.models import Story

_LINK = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
_NUMBER = re.compile(r"\bid=\"(\d+)\"")


def addresses_in(values: Iterable[Any], at: datetime) -> dict[int, str]:
    """Return the address of each page that raw block `values` link to, if it is in print.

    Three queries, none where nothing is linked to.
    """
    wanted = {
        int(number)
        for text in _texts(values)
        for link in _LINK.findall(text)
        for number in _NUMBER.findall(link)
    }
    if not wanted:
        return {}
    found = dict(Story.objects.in_print(at).filter(pk__in=wanted).values_list("pk", "address"))
    found |= {section.pk: section.address for section in live_sections().filter(pk__in=wanted)}
    found |= dict.fromkeys(
        Home.objects.live().filter(pk__in=wanted).values_list("pk", flat=True), "/"
    )
    return found


def written_out(value: Any, addresses: Mapping[int, str]) -> Any:
    """Return raw block `value` with its links by number as links by address, at any depth.

    What is linked to and is not in print loses its link and keeps its words.
    """
    if isinstance(value, str):
        return _LINK.sub(lambda link: _opening(link.group(), addresses), value)
    if isinstance(value, Mapping):
        return {name: written_out(inner, addresses) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [written_out(inner, addresses) for inner in value]
    return value


def _opening(link: str, addresses: Mapping[int, str]) -> str:
    number = _NUMBER.search(link)
    address = addresses.get(int(number.group(1))) if number else None
    return f'<a href="{escape(address)}">' if address else "<a>"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _texts(inner)
