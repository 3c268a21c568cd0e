"""The publication: its masthead, navigation, front pages, contributors and policies."""

from __future__ import annotations

import re
import zoneinfo
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.models.pages import PagePermissionTester

from dateline.lib.htmltext import UnsafeSVG, sanitise, sanitise_svg
from dateline.masthead.queries import ContributorQuerySet, PolicyQuerySet

#: Words a section may not take as its slug, because the paper's own pages stand there.
RESERVED = frozenset(
    "about by topics feed rss.xml atom.xml sitemap.xml sitemaps robots.txt static media search "
    "archive accounts newsroom healthz favicon.ico".split()
)

#: What the slug of a section looks like in an address, as a regular expression.
SLUG = "[-a-zA-Z0-9_]+"


def known_zone(name: str) -> None:
    """Raise `ValidationError` unless `name` is an IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("%(name)s is no time zone. Use a name such as Europe/Lisbon.") % {"name": name}
        )


class Masthead(ClusterableModel):
    """The publication itself. There is one; `queries.masthead` gives it."""

    class Units(models.TextChoices):
        METRIC = "metric", _("metric (°C, km/h)")
        IMPERIAL = "imperial", _("imperial (°F, mph)")

    name = models.CharField(_("name"), max_length=120, default="The Dateline")
    nameplate = models.TextField(
        _("nameplate"),
        blank=True,
        help_text=_("An SVG drawing of the name. Empty: the name is set in type."),
    )
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[known_zone]
    )
    units = models.CharField(_("units"), max_length=10, choices=Units, default=Units.METRIC)

    panels = [
        FieldPanel("name"),
        FieldPanel("nameplate"),
        FieldPanel("motto"),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("language"),
                FieldPanel("time_zone"),
                FieldPanel("units"),
            ],
            heading=_("Place and language"),
        ),
        InlinePanel("navigation", heading=_("Navigation"), label=_("Entry")),
    ]

    class Meta:
        verbose_name = _("masthead")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Sanitise the nameplate: an SVG can carry scripts."""
        super().clean()
        self._sanitise()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the nameplate sanitised whoever wrote it. Raises `ValidationError`."""
        self._sanitise()
        super().save(*args, **kwargs)

    def _sanitise(self) -> None:
        if self.nameplate:
            try:
                self.nameplate = sanitise_svg(self.nameplate)
            except UnsafeSVG as error:
                raise ValidationError({"nameplate": str(error)}) from error

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The paper's time zone: its days, addresses and datelines are counted in it."""
        return zoneinfo.ZoneInfo(self.time_zone)


class NavigationEntry(Orderable):
    """One entry of the paper's navigation: a section, or an address of its own."""

    masthead = ParentalKey(Masthead, related_name="navigation", on_delete=models.CASCADE)
    label = models.CharField(_("label"), max_length=60, blank=True)
    section = models.ForeignKey(
        "Section", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("A path of this paper: /about/")
    )
    panels = [FieldPanel("section"), FieldPanel("label"), FieldPanel("address")]

    def __str__(self) -> str:
        return self.label or str(self.section or self.address)

    def clean(self) -> None:
        """Either a section, or a label with a path of this paper."""
        super().clean()
        if not self.section and not (self.label and self.address):
            raise ValidationError(_("Choose a section, or give a label and an address."))
        # Browsers read a backslash as a slash, and two of them as the beginning of a host.
        if self.address and not re.match(r"/(?![/\\])", self.address):
            raise ValidationError({"address": _("An address of this paper starts with one /.")})


class Home(Page):
    """The paper's front page. Sections stand under it."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["dateline_masthead.Section"]
    max_count = 1
    content_panels = Page.content_panels
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("home page")

    def get_url_parts(self, request=None):
        """The home page stands at the root of the readers' site."""
        return reader_url_parts("/")


class NotByHand(PagePermissionTester):
    """What a user may do to a section or a story."""

    def can_reorder_children(self) -> bool:
        """Never: moving one story among its neighbours reads them all."""
        return False


