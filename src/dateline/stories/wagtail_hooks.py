"""What stories tell Wagtail about themselves."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from dateline.stories.links import PublicPageLinkHandler


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name the things done to a story for its history."""
    actions.register_action("dateline.update", _("Declare update"), _("Update declared"))
    actions.register_action("dateline.correction", _("Add correction"), _("Correction added"))
    actions.register_action("dateline.entry", _("Add entry"), _("Live entry published"))
    actions.register_action(
        "dateline.entry.withdraw", _("Withdraw entry"), _("Live entry withdrawn")
    )


@hooks.register("register_rich_text_features", order=100)
def link_to_public_pages(features: Any) -> None:
    """Take the place of Wagtail's own handler, which is registered before this one."""
    features.register_link_type(PublicPageLinkHandler)
