"""The newsroom's own rows: the approval step of its workflow."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from wagtail.models import AbstractGroupApprovalTask

#: True while a request carries the story's form: then what is approved is what the form shows.
form_in_hand: ContextVar[bool] = ContextVar("form_in_hand", default=False)


class DeskApproval(AbstractGroupApprovalTask):
    """A step at which somebody of a group reads the story and lets it pass.

    It remembers which revision was approved, so that the end of the workflow publishes that
    one and no later autosave.
    """

    class Meta:
        verbose_name = "desk approval"

    def start(self, workflow_state: Any, user: Any = None) -> Any:
        """Begin with what the step before approved, if there was one."""
        before = workflow_state.current_task_state
        task_state = super().start(workflow_state, user=user)
        if before is not None and before.status == before.STATUS_APPROVED:
            task_state.revision = before.revision
            task_state.save(update_fields=["revision"])
        return task_state

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve or send back; approving from the story's form approves what it shows."""
        if action_name == "approve" and form_in_hand.get():
            page = task_state.workflow_state.content_object
            task_state.revision = page.get_latest_revision()
            task_state.save(update_fields=["revision"])
        super().on_action(task_state, user, action_name, **kwargs)
