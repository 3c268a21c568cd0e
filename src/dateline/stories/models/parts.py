"""What belongs to a story's draft and travels in its revisions: bylines, chosen stories."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from dateline.masthead.models import Contributor


class Byline(Orderable):
    """Who signs the story: a contributor, or a plain name such as an agency's."""

    story = ParentalKey("Story", related_name="bylines", on_delete=models.CASCADE)
    contributor = models.ForeignKey(
        Contributor, null=True, blank=True, on_delete=models.PROTECT, related_name="bylines"
    )
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Where nobody of the list signs.")
    )
    role = models.CharField(_("role"), max_length=120, blank=True)

    panels = [FieldPanel("contributor"), FieldPanel("name"), FieldPanel("role")]

    def __str__(self) -> str:
        return self.signed

    @property
    def signed(self) -> str:
        """The name as it is printed."""
        return self.contributor.name if self.contributor else self.name

    def clean(self) -> None:
        """Somebody has to sign."""
        super().clean()
        if not self.contributor and not self.name.strip():
            raise ValidationError(_("Choose a contributor or write a name."))


class RelatedStory(Orderable):
    """Another story that an editor put beside this one."""

    story = ParentalKey("Story", related_name="chosen", on_delete=models.CASCADE)
    other = models.ForeignKey("Story", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("other", "dateline_stories.Story")]

    def __str__(self) -> str:
        return str(self.other)
