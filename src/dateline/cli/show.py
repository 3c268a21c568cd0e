"""``dateline show story UID``: prints a story as it is stored."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from dateline.cli import site
from dateline.cli.errors import Refused

if TYPE_CHECKING:
    from dateline.stories.models import Story

NAME = "show"
HELP = "Print a story as it is stored."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be shown."""
    things = parser.add_subparsers(dest="thing", metavar="THING", required=True)
    story = things.add_parser("story", help="a story, by its uid")
    story.add_argument("uid", metavar="UID")
    story.add_argument("--json", action="store_true", help="everything, as JSON")
    site.add_site_argument(story)


def run(args: argparse.Namespace) -> int:
    """Print the story. Raises `Refused` for a uid that no story has."""
    site.open_site(args.site)
    from dateline.stories.models import Story

    try:
        uid = UUID(args.uid)
    except ValueError:
        raise Refused(f"{args.uid} is no uid; it looks like 01234567-89ab-…") from None
    story = Story._base_manager.filter(uid=uid).first()
    if story is None:
        raise Refused(f"no story has the uid {uid}")
    data = stored(story)
    if args.json:
        print(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        for line in _lines(data):
            print(line)
    return 0


def stored(story: Story) -> dict[str, Any]:
    """Return the newest text of `story`, draft or not, and where it stands."""
    from dateline.record.models import Takedown, Version
    from dateline.stories.content import content_of

    draft = story.get_latest_revision_as_object()
    versions = Version.objects.filter(uid=story.uid).printed()
    takedown = Takedown.objects.standing().filter(uid=story.uid).first()
    return {
        **content_of(draft),
        "in_print": story.in_print,
        "live": story.live,
        "taken_down": takedown.said()["takedown"] if takedown else None,
        "printed_at": story.printed_at.isoformat() if story.printed_at else None,
        "go_live_at": draft.go_live_at.isoformat() if draft.go_live_at else None,
        "embargo_until": draft.embargo_until.isoformat() if draft.embargo_until else None,
        "imported_from": story.imported_from,
        "published_versions": list(versions.order_by("version").values_list("version", flat=True)),
        "desk": _findings(draft),
    }


def _findings(story: Story) -> list[dict[str, Any]]:
    """Return what the desk checks say about `story`."""
    from dataclasses import asdict

    from dateline.stories.desk import examine

    return [asdict(finding) for finding in examine(story)]


def _lines(data: dict[str, Any]) -> list[str]:
    from dateline.lib.htmltext import paragraphs

    state = "in print" if data["in_print"] else "not in print"
    if data["taken_down"]:
        state = f"taken down on {data['taken_down']['at'][:10]}"
    lines = [data["headline"], f"{data['kind']}, {data['section']}, {state}", ""]
    if data["standfirst"]:
        lines += [data["standfirst"], ""]
    for block in data["body"]:
        if isinstance(block["value"], str):
            for text in paragraphs(block["value"]):
                lines += [text, ""]
        else:
            lines += [f"[{block['type']}]", ""]
    return lines
