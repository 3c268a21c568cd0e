"""What stories are about."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index

#: How many stories may stand at the top of a topic's page by hand.
MOST_TOP = 4


class Topic(index.Indexed, ClusterableModel):
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
        InlinePanel("aliases", heading=_("Other names"), label=_("Name")),
        InlinePanel("top", heading=_("At the top of its page"), label=_("Story"), max_num=MOST_TOP),
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

    def clean(self) -> None:
        """Refuse a name or a slug that is another topic's other name."""
        super().clean()
        others = TopicAlias.objects.exclude(topic=self.pk)
        if others.filter(name__iexact=self.name.strip()).exists():
            raise ValidationError({"name": _("That is another name of another topic.")})
        if others.filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("That is another name of another topic.")})


class TopicAlias(Orderable):
    """Another name of a topic: editors and readers find it by that, old addresses lead to it."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("slug"), max_length=120, unique=True, help_text=_("/topics/…/ leads to the topic's page.")
    )

    panels = [FieldPanel("name"), FieldPanel("slug")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what is a topic's own name or slug."""
        super().clean()
        if Topic.objects.filter(name__iexact=self.name.strip()).exists():
            raise ValidationError({"name": _("A topic is called so.")})
        if Topic.objects.filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("A topic's own page stands there.")})


class TopStory(Orderable):
    """A story that an editor put to the top of a topic's page."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="top")
    story = models.ForeignKey("dateline_stories.Story", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("story", "dateline_stories.Story")]

    def __str__(self) -> str:
        return str(self.story)
