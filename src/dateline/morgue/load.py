"""Stores what importers understood: one `Copy`, one story, in one transaction.

A story that stands already is recognised by its source. Unchanged sources change nothing;
changed ones update the draft; a story that an editor has worked on meanwhile is not touched
but gets the new text as a proposed draft revision.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.utils import timezone
from django.utils.text import slugify

from dateline.lib.htmltext import MarkupTooLarge
from dateline.morgue import pictures, places
from dateline.morgue.account import Item
from dateline.morgue.copy import Copy, Inside, block_id, story_uid
from dateline.morgue.models import Provenance
from dateline.morgue.pictures import PictureDesk
from dateline.stories.actions import add_entry, correct, declare_update
from dateline.stories.desk import NotReady
from dateline.stories.models import RelatedStory, Story

_STORY_LINK = re.compile(r'<a href="story:([\w-]+)">(.*?)</a>', re.DOTALL)


@dataclass
class Loader:
    """Loads the copies of one run of `importer`.

    `publish` puts stories into print (or plans them) as their source says; otherwise they
    stay drafts. `fetching` allows pictures from the web. `dry_run` stores nothing.
    """

    importer: str
    publish: bool = False
    fetching: bool = False
    dry_run: bool = False
    desk: PictureDesk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = PictureDesk(self.fetching)

    def reserve(self, copy: Copy) -> None:
        """Make a bare draft for `copy`, so that other stories can link to it already."""
        uid = story_uid(self.importer, copy.source_id)
        if not self.dry_run and not Story._base_manager.filter(uid=uid).exists():
            with transaction.atomic():
                self._new(copy, uid)

    def load(self, copy: Copy) -> Item:
        """Store `copy` and return its entry in the account."""
        uid = story_uid(self.importer, copy.source_id)
        item = Item(
            kind="story",
            source_id=copy.source_id,
            address=copy.address,
            story=str(uid),
            furniture=list(copy.furniture),
            inside=list(copy.inside),
            doubts=list(copy.doubts),
        )
        mark = fingerprint(copy)
        kept = Provenance.objects.filter(importer=self.importer, source_id=copy.source_id).first()
        story = Story._base_manager.filter(uid=uid).first()
        if kept is not None and kept.fingerprint == mark and story is not None:
            item.state = "unchanged"
            return item
        if kept is not None and kept.fingerprint and story is None:
            item.state, item.reason = "skipped", "was imported before and deleted in the newsroom"
            item.story = None
            return item
        edited = (
            story is not None
            and kept is not None
            and kept.revision is not None
            and story.latest_revision_id != kept.revision
        )
        item.state = "proposed" if edited else "updated" if _stored(kept) else "imported"
        if edited:
            item.reason = "an editor has worked on it; the new text is a draft revision"
        if self.dry_run:
            return item
        # Pictures first and outside the transaction: decoding and fetching take their time.
        item.inside += self.desk.take_all(copy)
        try:
            with transaction.atomic():
                story = story or self._new(copy, uid)
                self._fill(story, copy, item, mark, publish=self.publish and not edited)
        except (ValidationError, NotReady, MarkupTooLarge, DataError) as error:
            item.state, item.story, item.reason = "lost", None, _in_words(error)
        return item

    def _new(self, copy: Copy, uid: UUID) -> Story:
        section, _ = places.section_for(copy.section)
        story = Story(title=_fit(copy.headline, 255), uid=uid, live=False)
        story.slug = _free_slug(section, copy.slug or slugify(copy.headline)[:80] or "story")
        story.kind = copy.kind if copy.kind in Story.Kind.values else Story.Kind.NEWS
        section.add_child(instance=story)
        Story._base_manager.filter(pk=story.pk).update(imported_from=copy.address[:600])
        return story

    def _fill(self, story: Story, copy: Copy, item: Item, mark: str, *, publish: bool) -> None:
        now = timezone.now()
        story.title = self._short("headline", copy.headline, 255, item)
        story.kind = copy.kind if copy.kind in Story.Kind.values else Story.Kind.NEWS
        story.kicker = self._short("kicker", copy.kicker, 60, item)
        story.short_headline = self._short("short headline", copy.short_headline, 120, item)
        story.standfirst = copy.standfirst
        story.place = self._short("place", copy.place, 80, item)
        story.source_line = self._short("source line", copy.source_line, 200, item)
        story.sponsor = copy.sponsor[:120] if story.kind == Story.Kind.SPONSORED else ""
        story.bylines = [places.byline_for(byline) for byline in copy.bylines]
        story.topics = [places.topic_for(name) for name in copy.topics if name.strip()]
        story.lead_picture = self.desk.taken.get(copy.lead.file) if copy.lead else None
        caption = copy.lead.caption if copy.lead else ""
        same = story.lead_picture is not None and story.lead_picture.caption == caption
        story.lead_caption = "" if same else caption
        story.body = story.body.stream_block.to_python(self._blocks(copy, copy.body, item))
        story.chosen = [
            RelatedStory(other=other)
            for slug in copy.related
            if (other := self._other(slug, item)) is not None
        ]
        if copy.published and copy.published > now:
            story.go_live_at = copy.published
        elif copy.published and not story.live:
            story.first_published_at = copy.published
        if not story.live:  # a story in print changes by publishing a revision, never by a save
            story.save(clean=False)
        revision = story.save_revision(log_action="wagtail.edit", clean=False)
        Provenance.objects.update_or_create(
            importer=self.importer,
            source_id=copy.source_id,
            defaults={
                "uid": story.uid,
                "fingerprint": mark,
                "revision": revision.pk,
                "imported_at": now,
            },
        )
        self._rows(story, copy, item)
        if publish and copy.published is not None:
            story.publish(revision, log_action="wagtail.publish")

    def _rows(self, story: Story, copy: Copy, item: Item) -> None:
        """Add the updates, corrections and entries that the story lacks."""
        updates = set(story.updates.values_list("at", flat=True))
        for update in copy.updates:
            if update.at not in updates:
                declare_update(story, self._links(update.text, item), at=update.at)
        corrections = set(story.corrections.values_list("at", flat=True))
        for correction in copy.corrections:
            if correction.at not in corrections:
                correct(story, self._links(correction.text, item), at=correction.at)
        entries = {str(uid) for uid in story.entries.values_list("uid", flat=True)}
        for number, entry in enumerate(sorted(copy.entries, key=_at)):
            uid = block_id(copy.source_id, f"entry.{number}")
            if uid not in entries:
                add_entry(
                    story,
                    self._blocks(copy, entry.body, item),
                    headline=_fit(entry.headline, 200),
                    by=entry.by[:120],
                    key=entry.key,
                    at=entry.at,
                    uid=uid,
                )

    def _blocks(self, copy: Copy, raw: list[dict[str, Any]], item: Item) -> list[dict[str, Any]]:
        """Return raw blocks ready to be stored: pictures, links and related stories resolved."""

        def number(wanted: pictures.PictureCopy) -> int | None:
            taken = self.desk.taken.get(wanted.file)
            return taken.pk if taken else None

        blocks = []
        for block in pictures.replace_pictures(raw, number):
            if block["type"] == "related":
                other = self._other(block["value"]["story"], item)
                if other is None:
                    continue
                block = {**block, "value": {"story": other.pk}}
            blocks.append(_mapped(block, lambda text: self._links(text, item)))
        return blocks

    def _links(self, html: str, item: Item) -> str:
        """Turn ``story:slug`` links into links to the stories they name."""

        def link(found: re.Match[str]) -> str:
            other = self._other(found[1], item)
            return f'<a linktype="page" id="{other.pk}">{found[2]}</a>' if other else found[2]

        return _STORY_LINK.sub(link, html)

    def _other(self, slug: str, item: Item) -> Story | None:
        uid = story_uid(self.importer, slug)
        other: Story | None = Story._base_manager.filter(uid=uid).first()
        if other is None:
            item.inside.append(Inside(f"link to {slug}", "lost", "no story has this slug"))
        return other

    def _short(self, what: str, text: str, limit: int, item: Item) -> str:
        fitting = _fit(text, limit)
        if fitting != text:
            item.inside.append(Inside(what, "lost", f"cut to {limit} characters; it was: {text}"))
        return fitting


def fingerprint(copy: Copy) -> str:
    """Return the SHA-256 of all that `copy` says."""
    text = json.dumps(asdict(copy), sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _in_words(error: Exception) -> str:
    """Return why a story could not be stored, in one line."""
    if isinstance(error, ValidationError):
        return " ".join(f"{name}: {' '.join(said)}" for name, said in _messages(error).items())
    return " ".join(str(error).split())


def _messages(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"story": error.messages}


def _stored(kept: Provenance | None) -> bool:
    return kept is not None and bool(kept.fingerprint)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value) if "story:" in value else value
    if isinstance(value, dict):
        return {name: _mapped(inner, change) for name, inner in value.items()}
    if isinstance(value, list):
        return [_mapped(inner, change) for inner in value]
    return value


def _fit(text: str, limit: int) -> str:
    """Return `text` within `limit` characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _free_slug(section: Any, stem: str) -> str:
    taken = set(section.get_children().values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _at(entry: Any) -> datetime:
    at: datetime = entry.at
    return at


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a copy")
