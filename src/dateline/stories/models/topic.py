"""What stories are about."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Topic(index.Indexed, models.Model):
    """A subject, person, place or organisation that stories are about."""

    class Kind(models.TextChoices):
        SUBJECT = "subject", _("subject")
        PERSON = "person", _("person")
        PLACE = "place", _("place")
        ORGANISATION = "organisation", _("organisation")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.SUBJECT)
    description = models.TextField(_("description"), blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("description"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The path of the topic's page."""
        return f"/topics/{self.slug}/"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; what follows from another slug stands or falls with it."""
        super().save(*args, **kwargs)