class Section(Page):
    """A part of the paper. It answers for its stories by their address only."""

    # Named, or Page's way down to it would be `section` and clash with a story's own section.
    page_ptr = models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, related_name="masthead_section"
    )
    parent_page_types = ["dateline_masthead.Home"]
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("One sentence for its page.")
    )
    content_panels = [*Page.content_panels, FieldPanel("description")]
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("section")

    @property
    def address(self) -> str:
        """The path of the section's page."""
        return f"/{self.slug}/"

    def get_url_parts(self, request=None):
        """A section stands at ``/<slug>/`` on the readers' site."""
        return reader_url_parts(self.address)

    def permissions_for_user(self, user: Any) -> NotByHand:
        """Return what `user` may do to this section."""
        return NotByHand(user, self)

    def clean(self) -> None:
        """Refuse a slug that the paper itself needs, or one whose stories are in print."""
        super().clean()
        if self.slug in RESERVED:
            raise ValidationError(
                {"slug": _("“%(slug)s” is an address of the paper itself.") % {"slug": self.slug}}
            )
        if self.pk:
            kept = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            if kept and kept != self.slug and self.has_published():
                raise ValidationError(
                    {"slug": _("A section keeps its slug once it has published stories.")}
                )

    def has_published(self) -> bool:
        """Whether any story was ever in print under this section's slug.

        Stories stand above this room; they answer through `section_has_published`.
        """
        from dateline.masthead.signals import section_has_published

        return any(answer for _, answer in section_has_published.send(type(self), section=self))


def reader_url_parts(path: str) -> tuple[int | None, str, str]:
    """Return Wagtail's (site id, root URL, path) for `path` on the readers' origin."""
    from wagtail.models import Site

    from dateline.conf.options import option

    paths = Site.get_site_root_paths()
    return (paths[0].site_id if paths else None, option("READERS_URL"), path)


class Contributor(models.Model):
    """Somebody whose name stands under stories. Needs no login."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    role = models.CharField(_("role"), max_length=120, blank=True)
    expertise = models.TextField(
        _("expertise"), blank=True, help_text=_("What they know well, one subject a line.")
    )
    biography = models.TextField(_("biography"), blank=True)
    contact = models.EmailField(_("contact"), blank=True)
    portrait = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
    )
    active = models.BooleanField(_("works here"), default=True)

    objects = ContributorQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("expertise"),
        FieldPanel("biography"),
        FieldPanel("contact"),
        FieldPanel("portrait"),
        FieldPanel("active"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The path of the contributor's page."""
        return f"/by/{self.slug}/"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; what follows from another slug or portrait stands or falls with it."""
        super().save(*args, **kwargs)

    @property
    def subjects(self) -> list[str]:
        """What the contributor knows well, one string a subject."""
        return [line.strip() for line in self.expertise.splitlines() if line.strip()]


class Policy(models.Model):
    """What the paper binds itself to, as data, with a page each."""

    class Subject(models.TextChoices):
        """The policies that schema.org's NewsMediaOrganization has properties for, and others."""

        ABOUT = "about", _("About")
        OWNERSHIP = "ownership", _("Ownership")
        FUNDING = "funding", _("Funding")
        ETHICS = "ethics", _("Ethics")
        CORRECTIONS = "corrections", _("Corrections")
        UNNAMED_SOURCES = "unnamed-sources", _("Unnamed sources")
        AI_USE = "ai-use", _("AI use")
        CONTACT = "contact", _("Contact")

    subject = models.CharField(_("subject"), max_length=30, choices=Subject, unique=True)
    title = models.CharField(_("title"), max_length=200)
    text = RichTextField(_("text"), features=["bold", "italic", "ol", "ul", "link"], blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = PolicyQuerySet.as_manager()

    panels = [FieldPanel("subject"), FieldPanel("title"), FieldPanel("text")]

    class Meta:
        ordering = ["id"]
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """The path of the policy's page: ``/about/`` or ``/about/<subject>/``."""
        return "/about/" if self.subject == self.Subject.ABOUT else f"/about/{self.subject}/"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Sanitise the text and note when its words changed."""
        self.text = sanitise(self.text, internal=True)
        if self.pk:
            before = type(self).objects.filter(pk=self.pk).values_list("text", "title").first()
            if before != (self.text, self.title):
                self.changed_at = timezone.now()
        super().save(*args, **kwargs)
