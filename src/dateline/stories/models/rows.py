"""What is added to a published story and never edited away: updates, corrections, entries.

These are rows of their own and not blocks of the body: an older revision published again
must not take a correction back.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField

from dateline.lib.htmltext import sanitise
from dateline.stories.blocks import ENTRY_BLOCKS, SHORT_TEXT_FEATURES
from dateline.stories.gate import clean_stream


class AppendOnly(RuntimeError):
    """A row that only ever gets added was about to be changed."""


class DeclaredQuerySet(models.QuerySet[Any]):
    """Statements. They are read and added; nothing else."""

    def update(self, **columns: object) -> int:
        """Refuse: what was said stays said. Raises `AppendOnly`."""
        raise AppendOnly("what was declared is kept as it was written")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: what was said stays said. Raises `AppendOnly`."""
        raise AppendOnly("what was declared is kept as it was written")


class Declared(models.Model):
    """A dated statement about a story, written once."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now)
    text = RichTextField(_("text"), features=SHORT_TEXT_FEATURES)
    declared_by = models.CharField(max_length=150, blank=True, editable=False)

    objects = DeclaredQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises `AppendOnly` when it stands already."""
        if self.pk:
            raise AppendOnly(f"{self._meta.verbose_name} of {self} is kept as it was written")
        self.text = sanitise(self.text, internal=True)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what was said stays said. Raises `AppendOnly`."""
        raise AppendOnly(f"{self._meta.verbose_name} of {self} is kept as it was written")


class Update(Declared):
    """An editor says that the story was brought up to date, and with what."""

    story = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="updates")

    class Meta(Declared.Meta):
        verbose_name = _("update")


class Correction(Declared):
    """What was wrong, what is right. Kept for ever."""

    story = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="corrections")

    class Meta(Declared.Meta):
        verbose_name = _("correction")


class LiveEntry(models.Model):
    """One entry of live coverage, published on its own, newest first."""

    story = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="entries")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    body = StreamField(ENTRY_BLOCKS, blank=True)
    by = models.CharField(_("by"), max_length=120, blank=True)
    key = models.BooleanField(_("key moment"), default=False)
    withdrawn = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("live entry")
        verbose_name_plural = _("live entries")
        indexes = [models.Index(fields=["story", "-at"], name="entry_story_at")]

    def __str__(self) -> str:
        return self.headline or f"{self.at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the rich text of the body sanitised."""
        self.body = clean_stream(self.body)
        super().save(*args, **kwargs)
