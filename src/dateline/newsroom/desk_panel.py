"""The Desk panel beside the story's form: what the checks find in the saved draft, and which
other stories readers will find beside it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from dateline.onward import related
from dateline.stories import desk
from dateline.stories.models import Story


class DeskSidePanel(BaseSidePanel):
    """Lists findings, blocking ones first. Saving, also by itself, brings it up to date."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle desk checks")
        icon_name = "check"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Show how many findings block."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = sum(finding.blocks for finding in self.panel.findings)
            return context

    name = "desk"
    title = _("Desk")
    template_name = "dateline/newsroom/desk_panel.html"
    order = 90

    @cached_property
    def findings(self) -> list[desk.Finding]:
        """What the checks find; nothing in a story that was never saved."""
        return desk.examine(self.object) if self.object.pk else []

    @cached_property
    def nearest(self) -> tuple[related.Near, ...]:
        """Other stories that would stand beside this one, with why; none before it is saved."""
        return related.beside(self.object, timezone.now()).near if self.object.pk else ()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Hand out the findings with the names of the fields they are about."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        rows = [(_name_of(finding.where), finding) for finding in self.findings]
        context["blocking"] = [row for row in rows if row[1].blocks]
        context["doubts"] = [row for row in rows if not row[1].blocks]
        context["saved"] = bool(self.object.pk)
        context["nearest"] = self.nearest
        return context


_NAMES = {
    "title": _("Headline"),
    "bylines": _("Bylines"),
    "entries": _("Live entries"),
    "expire_at": _("Planning"),
    "takedown": _("Legal takedown"),
}


def _name_of(where: str) -> str:
    """Return the name under which a reader of the form finds `where`."""
    if where in _NAMES:
        return str(_NAMES[where])
    name = str(Story._meta.get_field(where).verbose_name)
    return name[:1].upper() + name[1:]
