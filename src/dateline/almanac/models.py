"""What was last read of the weather, and when it may be asked for again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from dateline.almanac.providers import Place

#: A moment before all others: at once.
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Station(models.Model):
    """The place whose weather the paper tells, and the last good reading. There is one."""

    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north, such as 53.35; south of the equator with a minus."),
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east, such as 10.75; west of Greenwich with a minus."),
    )
    altitude = models.IntegerField(
        _("altitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-500), MaxValueValidator(9000)],
        help_text=_("Metres above the sea, if known: mountains are colder."),
    )

    #: Of whom and about where was asked last, and told last (`of`): a reading of another
    #: provider or place is not shown, and a new one is asked for at once.
    asked_of = models.JSONField(default=list, editable=False)
    told_of = models.JSONField(default=list, editable=False)
    #: Moments as `weather.Moment.as_json` gives them.
    told = models.JSONField(default=list, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)
    #: The provider's own ``Last-Modified``, to ask only for what is newer.
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    ask_after = models.DateTimeField(default=BEGINNING, editable=False)
    faults = models.PositiveIntegerField(default=0, editable=False)
    fault = models.TextField(blank=True, editable=False)

    panels = [
        FieldRowPanel(
            [FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("altitude")],
            heading=_("Place"),
        ),
    ]

    class Meta:
        verbose_name = _("weather station")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="station_has_both_degrees",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"

    @property
    def place(self) -> Place | None:
        """Where it stands, or None where nobody has said so."""
        if self.latitude is None or self.longitude is None:
            return None
        return Place(self.latitude, self.longitude, self.altitude)

    def of(self, provider: str) -> list[Any]:
        """Return `provider` and where the station stands, as `asked_of` and `told_of` have it."""
        return [provider, self.latitude, self.longitude, self.altitude]
