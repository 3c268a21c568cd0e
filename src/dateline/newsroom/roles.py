"""Who may do what: the four roles of a newsroom, as groups with permissions.

Made again at every set-up: what a role lacks is added, what an administrator added stays.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

REPORTERS = "Reporters"
EDITORS = "Editors"
PICTURE_EDITORS = "Picture editors"
PUBLISHERS = "Publishers"

#: What each role may do with pages, from the home page down.
PAGES = {
    # Reporters work on every draft, imported ones too, but put nothing into print.
    REPORTERS: ("add_page", "change_page"),
    EDITORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    PICTURE_EDITORS: (),
    PUBLISHERS: (
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ),
}
_HANDLE: tuple[str, ...] = ("wagtailimages.add_image", "wagtailimages.choose_image")
_HANDLE += ("wagtaildocs.add_document", "wagtaildocs.choose_document")
_KEEP = (*_HANDLE, "wagtailimages.change_image", "wagtaildocs.change_document")
#: What each role may do with pictures and documents. Wagtail asks for the permissions of its
#: own image and document models, whichever models a site uses.
FILES = {REPORTERS: _HANDLE, EDITORS: _HANDLE, PICTURE_EDITORS: _KEEP, PUBLISHERS: _KEEP}
#: Model permissions by app label.
MODELS = {
    REPORTERS: ("dateline_stories.add_topic",),
    EDITORS: (
        "dateline_stories.add_topic",
        "dateline_stories.change_topic",
        "dateline_masthead.add_contributor",
        "dateline_masthead.change_contributor",
        "dateline_fronts.add_arrangement",
        "dateline_fronts.add_banner",
    ),
    PICTURE_EDITORS: (),
    PUBLISHERS: (
        "dateline_stories.add_topic",
        "dateline_stories.change_topic",
        "dateline_stories.delete_topic",
        "dateline_masthead.add_contributor",
        "dateline_masthead.change_contributor",
        "dateline_masthead.delete_contributor",
        "dateline_masthead.add_policy",
        "dateline_masthead.change_policy",
        "dateline_masthead.change_masthead",
        "dateline_fronts.add_arrangement",
        "dateline_fronts.add_banner",
        "dateline_almanac.change_station",
        "dateline_record.add_takedown",
        # People come by invitation. Whoever may change users can make himself administrator in
        # Wagtail's form: that is for administrators.
        "dateline_accounts.add_invitation",
        "dateline_accounts.change_invitation",
        "dateline_accounts.delete_invitation",
    ),
}


#: Groups that Wagtail's migrations make, with permissions of their own.
_WAGTAILS = ("Moderators", "Editors")


def set_up_roles() -> dict[str, Group]:
    """Make the roles or complete them, and return them by name."""
    if not Group.objects.filter(name=PUBLISHERS).exists():
        Group.objects.filter(name__in=_WAGTAILS, user__isnull=True).delete()
    root = Page.objects.filter(depth=1).get()
    collection = Collection.get_first_root_node()
    access = _permission("wagtailadmin.access_admin")
    groups = {}
    for name in (REPORTERS, EDITORS, PICTURE_EDITORS, PUBLISHERS):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(access)
        for codename in PAGES[name]:
            GroupPagePermission.objects.get_or_create(
                group=group, page=root, permission=_permission(f"wagtailcore.{codename}")
            )
        for label in FILES[name]:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=_permission(label)
            )
        group.permissions.add(*(_permission(label) for label in MODELS[name]))
        groups[name] = group
    return groups


def _permission(label: str) -> Permission:
    """Return the permission ``app_label.codename``."""
    app_label, _, codename = label.partition(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)
