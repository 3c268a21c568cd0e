"""A story's reads over time: a chart, its table, and where the story was pinned on the front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dateline.masthead.models import Home
from dateline.masthead.queries import masthead
from dateline.newsroom import columns, pinned
from dateline.newsroom.reads import NotTold, counted
from dateline.newsroom.views.fronts import KIND_NAMES
from dateline.readership.windows import DAY, HOUR, begins
from dateline.stories.models import Story


@dataclass(frozen=True)
class Span:
    """A stretch of time that ends now, in steps of a chart."""

    name: Any
    #: Seconds of a step, and how many there are.
    step: int
    steps: int
    #: What the table calls its steps, how it writes one, and how the chart does.
    heading: Any
    long: str
    short: str

    def since(self, at: datetime) -> datetime:
        """Return when the first step begins."""
        first = begins(at.timestamp(), self.step) - (self.steps - 1) * self.step
        return datetime.fromtimestamp(first, UTC)

    def zone(self, of_paper: tzinfo) -> tzinfo:
        """Return the zone in which the steps are named: days are those of UTC, in which they are
        counted."""
        return UTC if self.step == DAY else of_paper

    def name_of(self, moment: datetime) -> str:
        """Name a step for the table, each by another name."""
        told = date_format(moment, self.long)
        # Django's own formats leave the zone out in the hour that comes twice.
        return told if self.step == DAY else f"{told} {moment.tzname()}"


#: What can be chosen, by its name in the address; the first unless told otherwise.
SPANS = {
    "hours": Span(gettext_lazy("24 hours"), HOUR, 24, gettext_lazy("Hour from"), "j M, H:i", "H:i"),
    "days": Span(gettext_lazy("14 days"), DAY, 14, gettext_lazy("Day"), "D, j M", "j M"),
}


class ReadsChartView(WagtailAdminTemplateMixin, TemplateView):
    """Shows when a story was read, to all who may log in."""

    template_name = "dateline/newsroom/reads_chart.html"
    page_title = gettext_lazy("Reads over time")
    header_icon = "history"
    story: Story

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the story; one that was never in print was never read."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"], address__isnull=False)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_page_subtitle(self) -> str:
        """The story's headline."""
        return self.story.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the board, here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("dateline_board"), "label": _("Read now")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the chart with its figures, and the places on the front page. Five queries."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        chosen = self.request.GET.get("over", "")
        chosen = chosen if chosen in SPANS else next(iter(SPANS))
        span, now, zone = SPANS[chosen], timezone.now(), masthead().zone
        context |= {"story": self.story, "spans": SPANS, "chosen": chosen, "span": span}
        context |= {"at": now, "zone": zone, "since": span.since(now)}
        if span.step == DAY:
            context["day_begins"] = _day_begins(now, zone)
        try:
            context |= figures(self.story, span, now, zone)
        except NotTold as why:
            context["not_told"] = str(why)
        context |= _front_page(self.story, span.since(now), now)
        return context


def figures(story: Story, span: Span, at: datetime, of_paper: tzinfo) -> dict[str, Any]:
    """Return the chart, the rows of its table and the sums. No query. Raises `NotTold`."""
    uid, since = str(story.uid), span.since(at).timestamp()
    with counted() as ledger:
        # A step that begins now is the last one, too.
        steps = ledger.over_time(uid, since, since + span.steps * span.step, span.step)
        total = ledger.total(uid)
    zone = span.zone(of_paper)
    moments = [datetime.fromtimestamp(step.begins, zone) for step in steps]
    reads = [step.reads for step in steps]
    chart = SafeString("")
    if any(reads):
        labels = [date_format(moment, span.short) for moment in moments]
        chart = columns.draw(_("Reads"), labels, reads)
    named = [span.name_of(moment) for moment in moments]
    rows = [(name, columns.words_of(count)) for name, count in zip(named, reads, strict=True)]
    return {
        "chart": chart,
        "rows": rows[::-1],
        "sum": columns.words_of(sum(reads)),
        "total": columns.words_of(total),
    }


def _day_begins(at: datetime, zone: tzinfo) -> str:
    """Return at what time of the paper a day of UTC begins; empty where that is midnight."""
    local = datetime.fromtimestamp(begins(at.timestamp(), DAY), zone)
    return date_format(local, "H:i") if local.utcoffset() != timedelta() else ""


def _front_page(story: Story, since: datetime, until: datetime) -> dict[str, Any]:
    """Return where the story was pinned on the front page while it was out. Three queries."""
    home = Home.objects.live().first()
    if home is None:
        return {"places": [], "known_since": since}
    since = max(since, story.printed_at or since)
    found = pinned.history(story.uid, home, since, until)
    places = [
        (each, each.slot.heading or KIND_NAMES[each.slot.kind], each.until == until)
        for each in found.stood
    ]
    return {"places": places, "cut": found.known_since > since, "known_since": found.known_since}
