"""Publishing a story: Wagtail's own action, with the embargo in its plan."""

from __future__ import annotations

from typing import Any

from wagtail.actions.publish_page_revision import PublishPageRevisionAction


class PublishStory(PublishPageRevisionAction):
    """Publish or schedule a revision of a story at its release moment.

    Wagtail compares ``go_live_at`` with the clock. For the time of the action it is the later
    of plan and embargo; the editor's plan is put back into the row afterwards.
    """

    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Publish or schedule, then restore the plan."""
        plan = self.object.go_live_at
        release = self.object.release_at
        if release == plan:
            return super().execute(skip_permission_checks=skip_permission_checks)
        self.object.go_live_at = release
        result = super().execute(skip_permission_checks=skip_permission_checks)
        rows = type(self.object)._base_manager.filter(pk=self.object.pk, go_live_at=release)
        rows.update(go_live_at=plan)
        self.object.go_live_at = plan
        return result
