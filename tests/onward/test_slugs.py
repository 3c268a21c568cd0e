"""Every slug that a section may have leads to its month, its sitemap and its feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.text import slugify

from dateline.masthead.models import Section
from tests.cast import Cast

JULY = datetime(2026, 7, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize("slug", ["arts_and-books", "Arts", "_", "2026"])
def test_a_section_with_any_slug_has_all_its_pages(
    cast: Cast, reader: Client, publish: Any, slug: str
) -> None:
    assert slug.lower() == slugify(slug) or slug == "_"
    section = Section(title="Arts", slug=slug)
    cast.home.add_child(instance=section)
    section.save_revision().publish()
    story = publish("Cod is back", section=section, at=JULY)
    assert story.address == f"/{slug}/2026/07/06/{story.slug}/"
    named = reader.get("/sitemap.xml").content.decode()
    assert f"/sitemaps/{slug}/2026-07.xml" in named
    for path in ("", "2026/07/", "rss.xml", "2026/07/06/cod-is-back/"):
        assert reader.get(f"/{slug}/{path}").status_code == 200, path
    assert story.address in reader.get(f"/sitemaps/{slug}/2026-07.xml").content.decode()
