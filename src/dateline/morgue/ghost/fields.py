"""The fields of a post as a `Copy`, all but its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dateline.morgue.copy import BylineCopy, Copy, Inside, PictureCopy
from dateline.morgue.ghost.body import without_placeholder
from dateline.morgue.ghost.errors import shown
from dateline.morgue.ghost.index import Index
from dateline.morgue.ghost.markup import plain
from dateline.morgue.ghost.values import flag, moment, text

_SLUG = re.compile(r"[\w.~%-]+")
_LEFT = {
    "codeinjection_head": "code that the old theme put into the page is not brought over",
    "codeinjection_foot": "code that the old theme put into the page is not brought over",
    "frontmatter": "what newsletters said above the story is not brought over",
    "email_subject": "the subject of a newsletter is not brought over",
    "custom_template": "the template of the old theme is not brought over",
}
_FOR_NETWORKS = "meta_title og_title og_description og_image".split()
_FOR_NETWORKS += "twitter_title twitter_description twitter_image".split()


@dataclass(frozen=True)
class Given:
    """One post of an export: its row, what a table of its own says, its address as told."""

    row: dict[str, Any]
    meta: dict[str, Any]
    url: str = ""

    def text(self, name: str) -> str:
        """Return the field `name`, from wherever this version of Ghost keeps it."""
        return without_placeholder(text(self.row.get(name)) or text(self.meta.get(name)))


def copy_of(given: Given, source_id: str, index: Index, zone: ZoneInfo) -> Copy:
    """Return the post as a copy with no body. What is not taken over is in ``inside``."""
    slug = given.text("slug")
    copy = Copy(source_id=source_id, headline=" ".join(given.text("title").split()))
    if not copy.headline:
        copy.headline = "(untitled)"
        copy.doubts.append("the post has no title")
    copy.slug = slug if _SLUG.fullmatch(slug) else ""
    copy.address = (addresses(given) or ("",))[0] if not given.url else given.url
    copy.language = (given.text("locale") or given.text("language")).replace("_", "-")
    _standfirst(copy, given)
    _people_and_topics(copy, given, index)
    copy.lead = _lead(given)
    _times(copy, given, zone)
    _left_behind(copy, given)
    return copy


def addresses(given: Given) -> tuple[str, ...]:
    """Return the paths at which the old site showed the post."""
    slug = given.text("slug")
    found = [f"/{slug}/"] if _SLUG.fullmatch(slug) else []
    if given.url:
        try:
            path = urlsplit(given.url).path
        except ValueError:
            path = ""
        # Where the old site says the address itself, its routes may have put the post elsewhere.
        found = [each for each in (path, *found) if each and each != "/"]
    return tuple(dict.fromkeys(found))


def _standfirst(copy: Copy, given: Given) -> None:
    excerpt, description = given.text("custom_excerpt"), given.text("meta_description")
    copy.standfirst = " ".join((excerpt or description).split())
    if excerpt and description and excerpt != description:
        copy.inside.append(
            Inside("meta_description", "skipped", "the post's own excerpt is its standfirst")
        )


def _people_and_topics(copy: Copy, given: Given, index: Index) -> None:
    names, unknown = index.authors(given.row)
    copy.bylines = [BylineCopy(name) for name in names]
    copy.doubts += [f"its author {shown(key)} is not in the export" for key in unknown]
    tags, missing = index.tags(given.row)
    public = [tag.name for tag in tags if not tag.internal]
    copy.section, copy.topics = (public[0], public[1:]) if public else ("", [])
    for tag in tags:
        if tag.internal:
            reason = "a tag that the old site kept from its readers"
            copy.inside.append(Inside(f"tag {shown(tag.name)}", "skipped", reason))
    for key in missing:
        copy.inside.append(Inside(f"tag {shown(key)}", "lost", "the export has no such tag"))


def _lead(given: Given) -> PictureCopy | None:
    file = given.text("feature_image") or given.text("image")
    if not file:
        return None
    return PictureCopy(
        file,
        alt=" ".join(given.text("feature_image_alt").split()),
        caption=plain(given.text("feature_image_caption")),
    )


def _times(copy: Copy, given: Given, zone: ZoneInfo) -> None:
    at, updated = (_moment(copy, given, name, zone) for name in ("published_at", "updated_at"))
    status = (given.text("status") or "draft").lower()
    seen = (given.text("visibility") or "public").lower()
    if status == "scheduled":
        when = f" for {at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""
        copy.inside.append(Inside("published", "skipped", "the post was not out yet"))
        copy.doubts.append(f"it was scheduled{when}; plan it again")
    elif (
        status == "sent" or flag(given.meta.get("email_only")) or flag(given.row.get("email_only"))
    ):
        copy.inside.append(Inside("published", "skipped", "the post went out by e-mail only"))
        copy.doubts.append(
            "it was sent to subscribers and never published; it comes in unpublished"
        )
    elif status != "published":
        copy.inside.append(Inside("published", "skipped", f"the post's status is {shown(status)}"))
    elif seen != "public":
        copy.inside.append(Inside("visibility", "skipped", f"it was for {shown(seen)} only"))
        copy.doubts.append(f"only {shown(seen)} could read it; it comes in unpublished")
    elif at is None:
        copy.doubts.append("it was published, and the export does not say when")
    else:
        copy.published = at
        copy.updated = updated if updated and updated > at else None


def _moment(copy: Copy, given: Given, name: str, zone: ZoneInfo) -> datetime | None:
    said = given.text(name)
    at = moment(said, zone)
    if said and at is None and not said.startswith("0000"):
        copy.inside.append(Inside(name, "lost", f"{shown(said)} is no time"))
    return at


def _left_behind(copy: Copy, given: Given) -> None:
    for name, reason in _LEFT.items():
        if given.text(name):
            copy.inside.append(Inside(name, "skipped", reason))
    if networks := [name for name in _FOR_NETWORKS if given.text(name)]:
        reason = "what networks and search engines are told is made from the story"
        copy.inside.append(Inside(", ".join(networks), "skipped", reason))
    if flag(given.row.get("featured")):
        copy.inside.append(Inside("featured", "skipped", "fronts are arranged in the newsroom"))
    if canonical := given.text("canonical_url"):
        path = canonical if canonical.startswith("/") else ""
        if path.strip("/") == given.text("slug") or canonical == given.url:
            return
        copy.inside.append(Inside("canonical_url", "skipped", f"names {shown(canonical, 200)}"))
        copy.doubts.append(f"it names {shown(canonical, 200)} as the original; see whose it is")
