"""The board: what is read now, and what was read most in the last hour, day and week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from dateline.conf.options import option
from dateline.masthead.queries import masthead
from dateline.newsroom.reads import NotTold, counted
from dateline.readership.ledger import NOW
from dateline.readership.windows import LAST_DAY, LAST_HOUR, LAST_WEEK, MINUTE
from dateline.stories.models import Story

#: Stories on each list, and how many are looked at for that: some may exist no longer.
SHOWN, LOOKED_AT = 20, 60
#: The lists beside what is read now.
WINDOWS = {
    _("The last hour"): LAST_HOUR,
    _("The last 24 hours"): LAST_DAY,
    _("The last 7 days"): LAST_WEEK,
}


@dataclass(frozen=True)
class Line:
    """A story on a list, with its reads."""

    story: dict[str, Any]
    reads: int
    #: Reads in the ten minutes before; None on the lists of longer windows.
    before: int | None = None


class BoardView(WagtailAdminTemplateMixin, TemplateView):
    """Shows the board. It moves when somebody looks again."""

    template_name = "dateline/newsroom/board.html"
    page_title = _("Read now")
    header_icon = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lists, or why there are none. Two queries of our own, however much was read."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now, zone = timezone.now(), masthead().zone
        context |= {"at": now, "zone": zone, "minutes": NOW // MINUTE}
        try:
            context |= board(now)
        except NotTold as why:
            context["not_told"] = str(why)
        context["readers"] = option("READERS_URL")
        context["may_edit"] = page_permission_policy.user_has_any_permission(
            self.request.user, {"change", "publish"}
        )
        return context


def board(at: datetime) -> dict[str, Any]:
    """Return what is read at `at` and the lists. One query. Raises `NotTold`."""
    with counted() as ledger:
        now = ledger.now(at.timestamp(), LOOKED_AT)
        lists = {
            name: ledger.top(window, at.timestamp(), most=LOOKED_AT)
            for name, window in WINDOWS.items()
        }
    uids = {each.uid for each in now}
    uids |= {each.uid for ranked in lists.values() for each in ranked}
    stories = _stories(uids)
    lines = [
        Line(stories[each.uid], each.reads, each.before) for each in now if each.uid in stories
    ]
    columns = []
    for name, ranked in lists.items():
        there = [Line(stories[each.uid], each.reads) for each in ranked if each.uid in stories]
        columns.append((name, there[:SHOWN]))
    return {"now": lines[:SHOWN], "lists": columns}


def _stories(uids: Iterable[str]) -> dict[str, dict[str, Any]]:
    fields = ("pk", "uid", "title", "short_headline", "address", "in_print")
    rows = Story.objects.filter(uid__in=list(uids)).values(*fields)
    return {str(row["uid"]): row for row in rows}
