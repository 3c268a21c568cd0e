"""Contributors, topics and policies: lists with a form each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from dateline.masthead.models import Contributor, Policy
from dateline.stories.models import Topic


class ContributorViewSet(SnippetViewSet):
    """Whose names stand under stories."""

    model = Contributor
    icon = "user"
    menu_label = _("Contributors")
    menu_name = "contributors"
    menu_order = 40
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "role", BooleanColumn("active", label=_("Works here"))]
    list_filter = ["active"]
    search_fields = ["name", "role"]


class TopicViewSet(SnippetViewSet):
    """What stories are about."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    menu_order = 50
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "kind"]
    list_filter = ["kind"]


class PolicyViewSet(SnippetViewSet):
    """What the paper binds itself to."""

    model = Policy
    icon = "list-ul"
    menu_label = _("Policies")
    menu_name = "policies"
    menu_order = 70
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["title", "subject", "changed_at"]


VIEWSETS = (ContributorViewSet, TopicViewSet, PolicyViewSet)
