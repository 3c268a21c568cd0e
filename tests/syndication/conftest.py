"""Stories in print, pages as readers get them, and what machines read in them."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html

from dateline.photodesk.contexts import WIDTHS, spec
from dateline.photodesk.models import Attachment, Picture, Rendition
from dateline.press import routes
from dateline.press.render import render
from dateline.stories.models import Story

READERS = "https://courier.example"
#: Where the database can hold one, a text may: no form lets it pass, code can write it.
NUL = "" if connection.vendor == "postgresql" else "\x00"


@pytest.fixture(autouse=True)
def readers_url(settings: Any) -> None:
    """Where readers reach the paper in these tests."""
    settings.DATELINE = {"READERS_URL": READERS}


@pytest.fixture
def publish(write: Callable[..., Story]) -> Callable[..., Story]:
    """Write a story and publish it: ``publish("Headline", kind="live")``."""

    def publish_story(headline: str = "Ferry sails again", **fields: Any) -> Story:
        story = write(headline, **fields)
        story.get_latest_revision().publish()
        return Story.objects.get(pk=story.pk)

    return publish_story


@pytest.fixture
def picture(db: None) -> Picture:
    """A picture with all its sizes, as rows: no file is asked for in these tests."""
    return make_picture("Quay & mole")


def make_picture(alt: str) -> Picture:
    """A picture of 1600 by 1200 with all its sizes, as rows."""
    name = secrets.token_hex(16)
    made = Picture(
        title="Quay",
        file=f"original_images/{name}.png",
        file_hash=name,
        width=1600,
        height=1200,
        alt_text=alt,
        caption="The quay at noon.",
        credit="Pieter Sandoval",
        licence="CC BY 4.0",
    )
    Picture.objects.bulk_create([made])
    sizes = [(width, "avif") for width in WIDTHS] + [(800, "webp"), (1440, "jpeg")]
    Rendition.objects.bulk_create(
        Rendition(
            image=made,
            filter_spec=spec(width, ending),
            file=f"pictures/{secrets.token_hex(16)}.{ending}",
            width=width,
            height=width * 3 // 4,
        )
        for width, ending in sizes
    )
    return made


@pytest.fixture
def reader(client: Client, settings: Any) -> Client:
    """A reader's browser."""
    settings.ROOT_URLCONF = "dateline.conf.urls_readers"
    return client


def page(address: str) -> bytes:
    """The page at `address` as an anonymous reader gets it now."""
    route = routes.find(address)
    assert route is not None, f"nothing stands at {address}"
    at = timezone.now()
    return render(route.kind, route.id, at).body(at)


def json_ld(address: str) -> list[dict[str, Any]]:
    """The nodes of the JSON-LD on the page at `address`."""
    tree = html.fromstring(page(address).decode())
    (script,) = tree.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)["@graph"]


def article(address: str) -> dict[str, Any]:
    """The story's own node."""
    return json_ld(address)[0]


def graph(address: str) -> dict[str, list[str]]:
    """OpenGraph of the page at `address`: every value of each property."""
    tree = html.fromstring(page(address).decode())
    found: dict[str, list[str]] = {}
    for meta in tree.xpath("//meta[@property]"):
        found.setdefault(meta.get("property"), []).append(meta.get("content"))
    return found


def cells(*rows: tuple[str, ...]) -> dict[str, Any]:
    """A table's raw value: the first row heads the columns."""
    return {
        "columns": [{"type": "text", "heading": heading} for heading in rows[0]],
        "rows": [{"values": list(row)} for row in rows[1:]],
        "caption": "",
    }


def every_block(picture: Picture, document: Attachment, other: Story) -> list[dict[str, Any]]:
    """A body with one block of each kind, linking to `other`."""
    shown = {"image": picture.pk, "caption": "", "alt": "", "credit": "", "licence": ""}
    named = {"title": "Costs", "source": "City", "cells": cells(("Year", "m€"), ("2025", "4"))}
    link = f'<p>As <a linktype="page" id="{other.pk}">told</a> and <a href="/about/">so</a>.</p>'
    values: list[tuple[str, Any]] = [
        ("text", link),
        ("subheading", "What now"),
        ("quote", {"text": "<p>We wait.</p>", "speaker": "Ines Hallorand", "role": "mayor"}),
        ("picture", shown),
        ("gallery", {"title": "The quay", "pictures": [_item(shown)]}),
        (
            "media",
            {
                "kind": "video",
                "title": "The launch",
                "address": "https://video.example/1",
                "document": None,
                "poster": picture.pk,
                "caption": "Twice.",
                "credit": "",
            },
        ),
        ("table", named),
        ("chart", {"form": "bar", "unit": "million", **named}),
        ("document", {"document": document.pk, "title": "The plan"}),
        ("factbox", {"title": "In short", "text": "<p>Three sheds.</p>"}),
        (
            "qa",
            {"title": "", "items": [_item({"question": "Why?", "answer": "<p>Because.</p>"})]},
        ),
        ("timeline", {"title": "", "items": [_item({"time": "09:00", "text": "<p>Horn.</p>"})]}),
        ("pullquote", {"text": "Nobody asked", "speaker": "Petra Lund"}),
        ("related", {"story": other.pk}),
        ("note", {"about": "method", "text": "<p>We counted twice.</p>"}),
    ]
    return [{"type": name, "value": value} for name, value in values]


def _item(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}
