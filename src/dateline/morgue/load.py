"""Stores what importers understood: one `Copy`, one story, in one transaction.

A story that stands already is recognised by its source. Unchanged sources change nothing;
changed ones update the draft; a story that an editor has worked on meanwhile is not touched
but gets the new text as a proposed draft revision.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from dateline.lib.htmltext import MarkupTooLarge
from dateline.masthead.models import Section
from dateline.morgue import pictures, places
from dateline.morgue.account import Item
from dateline.morgue.copy import Copy, Inside, block_id, story_uid
from dateline.morgue.models import Provenance
from dateline.morgue.pictures import PictureDesk
from dateline.morgue.storable import storable
from dateline.record.takedowns import is_down
from dateline.stories.actions import NotLive, SaysNothing, add_entry, correct, declare_update
from dateline.stories.desk import NotReady, printed_before
from dateline.stories.models import RelatedStory, Story, Topic

#: What keeps a story from being stored; its text is the reason that the account gives.
_REFUSALS = (
    ValidationError,
    NotReady,
    NotLive,
    SaysNothing,
    MarkupTooLarge,
    DataError,
    IntegrityError,
    places.NoHome,
)
#: Characters that `Provenance.source_id` has room for.
SOURCE_ID_LENGTH = 600
_STORY_LINK = re.compile(r'<a href="story:([\w-]+)">(.*?)</a>', re.DOTALL)


@dataclass
class Loader:
    """Loads the copies of one run of `importer`.

    `publish` puts stories into print (or plans them) as their source says; otherwise they
    stay drafts. `fetching` allows pictures from the web. `dry_run` stores nothing. `announced`
    are the sections and people, in small letters, that the paper's own masthead names.

    With `archive` the copies were in print in an older system of this paper: sections are made for
    readers to see, what a desk would send back goes out as it was, old addresses lead to the
    stories, and a picture that is missing leaves a mark in its place. `media` are folders with
    the files of that system.
    """

    importer: str
    publish: bool = False
    fetching: bool = False
    dry_run: bool = False
    announced: frozenset[str] = frozenset()
    archive: bool = False
    media: tuple[Path, ...] = ()
    desk: PictureDesk = field(init=False)
    #: The topics that were asked for, by their names in small letters.
    _topics: dict[str, Topic] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = PictureDesk(self.fetching, self.media)

    def reserve(self, copy: Copy) -> None:
        """Make a bare draft for `copy`, so that other stories can link to it already.

        Not for what was brought in before: if that is gone, an editor has deleted it.
        """
        copy = storable(copy)
        uid = story_uid(self.importer, copy.source_id)
        known = Provenance.objects.filter(importer=self.importer, source_id=_known_as(copy))
        if self.dry_run or known.exists() or Story._base_manager.filter(uid=uid).exists():
            return
        try:
            with transaction.atomic():
                self._new(copy, uid)
        except (ValidationError, DataError, places.NoHome):
            return  # `load` meets the same fault and accounts for it

    def load(self, copy: Copy, *, live: bool | None = None) -> Item:
        """Store `copy` and return its entry in the account. `live` says of this one whether it goes
        into print, in the place of `publish`.

        What is lost leaves nothing behind: no bare draft, no picture.
        """
        live = self.publish if live is None else live
        copy = storable(copy)
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
        self._decide(item, copy, self._standing(copy, uid), mark, live=live)
        if item.state == "imported":
            signed = self.importer == "markdown"
            item.doubts += places.doubts(copy, self.announced, signed=signed)
        if self.dry_run or item.state in {"unchanged", "skipped"}:
            return item
        # Pictures first and outside the transaction: decoding and fetching take their time.
        item.inside += self.desk.take_all(copy)
        try:
            with transaction.atomic():
                # An editor may have worked on the story meanwhile: look again, and hold it.
                story, kept = standing = self._standing(copy, uid, hold=True)
                self._decide(item, copy, standing, mark, live=live)
                if item.state == "proposed" and story is not None and kept is not None:
                    self._propose(story, kept, copy, item, mark)
                elif item.state in {"imported", "updated"}:
                    with self._indexed_once(uid):
                        self._store(story, copy, uid, item, mark, live=live)
                if self.archive:
                    places.lead_on(copy, uid, item)
        except _REFUSALS as error:
            self._topics.clear()  # one that was made here is none now; an editor may delete others
            item.state, item.story, item.reason = "lost", None, in_words(error)
            self._forget(copy, uid)
        return item

    @transaction.atomic
    def _forget(self, copy: Copy, uid: UUID) -> None:
        """Take back what was made for a story that could not be stored."""
        story, kept = self._standing(copy, uid)
        if kept is None and story is not None:
            story.delete()
        self.desk.take_back()

    def _standing(
        self, copy: Copy, uid: UUID, *, hold: bool = False
    ) -> tuple[Story | None, Provenance | None]:
        """Return the story and the provenance that stand for `copy`; `hold` locks the page."""
        story = Story._base_manager.filter(uid=uid).first()
        if hold and story is not None:
            Page.objects.select_for_update().filter(pk=story.pk).first()
            story = Story._base_manager.filter(uid=uid).first()
        kept = Provenance.objects.filter(importer=self.importer, source_id=_known_as(copy)).first()
        return story, kept

    def _decide(
        self,
        item: Item,
        copy: Copy,
        standing: tuple[Story | None, Provenance | None],
        mark: str,
        *,
        live: bool,
    ) -> None:
        """Say in `item` what is to become of it."""
        story, kept = standing
        item.reason = ""
        if kept is None:
            item.state = "imported"
        elif is_down(kept.uid):
            item.state, item.reason = "skipped", "was taken down for a legal reason"
        elif story is None:
            item.state, item.story = "skipped", None
            item.reason = "was imported before and deleted in the newsroom"
        elif kept.fingerprint == mark and not (live and self._waits(story, copy, kept)):
            item.state = "unchanged"
        elif story.latest_revision_id != kept.revision:
            item.state = "proposed"
            item.reason = "an editor has worked on it; the new text stands in its history"
        else:
            item.state = "updated"

    def _waits(self, story: Story, copy: Copy, kept: Provenance) -> bool:
        """Whether `story` came in as a draft, nobody touched it, and now it can go into print."""
        if not self.archive or story.in_print or story.latest_revision_id != kept.revision:
            return False
        section = places.known_section(copy.section)
        opens = bool(copy.section) if section is None else section.live
        return copy.published is not None and opens

    def _store(
        self, story: Story | None, copy: Copy, uid: UUID, item: Item, mark: str, *, live: bool
    ) -> None:
        """Write `copy` into `story`, or into a new one, and put it into print where that was asked
        for."""
        new = story is None
        if story is None:
            section, story = self._bare(copy, uid)
            self._fill(story, copy, item)
            section.add_child(instance=story)
        else:
            story = self._in_its_section(story, copy)
            self._fill(story, copy, item)
        if story.section is not None and not places.is_called(story.section, copy.section):
            told = f"the source says {copy.section}; the story stays in {story.section.title}"
            item.inside.append(Inside("section", "skipped", told))
        # A story in print changes by publishing a revision, never by a save.
        if not new and not story.live:
            story.save(clean=False)
        revision = story.save_revision(log_action="wagtail.edit", clean=False)
        Provenance.objects.update_or_create(
            importer=self.importer,
            source_id=_known_as(copy),
            defaults={
                "uid": story.uid,
                "fingerprint": mark,
                "revision": revision.pk,
                "imported_at": timezone.now(),
            },
        )
        if live or not story.in_print:
            self._rows(story, copy, item)
        elif copy.updates or copy.corrections or copy.entries:
            what = "updates, corrections and live entries"
            item.inside.append(Inside(what, "proposed", "the story is in print; use --publish"))
        if live and copy.published is not None:
            if story.section is not None and not story.section.live:
                told = f"its section {story.section.title} is not published; the story is a draft"
                if self.archive and not copy.section:
                    told = 'it has no category; a mapping with [sections] "" = "…" gives it one'
                item.inside.append(Inside("publication", "skipped", told))
            else:
                with printed_before() if self.archive else nullcontext():
                    story.publish(revision, log_action="wagtail.publish")

    def _in_its_section(self, story: Story, copy: Copy) -> Story:
        """Return `story`, moved where the newsroom decided otherwise since, if it is a draft of an
        archive; one that was printed stays where it is."""
        if not self.archive or story.printed_at is not None or not copy.section:
            return story
        section, _ = places.section_for(copy.section, live=True)
        if story.section_id == section.pk:
            return story
        slug = find_available_slug(section, story.slug, ignore_page_id=story.pk)
        if slug != story.slug:
            story.slug = slug
            story.save(clean=False)
        story.move(section, pos="last-child")
        moved: Story = Story._base_manager.get(pk=story.pk)
        return moved

    def _propose(self, story: Story, kept: Provenance, copy: Copy, item: Item, mark: str) -> None:
        """Lay the new text into the story's history, under the editor's own, which stays on top.

        `kept.revision` stays, too: the story remains one that an editor has worked on.
        """
        editors = story.get_latest_revision()
        self._fill(story, copy, item)
        story.save_revision(log_action="wagtail.edit", clean=False)
        ours = editors.as_object()
        ours.save_revision(
            user=editors.user, log_action=True, previous_revision=editors, clean=False
        )
        kept.fingerprint = mark
        kept.save(update_fields=["fingerprint"])
        if copy.updates or copy.corrections or copy.entries:
            what = "updates, corrections and live entries"
            item.inside.append(Inside(what, "proposed", "an editor declares them"))

    @contextmanager
    def _indexed_once(self, uid: UUID) -> Iterator[None]:
        """Have Wagtail's index of references written once for a story of an archive, at the end:
        it leaves the worker a task for each of a dozen saves."""
        if not self.archive:
            yield
            return
        with disable_reference_index_auto_update():
            yield
        ReferenceIndex.create_or_update_for_object(Story._base_manager.get(uid=uid))

    def _new(self, copy: Copy, uid: UUID) -> Story:
        section, story = self._bare(copy, uid)
        section.add_child(instance=story)
        return story

    def _bare(self, copy: Copy, uid: UUID) -> tuple[Section, Story]:
        """Return the section for `copy`, and a story that is to be added to it."""
        section, _ = places.section_for(copy.section, live=self.archive)
        story = Story(title=_fit(copy.headline, 255), uid=uid, live=False)
        story.imported_from = copy.address[:600]
        stem = slugify(copy.slug) or slugify(anyascii(copy.headline))[:80].strip("-") or "story"
        story.slug = find_available_slug(section, stem)
        story.kind = copy.kind if copy.kind in Story.Kind.values else Story.Kind.NEWS
        return section, story

    def _fill(self, story: Story, copy: Copy, item: Item) -> None:
        """Set what `copy` says on `story`, in memory."""
        story.title = self._short("headline", copy.headline, 255, item)
        story.kind = copy.kind if copy.kind in Story.Kind.values else Story.Kind.NEWS
        if story.kind != copy.kind:
            item.inside.append(Inside("kind", "lost", f"no story is of the kind {copy.kind}"))
        story.kicker = self._short("kicker", copy.kicker, 60, item)
        story.short_headline = self._short("short headline", copy.short_headline, 120, item)
        story.standfirst = copy.standfirst
        story.place = self._short("place", copy.place, 80, item)
        story.source_line = self._short("source line", copy.source_line, 200, item)
        sponsored = story.kind == Story.Kind.SPONSORED
        story.sponsor = self._short("sponsor", copy.sponsor, 120, item) if sponsored else ""
        story.bylines = [
            places.byline_for(
                replace(
                    byline,
                    name=self._short("byline", byline.name, 120, item),
                    role=self._short("role", byline.role, 120, item),
                )
            )
            for byline in copy.bylines
        ]
        topics = [self._short("topic", name, 120, item) for name in copy.topics if name.strip()]
        story.topics = list(dict.fromkeys(map(self._topic, topics)))
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
        if copy.published and copy.published > timezone.now():
            story.go_live_at = copy.published
        elif copy.published and not story.live:
            story.first_published_at = copy.published

    def _topic(self, name: str) -> Topic:
        key = name.casefold()
        if key not in self._topics:
            self._topics[key] = places.topic_for(name)
        return self._topics[key]

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
                    headline=self._short("headline of an entry", entry.headline, 200, item),
                    by=self._short("byline of an entry", entry.by, 120, item),
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
        if self.archive:
            raw = [each for block in raw for each in pictures.marked(block, number)]
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
    """Return the SHA-256 of what `copy` says of the story.

    Not of the page around it: yesterday's weather in the furniture is no change of the story.
    """
    said = asdict(copy)
    for around in ("furniture", "inside", "doubts", "addresses"):
        del said[around]
    text = json.dumps(said, sort_keys=True, default=_plain, ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()


def _known_as(copy: Copy) -> str:
    """Return the name under which the provenance of `copy` is kept: its column is bounded."""
    if len(copy.source_id) <= SOURCE_ID_LENGTH:
        return copy.source_id
    return f"sha256:{hashlib.sha256(copy.source_id.encode()).hexdigest()}"


def in_words(error: Exception) -> str:
    """Return why a story could not be stored, in one line."""
    if isinstance(error, ValidationError):
        return " ".join(f"{name}: {' '.join(said)}" for name, said in _messages(error).items())
    if isinstance(error, IntegrityError):
        return "another import or an editor stored the same thing at this moment; import it again"
    return " ".join(str(error).split())


def _messages(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"story": error.messages}


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


def _at(entry: Any) -> datetime:
    at: datetime = entry.at
    return at


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a copy")
