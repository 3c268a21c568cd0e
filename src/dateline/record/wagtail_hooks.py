"""What the record tells Wagtail about itself."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name what a story's history tells of takedowns."""
    actions.register_action("dateline.takedown", _("Take down"), _("Taken down for a legal reason"))
    actions.register_action("dateline.takedown.lift", _("Lift takedown"), _("Takedown lifted"))


@hooks.register("register_permissions")
def right_to_take_down() -> QuerySet[Permission]:
    """Let an administrator give the right to a role."""
    return Permission.objects.filter(
        content_type__app_label="dateline_record", codename="add_takedown"
    )
