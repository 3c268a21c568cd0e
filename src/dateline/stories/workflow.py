"""The end of a workflow: what was approved goes into print, and nothing newer."""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish the revision that the last approval was given to.

    Wagtail's own action publishes the latest revision, which may be an autosave that nobody
    has looked at. Set as ``WAGTAIL_FINISH_WORKFLOW_ACTION``. Raises `desk.NotReady`.
    """
    workflow_state.current_task_state.revision.publish(user=user)
