"""A story as plain data: what the record keeps and ``dateline show story`` prints.

Pictures and other stories are named by what outlives this database (file hash, uid), not by
their row's number.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateline.photodesk.models import Picture
from dateline.stories import files
from dateline.stories.models import Story

#: Blocks that no reader gets.
UNSEEN = frozenset({"leftover"})


def content_of(story: Story) -> dict[str, Any]:
    """Return everything of `story` that a reader could see, as JSON-ready data."""
    return {
        "uid": str(story.uid),
        "address": story.address,
        "kind": story.kind,
        "section": story.section.slug if story.section else None,
        "kicker": story.kicker,
        "headline": story.title,
        "short_headline": story.short_headline,
        "standfirst": story.standfirst,
        "place": story.place,
        "bylines": [
            {
                "name": byline.signed,
                "role": byline.role,
                "contributor": byline.contributor.slug if byline.contributor else None,
            }
            for byline in story.bylines.all()
        ],
        "topics": sorted(topic.name for topic in story.topics.all()),
        "source_line": story.source_line,
        "sponsor": story.sponsor,
        "lead_picture": story.lead_picture_id,
        "lead_caption": story.lead_caption,
        "body": [block for block in story.body.get_prep_value() if block["type"] not in UNSEEN],
        "pictures": pictures_of(story),
        "first_published_at": _moment(story.first_published_at),
        "updated_at": _moment(story.updated_at),
        "chosen": [str(row.other.uid) for row in story.chosen.select_related("other")],
        "updates": [_declared(row) for row in story.updates.all()],
        "corrections": [_declared(row) for row in story.corrections.all()],
        "entries": [
            {
                "uid": str(entry.uid),
                "at": _moment(entry.at),
                "headline": entry.headline,
                "by": entry.by,
                "key": entry.key,
                "body": list(entry.body.get_prep_value()),
            }
            for entry in story.entries.filter(withdrawn=False)
        ],
    }


def pictures_of(story: Story) -> dict[str, dict[str, str]]:
    """Return what the pictures of `story` are, by the number its blocks name them with."""
    rows = Picture.objects.filter(pk__in=set(files.picture_ids(story)))
    return {
        str(picture.pk): {
            "sha1": picture.get_file_hash(),
            "alt": picture.alt_text,
            "caption": picture.caption,
            "credit": picture.credit,
            "licence": picture.licence,
        }
        for picture in rows.order_by("pk")
    }


def _declared(row: Any) -> dict[str, Any]:
    return {"uid": str(row.uid), "at": _moment(row.at), "text": row.text}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
