"""What became of the items of an import: a report with filters, and a link to each story."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from dateline.morgue.account import STATES
from dateline.morgue.models import ImportItem, ImportRun
from dateline.stories.models import Story


class ImportFilters(WagtailFilterSet):
    """By run, state, kind, and words in the name, the reason or what was lost inside."""

    run = django_filters.ModelChoiceFilter(
        queryset=ImportRun.objects.order_by("-pk"), label=_("Import"), empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        choices=[(state, state) for state in STATES], label=_("What became of it")
    )
    kind = django_filters.AllValuesFilter(label=_("Kind"))
    source_id = django_filters.CharFilter(lookup_expr="icontains", label=_("Name in the source"))
    reason = django_filters.CharFilter(lookup_expr="icontains", label=_("Reason"))
    inside = django_filters.CharFilter(lookup_expr="icontains", label=_("Inside it"))

    class Meta:
        model = ImportItem
        fields: list[str] = []


class ImportsView(ReportView):
    """Shows the accounts of the last imports. Spreadsheets hold all that the filters leave."""

    page_title = _("Imports")
    header_icon = "download"
    model = ImportItem
    filterset_class = ImportFilters
    results_template_name = "dateline/newsroom/imports.html"
    index_url_name = "dateline_imports"
    index_results_url_name = "dateline_imports_results"
    list_export = [
        "run", "kind", "source_id", "address", "state", "story", "reason", "inside", "doubts",
    ]  # fmt: skip

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who may publish nothing: the account tells of drafts."""
        if not page_permission_policy.user_has_any_permission(request.user, {"publish"}):
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def handle_no_permission(self) -> Any:
        """Send them home, with a word on why."""
        from wagtail.admin.auth import permission_denied

        return permission_denied(self.request)

    def get_base_queryset(self) -> QuerySet[ImportItem]:
        """The items of all kept runs, the last run first, in the order of its source."""
        return ImportItem.objects.select_related("run").order_by("-run", "pk")

    def decorate_paginated_queryset(self, items: Any) -> Any:
        """Give each item its story, where that still exists. One query."""
        uids = [item.story for item in items if item.story]
        rows = Story._base_manager.filter(uid__in=uids).values_list("uid", "pk", "title")
        pages = {uid: (pk, title) for uid, pk, title in rows}
        for item in items:
            item.page, item.headline = pages.get(item.story, (None, ""))
        return items
