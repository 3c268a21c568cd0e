"""What was decided about a front and from when it stands; what is called out above it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from dateline.fronts import plan as plans
from dateline.fronts.queries import ArrangementQuerySet, BannerQuerySet


class Arrangement(models.Model):
    """A front as an editor arranged it, written once.

    What readers see at a moment is the arrangement with the latest `stands_from` up to then: a
    plan for tonight is a row with tonight's moment and needs nobody to put it into effect. Rows
    are never changed but to be taken back; together they are the front's history.
    """

    #: The home page or a section.
    front = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="arrangements")
    #: From when on readers see it; null in a draft.
    stands_from = models.DateTimeField(null=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: When it was taken back; null as long as it counts.
    taken_back_at = models.DateTimeField(null=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        indexes = [
            models.Index(
                fields=["front", "-stands_from", "-id"],
                name="arrangement_in_force",
                condition=models.Q(taken_back_at__isnull=True, stands_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"front {self.front_id} from {self.stands_from or 'never'}"

    @property
    def plan(self) -> plans.Plan:
        """What was decided."""
        return plans.stored(self.content)


class Banner(models.Model):
    """Breaking news in one line above the home page and the sections, with an end."""

    label = models.CharField(
        _("label"), max_length=30, help_text=_("One word that says what it is about: Ferry.")
    )
    words = models.CharField(_("words"), max_length=160)
    story = models.ForeignKey(
        "dateline_stories.Story",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("story"),
        help_text=_("Where it leads, once that is in print."),
    )
    stands_from = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking news")
        verbose_name_plural = _("breaking news")
        indexes = [models.Index(fields=["until"], name="banner_until")]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """It ends after it begins, and within a day: what breaks for longer is the lead."""
        super().clean()
        if self.until and self.stands_from:
            length = self.until - self.stands_from
            if not 0 < length.total_seconds() <= 24 * 60 * 60:
                raise ValidationError({"until": _("It ends after it begins, and within 24 hours.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the words in one line."""
        self.label, self.words = " ".join(self.label.split()), " ".join(self.words.split())
        super().save(*args, **kwargs)
